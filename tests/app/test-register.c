/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The disclosure register: names for ids, and a chain that shows what is missing from it. */

#include "app/register/kk-app-register.h"
#include "case-stage.h"

#include "app/casework/kk-case-find-private.h"
#include "app/kk-app-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "crypto/kk-blob.h"
#include "format/kk-manifest-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <string.h>

typedef struct {
  KkTestRegion *region;
  KkApp *app;
  gint64 log;
  KkId log_id;
  KkId case_record;
  KkId thread;
} Fixture;

static void
clear_fixture (Fixture *fixture)
{
  g_clear_pointer (&fixture->region, kk_test_region_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, clear_fixture)

static Fixture
new_fixture (void)
{
  Fixture fixture = { .region = kk_test_region_new (
                          (const char *[]){ "deventer", "veilig-thuis", "zvh", NULL }) };
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  g_autoptr (KkVaultCase) found = NULL;

  fixture.app = stage_app (fixture.region);
  made = kk_app_case_new (fixture.app, "T-1", &error);
  g_assert_no_error (error);
  found = kk_case_find (fixture.app, made, &error);
  g_assert_no_error (error);
  fixture.case_record = found->record.id;
  fixture.thread = found->record.thread;
  fixture.log_id = g_array_index (fixture.app->seats, KkOwnSeat, 0).log;
  g_assert_true (kk_vault_log_find (fixture.app->vault, &fixture.log_id, &fixture.log));
  return fixture;
}

static void
add_entry (Fixture *fixture, gint64 at, KkEntryKind kind, const char *recipient)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkEntry) entry = kk_entry_new (kind);
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (fixture->app->vault, &error);
  const KkDesk *desk = kk_directory_resolve_desk (fixture->app->directory, recipient, NULL, &error);
  KkHash packet = { { 0xab } };

  g_assert_no_error (error);
  kk_app_set_clock (fixture->app, at);
  entry->has_thread = TRUE;
  entry->thread = fixture->thread;
  entry->desk = desk->id;
  kk_entry_add_field (entry, &fixture->case_record, 301, NULL);
  kk_entry_add_field (entry, &fixture->case_record, 512, "DebtBondage");
  kk_entry_add_field (entry, &fixture->case_record, 301, NULL);
  kk_entry_add_row (entry, "WMO-5-2-6");
  g_array_append_val (entry->packets, packet);
  g_assert_true (kk_entry_chain_append (fixture->app, fixture->log, entry, &error));
  g_assert_true (kk_vault_commit (g_steal_pointer (&transaction), &error));
}

static GPtrArray *
export_ (Fixture *fixture, const char *case_, const char *recipient, guint expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = kk_app_register_export (fixture->app, case_, recipient, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, expected);
  return entries;
}

static void
test_export (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (GPtrArray) entries = NULL;
  const KkRegisterEntryView *entry;

  add_entry (&fixture, 2000, KK_ENTRY_DISCLOSED, "veilig-thuis");
  add_entry (&fixture, 1000, KK_ENTRY_WITHHELD, "zvh-ijsselland");
  entries = export_ (&fixture, NULL, NULL, 2);
  entry = entries->pdata[0];
  g_assert_cmpstr (entry->kind, ==, "withheld");
  g_assert_cmpuint (entry->n, ==, 2);
  entry = entries->pdata[1];
  g_assert_cmpstr (entry->kind, ==, "disclosed");
  g_assert_cmpuint (entry->n, ==, 1);
  g_assert_cmpint (entry->at, ==, 2000);
  g_assert_cmpstr (entry->case_, ==, "T-1");
  g_assert_cmpstr (entry->recipient, ==, "veilig-thuis/VT/zorgcoordinator");
  g_assert_cmpstr (entry->log, ==, kk_id_text (&fixture.log_id).text);
  g_assert_cmpuint (entry->fields->len, ==, 2);
  g_assert_cmpstr (entry->fields->pdata[0], ==, "nl_CaseReference");
  g_assert_cmpstr (entry->fields->pdata[1], ==, "vic_MethodsOfControl/DebtBondage");
  g_assert_cmpuint (entry->rows->len, ==, 1);
  g_assert_true (g_str_has_prefix (entry->packet, "ab00"));
}

