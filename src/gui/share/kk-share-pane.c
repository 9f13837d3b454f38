/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/share/kk-share-pane.h"
#include "gui/common/kk-rows.h"

#include "app/kk-app-label.h"
#include "gui/share/kk-share-form.h"
#include "gui/share/kk-share-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* The question "why is it needed" is always there, also when the law does not ask for it yet. */
#define WHY "NOTE"

struct _KkSharePane {
  AdwBin parent_instance;
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (KkSharePane, kk_share_pane, ADW_TYPE_BIN)

static void
add_label (KkSharePane *pane, const char *text, const char *css)
{
  gtk_box_append (GTK_BOX (pane->box), kk_text_new (text, css));
}

static void
add_heading (KkSharePane *pane, const char *icon, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_add_css_class (image, "pane-mark");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), kk_text_new (text, "title-4"));
  gtk_box_append (GTK_BOX (pane->box), box);
}

static GtkWidget *
add_button (KkSharePane *pane, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_box_append (GTK_BOX (pane->box), button);
  return button;
}

static const KkShareColumn *
get_column (const KkSharePaneView *view)
{
  return view->columns->pdata[view->column];
}

/* Questions: one for each thing that is missing, however many values wait for it. */

typedef struct {
  const KkShareStep *step;
  KkCategories categories; /* of all that waits */
  guint n_waiting;
  const char *first; /* title of the first that waits */
} Question;

static KkCategories
parse_categories (const GPtrArray *codes)
{
  KkCategories categories = 0;

  for (guint i = 0; i < codes->len; i++) {
    KkCategory category;

    if (kk_category_parse (codes->pdata[i], &category))
      categories |= KK_CATEGORY_BIT (category);
  }
  return categories & ~KK_CATEGORIES_NOBODY;
}

static void
count_question (GArray *questions,
                const KkShareRow *row,
                const KkSharedField *field,
                const KkShareStep *step)
{
  Question *question = NULL;

  for (guint i = 0; question == NULL && i < questions->len; i++) {
    if (strcmp (g_array_index (questions, Question, i).step->code, step->code) == 0)
      question = &g_array_index (questions, Question, i);
  }
  if (question == NULL) {
    g_array_append_val (questions, ((Question){ .step = step, .first = row->title }));
    question = &g_array_index (questions, Question, questions->len - 1);
  }
  question->categories |= parse_categories (field->categories);
  question->n_waiting++;
}

static GArray *
collect_questions (const KkSharePaneView *view)
{
  GArray *questions = g_array_new (FALSE, FALSE, sizeof (Question));
  const KkShareColumn *column = get_column (view);

  for (guint r = 0; r < view->rows->len; r++) {
    const KkShareRow *row = view->rows->pdata[r];
    const KkSharedField *field = row->fields->pdata[view->column];

    if (kk_share_words_mark (field, kk_share_column_is_left_out (column, row->name)) !=
        KK_SHARE_OPEN)
      continue;
    for (guint i = 0; i < field->steps->len; i++)
      count_question (questions, row, field, field->steps->pdata[i]);
  }
  return questions;
}

static void
add_question_row (GtkWidget *group, guint column, const Question *question)
{
  const char *verb = kk_share_words_verb (question->step);
  /* Translators: how many values wait for an answer. */
  g_autofree char *many = g_strdup_printf (
      ngettext ("%u value waits for this", "%u values wait for this", question->n_waiting),
      question->n_waiting);
  GtkWidget *row = kk_row_new (verb, question->n_waiting == 1 ? question->first : many);

  kk_row_set_icon (row, "dialog-question-symbolic");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(us)", column, question->step->code);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "share.question");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_questions (KkSharePane *pane, const KkSharePaneView *view)
{
  g_autoptr (GArray) questions = collect_questions (view);
  const KkShareColumn *column = get_column (view);
  GtkWidget *group;
  /* Translators: number of questions, and an organisation. */
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u more question for %s", "%u more questions for %s", questions->len),
      questions->len, column->organisation);

  if (questions->len == 0)
    return;
  group = kk_row_group_new (title);
  for (guint i = 0; i < questions->len; i++)
    add_question_row (group, view->column, &g_array_index (questions, Question, i));
  gtk_box_append (GTK_BOX (pane->box), group);
  add_label (pane,
             _ ("You need not answer these now. Without an answer that value does not go along."),
             "secondary");
}

/* One value. */

static void
add_reasons (KkSharePane *pane, const KkSharedField *field, KkShareMark mark)
{
  if (mark == KK_SHARE_OPEN && field->unticked)
    return;
  for (guint i = 0; i < field->reasons->len; i++)
    add_label (pane, field->reasons->pdata[i], NULL);
  if (field->reasons->len == 0)
    add_label (pane,
               mark == KK_SHARE_GOES
                   ? _ ("It says nothing about a person, so that no law is needed for it.")
                   : _ ("No rule of the register lets this recipient have it for this purpose."),
               NULL);
  if (field->banner)
    add_label (pane, _ ("This rule is not certain yet. The register names this share apart."),
               "secondary");
}

static void
add_leave_out (KkSharePane *pane, const KkSharePaneView *view, gboolean left_out)
{
  const KkShareColumn *column = get_column (view);
  g_autofree char *label =
      /* Translators: an organisation. */
      g_strdup_printf (left_out ? _ ("Send along to %s after all") : _ ("Do not send along to %s"),
                       column->organisation);
  GtkWidget *button = add_button (pane, label);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uu)", view->column, view->row);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "share.leave-out");
}

