/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What may not be had, seen from both sides: the receiver's quarantine, breach note and register, and what the sender is
 * told of it. */

#include "app/exchange/kk-app-notice.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-root-file-private.h"
#include "app/register/kk-app-breach.h"
#include "app/register/kk-app-register.h"
#include "app/register/kk-register-folder-private.h"
#include "case-stage.h"
#include "domain/kk-schema.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-document-codec.h"
#include "hostile-stage.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-records.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define HOUR_MS G_GINT64_CONSTANT (3600000)

static GPtrArray *
list_notices (KkTestRegion *region, const char *name, guint expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *notices = kk_app_notice_list (kk_test_region_get_app (region, name), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, expected);
  return notices;
}

static GPtrArray *
list_breaches (KkTestRegion *region, const char *name, guint expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *notes = kk_app_breach_list (kk_test_region_get_app (region, name), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (notes->len, ==, expected);
  return notes;
}

static guint
count_entries (KkTestRegion *region, const char *name, const char *kind)
{
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_test_region_get_app (region, name);
  g_autoptr (GPtrArray) entries = kk_app_register_export (app, NULL, NULL, &error);
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (app, &error);
  guint count = 0;

  g_assert_no_error (error);
  g_assert_true (proof->ok);
  for (guint i = 0; i < entries->len; i++)
    count += g_str_equal (((const KkRegisterEntryView *) entries->pdata[i])->kind, kind) ? 1 : 0;
  return count;
}

/* Nobody has anything left to say: no answer goes to an answer. */
static void
assert_quiet (KkTestRegion *region)
{
  hostile_sync_all (region, 2);
  for (guint i = 0; i < region->members->len; i++) {
    const KkTestMember *member = region->members->pdata[i];
    g_autoptr (KkSyncReport) report = hostile_sync (region, member->name);

    g_assert_cmpuint (report->pushed_packets, ==, 0);
  }
}

/* A notification names at most which operation it was, and in it is nothing that the packet had. */
static void
assert_no_case_data (KkTestRegion *region, const char *name)
{
  KkApp *app = kk_test_region_get_app (region, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) records =
      kk_vault_record_list (app->vault, NULL, KK_RECORD_NOTIFICATION, 0, 1000, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, >, 0);
  for (guint r = 0; r < records->len; r++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, r);
    g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_ALL, &error);

    g_assert_false (record->has_thread);
    for (guint i = 0; i < ops->len; i++) {
      const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;

      g_assert_cmpuint (op->field, >=, 2001);
      g_assert_cmpuint (op->field, <=, 2007);
      if (kk_value_get_kind (op->value) == KK_VALUE_TEXT)
        g_assert_null (strstr (kk_value_get_text (op->value, NULL), HOSTILE_MARKER));
    }
  }
}

/* (transfer full): a body in which one operation is against the law. */
static KkBody *
make_spoiled (KkTestRegion *region, void (*spoil) (KkTestRegion *region, KkBasis *basis))
{
  KkBody *body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  KkOp *op = hostile_find_op (body, "prs_SecondName", NULL);
  g_autoptr (GBytes) bytes = kk_basis_encode (body->bases->pdata[op->basis], NULL);
  KkBasis *copy = kk_basis_decode (bytes, NULL);

  spoil (region, copy);
  op->basis = body->bases->len;
  g_ptr_array_add (body->bases, copy);
  return body;
}

static void
send_to (KkTestRegion *region, const KkBody *body, const char *name)
{
  g_auto (HostileWriter) writer = { 0 };

  hostile_begin (&writer, region, "deventer", name);
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "deventer"));
}

static void
send_spoiled (KkTestRegion *region, void (*spoil) (KkTestRegion *region, KkBasis *basis))
{
  g_autoptr (KkBody) body = make_spoiled (region, spoil);

  send_to (region, body, "veilig-thuis");
}

