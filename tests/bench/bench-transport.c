/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* B7 (design §8): what listing the branches, pushing one packet and fetching it cost with two hundred logs that have ten, a
 * thousand and a hundred thousand past pushes together. The past is made by git itself. Processor time of this program. */

#include "sync/kk-transport-git.h"

#include <string.h>
#include <time.h>

#define LOGS   200
#define ROUNDS 20
#define PACKET 4200

typedef struct {
  char *folder;
  char *remote;
  KkTransport *writer;
  KkTransport *reader;
} Bench;

typedef struct {
  double list; /* milliseconds */
  double push;
  double fetch;
} Cost;

static KkId
log_of (guint number)
{
  KkId log = { { 0 } };

  memcpy (log.bytes, &number, sizeof number);
  log.bytes[15] = 1;
  return log;
}

static void
run (const char *script)
{
  const char *argv[] = { "sh", "-c", script, NULL };
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) (gpointer) argv, NULL, G_SPAWN_SEARCH_PATH, NULL,
                               NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

/* Each push leaves one packet and takes the one before it away. */
static void
add_push (GString *text, guint log, guint push, guint of_log)
{
  KkId id = log_of (log);
  KkIdText name = kk_id_text (&id);

  g_string_append_printf (text,
                          "commit refs/heads/%s\ncommitter kk <kk@invalid> 0 +0000\ndata 0\n"
                          "deleteall\nM 100644 inline p/0/0/%032x\ndata 16\n%08x%08x\n\n",
                          name.text, of_log + 1, log, push);
}

static void
make_past (Bench *bench, guint pushes)
{
  g_autofree char *path = g_build_filename (bench->folder, "past", NULL);
  g_autofree char *script =
      g_strdup_printf ("git -C '%s' fast-import --quiet <'%s'", bench->remote, path);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MAX (pushes, LOGS); i++)
    add_push (text, i % LOGS, i, i / LOGS);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  run (script);
}

static KkTransport *
open_mirror (Bench *bench, const char *name)
{
  g_autofree char *path = g_build_filename (bench->folder, name, NULL);
  KkGitRemote remote = { .url = bench->remote };
  KkTransport *transport = kk_transport_git_open (path, &remote, NULL);

  g_assert_nonnull (transport);
  return transport;
}

static KkOid
fetch (KkTransport *transport, guint first, guint end)
{
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRefList) list = NULL;

  for (guint i = first; i < end; i++) {
    KkId log = log_of (i);

    g_array_append_val (logs, log);
  }
  list = kk_transport_fetch (transport, logs, G_MAXUINT64, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_array_index (list->refs, KkRef, 0).oid;
}

static void
push (KkTransport *transport, KkOid *tip, guint number)
{
  g_autoptr (KkTipWrite) write = kk_tip_write_new (tip, tip);
  g_autofree guint8 *data = g_malloc (PACKET);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KkPush order = { .log = log_of (0), .expected = *tip };
  KkId tag = log_of (number);
  KkTipName name = kk_tip_name_packet (&tag);

  for (guint i = 0; i < PACKET; i++)
    data[i] = (guint8) g_random_int ();
  bytes = g_bytes_new (data, PACKET);
  kk_tip_write_put (write, &name, bytes);
  g_assert_true (kk_transport_write_tip (transport, write, &order.commit, &error));
  g_assert_true (kk_transport_push (transport, &order, NULL, NULL, &error));
  *tip = order.commit;
}

static double
milliseconds_since (clock_t start)
{
  return (double) (clock () - start) * 1000 / CLOCKS_PER_SEC / ROUNDS;
}

static Cost
measure (Bench *bench)
{
  KkOid tip = fetch (bench->writer, 0, LOGS);
  Cost cost = { 0 };
  clock_t start = clock ();

  for (guint i = 0; i < ROUNDS; i++)
    kk_ref_list_free (kk_transport_list_refs (bench->writer, NULL, NULL));
  cost.list = milliseconds_since (start);
  fetch (bench->reader, 0, LOGS);
  for (guint i = 0; i < ROUNDS; i++) {
    start = clock ();
    push (bench->writer, &tip, 1000 + i);
    cost.push += milliseconds_since (start);
    start = clock ();
    fetch (bench->reader, 0, 1);
    cost.fetch += milliseconds_since (start);
  }
  return cost;
}

static Cost
measure_past (guint pushes)
{
  Bench bench = { .folder = g_dir_make_tmp ("kk-bench-XXXXXX", NULL) };
  g_autofree char *script = g_strdup_printf ("rm -rf '%s'", bench.folder);
  Cost cost;

  bench.remote = g_build_filename (bench.folder, "remote.git", NULL);
  g_assert_true (kk_transport_git_create_remote (bench.remote, NULL));
  make_past (&bench, pushes);
  bench.writer = open_mirror (&bench, "writer");
  bench.reader = open_mirror (&bench, "reader");
  cost = measure (&bench);
  g_clear_object (&bench.writer);
  g_clear_object (&bench.reader);
  run (script);
  g_free (bench.remote);
  g_free (bench.folder);
  return cost;
}

int
main (void)
{
  static const guint pasts[] = { 10, 1000, 100000 };
  Cost first = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (pasts); i++) {
    Cost cost = measure_past (pasts[i]);

    if (i == 0)
      first = cost;
    g_print ("B7 %u logs, %u past pushes: list %.2f ms, push one packet %.2f ms, fetch it %.2f ms; "
             "against %u pushes %.2f, %.2f and %.2f\n",
             LOGS, pasts[i], cost.list, cost.push, cost.fetch, pasts[0], cost.list / first.list,
             cost.push / first.push, cost.fetch / first.fetch);
  }
  return 0;
}
