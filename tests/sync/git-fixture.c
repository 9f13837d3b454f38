/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "git-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define LOGS_KNOWN  45
#define FIRST_LOG   10
#define LARGE       (64 * 1024)
#define OF_ONE_PUSH (8 * 1024)

typedef struct {
  const KkStage *stage;
  const KkGitCase *at;
  const char *programs;
} Plan;

static void
set_up (KkGitFixture *f, gconstpointer data)
{
  const Plan *plan = data;
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);

  f->stage = plan->stage->open ();
  if (f->stage == NULL)
    return;
  f->transport = kk_git_stage_mirror (f->stage);
  f->log = kk_suite_log (1);
  kk_suite_put_packet (write, 1, 100);
  f->first = kk_suite_publish (f->transport, &f->log, write, NULL);
}

static void
tear_down (KkGitFixture *f, gconstpointer data G_GNUC_UNUSED)
{
  g_clear_object (&f->transport);
  if (f->stage != NULL)
    kk_git_stage_close (f->stage);
}

static void
run_case (KkGitFixture *f, gconstpointer data)
{
  const Plan *plan = data;

  if (f->stage != NULL)
    plan->at->run (f);
  else
    g_test_skip (plan->programs);
}

int
kk_git_fixture_main (int argc,
                     char **argv,
                     const KkStage *stage,
                     const KkGitCase *cases,
                     const char *programs)
{
  g_autofree Plan *plans = NULL; /* lives as long as the tests run */
  gsize count = 0;

  g_test_init (&argc, &argv, NULL);
  /* Every case runs as for somebody whose home folder does not exist: libgit2 would not even connect. */
  g_setenv ("HOME", "/absent/home", TRUE);
  g_unsetenv ("SSH_AUTH_SOCK");
  kk_transport_suite_add (stage);
  while (cases[count].path != NULL)
    count++;
  plans = g_new (Plan, count);
  for (gsize i = 0; i < count; i++) {
    plans[i] = (Plan){ stage, &cases[i], programs };
    g_test_add (cases[i].path, KkGitFixture, &plans[i], set_up, run_case, tear_down);
  }
  return g_test_run ();
}

KkOid
kk_git_fixture_write_next (KkGitFixture *f, const KkOid *parent, gsize size)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (&f->first, parent);
  KkOid commit;

  kk_suite_put_packet (write, 2, size);
  g_assert_true (kk_transport_write_tip (f->transport, write, &commit, NULL));
  return commit;
}

void
kk_git_fixture_assert_refused (KkGitFixture *f,
                               const KkOid *commit,
                               gboolean force,
                               const char *words)
{
  g_autoptr (GError) error = NULL;
  KkOid now;

  g_assert_false (kk_suite_push (f->transport, &f->log, &f->first, commit, force, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, words));
  now = kk_suite_fetch (f->transport, &f->log);
  g_assert_true (kk_oid_equal (&now, &f->first));
}

GError *
kk_git_fixture_fail_to_list (KkGitFixture *f, const KkGitRemote *remote, KkSyncError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkTransport) transport = kk_git_stage_mirror_of (f->stage, remote, &error);

  g_assert_no_error (error);
  g_assert_null (kk_transport_list_refs (transport, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, KK_SYNC_ERROR, (int) code);
  return g_steal_pointer (&error);
}

gpointer
kk_git_fixture_cancel_soon (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (cancellable);
  return NULL;
}

/* A transport that needs no server, to make what the tests need without one. */
static KkTransport *
open_beside (KkGitFixture *f)
{
  g_autoptr (GError) error = NULL;
  KkGitRemote remote = { .url = f->stage->repository };
  KkTransport *transport = kk_git_stage_mirror_of (f->stage, &remote, &error);

  g_assert_no_error (error);
  return transport;
}

/* What stays, and what comes and goes with every push. */
static KkOid
publish_push (KkTransport *transport, guint log, guint push, const KkOid *before)
{
  KkId id = kk_suite_log ((guint8) (log + FIRST_LOG));
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, before);

  kk_suite_put_packet (write, log, LARGE);
  kk_suite_put_packet (write, log + 1000 * (push + 1), push == 0 ? LARGE : 100);
  return kk_suite_publish (transport, &id, write, before);
}

static GArray *
list_logs (void)
{
  GArray *logs = g_array_new (FALSE, FALSE, sizeof (KkId));

  for (guint8 i = 0; i < LOGS_KNOWN; i++) {
    KkId log = kk_suite_log (i + FIRST_LOG);

    g_array_append_val (logs, log);
  }
  return logs;
}

