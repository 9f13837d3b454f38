/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The backup layer as a filter, so that interop.py can set it against age, minisign and age-encryption:
 *   seal RECIPIENT | open IDENTITY | seal-phrase TEXT | open-phrase TEXT | sign SEED | verify SEED MINISIG | key SEED
 * All of these are throw-away keys of a test, which is why they may stand on a command line. */

#include "backup/kk-age-input.h"
#include "backup/kk-age-keys.h"
#include "backup/kk-age-output.h"
#include "backup/kk-minisign.h"
#include "base/kk-bytes.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
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

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) in = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) out = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  if (argc < 3)
    return 2;
  if (g_str_equal (argv[1], "sign") || g_str_equal (argv[1], "verify") ||
      g_str_equal (argv[1], "key"))
    return run_minisign (argc, argv, in);
  return run_age (argv[1], argv[2], in, out);
}
