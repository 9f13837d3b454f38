/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The seats of this vault, and the keys of the network that they use. */

#include "app/kk-app-private.h"

#include "app/exchange/kk-resync-private.h"
#include "app/kk-settings-private.h"
#include "crypto/kk-derive.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* (nullable): what the vault says of that seat. */
static const KkVaultSeat *
find_stored (const GArray *stored, const KkId *seat)
{
  for (guint i = 0; i < stored->len; i++) {
    const KkVaultSeat *candidate = &g_array_index (stored, KkVaultSeat, i);

    if (kk_id_equal (&candidate->id, seat))
      return candidate;
  }
  return NULL;
}

/* A new seat begins its first log; one that is there keeps its incarnation. */
static gboolean
write_seat (KkApp *app,
            const KkSeatInfo *info,
            const KkVaultSeat *stored,
            KkOwnSeat *own,
            GError **error)
{
  KkVaultSeat seat = { .id = info->seat, .desk = info->desk->id, .active = info->active };

  seat.incarnation = stored == NULL ? 0 : stored->incarnation;
  own->seat = info->seat;
  own->desk = info->desk->id;
  own->incarnation = seat.incarnation;
  own->log = kk_derive_log_id (kk_directory_get_network_id (app->directory), &info->seat,
                               seat.incarnation);
  if (stored != NULL && stored->active == seat.active)
    return TRUE;
  return kk_vault_log_ensure (app->vault, &own->log, &own->seat, &own->desk, own->incarnation,
                              &seat.log, error) &&
         kk_vault_seat_set (app->vault, &seat, error) &&
         (stored != NULL || kk_resync_new_seat (app, info, error));
}

static gboolean
load_seats (KkApp *app, const char *slug, GArray *seats, GError **error)
{
  const GPtrArray *all = kk_directory_get_seats (app->directory);
  g_autoptr (GArray) stored = kk_vault_seat_list (app->vault, error);

  if (stored == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const KkSeatInfo *info = all->pdata[i];
    KkOwnSeat own;

    /* Another organisation may name this device, but only its own gives it a place. */
    if (!kk_id_equal (&info->device_id, &app->device) ||
        !g_str_equal (info->organisation->slug, slug))
      continue;
    if (!write_seat (app, info, find_stored (stored, &info->seat), &own, error))
      return FALSE;
    if (info->active)
      g_array_append_val (seats, own);
  }
  return TRUE;
}

gboolean
kk_app_reload_seats (KkApp *app, GError **error)
{
  g_autoptr (GArray) seats = g_array_new (FALSE, FALSE, sizeof (KkOwnSeat));
  g_autoptr (GError) failure = NULL;
  g_autofree char *slug = kk_vault_setting_dup_text (app->vault, KK_SETTING_ORGANISATION, &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (slug != NULL && !load_seats (app, slug, seats, error))
    return FALSE;
  g_clear_pointer (&app->seats, g_array_unref);
  app->seats = g_steal_pointer (&seats);
  return TRUE;
}

const KkOwnSeat *
kk_app_first_seat (KkApp *app, GError **error)
{
  if (app->seats->len > 0)
    return &g_array_index (app->seats, KkOwnSeat, 0);
  if (kk_directory_get_region (app->directory) == NULL)
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This vault is not in a region yet. Make a region, or ask to join "
                            "one with “member request”."));
  else
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This device has no active desk any more: its organisation ended or "
                            "revoked it. What is in the vault stays readable."));
  return NULL;
}

const KkOwnSeat *
kk_app_find_seat (KkApp *app, const KkId *seat)
{
  for (guint i = 0; i < app->seats->len; i++) {
    const KkOwnSeat *own = &g_array_index (app->seats, KkOwnSeat, i);

    if (kk_id_equal (&own->seat, seat))
      return own;
  }
  return NULL;
}

gboolean
kk_app_network_key (KkApp *app, guint32 epoch, KkNetworkKey *key)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  const KkRegionSecret *stated = region == NULL ? NULL : kk_region_find_secret (region, epoch);

  /* A grant may come before the region document that names its epoch (exchange §15, "Grants"). */
  return (stated == NULL || stated->state != KK_SECRET_WITHDRAWN) &&
         kk_app_withdrawn_network_key (app, epoch, key);
}

gboolean
kk_app_withdrawn_network_key (KkApp *app, guint32 epoch, KkNetworkKey *key)
{
  if (kk_directory_get_region (app->directory) == NULL ||
      !kk_vault_secret_read (app->vault, epoch, key->secret.bytes, sizeof key->secret.bytes))
    return FALSE;
  key->network_id = *kk_directory_get_network_id (app->directory);
  key->epoch = epoch;
  return TRUE;
}

gboolean
kk_app_active_network_key (KkApp *app, KkNetworkKey *key, GError **error)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  const KkRegionSecret *active = region == NULL ? NULL : kk_region_active_secret (region);

  if (active != NULL && kk_app_network_key (app, active->epoch, key))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("This vault does not have the key that the region uses now. Ask the "
                          "steward of the region for a new answer file."));
  return FALSE;
}
