/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The worker of the client: order, newest wins, owners that go away, locking, and a main loop that never waits. */

#include "gui/kk-session.h"
#include "kk-test-region.h"

#include <string.h>

typedef struct {
  KkSession *session;
  GObject *owner;
  char *folder;
} Fixture;

/* What a job was told and what came of it. */
static GPtrArray *answers;
static guint n_errors;
static gint64 longest_gap;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->session = kk_session_new ();
  fixture->owner = g_object_new (G_TYPE_OBJECT, NULL);
  fixture->folder = kk_test_folder_new ();
  answers = g_ptr_array_new_with_free_func (g_free);
  n_errors = 0;
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&fixture->owner);
  g_object_run_dispose (G_OBJECT (fixture->session));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (fixture->session);
  kk_test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_ptr_array_unref (answers);
}

static gpointer
repeat (KkApp *app G_GNUC_UNUSED, gconstpointer wish, GError **error G_GNUC_UNUSED)
{
  return g_strdup (wish);
}

/* Blocks until the test lets it go, as work does that waits for a server. */
static GMutex gate_mutex;
static GCond gate_cond;
static gboolean gate_open;
static gboolean at_gate;

static gpointer
wait_at_gate (KkApp *app G_GNUC_UNUSED, gconstpointer wish, GError **error G_GNUC_UNUSED)
{
  g_mutex_lock (&gate_mutex);
  at_gate = TRUE;
  while (!gate_open)
    g_cond_wait (&gate_cond, &gate_mutex);
  at_gate = FALSE;
  g_mutex_unlock (&gate_mutex);
  return g_strdup (wish);
}

static void
open_gate (gboolean open)
{
  g_mutex_lock (&gate_mutex);
  gate_open = open;
  g_cond_broadcast (&gate_cond);
  g_mutex_unlock (&gate_mutex);
}

static gboolean
is_at_gate (void)
{
  gboolean answer;

  g_mutex_lock (&gate_mutex);
  answer = at_gate;
  g_mutex_unlock (&gate_mutex);
  return answer;
}

static void
on_done_cb (gpointer owner G_GNUC_UNUSED, gpointer result, const GError *error)
{
  if (error != NULL)
    n_errors++;
  else
    g_ptr_array_add (answers, result);
}

static void
ask (Fixture *fixture, KkSessionWork work, const char *wish, const char *line)
{
  const KkSessionJob job = {
    .work = work,
    .wish = g_strdup (wish),
    .free_wish = g_free,
    .free_result = g_free,
    .line = line,
    .without_vault = TRUE,
  };

  kk_session_ask (fixture->session, fixture->owner, &job, on_done_cb);
}

static void
wait_for (guint n_answers)
{
  while (answers->len + n_errors < n_answers)
    g_main_context_iteration (NULL, TRUE);
}

static void
hold_worker (Fixture *fixture)
{
  open_gate (FALSE);
  ask (fixture, wait_at_gate, "held", NULL);
  while (!is_at_gate ())
    g_thread_yield ();
}

static void
test_order (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  ask (fixture, repeat, "one", NULL);
  ask (fixture, repeat, "two", NULL);
  ask (fixture, repeat, "three", NULL);
  wait_for (3);
  g_assert_cmpstr (answers->pdata[0], ==, "one");
  g_assert_cmpstr (answers->pdata[2], ==, "three");
}

static void
test_newest_wins (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  hold_worker (fixture);
  ask (fixture, repeat, "d", "search");
  ask (fixture, repeat, "de", "search");
  ask (fixture, repeat, "other", "count");
  ask (fixture, repeat, "dev", "search");
  open_gate (TRUE);
  wait_for (3);
  g_assert_cmpstr (answers->pdata[0], ==, "held");
  g_assert_cmpstr (answers->pdata[1], ==, "other");
  g_assert_cmpstr (answers->pdata[2], ==, "dev");
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (answers->len, ==, 3);
}

static void
test_owner_gone (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  GObject *page = g_object_new (G_TYPE_OBJECT, NULL);
  GObject *owner = fixture->owner;

  hold_worker (fixture);
  fixture->owner = page;
  ask (fixture, repeat, "nobody waits", NULL);
  g_object_unref (page);
  fixture->owner = owner;
  ask (fixture, repeat, "last", NULL);
  open_gate (TRUE);
  wait_for (2);
  g_assert_cmpstr (answers->pdata[0], ==, "held");
  g_assert_cmpstr (answers->pdata[1], ==, "last");
}

static void
test_stopped (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  hold_worker (fixture);
  ask (fixture, repeat, "not wanted", "sync");
  kk_session_stop (fixture->session, fixture->owner, "sync");
  open_gate (TRUE);
  wait_for (2);
  g_assert_cmpuint (n_errors, ==, 1);
}

