/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-term.h"

static void
assert_due (const char *kind, const char *day, const char *expected)
{
  g_autofree char *due = kk_term_dup_due (kind, day);

  g_assert_cmpstr (due, ==, expected);
}

static void
test_terms (void)
{
  assert_due ("T-02", "2026-11-22", "2027-01-31");
  assert_due ("T-03", "2026-02-10", "2026-03-10");
  assert_due ("T-05", "2026-11-30", "2027-02-28");
  assert_due ("T-06", "2024-02-29", "2029-02-28");
  assert_due ("T-13", "2026-12-20", "2027-01-03");
  assert_due ("own", "2026-11-22", NULL);
  assert_due ("T-13", "2026-13-22", NULL);
  assert_due ("T-13", NULL, NULL);
}

static void
test_states (void)
{
  g_assert_cmpint (kk_due_judge ("2026-11-21", "2026-11-22", 7), ==, KK_DUE_OVERDUE);
  g_assert_cmpint (kk_due_judge ("2026-11-22", "2026-11-22", 7), ==, KK_DUE_TODAY);
  g_assert_cmpint (kk_due_judge ("2026-11-29", "2026-11-22", 7), ==, KK_DUE_SOON);
  g_assert_cmpint (kk_due_judge ("2026-11-30", "2026-11-22", 7), ==, KK_DUE_LATER);
  g_assert_cmpint (kk_due_judge ("2027-01-01", "2026-12-31", 0), ==, KK_DUE_LATER);
  g_assert_cmpstr (kk_due_state_text (KK_DUE_OVERDUE), ==, "overdue");
  g_assert_cmpstr (kk_term_list (KK_HAT_VT)[2], ==, "T-03");
  g_assert_cmpstr (kk_term_list (KK_HAT_RIEC)[0], ==, "T-06");
  g_assert_null (kk_term_list (KK_HAT_GEM_WMO)[0]);
}

static void
test_duties (void)
{
  g_assert_true (g_strv_contains (kk_term_list_desk (KK_HAT_VT), "D-10"));
  g_assert_true (g_strv_contains (kk_term_list_desk (KK_HAT_ZVH), "T-08"));
  g_assert_true (g_strv_contains (kk_term_list_desk (KK_HAT_RIEC), "T-09"));
  g_assert_false (g_strv_contains (kk_term_list_desk (KK_HAT_ZVH), "T-07"));
  g_assert_true (g_strv_contains (kk_term_list_desk (KK_HAT_POL), "T-07"));
  g_assert_true (g_strv_contains (kk_term_list_desk (KK_HAT_GEM_WMO), "T-14"));
  g_assert_cmpint (kk_duty_end ("D-01"), ==, KK_DUTY_ALWAYS);
  g_assert_cmpint (kk_duty_end ("D-04"), ==, KK_DUTY_WORK);
  g_assert_cmpint (kk_duty_end ("T-15"), ==, KK_DUTY_WORK);
  g_assert_cmpint (kk_duty_end ("D-10"), ==, KK_DUTY_DESK);
  g_assert_cmpint (kk_duty_end ("T-05"), ==, KK_DUTY_TASK);
  assert_due (KK_TERM_DUBLIN, "2026-11-22", "2026-12-22");
  assert_due ("T-09", "2024-02-29", "2025-02-28");
  assert_due ("D-10", "2026-01-01", "2026-07-01");
  assert_due ("T-04", "2026-11-30", "2027-02-28");
  assert_due ("T-10", "2026-01-31", "2026-02-28");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/term/terms", test_terms);
  g_test_add_func ("/term/states", test_states);
  g_test_add_func ("/term/duties", test_duties);
  return g_test_run ();
}
