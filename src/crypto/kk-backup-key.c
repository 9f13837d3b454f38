/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-backup-key.h"
#include "base/kk-secret.h"
#include "crypto/kk-hkdf-private.h"

#include <string.h>

#define LABEL "KK/1 backup"

/* A recovery code has 140 random bits, so nothing is gained by deriving slowly. */
void
kk_backup_pair_from_code (const KkCode *code, KkKxPublicKey *recipient, KkKxSecretKey *identity)
{
  KkHkdfPart material = { code->characters, strlen (code->characters) };
  KkHkdfPart info = { LABEL, strlen (LABEL) };
  guint8 extracted[KK_HKDF_KEY_SIZE];

  kk_secret_init ();
  kk_hkdf_extract (extracted, NULL, 0, &material, 1);
  kk_hkdf_expand (identity->bytes, sizeof identity->bytes, extracted, &info, 1);
  kk_secret_wipe (extracted, sizeof extracted);
  *recipient = kk_kx_secret_key_get_public (identity);
}
