/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is due in this vault. */

#include "app/casework/kk-due-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "vault/kk-vault-due.h"

#include <string.h>

static void
free_item (gpointer data)
{
  KkDueItem *item = data;

  g_free (item->kind);
  g_free (item->case_);
  g_free (item->record);
  g_free (item->what);
  g_free (item->due);
  g_free (item);
}

static gboolean
take_task (KkDueListing *listing, const KkWorkRecord *task, GError **error)
{
  const char *kind = kk_work_text (task, "nl_TaskKind");
  const char *title = kk_work_text (task, "nl_TaskTitle");
  KkDueItem *item = kk_due_add (listing, &task->record, kind != NULL ? kind : "own",
                                kk_work_text (task, "nl_TaskDue"));

  (void) error;
  if (item == NULL)
    return TRUE;
  item->record = g_strdup (kk_id_text (&task->record.id).text);
  item->what = g_strdup (title != NULL ? title : kk_work_text (task, "nl_TaskHat"));
  return TRUE;
}

static gboolean
take_milestone (KkDueListing *listing, const KkWorkRecord *milestone, GError **error)
{
  const char *due = kk_work_text (milestone, "nl_MilestoneDue");
  KkDueItem *item = NULL;

  if (due != NULL && kk_work_text (milestone, "nl_MilestoneReached") == NULL)
    item = kk_due_add (listing, &milestone->record, "milestone", due);
  (void) error;
  if (item == NULL)
    return TRUE;
  item->record = g_strdup (kk_id_text (&milestone->record.id).text);
  item->what = g_strdup (kk_work_text (milestone, "nl_MilestoneKind"));
  return TRUE;
}

/* A measure that nobody said what came of. */
static gboolean
take_measure (KkDueListing *listing, const KkWorkRecord *measure, GError **error)
{
  KkDueItem *item = NULL;

  (void) error;
  if (kk_work_text (measure, "nl_MeasureResult") == NULL &&
      !kk_due_is_over (listing, &measure->record))
    item =
        kk_due_add (listing, &measure->record, "measure", kk_work_text (measure, "nl_MeasureEnd"));
  if (item == NULL)
    return TRUE;
  item->record = g_strdup (kk_id_text (&measure->record.id).text);
  item->what = g_strdup (kk_work_text (measure, "nl_MeasureKind"));
  return TRUE;
}

static gboolean
take_tasks (KkDueListing *listing, GError **error)
{
  guint number = kk_schema_field_by_name (KK_RECORD_TASK, "nl_TaskDone")->number;

  return kk_due_take_all (
      listing, kk_vault_due_list_open (listing->app->vault, KK_RECORD_TASK, number, error),
      take_task, error);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KkDueItem *left = *(KkDueItem *const *) a;
  const KkDueItem *right = *(KkDueItem *const *) b;
  int order = g_strcmp0 (left->due, right->due);

  if (order == 0)
    order = g_strcmp0 (left->case_, right->case_);
  return order != 0 ? order : strcmp (left->kind, right->kind);
}

GPtrArray *
kk_app_due_list (KkApp *app, guint days, GError **error)
{
  g_auto (KkDueListing) listing = { .app = app, .today = kk_app_today (app), .days = days };

  listing.horizon = kk_statement_days_later (listing.today, (int) MIN (days, 3660u));
  listing.items = g_ptr_array_new_with_free_func (free_item);
  listing.done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  listing.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!take_tasks (&listing, error) ||
      !kk_due_take_dated (&listing, KK_RECORD_MILESTONE, "nl_MilestoneDue", take_milestone,
                          error) ||
      !kk_due_take_dated (&listing, KK_RECORD_MEASURE, "nl_MeasureEnd", take_measure, error) ||
      !kk_due_take_persons (&listing, error) || !kk_due_take_entries (&listing, error) ||
      !kk_due_take_cases (&listing, error) || !kk_due_take_partners (&listing, error) ||
      !kk_due_take_desks (&listing, error))
    return NULL;
  g_ptr_array_sort (listing.items, compare_items);
  return g_steal_pointer (&listing.items);
}
