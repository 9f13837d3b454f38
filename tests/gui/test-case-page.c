/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The page of a case as a place to work: a choice between two values, a change that is kept while typing and taken back, an
 * entry in the journal, and a sentence that was not done when the vault was locked. */

#include "app/casework/kk-app-case.h"
#include "app/exchange/kk-app-sync.h"
#include "gui/cases/kk-case-page.h"
#include "kk-test-gtk.h"
#include "kk-test-region.h"
#include "kk-test-session.h"

#include <string.h>

static char *
set_value (KkApp *app, const char *reference, const char *field, const char *value)
{
  const KkFieldEdit edit = { .field = field, .value = value };
  g_autoptr (GError) error = NULL;
  char *made = reference == NULL ? kk_app_case_new (app, NULL, &error) : g_strdup (reference);

  g_assert_no_error (error);
  g_assert_true (kk_app_case_set (app, made, NULL, &edit, 1, &error));
  return made;
}

static void
sync_one (KkTestRegion *region, const char *name)
{
  const KkSyncPlan plan = { .remote = region->remote };
  g_autoptr (GError) error = NULL;

  kk_sync_report_free (kk_app_sync (kk_test_region_get_app (region, name), &plan, &error));
  g_assert_no_error (error);
}

/* Two devices of one desk wrote a title without having heard of each other. */
static KkTestRegion *
make_region (char **vault, char **reference, char **other)
{
  KkTestRegion *region = kk_test_region_new ((const char *const[]){ "deventer", NULL });
  KkApp *first = kk_test_region_get_app (region, "deventer");
  KkApp *second = kk_test_region_add_device (region, "deventer", "deventer-2");

  *reference = set_value (first, NULL, "nl_Municipality", "Deventer");
  *other = set_value (first, NULL, "nl_CaseTitle", "Nail studio");
  for (guint i = 0; i < 2; i++) {
    sync_one (region, "deventer");
    sync_one (region, "deventer-2");
  }
  g_free (set_value (first, *reference, "nl_CaseTitle", "Warehouse"));
  g_free (set_value (second, *reference, "nl_CaseTitle", "Storehouse"));
  g_free (set_value (first, *reference, "nl_Municipality", "Zwolle"));
  g_free (set_value (second, *reference, "nl_Municipality", "Kampen"));
  sync_one (region, "deventer-2");
  sync_one (region, "deventer");
  *vault = g_strdup (((const KkTestMember *) region->members->pdata[0])->folder);
  kk_test_region_close (region, "deventer");
  return region;
}

static void
press (GtkWidget *page, const char *label)
{
  g_signal_emit_by_name (kk_test_gtk_expect (page, GTK_TYPE_BUTTON, label), "clicked");
}

typedef struct {
  GtkWidget *page;
  GType type;
  const char *text;
} Gone;

static gboolean
is_gone (gpointer data)
{
  const Gone *gone = data;

  return kk_test_gtk_find (gone->page, gone->type, gone->text) == NULL;
}

static void
expect_gone (GtkWidget *page, GType type, const char *text)
{
  Gone gone = { page, type, text };

  kk_test_gtk_wait (is_gone, &gone);
}

static GtkWidget *
find_mapped (GtkWidget *root, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) && gtk_widget_get_mapped (child)
                           ? child
                           : find_mapped (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Neither of the two: a third one, written in its place. */
static void
choose_other (GtkWidget *page)
{
  GtkWidget *group = gtk_widget_get_parent (
      gtk_widget_get_parent (kk_test_gtk_expect (page, GTK_TYPE_BUTTON, "Choose Kampen")));

  press (group, "Another value…");
  gtk_editable_set_text (GTK_EDITABLE (find_mapped (group, GTK_TYPE_ENTRY)), "Raalte");
  press (group, "Keep this value");
  expect_gone (page, GTK_TYPE_BUTTON, "Choose Kampen");
  kk_test_gtk_expect (page, GTK_TYPE_LABEL, "Raalte");
}

static void
choose (GtkWidget *page, GtkWindow *window)
{
  kk_test_gtk_expect (page, GTK_TYPE_BUTTON, "Choose Storehouse");
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "case-conflict");
  press (page, "Choose Warehouse");
  expect_gone (page, GTK_TYPE_BUTTON, "Choose Storehouse");
}

