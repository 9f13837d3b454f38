/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-private.h"

#include <gio/gio.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

/* libgit2 1.8 tries an SSH handshake for ever when the server is silent, and cannot be cancelled while it waits for one. Nothing
 * but the end of its connection stops it, and the connection is not ours: so it is looked up among the descriptors that were not
 * there before, by the port that it goes to, and shut down. */

#define AGAIN (G_USEC_PER_SEC / 10)

struct _KkGitWatch {
  GMutex lock;
  GCond changed;
  GThread *thread;
  GHashTable *before; /* sockets that are not ours to end */
  GCancellable *cancellable;
  gulong handler;
  guint16 port;
  gint64 deadline; /* monotonic; G_MAXINT64 = none */
  gboolean cancelled;
  gboolean done;
  gboolean fired;
};

typedef void (*SocketFunc) (KkGitWatch *watch, int descriptor, guint64 identity);

static void
foreach_socket (KkGitWatch *watch, SocketFunc run)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    int descriptor = (int) g_ascii_strtoll (name, NULL, 10);
    struct stat state;

    if (fstat (descriptor, &state) == 0 && S_ISSOCK (state.st_mode))
      run (watch, descriptor, state.st_ino);
  }
}

static void
note_socket (KkGitWatch *watch, int descriptor G_GNUC_UNUSED, guint64 identity)
{
  g_hash_table_add (watch->before, g_memdup2 (&identity, sizeof identity));
}

static guint16
get_peer_port (int descriptor)
{
  union {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    struct sockaddr_storage room;
  } peer;
  socklen_t size = sizeof peer;
  guint16 port = 0;

  if (getpeername (descriptor, &peer.any, &size) < 0)
    return 0;
  if (peer.any.sa_family == AF_INET)
    port = peer.four.sin_port;
  else if (peer.any.sa_family == AF_INET6)
    port = peer.six.sin6_port;
  return (guint16) GUINT16_FROM_BE (port);
}

static void
end_socket (KkGitWatch *watch, int descriptor, guint64 identity)
{
  if (!g_hash_table_contains (watch->before, &identity) &&
      get_peer_port (descriptor) == watch->port)
    shutdown (descriptor, SHUT_RDWR);
}

static gpointer
run_watch (gpointer data)
{
  KkGitWatch *watch = data;

  g_mutex_lock (&watch->lock);
  while (!watch->done) {
    if (!watch->cancelled && g_get_monotonic_time () < watch->deadline) {
      if (watch->deadline == G_MAXINT64)
        g_cond_wait (&watch->changed, &watch->lock);
      else
        g_cond_wait_until (&watch->changed, &watch->lock, watch->deadline);
      continue;
    }
    /* More than once: the connection may not be made yet. */
    watch->fired = TRUE;
    foreach_socket (watch, end_socket);
    g_cond_wait_until (&watch->changed, &watch->lock, g_get_monotonic_time () + AGAIN);
  }
  g_mutex_unlock (&watch->lock);
  return NULL;
}

static void
on_cancelled_cb (GCancellable *cancellable G_GNUC_UNUSED, KkGitWatch *watch)
{
  g_mutex_lock (&watch->lock);
  watch->cancelled = TRUE;
  g_cond_signal (&watch->changed);
  g_mutex_unlock (&watch->lock);
}

KkGitWatch *
kk_git_watch_new (guint16 port, guint milliseconds, GCancellable *cancellable)
{
  KkGitWatch *watch = g_new0 (KkGitWatch, 1);

  g_mutex_init (&watch->lock);
  g_cond_init (&watch->changed);
  watch->before = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  foreach_socket (watch, note_socket);
  watch->port = port;
  watch->deadline = g_get_monotonic_time () + (gint64) milliseconds * 1000;
  watch->thread = g_thread_new ("kk-git-watch", run_watch, watch);
  if (cancellable != NULL) {
    watch->cancellable = g_object_ref (cancellable);
    watch->handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), watch, NULL);
  }
  return watch;
}

void
kk_git_watch_relax (KkGitWatch *watch)
{
  g_mutex_lock (&watch->lock);
  watch->deadline = G_MAXINT64;
  g_cond_signal (&watch->changed);
  g_mutex_unlock (&watch->lock);
}

gboolean
kk_git_watch_has_fired (KkGitWatch *watch)
{
  gboolean fired;

  g_mutex_lock (&watch->lock);
  fired = watch->fired;
  g_mutex_unlock (&watch->lock);
  return fired;
}

void
kk_git_watch_free (KkGitWatch *watch)
{
  if (watch->cancellable != NULL)
    g_cancellable_disconnect (watch->cancellable, watch->handler);
  g_mutex_lock (&watch->lock);
  watch->done = TRUE;
  g_cond_signal (&watch->changed);
  g_mutex_unlock (&watch->lock);
  g_thread_join (watch->thread);
  g_clear_object (&watch->cancellable);
  g_hash_table_unref (watch->before);
  g_mutex_clear (&watch->lock);
  g_cond_clear (&watch->changed);
  g_free (watch);
}
