/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-case-gather-private.h"
#include "app/kk-objects-private.h"
#include "case-stage.h"
#include "crypto/kk-packet.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-statement-codec.h"
#include "hostile-stage.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <string.h>

/* What a malicious server or member sends, seen by who receives it: refused under a clear code, nothing of it stored,
 * the vault whole, and what others sent taken all the same. */

static KkTestRegion *
open_region (const char *third)
{
  const char *names[] = { "deventer", "veilig-thuis", third, NULL };
  KkTestRegion *region = kk_test_region_new (names);

  hostile_import (region, "deventer");
  hostile_sync_all (region, 2);
  return region;
}

static void
assert_name (KkTestRegion *region, const char *expected)
{
  stage_assert_value (kk_test_region_get_app (region, "veilig-thuis"), "SYN-9-00001", "person",
                      "prs_FirstName", expected);
}

static const char *
status_of (const KkSyncReport *report, const char *organisation)
{
  for (guint i = 0; i < report->logs->len; i++) {
    const KkLogReport *log = report->logs->pdata[i];

    if (g_str_equal (log->organisation, organisation))
      return log->status;
  }
  return "none";
}

/* The server. */

static void
damage_and_heal (GBytes *(*damage) (GBytes *bytes))
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GBytes) bad = NULL;
  g_autoptr (KkSyncReport) report = NULL;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  paths = hostile_packets (region, branch);
  g_assert_cmpuint (paths->len, ==, 1);
  good = hostile_read (region, branch, paths->pdata[0]);
  bad = damage (good);
  hostile_write (region, branch, paths->pdata[0], bad);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, ==, 0);
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "incomplete");
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);

  hostile_write (region, branch, paths->pdata[0], good);
  g_clear_pointer (&report, kk_sync_report_free);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, >, 0);
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "ok");
  assert_name (region, "Mira");
}

static GBytes *
flip_byte (GBytes *bytes)
{
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  data[size / 2] ^= 1;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static GBytes *
cut_half (GBytes *bytes)
{
  return g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
}

static GBytes *
take_away (GBytes *bytes G_GNUC_UNUSED)
{
  return NULL;
}

static void
test_flipped_byte (void)
{
  damage_and_heal (flip_byte);
}

static void
test_truncated (void)
{
  damage_and_heal (cut_half);
}

static void
test_withheld (void)
{
  damage_and_heal (take_away);
}

/* A branch whose name nobody can compute does not exist. */
static void
test_unknown_writer (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *made = hostile_git (
      region, "git update-ref refs/heads/00112233445566778899aabbccddeeff \"$1\"; echo done",
      branch, NULL, NULL);
  g_autoptr (KkSyncReport) report = NULL;

  g_assert_nonnull (made);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->logs->len, ==, 1);
  assert_name (region, "Mira");
}

/* A member copies a packet of another into its own log, before the addressee has seen the real one. */
static void
test_copied_into_other_log (void)
{
  g_autoptr (KkTestRegion) region = open_region ("zwolle");
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *before = hostile_git (region, "git rev-parse \"$1\"", branch, NULL, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkId tag;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  paths = hostile_packets (region, branch);
  packet = hostile_read (region, branch, paths->pdata[0]);
  after = hostile_git (region, "git rev-parse \"$1\"; git update-ref \"$1\" \"$2\"", branch,
                       g_strchomp (before), NULL);

  hostile_begin (&writer, region, "zwolle", "veilig-thuis");
  tag = hostile_tag (&writer);
  hostile_list (&writer, packet, &tag);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "zwolle"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_refused (region, "veilig-thuis", "outer", 1);

  g_free (hostile_git (region, "git update-ref \"$1\" \"$2\"", branch, g_strchomp (after), NULL));
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, >, 0);
  assert_name (region, "Mira");
}

/* The members. */

