/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hkdf-private.h"
#include "crypto/kk-hpke.h"
#include "crypto/kk-tag.h"
#include "vector-file.h"

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

typedef void (*TestFunc) (JsonObject *group, JsonObject *test);

static GBytes *
get_bytes (JsonObject *object, const char *name)
{
  return kk_test_unhex (json_object_get_string_member (object, name));
}

static const guint8 *
get_data (GBytes *bytes)
{
  return g_bytes_get_data (bytes, NULL);
}

static gboolean
is_valid (JsonObject *test)
{
  return g_str_equal (json_object_get_string_member (test, "result"), "valid");
}

static void
run_group (JsonObject *group, TestFunc run)
{
  JsonArray *tests = json_object_get_array_member (group, "tests");

  for (guint i = 0; i < json_array_get_length (tests); i++) {
    JsonObject *test = json_array_get_object_element (tests, i);

    g_test_message ("tcId %" G_GINT64_FORMAT, json_object_get_int_member (test, "tcId"));
    run (group, test);
  }
}

static void
run_file (const char *name, TestFunc run)
{
  g_autofree char *path = kk_test_find_vectors (name);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *groups;

  if (path == NULL)
    return;
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  groups = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                         "testGroups");
  g_assert_cmpuint (json_array_get_length (groups), >, 0);
  for (guint i = 0; i < json_array_get_length (groups); i++)
    run_group (json_array_get_object_element (groups, i), run);
}

/* "acceptable" means non-canonical, twisted or of low order: what gives zero has to be refused. */
static void
run_x25519 (G_GNUC_UNUSED JsonObject *group, JsonObject *test)
{
  g_autoptr (GBytes) public_key = get_bytes (test, "public");
  g_autoptr (GBytes) secret_key = get_bytes (test, "private");
  g_autoptr (GBytes) shared = get_bytes (test, "shared");
  g_auto (KkTagKey) key = { 0 };
  g_autoptr (GError) error = NULL;
  KkKxPublicKey theirs;
  KkKxSecretKey mine;
  gboolean agreed;

  memcpy (theirs.bytes, get_data (public_key), sizeof theirs.bytes);
  memcpy (mine.bytes, get_data (secret_key), sizeof mine.bytes);
  agreed = kk_tag_key_init (&key, &mine, &theirs, &error);
  kk_assert_cmpmem (key.bytes, sizeof key.bytes, get_data (shared), g_bytes_get_size (shared));
  if (sodium_is_zero (get_data (shared), sizeof key.bytes)) {
    g_assert_false (agreed);
    g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
  } else {
    g_assert_true (agreed);
  }
}

static void
run_ed25519 (JsonObject *group, JsonObject *test)
{
  g_autoptr (GBytes) public_key =
      get_bytes (json_object_get_object_member (group, "publicKey"), "pk");
  g_autoptr (GBytes) message = get_bytes (test, "msg");
  g_autoptr (GBytes) signature = get_bytes (test, "sig");
  gboolean verified;

  verified = g_bytes_get_size (signature) == crypto_sign_BYTES &&
             crypto_sign_verify_detached (get_data (signature), get_data (message),
                                          g_bytes_get_size (message), get_data (public_key)) == 0;
  g_assert_cmpint (verified, ==, is_valid (test));
}

/* @sealed: ciphertext and tag of @test in one. */
static GBytes *
join_sealed (JsonObject *test)
{
  g_autoptr (GBytes) ciphertext = get_bytes (test, "ct");
  g_autoptr (GBytes) tag = get_bytes (test, "tag");
  GByteArray *sealed = g_byte_array_new ();

  g_byte_array_append (sealed, get_data (ciphertext), (guint) g_bytes_get_size (ciphertext));
  g_byte_array_append (sealed, get_data (tag), (guint) g_bytes_get_size (tag));
  return g_byte_array_free_to_bytes (sealed);
}

