/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-ended-log-private.h"
#include "app/kk-entry-chain-private.h"
#include "app/kk-inbox-taking-private.h"
#include "app/kk-rebase-private.h"
#include "app/kk-recall-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "domain/kk-schema-shape.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-resync.h"

/* Only what is live travels between desks, which is far less for any record; merging so many takes seconds. */
#define MOST_OPS 2048

/* One record of a body on its way into the vault. */
typedef struct {
  KkInboxTaking *taking;
  const KkBodyRecord *record;
  gint64 idx;         /* in the vault; 0 = it is not there, and nothing of the packet brings it */
  KkExamineCode code; /* what is wrong with the record as a whole */
} TakenRecord;

gboolean
kk_inbox_resolve_log (KkApp *app, const KkId *log, gint64 *idx, GError **error)
{
  const GPtrArray *seats = kk_directory_get_seats (app->directory);
  const KkHash *network = kk_directory_get_network_id (app->directory);

  *idx = 0;
  if (kk_vault_log_find (app->vault, log, idx))
    return TRUE;
  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *info = seats->pdata[i];

    for (guint32 n = 0; n <= KK_LIMIT_INCARNATIONS_AHEAD; n++) {
      KkId candidate = kk_derive_log_id (network, &info->seat, n);

      if (kk_id_equal (&candidate, log))
        return kk_vault_log_ensure (app->vault, log, &info->seat, &info->desk->id, n, idx, error);
    }
  }
  return TRUE;
}

static gboolean
refuse_op (TakenRecord *taken, const KkInboxRefusal *refusal, GError **error)
{
  KkInboxTaking *taking = taken->taking;

  if (refusal->row != NULL)
    kk_entry_add_row (taking->entry, refusal->row->id);
  taking->refused++;
  return kk_inbox_add_quarantine (taking, refusal, error);
}

static KkInboxRefusal
describe_refusal (const TakenRecord *taken, guint op_no, const KkOp *op)
{
  KkInboxRefusal refusal = { .op_no = op_no, .field = op->field };

  refusal.silent =
      taken->record->type == KK_RECORD_NOTIFICATION || kk_inbox_is_from_sibling (taken->taking);
  return refusal;
}

/* What comes back is what an ended log of this desk wrote: of one that still writes, its seat would know better. */
static gboolean
check_returned (const TakenRecord *taken,
                const KkOp *op,
                gint64 log,
                KkExamineCode *code,
                GError **error)
{
  const KkInboxPlace *place = taken->taking->place;
  g_autoptr (KkStoredOp) known = NULL;
  gboolean ended = FALSE;

  if (!kk_ended_log_is (place->app, log, &ended, error))
    return FALSE;
  /* A copy of this vault may have asked for it: what is here already says nothing new. */
  if (!ended && taken->idx > 0)
    known = kk_vault_op_get (place->app->vault, taken->idx, &op->dot, NULL);
  if ((!ended && known == NULL) ||
      !kk_id_equal (kk_vault_log_get_desk (place->app->vault, log), &place->seat->desk))
    *code = KK_EXAMINE_OP_LOG;
  return TRUE;
}

/* A packet of one desk holds only operations of that desk's logs (§14): nobody speaks for another. */
static gboolean
check_log (const TakenRecord *taken, const KkOp *op, KkExamineCode *code, GError **error)
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
static gboolean
fits_schema (const TakenRecord *taken, const KkOp *op)
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
may_write (const TakenRecord *taken, const KkOp *op)
{
  const KkField *field = kk_schema_field (op->field);
  gboolean owner = kk_id_equal (&taken->record->owner, &taken->taking->place->writer->desk->id);

  if (op->kind == KK_OP_DELETE || op->kind == KK_OP_ERASE)
    return owner;
  return owner || field == NULL || field->writer == KK_WRITER_OWNER;
}

static gboolean
is_register_known (const TakenRecord *taken, const KkOp *op, gboolean *known, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list_register (
      taken->taking->place->app->vault, taken->idx, op->field, op->element, KK_OPS_ALL, error);

  *known = ops != NULL && ops->len > 0;
  return ops != NULL;
}

/* What carries no value goes only to who was sent that field, element or record (§14). By itself it would tell
 * that there is one, and its element what it says. */
static gboolean
check_marker (const TakenRecord *taken, const KkOp *op, KkExamineCode *code, GError **error)
{
  gboolean known = taken->idx != 0;

  if (taken->idx > 0 && op->field != 0 && !is_register_known (taken, op, &known, error))
    return FALSE;
  *code = known ? KK_EXAMINE_OK : KK_EXAMINE_OP_NOT_SENT;
  return TRUE;
}

