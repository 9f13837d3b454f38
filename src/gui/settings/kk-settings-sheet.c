/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/settings/kk-settings-sheet.h"

#include "app/kk-problem.h"
#include "app/vault/kk-app-sheet.h"
#include "gui/common/kk-file-choice.h"
#include "gui/common/kk-secret-dialog.h"

#include <glib/gi18n.h>

typedef struct {
  KkSecret *typed;
  char *path;
} Wish;

static void
free_wish (gpointer data)
{
  Wish *wish = data;

  g_clear_pointer (&wish->typed, kk_secret_free);
  g_free (wish->path);
  g_free (wish);
}

static gpointer
write_sheet (KkApp *app, gconstpointer data, GError **error)
{
  const Wish *wish = data;
  g_autoptr (KkSheet) sheet = kk_sheet_of_code (app, wish->typed, error);

  return GINT_TO_POINTER (sheet != NULL && kk_sheet_write (sheet, wish->path, error));
}

/* A toast would cut off what has to be done with the file. */
static void
on_written_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  g_autoptr (KkProblem) problem = error != NULL ? kk_problem_new (error) : NULL;
  GtkWidget *answer = adw_message_dialog_new (
      owner, NULL,
      problem != NULL
          ? problem->sentence
          : _ ("The sheet is written. Print it, keep the paper in a locked place, and delete the "
               "file: whoever has it opens the vault."));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (answer), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (answer));
}

static void
on_typed_cb (AdwMessageDialog *dialog, const char *response, GObject *window)
{
  KkSecret *typed = kk_secret_dialog_dup_typed (dialog, response);
  KkSessionJob job = { .work = write_sheet, .free_wish = free_wish };
  Wish *wish;

  if (typed == NULL)
    return;
  wish = g_new0 (Wish, 1);
  wish->typed = typed;
  wish->path = g_object_steal_data (G_OBJECT (dialog), "path");
  job.wish = wish;
  kk_session_ask (g_object_get_data (window, "session"), window, &job, on_written_cb);
}

/* The file first: what is typed after it waits for nothing. */
static void
on_chosen_cb (gpointer window, const char *path)
{
  const KkSecretDialogWords words = {
    _ ("Print the recovery code on a sheet?"),
    _ ("Type the code from the paper that you have now. It is written to a file that you print: "
       "keep the paper in a locked place and delete the file."),
    _ ("Recovery code"),
    _ ("Write the sheet"),
  };
  GtkWidget *dialog = kk_secret_dialog_new (window, &words);
  const char *ending = g_str_has_suffix (path, ".pdf") ? "" : ".pdf";

  g_object_set_data_full (G_OBJECT (dialog), "path", g_strconcat (path, ending, NULL), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_typed_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
kk_settings_sheet_ask (AdwPreferencesWindow *window, KkSession *session)
{
  const KkFileQuestion question = { _ ("Where to?"), _ ("Choose"), _ ("recovery-sheet.pdf"),
                                    FALSE };

  g_object_set_data_full (G_OBJECT (window), "session", g_object_ref (session), g_object_unref);
  kk_file_ask (GTK_WIDGET (window), &question, on_chosen_cb);
}
