/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-key-slot.h"

#include "base/kk-bytes.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hash.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (KK_KEY_WRAP_NONCE_SIZE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
G_STATIC_ASSERT (KK_KEY_WRAP_SIZE ==
                 KK_SECRET_KEY_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES);
G_STATIC_ASSERT (KK_SECRET_KEY_SIZE == crypto_kdf_KEYBYTES);

static const char slot_label[] = "KK/1 slot";
static const char derivation_context[crypto_kdf_CONTEXTBYTES + 1] = "KKvault1";

KkSecret *
kk_key_slot_secret_from_passphrase (const char *typed)
{
  char *normal;
  KkSecret *secret;

  if (typed[0] == '\0' || !g_utf8_validate (typed, -1, NULL))
    return NULL;
  /* ASCII is its own normal form, and then GLib's scratch memory never sees it. */
  if (g_str_is_ascii (typed))
    return kk_secret_new_copy (typed, strlen (typed));
  normal = g_utf8_normalize (typed, -1, G_NORMALIZE_NFC);
  secret = kk_secret_new_copy (normal, strlen (normal));
  kk_secret_wipe (normal, strlen (normal));
  g_free (normal);
  return secret;
}

KkSecret *
kk_key_slot_secret_from_code (const KkCode *code)
{
  return kk_secret_new_copy (code->characters, strlen (code->characters));
}

static GBytes *
associate (GBytes *associated)
{
  gsize size;
  const void *data = g_bytes_get_data (associated, &size);

  return kk_bytes_join (slot_label, strlen (slot_label), data, size);
}

static gboolean
derive_wrapping_key (KkSymmetricKey *key,
                     const KkKeyWrap *wrap,
                     const KkSecret *secret,
                     GError **error)
{
  return kk_argon_derive (key, kk_secret_get_data (secret), kk_secret_get_size (secret), wrap->salt,
                          &wrap->costs, error);
}

gboolean
kk_key_slot_wrap (KkKeyWrap *wrap,
                  const KkSymmetricKey *master,
                  const KkSecret *secret,
                  const KkArgonParameters *costs,
                  GBytes *associated,
                  GError **error)
{
  g_autoptr (GBytes) labelled = associate (associated);
  g_auto (KkSymmetricKey) key = { 0 };
  KkKeyWrap fresh = { .costs = *costs };

  kk_secret_init ();
  randombytes_buf (fresh.salt, sizeof fresh.salt);
  randombytes_buf (fresh.nonce, sizeof fresh.nonce);
  if (!derive_wrapping_key (&key, &fresh, secret, error))
    return FALSE;
  crypto_aead_xchacha20poly1305_ietf_encrypt (
      fresh.wrapped, NULL, master->bytes, sizeof master->bytes, g_bytes_get_data (labelled, NULL),
      g_bytes_get_size (labelled), NULL, fresh.nonce, key.bytes);
  *wrap = fresh;
  return TRUE;
}

gboolean
kk_key_slot_unwrap (const KkKeyWrap *wrap,
                    const KkSecret *secret,
                    GBytes *associated,
                    KkSymmetricKey *master,
                    GError **error)
{
  g_autoptr (GBytes) labelled = associate (associated);
  g_auto (KkSymmetricKey) key = { 0 };
  g_auto (KkSymmetricKey) opened = { 0 };

  if (!derive_wrapping_key (&key, wrap, secret, error))
    return FALSE;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
          opened.bytes, NULL, NULL, wrap->wrapped, sizeof wrap->wrapped,
          g_bytes_get_data (labelled, NULL), g_bytes_get_size (labelled), wrap->nonce,
          key.bytes) != 0) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN,
                         "this does not open the slot");
    return FALSE;
  }
  *master = opened;
  return TRUE;
}

KkHash
kk_key_slots_mac (const KkSymmetricKey *master, GBytes *file)
{
  g_auto (KkSymmetricKey) key = { 0 };

  kk_vault_key_derive (master, KK_VAULT_KEY_SLOTS, &key);
  return kk_hash_keyed_bytes ("slots", key.bytes, file);
}

gboolean
kk_key_slots_mac_verify (const KkSymmetricKey *master, GBytes *file, const KkHash *mac)
{
  KkHash expected = kk_key_slots_mac (master, file);

  return sodium_memcmp (expected.bytes, mac->bytes, KK_HASH_SIZE) == 0;
}

void
kk_vault_key_derive (const KkSymmetricKey *master, KkVaultKeyUse use, KkSymmetricKey *key)
{
  crypto_kdf_derive_from_key (key->bytes, sizeof key->bytes, (guint64) use, derivation_context,
                              master->bytes);
}
