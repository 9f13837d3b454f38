/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What goes out: bodies, packets, pushes, addressees, shares, and what was sent. */

#include "domain/kk-schema.h"
#include "vault-room.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-shares.h"

#include <string.h>

static void
assert_constraint (gboolean fine, GError **error)
{
  g_assert_false (fine);
  g_assert_error (*error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT);
  g_clear_error (error);
}

static void
add_body (VaultRoom *room, guint8 id, gint64 not_before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultBody) body = kk_vault_body_new ();

  body->id = vault_room_id (id);
  body->giver = room->own;
  body->desk = room->other;
  body->bytes = g_bytes_new_static ("previewed", 9);
  body->created = id;
  body->not_before = not_before;
  g_assert_true (kk_vault_body_add (room->vault, body, &error));
}

static void
test_bodies (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GPtrArray) held = NULL;
  g_autoptr (KkVaultBody) cancelled = NULL;
  KkId first = vault_room_id (1);
  KkId second = vault_room_id (2);

  vault_room_open (&room);
  add_body (&room, 1, 100);
  add_body (&room, 2, 200);
  due = kk_vault_body_list_due (room.vault, 150, &error);
  g_assert_cmpuint (due->len, ==, 1);
  g_assert_true (kk_vault_body_set_state (room.vault, &first, KK_BODY_HELD, "changed", &error));
  held = kk_vault_body_list (room.vault, KK_BODY_HELD, &error);
  g_assert_cmpuint (held->len, ==, 1);
  g_assert_cmpstr (((KkVaultBody *) held->pdata[0])->reason, ==, "changed");
  g_assert_nonnull (((KkVaultBody *) held->pdata[0])->bytes);
  g_assert_true (kk_vault_body_set_state (room.vault, &second, KK_BODY_CANCELLED, NULL, &error));
  cancelled = kk_vault_body_get (room.vault, &second, &error);
  g_assert_null (cancelled->bytes);
}

static gint64
add_packet (VaultRoom *room, guint8 tag, guint64 sequence, guint64 push_no)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultPacket) packet = kk_vault_packet_new ();

  packet->log = room->idxs[0];
  packet->tag = vault_room_id (tag);
  packet->seat = vault_room_id (0x22);
  packet->sequence = sequence;
  packet->first_push = push_no;
  packet->bytes = g_bytes_new_static ("sealed", 6);
  memset (packet->hash.bytes, tag, sizeof packet->hash.bytes);
  g_assert_true (kk_vault_packet_add (room->vault, packet, &error));
  return packet->idx;
}

static void
test_packets (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultPacket) twice = kk_vault_packet_new ();
  g_autoptr (KkVaultPacket) dropped = NULL;
  g_autoptr (GPtrArray) acked = NULL;
  g_autoptr (GPtrArray) tree = NULL;
  g_autoptr (GPtrArray) of_record = NULL;
  KkId seat = vault_room_id (0x22);
  gint64 packets[3];
  gint64 record;
  gint64 changed;

  vault_room_open (&room);
  for (guint8 i = 0; i < 3; i++)
    packets[i] = add_packet (&room, (guint8) (i + 1), i + 1, i + 1);
  twice->log = room.idxs[0];
  twice->seat = seat;
  twice->sequence = 2;
  twice->first_push = 9;
  twice->bytes = g_bytes_new_static ("other", 5);
  assert_constraint (kk_vault_packet_add (room.vault, twice, &error), &error);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  g_assert_true (kk_vault_packet_add_record (room.vault, packets[0], record, &error));
  g_assert_true (kk_vault_packet_add_record (room.vault, packets[2], record, &error));
  g_assert_true (
      kk_vault_packet_acknowledge (room.vault, room.idxs[0], &seat, 2, &changed, &error));
  g_assert_cmpint (changed, ==, 2);
  acked = kk_vault_packet_list (room.vault, room.idxs[0], NULL, KK_PACKET_ACKED, &error);
  g_assert_cmpuint (acked->len, ==, 2);
  g_assert_true (kk_vault_packet_set_state (room.vault, packets[0], KK_PACKET_DROPPED, &error));
  tree = kk_vault_packet_list_in_tree (room.vault, room.idxs[0], &error);
  g_assert_cmpuint (tree->len, ==, 2);
  dropped = kk_vault_packet_get (room.vault, packets[0], &error);
  g_assert_null (dropped->bytes);
  of_record = kk_vault_packet_list_of_record (room.vault, record, &error);
  g_assert_cmpuint (of_record->len, ==, 1);
}

