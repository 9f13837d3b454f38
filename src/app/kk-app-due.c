/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is due in this vault. */

#include "app/kk-app-due.h"

#include "app/kk-app-breach.h"
#include "app/kk-case-find-private.h"
#include "app/kk-work-record-private.h"

#include <string.h>

#define PAGE 500

typedef struct {
  KkApp *app;
  char *today;
  guint days;
  GPtrArray *items;      /* (element-type KkDueItem) */
  GHashTable *done;      /* "desk thread kind": terms that somebody said are done */
  GHashTable *reporting; /* "desk thread" → whether the reporting code came to its last step */
} Listing;

static void
clear_listing (Listing *listing)
{
  g_clear_pointer (&listing->today, g_free);
  g_clear_pointer (&listing->items, g_ptr_array_unref);
  g_clear_pointer (&listing->done, g_hash_table_unref);
  g_clear_pointer (&listing->reporting, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, clear_listing)

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

static char *
dup_key (const KkVaultRecord *record, const char *kind)
{
  return g_strdup_printf ("%s %s %s", kk_id_text (&record->desk).text,
                          kk_id_text (&record->thread).text, kind);
}

/* @due: (nullable): without a day it is open and due now. */
static KkDueItem *
add_item (Listing *listing, const KkVaultRecord *record, const char *kind, const char *due)
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

static gboolean
is_own (const KkVaultRecord *record)
{
  return record->deletion == KK_DELETION_NONE && kk_id_equal (&record->owner, &record->desk);
}

/* Records, type by type; the tasks first, for what was done stops a term. */

static void
take_task (Listing *listing, const KkWorkRecord *task)
{
  const char *kind = kk_work_text (task, "nl_TaskKind");
  const char *title = kk_work_text (task, "nl_TaskTitle");
  KkDueItem *item;

  if (kk_work_text (task, "nl_TaskDone") != NULL) {
    g_hash_table_add (listing->done, dup_key (&task->record, kind != NULL ? kind : "own"));
    return;
  }
  item = add_item (listing, &task->record, kind != NULL ? kind : "own",
                   kk_work_text (task, "nl_TaskDue"));
  if (item == NULL)
    return;
  item->record = g_strdup (kk_id_text (&task->record.id).text);
  item->what = g_strdup (title != NULL ? title : kk_work_text (task, "nl_TaskHat"));
}

static void
take_milestone (Listing *listing, const KkWorkRecord *milestone)
{
  const char *due = kk_work_text (milestone, "nl_MilestoneDue");
  KkDueItem *item = NULL;

  if (due != NULL && kk_work_text (milestone, "nl_MilestoneReached") == NULL)
    item = add_item (listing, &milestone->record, "milestone", due);
  if (item == NULL)
    return;
  item->record = g_strdup (kk_id_text (&milestone->record.id).text);
  item->what = g_strdup (kk_work_text (milestone, "nl_MilestoneKind"));
}

static void
take_consent (Listing *listing, const KkWorkRecord *consent)
{
  const char *expires = kk_work_text (consent, "nl_ConsentExpires");
  KkDueItem *item = NULL;

  if (expires != NULL && kk_work_text (consent, "nl_ConsentWithdrawn") == NULL)
    item = add_item (listing, &consent->record, "T-15", expires);
  if (item != NULL)
    item->record = g_strdup (kk_id_text (&consent->record.id).text);
}

/* The log of the reporting code that was begun ends with a decision (D-08). */
static void
take_entry (Listing *listing, const KkWorkRecord *entry)
{
  const char *kind = kk_work_text (entry, "nl_EntryKind");
  g_autofree char *key = NULL;

  if (kind == NULL || !g_str_has_prefix (kind, "meldcode-"))
    return;
  key = dup_key (&entry->record, "");
  if (strcmp (kind, "meldcode-5") == 0)
    g_hash_table_replace (listing->reporting, g_steal_pointer (&key), GINT_TO_POINTER (1));
  else if (!g_hash_table_contains (listing->reporting, key))
    g_hash_table_insert (listing->reporting, g_steal_pointer (&key), GINT_TO_POINTER (0));
}

static void
take_terms (Listing *listing, const KkWorkRecord *case_)
{
  const char *first = kk_work_text (case_, "nl_FirstProcessed");
  const char *from = first != NULL ? first : kk_work_text (case_, "nl_ReceivedDate");
  const char *const *kinds = kk_term_list (kk_work_hat (listing->app, &case_->record.owner));

  for (guint i = 0; from != NULL && kinds[i] != NULL; i++) {
    g_autofree char *key = dup_key (&case_->record, kinds[i]);
    g_autofree char *due = kk_term_dup_due (kinds[i], from);

    if (due != NULL && !g_hash_table_contains (listing->done, key))
      add_item (listing, &case_->record, kinds[i], due);
  }
}

static void
take_case (Listing *listing, const KkWorkRecord *case_)
{
  const char *step = kk_work_text (case_, "nl_Stage");
  const char *acute = kk_work_text (case_, "nl_AcuteUntil");
  g_autofree char *reporting = dup_key (&case_->record, "");
  g_autofree char *rebased = dup_key (&case_->record, "T-13");
  gpointer decided;

  if (g_strcmp0 (step, "S99") == 0)
    return;
  if (acute != NULL && !g_hash_table_contains (listing->done, rebased))
    add_item (listing, &case_->record, "T-13", acute);
  if (g_strcmp0 (step, "S90") == 0)
    return;
  if (g_hash_table_lookup_extended (listing->reporting, reporting, NULL, &decided) &&
      GPOINTER_TO_INT (decided) == 0)
    add_item (listing, &case_->record, "D-08", NULL);
  take_terms (listing, case_);
}

typedef void (*Take) (Listing *listing, const KkWorkRecord *work);

static gboolean
take_all (Listing *listing, KkRecordType type, Take take, GError **error)
{
  KkVault *vault = listing->app->vault;
  gint64 after = 0;

  for (;;) {
    g_autoptr (GArray) page =
        kk_vault_record_list (vault, NULL, (guint32) type, after, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++) {
      KkWorkRecord work = { .record = g_array_index (page, KkVaultRecord, i) };

      after = work.record.idx;
      if (!is_own (&work.record))
        continue;
      work.ops = kk_vault_op_list (vault, work.record.idx, KK_OPS_LIVE, error);
      if (work.ops == NULL)
        return FALSE;
      take (listing, &work);
      g_ptr_array_unref (work.ops);
    }
    if (page->len < PAGE)
      return TRUE;
  }
}

/* T-11: seventy-two hours after a leak was found. */
static gboolean
take_breaches (Listing *listing, GError **error)
{
  g_autoptr (GPtrArray) breaches = kk_app_breach_list (listing->app, error);

  for (guint i = 0; breaches != NULL && i < breaches->len; i++) {
    const KkBreachNote *breach = breaches->pdata[i];
    g_autoptr (GDateTime) due = g_date_time_new_from_unix_utc (breach->due / 1000);
    g_autofree char *day = g_date_time_format (due, "%Y-%m-%d");

    if (breach->reported == NULL && breach->not_reported == NULL)
      add_item (listing, NULL, "T-11", day);
  }
  return breaches != NULL;
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
  g_auto (Listing) listing = { .app = app, .today = kk_app_today (app), .days = days };

  listing.items = g_ptr_array_new_with_free_func (free_item);
  listing.done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  listing.reporting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!take_all (&listing, KK_RECORD_TASK, take_task, error) ||
      !take_all (&listing, KK_RECORD_JOURNAL_ENTRY, take_entry, error) ||
      !take_all (&listing, KK_RECORD_MILESTONE, take_milestone, error) ||
      !take_all (&listing, KK_RECORD_CONSENT, take_consent, error) ||
      !take_all (&listing, KK_RECORD_CASE, take_case, error) || !take_breaches (&listing, error))
    return NULL;
  g_ptr_array_sort (listing.items, compare_items);
  return g_steal_pointer (&listing.items);
}