static gboolean
on_beat_cb (gpointer data)
{
  gint64 *last = data;
  gint64 now = g_get_monotonic_time ();

  longest_gap = MAX (longest_gap, now - *last);
  *last = now;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_enough_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Work that never answers holds up the other work, never the window. */
static void
test_heartbeat (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  gint64 last = g_get_monotonic_time ();
  guint beat = g_timeout_add (16, on_beat_cb, &last);
  gboolean enough = FALSE;

  hold_worker (fixture);
  g_timeout_add (400, on_enough_cb, &enough);
  while (!enough) {
    ask (fixture, repeat, "waits", "page");
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (beat);
  g_test_message ("longest gap: %" G_GINT64_FORMAT " µs", longest_gap);
  g_assert_cmpint (longest_gap, <, 300 * G_TIME_SPAN_MILLISECOND);
  open_gate (TRUE);
  wait_for (2);
}

static void
on_code_cb (gpointer owner G_GNUC_UNUSED, gpointer result, const GError *error)
{
  g_autoptr (KkSecret) code = result;

  g_assert_no_error (error);
  g_assert_cmpuint (kk_secret_get_size (code), ==,
                    strlen ("ABCD-EFGH-ABCD-EFGH-ABCD-EFGH-ABCD-EFGH"));
  g_ptr_array_add (answers, g_strdup ("made"));
}

static void
on_opened_cb (gpointer owner G_GNUC_UNUSED, gpointer result, const GError *error)
{
  g_assert_null (result);
  g_ptr_array_add (answers, g_strdup (error != NULL ? "closed" : "opened"));
}

static void
on_locked_cb (guint *count)
{
  (*count)++;
}

static gpointer
read_fingerprint (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  g_autoptr (KkVaultStatus) status = kk_app_get_status (app, error);

  return status != NULL ? g_strdup (status->fingerprint) : NULL;
}

static void
ask_vault (Fixture *fixture)
{
  const KkSessionJob job = { .work = read_fingerprint, .free_result = g_free };

  kk_session_ask (fixture->session, fixture->owner, &job, on_done_cb);
}

static void
open_vault (Fixture *fixture, const char *passphrase)
{
  kk_session_open (fixture->session, fixture->owner, fixture->folder,
                   kk_test_secret_new (passphrase), on_opened_cb);
}

static void
test_vault (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  guint n_locked = 0;

  g_signal_connect_swapped (fixture->session, "locked", G_CALLBACK (on_locked_cb), &n_locked);
  kk_session_create (fixture->session, fixture->owner, fixture->folder,
                     kk_test_secret_new (KK_TEST_PASSPHRASE), TRUE, on_code_cb);
  wait_for (1);
  g_assert_true (kk_session_is_open (fixture->session));
  ask_vault (fixture);
  wait_for (2);
  g_assert_cmpuint (n_errors, ==, 0);

  kk_session_lock (fixture->session);
  g_assert_false (kk_session_is_open (fixture->session));
  g_assert_cmpuint (n_locked, ==, 1);
  ask_vault (fixture);
  wait_for (3);
  g_assert_cmpuint (n_errors, ==, 1);

  open_vault (fixture, "something else");
  wait_for (4);
  g_assert_cmpstr (answers->pdata[2], ==, "closed");
  g_assert_false (kk_session_is_open (fixture->session));
  open_vault (fixture, KK_TEST_PASSPHRASE);
  wait_for (5);
  g_assert_cmpstr (answers->pdata[3], ==, "opened");
  g_assert_true (kk_session_is_open (fixture->session));
}

/* What is asked before locking is never answered after it. */
static void
test_lock_forgets (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  hold_worker (fixture);
  ask (fixture, repeat, "before", NULL);
  kk_session_lock (fixture->session);
  ask (fixture, repeat, "after", NULL);
  open_gate (TRUE);
  wait_for (1);
  g_assert_cmpstr (answers->pdata[0], ==, "after");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/session/newest-wins", Fixture, NULL, set_up, test_newest_wins, tear_down);
  g_test_add ("/session/owner-gone", Fixture, NULL, set_up, test_owner_gone, tear_down);
  g_test_add ("/session/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/session/heartbeat", Fixture, NULL, set_up, test_heartbeat, tear_down);
  g_test_add ("/session/vault", Fixture, NULL, set_up, test_vault, tear_down);
  g_test_add ("/session/lock-forgets", Fixture, NULL, set_up, test_lock_forgets, tear_down);
  return g_test_run ();
}
