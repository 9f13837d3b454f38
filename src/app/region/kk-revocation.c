/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-revocation-private.h"

#include "app/kk-app-error.h"
#include "app/region/kk-drafts-private.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

static gboolean
add_pins (KkApp *app, const KkId *seat, GArray *pins, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, seat, error);

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);
    KkPin pin = { log->log, log->push_no, log->hash };

    if (log->push_no > 0)
      g_array_append_val (pins, pin);
  }
  return logs != NULL;
}

/* @found: (out): a seat of the device is in the region. */
static gboolean
collect_pins (KkApp *app, KkRevocation *revocation, gboolean *found, GError **error)
{
  const GPtrArray *seats = kk_directory_get_seats (app->directory);

  *found = FALSE;
  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];

    if (!kk_id_equal (&seat->device_id, &revocation->device))
      continue;
    *found = TRUE;
    if (!add_pins (app, &seat->seat, revocation->pins, error))
      return FALSE;
  }
  return TRUE;
}

static const char *
find_complaint (KkApp *app, const KkId *device, const char *reason)
{
  if (kk_id_equal (device, &app->device))
    return _ ("This is the device that you work on. Another device has to revoke it.");
  if (kk_directory_is_revoked (app->directory, device))
    return _ ("This device was revoked before. Nothing was changed.");
  if (!kk_name_is_valid (reason))
    return _ ("Say why the device is revoked, in at most 256 bytes, such as “laptop stolen”. "
              "Every member can read it.");
  return NULL;
}

KkRevocation *
kk_revocation_draft (KkApp *app, const char *device, const char *reason, GError **error)
{
  g_autoptr (KkRevocation) revocation = kk_revocation_new ();
  const char *complaint = NULL;
  gboolean found = FALSE;

  if (kk_id_parse (device, &revocation->device) && !collect_pins (app, revocation, &found, error))
    return NULL;
  complaint = found ? find_complaint (app, &revocation->device, reason)
                    : _ ("There is no such device in this region. “member list” shows them.");
  if (complaint != NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, complaint);
    return NULL;
  }
  revocation->reason = g_strdup (reason);
  return g_steal_pointer (&revocation);
}
