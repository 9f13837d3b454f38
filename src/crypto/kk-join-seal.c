/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-join-seal.h"

#include "base/kk-bytes.h"
#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hpke.h"
#include "crypto/kk-wiped-bytes-private.h"

#include <sodium.h>
#include <string.h>

/* docs/formats/sealed-blob.md, "Join answer" */
#define ANSWER_HEADER   (4 + KK_HPKE_ENC_SIZE)
#define ANSWER_OVERHEAD (ANSWER_HEADER + KK_HPKE_TAG_SIZE)
#define ANSWER_MOST     (16 << 20)
/* "Secrets under a spoken code" */
#define WRAP_PASSES   4
#define WRAP_MEMORY   8
#define WRAP_SALT     12
#define WRAP_NONCE    (WRAP_SALT + KK_ARGON_SALT_SIZE)
#define WRAP_HEADER   (WRAP_NONCE + crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
#define WRAP_OVERHEAD (WRAP_HEADER + crypto_aead_xchacha20poly1305_ietf_ABYTES)
#define WRAP_MOST     (64 << 10)

static const guint8 answer_magic[] = { 'K', 'K', 'J', 1 };
static const guint8 wrap_magic[] = { 'K', 'K', 'C', 1 };
static const char info_label[] = "KK/1 join";

GBytes *
kk_join_nonce_generate (void)
{
  guint8 nonce[KK_JOIN_NONCE_SIZE];

  kk_secret_init ();
  randombytes_buf (nonce, sizeof nonce);
  return g_bytes_new (nonce, sizeof nonce);
}

static gboolean
check_size (gsize size, gsize least, gsize most, GError **error)
{
  if (size >= least && size <= most)
    return TRUE;
  g_set_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIZE,
               "%" G_GSIZE_FORMAT " bytes, expected %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT, size,
               least, most);
  return FALSE;
}

static gboolean
check_nonce (GBytes *nonce, GError **error)
{
  return check_size (g_bytes_get_size (nonce), KK_JOIN_NONCE_LEAST, KK_JOIN_NONCE_MOST, error);
}

static gboolean
check_magic (const guint8 *data, const guint8 magic[4], GError **error)
{
  if (memcmp (data, magic, 4) == 0)
    return TRUE;
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OUTER,
                       "not part of a join answer, or of an unknown suite");
  return FALSE;
}

static GBytes *
join_bytes (const void *first, gsize size, GBytes *second)
{
  gsize second_size;
  const void *data = g_bytes_get_data (second, &second_size);

  return kk_bytes_join (first, size, data, second_size);
}

static KkHpkeBinding
bind_info (GBytes *info)
{
  KkHpkeBinding binding = { 0 };

  binding.info = g_bytes_get_data (info, &binding.info_size);
  return binding;
}

GBytes *
kk_join_seal (GBytes *answer, GBytes *nonce, const KkKxPublicKey *newcomer, GError **error)
{
  g_autoptr (GBytes) info = join_bytes (info_label, strlen (info_label), nonce);
  KkHpkeBinding binding = bind_info (info);
  g_auto (KkHpkeContext) context = { 0 };
  KkHpkeEnc enc;
  gsize size;
  const guint8 *data = g_bytes_get_data (answer, &size);
  guint8 *sealed;

  if (!check_nonce (nonce, error) || !check_size (size, 1, ANSWER_MOST - ANSWER_OVERHEAD, error) ||
      !kk_hpke_send (&context, &enc, newcomer, &binding, error))
    return NULL;
  sealed = g_malloc (ANSWER_OVERHEAD + size);
  memcpy (sealed, answer_magic, sizeof answer_magic);
  memcpy (sealed + sizeof answer_magic, enc.bytes, sizeof enc.bytes);
  kk_hpke_seal (&context, sealed, ANSWER_HEADER, data, size, sealed + ANSWER_HEADER);
  return g_bytes_new_take (sealed, ANSWER_OVERHEAD + size);
}

/* A key of low order in the file of another is not a mistake of the caller: it does not open. */
static gboolean
receive_answer (KkHpkeContext *context,
                const guint8 *data,
                GBytes *nonce,
                const KkKxSecretKey *newcomer,
                GError **error)
{
  g_autoptr (GBytes) info = join_bytes (info_label, strlen (info_label), nonce);
  KkHpkeBinding binding = bind_info (info);
  KkHpkeEnc enc;

  memcpy (enc.bytes, data + sizeof answer_magic, sizeof enc.bytes);
  if (kk_hpke_receive (context, &enc, newcomer, &binding, NULL))
    return TRUE;
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN,
                       "the join answer was sealed with a key of low order");
  return FALSE;
}

