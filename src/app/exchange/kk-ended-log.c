/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-ended-log-private.h"

/* The incarnation that the seat writes now: its own for one of this device, else the newest that was read. */
static guint32
newest_incarnation (KkApp *app, const GArray *logs, const KkId *seat)
{
  const KkOwnSeat *own = kk_app_find_seat (app, seat);
  guint32 newest = own != NULL ? own->incarnation : 0;

  for (guint i = 0; own == NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (kk_id_equal (&log->seat, seat) && log->push_no > 0)
      newest = MAX (newest, log->incarnation);
  }
  return newest;
}

static gboolean
is_ended (KkApp *app, const GArray *logs, const KkVaultLog *log)
{
  const KkSeatInfo *info = kk_directory_find_seat (app->directory, &log->seat);

  return info == NULL || !info->active ||
         log->incarnation < newest_incarnation (app, logs, &log->seat);
}

GArray *
kk_ended_logs (KkApp *app, const KkId *desk, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);
  GArray *ended;

  if (logs == NULL)
    return NULL;
  ended = g_array_new (FALSE, FALSE, sizeof (KkVaultLog));
  for (guint i = 0; i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (kk_id_equal (&log->desk, desk) && is_ended (app, logs, log))
      g_array_append_vals (ended, log, 1);
  }
  return ended;
}

gboolean
kk_ended_log_is (KkApp *app, gint64 log, gboolean *ended, GError **error)
{
  g_autoptr (GArray) logs = NULL;
  KkVaultLog stored;

  if (!kk_vault_log_get (app->vault, log, &stored, error))
    return FALSE;
  logs = kk_vault_log_list (app->vault, &stored.seat, error);
  *ended = logs != NULL && is_ended (app, logs, &stored);
  return logs != NULL;
}
