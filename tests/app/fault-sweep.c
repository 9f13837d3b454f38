/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "fault-sweep.h"

#include "app/kk-app-error.h"
#include "fault-folder.h"
#include "fault-run.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#define FEW 2
#define ALL_BELOW \
  1500 /* so many of them fail one by one; of more, those that are asked for from another place */
#define INSTANTS 400

typedef enum {
  SWEEP_KILLED,
  SWEEP_CHANGE,
  SWEEP_FULL,
  SWEEP_MEMORY,
  SWEEP_STEP,
  SWEEP_DISK, /* a small one, really full */
  SWEEP_READ_ONLY,
  SWEEP_GONE,
  SWEEP_NO_LOCKS,
  N_SWEEPS
} SweepKind;

static const char *const kind_names[N_SWEEPS] = {
  "killed", "change", "full", "memory", "step", "disk", "read-only", "gone", "no-locks",
};

static const KkFailKind fail_kinds[N_SWEEPS] = {
  [SWEEP_CHANGE] = KK_FAIL_CHANGE,
  [SWEEP_FULL] = KK_FAIL_ROOM,
  [SWEEP_MEMORY] = KK_FAIL_MEMORY,
  [SWEEP_STEP] = KK_FAIL_STEP,
};

typedef struct {
  const FaultWork *work;
  SweepKind kind;
} Sweep;

static gboolean
wants_every (void)
{
  return g_getenv ("KK_EVERY_FAULT") != NULL;
}

/* Which places. */

static void
add_all (GArray *points, long total)
{
  for (long at = 1; at <= total; at++)
    g_array_append_val (points, at);
}

/* The first and the last request of each place in the program from which memory is asked for. */
static void
add_places (GArray *points, long total)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer at;

  for (long n = 1; n <= MIN (total, FAULT_MOST); n++) {
    if (!g_hash_table_contains (last, &fault_told->places[n - 1]))
      g_array_append_val (points, n);
    g_hash_table_insert (last, &fault_told->places[n - 1], (gpointer) (gintptr) n);
  }
  g_hash_table_iter_init (&iter, last);
  while (g_hash_table_iter_next (&iter, NULL, &at)) {
    long n = (long) (gintptr) at;

    g_array_append_val (points, n);
  }
}

/* A disk that has room for nothing of a write, for half of it, and for all but a byte. */
static void
add_writes (GArray *points)
{
  long before = 0;

  for (long i = 0; i < fault_told->n_places; i++) {
    long end = (long) fault_told->places[i];
    const long rooms[] = { MAX (before, 1), before + (end - before) / 2, end - 1 };

    for (gsize k = 0; k < G_N_ELEMENTS (rooms); k++)
      if (rooms[k] > 0 &&
          (points->len == 0 || rooms[k] > g_array_index (points, long, points->len - 1)))
        g_array_append_val (points, rooms[k]);
    before = end;
  }
}

static GArray *
choose (const Sweep *sweep, long total)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (long));
  const char *one = g_getenv ("KK_FAULT_AT");
  g_autoptr (GRand) rand =
      g_rand_new_with_seed (g_str_hash (sweep->work->name) + (guint32) sweep->kind);

  if (one != NULL) {
    long at = (long) g_ascii_strtoll (one, NULL, 10);

    g_array_append_val (points, at);
  } else if (!wants_every ()) {
    for (guint i = 0; i < FEW; i++) {
      long at = g_rand_int_range (rand, 1, (gint32) total + 1);

      g_array_append_val (points, at);
    }
  } else if (sweep->kind == SWEEP_FULL)
    add_writes (points);
  else if (sweep->kind == SWEEP_MEMORY && total > ALL_BELOW)
    add_places (points, total);
  else
    add_all (points, total);
  return points;
}

/* What it fails with: in turn, or each of them when every place is asked for. */
static GArray *
choose_numbers (SweepKind kind, guint place)
{
  /* Two errors, a sudden end and a disk that can only be read. */
  static const int changes[] = { ENOSPC, -SIGKILL, EIO, EROFS };
  static const int steps[] = { 13 /* SQLITE_FULL */, 10 /* SQLITE_IOERR */, 7 /* SQLITE_NOMEM */ };
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (int));
  const int *all = kind == SWEEP_STEP ? steps : changes;
  guint n_all = kind == SWEEP_STEP ? G_N_ELEMENTS (steps) : G_N_ELEMENTS (changes);

  if (wants_every () && (kind == SWEEP_STEP || kind == SWEEP_CHANGE))
    g_array_append_vals (numbers, all, n_all);
  else
    g_array_append_val (numbers, all[place % n_all]);
  return numbers;
}

