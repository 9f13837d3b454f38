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
#include "fault-sweep.h"
#include "hostile-stage.h"
#include "old-vault.h"

#include <glib/gstdio.h>
#include <string.h>

#define CASE   "SYN-9-00001"
#define BEFORE "Mira"
#define AFTER  "Andreas"
#define FRESH  "andere woorden bij elkaar"
#define OWN    "deventer"
#define OTHER  "veilig-thuis"

static KkApp *
app_of (FaultRoom *room)
{
  return kk_test_region_get_app (room->region, OWN);
}

static const KkTestMember *
own_member (const FaultRoom *room)
{
  return room->region->members->pdata[0];
}

static void
build_with (FaultRoom *room, const char *const *names)
{
  room->region = kk_test_region_new (names);
  room->code = g_strdup (own_member (room)->recovery);
  hostile_import (room->region, OWN);
}

static void
build_alone (FaultRoom *room)
{
  static const char *const names[] = { OWN, NULL };

  build_with (room, names);
}

/* The vault opens with @typed, and is whole. */
static KkApp *
open_whole (const char *folder, const char *typed)
{
  g_autoptr (KkSecret) secret = kk_test_secret_new (typed);
  g_autoptr (GError) error = NULL;
  KkApp *app = kk_app_open (folder, secret, &error);

  g_assert_no_error (error);
  kk_vault_check (app->vault, &error);
  g_assert_no_error (error);
  return app;
}

static void
assert_register (KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (app, &error);

  g_assert_no_error (error);
  g_assert_true (proof->ok);
}

static KkApp *
open_own (FaultRoom *room)
{
  KkTestMember *member = room->region->members->pdata[0];

  member->app = open_whole (member->folder, KK_TEST_PASSPHRASE);
  g_assert_cmpuint (stage_count (member->app, NULL), ==, 2);
  assert_register (member->app);
  return member->app;
}

static void
assert_name (KkApp *app, gboolean is_new)
{
  g_autofree char *name = stage_value (app, CASE, "person", "prs_FirstName");

  if (is_new)
    g_assert_cmpstr (name, ==, AFTER);
  else
    g_assert_true (g_str_equal (name, BEFORE) || g_str_equal (name, AFTER));
  /* What is searched in is of the same instant. */
  g_assert_cmpuint (stage_count (app, name), ==, 1);
}

static gboolean
is_done (FaultEnd end)
{
  return end == FAULT_DONE || end == FAULT_FAILED_THEN_DONE;
}

/* Saving. */

static gboolean
save (FaultRoom *room, GError **error)
{
  KkFieldEdit edit = { .field = "prs_FirstName", .value = AFTER };

  return kk_app_case_set (app_of (room), CASE, NULL, &edit, 1, error);
}

static void
check_saved (FaultRoom *room, FaultEnd end)
{
  KkApp *app = open_own (room);

  assert_name (app, is_done (end));
  stage_set (app, CASE, "prs_FirstName", AFTER);
  assert_name (app, TRUE);
}

/* Backing up. */

static void
add_stick (FaultRoom *room, KkApp *app)
{
  g_autofree char *stick = g_build_filename (room->region->folder, "stick", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkBackupTargetInfo) target = NULL;

  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  target = kk_app_backup_target_add (app, stick, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
back_up (FaultRoom *room, GError **error)
{
  g_autoptr (GPtrArray) outcomes = kk_app_backup_run (app_of (room), KK_BACKUP_WHEN_ASKED, error);

  return outcomes != NULL &&
         g_str_equal (((KkBackupOutcome *) outcomes->pdata[0])->outcome, "made");
}

/* One backup is there, and then a value changed. */
static void
build_backed_up (FaultRoom *room)
{
  build_alone (room);
  add_stick (room, app_of (room));
  g_assert_true (back_up (room, NULL));
  stage_set (app_of (room), CASE, "prs_FirstName", AFTER);
}

static void
assert_no_remains (const char *folder, const char *const *parts)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    for (gsize i = 0; parts[i] != NULL; i++)
      if (strstr (name, parts[i]) != NULL)
        g_error ("%s stays in %s", name, folder);
}

/* Every file with the name of a backup is a whole one. */
static void
verify_all (KkApp *app, const char *stick)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kk_app_backup_list (app, stick, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >=, 2);
  for (guint i = 0; i < list->len; i++) {
    g_autoptr (KkBackupInfo) proved =
        kk_app_backup_verify (app, ((KkBackupInfo *) list->pdata[i])->file, &error);

    g_assert_no_error (error);
    g_assert_nonnull (proved);
  }
}

static void
check_backed_up (FaultRoom *room, FaultEnd end)
{
  static const char *const parts[] = { "proef-", NULL };
  static const char *const unfinished[] = { ".nieuw", NULL };
  g_autofree char *stick = fault_path (room, "stick");
  KkApp *app = open_own (room);

  (void) end;
  assert_name (app, TRUE);
  g_assert_true (back_up (room, NULL));
  verify_all (app, stick);
  assert_no_remains (app->folder, parts);
  assert_no_remains (stick, unfinished);
}

/* Putting a backup back. */

