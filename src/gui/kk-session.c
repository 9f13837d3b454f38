/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-session.h"

#include "base/kk-stack.h"

#include <glib/gi18n.h>
#include <string.h>

/* How long closing waits for work that does not stop; then the process ends around it. */
#define LONGEST_WAIT (5 * G_USEC_PER_SEC)

typedef enum {
  JOB_WORK,
  JOB_OPEN,
  JOB_CLOSE,
  JOB_END,
} JobKind;

typedef struct {
  JobKind kind;
  KkSession *session;
  KkSessionJob job;
  GObject *owner; /* (nullable): gone, or not of interest any more; main thread only */
  KkSessionDone done;
  GCancellable *cancellable;
  gpointer result;
  GError *error;
} Job;

/* What both threads see. */
typedef struct {
  GMutex mutex;
  GCond cond;
  GQueue jobs;  /* under the mutex */
  Job *running; /* (nullable), under the mutex */
  gboolean ended;
} Desk;

typedef struct {
  KkSession *session;
  char *what;
  guint64 done;
  guint64 total;
} Progress;

struct _KkSession {
  GObject parent_instance;
  Desk *desk;
  GThread *thread;
  KkApp *app;         /* of the worker */
  gint64 told_at;     /* of the worker: when progress was last told */
  gboolean is_open;   /* of the main thread */
  GList *outstanding; /* of the main thread: jobs whose answer has not come */
};

G_DEFINE_FINAL_TYPE (KkSession, kk_session, G_TYPE_OBJECT)

enum {
  SIGNAL_LOCKING,
  SIGNAL_LOCKED,
  SIGNAL_CHANGED,
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Jobs. */

static void
on_owner_gone_cb (gpointer data, GObject *owner G_GNUC_UNUSED)
{
  Job *job = data;

  job->owner = NULL;
  if (!job->job.keeps)
    g_cancellable_cancel (job->cancellable);
}

static void
forget_owner (Job *job)
{
  if (job->owner != NULL)
    g_object_weak_unref (job->owner, on_owner_gone_cb, job);
  job->owner = NULL;
}

static void
free_job (Job *job)
{
  forget_owner (job);
  if (job->job.free_wish != NULL)
    job->job.free_wish (job->job.wish);
  if (job->result != NULL && job->job.free_result != NULL)
    job->job.free_result (job->result);
  g_clear_error (&job->error);
  g_object_unref (job->cancellable);
  g_free (job);
}

static Job *
new_job (KkSession *session, JobKind kind, const KkSessionJob *wanted)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->session = session;
  job->cancellable = g_cancellable_new ();
  if (wanted != NULL)
    job->job = *wanted;
  return job;
}

static void
post_job (KkSession *session, Job *job)
{
  Desk *desk = session->desk;

  session->outstanding = g_list_prepend (session->outstanding, job);
  g_mutex_lock (&desk->mutex);
  g_queue_push_tail (&desk->jobs, job);
  g_cond_broadcast (&desk->cond);
  g_mutex_unlock (&desk->mutex);
}

static void
follow_owner (Job *job, GObject *owner, KkSessionDone done)
{
  job->owner = owner;
  job->done = done;
  g_object_weak_ref (owner, on_owner_gone_cb, job);
}

static void
post_closing (KkSession *session)
{
  g_object_ref (session);
  post_job (session, new_job (session, JOB_CLOSE, NULL));
}

/* The answer, in the main loop. A vault that nobody waits for any more does not stay open. */
static gboolean
deliver_cb (gpointer data)
{
  Job *job = data;
  KkSession *session = job->session;

  session->outstanding = g_list_remove (session->outstanding, job);
  if (job->owner == NULL && job->kind == JOB_OPEN)
    post_closing (session);
  if (job->owner != NULL && job->done != NULL) {
    GObject *owner = g_object_ref (job->owner);

    forget_owner (job);
    if (job->kind == JOB_OPEN && job->error == NULL)
      session->is_open = TRUE;
    job->done (owner, g_steal_pointer (&job->result), job->error);
    g_object_unref (owner);
  }
  free_job (job);
  g_object_unref (session);
  return G_SOURCE_REMOVE;
}

/* On the worker. */

static gboolean
tell_progress_cb (gpointer data)
{
  Progress *progress = data;

  g_signal_emit (progress->session, signals[SIGNAL_PROGRESS], 0, progress->what, progress->done,
                 progress->total);
  g_object_unref (progress->session);
  g_free (progress->what);
  g_free (progress);
  return G_SOURCE_REMOVE;
}

