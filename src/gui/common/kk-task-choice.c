/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-task-choice.h"

#include "app/kk-app-label.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>

#define FIELD "nl_TrackDirector"

struct _KkTaskChoice {
  AdwBin parent_instance;
  GtkWidget *down;
  GtkWidget *others;           /* the ticks, and what stands above them */
  GtkWidget *ticks[KK_N_HATS]; /* NULL where a task is not of a municipality */
  gboolean asks_others;
};

G_DEFINE_FINAL_TYPE (KkTaskChoice, kk_task_choice, ADW_TYPE_BIN)

const char *
kk_task_text (KkHat hat)
{
  const char *label = kk_app_label_code (FIELD, kk_hat_text (hat));

  return label != NULL ? label : kk_hat_text (hat);
}

KkHat
kk_task_choice_get (KkTaskChoice *choice)
{
  return (KkHat) (KK_HAT_NONE + 1 + gtk_drop_down_get_selected (GTK_DROP_DOWN (choice->down)));
}

GArray *
kk_task_choice_dup_all (KkTaskChoice *choice)
{
  GArray *hats = g_array_new (FALSE, FALSE, sizeof (KkHat));
  KkHat first = kk_task_choice_get (choice);

  g_array_append_val (hats, first);
  for (guint i = 0; i < KK_N_HATS && gtk_widget_get_visible (choice->others); i++) {
    KkHat hat = (KkHat) i;

    if (hat != first && choice->ticks[i] != NULL &&
        gtk_check_button_get_active (GTK_CHECK_BUTTON (choice->ticks[i])))
      g_array_append_val (hats, hat);
  }
  return hats;
}

static void
on_chosen_cb (KkTaskChoice *choice)
{
  KkHat hat = kk_task_choice_get (choice);
  gboolean municipal = (KK_HAT_BIT (hat) & KK_HATS_GEM) != 0;
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Task"), kk_task_text (hat));

  kk_row_set_name (gtk_widget_get_first_child (choice->down), name);
  gtk_widget_set_visible (choice->others, choice->asks_others && municipal);
  for (guint i = 0; i < KK_N_HATS; i++) {
    if (choice->ticks[i] != NULL)
      gtk_widget_set_visible (choice->ticks[i], i != hat);
  }
}

static void
add_ticks (KkTaskChoice *choice)
{
  gtk_box_append (GTK_BOX (choice->others),
                  kk_text_new (_ ("Other tasks of your organisation"), "heading"));
  gtk_box_append (
      GTK_BOX (choice->others),
      kk_text_new (_ ("Tick what it really does. The law asks for each task by itself."),
                   "secondary"));
  for (guint i = KK_HAT_NONE + 1; i < KK_N_HATS; i++) {
    GtkWidget *tick;

    if ((KK_HAT_BIT (i) & KK_HATS_GEM) == 0)
      continue;
    tick = gtk_check_button_new ();
    gtk_check_button_set_child (GTK_CHECK_BUTTON (tick),
                                kk_text_new (kk_task_text ((KkHat) i), NULL));
    kk_row_set_name (tick, kk_task_text ((KkHat) i));
    gtk_box_append (GTK_BOX (choice->others), tick);
    choice->ticks[i] = tick;
  }
}

static void
kk_task_choice_class_init (KkTaskChoiceClass *klass G_GNUC_UNUSED)
{
}

static void
kk_task_choice_init (KkTaskChoice *choice)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = KK_HAT_NONE + 1; i < KK_N_HATS; i++)
    gtk_string_list_append (names, kk_task_text ((KkHat) i));
  choice->down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  choice->others = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  add_ticks (choice);
  gtk_box_append (GTK_BOX (box), choice->down);
  gtk_box_append (GTK_BOX (box), choice->others);
  adw_bin_set_child (ADW_BIN (choice), box);
  g_signal_connect_object (choice->down, "notify::selected", G_CALLBACK (on_chosen_cb), choice,
                           G_CONNECT_SWAPPED);
  on_chosen_cb (choice);
}

void
kk_task_choice_ask_others (KkTaskChoice *choice, gboolean asks_others)
{
  choice->asks_others = asks_others;
  on_chosen_cb (choice);
}

GtkWidget *
kk_task_choice_new (void)
{
  return g_object_new (KK_TYPE_TASK_CHOICE, NULL);
}