static void
run_chacha20 (JsonObject *group, JsonObject *test)
{
  g_autoptr (GBytes) key = get_bytes (test, "key");
  g_autoptr (GBytes) nonce = get_bytes (test, "iv");
  g_autoptr (GBytes) associated = get_bytes (test, "aad");
  g_autoptr (GBytes) message = get_bytes (test, "msg");
  g_autoptr (GBytes) sealed = join_sealed (test);
  g_autofree guint8 *out = g_malloc (g_bytes_get_size (sealed) + 1);
  g_auto (KkHpkeContext) context = { .is_fresh = TRUE };
  gboolean opened;

  if (json_object_get_int_member (group, "ivSize") != 96)
    return; /* HPKE has no other nonces */
  memcpy (context.key, get_data (key), sizeof context.key);
  memcpy (context.nonce, get_data (nonce), sizeof context.nonce);
  opened = kk_hpke_open (&context, get_data (associated), g_bytes_get_size (associated),
                         get_data (sealed), g_bytes_get_size (sealed), out, NULL);
  g_assert_cmpint (opened, ==, is_valid (test));
  if (!opened)
    return;
  kk_assert_cmpmem (out, g_bytes_get_size (message), get_data (message),
                    g_bytes_get_size (message));
  kk_hpke_seal (&context, get_data (associated), g_bytes_get_size (associated), get_data (message),
                g_bytes_get_size (message), out);
  kk_assert_cmpmem (out, g_bytes_get_size (sealed), get_data (sealed), g_bytes_get_size (sealed));
}

static void
run_xchacha20 (JsonObject *group, JsonObject *test)
{
  g_autoptr (GBytes) key = get_bytes (test, "key");
  g_autoptr (GBytes) nonce = get_bytes (test, "iv");
  g_autoptr (GBytes) associated = get_bytes (test, "aad");
  g_autoptr (GBytes) message = get_bytes (test, "msg");
  g_autoptr (GBytes) sealed = join_sealed (test);
  g_autofree guint8 *out = g_malloc (g_bytes_get_size (sealed) + 1);
  gboolean opened;

  if (json_object_get_int_member (group, "ivSize") != 192)
    return;
  opened = crypto_aead_xchacha20poly1305_ietf_decrypt (
               out, NULL, NULL, get_data (sealed), g_bytes_get_size (sealed), get_data (associated),
               g_bytes_get_size (associated), get_data (nonce), get_data (key)) == 0;
  g_assert_cmpint (opened, ==, is_valid (test));
  if (opened)
    kk_assert_cmpmem (out, g_bytes_get_size (message), get_data (message),
                      g_bytes_get_size (message));
}

static void
run_hkdf (G_GNUC_UNUSED JsonObject *group, JsonObject *test)
{
  g_autoptr (GBytes) material = get_bytes (test, "ikm");
  g_autoptr (GBytes) salt = get_bytes (test, "salt");
  g_autoptr (GBytes) info = get_bytes (test, "info");
  g_autoptr (GBytes) expected = get_bytes (test, "okm");
  gsize size = (gsize) json_object_get_int_member (test, "size");
  KkHkdfPart material_part = { get_data (material), g_bytes_get_size (material) };
  KkHkdfPart info_part = { get_data (info), g_bytes_get_size (info) };
  g_autofree guint8 *out = g_malloc (size + 1);
  guint8 key[KK_HKDF_KEY_SIZE];

  if (!is_valid (test)) {
    g_assert_cmpuint (size, >, 255 * KK_HKDF_KEY_SIZE); /* which kk_hkdf_expand() asserts */
    return;
  }
  kk_hkdf_extract (key, get_data (salt), g_bytes_get_size (salt), &material_part, 1);
  kk_hkdf_expand (out, size, key, &info_part, 1);
  kk_assert_cmpmem (out, size, get_data (expected), g_bytes_get_size (expected));
}

static const struct {
  const char *path;
  const char *file;
  TestFunc run;
} files[] = {
  { "/crypto/wycheproof/x25519", "wycheproof/x25519_test.json", run_x25519 },
  { "/crypto/wycheproof/ed25519", "wycheproof/ed25519_test.json", run_ed25519 },
  { "/crypto/wycheproof/chacha20-poly1305", "wycheproof/chacha20_poly1305_test.json",
    run_chacha20 },
  { "/crypto/wycheproof/xchacha20-poly1305", "wycheproof/xchacha20_poly1305_test.json",
    run_xchacha20 },
  { "/crypto/wycheproof/hkdf-sha256", "wycheproof/hkdf_sha256_test.json", run_hkdf },
};

static void
test_file (gconstpointer data)
{
  const gsize *index = data;

  run_file (files[*index].file, files[*index].run);
}

int
main (int argc, char **argv)
{
  static gsize indices[G_N_ELEMENTS (files)];

  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    indices[i] = i;
    g_test_add_data_func (files[i].path, &indices[i], test_file);
  }
  return g_test_run ();
}
