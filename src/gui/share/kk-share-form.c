/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-form.h"

#include "app/kk-app-label.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/share/kk-share-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a form is while it is on the screen; it belongs to its box. */
typedef struct {
  KkSession *session;
  KkShareAct *act;  /* what is known of it beforehand */
  const char *done; /* what is said when it is kept; static, translated */
  GtkWidget *problem;
  GtkWidget *save;
  GtkWidget *text;      /* (nullable) */
  GtkWidget *entry;     /* (nullable) */
  GtkWidget *by;        /* (nullable) */
  GtkWidget *form;      /* (nullable) */
  GtkWidget *free_will; /* (nullable) */
  GtkWidget *conflict;  /* (nullable) */
  GPtrArray *ticks;     /* (element-type GtkWidget): of kinds, or of answers */
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  g_object_unref (form->session);
  kk_share_act_free (form->act);
  g_ptr_array_unref (form->ticks);
  g_free (form);
}

static Form *
get_form (gpointer box)
{
  return g_object_get_data (G_OBJECT (box), "form");
}

/* Keeping. */

static void
on_kept_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  Form *form = get_form (owner);

  kk_problem_bar_show (KK_PROBLEM_BAR (form->problem), error);
  gtk_widget_set_sensitive (form->save, TRUE);
  if (error == NULL)
    gtk_widget_activate_action (owner, "share.done", "s", form->done);
}

static void
free_act (gpointer act)
{
  kk_share_act_free (act);
}

static KkShareAct *
copy_act (const KkShareAct *act)
{
  KkShareAct *copy = g_memdup2 (act, sizeof *act);

  copy->case_ = g_strdup (act->case_);
  copy->recipient = g_strdup (act->recipient);
  copy->what = g_strdup (act->what);
  copy->record = g_strdup (act->record);
  copy->field = g_strdup (act->field);
  copy->text = g_strdup (act->text);
  return copy;
}

static char *
dup_text (const Form *form)
{
  if (form->entry != NULL) {
    const char *typed = gtk_editable_get_text (GTK_EDITABLE (form->entry));
    char *day = kk_date_dup_typed (typed);

    return day != NULL ? day : g_strdup (typed);
  }
  return kk_text_view_dup_text (form->text);
}

static gboolean
is_on (GtkWidget *check)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (check));
}

/* What a person filled in, on top of what was known. */
static void
read_form (const Form *form, KkShareAct *act)
{
  static const char *const forms[] = { "spoken", "signed", "digital" };

  if (form->text != NULL || form->entry != NULL) {
    g_free (act->text);
    act->text = dup_text (form);
    if (*act->text == '\0')
      g_clear_pointer (&act->text, g_free);
  }
  if (form->by != NULL) {
    act->by = (KkSigner) (gtk_drop_down_get_selected (GTK_DROP_DOWN (form->by)) + 1);
    act->form = forms[gtk_drop_down_get_selected (GTK_DROP_DOWN (form->form))];
    act->freely_given = is_on (form->free_will);
    act->conflict = is_on (form->conflict);
  }
  if (act->ticks)
    act->categories = 0;
  for (guint i = 0; act->ticks && i < form->ticks->len; i++) {
    if (is_on (form->ticks->pdata[i]))
      act->categories |= GPOINTER_TO_UINT (g_object_get_data (form->ticks->pdata[i], "category"));
  }
  for (guint i = 0; act->kind == KK_SHARE_STEP_HG_KM && i < form->ticks->len / 2; i++)
    act->answers[i] = is_on (form->ticks->pdata[2 * i])       ? KK_TRI_TRUE
                      : is_on (form->ticks->pdata[2 * i + 1]) ? KK_TRI_FALSE
                                                              : KK_TRI_UNKNOWN;
}

static void
keep (GtkWidget *box)
{
  Form *form = get_form (box);
  KkShareAct *act = copy_act (form->act);
  const KkSessionJob job = {
    .work = kk_share_act_do,
    .wish = act,
    .free_wish = free_act,
  };

  read_form (form, act);
  gtk_widget_set_sensitive (form->save, FALSE);
  kk_session_ask (form->session, G_OBJECT (box), &job, on_kept_cb);
}

