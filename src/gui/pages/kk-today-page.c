/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/pages/kk-today-page.h"

#include "app/casework/kk-app-case.h"
#include "app/casework/kk-app-due.h"
#include "app/casework/kk-app-signal.h"
#include "app/kk-app-label.h"
#include "app/region/kk-app-region.h"
#include "app/register/kk-app-recall.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-nav-button.h"
#include "gui/common/kk-problem-bar.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>

/* Today and the week after it. */
#define DAYS_AHEAD 7
/* More than this is not one look any more; the heading says how many there are. */
#define MOST_ROWS 20

struct _KkTodayPage {
  AdwBin parent_instance;
  KkSession *session;

  GtkWidget *problem;
  GtkWidget *greeting;
  GtkWidget *groups;
};

G_DEFINE_FINAL_TYPE (KkTodayPage, kk_today_page, ADW_TYPE_BIN)

/* Read in one job, so that all of it is of one moment. */

typedef struct {
  GPtrArray *due;    /* (element-type KkDueItem) */
  GPtrArray *titles; /* (element-type utf8): of the case of each, or its reference */
  GPtrArray *drafts; /* (element-type KkSignalDraft) */
  gboolean alone;    /* in no region yet */
  GPtrArray *asked;  /* (element-type KkRecallItem): asked back by this desk and not answered */
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->due, g_ptr_array_unref);
  g_clear_pointer (&answer->titles, g_ptr_array_unref);
  g_clear_pointer (&answer->drafts, g_ptr_array_unref);
  g_clear_pointer (&answer->asked, g_ptr_array_unref);
  g_free (answer);
}

static char *
read_title (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkCaseItem) item = NULL;

  if (case_ == NULL)
    return g_strdup ("");
  item = kk_app_case_get (app, case_, error);
  if (item == NULL)
    return NULL;
  return g_strdup (*item->title != '\0' ? item->title : item->reference);
}

static gboolean
read_titles (KkApp *app, Answer *answer, GError **error)
{
  answer->titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < answer->due->len; i++) {
    const KkDueItem *item = answer->due->pdata[i];
    char *title = read_title (app, item->case_, error);

    if (title == NULL)
      return FALSE;
    g_ptr_array_add (answer->titles, title);
  }
  return TRUE;
}

static gboolean
is_answered (const KkRecallItem *item)
{
  return !item->own || g_strcmp0 (item->status, "open") != 0;
}

static gboolean
read_asked (KkApp *app, Answer *answer, GError **error)
{
  answer->asked = kk_app_recall_list (app, NULL, error);
  for (guint i = answer->asked != NULL ? answer->asked->len : 0; i > 0; i--) {
    if (is_answered (answer->asked->pdata[i - 1]))
      g_ptr_array_remove_index (answer->asked, i - 1);
  }
  return answer->asked != NULL;
}

static gpointer
read_today (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->alone = kk_app_get_region (app) == NULL;
  answer->due = kk_app_due_list (app, DAYS_AHEAD, error);
  answer->drafts = answer->due != NULL ? kk_app_signal_draft_list (app, error) : NULL;
  if (answer->drafts != NULL && read_titles (app, answer, error) && read_asked (app, answer, error))
    return answer;
  free_answer (answer);
  return NULL;
}

gpointer
kk_today_count (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  g_autoptr (GPtrArray) due = kk_app_due_list (app, 0, error);
  guint count = 0;

  for (guint i = 0; due != NULL && i < due->len; i++)
    count += ((const KkDueItem *) due->pdata[i])->state != KK_DUE_SOON;
  return GUINT_TO_POINTER (count);
}

/* Groups. */

/* One group of rows: the first ones, and a title that says how many there are when that is more. */
typedef struct {
  KkTodayPage *page;
  const char *title;
  GtkWidget *group; /* (nullable): not a row yet */
  guint count;
} Group;

static void
add_row (Group *group, GtkWidget *row)
{
  g_object_ref_sink (row);
  if (group->group == NULL) {
    group->group = kk_row_group_new (group->title);
    gtk_box_append (GTK_BOX (group->page->groups), group->group);
  }
  group->count++;
  if (group->count <= MOST_ROWS)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group->group), row);
  g_object_unref (row);
}

static void
close_group (const Group *group)
{
  /* Translators: the title of a group of which only the first rows are shown, and how many there are. */
  g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), group->title, group->count);

  if (group->count > MOST_ROWS)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group->group), title);
}

/* (nullable): where one works on it; a question of a partner is in no case. */
static char *
dup_due_place (const KkDueItem *item)
{
  if (item->case_ != NULL)
    return g_strdup_printf ("cases/%s", item->case_);
  return g_str_has_prefix (item->kind, "consult") ? g_strdup ("post") : NULL;
}

