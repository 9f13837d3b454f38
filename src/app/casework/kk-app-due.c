/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is due in this vault. */

#include "app/casework/kk-app-due.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-consult-private.h"
#include "app/casework/kk-work-record-private.h"
#include "app/register/kk-app-breach.h"
#include "app/sharing/kk-statement-case-private.h"
#include "vault/kk-vault-due.h"

#include <string.h>

typedef struct {
  KkApp *app;
  char *today;
  char *horizon; /* the last day that counts */
  guint days;
  GPtrArray *items; /* (element-type KkDueItem) */
  GHashTable *done; /* "desk thread kind": terms that somebody said are done */
  GHashTable *seen; /* "desk thread": cases of which that is known */
} Listing;

static void
clear_listing (Listing *listing)
{
  g_clear_pointer (&listing->today, g_free);
  g_clear_pointer (&listing->horizon, g_free);
  g_clear_pointer (&listing->items, g_ptr_array_unref);
  g_clear_pointer (&listing->done, g_hash_table_unref);
  g_clear_pointer (&listing->seen, g_hash_table_unref);
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

/* What one record brings. */

static gboolean
take_task (Listing *listing, const KkWorkRecord *task, GError **error)
{
  const char *kind = kk_work_text (task, "nl_TaskKind");
  const char *title = kk_work_text (task, "nl_TaskTitle");
  KkDueItem *item = add_item (listing, &task->record, kind != NULL ? kind : "own",
                              kk_work_text (task, "nl_TaskDue"));

  (void) error;
  if (item == NULL)
    return TRUE;
  item->record = g_strdup (kk_id_text (&task->record.id).text);
  item->what = g_strdup (title != NULL ? title : kk_work_text (task, "nl_TaskHat"));
  return TRUE;
}

static gboolean
take_milestone (Listing *listing, const KkWorkRecord *milestone, GError **error)
{
  const char *due = kk_work_text (milestone, "nl_MilestoneDue");
  KkDueItem *item = NULL;

  if (due != NULL && kk_work_text (milestone, "nl_MilestoneReached") == NULL)
    item = add_item (listing, &milestone->record, "milestone", due);
  (void) error;
  if (item == NULL)
    return TRUE;
  item->record = g_strdup (kk_id_text (&milestone->record.id).text);
  item->what = g_strdup (kk_work_text (milestone, "nl_MilestoneKind"));
  return TRUE;
}

static gboolean
take_consent (Listing *listing, const KkWorkRecord *consent, GError **error)
{
  const char *expires = kk_work_text (consent, "nl_ConsentExpires");
  KkDueItem *item = NULL;

  if (expires != NULL && kk_work_text (consent, "nl_ConsentWithdrawn") == NULL)
    item = add_item (listing, &consent->record, "T-15", expires);
  (void) error;
  if (item != NULL)
    item->record = g_strdup (kk_id_text (&consent->record.id).text);
  return TRUE;
}

/* The case of a record, as far as terms need it. */

static void
note_task (Listing *listing, const KkWorkRecord *task)
{
  const char *kind = kk_work_text (task, "nl_TaskKind");

  if (kind != NULL && kk_work_text (task, "nl_TaskDone") != NULL)
    g_hash_table_add (listing->done, dup_key (&task->record, kind));
}

/* Reads once what somebody said is done in the case of @record. */
static gboolean
know_done (Listing *listing, const KkVaultRecord *record, GError **error)
{
  KkVault *vault = listing->app->vault;
  g_autoptr (GArray) records = NULL;

  if (!record->has_thread || !g_hash_table_add (listing->seen, dup_key (record, "")))
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

static gboolean
is_done (Listing *listing, const KkVaultRecord *record, const char *kind)
{
  g_autofree char *key = dup_key (record, kind);

  return g_hash_table_contains (listing->done, key);
}

static void
take_terms (Listing *listing, const KkWorkRecord *case_)
{
  const char *first = kk_work_text (case_, "nl_FirstProcessed");
  const char *from = first != NULL ? first : kk_work_text (case_, "nl_ReceivedDate");
  const char *const *kinds = kk_term_list (kk_work_hat (listing->app, &case_->record.owner));

  for (guint i = 0; from != NULL && kinds[i] != NULL; i++) {
    g_autofree char *due = kk_term_dup_due (kinds[i], from);

    if (due != NULL && !is_done (listing, &case_->record, kinds[i]))
      add_item (listing, &case_->record, kinds[i], due);
  }
}

/* After acute action the clock runs also in a case that was closed; a destroyed one has none. */
static gboolean
take_acute (Listing *listing, const KkWorkRecord *case_, GError **error)
{
  if (g_strcmp0 (kk_work_text (case_, "nl_Stage"), "S99") == 0)
    return TRUE;
  if (!know_done (listing, &case_->record, error))
    return FALSE;
  if (!is_done (listing, &case_->record, "T-13"))
    add_item (listing, &case_->record, "T-13", kk_work_text (case_, "nl_AcuteUntil"));
  return TRUE;
}

static gboolean
is_closed (const KkWorkRecord *case_)
{
  const char *step = kk_work_text (case_, "nl_Stage");

  return g_strcmp0 (step, "S90") == 0 || g_strcmp0 (step, "S99") == 0;
}

static gboolean
take_case (Listing *listing, const KkWorkRecord *case_, GError **error)
{
  if (is_closed (case_))
    return TRUE;
  if (!know_done (listing, &case_->record, error))
    return FALSE;
  take_terms (listing, case_);
  return TRUE;
}

/* Lists. */

typedef gboolean (*Take) (Listing *listing, const KkWorkRecord *work, GError **error);

/* @records: (transfer full) (nullable): NULL is an error that was set. */
static gboolean
take_all (Listing *listing, GArray *records, Take take, GError **error)
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

static gboolean
take_dated (Listing *listing, KkRecordType type, const char *field, Take take, GError **error)
{
  guint number = kk_schema_field_by_name (type, field)->number;

  return take_all (
      listing, kk_vault_due_list (listing->app->vault, number, FIRST_DAY, listing->horizon, error),
      take, error);
}

static gboolean
has_terms (Listing *listing)
{
  for (guint i = 0; i < listing->app->seats->len; i++) {
    const KkOwnSeat *seat = &g_array_index (listing->app->seats, KkOwnSeat, i);

    if (kk_term_list (kk_work_hat (listing->app, &seat->desk))[0] != NULL)
      return TRUE;
  }
  return FALSE;
}

/* By the day of first processing; by that of receipt where nobody said the other. */
static gboolean
take_received (Listing *listing, const KkWorkRecord *case_, GError **error)
{
  return kk_work_text (case_, "nl_FirstProcessed") != NULL || take_case (listing, case_, error);
}

static gboolean
take_cases (Listing *listing, GError **error)
{
  return take_dated (listing, KK_RECORD_CASE, "nl_AcuteUntil", take_acute, error) &&
         (!has_terms (listing) ||
          (take_dated (listing, KK_RECORD_CASE, "nl_FirstProcessed", take_case, error) &&
           take_dated (listing, KK_RECORD_CASE, "nl_ReceivedDate", take_received, error)));
}

/* The log of the reporting code that was begun ends with a decision (D-08). */

static gboolean
ended_reporting (const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++) {
    if (g_strcmp0 (kk_work_text (entries->pdata[i], "nl_EntryKind"), "meldcode-5") == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_entry (Listing *listing, const KkWorkRecord *entry, GError **error)
{
  g_autoptr (KkVaultCase) case_ = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (!entry->record.has_thread ||
      !g_hash_table_add (listing->seen, dup_key (&entry->record, "D-08")))
    return TRUE;
  case_ = kk_case_find (listing->app, kk_id_text (&entry->record.id).text, NULL);
  if (case_ == NULL || strcmp (case_->stage, "S90") == 0 || strcmp (case_->stage, "S99") == 0)
    return TRUE;
  entries = kk_work_list (listing->app, case_, KK_RECORD_JOURNAL_ENTRY, error);
  if (entries != NULL && !ended_reporting (entries))
    add_item (listing, &entry->record, "D-08", NULL);
  return entries != NULL;
}

static gboolean
take_reporting (Listing *listing, GError **error)
{
  guint number = kk_schema_field_by_name (KK_RECORD_JOURNAL_ENTRY, "nl_EntryKind")->number;

  return take_all (
      listing, kk_vault_due_list (listing->app->vault, number, "meldcode-1", "meldcode-5", error),
      take_entry, error);
}

static gboolean
take_tasks (Listing *listing, GError **error)
{
  guint number = kk_schema_field_by_name (KK_RECORD_TASK, "nl_TaskDone")->number;

  return take_all (listing,
                   kk_vault_due_list_open (listing->app->vault, KK_RECORD_TASK, number, error),
                   take_task, error);
}

/* Questions to partners: who was asked answers, who asked hears; after fourteen days it is kept or destroyed (T-13). */

static void
add_consult (Listing *listing, const KkConsult *consult, const char *kind, const char *due)
{
  KkDueItem *item = due != NULL ? add_item (listing, &consult->question->record, kind, due) : NULL;

  if (item != NULL)
    item->record = g_strdup (kk_id_text (&consult->thread).text);
}

static gboolean
take_own_consult (Listing *listing, const KkConsult *consult, GError **error)
{
  const char *due = kk_work_text (consult->question, "nl_ConsultationDue");
  g_autofree char *keep_until = kk_consult_dup_keep_until (consult);
  g_autoptr (GArray) desks = kk_consult_addressees (consult, listing->app, error);

  for (guint i = 0; desks != NULL && i < desks->len; i++) {
    if (kk_consult_answer_of (consult, &g_array_index (desks, KkId, i)) == NULL) {
      add_consult (listing, consult, "consult", due);
      break;
    }
  }
  add_consult (listing, consult, "T-13", keep_until);
  return desks != NULL;
}

static gboolean
take_consult (Listing *listing, const KkConsultPlace *place, GError **error)
{
  g_auto (KkConsult) consult = { 0 };

  if (!kk_consult_read (&consult, listing->app, &place->desk, &place->thread, error))
    return FALSE;
  if (consult.question == NULL || kk_work_text (consult.question, "nl_ConsultationClosed") != NULL)
    return TRUE;
  if (kk_consult_is_own (&consult))
    return take_own_consult (listing, &consult, error);
  if (kk_consult_answer_of (&consult, &consult.desk) == NULL)
    add_consult (listing, &consult, "consult-answer",
                 kk_work_text (consult.question, "nl_ConsultationDue"));
  return TRUE;
}

static gboolean
take_consults (Listing *listing, GError **error)
{
  g_autoptr (GArray) places = kk_consult_places (listing->app, error);

  for (guint i = 0; places != NULL && i < places->len; i++) {
    if (!take_consult (listing, &g_array_index (places, KkConsultPlace, i), error))
      return FALSE;
  }
  return places != NULL;
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

  listing.horizon = kk_statement_days_later (listing.today, (int) MIN (days, 3660u));
  listing.items = g_ptr_array_new_with_free_func (free_item);
  listing.done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  listing.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!take_tasks (&listing, error) || !take_reporting (&listing, error) ||
      !take_dated (&listing, KK_RECORD_MILESTONE, "nl_MilestoneDue", take_milestone, error) ||
      !take_dated (&listing, KK_RECORD_CONSENT, "nl_ConsentExpires", take_consent, error) ||
      !take_cases (&listing, error) || !take_consults (&listing, error) ||
      !take_breaches (&listing, error))
    return NULL;
  g_ptr_array_sort (listing.items, compare_items);
  return g_steal_pointer (&listing.items);
}
