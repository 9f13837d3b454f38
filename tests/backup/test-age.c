/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-age-input.h"
#include "backup/kk-age-keys.h"
#include "backup/kk-age-output.h"
#include "backup/kk-backup-error.h"
#include "backup/kk-bech32.h"

#include <glib/gstdio.h>
#include <string.h>

#define TEST_WORK 4

typedef struct {
  KkKxPublicKey recipient;
  KkKxSecretKey identity;
} Pair;

static const gsize sizes[] = { 0, 1, 65535, 65536, 65537, 131072, 200000 };

static Pair
make_pair (void)
{
  Pair pair;

  kk_kx_pair_generate (&pair.recipient, &pair.identity);
  return pair;
}

static GBytes *
make_plain (gsize size)
{
  guint8 *data = g_malloc (MAX (size, 1));

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 + i / 251);
  return g_bytes_new_take (data, size);
}

static GBytes *
write_all (GOutputStream *plain_out, GOutputStream *below, GBytes *plain)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (plain_out, data, size, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (kk_age_output_finish (KK_AGE_OUTPUT (plain_out), NULL, &error));
  g_assert_true (g_output_stream_close (below, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (below));
}

static GBytes *
seal (GBytes *plain, const KkKxPublicKey *recipients, guint n_recipients)
{
  g_autoptr (GOutputStream) below = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) above =
      kk_age_output_new (below, recipients, n_recipients, NULL, &error);

  g_assert_no_error (error);
  return write_all (above, below, plain);
}

static GBytes *
open_sealed (GBytes *sealed, const KkAgeWaysIn *ways, GError **error)
{
  g_autoptr (GInputStream) below = g_memory_input_stream_new_from_bytes (sealed);
  g_autoptr (GInputStream) above = kk_age_input_new (below, ways, NULL, error);
  g_autoptr (GOutputStream) whole = g_memory_output_stream_new_resizable ();

  if (above == NULL ||
      g_output_stream_splice (whole, above, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (whole));
}

static void
test_sizes (void)
{
  Pair pairs[] = { make_pair (), make_pair () };
  KkKxPublicKey recipients[] = { pairs[0].recipient, pairs[1].recipient };
  KkAgeWaysIn second = { &pairs[1].identity, 1, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) plain = make_plain (sizes[i]);
    g_autoptr (GBytes) sealed = seal (plain, recipients, 2);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) again = open_sealed (sealed, &second, &error);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (again, plain));
  }
}

static void
test_passphrase (void)
{
  g_autoptr (KkSecret) right = kk_secret_new_copy ("vier losse woorden hier", 23);
  g_autoptr (KkSecret) wrong = kk_secret_new_copy ("vier losse woorden daar", 23);
  g_autoptr (GBytes) plain = make_plain (1000);
  g_autoptr (GOutputStream) below = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) above =
      kk_age_output_new_with_passphrase (below, right, TEST_WORK, NULL, NULL);
  g_autoptr (GBytes) sealed = write_all (above, below, plain);
  g_autoptr (GBytes) again = open_sealed (sealed, &(KkAgeWaysIn){ NULL, 0, right }, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_bytes_equal (again, plain));
  g_assert_null (open_sealed (sealed, &(KkAgeWaysIn){ NULL, 0, wrong }, &error));
  g_assert_error (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_NO_MATCH);
}

/* Whatever byte is changed and wherever it is cut, it is noticed. */
static void
test_damage (void)
{
  Pair pair = make_pair ();
  KkAgeWaysIn ways = { &pair.identity, 1, NULL };
  g_autoptr (GBytes) plain = make_plain (300);
  g_autoptr (GBytes) sealed = seal (plain, &pair.recipient, 1);
  gsize size = g_bytes_get_size (sealed);

  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
    g_autoptr (GBytes) cut = g_bytes_new_from_bytes (sealed, 0, i);
    g_autoptr (GBytes) altered = NULL;
    g_autoptr (GError) error = NULL;

    data[i] ^= 1;
    altered = g_bytes_new (data, size);
    g_assert_null (open_sealed (altered, &ways, &error));
    g_assert_true (error->domain == KK_BACKUP_ERROR);
    g_assert_null (open_sealed (cut, &ways, NULL));
  }
}

static void
test_unfinished (void)
{
  Pair pair = make_pair ();
  g_autoptr (GOutputStream) below = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) above = kk_age_output_new (below, &pair.recipient, 1, NULL, NULL);
  g_autofree guint8 *data = g_malloc0 (70000);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_output_stream_write_all (above, data, 70000, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (above, NULL, NULL));
  g_assert_true (g_output_stream_close (below, NULL, NULL));
  sealed = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (below));
  g_assert_null (open_sealed (sealed, &(KkAgeWaysIn){ &pair.identity, 1, NULL }, &error));
  g_assert_error (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_PAYLOAD);
}

static void
test_keys (void)
{
  static const char *const wrong[] = {
    "",
    "age1",
    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwx",
    "AGE1ZVKYG2LQZRAA2LNJVQEJ32NKUU0UES2S82HZRYE869XEEXVN73EQUNUJWJ",
    "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwJ",
    "bge1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
  };
  const char *known = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";
  const char *known_recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  KkKxSecretKey identity;
  KkKxPublicKey recipient;
  g_autoptr (KkSecret) text = NULL;
  g_autofree char *public_text = NULL;

  g_assert_true (kk_age_identity_from_text (&identity, known, NULL));
  text = kk_age_identity_to_text (&identity);
  g_assert_cmpstr ((const char *) kk_secret_get_data (text), ==, known);
  recipient = kk_kx_secret_key_get_public (&identity);
  public_text = kk_age_recipient_to_text (&recipient);
  g_assert_cmpstr (public_text, ==, known_recipient);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (kk_age_recipient_from_text (&recipient, wrong[i], NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/age/sizes", test_sizes);
  g_test_add_func ("/age/passphrase", test_passphrase);
  g_test_add_func ("/age/damage", test_damage);
  g_test_add_func ("/age/unfinished", test_unfinished);
  g_test_add_func ("/age/keys", test_keys);
  return g_test_run ();
}
