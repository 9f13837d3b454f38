/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The example region to look around in: lived-in, made once, and nothing else is removed for it. */

#include "app/casework/kk-app-due.h"
#include "app/casework/kk-app-signal.h"
#include "app/exchange/kk-app-post.h"
#include "app/kk-app-demo.h"
#include "kk-test-region.h"

#include <string.h>

static GBytes *
read_samples (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("KK_DATADIR"), "samples", "cases-htcds.csv", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, &error));
  g_assert_no_error (error);
  return g_bytes_new_take (text, size);
}

static guint
count_items (KkApp *app, const KkCaseFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) handles = kk_app_case_order (app, filter, &error);
  g_autoptr (GPtrArray) items = NULL;

  g_assert_no_error (error);
  items = kk_app_case_items (app, handles, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, handles->len);
  for (guint i = 0; i < items->len; i++)
    g_assert_nonnull (items->pdata[i]);
  return items->len;
}

static const KkPostItem *
find_item (const GPtrArray *post, KkPostKind kind)
{
  for (guint i = 0; i < post->len; i++) {
    const KkPostItem *item = post->pdata[i];

    if (item->kind == kind)
      return item;
  }
  g_assert_not_reached ();
}

/* Something overdue, a draft, and in the queue a question of a partner, which has a day, and two values to choose from. */
static void
assert_has_work (KkApp *app)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = kk_app_due_list (app, 7, &error);
  g_autoptr (GPtrArray) drafts = kk_app_signal_draft_list (app, &error);
  g_autoptr (GPtrArray) post = kk_app_post_list (app, &error);
  const KkPostItem *first;
  guint waiting = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (due->len, >=, 5);
  g_assert_cmpint (((const KkDueItem *) due->pdata[0])->state, ==, KK_DUE_OVERDUE);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_true (kk_app_post_count (app, &waiting, &error));
  g_assert_cmpuint (waiting, ==, 2);
  first = post->pdata[0];
  g_assert_cmpint (first->kind, ==, KK_POST_QUESTION);
  g_assert_true (first->waits);
  g_assert_cmpstr (first->from_name, ==, "Veilig Thuis IJsselland");
  g_assert_true (kk_app_consult_answer (app, first->id, "We do.", 0, &error));
  g_assert_true (kk_app_post_count (app, &waiting, &error));
  g_assert_cmpuint (waiting, ==, 1);
  first = find_item (post, KK_POST_CONFLICT);
  g_assert_true (first->waits);
  g_assert_true (kk_app_conflict_resolve (app, first->id, 0, NULL, &error));
  g_assert_true (kk_app_post_count (app, &waiting, &error));
  g_assert_cmpuint (waiting, ==, 0);
}

static void
assert_lived_in (const char *vault)
{
  g_autoptr (KkSecret) passphrase =
      kk_secret_new_copy (KK_DEMO_PASSPHRASE, strlen (KK_DEMO_PASSPHRASE));
  g_autoptr (GError) error = NULL;
  g_autoptr (KkApp) app = kk_app_open (vault, passphrase, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (count_items (app, &(KkCaseFilter){ 0 }), >, 50);
  g_assert_cmpuint (count_items (app, &(KkCaseFilter){ .own = TRUE }), >, 50);
  g_assert_cmpuint (count_items (app, &(KkCaseFilter){ .conflicts = TRUE }), ==, 1);
  g_assert_cmpuint (count_items (app, &(KkCaseFilter){ .search = "Handelskade" }), ==, 1);
  g_assert_cmpuint (count_items (app, &(KkCaseFilter){ .since = G_MAXINT64 }), ==, 0);
  assert_has_work (app);
}

static void
test_build (void)
{
  g_autofree char *folder = kk_test_folder_new ();
  g_autofree char *place = g_build_filename (folder, "example", NULL);
  g_autoptr (GBytes) csv = read_samples ();
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *vault = kk_app_demo_build (place, csv, NULL, NULL, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  assert_lived_in (vault);
  again = kk_app_demo_build (place, nothing, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, vault);
  kk_test_folder_remove (folder);
}

/* A folder that is not an example keeps what is in it. */
static void
test_not_an_example (void)
{
  g_autofree char *folder = kk_test_folder_new ();
  g_autofree char *own = g_build_filename (folder, "gemeente-deventer", "notes.txt", NULL);
  g_autofree char *inside = g_path_get_dirname (own);
  g_autoptr (GBytes) csv = read_samples ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (inside, 0700), ==, 0);
  g_assert_true (g_file_set_contents (own, "mine", -1, &error));
  g_assert_null (kk_app_demo_build (folder, csv, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  kk_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/example/build", test_build);
  g_test_add_func ("/example/not-an-example", test_not_an_example);
  return g_test_run ();
}