/* Sweeping. */

typedef struct {
  guint all;
  guint ended;
  guint untouched;
  GHashTable *said; /* sentence → how often */
} Tally;

static void
tally_clear (Tally *tally)
{
  g_clear_pointer (&tally->said, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Tally, tally_clear)

static void
hear (Tally *tally, const char *where)
{
  gpointer times;

  if (fault_told->sentence[0] == '\0')
    return;
  if (fault_told->exit != KK_APP_ERROR_FAILED ||
      strstr (fault_told->sentence, "no words for") != NULL)
    g_error ("%s: exit code %d, “%s”", where, fault_told->exit, fault_told->sentence);
  times = g_hash_table_lookup (tally->said, fault_told->sentence);
  g_hash_table_insert (tally->said, g_strdup (fault_told->sentence),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (times) + 1));
}

/* Where not a byte is other than before, the check of what was before holds. */
static void
check (const FaultWork *work, FaultRoom *room, FaultEnd end, Tally *tally)
{
  if (end != FAULT_DONE && fault_folder_is_same (room->folder, room->copy)) {
    tally->untouched++;
    return;
  }
  work->check (room, end);
  fault_room_close (room);
  fault_room_put_back (room);
}

static FaultEnd
cut_off (const Sweep *sweep, FaultRoom *room, const FaultCut *cut, Tally *tally)
{
  FaultEnd end = fault_run (sweep->work, room, cut);
  g_autofree char *where = g_strdup_printf (
      "%s, %s: at %ld (%d), killed after %" G_GINT64_FORMAT ", room %ld: ended with %d",
      sweep->work->name, kind_names[sweep->kind], cut->fail.at, cut->fail.number, cut->killed,
      cut->room, end);

  if (end == FAULT_STUCK)
    g_error ("%s: the same work failed without the fault: %s", where, fault_told->sentence);
  if (wants_every ())
    g_test_message ("%s", where);
  hear (tally, where);
  tally->all++;
  tally->ended += end != FAULT_DONE ? 1 : 0;
  check (sweep->work, room, end, tally);
  return end;
}

/* How much there is of it when nothing fails, and that the work then succeeds. */
static long
count (const Sweep *sweep, FaultRoom *room)
{
  FaultCut cut = { .fail = { .kind = fail_kinds[sweep->kind], .folder = room->folder },
                   .killed = -1,
                   .room = FAULT_NOT_SMALL };
  g_auto (Tally) tally = { 0 };

  if (wants_every ())
    cut.fail.each = sweep->kind == SWEEP_MEMORY ? fault_note_place : fault_note_end;
  fault_told->count = 0;
  fault_told->n_places = 0;
  g_assert_cmpint (fault_run (sweep->work, room, &cut), ==, FAULT_DONE);
  check (sweep->work, room, FAULT_DONE, &tally);
  return fault_told->count;
}

static void
sweep_points (const Sweep *sweep, FaultRoom *room, Tally *tally)
{
  long total = count (sweep, room);
  g_autoptr (GArray) points = NULL;

  if (total == 0) {
    g_test_skip ("cannot be counted in this build");
    return;
  }
  points = choose (sweep, total);
  for (guint i = 0; i < points->len; i++) {
    long at = g_array_index (points, long, i);
    g_autoptr (GArray) numbers = choose_numbers (sweep->kind, i);

    for (guint k = 0; k < numbers->len; k++) {
      const FaultCut cut = { .fail = { .kind = fail_kinds[sweep->kind],
                                       .at = at,
                                       .number = g_array_index (numbers, int, k),
                                       .on = (at + k) % 2,
                                       .folder = room->folder },
                             .killed = -1,
                             .room = FAULT_NOT_SMALL };

      (void) cut_off (sweep, room, &cut, tally);
    }
  }
  g_test_message ("%s, %s: %u of %ld places", sweep->work->name, kind_names[sweep->kind],
                  points->len, total);
}

