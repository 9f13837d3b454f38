/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "sync/kk-git-name.h"

#include "base/kk-limits.h"

#include <string.h>

#define TAG "0123456789abcdef0123456789abcdef"

static void
test_known (void)
{
  static const char *const paths[] = {
    "c", "d/0/1", "d/0/f", "d/1/10", "d/fffffffffff/ffffffffffff", "p/0/1/" TAG, "b/" TAG
  };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    KkTipName name;

    g_test_message ("%s", paths[i]);
    g_assert_true (kk_tip_name_parse (paths[i], &name));
    g_assert_cmpstr (kk_tip_name_path (&name).text, ==, paths[i]);
  }
}

static void
test_unknown (void)
{
  static const char *const paths[] = { "",
                                       "C",
                                       "c/",
                                       "c/c",
                                       "/c",
                                       "a",
                                       "a/" TAG,
                                       "d",
                                       "d/",
                                       "d/0",
                                       "d/0/",
                                       "d/0/0",
                                       "d/0/01",
                                       "d/00/1",
                                       "d//1",
                                       "d/1/1",
                                       "d/0/10",
                                       "d/0/A",
                                       "d/0/g",
                                       "d/0/1/1",
                                       "d/0/1 ",
                                       "d/100000000000/1000000000000",
                                       "p/0/1/" TAG "0",
                                       "p/0/1/0123456789abcdef0123456789abcde",
                                       "p/0/1/0123456789abcdef0123456789abcdeF",
                                       "p/0/1/0123456789abcdef0123456789abcdeg",
                                       "p/1/1/" TAG,
                                       "p/0/2/" TAG,
                                       "p/01/" TAG,
                                       "p/" TAG,
                                       "p/0/1",
                                       "b/0123456789ABCDEF0123456789abcdef",
                                       "b/" TAG "/c",
                                       "b/" TAG TAG,
                                       "q/" TAG,
                                       "../c" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    KkTipName name;

    g_test_message ("%s", paths[i]);
    g_assert_false (kk_tip_name_parse (paths[i], &name));
  }
}

static void
test_folders (void)
{
  static const char *const good[] = {
    "d", "p", "b", "d/0", "d/a1", "d/fffffffffff", "p/0", "p/f/0"
  };
  static const char *const bad[] = {
    "",    "a",    "c",    "q",     "d/",     "d/00", "d/G",     "p/",    "p/g",
    "p/F", "p/01", "p/0/", "p/0/g", "p/0/00", "b/0",  "p/0/0/0", "d/0/1", "d/100000000000"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kk_tip_name_is_folder (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("%s", bad[i]);
    g_assert_false (kk_tip_name_is_folder (bad[i]));
  }
}

static void
test_order (void)
{
  KkTipName checkpoint = kk_tip_name_checkpoint (), one = kk_tip_name_delta (2);
  KkTipName other = kk_tip_name_delta (KK_LIMIT_SEQUENCE);
  KkId tag = { { 0 } };
  KkTipName packet = kk_tip_name_packet (&tag);

  g_assert_cmpint (kk_tip_name_compare (&checkpoint, &one), <, 0);
  g_assert_cmpint (kk_tip_name_compare (&other, &one), >, 0);
  g_assert_cmpint (kk_tip_name_compare (&other, &packet), <, 0);
  g_assert_cmpint (kk_tip_name_compare (&packet, &packet), ==, 0);
}

static void
test_oid (void)
{
  static const char text[] = "0123456789abcdef0123456789abcdef01234567";
  KkOid oid;

  g_assert_true (kk_oid_parse (text, &oid));
  g_assert_false (kk_oid_is_zero (&oid));
  g_assert_cmpstr (kk_oid_text (&oid).text, ==, text);
  g_assert_false (kk_oid_parse (text + 1, &oid));
  memset (&oid, 0, sizeof oid);
  g_assert_true (kk_oid_is_zero (&oid));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/git-name/known", test_known);
  g_test_add_func ("/git-name/unknown", test_unknown);
  g_test_add_func ("/git-name/folders", test_folders);
  g_test_add_func ("/git-name/order", test_order);
  g_test_add_func ("/git-name/oid", test_oid);
  return g_test_run ();
}