static gboolean
check_op (const TakenRecord *taken,
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
  if (*code == KK_EXAMINE_OK && !fits_schema (taken, op))
    *code = KK_EXAMINE_OP_FIELD;
  if (*code != KK_EXAMINE_OK || kk_inbox_is_return (taken->taking))
    return TRUE;
  if (op->kind != KK_OP_VALUE)
    return check_marker (taken, op, code, error);
  *code = kk_inbox_check_law (taken->taking, op_no, row);
  return TRUE;
}

static gboolean
find_basis (KkInboxTaking *taking, const KkOp *op, gint64 *idx, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  *idx = KK_VAULT_NO_BASIS;
  if (op->basis == KK_NO_BASIS)
    return TRUE;
  if (taking->bases[op->basis] == 0) {
    bytes = kk_basis_encode (taking->examined->body->bases->pdata[op->basis], error);
    if (bytes == NULL ||
        !kk_vault_basis_ensure (taking->place->app->vault, bytes, &taking->bases[op->basis], error))
      return FALSE;
  }
  *idx = taking->bases[op->basis];
  return TRUE;
}

static gboolean
forward_op (KkInboxTaking *taking, gint64 record, const KkOp *op, GError **error)
{
  KkVault *vault = taking->place->app->vault;
  g_autoptr (KkStoredOp) stored = NULL;

  if (taking->forward->len == 0)
    return TRUE;
  stored = kk_vault_op_get (vault, record, &op->dot, error);
  for (guint i = 0; stored != NULL && i < taking->forward->len; i++) {
    const KkSeatInfo *sibling = taking->forward->pdata[i];

    if (!kk_vault_sibling_add_due (vault, &sibling->seat, stored->idx, error))
      return FALSE;
  }
  return stored != NULL;
}

/* Until a person has looked at it: another desk says that this one wrote it. */
static gboolean
flag_returned (const TakenRecord *taken, const KkOp *op, GError **error)
{
  const KkInboxPlace *place = taken->taking->place;
  g_autoptr (KkStoredOp) stored = NULL;

  if (!kk_inbox_is_return (taken->taking))
    return TRUE;
  stored = kk_vault_op_get (place->app->vault, taken->idx, &op->dot, error);
  return stored != NULL &&
         kk_vault_op_set_returned (place->app->vault, stored->idx, &place->writer->desk->id, error);
}

static gboolean
apply_op (TakenRecord *taken, guint op_no, const KkOp *op, GError **error)
{
  KkInboxTaking *taking = taken->taking;
  KkInboxRefusal refusal = describe_refusal (taken, op_no, op);
  KkApplyResult result;
  gint64 basis;

  if (!find_basis (taking, op, &basis, error) ||
      !kk_vault_op_apply (taking->place->app->vault, taken->idx, op, basis, &result, error))
    return FALSE;
  switch (result) {
  case KK_APPLY_NEW:
  case KK_APPLY_UPGRADED:
    taking->counted.applied++;
    return flag_returned (taken, op, error) && forward_op (taking, taken->idx, op, error);
  case KK_APPLY_EVIDENCE:
    refusal.code = KK_EXAMINE_OP_DOT;
    return refuse_op (taken, &refusal, error);
  case KK_APPLY_DUPLICATE:
    return kk_rebase (taking->place->app, taken->idx, &op->dot, basis, error);
  case KK_APPLY_ERASED:
  default:
    return TRUE;
  }
}

/* Between the two something was lost: what says that a value is old may be about one of those that never came. It says
 * nothing here then, and nobody did wrong. */
static gboolean
is_about_lost (const TakenRecord *taken, KkExamineCode code, gboolean *lost, GError **error)
{
  const KkInboxPlace *place = taken->taking->place;
  KkVaultResync resync;
  guint64 whole;

  *lost = FALSE;
  if (code != KK_EXAMINE_OP_NOT_SENT)
    return TRUE;
  if (!kk_vault_resync_get (place->app->vault, &place->seat->seat, &place->writer->seat, &resync,
                            error))
    return FALSE;
  /* Numbers before this one are missing: what stood there may never come. */
  if (!kk_vault_inbox_contiguous (place->app->vault, place->log, &place->seat->seat, &whole, error))
    return FALSE;
  *lost = taken->taking->examined->body->covers > 0 || resync.ask > 0 || resync.asked > 0 ||
          whole + 1 < taken->taking->examined->statement->sequence;
  return TRUE;
}

