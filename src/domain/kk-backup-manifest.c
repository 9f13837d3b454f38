/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-backup-manifest.h"
#include "base/kk-secret.h"

static void
free_count (gpointer data)
{
  KkBackupCount *count = data;

  if (count == NULL)
    return;
  g_free (count->table);
  g_free (count);
}

KkBackupCount *
kk_backup_count_new (const char *table, guint64 rows)
{
  KkBackupCount *count = g_new0 (KkBackupCount, 1);

  count->table = g_strdup (table);
  count->rows = rows;
  return count;
}

KkBackupManifest *
kk_backup_manifest_new (void)
{
  KkBackupManifest *manifest = g_new0 (KkBackupManifest, 1);

  manifest->counts = g_ptr_array_new_with_free_func (free_count);
  manifest->heads = g_array_new (FALSE, TRUE, sizeof (KkBackupHead));
  return manifest;
}

void
kk_backup_manifest_free (KkBackupManifest *manifest)
{
  if (manifest == NULL)
    return;
  g_ptr_array_unref (manifest->counts);
  g_array_unref (manifest->heads);
  kk_secret_wipe (manifest, sizeof *manifest);
  g_free (manifest);
}
