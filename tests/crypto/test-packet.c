/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-limits.h"
#include "base/kk-secret.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-packet-private.h"
#include "crypto/kk-padme.h"
#include "vector-file.h"

#include <string.h>

#define DONE (-1)

typedef struct {
  KkNetworkKey network;
  KkKxSecretKey addressee;
  KkKxPublicKey addressee_public;
  KkSignSecretKey writer;
  KkSignPublicKey writer_public;
  KkId tag;
  GBytes *statement;
  GBytes *packet;
} Fixture;

static void
set_up (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  memset (fixture->network.network_id.bytes, 0x17, KK_HASH_SIZE);
  fixture->network.epoch = 3;
  kk_network_secret_generate (&fixture->network.secret);
  kk_kx_pair_generate (&fixture->addressee_public, &fixture->addressee);
  kk_sign_pair_generate (&fixture->writer_public, &fixture->writer);
  fixture->tag = kk_id_random ();
  fixture->statement = g_bytes_new_static ("a statement", 11);
  fixture->packet = kk_packet_seal (fixture->statement, &fixture->network, &fixture->writer,
                                    &fixture->addressee_public, &fixture->tag, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  kk_network_key_clear (&fixture->network);
  kk_kx_secret_key_clear (&fixture->addressee);
  kk_sign_secret_key_clear (&fixture->writer);
  g_bytes_unref (fixture->statement);
  g_bytes_unref (fixture->packet);
}

/* DONE, or the code of the check that refuses. */
static int
find_stage (Fixture *fixture, GBytes *packet)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) statement = NULL;
  g_autoptr (KkSigned) opened =
      kk_packet_open (packet, &fixture->network, &fixture->addressee, 1, &error);

  if (opened != NULL)
    statement = kk_signed_verify (opened, &fixture->writer_public, &error);
  if (statement != NULL) {
    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (statement, fixture->statement));
    return DONE;
  }
  g_assert_nonnull (error);
  g_assert_cmpuint (error->domain, ==, KK_CRYPTO_ERROR);
  return error->code;
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
    { "commit", KK_CRYPTO_ERROR_COMMIT },
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
check_sealing (KkVector *vector, const KkNetworkKey *network, GBytes *packet)
{
  g_autoptr (GBytes) message = kk_vector_bytes (vector, "message");
  g_autoptr (GBytes) sealed = NULL;
  KkSymmetricKey seed;
  KkSignSecretKey writer;
  KkSignPublicKey writer_public;
  KkKxPublicKey addressee;
  KkKxSecretKey ephemeral;
  KkId tag;

  kk_vector_fill (vector, "writer", seed.bytes, sizeof seed.bytes);
  kk_vector_fill (vector, "addressee", addressee.bytes, sizeof addressee.bytes);
  kk_vector_fill (vector, "ephemeral", ephemeral.bytes, sizeof ephemeral.bytes);
  kk_vector_fill (vector, "tag", tag.bytes, sizeof tag.bytes);
  kk_sign_pair_from_seed (&seed, &writer_public, &writer);
  sealed = kk_packet_seal_with (message, network, &writer, &addressee, &tag, &ephemeral, NULL);
  g_assert_true (g_bytes_equal (sealed, packet));
}

static void
check_vector (KkVector *vector)
{
  g_autoptr (GBytes) packet = kk_vector_bytes (vector, "input");
  g_autoptr (GBytes) keys = kk_vector_bytes (vector, "keys");
  g_autoptr (KkSigned) opened = NULL;
  g_autoptr (GBytes) statement = NULL;
  g_autoptr (GError) error = NULL;
  KkKxSecretKey candidates[KK_PACKET_CANDIDATES];
  gsize n_candidates = g_bytes_get_size (keys) / sizeof candidates[0];
  KkSignPublicKey signer;
  KkNetworkKey network = { .epoch = kk_vector_number (vector, "epoch") };

  memcpy (candidates, g_bytes_get_data (keys, NULL), g_bytes_get_size (keys));
  kk_vector_fill (vector, "network_id", network.network_id.bytes, KK_HASH_SIZE);
  kk_vector_fill (vector, "secret", network.secret.bytes, sizeof network.secret.bytes);
  kk_vector_fill (vector, "signer", signer.bytes, sizeof signer.bytes);
  opened = kk_packet_open (packet, &network, candidates, (guint) n_candidates, &error);
  if (opened != NULL)
    statement = kk_signed_verify (opened, &signer, &error);
  g_assert_cmpint (error == NULL ? DONE : error->code, ==,
                   read_stage (kk_vector_text (vector, "stage")));
  if (statement != NULL) {
    g_autoptr (GBytes) message = kk_vector_bytes (vector, "message");

    g_assert_true (g_bytes_equal (statement, message));
  }
  if (kk_vector_has (vector, "ephemeral"))
    check_sealing (vector, &network, packet);
}

