/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Delen on a real vault: recipient, table, questions answered in their place, the sight of the recipient; wide and narrow. */

#include "app/casework/kk-app-case.h"
#include "app/exchange/kk-app-sync.h"
#include "gui/share/kk-share-page.h"
#include "gui/share/kk-share-recipients.h"
#include "kk-test-gtk.h"
#include "kk-test-region.h"
#include "kk-test-session.h"

#include <string.h>

static const char csv[] =
    "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,prs_FirstName,prs_SecondName,"
    "prs_Birthdate,prs_Gender,vic_TypeOfExploitation,cas_Status,cco_CaseComment\r\n"
    "SYN-9-00001,signaal,2026-10-01,Deventer,Mira,Fictiefsma,2010-05-04,Feminine,"
    "SexualExploitation,Active,Loopt op straat\r\n";

/* Looking for widgets. */

static GtkWidget *
find_widget (GtkWidget *root,
             gboolean (*is_it) (GtkWidget *widget, gconstpointer data),
             gconstpointer data)
{
  if (is_it (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = gtk_widget_get_mapped (child) ? find_widget (child, is_it, data) : NULL;

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
is_labelled (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static gboolean
is_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

static gboolean
is_text (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strcmp (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
}

static guint
count_class (GtkWidget *root, const char *css)
{
  guint count = gtk_widget_has_css_class (root, css) && GTK_IS_BUTTON (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_class (child, css);
  return count;
}

/* Waiting. */

typedef struct {
  GtkWidget *page;
  const char *css; /* (nullable) */
  guint more_than;
  const char *text; /* (nullable) */
} Wish;

static gboolean
is_there (gpointer data)
{
  const Wish *wish = data;

  return wish->text != NULL ? find_widget (wish->page, is_text, wish->text) != NULL
                            : count_class (wish->page, wish->css) > wish->more_than;
}

static void
wait_for_cells (GtkWidget *page, const char *css, guint more_than)
{
  Wish wish = { .page = page, .css = css, .more_than = more_than };

  kk_test_gtk_wait (is_there, &wish);
}

static void
wait_for_text (GtkWidget *page, const char *text)
{
  Wish wish = { .page = page, .text = text };

  kk_test_gtk_wait (is_there, &wish);
}

/* The vault. */

static KkTestRegion *
make_region (char **vault)
{
  KkTestRegion *region =
      kk_test_region_new ((const char *const[]){ "deventer", "veilig-thuis", NULL });
  KkApp *app = kk_test_region_get_app (region, "deventer");
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, sizeof csv - 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (KkImportReport) report = kk_app_case_import (app, bytes, NULL, &error);
  const KkSyncPlan plan = { .remote = region->remote };
  g_autoptr (KkSyncReport) synced = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (report->imported, ==, 1);
  kk_sync_report_free (
      kk_app_sync (kk_test_region_get_app (region, "veilig-thuis"), &plan, &error));
  synced = kk_app_sync (app, &plan, &error);
  g_assert_no_error (error);
  *vault = g_strdup (((const KkTestMember *) region->members->pdata[0])->folder);
  kk_test_region_close (region, "deventer");
  return region;
}

static void
choose_recipient (GtkWidget *page, GtkWindow *window)
{
  GType type = KK_TYPE_SHARE_RECIPIENTS;
  GtkWidget *recipients;

  gtk_widget_activate_action (page, "share.recipients", NULL);
  wait_for_text (page, "Veilig Thuis IJsselland");
  recipients = find_widget (page, is_type, &type);
  g_assert_nonnull (kk_share_recipients_find (KK_SHARE_RECIPIENTS (recipients),
                                              "veilig-thuis/VT/zorgcoordinator"));
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "share-recipients");
  gtk_widget_activate_action (page, "share.add", "s", "veilig-thuis/VT/zorgcoordinator");
  wait_for_cells (page, "share-cell", 5);
}

/* What is missing for a report to Veilig Thuis: the reason, and whether it may be reported. */
static void
answer_questions (GtkWidget *page)
{
  GType text = GTK_TYPE_TEXT_VIEW;
  GType check = GTK_TYPE_CHECK_BUTTON;
  guint goes = count_class (page, "goes");
  GtkWidget *pane;

  g_assert_cmpuint (count_class (page, "open"), >, 3);
  gtk_widget_activate_action (page, "share.note", "u", 0u);
  gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_widget (page, is_type, &text))),
      "Zonder deze gegevens kan er geen hulp komen.", -1);
  g_signal_emit_by_name (find_widget (page, is_labelled, "Keep the reason"), "clicked");
  wait_for_text (page, "filled in");

  gtk_widget_activate_action (page, "share.question", "(us)", 0u, "HG_KM");
  pane = gtk_widget_get_parent (find_widget (page, is_text, "Is the victim younger than 18?"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (pane, is_type, &check)), TRUE);
  pane = gtk_widget_get_next_sibling (find_widget (
      pane, is_text,
      "Does the young person depend on the exploiter, or is he or she not free to go?"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_widget (pane, is_type, &check)), TRUE);
  g_signal_emit_by_name (find_widget (page, is_labelled, "Record the conclusion"), "clicked");
  wait_for_cells (page, "goes", goes);
}

static gboolean
is_narrow (gpointer page)
{
  return find_widget (page, is_labelled, "Check…") != NULL;
}

static void
test_share (void)
{
  g_autofree char *vault = NULL;
  g_autoptr (KkTestRegion) region G_GNUC_UNUSED = make_region (&vault);
  KkSession *session = kk_session_new ();
  GtkWidget *page;
  GtkWindow *window;

  kk_test_session_open (session, vault);
  page = kk_share_page_new (session, "SYN-9-00001", "SYN-9-00001");
  window = kk_test_gtk_show (page, 1060, 800);
  kk_test_gtk_save (window, "share-empty");
  choose_recipient (page, window);
  answer_questions (page);
  gtk_widget_activate_action (page, "share.cell", "(uu)", 0u, 0u);
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "share");

  gtk_widget_activate_action (page, "share.tick", "u", 0u);
  wait_for_cells (page, "left-out", 0);
  gtk_widget_activate_action (page, "share.look", NULL);
  wait_for_text (page, "This is how Veilig Thuis IJsselland receives it.");
  g_assert_null (find_widget (page, is_text, "Mira"));
  g_assert_nonnull (find_widget (page, is_text, "Fictiefsma"));
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "share-sight");

  gtk_widget_activate_action (page, "share.back", NULL);
  gtk_window_set_default_size (window, 360, 720);
  kk_test_gtk_wait (is_narrow, page);
  kk_test_gtk_draw (window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 362);
  kk_test_gtk_save (window, "share-narrow");
  kk_test_gtk_destroy (window, page);
  kk_test_session_end (session);
}

int
main (int argc, char **argv)
{
  kk_test_gtk_init (&argc, &argv);
  g_test_add_func ("/share/page", test_share);
  return g_test_run ();
}
