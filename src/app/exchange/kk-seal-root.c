/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* When the branch is rooted anew (exchange §12 "When"): every reader then fetches the whole live set again, so seldom. */

#include "app/exchange/kk-seal-private.h"
#include "app/register/kk-erasure-private.h"
#include "vault/kk-vault-settings.h"

#define DROPPED_LEAST    ((gint64) 1 << 20)
#define ERASURE_WAITS_MS (G_GINT64_CONSTANT (7) * 24 * 60 * 60 * 1000)

gboolean
kk_seal_read_history (KkSealing *sealing, KkSealHistory *history, GError **error)
{
  g_autofree char *dropped = kk_setting_dropped_bytes (&sealing->seat->log);
  g_autofree char *waits = kk_setting_erasure_waits (&sealing->seat->log);
  KkVault *vault = sealing->app->vault;
  gint64 live = 0;
  gint64 gone;

  if (!kk_vault_setting_get_number (vault, dropped, 0, &history->dropped, error) ||
      !kk_vault_setting_get_number (vault, waits, 0, &history->erasure, error) ||
      !kk_vault_packet_weigh (vault, sealing->log, KK_PACKET_ACKED, KK_PACKET_REPLACED, &gone,
                              error))
    return FALSE;
  history->dropped += gone;
  if (history->dropped > DROPPED_LEAST &&
      !kk_vault_packet_weigh (vault, sealing->log, KK_PACKET_LIVE, KK_PACKET_LIVE, &live, error))
    return FALSE;
  history->overdue = sealing->push_no > 1 && history->erasure != 0 &&
                     kk_app_now (sealing->app) - history->erasure >= ERASURE_WAITS_MS;
  history->root =
      history->overdue || (sealing->push_no > 1 && history->dropped > MAX (DROPPED_LEAST, live));
  return TRUE;
}

gboolean
kk_seal_remember_history (KkSealing *sealing, const KkSealHistory *history, GError **error)
{
  g_autofree char *dropped = kk_setting_dropped_bytes (&sealing->seat->log);
  g_autofree char *waits = kk_setting_erasure_waits (&sealing->seat->log);
  KkVault *vault = sealing->app->vault;

  return kk_vault_setting_set_number (vault, dropped, history->root ? 0 : history->dropped,
                                      error) &&
         (!history->root || kk_vault_setting_unset (vault, waits, error));
}
