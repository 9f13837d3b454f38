/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Signed decisions at the seats of one desk: every colleague has them, and any of them may take one back. */

#include "app/exchange/kk-app-sync.h"
#include "app/sharing/kk-app-object.h"
#include "app/sharing/kk-objects-private.h"
#include "case-stage.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-documents.h"

static void
new_case (KkApp *app, const char *reference)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *made = kk_app_case_new (app, reference, &error);

  g_assert_no_error (error);
  stage_set (app, made, "prs_FirstName", "Timo");
}

static KkSyncReport *
sync_one (KkTestRegion *region, const char *name)
{
  g_autoptr (GError) error = NULL;
  KkSyncPlan plan = { .remote = region->remote };
  KkSyncReport *report = kk_app_sync (kk_test_region_get_app (region, name), &plan, &error);

  g_assert_no_error (error);
  return report;
}

static void
sync_both (KkTestRegion *region, guint rounds)
{
  for (guint i = 0; i < rounds; i++) {
    kk_sync_report_free (sync_one (region, "deventer"));
    kk_sync_report_free (sync_one (region, "deventer-2"));
  }
}

/* (transfer full): the id of the agreement. */
static char *
agree (KkApp *app, const char *case_)
{
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  KkObjectPlan plan = { .kind = KK_OBJECT_GIVER_AGREES, .case_ = case_ };

  g_ptr_array_add (recipients, g_strdup ("veilig-thuis"));
  plan.recipients = recipients;
  items = kk_app_object_issue (app, &plan, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  return g_strdup (((KkObjectItem *) items->pdata[0])->id);
}

static void
assert_status (KkApp *app, const char *case_, const char *id, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = kk_app_object_list (app, case_, &error);
  const char *found = "not there";

  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++) {
    const KkObjectItem *item = items->pdata[i];

    if (g_str_equal (item->id, id))
      found = item->status;
  }
  g_assert_cmpstr (found, ==, status);
}

static void
test_siblings (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *first = kk_test_region_get_app (region, "deventer");
  g_autoptr (KkSyncReport) report = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  KkApp *second;

  new_case (first, "T-1");
  before = agree (first, "T-1");
  kk_sync_report_free (sync_one (region, "deventer"));
  second = kk_test_region_add_device (region, "deventer", "deventer-2");
  sync_both (region, 3);
  /* Made before the colleague came, and after. */
  assert_status (second, "T-1", before, "valid");
  after = agree (second, "T-1");
  sync_both (region, 2);
  assert_status (first, "T-1", after, "valid");
  report = sync_one (region, "deventer-2");
  g_assert_cmpuint (report->pushed_packets, ==, 0);
  /* A colleague takes back what the other signed: it is the word of their desk. */
  items = kk_app_object_withdraw (second, "T-1", before, 1u << KK_OBJECT_GIVER_AGREES, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  sync_both (region, 2);
  assert_status (first, "T-1", before, "withdrawn");
  assert_status (first, "T-1", after, "valid");
}

/* (transfer full): the stored object with that id. */
static KkVaultObject *
find_stored (KkApp *app, const char *id)
{
  KkHash hash;

  g_assert_true (kk_hash_parse (id, &hash));
  return kk_vault_object_get (app->vault, &hash, NULL);
}

/* (transfer full) */
static KkSignedObject *
decode_stored (const KkVaultObject *stored)
{
  g_autoptr (GError) error = NULL;
  KkSignedObject *signed_ = kk_signed_object_decode (stored->bytes, &error);

  g_assert_no_error (error);
  return signed_;
}

static void
keep (KkApp *app, const KkSignedObject *signed_)
{
  g_autoptr (GError) error = NULL;
  gboolean kept = FALSE;

  g_assert_true (kk_object_keep (app, signed_, &kept, &error));
  g_assert_no_error (error);
  g_assert_true (kept);
}

/* Who gets the withdrawal first, and only then an old copy of what it takes back, has nothing to use either. */
static void
assert_useless_in_any_order (KkApp *issuer, KkApp *partner, const KkSignedObject *copy)
{
  g_autoptr (KkObject) object = kk_object_decode (copy->body, NULL);
  g_autoptr (GPtrArray) known = kk_object_list_all (issuer, &object->thread, NULL);
  g_autoptr (GPtrArray) usable = NULL;

  g_assert_cmpuint (known->len, ==, 2);
  for (guint i = 0; i < known->len; i++) {
    if (!g_bytes_equal (((const KkSignedObject *) known->pdata[i])->body, copy->body))
      keep (partner, known->pdata[i]);
  }
  keep (partner, copy);
  usable = kk_object_list (partner, &object->thread, NULL);
  for (guint i = 0; i < usable->len; i++)
    g_assert_false (g_bytes_equal (((const KkSignedObject *) usable->pdata[i])->body, copy->body));
}

/* An old copy of a decision comes again after it was taken back: at who issued it, at a colleague, and at a partner who
 * never had it. It stays taken back. */
static void
test_withdrawn_is_replayed (void)
{
  const char *names[] = { "deventer", "veilig-thuis", NULL };
  g_autoptr (KkTestRegion) region = kk_test_region_new (names);
  KkApp *first = kk_test_region_get_app (region, "deventer");
  KkApp *second = kk_test_region_add_device (region, "deventer", "deventer-2");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KkVaultObject) stored = NULL;
  g_autoptr (KkSignedObject) copy = NULL;
  g_autofree char *id = NULL;
  KkApp *const both[] = { first, second };

  sync_both (region, 2);
  kk_sync_report_free (sync_one (region, "veilig-thuis"));
  new_case (first, "T-2");
  id = agree (first, "T-2");
  sync_both (region, 3);
  assert_status (second, "T-2", id, "valid");
  stored = find_stored (first, id);
  copy = decode_stored (stored);
  items = kk_app_object_withdraw (first, "T-2", id, 1u << KK_OBJECT_GIVER_AGREES, &error);
  g_assert_no_error (error);
  sync_both (region, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++) {
    assert_status (both[i], "T-2", id, "withdrawn");
    keep (both[i], copy);
    assert_status (both[i], "T-2", id, "withdrawn");
  }
  sync_both (region, 2);
  assert_status (first, "T-2", id, "withdrawn");
  assert_useless_in_any_order (first, kk_test_region_get_app (region, "veilig-thuis"), copy);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/object/siblings", test_siblings);
  g_test_add_func ("/app/object/withdrawn-is-replayed", test_withdrawn_is_replayed);
  return g_test_run ();
}
