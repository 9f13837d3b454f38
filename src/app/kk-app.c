/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-private.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-slots-private.h"
#include "base/kk-bytes.h"
#include "crypto/kk-derive.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  g_clear_pointer (&app->key_slots, kk_key_slots_free);
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

static void
free_slot_info (gpointer data)
{
  KkSlotInfo *info = data;

  g_free (info->id);
  g_free (info->name);
  g_free (info->type);
  g_free (info->made_on);
  g_free (info->fingerprint);
  g_free (info);
}

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
  g_array_unref (status->recovered);
  g_free (status);
}

static const char *
get_type_word (KkKeySlotType type)
{
  static const char *const words[] = { [KK_KEY_SLOT_PASSPHRASE] = "passphrase",
                                       [KK_KEY_SLOT_RECOVERY_CODE] = "recovery",
                                       [KK_KEY_SLOT_ESCROW] = "escrow",
                                       [KK_KEY_SLOT_SECURITY_KEY] = "security-key" };

  return words[type];
}

static char *
dup_recovery_fingerprint (const KkKeySlot *slot)
{
  KkKxPublicKey recipient;

  memcpy (recipient.bytes, slot->recipient, sizeof recipient.bytes);
  return g_strdup (kk_derive_recovery_fingerprint (&recipient).text);
}

static gboolean
add_slot_info (KkApp *app, const KkKeySlot *slot, GPtrArray *infos, GError **error)
{
  g_autofree char *setting = kk_setting_slot_tested (slot->id);
  KkSlotInfo *info = g_new0 (KkSlotInfo, 1);

  g_ptr_array_add (infos, info);
  info->id = g_strdup_printf ("%08x", slot->id);
  info->name = g_strdup (slot->name);
  info->named = strcmp (slot->name, kk_slots_default_name (slot->type)) != 0;
  info->type = g_strdup (get_type_word (slot->type));
  info->made_on = g_strdup (slot->made_on);
  info->weak = !kk_slots_is_usable (slot);
  if (slot->type == KK_KEY_SLOT_ESCROW)
    info->fingerprint = dup_recovery_fingerprint (slot);
  return kk_vault_setting_get_number (app->vault, setting, 0, &info->tested, error);
}

static gboolean
fill_slots (KkApp *app, KkVaultStatus *status, GError **error)
{
  for (guint i = 0; i < app->key_slots->slots->len; i++)
    if (!add_slot_info (app, app->key_slots->slots->pdata[i], status->slots, error))
      return FALSE;
  return TRUE;
}

/* Eight bytes, little-endian, for each time. */
static gboolean
fill_recovered (KkApp *app, KkVaultStatus *status, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GBytes) times =
      kk_vault_setting_dup_bytes (app->vault, KK_SETTING_RECOVERED, &failure);
  gsize size = 0;
  const guint8 *data = times == NULL ? NULL : g_bytes_get_data (times, &size);

  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  for (gsize i = 0; i + 8 <= size; i += 8) {
    gint64 time = (gint64) kk_le64_get (data + i);

    g_array_append_val (status->recovered, time);
  }
  return TRUE;
}

KkVaultStatus *
kk_app_get_status (KkApp *app, GError **error)
{
  g_autoptr (KkVaultStatus) status = g_new0 (KkVaultStatus, 1);
  g_autofree char *cipher = kk_vault_dup_cipher_version (error);
  KkFingerprintText fingerprint = kk_derive_fingerprint (&app->sign_public, &app->kx_public);

  status->slots = g_ptr_array_new_with_free_func (free_slot_info);
  status->recovered = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (cipher == NULL || !fill_slots (app, status, error) || !fill_recovered (app, status, error))
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