static void
test_three_names (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_autofree char *branch = hostile_branch (region, "deventer");
  g_autofree char *path = NULL;
  g_autofree char *other_path = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkPacketHeader header;
  KkId tags[3];

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  packet = hostile_seal (&writer, statement);
  g_assert_true (kk_packet_peek (packet, &header, NULL));
  tags[0] = header.tag;
  tags[1] = hostile_tag (&writer);
  hostile_list (&writer, packet, &tags[0]);
  tags[2] = hostile_tag (&writer);
  path = hostile_place (&writer, packet, &tags[1]);
  other_path = hostile_place (&writer, packet, &tags[2]);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  hostile_write (region, branch, path, packet);
  hostile_write (region, branch, other_path, packet);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpstr (status_of (report, "gemeente-deventer"), ==, "ok");
  assert_name (region, "Mira");
  hostile_assert_whole (region, "veilig-thuis");
}

/* Who received a statement seals it again for somebody else. */
static void
test_forwarded (void)
{
  g_autoptr (KkTestRegion) region = open_region ("zwolle");
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_auto (HostileWriter) author = { 0 };
  g_auto (HostileWriter) forwarder = { 0 };
  KkKxPublicKey key;
  KkId tag;

  hostile_begin (&author, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&author, body);
  bytes = kk_statement_encode (statement, NULL);
  hostile_begin (&forwarder, region, "veilig-thuis", "zwolle");
  tag = hostile_tag (&forwarder);
  memcpy (key.bytes, forwarder.addressee->device->kx.bytes, sizeof key.bytes);
  packet = kk_packet_seal (bytes, &author.sealing.network, &author.app->sign, &key, &tag, NULL);
  hostile_list (&forwarder, packet, &tag);
  hostile_end (&forwarder);
  hostile_end (&author);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  kk_sync_report_free (hostile_sync (region, "zwolle"));
  hostile_assert_refused (region, "zwolle", "signature", 1);
  hostile_assert_absent (region, "zwolle", HOSTILE_MARKER);
}

/* One packet whose statement was changed by @change, and a good one behind it. */
static void
send_changed (KkTestRegion *region, const KkBody *body, void (*change) (KkStatement *statement))
{
  g_auto (HostileWriter) writer = { 0 };
  g_autoptr (KkStatement) statement = NULL;

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  change (statement);
  hostile_send (&writer, statement);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
}

static void
refuse_changed (void (*change) (KkStatement *statement), const char *code)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkSyncReport) report = NULL;

  send_changed (region, body, change);
  hostile_assert_refused (region, "veilig-thuis", code, 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->applied, >, 0);
  assert_name (region, "Mira");
}

static void
change_addressee (KkStatement *statement)
{
  statement->addressee = kk_id_random ();
}

static void
change_log (KkStatement *statement)
{
  statement->log = kk_id_random ();
}

static void
change_register (KkStatement *statement)
{
  statement->register_ = (KkVersion){ 0 };
}

static void
change_region (KkStatement *statement)
{
  statement->region.hash.bytes[0] ^= 1;
}

static void
change_body (KkStatement *statement)
{
  g_bytes_unref (statement->body);
  statement->body = g_bytes_new_static ("\xa0", 1);
}

static void
test_other_addressee (void)
{
  refuse_changed (change_addressee, "addressee");
}

static void
test_other_log (void)
{
  refuse_changed (change_log, "writer");
}

static void
test_older_register (void)
{
  refuse_changed (change_register, "register-older");
}

static void
test_other_region (void)
{
  refuse_changed (change_region, "region-fork");
}

static void
test_bad_encoding (void)
{
  refuse_changed (change_body, "encoding");
}

