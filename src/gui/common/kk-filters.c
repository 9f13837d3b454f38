/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-filters.h"

typedef struct {
  KkFilterChosen chosen;
  guint filter;
} Filter;

static void
on_toggled_cb (GtkToggleButton *button, gpointer owner)
{
  const Filter *filter = g_object_get_data (G_OBJECT (button), "filter");

  if (gtk_toggle_button_get_active (button))
    filter->chosen (owner, filter->filter);
}

static GtkWidget *
make_button (const char *label, const Filter *filter)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "filter", g_memdup2 (filter, sizeof *filter), g_free);
  return button;
}

/* A flow box puts each child in a frame of its own that also wants the focus. */
GtkWidget *
kk_filters_new (const char *const *labels, guint n_labels, KkFilterChosen chosen, gpointer owner)
{
  GtkWidget *box = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE,
                                 "max-children-per-line", n_labels, "min-children-per-line", 2,
                                 "column-spacing", 6, "row-spacing", 6, NULL);
  GtkToggleButton *first = NULL;

  gtk_widget_add_css_class (box, "filters");
  for (guint i = 0; i < n_labels; i++) {
    GtkWidget *button = make_button (labels[i], &(Filter){ chosen, i });

    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
    if (first == NULL)
      first = GTK_TOGGLE_BUTTON (button);
    gtk_flow_box_append (GTK_FLOW_BOX (box), button);
    gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  }
  gtk_toggle_button_set_active (first, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_signal_connect_object (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)), "toggled",
                             G_CALLBACK (on_toggled_cb), owner, 0);
  return box;
}
