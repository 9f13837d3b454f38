/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What all parts of a listing need: adding what is due, and knowing what somebody said is done. */

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-due-private.h"
#include "vault/kk-vault-due.h"

#include <string.h>

void
kk_due_listing_clear (KkDueListing *listing)
{
  g_clear_pointer (&listing->today, g_free);
  g_clear_pointer (&listing->horizon, g_free);
  g_clear_pointer (&listing->items, g_ptr_array_unref);
  g_clear_pointer (&listing->done, g_hash_table_unref);
  g_clear_pointer (&listing->seen, g_hash_table_unref);
}

static char *
dup_key (const KkVaultRecord *record, const char *kind)
{
  return g_strdup_printf ("%s %s %s", kk_id_text (&record->desk).text,
                          kk_id_text (&record->thread).text, kind);
}

KkDueItem *
kk_due_add (KkDueListing *listing, const KkVaultRecord *record, const char *kind, const char *due)
{
  KkDueState state = due != NULL ? kk_due_judge (due, listing->today, listing->days) : KK_DUE_TODAY;
  KkDueItem *item;

  if (state == KK_DUE_LATER)
    return NULL;
  item = g_new0 (KkDueItem, 1);
  item->kind = g_strdup (kind);
  item->due = g_strdup (due);
  item->state = state;
  if (record != NULL && record->has_thread)
    item->case_ = kk_case_dup_reference (listing->app, &record->desk, &record->thread);
  g_ptr_array_add (listing->items, item);
  return item;
}

gboolean
kk_due_see (KkDueListing *listing, const KkVaultRecord *record, const char *what)
{
  return g_hash_table_add (listing->seen, dup_key (record, what));
}

static gboolean
is_own (const KkVaultRecord *record)
{
  return record->deletion == KK_DELETION_NONE && kk_id_equal (&record->owner, &record->desk);
}

static void
note_task (KkDueListing *listing, const KkWorkRecord *task)
{
  const char *kind = kk_work_text (task, "nl_TaskKind");

  if (kind != NULL && kk_work_text (task, "nl_TaskDone") != NULL)
    g_hash_table_add (listing->done, dup_key (&task->record, kind));
}

/* Reads once what somebody said is done in the case of @record. */
gboolean
kk_due_know_done (KkDueListing *listing, const KkVaultRecord *record, GError **error)
{
  KkVault *vault = listing->app->vault;
  g_autoptr (GArray) records = NULL;

  if (!record->has_thread || !kk_due_see (listing, record, ""))
    return TRUE;
  records = kk_vault_thread_records (vault, &record->desk, &record->thread, error);
  for (guint i = 0; records != NULL && i < records->len; i++) {
    KkWorkRecord work = { .record = g_array_index (records, KkVaultRecord, i) };

    if (work.record.type != KK_RECORD_TASK || !is_own (&work.record))
      continue;
    work.ops = kk_vault_op_list (vault, work.record.idx, KK_OPS_LIVE, error);
    if (work.ops == NULL)
      return FALSE;
    note_task (listing, &work);
    g_ptr_array_unref (work.ops);
  }
  return records != NULL;
}

gboolean
kk_due_is_done (const KkDueListing *listing, const KkVaultRecord *record, const char *kind)
{
  g_autofree char *key = dup_key (record, kind);

  return g_hash_table_contains (listing->done, key);
}

gboolean
kk_due_is_over (KkDueListing *listing, const KkVaultRecord *record)
{
  g_autoptr (KkVaultCase) case_ =
      record->has_thread ? kk_case_find (listing->app, kk_id_text (&record->id).text, NULL) : NULL;

  return case_ == NULL || strcmp (case_->stage, "S90") == 0 || strcmp (case_->stage, "S99") == 0;
}

gboolean
kk_due_take_all (KkDueListing *listing, GArray *records, KkDueTake take, GError **error)
{
  g_autoptr (GArray) list = records;

  for (guint i = 0; list != NULL && i < list->len; i++) {
    KkWorkRecord work = { .record = g_array_index (list, KkVaultRecord, i) };
    g_autoptr (GPtrArray) ops = NULL;

    if (!is_own (&work.record))
      continue;
    ops = kk_vault_op_list (listing->app->vault, work.record.idx, KK_OPS_LIVE, error);
    work.ops = ops;
    if (ops == NULL || !take (listing, &work, error))
      return FALSE;
  }
  return list != NULL;
}

#define FIRST_DAY "0000-01-01"

gboolean
kk_due_take_dated (KkDueListing *listing,
                   KkRecordType type,
                   const char *field,
                   KkDueTake take,
                   GError **error)
{
  guint number = kk_schema_field_by_name (type, field)->number;

  return kk_due_take_all (
      listing, kk_vault_due_list (listing->app->vault, number, FIRST_DAY, listing->horizon, error),
      take, error);
}
