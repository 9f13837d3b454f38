/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-split-line.h"

#include "gui/common/kk-rows.h"

struct _KkSplitLineItem {
  GObject parent_instance;
  char *id;
  char *title;
  char *detail;
  char *side;
  char *icon;
  char *name;
};

G_DEFINE_FINAL_TYPE (KkSplitLineItem, kk_split_line, G_TYPE_OBJECT)

static void
kk_split_line_finalize (GObject *object)
{
  KkSplitLineItem *item = KK_SPLIT_LINE (object);

  g_free (item->id);
  g_free (item->title);
  g_free (item->detail);
  g_free (item->side);
  g_free (item->icon);
  g_free (item->name);
  G_OBJECT_CLASS (kk_split_line_parent_class)->finalize (object);
}

static void
kk_split_line_class_init (KkSplitLineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_split_line_finalize;
}

static void
kk_split_line_init (KkSplitLineItem *item G_GNUC_UNUSED)
{
}

static char *
dup_name (const KkSplitLine *line)
{
  g_autoptr (GString) name = g_string_new (line->title);
  const char *const more[] = { line->detail, line->side };

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++) {
    if (more[i] != NULL && *more[i] != '\0')
      g_string_append_printf (name, ", %s", more[i]);
  }
  return g_strdup (name->str);
}

KkSplitLineItem *
kk_split_line_new (const KkSplitLine *line)
{
  KkSplitLineItem *item = g_object_new (KK_TYPE_SPLIT_LINE, NULL);

  item->id = g_strdup (line->id);
  item->title = g_strdup (line->title);
  item->detail = g_strdup (line->detail);
  item->side = g_strdup (line->side);
  item->icon = g_strdup (line->icon);
  item->name = line->name != NULL ? g_strdup (line->name) : dup_name (line);
  return item;
}

const char *
kk_split_line_get_id (KkSplitLineItem *item)
{
  return item->id;
}

/* Rows. */

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

static GtkWidget *
keep (GtkWidget *row, const char *name, GtkWidget *part)
{
  g_object_set_data (G_OBJECT (row), name, part);
  return part;
}

static GtkWidget *
make_row (void)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *detail = make_label ("small", TRUE);
  GtkWidget *side = make_label ("small", FALSE);

  gtk_widget_add_css_class (detail, "secondary");
  gtk_widget_add_css_class (side, "secondary");
  gtk_box_append (GTK_BOX (row), keep (row, "icon", gtk_image_new ()));
  gtk_box_append (GTK_BOX (first), keep (row, "title", make_label ("title", TRUE)));
  gtk_box_append (GTK_BOX (first), keep (row, "side", side));
  gtk_box_append (GTK_BOX (words), first);
  gtk_box_append (GTK_BOX (words), keep (row, "detail", detail));
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
set_text (GtkWidget *row, const char *name, const char *text)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (row), name);

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static void
on_setup_cb (gpointer factory G_GNUC_UNUSED, GtkListItem *item)
{
  gtk_list_item_set_child (item, make_row ());
}

/* The toolkit leaves the row itself without a name. */
static void
on_bind_cb (gpointer factory G_GNUC_UNUSED, GtkListItem *list_item)
{
  KkSplitLineItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *icon = g_object_get_data (G_OBJECT (row), "icon");

  set_text (row, "title", item->title);
  set_text (row, "detail", item->detail);
  set_text (row, "side", item->side);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), item->icon);
  gtk_widget_set_visible (icon, item->icon != NULL);
  kk_row_set_name (gtk_widget_get_parent (row), item->name);
}

GtkListItemFactory *
kk_split_line_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  return factory;
}
