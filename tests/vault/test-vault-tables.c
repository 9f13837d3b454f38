/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The tables around the records: what goes in comes out, and what the rules refuse is refused. */

#include "vault-room.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-register.h"
#include "vault/kk-vault-settings.h"

#include <string.h>

static KkHash
make_hash (guint8 first)
{
  KkHash hash;

  memset (hash.bytes, first, sizeof hash.bytes);
  return hash;
}

static void
assert_constraint (gboolean fine, GError **error)
{
  g_assert_false (fine);
  g_assert_error (*error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT);
  g_clear_error (error);
}

static void
test_meta (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1", 2);
  g_autoptr (GBytes) got = NULL;
  gint64 number;

  vault_room_open (&room);
  g_assert_true (kk_vault_setting_set_text (room.vault, "a", "één", &error));
  g_assert_true (kk_vault_setting_set_bytes (room.vault, "b", bytes, &error));
  g_assert_true (kk_vault_setting_set_number (room.vault, "c", -7, &error));
  g_assert_true (kk_vault_setting_set_number (room.vault, "d", 1, &error));
  g_assert_true (kk_vault_setting_unset (room.vault, "d", &error));
  vault_room_reopen (&room);
  text = kk_vault_setting_dup_text (room.vault, "a", &error);
  g_assert_cmpstr (text, ==, "één");
  got = kk_vault_setting_dup_bytes (room.vault, "b", &error);
  g_assert_true (g_bytes_equal (got, bytes));
  g_assert_true (kk_vault_setting_get_number (room.vault, "c", 0, &number, &error));
  g_assert_cmpint (number, ==, -7);
  g_assert_true (kk_vault_setting_get_number (room.vault, "d", 9, &number, &error));
  g_assert_cmpint (number, ==, 9);
  none = kk_vault_setting_dup_text (room.vault, "nothing", &error);
  g_assert_null (none);
  g_assert_no_error (error);
}

static void
test_identity_and_seats (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultIdentity) identity = kk_vault_identity_new ();
  g_autoptr (KkVaultIdentity) none = NULL;
  g_autoptr (KkVaultIdentity) got = NULL;
  g_autoptr (KkSecret) organisation = kk_secret_new_random (64);
  g_autoptr (GArray) seats = NULL;
  KkVaultSeat seat = { .id = vault_room_id (0x20), .incarnation = 3, .active = TRUE };

  vault_room_open (&room);
  none = kk_vault_identity_get (room.vault, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  identity->device = vault_room_id (7);
  identity->sign_secret = kk_secret_new_random (64);
  identity->kx_secret = kk_secret_new_random (32);
  identity->kx_public.bytes[31] = 5;
  g_assert_true (kk_vault_identity_set (room.vault, identity, &error));
  g_assert_true (kk_vault_identity_set_organisation (room.vault, organisation, &error));
  got = kk_vault_identity_get (room.vault, &error);
  g_assert_true (kk_secret_equal (got->sign_secret, identity->sign_secret));
  g_assert_true (kk_secret_equal (got->kx_secret, identity->kx_secret));
  g_assert_true (kk_secret_equal (got->organisation_secret, organisation));
  g_assert_cmpint (got->kx_public.bytes[31], ==, 5);
  g_assert_true (kk_id_equal (&got->device, &identity->device));

  seat.desk = room.own;
  seat.log = room.idxs[0];
  g_assert_true (kk_vault_seat_set (room.vault, &seat, &error));
  seat.log = room.idxs[1];
  seat.incarnation = 4;
  g_assert_true (kk_vault_seat_set (room.vault, &seat, &error));
  seats = kk_vault_seat_list (room.vault, &error);
  g_assert_cmpuint (seats->len, ==, 1);
  g_assert_cmpint (g_array_index (seats, KkVaultSeat, 0).log, ==, room.idxs[1]);
  g_assert_cmpuint (g_array_index (seats, KkVaultSeat, 0).incarnation, ==, 4);
}

static void
put_document (VaultRoom *room,
              KkBoardKind kind,
              guint64 version,
              guint8 hash,
              KkDocumentState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultDocument) document = g_new0 (KkVaultDocument, 1);

  document->kind = kind;
  document->slug = g_strdup (kind == KK_BOARD_ORGANISATION ? "deventer" : "");
  document->version = (KkVersion){ version, make_hash (hash) };
  document->state = state;
  document->bytes = g_bytes_new (&hash, 1);
  g_assert_true (kk_vault_document_put (room->vault, document, &error));
}

