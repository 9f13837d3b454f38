/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "transport-suite.h"

#include "base/kk-bytes.h"
#include "base/kk-limits.h"

#include <string.h>

typedef struct {
  const KkStage *stage;
  void (*run) (const KkStage *kind, gpointer stage);
} Case;

KkId
kk_suite_log (guint8 number)
{
  KkId log;

  memset (log.bytes, number, sizeof log.bytes);
  return log;
}

/* Spread over the folders, as random tags are. */
KkId
kk_suite_tag (guint number)
{
  KkId tag;

  kk_le64_put (tag.bytes, (guint64) number * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
  kk_le64_put (tag.bytes + 8, number);
  return tag;
}

/* Looks random, so that nothing compresses it. */
GBytes *
kk_suite_bytes (guint number, gsize size)
{
  guint8 *data = g_malloc (MAX (size, 1));
  guint64 state = number + 1u;

  for (gsize i = 0; i < size; i++) {
    state =
        state * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
    data[i] = (guint8) (state >> 56);
  }
  return g_bytes_new_take (data, size);
}

static void
put (KkTipWrite *write, KkTipName name, guint number, gsize size)
{
  g_autoptr (GBytes) bytes = kk_suite_bytes (number, size);

  kk_tip_write_put (write, &name, bytes);
}

void
kk_suite_put_packet (KkTipWrite *write, guint number, gsize size)
{
  KkId tag = kk_suite_tag (number);

  put (write, kk_tip_name_packet (&tag), number, size);
}

static void
drop_packet (KkTipWrite *write, guint number)
{
  KkId tag = kk_suite_tag (number);
  KkTipName name = kk_tip_name_packet (&tag);

  kk_tip_write_drop (write, &name);
}

gboolean
kk_suite_push (KkTransport *transport,
               const KkId *log,
               const KkOid *expected,
               const KkOid *commit,
               gboolean force,
               KkOid *found,
               GError **error)
{
  KkPush push = { .log = *log, .force = force };

  if (expected != NULL)
    push.expected = *expected;
  if (commit != NULL)
    push.commit = *commit;
  return kk_transport_push (transport, &push, found, NULL, error);
}

KkOid
kk_suite_publish (KkTransport *transport,
                  const KkId *log,
                  const KkTipWrite *write,
                  const KkOid *expected)
{
  g_autoptr (GError) error = NULL;
  KkOid commit;

  if (kk_transport_write_tip (transport, write, &commit, &error) &&
      kk_suite_push (transport, log, expected, &commit, FALSE, NULL, &error))
    return commit;
  g_error ("publish: %s", error->message);
}

GArray *
kk_suite_logs (const KkId *log)
{
  GArray *logs = g_array_new (FALSE, FALSE, sizeof (KkId));

  g_array_append_vals (logs, log, 1);
  return logs;
}

KkOid
kk_suite_fetch (KkTransport *transport, const KkId *log)
{
  g_autoptr (GArray) logs = kk_suite_logs (log);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkRefList) list =
      kk_transport_fetch (transport, logs, G_MAXUINT64, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->refs->len, ==, 1);
  return g_array_index (list->refs, KkRef, 0).oid;
}

static KkTip *
read_tip (KkTransport *transport, const KkOid *tip, const KkOid *known)
{
  g_autoptr (GError) error = NULL;
  KkTip *read = kk_transport_read_tip (transport, tip, known, &error);

  g_assert_no_error (error);
  return read;
}

/* A first push: a checkpoint, a board, and packets 1 to @packets of 100 bytes. */
static KkTipWrite *
begin_log (guint packets)
{
  KkTipWrite *write = kk_tip_write_new (NULL, NULL);
  KkHash document = { { 7 } };

  put (write, kk_tip_name_checkpoint (), 1000, 256);
  put (write, kk_tip_name_board (&document), 1001, 512);
  for (guint i = 1; i <= packets; i++)
    kk_suite_put_packet (write, i, 100);
  return write;
}

