/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-secret.h"
#include "crypto/kk-code.h"
#include "crypto/kk-derive.h"
#include "crypto/kk-hash.h"
#include "crypto/kk-padme.h"
#include "crypto/kk-sign.h"
#include "crypto/kk-tag-private.h"
#include "vector-file.h"

#include <string.h>

typedef void (*VectorFunc) (KkVector *vector);

static void
run_hash (KkVector *vector)
{
  g_autoptr (GBytes) message = kk_vector_bytes (vector, "message");
  const char *label = kk_vector_text (vector, "label");
  gsize size = g_bytes_get_size (message);
  const guint8 *data = g_bytes_get_data (message, NULL);
  KkHash expected, hash;

  kk_vector_fill (vector, "hash", expected.bytes, sizeof expected.bytes);
  hash = kk_hash_labelled_bytes (label, message);
  g_assert_true (kk_hash_equal (&hash, &expected));
  hash = kk_hash_labelled_pair (label, data, size / 2, data + size / 2, size - size / 2);
  g_assert_true (kk_hash_equal (&hash, &expected));
}

static void
run_keyed (KkVector *vector)
{
  g_autoptr (GBytes) message = kk_vector_bytes (vector, "message");
  KkHash expected, hash, other;
  guint8 key[32];

  kk_vector_fill (vector, "hash", expected.bytes, sizeof expected.bytes);
  kk_vector_fill (vector, "key", key, sizeof key);
  hash = kk_hash_keyed_bytes (kk_vector_text (vector, "label"), key, message);
  g_assert_true (kk_hash_equal (&hash, &expected));
  other = kk_hash_labelled_bytes (kk_vector_text (vector, "label"), message);
  g_assert_false (kk_hash_equal (&hash, &other));
}

static KkSignType
read_type (const char *name)
{
  static const char *const names[] = { "region",    "organisation", "register", "request",
                                       "statement", "manifest",     "object",   NULL };

  for (guint i = 0; names[i] != NULL; i++) {
    if (g_str_equal (names[i], name))
      return (KkSignType) i;
  }
  g_assert_not_reached ();
}

static void
run_sign (KkVector *vector)
{
  g_autoptr (GBytes) message = kk_vector_bytes (vector, "message");
  KkSignType type = read_type (kk_vector_text (vector, "type"));
  g_auto (KkSymmetricKey) seed = { 0 };
  g_auto (KkSignSecretKey) secret_key = { 0 };
  KkSignPublicKey signer, expected_signer;
  KkSignature signature, expected;
  KkHash network_id;
  gboolean is_zero;

  kk_vector_fill (vector, "writer", seed.bytes, sizeof seed.bytes);
  kk_vector_fill (vector, "signer", expected_signer.bytes, sizeof expected_signer.bytes);
  kk_vector_fill (vector, "network_id", network_id.bytes, sizeof network_id.bytes);
  kk_vector_fill (vector, "signature", expected.bytes, sizeof expected.bytes);
  kk_sign_pair_from_seed (&seed, &signer, &secret_key);
  g_assert_true (kk_sign_public_key_equal (&signer, &expected_signer));
  is_zero = kk_hash_is_zero (&network_id);
  signature = kk_sign (type, is_zero ? NULL : &network_id, message, &secret_key);
  kk_assert_cmpmem (signature.bytes, sizeof signature.bytes, expected.bytes, sizeof expected.bytes);
  for (guint other = KK_SIGN_REGION; other <= KK_SIGN_OBJECT; other++)
    g_assert_cmpint (kk_sign_verify (other, &network_id, message, &expected, &signer, NULL), ==,
                     other == type);
  network_id.bytes[31] ^= 1;
  g_assert_false (kk_sign_verify (type, &network_id, message, &expected, &signer, NULL));
}

static void
run_ids (KkVector *vector)
{
  KkSignPublicKey sign;
  KkKxPublicKey kx;
  KkNetworkSecret secret;
  KkHash network_id, commitment, expected_commitment;
  KkId desk, device, seat, log, expected;

  kk_vector_fill (vector, "sign", sign.bytes, sizeof sign.bytes);
  kk_vector_fill (vector, "kx", kx.bytes, sizeof kx.bytes);
  kk_vector_fill (vector, "desk", desk.bytes, sizeof desk.bytes);
  kk_vector_fill (vector, "secret", secret.bytes, sizeof secret.bytes);
  kk_vector_fill (vector, "network_id", network_id.bytes, sizeof network_id.bytes);
  device = kk_derive_device_id (&sign, &kx);
  kk_vector_fill (vector, "device", expected.bytes, sizeof expected.bytes);
  g_assert_true (kk_id_equal (&device, &expected));
  seat = kk_derive_seat_id (&device, &desk);
  kk_vector_fill (vector, "seat", expected.bytes, sizeof expected.bytes);
  g_assert_true (kk_id_equal (&seat, &expected));
  log = kk_derive_log_id (&network_id, &seat, kk_vector_number (vector, "incarnation"));
  kk_vector_fill (vector, "log", expected.bytes, sizeof expected.bytes);
  g_assert_true (kk_id_equal (&log, &expected));
  g_assert_cmpstr (kk_derive_fingerprint (&sign, &kx).text, ==,
                   kk_vector_text (vector, "fingerprint"));
  commitment = kk_derive_secret_commitment (&secret);
  kk_vector_fill (vector, "commitment", expected_commitment.bytes,
                  sizeof expected_commitment.bytes);
  g_assert_true (kk_hash_equal (&commitment, &expected_commitment));
}