/* One operation is against the law: it is refused, the rest is taken, and both sides know. */
static void
refuse_on_both_sides (void (*spoil) (KkTestRegion *region, KkBasis *basis))
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkSyncReport) received = NULL;
  g_autoptr (KkSyncReport) told = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  const KkBreachNote *note;
  const KkNotice *notice;

  send_spoiled (region, spoil);
  received = hostile_sync (region, "veilig-thuis");
  g_assert_cmpuint (received->quarantined, ==, 1);
  g_assert_cmpuint (received->applied, >, 3);
  g_assert_cmpuint (received->notices->len, ==, 1);
  g_assert_cmpuint (received->pushed_packets, ==, 1);
  hostile_assert_refused (region, "veilig-thuis", "op-unlawful", 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  hostile_assert_name (region, "Mira");
  g_assert_cmpuint (count_entries (region, "veilig-thuis", "quarantined"), ==, 1);
  notes = list_breaches (region, "veilig-thuis", 1);
  note = notes->pdata[0];
  g_assert_cmpstr (note->state, ==, "draft");
  g_assert_cmpstr (note->sender, ==, "gemeente-deventer/GEM_WMO/regisseur");
  g_assert_cmpuint (note->count, ==, 1);
  g_assert_cmpuint (note->fields->len, ==, 1);
  g_assert_cmpstr (note->fields->pdata[0], ==, "prs_SecondName");
  g_assert_cmpint (note->due - note->discovered, ==, 72 * HOUR_MS);

  told = hostile_sync (region, "deventer");
  g_assert_cmpuint (told->notices->len, ==, 1);
  g_assert_cmpuint (told->quarantined, ==, 0);
  notices = list_notices (region, "deventer", 1);
  notice = notices->pdata[0];
  g_assert_cmpstr (notice->organisation, ==, "veilig-thuis");
  g_assert_cmpstr (notice->code, ==, "op-unlawful");
  g_assert_true (notice->known);
  g_assert_cmpint (notice->due - notice->at, ==, 72 * HOUR_MS);
  g_assert_cmpstr (notice->packet, ==, note->packet);
  if (note->rows->len > 0)
    g_assert_cmpstr (notice->row, ==, note->rows->pdata[0]);
  assert_no_case_data (region, "deventer");
  assert_quiet (region);
  g_ptr_array_unref (list_breaches (region, "veilig-thuis", 1));
  g_ptr_array_unref (list_breaches (region, "deventer", 0));
  g_ptr_array_unref (list_notices (region, "veilig-thuis", 0));
}

static void
forget_facts (KkTestRegion *region G_GNUC_UNUSED, KkBasis *basis)
{
  g_ptr_array_set_size (basis->claims, 0);
  g_ptr_array_set_size (basis->notes, 0);
}

static void
cite_a_lift (KkTestRegion *region G_GNUC_UNUSED, KkBasis *basis)
{
  g_ptr_array_set_size (basis->rows, 0);
  g_ptr_array_add (basis->rows, g_strdup ("LIFT-A9-TOESTEMMING"));
}

/* As if the police had it from a municipality, which takes the restrictions of the police away. */
static void
claim_another_hat (KkTestRegion *region, KkBasis *basis)
{
  KkOriginStep *step = kk_origin_step_new ();

  step->desk = *hostile_desk_of (region, "veilig-thuis");
  step->hat = KK_HAT_GEM_WMO;
  step->row = g_strdup ("WMO-5-2-6");
  g_ptr_array_add (basis->origins, step);
}

static void
test_too_much (void)
{
  refuse_on_both_sides (forget_facts);
}

static void
test_lift (void)
{
  refuse_on_both_sides (cite_a_lift);
}

static void
test_wrong_hat (void)
{
  refuse_on_both_sides (claim_another_hat);
}

/* A register that the region never signed is no register: nothing of the packet is taken. */
static void
test_unsigned_register (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  g_auto (HostileWriter) writer = { 0 };

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  statement->register_.hash.bytes[0] ^= 1;
  hostile_send (&writer, statement);
  hostile_end (&writer);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_refused (region, "veilig-thuis", "register-fork", 1);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  g_ptr_array_unref (list_breaches (region, "veilig-thuis", 0));
  g_assert_cmpuint (count_entries (region, "veilig-thuis", "quarantined"), ==, 1);
  kk_sync_report_free (hostile_sync (region, "deventer"));
  notices = list_notices (region, "deventer", 1);
  g_assert_cmpstr (((const KkNotice *) notices->pdata[0])->code, ==, "register-fork");
  g_assert_cmpint (((const KkNotice *) notices->pdata[0])->due, ==, 0);
  assert_no_case_data (region, "deventer");
  assert_quiet (region);
}

