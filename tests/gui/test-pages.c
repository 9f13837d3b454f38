/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The pages of the window on a region of one, and what a person does there. */

#include "app/casework/kk-app-case.h"
#include "app/casework/kk-app-due.h"
#include "app/casework/kk-app-meldroute.h"
#include "app/casework/kk-app-signal.h"
#include "app/vault/kk-app-backup.h"
#include "gui/common/kk-secret-entry.h"
#include "gui/common/kk-split.h"
#include "gui/kk-main-view.h"
#include "gui/kk-part.h"
#include "gui/settings/kk-help.h"
#include "gui/settings/kk-settings-window.h"
#include "gui/unlock/kk-restore-window.h"
#include "kk-test-gtk.h"
#include "kk-test-region.h"

#include <string.h>

typedef struct {
  KkTestRegion *region;
  char *reference;
  KkSession *session;
  gboolean open;
  GtkWidget *view;
  GtkWindow *window;
} Stage;

static gboolean
is_open (gpointer stage)
{
  return ((Stage *) stage)->open;
}

static void
on_opened_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  g_assert_no_error (error);
  ((Stage *) g_object_get_data (owner, "stage"))->open = TRUE;
}

/* One case with a title, in the vault of a municipality that is in a region. */
static KkApp *
begin (Stage *stage)
{
  const KkFieldEdit edit = { .field = "nl_CaseTitle", .value = "Warehouse Handelskade" };
  g_autoptr (GError) error = NULL;
  KkApp *app;

  stage->region = kk_test_region_new ((const char *const[]){ "deventer", NULL });
  app = kk_test_region_get_app (stage->region, "deventer");
  stage->reference = kk_app_case_new (app, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (kk_app_case_set (app, stage->reference, NULL, &edit, 1, &error));
  return app;
}

/* What was prepared is closed, and opened again by the client, with @place shown. */
static void
show (Stage *stage, const char *place)
{
  const KkTestMember *member = stage->region->members->pdata[0];

  kk_test_region_close (stage->region, "deventer");
  stage->session = kk_session_new ();
  g_object_set_data (G_OBJECT (stage->session), "stage", stage);
  kk_session_open (stage->session, G_OBJECT (stage->session), member->folder,
                   kk_test_secret_new (KK_TEST_PASSPHRASE), on_opened_cb);
  kk_test_gtk_wait (is_open, stage);
  stage->view = kk_main_view_new (stage->session, FALSE);
  stage->window = kk_test_gtk_show (stage->view, 1280, 800);
  kk_main_view_set_place (KK_MAIN_VIEW (stage->view), place);
}

static void
end (Stage *stage, const char *picture)
{
  kk_test_gtk_draw (stage->window);
  kk_test_gtk_save (stage->window, picture);
  kk_test_gtk_destroy (stage->window, stage->view);
  kk_session_lock (stage->session);
  g_object_unref (stage->session);
  kk_test_region_free (stage->region);
  g_free (stage->reference);
}

static void
add_task (KkApp *app, const char *case_, const char *title, const char *due)
{
  const KkTaskPlan plan = { .case_ = case_, .title = title, .due = due };
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_app_task_add (app, &plan, &error));
  g_assert_no_error (error);
}

/* What is overdue stands first, says so, and leads to its case. */
static void
test_today (void)
{
  Stage stage = { 0 };
  KkApp *app = begin (&stage);
  GtkWidget *row;

  add_task (app, stage.reference, "Answer the request for advice", "2026-01-01");
  show (&stage, "today/");
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "One thing for today.");
  row = kk_test_gtk_expect (stage.view, ADW_TYPE_ACTION_ROW, "Warehouse Handelskade");
  g_assert_nonnull (kk_test_gtk_find (row, GTK_TYPE_LABEL, "days late"));
  g_assert_true (gtk_widget_get_focusable (row));
  g_assert_true (gtk_widget_activate (row));
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "Journal");
  end (&stage, "today");
}

/* Snel melden: kept from the first letter, found again under Today, and filed as a case. */

static GtkWidget *
find_type (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
type_words (Stage *stage, const char *words)
{
  GtkWidget *text =
      find_type (kk_main_view_get_page (KK_MAIN_VIEW (stage->view)), GTK_TYPE_TEXT_VIEW);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), words, -1);
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static gboolean
has_dialog (gpointer unused G_GNUC_UNUSED)
{
  return find_dialog () != NULL;
}

static void
answer (const char *response)
{
  kk_test_gtk_wait (has_dialog, NULL);
  adw_message_dialog_response (find_dialog (), response);
}

