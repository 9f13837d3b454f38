/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/signal/kk-signal-ticks.h"

#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>

/* What people see first: things that can be seen from outside, without a word of law in them. */
static const char *const first_ids[] = { "SG12", "SG06", "SG30", "SG04", "SG09",
                                         "SG10", "SG05", "SG03", NULL };

struct _KkSignalTicks {
  GtkBox parent_instance;
  GPtrArray *boxes; /* (element-type GtkCheckButton): borrowed */
  GtkWidget *few;
  GtkWidget *others;
  GtkWidget *all;
};

G_DEFINE_FINAL_TYPE (KkSignalTicks, kk_signal_ticks, GTK_TYPE_BOX)

static guint signal_changed;

static void
on_toggled_cb (KkSignalTicks *ticks)
{
  g_signal_emit (ticks, signal_changed, 0);
}

static void
on_all_cb (KkSignalTicks *ticks)
{
  gtk_widget_set_visible (ticks->others, TRUE);
  gtk_widget_set_visible (ticks->all, FALSE);
  gtk_widget_child_focus (ticks->others, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_grid (void)
{
  return g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "homogeneous", TRUE,
                       "max-children-per-line", 2, "column-spacing", 12, NULL);
}

static gboolean
is_first (const char *id)
{
  return g_strv_contains (first_ids, id);
}

static void
add_card (KkSignalTicks *ticks, const KkSignalCard *card, gboolean ticked)
{
  GtkWidget *box = gtk_check_button_new ();
  GtkWidget *words = kk_text_new (card->text, NULL);
  /* Translators: a signal that may point to exploitation. */
  g_autofree char *name = g_strdup_printf (_ ("Signal: %s"), card->text);
  GtkWidget *grid = is_first (card->id) ? ticks->few : ticks->others;

  gtk_label_set_width_chars (GTK_LABEL (words), 22);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 24);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (box), words);
  kk_row_set_name (box, name);
  g_object_set_data_full (G_OBJECT (box), "id", g_strdup (card->id), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (box), ticked);
  g_signal_connect_object (box, "toggled", G_CALLBACK (on_toggled_cb), ticks, G_CONNECT_SWAPPED);
  gtk_flow_box_append (GTK_FLOW_BOX (grid), box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
  g_ptr_array_add (ticks->boxes, box);
  if (ticked && grid == ticks->others)
    on_all_cb (ticks);
}

static void
add_when_there (KkSignalTicks *ticks, const KkSignalCard *card, GPtrArray *ticked)
{
  if (card != NULL)
    add_card (ticks, card, g_ptr_array_find_with_equal_func (ticked, card->id, g_str_equal, NULL));
}

void
kk_signal_ticks_set (KkSignalTicks *ticks, const KkSignalCards *cards, GPtrArray *ticked)
{
  /* Translators: how many signals there are. */
  g_autofree char *label = g_strdup_printf (_ ("Show all %u signals"), cards->cards->len);

  gtk_button_set_label (GTK_BUTTON (ticks->all), label);
  for (gsize i = 0; first_ids[i] != NULL; i++)
    add_when_there (ticks, kk_signal_cards_find (cards, first_ids[i]), ticked);
  for (guint i = 0; i < cards->cards->len; i++) {
    const KkSignalCard *card = cards->cards->pdata[i];

    if (!is_first (card->id))
      add_when_there (ticks, card, ticked);
  }
}

GPtrArray *
kk_signal_ticks_get (KkSignalTicks *ticks)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ticks->boxes->len; i++) {
    GtkWidget *box = ticks->boxes->pdata[i];

    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (box)))
      g_ptr_array_add (ids, g_strdup (g_object_get_data (G_OBJECT (box), "id")));
  }
  return ids;
}

static void
kk_signal_ticks_finalize (GObject *object)
{
  g_ptr_array_unref (KK_SIGNAL_TICKS (object)->boxes);
  G_OBJECT_CLASS (kk_signal_ticks_parent_class)->finalize (object);
}

static void
kk_signal_ticks_class_init (KkSignalTicksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_signal_ticks_finalize;
  signal_changed = g_signal_new ("changed", KK_TYPE_SIGNAL_TICKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
kk_signal_ticks_init (KkSignalTicks *ticks)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (ticks), GTK_ORIENTATION_VERTICAL);
  ticks->boxes = g_ptr_array_new ();
  ticks->few = make_grid ();
  ticks->others = make_grid ();
  ticks->all = kk_button_new ("", "flat", G_CALLBACK (on_all_cb), ticks);
  gtk_widget_set_halign (ticks->all, GTK_ALIGN_START);
  gtk_widget_set_visible (ticks->others, FALSE);
  gtk_box_append (GTK_BOX (ticks), ticks->few);
  gtk_box_append (GTK_BOX (ticks), ticks->all);
  gtk_box_append (GTK_BOX (ticks), ticks->others);
}
