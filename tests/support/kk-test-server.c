/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "kk-test-server.h"

#include <gio/gio.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

guint16
kk_test_server_find_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_assert_cmpuint (port, >, 0);
  return port;
}

/* No server outlives a test that aborts. */
static void
on_child_setup_cb (gpointer data G_GNUC_UNUSED)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Each connection is a session of its own: only its parent tells that it belongs to this server. */
static void
kill_tree (GPid pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/task/%d/children", pid, pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) children = NULL;

  kill (pid, SIGSTOP);
  if (g_file_get_contents (path, &text, NULL, NULL)) {
    children = g_strsplit (g_strstrip (text), " ", -1);
    for (char **child = children; *child != NULL; child++)
      if (**child != '\0')
        kill_tree ((GPid) g_ascii_strtoll (*child, NULL, 10));
  }
  kill (pid, SIGKILL);
}

void
kk_test_server_kill (GPid *pid)
{
  if (*pid == 0)
    return;
  kill_tree (*pid);
  waitpid (*pid, NULL, 0);
  g_spawn_close_pid (*pid);
  *pid = 0;
}

static gboolean
is_listening (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}

gboolean
kk_test_server_spawn (const char *const *argv, guint16 port, GPid *pid)
{
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL, (char **) (gintptr) argv, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                     G_SPAWN_STDERR_TO_DEV_NULL,
                 on_child_setup_cb, NULL, pid, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 250 && waitpid (*pid, NULL, WNOHANG) == 0; i++) {
    if (is_listening (port))
      return TRUE;
    g_usleep (20 * 1000);
  }
  kk_test_server_kill (pid);
  return FALSE;
}

void
kk_test_server_run (const char *const *argv)
{
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) (gintptr) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &words,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", words);
  g_assert_cmpint (status, ==, 0);
}
