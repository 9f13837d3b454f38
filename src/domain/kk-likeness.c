/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-likeness.h"

#include <string.h>

#define LONGEST_SOUND    40u
#define LONGEST_SKELETON 6u
#define MOST_WORDS       8u

typedef struct {
  const char *from;
  const char *to;
} Rule;

/* What the fallback of the library does not know: Cyrillic as Dutch officials write it. */
static const struct {
  gunichar from;
  const char *to;
} letters[] = {
  { 0x430, "a" },   { 0x431, "b" },  { 0x432, "v" },  { 0x433, "g" },  { 0x434, "d" },
  { 0x435, "e" },   { 0x436, "zh" }, { 0x437, "z" },  { 0x438, "i" },  { 0x439, "j" },
  { 0x43a, "k" },   { 0x43b, "l" },  { 0x43c, "m" },  { 0x43d, "n" },  { 0x43e, "o" },
  { 0x43f, "p" },   { 0x440, "r" },  { 0x441, "s" },  { 0x442, "t" },  { 0x443, "u" },
  { 0x444, "f" },   { 0x445, "kh" }, { 0x446, "ts" }, { 0x447, "ch" }, { 0x448, "sh" },
  { 0x449, "sht" }, { 0x44a, "a" },  { 0x44b, "i" },  { 0x44c, "" },   { 0x44d, "e" },
  { 0x44e, "ju" },  { 0x44f, "ja" }, { 0x451, "jo" }, { 0x454, "je" }, { 0x456, "i" },
  { 0x457, "ji" },  { 0x142, "l" },  { 0x111, "d" },  { 0xf8, "o" },   { 0xdf, "ss" },
  { 0xe6, "e" },    { 0x153, "e" },  { 0x131, "i" },  { 0xe4, "e" },   { 0xf6, "o" },
  { 0x3b8, "th" },
};

/* Longest first: a sound that several spellings have gets one. */
static const Rule rules[] = {
  { "tsch", "s" }, { "tzsch", "s" }, { "dzh", "z" }, { "sch", "s" }, { "chr", "kr" },
  { "tch", "s" },  { "tsj", "s" },   { "dzj", "z" }, { "dsj", "z" }, { "sht", "st" },
  { "dj", "z" },   { "dzs", "z" },   { "ch", "s" },  { "sh", "s" },  { "sj", "s" },
  { "sz", "s" },   { "cz", "s" },    { "cs", "s" },  { "zh", "z" },  { "zj", "z" },
  { "rz", "z" },   { "zs", "z" },    { "ts", "s" },  { "tz", "s" },  { "kh", "g" },
  { "gh", "g" },   { "ph", "f" },    { "th", "t" },  { "dh", "d" },  { "ck", "k" },
  { "qu", "k" },   { "ks", "x" },    { "dt", "t" },  { "ij", "i" },  { "ey", "i" },
  { "ei", "i" },   { "ai", "i" },    { "ay", "i" },  { "ie", "i" },  { "ee", "e" },
  { "ea", "e" },   { "oe", "u" },    { "ou", "u" },  { "oo", "o" },  { "au", "u" },
  { "eu", "u" },   { "ue", "u" },    { "uu", "u" },  { "aa", "a" },  { "ia", "a" },
  { "ya", "a" },   { "ja", "a" },    { "yu", "u" },  { "ju", "u" },  { "iu", "u" },
  { "yo", "o" },   { "jo", "o" },    { "ye", "e" },  { "je", "e" },  { "ce", "se" },
  { "ci", "si" },  { "q", "k" },     { "c", "k" },   { "v", "f" },   { "w", "f" },
  { "z", "s" },    { "y", "i" },     { "j", "i" },   { "h", "" },
};

/* Alone they are no name. */
static const char *const particles[] = { "van", "von", "de", "den", "der", "ter", "ten", "te",
                                         "t",   "het", "el", "al",  "bin", "ben", "ibn", "abu",
                                         "la",  "da",  "di", "dos", "le",  "in",  "op",  "aan" };

