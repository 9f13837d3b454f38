/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-rows.h"

#define FIELD_HEIGHT 90

GtkWidget *
kk_row_group_new (const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  return group;
}

GtkWidget *
kk_row_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  gboolean more = subtitle != NULL && *subtitle != '\0';
  g_autofree char *name = more ? g_strdup_printf ("%s, %s", title, subtitle) : g_strdup (title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (more)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  kk_row_set_name (row, name);
  return row;
}

void
kk_row_set_name (GtkWidget *row, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
kk_row_set_icon (GtkWidget *row, const char *icon)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
}

static void
set_action (GtkWidget *widget, const char *action, const char *target)
{
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
}

/* One stop for the keyboard: the row, which has the whole sentence as its name. The row does it itself: a button that is
 * pressed for a row waits a moment, and rows may be made anew meanwhile. */
static void
take_button (GtkWidget *row, GtkWidget *button, const char *action, const char *target)
{
  set_action (button, action, target);
  set_action (row, action, target);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

void
kk_row_set_act (GtkWidget *row, const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  take_button (row, button, action, target);
}

void
kk_row_set_way (GtkWidget *row, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-next-symbolic");
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  gtk_widget_add_css_class (button, "flat");
  kk_row_set_name (button, title);
  take_button (row, button, action, target);
}

GtkWidget *
kk_row_add_button (GtkWidget *row, const char *label, GCallback clicked, gpointer owner)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *name = g_strdup_printf ("%s, %s", label, title);
  GtkWidget *button = kk_button_new (label, NULL, clicked, owner);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kk_row_set_name (button, name);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

GtkWidget *
kk_text_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

GtkWidget *
kk_text_field_new (const char *name, GtkWidget **view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  *view = gtk_text_view_new ();
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (*view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (*view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_input_hints (GTK_TEXT_VIEW (*view), GTK_INPUT_HINT_PRIVATE);
  gtk_widget_add_css_class (*view, "note");
  kk_row_set_name (*view, name);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), *view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), FIELD_HEIGHT);
  gtk_widget_add_css_class (scroller, "card");
  return scroller;
}

char *
kk_text_view_dup_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

GtkWidget *
kk_button_new (const char *label, const char *style, GCallback clicked, gpointer owner)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  g_signal_connect_object (button, "clicked", clicked, owner, G_CONNECT_SWAPPED);
  return button;
}

void
kk_box_clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}