void
kk_session_tell_progress (const char *what, guint64 done, guint64 total, gpointer data)
{
  KkSession *session = data;
  Progress *progress;

  if (g_get_monotonic_time () - session->told_at < G_USEC_PER_SEC / 20)
    return;
  session->told_at = g_get_monotonic_time ();
  progress = g_new0 (Progress, 1);
  progress->session = g_object_ref (session);
  progress->what = g_strdup (what);
  progress->done = done;
  progress->total = total;
  g_idle_add (tell_progress_cb, progress);
}

static void
run_work (KkSession *session, Job *job)
{
  if (session->app == NULL && !job->job.without_vault) {
    g_set_error_literal (&job->error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
                         _ ("The vault is locked. Unlock it first."));
    return;
  }
  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    return;
  if (session->app != NULL)
    kk_app_set_cancellable (session->app, job->cancellable);
  job->result = job->job.work (session->app, job->job.wish, &job->error);
  if (session->app != NULL)
    kk_app_set_cancellable (session->app, NULL);
}

typedef struct {
  char *folder;
  KkSecret *passphrase;
  gboolean makes;
  gboolean quick;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_free (opening->folder);
  kk_secret_free (opening->passphrase);
  g_free (opening);
}

static KkApp *
make_vault (const Opening *opening, KkSecret **code, GError **error)
{
  g_autofree char *recovery = NULL;
  KkApp *app =
      kk_app_create (opening->folder, opening->passphrase, opening->quick, &recovery, error);

  if (app == NULL)
    return NULL;
  *code = kk_secret_new_copy (recovery, strlen (recovery));
  kk_secret_wipe (recovery, strlen (recovery));
  return app;
}

static void
run_open (KkSession *session, Job *job)
{
  const Opening *opening = job->job.wish;
  KkSecret *code = NULL;

  g_clear_pointer (&session->app, kk_app_close);
  session->app = opening->makes ? make_vault (opening, &code, &job->error)
                                : kk_app_open (opening->folder, opening->passphrase, &job->error);
  job->result = code;
  if (session->app != NULL)
    kk_app_set_progress (session->app, kk_session_tell_progress, session);
}

static void
run_job (KkSession *session, Job *job)
{
  switch (job->kind) {
  case JOB_WORK:
    run_work (session, job);
    break;
  case JOB_OPEN:
    run_open (session, job);
    break;
  case JOB_CLOSE:
  case JOB_END:
  default:
    g_clear_pointer (&session->app, kk_app_close);
    kk_stack_wipe ();
    break;
  }
}

static Job *
wait_for_job (Desk *desk)
{
  Job *job;

  g_mutex_lock (&desk->mutex);
  while (g_queue_is_empty (&desk->jobs))
    g_cond_wait (&desk->cond, &desk->mutex);
  job = g_queue_pop_head (&desk->jobs);
  desk->running = job;
  g_mutex_unlock (&desk->mutex);
  return job;
}

static void
leave_job (Desk *desk, gboolean ended)
{
  g_mutex_lock (&desk->mutex);
  desk->running = NULL;
  desk->ended = ended;
  g_cond_broadcast (&desk->cond);
  g_mutex_unlock (&desk->mutex);
}

static gpointer
work (gpointer data)
{
  KkSession *session = data;

  for (gboolean ended = FALSE; !ended;) {
    Job *job = wait_for_job (session->desk);

    run_job (session, job);
    ended = job->kind == JOB_END;
    leave_job (session->desk, ended);
    if (ended)
      free_job (job);
    else
      g_idle_add_full (G_PRIORITY_DEFAULT, deliver_cb, job, NULL);
  }
  return NULL;
}

/* Life. */

/* A worker that is stuck in work of others keeps the session, so that it never finds its memory gone. */
static void
end_worker (KkSession *session)
{
  Desk *desk = session->desk;
  gint64 until = g_get_monotonic_time () + LONGEST_WAIT;

  g_mutex_lock (&desk->mutex);
  g_queue_push_tail (&desk->jobs, new_job (session, JOB_END, NULL));
  g_cond_broadcast (&desk->cond);
  while (!desk->ended && g_cond_wait_until (&desk->cond, &desk->mutex, until))
    continue;
  if (!desk->ended)
    g_object_ref (session);
  g_mutex_unlock (&desk->mutex);
  if (desk->ended)
    g_thread_join (g_steal_pointer (&session->thread));
  else
    g_clear_pointer (&session->thread, g_thread_unref);
}

