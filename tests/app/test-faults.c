/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What was accepted outlives whatever cuts the work off that comes after it. */

#include "app/kk-app-private.h"
#include "app/register/kk-app-register.h"
#include "app/vault/kk-app-backup-run.h"
#include "app/vault/kk-app-slots.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-backup-place-private.h"
#include "case-stage.h"
#include "fault-work.h"
#include "hostile-stage.h"
#include "old-vault.h"

#include <glib/gstdio.h>
#include <string.h>

#define FRESH "andere woorden bij elkaar"
#define OTHER "veilig-thuis"

/* Opening and locking. */

static gboolean
unlock_and_lock (FaultRoom *room, GError **error)
{
  g_autoptr (KkSecret) typed = kk_test_secret_new (KK_TEST_PASSPHRASE);
  KkApp *app = kk_app_open (fault_own_member (room)->folder, typed, error);

  kk_app_close (app);
  return app != NULL;
}

static void
check_opens (FaultRoom *room, FaultEnd end)
{
  (void) end;
  fault_assert_name (fault_open_own (room), FALSE);
}

/* Saving. */

static gboolean
save (FaultRoom *room, GError **error)
{
  KkFieldEdit edit = { .field = "prs_FirstName", .value = FAULT_AFTER };

  return kk_app_case_set (fault_app (room), FAULT_CASE, NULL, &edit, 1, error);
}

static void
check_saved (FaultRoom *room, FaultEnd end)
{
  KkApp *app = fault_open_own (room);

  fault_assert_name (app, fault_is_done (end));
  stage_set (app, FAULT_CASE, "prs_FirstName", FAULT_AFTER);
  fault_assert_name (app, TRUE);
}

/* Ways in. */

static gboolean
change_passphrase (FaultRoom *room, GError **error)
{
  g_autoptr (KkSecret) typed = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) fresh = kk_test_secret_new (FRESH);

  return kk_app_slot_change_passphrase (fault_app (room), &(KkUnlock){ .typed = typed }, fresh,
                                        TRUE, error);
}

static gboolean
opens_with (FaultRoom *room, const char *typed)
{
  g_autoptr (KkSecret) secret = kk_test_secret_new (typed);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkApp) app = kk_app_open (fault_own_member (room)->folder, secret, &error);

  if (app == NULL)
    g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED);
  return app != NULL;
}

static void
assert_works_with (FaultRoom *room, const char *typed)
{
  g_autoptr (KkApp) app = fault_open_whole (fault_own_member (room)->folder, typed);

  g_assert_cmpuint (stage_count (app, NULL), ==, 2);
  stage_set (app, FAULT_CASE, "prs_FirstName", FAULT_AFTER);
  fault_assert_name (app, TRUE);
}

/* The old passphrase or the new one, and never none or both; the code in any case. */
static gboolean
assert_one_passphrase (FaultRoom *room, FaultEnd end)
{
  gboolean is_new = opens_with (room, FRESH);

  if (fault_is_done (end))
    g_assert_true (is_new);
  g_assert_true (opens_with (room, KK_TEST_PASSPHRASE) != is_new);
  return is_new;
}

static void
check_ways_in (FaultRoom *room, FaultEnd end)
{
  (void) assert_one_passphrase (room, end);
  assert_works_with (room, room->code);
}

/* The code that nobody was shown is in the vault, until it was written down. */
static char *
take_waiting_code (FaultRoom *room)
{
  g_autoptr (KkApp) app = fault_open_whole (fault_own_member (room)->folder, FRESH);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSecret) code = kk_app_waiting_code (app, &error);
  g_autoptr (KkSecret) none = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (code);
  g_assert_true (kk_app_waiting_code_forget (app, &error));
  none = kk_app_waiting_code (app, &error);
  g_assert_no_error (error);
  g_assert_null (none);
  return g_strdup ((const char *) kk_secret_get_data (code));
}

static void
check_rekeyed (FaultRoom *room, FaultEnd end)
{
  g_autofree char *code = NULL;

  if (!assert_one_passphrase (room, end)) {
    assert_works_with (room, room->code);
    return;
  }
  code = take_waiting_code (room);
  g_assert_false (opens_with (room, room->code));
  assert_works_with (room, code);
}

static gboolean
rekey (FaultRoom *room, GError **error)
{
  g_autoptr (KkSecret) typed = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) fresh = kk_test_secret_new (FRESH);
  const KkRekeyPlan plan = { .passphrase = fresh, .quick = TRUE };
  g_auto (KkRekeyResult) result = { 0 };

  return kk_app_rekey (fault_app (room), &(KkUnlock){ .typed = typed }, &plan, &result, error);
}

/* An earlier version of the tables. */

static void
build_old (FaultRoom *room)
{
  static const char *const names[] = { FAULT_OWN, NULL };
  KkTestMember *member;

  room->region = kk_test_region_new (names);
  member = room->region->members->pdata[0];
  fault_add_stick (room, member->app);
  old_vault_put (g_steal_pointer (&member->app), 1);
}