GBytes *
kk_join_open (GBytes *sealed, GBytes *nonce, const KkKxSecretKey *newcomer, GError **error)
{
  g_auto (KkHpkeContext) context = { 0 };
  g_autoptr (GBytes) answer = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  guint8 *plain;

  if (!check_nonce (nonce, error) || !check_size (size, ANSWER_OVERHEAD + 1, ANSWER_MOST, error) ||
      !check_magic (data, answer_magic, error) ||
      !receive_answer (&context, data, nonce, newcomer, error))
    return NULL;
  plain = g_malloc (size - ANSWER_OVERHEAD);
  answer = kk_wiped_bytes_new_take (plain, size - ANSWER_OVERHEAD);
  if (!kk_hpke_open (&context, data, ANSWER_HEADER, data + ANSWER_HEADER, size - ANSWER_HEADER,
                     plain, error))
    return NULL;
  return g_steal_pointer (&answer);
}

GBytes *
kk_join_wrap_secrets (GBytes *secrets,
                      GBytes *nonce,
                      const KkCode *code,
                      const KkArgonParameters *costs,
                      GError **error)
{
  g_auto (KkSymmetricKey) key = { 0 };
  g_autoptr (GBytes) associated = NULL;
  guint8 header[WRAP_HEADER];
  gsize size;
  const guint8 *data = g_bytes_get_data (secrets, &size);
  guint8 *wrapped;

  kk_secret_init ();
  memcpy (header, wrap_magic, sizeof wrap_magic);
  kk_le32_put (header + WRAP_PASSES, costs->passes);
  kk_le32_put (header + WRAP_MEMORY, costs->memory_kib);
  randombytes_buf (header + WRAP_SALT, sizeof header - WRAP_SALT);
  if (!check_nonce (nonce, error) || !check_size (size, 1, WRAP_MOST - WRAP_OVERHEAD, error) ||
      !kk_argon_derive (&key, code->characters, strlen (code->characters), header + WRAP_SALT,
                        costs, error))
    return NULL;
  associated = join_bytes (header, sizeof header, nonce);
  wrapped = g_malloc (WRAP_OVERHEAD + size);
  memcpy (wrapped, header, sizeof header);
  crypto_aead_xchacha20poly1305_ietf_encrypt (
      wrapped + WRAP_HEADER, NULL, data, size, g_bytes_get_data (associated, NULL),
      g_bytes_get_size (associated), NULL, header + WRAP_NONCE, key.bytes);
  return g_bytes_new_take (wrapped, WRAP_OVERHEAD + size);
}

static GBytes *
open_wrapped (const guint8 *data,
              gsize size,
              GBytes *nonce,
              const KkSymmetricKey *key,
              GError **error)
{
  g_autoptr (GBytes) associated = join_bytes (data, WRAP_HEADER, nonce);
  guint8 *plain = g_malloc (size - WRAP_OVERHEAD);
  g_autoptr (GBytes) secrets = kk_wiped_bytes_new_take (plain, size - WRAP_OVERHEAD);

  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
          plain, NULL, NULL, data + WRAP_HEADER, size - WRAP_HEADER,
          g_bytes_get_data (associated, NULL), g_bytes_get_size (associated), data + WRAP_NONCE,
          key->bytes) == 0)
    return g_steal_pointer (&secrets);
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN,
                       "the spoken code does not open the network secrets");
  return NULL;
}

GBytes *
kk_join_unwrap_secrets (GBytes *wrapped, GBytes *nonce, const KkCode *code, GError **error)
{
  g_auto (KkSymmetricKey) key = { 0 };
  KkArgonParameters costs;
  gsize size;
  const guint8 *data = g_bytes_get_data (wrapped, &size);

  if (!check_nonce (nonce, error) || !check_size (size, WRAP_OVERHEAD + 1, WRAP_MOST, error) ||
      !check_magic (data, wrap_magic, error))
    return NULL;
  costs.passes = kk_le32_get (data + WRAP_PASSES);
  costs.memory_kib = kk_le32_get (data + WRAP_MEMORY);
  if (!kk_argon_derive (&key, code->characters, strlen (code->characters), data + WRAP_SALT, &costs,
                        error))
    return NULL;
  return open_wrapped (data, size, nonce, &key, error);
}
