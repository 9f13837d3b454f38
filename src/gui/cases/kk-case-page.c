/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-page.h"

#include "app/casework/kk-app-case.h"
#include "gui/cases/kk-case-act.h"
#include "gui/cases/kk-case-conflict.h"
#include "gui/cases/kk-case-facts.h"
#include "gui/cases/kk-case-note.h"
#include "gui/cases/kk-case-stations.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"
#include "gui/kk-main-view.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KkCasePage {
  AdwBin parent_instance;
  KkSession *session; /* (nullable) */
  char *case_;        /* (nullable) */
  gboolean editing;   /* a value is open: nothing is drawn anew */
  gboolean stale;     /* something changed meanwhile */
  char *shown;        /* (nullable): reference of what is on the screen */
  KkCaseNote *note;   /* (nullable) */

  GtkWidget *back;
  GtkWidget *share;
  GtkWidget *share_content;
  GtkWidget *switcher;
  GtkWidget *reference;
  GtkWidget *bar;
  GtkWidget *problem;
  GtkWidget *states;
  GtkWidget *tabs;
  GtkWidget *title;
  GtkWidget *tags;
  GtkWidget *route;
  GtkWidget *attention;
  GtkWidget *persons;
  GtkWidget *facts;
  GtkWidget *journal;
  GtkTextBuffer *entry_text;
};

G_DEFINE_FINAL_TYPE (KkCasePage, kk_case_page, ADW_TYPE_BIN)

/* What a case is, read in one job so that all of it is of one moment. */
typedef struct {
  KkCaseView *view;
  KkRouteView *route;
  GPtrArray *history; /* (element-type KkHistoryLine) */
  char *draft;        /* of the journal */
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  kk_case_view_free (answer->view);
  kk_route_view_free (answer->route);
  g_clear_pointer (&answer->history, g_ptr_array_unref);
  g_free (answer->draft);
  g_free (answer);
}

static gpointer
read_case (KkApp *app, gconstpointer wish, GError **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->view = kk_app_case_show (app, wish, error);
  if (answer->view != NULL)
    answer->route = kk_app_route_show (app, wish, error);
  if (answer->route != NULL)
    answer->history = kk_app_case_history (app, wish, error);
  if (answer->history != NULL)
    answer->draft = kk_app_case_dup_draft (app, wish, NULL, error);
  if (answer->draft != NULL)
    return answer;
  free_answer (answer);
  return NULL;
}

static void
show_title (KkCasePage *page, const KkCaseItem *item)
{
  gtk_label_set_label (GTK_LABEL (page->title),
                       *item->title != '\0' ? item->title : item->reference);
}

static void
show_reference (KkCasePage *page, const KkCaseItem *item)
{
  adw_window_title_set_title (ADW_WINDOW_TITLE (page->reference), item->reference);
}

static void
show_answer (KkCasePage *page, const Answer *answer)
{
  const KkCaseFacts facts = { page->session, answer->view, answer->history };

  g_free (page->shown);
  page->shown = g_strdup (answer->view->item->reference);
  gtk_widget_set_visible (page->share, TRUE);
  show_title (page, answer->view->item);
  show_reference (page, answer->view->item);
  kk_box_clear (page->tags);
  kk_box_clear (page->attention);
  kk_box_clear (page->persons);
  kk_box_clear (page->facts);
  kk_box_clear (page->journal);
  kk_case_facts_add_tags (GTK_BOX (page->tags), answer->view);
  kk_case_conflict_add (GTK_BOX (page->attention), answer->view);
  kk_case_facts_add_persons (GTK_BOX (page->persons), answer->view);
  kk_case_facts_add_records (GTK_BOX (page->facts), &facts, FALSE);
  kk_case_facts_add_records (GTK_BOX (page->journal), &facts, TRUE);
  gtk_widget_set_visible (page->attention, gtk_widget_get_first_child (page->attention) != NULL);
  kk_case_stations_show (KK_ROUTE_PICTURE (page->route), answer->route);
  kk_case_note_fill (page->note, answer->draft);
  gtk_stack_set_visible_child_name (GTK_STACK (page->states), "case");
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  KkCasePage *page = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
  if (error != NULL)
    return;
  /* What a person is typing stays on the screen; what came in meanwhile is shown after it. */
  page->stale = page->editing;
  if (!page->editing)
    show_answer (page, result);
  free_answer (result);
}