/* What cannot even be read may be a notification: nothing is said about it. */
static void
test_unreadable_is_silent (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (KkStatement) statement = NULL;
  g_auto (HostileWriter) writer = { 0 };

  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  statement = hostile_statement (&writer, body);
  g_bytes_unref (statement->body);
  statement->body = g_bytes_new_static ("\xa0", 1);
  hostile_send (&writer, statement);
  hostile_end (&writer);
  hostile_sync_all (region, 2);
  hostile_assert_refused (region, "veilig-thuis", "encoding", 1);
  g_ptr_array_unref (list_notices (region, "deventer", 0));
  assert_quiet (region);
}

/* A notification that does not hold is refused like anything else, and nobody is told. */
static void
test_notification_is_silent (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_auto (HostileWriter) writer = { 0 };
  KkBodyRecord *record = kk_body_record_new ();
  const KkOp *model = hostile_find_op (body, "prs_SecondName", NULL);
  KkOp *op = kk_op_new (model->dot, KK_OP_VALUE, 2003);

  op->value = kk_value_new_integer (7);
  op->basis = 0;
  record->id = kk_id_random ();
  record->type = KK_RECORD_NOTIFICATION;
  record->owner = *hostile_desk_of (region, "deventer");
  g_ptr_array_add (record->ops, op);
  g_ptr_array_set_size (body->records, 0);
  g_ptr_array_add (body->records, record);
  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 2);
  hostile_assert_refused (region, "veilig-thuis", "op-field", 1);
  g_ptr_array_unref (list_notices (region, "deventer", 0));
  g_ptr_array_unref (list_notices (region, "veilig-thuis", 0));
  assert_quiet (region);
}

/* A notice about a packet that was never sent to who gives it is shown as what it is: somebody's word. */
static void
test_notice_about_nothing (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = hostile_body (region, "deventer", "SYN-9-00001", "veilig-thuis");
  g_autoptr (GPtrArray) notices = NULL;
  g_auto (HostileWriter) writer = { 0 };
  KkBodyRecord *record = kk_body_record_new ();
  KkDot dot = hostile_find_op (body, "prs_SecondName", NULL)->dot;
  KkHash packet = { { 7 } };
  KkOp *ops[] = { kk_op_new (dot, KK_OP_VALUE, 2001), kk_op_new (dot, KK_OP_VALUE, 2003) };

  ops[0]->value = kk_value_new_bytes (packet.bytes, sizeof packet.bytes);
  ops[1]->value = kk_value_new_text ("op-unlawful");
  record->id = kk_id_random ();
  record->type = KK_RECORD_NOTIFICATION;
  record->owner = *hostile_desk_of (region, "deventer");
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++) {
    ops[i]->dot.n = i + 1;
    ops[i]->basis = 0;
    g_ptr_array_add (record->ops, ops[i]);
  }
  g_ptr_array_set_size (body->bases, 0);
  g_ptr_array_add (body->bases, kk_basis_new ());
  g_ptr_array_set_size (body->records, 0);
  g_ptr_array_add (body->records, record);
  hostile_begin (&writer, region, "deventer", "veilig-thuis");
  hostile_send_body (&writer, body);
  hostile_end (&writer);
  hostile_sync_all (region, 2);
  notices = list_notices (region, "veilig-thuis", 1);
  g_assert_false (((const KkNotice *) notices->pdata[0])->known);
  g_assert_cmpint (((const KkNotice *) notices->pdata[0])->due, ==, 0);
  assert_quiet (region);
}

