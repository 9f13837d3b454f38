/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-minisign.h"
#include "backup/kk-backup-error.h"

#include <string.h>

#define KEY_ID_SIZE 8
#define UNTRUSTED   "untrusted comment: "
#define TRUSTED     "trusted comment: "

/* As minisign lays them out; "ED" is a signature of a file's hash, "Ed" a key. */
typedef struct {
  guint8 algorithm[2];
  guint8 key_id[KEY_ID_SIZE];
  KkSignature signature;
} SignatureLine;

typedef struct {
  guint8 algorithm[2];
  guint8 key_id[KEY_ID_SIZE];
  KkSignPublicKey key;
} KeyLine;

G_STATIC_ASSERT (sizeof (SignatureLine) == 74);
G_STATIC_ASSERT (sizeof (KeyLine) == 42);

/* minisign draws a number when it makes a key. Ours are made elsewhere, so theirs follows from them. */
static void
make_key_id (guint8 id[KEY_ID_SIZE], const KkSignPublicKey *key)
{
  g_autoptr (KkFileHasher) hasher = kk_file_hasher_new ();
  KkFileHash hash;

  kk_file_hasher_update (hasher, key->bytes, sizeof key->bytes);
  kk_file_hasher_finish (hasher, &hash);
  memcpy (id, hash.bytes, KEY_ID_SIZE);
}

/* The second signature is over the first and the comment, so that neither can be exchanged. */
static GByteArray *
join_comment (const KkSignature *signature, const char *comment)
{
  GByteArray *joined = g_byte_array_new ();

  g_byte_array_append (joined, signature->bytes, sizeof signature->bytes);
  g_byte_array_append (joined, (const guint8 *) comment, (guint) strlen (comment));
  return joined;
}

char *
kk_minisign_sign (const KkFileHash *hash, const KkSignSecretKey *signer, const char *comment)
{
  KkSignPublicKey key = kk_sign_secret_key_get_public (signer);
  SignatureLine line = { .algorithm = { 'E', 'D' } };
  KkSignature global;
  g_autoptr (GByteArray) joined = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_return_val_if_fail (strpbrk (comment, "\r\n") == NULL, NULL);

  make_key_id (line.key_id, &key);
  kk_file_sign (&line.signature, hash->bytes, sizeof hash->bytes, signer);
  joined = join_comment (&line.signature, comment);
  kk_file_sign (&global, joined->data, joined->len, signer);
  first = g_base64_encode ((const guint8 *) &line, sizeof line);
  second = g_base64_encode (global.bytes, sizeof global.bytes);
  return g_strdup_printf (UNTRUSTED "signature of Ketenkluis\n%s\n" TRUSTED "%s\n%s\n", first,
                          comment, second);
}

static gboolean
decode (const char *text, void *out, gsize size)
{
  gsize got;
  g_autofree guint8 *data = g_base64_decode (text, &got);
  g_autofree char *again = g_base64_encode (data, got);

  if (got != size || !g_str_equal (again, text))
    return FALSE;
  memcpy (out, data, size);
  return TRUE;
}

static char *
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_SIGNATURE, why);
  return NULL;
}

static gboolean
parse (GStrv lines, SignatureLine *line, KkSignature *global)
{
  return g_strv_length (lines) == 5 && g_str_has_prefix (lines[0], UNTRUSTED) &&
         g_str_has_prefix (lines[2], TRUSTED) && lines[4][0] == '\0' &&
         decode (lines[1], line, sizeof *line) && memcmp (line->algorithm, "ED", 2) == 0 &&
         decode (lines[3], global, sizeof *global);
}

char *
kk_minisign_verify (const char *text,
                    const KkFileHash *hash,
                    const KkSignPublicKey *signer,
                    GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 6);
  g_autoptr (GByteArray) joined = NULL;
  SignatureLine line;
  KkSignature global;

  if (!parse (lines, &line, &global))
    return refuse (error, "not a signature of a file");
  if (!kk_file_verify (&line.signature, hash->bytes, sizeof hash->bytes, signer))
    return refuse (error, "signed by another key, or another file");
  joined = join_comment (&line.signature, lines[2] + strlen (TRUSTED));
  if (!kk_file_verify (&global, joined->data, joined->len, signer))
    return refuse (error, "the comment of the signature was altered");
  return g_strdup (lines[2] + strlen (TRUSTED));
}

char *
kk_minisign_public_key_to_text (const KkSignPublicKey *key)
{
  KeyLine line = { .algorithm = { 'E', 'd' }, .key = *key };
  g_autofree char *encoded = NULL;

  make_key_id (line.key_id, key);
  encoded = g_base64_encode ((const guint8 *) &line, sizeof line);
  return g_strdup_printf (UNTRUSTED "public key of a device of Ketenkluis\n%s\n", encoded);
}