static void
add_form (KkSharePane *pane, const KkSharePaneView *view, const KkShareFormPlan *plan)
{
  gtk_box_append (GTK_BOX (pane->box), kk_share_form_new (view->session, plan));
}

/* Folded up: who can do what is asked first need not read what else would do. */
static void
add_ways (KkSharePane *pane,
          const KkSharePaneView *view,
          const KkSharedField *field,
          KkShareFormPlan *plan)
{
  GtkWidget *expander = gtk_expander_new (_ ("What would do instead"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  for (guint i = 0; i < field->ways->len; i++) {
    const KkShareWay *way = field->ways->pdata[i];

    if (i > 0)
      gtk_box_append (GTK_BOX (box), kk_text_new (_ ("Or:"), "heading"));
    for (guint j = 0; j < way->steps->len; j++) {
      plan->step = way->steps->pdata[j];
      gtk_box_append (GTK_BOX (box), kk_share_form_new (view->session, plan));
    }
  }
  gtk_expander_set_child (GTK_EXPANDER (expander), box);
  gtk_box_append (GTK_BOX (pane->box), expander);
}

static void
add_steps (KkSharePane *pane, const KkSharePaneView *view, const KkSharedField *field)
{
  const KkShareRow *row = view->rows->pdata[view->row];
  KkShareFormPlan plan = { .case_ = view->case_,
                           .column = get_column (view),
                           .categories = parse_categories (field->categories) };

  if (field->unticked) {
    plan.record = row->record;
    plan.field = row->name;
    plan.text = row->value;
    add_form (pane, view, &plan);
    return;
  }
  for (guint i = 0; i < field->steps->len; i++) {
    plan.step = field->steps->pdata[i];
    add_form (pane, view, &plan);
  }
  if (field->ways->len > 0)
    add_ways (pane, view, field, &plan);
}

static void
show_cell (KkSharePane *pane, const KkSharePaneView *view)
{
  const KkShareRow *row = view->rows->pdata[view->row];
  const KkShareColumn *column = get_column (view);
  const KkSharedField *field = row->fields->pdata[view->column];
  gboolean left_out = kk_share_column_is_left_out (column, row->name);
  KkShareMark mark = kk_share_words_mark (field, left_out);
  g_autofree char *heading = kk_share_words_dup_heading (row->title, column->organisation, mark);

  add_heading (pane, kk_share_words_icon (mark), heading);
  if (field != NULL && !left_out)
    add_reasons (pane, field, mark);
  if (mark == KK_SHARE_OPEN)
    add_steps (pane, view, field);
  if (mark != KK_SHARE_STAYS && field != NULL)
    add_leave_out (pane, view, left_out);
}

/* One question. */

static void
show_why (KkSharePane *pane, const KkSharePaneView *view)
{
  const KkShareColumn *column = get_column (view);
  g_autofree char *sentence =
      g_strdup (_ ("Write down why the recipient needs this for its task."));
  g_autofree char *code = g_strdup (WHY);
  const KkShareStep step = {
    .kind = KK_SHARE_STEP_NOTE, .what = "NEED", .code = code, .sentence = sentence
  };
  const KkShareFormPlan plan = {
    .case_ = view->case_, .column = column, .step = &step, .text = column->note
  };
  /* Translators: an organisation. */
  g_autofree char *heading = g_strdup_printf (_ ("Why does %s need this?"), column->organisation);

  add_heading (pane, "document-edit-symbolic", heading);
  add_form (pane, view, &plan);
}

static void
show_question (KkSharePane *pane, const KkSharePaneView *view)
{
  g_autoptr (GArray) questions = collect_questions (view);

  for (guint i = 0; i < questions->len; i++) {
    const Question *question = &g_array_index (questions, Question, i);
    const KkShareFormPlan plan = { .case_ = view->case_,
                                   .column = get_column (view),
                                   .step = question->step,
                                   .categories = question->categories };

    if (strcmp (question->step->code, view->question) != 0)
      continue;
    add_heading (pane, "dialog-question-symbolic", kk_share_words_verb (question->step));
    add_form (pane, view, &plan);
  }
}

/* The recipient. */

static void
show_column (KkSharePane *pane, const KkSharePaneView *view)
{
  const KkShareColumn *column = get_column (view);
  g_autofree char *person = kk_share_words_dup_person (column);
  g_autofree char *fingerprint = g_strdup_printf (_ ("Fingerprint %s"), column->fingerprint);

  add_heading (pane, "avatar-default-symbolic", column->organisation);
  add_label (pane, person, NULL);
  add_label (pane, fingerprint, "secondary");
}

static void
add_remove (KkSharePane *pane, const KkSharePaneView *view)
{
  GtkWidget *remove = add_button (pane, _ ("Take this recipient out"));

  gtk_widget_add_css_class (remove, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (remove), "u", view->column);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (remove), "share.remove");
}

/* Life. */

static void
kk_share_pane_class_init (KkSharePaneClass *klass G_GNUC_UNUSED)
{
}

static void
kk_share_pane_init (KkSharePane *pane)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  pane->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (pane->box, "share-pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), pane->box);
  adw_bin_set_child (ADW_BIN (pane), scroller);
}

void
kk_share_pane_show (KkSharePane *pane, const KkSharePaneView *view)
{
  kk_box_clear (pane->box);
  if (view->column >= view->columns->len)
    return;
  if (g_strcmp0 (view->question, WHY) == 0)
    show_why (pane, view);
  else if (view->question != NULL)
    show_question (pane, view);
  else if (view->row < view->rows->len)
    show_cell (pane, view);
  else
    show_column (pane, view);
  add_questions (pane, view);
  if (view->question == NULL && view->row >= view->rows->len)
    add_remove (pane, view);
}
