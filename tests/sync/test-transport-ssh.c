/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "git-fixture.h"

#include <string.h>

typedef KkGitFixture Fixture;

static gpointer
open_stage (void)
{
  KkTestSshd *server = kk_test_sshd_start ();

  return server == NULL ? NULL : kk_git_stage_open (server);
}

static void
assert_list_fails (Fixture *f, const KkGitRemote *remote, KkSyncError code)
{
  g_error_free (kk_git_fixture_fail_to_list (f, remote, code));
}

static void
test_no_pin (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  KkGitRemote remote = { .url = url, .private_key = kk_test_sshd_private_key (f->stage->server) };
  g_autoptr (KkTransport) transport = kk_git_stage_mirror_of (f->stage, &remote, NULL);
  g_autoptr (GError) error = NULL;
  KkHash expected = kk_test_sshd_host_key (f->stage->server), found;
  g_autofree char *shown = g_base64_encode (expected.bytes, sizeof expected.bytes);

  g_assert_false (kk_transport_git_get_host_key (KK_TRANSPORT_GIT (transport), &found));
  g_assert_null (kk_transport_list_refs (transport, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_HOST_KEY);
  g_assert_true (kk_transport_git_get_host_key (KK_TRANSPORT_GIT (transport), &found));
  g_assert_true (kk_hash_equal (&found, &expected));
  shown[43] = '\0';
  g_assert_nonnull (strstr (error->message, shown));
}

static void
test_wrong_pin (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  KkHash pin = kk_test_sshd_host_key (f->stage->server);
  KkGitRemote remote = { .url = url, .host_key = &pin };

  remote.private_key = kk_test_sshd_private_key (f->stage->server);
  pin.bytes[31] ^= 1;
  assert_list_fails (f, &remote, KK_SYNC_ERROR_HOST_KEY);
  pin.bytes[31] ^= 1;
  pin.bytes[0] ^= 1;
  assert_list_fails (f, &remote, KK_SYNC_ERROR_HOST_KEY);
}

static void
test_strange_key (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  KkHash pin = kk_test_sshd_host_key (f->stage->server);
  KkGitRemote remote = { .url = url, .host_key = &pin };
  g_autoptr (KkTransport) transport = NULL;
  g_autoptr (GError) error = NULL;

  assert_list_fails (f, &remote, KK_SYNC_ERROR_AUTHENTICATION);
  remote.private_key = kk_test_sshd_strange_key (f->stage->server);
  transport = kk_git_stage_mirror_of (f->stage, &remote, NULL);
  g_assert_null (kk_transport_list_refs (transport, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_AUTHENTICATION);
  /* Our own words: it was we who gave up, not the server that had enough of it. */
  g_assert_cmpstr (error->message, ==, "the server accepts none of the keys");
  remote.private_key = "/absent/key";
  assert_list_fails (f, &remote, KK_SYNC_ERROR_AUTHENTICATION);
}

static GSubprocess *
start_agent (const char *socket_path, const char *key)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *agent = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "ssh-agent",
                                         "-D", "-a", socket_path, NULL);
  const char *argv[] = { "ssh-add", "-q", key, NULL };
  int status = -1;

  g_assert_no_error (error);
  for (int i = 0; i < 100 && !g_file_test (socket_path, G_FILE_TEST_EXISTS); i++)
    g_usleep (20 * 1000);
  g_setenv ("SSH_AUTH_SOCK", socket_path, TRUE);
  g_spawn_sync (NULL, (char **) (gpointer) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status,
                NULL);
  g_assert_cmpint (status, ==, 0);
  return agent;
}

static void
test_agent (Fixture *f)
{
  g_autofree char *url = kk_git_stage_url (f->stage);
  g_autofree char *socket_path = g_build_filename (f->stage->folder, "agent", NULL);
  KkHash pin = kk_test_sshd_host_key (f->stage->server);
  KkGitRemote remote = { .url = url, .host_key = &pin };
  g_autoptr (KkTransport) transport = kk_git_stage_mirror_of (f->stage, &remote, NULL);
  g_autoptr (GSubprocess) agent =
      start_agent (socket_path, kk_test_sshd_private_key (f->stage->server));
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRefList) list = kk_transport_list_refs (transport, NULL, &error);

  g_unsetenv ("SSH_AUTH_SOCK");
  g_subprocess_force_exit (agent);
  g_assert_no_error (error);
  g_assert_cmpuint (list->refs->len, ==, 1);
}

static void
test_refused_force (Fixture *f)
{
  KkOid root = kk_git_fixture_write_next (f, NULL, 100),
        next = kk_git_fixture_write_next (f, &f->first, 100);
  g_autoptr (GError) error = NULL;

  kk_git_stage_configure (f->stage, "receive.denyNonFastForwards", "true");
  kk_git_fixture_assert_refused (f, &root, TRUE, "non-fast-forward");
  /* What the caller does then: the same content as a fast-forward. */
  g_assert_true (kk_suite_push (f->transport, &f->log, &f->first, &next, FALSE, NULL, &error));
  g_assert_no_error (error);
}

static void
test_refused_by_hook (Fixture *f)
{
  KkOid next = kk_git_fixture_write_next (f, &f->first, 100);

  kk_git_stage_add_hook (f->stage, "pre-receive",
                         "#!/bin/sh\nprintf 'no \\033[31m room' >&2\nexit 1\n");
  kk_git_fixture_assert_refused (f, &next, FALSE, "hook declined");
}

static void
test_refused_pack (Fixture *f)
{
  KkOid next = kk_git_fixture_write_next (f, &f->first, 900 * 1024);

  kk_git_stage_configure (f->stage, "receive.maxInputSize", "10k");
  kk_git_fixture_assert_refused (f, &next, FALSE, "refused");
}