static void
assert_blob (KkTransport *transport, const KkTip *tip, KkTipName name, guint number, gsize size)
{
  const KkTipEntry *entry = kk_tip_find (tip->added, &name);
  g_autoptr (GBytes) expected = kk_suite_bytes (number, size);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (entry);
  g_assert_cmpuint (entry->size, ==, size);
  read = kk_transport_read_blob (transport, &entry->oid, size, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, expected));
}

static void
test_travel (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage), reader = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (40);
  g_autoptr (KkRefList) list = NULL;
  g_autoptr (KkTip) tip = NULL;
  g_autoptr (GError) error = NULL;
  KkId log = kk_suite_log (1), tag = kk_suite_tag (17), other = kk_suite_log (2);
  KkHash document = { { 7 } };
  KkOid commit, fetched;

  list = kk_transport_list_refs (reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->refs->len + list->others, ==, 0);
  g_clear_pointer (&list, kk_ref_list_free);

  commit = kk_suite_publish (writer, &log, write, NULL);
  list = kk_transport_list_refs (reader, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->refs->len, ==, 1);
  g_assert_true (kk_oid_equal (&kk_ref_list_find (list, &log)->oid, &commit));
  g_assert_null (kk_ref_list_find (list, &other));

  g_assert_false (kk_transport_has_tip (reader, &commit));
  fetched = kk_suite_fetch (reader, &log);
  g_assert_true (kk_oid_equal (&fetched, &commit));
  g_assert_true (kk_transport_has_tip (reader, &commit));
  tip = read_tip (reader, &commit, NULL);
  g_assert_true (tip->complete);
  g_assert_cmpuint (tip->added->len, ==, 42);
  g_assert_cmpuint (tip->removed->len + tip->ignored + tip->missing, ==, 0);
  assert_blob (reader, tip, kk_tip_name_checkpoint (), 1000, 256);
  assert_blob (reader, tip, kk_tip_name_board (&document), 1001, 512);
  assert_blob (reader, tip, kk_tip_name_packet (&tag), 17, 100);
}

static void
test_difference (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage), reader = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (40), next = NULL;
  g_autoptr (KkTip) tip = NULL, whole = NULL;
  KkId log = kk_suite_log (1), old_tag = kk_suite_tag (3), new_tag = kk_suite_tag (41);
  KkTipName checkpoint = kk_tip_name_checkpoint (), dropped = kk_tip_name_packet (&old_tag);
  KkOid first = kk_suite_publish (writer, &log, write, NULL), second;

  kk_suite_fetch (reader, &log);
  next = kk_tip_write_new (&first, &first);
  put (next, checkpoint, 2000, 300);
  put (next, kk_tip_name_delta (18), 2001, 64);
  kk_suite_put_packet (next, 41, 100);
  drop_packet (next, 3);
  drop_packet (next, 999);
  second = kk_suite_publish (writer, &log, next, &first);
  kk_suite_fetch (reader, &log);

  tip = read_tip (reader, &second, &first);
  g_assert_false (tip->complete);
  g_assert_cmpuint (tip->added->len, ==, 3);
  assert_blob (reader, tip, checkpoint, 2000, 300);
  assert_blob (reader, tip, kk_tip_name_delta (18), 2001, 64);
  assert_blob (reader, tip, kk_tip_name_packet (&new_tag), 41, 100);
  g_assert_cmpuint (tip->removed->len, ==, 2);
  g_assert_nonnull (kk_tip_find (tip->removed, &checkpoint));
  g_assert_nonnull (kk_tip_find (tip->removed, &dropped));
  whole = read_tip (reader, &second, NULL);
  g_assert_cmpuint (whole->added->len, ==, 43);
}

