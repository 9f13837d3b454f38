/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-row.h"

#include "app/kk-app-label.h"
#include "gui/common/kk-date.h"

#include <glib/gi18n.h>

struct _KkCaseRow {
  GtkWidget parent_instance;
  KkCaseSlot *slot; /* (nullable) */
  GtkWidget *grid;
  GtkWidget *title;
  GtkWidget *date;
  GtkWidget *subtitle;
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (KkCaseRow, kk_case_row, GTK_TYPE_WIDGET)

char *
kk_case_item_dup_title (const KkCaseItem *item)
{
  return g_strdup (*item->title != '\0' ? item->title : item->reference);
}

static const char *
label_step (const KkCaseItem *item)
{
  const char *label = kk_app_label_code ("nl_Stage", item->stage);

  return label != NULL ? label : item->stage;
}

static char *
dup_subtitle (const KkCaseItem *item)
{
  const char *step = label_step (item);

  if (*item->title == '\0')
    return g_strdup (step);
  /* Translators: reference of a case and the step it is in. */
  return *step != '\0' ? g_strdup_printf (_ ("%s · %s"), item->reference, step)
                       : g_strdup (item->reference);
}

static char *
dup_badge (const KkCaseItem *item)
{
  if (item->conflicts > 0)
    /* Translators: so many fields of this case have two values. */
    return g_strdup_printf (ngettext ("two values", "%u × two values", item->conflicts),
                            item->conflicts);
  return g_strdup (item->own ? "" : _ ("received"));
}

static char *
dup_sentence (const KkCaseItem *item, const char *title, const char *day)
{
  const char *step = label_step (item);

  if (*step == '\0')
    /* Translators: title of a case, its reference, the day it last changed. */
    return g_strdup_printf (_ ("%s, %s, changed on %s"), title, item->reference, day);
  /* Translators: title of a case, its reference, its step, the day it last changed. */
  return g_strdup_printf (_ ("%s, %s, step %s, changed on %s"), title, item->reference, step, day);
}

/* The row of GTK 4.8 has no name of its own: it is the parent of this widget. */
static void
name_row (KkCaseRow *row, const KkCaseItem *item)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (row));
  g_autofree char *title = kk_case_item_dup_title (item);
  g_autofree char *badge = dup_badge (item);
  g_autofree char *day = kk_date_dup_long (item->updated);
  g_autofree char *name = dup_sentence (item, title, day);
  g_autofree char *whole =
      *badge != '\0' ? g_strdup_printf ("%s, %s", name, badge) : g_strdup (name);

  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, whole,
                                    -1);
}

static void
show_item (KkCaseRow *row)
{
  const KkCaseItem *item = row->slot != NULL ? kk_case_slot_get_item (row->slot) : NULL;
  g_autofree char *title = item != NULL ? kk_case_item_dup_title (item) : NULL;
  g_autofree char *subtitle = item != NULL ? dup_subtitle (item) : NULL;
  g_autofree char *badge = item != NULL ? dup_badge (item) : NULL;
  g_autofree char *date = item != NULL ? kk_date_dup_short (item->updated) : NULL;

  gtk_label_set_label (GTK_LABEL (row->title), title != NULL ? title : "");
  gtk_label_set_label (GTK_LABEL (row->subtitle), subtitle != NULL ? subtitle : "");
  gtk_label_set_label (GTK_LABEL (row->date), date != NULL ? date : "");
  gtk_label_set_label (GTK_LABEL (row->badge), badge != NULL ? badge : "");
  gtk_widget_set_visible (row->badge, badge != NULL && *badge != '\0');
  if (item != NULL && item->conflicts > 0)
    gtk_widget_add_css_class (row->badge, "warning");
  else
    gtk_widget_remove_css_class (row->badge, "warning");
  if (item != NULL)
    name_row (row, item);
}

static void
kk_case_row_dispose (GObject *object)
{
  KkCaseRow *row = KK_CASE_ROW (object);

  kk_case_row_set_slot (row, NULL);
  g_clear_pointer (&row->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (kk_case_row_parent_class)->dispose (object);
}

static void
kk_case_row_class_init (KkCaseRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kk_case_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
make_label (const char *style, gboolean grows)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), grows ? 0 : 1);
  if (grows)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, grows);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
kk_case_row_init (KkCaseRow *row)
{
  row->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (row->grid), 6);
  gtk_grid_set_row_spacing (GTK_GRID (row->grid), 3);
  gtk_widget_set_parent (row->grid, GTK_WIDGET (row));
  row->title = make_label ("title", TRUE);
  row->date = make_label ("small", FALSE);
  row->subtitle = make_label ("small", TRUE);
  row->badge = make_label ("tag", FALSE);
  gtk_widget_add_css_class (row->date, "secondary");
  gtk_widget_add_css_class (row->subtitle, "secondary");
  gtk_grid_attach (GTK_GRID (row->grid), row->title, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (row->grid), row->date, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (row->grid), row->subtitle, 0, 1, 1, 1);
  gtk_grid_attach (GTK_GRID (row->grid), row->badge, 1, 1, 1, 1);
}

GtkWidget *
kk_case_row_new (void)
{
  return g_object_new (KK_TYPE_CASE_ROW, NULL);
}

void
kk_case_row_set_slot (KkCaseRow *row, KkCaseSlot *slot)
{
  if (row->slot != NULL) {
    g_signal_handlers_disconnect_by_func (row->slot, (gpointer) show_item, row);
    kk_case_slot_unbind (row->slot);
  }
  g_set_object (&row->slot, slot);
  if (slot == NULL)
    return;
  g_signal_connect_swapped (slot, "changed", G_CALLBACK (show_item), row);
  kk_case_slot_bind (slot);
  show_item (row);
}
