/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The backup layer as a filter, so that interop.py can set it against age, minisign and packages of npm:
 *   seal RECIPIENT | open IDENTITY | seal-phrase TEXT | open-phrase TEXT | sign SEED | verify SEED MINISIG | key SEED
 *   split SECRET NEEDED COUNT | join SHARE...
 * All of these are throw-away keys of a test, which is why they may stand on a command line. */

#include "backup/kk-age-input.h"
#include "backup/kk-age-keys.h"
#include "backup/kk-age-output.h"
#include "backup/kk-minisign.h"
#include "base/kk-bytes.h"
#include "crypto/kk-shamir.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEST_WORK 10

static int
fail (GError *error)
{
  g_printerr ("%s\n", error->message);
  g_error_free (error);
  return 1;
}

static int
copy (GInputStream *in, GOutputStream *out)
{
  GError *error = NULL;

  if (in == NULL || out == NULL ||
      g_output_stream_splice (out, in, G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error) < 0 ||
      (KK_IS_AGE_OUTPUT (out) && !kk_age_output_finish (KK_AGE_OUTPUT (out), NULL, &error)))
    return error == NULL ? 1 : fail (error);
  return 0;
}

static int
run_age (const char *command, const char *key, GInputStream *in, GOutputStream *out)
{
  g_autoptr (KkSecret) phrase = kk_secret_new_copy (key, strlen (key));
  g_autoptr (GInputStream) opened = NULL;
  g_autoptr (GOutputStream) sealed = NULL;
  KkKxPublicKey recipient;
  KkKxSecretKey identity;

  if (g_str_equal (command, "seal") && kk_age_recipient_from_text (&recipient, key, NULL))
    sealed = kk_age_output_new (out, &recipient, 1, NULL, NULL);
  else if (g_str_equal (command, "seal-phrase"))
    sealed = kk_age_output_new_with_passphrase (out, phrase, TEST_WORK, NULL, NULL);
  if (sealed != NULL)
    return copy (in, sealed);
  if (g_str_equal (command, "open") && kk_age_identity_from_text (&identity, key, NULL))
    opened = kk_age_input_new (in, &(KkAgeWaysIn){ &identity, 1, NULL }, NULL, NULL);
  else if (g_str_equal (command, "open-phrase"))
    opened = kk_age_input_new (in, &(KkAgeWaysIn){ NULL, 0, phrase }, NULL, NULL);
  return copy (opened, out);
}

static void
hash_input (GInputStream *in, KkFileHash *hash)
{
  g_autoptr (KkFileHasher) hasher = kk_file_hasher_new ();
  guint8 part[4096];
  gssize got;

  while ((got = g_input_stream_read (in, part, sizeof part, NULL, NULL)) > 0)
    kk_file_hasher_update (hasher, part, (gsize) got);
  kk_file_hasher_finish (hasher, hash);
}

static int
verify (const KkFileHash *hash, const KkSignPublicKey *key, const char *path)
{
  g_autofree char *text = NULL;
  g_autofree char *comment = NULL;
  GError *error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    return fail (error);
  comment = kk_minisign_verify (text, hash, key, &error);
  if (comment == NULL)
    return fail (error);
  g_print ("%s\n", comment);
  return 0;
}

static int
run_minisign (int argc, char **argv, GInputStream *in)
{
  KkSymmetricKey seed;
  KkSignPublicKey key;
  KkSignSecretKey signer;
  KkFileHash hash;
  g_autofree char *text = NULL;

  if (!kk_hex_decode (argv[2], seed.bytes, sizeof seed.bytes))
    return 2;
  kk_sign_pair_from_seed (&seed, &key, &signer);
  if (g_str_equal (argv[1], "key")) {
    text = kk_minisign_public_key_to_text (&key);
  } else {
    hash_input (in, &hash);
    if (argc == 4)
      return verify (&hash, &key, argv[3]);
    text = kk_minisign_sign (&hash, &signer, "nummer 1");
  }
  g_print ("%s", text);
  return 0;
}

static KkSecret *
read_hex (const char *text)
{
  KkSecret *secret = kk_secret_new (strlen (text) / 2);

  g_assert_true (kk_hex_decode (text, kk_secret_edit_data (secret), kk_secret_get_size (secret)));
  return secret;
}

static void
print_hex (const KkSecret *secret)
{
  gsize size = kk_secret_get_size (secret);
  g_autofree char *text = g_malloc (2 * size + 1);

  kk_hex_encode (kk_secret_get_data (secret), size, text);
  g_print ("%s\n", text);
}

static int
run_split (char **argv)
{
  g_autoptr (KkSecret) secret = read_hex (argv[2]);
  g_autoptr (GPtrArray) shares =
      kk_shamir_split (secret, (guint) atoi (argv[3]), (guint) atoi (argv[4]), NULL);

  for (guint i = 0; i < shares->len; i++)
    print_hex (shares->pdata[i]);
  return 0;
}

static int
run_join (int argc, char **argv)
{
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_secret_free);
  g_autoptr (KkSecret) secret = NULL;

  for (int i = 2; i < argc; i++)
    g_ptr_array_add (shares, read_hex (argv[i]));
  secret = kk_shamir_join (shares, NULL);
  if (secret != NULL)
    print_hex (secret);
  return secret != NULL ? 0 : 1;
}

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) in = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  if (argc < 3)
    return 2;
  if (g_str_equal (argv[1], "split") && argc == 5)
    return run_split (argv);
  if (g_str_equal (argv[1], "join"))
    return run_join (argc, argv);
  if (g_str_equal (argv[1], "sign") || g_str_equal (argv[1], "verify") ||
      g_str_equal (argv[1], "key"))
    return run_minisign (argc, argv, in);
  return run_age (argv[1], argv[2], in, out);
}