static void
test_filters (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (GError) error = NULL;
  static const struct {
    const char *case_;
    const char *recipient;
    guint expected;
  } asked[] = {
    { "T-1", NULL, 2 },
    { "T-2", NULL, 0 },
    { NULL, "veilig-thuis", 1 },
    { NULL, "veilig-thuis/VT", 1 },
    { NULL, "veilig-thuis/V", 0 },
    { NULL, "zvh-ijsselland/ZVH/procesregisseur", 1 },
    { NULL, "gemeente-deventer", 0 },
    { "T-1", "veilig-thuis", 1 },
  };

  add_entry (&fixture, 1000, KK_ENTRY_DISCLOSED, "veilig-thuis");
  add_entry (&fixture, 2000, KK_ENTRY_DISCLOSED, "zvh-ijsselland");
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    g_ptr_array_unref (export_ (&fixture, asked[i].case_, asked[i].recipient, asked[i].expected));
  g_ptr_array_unref (export_ (&fixture, kk_id_text (&fixture.thread).text, NULL, 2));
  g_assert_null (kk_app_register_export (fixture.app, NULL, "nobody", &error));
  stage_assert_error (&error, KK_APP_ERROR_USAGE, "nobody");
}

/* What is erased keeps its place in the chain and nothing else. */
static void
test_erased (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof = NULL;

  add_entry (&fixture, 1000, KK_ENTRY_DISCLOSED, "veilig-thuis");
  add_entry (&fixture, 2000, KK_ENTRY_DISCLOSED, "zvh-ijsselland");
  g_assert_true (kk_vault_entry_erase (fixture.app->vault, fixture.log, 1, &error));
  g_ptr_array_unref (export_ (&fixture, NULL, NULL, 1));
  proof = kk_app_register_verify (fixture.app, &error);
  g_assert_true (proof->ok);
  g_assert_cmpuint (proof->entries, ==, 2);
}

static KkRegisterProof *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KkRegisterProof *proof = kk_app_register_verify (fixture->app, &error);

  g_assert_no_error (error);
  return proof;
}

static void
test_holds (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  KkHash start = kk_entry_chain_start (&fixture.log_id);
  g_autoptr (KkRegisterProof) empty = verify (&fixture);
  g_autoptr (KkRegisterProof) two = NULL;

  g_assert_true (empty->ok);
  g_assert_cmpuint (empty->entries, ==, 0);
  g_assert_cmpstr (empty->head, ==, kk_hash_text (&start).text);
  g_assert_false (empty->checked_published);
  add_entry (&fixture, 1000, KK_ENTRY_DISCLOSED, "veilig-thuis");
  add_entry (&fixture, 2000, KK_ENTRY_DISCLOSED, "zvh-ijsselland");
  two = verify (&fixture);
  g_assert_true (two->ok);
  g_assert_cmpuint (two->entries, ==, 2);
  g_assert_cmpuint (two->broken_at, ==, 0);
  g_assert_cmpstr (two->head, !=, empty->head);
}

/* An entry whose chain value does not follow from the one before. */
static void
test_broken (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultEntry) last = NULL;
  g_autoptr (KkRegisterProof) proof = NULL;

  add_entry (&fixture, 1000, KK_ENTRY_DISCLOSED, "veilig-thuis");
  last = kk_vault_entry_last (fixture.app->vault, fixture.log, &error);
  last->n = 2;
  g_assert_true (kk_vault_entry_append (fixture.app->vault, last, &error));
  proof = verify (&fixture);
  g_assert_false (proof->ok);
  g_assert_cmpuint (proof->broken_at, ==, 2);
}

