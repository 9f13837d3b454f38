/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Control packets, what ages out, and what is said when something was lost (exchange §13 and §15). */

#include "app/exchange/kk-resync-private.h"
#include "app/exchange/kk-seal-private.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"

gboolean
kk_seal_control (KkSealing *sealing,
                 const KkSeatInfo *addressee,
                 const KkControl *control,
                 GError **error)
{
  g_autoptr (GBytes) bytes = kk_control_encode (control, error);
  KkSealOrder order = { .addressee = addressee, .kind = KK_STATEMENT_CONTROL, .body = bytes };
  gint64 packet;
  KkHash hash;

  order.control = control->kind;
  return bytes != NULL && kk_seal_packet (sealing, &order, &packet, &hash, error);
}

/* Nobody waits for control packets of a seat that is not there any more. */
static gboolean
expire_control (KkSealing *sealing, GError **error)
{
  g_autoptr (GPtrArray) live =
      kk_vault_packet_list (sealing->app->vault, sealing->log, NULL, KK_PACKET_LIVE, error);

  for (guint i = 0; live != NULL && i < live->len; i++) {
    const KkVaultPacket *packet = live->pdata[i];
    const KkSeatInfo *info;

    if (packet->kind != KK_STATEMENT_CONTROL)
      continue;
    info = kk_directory_find_seat (sealing->app->directory, &packet->seat);
    if ((info == NULL || !info->active) &&
        !kk_vault_packet_set_state (sealing->app->vault, packet->idx, KK_PACKET_EXPIRED, error))
      return FALSE;
  }
  return live != NULL;
}

gboolean
kk_seal_expire (KkSealing *sealing, GError **error)
{
  return kk_vault_packet_expire (sealing->app->vault, sealing->log,
                                 kk_app_now (sealing->app) - kk_app_live_ms (sealing->app),
                                 error) &&
         expire_control (sealing, error);
}

static gboolean
has_live (KkSealing *sealing, const KkId *seat, KkControlKind kind, gboolean *live, GError **error)
{
  return kk_vault_packet_has_control (sealing->app->vault, sealing->log, seat, kind, live, error);
}

/* What an older notice tells the new one tells too. */
static gboolean
replace_gaps (KkSealing *sealing, const KkId *seat, GError **error)
{
  KkVault *vault = sealing->app->vault;
  g_autoptr (GPtrArray) live =
      kk_vault_packet_list (vault, sealing->log, seat, KK_PACKET_LIVE, error);

  for (guint i = 0; live != NULL && i < live->len; i++) {
    const KkVaultPacket *packet = live->pdata[i];

    if (packet->control == KK_CONTROL_GAP &&
        !kk_vault_packet_set_state (vault, packet->idx, KK_PACKET_REPLACED, error))
      return FALSE;
  }
  return live != NULL;
}

static gboolean
seal_gap (KkSealing *sealing, const KkSeatInfo *seat, GError **error)
{
  g_autoptr (KkControl) gap = kk_control_new (KK_CONTROL_GAP);
  KkVaultAddressee addressee;

  if (!replace_gaps (sealing, &seat->seat, error) ||
      !kk_vault_addressee_get (sealing->app->vault, sealing->log, &seat->seat, &addressee, error))
    return FALSE;
  gap->sequence = addressee.next_sequence - 1;
  return kk_seal_control (sealing, seat, gap, error);
}

/* §15: whenever mark < dropped_max and no gap notice that tells of it is live. It covers the partner that was away for too
 * long and the one that was restored from a backup. */
gboolean
kk_seal_gaps (KkSealing *sealing, GError **error)
{
  g_autoptr (GArray) lost = kk_vault_addressee_list_lost (sealing->app->vault, sealing->log, error);

  for (guint i = 0; lost != NULL && i < lost->len; i++) {
    const KkSeatInfo *info =
        kk_directory_find_seat (sealing->app->directory, &g_array_index (lost, KkId, i));

    if (info != NULL && info->active && !seal_gap (sealing, info, error))
      return FALSE;
  }
  return lost != NULL;
}

/* What is asked is asked of the newest log of that seat. */
static gboolean
find_newest_log (KkSealing *sealing, const KkId *seat, gint64 *log, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (sealing->app->vault, seat, error);
  const KkVaultLog *newest = NULL;

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *one = &g_array_index (logs, KkVaultLog, i);

    if (one->push_no > 0 && (newest == NULL || one->incarnation > newest->incarnation))
      newest = one;
  }
  *log = newest != NULL ? newest->idx : 0;
  return logs != NULL;
}

static gboolean
seal_ask (KkSealing *sealing, const KkSeatInfo *seat, KkVaultResync *resync, GError **error)
{
  g_autoptr (KkControl) control = kk_control_new (KK_CONTROL_RESYNC);
  gint64 log;

  control->returns = resync->ask == KK_RESYNC_WITH_RETURNS;
  if (!find_newest_log (sealing, &seat->seat, &log, error) ||
      (log != 0 && !kk_vault_inbox_contiguous (sealing->app->vault, log, &sealing->seat->seat,
                                               &control->sequence, error)) ||
      !kk_seal_control (sealing, seat, control, error))
    return FALSE;
  resync->ask = KK_RESYNC_NONE;
  resync->asked = kk_app_day_number (sealing->app);
  return kk_vault_resync_set (sealing->app->vault, resync, error);
}

gboolean
kk_seal_resync_asks (KkSealing *sealing, GError **error)
{
  g_autoptr (GArray) list = kk_vault_resync_list (sealing->app->vault, &sealing->seat->seat, error);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    KkVaultResync *resync = &g_array_index (list, KkVaultResync, i);
    const KkSeatInfo *info = kk_directory_find_seat (sealing->app->directory, &resync->seat);
    gboolean live = FALSE;

    if (resync->ask == KK_RESYNC_NONE || info == NULL || !info->active ||
        resync->asked == kk_app_day_number (sealing->app))
      continue;
    if (!has_live (sealing, &resync->seat, KK_CONTROL_RESYNC, &live, error) ||
        (!live && !seal_ask (sealing, info, resync, error)))
      return FALSE;
  }
  return list != NULL;
}