static guint64
fetch_all (KkTransport *reader, const GArray *logs)
{
  g_autoptr (GError) error = NULL;
  guint64 received = 0;
  g_autoptr (KkRefList) list =
      kk_transport_fetch (reader, logs, G_MAXUINT64, &received, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->refs->len, ==, logs->len);
  return received;
}

/* The oldest commit of the log goes from the repository: nobody may have to read it. */
static void
delete_commit (KkGitFixture *f, const KkOid *commit)
{
  const char *const unpack[] = { "repack", "-q", "-a", "-d", "--max-pack-size=1m", NULL };
  KkOidText text = kk_oid_text (commit);
  g_autofree char *script = g_strdup_printf (
      "cd '%s' && mkdir -p ../old && mv objects/pack/* ../old/ && for p in ../old/*.pack; do git "
      "unpack-objects -q < $p; done && rm objects/%.2s/%s",
      f->stage->repository, text.text, text.text + 2);
  const char *argv[] = { "sh", "-c", script, NULL };
  int status = -1;

  g_assert_cmpint (kk_git_stage_run (f->stage, unpack, NULL), ==, 0);
  g_assert_true (g_spawn_sync (NULL, (char **) (gpointer) argv, NULL, G_SPAWN_SEARCH_PATH, NULL,
                               NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

static GPtrArray *
list_files (const char *path)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (files, g_build_filename (path, name, NULL));
  return files;
}

/* In a folder nobody tidies but us. */
static guint
count_packs (KkGitFixture *f)
{
  g_autofree char *path = g_build_filename (f->stage->repository, "objects", "pack", NULL);
  g_autoptr (GPtrArray) files = list_files (path);

  return files->len / 2;
}

void
kk_git_fixture_assert_past_unread (KkGitFixture *f)
{
  g_autoptr (KkTransport) writer = open_beside (f);
  g_autoptr (KkTransport) reader = kk_git_stage_mirror (f->stage);
  g_autoptr (GArray) logs = list_logs ();
  KkOid oldest[LOGS_KNOWN];
  KkOid last[LOGS_KNOWN];

  for (guint i = 0; i < LOGS_KNOWN; i++) {
    oldest[i] = publish_push (writer, i, 0, NULL);
    last[i] = publish_push (writer, i, 1, &oldest[i]);
  }
  g_assert_cmpuint (fetch_all (reader, logs), >, 2 * LARGE * LOGS_KNOWN);
  for (guint i = 0; i < LOGS_KNOWN; i++)
    last[i] = publish_push (writer, i, 2, &last[i]);
  g_assert_cmpuint (count_packs (f), <, LOGS_KNOWN);
  delete_commit (f, &oldest[0]);
  g_assert_cmpuint (fetch_all (reader, logs), <, LOGS_KNOWN * OF_ONE_PUSH);
  for (guint i = 0; i < LOGS_KNOWN; i++)
    g_assert_true (kk_transport_has_tip (reader, &last[i]));
}

void
kk_git_fixture_assert_push_past_unread (KkGitFixture *f)
{
  g_autofree char *mirror = kk_git_stage_mirror_path (f->stage, f->stage->mirrors);
  g_autoptr (KkTransport) transport = open_beside (f);
  g_autofree char *packs = g_build_filename (mirror, "objects", "pack", NULL);
  KkGitRemote remote = { .url = f->stage->repository };
  g_autoptr (GPtrArray) past = NULL;
  KkId log = kk_suite_log (1);
  KkOid commit = { { 0 } };

  for (guint i = 0; i < 4; i++) {
    g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, i > 0 ? &commit : NULL);

    if (i == 2)
      past = list_files (packs);
    if (i == 3) {
      g_clear_object (&transport);
      for (guint n = 0; n < past->len; n++)
        g_assert_cmpint (g_unlink (past->pdata[n]), ==, 0);
      transport = kk_transport_git_open (mirror, &remote, NULL);
    }
    kk_suite_put_packet (write, i, 100);
    commit = kk_suite_publish (transport, &log, write, i > 0 ? &commit : NULL);
  }
}

void
kk_git_fixture_assert_cut_off_push (KkGitFixture *f)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL);
  g_autoptr (KkTransport) transport = open_beside (f);
  KkId log = kk_suite_log (1);
  g_autofree char *lock =
      g_strdup_printf ("%s/refs/heads/%s.lock", f->stage->repository, kk_id_text (&log).text);

  g_assert_true (g_file_set_contents (lock, "", 0, NULL));
  kk_suite_put_packet (write, 1, 64);
  (void) kk_suite_publish (transport, &log, write, NULL);
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}
