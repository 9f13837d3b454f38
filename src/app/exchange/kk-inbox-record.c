/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The records of a body, into the vault (exchange §16). */

#include "app/exchange/kk-inbox-record-private.h"

#include "app/exchange/kk-inbox-taking-private.h"
#include "app/exchange/kk-rebase-private.h"
#include "app/exchange/kk-unknown-field-private.h"
#include "app/register/kk-recall-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "domain/kk-schema.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"

/* Only what is live travels between desks, which is far less for any record; merging so many takes seconds. */
#define MOST_OPS 2048

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
refuse_op (KkTakenRecord *taken, const KkInboxRefusal *refusal, GError **error)
{
  KkInboxTaking *taking = taken->taking;

  if (refusal->row != NULL)
    kk_entry_add_row (taking->entry, refusal->row->id);
  taking->refused++;
  return kk_inbox_add_quarantine (taking, refusal, error);
}

static KkInboxRefusal
describe_refusal (const KkTakenRecord *taken, guint op_no, const KkOp *op)
{
  KkInboxRefusal refusal = { .op_no = op_no, .field = op->field };

  refusal.record = &taken->record->id;
  refusal.dot = &op->dot;
  refusal.silent =
      taken->record->type == KK_RECORD_NOTIFICATION || kk_inbox_is_from_sibling (taken->taking);
  return refusal;
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
flag_returned (const KkTakenRecord *taken, const KkOp *op, GError **error)
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
apply_op (KkTakenRecord *taken, guint op_no, const KkOp *op, GError **error)
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
    return flag_returned (taken, op, error) &&
           kk_unknown_field_note (taking->place->app, taken->idx, op, &taking->place->seat->desk,
                                  error) &&
           forward_op (taking, taken->idx, op, error);
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

/* Of what is refused the register names the field; an element could be the value itself. */
static gboolean
take_op (KkTakenRecord *taken, guint op_no, const KkOp *op, GError **error)
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
  if (!kk_inbox_check_op (taken, op_no, op, &refusal.code, &refusal.row, error) ||
      !kk_inbox_is_about_lost (taken, refusal.code, &lost, error))
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
describe_record (const KkTakenRecord *taken)
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
ensure_record (KkTakenRecord *taken, GError **error)
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
is_any_lawful (const KkTakenRecord *taken, guint first)
{
  for (guint i = 0; i < taken->record->ops->len; i++) {
    const KkOp *op = taken->record->ops->pdata[i];
    const KkRow *row;

    if (op->kind == KK_OP_VALUE && kk_inbox_fits_schema (taken, op) &&
        kk_inbox_check_law (taken->taking, first + i, &row) == KK_EXAMINE_OK)
      return TRUE;
  }
  return FALSE;
}

/* Nobody makes or completes a record in another's name: one that this desk owns has to be here, as it made it. */
static void
use_own_record (KkTakenRecord *taken, const KkVaultRecord *stored)
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
find_record (KkTakenRecord *taken, guint first, GError **error)
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
  KkTakenRecord taken = { taking, record, 0, KK_EXAMINE_OK };

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
