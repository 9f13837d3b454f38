/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-grants-private.h"

#include "app/kk-settings-private.h"
#include "crypto/kk-derive.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-documents.h"

#include <string.h>

static void
clear_granted (gpointer secret)
{
  kk_secret_wipe (secret, sizeof (KkGrantedSecret));
}

GArray *
kk_grants_collect_secrets (KkApp *app, GError **error)
{
  g_autoptr (GArray) epochs = kk_vault_secret_epochs (app->vault, error);
  GArray *secrets;

  if (epochs == NULL)
    return NULL;
  secrets = g_array_sized_new (FALSE, FALSE, sizeof (KkGrantedSecret), epochs->len);
  g_array_set_clear_func (secrets, clear_granted);
  for (guint i = 0; i < epochs->len; i++) {
    g_auto (KkNetworkKey) key = { 0 };
    KkGrantedSecret granted;

    if (!kk_app_network_key (app, g_array_index (epochs, guint32, i), &key))
      continue;
    granted.epoch = key.epoch;
    memcpy (granted.secret, key.secret.bytes, sizeof granted.secret);
    g_array_append_val (secrets, granted);
    clear_granted (&granted);
  }
  return secrets;
}

/* Giving. */

gboolean
kk_grants_begin (KkApp *app, guint32 epoch, GError **error)
{
  return kk_vault_setting_set_number (app->vault, KK_SETTING_GRANT_EPOCH, epoch, error);
}

static KkControl *
draft_grant (KkApp *app, GError **error)
{
  g_autoptr (KkControl) grant = kk_control_new (KK_CONTROL_GRANT);
  GArray *secrets = kk_grants_collect_secrets (app, error);

  if (secrets == NULL)
    return NULL;
  g_array_unref (grant->secrets);
  grant->secrets = secrets;
  g_ptr_array_unref (grant->regions);
  grant->regions = kk_directory_dup_documents (app->directory, KK_BOARD_REGION);
  return g_steal_pointer (&grant);
}

gboolean
kk_grants_note_known (KkApp *app, const KkId *device, guint32 epoch, GError **error)
{
  g_autofree char *name = kk_setting_secret_known (device);
  gint64 known;

  return kk_vault_setting_get_number (app->vault, name, 0, &known, error) &&
         (known == (gint64) epoch || kk_vault_setting_set_number (app->vault, name, epoch, error));
}

/* Of whom nothing is known yet, the oldest that is in use: whoever let it in gave it every one of those. */
static guint32
oldest_granted (const KkControl *grant)
{
  return grant->secrets->len > 0 ? g_array_index (grant->secrets, KkGrantedSecret, 0).epoch : 0;
}

/* Under the newest secret that the seat has: it may have missed every region version since, up to the one that withdrew it. */
static gboolean
seal_grant (KkSealing *sealing, const KkSeatInfo *seat, const KkControl *grant, GError **error)
{
  g_autofree char *name = kk_setting_secret_known (&seat->device_id);
  g_autoptr (GBytes) bytes = kk_control_encode (grant, error);
  g_auto (KkNetworkKey) network = { 0 };
  KkSealOrder order = { .addressee = seat, .kind = KK_STATEMENT_CONTROL, .body = bytes };
  gint64 known;
  gint64 packet;
  KkHash hash;

  if (bytes == NULL || !kk_vault_setting_get_number (sealing->app->vault, name,
                                                     oldest_granted (grant), &known, error))
    return FALSE;
  /* A secret that was deleted since leaves nothing but a new answer file. */
  if (kk_app_withdrawn_network_key (sealing->app, (guint32) known, &network))
    order.network = &network;
  order.control = grant->kind;
  return kk_seal_packet (sealing, &order, &packet, &hash, error);
}

static gboolean
seal_unless_granted (KkSealing *sealing,
                     const KkSeatInfo *seat,
                     const KkControl *grant,
                     gint64 epoch,
                     GError **error)
{
  g_autofree char *name = kk_setting_granted (&sealing->seat->log, &seat->seat);
  gint64 granted;

  if (!kk_vault_setting_get_number (sealing->app->vault, name, 0, &granted, error))
    return FALSE;
  return granted >= epoch ||
         (seal_grant (sealing, seat, grant, error) &&
          kk_vault_setting_set_number (sealing->app->vault, name, epoch, error));
}

gboolean
kk_grants_seal (KkSealing *sealing, GError **error)
{
  KkApp *app = sealing->app;
  const GPtrArray *seats = kk_directory_get_seats (app->directory);
  g_autoptr (KkControl) grant = NULL;
  gint64 epoch;

  if (!kk_vault_setting_get_number (app->vault, KK_SETTING_GRANT_EPOCH, 0, &epoch, error))
    return FALSE;
  /* A device with several seats grants from the first of them. */
  if (epoch == 0 || sealing->seat != &g_array_index (app->seats, KkOwnSeat, 0))
    return TRUE;
  grant = draft_grant (app, error);
  for (guint i = 0; grant != NULL && i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];

    if (seat->active && !kk_id_equal (&seat->device_id, &app->device) &&
        !seal_unless_granted (sealing, seat, grant, epoch, error))
      return FALSE;
  }
  return grant != NULL;
}

/* Taking. */

static gboolean
take_secret (KkApp *app, const KkGrantedSecret *granted, GError **error)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  const KkRegionSecret *stated = kk_region_find_secret (region, granted->epoch);
  g_autoptr (KkSecret) secret = NULL;
  KkNetworkSecret plain;
  KkHash commitment;

  if (stated == NULL || stated->state == KK_SECRET_WITHDRAWN)
    return TRUE;
  memcpy (plain.bytes, granted->secret, sizeof plain.bytes);
  commitment = kk_derive_secret_commitment (&plain);
  kk_secret_wipe (&plain, sizeof plain);
  if (!kk_hash_equal (&commitment, &stated->commitment))
    return TRUE;
  secret = kk_secret_new_copy (granted->secret, sizeof granted->secret);
  return kk_vault_secret_put (app->vault, granted->epoch, secret, error);
}

gboolean
kk_grants_take (KkApp *app, const KkControl *grant, GError **error)
{
  for (guint i = 0; i < grant->regions->len; i++) {
    KkAcceptVerdict verdict;

    if (!kk_directory_accept_region (app->directory, grant->regions->pdata[i], &verdict, error))
      return FALSE;
  }
  for (guint i = 0; i < grant->secrets->len; i++) {
    if (!take_secret (app, &g_array_index (grant->secrets, KkGrantedSecret, i), error))
      return FALSE;
  }
  return TRUE;
}
