/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-app-sync.h"

#include "app/exchange/kk-remote-private.h"
#include "app/kk-settings-private.h"
#include "sync/kk-transport-git.h"

#include <glib/gi18n-lib.h>

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

/* What was given now, or else what the vault kept for this address. */
static gboolean
add_login (KkApp *app,
           const KkSyncPlan *plan,
           KkRemoteLogin *kept,
           KkGitRemote *remote,
           GError **error)
{
  remote->user = plan->user;
  remote->password = plan->password;
  if (plan->user != NULL || !g_str_has_prefix (remote->url, "https:"))
    return TRUE;
  if (!kk_remote_login_load (app, remote->url, kept, error))
    return FALSE;
  remote->user = kept->user;
  remote->password = kept->password;
  return TRUE;
}

KkTransport *
kk_remote_open (KkApp *app, const KkSyncPlan *plan, char **name, GError **error)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  const KkRemote *first = region->remotes->len > 0 ? region->remotes->pdata[0] : NULL;
  g_autofree char *mirror = g_build_filename (app->folder, "mirror.git", NULL);
  g_auto (KkRemoteLogin) kept = { 0 };
  KkGitRemote remote = { .private_key = plan->private_key };

  if (plan->remote != NULL) {
    remote.url = plan->remote;
    remote.host_key = plan->host_key;
  } else if (first != NULL) {
    remote.url = first->url;
    remote.host_key = first->has_host_key ? &first->host_key : plan->host_key;
  } else {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
                         _ ("The region does not say where its git repository is. Give the address "
                            "with --remote."));
    return NULL;
  }
  if (!add_login (app, plan, &kept, &remote, error))
    return NULL;
  *name = g_strdup (remote.url);
  return kk_transport_git_open (mirror, &remote, error);
}
