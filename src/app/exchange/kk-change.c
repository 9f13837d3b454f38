/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-change-private.h"

#include "crypto/kk-hash.h"
#include "domain/kk-schema.h"

#include <string.h>

#define ID_LABEL "ketenkluis change id v1"
#define ID_BYTES 6
#define DAY_MS   (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

char *
kk_change_dup_id (const KkVaultRecord *record, const KkOp *op)
{
  guint32 n = GUINT32_TO_BE (op->dot.n);
  guint8 name[2 * KK_ID_SIZE + sizeof n];
  GString *id = g_string_new (NULL);
  KkHash hash;

  memcpy (name, record->id.bytes, KK_ID_SIZE);
  memcpy (name + KK_ID_SIZE, op->dot.log.bytes, KK_ID_SIZE);
  memcpy (name + 2 * KK_ID_SIZE, &n, sizeof n);
  hash = kk_hash_labelled (ID_LABEL, name, sizeof name);
  for (gsize i = 0; i < ID_BYTES; i++)
    g_string_append_printf (id, "%02x", hash.bytes[i]);
  return g_string_free (id, FALSE);
}

/* Statements, decisions and moves are signed or follow one another; each has a command that takes it back. */
static gboolean
is_decision (const KkVaultRecord *record, const KkField *field)
{
  switch ((KkRecordType) record->type) {
  case KK_RECORD_GATE_DECISION:
  case KK_RECORD_TRACK:
  case KK_RECORD_CONSENT:
  case KK_RECORD_RELEASE:
  case KK_RECORD_SHARE:
  case KK_RECORD_NOTIFICATION:
  case KK_RECORD_NOTE:
  case KK_RECORD_BREACH:
  case KK_RECORD_MOVE:
  case KK_RECORD_MILESTONE:
  case KK_RECORD_SAME_PERSON:
    return TRUE;
  case KK_RECORD_SIGNAL:
  case KK_RECORD_ADVICE_REQUEST:
  case KK_RECORD_CASE:
  case KK_RECORD_PERSON:
  case KK_RECORD_PERSON_IN_CASE:
  case KK_RECORD_ORGANISATION:
  case KK_RECORD_LOCATION:
  case KK_RECORD_VEHICLE:
  case KK_RECORD_ONLINE_HANDLE:
  case KK_RECORD_ASSESSMENT:
  case KK_RECORD_MEASURE:
  case KK_RECORD_TASK:
  case KK_RECORD_JOURNAL_ENTRY:
  case KK_RECORD_CONSULTATION:
  case KK_RECORD_ATTACHMENT:
  default:
    return field == NULL || field->writer == KK_WRITER_ONCE || field->writer == KK_WRITER_PROGRAM;
  }
}

KkUndoAnswer
kk_change_judge (const KkApp *app, const KkVaultRecord *record, const KkStoredOp *stored)
{
  if (!kk_id_equal (&stored->desk, &record->desk) || !kk_id_equal (&record->owner, &record->desk))
    return KK_UNDO_OTHERS;
  if (stored->op->field == 0 || is_decision (record, kk_schema_field (stored->op->field)) ||
      (stored->op->kind != KK_OP_VALUE && stored->op->kind != KK_OP_ABSENT))
    return KK_UNDO_DECISION;
  if (!stored->live || record->deletion != KK_DELETION_NONE)
    return KK_UNDO_SINCE;
  return kk_app_now (app) - stored->op->time > KK_UNDO_DAYS * DAY_MS ? KK_UNDO_LATE : KK_UNDO_FINE;
}