/* The register as version 2, in which a row counts no more. */
static GBytes *
sign_newer_register (KkTestRegion *region, const char *row)
{
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();
  g_autoptr (KkSecret) passphrase = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkRootKeys) keys = kk_root_keys_read (region->root_file, passphrase, &error);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *start = g_strdup_printf ("id: %s\n", row);
  g_auto (KkSignSecretKey) registrar = { 0 };
  guint changed = 0;

  g_assert_no_error (error);
  g_ptr_array_unref (document->files);
  document->files = kk_register_folder_read (NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < document->files->len; i++) {
    KkDocumentFile *file = document->files->pdata[i];
    gsize size;
    const char *text = g_bytes_get_data (file->bytes, &size);
    g_autofree char *copy = g_strndup (text, size);
    char *block = strstr (copy, start);
    char *end = block != NULL ? strstr (block, "\nhash: ") + 1 : NULL;
    char *confidence = block != NULL ? strstr (block, "\nconfidence: H") : NULL;
    g_autofree char *hash = NULL;

    if (block == NULL)
      continue;
    g_assert_nonnull (confidence);
    confidence[strlen ("\nconfidence: ")] = 'L';
    hash = kk_register_hash_block (block, (gsize) (end - block));
    memcpy (end + strlen ("hash: "), hash, strlen (hash));
    g_bytes_unref (file->bytes);
    file->bytes = g_bytes_new (copy, size);
    changed++;
  }
  g_assert_cmpuint (changed, ==, 1);
  document->level = 1;
  document->version = 2;
  document->previous = kk_directory_register_version (app->directory).hash;
  body = kk_register_document_encode (document, &error);
  g_assert_no_error (error);
  memcpy (registrar.bytes, kk_secret_get_data (keys->register_keys->pdata[0]),
          sizeof registrar.bytes);
  return kk_document_sign (KK_BOARD_REGISTER, kk_directory_get_network_id (app->directory), body,
                           &registrar, &error);
}

/* Lawful by the register that the packet pins, and no more by the newest one here: stored nowhere, and nobody's breach. */
static void
test_not_any_more (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *receiver = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GBytes) newer = sign_newer_register (region, "WMO-5-2-6");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  const KkNotice *notice;
  KkAcceptVerdict verdict;

  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  g_assert_true (kk_directory_accept_register (receiver->directory, newer, &verdict, &error));
  g_assert_cmpint (verdict, ==, KK_ACCEPT_NEW);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  hostile_assert_refused (region, "veilig-thuis", "op-not-any-more", HOSTILE_SOME);
  hostile_assert_absent (region, "veilig-thuis", HOSTILE_MARKER);
  g_ptr_array_unref (list_breaches (region, "veilig-thuis", 0));
  kk_sync_report_free (hostile_sync (region, "deventer"));
  notices = kk_app_notice_list (kk_test_region_get_app (region, "deventer"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, >, 3);
  for (guint i = 0; i < notices->len; i++) {
    notice = notices->pdata[i];
    g_assert_cmpstr (notice->code, ==, "op-not-any-more");
    g_assert_cmpstr (notice->case_, ==, "SYN-9-00001");
    g_assert_nonnull (notice->field);
    g_assert_cmpint (notice->due, ==, 0);
  }
  assert_quiet (region);
}

/* The seat that did not seal the packet hears of which case and field it is, as the one that did. */
static void
test_colleague_of_sender (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *receiver = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GBytes) newer = sign_newer_register (region, "WMO-5-2-6");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) colleague = NULL;
  KkAcceptVerdict verdict;

  (void) kk_test_region_add_device (region, "deventer", "deventer-2");
  hostile_sync_all (region, 2);
  hostile_share (region, "deventer", "SYN-9-00001", "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "deventer"));
  g_assert_true (kk_directory_accept_register (receiver->directory, newer, &verdict, &error));
  hostile_sync_all (region, 2);
  own = kk_app_notice_list (kk_test_region_get_app (region, "deventer"), &error);
  g_assert_no_error (error);
  colleague = list_notices (region, "deventer-2", own->len);
  g_assert_cmpuint (own->len, >, 3);
  for (guint i = 0; i < colleague->len; i++) {
    const KkNotice *notice = colleague->pdata[i];

    g_assert_true (notice->known);
    g_assert_cmpstr (notice->case_, ==, "SYN-9-00001");
    g_assert_nonnull (notice->field);
    g_assert_cmpstr (notice->field, ==, ((const KkNotice *) own->pdata[i])->field);
  }
  assert_no_case_data (region, "deventer-2");
}