static GBytes *
seal_manifest (Fixture *fixture, const KkHash *head, const KkSignSecretKey *signer, KkHash *hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkManifest) manifest = kk_manifest_new (KK_MANIFEST_CHECKPOINT);
  g_autoptr (GBytes) plain = NULL;
  g_auto (KkNetworkKey) network = { 0 };
  GBytes *sealed;

  manifest->level = 1;
  manifest->log = fixture->log_id;
  manifest->push_no = 1;
  manifest->register_head = *head;
  manifest->has_mailbox = TRUE;
  manifest->mailbox.bytes[0] = 1;
  manifest->region = kk_directory_region_version (fixture->app->directory);
  manifest->organisation =
      kk_directory_organisation_version (fixture->app->directory, "gemeente-deventer");
  manifest->register_ = kk_directory_register_version (fixture->app->directory);
  g_free (manifest->day);
  manifest->day = g_strdup ("2026-11-21");
  if (manifest->board == NULL)
    manifest->board = g_array_new (FALSE, FALSE, sizeof (KkBoardEntry));
  kk_manifest_sort (manifest);
  plain = kk_manifest_encode (manifest, &error);
  g_assert_no_error (error);
  *hash = kk_manifest_hash (plain);
  g_assert_true (kk_app_active_network_key (fixture->app, &network, &error));
  sealed = kk_manifest_seal (plain, &network, &fixture->log_id, signer, &error);
  g_assert_no_error (error);
  return sealed;
}

static void
add_push (Fixture *fixture, const KkHash *head, const KkSignSecretKey *signer, KkPushState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultPush) push = kk_vault_push_new ();

  push->log = fixture->log;
  push->push_no = 1;
  push->kind = KK_MANIFEST_CHECKPOINT;
  push->manifest = seal_manifest (fixture, head, signer, &push->hash);
  push->state = state;
  g_assert_true (kk_vault_push_add (fixture->app->vault, push, &error));
  g_assert_no_error (error);
}

/* The head of the last push is still in the chain, which may have grown since. */
static void
test_remote_holds (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof = NULL;
  KkHash head;

  add_entry (&fixture, 1000, KK_ENTRY_DISCLOSED, "veilig-thuis");
  g_assert_true (kk_entry_chain_head (fixture.app, fixture.log, &head, &error));
  add_push (&fixture, &head, &fixture.app->sign, KK_PUSH_CONFIRMED);
  add_entry (&fixture, 2000, KK_ENTRY_DISCLOSED, "zvh-ijsselland");
  proof = verify (&fixture);
  g_assert_true (proof->ok);
  g_assert_true (proof->checked_published);
}

/* Others saw a head that is not here: entries were taken away at the end, or all of it was written anew. */
static void
test_remote_differs (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (KkRegisterProof) proof = NULL;
  KkHash head = { { 1, 2, 3 } };

  add_entry (&fixture, 1000, KK_ENTRY_DISCLOSED, "veilig-thuis");
  add_push (&fixture, &head, &fixture.app->sign, KK_PUSH_CONFIRMED);
  proof = verify (&fixture);
  g_assert_false (proof->ok);
  g_assert_true (proof->checked_published);
  g_assert_cmpuint (proof->broken_at, ==, 2);
}

/* A push that never arrived proves nothing; one that this device did not sign proves that somebody was here. */
static void
test_remote_unsure (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (KkRegisterProof) proof = NULL;
  KkHash head = { { 1, 2, 3 } };

  add_push (&fixture, &head, &fixture.app->sign, KK_PUSH_PENDING);
  proof = verify (&fixture);
  g_assert_true (proof->ok);
  g_assert_false (proof->checked_published);
}

static void
test_remote_forged (void)
{
  g_auto (Fixture) fixture = new_fixture ();
  g_autoptr (KkRegisterProof) proof = NULL;
  KkHash start = kk_entry_chain_start (&fixture.log_id);
  KkSignPublicKey forger_public;
  g_auto (KkSignSecretKey) forger = { 0 };

  kk_sign_pair_generate (&forger_public, &forger);
  add_push (&fixture, &start, &forger, KK_PUSH_CONFIRMED);
  proof = verify (&fixture);
  g_assert_false (proof->ok);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/register/export", test_export);
  g_test_add_func ("/register/filters", test_filters);
  g_test_add_func ("/register/erased", test_erased);
  g_test_add_func ("/register/holds", test_holds);
  g_test_add_func ("/register/broken", test_broken);
  g_test_add_func ("/register/remote-holds", test_remote_holds);
  g_test_add_func ("/register/remote-differs", test_remote_differs);
  g_test_add_func ("/register/remote-unsure", test_remote_unsure);
  g_test_add_func ("/register/remote-forged", test_remote_forged);
  return g_test_run ();
}