/* "Yes" and "no" of a finding both are answers. */
static void
on_no_cb (GtkWidget *box)
{
  Form *form = get_form (box);

  g_free (form->act->text);
  form->act->text = g_strdup ("false");
  keep (box);
}

/* Pieces. */

static void
add_label (GtkWidget *box, const char *text, const char *css)
{
  gtk_box_append (GTK_BOX (box), kk_text_new (text, css));
}

static void
add_save (GtkWidget *box, const char *label)
{
  Form *form = get_form (box);

  form->save = gtk_button_new_with_label (label);
  gtk_widget_set_halign (form->save, GTK_ALIGN_START);
  gtk_widget_add_css_class (form->save, "suggested-action");
  g_signal_connect_swapped (form->save, "clicked", G_CALLBACK (keep), box);
  gtk_box_append (GTK_BOX (box), form->save);
}

static GtkWidget *
add_check (GtkWidget *box, const char *label)
{
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_box_append (GTK_BOX (box), check);
  return check;
}

static GtkWidget *
add_choice (GtkWidget *box, const char *title, const char *field, const char *const *codes)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (guint i = 0; codes[i] != NULL; i++)
    gtk_string_list_append (list, kk_app_label_code (field, codes[i]));
  choice = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  add_label (box, title, "heading");
  kk_row_set_name (gtk_widget_get_first_child (choice), title);
  gtk_box_append (GTK_BOX (box), choice);
  return choice;
}

/* The forms. */

static void
on_text_cb (GtkWidget *box)
{
  Form *form = get_form (box);
  g_autofree char *text = dup_text (form);

  gtk_widget_set_sensitive (form->save, kk_note_length (text) >= KK_NOTE_LEAST);
}

static void
fill_note (GtkWidget *box, const KkShareFormPlan *plan)
{
  Form *form = get_form (box);

  if (g_strcmp0 (plan->step->what, "NEED") == 0)
    add_label (box,
               _ ("Why does the recipient need this? Is it no more than is needed? Would less do?"),
               "secondary");
  gtk_box_append (GTK_BOX (box), kk_text_field_new (plan->step->sentence, &form->text));
  form->done = _ ("The reason is kept.");
  add_save (box, _ ("Keep the reason"));
  gtk_widget_set_sensitive (form->save, FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (form->text)), "changed",
                           G_CALLBACK (on_text_cb), box, G_CONNECT_SWAPPED);
  if (plan->text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (form->text)), plan->text,
                              -1);
}

static void
fill_consent (GtkWidget *box, const KkShareFormPlan *plan G_GNUC_UNUSED)
{
  static const char *const signers[] = { "self", "representative", "both", NULL };
  static const char *const forms[] = { "spoken", "signed", "digital", NULL };
  Form *form = get_form (box);

  add_label (
      box,
      _ ("Towards a public body consent is seldom free. Saying no has no consequence for the "
         "help. Did you tell that?"),
      "secondary");
  form->by = add_choice (box, _ ("Who consented?"), "nl_ConsentBy", signers);
  add_label (box,
             _ ("From 12 to 15 years: the young person and a parent. Mind: the parent may be "
                "the exploiter."),
             "secondary");
  form->form = add_choice (box, _ ("How?"), "nl_ConsentForm", forms);
  add_label (box, _ ("Until when? (empty: six months)"), "heading");
  form->entry = gtk_entry_new ();
  kk_row_set_name (form->entry, _ ("Until when? (empty: six months)"));
  gtk_box_append (GTK_BOX (box), form->entry);
  form->free_will = add_check (box, _ ("Given freely"));
  form->conflict = add_check (box, _ ("The representative may be the exploiter"));
  form->done = _ ("The consent is recorded.");
  add_save (box, _ ("Record consent"));
}