static void
add_letter (GString *plain, gunichar letter)
{
  char utf8[7] = { 0 };
  g_autofree char *ascii = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++) {
    if (letters[i].from == letter) {
      g_string_append (plain, letters[i].to);
      return;
    }
  }
  g_unichar_to_utf8 (letter, utf8);
  ascii = g_str_to_ascii (utf8, "C");
  for (const char *p = ascii; *p != '\0'; p++) {
    if (g_ascii_isalpha (*p))
      g_string_append_c (plain, g_ascii_tolower (*p));
  }
}

static gboolean
is_vowel (char letter)
{
  return strchr ("aeiou", letter) != NULL && letter != '\0';
}

static gsize
add_sound (GString *sound, const char *rest)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    if (g_str_has_prefix (rest, rules[i].from)) {
      g_string_append (sound, rules[i].to);
      return strlen (rules[i].from);
    }
  }
  g_string_append_c (sound, *rest);
  return 1;
}

static void
squeeze (GString *sound)
{
  gsize kept = 0;

  for (gsize i = 0; i < sound->len; i++) {
    if (kept == 0 || sound->str[kept - 1] != sound->str[i])
      sound->str[kept++] = sound->str[i];
  }
  g_string_truncate (sound, MIN (kept, LONGEST_SOUND));
  /* The end of a word is voiceless in Dutch. */
  if (sound->len > 1 && sound->str[sound->len - 1] == 'd')
    sound->str[sound->len - 1] = 't';
}

static char *
dup_sound (const char *plain)
{
  GString *sound = g_string_new (NULL);

  for (const char *rest = plain; *rest != '\0';)
    rest += add_sound (sound, rest);
  squeeze (sound);
  return g_string_free (sound, FALSE);
}