static void
test_signal (void)
{
  Stage stage = { 0 };
  GtkWidget *row;

  begin (&stage);
  show (&stage, "today/");
  gtk_widget_activate_action (stage.view, "view.signal", "s", "");
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "What struck you?");
  kk_test_gtk_expect (stage.view, GTK_TYPE_CHECK_BUTTON, "wer");
  type_words (&stage, "Seven mattresses above a restaurant");
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "Draft kept at");
  kk_test_gtk_draw (stage.window);
  kk_test_gtk_save (stage.window, "signal");
  gtk_widget_activate_action (kk_main_view_get_page (KK_MAIN_VIEW (stage.view)), "page.back", NULL);
  row = kk_test_gtk_expect (stage.view, ADW_TYPE_ACTION_ROW, "Seven mattresses");
  g_assert_true (gtk_widget_activate (row));
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "What struck you?");
  gtk_widget_activate_action (kk_main_view_get_page (KK_MAIN_VIEW (stage.view)), "page.file", NULL);
  answer ("file");
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "The signal is filed.");
  end (&stage, "signal-filed");
}

/* Locking in the middle of a word loses no letter of it. */
static void
test_lock_keeps (void)
{
  Stage stage = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  const KkSignalDraft *draft;

  begin (&stage);
  show (&stage, "today/");
  gtk_widget_activate_action (stage.view, "view.signal", "s", "");
  kk_test_gtk_expect (stage.view, GTK_TYPE_CHECK_BUTTON, "wer");
  type_words (&stage, "Seven mat");
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "Draft kept at");
  type_words (&stage, "Seven matt");
  type_words (&stage, "Seven mattresses");
  kk_session_lock (stage.session);
  kk_test_gtk_destroy (stage.window, stage.view);
  g_object_unref (stage.session);
  drafts = kk_app_signal_draft_list (kk_test_region_reopen (stage.region, "deventer"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = drafts->pdata[0];
  g_assert_cmpstr (((const KkDraftField *) draft->fields->pdata[0])->value, ==, "Seven mattresses");
  kk_test_region_free (stage.region);
  g_free (stage.reference);
}

/* Nothing was disclosed; the chain is right all the same. */
static void
test_register (void)
{
  Stage stage = { 0 };

  begin (&stage);
  show (&stage, "register/");
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "Nothing was disclosed yet.");
  gtk_widget_activate (kk_test_gtk_expect (stage.view, GTK_TYPE_BUTTON, "Check"));
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "The register is right: 0 lines.");
  end (&stage, "register");
}

/* Windows of their own: drawn, pictured, and gone when the vault locks. */
static void
test_settings (void)
{
  Stage stage = { 0 };
  GtkWidget *settings;

  begin (&stage);
  show (&stage, "today/");
  settings = kk_settings_window_new (stage.window, stage.session, NULL);
  gtk_window_present (GTK_WINDOW (settings));
  kk_test_gtk_expect (settings, GTK_TYPE_LABEL, "never tested");
  kk_test_gtk_draw (GTK_WINDOW (settings));
  kk_test_gtk_save (GTK_WINDOW (settings), "settings");
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (settings), "members");
  kk_test_gtk_expect (settings, GTK_TYPE_LABEL, "this computer");
  g_assert_nonnull (kk_test_gtk_find (settings, GTK_TYPE_LABEL, "Gemeente Deventer"));
  kk_test_gtk_draw (GTK_WINDOW (settings));
  kk_test_gtk_save (GTK_WINDOW (settings), "settings-members");
  kk_test_gtk_destroy (GTK_WINDOW (settings), settings);
  end (&stage, "today-again");
}

/* A backup comes back with the code on paper, on a computer that has no vault. */

static void
on_restored_cb (gboolean *restored)
{
  *restored = TRUE;
}

static char *
make_backup (KkApp *app, const char *folder)
{
  const KkBackupPlan plan = { .folder = folder };
  g_autoptr (GError) error = NULL;
  g_autoptr (KkBackupInfo) info = kk_app_backup_create (app, &plan, &error);

  g_assert_no_error (error);
  return g_strdup (info->file);
}