static void
test_vectors (void)
{
  g_autoptr (GPtrArray) paths = kk_vector_list ("packet-");

  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (KkVector) vector = kk_vector_read (g_ptr_array_index (paths, i));

    check_vector (vector);
  }
}

static void
test_round_trip (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  KkPacketHeader header;

  g_assert_cmpint (find_stage (fixture, fixture->packet), ==, DONE);
  g_assert_cmpuint (g_bytes_get_size (fixture->packet), ==, KK_PACKET_FLOOR + 104);
  g_assert_true (kk_packet_peek (fixture->packet, &header, NULL));
  g_assert_cmpuint (header.epoch, ==, 3);
  g_assert_true (kk_id_equal (&header.tag, &fixture->tag));
}

static int
expect_stage (gsize offset)
{
  if (offset < 4)
    return KK_CRYPTO_ERROR_OUTER;
  if (offset < 8)
    return KK_CRYPTO_ERROR_SECRET;
  if (offset < 24)
    return KK_CRYPTO_ERROR_OPEN; /* the tag is associated data */
  return offset < KK_PACKET_HEADER_SIZE ? KK_CRYPTO_ERROR_COMMIT : KK_CRYPTO_ERROR_OPEN;
}

static void
test_every_flip (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  gsize size;
  const guint8 *original = g_bytes_get_data (fixture->packet, &size);
  g_autofree guint8 *copy = g_memdup2 (original, size);

  for (gsize i = 0; i < size; i++) {
    g_autoptr (GBytes) changed = g_bytes_new_static (copy, size);

    copy[i] ^= (guint8) (1u << (i % 8));
    g_assert_cmpint (find_stage (fixture, changed), ==, expect_stage (i));
    copy[i] = original[i];
  }
}

static void
test_every_truncation (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  for (gsize size = 0; size < g_bytes_get_size (fixture->packet); size++) {
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (fixture->packet, 0, size);

    g_assert_cmpint (find_stage (fixture, cut), ==, KK_CRYPTO_ERROR_SIZE);
  }
}

/* The size after the largest, which padding as such would give. */
static void
test_too_large (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  gsize size = kk_padme_size (KK_LIMIT_PACKET_PLAIN + 1) + 104;
  guint8 *bytes = g_malloc0 (size);
  g_autoptr (GBytes) packet = g_bytes_new_take (bytes, size);

  memcpy (bytes, g_bytes_get_data (fixture->packet, NULL), KK_PACKET_HEADER_SIZE);
  g_assert_cmpint (find_stage (fixture, packet), ==, KK_CRYPTO_ERROR_SIZE);
}

/* Bytes behind the end: no size, or a size that is written but then does not open. */
static void
test_trailing (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  gsize size = g_bytes_get_size (fixture->packet);
  g_autofree guint8 *longer = g_malloc0 (size + 256);

  memcpy (longer, g_bytes_get_data (fixture->packet, NULL), size);
  for (gsize extra = 1; extra <= 256; extra++) {
    g_autoptr (GBytes) packet = g_bytes_new_static (longer, size + extra);

    g_assert_cmpint (find_stage (fixture, packet), ==,
                     extra == 256 ? KK_CRYPTO_ERROR_OPEN : KK_CRYPTO_ERROR_SIZE);
  }
}

static void
test_wrong_network (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  KkNetworkKey right = fixture->network;

  fixture->network.network_id.bytes[0] ^= 1;
  g_assert_cmpint (find_stage (fixture, fixture->packet), ==, KK_CRYPTO_ERROR_COMMIT);
  fixture->network = right;
  fixture->network.secret.bytes[31] ^= 0x80;
  g_assert_cmpint (find_stage (fixture, fixture->packet), ==, KK_CRYPTO_ERROR_COMMIT);
  fixture->network = right;
  fixture->network.epoch++;
  g_assert_cmpint (find_stage (fixture, fixture->packet), ==, KK_CRYPTO_ERROR_SECRET);
  fixture->network = right;
  fixture->writer_public.bytes[0] ^= 1;
  g_assert_cmpint (find_stage (fixture, fixture->packet), ==, KK_CRYPTO_ERROR_SIGNATURE);
}

