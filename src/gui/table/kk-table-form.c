/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/table/kk-table-form.h"

#include "gui/cases/kk-case-note.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/table/kk-table-decision.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What a form is while it is on the screen; it belongs to its box. */
typedef struct {
  KkSession *session;
  char *case_;
  GtkWidget *problem;
  GtkWidget *save;
  GtkWidget *texts[KK_TABLE_N_TEXTS];  /* (nullable) each: text views */
  KkCaseNote *notes[KK_TABLE_N_TEXTS]; /* (nullable) each */
  KkTableChoices *choices;             /* (nullable): of a decision */
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  for (guint i = 0; i < KK_TABLE_N_TEXTS; i++) {
    if (form->notes[i] != NULL)
      kk_case_note_set_case (form->notes[i], NULL);
    g_clear_object (&form->notes[i]);
  }
  g_clear_pointer (&form->choices, kk_table_choices_free);
  g_object_unref (form->session);
  g_free (form->case_);
  g_free (form);
}

static Form *
get_form (gpointer box)
{
  return g_object_get_data (G_OBJECT (box), "form");
}

gboolean
kk_table_form_is_touched (GtkWidget *box)
{
  Form *form = get_form (box);

  for (guint i = 0; i < KK_TABLE_N_TEXTS; i++) {
    if (form->notes[i] != NULL && kk_case_note_is_touched (form->notes[i]))
      return TRUE;
  }
  return form->choices != NULL && kk_table_choices_are_touched (form->choices);
}

/* Filing. */

static void
on_filed_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  Form *form = get_form (owner);

  kk_problem_bar_show (KK_PROBLEM_BAR (form->problem), error);
  gtk_widget_set_sensitive (form->save, TRUE);
  if (error != NULL)
    return;
  for (guint i = 0; i < KK_TABLE_N_TEXTS; i++) {
    if (form->notes[i] != NULL)
      kk_case_note_filed (form->notes[i]);
  }
  if (form->choices != NULL)
    kk_table_choices_settle (form->choices);
  gtk_widget_activate_action (
      owner, "table.done", "s",
      form->choices != NULL
          ? _ ("Signed. The decision goes to the participants at the next exchange.")
          : _ ("Kept in the case. It goes to the table when you share it."));
}

static KkTableWish *
make_wish (const Form *form)
{
  KkTableWish *wish = kk_table_wish_new (form->case_);

  wish->contribution = form->choices == NULL;
  for (guint i = 0; i < KK_TABLE_N_TEXTS; i++) {
    if (form->notes[i] != NULL)
      wish->texts[i] = kk_case_note_take (form->notes[i]);
  }
  if (form->choices != NULL)
    kk_table_choices_read (form->choices, wish);
  return wish;
}

static void
file (GtkWidget *box)
{
  Form *form = get_form (box);
  const KkSessionJob job = {
    .work = kk_table_file,
    .wish = make_wish (form),
    .free_wish = kk_table_wish_free,
    .keeps = TRUE,
  };

  gtk_widget_set_sensitive (form->save, FALSE);
  kk_session_ask (form->session, G_OBJECT (box), &job, on_filed_cb);
}

static void
on_answer_cb (AdwMessageDialog *dialog G_GNUC_UNUSED, const char *response, GtkWidget *box)
{
  if (g_strcmp0 (response, "sign") == 0)
    file (box);
}

static void
ask_before_signing (GtkWidget *box)
{
  Form *form = get_form (box);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (box));
  g_autofree char *body = kk_table_choices_dup_consequence (form->choices);
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("Sign this decision?"), body));

  adw_message_dialog_add_response (dialog, "later", _ ("Not yet"));
  adw_message_dialog_add_response (dialog, "sign", _ ("Sign the decision"));
  adw_message_dialog_set_response_appearance (dialog, "sign", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "later");
  adw_message_dialog_set_close_response (dialog, "later");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer_cb), box, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A sentence of its own for what only a person at a screen meets: nothing was filled in. */
