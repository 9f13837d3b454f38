/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-secret-dialog.h"

#include "gui/common/kk-secret-entry.h"

#include <glib/gi18n.h>
#include <string.h>

GtkWidget *
kk_secret_dialog_new (GtkWindow *parent, const KkSecretDialogWords *words)
{
  GtkWidget *widget = adw_message_dialog_new (parent, words->heading, words->body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  GtkWidget *entry = kk_secret_entry_new ();

  kk_secret_entry_set_label (KK_SECRET_ENTRY (entry), words->label);
  g_signal_connect (entry, "activate", G_CALLBACK (gtk_widget_activate_default), NULL);
  adw_message_dialog_set_extra_child (dialog, entry);
  adw_message_dialog_add_responses (dialog, "later", _ ("Not yet"), "accept", words->accept, NULL);
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_close_response (dialog, "later");
  return widget;
}

KkSecret *
kk_secret_dialog_dup_typed (AdwMessageDialog *dialog, const char *response)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

  return strcmp (response, "accept") == 0 ? kk_secret_entry_dup_secret (KK_SECRET_ENTRY (entry))
                                          : NULL;
}
