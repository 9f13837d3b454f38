/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-erasure-private.h"

#include "app/exchange/kk-receive-private.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"

char *
kk_setting_erasure_waits (const KkId *log)
{
  return g_strdup_printf ("erasure-waits/%s", kk_id_text (log).text);
}

char *
kk_setting_dropped_bytes (const KkId *log)
{
  return g_strdup_printf ("dropped-bytes/%s", kk_id_text (log).text);
}

/* Where it cannot be found out, nothing may be taken for erased. */
static gboolean
find_whether_speaks_of (KkApp *app,
                        const KkVaultInboxRow *row,
                        const KkOwnSeat *seat,
                        const KkId *id,
                        gboolean *speaks,
                        GError **error)
{
  g_autoptr (KkExamined) examined = NULL;
  KkVaultLog log;

  if (!kk_vault_log_get (app->vault, row->log, &log, error))
    return FALSE;
  examined = kk_receive_examine (app, seat, &log, row->raw, error);
  *speaks = examined != NULL && examined->body != NULL && kk_body_has_record (examined->body, id);
  return examined != NULL;
}

static gboolean
forget_in_state (KkApp *app, const KkId *desk, const KkId *id, KkInboxState state, GError **error)
{
  g_autoptr (GPtrArray) rows = kk_vault_inbox_list (app->vault, state, 0, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    KkVaultInboxRow *row = rows->pdata[i];
    const KkOwnSeat *seat = kk_app_find_seat (app, &row->seat);
    gboolean speaks = FALSE;

    if (seat == NULL || row->raw == NULL || !kk_id_equal (&seat->desk, desk))
      continue;
    if (!find_whether_speaks_of (app, row, seat, id, &speaks, error))
      return FALSE;
    if (!speaks)
      continue;
    g_clear_pointer (&row->raw, g_bytes_unref);
    if (!kk_vault_inbox_update (app->vault, row, error))
      return FALSE;
  }
  return rows != NULL;
}

gboolean
kk_erasure_forget_refused (KkApp *app, const KkId *desk, const KkId *id, GError **error)
{
  return forget_in_state (app, desk, id, KK_INBOX_PARTLY, error) &&
         forget_in_state (app, desk, id, KK_INBOX_QUARANTINED, error);
}
