/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the open vault of the client and the one thread that works with it. Use cases of app/ block, so a widget asks
 *          the session: the work runs on the thread, the answer comes back in the main loop. Jobs run one by one, in order.
 * Owns:    the thread and the KkApp, which no other thread ever sees.
 * Threads: every function here is for the main thread; KkSessionWork runs on the worker and touches no widget.
 * Errors:  as the use case, and KK_APP_ERROR_LOCKED when there is no open vault. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

#define KK_TYPE_SESSION (kk_session_get_type ())
G_DECLARE_FINAL_TYPE (KkSession, kk_session, KK, SESSION, GObject)

/* On the worker. @app is NULL only for a job that needs no vault. (transfer full): NULL with @error, when it failed. */
typedef gpointer (*KkSessionWork) (KkApp *app, gconstpointer wish, GError **error);

/* In the main loop. @result: (transfer full) (nullable), with @error NULL when the work was done. */
typedef void (*KkSessionDone) (gpointer owner, gpointer result, const GError *error);

typedef struct {
  KkSessionWork work;
  gpointer wish;            /* (transfer full) (nullable): what @work is told; copies, no widget */
  GDestroyNotify free_wish; /* (nullable) */
  GDestroyNotify free_result; /* (nullable): for an answer that nobody waits for any more */
  const char *
      line; /* (nullable): a newer job of the same owner and line takes the place of an older one */
  gboolean without_vault; /* runs also when no vault is open */
  gboolean
      keeps; /* of what a person typed: it is written before the vault is locked, and not stopped by that */
} KkSessionJob;

KkSession *kk_session_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* @done is not called when @owner went away, the job was overtaken in its line, or the session was locked. */
void
kk_session_ask (KkSession *session, GObject *owner, const KkSessionJob *job, KkSessionDone done);
/* Stops the job of @owner in @line, when there is one; its @done gets G_IO_ERROR_CANCELLED. */
void kk_session_stop (KkSession *session, GObject *owner, const char *line);

/* @passphrase: (transfer full). Result of @done: none. */
void kk_session_open (KkSession *session,
                      GObject *owner,
                      const char *folder,
                      KkSecret *passphrase,
                      KkSessionDone done);
/* The same with a new vault. Result of @done: the recovery code, a KkSecret (transfer full). */
void kk_session_create (KkSession *session,
                        GObject *owner,
                        const char *folder,
                        KkSecret *passphrase,
                        gboolean quick,
                        KkSessionDone done);
/* Says "locking", at which whoever holds typed text asks for a job that keeps it. Then closes the vault: cancels what runs,
 * forgets what waits, wipes the keys. Says "locked" at once. */
void kk_session_lock (KkSession *session);
gboolean kk_session_is_open (KkSession *session);
/* A KkAppProgress for work that makes vaults of its own; @session is a KkSession. On the worker. Says "progress" with
 * what is done, how much of it, and of how much. */
void kk_session_tell_progress (const char *what, guint64 done, guint64 total, gpointer session);
/* Says "changed": what pages show may have changed, so they ask again. Called after each job that wrote. */
void kk_session_say_changed (KkSession *session);

G_END_DECLS