static void
ask (KkCasePage *page)
{
  const KkSessionJob job = {
    .work = read_case,
    .wish = g_strdup (page->case_),
    .free_wish = g_free,
    .free_result = free_answer,
    .line = "case",
  };

  if (page->case_ != NULL)
    kk_session_ask (page->session, G_OBJECT (page), &job, on_read_cb);
  else
    g_free (job.wish);
}

/* Acts. */

static void
toast (KkCasePage *page, const char *sentence)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (page), KK_TYPE_MAIN_VIEW);

  if (view != NULL)
    kk_main_view_toast (KK_MAIN_VIEW (view), sentence, _ ("Undo"), "view.page::undo");
}

static void
on_acted_cb (gpointer owner, gpointer result G_GNUC_UNUSED, const GError *error)
{
  KkCasePage *page = owner;

  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
  if (error == NULL)
    kk_session_say_changed (page->session);
}

static void
on_chosen_cb (gpointer owner, gpointer result, const GError *error)
{
  on_acted_cb (owner, result, error);
  if (error == NULL)
    toast (owner, _ ("Chosen. The other value stays in the history."));
}

static void
on_choose_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkCasePage *page = KK_CASE_PAGE (widget);
  KkCaseAct act = { .kind = KK_CASE_ACT_RESOLVE, .case_ = page->case_ };

  g_variant_get (target, "(&s&s&si)", &act.record, &act.field, &act.element, &act.choice);
  if (*act.element == '\0')
    act.element = NULL;
  kk_case_act_start (page->session, G_OBJECT (page), &act, on_chosen_cb);
}

static void
on_choose_other_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *target)
{
  KkCasePage *page = KK_CASE_PAGE (widget);
  KkCaseAct act = { .kind = KK_CASE_ACT_RESOLVE, .case_ = page->case_, .choice = -1 };

  g_variant_get (target, "(&s&s&s&s)", &act.record, &act.field, &act.element, &act.value);
  if (*act.element == '\0')
    act.element = NULL;
  kk_case_act_start (page->session, G_OBJECT (page), &act, on_chosen_cb);
}

static void
on_editing_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *editing)
{
  KkCasePage *page = KK_CASE_PAGE (widget);

  page->editing = g_variant_get_boolean (editing);
  if (!page->editing && page->stale)
    ask (page);
}

static void
on_changed_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *sentence)
{
  KkCasePage *page = KK_CASE_PAGE (widget);

  toast (page, g_variant_get_string (sentence, NULL));
  kk_session_say_changed (page->session);
}

static void
on_undo_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkCasePage *page = KK_CASE_PAGE (widget);
  const KkCaseAct act = { .kind = KK_CASE_ACT_UNDO, .case_ = page->case_ };

  if (page->case_ != NULL && !page->editing)
    kk_case_act_start (page->session, G_OBJECT (page), &act, on_acted_cb);
}

/* The journal. */

static void
on_noted_cb (gpointer owner, gpointer result, const GError *error)
{
  KkCasePage *page = owner;

  if (error == NULL)
    kk_case_note_filed (page->note);
  on_acted_cb (owner, result, error);
}

static void
on_note_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  KkCasePage *page = KK_CASE_PAGE (widget);
  g_autofree char *entry = kk_case_note_take (page->note);
  const KkCaseAct act = { .kind = KK_CASE_ACT_JOURNAL, .case_ = page->case_, .value = entry };

  if (entry != NULL)
    kk_case_act_start (page->session, G_OBJECT (page), &act, on_noted_cb);
}

static void
on_note_failed_cb (KkCasePage *page, const GError *error)
{
  kk_problem_bar_show (KK_PROBLEM_BAR (page->problem), error);
}

/* Tabs by the keys of the window. */

static void
move_tab (KkCasePage *page, int step)
{
  g_autoptr (GtkSelectionModel) tabs = adw_view_stack_get_pages (ADW_VIEW_STACK (page->tabs));
  guint n_tabs = g_list_model_get_n_items (G_LIST_MODEL (tabs));

  for (guint i = 0; i < n_tabs; i++) {
    if (!gtk_selection_model_is_selected (tabs, i))
      continue;
    gtk_selection_model_select_item (tabs, (i + n_tabs + (guint) step) % n_tabs, TRUE);
    return;
  }
}

