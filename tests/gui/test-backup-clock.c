/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Backups that make themselves while the client is open, on a clock of the test. */

#include "app/kk-app-private.h"
#include "app/vault/kk-app-backup-run.h"
#include "gui/kk-backup-clock.h"
#include "kk-test-region.h"

#include <glib/gstdio.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define HOUR   ((gint64) 60 * 60 * 1000) /* ms, as the vault has it */

static const gint64 noon = 1795348800000;
static KkSession *session;
static GObject *owner;
static KkBackupClock *ticking;
static char *folder;
static char *target;
static gint64 app_clock;
static guint n_failed;
static guint number;

static void
on_done_cb (gpointer data G_GNUC_UNUSED, gpointer result, const GError *error)
{
  g_assert_no_error (error);
  number = GPOINTER_TO_UINT (result);
}

static void
count_failure (KkBackupClock *clock G_GNUC_UNUSED,
               const char *sentence,
               gpointer data G_GNUC_UNUSED)
{
  g_assert_nonnull (sentence);
  n_failed++;
}

/* How many backups there are, behind whatever the session still has to do; and what its clock says from then on. */
static gpointer
look (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  g_autoptr (KkBackupState) state = kk_app_backup_get_state (app, error);
  const KkBackupTargetInfo *first = state->targets->pdata[0];

  kk_app_set_clock (app, app_clock);
  return GUINT_TO_POINTER ((guint) first->number);
}

static guint
count_backups (void)
{
  const KkSessionJob job = { .work = look };

  number = G_MAXUINT;
  kk_session_ask (session, owner, &job, on_done_cb);
  while (number == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  return number;
}

static void
make_vault (void)
{
  g_autofree char *code = NULL;
  g_autoptr (KkApp) app = NULL;
  g_autoptr (KkBackupTargetInfo) info = NULL;

  folder = kk_test_folder_new ();
  target = kk_test_folder_new ();
  app = kk_test_vault_new (folder, &code);
  info = kk_app_backup_target_add (app, target, NULL, NULL);
  g_assert_nonnull (info);
}

static void
open_session (void)
{
  const char *passphrase = KK_TEST_PASSPHRASE;

  session = kk_session_new ();
  owner = g_object_new (G_TYPE_OBJECT, NULL);
  app_clock = noon;
  number = G_MAXUINT;
  kk_session_open (session, owner, folder, kk_test_secret_new (passphrase), on_done_cb);
  while (number == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);
  ticking = kk_backup_clock_new (session, 0);
  g_signal_connect (ticking, "failed", G_CALLBACK (count_failure), NULL);
}

static void
clear (void)
{
  g_clear_object (&ticking);
  g_clear_object (&owner);
  g_object_run_dispose (G_OBJECT (session));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&session);
  kk_test_folder_remove (folder);
  kk_test_folder_remove (target);
  g_free (folder);
  g_free (target);
}

/* At @minute of the client, where somebody works or not. */
static guint
tick (gint64 minute, gboolean works)
{
  if (works)
    kk_backup_clock_touch (ticking, minute * MINUTE);
  kk_backup_clock_tick (ticking, minute * MINUTE);
  return count_backups ();
}

static void
test_by_themselves (void)
{
  make_vault ();
  open_session ();
  g_assert_cmpuint (count_backups (), ==, 0);
  g_assert_cmpuint (tick (1, TRUE), ==, 0); /* just opened */
  g_assert_cmpuint (tick (2, TRUE), ==, 1); /* the one of today */
  g_assert_cmpuint (tick (13, TRUE), ==, 1);
  app_clock = noon + 5 * HOUR;
  g_assert_cmpuint (tick (24, TRUE), ==, 1);
  g_assert_cmpuint (tick (35, TRUE), ==, 1);  /* somebody works */
  g_assert_cmpuint (tick (46, FALSE), ==, 2); /* nobody does, and the last one is old */
  g_assert_cmpuint (tick (57, FALSE), ==, 2);
  app_clock = noon + 24 * HOUR;
  g_assert_cmpuint (tick (68, TRUE), ==, 2);
  g_assert_cmpuint (tick (79, TRUE), ==, 3); /* the next day */
  g_assert_cmpuint (n_failed, ==, 0);
  clear ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup-clock/by-themselves", test_by_themselves);
  return g_test_run ();
}