static GtkWidget *
make_due_row (const KkDueItem *item, const char *title, const char *heading)
{
  g_autofree char *label = kk_due_item_dup_label (item);
  gboolean says_day = item->due != NULL && item->state != KK_DUE_TODAY;
  g_autofree char *day = says_day ? kk_date_dup_due (item->due) : g_strdup ("");
  g_autofree char *detail =
      *day != '\0' ? g_strdup_printf ("%s · %s", label, day) : g_strdup (label);
  GtkWidget *row = kk_row_new (*title != '\0' ? title : label, *title != '\0' ? detail : day);
  g_autofree char *place = dup_due_place (item);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", heading, title, detail);

  kk_row_set_icon (row,
                   item->state == KK_DUE_OVERDUE ? "task-past-due-symbolic" : "task-due-symbolic");
  if (place != NULL)
    kk_row_set_act (row, _ ("Open"), "view.open", place);
  kk_row_set_name (row, name);
  return row;
}

static void
add_due (KkTodayPage *page, const Answer *answer, KkDueState state, const char *title)
{
  Group group = { .page = page, .title = title };

  for (guint i = 0; i < answer->due->len; i++) {
    const KkDueItem *item = answer->due->pdata[i];

    if (item->state == state)
      add_row (&group, make_due_row (item, answer->titles->pdata[i], title));
  }
  close_group (&group);
}

/* The other desk by the name of its organisation, and nothing of a person: the case is one click away. */
static void
add_asked (KkTodayPage *page, const Answer *answer)
{
  Group group = { .page = page, .title = _ ("Waiting for others") };

  for (guint i = 0; i < answer->asked->len; i++) {
    const KkRecallItem *item = answer->asked->pdata[i];
    g_autofree char *place = item->case_ != NULL ? g_strdup_printf ("cases/%s", item->case_) : NULL;
    g_auto (GStrv) desk = g_strsplit (item->desk, "/", 2);
    g_autofree char *day = kk_date_dup_short (item->time);
    /* Translators: a day on which another organisation was asked to destroy something. */
    g_autofree char *since =
        g_strdup_printf (_ ("Asked to destroy data on %s, not confirmed yet"), day);
    GtkWidget *row = kk_row_new (desk[0], since);

    if (place != NULL)
      kk_row_set_act (row, _ ("Open"), "view.open", place);
    add_row (&group, row);
  }
  close_group (&group);
}

static const char *
find_text (const KkSignalDraft *draft)
{
  const char *name = draft->advice ? "nl_AdviceQuestion" : "nl_SignalText";

  for (guint i = 0; i < draft->fields->len; i++) {
    const KkDraftField *field = draft->fields->pdata[i];

    if (g_strcmp0 (field->name, name) == 0)
      return field->value;
  }
  return NULL;
}

static char *
dup_beginning (const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');

  if (g_utf8_strlen (line, -1) <= 60)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, 60) = '\0';
  return g_strconcat (line, "…", NULL);
}

static void
add_drafts (KkTodayPage *page, const Answer *answer)
{
  Group group = { .page = page, .title = _ ("Drafts") };

  for (guint i = 0; i < answer->drafts->len; i++) {
    const KkSignalDraft *draft = answer->drafts->pdata[i];
    const char *text = find_text (draft);
    g_autofree char *title =
        text != NULL ? dup_beginning (text) : g_strdup (_ ("Signal without words yet"));
    g_autofree char *day = kk_date_dup_short (draft->changed);
    g_autofree char *clock = kk_date_dup_clock (draft->changed);
    /* Translators: day and time at which a draft was last changed. */
    g_autofree char *kept = g_strdup_printf (_ ("Draft kept on %s at %s"), day, clock);
    GtkWidget *row = kk_row_new (title, kept);

    if (!draft->advice)
      kk_row_set_act (row, _ ("Go on"), "view.signal", draft->id);
    add_row (&group, row);
  }
  close_group (&group);
}

/* The greeting. */

static const char *
greet (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int hour = g_date_time_get_hour (now);

  if (hour < 6)
    return _ ("Good night.");
  if (hour < 12)
    return _ ("Good morning.");
  return hour < 18 ? _ ("Good afternoon.") : _ ("Good evening.");
}