static void
on_next_cb (GtkWidget *widget, const char *action, GVariant *unused G_GNUC_UNUSED)
{
  move_tab (KK_CASE_PAGE (widget), strcmp (action, "case.next") == 0 ? 1 : -1);
}

/* Life. */

static void
kk_case_page_dispose (GObject *object)
{
  KkCasePage *page = KK_CASE_PAGE (object);

  g_clear_object (&page->note);
  g_clear_object (&page->session);
  g_clear_pointer (&page->case_, g_free);
  g_clear_pointer (&page->shown, g_free);
  G_OBJECT_CLASS (kk_case_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KkCasePage, back);
  gtk_widget_class_bind_template_child (klass, KkCasePage, share);
  gtk_widget_class_bind_template_child (klass, KkCasePage, share_content);
  gtk_widget_class_bind_template_child (klass, KkCasePage, switcher);
  gtk_widget_class_bind_template_child (klass, KkCasePage, reference);
  gtk_widget_class_bind_template_child (klass, KkCasePage, bar);
  gtk_widget_class_bind_template_child (klass, KkCasePage, problem);
  gtk_widget_class_bind_template_child (klass, KkCasePage, states);
  gtk_widget_class_bind_template_child (klass, KkCasePage, tabs);
  gtk_widget_class_bind_template_child (klass, KkCasePage, title);
  gtk_widget_class_bind_template_child (klass, KkCasePage, tags);
  gtk_widget_class_bind_template_child (klass, KkCasePage, route);
  gtk_widget_class_bind_template_child (klass, KkCasePage, attention);
  gtk_widget_class_bind_template_child (klass, KkCasePage, persons);
  gtk_widget_class_bind_template_child (klass, KkCasePage, facts);
  gtk_widget_class_bind_template_child (klass, KkCasePage, journal);
  gtk_widget_class_bind_template_child (klass, KkCasePage, entry_text);
}

static void
kk_case_page_class_init (KkCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_case_page_dispose;
  g_type_ensure (KK_TYPE_PROBLEM_BAR);
  g_type_ensure (KK_TYPE_ROUTE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-case-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "case.choose", "(sssi)", on_choose_cb);
  gtk_widget_class_install_action (widget_class, "case.choose-other", "(ssss)", on_choose_other_cb);
  gtk_widget_class_install_action (widget_class, "case.editing", "b", on_editing_cb);
  gtk_widget_class_install_action (widget_class, "case.changed", "s", on_changed_cb);
  gtk_widget_class_install_action (widget_class, "case.undo", NULL, on_undo_cb);
  gtk_widget_class_install_action (widget_class, "case.note", NULL, on_note_cb);
  gtk_widget_class_install_action (widget_class, "case.next", NULL, on_next_cb);
  gtk_widget_class_install_action (widget_class, "case.previous", NULL, on_next_cb);
}

static void
kk_case_page_init (KkCasePage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
}

void
kk_case_page_set_session (KkCasePage *page, KkSession *session)
{
  g_set_object (&page->session, session);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  g_clear_object (&page->note);
  page->note = kk_case_note_new (session, page->entry_text, NULL);
  g_signal_connect_object (page->note, "failed", G_CALLBACK (on_note_failed_cb), page,
                           G_CONNECT_SWAPPED);
}

void
kk_case_page_show (KkCasePage *page, const char *case_)
{
  g_free (page->case_);
  page->case_ = g_strdup (case_);
  if (page->note != NULL)
    kk_case_note_set_case (page->note, case_);
  page->editing = FALSE;
  g_clear_pointer (&page->shown, g_free);
  gtk_widget_set_visible (page->share, FALSE);
  if (case_ == NULL)
    gtk_stack_set_visible_child_name (GTK_STACK (page->states), "none");
  ask (page);
}

const char *
kk_case_page_get_case (KkCasePage *page)
{
  return page->case_;
}

const char *
kk_case_page_get_reference (KkCasePage *page)
{
  return page->shown;
}

void
kk_case_page_set_folded (KkCasePage *page, gboolean folded)
{
  gtk_widget_set_visible (page->back, folded);
  gtk_widget_set_visible (page->switcher, !folded);
  gtk_widget_set_visible (page->reference, folded);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (page->share_content),
                                folded ? "" : C_ ("button", "Share"));
  adw_view_switcher_bar_set_reveal (ADW_VIEW_SWITCHER_BAR (page->bar), folded);
}
