/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "crypto/kk-code-private.h"

#include "base/kk-secret.h"
#include "crypto/kk-hash.h"

#include <sodium.h>
#include <string.h>

#define CHECK_CHARACTERS 4

typedef struct {
  const char *label;
  gsize n_random;
} Kind;

static const Kind kinds[] = {
  [KK_CODE_RECOVERY] = { "recovery", 28 },
  [KK_CODE_SPOKEN] = { "spoken", 20 },
};

static void
write_check (const Kind *kind, const char *random, char check[CHECK_CHARACTERS])
{
  KkHash hash = kk_hash_labelled (kind->label, random, kind->n_random);

  for (gsize i = 0; i < CHECK_CHARACTERS; i++)
    check[i] = KK_CODE_ALPHABET[hash.bytes[i] % 32];
  kk_secret_wipe (&hash, sizeof hash);
}

void
kk_code_generate (KkCodeKind kind, KkCode *code)
{
  const Kind *row = &kinds[kind];
  guint8 random[KK_CODE_LONGEST];

  kk_secret_init ();
  kk_code_clear (code);
  randombytes_buf (random, sizeof random);
  for (gsize i = 0; i < row->n_random; i++)
    code->characters[i] = KK_CODE_ALPHABET[random[i] % 32];
  write_check (row, code->characters, code->characters + row->n_random);
  kk_secret_wipe (random, sizeof random);
}

/* 0 for what is not in the alphabet. */
static char
read_character (char typed)
{
  char upper = g_ascii_toupper (typed);

  if (upper == 'I' || upper == 'L')
    return '1';
  if (upper == 'O')
    return '0';
  return upper != '\0' && strchr (KK_CODE_ALPHABET, upper) != NULL ? upper : '\0';
}

gsize
kk_code_read_characters (const char *typed, char *out, gsize room)
{
  gsize size = 0;

  for (; *typed != '\0'; typed++) {
    char character = read_character (*typed);

    if (*typed == '-' || g_ascii_isspace (*typed))
      continue;
    if (character == '\0' || size == room)
      return G_MAXSIZE;
    out[size++] = character;
  }
  return size;
}

gboolean
kk_code_parse (KkCodeKind kind, const char *typed, KkCode *code)
{
  const Kind *row = &kinds[kind];
  gsize expected = row->n_random + CHECK_CHARACTERS;
  char check[CHECK_CHARACTERS];

  kk_code_clear (code);
  if (kk_code_read_characters (typed, code->characters, expected) == expected) {
    write_check (row, code->characters, check);
    if (sodium_memcmp (check, code->characters + row->n_random, sizeof check) == 0)
      return TRUE;
  }
  kk_code_clear (code);
  return FALSE;
}

void
kk_code_format (const KkCode *code, KkCodeText *text)
{
  gsize size = strlen (code->characters);
  char *out = text->text;

  for (gsize i = 0; i < size; i++) {
    if (i > 0 && i % KK_CODE_GROUP == 0)
      *out++ = '-';
    *out++ = code->characters[i];
  }
  *out = '\0';
}

gboolean
kk_code_group_matches (const KkCode *code, guint group, const char *typed)
{
  char read[KK_CODE_GROUP] = { 0 };
  gboolean matches;

  g_return_val_if_fail ((gsize) group * KK_CODE_GROUP < strlen (code->characters), FALSE);

  matches =
      kk_code_read_characters (typed, read, sizeof read) == sizeof read &&
      sodium_memcmp (read, code->characters + (gsize) group * KK_CODE_GROUP, sizeof read) == 0;
  kk_secret_wipe (read, sizeof read);
  return matches;
}

guint
kk_code_count_groups (KkCodeKind kind)
{
  return (guint) (kinds[kind].n_random + CHECK_CHARACTERS) / KK_CODE_GROUP;
}

void
kk_code_clear (KkCode *code)
{
  kk_secret_wipe (code, sizeof *code);
}

void
kk_code_text_clear (KkCodeText *text)
{
  kk_secret_wipe (text, sizeof *text);
}
