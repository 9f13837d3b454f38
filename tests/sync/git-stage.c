/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "git-stage.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

static void
delete_tree (const char *path)
{
  const char *argv[] = { "rm", "-rf", "--", path, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) (gpointer) argv, NULL, G_SPAWN_SEARCH_PATH, NULL,
                               NULL, NULL, NULL, NULL, NULL));
}

static void
make_repository (KkGitStage *stage)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_transport_git_create_remote (stage->repository, &error));
  g_assert_no_error (error);
}

KkGitStage *
kk_git_stage_open (KkTestSshd *server)
{
  KkGitStage *stage = g_new0 (KkGitStage, 1);

  stage->folder = g_dir_make_tmp ("kk-sync-XXXXXX", NULL);
  stage->repository = g_build_filename (stage->folder, "remote.git", NULL);
  stage->server = server;
  make_repository (stage);
  return stage;
}

void
kk_git_stage_close (gpointer data)
{
  KkGitStage *stage = data;

  delete_tree (stage->folder);
  kk_test_sshd_free (stage->server);
  kk_test_httpd_free (stage->web);
  g_free (stage->folder);
  g_free (stage->repository);
  g_free (stage);
}

void
kk_git_stage_empty (gpointer data)
{
  KkGitStage *stage = data;

  delete_tree (stage->repository);
  make_repository (stage);
}

char *
kk_git_stage_url (const KkGitStage *stage)
{
  if (stage->web != NULL)
    return kk_test_httpd_url (stage->web, stage->repository);
  return stage->server != NULL ? kk_test_sshd_url (stage->server, stage->repository)
                               : g_strconcat ("file://", stage->repository, NULL);
}

char *
kk_git_stage_mirror_path (const KkGitStage *stage, guint number)
{
  g_autofree char *name = g_strdup_printf ("mirror-%u", number);

  return g_build_filename (stage->folder, name, NULL);
}

KkTransport *
kk_git_stage_mirror_of (KkGitStage *stage, const KkGitRemote *remote, GError **error)
{
  g_autofree char *path = kk_git_stage_mirror_path (stage, stage->mirrors++);

  return kk_transport_git_open (path, remote, error);
}

KkTransport *
kk_git_stage_mirror (gpointer data)
{
  KkGitStage *stage = data;
  g_autofree char *url = kk_git_stage_url (stage);
  g_autoptr (GError) error = NULL;
  KkGitRemote remote = { .url = url };
  g_autoptr (KkSecret) password = NULL;
  KkTransport *transport;
  KkHash pin;

  if (stage->server != NULL) {
    pin = kk_test_sshd_host_key (stage->server);
    remote.host_key = &pin;
    remote.private_key = kk_test_sshd_private_key (stage->server);
  }
  if (stage->web != NULL) {
    pin = kk_test_httpd_key (stage->web);
    password = kk_secret_new_copy (KK_TEST_HTTPD_PASSWORD, strlen (KK_TEST_HTTPD_PASSWORD));
    remote.host_key = &pin;
    remote.user = KK_TEST_HTTPD_USER;
    remote.password = password;
  }
  transport = kk_git_stage_mirror_of (stage, &remote, &error);
  g_assert_no_error (error);
  return transport;
}

int
kk_git_stage_run (const KkGitStage *stage, const char *const *arguments, char **shown)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *printed = NULL;
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_ptr_array_add (argv, (gpointer) (gintptr) "git");
  g_ptr_array_add (argv, (gpointer) (gintptr) "-C");
  g_ptr_array_add (argv, stage->repository);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) (gintptr) *arguments);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &printed,
                &words, &status, &error);
  g_assert_no_error (error);
  g_test_message ("%s%s", printed, words);
  if (shown != NULL)
    *shown = g_steal_pointer (&printed);
  return status;
}

void
kk_git_stage_configure (const KkGitStage *stage, const char *key, const char *value)
{
  const char *const arguments[] = { "config", key, value, NULL };

  g_assert_cmpint (kk_git_stage_run (stage, arguments, NULL), ==, 0);
}

void
kk_git_stage_assert_clean (const KkGitStage *stage)
{
  g_autofree char *copy = g_build_filename (stage->folder, "clone", NULL);
  const char *const fsck[] = {
    "-c", "fsck.missingEmail=error", "fsck", "--strict", "--full", NULL
  };
  const char *const clone[] = {
    "-c",         "transfer.fsckObjects=true", "clone", "-q", "--mirror",
    "--no-local", stage->repository,           copy,    NULL
  };

  g_assert_cmpint (kk_git_stage_run (stage, fsck, NULL), ==, 0);
  g_assert_cmpint (kk_git_stage_run (stage, clone, NULL), ==, 0);
}

void
kk_git_stage_add_hook (const KkGitStage *stage, const char *name, const char *script)
{
  g_autofree char *folder = g_build_filename (stage->repository, "hooks", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
}
