/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/table/kk-table-page.h"

#include "gui/common/kk-filters.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/kk-main-view.h"
#include "gui/table/kk-table-form.h"
#include "gui/table/kk-table-words.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum {
  SHOW_ALL,
  SHOW_OPEN,
  SHOW_PROGRESS,
  N_FILTERS,
} Filter;

struct _KkTablePage {
  KkSplit parent_instance;
  KkSession *session;
  KkTableAnswer *answer; /* (nullable) */
  KkTableAnswer *newer;  /* (nullable): came in while a person was writing */
  GPtrArray *shown;      /* (element-type KkTableCase): borrowed, in the order of the lines */
  Filter filter;
  GtkWidget *contribution; /* (nullable): while it is on the screen */
  GtkWidget *decision;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (KkTablePage, kk_table_page, KK_TYPE_SPLIT)

/* The list. */

static gboolean
is_monitored (const KkAgendaItem *item)
{
  return strcmp (item->question, "monitor") == 0;
}

static gboolean
is_shown (const KkAgendaItem *item, Filter filter)
{
  return filter == SHOW_ALL || is_monitored (item) == (filter == SHOW_PROGRESS);
}

static void
add_line (KkTablePage *page, KkTableCase *case_)
{
  g_autofree char *title = kk_table_dup_title (case_->item);
  g_autofree char *detail = kk_table_dup_detail (case_->item);
  g_autofree char *side = kk_table_dup_side (case_->item);
  const KkSplitLine line = {
    .id = case_->item->id,
    .title = title,
    .detail = detail,
    .side = side,
    .icon = kk_table_icon (case_->item),
  };

  g_ptr_array_add (page->shown, case_);
  kk_split_add (KK_SPLIT (page), &line);
}

static void
show_cases (KkTablePage *page)
{
  g_autofree char *subtitle = NULL;
  guint open = 0;

  g_ptr_array_set_size (page->shown, 0);
  kk_split_take (KK_SPLIT (page));
  for (guint i = 0; page->answer != NULL && i < page->answer->cases->len; i++) {
    KkTableCase *case_ = page->answer->cases->pdata[i];

    open += is_monitored (case_->item) ? 0 : 1;
    if (is_shown (case_->item, page->filter))
      add_line (page, case_);
  }
  kk_split_end (KK_SPLIT (page));
  /* Translators: how many cases the table has to decide about. */
  subtitle = g_strdup_printf (ngettext ("%u to decide", "%u to decide", open), open);
  kk_split_set_subtitle (KK_SPLIT (page), subtitle);
}

/* A form goes with the line that it is of. */
static void
follow (GtkWidget **place, GtkWidget *form)
{
  if (*place != NULL)
    g_object_remove_weak_pointer (G_OBJECT (*place), (gpointer *) place);
  *place = form;
  if (form != NULL)
    g_object_add_weak_pointer (G_OBJECT (form), (gpointer *) place);
}

static gboolean
is_written (KkTablePage *page)
{
  return (page->contribution != NULL && kk_table_form_is_touched (page->contribution)) ||
         (page->decision != NULL && kk_table_form_is_touched (page->decision));
}

static void
take_answer (KkTablePage *page, KkTableAnswer *answer)
{
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->answer, kk_table_answer_free);
  page->answer = answer;
  show_cases (page);
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  KkTablePage *page = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (kk_split_get_problem (KK_SPLIT (page))), error);
  if (error != NULL)
    return;
  if (!is_written (page)) {
    take_answer (page, result);
    return;
  }
  /* What a person is writing stays on the screen; what came in meanwhile is shown after it. */
  g_clear_pointer (&page->newer, kk_table_answer_free);
  page->newer = result;
}

static void
ask (KkTablePage *page)
{
  const KkSessionJob job = {
    .work = kk_table_read,
    .free_result = kk_table_answer_free,
    .line = "table",
  };

  kk_session_ask (page->session, G_OBJECT (page), &job, on_read_cb);
}

/* The detail. */

static void
add_way (GtkBox *box, const char *label, const char *reference)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *place = g_strdup_printf ("cases/%s", reference);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "view.open");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (box, button);
}

