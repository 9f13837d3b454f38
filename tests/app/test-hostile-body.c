/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-case-gather-private.h"
#include "app/sharing/kk-objects-private.h"
#include "case-stage.h"
#include "crypto/kk-packet.h"
#include "domain/kk-schema.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-statement-codec.h"
#include "hostile-stage.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-records.h"

#include <string.h>

/* What a malicious member writes inside a packet that is otherwise in order: bases, records and objects that do not hold,
 * seen by who receives them. */

static void
deliver (KkTestRegion *region, const KkBody *body)
{
  g_auto (HostileWriter) writer = { 0 };

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 1);
}

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
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);

  spoil (add_copy_of_basis (body, op->basis));
  op->basis = body->bases->len - 1;
  deliver (region, body);
  hostile_assert_refused (region, "veilig-thuis", "op-unlawful", 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  hostile_assert_name (region, "Mira");
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

/* Adds a fact that opens a way which stands before the one that the basis names: as when the giver's region left the
 * first way out of its register. */
static void
claim_a_consent (KkBasis *basis)
{
  static const char *const consent =
      "[{\"subject\":\"victim\",\"receiver\":\"VT\",\"purpose\":\"hulp\",\"categories\":[\"GEW-ID\","
      "\"GEW-HULP\",\"GEW-WOON\"],\"by\":\"both\",\"conflict\":false,\"given\":\"2020-01-01\",\"expires\":\"2099-12-31\","
      "\"freely_given\":true}]";

  g_ptr_array_insert (basis->claims, 0, kk_claim_new ("CONSENT", consent));
}

/* The receiver finds the way of the giver, which is lawful, and does not refuse because there is another. */
static void
test_narrowed_register (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");

  for (guint i = 0; i < body->bases->len; i++)
    claim_a_consent (body->bases->pdata[i]);
  deliver (region, body);
  hostile_assert_refused (region, "veilig-thuis", "none", 0);
  hostile_assert_name (region, "Mira");
}

/* @absent: what nobody may find with the receiver. */
static void
refuse (void (*change) (KkTestRegion *region, KkBody *body), const char *code, const char *absent)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");

  change (region, body);
  deliver (region, body);
  hostile_assert_refused (region, "veilig-thuis", code, 1);
  hostile_assert_absent (region, "veilig-thuis", absent);
  hostile_assert_name (region, "Mira");
}

static void
refuse_body (void (*change) (KkTestRegion *region, KkBody *body), const char *code)
{
  refuse (change, code, HOSTILE_MARKER);
}

/* Of another field: the second name is lawful and arrives. */
static void
refuse_other (void (*change) (KkTestRegion *region, KkBody *body))
{
  refuse (change, "op-field", "en is ziek");
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

/* A record that the receiver is said to own and never made. */
static void
own_it_for_receiver (KkTestRegion *region, KkBody *body)
{
  move_to_new_record (body)->owner = *hostile_desk_of (region, "veilig-thuis");
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
tell_by_empty_record (KkTestRegion *region G_GNUC_UNUSED, KkBody *body)
{
  KkOp *op = move_to_new_record (body)->ops->pdata[0];

  op->kind = KK_OP_NOT_SHARED;
  g_clear_pointer (&op->value, kk_value_unref);
  op->basis = KK_NO_BASIS;
}

static void
erase_for_receiver (KkTestRegion *region, KkBody *body)
{
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);

  speak_for_receiver (region, body);
  tell_by_empty_record (region, body);
  op->kind = KK_OP_ERASE;
  op->field = 0;
}

static void
tell_by_element (KkTestRegion *region G_GNUC_UNUSED, KkBody *body)
{
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);

  op->element = g_strdup ("Feminine");
}

/* What the law says of a date of birth says nothing of a story in its place. */
static void
tell_in_date (KkTestRegion *region G_GNUC_UNUSED, KkBody *body)
{
  KkOp *op = hostile_find_op (body, "prs_Birthdate", NULL);

  kk_value_unref (op->value);
  op->value = kk_value_new_text ("Ze heet " HOSTILE_MARKER " en is ziek.");
}

static void
tell_in_code (KkTestRegion *region G_GNUC_UNUSED, KkBody *body)
{
  KkOp *op = hostile_find_op (body, "nl_ReportKind", NULL);

  kk_value_unref (op->value);
  op->value = kk_value_new_text ("Ze heet " HOSTILE_MARKER " en is ziek.");
}