static void
test_candidates (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  KkKxSecretKey keys[KK_PACKET_CANDIDATES];
  KkKxPublicKey unused;

  for (guint right = 0; right < KK_PACKET_CANDIDATES; right++) {
    g_autoptr (KkSigned) opened = NULL;

    for (guint i = 0; i < KK_PACKET_CANDIDATES; i++)
      kk_kx_pair_generate (&unused, &keys[i]);
    keys[right] = fixture->addressee;
    opened = kk_packet_open (fixture->packet, &fixture->network, keys, KK_PACKET_CANDIDATES, NULL);
    g_assert_nonnull (opened);
    g_assert_null (kk_packet_open (fixture->packet, &fixture->network, keys, right, NULL));
  }
}

/* The message stays valid when what it was opened from is gone. */
static void
test_lifetime (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GBytes) statement = NULL;
  KkSigned *opened =
      kk_packet_open (fixture->packet, &fixture->network, &fixture->addressee, 1, NULL);

  statement = kk_signed_verify (opened, &fixture->writer_public, NULL);
  kk_signed_free (opened);
  g_assert_true (g_bytes_equal (statement, fixture->statement));
}

static void
check_size (Fixture *fixture, gsize size, gsize expected)
{
  g_autoptr (GBytes) packet = NULL;
  g_autoptr (GError) error = NULL;

  g_bytes_unref (fixture->statement);
  fixture->statement = g_bytes_new_take (g_malloc0 (size + 1), size);
  packet = kk_packet_seal (fixture->statement, &fixture->network, &fixture->writer,
                           &fixture->addressee_public, &fixture->tag, &error);
  if (expected == 0) {
    g_assert_null (packet);
    g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_SIZE);
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (packet), ==, expected);
  g_assert_cmpint (find_stage (fixture, packet), ==, DONE);
}

static void
test_sizes (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  gsize most = kk_packet_get_largest_statement ();

  check_size (fixture, 0, 0);
  check_size (fixture, 1, 4200);
  check_size (fixture, 4096 - 68, 4200);
  check_size (fixture, 4096 - 67, 4352 + 104);
  check_size (fixture, most, KK_LIMIT_PACKET);
  check_size (fixture, most + 1, 0);
  check_size (fixture, KK_LIMIT_MANIFEST + 1, 0);
}

static void
test_low_order_addressee (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  static const KkKxPublicKey zero;
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_packet_seal (fixture->statement, &fixture->network, &fixture->writer, &zero,
                                 &fixture->tag, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
}

/* Sealing is random: the same statement twice has nothing in common but its public fields. */
static void
test_fresh (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GBytes) again =
      kk_packet_seal (fixture->statement, &fixture->network, &fixture->writer,
                      &fixture->addressee_public, &fixture->tag, NULL);
  KkPacketHeader one, two;
  KkHash hash_one = kk_packet_hash (fixture->packet);
  KkHash hash_two = kk_packet_hash (again);

  g_assert_true (kk_packet_peek (fixture->packet, &one, NULL));
  g_assert_true (kk_packet_peek (again, &two, NULL));
  g_assert_cmpint (memcmp (&one.enc, &two.enc, sizeof one.enc), !=, 0);
  g_assert_false (kk_hash_equal (&one.commit, &two.commit));
  g_assert_false (kk_hash_equal (&hash_one, &hash_two));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/crypto/packet/round-trip", test_round_trip },
    { "/crypto/packet/every-flip", test_every_flip },
    { "/crypto/packet/every-truncation", test_every_truncation },
    { "/crypto/packet/too-large", test_too_large },
    { "/crypto/packet/trailing", test_trailing },
    { "/crypto/packet/wrong-network", test_wrong_network },
    { "/crypto/packet/candidates", test_candidates },
    { "/crypto/packet/lifetime", test_lifetime },
    { "/crypto/packet/sizes", test_sizes },
    { "/crypto/packet/low-order-addressee", test_low_order_addressee },
    { "/crypto/packet/fresh", test_fresh },
  };

  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  g_test_add_func ("/crypto/packet/vectors", test_vectors);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
