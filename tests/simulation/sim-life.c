/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sim-life.h"

#include "sim-check.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define ANSWER_SIZE 512

SimLife *
sim_life_draw (guint64 seed)
{
  SimLife *life = g_new0 (SimLife, 1);

  life->seed = seed;
  life->steps = sim_steps_draw (seed, &life->shape);
  return life;
}

SimLife *
sim_life_parse (const char *text)
{
  g_autoptr (SimLife) life = g_new0 (SimLife, 1);
  g_auto (GStrv) parts = g_strsplit (text, ";", -1);

  life->steps = g_array_new (FALSE, FALSE, sizeof (SimStep));
  if (sscanf (parts[0], "%" G_GUINT64_FORMAT " %u", &life->seed, &life->shape) != 2 ||
      life->shape >= sim_stage_count ())
    return NULL;
  for (guint i = 1; parts[i] != NULL; i++) {
    SimStep step;

    if (!sim_step_parse (parts[i], &step))
      return NULL;
    g_array_append_val (life->steps, step);
  }
  return g_steal_pointer (&life);
}

char *
sim_life_text (const SimLife *life)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GUINT64_FORMAT " %u", life->seed, life->shape);
  for (guint i = 0; i < life->steps->len; i++) {
    g_autofree char *step = sim_step_text (&g_array_index (life->steps, SimStep, i));

    g_string_append_printf (text, "; %s", step);
  }
  return g_string_free (text, FALSE);
}

static gboolean
is_named (const char *ranges, guint index)
{
  g_auto (GStrv) parts = g_strsplit (ranges, ",", -1);

  for (guint i = 0; parts[i] != NULL; i++) {
    guint from = 0;
    guint to = 0;
    int n = sscanf (parts[i], "%u-%u", &from, &to);

    if ((n == 1 && index == from) || (n == 2 && index >= from && index <= to))
      return TRUE;
  }
  return FALSE;
}

void
sim_life_keep (SimLife *life, const char *ranges)
{
  for (guint i = life->steps->len; i > 0; i--) {
    if (!is_named (ranges, i - 1))
      g_array_remove_index (life->steps, i - 1);
  }
}

void
sim_life_free (SimLife *life)
{
  if (life == NULL)
    return;
  g_array_unref (life->steps);
  g_free (life);
}

/* What was numbered, in whatever order it was. */
static guint64
digest_of (const SimWorld *world)
{
  GHashTableIter iter;
  gpointer number;
  gpointer content;
  guint64 digest = 0;

  g_hash_table_iter_init (&iter, world->numbers);
  while (g_hash_table_iter_next (&iter, &number, &content))
    digest += (guint64) g_str_hash (number) * 2654435761u ^ g_str_hash (content);
  return digest;
}

char *
sim_life_run (const SimLife *life, guint64 *counts, gboolean trace, guint64 *digest)
{
  g_autoptr (SimWorld) world = sim_world_new (life->shape, life->seed, counts);

  world->trace = trace;
  for (guint i = 0; i < life->steps->len && world->failure == NULL; i++)
    sim_step_run (world, &g_array_index (life->steps, SimStep, i));
  if (world->failure == NULL)
    sim_settle (world);
  if (world->failure == NULL)
    sim_check_end (world);
  if (digest != NULL)
    *digest = digest_of (world);
  return g_steal_pointer (&world->failure);
}

static char *
describe_end (const char *answer, int status)
{
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return answer[0] != '\0' ? g_strdup (answer) : NULL;
  if (WIFSIGNALED (status))
    return g_strdup_printf ("the process died of signal %d", WTERMSIG (status));
  return g_strdup_printf ("the process ended with %d", WEXITSTATUS (status));
}

