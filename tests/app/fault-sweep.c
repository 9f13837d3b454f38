/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "fault-sweep.h"

#include "kk-fail-io.h"

#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define FEW  2
#define MOST (4 * 1024 * 1024) /* requests for memory in one piece of work */
#define ALL_BELOW \
  1500 /* so many of them fail one by one; of more, those that are asked for from another place */
#define DEPTH     10
#define ROOM_STEP 509 /* bytes; a prime, so that it drifts through sectors and pages */
#define INSTANTS  400

/* What a child tells its parent. */
typedef struct {
  long count;
  gint64 took; /* µs */
  guint64 places[MOST];
} Shared;

static Shared *shared;

char *
fault_path (const FaultRoom *room, const char *name)
{
  return g_build_filename (room->folder, name, NULL);
}

static gboolean
wants_every (void)
{
  return g_getenv ("KK_EVERY_FAULT") != NULL;
}

/* Folders. */

static void
copy_tree (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    if (g_file_test (source, G_FILE_TEST_IS_DIR)) {
      copy_tree (source, target);
      continue;
    }
    g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
    g_assert_true (g_file_set_contents_full (target, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE,
                                             0600, NULL));
  }
}

/* The folder keeps its name: it is in the region document. */
static void
put_back (const FaultRoom *room)
{
  kk_test_folder_remove (room->folder);
  copy_tree (room->copy, room->folder);
}

static void
close_all (FaultRoom *room)
{
  for (guint i = 0; i < room->region->members->len; i++)
    kk_test_region_close (room->region,
                          ((const KkTestMember *) room->region->members->pdata[i])->name);
}

static void
open_room (FaultRoom *room, const FaultWork *work)
{
  work->build (room);
  room->folder = g_strdup (room->region->folder);
  room->copy = kk_test_folder_new ();
  close_all (room);
  copy_tree (room->folder, room->copy);
}

static void
room_clear (FaultRoom *room)
{
  kk_test_folder_remove (room->copy);
  g_free (room->copy);
  g_free (room->folder);
  g_free (room->code);
  kk_test_region_free (room->region);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FaultRoom, room_clear)

/* The child. */

static void
note_place (long number, void *data)
{
  void *frames[DEPTH];
  int depth;
  guint64 place = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  (void) data;
  if (number > MOST)
    return;
  depth = backtrace (frames, DEPTH);
  for (int i = 0; i < depth; i++)
    place = (place ^ (guint64) (guintptr) frames[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  shared->places[number - 1] = place;
}

/* What the library says when it gives up for want of memory is no finding. */
static void
be_quiet (void)
{
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (dup2 (nowhere, STDERR_FILENO), >=, 0);
  g_assert_cmpint (dup2 (nowhere, STDOUT_FILENO), >=, 0);
}

static FaultEnd
act (const FaultWork *work, FaultRoom *room, const KkFail *fail)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean is_done;

  kk_fail_arm (fail);
  is_done = work->act (room, &error);
  if (!is_done && !work->again && work->vault != NULL)
    kk_test_region_close (room->region, work->vault);
  shared->count = kk_fail_disarm ();
  shared->took = g_get_monotonic_time () - start;
  if (is_done)
    return FAULT_DONE;
  if (!work->again)
    return FAULT_FAILED;
  return work->act (room, NULL) ? FAULT_FAILED_THEN_DONE : FAULT_STUCK;
}

/* @ready: gets a byte when the work begins. */
static void G_GNUC_NORETURN
live (const FaultWork *work, FaultRoom *room, const KkFail *fail, int ready)
{
  be_quiet ();
  if (work->vault != NULL)
    (void) kk_test_region_reopen (room->region, work->vault);
  if (write (ready, "", 1) != 1)
    _exit (FAULT_STUCK);
  _exit ((int) act (work, room, fail));
}

/* @after: µs after which it is killed, or -1. */
static FaultEnd
run (const FaultWork *work, FaultRoom *room, const KkFail *fail, gint64 after)
{
  int ready[2];
  char byte;
  int status;
  pid_t child;

  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    live (work, room, fail, ready[1]);
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  if (after >= 0) {
    g_usleep ((gulong) after);
    (void) kill (child, SIGKILL);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFEXITED (status) ? (FaultEnd) WEXITSTATUS (status) : FAULT_ENDED;
}

/* Which places. */

static void
add_all (GArray *points, long total, long step)
{
  for (long at = 1; at <= total; at += step)
    g_array_append_val (points, at);
}

/* The first and the last request of each place in the program from which memory is asked for. */
static void
add_places (GArray *points, long total)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer at;

  for (long n = 1; n <= MIN (total, MOST); n++) {
    if (!g_hash_table_contains (last, &shared->places[n - 1]))
      g_array_append_val (points, n);
    g_hash_table_insert (last, &shared->places[n - 1], (gpointer) (gintptr) n);
  }
  g_hash_table_iter_init (&iter, last);
  while (g_hash_table_iter_next (&iter, NULL, &at)) {
    long n = (long) (gintptr) at;

    g_array_append_val (points, n);
  }
}

static GArray *
choose (const char *work, KkFailKind kind, long total)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (long));
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (work) + (guint32) kind);

  if (!wants_every ())
    for (guint i = 0; i < FEW; i++) {
      long at = g_rand_int_range (rand, 1, (gint32) total + 1);

      g_array_append_val (points, at);
    }
  else if (kind == KK_FAIL_ROOM)
    add_all (points, total, MAX (ROOM_STEP, total / 1000));
  else if (kind == KK_FAIL_MEMORY && total > ALL_BELOW)
    add_places (points, total);
  else
    add_all (points, total, 1);
  return points;
}