static void
test_repeat (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) one = kind->mirror (stage), other = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (5), stepwise = NULL, whole = NULL, same = begin_log (6);
  KkId log = kk_suite_log (1);
  KkOid first = kk_suite_publish (one, &log, write, NULL), commit, again, rebuilt, root, unknown;

  g_assert_true (kk_transport_write_tip (one, write, &again, NULL));
  g_assert_true (kk_oid_equal (&first, &again));
  stepwise = kk_tip_write_new (&first, &first);
  kk_suite_put_packet (stepwise, 6, 100);
  g_assert_true (kk_transport_write_tip (one, stepwise, &commit, NULL));

  /* A mirror that was lost: the whole tree from the rows, with the old parent. */
  whole = kk_tip_write_new (NULL, &first);
  {
    KkHash document = { { 7 } };

    put (whole, kk_tip_name_checkpoint (), 1000, 256);
    put (whole, kk_tip_name_board (&document), 1001, 512);
    for (guint i = 1; i <= 6; i++)
      kk_suite_put_packet (whole, i, 100);
  }
  g_assert_true (kk_transport_write_tip (other, whole, &rebuilt, NULL));
  g_assert_true (kk_oid_equal (&commit, &rebuilt));
  g_assert_true (kk_transport_write_tip (other, same, &root, NULL));
  g_assert_false (kk_oid_equal (&commit, &root));
  g_assert_false (kk_transport_write_tip (other, stepwise, &unknown, NULL));
}

static void
test_lease (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) mine = kind->mirror (stage), copy = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (3), late = NULL, between = NULL;
  g_autoptr (GError) error = NULL;
  KkId log = kk_suite_log (1);
  KkOid first = kk_suite_publish (mine, &log, write, NULL), taken, commit, found, now;

  kk_suite_fetch (copy, &log);
  between = kk_tip_write_new (&first, &first);
  kk_suite_put_packet (between, 4, 100);
  taken = kk_suite_publish (copy, &log, between, &first);

  late = kk_tip_write_new (&first, &first);
  kk_suite_put_packet (late, 5, 100);
  g_assert_true (kk_transport_write_tip (mine, late, &commit, NULL));
  for (int force = 0; force < 2; force++) {
    memset (&found, 0, sizeof found);
    g_assert_false (kk_suite_push (mine, &log, &first, &commit, force, &found, &error));
    g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_LEASE);
    g_assert_true (kk_oid_equal (&found, &taken));
    g_clear_error (&error);
  }
  g_assert_false (kk_suite_push (mine, &log, NULL, &commit, TRUE, &found, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_LEASE);
  now = kk_suite_fetch (mine, &log);
  g_assert_true (kk_oid_equal (&now, &taken));
}