static void
test_newer_register_waits (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_auto (HostileWriter) writer = { 0 };
  g_autoptr (KkStatement) statement = NULL;

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  statement->register_.version += 7;
  hostile_send (&writer, statement);
  hostile_end (&writer);
  hostile_sync_all (region, 2);
  hostile_assert_refused (region, "veilig-thuis", "register", 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
}

static void
test_wrong_network (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_autoptr (GBytes) packet = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkPacketHeader header;

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  writer.sealing.network.network_id.bytes[0] ^= 1;
  packet = hostile_seal (&writer, statement);
  writer.sealing.network.network_id.bytes[0] ^= 1;
  g_assert_true (kk_packet_peek (packet, &header, NULL));
  hostile_list (&writer, packet, &header.tag);
  hostile_end (&writer);
  hostile_sync_all (region, 1);
  hostile_assert_refused (region, "veilig-thuis", "commit", 1);
}

/* One number, two contents: the first stays, the second is evidence. */
static void
test_equivocation (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_auto (HostileWriter) first = { 0 };
  g_auto (HostileWriter) second = { 0 };

  hostile_begin (&first, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&first, body);
  hostile_send (&first, statement);
  hostile_end (&first);
  hostile_sync_all (region, 1);
  assert_name (region, "Mira");

  hostile_begin (&second, region, "deventer", "veilig-thuis");
  statement->created++;
  hostile_send (&second, statement);
  hostile_end (&second);
  hostile_sync_all (region, 1);
  hostile_assert_refused (region, "veilig-thuis", "sequence", 1);
  assert_name (region, "Mira");
}

/* Bodies. */

static KkBasis *
add_copy_of_basis (KkBody *body, guint basis)
{
  g_autoptr (GBytes) bytes = kk_basis_encode (body->bases->pdata[basis], NULL);
  KkBasis *copy = kk_basis_decode (bytes, NULL);

  g_ptr_array_add (body->bases, copy);
  return copy;
}

/* The second name gets a basis of its own, for @spoil to spoil: only that operation is refused. */
static void
refuse_spoiled (void (*spoil) (KkBasis *basis))
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_auto (HostileWriter) writer = { 0 };
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);

  spoil (add_copy_of_basis (body, op->basis));
  op->basis = body->bases->len - 1;
  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 1);
  hostile_assert_refused (region, "veilig-thuis", "op-unlawful", 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  assert_name (region, "Mira");
}

static void
forget_facts (KkBasis *basis)
{
  g_ptr_array_set_size (basis->claims, 0);
  g_ptr_array_set_size (basis->notes, 0);
}

static void
cite_a_lift (KkBasis *basis)
{
  g_ptr_array_set_size (basis->rows, 0);
  g_ptr_array_add (basis->rows, g_strdup ("LIFT-A9-TOESTEMMING"));
}

static void
claim_a_gate (KkBasis *basis)
{
  g_ptr_array_set_size (basis->claims, 0);
  g_ptr_array_add (basis->claims, kk_claim_new ("GATE", "\"G4\""));
}

static void
claim_nonsense (KkBasis *basis)
{
  g_ptr_array_set_size (basis->claims, 0);
  g_ptr_array_add (basis->claims, kk_claim_new ("HG_KM", "true, \"GATE\": \"G4\""));
}

static void
test_too_much (void)
{
  refuse_spoiled (forget_facts);
}

static void
test_lift_as_basis (void)
{
  refuse_spoiled (cite_a_lift);
}

static void
test_gate_as_claim (void)
{
  refuse_spoiled (claim_a_gate);
}

static void
test_claim_out_of_place (void)
{
  refuse_spoiled (claim_nonsense);
}

static void
refuse_body (void (*change) (KkTestRegion *region, KkBody *body), const char *code)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_auto (HostileWriter) writer = { 0 };

  change (region, body);
  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 1);
  hostile_assert_refused (region, "veilig-thuis", code, 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  assert_name (region, "Mira");
}

/* (transfer none): a record like that of the second name, with that operation alone and a new id. */
static KkBodyRecord *
move_to_new_record (KkBody *body)
{
  KkBodyRecord *from = NULL;
  KkOp *op = hostile_find_op (body, "prs_SecondName", &from);
  KkBodyRecord *record = kk_body_record_new ();
  guint index;

  record->id = kk_id_random ();
  record->type = from->type;
  record->owner = from->owner;
  record->has_thread = from->has_thread;
  record->thread = from->thread;
  g_assert_true (g_ptr_array_find (from->ops, op, &index));
  g_ptr_array_add (record->ops, kk_op_ref (op));
  g_ptr_array_remove_index (from->ops, index);
  g_ptr_array_add (body->records, record);
  return record;
}

