/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-sync.h"

#include "app/kk-remote-private.h"
#include "app/kk-settings-private.h"
#include "sync/kk-transport-git.h"

#include <string.h>

gboolean
kk_app_sync_create_remote (const char *path, GError **error)
{
  return kk_transport_git_create_remote (path, error);
}

void
kk_remote_login_clear (KkRemoteLogin *login)
{
  g_clear_pointer (&login->user, g_free);
  g_clear_pointer (&login->password, kk_secret_free);
}

/* The name, a zero byte, the password. */
gboolean
kk_remote_login_load (KkApp *app, const char *url, KkRemoteLogin *login, GError **error)
{
  g_autofree char *setting = kk_setting_remote_login (url);
  g_autoptr (GError) local = NULL;
  GBytes *kept = kk_vault_setting_dup_bytes (app->vault, setting, &local);
  const char *zero;
  char *text;
  gsize size;

  if (kept == NULL) {
    if (local != NULL)
      g_propagate_error (error, g_steal_pointer (&local));
    return local == NULL;
  }
  text = g_bytes_unref_to_data (kept, &size);
  zero = memchr (text, '\0', size);
  if (zero != NULL && zero + 1 < text + size) {
    login->user = g_strdup (text);
    login->password = kk_secret_new_copy (zero + 1, size - (gsize) (zero + 1 - text));
  }
  kk_secret_wipe (text, size);
  g_free (text);
  return TRUE;
}

gboolean
kk_remote_login_keep (KkApp *app, const char *url, const KkRemoteLogin *login, GError **error)
{
  g_autofree char *setting = kk_setting_remote_login (url);
  gsize user = strlen (login->user) + 1;
  gsize password = kk_secret_get_size (login->password);
  g_autoptr (KkSecret) both = kk_secret_new (user + password);
  g_autoptr (GBytes) bytes = NULL;

  memcpy (kk_secret_edit_data (both), login->user, user);
  memcpy (kk_secret_edit_data (both) + user, kk_secret_get_data (login->password), password);
  bytes = g_bytes_new_static (kk_secret_get_data (both), user + password);
  return kk_vault_setting_set_bytes (app->vault, setting, bytes, error);
}
