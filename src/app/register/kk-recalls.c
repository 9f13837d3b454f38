/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is asked back of one record, and what was answered. */

#include "app/register/kk-recall-private.h"

void
kk_recalls_clear (KkRecalls *recalls)
{
  g_clear_pointer (&recalls->ops, g_ptr_array_unref);
}

gboolean
kk_recalls_read (KkApp *app, const KkVaultRecord *record, KkRecalls *recalls, GError **error)
{
  recalls->record = *record;
  recalls->ops = kk_vault_op_list_recalls (app->vault, record->idx, error);
  return recalls->ops != NULL;
}

gboolean
kk_op_names_dot (const KkOp *op, const KkDot *dot)
{
  gsize n_dots = 0;
  const KkDot *dots = NULL;

  if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_DOTS)
    dots = kk_value_get_dots (op->value, &n_dots);
  for (gsize i = 0; i < n_dots; i++) {
    if (dots[i].n == dot->n && kk_id_equal (&dots[i].log, &dot->log))
      return TRUE;
  }
  return FALSE;
}

static gboolean
undoes_deletion (KkApp *app, const KkRecalls *recalls, const KkOp *op, GError **error)
{
  gsize n_dots;
  const KkDot *dots = kk_value_get_dots (op->value, &n_dots);
  g_autoptr (KkStoredOp) named = kk_vault_op_get (app->vault, recalls->record.idx, dots, error);

  return named != NULL && named->op->kind == KK_OP_DELETE;
}

gboolean
kk_recalls_is_request (KkApp *app,
                       const KkRecalls *recalls,
                       const KkStoredOp *stored,
                       GError **error)
{
  if (!kk_id_equal (&stored->desk, &recalls->record.owner))
    return FALSE;
  return stored->op->kind == KK_OP_ERASE ||
         (stored->op->kind == KK_OP_RECALL && !undoes_deletion (app, recalls, stored->op, error));
}

const KkStoredOp *
kk_recalls_answer (const KkRecalls *recalls, const KkDot *dot, const KkId *desk)
{
  const KkStoredOp *answer = NULL;

  /* The last one holds: what was kept at first may be erased later. */
  for (guint i = 0; i < recalls->ops->len; i++) {
    const KkStoredOp *stored = recalls->ops->pdata[i];

    if (stored->op->kind == KK_OP_RECALL && kk_id_equal (&stored->desk, desk) &&
        !kk_id_equal (desk, &recalls->record.owner) && kk_op_names_dot (stored->op, dot) &&
        (answer == NULL || answer->basis != KK_VAULT_NO_BASIS))
      answer = stored;
  }
  return answer;
}