static const KkId *
desk_of (KkTestRegion *region, const char *name)
{
  return &g_array_index (kk_test_region_get_app (region, name)->seats, KkOwnSeat, 0).desk;
}

/* A record that the receiver is said to own and never made. */
static void
own_it_for_receiver (KkTestRegion *region, KkBody *body)
{
  move_to_new_record (body)->owner = *desk_of (region, "veilig-thuis");
}

static void
own_it_for_stranger (KkTestRegion *region G_GNUC_UNUSED, KkBody *body)
{
  move_to_new_record (body)->owner = kk_id_random ();
}

static void
speak_for_receiver (KkTestRegion *region, KkBody *body)
{
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);

  op->dot.log =
      g_array_index (kk_test_region_get_app (region, "veilig-thuis")->seats, KkOwnSeat, 0).log;
}

/* Something without a value tells that there is something, and its element what. */
static void
tell_by_marker (KkTestRegion *region G_GNUC_UNUSED, KkBody *body)
{
  KkBodyRecord *record = NULL;
  KkOp *told = hostile_find_op (body, "vic_TypeOfExploitation", &record);
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);
  KkOp *marker;

  g_assert_nonnull (told);
  marker = kk_op_new (op->dot, KK_OP_ABSENT, told->field);
  marker->dot.n = 999;
  marker->element = g_strdup (HOSTILE_MARKER);
  marker->basis = KK_NO_BASIS;
  g_ptr_array_add (record->ops, marker);
  kk_value_unref (op->value);
  op->value = kk_value_new_text ("Fictiefsma");
}

static void
tell_by_empty_record (KkTestRegion *region, KkBody *body)
{
  KkBodyRecord *record;

  (void) region;
  record = move_to_new_record (body);
  ((KkOp *) record->ops->pdata[0])->kind = KK_OP_NOT_SHARED;
  g_clear_pointer (&((KkOp *) record->ops->pdata[0])->value, kk_value_unref);
  ((KkOp *) record->ops->pdata[0])->basis = KK_NO_BASIS;
}

static void
tell_by_element (KkTestRegion *region G_GNUC_UNUSED, KkBody *body)
{
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);

  op->element = g_strdup ("Feminine");
}

/* So many operations on one field that merging them would keep the receiver busy for hours. */
static void
test_endless_register (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_auto (HostileWriter) writer = { 0 };
  KkBodyRecord *record = NULL;
  const KkOp *op = hostile_find_op (body, "prs_SecondName", &record);

  for (guint i = 0; i < 2100; i++) {
    KkOp *added = kk_op_new (op->dot, KK_OP_VALUE, op->field);

    added->dot.n = 1000 + i;
    added->value = kk_value_ref (op->value);
    added->basis = op->basis;
    g_ptr_array_add (record->ops, added);
  }
  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 1);
  hostile_assert_refused (region, "veilig-thuis", "op-field", record->ops->len);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
}

static void
test_owner_is_receiver (void)
{
  refuse_body (own_it_for_receiver, "op-owner");
}

static void
test_owner_is_stranger (void)
{
  refuse_body (own_it_for_stranger, "op-owner");
}

static void
test_others_log (void)
{
  refuse_body (speak_for_receiver, "op-log");
}

static void
test_marker_never_shared (void)
{
  refuse_body (tell_by_marker, "op-not-sent");
}

static void
test_empty_record (void)
{
  refuse_body (tell_by_empty_record, "op-not-sent");
}

static void
test_element_where_none_belongs (void)
{
  refuse_body (tell_by_element, "op-field");
}

/* Objects: shares with the table rest on a gate that the municipality may open by itself. */