static void
test_reroot (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage), reader = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (20), root = NULL;
  g_autoptr (KkTip) tip = NULL;
  g_autoptr (GError) error = NULL;
  KkId log = kk_suite_log (1), tag = kk_suite_tag (2);
  KkTipName gone = kk_tip_name_packet (&tag);
  KkOid first = kk_suite_publish (writer, &log, write, NULL), commit, now;

  kk_suite_fetch (reader, &log);
  root = kk_tip_write_new (&first, NULL);
  kk_tip_write_drop (root, &gone);
  g_assert_true (kk_transport_write_tip (writer, root, &commit, NULL));
  g_assert_false (kk_suite_push (writer, &log, &first, &commit, FALSE, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (kk_suite_push (writer, &log, &first, &commit, TRUE, NULL, &error));
  g_assert_no_error (error);
  now = kk_suite_fetch (reader, &log);
  g_assert_true (kk_oid_equal (&now, &commit));
  tip = read_tip (reader, &commit, &first);
  g_assert_false (tip->complete);
  g_assert_cmpuint (tip->added->len, ==, 0);
  g_assert_cmpuint (tip->removed->len, ==, 1);
}

static void
test_delete (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (2);
  g_autoptr (KkRefList) list = NULL;
  g_autoptr (GError) error = NULL;
  KkId log = kk_suite_log (1), other = kk_suite_log (2);
  KkOid commit = kk_suite_publish (writer, &log, write, NULL);

  g_assert_true (kk_suite_push (writer, &other, NULL, &commit, FALSE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (kk_suite_push (writer, &log, &commit, NULL, FALSE, NULL, &error));
  g_assert_no_error (error);
  list = kk_transport_list_refs (writer, NULL, &error);
  g_assert_cmpuint (list->refs->len, ==, 1);
  g_assert_null (kk_ref_list_find (list, &log));
}

static void
test_budget (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage), reader = kind->mirror (stage);
  g_autoptr (KkTipWrite) small = begin_log (2), big = begin_log (2);
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (KkRefList) list = NULL;
  g_autoptr (GError) error = NULL;
  KkId one = kk_suite_log (1), two = kk_suite_log (2);
  KkOid commit, too_big;
  guint64 received = 0;

  commit = kk_suite_publish (writer, &one, small, NULL);
  kk_suite_put_packet (big, 77, 600 * 1024);
  too_big = kk_suite_publish (writer, &two, big, NULL);
  g_array_append_val (logs, one);
  g_array_append_val (logs, two);
  g_assert_null (kk_transport_fetch (reader, logs, 100 * 1024, &received, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT);
  g_assert_cmpuint (received, >, 100 * 1024);
  g_assert_false (kk_transport_has_tip (reader, &commit));
  g_assert_false (kk_transport_has_tip (reader, &too_big));
  g_clear_error (&error);
  g_array_set_size (logs, 1);
  list = kk_transport_fetch (reader, logs, 100 * 1024, &received, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (received, <, 100 * 1024);
  g_assert_true (kk_transport_has_tip (reader, &commit));
}

static void
test_bounds (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (0), large = kk_tip_write_new (NULL, NULL);
  g_autoptr (KkTip) tip = NULL;
  g_autoptr (GError) error = NULL;
  KkTipName checkpoint = kk_tip_name_checkpoint ();
  KkOid commit, unknown = { { 1, 2, 3 } };

  g_assert_true (kk_transport_write_tip (writer, write, &commit, NULL));
  tip = read_tip (writer, &commit, &unknown);
  g_assert_true (tip->complete);
  g_assert_null (
      kk_transport_read_blob (writer, &kk_tip_find (tip->added, &checkpoint)->oid, 255, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT);
  g_clear_error (&error);
  g_assert_null (kk_transport_read_blob (writer, &unknown, 255, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_null (kk_transport_read_tip (writer, &unknown, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT);
  g_clear_error (&error);
  kk_suite_put_packet (large, 1, KK_LIMIT_PACKET);
  g_assert_true (kk_transport_write_tip (writer, large, &commit, NULL));
  g_clear_pointer (&tip, kk_tip_free);
  tip = read_tip (writer, &commit, NULL);
  kk_suite_put_packet (large, 1, KK_LIMIT_PACKET + 1);
  g_assert_true (kk_transport_write_tip (writer, large, &commit, NULL));
  g_assert_null (kk_transport_read_tip (writer, &commit, NULL, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT);
}

static void
test_cancel (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (1);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GArray) logs = NULL;
  g_autoptr (GError) error = NULL;
  KkPush push = { .log = kk_suite_log (1) };

  logs = kk_suite_logs (&push.log);
  g_assert_true (kk_transport_write_tip (writer, write, &push.commit, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_null (kk_transport_list_refs (writer, cancelled, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (kk_transport_fetch (writer, logs, 1, NULL, cancelled, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (kk_transport_push (writer, &push, NULL, cancelled, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_CANCELLED);
}

static void
test_emptied (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (3), next = NULL;
  g_autoptr (KkRefList) list = NULL, fetched = NULL;
  g_autoptr (KkTip) tip = NULL;
  g_autoptr (GArray) logs = NULL;
  g_autoptr (GError) error = NULL;
  KkId log = kk_suite_log (1);
  KkOid first = kk_suite_publish (writer, &log, write, NULL), second, found = { { 1 } };

  kind->empty (stage);
  list = kk_transport_list_refs (writer, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->refs->len, ==, 0);
  logs = kk_suite_logs (&log);
  fetched = kk_transport_fetch (writer, logs, G_MAXUINT64, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fetched->refs->len, ==, 0);
  tip = read_tip (writer, &first, NULL);
  g_assert_cmpuint (tip->added->len, ==, 5);

  next = kk_tip_write_new (&first, &first);
  kk_suite_put_packet (next, 9, 100);
  g_assert_true (kk_transport_write_tip (writer, next, &second, NULL));
  g_assert_false (kk_suite_push (writer, &log, &first, &second, FALSE, &found, &error));
  g_assert_error (error, KK_SYNC_ERROR, KK_SYNC_ERROR_LEASE);
  g_assert_true (kk_oid_is_zero (&found));
  g_clear_error (&error);
  g_assert_true (kk_suite_push (writer, &log, NULL, &second, FALSE, NULL, &error));
  g_assert_no_error (error);
}

static void
test_hollow (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage), reader = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = kk_tip_write_new (NULL, NULL), next = NULL, nothing = NULL;
  g_autoptr (KkTip) tip = NULL;
  KkId log = kk_suite_log (1);
  KkTipName checkpoint = kk_tip_name_checkpoint ();
  KkOid first, second, same;

  put (write, checkpoint, 1, 0);
  kk_suite_put_packet (write, 5, 10);
  first = kk_suite_publish (writer, &log, write, NULL);
  next = kk_tip_write_new (&first, &first);
  kk_tip_write_drop (next, &checkpoint);
  drop_packet (next, 5);
  second = kk_suite_publish (writer, &log, next, &first);
  nothing = kk_tip_write_new (NULL, &first);
  g_assert_true (kk_transport_write_tip (writer, nothing, &same, NULL));
  g_assert_true (kk_oid_equal (&second, &same));
  kk_suite_fetch (reader, &log);
  tip = read_tip (reader, &second, NULL);
  g_assert_true (tip->complete);
  g_assert_cmpuint (tip->added->len, ==, 0);
}

static void
on_progress_cb (guint64 bytes, guint objects, guint total G_GNUC_UNUSED, gpointer data)
{
  if (bytes > 0 && objects > 0)
    ++*(guint *) data;
}

static void
test_progress (const KkStage *kind, gpointer stage)
{
  g_autoptr (KkTransport) writer = kind->mirror (stage), reader = kind->mirror (stage);
  g_autoptr (KkTipWrite) write = begin_log (30);
  KkId log = kk_suite_log (1);
  guint calls = 0, before;

  kk_suite_publish (writer, &log, write, NULL);
  kk_transport_set_progress (reader, on_progress_cb, &calls);
  kk_suite_fetch (reader, &log);
  g_assert_cmpuint (calls, >, 0);
  before = calls;
  kk_transport_set_progress (reader, NULL, NULL);
  kk_suite_fetch (reader, &log);
  g_assert_cmpuint (calls, ==, before);
}

static void
on_case_cb (gconstpointer data)
{
  const Case *one = data;
  gpointer stage = one->stage->open ();

  if (stage == NULL) {
    g_test_skip ("OpenSSH or git is not installed");
    return;
  }
  one->run (one->stage, stage);
  one->stage->close (stage);
}

void
kk_transport_suite_add (const KkStage *stage)
{
  static const struct {
    const char *name;
    void (*run) (const KkStage *kind, gpointer stage);
  } cases[] = {
    { "travel", test_travel },   { "difference", test_difference }, { "repeat", test_repeat },
    { "lease", test_lease },     { "reroot", test_reroot },         { "delete", test_delete },
    { "budget", test_budget },   { "bounds", test_bounds },         { "cancel", test_cancel },
    { "emptied", test_emptied }, { "hollow", test_hollow },         { "progress", test_progress },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/%s/contract/%s", stage->name, cases[i].name);
    Case *one = g_new0 (Case, 1);

    one->stage = stage;
    one->run = cases[i].run;
    g_test_add_data_func_full (path, one, on_case_cb, g_free);
  }
}