static void
test_documents (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultDocument) current = NULL;
  g_autoptr (KkVaultDocument) by_hash = NULL;
  g_autoptr (KkVaultDocument) none = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) all = NULL;
  KkHash hash = make_hash (2);

  vault_room_open (&room);
  put_document (&room, KK_BOARD_ORGANISATION, 1, 1, KK_DOCUMENT_CURRENT);
  put_document (&room, KK_BOARD_ORGANISATION, 1, 1, KK_DOCUMENT_REPLACED);
  put_document (&room, KK_BOARD_ORGANISATION, 2, 2, KK_DOCUMENT_CURRENT);
  put_document (&room, KK_BOARD_ORGANISATION, 3, 3, KK_DOCUMENT_FORKED);
  put_document (&room, KK_BOARD_ORGANISATION, 3, 4, KK_DOCUMENT_FORKED);
  put_document (&room, KK_BOARD_REGION, 9, 9, KK_DOCUMENT_CURRENT);
  current = kk_vault_document_current (room.vault, KK_BOARD_ORGANISATION, "deventer", &error);
  g_assert_cmpuint (current->version.version, ==, 2);
  none = kk_vault_document_current (room.vault, KK_BOARD_ORGANISATION, "zwolle", &error);
  g_assert_null (none);
  by_hash = kk_vault_document_by_hash (room.vault, &hash, &error);
  g_assert_cmpstr (by_hash->slug, ==, "deventer");
  list = kk_vault_document_list (room.vault, KK_BOARD_ORGANISATION, "deventer", &error);
  g_assert_cmpuint (list->len, ==, 4);
  g_assert_cmpint (((KkVaultDocument *) list->pdata[0])->state, ==, KK_DOCUMENT_REPLACED);
  all = kk_vault_document_list (room.vault, KK_BOARD_REGION, NULL, &error);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_no_error (error);
}

static void
test_secrets (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSecret) secret = kk_secret_new_random (32);
  g_autoptr (KkSecret) got = NULL;
  g_autoptr (KkSecret) gone = NULL;
  g_autoptr (GArray) epochs = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) left = NULL;

  vault_room_open (&room);
  g_assert_true (kk_vault_secret_put (room.vault, 2, secret, &error));
  g_assert_true (kk_vault_secret_put (room.vault, 1, secret, &error));
  got = kk_vault_secret_get (room.vault, 2, &error);
  g_assert_true (kk_secret_equal (got, secret));
  g_assert_true (kk_vault_secret_delete (room.vault, 2, &error));
  gone = kk_vault_secret_get (room.vault, 2, &error);
  g_assert_null (gone);
  epochs = kk_vault_secret_epochs (room.vault, &error);
  g_assert_cmpuint (epochs->len, ==, 1);

  for (guint i = 0; i < 3; i++) {
    g_autoptr (KkVaultMailboxKey) key = g_new0 (KkVaultMailboxKey, 1);

    key->seat = vault_room_id (1);
    key->public_key.bytes[0] = (guint8) i;
    key->secret = kk_secret_new_random (32);
    key->since = 100 + i;
    key->retired = i < 2 ? 200 + i : 0;
    g_assert_true (kk_vault_mailbox_key_put (room.vault, key, &error));
  }
  keys = kk_vault_mailbox_key_list (room.vault, &(KkId){ { 0 } }, &error);
  g_assert_cmpuint (keys->len, ==, 0);
  g_assert_true (kk_vault_mailbox_key_delete_retired (room.vault, 201, &error));
  {
    KkId seat = vault_room_id (1);

    left = kk_vault_mailbox_key_list (room.vault, &seat, &error);
  }
  g_assert_cmpuint (left->len, ==, 2);
  g_assert_cmpint (((KkVaultMailboxKey *) left->pdata[0])->since, ==, 102);
}

