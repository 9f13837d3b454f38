/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/unlock/kk-restore-window.h"

#include "app/vault/kk-app-backup.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-file-choice.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-secret-entry.h"

#include <glib/gi18n.h>

struct _KkRestoreWindow {
  AdwWindow parent_instance;
  KkSession *session;
  char *folder;
  char *file; /* (nullable): not chosen yet */
  GtkWidget *problem;
  GtkWidget *row;
  GtkWidget *code;
  GtkWidget *older;
  GtkWidget *restore;
  GtkWidget *progress;
  GtkWidget *result;
  GtkWidget *go_on;
};

G_DEFINE_FINAL_TYPE (KkRestoreWindow, kk_restore_window, ADW_TYPE_WINDOW)

static guint signal_restored;

/* Work. */

typedef struct {
  KkSession *session;
  char *file;
  char *folder;
  KkSecret *typed;
  gboolean older;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->session);
  g_free (wish->file);
  g_free (wish->folder);
  g_clear_pointer (&wish->typed, kk_secret_free);
  g_free (wish);
}

static gpointer
restore (KkApp *app G_GNUC_UNUSED, gconstpointer data, GError **error)
{
  const Wish *wish = data;
  const KkRestorePlan plan = {
    .file = wish->file,
    .typed = wish->typed,
    .folder = wish->folder,
    .older = wish->older,
    .progress = kk_session_tell_progress,
    .progress_data = wish->session,
  };

  return kk_backup_restore (&plan, error);
}

static void
free_info (gpointer info)
{
  kk_backup_info_free (info);
}

static void
set_busy (KkRestoreWindow *window, gboolean busy)
{
  gtk_widget_set_visible (window->progress, busy);
  gtk_widget_set_sensitive (window->restore, !busy);
}

/* What partners sent since comes back by itself, what was only here does not. */
static void
show_result (KkRestoreWindow *window, const KkBackupInfo *info)
{
  g_autofree char *day = kk_date_dup_long (info->made);
  /* Translators: the day and the number of a backup. */
  g_autofree char *sentence = g_strdup_printf (
      _ ("Done. This backup is of %s, number %u. What your partners sent after that comes back by "
         "itself. What was only here since then does not."),
      day, (guint) info->number);

  gtk_label_set_label (GTK_LABEL (window->result), sentence);
  gtk_widget_set_visible (window->result, TRUE);
  gtk_widget_set_visible (window->restore, FALSE);
  gtk_widget_set_visible (window->go_on, TRUE);
  gtk_widget_grab_focus (window->go_on);
}

static void
on_restored_cb (gpointer owner, gpointer result, const GError *error)
{
  KkRestoreWindow *window = owner;
  g_autoptr (KkBackupInfo) info = result;

  set_busy (window, FALSE);
  kk_problem_bar_show (KK_PROBLEM_BAR (window->problem), error);
  if (error == NULL)
    show_result (window, info);
  else if (g_error_matches (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER))
    gtk_widget_set_visible (window->older, TRUE);
}

static void
on_restore_cb (KkRestoreWindow *window)
{
  KkSessionJob job = {
    .work = restore,
    .free_wish = free_wish,
    .free_result = free_info,
    .without_vault = TRUE,
  };
  Wish *wish;

  if (window->file == NULL || kk_secret_entry_get_length (KK_SECRET_ENTRY (window->code)) == 0) {
    kk_problem_bar_say (KK_PROBLEM_BAR (window->problem),
                        _ ("Choose the file first, and type the recovery code."), NULL);
    return;
  }
  kk_problem_bar_hide (KK_PROBLEM_BAR (window->problem));
  wish = g_new0 (Wish, 1);
  wish->session = g_object_ref (window->session);
  wish->file = g_strdup (window->file);
  wish->folder = g_strdup (window->folder);
  wish->typed = kk_secret_entry_dup_secret (KK_SECRET_ENTRY (window->code));
  wish->older = gtk_check_button_get_active (GTK_CHECK_BUTTON (window->older));
  job.wish = wish;
  set_busy (window, TRUE);
  kk_session_ask (window->session, G_OBJECT (window), &job, on_restored_cb);
}

static void
on_go_on_cb (KkRestoreWindow *window)
{
  g_signal_emit (window, signal_restored, 0);
  gtk_window_close (GTK_WINDOW (window));
}

