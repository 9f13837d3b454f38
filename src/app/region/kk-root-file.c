/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-root-file-private.h"

#include "app/kk-app-error.h"
#include "app/vault/kk-slots-private.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-root-seal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (KK_ROOT_KEY_SIZE == KK_SIGN_SECRET_KEY_SIZE);
G_STATIC_ASSERT (KK_ROOT_SALT_SIZE == KK_ARGON_SALT_SIZE);
G_STATIC_ASSERT (KK_ROOT_NONCE_SIZE == KK_ROOT_SEAL_NONCE_SIZE);

static GBytes *
seal_keys (const KkRootKeys *keys, const KkSecret *passphrase, gboolean quick, GError **error)
{
  g_autoptr (KkRootFile) file = kk_root_file_new ();
  g_autoptr (KkSecret) plain = kk_root_keys_encode (keys, error);
  KkArgonParameters costs = quick ? KK_ARGON_FLOOR : kk_argon_calibrate ();
  KkRootSeal seal;

  if (plain == NULL)
    return NULL;
  file->ciphertext = kk_root_seal (&seal, plain, passphrase, &costs, error);
  if (file->ciphertext == NULL)
    return NULL;
  file->version = KK_ROOT_FILE_VERSION;
  file->passes = seal.costs.passes;
  file->memory_kib = seal.costs.memory_kib;
  memcpy (file->salt, seal.salt, sizeof file->salt);
  memcpy (file->nonce, seal.nonce, sizeof file->nonce);
  return kk_root_file_encode (file, error);
}

gboolean
kk_root_keys_write (const KkRootKeys *keys,
                    const char *path,
                    const KkSecret *passphrase,
                    gboolean quick,
                    GError **error)
{
  g_autoptr (KkSecret) secret = kk_slots_secret_of_passphrase (passphrase, error);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *data;

  if (secret == NULL)
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("The root key file is there already. It may hold the only copy of "
                            "other keys, so it is not replaced: choose another name."));
    return FALSE;
  }
  bytes = seal_keys (keys, secret, quick, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return g_file_set_contents_full (path, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static KkRootKeys *
open_keys (const KkRootFile *file, const KkSecret *passphrase, GError **error)
{
  g_autoptr (KkSecret) plain = NULL;
  KkRootSeal seal = { { file->passes, file->memory_kib }, { 0 }, { 0 } };

  memcpy (seal.salt, file->salt, sizeof seal.salt);
  memcpy (seal.nonce, file->nonce, sizeof seal.nonce);
  plain = kk_root_open (&seal, file->ciphertext, passphrase, error);
  if (plain == NULL)
    return NULL;
  return kk_root_keys_decode (kk_secret_get_data (plain), kk_secret_get_size (plain), error);
}

static void
explain_unreadable (const GError *unreadable, GError **error)
{
  if (g_error_matches (unreadable, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN))
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
                         _ ("The root key file stays locked: this is not its passphrase, or the "
                            "file is damaged."));
  else if (g_error_matches (unreadable, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER))
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The root key file was made by a newer version of Ketenkluis."));
  else
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This is no root key file, or it is damaged."));
}

KkRootKeys *
kk_root_keys_read (const char *path, const KkSecret *passphrase, GError **error)
{
  g_autoptr (KkSecret) secret = kk_slots_secret_of_passphrase (passphrase, error);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KkRootFile) file = NULL;
  g_autoptr (KkRootKeys) keys = NULL;
  char *data = NULL;
  gsize size = 0;

  if (secret == NULL || !g_file_get_contents (path, &data, &size, error))
    return NULL;
  bytes = g_bytes_new_take (data, size);
  file = kk_root_file_decode (bytes, &unreadable);
  if (file != NULL)
    keys = open_keys (file, secret, &unreadable);
  if (keys == NULL)
    explain_unreadable (unreadable, error);
  return g_steal_pointer (&keys);
}
