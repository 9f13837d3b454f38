/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-duplicates.h"

#include <string.h>

/* Persons with one key that are compared with one another; a key that more have tells nobody apart. */
#define MOST_IN_BLOCK 600u

/* Two persons are compared when they have a key in common. */
typedef struct {
  guint64 key;
  guint person;
} Key;

typedef struct {
  const KkPersonTraits *persons;
  GPtrArray *sounds; /* (element-type GStrv) */
  GArray *keys;      /* (element-type Key) */
  GHashTable *seen;  /* of pairs that were found, as gint64 */
  GArray *found;     /* (element-type KkDuplicate) */
} Search;

static guint64
hash_part (guint64 hash, const char *part)
{
  /* FNV-1a: nobody gains anything by making two keys meet. */
  for (; *part != '\0'; part++)
    hash = (hash ^ (guint8) *part) * G_GUINT64_CONSTANT (0x100000001b3);
  return (hash ^ 0xff) * G_GUINT64_CONSTANT (0x100000001b3);
}

static void
add_key (Search *search, guint person, const char *kind, const char *first, const char *second)
{
  guint64 hash = hash_part (G_GUINT64_CONSTANT (0xcbf29ce484222325), kind);
  Key key = { hash_part (hash_part (hash, first), second), person };

  g_array_append_val (search->keys, key);
}

/* Month and day in one order, so that swapping them changes nothing. */
static char *
dup_sorted_day (const char *born)
{
  int order = memcmp (born + 5, born + 8, 2);

  return order <= 0 ? g_strdup_printf ("%.2s%.2s", born + 5, born + 8)
                    : g_strdup_printf ("%.2s%.2s", born + 8, born + 5);
}

static void
add_day_keys (Search *search, guint person, const char *skeleton, const char *born)
{
  g_autofree char *year = g_strndup (born, 4);
  g_autofree char *day = strlen (born) == 10 ? dup_sorted_day (born) : NULL;

  add_key (search, person, "year", skeleton, year);
  if (day != NULL)
    add_key (search, person, "day", skeleton, day);
}

static void
add_pair_key (Search *search, guint person, const char *a, const char *b)
{
  gboolean sorted = strcmp (a, b) <= 0;

  add_key (search, person, "names", sorted ? a : b, sorted ? b : a);
}

static void
add_keys (Search *search, guint person)
{
  const KkPersonTraits *traits = &search->persons[person];
  GStrv sounds = search->sounds->pdata[person];
  g_autoptr (GPtrArray) skeletons = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; sounds[i] != NULL; i++)
    g_ptr_array_add (skeletons, kk_sound_skeleton (sounds[i]));
  for (guint i = 0; i < skeletons->len; i++) {
    if (traits->born != NULL && strlen (traits->born) >= 4)
      add_day_keys (search, person, skeletons->pdata[i], traits->born);
    for (guint n = i + 1; n < skeletons->len; n++)
      add_pair_key (search, person, skeletons->pdata[i], skeletons->pdata[n]);
  }
  if (traits->born != NULL && strlen (traits->born) == 10)
    add_key (search, person, "born", traits->born, "");
  for (guint i = 0; traits->numbers != NULL && traits->numbers[i] != NULL; i++)
    add_key (search, person, "number", traits->numbers[i], "");
}

static gboolean
share_number (const KkPersonTraits *a, const KkPersonTraits *b)
{
  for (guint i = 0; a->numbers != NULL && a->numbers[i] != NULL; i++) {
    if (b->numbers != NULL && g_strv_contains (b->numbers, a->numbers[i]))
      return TRUE;
  }
  return FALSE;
}

static void
compare (Search *search, guint first, guint second)
{
  const KkPersonTraits *a = &search->persons[first];
  const KkPersonTraits *b = &search->persons[second];
  gint64 pair = (gint64) (((guint64) first << 32) | second);
  KkDuplicate found = { .first = first, .second = second };

  if (!a->asked && !b->asked)
    return;
  found.number = share_number (a, b);
  found.days = kk_days_likeness (a->born, b->born);
  /* Most pairs end here: days are far cheaper to compare than names. */
  if (!found.number && found.days == KK_DAYS_DIFFERENT)
    return;
  found.names = kk_names_likeness (search->sounds->pdata[first], search->sounds->pdata[second]);
  if ((!found.number && !kk_likeness_is_hint (found.names, found.days)) ||
      g_hash_table_contains (search->seen, &pair))
    return;
  g_hash_table_add (search->seen, g_memdup2 (&pair, sizeof pair));
  g_array_append_val (search->found, found);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;
  return (left->person > right->person) - (left->person < right->person);
}

static void
compare_block (Search *search, guint from, guint to)
{
  for (guint i = from; i < to; i++) {
    guint first = g_array_index (search->keys, Key, i).person;

    for (guint n = i + 1; n < to; n++) {
      guint second = g_array_index (search->keys, Key, n).person;

      if (first != second)
        compare (search, first, second);
    }
  }
}

static void
compare_blocks (Search *search)
{
  guint from = 0;

  g_array_sort (search->keys, compare_keys);
  for (guint i = 1; i <= search->keys->len; i++) {
    if (i < search->keys->len &&
        g_array_index (search->keys, Key, i).key == g_array_index (search->keys, Key, from).key)
      continue;
    if (i - from > 1 && i - from <= MOST_IN_BLOCK)
      compare_block (search, from, i);
    from = i;
  }
}

static int
compare_found (gconstpointer a, gconstpointer b)
{
  const KkDuplicate *left = a;
  const KkDuplicate *right = b;
  guint left_sum = left->names + 20 * left->days + (left->number ? 100 : 0);
  guint right_sum = right->names + 20 * right->days + (right->number ? 100 : 0);

  if (left_sum != right_sum)
    return left_sum > right_sum ? -1 : 1;
  if (left->first != right->first)
    return left->first < right->first ? -1 : 1;
  return (left->second > right->second) - (left->second < right->second);
}

GArray *
kk_duplicates_find (const KkPersonTraits *persons, guint n_persons)
{
  g_autoptr (GPtrArray) sounds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Search search = { .persons = persons, .sounds = sounds, .keys = keys, .seen = seen };

  search.found = g_array_new (FALSE, FALSE, sizeof (KkDuplicate));
  for (guint i = 0; i < n_persons; i++) {
    g_ptr_array_add (sounds, kk_name_sounds (persons[i].name));
    add_keys (&search, i);
  }
  compare_blocks (&search);
  g_array_sort (search.found, compare_found);
  return search.found;
}