static gboolean
bring_up_to_date (FaultRoom *room, GError **error)
{
  KkTestMember *member = room->region->members->pdata[0];
  g_autoptr (KkSecret) typed = kk_test_secret_new (KK_TEST_PASSPHRASE);

  member->app = kk_app_open (member->folder, typed, error);
  return member->app != NULL;
}

static void
check_up_to_date (FaultRoom *room, FaultEnd end)
{
  KkTestMember *member = room->region->members->pdata[0];

  (void) end;
  member->app = fault_open_whole (member->folder, KK_TEST_PASSPHRASE);
  old_vault_assert_kept (member->app->vault);
}

/* What is in the newest backup has the tables as they were. */
static void
assert_backup_is_old (KkApp *app, const char *stick, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_auto (KkKxSecretKey) identity = { 0 };
  g_auto (KkOpenBackup) last = { 0 };
  KkRebuild rebuild = { .folder = stick, .number = 1, .path = path, .identity = &identity };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSecret) key = NULL;
  g_autoptr (KkVault) vault = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (kk_backup_keys_get_own (app, &identity, &error));
  g_assert_true (kk_backup_rebuild (&rebuild, &last, &error));
  g_assert_no_error (error);
  key = kk_secret_new_copy (last.manifest->key, sizeof last.manifest->key);
  vault = kk_vault_open_as_it_is (folder, key, &error);
  g_assert_no_error (error);
  g_assert_false (kk_vault_is_current (vault));
  g_assert_true (kk_vault_bring_up_to_date (vault, &error));
  old_vault_assert_kept (vault);
}

static void
test_backup_before (void)
{
  FaultRoom room = { 0 };
  g_autofree char *stick = NULL;
  g_autofree char *folder = NULL;

  build_old (&room);
  g_assert_true (bring_up_to_date (&room, NULL));
  stick = g_build_filename (room.region->folder, "stick", NULL);
  folder = g_build_filename (room.region->folder, "rebuilt", NULL);
  assert_backup_is_old (fault_app (&room), stick, folder);
  old_vault_assert_kept (fault_app (&room)->vault);
  kk_test_region_free (room.region);
}

/* Exchanging. */

static gboolean
sync_one (FaultRoom *room, const char *name, GError **error)
{
  const KkSyncPlan plan = { .remote = room->region->remote };
  g_autoptr (KkSyncReport) report =
      kk_app_sync (kk_test_region_get_app (room->region, name), &plan, error);

  return report != NULL;
}

static void
build_to_send (FaultRoom *room)
{
  static const char *const names[] = { FAULT_OWN, OTHER, NULL };

  fault_build_with (room, names);
  hostile_sync_all (room->region, 3);
  hostile_share (room->region, FAULT_OWN, FAULT_CASE, OTHER);
}

static void
build_to_receive (FaultRoom *room)
{
  build_to_send (room);
  hostile_sync_one (room->region, FAULT_OWN);
}

static gboolean
send_all (FaultRoom *room, GError **error)
{
  return sync_one (room, FAULT_OWN, error);
}

static gboolean
receive_all (FaultRoom *room, GError **error)
{
  return sync_one (room, OTHER, error);
}

static void
check_exchanged (FaultRoom *room, FaultEnd end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) refused = NULL;
  KkApp *other;

  (void) end;
  (void) fault_open_own (room);
  other = kk_test_region_reopen (room->region, OTHER);
  hostile_sync_all (room->region, 1);
  refused = kk_app_quarantine_list (other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refused->len, ==, 0);
  g_assert_cmpuint (stage_count (other, NULL), ==, 1);
  stage_assert_value (other, FAULT_CASE, "person", "prs_FirstName", FAULT_BEFORE);
  kk_vault_check (other->vault, &error);
  g_assert_no_error (error);
}

/* Where memory fails inside of the database library while it takes the key, it opens nothing any more before the program was started
 * again: opening is not tried twice in one process. */
static const FaultWork works[] = {
  { "unlock", NULL, fault_build_alone, unlock_and_lock, check_opens, FALSE, TRUE },
  { "save", FAULT_OWN, fault_build_alone, save, check_saved, TRUE, FALSE },
  { "passphrase", FAULT_OWN, fault_build_alone, change_passphrase, check_ways_in, FALSE, FALSE },
  { "rekey", FAULT_OWN, fault_build_alone, rekey, check_rekeyed, FALSE, FALSE },
  { "migration", NULL, build_old, bring_up_to_date, check_up_to_date, FALSE, TRUE },
  { "send", FAULT_OWN, build_to_send, send_all, check_exchanged, TRUE, FALSE },
  { "receive", OTHER, build_to_receive, receive_all, check_exchanged, TRUE, FALSE },
};

int
main (int argc, char **argv)
{
  int status;

  fault_sweep_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/backup-before-migration", test_backup_before);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    fault_sweep_add (&works[i]);
  fault_sweep_add (&fault_work_backup);
  fault_sweep_add (&fault_work_restore);
  status = g_test_run ();
  fault_sweep_end ();
  return status;
}
