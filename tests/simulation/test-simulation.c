/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The exchange of a whole region in one process, under faults that a seed draws (exchange §21).
 *
 * test-simulation                        what the normal run does
 * test-simulation --seeds 1000000        so many seeds; with --first N from there, with --jobs N on so many processes
 * test-simulation --seeds 1000 --all     every seed that breaks a promise, not the first
 * test-simulation --seed 17 [--steps 0-3,7] [--trace]
 * test-simulation --life "17 0; share 0 0 1; sync 0 0 0" [--trace] */

#include "sim-life.h"

#include <string.h>

#define SEEDS 10000
#define JOBS  2
/* So many draw everything. */
#define SEEDS_FOR_ALL 5000

static struct {
  gint64 seeds;
  gint64 first;
  gint jobs;
  gint64 seed;
  char *steps;
  char *life;
  gboolean all;
  gboolean trace;
} options = { .seeds = SEEDS, .jobs = JOBS, .seed = -1 };

/* Found by a seed, and mended: the shortest life that broke a promise. */
static const struct {
  const char *name;
  const char *life;
} found[] = {
  /* What was confirmed by a clock that ran ahead waited until that day came. */
  { "confirmed-in-the-future", "1 3; share 0 2 343; clock 0 7 0; clock 1 8 0; clock 2 8 0" },
  /* A snapshot replaced a packet of its own push, which then was added and dropped at once. */
  { "replaced-before-it-was-pushed",
    "29 2; share 0 94436 309; sync 0 24187 442; time 2 44257 59; sync 0 25563 515; share 0 44118 62; "
    "sync 1 34515 616" },
  /* A server that held a manifest back for a moment left the log incomplete for ever. */
  { "manifest-held-back",
    "5056 2; edit 2 57465 771; stop-in-sync 2 32548 554; withhold 2 57022 847" },
  /* A field that was emptied while nothing was shared stayed as it was with who had it. */
  { "emptied-while-not-shared",
    "713 2; stop-share 0 62934 156; edit 0 47617 616; share 0 28922 204" },
  /* Nobody confirmed a field anew: its old value stayed current with who had it. */
  { "changed-while-not-shared",
    "3351 1; edit 0 81552 72; stop-share 0 19733 524; share 0 86851 926; edit 0 90913 835" },
  /* What got lost was said to be old, and the receiver took that for a breach. */
  { "old-and-lost", "12 0; share 0 8257 69; stop-in-sync 0 91460 2; clock 1 4419 80" },
  /* Who erases for a colleague did not know who had been given it. */
  { "erased-by-a-colleague", "83 1; erase 2 76216 153" },
  /* A consent that a colleague withdrew carried what was confirmed on it all the same. */
  { "withdrawn-by-a-colleague",
    "4190 1; share 0 35945 720; withdraw 2 27600 162; sync 2 66643 76" },
  { "consent-erased", "1820 0; share 0 62269 668; erase 0 93387 917" },
  /* With a record that was erased, what waited of others went too. */
  { "erased-while-it-waited", "628 1; share 0 54253 468; erase 0 44571 75" },
  /* What the law let go by the day alone waited for the next change of the case. */
  { "lawful-later", "5468 3; clock 0 34789 888; share 0 40654 452" },
  /* A server that changed one byte of the own branch stopped that device for a copy. */
  { "own-branch-damaged", "1093 1; flip 2 30540 1" },
  /* A gap notice that was there already hid that more was lost. */
  { "old-gap-notice",
    "4274 3; clock 2 5948 958; time 1 88689 279; stop-in-sync 0 91123 2; edit 0 89739 859; "
    "stop-in-sync 0 12766 19" },
  /* The answer to a resync dropped a request to erase. */
  { "recall-replaced",
    "351 0; backup 0 60971 639; stop-in-sync 0 10394 46; restore 0 45966 873; recall 0 92614 543" },
  /* Neither of two colleagues told who was given what the other deleted. */
  { "deleted-meanwhile", "217 1; share 0 10825 152; edit 2 77943 516; delete 2 70759 12" },
  /* What a colleague had read in time, and the law does not let go again. */
  { "lost-to-one-colleague",
    "31293 2; share 0 31321 521; sync 0 12511 57; time 1 24337 640; sync 1 26312 734" },
  /* A colleague's word that a record is deleted was read before what it was about, and refused. */
  { "told-before-it-came", "7576 1; delete 0 32005 784; withdraw 2 86165 252; share 2 46453 794" },
  /* Who erased and was put back to before that did not hear of it from its colleague. */
  { "erased-and-put-back",
    "8154 1; backup 0 62561 447; erase 0 80627 766; sync 0 90641 956; restore 0 54697 10" },
  /* What was confirmed under the old numbers waited for a person for ever. */
  { "confirmed-and-put-back",
    "1620 0; backup 1 28793 584; sync 1 32850 615; restore 1 53185 428; edit 1 94485 613; share 1 "
    "32059 387" },
};

