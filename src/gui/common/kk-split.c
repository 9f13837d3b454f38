/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-split.h"

#include "gui/common/kk-nav-button.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-split-line.h"

typedef struct {
  GListStore *lines; /* (element-type KkSplitLineItem) */
  GtkSingleSelection *selection;
  GPtrArray *taken; /* (nullable): lines on their way in */
  char *chosen;     /* (nullable): id */
  guint place;      /* where the chosen one stood */
  gboolean filling; /* the selection follows the lines, not a person */

  GtkWidget *leaflet;
  GtkWidget *list_box;
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *problem;
  GtkWidget *top;
  GtkWidget *foot;
  GtkWidget *states;
  GtkWidget *empty;
  GtkWidget *list;
  GtkWidget *detail_box;
  GtkWidget *detail_states;
  GtkWidget *choose;
  GtkWidget *detail;
} KkSplitPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (KkSplit, kk_split, ADW_TYPE_BIN)

static KkSplitPrivate *
get (KkSplit *split)
{
  return kk_split_get_instance_private (split);
}

/* The detail. */

static void
show_none (KkSplit *split)
{
  KkSplitPrivate *self = get (split);

  kk_box_clear (self->detail);
  gtk_stack_set_visible_child (GTK_STACK (self->detail_states), self->choose);
}

static void
show_chosen (KkSplit *split)
{
  KkSplitPrivate *self = get (split);

  kk_box_clear (self->detail);
  KK_SPLIT_GET_CLASS (split)->show (split, self->place, GTK_BOX (self->detail));
  gtk_stack_set_visible_child_name (GTK_STACK (self->detail_states), "detail");
}

static void
on_selected_cb (KkSplit *split)
{
  KkSplitPrivate *self = get (split);
  KkSplitLineItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->filling || item == NULL)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (kk_split_line_get_id (item));
  self->place = gtk_single_selection_get_selected (self->selection);
  show_chosen (split);
}

static void
on_activated_cb (KkSplit *split, guint position)
{
  KkSplitPrivate *self = get (split);

  gtk_single_selection_set_selected (self->selection, position);
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->detail_box);
}

void
kk_split_choose (KkSplit *split, guint position)
{
  on_activated_cb (split, position);
}

const char *
kk_split_get_chosen (KkSplit *split)
{
  return get (split)->chosen;
}

/* Lines. */

void
kk_split_take (KkSplit *split)
{
  KkSplitPrivate *self = get (split);

  g_clear_pointer (&self->taken, g_ptr_array_unref);
  self->taken = g_ptr_array_new_with_free_func (g_object_unref);
}

void
kk_split_add (KkSplit *split, const KkSplitLine *line)
{
  g_ptr_array_add (get (split)->taken, kk_split_line_new (line));
}

static guint
find_line (const KkSplitPrivate *self)
{
  for (guint i = 0; self->chosen != NULL && i < self->taken->len; i++) {
    if (g_strcmp0 (kk_split_line_get_id (self->taken->pdata[i]), self->chosen) == 0)
      return i;
  }
  return G_MAXUINT;
}

/* What was dealt with is gone; then the next one is in its place, and the keyboard with it. */
static void
choose_again (KkSplit *split)
{
  KkSplitPrivate *self = get (split);
  guint place = find_line (self);
  gboolean gone = place == G_MAXUINT && self->chosen != NULL;

  if (gone && self->place < self->taken->len)
    place = self->place;
  gtk_single_selection_set_selected (self->selection, place);
  self->filling = FALSE;
  if (place == G_MAXUINT) {
    g_clear_pointer (&self->chosen, g_free);
    show_none (split);
    if (adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)))
      adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->list_box);
    return;
  }
  on_selected_cb (split);
  if (gone)
    gtk_widget_grab_focus (self->list);
}

void
kk_split_end (KkSplit *split)
{
  KkSplitPrivate *self = get (split);
  guint before = g_list_model_get_n_items (G_LIST_MODEL (self->lines));

  self->filling = TRUE;
  g_list_store_splice (self->lines, 0, before, self->taken->pdata, self->taken->len);
  gtk_stack_set_visible_child_name (GTK_STACK (self->states),
                                    self->taken->len > 0 ? "list" : "empty");
  choose_again (split);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
}

/* Words and places for what pages add. */

void
kk_split_set_words (KkSplit *split, const KkSplitWords *words)
{
  KkSplitPrivate *self = get (split);

  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), words->title);
  kk_row_set_name (self->list, words->list);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), words->icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), words->empty);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->choose), words->icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->choose), words->choose);
}

void
kk_split_set_subtitle (KkSplit *split, const char *subtitle)
{
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (get (split)->title), subtitle);
}

GtkWidget *
kk_split_get_top (KkSplit *split)
{
  return get (split)->top;
}

GtkWidget *
kk_split_get_foot (KkSplit *split)
{
  return get (split)->foot;
}

GtkWidget *
kk_split_get_problem (KkSplit *split)
{
  return get (split)->problem;
}

void
kk_split_add_button (KkSplit *split, GtkWidget *button)
{
  adw_header_bar_pack_end (ADW_HEADER_BAR (get (split)->header), button);
}

/* Keys. */

static void
on_back_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkSplitPrivate *self = get (KK_SPLIT (widget));

  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->list_box);
  gtk_widget_grab_focus (self->list);
}

/* Life. */

static void
kk_split_dispose (GObject *object)
{
  KkSplitPrivate *self = get (KK_SPLIT (object));

  g_clear_object (&self->selection);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->taken, g_ptr_array_unref);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (kk_split_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child_private (klass, KkSplit, leaflet);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, list_box);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, header);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, title);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, problem);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, top);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, foot);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, states);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, empty);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, list);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, detail_box);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, detail_states);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, choose);
  gtk_widget_class_bind_template_child_private (klass, KkSplit, detail);
}

static void
kk_split_class_init (KkSplitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_split_dispose;
  g_type_ensure (KK_TYPE_NAV_BUTTON);
  g_type_ensure (KK_TYPE_PROBLEM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-split.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, on_back_cb);
}

static void
kk_split_init (KkSplit *split)
{
  KkSplitPrivate *self = get (split);
  g_autoptr (GtkListItemFactory) factory = kk_split_line_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (split));
  self->lines = g_list_store_new (KK_TYPE_SPLIT_LINE);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->lines)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb),
                           split, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (on_activated_cb), split,
                           G_CONNECT_SWAPPED);
}
