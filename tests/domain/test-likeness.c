/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Persons that may be one: examples, and recall and precision on a made set (docs/formats/likeness.md). */

#include "domain/kk-duplicates.h"

#include <string.h>

static guint
alike (const char *a, const char *b)
{
  g_auto (GStrv) left = kk_name_sounds (a);
  g_auto (GStrv) right = kk_name_sounds (b);

  return kk_names_likeness ((const char *const *) left, (const char *const *) right);
}

static void
test_names (void)
{
  static const char *const same[][2] = {
    { "Joost van der Meij", "Joost v.d. Mey" },
    { "Wojciech Kowalski", "Vojcech Kovalsky" },
    { "Иван Петров", "Ivan Petrov" },
    { "Mohammed el Khatib", "Muhammad Al-Gatib" },
    { "Yordanka Georgieva", "Jordanka Gheorgieva" },
    { "Şahin Yılmaz", "Sahin Jilmaz" },
    { "Oefenstra Andrei", "Andrei Oefenstra" },
    { "Nguyễn Thị Liên", "Nguyen Thi Lien" },
    { "Łukasz Zieliński", "Lukas Zielinski" },
    { "Christina Ionescu", "Kristina Jonescu" },
  };
  static const char *const other[][2] = {
    { "Jan de Vries", "Piet de Vries" },
    { "Maria Popescu", "Elena Popescu" },
    { "Bo Li", "Bo Wang" },
    { "Ahmed Yilmaz", "Mehmet Demir" },
    { "Anna Nowak", "Hanna Kowalska" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    g_assert_cmpuint (alike (same[i][0], same[i][1]), >=, 84);
  for (gsize i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_cmpuint (alike (other[i][0], other[i][1]), <, 84);
  g_assert_cmpuint (alike ("", "Jan"), ==, 0);
  g_assert_cmpuint (alike ("\xff\xfe", "..."), ==, 0);
}

static void
test_days (void)
{
  g_assert_cmpint (kk_days_likeness ("1986-04-01", "1986-04-01"), ==, KK_DAYS_EQUAL);
  g_assert_cmpint (kk_days_likeness ("1986-04-01", "1986-01-04"), ==, KK_DAYS_ALIKE);
  g_assert_cmpint (kk_days_likeness ("1986-04-01", "1996-04-01"), ==, KK_DAYS_ALIKE);
  g_assert_cmpint (kk_days_likeness ("1986-04-12", "1986-04-21"), ==, KK_DAYS_ALIKE);
  g_assert_cmpint (kk_days_likeness ("1986-04-12", "1968-04-12"), ==, KK_DAYS_ALIKE);
  g_assert_cmpint (kk_days_likeness ("1986", "1986-04-12"), ==, KK_DAYS_ALIKE);
  g_assert_cmpint (kk_days_likeness ("1986", "1987"), ==, KK_DAYS_DIFFERENT);
  g_assert_cmpint (kk_days_likeness ("1986-04-12", "1990-11-03"), ==, KK_DAYS_DIFFERENT);
  g_assert_cmpint (kk_days_likeness (NULL, "1990-11-03"), ==, KK_DAYS_UNKNOWN);
  g_assert_cmpint (kk_days_likeness ("", "1990-11-03"), ==, KK_DAYS_UNKNOWN);
}

/* The made set. */

static const char *const first_names[] = {
  "Jan",    "Pieter", "Johanna", "Anna",      "Wojciech",  "Katarzyna", "Andrei", "Mihai",
  "Elena",  "Ivan",   "Georgi",  "Desislava", "Mohammed",  "Fatima",    "Ahmed",  "Aisha",
  "Yusuf",  "Emine",  "Linh",    "Thuy",      "Blessing",  "Chidi",     "Olena",  "Dmytro",
  "Sjoerd", "Femke",  "Joost",   "Marieke",   "Krzysztof", "Agnieszka", "Ionut",  "Cristina",
};
static const char *const last_names[] = {
  "Jansen",     "de Vries", "van der Meij", "Bakker",      "Kowalski",  "Wisniewska", "Popescu",
  "Ionescu",    "Petrov",   "Georgieva",    "Dimitrova",   "el Khatib", "Benali",     "Yilmaz",
  "Demirci",    "Nguyen",   "Tran",         "Okafor",      "Adeyemi",   "Shevchenko", "Kovalenko",
  "Schouten",   "Hoekstra", "Zielinski",    "Lewandowska", "Munteanu",  "Radu",       "Todorov",
  "Haddad",     "Chaouch",  "Kaya",         "Ozturk",      "Pham",      "Eze",        "Bondarenko",
  "Dijkhuizen", "Schaap",   "Wojcik",       "Stanciu",     "Marinova",
};
/* How officials write one name in two ways. */
static const char *const spellings[][2] = {
  { "Moh", "Muh" }, { "ij", "y" },  { "ei", "ij" }, { "sz", "sj" }, { "w", "v" },   { "ch", "sh" },
  { "ou", "oe" },   { "sk", "sc" }, { "ie", "i" },  { "j", "y" },   { "k", "c" },   { "ph", "f" },
  { "v", "w" },     { "oe", "u" },  { "s", "z" },   { "e", "ee" },  { "ya", "ia" }, { "th", "t" },
};

static char *
replace_once (const char *text, const char *from, const char *to)
{
  const char *at = strstr (text, from);

  return at == NULL ? g_strdup (text)
                    : g_strdup_printf ("%.*s%s%s", (int) (at - text), text, to, at + strlen (from));
}

static char *
slip_in_name (GRand *chance, const char *name)
{
  gsize size = strlen (name);
  gsize at = 1 + g_rand_int (chance) % (size - 2);
  const char *const *spelling = spellings[g_rand_int (chance) % G_N_ELEMENTS (spellings)];
  g_auto (GStrv) words = NULL;
  char *changed;

  switch (g_rand_int (chance) % 5) {
  case 0: /* a letter is missing */
    return g_strdup_printf ("%.*s%s", (int) at, name, name + at + 1);
  case 1: /* two letters changed places */
    changed = g_strdup (name);
    changed[at] = name[at + 1] != '\0' ? name[at + 1] : name[at];
    if (name[at + 1] != '\0')
      changed[at + 1] = name[at];
    return changed;
  case 2: /* the last name first */
    words = g_strsplit (name, " ", 2);
    return g_strdup_printf ("%s %s", words[1], words[0]);
  default:
    return replace_once (name, spelling[0], spelling[1]);
  }
}

static char *
slip_in_day (GRand *chance, const char *born)
{
  char *changed = g_strdup (born);

  switch (g_rand_int (chance) % 5) {
  case 0:
    changed[3] = (char) ('0' + (changed[3] - '0' + 1) % 10);
    return changed;
  case 1:
    memcpy (changed + 5, born + 8, 2);
    memcpy (changed + 8, born + 5, 2);
    return changed;
  case 2:
    changed[4] = '\0';
    return changed;
  default: /* most are written down as they are */
    return changed;
  }
}

typedef struct {
  GPtrArray *texts;
  GArray *traits; /* (element-type KkPersonTraits) */
} People;

static const char *
keep (People *people, char *text)
{
  g_ptr_array_add (people->texts, text);
  return text;
}

/* Persons 0 to n - 1 are different people; n + i is person i again, as somebody else wrote it down. */
static void
make_people (People *people, GRand *chance, guint n)
{
  for (guint i = 0; i < n; i++) {
    KkPersonTraits traits = { .asked = TRUE };

    traits.name = keep (
        people,
        g_strdup_printf ("%s %s", first_names[g_rand_int (chance) % G_N_ELEMENTS (first_names)],
                         last_names[g_rand_int (chance) % G_N_ELEMENTS (last_names)]));
    traits.born =
        keep (people, g_strdup_printf ("%04u-%02u-%02u", 1955 + g_rand_int (chance) % 55,
                                       1 + g_rand_int (chance) % 12, 1 + g_rand_int (chance) % 28));
    g_array_append_val (people->traits, traits);
  }
  for (guint i = 0; i < n; i++) {
    KkPersonTraits traits = g_array_index (people->traits, KkPersonTraits, i);

    traits.name = keep (people, slip_in_name (chance, traits.name));
    traits.born = keep (people, slip_in_day (chance, traits.born));
    g_array_append_val (people->traits, traits);
  }
}

/* As many people as a busy region has, each in the vault twice. */
static void
test_recall_and_precision (void)
{
  const guint n = 2000;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) traits = g_array_new (FALSE, FALSE, sizeof (KkPersonTraits));
  g_autoptr (GRand) chance = g_rand_new_with_seed (20261122);
  People people = { texts, traits };
  g_autoptr (GArray) found = NULL;
  guint right = 0;
  double recall;
  double precision;

  make_people (&people, chance, n);
  found = kk_duplicates_find ((const KkPersonTraits *) (gconstpointer) traits->data, traits->len);
  for (guint i = 0; i < found->len; i++) {
    const KkDuplicate *pair = &g_array_index (found, KkDuplicate, i);

    right += pair->second == pair->first + n;
  }
  recall = (double) right / n;
  precision = (double) right / found->len;
  g_test_message ("%u planted, %u hints, %u right: recall %.3f, precision %.3f", n, found->len,
                  right, recall, precision);
  g_assert_cmpfloat (recall, >=, 0.93);
  g_assert_cmpfloat (precision, >=, 0.90);
}

/* One number is enough, whatever the names; and only those who are asked about are answered. */
static void
test_numbers_and_asked (void)
{
  static const char *const number[] = { "999993240", NULL };
  KkPersonTraits people[] = {
    { "Jan Jansen", "1980-01-01", number, TRUE },
    { "Onbekend", NULL, number, FALSE },
    { "Anna Bakker", "1990-02-02", NULL, FALSE },
    { "Anna Backer", "1990-02-02", NULL, FALSE },
  };
  g_autoptr (GArray) found = kk_duplicates_find (people, G_N_ELEMENTS (people));

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (g_array_index (found, KkDuplicate, 0).number);
  g_clear_pointer (&found, g_array_unref);
  people[3].asked = TRUE;
  found = kk_duplicates_find (people, G_N_ELEMENTS (people));
  g_assert_cmpuint (found->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/likeness/names", test_names);
  g_test_add_func ("/likeness/days", test_days);
  g_test_add_func ("/likeness/recall-and-precision", test_recall_and_precision);
  g_test_add_func ("/likeness/numbers-and-asked", test_numbers_and_asked);
  return g_test_run ();
}