static KkBody *
table_body (KkTestRegion *region)
{
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (KkSharePreview) preview = NULL;
  g_autoptr (GError) error = NULL;
  KkSharePlan plan = { .cases = cases, .recipient = "zvh-ijsselland" };
  KkBody *body;

  plan.purpose = KK_PURPOSE_AANMELDING;
  plan.facts = "{\"GATE\": \"G1\", \"NOTES\": {\"NEED\": \"De tafel moet de zaak kunnen wegen.\"}}";
  g_ptr_array_add (cases, g_strdup ("SYN-9-00001"));
  preview = kk_app_share_send (app, &plan, &error);
  g_assert_no_error (error);
  rows = kk_vault_body_list (app->vault, KK_BODY_READY, &error);
  body = kk_body_decode (((const KkVaultBody *) rows->pdata[0])->bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (body->objects->len, ==, 1);
  shares = kk_app_share_list (app, &error);
  g_assert_true (kk_app_share_stop (app, ((const KkShareItem *) shares->pdata[0])->id, &error));
  return body;
}

static void
send_table_body (KkTestRegion *region, const KkBody *body)
{
  g_auto (HostileWriter) writer = { 0 };

  hostile_begin (&writer, region, "deventer", "zvh");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 1);
}

static KkTestRegion *
open_table (void)
{
  const char *names[] = { "deventer", "zvh", NULL };
  KkTestRegion *region = kk_test_region_new (names);

  hostile_import (region, "deventer");
  hostile_sync_all (region, 2);
  return region;
}

/* Puts @object in the place of the only one. */
static void
exchange_object (KkBody *body, KkSignedObject *object)
{
  KkHash hash = kk_object_hash (object);

  g_ptr_array_set_size (body->objects, 0);
  g_ptr_array_add (body->objects, object);
  for (guint i = 0; i < body->bases->len; i++) {
    KkBasis *basis = body->bases->pdata[i];

    if (basis->objects->len > 0)
      g_array_index (basis->objects, KkHash, 0) = hash;
  }
}

static void
test_object_lawful (void)
{
  g_autoptr (KkTestRegion) region = open_table ();
  g_autoptr (KkBody) body = table_body (region);

  send_table_body (region, body);
  hostile_assert_refused (region, "zvh", "none", 0);
  stage_assert_value (kk_test_region_get_app (region, "zvh"), "SYN-9-00001", "person",
                      "prs_FirstName", "Mira");
}

static void
test_object_forged (void)
{
  g_autoptr (KkTestRegion) region = open_table ();
  g_autoptr (KkBody) body = table_body (region);

  ((KkSignedObject *) body->objects->pdata[0])->signature.bytes[0] ^= 1;
  send_table_body (region, body);
  hostile_assert_refused (region, "zvh", "object", 1);
  hostile_assert_absent (region, "zvh", HOSTILE_MARKER);
}

static void
refuse_object (void (*change) (KkObject *object))
{
  g_autoptr (KkTestRegion) region = open_table ();
  g_autoptr (KkBody) body = table_body (region);
  const KkSignedObject *before = body->objects->pdata[0];
  g_autoptr (KkObject) object = kk_object_decode (before->body, NULL);
  g_autoptr (GError) error = NULL;
  KkSignedObject *issued;

  change (object);
  issued = kk_object_issue (kk_test_region_get_app (region, "deventer"), object, &error);
  g_assert_no_error (error);
  exchange_object (body, issued);
  send_table_body (region, body);
  hostile_assert_refused (region, "zvh", "op-unlawful", HOSTILE_SOME);
  hostile_assert_absent (region, "zvh", HOSTILE_MARKER);
}

static void
open_higher_gate (KkObject *object)
{
  g_free (object->gate);
  object->gate = g_strdup ("G4");
}

static void
let_it_expire (KkObject *object)
{
  g_free (object->until);
  object->until = g_strdup ("2020-01-01");
}

static void
make_it_anothers (KkObject *object)
{
  object->receiver = kk_id_random ();
}

static void
make_it_of_other_case (KkObject *object)
{
  object->thread = kk_id_random ();
}

