/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-carrier-private.h"

#include "sync/kk-git-bundle.h"
#include "sync/kk-transport-git.h"
#include "vault/kk-vault-logs.h"

static char *
get_folder (const KkApp *app)
{
  return g_build_filename (app->folder, "bundle.git", NULL);
}

void
kk_carrier_remove (KkApp *app)
{
  g_autofree char *folder = get_folder (app);

  kk_transport_git_delete_remote (folder);
}

static KkTransport *
open_folder (KkApp *app, const char *folder, GError **error)
{
  g_autofree char *mirror = g_build_filename (app->folder, "mirror.git", NULL);
  KkGitRemote remote = { .url = folder };

  return kk_transport_git_open (mirror, &remote, error);
}

KkTransport *
kk_carrier_take (KkApp *app, const char *path, GError **error)
{
  g_autofree char *folder = get_folder (app);

  kk_carrier_remove (app);
  if (!kk_bundle_unpack (path, folder, app->cancellable, error))
    return NULL;
  return open_folder (app, folder, error);
}

KkTransport *
kk_carrier_new (KkApp *app, GError **error)
{
  g_autofree char *folder = get_folder (app);

  kk_carrier_remove (app);
  if (!kk_transport_git_create_remote (folder, error))
    return NULL;
  return open_folder (app, folder, error);
}

static gboolean
add_other (KkApp *app, KkTransport *transport, const KkVaultLog *log, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = kk_vault_remote_log_find (app->vault, log->idx, log->push_no, &local);
  KkPush push = { .log = log->log };

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  /* The mirror may have been lost since: the next bundle has it again. */
  if (text == NULL || !kk_oid_parse (text, &push.commit) ||
      !kk_transport_has_tip (transport, &push.commit))
    return TRUE;
  return kk_transport_push (transport, &push, NULL, app->cancellable, error);
}

gboolean
kk_carrier_add_others (KkApp *app, KkTransport *transport, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, NULL, error);

  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (kk_app_find_seat (app, &log->seat) == NULL && log->push_no > 0 &&
        log->status == KK_LOG_OK && !add_other (app, transport, log, error))
      return FALSE;
  }
  return logs != NULL;
}

gboolean
kk_carrier_give (KkApp *app, const char *path, GError **error)
{
  g_autofree char *folder = get_folder (app);

  return kk_bundle_pack (folder, path, app->cancellable, error);
}