static void
test_pushes (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultPush) push = kk_vault_push_new ();
  g_autoptr (KkVaultPush) pending = NULL;
  g_autoptr (KkVaultPush) confirmed = NULL;
  g_autoptr (GPtrArray) list = NULL;

  vault_room_open (&room);
  push->log = room.idxs[0];
  push->push_no = 1;
  push->manifest = g_bytes_new_static ("manifest", 8);
  g_assert_true (kk_vault_push_add (room.vault, push, &error));
  assert_constraint (kk_vault_push_add (room.vault, push, &error), &error);
  push->push_no = 2;
  assert_constraint (kk_vault_push_add (room.vault, push, &error), &error);
  pending = kk_vault_push_pending (room.vault, room.idxs[0], &error);
  g_assert_cmpuint (pending->push_no, ==, 1);
  g_assert_null (pending->commit);
  pending->commit = g_strdup ("abc");
  pending->state = KK_PUSH_CONFIRMED;
  g_assert_true (kk_vault_push_update (room.vault, pending, &error));
  g_assert_true (kk_vault_push_add (room.vault, push, &error));
  confirmed = kk_vault_push_last_confirmed (room.vault, room.idxs[0], &error);
  g_assert_cmpuint (confirmed->push_no, ==, 1);
  g_assert_cmpstr (confirmed->commit, ==, "abc");
  g_assert_true (kk_vault_push_forget (room.vault, room.idxs[0], 9, &error));
  list = kk_vault_push_list (room.vault, room.idxs[0], 0, &error);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_addressees (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  KkVaultAddressee addressee;
  KkId seat = vault_room_id (0x22);
  guint64 sequence;

  vault_room_open (&room);
  for (guint64 i = 1; i <= 3; i++) {
    g_assert_true (
        kk_vault_addressee_take_sequence (room.vault, room.idxs[0], &seat, &sequence, &error));
    g_assert_cmpuint (sequence, ==, i);
  }
  g_assert_true (kk_vault_addressee_get (room.vault, room.idxs[0], &seat, &addressee, &error));
  g_assert_cmpuint (addressee.next_sequence, ==, 4);
  addressee.dropped_max = 7;
  g_assert_true (kk_vault_addressee_set (room.vault, room.idxs[0], &seat, &addressee, &error));
  g_assert_true (kk_vault_addressee_get (room.vault, room.idxs[0], &seat, &addressee, &error));
  g_assert_cmpuint (addressee.dropped_max, ==, 7);
}

