/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-resync-private.h"

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

/* What the law does not let its writer send any more a colleague may have read in time. */
gboolean
kk_resync_want_lost (KkApp *app, const KkId *own, const KkId *writer, GError **error)
{
  const KkSeatInfo *info = kk_directory_find_seat (app->directory, own);
  const KkSeatInfo *other = kk_directory_find_seat (app->directory, writer);
  g_autoptr (GPtrArray) siblings = NULL;

  if (!kk_resync_want (app, own, writer, KK_RESYNC_PLAIN, error))
    return FALSE;
  if (info == NULL || other == NULL || kk_id_equal (&info->desk->id, &other->desk->id))
    return TRUE;
  siblings = kk_directory_seats_of_desk (app->directory, &info->desk->id);
  for (guint i = 0; i < siblings->len; i++) {
    const KkSeatInfo *sibling = siblings->pdata[i];

    if (!kk_id_equal (&sibling->seat, own) &&
        !kk_resync_want (app, own, &sibling->seat, KK_RESYNC_PLAIN, error))
      return FALSE;
  }
  return TRUE;
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
  gboolean unread;

  if (!kk_vault_inbox_contiguous (app->vault, log, own, &whole, error) ||
      !kk_vault_inbox_highest (app->vault, log, own, &highest, error) ||
      (whole > 0 && !kk_vault_stream_set (app->vault, log, own, whole, error)))
    return FALSE;
  if (highest <= whole)
    return TRUE;
  return kk_vault_inbox_has_unread (app->vault, log, own, &unread, error) &&
         (unread || kk_resync_want_lost (app, own, writer, error));
}

/* Whether the desk had seats before this one, and none of them is active any more. */
static gboolean
is_left_alone (KkApp *app, const KkSeatInfo *seat)
{
  const GPtrArray *seats = kk_directory_get_seats (app->directory);
  gboolean before = FALSE;

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *other = seats->pdata[i];

    if (!kk_id_equal (&other->desk->id, &seat->desk->id) || kk_id_equal (&other->seat, &seat->seat))
      continue;
    if (other->active)
      return FALSE;
    before = TRUE;
  }
  return before;
}

gboolean
kk_resync_new_seat (KkApp *app, const KkSeatInfo *seat, GError **error)
{
  const GPtrArray *seats = kk_directory_get_seats (app->directory);

  if (!seat->active || !is_left_alone (app, seat))
    return TRUE;
  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *other = seats->pdata[i];

    if (other->active && !kk_id_equal (&other->desk->id, &seat->desk->id) &&
        !kk_resync_want (app, &seat->seat, &other->seat, KK_RESYNC_PLAIN, error))
      return FALSE;
  }
  return TRUE;
}
