/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-paper-share.h"

#include "crypto/kk-code-private.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-hash.h"
#include "crypto/kk-shamir.h"

#include <sodium.h>
#include <string.h>

/* version 1, needed 1, place 1, key id 5, values 32: 64 characters of five bits. */
#define VERSION      1
#define HEAD_SIZE    (3 + KK_RECOVERY_KEY_ID_SIZE)
#define PACKED_SIZE  (HEAD_SIZE + KK_KX_KEY_SIZE)
#define LINE_DATA    16
#define LINE_CHECK   4
#define LINE_SIZE    (LINE_DATA + LINE_CHECK)
#define CHARACTERS   (KK_PAPER_LINES * LINE_SIZE)
#define LINE_PRINTED (LINE_SIZE + LINE_SIZE / KK_CODE_GROUP) /* with hyphens and its end */

G_STATIC_ASSERT (PACKED_SIZE * 8 == KK_PAPER_LINES * LINE_DATA * 5);

/* The number of the line counts too: lines that changed places are noticed. */
static void
write_check (guint line, const char *data, char check[LINE_CHECK])
{
  guint8 checked[1 + LINE_DATA] = { (guint8) (line + 1) };
  KkHash hash;

  memcpy (checked + 1, data, LINE_DATA);
  hash = kk_hash_labelled ("share", checked, sizeof checked);
  for (gsize i = 0; i < LINE_CHECK; i++)
    check[i] = KK_CODE_ALPHABET[hash.bytes[i] % 32];
  kk_secret_wipe (&hash, sizeof hash);
  kk_secret_wipe (checked, sizeof checked);
}

/* Character @index of the five-bit ones in @packed, the highest bits first. */
static guint
get_five_bits (const guint8 *packed, gsize index)
{
  gsize bit = index * 5;
  guint pair = (guint) packed[bit / 8] << 8;

  if (bit / 8 + 1 < PACKED_SIZE)
    pair |= packed[bit / 8 + 1];
  return pair >> (11 - bit % 8) & 31U;
}

static void
put_five_bits (guint8 *packed, gsize index, guint value)
{
  gsize bit = index * 5;
  guint pair = value << (11 - bit % 8);

  packed[bit / 8] |= (guint8) (pair >> 8);
  if (bit / 8 + 1 < PACKED_SIZE)
    packed[bit / 8 + 1] |= (guint8) pair;
}

static void
print_line (guint line, const guint8 *packed, char *out)
{
  char characters[LINE_SIZE];

  for (gsize i = 0; i < LINE_DATA; i++)
    characters[i] = KK_CODE_ALPHABET[get_five_bits (packed, line * LINE_DATA + i)];
  write_check (line, characters, characters + LINE_DATA);
  for (gsize i = 0; i < LINE_SIZE; i++) {
    if (i > 0 && i % KK_CODE_GROUP == 0)
      *out++ = '-';
    *out++ = characters[i];
  }
  *out = line + 1 == KK_PAPER_LINES ? '\0' : '\n';
  kk_secret_wipe (characters, sizeof characters);
}

static KkSecret *
print_share (const KkSecret *share, guint needed, const guint8 *key_id)
{
  g_autoptr (KkSecret) packed = kk_secret_new (PACKED_SIZE);
  guint8 *bytes = kk_secret_edit_data (packed);
  KkSecret *text = kk_secret_new (KK_PAPER_LINES * LINE_PRINTED);

  bytes[0] = VERSION;
  bytes[1] = (guint8) needed;
  bytes[2] = kk_secret_get_data (share)[KK_KX_KEY_SIZE];
  memcpy (bytes + 3, key_id, KK_RECOVERY_KEY_ID_SIZE);
  memcpy (bytes + HEAD_SIZE, kk_secret_get_data (share), KK_KX_KEY_SIZE);
  for (guint line = 0; line < KK_PAPER_LINES; line++)
    print_line (line, bytes, (char *) kk_secret_edit_data (text) + line * LINE_PRINTED);
  return text;
}

GPtrArray *
kk_paper_share_split (const KkKxSecretKey *identity, guint needed, guint count, GError **error)
{
  g_autoptr (KkSecret) secret = kk_secret_new_copy (identity->bytes, sizeof identity->bytes);
  KkKxPublicKey recipient = kk_kx_secret_key_get_public (identity);
  guint8 key_id[KK_RECOVERY_KEY_ID_SIZE];
  g_autoptr (GPtrArray) shares = NULL;
  GPtrArray *texts;

  if (count > KK_PAPER_SHARES_MOST) {
    g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_PARAMETERS,
                         "more shares than are ever printed");
    return NULL;
  }
  shares = kk_shamir_split (secret, needed, count, error);
  if (shares == NULL)
    return NULL;
  kk_derive_recovery_key_id (&recipient, key_id);
  texts = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_secret_free);
  for (guint i = 0; i < shares->len; i++)
    g_ptr_array_add (texts, print_share (shares->pdata[i], needed, key_id));
  return texts;
}

