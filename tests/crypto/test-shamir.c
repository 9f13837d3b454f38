/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-crypto-error.h"
#include "crypto/kk-shamir.h"

#include <string.h>

static const char text[] = "een geheim van tweeendertig byte";

static KkSecret *
make_secret (void)
{
  return kk_secret_new_copy (text, strlen (text));
}

static GPtrArray *
pick (const GPtrArray *shares, guint mask)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_secret_free);

  for (guint i = 0; i < shares->len; i++)
    if ((mask >> i & 1) != 0)
      g_ptr_array_insert (picked, 0, kk_secret_dup (shares->pdata[i]));
  return picked;
}

/* Every subset: enough of them give the secret, fewer do not. */
static void
check_subsets (guint needed, guint count)
{
  g_autoptr (KkSecret) secret = make_secret ();
  g_autoptr (GPtrArray) shares = kk_shamir_split (secret, needed, count, NULL);

  g_assert_cmpuint (shares->len, ==, count);
  for (guint mask = 0; mask < 1U << count; mask++) {
    g_autoptr (GPtrArray) some = pick (shares, mask);
    g_autoptr (GError) error = NULL;
    KkSecret *joined = kk_shamir_join (some, &error);

    if (some->len < 2)
      g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
    else
      g_assert_true (kk_secret_equal (joined, secret) == (some->len >= needed));
    g_clear_pointer (&joined, kk_secret_free);
  }
}

static void
test_subsets (void)
{
  check_subsets (2, 2);
  check_subsets (2, 3);
  check_subsets (3, 5);
  check_subsets (5, 5);
}

/* With one share short, every byte of the secret is as likely as every other: over many splits each value of a share
 * of one byte is seen for two different secrets. */
static void
test_says_nothing (void)
{
  gboolean seen[2][256] = { 0 };

  for (guint i = 0; i < 2; i++) {
    guint8 byte = (guint8) (i * 0xa5);
    g_autoptr (KkSecret) secret = kk_secret_new_copy (&byte, 1);

    for (guint n = 0; n < 8000; n++) {
      g_autoptr (GPtrArray) shares = kk_shamir_split (secret, 2, 2, NULL);

      seen[i][kk_secret_get_data (shares->pdata[0])[0]] = TRUE;
    }
  }
  for (guint value = 0; value < 256; value++)
    g_assert_true (seen[0][value] && seen[1][value]);
}

static void
assert_refused (GPtrArray *shares)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kk_shamir_join (shares, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
}

static void
test_refuses (void)
{
  static const guint counts[][2] = { { 0, 3 }, { 1, 3 }, { 4, 3 }, { 2, 256 } };
  g_autoptr (KkSecret) secret = make_secret ();
  g_autoptr (GPtrArray) shares = kk_shamir_split (secret, 2, 3, NULL);
  g_autoptr (GPtrArray) twice = pick (shares, 1);
  g_autoptr (GPtrArray) shorter = pick (shares, 1);
  g_autoptr (GPtrArray) no_place = pick (shares, 3);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_null (kk_shamir_split (secret, counts[i][0], counts[i][1], NULL));
  g_ptr_array_add (twice, kk_secret_dup (shares->pdata[0]));
  assert_refused (twice);
  g_ptr_array_add (shorter, kk_secret_new_copy ("abc", 3));
  assert_refused (shorter);
  kk_secret_edit_data (no_place->pdata[0])[strlen (text)] = 0;
  assert_refused (no_place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shamir/subsets", test_subsets);
  g_test_add_func ("/shamir/says-nothing", test_says_nothing);
  g_test_add_func ("/shamir/refuses", test_refuses);
  return g_test_run ();
}
