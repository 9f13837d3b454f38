/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-resync-private.h"

#include "vault/kk-vault-inbox.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

gint64
kk_app_day_number (const KkApp *app)
{
  return kk_app_now (app) / DAY_MS;
}

gint64
kk_app_live_ms (const KkApp *app)
{
  const KkRegion *region = kk_directory_get_region (app->directory);

  return region->days_to_live * DAY_MS;
}

gboolean
kk_resync_want (KkApp *app, const KkId *own, const KkId *other, KkResyncWish wish, GError **error)
{
  KkVaultResync resync;

  if (!kk_vault_resync_get (app->vault, own, other, &resync, error))
    return FALSE;
  if (resync.ask >= wish)
    return TRUE;
  resync.ask = wish;
  return kk_vault_resync_set (app->vault, &resync, error);
}

gboolean
kk_resync_owe (KkApp *app, const KkId *own, const KkId *other, KkResyncWish wish, GError **error)
{
  KkVaultResync resync;

  if (!kk_vault_resync_get (app->vault, own, other, &resync, error))
    return FALSE;
  if (resync.answer >= wish)
    return TRUE;
  resync.answer = wish;
  return kk_vault_resync_set (app->vault, &resync, error);
}

gboolean
kk_resync_check_holes (KkApp *app, gint64 log, const KkId *writer, const KkId *own, GError **error)
{
  guint64 whole;
  guint64 highest;

  if (!kk_vault_inbox_contiguous (app->vault, log, own, &whole, error) ||
      !kk_vault_inbox_highest (app->vault, log, own, &highest, error) ||
      (whole > 0 && !kk_vault_stream_set (app->vault, log, own, whole, error)))
    return FALSE;
  return highest <= whole || kk_resync_want (app, own, writer, KK_RESYNC_PLAIN, error);
}
