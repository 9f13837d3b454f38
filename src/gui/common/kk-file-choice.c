/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-file-choice.h"

#include <glib/gi18n.h>

typedef struct {
  KkFileChosen chosen;
  GtkWidget *window; /* (nullable): of the chooser, where the toolkit draws it itself */
} Asking;

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_clear_object (&asking->window);
  g_free (asking);
}

/* Locking destroys every window. The chooser does not hold its own and asks it once more when it is freed itself, so somebody else
 * has to hold it until then. */
static GtkWidget *
ref_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i - 1);

    if (GTK_IS_FILE_CHOOSER_DIALOG (window))
      return g_steal_pointer (&window);
  }
  return NULL;
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, GtkWidget *owner)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  KkFileChosen chosen = asking->chosen;

  g_object_ref (owner);
  gtk_native_dialog_hide (dialog);
  g_object_set_data (G_OBJECT (owner), "file-choice", NULL);
  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    chosen (owner, path);
  g_object_unref (owner);
}

static void
free_chooser (gpointer chooser)
{
  Asking *asking = g_object_steal_data (chooser, "asking");

  gtk_native_dialog_destroy (chooser);
  g_object_unref (chooser);
  free_asking (asking);
}

static GtkFileChooserAction
find_action (const KkFileQuestion *question)
{
  if (question->folder)
    return GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
  return question->name != NULL ? GTK_FILE_CHOOSER_ACTION_SAVE : GTK_FILE_CHOOSER_ACTION_OPEN;
}

void
kk_file_ask (GtkWidget *owner, const KkFileQuestion *question, KkFileChosen chosen)
{
  GtkRoot *root = gtk_widget_get_root (owner);
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (question->title, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   find_action (question), question->accept, _ ("Not yet"));
  Asking *asking = g_new0 (Asking, 1);

  asking->chosen = chosen;
  asking->window = ref_window ();
  if (question->name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), question->name);
  g_object_set_data_full (G_OBJECT (chooser), "asking", asking, free_asking);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response_cb), owner, 0);
  g_object_set_data_full (G_OBJECT (owner), "file-choice", chooser, free_chooser);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
