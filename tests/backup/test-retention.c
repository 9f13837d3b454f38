/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What stays of the backups in a folder, whatever they are made of. */

#include "backup/kk-retention.h"

#define CHAIN 31 /* a full backup and its increments */

static void
add (GArray *backups, guint64 number, guint64 full)
{
  KkRetained backup = { .number = number, .full = full };

  g_array_append_val (backups, backup);
}

/* What a run does after each backup. */
static void
clean (GArray *backups)
{
  guint64 newest = g_array_index (backups, KkRetained, backups->len - 1).number;

  kk_retention_decide (backups);
  for (guint i = backups->len; i > 0; i--) {
    KkRetained *backup = &g_array_index (backups, KkRetained, i - 1);

    if (backup->action == KK_RETENTION_DELETE)
      g_array_remove_index (backups, i - 1);
    else if (backup->action == KK_RETENTION_KEEP)
      backup->marked = 0;
    else if (backup->marked == 0)
      backup->marked = newest;
  }
}

static gboolean
has (const GArray *backups, guint64 number)
{
  for (guint i = 0; i < backups->len; i++)
    if (g_array_index (backups, KkRetained, i).number == number)
      return TRUE;
  return FALSE;
}

static void
check_rules (const GArray *backups)
{
  guint64 last = 0;

  for (guint i = 0; i < backups->len; i++) {
    const KkRetained *backup = &g_array_index (backups, KkRetained, i);

    g_assert_cmpuint (backup->number, >, last);
    last = backup->number;
    /* Nothing is left that cannot be restored, but what waits for its deletion. */
    if (backup->marked == 0)
      for (guint64 number = backup->full; number < backup->number; number++)
        g_assert_true (has (backups, number));
  }
}

static void
test_daily (void)
{
  g_autoptr (GArray) backups = g_array_new (FALSE, TRUE, sizeof (KkRetained));
  guint64 full = 1;
  guint most = 0;

  for (guint64 number = 1; number <= 2000; number++) {
    if ((number - 1) % CHAIN == 0)
      full = number;
    add (backups, number, full);
    clean (backups);
    check_rules (backups);
    for (guint64 newest = number > 2 ? number - 2 : 1; newest <= number; newest++)
      g_assert_true (has (backups, newest));
    most = MAX (most, backups->len);
  }
  /* Two months by day, a year by month, and what waits. */
  g_assert_cmpuint (most, <=, 3 * CHAIN + KK_RETENTION_FULL);
  g_assert_true (has (backups, full - 11 * CHAIN));
  g_assert_false (has (backups, full - 14 * CHAIN));
}

/* Only full ones: nothing goes before it waited for seven newer ones. */
static void
test_two_phases (void)
{
  g_autoptr (GArray) backups = g_array_new (FALSE, TRUE, sizeof (KkRetained));

  for (guint64 number = 1; number <= 13; number++) {
    add (backups, number, number);
    clean (backups);
    g_assert_true (has (backups, 1));
  }
  g_assert_cmpuint (g_array_index (backups, KkRetained, 0).marked, ==, 13);
  for (guint64 number = 14; number <= 19; number++) {
    add (backups, number, number);
    clean (backups);
    g_assert_true (has (backups, 1));
  }
  add (backups, 20, 20);
  clean (backups);
  g_assert_false (has (backups, 1));
  g_assert_true (has (backups, 2));
}

/* The newest three stay with all they need, also when far more full ones would push them out. */
static void
test_newest_three (void)
{
  g_autoptr (GArray) backups = g_array_new (FALSE, TRUE, sizeof (KkRetained));

  add (backups, 1, 1);
  for (guint64 number = 2; number <= 20; number++)
    add (backups, number, number);
  add (backups, 21, 1);
  for (guint i = 0; i < backups->len; i++)
    g_array_index (backups, KkRetained, i).marked = 1;
  kk_retention_decide (backups);
  g_assert_cmpint (g_array_index (backups, KkRetained, 0).action, ==, KK_RETENTION_KEEP);
  for (guint i = 18; i <= 20; i++)
    g_assert_cmpint (g_array_index (backups, KkRetained, i).action, ==, KK_RETENTION_KEEP);
  g_assert_cmpint (g_array_index (backups, KkRetained, 1).action, ==, KK_RETENTION_DELETE);
}

/* A mark goes when the backup is wanted again; a mark from the future never counts. */
static void
test_marks (void)
{
  g_autoptr (GArray) backups = g_array_new (FALSE, TRUE, sizeof (KkRetained));

  for (guint64 number = 1; number <= 30; number++)
    add (backups, number, number);
  g_array_index (backups, KkRetained, 0).marked = 30;
  g_array_index (backups, KkRetained, 1).marked = 1000;
  g_array_index (backups, KkRetained, 2).marked = 23;
  kk_retention_decide (backups);
  g_assert_cmpint (g_array_index (backups, KkRetained, 0).action, ==, KK_RETENTION_MARK);
  g_assert_cmpint (g_array_index (backups, KkRetained, 1).action, ==, KK_RETENTION_MARK);
  g_assert_cmpint (g_array_index (backups, KkRetained, 2).action, ==, KK_RETENTION_DELETE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retention/daily", test_daily);
  g_test_add_func ("/retention/two-phases", test_two_phases);
  g_test_add_func ("/retention/newest-three", test_newest_three);
  g_test_add_func ("/retention/marks", test_marks);
  return g_test_run ();
}