/* Sweeping. */

typedef struct {
  const FaultWork *work;
  KkFailKind kind; /* KK_FAIL_NOTHING: killed at some instant */
} Sweep;

static const char *
name_kind (KkFailKind kind)
{
  static const char *const names[] = { [KK_FAIL_NOTHING] = "killed",
                                       [KK_FAIL_CHANGE] = "change",
                                       [KK_FAIL_ROOM] = "full",
                                       [KK_FAIL_MEMORY] = "memory",
                                       [KK_FAIL_STEP] = "step" };

  return names[kind];
}

/* Two errors, a sudden end and a disk that can only be read, in turn; statuses of SQLite for its steps. */
static int
choose_number (KkFailKind kind, guint place)
{
  static const int changes[] = { ENOSPC, -SIGKILL, EIO, EROFS };
  static const int steps[] = { 13 /* SQLITE_FULL */, 10 /* SQLITE_IOERR */, 7 /* SQLITE_NOMEM */ };

  return kind == KK_FAIL_STEP ? steps[place % G_N_ELEMENTS (steps)]
                              : changes[place % G_N_ELEMENTS (changes)];
}

static void
check (const FaultWork *work, FaultRoom *room, FaultEnd end, const char *where)
{
  if (end == FAULT_STUCK)
    g_error ("%s: the same work failed without the fault", where);
  if (wants_every ())
    g_test_message ("%s: ended with %d", where, end);
  work->check (room, end);
  close_all (room);
  put_back (room);
}

/* How much there is of it when nothing fails, and that the work then succeeds. */
static long
count (const FaultWork *work, FaultRoom *room, KkFailKind kind)
{
  KkFail fail = { .kind = kind, .folder = room->folder };

  if (kind == KK_FAIL_MEMORY && wants_every ())
    fail.each = note_place;
  shared->count = 0;
  g_assert_cmpint (run (work, room, &fail, -1), ==, FAULT_DONE);
  check (work, room, FAULT_DONE, work->name);
  return shared->count;
}

static void
sweep_points (const Sweep *sweep, FaultRoom *room)
{
  long total = count (sweep->work, room, sweep->kind);
  g_autoptr (GArray) points = NULL;
  guint ended = 0;

  if (total == 0) {
    g_test_skip ("cannot be counted in this build");
    return;
  }
  points = choose (sweep->work->name, sweep->kind, total);
  for (guint i = 0; i < points->len; i++) {
    long at = g_array_index (points, long, i);
    int number = choose_number (sweep->kind, i);
    const KkFail fail = {
      .kind = sweep->kind, .at = at, .number = number, .on = at % 2, .folder = room->folder
    };
    FaultEnd end = run (sweep->work, room, &fail, -1);
    g_autofree char *where = g_strdup_printf ("%s: %s %ld of %ld (%d)", sweep->work->name,
                                              name_kind (sweep->kind), at, total, number);

    ended += end != FAULT_DONE ? 1 : 0;
    check (sweep->work, room, end, where);
  }
  g_test_message ("%s, %s: %u of %ld, %u ended the work", sweep->work->name,
                  name_kind (sweep->kind), points->len, total, ended);
}

static void
sweep_instants (const Sweep *sweep, FaultRoom *room)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (sweep->work->name));
  guint times = wants_every () ? INSTANTS : FEW;
  const KkFail none = { .kind = KK_FAIL_NOTHING };
  guint ended = 0;
  gint64 took;

  (void) count (sweep->work, room, KK_FAIL_CHANGE);
  took = shared->took;
  for (guint i = 0; i < times; i++) {
    gint64 after = (gint64) g_rand_double_range (rand, 0, (double) took * 1.1);
    g_autofree char *where =
        g_strdup_printf ("%s: killed after %" G_GINT64_FORMAT " µs", sweep->work->name, after);
    FaultEnd end = run (sweep->work, room, &none, after);

    ended += end == FAULT_ENDED ? 1 : 0;
    check (sweep->work, room, end, where);
  }
  g_test_message ("%s, killed: %u instants, %u before the end", sweep->work->name, times, ended);
}

static void
run_sweep (gconstpointer data)
{
  const Sweep *sweep = data;
  g_auto (FaultRoom) room = { 0 };
  void *frame;

  if (shared == NULL) {
    shared = mmap (NULL, sizeof (Shared), PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    g_assert_true (shared != MAP_FAILED);
    /* The first call of it asks for memory itself. */
    (void) backtrace (&frame, 1);
  }
  open_room (&room, sweep->work);
  if (sweep->kind == KK_FAIL_NOTHING)
    sweep_instants (sweep, &room);
  else
    sweep_points (sweep, &room);
}

void
fault_sweep_add (const FaultWork *work)
{
  for (KkFailKind kind = KK_FAIL_NOTHING; kind <= KK_FAIL_STEP; kind++) {
    g_autofree char *path = g_strdup_printf ("/faults/%s/%s", work->name, name_kind (kind));
    Sweep *sweep = g_new (Sweep, 1);

    *sweep = (Sweep){ .work = work, .kind = kind };
    g_test_add_data_func_full (path, sweep, run_sweep, g_free);
  }
}