static void
add_forms (KkTablePage *page, GtkBox *box, const KkTableCase *case_)
{
  const KkTableFormPlan plan = { page->session, page->answer, case_ };

  if (!case_->item->own) {
    gtk_box_append (box, kk_text_new (_ ("This is the file of another organisation. Take the case "
                                         "over to contribute or to decide."),
                                      "secondary"));
    return;
  }
  if (case_->item->decides) {
    follow (&page->decision, kk_table_decision_new (&plan));
    gtk_box_append (box, page->decision);
  }
  follow (&page->contribution, kk_table_contribution_new (&plan));
  gtk_box_append (box, page->contribution);
}

static void
kk_table_page_show (KkSplit *split, guint position, GtkBox *detail)
{
  KkTablePage *page = KK_TABLE_PAGE (split);
  const KkTableCase *case_;

  follow (&page->decision, NULL);
  follow (&page->contribution, NULL);
  if (position >= page->shown->len)
    return;
  case_ = page->shown->pdata[position];
  kk_table_add_heading (detail, page->answer, case_->item);
  kk_table_add_contributions (detail, page->answer, case_->item);
  kk_table_add_progress (detail, case_->item);
  kk_table_add_decisions (detail, page->answer, case_->item);
  add_forms (page, detail, case_);
  add_way (detail, _ ("Open the case"), case_->item->reference);
}

/* Keys and acts. */

static void
on_done_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *sentence)
{
  KkTablePage *page = KK_TABLE_PAGE (widget);
  GtkWidget *view = gtk_widget_get_ancestor (widget, KK_TYPE_MAIN_VIEW);

  if (view != NULL)
    kk_main_view_toast (KK_MAIN_VIEW (view), g_variant_get_string (sentence, NULL), NULL, NULL);
  kk_session_say_changed (page->session);
}

static void
on_sign_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkTablePage *page = KK_TABLE_PAGE (widget);

  if (page->decision != NULL)
    kk_table_form_file (page->decision);
  else if (page->contribution != NULL)
    kk_table_form_file (page->contribution);
}

static void
on_filter_cb (gpointer owner, guint filter)
{
  KkTablePage *page = owner;

  page->filter = (Filter) filter;
  if (page->newer != NULL)
    take_answer (page, g_steal_pointer (&page->newer));
  else
    show_cases (page);
}

/* Life. */

static void
kk_table_page_dispose (GObject *object)
{
  KkTablePage *page = KK_TABLE_PAGE (object);

  follow (&page->decision, NULL);
  follow (&page->contribution, NULL);
  g_clear_object (&page->session);
  g_ptr_array_set_size (page->shown, 0);
  g_clear_pointer (&page->answer, kk_table_answer_free);
  g_clear_pointer (&page->newer, kk_table_answer_free);
  G_OBJECT_CLASS (kk_table_page_parent_class)->dispose (object);
}

static void
kk_table_page_finalize (GObject *object)
{
  g_ptr_array_unref (KK_TABLE_PAGE (object)->shown);
  G_OBJECT_CLASS (kk_table_page_parent_class)->finalize (object);
}

static void
kk_table_page_class_init (KkTablePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_table_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = kk_table_page_finalize;
  KK_SPLIT_CLASS (klass)->show = kk_table_page_show;
  gtk_widget_class_install_action (widget_class, "table.done", "s", on_done_cb);
  gtk_widget_class_install_action (widget_class, "table.sign", NULL, on_sign_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "table.sign",
                                       NULL);
}

static void
kk_table_page_init (KkTablePage *page)
{
  const KkSplitWords words = {
    .title = C_ ("part of the window", "Table"),
    .list = C_ ("part of the window", "Table"),
    .icon = "system-users-symbolic",
    .empty = _ ("There are no cases on the agenda."),
    .choose = _ ("Choose a case"),
  };

  page->shown = g_ptr_array_new ();
  kk_split_set_words (KK_SPLIT (page), &words);
}

GtkWidget *
kk_table_page_new (KkSession *session)
{
  const char *const labels[N_FILTERS] = { C_ ("filter of the table", "Agenda"),
                                          C_ ("filter of the table", "To decide"),
                                          C_ ("filter of the table", "Progress") };
  KkTablePage *page = g_object_new (KK_TYPE_TABLE_PAGE, NULL);

  page->session = g_object_ref (session);
  gtk_box_append (GTK_BOX (kk_split_get_top (KK_SPLIT (page))),
                  kk_filters_new (labels, N_FILTERS, on_filter_cb, page));
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  ask (page);
  return GTK_WIDGET (page);
}
