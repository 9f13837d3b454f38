/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The recovery key of an organisation: what is wrapped to it, and its shares on paper. A second implementation of both
 * is tests/cli/recover-by-hand.py. */

#include "crypto/kk-crypto-error.h"
#include "crypto/kk-escrow.h"
#include "crypto/kk-paper-share.h"
#include "vector-file.h"

#include <string.h>

static void
test_escrow (void)
{
  g_autoptr (GBytes) associated = g_bytes_new_static ("slot", 4);
  g_autoptr (GBytes) other = g_bytes_new_static ("slut", 4);
  g_auto (KkKxSecretKey) identity = { 0 };
  g_auto (KkKxSecretKey) stranger = { 0 };
  g_auto (KkSymmetricKey) master = { 0 };
  g_auto (KkSymmetricKey) opened = { 0 };
  g_autoptr (GError) error = NULL;
  KkKxPublicKey recipient;
  KkKxPublicKey ignored;
  KkEscrowWrap wrap;
  KkEscrowWrap again;

  kk_kx_pair_generate (&ignored, &stranger);
  kk_kx_pair_generate (&recipient, &identity);
  kk_symmetric_key_generate (&master);
  g_assert_true (kk_escrow_wrap (&wrap, &master, &recipient, associated, NULL));
  g_assert_true (kk_escrow_wrap (&again, &master, &recipient, associated, NULL));
  g_assert_cmpint (memcmp (wrap.wrapped, again.wrapped, sizeof wrap.wrapped), !=, 0);
  g_assert_true (kk_escrow_unwrap (&wrap, &identity, associated, &opened, NULL));
  kk_assert_cmpmem (opened.bytes, 32, master.bytes, 32);

  g_assert_false (kk_escrow_unwrap (&wrap, &stranger, associated, &opened, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_false (kk_escrow_unwrap (&wrap, &identity, other, &opened, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
}

/* A public key that would give every sender the same secret. */
static void
test_low_order (void)
{
  static const KkKxPublicKey low = { { 1 } };
  g_autoptr (GBytes) associated = g_bytes_new_static ("slot", 4);
  g_auto (KkSymmetricKey) master = { 0 };
  g_autoptr (GError) error = NULL;
  KkEscrowWrap wrap;

  g_assert_false (kk_escrow_wrap (&wrap, &master, &low, associated, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS);
}

static const char *
get_text (const GPtrArray *texts, guint index)
{
  return (const char *) kk_secret_get_data (texts->pdata[index]);
}

static GPtrArray *
parse_some (const GPtrArray *texts, guint mask)
{
  GPtrArray *shares = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_paper_share_free);

  for (guint i = 0; i < texts->len; i++) {
    guint line;

    if ((mask >> i & 1) != 0)
      g_ptr_array_add (shares, kk_paper_share_parse (get_text (texts, i), &line));
  }
  return shares;
}

/* Every subset of the sheets: enough of them give the key, fewer say that they are too few. */
static void
test_subsets (void)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  KkKxPublicKey recipient;
  g_autoptr (GPtrArray) texts = NULL;

  kk_kx_pair_generate (&recipient, &identity);
  texts = kk_paper_share_split (&identity, 3, 5, NULL);
  g_assert_cmpuint (texts->len, ==, 5);
  for (guint mask = 0; mask < 32; mask++) {
    g_autoptr (GPtrArray) shares = parse_some (texts, mask);
    g_auto (KkKxSecretKey) joined = { 0 };
    g_autoptr (GError) error = NULL;

    if (kk_paper_share_join (shares, &joined, &error)) {
      g_assert_cmpuint (shares->len, >=, 3);
      kk_assert_cmpmem (joined.bytes, 32, identity.bytes, 32);
    } else {
      g_assert_cmpuint (shares->len, <, 3);
      g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
    }
  }
}

/* Every character that is copied wrongly is noticed, and its line named; how it is typed does not matter. */
static void
test_typing (void)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  KkKxPublicKey recipient;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (KkPaperShare) share = NULL;
  g_autofree char *text = NULL;
  guint line;

  kk_kx_pair_generate (&recipient, &identity);
  texts = kk_paper_share_split (&identity, 2, 3, NULL);
  text = g_ascii_strdown (get_text (texts, 1), -1);
  g_strdelimit (text, "-", ' ');
  share = kk_paper_share_parse (text, &line);
  g_assert_cmpuint (share->place, ==, 2);
  g_assert_cmpuint (share->needed, ==, 2);
  for (gsize i = 0; text[i] != '\0'; i++) {
    char kept = text[i];

    if (!g_ascii_isalnum (kept))
      continue;
    text[i] = kept == '7' ? '8' : '7';
    g_assert_null (kk_paper_share_parse (text, &line));
    g_assert_cmpuint (line, ==, i / 25 + 1);
    text[i] = kept;
  }
  text[30] = '\0';
  g_assert_null (kk_paper_share_parse (text, &line));
  g_assert_cmpuint (line, ==, 0);
}

static void
test_lines_swapped (void)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  KkKxPublicKey recipient;
  g_autoptr (GPtrArray) texts = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *swapped = NULL;
  guint line;

  kk_kx_pair_generate (&recipient, &identity);
  texts = kk_paper_share_split (&identity, 2, 2, NULL);
  lines = g_strsplit (get_text (texts, 0), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, KK_PAPER_LINES);
  swapped = g_strjoin ("\n", lines[0], lines[2], lines[1], lines[3], NULL);
  g_assert_null (kk_paper_share_parse (swapped, &line));
  g_assert_cmpuint (line, ==, 2);
}

/* Sheets of two keys, one sheet twice, and a share that was made up with right checks. */
static void
test_strangers (void)
{
  g_auto (KkKxSecretKey) first = { 0 };
  g_auto (KkKxSecretKey) second = { 0 };
  g_auto (KkKxSecretKey) joined = { 0 };
  g_autoptr (GPtrArray) mine = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GPtrArray) foreign = NULL;
  g_autoptr (GError) error = NULL;
  KkKxPublicKey recipient;

  kk_kx_pair_generate (&recipient, &first);
  kk_kx_pair_generate (&recipient, &second);
  mine = kk_paper_share_split (&first, 2, 3, NULL);
  theirs = kk_paper_share_split (&second, 2, 3, NULL);
  shares = parse_some (mine, 3);
  kk_secret_edit_data (((KkPaperShare *) shares->pdata[1])->share)[5] ^= 1;
  g_assert_false (kk_paper_share_join (shares, &joined, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
  g_clear_error (&error);
  foreign = parse_some (theirs, 2);
  g_ptr_array_remove_index (shares, 1);
  g_ptr_array_add (shares, g_ptr_array_steal_index (foreign, 0));
  g_assert_false (kk_paper_share_join (shares, &joined, &error));
  g_assert_error (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN);
  g_assert_null (kk_paper_share_split (&first, 1, 3, NULL));
  g_assert_null (kk_paper_share_split (&first, 4, 3, NULL));
  g_assert_null (kk_paper_share_split (&first, 2, KK_PAPER_SHARES_MOST + 1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kk_secret_init ();
  g_test_add_func ("/recovery-key/escrow", test_escrow);
  g_test_add_func ("/recovery-key/low-order", test_low_order);
  g_test_add_func ("/recovery-key/subsets", test_subsets);
  g_test_add_func ("/recovery-key/typing", test_typing);
  g_test_add_func ("/recovery-key/lines-swapped", test_lines_swapped);
  g_test_add_func ("/recovery-key/strangers", test_strangers);
  return g_test_run ();
}
