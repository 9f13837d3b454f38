/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One seat of a desk may speak of what another seat of it gave, and which of the two logs is read first is chance: what
 * carries no value and is about nothing that is here waits until all logs of a sync are read (exchange §14, §16). */

#include "app/exchange/kk-inbox-record-private.h"

#include "vault/kk-vault-records.h"

static gboolean
has_value_of (const KkBodyRecord *record, const KkOp *op)
{
  for (guint i = 0; i < record->ops->len; i++) {
    const KkOp *other = record->ops->pdata[i];

    if (other->kind == KK_OP_VALUE &&
        (op->field == 0 ||
         (other->field == op->field && g_strcmp0 (other->element, op->element) == 0)))
      return TRUE;
  }
  return FALSE;
}

/* @idx: of the record in the vault; 0 = it never came. */
static gboolean
is_known (KkVault *vault,
          gint64 idx,
          const KkBodyRecord *record,
          const KkOp *op,
          gboolean *known,
          GError **error)
{
  g_autoptr (GPtrArray) ops = NULL;

  *known = op->kind == KK_OP_VALUE || (idx > 0 && op->field == 0) || has_value_of (record, op);
  if (*known || idx == 0)
    return TRUE;
  ops = kk_vault_op_list_register (vault, idx, op->field, op->element, KK_OPS_ALL, error);
  *known = ops != NULL && ops->len > 0;
  return ops != NULL;
}

static gboolean
check_record (const KkInboxTaking *taking,
              const KkBodyRecord *record,
              gboolean *early,
              GError **error)
{
  KkVault *vault = taking->place->app->vault;
  const KkId *desk = &taking->place->seat->desk;
  KkVaultRecord stored = { 0 };
  gboolean found;

  if (kk_vault_erased_has (vault, desk, &record->id))
    return TRUE;
  if (!kk_vault_record_find (vault, desk, &record->id, &stored, &found, error))
    return FALSE;
  for (guint i = 0; i < record->ops->len && !*early; i++) {
    gboolean known;

    if (!is_known (vault, found ? stored.idx : 0, record, record->ops->pdata[i], &known, error))
      return FALSE;
    *early = !known;
  }
  return TRUE;
}

gboolean
kk_inbox_is_early (const KkInboxTaking *taking, gboolean *early, GError **error)
{
  const KkBody *body = taking->examined->body;

  *early = FALSE;
  if (!(taking->place->more_to_come || taking->place->again) || body->scope != KK_SCOPE_PARTNER)
    return TRUE;
  for (guint i = 0; i < body->records->len && !*early; i++) {
    if (!check_record (taking, body->records->pdata[i], early, error))
      return FALSE;
  }
  return TRUE;
}
