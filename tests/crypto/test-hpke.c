/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-crypto-selftest.h"
#include "crypto/kk-hpke-private.h"
#include "vector-file.h"

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <string.h>

static GBytes *
get_bytes (JsonObject *object, const char *name)
{
  return kk_test_unhex (json_object_get_string_member_with_default (object, name, ""));
}

static void
fill (JsonObject *object, const char *name, guint8 *out, gsize size)
{
  g_autoptr (GBytes) bytes = get_bytes (object, name);

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, size);
  memcpy (out, g_bytes_get_data (bytes, NULL), size);
}

static void
assert_field (JsonObject *object, const char *name, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) expected = get_bytes (object, name);

  kk_assert_cmpmem (data, size, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

/* Later sequence numbers are computed here: the product seals one message per context. */
static void
check_encryption (const KkHpkeContext *context, JsonObject *encryption)
{
  g_autoptr (GBytes) plain = get_bytes (encryption, "pt");
  g_autoptr (GBytes) associated = get_bytes (encryption, "aad");
  gsize size = g_bytes_get_size (plain);
  g_autofree guint8 *sealed = g_malloc (size + KK_HPKE_TAG_SIZE);
  g_autofree guint8 *opened = g_malloc (size + 1);
  gint64 sequence = json_object_get_int_member (encryption, "seq");
  g_auto (KkHpkeContext) turned = *context;

  turned.is_fresh = TRUE;
  turned.nonce[11] ^= (guint8) sequence;
  turned.nonce[10] ^= (guint8) (sequence >> 8);
  assert_field (encryption, "nonce", turned.nonce, sizeof turned.nonce);
  kk_hpke_seal (&turned, g_bytes_get_data (associated, NULL), g_bytes_get_size (associated),
                g_bytes_get_data (plain, NULL), size, sealed);
  assert_field (encryption, "ct", sealed, size + KK_HPKE_TAG_SIZE);
  g_assert_true (kk_hpke_open (&turned, g_bytes_get_data (associated, NULL),
                               g_bytes_get_size (associated), sealed, size + KK_HPKE_TAG_SIZE,
                               opened, NULL));
  assert_field (encryption, "pt", opened, size);
}

static void
check_export (const KkHpkeContext *context, JsonObject *row)
{
  g_autoptr (GBytes) label = get_bytes (row, "exporter_context");
  guint8 out[32];

  kk_hpke_export (context, g_bytes_get_data (label, NULL), g_bytes_get_size (label), out,
                  sizeof out);
  assert_field (row, "exported_value", out, sizeof out);
}

static void
check_context (const KkHpkeContext *context, JsonObject *vector)
{
  JsonArray *encryptions = json_object_get_array_member (vector, "encryptions");
  JsonArray *exports = json_object_get_array_member (vector, "exports");

  assert_field (vector, "key", context->key, sizeof context->key);
  assert_field (vector, "base_nonce", context->nonce, sizeof context->nonce);
  assert_field (vector, "exporter_secret", context->exporter, sizeof context->exporter);
  for (guint i = 0; i < json_array_get_length (encryptions); i++)
    check_encryption (context, json_array_get_object_element (encryptions, i));
  for (guint i = 0; i < json_array_get_length (exports); i++)
    check_export (context, json_array_get_object_element (exports, i));
}

static void
check_vector (JsonObject *vector)
{
  g_autoptr (GBytes) info = get_bytes (vector, "info");
  g_autoptr (GBytes) psk_id = get_bytes (vector, "psk_id");
  KkNetworkSecret psk;
  KkHpkeBinding binding = { .info = g_bytes_get_data (info, NULL),
                            .info_size = g_bytes_get_size (info),
                            .psk_id = g_bytes_get_data (psk_id, NULL),
                            .psk_id_size = g_bytes_get_size (psk_id) };
  g_auto (KkHpkeContext) sender = { 0 };
  g_auto (KkHpkeContext) receiver = { 0 };
  KkKxSecretKey ephemeral, secret_key;
  KkKxPublicKey public_key;
  KkHpkeEnc enc;

  if (g_str_equal (json_object_get_string_member (vector, "mode"), "1")) {
    fill (vector, "psk", psk.bytes, sizeof psk.bytes);
    binding.psk = &psk;
  }
  fill (vector, "skEm", ephemeral.bytes, sizeof ephemeral.bytes);
  fill (vector, "skRm", secret_key.bytes, sizeof secret_key.bytes);
  fill (vector, "pkRm", public_key.bytes, sizeof public_key.bytes);
  g_assert_true (kk_hpke_send_with (&sender, &enc, &public_key, &binding, &ephemeral, NULL));
  assert_field (vector, "enc", enc.bytes, sizeof enc.bytes);
  check_context (&sender, vector);
  g_assert_true (kk_hpke_receive (&receiver, &enc, &secret_key, &binding, NULL));
  check_context (&receiver, vector);
}

static void
test_rfc_9180 (void)
{
  g_autofree char *path = kk_test_find_vectors ("hpke/rfc9180-a2.json");
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *vectors;

  if (path == NULL)
    return;
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  vectors = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "vectors");
  g_assert_cmpuint (json_array_get_length (vectors), ==, 2);
  for (guint i = 0; i < json_array_get_length (vectors); i++)
    check_vector (json_array_get_object_element (vectors, i));
}

static void
test_low_order (void)
{
  static const KkKxPublicKey zero;
  static const KkHpkeEnc zero_enc;
  KkHpkeBinding binding = { 0 };
  KkHpkeContext context = { 0 };
  KkKxPublicKey public_key;
  g_auto (KkKxSecretKey) secret_key = { 0 };
  g_autoptr (GError) error = NULL;
  KkHpkeEnc enc;

  kk_kx_pair_generate (&public_key, &secret_key);
  g_assert_false (kk_hpke_send (&context, &enc, &zero, &binding, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
  g_clear_error (&error);
  g_assert_false (kk_hpke_receive (&context, &zero_enc, &secret_key, &binding, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
}

/* A nonce is never used twice: the second message in one context is a mistake of the program. */
static void
test_seal_once (void)
{
  if (g_test_subprocess ()) {
    KkHpkeContext context = { .is_fresh = TRUE };
    guint8 out[KK_HPKE_TAG_SIZE];

    kk_hpke_seal (&context, NULL, 0, NULL, 0, out);
    kk_hpke_seal (&context, NULL, 0, NULL, 0, out);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
}

static void
test_context_is_wiped (void)
{
  KkHpkeContext context;

  memset (&context, 0xa5, sizeof context);
  kk_hpke_context_clear (&context);
  g_assert_true (sodium_is_zero ((const guint8 *) &context, sizeof context));
}

static void
test_selftest (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kk_crypto_selftest (&error));
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  g_test_add_func ("/crypto/hpke/rfc-9180", test_rfc_9180);
  g_test_add_func ("/crypto/hpke/low-order", test_low_order);
  g_test_add_func ("/crypto/hpke/seal-once", test_seal_once);
  g_test_add_func ("/crypto/hpke/context-is-wiped", test_context_is_wiped);
  g_test_add_func ("/crypto/selftest", test_selftest);
  return g_test_run ();
}