static void
make_it_of_other_record (KkObject *object)
{
  KkId record = kk_id_random ();

  g_array_append_val (object->records, record);
}

static void
test_object_without_power (void)
{
  refuse_object (open_higher_gate);
}

static void
test_object_expired (void)
{
  refuse_object (let_it_expire);
}

static void
test_object_of_other_receiver (void)
{
  refuse_object (make_it_anothers);
}

static void
test_object_of_other_case (void)
{
  refuse_object (make_it_of_other_case);
}

static void
test_object_of_other_record (void)
{
  refuse_object (make_it_of_other_record);
}

/* A good object for one case must not carry a second case under the same basis. */
static void
test_object_stretched (void)
{
  g_autoptr (KkTestRegion) region = open_table ();
  g_autoptr (KkBody) body = table_body (region);
  KkBodyRecord *record = NULL;
  KkOp *op = hostile_find_op (body, "prs_SecondName", &record);

  g_assert_nonnull (op);
  record = move_to_new_record (body);
  record->thread = kk_id_random ();
  send_table_body (region, body);
  hostile_assert_absent (region, "zvh", HOSTILE_MARKER);
}

/* The age that decides what may be shared is that of the own file, not what the receiver proposes. */
static void
test_proposed_age (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  KkApp *other = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_free);
  KkSharePlan plan = { .cases = cases, .recipient = "gemeente-deventer" };
  g_autoptr (KkSharePreview) proposal = NULL;
  g_autoptr (KkGathered) gathered = NULL;
  g_autoptr (KkVaultCase) found = NULL;
  g_autoptr (GError) error = NULL;
  KkGatherScope scope = { desk_of (region, "deventer"), desk_of (region, "veilig-thuis"), NULL };
  guint ages = 0;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 1);
  stage_set (other, "SYN-9-00001", "prs_Birthdate", "1980-01-01");
  plan.purpose = KK_PURPOSE_HULP;
  plan.facts = "{\"HG_KM\": true, \"SERIOUSNESS\": true, \"NOTES\": {\"PROPORTIONALITY\": "
               "\"Alleen de juiste datum, zodat de hulp klopt.\"}}";
  g_ptr_array_add (cases, g_strdup ("SYN-9-00001"));
  proposal = kk_app_share_send (other, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proposal->sent, ==, 1);
  hostile_sync_all (region, 2);

  found = kk_vault_case_by_reference (owner->vault, scope.desk, "SYN-9-00001", &error);
  g_assert_no_error (error);
  scope.thread = &found->record.thread;
  gathered = kk_case_gather (owner, &scope, "2026-11-01", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < gathered->groups->len; i++) {
    const KkGatheredGroup *group = &g_array_index (gathered->groups, KkGatheredGroup, i);

    if (group->age < 0)
      continue;
    g_assert_cmpint (group->age, ==, 16);
    ages++;
  }
  g_assert_cmpuint (ages, >, 0);
}

/* Manifests. */

static void
test_absurd_mark (void)
{
  g_autoptr (KkTestRegion) region = open_region (NULL);
  KkApp *owner = kk_test_region_get_app (region, "deventer");
  KkApp *liar = kk_test_region_get_app (region, "veilig-thuis");
  const KkOwnSeat *seat = &g_array_index (owner->seats, KkOwnSeat, 0);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (GPtrArray) live = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) stopped = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkVaultLog log;
  gint64 idx;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  hostile_begin (&writer, region, "veilig-thuis", "deventer");
  g_assert_true (kk_vault_log_find (liar->vault, &seat->log, &idx));
  g_assert_true (kk_vault_log_get (liar->vault, idx, &log, &error));
  log.push_no = G_GUINT64_CONSTANT (1) << 40;
  g_assert_true (kk_vault_log_update (liar->vault, &log, &error));
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  stopped = hostile_sync_fails (region, "deventer");
  g_test_message ("%s", stopped->message);
  g_assert_true (kk_vault_log_find (owner->vault, &seat->log, &idx));
  live = kk_vault_packet_list (owner->vault, idx, NULL, KK_PACKET_LIVE, &error);
  g_assert_cmpuint (live->len, ==, 1);
  hostile_assert_whole (region, "deventer");
}

