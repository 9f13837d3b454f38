/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-region-file-private.h"

#include "vault/kk-vault-settings.h"

static GBytes *
read_shipped (const char *name)
{
  const char *data = g_getenv ("KK_DATADIR");
  g_autofree char *path = g_build_filename (data == NULL ? KK_DATADIR : data, name, NULL);
  char *text = NULL;
  gsize size = 0;

  return g_file_get_contents (path, &text, &size, NULL) ? g_bytes_new_take (text, size) : NULL;
}

GBytes *
kk_region_file_read (KkApp *app, const char *setting, const char *name, GError **error)
{
  g_autoptr (GError) stop = NULL;
  g_autoptr (GBytes) file = kk_vault_setting_dup_bytes (app->vault, setting, &stop);

  if (stop != NULL) {
    g_propagate_error (error, g_steal_pointer (&stop));
    return NULL;
  }
  return file != NULL ? g_steal_pointer (&file) : read_shipped (name);
}

gboolean
kk_region_file_import (KkApp *app, const char *setting, GBytes *file, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);

  return transaction != NULL && kk_vault_setting_set_bytes (app->vault, setting, file, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
