/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-problem-bar.h"

#include "app/kk-problem.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _KkProblemBar {
  GtkWidget parent_instance;
  GtkWidget *bar;
  GtkWidget *sentence;
  GtkWidget *button;
  GtkWidget *details_button;
  char *details;
};

G_DEFINE_FINAL_TYPE (KkProblemBar, kk_problem_bar, GTK_TYPE_WIDGET)

static GtkWidget *
make_details_text (const char *details)
{
  GtkWidget *label = gtk_label_new (details);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

static void
on_details_clicked_cb (KkProblemBar *bar)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (bar)));
  GtkWidget *dialog = adw_message_dialog_new (
      window, _ ("Technical details"),
      _ ("For the administrator. There is nothing about persons or cases in it."));

  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog),
                                      make_details_text (bar->details));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
kk_problem_bar_dispose (GObject *object)
{
  KkProblemBar *bar = KK_PROBLEM_BAR (object);

  g_clear_pointer (&bar->bar, gtk_widget_unparent);
  g_clear_pointer (&bar->details, g_free);
  G_OBJECT_CLASS (kk_problem_bar_parent_class)->dispose (object);
}

static void
kk_problem_bar_class_init (KkProblemBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_problem_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_sentence (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
kk_problem_bar_init (KkProblemBar *bar)
{
  bar->bar = g_object_new (GTK_TYPE_INFO_BAR, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT,
                           "message-type", GTK_MESSAGE_ERROR, "revealed", FALSE, NULL);
  gtk_widget_set_parent (bar->bar, GTK_WIDGET (bar));
  bar->sentence = make_sentence ();
  gtk_info_bar_add_child (GTK_INFO_BAR (bar->bar), bar->sentence);
  bar->button = gtk_button_new ();
  gtk_info_bar_add_action_widget (GTK_INFO_BAR (bar->bar), bar->button, GTK_RESPONSE_APPLY);
  bar->details_button = gtk_button_new_with_label (_ ("Details"));
  gtk_info_bar_add_action_widget (GTK_INFO_BAR (bar->bar), bar->details_button, GTK_RESPONSE_HELP);
  g_signal_connect_swapped (bar->details_button, "clicked", G_CALLBACK (on_details_clicked_cb),
                            bar);
  gtk_widget_set_visible (bar->button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (bar), FALSE);
}

GtkWidget *
kk_problem_bar_new (void)
{
  return g_object_new (KK_TYPE_PROBLEM_BAR, NULL);
}

void
kk_problem_bar_say (KkProblemBar *bar, const char *sentence, const char *details)
{
  g_free (bar->details);
  bar->details = g_strdup (details);
  gtk_label_set_label (GTK_LABEL (bar->sentence), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar->bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
  gtk_widget_set_visible (bar->details_button, details != NULL);
  gtk_widget_set_visible (GTK_WIDGET (bar), TRUE);
  gtk_info_bar_set_revealed (GTK_INFO_BAR (bar->bar), TRUE);
}

void
kk_problem_bar_show (KkProblemBar *bar, const GError *error)
{
  g_autoptr (KkProblem) problem = NULL;
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    kk_problem_bar_hide (bar);
    return;
  }
  problem = kk_problem_new (error);
  text = problem->hint != NULL ? g_strdup_printf ("%s\n%s", problem->sentence, problem->hint)
                               : g_strdup (problem->sentence);
  kk_problem_bar_say (bar, text, problem->details);
}

void
kk_problem_bar_hide (KkProblemBar *bar)
{
  gtk_info_bar_set_revealed (GTK_INFO_BAR (bar->bar), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (bar), FALSE);
}

void
kk_problem_bar_set_action (KkProblemBar *bar, const char *label, const char *action)
{
  gtk_button_set_label (GTK_BUTTON (bar->button), label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (bar->button), action);
  gtk_widget_set_visible (bar->button, label != NULL);
}

const char *
kk_problem_bar_get_text (KkProblemBar *bar)
{
  return gtk_widget_get_visible (GTK_WIDGET (bar)) ? gtk_label_get_label (GTK_LABEL (bar->sentence))
                                                   : NULL;
}