static void
kk_session_dispose (GObject *object)
{
  KkSession *session = KK_SESSION (object);

  if (session->thread != NULL)
    end_worker (session);
  G_OBJECT_CLASS (kk_session_parent_class)->dispose (object);
}

static void
kk_session_finalize (GObject *object)
{
  KkSession *session = KK_SESSION (object);

  g_mutex_clear (&session->desk->mutex);
  g_cond_clear (&session->desk->cond);
  g_free (session->desk);
  G_OBJECT_CLASS (kk_session_parent_class)->finalize (object);
}

static void
kk_session_class_init (KkSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kk_session_dispose;
  object_class->finalize = kk_session_finalize;
  signals[SIGNAL_LOCKING] = g_signal_new ("locking", KK_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_LOCKED] = g_signal_new ("locked", KK_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KK_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRESS] =
      g_signal_new ("progress", KK_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
kk_session_init (KkSession *session)
{
  kk_secret_init ();
  session->desk = g_new0 (Desk, 1);
  g_mutex_init (&session->desk->mutex);
  g_cond_init (&session->desk->cond);
  g_queue_init (&session->desk->jobs);
  session->thread = g_thread_new ("vault", work, session);
}

/* For everybody. */

KkSession *
kk_session_new (void)
{
  return g_object_new (KK_TYPE_SESSION, NULL);
}

static gboolean
is_of_line (const Job *job, GObject *owner, const char *line)
{
  return job->owner == owner && g_strcmp0 (job->job.line, line) == 0;
}

/* The older one may run already; then its answer is thrown away. */
static void
overtake (KkSession *session, GObject *owner, const char *line)
{
  for (GList *link = session->outstanding; link != NULL; link = link->next) {
    Job *job = link->data;

    if (!is_of_line (job, owner, line))
      continue;
    forget_owner (job);
    g_cancellable_cancel (job->cancellable);
  }
}

void
kk_session_ask (KkSession *session, GObject *owner, const KkSessionJob *wanted, KkSessionDone done)
{
  Job *job = new_job (session, JOB_WORK, wanted);

  if (wanted->line != NULL)
    overtake (session, owner, wanted->line);
  g_object_ref (session);
  follow_owner (job, owner, done);
  post_job (session, job);
}

void
kk_session_stop (KkSession *session, GObject *owner, const char *line)
{
  for (GList *link = session->outstanding; link != NULL; link = link->next) {
    const Job *job = link->data;

    if (is_of_line (job, owner, line))
      g_cancellable_cancel (job->cancellable);
  }
}

static void
post_opening (KkSession *session, GObject *owner, const Opening *wanted, KkSessionDone done)
{
  Opening *opening = g_memdup2 (wanted, sizeof *wanted);
  const KkSessionJob wish = {
    .wish = opening,
    .free_wish = free_opening,
    .free_result = (GDestroyNotify) kk_secret_free,
  };
  Job *job = new_job (session, JOB_OPEN, &wish);

  g_object_ref (session);
  follow_owner (job, owner, done);
  post_job (session, job);
}

void
kk_session_open (KkSession *session,
                 GObject *owner,
                 const char *folder,
                 KkSecret *passphrase,
                 KkSessionDone done)
{
  Opening opening = { .folder = g_strdup (folder) };

  opening.passphrase = passphrase;
  post_opening (session, owner, &opening, done);
}

void
kk_session_create (KkSession *session,
                   GObject *owner,
                   const char *folder,
                   KkSecret *passphrase,
                   gboolean quick,
                   KkSessionDone done)
{
  Opening opening = { .folder = g_strdup (folder), .makes = TRUE, .quick = quick };

  opening.passphrase = passphrase;
  post_opening (session, owner, &opening, done);
}

static void
forget_job (Job *job)
{
  forget_owner (job);
  if (!job->job.keeps)
    g_cancellable_cancel (job->cancellable);
}

void
kk_session_lock (KkSession *session)
{
  if (session->is_open)
    g_signal_emit (session, signals[SIGNAL_LOCKING], 0);
  g_list_foreach (session->outstanding, (GFunc) (gpointer) forget_job, NULL);
  post_closing (session);
  session->is_open = FALSE;
  g_signal_emit (session, signals[SIGNAL_LOCKED], 0);
  kk_stack_wipe ();
}

gboolean
kk_session_is_open (KkSession *session)
{
  return session->is_open;
}

void
kk_session_say_changed (KkSession *session)
{
  if (session->is_open)
    g_signal_emit (session, signals[SIGNAL_CHANGED], 0);
}
