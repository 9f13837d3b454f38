/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-backup-clock.h"

#include "app/kk-problem.h"
#include "app/vault/kk-app-backup-run.h"

#include <string.h>

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define FIRST  (2 * MINUTE)  /* who opens a vault wants to work, not to wait */
#define AGAIN  (10 * MINUTE) /* from one look to the next */
#define IDLE   (3 * MINUTE)  /* without a key or the mouse */

struct _KkBackupClock {
  GObject parent_instance;
  KkSession *session;
  gint64 next;    /* when it looks again */
  gint64 touched; /* when somebody worked last */
};

G_DEFINE_FINAL_TYPE (KkBackupClock, kk_backup_clock, G_TYPE_OBJECT)

static guint signal_failed;

static gpointer
run (KkApp *app, gconstpointer wish, GError **error)
{
  return kk_app_backup_run (app, (KkBackupWhen) GPOINTER_TO_INT (wish), error);
}

static void
on_run_cb (gpointer owner, gpointer result, const GError *error)
{
  g_autoptr (GPtrArray) outcomes = result;
  g_autoptr (KkProblem) problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL) {
    problem = kk_problem_new (error);
    g_signal_emit (owner, signal_failed, 0, problem->sentence);
    return;
  }
  for (guint i = 0; i < outcomes->len; i++) {
    const KkBackupOutcome *outcome = outcomes->pdata[i];

    if (strcmp (outcome->outcome, "failed") == 0 && outcome->sentence != NULL)
      g_signal_emit (owner, signal_failed, 0, outcome->sentence);
  }
}

void
kk_backup_clock_touch (KkBackupClock *clock, gint64 now)
{
  clock->touched = now;
}

void
kk_backup_clock_tick (KkBackupClock *clock, gint64 now)
{
  gboolean is_idle = now - clock->touched >= IDLE;
  KkBackupWhen when = is_idle ? KK_BACKUP_WHEN_IDLE : KK_BACKUP_WHEN_DAILY;
  const KkSessionJob job = {
    .work = run,
    .wish = GINT_TO_POINTER (when),
    .free_result = (GDestroyNotify) g_ptr_array_unref,
    .line = "backup",
  };

  if (!kk_session_is_open (clock->session))
    clock->next = now + FIRST;
  if (now < clock->next)
    return;
  clock->next = now + AGAIN;
  kk_session_ask (clock->session, G_OBJECT (clock), &job, on_run_cb);
}

static void
kk_backup_clock_finalize (GObject *object)
{
  g_clear_object (&KK_BACKUP_CLOCK (object)->session);
  G_OBJECT_CLASS (kk_backup_clock_parent_class)->finalize (object);
}

static void
kk_backup_clock_class_init (KkBackupClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_backup_clock_finalize;
  signal_failed = g_signal_new ("failed", KK_TYPE_BACKUP_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kk_backup_clock_init (KkBackupClock *clock G_GNUC_UNUSED)
{
}

KkBackupClock *
kk_backup_clock_new (KkSession *session, gint64 now)
{
  KkBackupClock *clock = g_object_new (KK_TYPE_BACKUP_CLOCK, NULL);

  clock->session = g_object_ref (session);
  clock->next = now + FIRST;
  clock->touched = now;
  return clock;
}