char *
sim_life_run_apart (const SimLife *life)
{
  char *answer =
      mmap (NULL, ANSWER_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  char *end;
  int status = 0;
  pid_t child;

  g_assert_true (answer != MAP_FAILED);
  fflush (NULL);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    guint64 counts[SIM_COUNTS] = { 0 };
    g_autofree char *failure = NULL;

    alarm (120);
    failure = sim_life_run (life, counts, FALSE, NULL);
    g_strlcpy (answer, failure != NULL ? failure : "", ANSWER_SIZE);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  end = describe_end (answer, status);
  munmap (answer, ANSWER_SIZE);
  return end;
}

static gboolean
breaks_without (const SimLife *life, guint from, guint n)
{
  SimLife shorter = { life->seed, life->shape, NULL };
  g_autoptr (GArray) steps = g_array_copy (life->steps);
  g_autofree char *failure = NULL;

  g_array_remove_range (steps, from, n);
  shorter.steps = steps;
  failure = sim_life_run_apart (&shorter);
  return failure != NULL;
}

/* From large pieces to single steps, as often as something goes. */
void
sim_life_shrink (SimLife *life)
{
  guint size = MAX (life->steps->len / 2, 1);

  for (;;) {
    gboolean any = FALSE;

    for (guint from = life->steps->len; from >= size; from -= size) {
      if (from - size + size <= life->steps->len && breaks_without (life, from - size, size)) {
        g_array_remove_range (life->steps, from - size, size);
        any = TRUE;
      }
    }
    if (size == 1 && !any)
      return;
    if (!any)
      size = MAX (size / 2, 1);
    if (life->steps->len == 0)
      return;
    size = MIN (size, life->steps->len);
  }
}

/* What the processes of a campaign tell one another. */
typedef struct {
  guint64 counts[SIM_COUNTS];
  guint64 current; /* seed that is being lived */
  guint64 failed;  /* the first seed that broke a promise + 1 */
} Shared;

static void
live_many (const SimCampaign *campaign, guint job, Shared *shared)
{
  for (guint64 i = job; i < campaign->count; i += campaign->jobs) {
    g_autoptr (SimLife) life = sim_life_draw (campaign->first + i);
    g_autofree char *failure = NULL;

    shared->current = campaign->first + i;
    failure = sim_life_run (life, shared->counts, FALSE, NULL);
    if (failure == NULL)
      continue;
    if (shared->failed == 0)
      shared->failed = shared->current + 1;
    if (!campaign->all)
      return;
    g_print ("# seed %" G_GUINT64_FORMAT ": %s\n", shared->current, failure);
  }
}

static void
gather (const Shared *shared, int status, guint64 *counts, guint64 *failed)
{
  guint64 end = shared->failed;

  if (!WIFEXITED (status) || WEXITSTATUS (status) != 0)
    end = shared->current + 1;
  if (end != 0 && (*failed == 0 || end < *failed))
    *failed = end;
  for (guint i = 0; i < SIM_COUNTS; i++)
    counts[i] += shared->counts[i];
}

gboolean
sim_campaign_run (const SimCampaign *campaign, guint64 *counts, guint64 *failed)
{
  gsize size = campaign->jobs * sizeof (Shared);
  Shared *shared = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_autofree pid_t *children = g_new0 (pid_t, campaign->jobs);
  guint64 first = 0;

  g_assert_true (shared != MAP_FAILED);
  fflush (NULL);
  for (guint job = 0; job < campaign->jobs; job++) {
    children[job] = fork ();
    g_assert_cmpint (children[job], >=, 0);
    if (children[job] == 0) {
      live_many (campaign, job, &shared[job]);
      _exit (0);
    }
  }
  for (guint job = 0; job < campaign->jobs; job++) {
    int status = 0;

    g_assert_cmpint (waitpid (children[job], &status, 0), ==, children[job]);
    gather (&shared[job], status, counts, &first);
  }
  munmap (shared, size);
  if (first != 0)
    *failed = first - 1;
  return first == 0;
}

static const char *const words[SIM_COUNTS] = {
  [SIM_COUNT_STEPS] = "steps",
  [SIM_COUNT_VOID] = "steps that could not be done",
  [SIM_COUNT_SYNCS] = "syncs",
  [SIM_COUNT_SYNC_ERRORS] = "syncs that failed",
  [SIM_COUNT_STOPPED] = "syncs in which the machine stopped",
  [SIM_COUNT_PACKETS] = "packets sent",
  [SIM_COUNT_APPLIED] = "operations applied",
  [SIM_COUNT_HELD] = "packets held",
  [SIM_COUNT_QUARANTINED] = "operations or packets refused",
  [SIM_COUNT_BODIES_HELD] = "own bodies held",
  [SIM_COUNT_SENT_CHECKED] = "values whose sending was judged",
  [SIM_COUNT_MARKERS] = "markers sent",
  [SIM_COUNT_VALUES_EQUAL] = "values found with their receiver",
  [SIM_COUNT_PROPOSALS] = "proposals found with the owner",
  [SIM_COUNT_EXCUSED] = "shares not compared",
  [SIM_COUNT_GAPS] = "  because of a gap that is shown",
  [SIM_COUNT_STRICT] = "shares compared",
  [SIM_COUNT_COPIES] = "second contents of a copy that was lied to",
  [SIM_COUNT_FORKS] = "reports of a fork",
  [SIM_COUNT_BEHIND] = "reports of an older view",
  [SIM_COUNT_INCOMPLETE] = "reports of an incomplete log",
  [SIM_COUNT_CONFLICTS] = "syncs with a conflict",
  [SIM_COUNT_ROUNDS] = "rounds until all was quiet",
  [SIM_COUNT_RECALLS] = "recalls",
  [SIM_COUNT_ANSWERS] = "answers of a person to them",
  [SIM_COUNT_ERASED] = "records erased",
  [SIM_COUNT_WITHDRAWN] = "consents withdrawn",
  [SIM_COUNT_REVOKED] = "devices revoked",
  [SIM_COUNT_REKEYED] = "versions of the region for a new secret",
  [SIM_COUNT_ROOTS] = "branches due for a new root",
  [SIM_COUNT_INCARNATIONS] = "new incarnations",
  [SIM_COUNT_RETURNED] = "values that were given back",
  [SIM_COUNT_QUIET] = "syncs right after a sync",
  [SIM_COUNT_REQUESTS] = "requests looked for with their receiver",
};

gboolean
sim_counts_are_all_moments (const guint64 *counts)
{
  gboolean all = TRUE;

  for (guint at = 0; at < 2 * SIM_AT_OTHER; at++) {
    if (counts[SIM_COUNT_AT + at] > 0)
      continue;
    all = FALSE;
    g_print ("# no machine stopped %s: %s\n", at % 2 == 0 ? "before" : "after",
             sim_moment_text ((SimMoment) (at / 2)));
  }
  return all;
}

void
sim_counts_print (const guint64 *counts)
{
  for (guint i = 0; i < SIM_COUNTS; i++) {
    guint kind = i - SIM_COUNT_STEPS - 1;

    if (i >= SIM_COUNT_AT) {
      guint at = i - SIM_COUNT_AT;

      g_print ("#   stopped %s %-31s %12" G_GUINT64_FORMAT "\n", at % 2 == 0 ? "before" : "after ",
               sim_moment_text ((SimMoment) (at / 2)), counts[i]);
    } else if (words[i] != NULL)
      g_print ("# %-44s %12" G_GUINT64_FORMAT "\n", words[i], counts[i]);
    else if (i > SIM_COUNT_STEPS && kind < SIM_STEPS)
      g_print ("#   %-42s %12" G_GUINT64_FORMAT "\n", sim_step_kind_text ((SimStepKind) kind),
               counts[i]);
  }
}
