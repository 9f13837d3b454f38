/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-backup-run.h"

#include "app/exchange/kk-resync-private.h"
#include "app/kk-problem.h"
#include "app/kk-settings-private.h"
#include "app/vault/kk-backup-cleaning-private.h"
#include "app/vault/kk-backup-erased-private.h"
#include "app/vault/kk-backup-place-private.h"

#include <glib/gi18n-lib.h>

#define HOUR_MS (G_GINT64_CONSTANT (60) * 60 * 1000)
#define IDLE_MS (4 * HOUR_MS)
#define OLD_MS  (30 * 24 * HOUR_MS)
#define DAY_MS  (24 * HOUR_MS)

static void
free_outcome (gpointer data)
{
  KkBackupOutcome *outcome = data;

  g_free (outcome->folder);
  g_free (outcome->sentence);
  kk_backup_info_free (outcome->info);
  g_free (outcome);
}

static KkBackupOutcome *
add_outcome (GPtrArray *outcomes, const KkBackupTarget *target, const char *word)
{
  KkBackupOutcome *outcome = g_new0 (KkBackupOutcome, 1);

  outcome->folder = g_strdup (target->folder);
  outcome->outcome = word;
  g_ptr_array_add (outcomes, outcome);
  return outcome;
}

/* Either way: a clock that was put back makes a backup due, and never stops one. */
static gboolean
is_due (KkApp *app, const KkBackupTarget *target, KkBackupWhen when)
{
  gint64 passed = ABS (kk_app_now (app) - target->made);

  switch (when) {
  case KK_BACKUP_WHEN_DAILY:
    return target->made == 0 || target->made / DAY_MS != kk_app_day_number (app);
  case KK_BACKUP_WHEN_IDLE:
    return target->made == 0 || passed >= IDLE_MS;
  case KK_BACKUP_WHEN_ASKED:
  default:
    return TRUE;
  }
}

static void
add_absent (GPtrArray *outcomes, const KkBackupTarget *target)
{
  KkBackupOutcome *outcome = add_outcome (outcomes, target, "absent");

  /* Translators: %s is the path of a folder on a stick or a disk. */
  outcome->sentence = g_strdup_printf (_ ("“%s” is not there now. The next backup goes there by "
                                          "itself once it is back."),
                                       target->folder);
}

/* FALSE when a person stopped it: then that is what happened. */
static gboolean
add_failure (GPtrArray *outcomes, const KkBackupTarget *target, GError **failure, GError **error)
{
  g_autoptr (KkProblem) problem = NULL;
  KkBackupOutcome *outcome;

  if (g_error_matches (*failure, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (failure));
    return FALSE;
  }
  problem = kk_problem_new (*failure);
  outcome = add_outcome (outcomes, target, "failed");
  outcome->sentence = g_strdup (problem->sentence);
  return TRUE;
}

static gint64
find_last_made (const GPtrArray *targets)
{
  gint64 made = 0;

  for (guint i = 0; i < targets->len; i++)
    made = MAX (made, ((const KkBackupTarget *) targets->pdata[i])->made);
  return made;
}

/* What was erased must be known beside the backup before an older one goes, and the folder before the next backup. */
static gboolean
finish_target (KkApp *app,
               const GPtrArray *targets,
               KkBackupTarget *target,
               KkBackupOutcome *outcome,
               gint64 before,
               GError **error)
{
  KkBackupCleaned cleaned;

  target->made = outcome->info->made;
  target->number = outcome->info->number;
  if (!kk_backup_targets_write (app, targets, error) ||
      !kk_backup_erased_write (app, target, error) ||
      !kk_backup_clean (app, target, before, &cleaned, error))
    return FALSE;
  outcome->removed = cleaned.removed;
  outcome->marked = cleaned.marked;
  outcome->sentence = cleaned.sentence;
  return TRUE;
}

static gboolean
serve_target (KkApp *app,
              const GPtrArray *targets,
              KkBackupTarget *target,
              GPtrArray *outcomes,
              GError **error)
{
  KkBackupPlan plan = { .folder = target->folder, .others = target->others };
  gint64 before = find_last_made (targets);
  g_autoptr (GError) failure = NULL;
  KkBackupInfo *info = kk_app_backup_create (app, &plan, &failure);
  KkBackupOutcome *outcome;

  if (info == NULL)
    return add_failure (outcomes, target, &failure, error);
  outcome = add_outcome (outcomes, target, "made");
  outcome->info = info;
  if (finish_target (app, targets, target, outcome, before, &failure))
    return TRUE;
  g_ptr_array_remove (outcomes, outcome);
  return add_failure (outcomes, target, &failure, error);
}

