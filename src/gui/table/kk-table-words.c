/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/table/kk-table-words.h"

#include "app/kk-app-label.h"
#include "gui/common/kk-date.h"
#include "gui/common/kk-rows.h"

#include <glib/gi18n.h>
#include <string.h>

/* The code itself where nothing names it. */
static const char *
name_code (const char *field, const char *code)
{
  const char *label = code != NULL ? kk_app_label_code (field, code) : NULL;

  return label != NULL ? label : code != NULL ? code : _ ("not known");
}

/* The line in the list. */

char *
kk_table_dup_title (const KkAgendaItem *item)
{
  return g_strdup (*item->title != '\0' ? item->title : item->reference);
}

const char *
kk_table_question (const KkAgendaItem *item)
{
  if (strcmp (item->question, "weigh") == 0)
    return _ ("Does it fit the table?");
  return strcmp (item->question, "decide") == 0 ? _ ("Which tracks?") : _ ("How far is it?");
}

char *
kk_table_dup_detail (const KkAgendaItem *item)
{
  if (*item->title == '\0')
    return g_strdup (kk_table_question (item));
  return g_strdup_printf ("%s · %s", item->reference, kk_table_question (item));
}

char *
kk_table_dup_side (const KkAgendaItem *item)
{
  if (item->overdue > 0)
    /* Translators: how many milestones of a case are late. */
    return g_strdup_printf (ngettext ("%u late", "%u late", item->overdue), item->overdue);
  if (strcmp (item->question, "monitor") == 0)
    return item->next_due != NULL ? kk_date_dup_due (item->next_due) : NULL;
  if (item->since == NULL)
    return NULL;
  if (item->days == 0)
    return g_strdup (_ ("today"));
  return g_strdup_printf (ngettext ("%u day", "%u days", item->days), item->days);
}

const char *
kk_table_icon (const KkAgendaItem *item)
{
  if (item->overdue > 0)
    return "task-past-due-symbolic";
  return strcmp (item->question, "monitor") == 0 ? "task-due-symbolic" : "dialog-question-symbolic";
}

/* The heading. */

void
kk_table_add_heading (GtkBox *box, const KkTableAnswer *answer, const KkAgendaItem *item)
{
  g_autofree char *title = kk_table_dup_title (item);
  g_autofree char *day = item->since != NULL ? kk_date_dup_day (item->since) : NULL;
  g_autoptr (GString) line = g_string_new (item->reference);

  if (item->from != NULL)
    /* Translators: an organisation. */
    g_string_append_printf (line, _ (" · put forward by %s"),
                            kk_table_find_name (answer, item->from));
  if (day != NULL)
    /* Translators: a day. */
    g_string_append_printf (line, _ (" · since %s"), day);
  gtk_box_append (box, kk_text_new (title, "title-2"));
  gtk_box_append (box, kk_text_new (line->str, "secondary"));
  gtk_box_append (box, kk_text_new (kk_table_question (item), "heading"));
}

/* Contributions. */