static void
test_shares (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultShare) share = kk_vault_share_new ();
  g_autoptr (KkVaultShare) got = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;
  KkShareField fields[] = { { KK_RECORD_PERSON, 401, 4 }, { KK_RECORD_CASE, 301, 0x80000001u } };

  vault_room_open (&room);
  share->id = vault_room_id (1);
  share->desk = room.own;
  share->receiver = room.other;
  share->has_thread = TRUE;
  share->thread = vault_room_id (2);
  share->purpose = 3;
  share->stage = g_strdup ("T1");
  share->facts = g_strdup ("{}");
  g_array_append_vals (share->fields, fields, 2);
  g_assert_true (kk_vault_share_put (room.vault, share, &error));
  g_array_set_size (share->fields, 1);
  g_array_append_val (share->fields, fields[1]);
  g_assert_true (kk_vault_share_put (room.vault, share, &error));
  g_assert_true (kk_vault_share_set_state (room.vault, &share->id, KK_SHARE_STOPPED, &error));
  got = kk_vault_share_get (room.vault, &share->id, &error);
  g_assert_cmpint (got->state, ==, KK_SHARE_STOPPED);
  g_assert_cmpuint (got->fields->len, ==, 2);
  g_assert_cmpuint (g_array_index (got->fields, KkShareField, 0).categories, ==, 0x80000001u);
  g_assert_cmpstr (got->stage, ==, "T1");
  g_assert_cmpstr (got->facts, ==, "{}");
  g_assert_false (got->has_record);
  one = kk_vault_share_list (room.vault, &room.own, &share->thread, &error);
  g_assert_cmpuint (one->len, ==, 1);
  none = kk_vault_share_list (room.vault, &room.other, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_sent (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GArray) desks = NULL;
  KkVaultSent sent = { .field = 401, .n = 1, .kind = KK_OP_NOT_SHARED };
  gboolean has;

  vault_room_open (&room);
  sent.desk = room.other;
  sent.record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  sent.log = room.idxs[0];
  g_assert_true (kk_vault_sent_put (room.vault, &sent, &error));
  sent.kind = KK_OP_VALUE;
  sent.packet = add_packet (&room, 1, 1, 1);
  g_assert_true (kk_vault_sent_put (room.vault, &sent, &error));
  list = kk_vault_sent_list (room.vault, sent.record, &room.other, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpint (((KkVaultSent *) list->pdata[0])->kind, ==, KK_OP_VALUE);
  g_assert_cmpint (((KkVaultSent *) list->pdata[0])->packet, ==, sent.packet);
  g_assert_true (kk_vault_sent_has_field (room.vault, sent.record, &room.other, 401, &has, &error));
  g_assert_true (has);
  g_assert_true (kk_vault_sent_has_field (room.vault, sent.record, &room.other, 402, &has, &error));
  g_assert_false (has);
  desks = kk_vault_sent_desks (room.vault, sent.record, &error);
  g_assert_cmpuint (desks->len, ==, 1);
}

static guint
count_due (VaultRoom *room, const KkId *seat)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ops = NULL;
  KkVaultSibling sibling;

  g_assert_true (kk_vault_sibling_get (room->vault, seat, &sibling, &error));
  ops = kk_vault_sibling_list_ops (room->vault, &room->own, seat, room->idxs[0], &sibling, 100,
                                   &error);
  g_assert_no_error (error);
  return ops->len;
}

static void
test_siblings (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkOp) received = NULL;
  g_autoptr (KkStoredOp) stored = NULL;
  KkVaultSibling sibling;
  KkId seat = vault_room_id (0x21);
  gint64 record;

  vault_room_open (&room);
  record = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, NULL);
  vault_room_set_text (&room, record, 401, "a");
  received = vault_room_make_op (&room, 2, 1, 401, "b");
  vault_room_apply (&room, record, received);
  g_assert_true (kk_vault_sibling_get (room.vault, &seat, &sibling, &error));
  g_assert_false (sibling.known);
  g_assert_true (kk_vault_sibling_start (room.vault, &room.own, &seat, room.idxs[0], &error));
  g_assert_cmpuint (count_due (&room, &seat), ==, 2);
  stored = kk_vault_op_get (room.vault, record, &received->dot, &error);
  g_assert_true (kk_vault_sibling_clear_due (room.vault, &seat, stored->idx, &error));
  sibling.line = 4;
  sibling.op = stored->idx;
  g_assert_true (kk_vault_sibling_set (room.vault, &seat, &sibling, &error));
  g_assert_cmpuint (count_due (&room, &seat), ==, 0);
  vault_room_set_text (&room, record, 402, "c");
  g_assert_cmpuint (count_due (&room, &seat), ==, 1);
  g_assert_true (kk_vault_sibling_add_due (room.vault, &seat, stored->idx, &error));
  g_assert_cmpuint (count_due (&room, &seat), ==, 2);
  g_assert_true (kk_vault_sibling_clear_due (room.vault, &seat, stored->idx, &error));
  g_assert_cmpuint (count_due (&room, &seat), ==, 1);
  g_assert_true (kk_vault_sibling_get (room.vault, &seat, &sibling, &error));
  g_assert_cmpuint (sibling.line, ==, 4);
}