static void
on_progress_cb (KkRestoreWindow *window, const char *what)
{
  gtk_progress_bar_set_text (GTK_PROGRESS_BAR (window->progress), what);
  kk_row_set_name (window->progress, what);
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (window->progress));
}

/* The file. */

void
kk_restore_window_set_file (KkRestoreWindow *window, const char *file)
{
  g_autofree char *name = g_path_get_basename (file);

  g_free (window->file);
  window->file = g_strdup (file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (window->row), name);
}

static void
on_chosen_cb (gpointer owner, const char *path)
{
  kk_restore_window_set_file (owner, path);
}

static void
on_choose_cb (KkRestoreWindow *window)
{
  const KkFileQuestion question = { .title = _ ("Which backup?"), .accept = _ ("Choose") };

  kk_file_ask (GTK_WIDGET (window), &question, on_chosen_cb);
}

/* The form. */

static void
fill_form (KkRestoreWindow *window, GtkBox *form)
{
  GtkWidget *group = kk_row_group_new (NULL);

  window->row = kk_row_new (_ ("1. The backup"), _ ("No file chosen yet"));
  kk_row_add_button (window->row, _ ("Choose…"), G_CALLBACK (on_choose_cb), window);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), window->row);
  gtk_box_append (form, group);
  gtk_box_append (form, kk_text_new (_ ("2. Recovery code"), "heading"));
  gtk_box_append (form, kk_text_new (_ ("The eight groups on your paper."), "secondary"));
  window->code = kk_secret_entry_new ();
  kk_secret_entry_set_label (KK_SECRET_ENTRY (window->code), _ ("Recovery code"));
  gtk_box_append (form, window->code);
  window->older = gtk_check_button_new_with_label (_ ("Restore this older one all the same"));
  gtk_widget_set_visible (window->older, FALSE);
  gtk_box_append (form, window->older);
  window->restore =
      kk_button_new (_ ("Restore"), "suggested-action", G_CALLBACK (on_restore_cb), window);
  gtk_box_append (form, window->restore);
  window->progress =
      g_object_new (GTK_TYPE_PROGRESS_BAR, "show-text", TRUE, "visible", FALSE, NULL);
  gtk_box_append (form, window->progress);
  window->result = kk_text_new ("", NULL);
  gtk_widget_set_visible (window->result, FALSE);
  gtk_box_append (form, window->result);
  window->go_on =
      kk_button_new (_ ("Unlock"), "suggested-action", G_CALLBACK (on_go_on_cb), window);
  gtk_widget_set_visible (window->go_on, FALSE);
  gtk_box_append (form, window->go_on);
}

/* Life. */

static void
kk_restore_window_dispose (GObject *object)
{
  KkRestoreWindow *window = KK_RESTORE_WINDOW (object);

  g_clear_object (&window->session);
  g_clear_pointer (&window->folder, g_free);
  g_clear_pointer (&window->file, g_free);
  G_OBJECT_CLASS (kk_restore_window_parent_class)->dispose (object);
}

static void
kk_restore_window_class_init (KkRestoreWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_restore_window_dispose;
  signal_restored = g_signal_new ("restored", KK_TYPE_RESTORE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
kk_restore_window_init (KkRestoreWindow *window)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *header = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header),
                                   adw_window_title_new (_ ("Restore a backup"), ""));
  window->problem = kk_problem_bar_new ();
  g_object_set (form, "margin-top", 18, "margin-bottom", 18, "margin-start", 18, "margin-end", 18,
                NULL);
  fill_form (window, GTK_BOX (form));
  gtk_box_append (GTK_BOX (page), header);
  gtk_box_append (GTK_BOX (page), window->problem);
  gtk_box_append (GTK_BOX (page), form);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_title (GTK_WINDOW (window), "Ketenkluis");
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 420);
}

GtkWidget *
kk_restore_window_new (GtkWindow *parent, KkSession *session, const char *folder)
{
  KkRestoreWindow *window =
      g_object_new (KK_TYPE_RESTORE_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  window->session = g_object_ref (session);
  window->folder = g_strdup (folder);
  g_signal_connect_object (session, "progress", G_CALLBACK (on_progress_cb), window,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (window);
}