static void
test_objects (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultObject) object = g_new0 (KkVaultObject, 1);
  g_autoptr (KkVaultObject) got = NULL;
  g_autoptr (GPtrArray) list = NULL;

  vault_room_open (&room);
  object->hash = make_hash (1);
  object->thread = vault_room_id (1);
  object->issuer = vault_room_id (2);
  object->until = g_strdup ("2027-01-01");
  object->bytes = g_bytes_new_static ("signed", 6);
  g_assert_true (kk_vault_object_put (room.vault, object, &error));
  g_assert_true (kk_vault_object_set_void (room.vault, &object->hash, &error));
  g_assert_true (kk_vault_object_put (room.vault, object, &error));
  got = kk_vault_object_get (room.vault, &object->hash, &error);
  g_assert_true (got->is_void);
  g_assert_cmpstr (got->until, ==, "2027-01-01");
  list = kk_vault_object_list (room.vault, &object->thread, &error);
  g_assert_cmpuint (list->len, ==, 1);
}

static void
test_logs (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = NULL;
  KkId seat = vault_room_id (0x20);
  KkId stranger = vault_room_id (0x66);
  KkVaultLog log;
  gint64 idx;

  vault_room_open (&room);
  g_assert_true (
      kk_vault_log_ensure (room.vault, &room.logs[0], &seat, &room.own, 0, &idx, &error));
  g_assert_cmpint (idx, ==, room.idxs[0]);
  assert_constraint (
      kk_vault_log_ensure (room.vault, &room.logs[0], &stranger, &room.own, 0, &idx, &error),
      &error);
  assert_constraint (kk_vault_log_ensure (room.vault, &stranger, &seat, &room.own, 0, &idx, &error),
                     &error);
  g_assert_true (kk_vault_log_get (room.vault, room.idxs[2], &log, &error));
  g_assert_cmpint (log.status, ==, KK_LOG_OK);
  log.push_no = (1ull << 48) - 1;
  log.hash = make_hash (5);
  log.status = KK_LOG_FORK;
  log.has_mailbox = TRUE;
  log.mailbox.bytes[0] = 9;
  g_assert_true (kk_vault_log_update (room.vault, &log, &error));
  vault_room_reopen (&room);
  g_assert_true (kk_vault_log_find (room.vault, &room.logs[2], &idx));
  g_assert_false (kk_vault_log_find (room.vault, &stranger, &idx));
  g_assert_true (kk_vault_log_get (room.vault, room.idxs[2], &log, &error));
  g_assert_cmpuint (log.push_no, ==, (1ull << 48) - 1);
  g_assert_cmpint (log.status, ==, KK_LOG_FORK);
  g_assert_true (log.has_mailbox && log.mailbox.bytes[0] == 9);
  g_assert_true (kk_id_equal (kk_vault_log_get_desk (room.vault, room.idxs[2]), &room.other));
  all = kk_vault_log_list (room.vault, NULL, &error);
  g_assert_cmpuint (all->len, ==, 4);
}

/* What memory knows of logs goes with the transaction that added them. */
static void
test_log_rolled_back (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  KkId id = vault_room_id (0x66);
  gint64 idx;

  vault_room_open (&room);
  {
    g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (room.vault, &error);

    g_assert_nonnull (transaction);
    g_assert_true (kk_vault_log_ensure (room.vault, &id, &id, &id, 0, &idx, &error));
    g_assert_true (kk_vault_log_find (room.vault, &id, &idx));
  }
  g_assert_false (kk_vault_log_find (room.vault, &id, &idx));
  g_assert_true (kk_vault_log_find (room.vault, &room.logs[0], &idx));
}