static void
test_restore (void)
{
  g_autofree char *place = kk_test_folder_new ();
  g_autofree char *folder = g_build_filename (place, "vault", NULL);
  g_autoptr (KkSession) session = kk_session_new ();
  Stage stage = { 0 };
  g_autofree char *file = make_backup (begin (&stage), place);
  const KkTestMember *member = stage.region->members->pdata[0];
  GtkWidget *restore = kk_restore_window_new (NULL, session, folder);
  gboolean restored = FALSE;

  g_signal_connect_swapped (restore, "restored", G_CALLBACK (on_restored_cb), &restored);
  kk_restore_window_set_file (KK_RESTORE_WINDOW (restore), file);
  gtk_window_present (GTK_WINDOW (restore));
  kk_test_gtk_draw (GTK_WINDOW (restore));
  kk_test_gtk_save (GTK_WINDOW (restore), "restore");
  kk_secret_entry_set_text (KK_SECRET_ENTRY (find_type (restore, KK_TYPE_SECRET_ENTRY)),
                            member->recovery);
  gtk_widget_activate (kk_test_gtk_expect (restore, GTK_TYPE_BUTTON, "Restore"));
  kk_test_gtk_expect (restore, GTK_TYPE_LABEL, "Done.");
  kk_test_gtk_draw (GTK_WINDOW (restore));
  kk_test_gtk_save (GTK_WINDOW (restore), "restored");
  g_signal_emit_by_name (kk_test_gtk_expect (restore, GTK_TYPE_BUTTON, "Unlock"), "clicked");
  g_assert_true (restored);
  kk_test_region_free (stage.region);
  kk_test_folder_remove (place);
  g_free (stage.reference);
}

static void
test_help (void)
{
  GtkWidget *help = kk_help_new ("limits");
  GtkWindow *window = kk_test_gtk_show (help, 860, 620);

  kk_test_gtk_expect (help, GTK_TYPE_LABEL, "This is no legal advice.");
  kk_test_gtk_draw (window);
  kk_test_gtk_save (window, "help");
  kk_test_gtk_destroy (window, help);
}

static void
test_meldroute (void)
{
  const KkContactPlan plan = { .kind = kk_contact_kinds ()[0],
                               .name = "J. Example",
                               .phone = "0570 00 00 00" };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  Stage stage = { 0 };
  KkApp *app = begin (&stage);

  id = kk_app_contact_put (app, &plan, &error);
  g_assert_no_error (error);
  show (&stage, "meldroute/");
  kk_test_gtk_expect (stage.view, GTK_TYPE_LABEL, "J. Example");
  kk_split_choose (KK_SPLIT (kk_main_view_get_page (KK_MAIN_VIEW (stage.view))), 0);
  kk_test_gtk_expect (stage.view, ADW_TYPE_ACTION_ROW, "0570 00 00 00");
  end (&stage, "meldroute");
}

/* Every page is made and drawn, while the worker hangs in something that never answers. */

typedef struct {
  GMutex mutex;
  GCond cond;
  gboolean began;
  gboolean released;
} Silence;

static gpointer
never_answer (KkApp *app G_GNUC_UNUSED, gconstpointer wish, GError **error G_GNUC_UNUSED)
{
  Silence *silence = *(Silence *const *) wish;

  g_mutex_lock (&silence->mutex);
  silence->began = TRUE;
  while (!silence->released)
    g_cond_wait (&silence->cond, &silence->mutex);
  g_mutex_unlock (&silence->mutex);
  return NULL;
}

static gboolean
has_begun (gpointer data)
{
  Silence *silence = data;
  gboolean began;

  g_mutex_lock (&silence->mutex);
  began = silence->began;
  g_mutex_unlock (&silence->mutex);
  return began;
}

static gboolean
keep_beating (gpointer data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

static void
test_never_answers (void)
{
  Stage stage = { 0 };
  Silence silence = { 0 };
  Silence *wish = &silence;
  const KkSessionJob job = { .work = never_answer, .wish = &wish };
  guint beat = g_timeout_add (16, keep_beating, NULL);

  begin (&stage);
  show (&stage, "today/");
  kk_session_ask (stage.session, G_OBJECT (stage.session), &job, NULL);
  kk_test_gtk_wait (has_begun, &silence);
  for (gsize i = 0; i < kk_n_parts; i++) {
    kk_main_view_set_place (KK_MAIN_VIEW (stage.view), kk_parts[i].name);
    kk_test_gtk_draw (stage.window);
  }
  gtk_widget_activate_action (stage.view, "view.signal", "s", "");
  kk_test_gtk_draw (stage.window);
  g_mutex_lock (&silence.mutex);
  silence.released = TRUE;
  g_cond_signal (&silence.cond);
  g_mutex_unlock (&silence.mutex);
  end (&stage, "signal-in-silence");
  g_source_remove (beat);
}

int
main (int argc, char **argv)
{
  kk_test_gtk_init (&argc, &argv);
  g_test_add_func ("/pages/today", test_today);
  g_test_add_func ("/pages/signal", test_signal);
  g_test_add_func ("/pages/lock-keeps", test_lock_keeps);
  g_test_add_func ("/pages/register", test_register);
  g_test_add_func ("/pages/settings", test_settings);
  g_test_add_func ("/pages/never-answers", test_never_answers);
  g_test_add_func ("/pages/restore", test_restore);
  g_test_add_func ("/pages/help", test_help);
  g_test_add_func ("/pages/meldroute", test_meldroute);
  return g_test_run ();
}