static void
sweep_instants (const Sweep *sweep, FaultRoom *room, Tally *tally)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (sweep->work->name));
  guint times = wants_every () ? INSTANTS : FEW;
  gint64 took;

  (void) count (sweep, room);
  took = fault_told->took;
  for (guint i = 0; i < times; i++) {
    const FaultCut cut = { .killed = (gint64) g_rand_double_range (rand, 0, (double) took * 1.1),
                           .room = FAULT_NOT_SMALL };

    (void) cut_off (sweep, room, &cut, tally);
  }
}

/* One block more each time, until the work has room enough. */
static void
sweep_disk (const Sweep *sweep, FaultRoom *room, Tally *tally)
{
  const long rooms[FEW] = { 0, 5 };
  FaultCut cut = { .killed = -1 };

  if (!fault_folder_mount (room->folder)) {
    g_test_skip ("only who may mount a disk can try a small one");
    return;
  }
  fault_room_put_back (room);
  for (long at = 0; wants_every () || at < FEW; at++) {
    cut.room = wants_every () ? at : rooms[at];
    if (cut_off (sweep, room, &cut, tally) == FAULT_DONE && wants_every ())
      break;
  }
  fault_folder_unmount (room->folder);
  fault_room_put_back (room);
}

/* The folder is one in which the work cannot be done at all: it says so, and nothing of it is done. */
static void
try_place (const Sweep *sweep, FaultRoom *room, Tally *tally)
{
  const FaultCut cut = {
    .fail = { .kind = sweep->kind == SWEEP_NO_LOCKS ? KK_FAIL_LOCK : KK_FAIL_NOTHING,
              .number = ENOLCK },
    .killed = -1,
    .room = FAULT_NOT_SMALL,
    .is_read_only = sweep->kind == SWEEP_READ_ONLY,
    .is_gone = sweep->kind == SWEEP_GONE,
  };

  if (cut.is_read_only && !fault_folder_mount (room->folder)) {
    g_test_skip ("only who may mount a disk can try one that is read-only");
    return;
  }
  if (cut.is_read_only)
    fault_room_put_back (room);
  g_assert_cmpint (cut_off (sweep, room, &cut, tally), !=, FAULT_DONE);
  g_assert_cmpstr (fault_told->sentence, !=, "");
  if (cut.is_read_only)
    fault_folder_unmount (room->folder);
  fault_room_put_back (room);
}

static void
tell (const Sweep *sweep, const Tally *tally)
{
  GHashTableIter iter;
  gpointer sentence;
  gpointer times;

  g_test_message ("%s, %s: %u times, %u ended the work, %u left everything as it was",
                  sweep->work->name, kind_names[sweep->kind], tally->all, tally->ended,
                  tally->untouched);
  g_hash_table_iter_init (&iter, tally->said);
  while (g_hash_table_iter_next (&iter, &sentence, &times))
    g_test_message ("%u times: %s", GPOINTER_TO_UINT (times), (const char *) sentence);
}

static void
run_sweep (gconstpointer data)
{
  const Sweep *sweep = data;
  g_auto (Tally) tally = {
    .said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  FaultRoom *room = fault_room_open (sweep->work);

  if (sweep->kind == SWEEP_KILLED)
    sweep_instants (sweep, room, &tally);
  else if (sweep->kind == SWEEP_DISK)
    sweep_disk (sweep, room, &tally);
  else if (sweep->kind >= SWEEP_READ_ONLY)
    try_place (sweep, room, &tally);
  else
    sweep_points (sweep, room, &tally);
  tell (sweep, &tally);
}

void
fault_sweep_start (void)
{
  fault_run_start ();
}

/* A vault that is open cannot be on a disk that was read-only when it was opened, and only one that is can be taken away. */
static gboolean
makes_sense (const FaultWork *work, SweepKind kind)
{
  if (kind == SWEEP_GONE)
    return work->vault != NULL;
  return kind < SWEEP_READ_ONLY || (work->vault == NULL && work->opens);
}

void
fault_sweep_add (const FaultWork *work)
{
  for (SweepKind kind = SWEEP_KILLED; kind < N_SWEEPS; kind++) {
    g_autofree char *path = g_strdup_printf ("/faults/%s/%s", work->name, kind_names[kind]);
    Sweep *sweep;

    if (!makes_sense (work, kind))
      continue;
    sweep = g_new (Sweep, 1);
    *sweep = (Sweep){ .work = work, .kind = kind };
    g_test_add_data_func_full (path, sweep, run_sweep, g_free);
  }
}

void
fault_sweep_end (void)
{
  fault_run_end ();
}
