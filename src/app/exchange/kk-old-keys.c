/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-old-keys-private.h"

#include "app/kk-settings-private.h"
#include "vault/kk-vault-documents.h"

#define DAY_MS  (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define KEPT_MS (120 * DAY_MS)
/* So far the clock is believed at once: a key that goes too early takes messages with it that are still on their way. */
#define LEAP_MS (31 * DAY_MS)

gboolean
kk_old_keys_now (KkApp *app, gint64 *now, GError **error)
{
  gint64 clock = kk_app_now (app);
  gint64 last;

  if (!kk_vault_setting_get_number (app->vault, KK_SETTING_STEADY_LAST, 0, &last, error) ||
      !kk_vault_setting_get_number (app->vault, KK_SETTING_STEADY_NOW, clock, now, error))
    return FALSE;
  if (last != 0 && ABS (clock - last) < DAY_MS)
    return TRUE;
  *now += last == 0 ? 0 : CLAMP (clock - last, 0, LEAP_MS);
  return kk_vault_setting_set_number (app->vault, KK_SETTING_STEADY_NOW, *now, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_STEADY_LAST, clock, error);
}

static gboolean
delete_withdrawn (KkApp *app, guint32 epoch, gint64 now, GError **error)
{
  g_autofree char *name = kk_setting_secret_withdrawn (epoch);
  gint64 since;

  if (!kk_vault_setting_get_number (app->vault, name, 0, &since, error))
    return FALSE;
  if (since == 0)
    return kk_vault_setting_set_number (app->vault, name, now, error);
  return now - since <= KEPT_MS || kk_vault_secret_delete (app->vault, epoch, error);
}

static gboolean
delete_secrets (KkApp *app, gint64 now, GError **error)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  g_autoptr (GArray) epochs = kk_vault_secret_epochs (app->vault, error);

  for (guint i = 0; region != NULL && epochs != NULL && i < epochs->len; i++) {
    guint32 epoch = g_array_index (epochs, guint32, i);
    const KkRegionSecret *stated = kk_region_find_secret (region, epoch);

    if (stated != NULL && stated->state == KK_SECRET_WITHDRAWN &&
        !delete_withdrawn (app, epoch, now, error))
      return FALSE;
  }
  return epochs != NULL;
}

gboolean
kk_old_keys_delete (KkApp *app, GError **error)
{
  gint64 now;

  return kk_old_keys_now (app, &now, error) && delete_secrets (app, now, error) &&
         kk_vault_mailbox_key_delete_retired (app->vault, now - KEPT_MS, error);
}