/* Of what is refused the register names the field; an element could be the value itself. */
static gboolean
take_op (TakenRecord *taken, guint op_no, const KkOp *op, GError **error)
{
  KkInboxRefusal refusal = describe_refusal (taken, op_no, op);
  guint refused = taken->taking->refused;
  KkInboxWhole whole = { taken->record, op, taken->idx };
  gboolean done = FALSE;
  gboolean lost = FALSE;

  if (op->field == 0 && taken->code == KK_EXAMINE_OK &&
      !kk_inbox_take_whole (taken->taking, &whole, &done, error))
    return FALSE;
  if (done)
    return TRUE;
  if (!check_op (taken, op_no, op, &refusal.code, &refusal.row, error) ||
      !is_about_lost (taken, refusal.code, &lost, error))
    return FALSE;
  if (lost)
    return TRUE;
  if (!(refusal.code == KK_EXAMINE_OK ? apply_op (taken, op_no, op, error)
                                      : refuse_op (taken, &refusal, error)))
    return FALSE;
  if (taken->taking->refused > refused)
    kk_entry_add_field (taken->taking->entry, &taken->record->id, op->field, NULL);
  return TRUE;
}

static KkVaultRecord
describe_record (const TakenRecord *taken)
{
  const KkBodyRecord *record = taken->record;
  KkVaultRecord wanted = { .id = record->id, .desk = taken->taking->place->seat->desk };

  wanted.type = record->type;
  wanted.owner = record->owner;
  wanted.has_thread = record->has_thread;
  wanted.thread = record->thread;
  return wanted;
}

/* A record that is here already with another owner, type or thread is not this writer's to describe. */
static gboolean
ensure_record (TakenRecord *taken, GError **error)
{
  g_autoptr (GError) local = NULL;
  KkVaultRecord wanted = describe_record (taken);

  if (kk_vault_record_ensure (taken->taking->place->app->vault, &wanted, &taken->idx, &local))
    return TRUE;
  if (g_error_matches (local, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT)) {
    taken->idx = 0;
    taken->code = KK_EXAMINE_OP_OWNER;
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Without anything lawful in it a record is only looked up: an empty one would tell that it exists. */
static gboolean
is_any_lawful (const TakenRecord *taken, guint first)
{
  for (guint i = 0; i < taken->record->ops->len; i++) {
    const KkOp *op = taken->record->ops->pdata[i];
    const KkRow *row;

    if (op->kind == KK_OP_VALUE && fits_schema (taken, op) &&
        kk_inbox_check_law (taken->taking, first + i, &row) == KK_EXAMINE_OK)
      return TRUE;
  }
  return FALSE;
}

/* Nobody makes or completes a record in another's name: one that this desk owns has to be here, as it made it. */
static void
use_own_record (TakenRecord *taken, const KkVaultRecord *stored)
{
  const KkBodyRecord *record = taken->record;

  if (stored != NULL && stored->type == record->type &&
      kk_id_equal (&stored->owner, &record->owner) &&
      (!record->has_thread ||
       (stored->has_thread && kk_id_equal (&stored->thread, &record->thread))))
    taken->idx = stored->idx;
  else
    taken->code = KK_EXAMINE_OP_OWNER;
}

static gboolean
find_record (TakenRecord *taken, guint first, GError **error)
{
  const KkInboxPlace *place = taken->taking->place;
  const KkBodyRecord *record = taken->record;
  gboolean own = kk_id_equal (&record->owner, &place->seat->desk);
  KkVaultRecord stored;
  gboolean found;

  if (kk_inbox_is_from_sibling (taken->taking))
    return ensure_record (taken, error);
  if (record->ops->len > MOST_OPS) {
    taken->code = KK_EXAMINE_OP_FIELD;
    return TRUE;
  }
  if (!own && !kk_id_equal (&record->owner, &place->writer->desk->id)) {
    taken->code = KK_EXAMINE_OP_OWNER;
    return TRUE;
  }
  if (!kk_vault_record_find (place->app->vault, &place->seat->desk, &record->id, &stored, &found,
                             error))
    return FALSE;
  if (kk_vault_erased_has (place->app->vault, &place->seat->desk, &record->id) ||
      kk_inbox_is_return (taken->taking))
    return ensure_record (taken, error);
  if (own) {
    use_own_record (taken, found ? &stored : NULL);
    return TRUE;
  }
  return (!found && !is_any_lawful (taken, first)) || ensure_record (taken, error);
}

/* Values first: what has none may be about one of them. */
gboolean
kk_inbox_take_record (KkInboxTaking *taking,
                      const KkBodyRecord *record,
                      guint first,
                      GError **error)
{
  TakenRecord taken = { taking, record, 0, KK_EXAMINE_OK };

  if (!find_record (&taken, first, error))
    return FALSE;
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < record->ops->len; i++) {
      const KkOp *op = record->ops->pdata[i];

      if ((op->kind == KK_OP_VALUE) == (pass == 0) && !take_op (&taken, first + i, op, error))
        return FALSE;
    }
  }
  return taken.idx <= 0 || kk_recall_settle (taking->place->app, taken.idx,
                                             !kk_inbox_is_from_sibling (taking), error);
}