static void
test_marks_and_remotes (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) marks = NULL;
  g_autoptr (GPtrArray) forks = NULL;
  g_autofree char *oid = NULL;
  g_autofree char *none = NULL;
  KkId seats[] = { vault_room_id (1), vault_room_id (2) };
  KkMark mark = { .log = vault_room_id (9), .push_no = 5 };
  KkVaultFork fork = { .push_no = 3, .hash = make_hash (1), .seen = 4 };
  guint64 push_no;

  vault_room_open (&room);
  g_assert_true (kk_vault_mark_set (room.vault, &seats[0], &mark, &error));
  mark.push_no = 8;
  g_assert_true (kk_vault_mark_set (room.vault, &seats[1], &mark, &error));
  mark.push_no = 7;
  g_assert_true (kk_vault_mark_set (room.vault, &seats[1], &mark, &error));
  g_assert_true (kk_vault_mark_highest (room.vault, &mark.log, &push_no, &error));
  g_assert_cmpuint (push_no, ==, 7);
  g_assert_true (kk_vault_mark_clear (room.vault, &seats[1], &error));
  g_assert_true (kk_vault_mark_get (room.vault, &seats[1], &mark.log, &mark, &error));
  g_assert_cmpuint (mark.push_no, ==, 0);
  marks = kk_vault_mark_list (room.vault, &seats[0], &error);
  g_assert_cmpuint (marks->len, ==, 1);

  g_assert_true (
      kk_vault_remote_log_get (room.vault, "file:///x", room.idxs[0], &push_no, &none, &error));
  g_assert_cmpuint (push_no, ==, 0);
  g_assert_null (none);
  g_assert_true (kk_vault_remote_log_set (room.vault, "file:///x", room.idxs[0], 3, "abc", &error));
  g_assert_true (
      kk_vault_remote_log_get (room.vault, "file:///x", room.idxs[0], &push_no, &oid, &error));
  g_assert_cmpuint (push_no, ==, 3);
  g_assert_cmpstr (oid, ==, "abc");

  fork.log = room.idxs[2];
  fork.manifest = g_bytes_new_static ("one", 3);
  g_assert_true (kk_vault_fork_add (room.vault, &fork, &error));
  g_assert_true (kk_vault_fork_add (room.vault, &fork, &error));
  fork.hash = make_hash (2);
  g_assert_true (kk_vault_fork_add (room.vault, &fork, &error));
  g_bytes_unref (fork.manifest);
  forks = kk_vault_fork_list (room.vault, room.idxs[2], &error);
  g_assert_cmpuint (forks->len, ==, 2);
}

static gint64
add_inbox (VaultRoom *room, guint64 sequence, guint8 hash, KkInboxState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultInboxRow) row = kk_vault_inbox_row_new ();

  row->seat = vault_room_id (1);
  row->log = room->idxs[2];
  row->sequence = sequence;
  row->packet = make_hash (hash);
  row->state = state;
  row->raw = g_bytes_new_static ("sealed", 6);
  g_assert_true (kk_vault_inbox_add (room->vault, row, &error));
  return row->idx;
}

static void
test_inbox (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultInboxRow) held = NULL;
  g_autoptr (KkVaultInboxRow) applied = NULL;
  g_autoptr (KkVaultInboxRow) again = kk_vault_inbox_row_new ();
  g_autoptr (GPtrArray) holds = NULL;
  g_autoptr (GPtrArray) none = NULL;
  KkHash hash = make_hash (1);
  KkHash other = make_hash (99);
  KkId seat = vault_room_id (1);
  guint64 sequence;
  gboolean has;

  vault_room_open (&room);
  add_inbox (&room, 1, 1, KK_INBOX_APPLIED);
  add_inbox (&room, 2, 2, KK_INBOX_HOLD);
  add_inbox (&room, 2, 3, KK_INBOX_QUARANTINED);
  add_inbox (&room, 5, 5, KK_INBOX_PARTLY);
  add_inbox (&room, 3, 4, KK_INBOX_NEW);
  applied = kk_vault_inbox_by_packet (room.vault, &hash, &error);
  g_assert_null (applied->raw);
  g_assert_true (kk_vault_inbox_has_packet (room.vault, &hash, &has, &error));
  g_assert_true (has);
  g_assert_true (kk_vault_inbox_has_packet (room.vault, &other, &has, &error));
  g_assert_false (has);
  g_assert_true (kk_vault_inbox_contiguous (room.vault, room.idxs[2], &seat, &sequence, &error));
  g_assert_cmpuint (sequence, ==, 2);
  g_assert_true (kk_vault_inbox_highest (room.vault, room.idxs[2], &seat, &sequence, &error));
  g_assert_cmpuint (sequence, ==, 5);
  held = kk_vault_inbox_by_sequence (room.vault, room.idxs[2], &seat, 2, &error);
  g_assert_cmpint (held->state, ==, KK_INBOX_HOLD);
  g_assert_nonnull (held->raw);
  held->state = KK_INBOX_APPLIED;
  g_assert_true (kk_vault_inbox_update (room.vault, held, &error));
  none = kk_vault_inbox_list (room.vault, KK_INBOX_HOLD, 0, &error);
  g_assert_cmpuint (none->len, ==, 0);
  holds = kk_vault_inbox_list (room.vault, KK_INBOX_QUARANTINED, room.idxs[2], &error);
  g_assert_cmpuint (holds->len, ==, 1);
  again->seat = seat;
  again->log = room.idxs[2];
  again->packet = hash;
  assert_constraint (kk_vault_inbox_add (room.vault, again, &error), &error);
}