static void
fill_finding (GtkWidget *box, const KkShareFormPlan *plan G_GNUC_UNUSED)
{
  Form *form = get_form (box);
  GtkWidget *no = gtk_button_new_with_label (_ ("Record: this is not so"));

  form->act->text = g_strdup ("true");
  form->done = _ ("Recorded, with your name and today's date.");
  add_save (box, _ ("Record: this is so"));
  gtk_widget_remove_css_class (form->save, "suggested-action");
  gtk_widget_set_halign (no, GTK_ALIGN_START);
  g_signal_connect_swapped (no, "clicked", G_CALLBACK (on_no_cb), box);
  gtk_box_append (GTK_BOX (box), no);
}

static const char *
get_question (KkHgKmQuestion question)
{
  static const char *const questions[] = {
    [KK_HG_KM_ASK_MINOR] = N_ ("Is the victim younger than 18?"),
    [KK_HG_KM_ASK_DEPENDENT] =
        N_ ("Does the young person depend on the exploiter, or is he or she not free to go?"),
    [KK_HG_KM_ASK_CIRCLE] =
        N_ ("Is the exploiter family, housemate, partner or former partner of the victim?"),
    [KK_HG_KM_ASK_CHILD] = N_ ("Is there a child in the house?"),
  };

  return _ (questions[question]);
}

static void
add_answer (GtkWidget *box, GtkWidget *line, const char *question, const char *answer)
{
  Form *form = get_form (box);
  GtkWidget *check = gtk_check_button_new_with_label (answer);
  g_autofree char *name = g_strdup_printf ("%s %s", question, answer);

  if (gtk_widget_get_first_child (line) != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check),
                                GTK_CHECK_BUTTON (gtk_widget_get_first_child (line)));
  kk_row_set_name (check, name);
  gtk_box_append (GTK_BOX (line), check);
  g_ptr_array_add (form->ticks, check);
}

static void
fill_hg_km (GtkWidget *box, const KkShareFormPlan *plan G_GNUC_UNUSED)
{
  Form *form = get_form (box);

  for (guint i = 0; i < KK_N_HG_KM_QUESTIONS; i++) {
    const char *question = get_question ((KkHgKmQuestion) i);
    GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

    add_label (box, question, NULL);
    gtk_box_append (GTK_BOX (box), line);
    add_answer (box, line, question, _ ("yes"));
    add_answer (box, line, question, _ ("no"));
  }
  add_label (box, _ ("Questions that do not matter for the conclusion may stay open."),
             "secondary");
  form->done = _ ("The conclusion is recorded.");
  add_save (box, _ ("Record the conclusion"));
}

static void
fill_field (GtkWidget *box, const KkShareFormPlan *plan)
{
  Form *form = get_form (box);
  const char *label = kk_app_label_field (plan->step->what);

  add_label (box, label, "heading");
  form->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (form->entry), _ ("day-month-year"));
  gtk_entry_set_input_hints (GTK_ENTRY (form->entry), GTK_INPUT_HINT_PRIVATE);
  kk_row_set_name (form->entry, label);
  gtk_box_append (GTK_BOX (box), form->entry);
  form->done = _ ("Kept in the case.");
  add_save (box, _ ("Keep it"));
}

static gboolean
is_offered (KkCategory category)
{
  const KkCategories never = KK_CATEGORY_BIT (KK_CATEGORY_C0) |
                             KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_BIOM) |
                             KK_CATEGORY_BIT (KK_CATEGORY_POL_12);

  return (KK_CATEGORY_BIT (category) & never) == 0;
}

static void
fill_ticks (GtkWidget *box, const KkShareFormPlan *plan)
{
  Form *form = get_form (box);

  add_label (box, _ ("This text can hold anything. Tick what is in it."), NULL);
  if (plan->text != NULL)
    add_label (box, plan->text, "quote");
  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    GtkWidget *check;

    if (!is_offered ((KkCategory) i))
      continue;
    check = add_check (
        box, kk_app_label_code ("nl_ConsentCategories", kk_category_text ((KkCategory) i)));
    g_object_set_data (G_OBJECT (check), "category", GUINT_TO_POINTER (KK_CATEGORY_BIT (i)));
    g_ptr_array_add (form->ticks, check);
  }
  form->done = _ ("The kinds are kept.");
  add_save (box, _ ("Keep the kinds"));
}