static guint
count_records (KkTestRegion *region, const char *name, KkRecordType type)
{
  KkApp *app = kk_test_region_get_app (region, name);
  g_autoptr (GArray) records =
      kk_vault_record_list (app->vault, NULL, (guint32) type, 0, 1000, NULL);

  return records->len;
}

/* Of two seats that were sent the same, each drafts a note before it hears of the other: it is one breach, shown once with
 * what both wrote, and once at the sender. */
static void
test_two_seats_one_breach (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *branch = NULL;
  g_autofree char *tip = NULL;
  const char *const seats[] = { "veilig-thuis", "veilig-thuis-2" };
  KkBreachEdit edit = { .contact = "Functionaris F. Oefening" };
  g_autoptr (GPtrArray) before = NULL;

  (void) kk_test_region_add_device (region, seats[0], seats[1]);
  hostile_sync_all (region, 3);
  body = make_spoiled (region, forget_facts);
  send_to (region, body, seats[0]);
  send_to (region, body, seats[1]);
  branch = hostile_branch (region, seats[0]);
  kk_sync_report_free (hostile_sync (region, seats[0]));
  tip = hostile_git (region, "git rev-parse \"$1\" && git update-ref -d \"$1\"", branch, "", "");
  kk_sync_report_free (hostile_sync (region, seats[1]));
  before = list_breaches (region, seats[1], 1);
  g_assert_true (kk_app_breach_set (kk_test_region_get_app (region, seats[1]),
                                    ((const KkBreachNote *) before->pdata[0])->id, &edit, &error));
  g_free (hostile_git (region, "git update-ref \"$1\" \"$2\"", branch, g_strstrip (tip), ""));
  hostile_sync_all (region, 3);
  for (guint i = 0; i < G_N_ELEMENTS (seats); i++) {
    g_autoptr (GPtrArray) notes = list_breaches (region, seats[i], 1);
    const KkBreachNote *note = notes->pdata[0];
    g_autoptr (KkBreachNote) read =
        kk_app_breach_get (kk_test_region_get_app (region, seats[i]), note->id, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (count_records (region, seats[i], KK_RECORD_BREACH), ==, 2);
    g_assert_cmpstr (note->contact, ==, "Functionaris F. Oefening");
    g_assert_cmpstr (read->contact, ==, note->contact);
    g_assert_cmpint (note->due - note->discovered, ==, 72 * HOUR_MS);
  }
  g_assert_cmpuint (count_records (region, "deventer", KK_RECORD_NOTIFICATION), ==, 2);
  g_ptr_array_unref (list_notices (region, "deventer", 1));
}

/* Who hears of the other's note first, drafts none. */
static void
test_drafted_by_colleague (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  g_autoptr (KkBody) body = NULL;

  (void) kk_test_region_add_device (region, "veilig-thuis", "veilig-thuis-2");
  hostile_sync_all (region, 3);
  body = make_spoiled (region, forget_facts);
  send_to (region, body, "veilig-thuis");
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  kk_sync_report_free (hostile_sync (region, "veilig-thuis-2"));
  send_to (region, body, "veilig-thuis-2");
  hostile_sync_all (region, 3);
  g_assert_cmpuint (count_records (region, "veilig-thuis", KK_RECORD_BREACH), ==, 1);
  g_assert_cmpuint (count_records (region, "veilig-thuis-2", KK_RECORD_BREACH), ==, 1);
}

/* A person completes the note; the sibling sees the same. */
static void
test_note_is_completed (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *app = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (KkBreachNote) note = NULL;
  g_autofree char *id = NULL;
  KkBreachEdit edit = { .contact = "Functionaris F. Oefening", .measures = "Afzender gebeld." };

  send_spoiled (region, forget_facts);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  notes = list_breaches (region, "veilig-thuis", 1);
  id = g_strdup (((const KkBreachNote *) notes->pdata[0])->id);
  g_assert_true (kk_app_breach_set (app, id, &edit, &error));
  edit = (KkBreachEdit){ .reported = "2026-02-30" };
  g_assert_false (kk_app_breach_set (app, id, &edit, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "YYYY-MM-DD");
  edit.reported = "2026-11-23";
  g_assert_true (kk_app_breach_set (app, id, &edit, &error));
  note = kk_app_breach_get (app, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (note->state, ==, "reported");
  g_assert_cmpstr (note->contact, ==, "Functionaris F. Oefening");
  g_assert_cmpstr (note->measures, ==, "Afzender gebeld.");
  g_assert_null (note->consequences);
  g_assert_false (kk_app_breach_set (app, "geen", &edit, &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "breach note");
  hostile_sync_all (region, 2);
  g_ptr_array_unref (list_breaches (region, "deventer", 0));
}

/* (transfer full): what is in the file, which nobody else may read; with @tool as that prints it. */
static char *
read_file (const char *path, const char *tool)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, tool, path, "-", NULL);
  char *text = NULL;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  return text;
}

static void
assert_form (const char *text, const KkBreachNote *note)
{
  g_assert_nonnull (strstr (text, note->sender));
  g_assert_nonnull (strstr (text, "72 hours"));
  g_assert_nonnull (strstr (text, "Functionaris F. Oefening"));
  g_assert_nonnull (strstr (text, "(not filled in yet)"));
  g_assert_nonnull (strstr (text, note->reasons->pdata[0]));
  g_assert_null (strstr (text, HOSTILE_MARKER));
  g_assert_null (strstr (text, "Mira"));
  g_assert_null (strstr (text, "SYN-9-00001"));
}

/* The form for the data protection officer: all that the note says and nothing of what was sent; the register says that it was
 * made, and no file is ever replaced. */
static void
test_form (void)
{
  g_autoptr (KkTestRegion) region = hostile_open_region (NULL);
  KkApp *app = kk_test_region_get_app (region, "veilig-thuis");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kk-breach-XXXXXX", NULL);
  g_autofree char *pdf = g_build_filename (folder, "form.pdf", NULL);
  g_autofree char *csv = g_build_filename (folder, "form.csv", NULL);
  g_autofree char *paper = NULL;
  g_autofree char *sheet = NULL;
  const KkBreachNote *note;
  KkBreachEdit edit = { .contact = "Functionaris F. Oefening" };

  send_spoiled (region, forget_facts);
  kk_sync_report_free (hostile_sync (region, "veilig-thuis"));
  notes = list_breaches (region, "veilig-thuis", 1);
  note = notes->pdata[0];
  g_assert_cmpuint (note->reasons->len, >, 0);
  g_assert_true (kk_app_breach_set (app, note->id, &edit, &error));
  g_assert_true (kk_app_breach_write (app, note->id, KK_EXPORT_PDF, pdf, &error));
  g_assert_true (kk_app_breach_write (app, note->id, KK_EXPORT_CSV, csv, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (region, "veilig-thuis", "printed"), ==, 2);
  paper = read_file (pdf, "pdftotext");
  sheet = read_file (csv, "cat");
  assert_form (paper, note);
  assert_form (sheet, note);
  g_assert_nonnull (strstr (sheet, note->packet));
  g_assert_false (kk_app_breach_write (app, note->id, KK_EXPORT_PDF, pdf, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpuint (count_entries (region, "veilig-thuis", "printed"), ==, 2);
  g_unlink (pdf);
  g_unlink (csv);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/breach/too-much", test_too_much);
  g_test_add_func ("/app/breach/lift", test_lift);
  g_test_add_func ("/app/breach/wrong-hat", test_wrong_hat);
  g_test_add_func ("/app/breach/unsigned-register", test_unsigned_register);
  g_test_add_func ("/app/breach/unreadable-is-silent", test_unreadable_is_silent);
  g_test_add_func ("/app/breach/notification-is-silent", test_notification_is_silent);
  g_test_add_func ("/app/breach/notice-about-nothing", test_notice_about_nothing);
  g_test_add_func ("/app/breach/not-any-more", test_not_any_more);
  g_test_add_func ("/app/breach/note-is-completed", test_note_is_completed);
  g_test_add_func ("/app/breach/form", test_form);
  g_test_add_func ("/app/breach/colleague-of-sender", test_colleague_of_sender);
  g_test_add_func ("/app/breach/two-seats-one-breach", test_two_seats_one_breach);
  g_test_add_func ("/app/breach/drafted-by-colleague", test_drafted_by_colleague);
  return g_test_run ();
}