static void
test_quarantine (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  char code[] = "policy";
  char row[] = "WPG-7-2";
  KkVaultQuarantine item = { .op_no = 3, .code = code, .row = row };
  gint64 count;

  vault_room_open (&room);
  item.inbox = add_inbox (&room, 1, 1, KK_INBOX_PARTLY);
  g_assert_true (kk_vault_quarantine_add (room.vault, &item, &error));
  item.row = NULL;
  g_assert_true (kk_vault_quarantine_add (room.vault, &item, &error));
  item.op_no = KK_QUARANTINE_WHOLE_PACKET;
  g_assert_true (kk_vault_quarantine_add (room.vault, &item, &error));
  list = kk_vault_quarantine_list (room.vault, 0, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_null (((KkVaultQuarantine *) list->pdata[0])->row);
  g_assert_true (kk_vault_quarantine_set_notified (
      room.vault, ((KkVaultQuarantine *) list->pdata[0])->idx, 5, &error));
  g_assert_true (kk_vault_quarantine_count (room.vault, &count, &error));
  g_assert_cmpint (count, ==, 2);
  g_assert_true (kk_vault_quarantine_clear (room.vault, item.inbox, &error));
  g_assert_true (kk_vault_quarantine_count (room.vault, &count, &error));
  g_assert_cmpint (count, ==, 0);
}

static void
test_register (void)
{
  g_auto (VaultRoom) room = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultEntry) entry = kk_vault_entry_new ();
  g_autoptr (KkVaultEntry) last = NULL;
  g_autoptr (GPtrArray) some = NULL;

  vault_room_open (&room);
  last = kk_vault_entry_last (room.vault, room.idxs[0], &error);
  g_assert_null (last);
  entry->log = room.idxs[0];
  entry->text = g_bytes_new_static ("entry", 5);
  for (guint8 n = 1; n <= 4; n++) {
    entry->n = n;
    entry->leaf = make_hash (n);
    entry->salt[0] = n;
    g_assert_true (kk_vault_entry_append (room.vault, entry, &error));
  }
  assert_constraint (kk_vault_entry_append (room.vault, entry, &error), &error);
  entry->n = 6;
  assert_constraint (kk_vault_entry_append (room.vault, entry, &error), &error);
  g_assert_true (kk_vault_entry_erase (room.vault, room.idxs[0], 2, &error));
  some = kk_vault_entry_list (room.vault, room.idxs[0], 2, 3, &error);
  g_assert_cmpuint (some->len, ==, 2);
  g_assert_true (((KkVaultEntry *) some->pdata[0])->erased);
  g_assert_null (((KkVaultEntry *) some->pdata[0])->text);
  g_assert_cmpint (((KkVaultEntry *) some->pdata[0])->leaf.bytes[0], ==, 2);
  g_assert_cmpint (((KkVaultEntry *) some->pdata[1])->salt[0], ==, 3);
  last = kk_vault_entry_last (room.vault, room.idxs[0], &error);
  g_assert_cmpuint (last->n, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault-tables/meta", test_meta);
  g_test_add_func ("/vault-tables/identity-and-seats", test_identity_and_seats);
  g_test_add_func ("/vault-tables/documents", test_documents);
  g_test_add_func ("/vault-tables/secrets", test_secrets);
  g_test_add_func ("/vault-tables/objects", test_objects);
  g_test_add_func ("/vault-tables/logs", test_logs);
  g_test_add_func ("/vault-tables/log-rolled-back", test_log_rolled_back);
  g_test_add_func ("/vault-tables/marks-and-remotes", test_marks_and_remotes);
  g_test_add_func ("/vault-tables/inbox", test_inbox);
  g_test_add_func ("/vault-tables/quarantine", test_quarantine);
  g_test_add_func ("/vault-tables/register", test_register);
  return g_test_run ();
}
