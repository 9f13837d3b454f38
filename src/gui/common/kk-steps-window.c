/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-steps-window.h"

#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/common/kk-secret-entry.h"

#include <glib/gi18n.h>

#define WIDEST 520

typedef struct {
  GtkWidget *title;
  GtkWidget *back;
  GtkWidget *problem;
  GtkWidget *stack;
  GPtrArray *steps; /* (element-type GtkBox): borrowed from the stack */
  guint now;
  gboolean finished;
} KkStepsWindowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (KkStepsWindow, kk_steps_window, ADW_TYPE_WINDOW)

static KkStepsWindowPrivate *
get (KkStepsWindow *window)
{
  return kk_steps_window_get_instance_private (window);
}

void
kk_steps_window_set_task (KkStepsWindow *window, const char *task)
{
  adw_window_title_set_title (ADW_WINDOW_TITLE (get (window)->title), task);
}

void
kk_steps_window_go (KkStepsWindow *window, guint step)
{
  KkStepsWindowPrivate *self = get (window);
  /* Translators: the number of a screen, and how many there are. */
  g_autofree char *position = g_strdup_printf (_ ("Step %u of %u"), step + 1, self->steps->len);
  GtkWidget *box = self->steps->pdata[step];

  self->now = step;
  kk_problem_bar_hide (KK_PROBLEM_BAR (self->problem));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), position);
  gtk_widget_set_visible (self->back, step > 0);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), g_object_get_data (G_OBJECT (box), "page"));
  gtk_widget_child_focus (box, GTK_DIR_TAB_FORWARD);
}

void
kk_steps_window_finish (KkStepsWindow *window, guint step)
{
  kk_steps_window_go (window, step);
  get (window)->finished = TRUE;
  gtk_widget_set_visible (get (window)->back, FALSE);
}

guint
kk_steps_window_get_step (KkStepsWindow *window)
{
  return get (window)->now;
}

GtkWidget *
kk_steps_window_get_problem (KkStepsWindow *window)
{
  return get (window)->problem;
}

void
kk_steps_window_ask_for (KkStepsWindow *window, const char *sentence, GtkWidget *field)
{
  kk_problem_bar_say (KK_PROBLEM_BAR (get (window)->problem), sentence, NULL);
  gtk_widget_grab_focus (field);
}

GtkBox *
kk_steps_window_add (KkStepsWindow *window, const char *title, const char *sentence)
{
  KkStepsWindowPrivate *self = get (window);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_object_set (box, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12,
                NULL);
  gtk_box_append (GTK_BOX (box), kk_text_new (title, "title-2"));
  gtk_box_append (GTK_BOX (box), kk_text_new (sentence, NULL));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDEST);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE, "child", clamp,
                NULL);
  gtk_stack_add_child (GTK_STACK (self->stack), scroller);
  g_object_set_data (G_OBJECT (box), "page", scroller);
  g_ptr_array_add (self->steps, box);
  return GTK_BOX (box);
}

static void
go_back (KkStepsWindow *window)
{
  KkStepsWindowPrivate *self = get (window);

  if (self->now > 0 && !self->finished)
    kk_steps_window_go (window, self->now - 1);
  else
    gtk_window_close (GTK_WINDOW (window));
}

static void
on_back_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  go_back (KK_STEPS_WINDOW (widget));
}

/* Fields. */

void
kk_steps_add_field (GtkBox *step, const char *label, const char *hint, GtkWidget *field)
{
  GtkWidget *title = kk_text_new (label, "heading");

  gtk_widget_set_margin_top (title, 6);
  gtk_box_append (step, title);
  if (hint != NULL)
    gtk_box_append (step, kk_text_new (hint, "secondary"));
  gtk_box_append (step, field);
}

GtkWidget *
kk_steps_add_entry (GtkBox *step, const char *label, const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  kk_row_set_name (entry, label);
  kk_steps_add_field (step, label, hint, entry);
  return entry;
}

GtkWidget *
kk_steps_add_secret (GtkBox *step, const char *label, const char *hint)
{
  GtkWidget *entry = kk_secret_entry_new ();

  kk_secret_entry_set_label (KK_SECRET_ENTRY (entry), label);
  kk_steps_add_field (step, label, hint, entry);
  return entry;
}

GtkWidget *
kk_steps_add_next (GtkBox *step, const char *label, GCallback clicked, gpointer owner)
{
  GtkWidget *button = kk_button_new (label, "suggested-action", clicked, owner);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (button, 12);
  /* In large text a sentence of four words is wider than a narrow screen. */
  g_object_set (gtk_button_get_child (GTK_BUTTON (button)), "wrap", TRUE, "justify",
                GTK_JUSTIFY_CENTER, NULL);
  gtk_box_append (step, button);
  return button;
}

/* Life. */

static void
kk_steps_window_finalize (GObject *object)
{
  g_ptr_array_unref (get (KK_STEPS_WINDOW (object))->steps);
  G_OBJECT_CLASS (kk_steps_window_parent_class)->finalize (object);
}

static void
kk_steps_window_class_init (KkStepsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kk_steps_window_finalize;
  gtk_widget_class_install_action (widget_class, "steps.back", NULL, on_back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "steps.back", NULL);
}

static void
kk_steps_window_init (KkStepsWindow *window)
{
  KkStepsWindowPrivate *self = get (window);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->steps = g_ptr_array_new ();
  self->title = adw_window_title_new ("", "");
  self->back = kk_button_new (_ ("Back"), NULL, G_CALLBACK (go_back), window);
  self->problem = kk_problem_bar_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), self->title);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->back);
  gtk_box_append (GTK_BOX (page), header);
  gtk_box_append (GTK_BOX (page), self->problem);
  gtk_box_append (GTK_BOX (page), self->stack);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_set_title (GTK_WINDOW (window), "Ketenkluis");
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 640);
  gtk_widget_set_size_request (GTK_WIDGET (window), 340, 294);
}