/* Reading. */

/* The first line that is not as it was printed; 0 = all are. */
static guint
find_wrong_line (const char *characters)
{
  char check[LINE_CHECK];

  for (guint line = 0; line < KK_PAPER_LINES; line++) {
    const char *data = characters + line * LINE_SIZE;

    write_check (line, data, check);
    if (sodium_memcmp (check, data + LINE_DATA, LINE_CHECK) != 0)
      return line + 1;
  }
  return 0;
}

static void
pack (const char *characters, guint8 *packed)
{
  for (gsize i = 0; i < KK_PAPER_LINES * LINE_DATA; i++) {
    char character = characters[i / LINE_DATA * LINE_SIZE + i % LINE_DATA];

    put_five_bits (packed, i, (guint) (strchr (KK_CODE_ALPHABET, character) - KK_CODE_ALPHABET));
  }
}

static KkPaperShare *
unpack (const guint8 *packed)
{
  KkPaperShare *share;
  guint8 *values;

  if (packed[0] != VERSION || packed[1] < 2 || packed[1] > KK_PAPER_SHARES_MOST || packed[2] == 0)
    return NULL;
  share = g_new0 (KkPaperShare, 1);
  share->needed = packed[1];
  share->place = packed[2];
  memcpy (share->key_id, packed + 3, sizeof share->key_id);
  share->share = kk_secret_new (KK_KX_KEY_SIZE + 1);
  values = kk_secret_edit_data (share->share);
  memcpy (values, packed + HEAD_SIZE, KK_KX_KEY_SIZE);
  values[KK_KX_KEY_SIZE] = packed[2];
  return share;
}

KkPaperShare *
kk_paper_share_parse (const char *typed, guint *line)
{
  g_autoptr (KkSecret) read = kk_secret_new (CHARACTERS);
  g_autoptr (KkSecret) packed = kk_secret_new (PACKED_SIZE);
  char *characters = (char *) kk_secret_edit_data (read);

  *line = 0;
  if (kk_code_read_characters (typed, characters, CHARACTERS) != CHARACTERS)
    return NULL;
  *line = find_wrong_line (characters);
  if (*line != 0)
    return NULL;
  pack (characters, kk_secret_edit_data (packed));
  *line = 1; /* where the version and the numbers stand */
  return unpack (kk_secret_get_data (packed));
}

/* Joining. */

gboolean
kk_paper_share_is_of (const KkPaperShare *share, const KkPaperShare *other)
{
  return share->needed == other->needed &&
         memcmp (share->key_id, other->key_id, sizeof share->key_id) == 0;
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN, why);
  return FALSE;
}

static KkSecret *
join_shares (const GPtrArray *shares, GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  for (guint i = 0; i < shares->len; i++) {
    const KkPaperShare *share = shares->pdata[i];

    if (!kk_paper_share_is_of (share, shares->pdata[0])) {
      (void) refuse (error, "shares of different keys");
      return NULL;
    }
    g_ptr_array_add (values, share->share);
  }
  if (shares->len == 0 || shares->len < ((const KkPaperShare *) shares->pdata[0])->needed) {
    (void) refuse (error, "fewer shares than are needed");
    return NULL;
  }
  return kk_shamir_join (values, error);
}

gboolean
kk_paper_share_join (const GPtrArray *shares, KkKxSecretKey *identity, GError **error)
{
  g_autoptr (KkSecret) secret = join_shares (shares, error);
  g_auto (KkKxSecretKey) found = { 0 };
  KkKxPublicKey recipient;
  guint8 key_id[KK_RECOVERY_KEY_ID_SIZE];

  if (secret == NULL)
    return FALSE;
  memcpy (found.bytes, kk_secret_get_data (secret), sizeof found.bytes);
  recipient = kk_kx_secret_key_get_public (&found);
  kk_derive_recovery_key_id (&recipient, key_id);
  if (memcmp (key_id, ((const KkPaperShare *) shares->pdata[0])->key_id, sizeof key_id) != 0)
    return refuse (error, "the shares do not give their key");
  *identity = found;
  return TRUE;
}

void
kk_paper_share_free (KkPaperShare *share)
{
  if (share == NULL)
    return;
  kk_secret_free (share->share);
  g_free (share);
}
