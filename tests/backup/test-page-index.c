/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-backup-error.h"
#include "backup/kk-page-index.h"
#include "base/kk-limits.h"

#include <string.h>

#define PAGES 100

static KkPageIndex *
make_index (guint64 number, const guint8 *pages, gsize n_pages)
{
  KkPageIndex *index = kk_page_index_new ();

  kk_page_index_set_of (index, &(KkPageIndexOf){ .number = number, .full = 1 });
  kk_page_index_add (index, pages, n_pages / 2);
  kk_page_index_add (index, pages + n_pages / 2 * KK_PAGE_SIZE, n_pages - n_pages / 2);
  return index;
}

static void
test_changed (void)
{
  g_autofree guint8 *pages = g_malloc0 ((PAGES + 2) * KK_PAGE_SIZE);
  g_autoptr (KkPageIndex) before = make_index (1, pages, PAGES);
  g_autoptr (KkPageIndex) same = make_index (2, pages, PAGES);
  g_autoptr (KkPageIndex) after = NULL;

  pages[0] ^= 1;
  pages[50 * KK_PAGE_SIZE - 1] ^= 1;
  after = make_index (2, pages, PAGES + 2);
  g_assert_cmpuint (kk_page_index_count_changed (same, before), ==, 0);
  g_assert_cmpuint (kk_page_index_count_changed (after, before), ==, 4);
  for (guint64 page = 1; page <= PAGES + 2; page++)
    g_assert_true (kk_page_index_is_changed (after, before, page) ==
                   (page == 1 || page == 50 || page > PAGES));
}

static void
test_written_and_read (void)
{
  g_autofree guint8 *pages = g_malloc0 (PAGES * KK_PAGE_SIZE);
  g_autoptr (KkPageIndex) index = make_index (7, pages, PAGES);
  g_autoptr (GBytes) bytes = kk_page_index_write (index);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkPageIndex) again = kk_page_index_read (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (kk_page_index_get_of (again)->number, ==, 7);
  g_assert_cmpuint (kk_page_index_get_of (again)->full, ==, 1);
  g_assert_cmpuint (kk_page_index_count (again), ==, PAGES);
  g_assert_cmpuint (kk_page_index_count_changed (again, index), ==, 0);
}

static void
test_damaged (void)
{
  g_autofree guint8 *pages = g_malloc0 (4 * KK_PAGE_SIZE);
  g_autoptr (KkPageIndex) index = make_index (7, pages, 4);
  g_autoptr (GBytes) bytes = kk_page_index_write (index);
  gsize size = g_bytes_get_size (bytes);

  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, i);
    g_autoptr (GBytes) altered = NULL;
    g_autoptr (GError) error = NULL;

    data[i] = (guint8) (data[i] ^ 1);
    altered = g_bytes_new (data, size);
    g_assert_null (kk_page_index_read (altered, &error));
    g_assert_error (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_CONTENT);
    g_assert_null (kk_page_index_read (cut, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-index/changed", test_changed);
  g_test_add_func ("/page-index/written-and-read", test_written_and_read);
  g_test_add_func ("/page-index/damaged", test_damaged);
  return g_test_run ();
}