static gboolean
is_ready (const Form *form)
{
  KkTableText needed = form->choices != NULL ? KK_TABLE_MOTIVATION : KK_TABLE_CONTRIBUTION;
  g_autofree char *text = g_strstrip (kk_text_view_dup_text (form->texts[needed]));
  const char *problem =
      *text == '\0' ? (form->choices != NULL ? _ ("Write first why the table decides this.")
                                             : _ ("Write first what the table needs to know."))
      : form->choices != NULL ? kk_table_choices_find_problem (form->choices)
                              : NULL;

  if (problem == NULL)
    return TRUE;
  kk_problem_bar_say (KK_PROBLEM_BAR (form->problem), problem, NULL);
  gtk_widget_grab_focus (form->texts[needed]);
  return FALSE;
}

void
kk_table_form_file (GtkWidget *box)
{
  Form *form = get_form (box);

  if (!gtk_widget_get_sensitive (form->save) || !is_ready (form))
    return;
  kk_problem_bar_hide (KK_PROBLEM_BAR (form->problem));
  if (form->choices != NULL)
    ask_before_signing (box);
  else
    file (box);
}

/* Making. */

static GtkWidget *
make_form (const KkTableFormPlan *plan, const char *title)
{
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9, NULL);
  Form *form = g_new0 (Form, 1);

  gtk_widget_set_margin_top (box, 12);
  form->session = g_object_ref (plan->session);
  form->case_ = g_strdup (plan->case_->item->id);
  form->problem = kk_problem_bar_new ();
  g_object_set_data_full (G_OBJECT (box), "form", form, free_form);
  gtk_box_append (GTK_BOX (box), kk_text_new (title, "title-4"));
  return box;
}

static void
add_text (GtkWidget *box, const KkTableFormPlan *plan, KkTableText which, const char *name)
{
  Form *form = get_form (box);
  GtkWidget *field = kk_text_field_new (name, &form->texts[which]);
  KkCaseNote *note = kk_case_note_new (
      plan->session, gtk_text_view_get_buffer (GTK_TEXT_VIEW (form->texts[which])),
      kk_table_places[which]);

  kk_case_note_set_case (note, form->case_);
  kk_case_note_fill (note, plan->case_->drafts[which]);
  form->notes[which] = note;
  gtk_box_append (GTK_BOX (box), kk_text_new (name, "heading"));
  gtk_box_append (GTK_BOX (box), field);
}

static void
add_save (GtkWidget *box, const char *label)
{
  Form *form = get_form (box);

  form->save = gtk_button_new_with_label (label);
  gtk_widget_set_halign (form->save, GTK_ALIGN_START);
  gtk_widget_add_css_class (form->save, "suggested-action");
  g_signal_connect_swapped (form->save, "clicked", G_CALLBACK (kk_table_form_file), box);
  gtk_box_append (GTK_BOX (box), form->problem);
  gtk_box_append (GTK_BOX (box), form->save);
}

GtkWidget *
kk_table_contribution_new (const KkTableFormPlan *plan)
{
  GtkWidget *box = make_form (plan, _ ("Your contribution"));

  gtk_box_append (GTK_BOX (box), kk_text_new (_ ("Health may be in it. No sexuality, residence "
                                                 "status or origin (Wgs 2.29 and 2.30)."),
                                              "secondary"));
  add_text (box, plan, KK_TABLE_CONTRIBUTION, _ ("Write only what the table needs."));
  add_save (box, _ ("Contribute"));
  return box;
}

GtkWidget *
kk_table_decision_new (const KkTableFormPlan *plan)
{
  gboolean weighs = g_strcmp0 (plan->case_->item->question, "weigh") == 0;
  GtkWidget *box = make_form (plan, _ ("Decision of the table"));
  Form *form = get_form (box);

  form->choices = kk_table_choices_new (GTK_BOX (box), plan);
  add_text (box, plan, KK_TABLE_MOTIVATION, _ ("Why does the table decide this?"));
  add_text (box, plan, KK_TABLE_POSITIONS, _ ("Positions: a line for each participant"));
  add_text (box, plan, KK_TABLE_DISSENT, _ ("Who thinks otherwise, and why? (may stay empty)"));
  if (!weighs)
    kk_table_choices_add_tasks (form->choices, GTK_BOX (box));
  add_save (box, _ ("Sign the decision…"));
  return box;
}
