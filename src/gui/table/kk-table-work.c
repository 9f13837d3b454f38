/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/table/kk-table-work.h"

#include "app/casework/kk-app-case.h"

const char *const kk_table_places[KK_TABLE_N_TEXTS] = {
  [KK_TABLE_CONTRIBUTION] = "table",
  [KK_TABLE_MOTIVATION] = "decision",
  [KK_TABLE_POSITIONS] = "positions",
  [KK_TABLE_DISSENT] = "dissent",
};

/* Reading. */

static void
free_case (gpointer data)
{
  KkTableCase *case_ = data;

  kk_agenda_item_free (case_->item);
  for (guint i = 0; i < KK_TABLE_N_TEXTS; i++)
    g_free (case_->drafts[i]);
  g_free (case_);
}

void
kk_table_answer_free (gpointer data)
{
  KkTableAnswer *answer = data;

  if (answer == NULL)
    return;
  g_ptr_array_unref (answer->cases);
  g_clear_pointer (&answer->members, g_ptr_array_unref);
  g_clear_pointer (&answer->names, g_hash_table_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTableAnswer, kk_table_answer_free)

static gboolean
read_drafts (KkApp *app, KkTableCase *case_, GError **error)
{
  for (guint i = 0; i < KK_TABLE_N_TEXTS; i++) {
    case_->drafts[i] = kk_app_case_dup_draft (app, case_->item->id, kk_table_places[i], error);
    if (case_->drafts[i] == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_cases (KkApp *app, KkTableAnswer *answer, GError **error)
{
  g_autoptr (GPtrArray) items = kk_app_table_agenda (app, error);

  if (items == NULL)
    return FALSE;
  while (items->len > 0) {
    KkTableCase *case_ = g_new0 (KkTableCase, 1);

    case_->item = g_ptr_array_steal_index (items, 0);
    g_ptr_array_add (answer->cases, case_);
    if (!read_drafts (app, case_, error))
      return FALSE;
  }
  return TRUE;
}

gpointer
kk_table_read (KkApp *app, gconstpointer wish G_GNUC_UNUSED, GError **error)
{
  g_autoptr (KkTableAnswer) answer = g_new0 (KkTableAnswer, 1);

  answer->cases = g_ptr_array_new_with_free_func (free_case);
  if (!read_cases (app, answer, error))
    return NULL;
  answer->members = kk_app_member_list (app, error);
  if (answer->members == NULL)
    return NULL;
  answer->names = kk_app_member_names (app, error);
  return answer->names != NULL ? g_steal_pointer (&answer) : NULL;
}

const char *
kk_table_find_name (const KkTableAnswer *answer, const char *code)
{
  const char *name = code != NULL ? g_hash_table_lookup (answer->names, code) : NULL;

  return name != NULL ? name : code;
}

/* Writing. */

static void
free_task (gpointer data)
{
  KkTableTask *task = data;

  g_free (task->title);
  g_free (task->due);
  g_free (task);
}

KkTableWish *
kk_table_wish_new (const char *case_)
{
  KkTableWish *wish = g_new0 (KkTableWish, 1);

  wish->case_ = g_strdup (case_);
  wish->tracks = g_ptr_array_new_with_free_func (g_free);
  wish->participants = g_ptr_array_new_with_free_func (g_free);
  wish->tasks = g_ptr_array_new_with_free_func (free_task);
  return wish;
}

void
kk_table_wish_add_task (KkTableWish *wish, const char *title, const char *due)
{
  KkTableTask *task = g_new0 (KkTableTask, 1);

  task->title = g_strdup (title);
  task->due = g_strdup (due);
  g_ptr_array_add (wish->tasks, task);
}

void
kk_table_wish_free (gpointer data)
{
  KkTableWish *wish = data;

  g_free (wish->case_);
  for (guint i = 0; i < KK_TABLE_N_TEXTS; i++)
    g_free (wish->texts[i]);
  g_ptr_array_unref (wish->tracks);
  g_ptr_array_unref (wish->participants);
  g_ptr_array_unref (wish->tasks);
  g_free (wish);
}

/* A line each; blank ones are none. (transfer full) */
static GPtrArray *
split_lines (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) pieces = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; pieces[i] != NULL; i++) {
    if (*g_strstrip (pieces[i]) != '\0')
      g_ptr_array_add (lines, g_strdup (pieces[i]));
  }
  return lines;
}

static gboolean
decide (KkApp *app, const KkTableWish *wish, GError **error)
{
  g_autoptr (GPtrArray) positions = split_lines (wish->texts[KK_TABLE_POSITIONS]);
  const KkTableDecision decision = {
    .case_ = wish->case_,
    .rejected = wish->rejected,
    .tracks = wish->tracks,
    .participants = wish->participants,
    .positions = positions,
    .motivation = wish->texts[KK_TABLE_MOTIVATION],
    .dissent = wish->texts[KK_TABLE_DISSENT],
    .tasks = wish->tasks,
  };

  return kk_app_table_decide (app, &decision, error);
}

gpointer
kk_table_file (KkApp *app, gconstpointer data, GError **error)
{
  const KkTableWish *wish = data;
  gboolean done =
      wish->contribution
          ? kk_app_table_contribute (app, wish->case_, wish->texts[KK_TABLE_CONTRIBUTION], 0, error)
          : decide (app, wish, error);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}
