/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-rebase-private.h"

#include "format/kk-basis-codec.h"

#include <glib/gi18n-lib.h>

static KkBasis *
read_basis (KkApp *app, gint64 idx, GError **error)
{
  g_autoptr (GBytes) bytes = kk_vault_basis_get (app->vault, idx, error);

  return bytes != NULL ? kk_basis_decode (bytes, error) : NULL;
}

static KkOriginStep *
make_step (const KkBasis *basis, const KkDesk *giver)
{
  KkOriginStep *step = kk_origin_step_new ();

  step->desk = giver->id;
  step->hat = giver->hat;
  step->row = g_strdup (basis->rows->len > 0 ? basis->rows->pdata[0] : "");
  for (guint i = 0; i < basis->caveats->len; i++)
    g_ptr_array_add (step->caveats, g_strdup (basis->caveats->pdata[i]));
  return step;
}

/* Restrictions never get lost on the way (§13). */
gboolean
kk_basis_extend (KkApp *app, const KkId *giver, gint64 basis, gint64 *extended, GError **error)
{
  const KkDesk *desk = kk_directory_find_desk (app->directory, giver, NULL);
  g_autoptr (KkBasis) before = read_basis (app, basis, error);
  g_autoptr (KkBasis) longer = kk_basis_new ();
  g_autoptr (GBytes) encoded = NULL;

  if (before == NULL)
    return FALSE;
  if (desk == NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("The organisation that gave this is not in the region any more."));
    return FALSE;
  }
  for (guint i = 0; i < before->rows->len; i++)
    g_ptr_array_add (longer->rows, g_strdup (before->rows->pdata[i]));
  longer->retention_row = g_strdup (before->retention_row);
  longer->retention_start = g_strdup (before->retention_start);
  longer->held_until = g_strdup (before->held_until);
  g_ptr_array_extend_and_steal (longer->origins, g_steal_pointer (&before->origins));
  before->origins = g_ptr_array_new ();
  g_ptr_array_add (longer->origins, make_step (before, desk));
  encoded = kk_basis_encode (longer, error);
  return encoded != NULL && kk_vault_basis_ensure (app->vault, encoded, extended, error);
}

static gboolean
is_better (KkApp *app, gint64 before, gint64 after, gboolean *better, GError **error)
{
  g_autoptr (KkBasis) acute = NULL;
  g_autoptr (KkBasis) ordinary = NULL;

  *better = FALSE;
  if (before == KK_VAULT_NO_BASIS || after == KK_VAULT_NO_BASIS || before == after)
    return TRUE;
  acute = read_basis (app, before, error);
  ordinary = acute != NULL ? read_basis (app, after, error) : NULL;
  *better = ordinary != NULL && acute->held_until != NULL && ordinary->held_until == NULL;
  return ordinary != NULL;
}

/* Only a value that was taken over with that very basis: another one the desk wrote itself, or got from somebody else. */
static gboolean
rebase_copy (KkApp *app,
             const KkVaultRecord *copy,
             const KkOp *op,
             gint64 before,
             gint64 after,
             GError **error)
{
  g_autoptr (GPtrArray) ops =
      kk_vault_op_list_register (app->vault, copy->idx, op->field, op->element, KK_OPS_ALL, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (stored->basis == before && !kk_vault_op_set_basis (app->vault, stored->idx, after, error))
      return FALSE;
  }
  return ops != NULL;
}

static gboolean
rebase_copies (KkApp *app, const KkStoredOp *stored, gint64 basis, GError **error)
{
  g_autoptr (GArray) copies = NULL;
  KkVaultRecord record;
  gboolean found;
  gint64 before;
  gint64 after;

  if (!kk_vault_record_get (app->vault, stored->record, &record, &found, error))
    return FALSE;
  copies = kk_vault_record_list_derived (app->vault, &record.id, error);
  if (copies == NULL || copies->len == 0)
    return copies != NULL;
  if (!kk_basis_extend (app, &stored->desk, stored->basis, &before, error) ||
      !kk_basis_extend (app, &stored->desk, basis, &after, error))
    return FALSE;
  for (guint i = 0; i < copies->len; i++) {
    if (!rebase_copy (app, &g_array_index (copies, KkVaultRecord, i), stored->op, before, after,
                      error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_rebase (KkApp *app, gint64 record, const KkDot *dot, gint64 basis, GError **error)
{
  g_autoptr (KkStoredOp) stored = kk_vault_op_get (app->vault, record, dot, error);
  gboolean better = FALSE;

  if (stored == NULL || !is_better (app, stored->basis, basis, &better, error))
    return FALSE;
  return !better || (rebase_copies (app, stored, basis, error) &&
                     kk_vault_op_set_basis (app->vault, stored->idx, basis, error));
}
