/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-gate-record-private.h"

#include "app/casework/kk-work-record-private.h"
#include "app/register/kk-removal-private.h"
#include "app/sharing/kk-statement-fields-private.h"

#include <glib/gi18n-lib.h>

/* (nullable), borrowed: who signed, as the documents name the person of this device. */
static const char *
find_signer (KkApp *app, const KkOwnSeat *seat)
{
  const KkSeatInfo *info = kk_directory_find_seat (app->directory, &seat->seat);

  return info != NULL ? info->device->person.name : NULL;
}

static gboolean
write_words (KkRecordWriter *writer,
             const KkVaultRecord *record,
             const KkGateWords *words,
             GError **error)
{
  return kk_work_put (writer, record, "nl_GateTracks", words->tracks, 0, error) &&
         kk_work_put (writer, record, "nl_GatePositions", words->positions, 0, error) &&
         kk_work_put (writer, record, "nl_GateMotivation", words->motivation, 0, error) &&
         kk_work_put (writer, record, "nl_GateDissent", words->dissent, 0, error);
}

gboolean
kk_gate_record_write (KkApp *app,
                      const KkOwnSeat *seat,
                      const KkObject *object,
                      const KkGateWords *words,
                      GError **error)
{
  const char *result = object->result != NULL ? object->result : "yes";
  KkRecordWriter writer;
  KkVaultRecord record;

  if (object->kind != KK_OBJECT_GATE)
    return TRUE;
  return kk_record_writer_start (&writer, app, &seat->desk, error) &&
         kk_record_writer_make (&writer, KK_RECORD_GATE_DECISION, &object->thread, &record,
                                error) &&
         kk_statement_put_text (&writer, "nl_Gate", object->gate, error) &&
         kk_statement_put_text (&writer, "nl_GateResult", result, error) &&
         kk_statement_put_text (&writer, "nl_GateDate", object->from, error) &&
         kk_statement_put_hats (&writer, "nl_GateParticipants", object->participants, error) &&
         kk_statement_put_text (&writer, "nl_GateSignedBy", find_signer (app, seat), error) &&
         (words == NULL || write_words (&writer, &record, words, error));
}

/* (transfer full) */
static char *
describe_withdrawal (const KkObject *object)
{
  switch (object->kind) {
  case KK_OBJECT_OM_RELEASE:
    return g_strdup (_ ("Taken back: release by the prosecution service."));
  case KK_OBJECT_GATE:
    /* Translators: %s is the code of a gate, such as G3. */
    return g_strdup_printf (_ ("Taken back: decision at gate %s."), object->gate);
  case KK_OBJECT_ARTICLE_20:
    return g_strdup (_ ("Taken back: decision under article 20 Wpg."));
  case KK_OBJECT_ASSIGNMENT:
    return g_strdup (_ ("Taken back: assignment by the municipality."));
  case KK_OBJECT_GIVER_AGREES:
  case KK_OBJECT_AUTHORITY_AGREES:
  case KK_OBJECT_WITHDRAWAL:
  default:
    return g_strdup (_ ("Taken back: agreement that data go on."));
  }
}

gboolean
kk_withdrawal_note (KkApp *app, const KkOwnSeat *seat, const KkObject *object, GError **error)
{
  g_autofree char *text = describe_withdrawal (object);
  KkRecordWriter writer;

  return kk_record_writer_start (&writer, app, &seat->desk, error) &&
         kk_journal_note (&writer, &object->thread, text, error);
}
