/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-unknown-field-private.h"

#include "app/exchange/kk-resync-private.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-logs.h"

gboolean
kk_unknown_field_note (KkApp *app, gint64 record, const KkOp *op, const KkId *desk, GError **error)
{
  g_autoptr (KkStoredOp) stored = NULL;
  const KkId *writer = NULL;
  gint64 log;

  if (op->field == 0 || kk_schema_field (op->field) != NULL)
    return TRUE;
  if (kk_vault_log_find (app->vault, &op->dot.log, &log))
    writer = kk_vault_log_get_desk (app->vault, log);
  if (writer == NULL || kk_id_equal (writer, desk))
    return TRUE;
  stored = kk_vault_op_get (app->vault, record, &op->dot, error);
  return stored != NULL &&
         kk_vault_op_set_flag (app->vault, stored->idx, KK_OP_FLAG_UNKNOWN, error);
}

/* (nullable), borrowed: who can send it again. Of a seat that ended, another of its desk. */
static const KkId *
find_sender (KkApp *app, const KkDot *dot)
{
  gint64 log;
  const KkId *seat = kk_vault_log_find (app->vault, &dot->log, &log)
                         ? kk_vault_log_get_seat (app->vault, log)
                         : NULL;
  const KkSeatInfo *info = seat != NULL ? kk_directory_find_seat (app->directory, seat) : NULL;
  g_autoptr (GPtrArray) active = NULL;

  if (info == NULL || info->active)
    return info != NULL ? seat : NULL;
  active = kk_directory_seats_of_desk (app->directory, &info->desk->id);
  return active->len > 0 ? &((const KkSeatInfo *) active->pdata[0])->seat : NULL;
}

static gboolean
ask_again (KkApp *app, const KkStoredOp *stored, GError **error)
{
  const KkId *sender = find_sender (app, &stored->op->dot);
  KkVaultRecord record;
  gboolean found = FALSE;

  if (!kk_vault_record_get (app->vault, stored->record, &record, &found, error))
    return FALSE;
  for (guint i = 0; found && sender != NULL && i < app->seats->len; i++) {
    const KkOwnSeat *own = &g_array_index (app->seats, KkOwnSeat, i);

    if (kk_id_equal (&own->desk, &record.desk) &&
        !kk_resync_want (app, &own->seat, sender, KK_RESYNC_PLAIN, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_unknown_fields_ask_again (KkApp *app, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);
  g_autoptr (GPtrArray) ops =
      transaction != NULL ? kk_vault_op_list_flagged (app->vault, KK_OP_FLAG_UNKNOWN, error) : NULL;

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (kk_schema_field (stored->op->field) == NULL)
      continue;
    if (!ask_again (app, stored, error) || !kk_vault_op_forget (app->vault, stored, error))
      return FALSE;
  }
  return ops != NULL && kk_vault_commit (g_steal_pointer (&transaction), error);
}