static void
add_share (VaultRoom *room, guint8 id, const KkId *thread)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultShare) share = kk_vault_share_new ();

  share->id = vault_room_id (id);
  share->desk = room->own;
  share->receiver = room->other;
  share->has_thread = TRUE;
  share->thread = *thread;
  share->purpose = 3;
  g_assert_true (kk_vault_share_put (room->vault, share, &error));
}

static guint
count_changed (VaultRoom *room, gint64 *after)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shares =
      kk_vault_share_list_changed (room->vault, &room->own, *after, after, &error);

  g_assert_no_error (error);
  return shares->len;
}

static void
test_changed_shares (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  KkId threads[] = { vault_room_id (1), vault_room_id (2) };
  KkId second = vault_room_id (12);
  gint64 records[2];
  gint64 after = 0;

  vault_room_open (&room);
  for (guint i = 0; i < 2; i++) {
    records[i] = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, &threads[i]);
    vault_room_set_text (&room, records[i], 401, "a");
    add_share (&room, (guint8) (11 + i), &threads[i]);
  }
  g_assert_cmpuint (count_changed (&room, &after), ==, 0);
  vault_room_set_text (&room, records[0], 402, "b");
  g_assert_cmpuint (count_changed (&room, &after), ==, 1);
  g_assert_cmpuint (count_changed (&room, &after), ==, 0);
  g_assert_true (kk_vault_share_set_state (room.vault, &second, KK_SHARE_STOPPED, &error));
  vault_room_set_text (&room, records[1], 402, "b");
  g_assert_cmpuint (count_changed (&room, &after), ==, 0);
}

/* Who remembers an idx must not miss what comes after an erasure of the newest. */
static void
test_idx_is_never_given_again (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  KkVaultErased erased = { 0 };
  KkVaultTransaction *transaction;
  KkVaultRecord record;
  KkId thread = vault_room_id (1);
  gboolean found;
  gint64 after = 0;
  gint64 idx;
  gint64 next;

  vault_room_open (&room);
  add_share (&room, 11, &thread);
  idx = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, &thread);
  vault_room_set_text (&room, idx, 401, "a");
  g_assert_cmpuint (count_changed (&room, &after), ==, 1);
  g_assert_true (kk_vault_record_get (room.vault, idx, &record, &found, &error));
  erased.desk = record.desk;
  erased.id = record.id;
  transaction = kk_vault_begin (room.vault, &error);
  g_assert_true (kk_vault_record_erase (room.vault, &erased, &error));
  g_assert_true (kk_vault_commit (transaction, &error));
  next = vault_room_add_record (&room, KK_RECORD_PERSON, &room.own, &thread);
  g_assert_cmpint (next, >, idx);
  vault_room_set_text (&room, next, 401, "b");
  g_assert_cmpuint (count_changed (&room, &after), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-outbox/bodies", test_bodies);
  g_test_add_func ("/vault-outbox/packets", test_packets);
  g_test_add_func ("/vault-outbox/pushes", test_pushes);
  g_test_add_func ("/vault-outbox/addressees", test_addressees);
  g_test_add_func ("/vault-outbox/shares", test_shares);
  g_test_add_func ("/vault-outbox/sent", test_sent);
  g_test_add_func ("/vault-outbox/siblings", test_siblings);
  g_test_add_func ("/vault-outbox/changed-shares", test_changed_shares);
  g_test_add_func ("/vault-outbox/idx-is-never-given-again", test_idx_is_never_given_again);
  return g_test_run ();
}
