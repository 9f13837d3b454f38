/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-app-sync.h"

#include "sync/kk-transport-git.h"

gboolean
kk_app_sync_create_remote (const char *path, GError **error)
{
  return kk_transport_git_create_remote (path, error);
}