/* The button of the row that has @value: its icon says which. */
static GtkWidget *
find_icon (GtkWidget *root, const char *icon)
{
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = GTK_IS_BUTTON (child) &&
                               g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (child)), icon) == 0
                           ? child
                           : find_icon (child, icon);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
change (GtkWidget *page, GtkWindow *window)
{
  GtkWidget *value = kk_test_gtk_expect (page, GTK_TYPE_LABEL, "Warehouse");
  GtkWidget *row = gtk_widget_get_ancestor (value, GTK_TYPE_LIST_BOX_ROW);

  g_assert_nonnull (row);
  g_signal_emit_by_name (find_icon (row, "document-open-recent-symbolic"), "clicked");
  g_signal_emit_by_name (find_icon (row, "document-edit-symbolic"), "clicked");
  gtk_editable_set_text (GTK_EDITABLE (find_mapped (row, GTK_TYPE_ENTRY)), "Warehouse Handelskade");
  kk_test_gtk_expect (row, GTK_TYPE_LABEL, "Kept at");
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "case-editing");
  press (row, "Done");
  kk_test_gtk_expect (page, GTK_TYPE_LABEL, "Warehouse Handelskade");
}

static GtkTextBuffer *
find_note (GtkWidget *page)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_mapped (page, GTK_TYPE_TEXT_VIEW)));
}

static gboolean
has_note (gpointer data)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (data, &start, &end);
  text = gtk_text_buffer_get_text (data, &start, &end, FALSE);
  return strcmp (text, "Half a sent") == 0;
}

static void
write_journal (GtkWidget *page, GtkWindow *window)
{
  gtk_text_buffer_set_text (find_note (page), "Called with the school.", -1);
  press (page, "Add to the journal");
  kk_test_gtk_expect (page, GTK_TYPE_LABEL, "Called with the school.");
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "case-journal");
}

static GtkWindow *
show_case (GtkWidget *page, KkSession *session, const char *reference)
{
  GtkWindow *window = kk_test_gtk_show (page, 800, 800);

  kk_case_page_set_session (KK_CASE_PAGE (page), session);
  kk_case_page_show (KK_CASE_PAGE (page), reference);
  return window;
}

static gboolean
is_shown (gpointer page)
{
  return kk_case_page_get_reference (page) != NULL;
}

/* Locked in the middle of a word: it is there again, with its own case and no other. */
static void
find_half_again (KkSession *session, const char *reference, const char *other)
{
  GtkWidget *page = g_object_new (KK_TYPE_CASE_PAGE, NULL);
  GtkWindow *window = show_case (page, session, reference);

  kk_test_gtk_expect (page, GTK_TYPE_LABEL, "Warehouse");
  gtk_widget_activate_action (page, "case.previous", NULL);
  kk_test_gtk_wait (has_note, find_note (page));
  kk_case_page_show (KK_CASE_PAGE (page), other);
  kk_test_gtk_wait (is_shown, page);
  g_assert_cmpint (gtk_text_buffer_get_char_count (find_note (page)), ==, 0);
  kk_case_page_show (KK_CASE_PAGE (page), reference);
  kk_test_gtk_wait (has_note, find_note (page));
  kk_test_gtk_destroy (window, page);
}

static void
test_case_page (void)
{
  g_autofree char *vault = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *other = NULL;
  g_autoptr (KkTestRegion) region G_GNUC_UNUSED = make_region (&vault, &reference, &other);
  KkSession *session = kk_session_new ();
  GtkWidget *page = g_object_new (KK_TYPE_CASE_PAGE, NULL);
  GtkWindow *window;

  kk_test_session_open (session, vault);
  window = show_case (page, session, reference);
  choose_other (page);
  choose (page, window);
  gtk_widget_activate_action (page, "case.next", NULL);
  change (page, window);
  gtk_widget_activate_action (page, "case.undo", NULL);
  expect_gone (page, GTK_TYPE_LABEL, "Warehouse Handelskade");

  gtk_widget_activate_action (page, "case.next", NULL);
  write_journal (page, window);
  gtk_text_buffer_set_text (find_note (page), "Half a sent", -1);
  kk_session_lock (session);
  kk_test_gtk_destroy (window, page);

  kk_test_session_open (session, vault);
  find_half_again (session, reference, other);
  kk_test_session_end (session);
}

int
main (int argc, char **argv)
{
  kk_test_gtk_init (&argc, &argv);
  g_test_add_func ("/case-page/work", test_case_page);
  return g_test_run ();
}