static gboolean
is_particle (const char *plain)
{
  for (gsize i = 0; i < G_N_ELEMENTS (particles); i++) {
    if (strcmp (plain, particles[i]) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
end_word (GString *plain, GPtrArray *sounds)
{
  if (plain->len > 0 && sounds->len < MOST_WORDS && !is_particle (plain->str)) {
    char *sound = dup_sound (plain->str);

    if (*sound != '\0')
      g_ptr_array_add (sounds, sound);
    else
      g_free (sound);
  }
  g_string_truncate (plain, 0);
}

GStrv
kk_name_sounds (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *whole = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *small = g_utf8_strdown (whole != NULL ? whole : "", -1);
  g_autoptr (GString) plain = g_string_new (NULL);
  GPtrArray *sounds = g_ptr_array_new ();

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar letter = g_utf8_get_char (p);

    if (g_unichar_isalpha (letter))
      add_letter (plain, letter);
    else if (letter != '\'' && letter != 0x2019 && !g_unichar_ismark (letter))
      end_word (plain, sounds);
  }
  end_word (plain, sounds);
  g_ptr_array_add (sounds, NULL);
  return (GStrv) g_ptr_array_free (sounds, FALSE);
}

char *
kk_sound_skeleton (const char *sound)
{
  GString *skeleton = g_string_new (NULL);

  for (const char *p = sound; *p != '\0' && skeleton->len < LONGEST_SKELETON; p++) {
    if (!is_vowel (*p))
      g_string_append_c (skeleton, *p);
  }
  if (skeleton->len == 0)
    g_string_append (skeleton, sound);
  return g_string_free (skeleton, FALSE);
}

/* Edits between two sounds; two neighbours that changed places are one. */
static guint
count_edits (const char *a, const char *b)
{
  guint rows[3][LONGEST_SOUND + 1] = { { 0 } };
  gsize size_a = MIN (strlen (a), LONGEST_SOUND);
  gsize size_b = MIN (strlen (b), LONGEST_SOUND);

  for (gsize j = 0; j <= size_b; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= size_a; i++) {
    guint *now = rows[i % 3];
    const guint *last = rows[(i - 1) % 3];

    now[0] = (guint) i;
    for (gsize j = 1; j <= size_b; j++) {
      now[j] = MIN (MIN (last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = MIN (now[j], rows[(i + 1) % 3][j - 2] + 1);
    }
  }
  return rows[size_a % 3][size_b];
}

static guint
compare_words (const char *a, const char *b)
{
  gsize size = MAX (strlen (a), strlen (b));
  guint edits;
  guint alike;
  g_autofree char *bones_a = NULL;
  g_autofree char *bones_b = NULL;

  if (strcmp (a, b) == 0)
    return 100;
  edits = count_edits (a, b);
  alike = (guint) (size > 0 ? 100 - MIN (100, 100 * edits / size) : 0);
  bones_a = kk_sound_skeleton (a);
  bones_b = kk_sound_skeleton (b);
  /* Vowels are what transliterations differ in most; of short names they are half of what there is. */
  if (strlen (bones_a) >= 3 && strcmp (bones_a, bones_b) == 0)
    return MAX (alike, 88);
  return alike;
}

static guint
best_of (const char *word, const char *const *others, gboolean *taken)
{
  guint best = 0;
  guint place = 0;

  for (guint i = 0; others[i] != NULL && i < MOST_WORDS; i++) {
    guint alike = taken[i] ? 0 : compare_words (word, others[i]);

    if (alike > best) {
      best = alike;
      place = i;
    }
  }
  taken[place] = TRUE;
  return best;
}

guint
kk_names_likeness (const char *const *a, const char *const *b)
{
  gboolean taken[MOST_WORDS] = { FALSE };
  guint n_a = MIN (g_strv_length ((GStrv) (guintptr) a), MOST_WORDS);
  guint n_b = MIN (g_strv_length ((GStrv) (guintptr) b), MOST_WORDS);
  guint sum = 0;

  if (n_a > n_b)
    return kk_names_likeness (b, a);
  if (n_a == 0)
    return 0;
  for (guint i = 0; i < n_a; i++)
    sum += best_of (a[i], b, taken);
  /* A name that one has and the other has not says little; a single word that fits says less. */
  sum /= n_a;
  if (n_b > n_a)
    sum -= MIN (sum, n_a == 1 ? 15 : 4);
  return sum;
}

static guint
count_differences (const char *a, const char *b, gsize size)
{
  guint count = 0;

  for (gsize i = 0; i < size; i++)
    count += a[i] != b[i];
  return count;
}

/* Two neighbouring digits that changed places; the hyphens stand still. */
static gboolean
is_swapped (const char *a, const char *b, gsize size)
{
  for (gsize i = 0; i + 1 < size; i++) {
    if (a[i] != b[i])
      return a[i] == b[i + 1] && a[i + 1] == b[i] &&
             memcmp (a + i + 2, b + i + 2, size - i - 2) == 0;
  }
  return FALSE;
}

static gboolean
has_day_as_month (const char *a, const char *b)
{
  return strlen (a) == 10 && strlen (b) == 10 && memcmp (a, b, 4) == 0 &&
         memcmp (a + 5, b + 8, 2) == 0 && memcmp (a + 8, b + 5, 2) == 0;
}

KkDaysLikeness
kk_days_likeness (const char *a, const char *b)
{
  gsize size;

  if (a == NULL || b == NULL || *a == '\0' || *b == '\0')
    return KK_DAYS_UNKNOWN;
  if (strcmp (a, b) == 0)
    return KK_DAYS_EQUAL;
  size = MIN (strlen (a), strlen (b));
  if (strlen (a) != strlen (b))
    return memcmp (a, b, size) == 0 ? KK_DAYS_ALIKE : KK_DAYS_DIFFERENT;
  if (size == 4)
    return KK_DAYS_DIFFERENT;
  return count_differences (a, b, size) == 1 || is_swapped (a, b, size) || has_day_as_month (a, b)
             ? KK_DAYS_ALIKE
             : KK_DAYS_DIFFERENT;
}

gboolean
kk_likeness_is_hint (guint names, KkDaysLikeness days)
{
  switch (days) {
  case KK_DAYS_EQUAL:
    return names >= KK_NAMES_ALIKE;
  case KK_DAYS_ALIKE:
    return names >= 80;
  case KK_DAYS_UNKNOWN:
    return names >= 92;
  case KK_DAYS_DIFFERENT:
  default:
    return FALSE;
  }
}