GPtrArray *
kk_app_backup_run (KkApp *app, KkBackupWhen when, GError **error)
{
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, error);
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func (free_outcome);

  if (targets == NULL)
    return NULL;
  for (guint i = 0; i < targets->len; i++) {
    KkBackupTarget *target = targets->pdata[i];

    if (!is_due (app, target, when))
      add_outcome (outcomes, target, "not-due");
    else if (!kk_backup_target_is_present (target))
      add_absent (outcomes, target);
    else if (!serve_target (app, targets, target, outcomes, error))
      return NULL;
  }
  return g_steal_pointer (&outcomes);
}

static gboolean
back_up_whole (KkApp *app, const GPtrArray *targets, KkBackupTarget *target)
{
  const KkBackupPlan plan = { .folder = target->folder, .full = TRUE, .others = target->others };
  g_autoptr (GError) failure = NULL;
  g_autoptr (KkBackupInfo) info = kk_app_backup_create (app, &plan, &failure);

  if (info == NULL) {
    g_debug ("back up before the tables change: %s", failure->message);
    return FALSE;
  }
  target->made = info->made;
  target->number = info->number;
  return kk_backup_targets_write (app, targets, NULL);
}

void
kk_backup_before_change (KkApp *app)
{
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, NULL);

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    if (kk_backup_target_is_present (targets->pdata[i]) &&
        back_up_whole (app, targets, targets->pdata[i]))
      return;
}

/* Trying out. */

/* (nullable): path of the newest of this vault; another vault may put its own in the same folder. */
static char *
find_newest (const KkBackupTarget *target)
{
  g_autofree char *path = kk_backup_path (target->folder, target->number);

  return target->number > 0 && g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path)
                                                                      : NULL;
}

static gboolean
try_out (KkApp *app, const KkBackupTarget *target, GPtrArray *outcomes, GError **error)
{
  g_autofree char *path = find_newest (target);
  g_autoptr (GError) failure = NULL;
  KkBackupOutcome *outcome;
  KkBackupInfo *info;

  if (path == NULL) {
    outcome = add_outcome (outcomes, target, "empty");
    /* Translators: %s is the path of a folder on a stick or a disk. */
    outcome->sentence = g_strdup_printf (
        target->number == 0
            ? _ ("There is no backup in “%s” yet. “backup run” makes one.")
            : _ ("The newest backup is not in “%s” any more: somebody took it away, or put an "
                 "older state back. “backup run” makes a new one. Look at this with your "
                 "administrator."),
        target->folder);
    return TRUE;
  }
  info = kk_app_backup_verify (app, path, &failure);
  if (info == NULL)
    return add_failure (outcomes, target, &failure, error);
  outcome = add_outcome (outcomes, target, "proved");
  outcome->info = info;
  return TRUE;
}

GPtrArray *
kk_app_backup_test (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, error);
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func (free_outcome);

  if (targets == NULL)
    return NULL;
  for (guint i = 0; i < targets->len; i++) {
    const KkBackupTarget *target = targets->pdata[i];

    if (!kk_backup_target_is_present (target))
      add_absent (outcomes, target);
    else if (!try_out (app, target, outcomes, error))
      return NULL;
  }
  return g_steal_pointer (&outcomes);
}

/* How it stands. */

void
kk_backup_state_free (KkBackupState *state)
{
  if (state == NULL)
    return;
  g_free (state->sentence);
  g_clear_pointer (&state->targets, g_ptr_array_unref);
  g_free (state);
}

static gboolean
look_at_target (KkApp *app, const KkBackupTarget *target, KkBackupState *state, GError **error)
{
  g_autofree char *sentence = NULL;
  const char *stop;

  state->is_due = state->is_due || is_due (app, target, KK_BACKUP_WHEN_DAILY);
  if (!kk_backup_find_stop (app, target, &stop, &sentence, error))
    return FALSE;
  if (stop != NULL && state->stopped == NULL) {
    state->stopped = stop;
    state->sentence = g_steal_pointer (&sentence);
  }
  return TRUE;
}

KkBackupState *
kk_app_backup_get_state (KkApp *app, GError **error)
{
  g_autoptr (KkBackupState) state = g_new0 (KkBackupState, 1);
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, error);

  if (targets == NULL || !kk_app_backup_get_proved (app, &state->proved, error))
    return NULL;
  state->made = find_last_made (targets);
  state->is_old = ABS (kk_app_now (app) - state->proved) >= OLD_MS;
  for (guint i = 0; i < targets->len; i++)
    if (!look_at_target (app, targets->pdata[i], state, error))
      return NULL;
  state->targets = kk_app_backup_target_list (app, error);
  return state->targets != NULL ? g_steal_pointer (&state) : NULL;
}

/* One that could not be restored is settled by one that can. */
gboolean
kk_app_backup_resume (KkApp *app, GError **error)
{
  return kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_SHRUNK, 0, error);
}
