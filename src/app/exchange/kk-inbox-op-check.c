/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What one operation has to be before it is taken (exchange §14 and §16). */

#include "app/exchange/kk-inbox-record-private.h"

#include "app/exchange/kk-ended-log-private.h"
#include "app/exchange/kk-inbox-taking-private.h"
#include "domain/kk-schema-shape.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-resync.h"

/* What comes back is what an ended log of this desk wrote: of one that still writes, its seat would know better. */
static gboolean
check_returned (const KkTakenRecord *taken,
                const KkOp *op,
                gint64 log,
                KkExamineCode *code,
                GError **error)
{
  const KkInboxPlace *place = taken->taking->place;
  g_autoptr (KkStoredOp) known = NULL;
  g_autoptr (GError) unread = NULL;
  gboolean ended = FALSE;

  if (!kk_ended_log_is (place->app, log, &ended, error))
    return FALSE;
  /* A copy of this vault may have asked for it: what is here already says nothing new. */
  if (!ended && taken->idx > 0)
    known = kk_vault_op_get (place->app->vault, taken->idx, &op->dot, &unread);
  if (unread != NULL) {
    g_propagate_error (error, g_steal_pointer (&unread));
    return FALSE;
  }
  if ((!ended && known == NULL) ||
      !kk_id_equal (kk_vault_log_get_desk (place->app->vault, log), &place->seat->desk))
    *code = KK_EXAMINE_OP_LOG;
  return TRUE;
}

/* A packet of one desk holds only operations of that desk's logs (§14): nobody speaks for another. */
static gboolean
check_log (const KkTakenRecord *taken, const KkOp *op, KkExamineCode *code, GError **error)
{
  const KkInboxPlace *place = taken->taking->place;
  gint64 idx;

  if (!kk_inbox_resolve_log (place->app, &op->dot.log, &idx, error))
    return FALSE;
  *code = idx == 0 ? KK_EXAMINE_OP_LOG : KK_EXAMINE_OK;
  if (idx != 0 && kk_inbox_is_return (taken->taking))
    return check_returned (taken, op, idx, code, error);
  if (idx != 0 && !kk_inbox_is_from_sibling (taken->taking) &&
      !kk_id_equal (kk_vault_log_get_desk (place->app->vault, idx), &place->writer->desk->id))
    *code = KK_EXAMINE_OP_LOG;
  return TRUE;
}

/* What the law was asked about is what the schema says of field, element and value: where they do not belong
 * together, something else would travel than was decided. An unknown field is kept as it is (§20). */
gboolean
kk_inbox_fits_schema (const KkTakenRecord *taken, const KkOp *op)
{
  const KkRecordTypeInfo *type = kk_schema_type ((KkRecordType) taken->record->type);
  const KkField *field = kk_schema_field (op->field);

  if (type != NULL && type->siblings_only)
    return FALSE;
  if (field == NULL)
    return TRUE;
  return (guint32) field->type == taken->record->type &&
         kk_schema_fits (field, op->element, op->kind == KK_OP_VALUE ? op->value : NULL);
}

/* Some fields are the owner's alone: nobody proposes them. */
static gboolean
may_write (const KkTakenRecord *taken, const KkOp *op)
{
  const KkField *field = kk_schema_field (op->field);
  gboolean owner = kk_id_equal (&taken->record->owner, &taken->taking->place->writer->desk->id);

  if (op->kind == KK_OP_DELETE || op->kind == KK_OP_ERASE)
    return owner;
  return owner || field == NULL || field->writer == KK_WRITER_OWNER;
}

static gboolean
is_register_known (const KkTakenRecord *taken, const KkOp *op, gboolean *known, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list_register (
      taken->taking->place->app->vault, taken->idx, op->field, op->element, KK_OPS_ALL, error);

  *known = ops != NULL && ops->len > 0;
  return ops != NULL;
}

/* What carries no value goes only to who was sent that field, element or record (§14). By itself it would tell
 * that there is one, and its element what it says. */
static gboolean
check_marker (const KkTakenRecord *taken, const KkOp *op, KkExamineCode *code, GError **error)
{
  gboolean known = taken->idx != 0;

  if (taken->idx > 0 && op->field != 0 && !is_register_known (taken, op, &known, error))
    return FALSE;
  *code = known ? KK_EXAMINE_OK : KK_EXAMINE_OP_NOT_SENT;
  return TRUE;
}

gboolean
kk_inbox_check_op (const KkTakenRecord *taken,
                   guint op_no,
                   const KkOp *op,
                   KkExamineCode *code,
                   const KkRow **row,
                   GError **error)
{
  if (!check_log (taken, op, code, error))
    return FALSE;
  if (*code != KK_EXAMINE_OK || kk_inbox_is_from_sibling (taken->taking)) {
    *code = *code == KK_EXAMINE_OK ? taken->code : *code;
    return TRUE;
  }
  *code = may_write (taken, op) || kk_inbox_is_return (taken->taking) ? taken->code
                                                                      : KK_EXAMINE_OP_OWNER;
  if (*code == KK_EXAMINE_OK && !kk_inbox_fits_schema (taken, op))
    *code = KK_EXAMINE_OP_FIELD;
  if (*code != KK_EXAMINE_OK || kk_inbox_is_return (taken->taking))
    return TRUE;
  if (op->kind != KK_OP_VALUE)
    return check_marker (taken, op, code, error);
  *code = kk_inbox_check_law (taken->taking, op_no, row);
  return TRUE;
}

gboolean
kk_inbox_wait_for_earlier (KkInboxTaking *taking, gboolean *waits, GError **error)
{
  const KkInboxPlace *place = taking->place;

  if (!kk_vault_inbox_is_missing_before (place->app->vault, place->log, &place->seat->seat,
                                         taking->examined->statement->sequence, waits, error))
    return FALSE;
  taking->waits = taking->waits || *waits;
  return TRUE;
}

/* What says that a value is old may be about one that was lost. It waits while that can still come; when it was given up it
 * says nothing here, and nobody did wrong. */
gboolean
kk_inbox_is_about_lost (const KkTakenRecord *taken,
                        KkExamineCode code,
                        gboolean *lost,
                        GError **error)
{
  const KkInboxPlace *place = taken->taking->place;
  KkVaultResync resync;

  *lost = FALSE;
  if (code != KK_EXAMINE_OP_NOT_SENT)
    return TRUE;
  if (!kk_inbox_wait_for_earlier (taken->taking, lost, error))
    return FALSE;
  if (*lost)
    return TRUE;
  if (!kk_vault_resync_get (place->app->vault, &place->seat->seat, &place->writer->seat, &resync,
                            error))
    return FALSE;
  *lost = taken->taking->examined->body->covers > 0 || resync.ask > 0 || resync.asked > 0;
  return TRUE;
}
