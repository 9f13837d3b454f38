/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-backup-codec.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What decodes is written again as the same bytes, but for keys that are kept for newer versions. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (KkBackupManifest) manifest = kk_backup_manifest_decode (data, size, NULL);
  g_autoptr (KkSecret) again = NULL;

  if (manifest == NULL)
    return 0;
  again = kk_backup_manifest_encode (manifest, NULL);
  g_assert_nonnull (again);
  g_assert_cmpuint (kk_secret_get_size (again), <=, size);
  return 0;
}