static void
add_contribution (GtkWidget *group, const KkTableAnswer *answer, const KkContribution *contribution)
{
  const char *who = kk_table_find_name (answer, contribution->organisation);
  g_autofree char *day = contribution->date != NULL ? kk_date_dup_day (contribution->date) : NULL;
  const char *text =
      contribution->text != NULL ? contribution->text : _ ("The text was not shared with you.");
  GtkWidget *row = kk_row_new (who, text);
  /* Translators: an organisation, a day, and what it brings to the table. */
  g_autofree char *name = g_strdup_printf (_ ("Contribution of %s, given on %s: %s"), who,
                                           day != NULL ? day : "", text);

  kk_row_set_icon (row, "emblem-ok-symbolic");
  if (day != NULL) {
    GtkWidget *label = gtk_label_new (day);

    gtk_widget_add_css_class (label, "secondary");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  }
  kk_row_set_name (row, name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_missing (GtkWidget *group, const char *who)
{
  GtkWidget *row = kk_row_new (
      who, _ ("Nothing has come in yet. You can decide without it and write that down."));

  kk_row_set_icon (row, "appointment-soon-symbolic");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

void
kk_table_add_contributions (GtkBox *box, const KkTableAnswer *answer, const KkAgendaItem *item)
{
  GtkWidget *group = kk_row_group_new (_ ("Contributions"));

  for (guint i = 0; i < item->contributions->len; i++)
    add_contribution (group, answer, item->contributions->pdata[i]);
  for (guint i = 0; i < item->missing->len; i++)
    add_missing (group, kk_table_find_name (answer, item->missing->pdata[i]));
  if (item->contributions->len + item->missing->len == 0)
    adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                           _ ("Nobody has brought anything yet."));
  gtk_box_append (box, group);
}

/* Decisions. */

static const KkDecisionWords *
find_words (const KkAgendaItem *item, const char *gate)
{
  const KkDecisionWords *found = NULL;

  for (guint i = 0; i < item->words->len; i++) {
    const KkDecisionWords *words = item->words->pdata[i];

    if (g_strcmp0 (words->gate, gate) == 0)
      found = words;
  }
  return found;
}

static void
append_words (GString *text, const char *title, const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "\n%s: %s", title, words);
}

static void
add_decision (GtkWidget *group,
              const KkTableAnswer *answer,
              const KkAgendaItem *item,
              const KkDecisionItem *decision)
{
  const KkDecisionWords *words = find_words (item, decision->gate);
  g_autofree char *day = kk_date_dup_day (decision->date);
  g_autoptr (GString) detail = g_string_new (NULL);
  GtkWidget *row;

  /* Translators: what was decided, on which day, and who signed it. */
  g_string_printf (detail, _ ("%s · %s · signed by %s"),
                   name_code ("nl_GateResult", decision->result), day,
                   kk_table_find_name (answer, decision->issuer));
  if (words != NULL) {
    append_words (detail, _ ("Reasons"), words->motivation);
    append_words (detail, _ ("Positions"), words->positions);
    append_words (detail, _ ("Thought otherwise"), words->dissent);
  }
  row = kk_row_new (name_code ("nl_Gate", decision->gate), detail->str);
  kk_row_set_icon (row, "object-select-symbolic");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

void
kk_table_add_decisions (GtkBox *box, const KkTableAnswer *answer, const KkAgendaItem *item)
{
  GtkWidget *group;

  if (item->decided->len == 0)
    return;
  group = kk_row_group_new (_ ("Decided"));
  for (guint i = 0; i < item->decided->len; i++)
    add_decision (group, answer, item, item->decided->pdata[i]);
  gtk_box_append (box, group);
}

/* Progress. */

static void
add_milestone (GtkWidget *group, const KkMilestoneItem *milestone)
{
  g_autofree char *reached =
      milestone->reached != NULL ? kk_date_dup_day (milestone->reached) : NULL;
  g_autofree char *due = milestone->due != NULL ? kk_date_dup_due (milestone->due) : NULL;
  g_autofree char *when =
      /* Translators: the day on which a milestone was reached. */
      reached != NULL ? g_strdup_printf (_ ("reached on %s"), reached)
                      : g_strdup (due != NULL ? due : _ ("no day agreed"));
  GtkWidget *row = kk_row_new (name_code ("nl_MilestoneKind", milestone->kind), when);

  kk_row_set_icon (row, reached != NULL      ? "emblem-ok-symbolic"
                        : milestone->overdue ? "task-past-due-symbolic"
                                             : "task-due-symbolic");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

void
kk_table_add_milestones (GtkWidget *group, const KkTrackItem *track)
{
  for (guint i = 0; i < track->milestones->len; i++)
    add_milestone (group, track->milestones->pdata[i]);
  if (track->milestones->len == 0)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               kk_row_new (_ ("No milestone was agreed yet"), NULL));
}

char *
kk_table_dup_track (const KkTrackItem *track)
{
  const char *progress = name_code ("nl_TrackProgress", track->progress);

  if (track->director == NULL)
    return g_strdup (progress);
  /* Translators: how far a track is, and whose task it is. */
  return g_strdup_printf (_ ("%s · led by %s"), progress,
                          name_code ("nl_TrackDirector", track->director));
}

static void
add_track (GtkBox *box, const KkTrackItem *track)
{
  GtkWidget *group = kk_row_group_new (name_code ("nl_TrackKind", track->kind));
  g_autofree char *line = kk_table_dup_track (track);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), line);
  kk_table_add_milestones (group, track);
  gtk_box_append (box, group);
}

void
kk_table_add_progress (GtkBox *box, const KkAgendaItem *item)
{
  if (item->tracks->len == 0)
    return;
  gtk_box_append (box, kk_text_new (_ ("Progress"), "title-4"));
  gtk_box_append (box,
                  kk_text_new (_ ("You see how far a track is, not what is in it."), "secondary"));
  for (guint i = 0; i < item->tracks->len; i++)
    add_track (box, item->tracks->pdata[i]);
}
