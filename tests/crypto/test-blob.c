/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-limits.h"
#include "base/kk-secret.h"
#include "crypto/kk-blob-private.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hash.h"
#include "vector-file.h"

#include <string.h>

#define DONE (-1)

static KkNetworkKey network;
static KkId log_id;
static KkSignSecretKey writer;
static KkSignPublicKey writer_public;

static void
set_keys (void)
{
  memset (network.network_id.bytes, 0x29, KK_HASH_SIZE);
  network.epoch = 11;
  kk_network_secret_generate (&network.secret);
  kk_sign_pair_generate (&writer_public, &writer);
  log_id = kk_id_random ();
}

static GBytes *
seal_kind (KkBlobKind kind, GBytes *message, GError **error)
{
  return kind == KK_BLOB_MANIFEST ? kk_manifest_seal (message, &network, &log_id, &writer, error)
                                  : kk_board_seal (message, &network, &log_id, error);
}

/* (nullable): the message, with @stage DONE; else @stage is the code of the check that refuses. */
static GBytes *
open_kind (KkBlobKind kind, GBytes *blob, int *stage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkSigned) opened = NULL;
  GBytes *message = NULL;

  if (kind == KK_BLOB_BOARD)
    message = kk_board_open (blob, &network, &log_id, &error);
  else
    opened = kk_manifest_open (blob, &network, &log_id, &error);
  if (opened != NULL)
    message = kk_signed_verify (opened, &writer_public, &error);
  g_assert_true ((message == NULL) == (error != NULL));
  *stage = error == NULL ? DONE : error->code;
  return message;
}

static int
find_stage (KkBlobKind kind, GBytes *blob)
{
  int stage;

  g_bytes_unref (open_kind (kind, blob, &stage));
  return stage;
}

static int
read_stage (const char *name)
{
  static const struct {
    const char *name;
    int code;
  } stages[] = {
    { "done", DONE },
    { "size", KK_CRYPTO_ERROR_SIZE },
    { "outer", KK_CRYPTO_ERROR_OUTER },
    { "secret", KK_CRYPTO_ERROR_SECRET },
    { "open", KK_CRYPTO_ERROR_OPEN },
    { "padding", KK_CRYPTO_ERROR_PADDING },
    { "signature", KK_CRYPTO_ERROR_SIGNATURE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++) {
    if (g_str_equal (stages[i].name, name))
      return stages[i].code;
  }
  g_error ("unknown stage '%s'", name);
}

static void
check_sealing (KkVector *vector, GBytes *message, GBytes *blob)
{
  g_autoptr (GBytes) sealed = NULL;
  guint8 nonce[KK_BLOB_NONCE_SIZE];
  gboolean is_signed = kk_vector_has (vector, "writer");
  KkSymmetricKey seed;
  KkSignPublicKey unused;

  kk_vector_fill (vector, "nonce", nonce, sizeof nonce);
  if (is_signed) {
    kk_vector_fill (vector, "writer", seed.bytes, sizeof seed.bytes);
    kk_sign_pair_from_seed (&seed, &unused, &writer);
  }
  sealed = kk_blob_seal_with (message, &network, &log_id, is_signed ? &writer : NULL, nonce, NULL);
  g_assert_true (g_bytes_equal (sealed, blob));
}

static void
check_vector (KkVector *vector)
{
  g_autoptr (GBytes) blob = kk_vector_bytes (vector, "input");
  g_autoptr (GBytes) message = NULL;
  KkBlobKind kind =
      g_str_equal (kk_vector_text (vector, "kind"), "board") ? KK_BLOB_BOARD : KK_BLOB_MANIFEST;
  int stage;

  network.epoch = kk_vector_number (vector, "epoch");
  kk_vector_fill (vector, "network_id", network.network_id.bytes, KK_HASH_SIZE);
  kk_vector_fill (vector, "secret", network.secret.bytes, sizeof network.secret.bytes);
  kk_vector_fill (vector, "log", log_id.bytes, sizeof log_id.bytes);
  if (kind == KK_BLOB_MANIFEST)
    kk_vector_fill (vector, "signer", writer_public.bytes, sizeof writer_public.bytes);
  message = open_kind (kind, blob, &stage);
  g_assert_cmpint (stage, ==, read_stage (kk_vector_text (vector, "stage")));
  if (stage == DONE) {
    g_autoptr (GBytes) expected = kk_vector_bytes (vector, "message");

    g_assert_true (g_bytes_equal (message, expected));
    check_sealing (vector, message, blob);
  }
}

static void
test_vectors (gconstpointer prefix)
{
  g_autoptr (GPtrArray) paths = kk_vector_list (prefix);

  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (KkVector) vector = kk_vector_read (g_ptr_array_index (paths, i));

    check_vector (vector);
  }
}

static int
expect_stage (gsize offset)
{
  if (offset < 4)
    return KK_CRYPTO_ERROR_OUTER;
  return offset < 8 ? KK_CRYPTO_ERROR_SECRET : KK_CRYPTO_ERROR_OPEN;
}

