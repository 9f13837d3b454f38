/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What was confirmed and waits names operations by the log that ended: as it stands it never goes, and a person has to look at it.
 * What a standing share lets of it goes all the same, under the new names (exchange §14, §15). */

#include "app/exchange/kk-incarnation-private.h"
#include "app/exchange/kk-outbox-private.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-records.h"

static gboolean
is_moved (KkApp *app, gint64 record, const KkDot *dot, gboolean *moved, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkStoredOp) there = kk_vault_op_get (app->vault, record, dot, &local);

  *moved = there == NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
names_moved (KkApp *app,
             const KkOwnSeat *before,
             const KkBodyRecord *record,
             gboolean *names,
             GError **error)
{
  KkVaultRecord stored;
  gboolean found;

  if (!kk_vault_record_find (app->vault, &before->desk, &record->id, &stored, &found, error))
    return FALSE;
  for (guint i = 0; found && i < record->ops->len && !*names; i++) {
    const KkOp *op = record->ops->pdata[i];

    if (kk_id_equal (&op->dot.log, &before->log) &&
        !is_moved (app, stored.idx, &op->dot, names, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
look_at (KkApp *app, const KkOwnSeat *before, const KkVaultBody *row, GError **error)
{
  g_autoptr (KkBody) body = kk_body_decode (row->bytes, error);
  gboolean names = FALSE;

  for (guint i = 0; body != NULL && i < body->records->len && !names; i++) {
    if (!names_moved (app, before, body->records->pdata[i], &names, error))
      return FALSE;
  }
  return body != NULL && (!names || kk_outbox_look_again (app, &before->desk, body, error));
}

gboolean
kk_incarnation_look_at_waiting (KkApp *app, const KkOwnSeat *before, GError **error)
{
  g_autoptr (GPtrArray) rows = kk_vault_body_list (app->vault, KK_BODY_READY, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const KkVaultBody *row = rows->pdata[i];

    if (kk_id_equal (&row->giver, &before->desk) && !look_at (app, before, row, error))
      return FALSE;
  }
  return rows != NULL;
}
