/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Notes: why, in the words of who answers for it, for one recipient and purpose (legal contract 7.1, NOTES). */

#include "app/casework/kk-case-find-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "app/sharing/kk-statement-fields-private.h"
#include "app/sharing/kk-statements-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
check_text (const KkNotePlan *plan, GError **error)
{
  if (kk_note_length (plan->text) < KK_NOTE_LEAST)
    return refuse (error, _ ("A note says in your own words why, in at least 10 characters."));
  return g_utf8_validate (plan->text, -1, NULL) ||
         refuse (error, _ ("The note is not text that this program can keep."));
}

gboolean
kk_note_put (KkStatementCase *place,
             const KkNotePlan *plan,
             const KkId *desk,
             KkVaultRecord *record,
             GError **error)
{
  KkRecordWriter *writer = &place->writer;
  const KkOwnSeat *seat = kk_own_seat_at (writer->app, &writer->desk, error);
  const KkSeatInfo *info =
      seat != NULL ? kk_directory_find_seat (writer->app->directory, &seat->seat) : NULL;
  const char *function = plan->function;

  if (info == NULL)
    return FALSE;
  if (function == NULL)
    function = info->device->person.function;
  return kk_record_writer_make (writer, KK_RECORD_NOTE, &place->case_->record.thread, record,
                                error) &&
         kk_statement_put_text (writer, "nl_NoteKind", kk_note_text (plan->kind), error) &&
         kk_statement_put_text (writer, "nl_NoteText", plan->text, error) &&
         kk_statement_put_id (writer, "nl_NoteDesk", desk, error) &&
         kk_statement_put_text (writer, "nl_NotePurpose", kk_purpose_text (plan->purpose), error) &&
         kk_statement_put_text (writer, "nl_NoteFunction", function, error) &&
         kk_statement_put_text (writer, "nl_NoteDate", place->today, error);
}

static GPtrArray *
list_notes (KkApp *app, const KkStatementCase *place, GError **error)
{
  g_autoptr (KkStatements) statements = kk_statements_read (
      app, &place->writer.desk, &place->case_->record.thread, place->today, error);

  return statements != NULL ? g_ptr_array_ref (statements->notes) : NULL;
}

KkNoteItem *
kk_app_note_write (KkApp *app, const KkNotePlan *plan, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  const KkDesk *desk;
  KkVaultRecord record;

  if (!check_text (plan, error) || !kk_statement_case_open (&place, app, plan->case_, error))
    return NULL;
  desk = kk_directory_resolve_desk (app->directory, plan->recipient, NULL, error);
  transaction = desk != NULL ? kk_vault_begin (app->vault, error) : NULL;
  if (transaction == NULL || !kk_note_put (&place, plan, &desk->id, &record, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return NULL;
  notes = list_notes (app, &place, error);
  for (guint i = 0; notes != NULL && i < notes->len; i++) {
    if (strcmp (((KkNoteItem *) notes->pdata[i])->id, kk_id_text (&record.id).text) == 0)
      return g_ptr_array_steal_index (notes, i);
  }
  return NULL;
}

GPtrArray *
kk_app_note_list (KkApp *app, const char *case_, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };

  return kk_statement_case_open (&place, app, case_, error) ? list_notes (app, &place, error)
                                                            : NULL;
}
