/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is missing in the journal of a case: the end of the reporting code (D-08), whether a police report is fact or opinion
 * (D-04), and why a right of the person was restricted (D-11). */

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-due-private.h"
#include "vault/kk-vault-due.h"

/* @found: (out): the case has an own entry of that kind. */
static gboolean
find_entry (KkDueListing *listing,
            const KkVaultRecord *record,
            const char *kind,
            gboolean *found,
            GError **error)
{
  g_autoptr (KkVaultCase) case_ = kk_case_find (listing->app, kk_id_text (&record->id).text, error);
  g_autoptr (GPtrArray) entries =
      case_ != NULL ? kk_work_list (listing->app, case_, KK_RECORD_JOURNAL_ENTRY, error) : NULL;

  *found = FALSE;
  for (guint i = 0; entries != NULL && i < entries->len && !*found; i++)
    *found = g_strcmp0 (kk_work_text (entries->pdata[i], "nl_EntryKind"), kind) == 0;
  return entries != NULL;
}

/* Once for each case: @duty is open while it has no entry of @kind. */
static gboolean
add_unless (KkDueListing *listing,
            const KkWorkRecord *work,
            const char *duty,
            const char *kind,
            GError **error)
{
  gboolean found = FALSE;

  if (!kk_due_see (listing, &work->record, duty) || kk_due_is_over (listing, &work->record))
    return TRUE;
  if (!find_entry (listing, &work->record, kind, &found, error))
    return FALSE;
  if (!found)
    kk_due_add (listing, &work->record, duty, NULL);
  return TRUE;
}

static gboolean
take_reporting (KkDueListing *listing, const KkWorkRecord *entry, GError **error)
{
  return add_unless (listing, entry, "D-08", "meldcode-5", error);
}

static gboolean
take_police_report (KkDueListing *listing, const KkWorkRecord *entry, GError **error)
{
  KkDueItem *item = NULL;

  (void) error;
  if (kk_work_text (entry, "nl_EntryCertainty") == NULL &&
      !kk_due_is_over (listing, &entry->record))
    item = kk_due_add (listing, &entry->record, "D-04", NULL);
  if (item != NULL)
    item->record = g_strdup (kk_id_text (&entry->record.id).text);
  return TRUE;
}

static gboolean
take_request (KkDueListing *listing, const KkWorkRecord *task, GError **error)
{
  return kk_statement_tri (task->ops, "nl_TaskRestricted") != KK_TRI_TRUE ||
         add_unless (listing, task, "D-11", "restriction", error);
}

gboolean
kk_due_take_entries (KkDueListing *listing, GError **error)
{
  KkVault *vault = listing->app->vault;
  guint entry = kk_schema_field_by_name (KK_RECORD_JOURNAL_ENTRY, "nl_EntryKind")->number;
  guint task = kk_schema_field_by_name (KK_RECORD_TASK, "nl_TaskKind")->number;

  return kk_due_take_all (listing,
                          kk_vault_due_list (vault, entry, "meldcode-1", "meldcode-5", error),
                          take_reporting, error) &&
         kk_due_take_all (listing,
                          kk_vault_due_list (vault, entry, "police-report", "police-report", error),
                          take_police_report, error) &&
         kk_due_take_all (listing, kk_vault_due_list (vault, task, "T-04", "T-04", error),
                          take_request, error) &&
         kk_due_take_all (listing, kk_vault_due_list (vault, task, "T-10", "T-10", error),
                          take_request, error);
}