/* (transfer full): small numbers in words, as people say them. */
static char *
dup_count (guint count)
{
  static const char *const words[] = {
    N_ ("Nothing that must be done today."),
    N_ ("One thing for today."),
    N_ ("Two things for today."),
    N_ ("Three things for today."),
    N_ ("Four things for today."),
    N_ ("Five things for today."),
    N_ ("Six things for today."),
    N_ ("Seven things for today."),
    N_ ("Eight things for today."),
    N_ ("Nine things for today."),
    N_ ("Ten things for today."),
  };

  if (count < G_N_ELEMENTS (words))
    return g_strdup (_ (words[count]));
  /* Translators: always more than ten. */
  return g_strdup_printf (_ ("%u things for today."), count);
}

static void
show_greeting (KkTodayPage *page, const Answer *answer)
{
  guint count = 0;
  g_autofree char *things = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < answer->due->len; i++)
    count += ((const KkDueItem *) answer->due->pdata[i])->state != KK_DUE_SOON;
  things = dup_count (count);
  text = g_strdup_printf ("%s %s", greet (), things);
  gtk_label_set_label (GTK_LABEL (page->greeting), text);
}

static void
add_joining (KkTodayPage *page)
{
  Group group = { .page = page };
  GtkWidget *row = kk_row_new (_ ("You are in no region yet."),
                               _ ("As a member you can exchange cases with partners."));

  kk_row_set_act (row, _ ("Join a region"), "app.join", NULL);
  add_row (&group, row);
  row = kk_row_new (_ ("Is there no region yet?"), _ ("Your organisation becomes its first one."));
  kk_row_set_act (row, _ ("Start a region"), "app.region", NULL);
  add_row (&group, row);
}

static void
show_answer (KkTodayPage *page, const Answer *answer)
{
  kk_box_clear (page->groups);
  show_greeting (page, answer);
  if (answer->alone)
    add_joining (page);
  add_due (page, answer, KK_DUE_OVERDUE, _ ("Overdue"));
  add_due (page, answer, KK_DUE_TODAY, _ ("For today"));
  add_asked (page, answer);
  add_due (page, answer, KK_DUE_SOON, _ ("This week"));
  add_drafts (page, answer);
  if (gtk_widget_get_first_child (page->groups) == NULL) {
    GtkWidget *button = gtk_button_new_with_label (_ ("Look at the cases"));

    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), "view.part::cases");
    gtk_widget_set_halign (button, GTK_ALIGN_START);
    gtk_widget_add_css_class (button, "pill");
    gtk_box_append (GTK_BOX (page->groups), button);
  }
}

static void
on_read_cb (gpointer owner, gpointer result, const GError *error)
{
  KkTodayPage *page = owner;
  gboolean failed = error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  kk_problem_bar_hide (KK_PROBLEM_BAR (page->problem));
  if (failed)
    kk_problem_bar_say (KK_PROBLEM_BAR (page->problem),
                        _ ("The tasks could not be read. Your cases are still there."),
                        error->message);
  if (error != NULL)
    return;
  show_answer (page, result);
  free_answer (result);
}

static void
ask (KkTodayPage *page)
{
  const KkSessionJob job = {
    .work = read_today,
    .free_result = free_answer,
    .line = "today",
  };

  kk_session_ask (page->session, G_OBJECT (page), &job, on_read_cb);
}

static void
on_again_cb (GtkWidget *widget, const char *action G_GNUC_UNUSED, GVariant *unused G_GNUC_UNUSED)
{
  ask (KK_TODAY_PAGE (widget));
}

/* Life. */

static void
kk_today_page_dispose (GObject *object)
{
  g_clear_object (&KK_TODAY_PAGE (object)->session);
  G_OBJECT_CLASS (kk_today_page_parent_class)->dispose (object);
}

static void
kk_today_page_class_init (KkTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kk_today_page_dispose;
  g_type_ensure (KK_TYPE_NAV_BUTTON);
  g_type_ensure (KK_TYPE_PROBLEM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/nl/ketenkluis/Ketenkluis/kk-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KkTodayPage, problem);
  gtk_widget_class_bind_template_child (widget_class, KkTodayPage, greeting);
  gtk_widget_class_bind_template_child (widget_class, KkTodayPage, groups);
  gtk_widget_class_install_action (widget_class, "today.again", NULL, on_again_cb);
}

static void
kk_today_page_init (KkTodayPage *page)
{
  gtk_widget_init_template (GTK_WIDGET (page));
  gtk_label_set_label (GTK_LABEL (page->greeting), greet ());
  kk_problem_bar_set_action (KK_PROBLEM_BAR (page->problem), _ ("Read again"), "today.again");
}

GtkWidget *
kk_today_page_new (KkSession *session)
{
  KkTodayPage *page = g_object_new (KK_TYPE_TODAY_PAGE, NULL);

  page->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask), page, G_CONNECT_SWAPPED);
  ask (page);
  return GTK_WIDGET (page);
}