static void
tell_failure (SimLife *life)
{
  g_autofree char *failure = NULL;
  g_autofree char *text = NULL;

  sim_life_shrink (life);
  failure = sim_life_run_apart (life);
  text = sim_life_text (life);
  g_print ("# seed %" G_GUINT64_FORMAT ": %s\n# again with: --trace --life \"%s\"\n", life->seed,
           failure != NULL ? failure : "not when it is tried again", text);
}

static void
test_found (gconstpointer data)
{
  g_autoptr (SimLife) life = sim_life_parse (data);
  g_autofree char *failure = NULL;

  g_assert_nonnull (life);
  failure = sim_life_run_apart (life);
  if (failure == NULL)
    return;
  g_print ("# %s\n", failure);
  g_test_fail ();
}

/* A seed is worth nothing when it does not give the same twice. */
static void
test_same_again (void)
{
  guint64 counts[SIM_COUNTS] = { 0 };

  for (guint64 seed = 0; seed < 20; seed++) {
    g_autoptr (SimLife) life = sim_life_draw (seed);
    guint64 first;
    guint64 second;

    g_free (sim_life_run (life, counts, FALSE, &first));
    g_free (sim_life_run (life, counts, FALSE, &second));
    g_assert_cmpuint (first, ==, second);
  }
}

static void
test_seeds (void)
{
  guint64 counts[SIM_COUNTS] = { 0 };
  guint64 failed = 0;
  SimCampaign campaign = { (guint64) options.first, (guint64) options.seeds, (guint) options.jobs,
                           options.all };
  gboolean fine = sim_campaign_run (&campaign, counts, &failed);

  sim_counts_print (counts);
  if (fine && options.seeds >= SEEDS_FOR_ALL && !sim_counts_are_all_moments (counts))
    g_test_fail ();
  if (fine)
    return;
  {
    g_autoptr (SimLife) life = sim_life_draw (failed);

    g_print ("# seed %" G_GUINT64_FORMAT " broke a promise\n", failed);
    tell_failure (life);
  }
  g_test_fail ();
}

static void
test_one (void)
{
  guint64 counts[SIM_COUNTS] = { 0 };
  g_autoptr (SimLife) life =
      options.life != NULL ? sim_life_parse (options.life) : sim_life_draw ((guint64) options.seed);
  g_autofree char *failure = NULL;

  g_assert_nonnull (life);
  if (options.steps != NULL)
    sim_life_keep (life, options.steps);
  failure = sim_life_run (life, counts, options.trace, NULL);
  if (failure == NULL)
    return;
  g_print ("# %s\n", failure);
  g_test_fail ();
}

static void
parse_options (int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "seeds", 0, 0, G_OPTION_ARG_INT64, &options.seeds, NULL, NULL },
    { "first", 0, 0, G_OPTION_ARG_INT64, &options.first, NULL, NULL },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &options.jobs, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, NULL, NULL },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options.steps, NULL, NULL },
    { "life", 0, 0, G_OPTION_ARG_STRING, &options.life, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, NULL, NULL },
    { "trace", 0, 0, G_OPTION_ARG_NONE, &options.trace, NULL, NULL },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!g_option_context_parse (context, argc, argv, &error))
    g_error ("%s", error->message);
}

int
main (int argc, char *argv[])
{
  int status;

  sim_chance_start ();
  parse_options (&argc, &argv);
  g_test_init (&argc, &argv, NULL);
  sim_stage_start ();
  if (options.seed >= 0 || options.life != NULL) {
    g_test_add_func ("/simulation/one", test_one);
  } else {
    for (gsize i = 0; i < G_N_ELEMENTS (found); i++) {
      g_autofree char *path = g_strconcat ("/simulation/found/", found[i].name, NULL);

      g_test_add_data_func (path, found[i].life, test_found);
    }
    g_test_add_func ("/simulation/same-again", test_same_again);
    g_test_add_func ("/simulation/seeds", test_seeds);
  }
  status = g_test_run ();
  sim_stage_stop ();
  return status;
}