static void
test_strict_server (Fixture *f)
{
  KkOid next = kk_git_fixture_write_next (f, &f->first, 100);
  g_autoptr (GError) error = NULL;

  kk_git_stage_configure (f->stage, "transfer.fsckObjects", "true");
  g_assert_true (kk_suite_push (f->transport, &f->log, &f->first, &next, FALSE, NULL, &error));
  g_assert_no_error (error);
  kk_git_stage_assert_clean (f->stage);
}

static void
test_not_a_repository (Fixture *f)
{
  g_autofree char *url = kk_test_sshd_url (f->stage->server, f->stage->folder);
  KkHash pin = kk_test_sshd_host_key (f->stage->server);
  KkGitRemote remote = { .url = url, .host_key = &pin };

  remote.private_key = kk_test_sshd_private_key (f->stage->server);
  assert_list_fails (f, &remote, KK_SYNC_ERROR_UNREACHABLE);
}

static void
test_server_gone (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  kk_test_sshd_kill (f->stage->server);
  g_assert_null (kk_transport_list_refs (f->transport, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
}

static void
on_progress_kill_cb (guint64 bytes G_GNUC_UNUSED,
                     guint objects G_GNUC_UNUSED,
                     guint total G_GNUC_UNUSED,
                     gpointer data)
{
  kk_test_sshd_kill (data);
}

static void
test_killed_in_push (Fixture *f)
{
  KkOid next = kk_git_fixture_write_next (f, &f->first, 900 * 1024);
  g_autoptr (GError) error = NULL;

  kk_transport_set_progress (f->transport, on_progress_kill_cb, f->stage->server);
  g_assert_false (kk_suite_push (f->transport, &f->log, &f->first, &next, FALSE, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
}

static void
test_killed_in_fetch (Fixture *f)
{
  KkOid next = kk_git_fixture_write_next (f, &f->first, 900 * 1024);
  g_autoptr (KkTransport) reader = kk_git_stage_mirror (f->stage);
  g_autoptr (GArray) logs = kk_suite_logs (&f->log);
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_suite_push (f->transport, &f->log, &f->first, &next, FALSE, NULL, NULL));
  kk_transport_set_progress (reader, on_progress_kill_cb, f->stage->server);
  g_assert_null (kk_transport_fetch (reader, logs, G_MAXUINT64, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_UNREACHABLE);
  g_assert_false (kk_transport_has_tip (reader, &next));
}

/* Somebody listens, and says nothing. */
static void
test_silent_server (Fixture *f)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("ssh://kk@127.0.0.1:%u/kk.git", port);
  KkGitRemote remote = { .url = url };
  gint64 begin = g_get_monotonic_time ();

  kk_transport_git_set_patience (300, 60000);
  assert_list_fails (f, &remote, KK_SYNC_ERROR_UNREACHABLE);
  kk_transport_git_set_patience (30000, 60000);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
}

static void
test_cancel_silent (Fixture *f)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("ssh://kk@127.0.0.1:%u/kk.git", port);
  KkGitRemote remote = { .url = url };
  g_autoptr (KkTransport) transport = kk_git_stage_mirror_of (f->stage, &remote, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("cancel", kk_git_fixture_cancel_soon, cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_transport_list_refs (transport, cancellable, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED);
  g_thread_join (thread);
}

static void
on_cancel_cb (guint64 bytes G_GNUC_UNUSED,
              guint objects G_GNUC_UNUSED,
              guint total G_GNUC_UNUSED,
              gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel_in_fetch (Fixture *f)
{
  KkOid next = kk_git_fixture_write_next (f, &f->first, 900 * 1024);
  g_autoptr (KkTransport) reader = kk_git_stage_mirror (f->stage);
  g_autoptr (GArray) logs = kk_suite_logs (&f->log);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_suite_push (f->transport, &f->log, &f->first, &next, FALSE, NULL, NULL));
  kk_transport_set_progress (reader, on_cancel_cb, cancellable);
  g_assert_null (kk_transport_fetch (reader, logs, G_MAXUINT64, NULL, cancellable, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED);
}

static const KkStage ssh_stage = {
  .name = "ssh",
  .open = open_stage,
  .close = kk_git_stage_close,
  .mirror = kk_git_stage_mirror,
  .empty = kk_git_stage_empty,
};

static const KkGitCase cases[] = {
  { "/ssh/no-pin", test_no_pin },
  { "/ssh/wrong-pin", test_wrong_pin },
  { "/ssh/strange-key", test_strange_key },
  { "/ssh/agent", test_agent },
  { "/ssh/refused-force", test_refused_force },
  { "/ssh/refused-by-hook", test_refused_by_hook },
  { "/ssh/refused-pack", test_refused_pack },
  { "/ssh/strict-server", test_strict_server },
  { "/ssh/not-a-repository", test_not_a_repository },
  { "/ssh/server-gone", test_server_gone },
  { "/ssh/killed-in-push", test_killed_in_push },
  { "/ssh/killed-in-fetch", test_killed_in_fetch },
  { "/ssh/silent-server", test_silent_server },
  { "/ssh/cancel-silent", test_cancel_silent },
  { "/ssh/cancel-in-fetch", test_cancel_in_fetch },
  { "/ssh/past-unread", kk_git_fixture_assert_past_unread },
  { NULL, NULL },
};

int
main (int argc, char **argv)
{
  return kk_git_fixture_main (argc, argv, &ssh_stage, cases, "OpenSSH or git is not installed");
}