/* What the person states for this one share: the page keeps it with the recipient. */
static void
fill_fact (GtkWidget *box, const KkShareFormPlan *plan)
{
  g_auto (GStrv) pieces = g_strsplit (plan->step->what, "=", 2);
  GtkWidget *yes;

  if (g_strcmp0 (pieces[1], "true") != 0) {
    add_label (box, _ ("This cannot be answered in this window yet. Until then it does not go."),
               "secondary");
    return;
  }
  yes = gtk_button_new_with_label (_ ("This is so"));
  gtk_widget_set_halign (yes, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (yes), "s", pieces[0]);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (yes), "share.fact");
  gtk_box_append (GTK_BOX (box), yes);
}

static void
fill_decision (GtkWidget *box, const KkShareFormPlan *plan)
{
  Form *form = get_form (box);
  gboolean gate = g_strcmp0 (plan->step->what, "gate") == 0;

  if (!gate && g_strcmp0 (plan->step->what, "assignment") != 0) {
    add_label (box,
               _ ("Ask them. Their answer comes in with an exchange, signed; then this goes "
                  "along by itself."),
               "secondary");
    return;
  }
  form->done = gate ? _ ("Gate 1 is signed.") : _ ("The assignment is recorded.");
  add_save (box, gate ? _ ("Sign gate 1") : _ ("Record the assignment"));
}

static void
fill (GtkWidget *box, const KkShareFormPlan *plan)
{
  if (plan->step == NULL) {
    fill_ticks (box, plan);
    return;
  }
  add_label (box, plan->step->sentence, NULL);
  switch (plan->step->kind) {
  case KK_SHARE_STEP_NOTE:
    fill_note (box, plan);
    return;
  case KK_SHARE_STEP_CONSENT:
    fill_consent (box, plan);
    return;
  case KK_SHARE_STEP_FINDING:
    fill_finding (box, plan);
    return;
  case KK_SHARE_STEP_HG_KM:
    fill_hg_km (box, plan);
    return;
  case KK_SHARE_STEP_FIELD:
    fill_field (box, plan);
    return;
  case KK_SHARE_STEP_FACT:
    fill_fact (box, plan);
    return;
  case KK_SHARE_STEP_DECISION:
    fill_decision (box, plan);
    return;
  case KK_SHARE_STEP_OTHER:
  default:
    return;
  }
}

static Form *
new_form (KkSession *session, const KkShareFormPlan *plan)
{
  Form *form = g_new0 (Form, 1);

  form->session = g_object_ref (session);
  form->ticks = g_ptr_array_new ();
  form->act = g_new0 (KkShareAct, 1);
  form->act->ticks = plan->step == NULL;
  form->act->kind = plan->step != NULL ? plan->step->kind : KK_SHARE_STEP_OTHER;
  form->act->case_ = g_strdup (plan->case_);
  form->act->recipient = g_strdup (plan->column->address);
  form->act->what = g_strdup (plan->step != NULL ? plan->step->what : NULL);
  form->act->record = g_strdup (plan->record);
  form->act->field = g_strdup (plan->field);
  form->act->purpose = plan->column->purpose;
  form->act->categories = plan->categories;
  form->done = "";
  return form;
}

GtkWidget *
kk_share_form_new (KkSession *session, const KkShareFormPlan *plan)
{
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 9, NULL);
  Form *form = new_form (session, plan);

  g_object_set_data_full (G_OBJECT (box), "form", form, free_form);
  form->problem = kk_problem_bar_new ();
  gtk_box_append (GTK_BOX (box), form->problem);
  fill (box, plan);
  return box;
}