static void
run_tag (KkVector *vector)
{
  KkKxSecretKey mine, theirs;
  KkKxPublicKey my_public, their_public;
  g_auto (KkTagKey) key = { 0 };
  g_auto (KkTagKey) other_side = { 0 };
  KkId log, seat, tag, expected;
  guint8 random[KK_TAG_RANDOM_SIZE];

  kk_vector_fill (vector, "mine", mine.bytes, sizeof mine.bytes);
  kk_vector_fill (vector, "theirs", theirs.bytes, sizeof theirs.bytes);
  kk_vector_fill (vector, "log", log.bytes, sizeof log.bytes);
  kk_vector_fill (vector, "seat", seat.bytes, sizeof seat.bytes);
  kk_vector_fill (vector, "random", random, sizeof random);
  kk_vector_fill (vector, "tag", expected.bytes, sizeof expected.bytes);
  my_public = kk_kx_secret_key_get_public (&mine);
  their_public = kk_kx_secret_key_get_public (&theirs);
  g_assert_true (kk_tag_key_init (&key, &mine, &their_public, NULL));
  g_assert_true (kk_tag_key_init (&other_side, &theirs, &my_public, NULL));
  tag = kk_tag_make_with (&key, &log, &seat, random);
  g_assert_true (kk_id_equal (&tag, &expected));
  g_assert_true (kk_tag_recognise (&other_side, &log, &seat, &tag));
  g_assert_false (kk_tag_recognise (&other_side, &seat, &log, &tag));
  for (guint i = 0; i < KK_ID_SIZE; i++) {
    KkId changed = tag;

    changed.bytes[i] ^= 1;
    g_assert_false (kk_tag_recognise (&other_side, &log, &seat, &changed));
  }
  tag = kk_tag_make (&key, &log, &seat);
  g_assert_true (kk_tag_recognise (&other_side, &log, &seat, &tag));
}

static void
run_padme (KkVector *vector)
{
  g_auto (GStrv) pairs = g_strsplit (kk_vector_text (vector, "pairs"), " ", -1);

  for (guint i = 0; pairs[i] != NULL; i++) {
    gsize size = (gsize) g_ascii_strtoull (pairs[i], NULL, 10);
    gsize padded = (gsize) g_ascii_strtoull (strchr (pairs[i], '=') + 1, NULL, 10);

    g_assert_cmpuint (kk_padme_size (size), ==, padded);
    g_assert_cmpuint (kk_padme_size (padded), ==, padded);
    g_assert_cmpuint (kk_padme_packet_size (size), ==, MAX (padded, 4096));
  }
  g_assert_cmpuint (kk_padme_packet_size ((1 << 20) + 1), ==, 0);
  g_assert_cmpuint (kk_padme_packet_size (G_MAXSIZE), ==, 0);
}

/* Every size of a packet: never smaller, at most 6.25 % more, and padding again changes nothing. */
static void
test_padme_bounds (void)
{
  for (gsize size = 1024; size <= 1 << 20; size++) {
    gsize padded = kk_padme_size (size);

    g_assert_cmpuint (padded, >=, size);
    g_assert_cmpuint ((padded - size) * 16, <=, size);
    if (padded != size)
      g_assert_cmpuint (kk_padme_size (padded), ==, padded);
  }
}

static void
run_code (KkVector *vector)
{
  const char *text = kk_vector_text (vector, "text");
  gboolean is_recovery = g_str_equal (kk_vector_text (vector, "type"), "recovery");
  g_auto (KkCode) code = { 0 };
  g_auto (KkCodeText) shown = { 0 };

  g_assert_true (kk_code_parse (is_recovery ? KK_CODE_RECOVERY : KK_CODE_SPOKEN, text, &code));
  kk_code_format (&code, &shown);
  g_assert_cmpstr (shown.text, ==, text);
  g_assert_false (kk_code_parse (is_recovery ? KK_CODE_SPOKEN : KK_CODE_RECOVERY, text, &code));
}

static const struct {
  const char *kind;
  VectorFunc run;
} kinds[] = {
  { "hash", run_hash }, { "keyed", run_keyed }, { "sign", run_sign }, { "ids", run_ids },
  { "tag", run_tag },   { "padme", run_padme }, { "code", run_code },
};

static void
test_kind (gconstpointer data)
{
  const gsize *index = data;
  g_autoptr (GPtrArray) paths = kk_vector_list (kinds[*index].kind);

  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (KkVector) vector = kk_vector_read (g_ptr_array_index (paths, i));

    g_assert_cmpstr (kk_vector_text (vector, "kind"), ==, kinds[*index].kind);
    kinds[*index].run (vector);
  }
}

int
main (int argc, char **argv)
{
  static gsize indices[G_N_ELEMENTS (kinds)];

  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_strdup_printf ("/crypto/vectors/%s", kinds[i].kind);

    indices[i] = i;
    g_test_add_data_func (path, &indices[i], test_kind);
  }
  g_test_add_func ("/crypto/padme/bounds", test_padme_bounds);
  return g_test_run ();
}