static gboolean
restore (FaultRoom *room, GError **error)
{
  g_autofree char *file = fault_path (room, "stick/kluis-000001.kkb.age");
  g_autofree char *folder = fault_path (room, "again");
  g_autoptr (KkSecret) code = kk_test_secret_new (room->code);
  const KkRestorePlan plan = { .file = file, .typed = code, .folder = folder, .older = TRUE };
  g_autoptr (KkBackupInfo) info = kk_backup_restore (&plan, error);

  return info != NULL;
}

static void
assert_restored (FaultRoom *room)
{
  g_autofree char *folder = fault_path (room, "again");
  g_autoptr (KkApp) app = open_whole (folder, room->code);

  g_assert_cmpuint (stage_count (app, NULL), ==, 2);
  stage_assert_value (app, CASE, "person", "prs_FirstName", BEFORE);
}

static void
check_restored (FaultRoom *room, FaultEnd end)
{
  g_autofree char *slots = fault_path (room, "again/" KK_VAULT_KEY_SLOTS_FILE);
  g_autofree char *folder = fault_path (room, "again");

  if (is_done (end) || g_file_test (slots, G_FILE_TEST_EXISTS))
    assert_restored (room);
  /* Without key slots it is no vault, and can be begun again. */
  kk_test_folder_remove (folder);
  g_assert_true (restore (room, NULL));
  assert_restored (room);
  (void) open_own (room);
}

/* Ways in. */

static gboolean
change_passphrase (FaultRoom *room, GError **error)
{
  g_autoptr (KkSecret) typed = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) fresh = kk_test_secret_new (FRESH);

  return kk_app_slot_change_passphrase (app_of (room), &(KkUnlock){ .typed = typed }, fresh, TRUE,
                                        error);
}

static gboolean
opens_with (FaultRoom *room, const char *typed)
{
  g_autoptr (KkSecret) secret = kk_test_secret_new (typed);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkApp) app = kk_app_open (own_member (room)->folder, secret, &error);

  if (app == NULL)
    g_assert_error (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED);
  return app != NULL;
}

/* The old passphrase or the new one, and never none or both; the code in any case. */
static void
check_ways_in (FaultRoom *room, FaultEnd end)
{
  gboolean is_new = opens_with (room, FRESH);
  KkApp *app;

  if (is_done (end))
    g_assert_true (is_new);
  g_assert_true (opens_with (room, KK_TEST_PASSPHRASE) != is_new);
  app = open_whole (own_member (room)->folder, room->code);
  g_assert_cmpuint (stage_count (app, NULL), ==, 2);
  stage_set (app, CASE, "prs_FirstName", AFTER);
  assert_name (app, TRUE);
  kk_app_close (app);
}

static gboolean
rekey (FaultRoom *room, GError **error)
{
  g_autoptr (KkSecret) typed = kk_test_secret_new (KK_TEST_PASSPHRASE);
  g_autoptr (KkSecret) fresh = kk_test_secret_new (FRESH);
  g_autoptr (KkSecret) code = kk_test_secret_new (room->code);
  const KkRekeyPlan plan = { .passphrase = fresh, .code = code, .quick = TRUE };
  g_auto (KkRekeyResult) result = { 0 };

  return kk_app_rekey (app_of (room), &(KkUnlock){ .typed = typed }, &plan, &result, error);
}

/* An earlier version of the tables. */

static void
build_old (FaultRoom *room)
{
  static const char *const names[] = { OWN, NULL };
  KkTestMember *member;

  room->region = kk_test_region_new (names);
  member = room->region->members->pdata[0];
  add_stick (room, member->app);
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
  member->app = open_whole (member->folder, KK_TEST_PASSPHRASE);
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
  assert_backup_is_old (app_of (&room), stick, folder);
  old_vault_assert_kept (app_of (&room)->vault);
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
  static const char *const names[] = { OWN, OTHER, NULL };

  build_with (room, names);
  hostile_sync_all (room->region, 3);
  hostile_share (room->region, OWN, CASE, OTHER);
}

static void
build_to_receive (FaultRoom *room)
{
  build_to_send (room);
  hostile_sync_one (room->region, OWN);
}

static gboolean
send_all (FaultRoom *room, GError **error)
{
  return sync_one (room, OWN, error);
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
  (void) open_own (room);
  other = kk_test_region_reopen (room->region, OTHER);
  hostile_sync_all (room->region, 1);
  refused = kk_app_quarantine_list (other, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (refused->len, ==, 0);
  g_assert_cmpuint (stage_count (other, NULL), ==, 1);
  stage_assert_value (other, CASE, "person", "prs_FirstName", BEFORE);
  kk_vault_check (other->vault, &error);
  g_assert_no_error (error);
}

static const FaultWork works[] = {
  { "save", OWN, build_alone, save, check_saved, TRUE },
  { "backup", OWN, build_backed_up, back_up, check_backed_up, TRUE },
  { "restore", NULL, build_backed_up, restore, check_restored, FALSE },
  { "passphrase", OWN, build_alone, change_passphrase, check_ways_in, FALSE },
  { "rekey", OWN, build_alone, rekey, check_ways_in, FALSE },
  { "migration", NULL, build_old, bring_up_to_date, check_up_to_date, FALSE },
  { "send", OWN, build_to_send, send_all, check_exchanged, TRUE },
  { "receive", OTHER, build_to_receive, receive_all, check_exchanged, TRUE },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/backup-before-migration", test_backup_before);
  for (gsize i = 0; i < G_N_ELEMENTS (works); i++)
    fault_sweep_add (&works[i]);
  return g_test_run ();
}
