/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-cutter.h"

#include <gio/gio.h>

struct _KkTestCutter {
  GMutex lock;
  GSocketListener *listener;
  GCancellable *end;
  GThread *thread;
  GPtrArray *sockets; /* (element-type GSocket), of connections that are open */
  GPtrArray *pumps;   /* (element-type GThread) */
  guint64 left[2];    /* until the line is cut; G_MAXUINT64 = never */
  guint64 passed[2];
  gboolean dead;
  guint16 target;
  guint16 port;
};

typedef struct {
  KkTestCutter *cutter;
  GSocket *from;
  GSocket *to;
  KkTestCut direction;
} Pump;

/* Under the lock. */
static void
cut_all (KkTestCutter *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    g_socket_shutdown (self->sockets->pdata[i], TRUE, TRUE, NULL);
}

/* How much of @count still passes. */
static gssize
count_passing (KkTestCutter *self, KkTestCut direction, gssize count)
{
  guint64 *left = &self->left[direction];

  g_mutex_lock (&self->lock);
  if (self->dead)
    count = 0;
  if (*left != G_MAXUINT64) {
    count = (gssize) MIN ((guint64) count, *left);
    *left -= (guint64) count;
    self->dead = self->dead || *left == 0;
  }
  self->passed[direction] += (guint64) count;
  g_mutex_unlock (&self->lock);
  return count;
}

static gboolean
send_all (GSocket *socket, const char *bytes, gssize count)
{
  while (count > 0) {
    gssize sent = g_socket_send (socket, bytes, (gsize) count, NULL, NULL);

    if (sent <= 0)
      return FALSE;
    bytes += sent;
    count -= sent;
  }
  return TRUE;
}

static gpointer
run_pump (gpointer data)
{
  Pump *pump = data;
  char bytes[4096];
  gssize got, passing;

  do {
    got = g_socket_receive (pump->from, bytes, sizeof bytes, NULL, NULL);
    passing = got > 0 ? count_passing (pump->cutter, pump->direction, got) : 0;
  } while (send_all (pump->to, bytes, passing) && passing == got && got > 0);
  if (passing < got) {
    g_mutex_lock (&pump->cutter->lock);
    cut_all (pump->cutter);
    g_mutex_unlock (&pump->cutter->lock);
  }
  g_socket_shutdown (pump->to, FALSE, TRUE, NULL);
  g_object_unref (pump->from);
  g_object_unref (pump->to);
  g_free (pump);
  return NULL;
}

static void
start_pump (KkTestCutter *self, GSocket *from, GSocket *to, KkTestCut direction)
{
  Pump *pump = g_new0 (Pump, 1);

  pump->cutter = self;
  pump->from = g_object_ref (from);
  pump->to = g_object_ref (to);
  pump->direction = direction;
  g_ptr_array_add (self->pumps, g_thread_new ("pump", run_pump, pump));
}

static void
join_pumps (KkTestCutter *self)
{
  for (guint i = 0; i < self->pumps->len; i++)
    g_thread_join (self->pumps->pdata[i]);
  g_ptr_array_set_size (self->pumps, 0);
}

static void
take_connection (KkTestCutter *self, GSocketConnection *client)
{
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketConnection) server = NULL;
  gboolean dead;

  g_mutex_lock (&self->lock);
  dead = self->dead;
  g_mutex_unlock (&self->lock);
  server = dead
               ? NULL
               : g_socket_client_connect_to_host (connector, "127.0.0.1", self->target, NULL, NULL);
  if (server == NULL) {
    g_io_stream_close (G_IO_STREAM (client), NULL, NULL);
    return;
  }
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->sockets, g_object_ref (g_socket_connection_get_socket (client)));
  g_ptr_array_add (self->sockets, g_object_ref (g_socket_connection_get_socket (server)));
  g_mutex_unlock (&self->lock);
  start_pump (self, g_socket_connection_get_socket (client),
              g_socket_connection_get_socket (server), KK_TEST_CUT_UP);
  start_pump (self, g_socket_connection_get_socket (server),
              g_socket_connection_get_socket (client), KK_TEST_CUT_DOWN);
}

/* A connection stays open as long as its sockets are referenced, so each accepted one is kept until the end. */
static gpointer
run_listener (gpointer data)
{
  KkTestCutter *self = data;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (;;) {
    GSocketConnection *client = g_socket_listener_accept (self->listener, NULL, self->end, NULL);

    if (client == NULL)
      return NULL;
    g_ptr_array_add (kept, client);
    take_connection (self, client);
  }
}

KkTestCutter *
kk_test_cutter_new (guint16 target)
{
  KkTestCutter *self = g_new0 (KkTestCutter, 1);

  g_mutex_init (&self->lock);
  self->target = target;
  self->left[0] = self->left[1] = G_MAXUINT64;
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->pumps = g_ptr_array_new ();
  self->end = g_cancellable_new ();
  self->listener = g_socket_listener_new ();
  self->port = g_socket_listener_add_any_inet_port (self->listener, NULL, NULL);
  g_assert_cmpuint (self->port, >, 0);
  self->thread = g_thread_new ("cutter", run_listener, self);
  return self;
}

void
kk_test_cutter_free (KkTestCutter *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->end);
  g_thread_join (self->thread);
  cut_all (self);
  join_pumps (self);
  g_ptr_array_unref (self->sockets);
  g_ptr_array_unref (self->pumps);
  g_object_unref (self->listener);
  g_object_unref (self->end);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
kk_test_cutter_port (const KkTestCutter *self)
{
  return self->port;
}

static void
set_line (KkTestCutter *self, KkTestCut direction, guint64 bytes, gboolean dead)
{
  self->left[KK_TEST_CUT_UP] = self->left[KK_TEST_CUT_DOWN] = G_MAXUINT64;
  self->passed[KK_TEST_CUT_UP] = self->passed[KK_TEST_CUT_DOWN] = 0;
  self->left[direction] = bytes;
  self->dead = dead;
}

void
kk_test_cutter_cut_after (KkTestCutter *self, KkTestCut direction, guint64 bytes)
{
  g_mutex_lock (&self->lock);
  set_line (self, direction, bytes, bytes == 0);
  g_mutex_unlock (&self->lock);
}

guint64
kk_test_cutter_passed (KkTestCutter *self, KkTestCut direction)
{
  guint64 passed;

  g_mutex_lock (&self->lock);
  passed = self->passed[direction];
  g_mutex_unlock (&self->lock);
  return passed;
}

void
kk_test_cutter_mend (KkTestCutter *self)
{
  g_mutex_lock (&self->lock);
  cut_all (self);
  g_ptr_array_set_size (self->sockets, 0);
  set_line (self, KK_TEST_CUT_UP, G_MAXUINT64, FALSE);
  g_mutex_unlock (&self->lock);
}