static void
check_every_change (KkBlobKind kind)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("a message", 9);
  g_autoptr (GBytes) blob = seal_kind (kind, message, NULL);
  gsize size;
  const guint8 *original = g_bytes_get_data (blob, &size);
  g_autofree guint8 *copy = g_memdup2 (original, size);

  g_assert_cmpuint (size, ==, 304);
  g_assert_cmpint (find_stage (kind, blob), ==, DONE);
  for (gsize i = 0; i < size; i++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (blob, 0, i);

    g_assert_cmpint (find_stage (kind, cut), ==, KK_CRYPTO_ERROR_SIZE);
    for (guint bit = 0; bit < 8; bit++) {
      g_autoptr (GBytes) changed = g_bytes_new_static (copy, size);

      copy[i] = original[i] ^ (guint8) (1u << bit);
      g_assert_cmpint (find_stage (kind, changed), ==, expect_stage (i));
    }
    copy[i] = original[i];
  }
}

static void
test_every_change (void)
{
  set_keys ();
  check_every_change (KK_BLOB_MANIFEST);
  check_every_change (KK_BLOB_BOARD);
}

static void
check_size (KkBlobKind kind, gsize size, gsize expected)
{
  g_autoptr (GBytes) message = g_bytes_new_take (g_malloc0 (size + 1), size);
  g_autoptr (GBytes) opened = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) blob = seal_kind (kind, message, &error);
  int stage;

  if (expected == 0) {
    g_assert_null (blob);
    g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIZE);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (blob), ==, expected);
  opened = open_kind (kind, blob, &stage);
  g_assert_cmpint (stage, ==, DONE);
  g_assert_true (g_bytes_equal (opened, message));
}

static void
test_sizes (void)
{
  gsize most = KK_LIMIT_MANIFEST - 256;

  set_keys ();
  check_size (KK_BLOB_BOARD, 0, 0);
  check_size (KK_BLOB_BOARD, 252, 256 + 48);
  check_size (KK_BLOB_BOARD, 253, 512 + 48);
  check_size (KK_BLOB_BOARD, most - 4, most + 48);
  check_size (KK_BLOB_BOARD, most - 3, 0);
  check_size (KK_BLOB_MANIFEST, 0, 0);
  check_size (KK_BLOB_MANIFEST, 188, 256 + 48);
  check_size (KK_BLOB_MANIFEST, 189, 512 + 48);
  check_size (KK_BLOB_MANIFEST, most - 68, most + 48);
  check_size (KK_BLOB_MANIFEST, most - 67, 0);
}

static void
test_wrong_keys (void)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("a message", 9);
  g_autoptr (GBytes) blob = NULL;
  KkNetworkKey right;
  guint32 epoch;

  set_keys ();
  right = network;
  blob = seal_kind (KK_BLOB_MANIFEST, message, NULL);
  g_assert_true (kk_blob_peek (blob, KK_BLOB_MANIFEST, &epoch, NULL));
  g_assert_cmpuint (epoch, ==, 11);
  g_assert_false (kk_blob_peek (blob, KK_BLOB_BOARD, &epoch, NULL));
  network.epoch = 12;
  g_assert_cmpint (find_stage (KK_BLOB_MANIFEST, blob), ==, KK_CRYPTO_ERROR_SECRET);
  network = right;
  network.secret.bytes[0] ^= 1;
  g_assert_cmpint (find_stage (KK_BLOB_MANIFEST, blob), ==, KK_CRYPTO_ERROR_OPEN);
  network = right;
  network.network_id.bytes[0] ^= 1; /* only the signature names the network */
  g_assert_cmpint (find_stage (KK_BLOB_MANIFEST, blob), ==, KK_CRYPTO_ERROR_SIGNATURE);
  network = right;
  log_id.bytes[15] ^= 1;
  g_assert_cmpint (find_stage (KK_BLOB_MANIFEST, blob), ==, KK_CRYPTO_ERROR_OPEN);
}

static void
test_manifest_hash (void)
{
  g_autoptr (GBytes) message = g_bytes_new_static ("a message", 9);
  KkHash hash = kk_manifest_hash (message);
  KkHash expected = kk_hash_labelled ("manifest", "a message", 9);

  g_assert_true (kk_hash_equal (&hash, &expected));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  g_test_add_data_func ("/crypto/manifest/vectors", "manifest-", test_vectors);
  g_test_add_data_func ("/crypto/board/vectors", "board-", test_vectors);
  g_test_add_func ("/crypto/blob/every-change", test_every_change);
  g_test_add_func ("/crypto/blob/sizes", test_sizes);
  g_test_add_func ("/crypto/blob/wrong-keys", test_wrong_keys);
  g_test_add_func ("/crypto/manifest/hash", test_manifest_hash);
  return g_test_run ();
}
