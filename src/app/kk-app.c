/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-private.h"

#include "crypto/kk-derive.h"

#include <glib/gi18n-lib.h>

void
kk_slot_info_free (KkSlotInfo *info)
{
  g_free (info->id);
  g_free (info->name);
  g_free (info->type);
  g_free (info->made_on);
  g_free (info);
}

static KkSlotInfo *
copy_slot_info (const KkSlotInfo *info)
{
  KkSlotInfo *copy = g_new0 (KkSlotInfo, 1);

  copy->id = g_strdup (info->id);
  copy->name = g_strdup (info->name);
  copy->type = g_strdup (info->type);
  copy->made_on = g_strdup (info->made_on);
  return copy;
}

void
kk_app_close (KkApp *app)
{
  if (app == NULL)
    return;
  g_clear_pointer (&app->directory, kk_directory_free);
  g_clear_pointer (&app->vault, kk_vault_close);
  g_clear_pointer (&app->database_key, kk_secret_free);
  kk_sign_secret_key_clear (&app->sign);
  kk_kx_secret_key_clear (&app->kx);
  g_clear_pointer (&app->seats, g_array_unref);
  g_clear_pointer (&app->slots, g_ptr_array_unref);
  g_clear_object (&app->cancellable);
  g_free (app->vault_id);
  g_free (app->folder);
  kk_secret_free (g_steal_pointer (&app->guarded));
}

void
kk_app_set_progress (KkApp *app, KkAppProgress progress, gpointer data)
{
  app->progress = progress;
  app->progress_data = data;
}

void
kk_app_set_cancellable (KkApp *app, GCancellable *cancellable)
{
  g_set_object (&app->cancellable, cancellable);
}

void
kk_app_set_clock (KkApp *app, gint64 ms)
{
  app->clock = ms;
}

gint64
kk_app_now (const KkApp *app)
{
  return app->clock >= 0 ? app->clock : g_get_real_time () / 1000;
}

char *
kk_app_today (const KkApp *app)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (kk_app_now (app) / 1000);

  return g_date_time_format (now, "%Y-%m-%d");
}

void
kk_app_report_progress (KkApp *app, const char *what, guint64 done, guint64 total)
{
  if (app->progress != NULL)
    app->progress (what, done, total, app->progress_data);
}

gboolean
kk_app_check_cancelled (KkApp *app, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (app->cancellable, error);
}

/* Status. */

void
kk_vault_status_free (KkVaultStatus *status)
{
  if (status == NULL)
    return;
  g_free (status->id);
  g_free (status->cipher);
  g_ptr_array_unref (status->slots);
  g_free (status->organisation);
  g_free (status->desk);
  g_free (status->fingerprint);
  g_free (status);
}

static GPtrArray *
copy_slots (const GPtrArray *slots)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_slot_info_free);

  for (guint i = 0; i < slots->len; i++)
    g_ptr_array_add (copies, copy_slot_info (slots->pdata[i]));
  return copies;
}

KkVaultStatus *
kk_app_get_status (KkApp *app, GError **error)
{
  g_autoptr (KkVaultStatus) status = g_new0 (KkVaultStatus, 1);
  g_autofree char *cipher = kk_vault_dup_cipher_version (error);
  KkFingerprintText fingerprint = kk_derive_fingerprint (&app->sign_public, &app->kx_public);

  status->slots = copy_slots (app->slots);
  if (cipher == NULL)
    return NULL;
  status->id = g_strdup (app->vault_id);
  status->cipher = g_strdup_printf ("SQLCipher %s", cipher);
  status->fingerprint = g_strdup (fingerprint.text);
  if (app->seats->len > 0) {
    const KkOwnSeat *own = &g_array_index (app->seats, KkOwnSeat, 0);
    const KkSeatInfo *seat = kk_directory_find_seat (app->directory, &own->seat);

    status->organisation = g_strdup (seat->organisation->slug);
    status->desk = g_strdup (seat->desk->name);
  }
  return g_steal_pointer (&status);
}