/* A mailbox key to which nothing can be sealed stops nobody. */
static void
test_bad_mailbox (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *liar = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (KkSecret) secret = kk_secret_new_copy ("................................", 32);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSyncReport) report = NULL;
  KkVaultMailboxKey mailbox = { .since = 1, .secret = secret };

  mailbox.seat = g_array_index (liar->seats, KkOwnSeat, 0).seat;
  g_assert_true (kk_vault_mailbox_key_put (liar->vault, &mailbox, &error));
  g_assert_no_error (error);
  hostile_import (region, "deventer");
  liar->clock = 1000; /* so that the key is not old enough to be replaced */
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  report = hostile_sync (region, "deventer");
  g_assert_cmpuint (report->pushed_packets, ==, 1);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  assert_name (region, "Mira");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/hostile/flipped-byte", test_flipped_byte);
  g_test_add_func ("/app/hostile/truncated", test_truncated);
  g_test_add_func ("/app/hostile/withheld", test_withheld);
  g_test_add_func ("/app/hostile/unknown-writer", test_unknown_writer);
  g_test_add_func ("/app/hostile/copied-into-other-log", test_copied_into_other_log);
  g_test_add_func ("/app/hostile/three-names", test_three_names);
  g_test_add_func ("/app/hostile/forwarded", test_forwarded);
  g_test_add_func ("/app/hostile/other-addressee", test_other_addressee);
  g_test_add_func ("/app/hostile/other-log", test_other_log);
  g_test_add_func ("/app/hostile/older-register", test_older_register);
  g_test_add_func ("/app/hostile/other-region", test_other_region);
  g_test_add_func ("/app/hostile/bad-encoding", test_bad_encoding);
  g_test_add_func ("/app/hostile/newer-register-waits", test_newer_register_waits);
  g_test_add_func ("/app/hostile/wrong-network", test_wrong_network);
  g_test_add_func ("/app/hostile/equivocation", test_equivocation);
  g_test_add_func ("/app/hostile/too-much", test_too_much);
  g_test_add_func ("/app/hostile/lift-as-basis", test_lift_as_basis);
  g_test_add_func ("/app/hostile/gate-as-claim", test_gate_as_claim);
  g_test_add_func ("/app/hostile/claim-out-of-place", test_claim_out_of_place);
  g_test_add_func ("/app/hostile/owner-is-receiver", test_owner_is_receiver);
  g_test_add_func ("/app/hostile/owner-is-stranger", test_owner_is_stranger);
  g_test_add_func ("/app/hostile/others-log", test_others_log);
  g_test_add_func ("/app/hostile/marker-never-shared", test_marker_never_shared);
  g_test_add_func ("/app/hostile/empty-record", test_empty_record);
  g_test_add_func ("/app/hostile/element-where-none-belongs", test_element_where_none_belongs);
  g_test_add_func ("/app/hostile/endless-register", test_endless_register);
  g_test_add_func ("/app/hostile/object-lawful", test_object_lawful);
  g_test_add_func ("/app/hostile/object-forged", test_object_forged);
  g_test_add_func ("/app/hostile/object-without-power", test_object_without_power);
  g_test_add_func ("/app/hostile/object-expired", test_object_expired);
  g_test_add_func ("/app/hostile/object-of-other-receiver", test_object_of_other_receiver);
  g_test_add_func ("/app/hostile/object-of-other-case", test_object_of_other_case);
  g_test_add_func ("/app/hostile/object-of-other-record", test_object_of_other_record);
  g_test_add_func ("/app/hostile/object-stretched", test_object_stretched);
  g_test_add_func ("/app/hostile/proposed-age", test_proposed_age);
  g_test_add_func ("/app/hostile/absurd-mark", test_absurd_mark);
  g_test_add_func ("/app/hostile/bad-mailbox", test_bad_mailbox);
  return g_test_run ();
}