/* So many operations on one field that merging them would keep the receiver busy for hours. */
static void
test_endless_register (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  KkBodyRecord *record = NULL;
  const KkOp *op = hostile_find_op (body, "prs_SecondName", &record);

  for (guint i = 0; i < 2100; i++) {
    KkOp *added = kk_op_new (op->dot, KK_OP_VALUE, op->field);

    added->dot.n = 1000 + i;
    added->value = kk_value_ref (op->value);
    added->basis = op->basis;
    g_ptr_array_add (record->ops, added);
  }
  deliver (region, body);
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
  refuse_body (erase_for_receiver, "op-log");
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

static void
test_story_as_date (void)
{
  refuse_other (tell_in_date);
}

static void
test_story_as_code (void)
{
  refuse_other (tell_in_code);
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
  g_free (object->from);
  object->from = g_strdup (object->until);
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

/* Sends one operation of a field that this version does not know: @claimed, and of a count the smallest group. */
static void
send_unknown (KkTestRegion *region, KkCategories claimed, const char *cell)
{
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_auto (HostileWriter) writer = { 0 };
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);
  KkBasis *basis = add_copy_of_basis (body, op->basis);

  if (cell != NULL)
    g_ptr_array_add (basis->claims, kk_claim_new ("cell", cell));
  op->basis = body->bases->len - 1;
  op->field = 60001;
  op->extra = claimed;
  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 2);
}

static guint
count_unknown (KkTestRegion *region)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list_flagged (
      kk_test_region_get_app (region, "veilig-thuis")->vault, KK_OP_FLAG_UNKNOWN, NULL);

  return ops->len;
}

/* A count goes to anybody, once the smallest group behind it is large enough: both sides look at what is claimed. */
static void
test_small_count (void)
{
  const struct {
    const char *cell;
    guint kept;
  } counts[] = { { NULL, 0 }, { "4", 0 }, { "5", 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autoptr (KkTestRegion) region = hostile_open_region (NULL);

    send_unknown (region, KK_CATEGORY_BIT (KK_CATEGORY_C0), counts[i].cell);
    g_assert_cmpuint (count_unknown (region), ==, counts[i].kept);
    if (counts[i].kept == 0)
      hostile_assert_refused (region, "veilig-thuis", "op-unlawful", 1);
  }
}

static gint64
find_person (KkApp *app)
{
  g_autoptr (GArray) records =
      kk_vault_record_list (app->vault, NULL, KK_RECORD_PERSON, 0, 1000, NULL);

  g_assert_cmpuint (records->len, >, 0);
  return g_array_index (records, KkVaultRecord, 0).idx;
}

/* Keeps the second name as an older version would have kept a field that it did not know, and flags what came as first and second name too. */
static void
keep_as_unknown (KkTestRegion *region, const KkOp *marker)
{
  KkApp *app = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, NULL);
  g_autoptr (GPtrArray) ops = NULL;
  gint64 record = find_person (app);
  KkApplyResult result;

  g_assert_true (kk_vault_op_apply (app->vault, record, marker, KK_VAULT_NO_BASIS, &result, NULL));
  g_assert_cmpint (result, ==, KK_APPLY_NEW);
  ops = kk_vault_op_list (app->vault, record, KK_OPS_LIVE, NULL);
  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    const KkField *field = kk_schema_field (stored->op->field);

    if (g_str_equal (field->name, "prs_FirstName") || g_str_equal (field->name, "prs_SecondName"))
      g_assert_true (kk_vault_op_set_flag (app->vault, stored->idx, KK_OP_FLAG_UNKNOWN, NULL));
  }
  g_assert_true (kk_vault_commit (g_steal_pointer (&transaction), NULL));
}

/* What was kept on a claim is decided anew once the field is known: what the law gives comes again, the rest does not. */
static void
test_field_becomes_known (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  KkOp *marker = hostile_find_op (body, "prs_SecondName", NULL);

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  hostile_sync_all (region, 2);
  hostile_assert_name (region, "Mira");
  marker->dot.n = 900;
  kk_value_unref (marker->value);
  marker->value = kk_value_new_text ("Nooit gedeeld");
  keep_as_unknown (region, marker);
  g_assert_cmpuint (count_unknown (region), ==, 3);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  g_assert_cmpuint (count_unknown (region), ==, 0);
  hostile_assert_absent (region, "veilig-thuis", "Nooit gedeeld");
  hostile_assert_absent (region, "veilig-thuis", "Mira");
  hostile_sync_all (region, 2);
  hostile_assert_name (region, "Mira");
  hostile_assert_absent (region, "veilig-thuis", "Nooit gedeeld");
  hostile_assert_whole (region, "veilig-thuis");
}

/* As long as it is not known it stays, and nobody is asked for it. */
static void
test_field_stays_unknown (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkSyncReport) report = NULL;

  send_unknown (region, KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID), NULL);
  g_assert_cmpuint (count_unknown (region), ==, 1);
  hostile_sync_all (region, 2);
  report = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (report->pushed_packets, ==, 0);
  g_assert_cmpuint (count_unknown (region), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/hostile/too-much", test_too_much);
  g_test_add_func ("/app/hostile/lift-as-basis", test_lift_as_basis);
  g_test_add_func ("/app/hostile/narrowed-register", test_narrowed_register);
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
  g_test_add_func ("/app/hostile/story-as-date", test_story_as_date);
  g_test_add_func ("/app/hostile/small-count", test_small_count);
  g_test_add_func ("/app/hostile/field-becomes-known", test_field_becomes_known);
  g_test_add_func ("/app/hostile/field-stays-unknown", test_field_stays_unknown);
  g_test_add_func ("/app/hostile/story-as-code", test_story_as_code);
  return g_test_run ();
}
