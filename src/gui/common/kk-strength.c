/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/common/kk-strength.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEAST_CHARACTERS  12
#define LEAST_DIFFERENT   7
#define STRONG_CHARACTERS 20
#define STRONG_WORDS      4
#define MOST_WORDS        32
#define LEAST_WORD        3

typedef struct {
  const guint8 *start;
  gsize size;
} Word;

static gboolean
has_word (const Word *words, guint n_words, const Word *word)
{
  for (guint i = 0; i < n_words; i++) {
    if (words[i].size == word->size && memcmp (words[i].start, word->start, word->size) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Words in place: nothing of the passphrase is copied. The same word twice counts once. */
static guint
count_words (const guint8 *data, gsize size)
{
  Word words[MOST_WORDS];
  guint n_words = 0;

  for (gsize at = 0; at < size && n_words < MOST_WORDS;) {
    Word word = { .start = data + at };

    while (at + word.size < size && data[at + word.size] != ' ' && data[at + word.size] != '-')
      word.size++;
    if (word.size >= LEAST_WORD && !has_word (words, n_words, &word))
      words[n_words++] = word;
    at += word.size + 1;
  }
  return n_words;
}

static guint
count_different (const guint8 *data, gsize size)
{
  gboolean seen[256] = { FALSE };
  guint count = 0;

  for (gsize i = 0; i < size; i++) {
    count += seen[data[i]] ? 0 : 1;
    seen[data[i]] = TRUE;
  }
  kk_secret_wipe (seen, sizeof seen);
  return count;
}

KkStrength
kk_strength_of (const KkSecret *passphrase)
{
  const guint8 *data;
  gsize size;

  if (passphrase == NULL)
    return KK_STRENGTH_NONE;
  data = kk_secret_get_data (passphrase);
  size = kk_secret_get_size (passphrase);
  if (size < LEAST_CHARACTERS || count_different (data, size) < LEAST_DIFFERENT)
    return KK_STRENGTH_TOO_SHORT;
  if (size < STRONG_CHARACTERS || count_words (data, size) < STRONG_WORDS)
    return KK_STRENGTH_COULD_BE_LONGER;
  return KK_STRENGTH_STRONG;
}

const char *
kk_strength_text (KkStrength strength)
{
  switch (strength) {
  case KK_STRENGTH_TOO_SHORT:
    return _ ("Too short");
  case KK_STRENGTH_COULD_BE_LONGER:
    return _ ("Could be longer");
  case KK_STRENGTH_STRONG:
    return _ ("Strong");
  case KK_STRENGTH_NONE:
  default:
    return "";
  }
}
