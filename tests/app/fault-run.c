/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "fault-run.h"

#include "app/kk-problem.h"
#include "fault-folder.h"

#include <execinfo.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define DEPTH 10

FaultTold *fault_told;
static FaultRoom current;
static const FaultWork *current_work;

char *
fault_path (const FaultRoom *room, const char *name)
{
  return g_build_filename (room->folder, name, NULL);
}

/* Folders. */

/* The folder keeps its name: it is in the region document. */
void
fault_room_put_back (const FaultRoom *room)
{
  kk_test_folder_remove (room->folder);
  fault_folder_copy (room->copy, room->folder);
}

void
fault_room_close (FaultRoom *room)
{
  for (guint i = 0; i < room->region->members->len; i++)
    kk_test_region_close (room->region,
                          ((const KkTestMember *) room->region->members->pdata[i])->name);
}

static void
room_clear (FaultRoom *room)
{
  if (room->region == NULL)
    return;
  kk_test_folder_remove (room->copy);
  g_clear_pointer (&room->copy, g_free);
  g_clear_pointer (&room->folder, g_free);
  g_clear_pointer (&room->code, g_free);
  g_clear_pointer (&room->region, kk_test_region_free);
}

/* The same for all sweeps of a piece of work: each leaves it as it was. */
FaultRoom *
fault_room_open (const FaultWork *work)
{
  if (current_work == work)
    return &current;
  room_clear (&current);
  current_work = work;
  work->build (&current);
  current.folder = g_strdup (current.region->folder);
  current.copy = kk_test_folder_new ();
  fault_room_close (&current);
  fault_folder_copy (current.folder, current.copy);
  return &current;
}

/* The child. */

void
fault_note_place (long number, void *data)
{
  void *frames[DEPTH];
  int depth;
  guint64 place = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  (void) data;
  if (number > FAULT_MOST)
    return;
  depth = backtrace (frames, DEPTH);
  for (int i = 0; i < depth; i++)
    place = (place ^ (guint64) (guintptr) frames[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  fault_told->places[number - 1] = place;
}

void
fault_note_end (long bytes, void *data)
{
  (void) data;
  if (fault_told->n_places < FAULT_MOST)
    fault_told->places[fault_told->n_places++] = (guint64) bytes;
}

/* What the library says when it gives up for want of memory is no finding. */
static void
be_quiet (void)
{
  int nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (dup2 (nowhere, STDERR_FILENO), >=, 0);
  g_assert_cmpint (dup2 (nowhere, STDOUT_FILENO), >=, 0);
}

/* What a person would read. */
static void
note_sentence (const GError *error)
{
  g_autoptr (KkProblem) problem = kk_problem_new (error);

  fault_told->exit = (int) problem->code;
  g_strlcpy (fault_told->sentence, problem->sentence, sizeof fault_told->sentence);
}

static char *
dup_away (const char *folder)
{
  return g_strconcat (folder, ".away", NULL);
}

/* @begins: before the work; otherwise all is well again. */
static void
make_trouble (const FaultWork *work, FaultRoom *room, const FaultCut *cut, gboolean begins)
{
  g_autofree char *vault = fault_path (room, work->vault != NULL ? work->vault : "");
  g_autofree char *away = dup_away (vault);

  if (cut->room != FAULT_NOT_SMALL)
    fault_folder_set_room (room->folder, begins ? cut->room : FAULT_NOT_SMALL);
  if (cut->is_read_only)
    fault_folder_set_read_only (room->folder, begins);
  if (cut->is_gone)
    g_assert_cmpint (g_rename (begins ? vault : away, begins ? away : vault), ==, 0);
}

static FaultEnd
act (const FaultWork *work, FaultRoom *room, const FaultCut *cut)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  gboolean is_done;

  make_trouble (work, room, cut, TRUE);
  kk_fail_arm (&cut->fail);
  is_done = work->act (room, &error);
  if (!is_done && !work->again && work->vault != NULL)
    kk_test_region_close (room->region, work->vault);
  fault_told->count = kk_fail_disarm ();
  fault_told->took = g_get_monotonic_time () - start;
  make_trouble (work, room, cut, FALSE);
  if (is_done)
    return FAULT_DONE;
  if (error != NULL)
    note_sentence (error);
  if (!work->again)
    return FAULT_FAILED;
  g_clear_error (&error);
  if (work->act (room, &error))
    return FAULT_FAILED_THEN_DONE;
  if (error != NULL)
    note_sentence (error);
  return FAULT_STUCK;
}

/* @ready: gets a byte when the work begins. */
static void G_GNUC_NORETURN
live (const FaultWork *work, FaultRoom *room, const FaultCut *cut, int ready)
{
  be_quiet ();
  if (work->vault != NULL)
    (void) kk_test_region_reopen (room->region, work->vault);
  if (write (ready, "", 1) != 1)
    _exit (FAULT_STUCK);
  _exit ((int) act (work, room, cut));
}

FaultEnd
fault_run (const FaultWork *work, FaultRoom *room, const FaultCut *cut)
{
  int ready[2];
  char byte;
  int status;
  pid_t child;

  fault_told->sentence[0] = '\0';
  g_assert_cmpint (pipe (ready), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    live (work, room, cut, ready[1]);
  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  if (cut->killed >= 0) {
    g_usleep ((gulong) cut->killed);
    (void) kill (child, SIGKILL);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (cut->room != FAULT_NOT_SMALL)
    fault_folder_set_room (room->folder, FAULT_NOT_SMALL);
  return WIFEXITED (status) ? (FaultEnd) WEXITSTATUS (status) : FAULT_ENDED;
}

void
fault_run_start (void)
{
  void *frame;

  if (g_getenv ("TMPDIR") == NULL && g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  fault_told = mmap (NULL, sizeof (FaultTold), PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  g_assert_true (fault_told != MAP_FAILED);
  /* The first call of it asks for memory itself. */
  (void) backtrace (&frame, 1);
}

void
fault_run_end (void)
{
  room_clear (&current);
}
