/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "case-file.h"

#include <string.h>

/* What a consent says when its line does not. */
static const KkConsent ordinary_consent = {
  .subject = KK_SUBJECT_VICTIM,
  .is_explicit = KK_TRI_TRUE,
  .is_written = KK_TRI_TRUE,
  .by = KK_SIGNER_SELF,
  .given = "2026-11-01",
  .expires = "2027-05-01",
  .freely_given = KK_TRI_TRUE,
};

typedef struct {
  const char *path;
  guint line;
  PolicyCase *now;
} Reader;

static void G_GNUC_NORETURN
refuse (const Reader *reader, const char *what)
{
  g_error ("%s:%u: cannot read %s", reader->path, reader->line, what);
}

/* (nullable): the value of "key=value" among @words. */
static const char *
find_value (char **words, const char *key)
{
  gsize size = strlen (key);

  for (guint i = 0; words[i] != NULL; i++) {
    if (strncmp (words[i], key, size) == 0 && words[i][size] == '=')
      return words[i] + size + 1;
  }
  return NULL;
}

static KkTri
read_tri (const Reader *reader, const char *text)
{
  if (text == NULL)
    return KK_TRI_UNKNOWN;
  if (strcmp (text, "yes") == 0)
    return KK_TRI_TRUE;
  if (strcmp (text, "no") == 0)
    return KK_TRI_FALSE;
  refuse (reader, text);
}

#define DEFINE_READ(noun, Type)                                    \
  static Type read_##noun (const Reader *reader, const char *text) \
  {                                                                \
    Type value = (Type) 0;                                         \
                                                                   \
    if (text != NULL && !kk_##noun##_parse (text, &value))         \
      refuse (reader, text);                                       \
    return value;                                                  \
  }

DEFINE_READ (hat, KkHat)
DEFINE_READ (purpose, KkPurpose)
DEFINE_READ (subject, KkSubject)
DEFINE_READ (category, KkCategory)
DEFINE_READ (gate, KkGate)
DEFINE_READ (riec_stage, KkRiecStage)
DEFINE_READ (kind, KkKind)
DEFINE_READ (limb, KkLimb)
DEFINE_READ (level, KkLevel)
DEFINE_READ (signer, KkSigner)
DEFINE_READ (order_article, KkOrderArticle)
DEFINE_READ (note, KkNote)
DEFINE_READ (fact, KkFact)

static KkCategories
read_categories (const Reader *reader, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  KkCategories set = 0;

  for (guint i = 0; words[i] != NULL; i++)
    set |= KK_CATEGORY_BIT (read_category (reader, words[i]));
  return set;
}

static KkHats
read_hats (const Reader *reader, char **words)
{
  KkHats set = 0;

  for (guint i = 0; words[i] != NULL; i++)
    set |= KK_HAT_BIT (read_hat (reader, words[i]));
  return set;
}

static const char *
keep (const Reader *reader, const char *text)
{
  return kk_question_text (reader->now->question, text);
}

static void
read_party (const Reader *reader, char **words, KkParty *party)
{
  party->hat = read_hat (reader, words[0]);
  party->assigned = read_tri (reader, find_value (words, "assigned"));
  party->participant = read_hat (reader, find_value (words, "participant"));
  party->organisation = keep (reader, find_value (words, "organisation"));
  party->role = keep (reader, find_value (words, "role"));
}

static void
read_person (const Reader *reader, char **words)
{
  const char *age = find_value (words, "age");
  KkPersonFacts person = {
    .person = keep (reader, words[0]),
    .age = age != NULL ? (gint) g_ascii_strtoll (age, NULL, 10) : -1,
    .incapable = read_tri (reader, find_value (words, "incapable")),
    .refuses = read_tri (reader, find_value (words, "refuses")),
  };

  if (strcmp (words[0], "victim") == 0) {
    person.person = NULL;
    reader->now->question->facts.victim = person;
  } else {
    kk_question_add_person (reader->now->question, &person);
  }
}

static void
read_consent (const Reader *reader, char **words)
{
  KkConsent consent = ordinary_consent;
  const char *value;

  consent.person = keep (reader, find_value (words, "person"));
  consent.receiver = read_hat (reader, find_value (words, "receiver"));
  consent.organisation = keep (reader, find_value (words, "organisation"));
  consent.role = keep (reader, find_value (words, "role"));
  consent.purpose = read_purpose (reader, find_value (words, "purpose"));
  consent.categories = read_categories (reader, find_value (words, "categories"));
  consent.withdrawn = keep (reader, find_value (words, "withdrawn"));
  consent.conflict = read_tri (reader, find_value (words, "conflict"));
  if ((value = find_value (words, "by")) != NULL)
    consent.by = strcmp (value, "-") != 0 ? read_signer (reader, value) : KK_SIGNER_NONE;
  if ((value = find_value (words, "given")) != NULL)
    consent.given = strcmp (value, "-") != 0 ? keep (reader, value) : NULL;
  if ((value = find_value (words, "expires")) != NULL)
    consent.expires = strcmp (value, "-") != 0 ? keep (reader, value) : NULL;
  if ((value = find_value (words, "explicit")) != NULL)
    consent.is_explicit = read_tri (reader, value);
  if ((value = find_value (words, "written")) != NULL)
    consent.is_written = read_tri (reader, value);
  if ((value = find_value (words, "free")) != NULL)
    consent.freely_given = read_tri (reader, value);
  kk_question_add_consent (reader->now->question, &consent);
}

static const KkReceiver *
read_receivers (const Reader *reader, const char *text, guint *n)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (KkReceiver));

  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (words[i], "/", 2);
    KkReceiver receiver = { read_hat (reader, parts[0]), keep (reader, parts[1]) };

    g_array_append_val (list, receiver);
  }
  *n = list->len;
  return kk_question_copy (reader->now->question, list->data, list->len * sizeof (KkReceiver));
}

static void
read_release (const Reader *reader, char **words)
{
  KkRelease release = KK_RELEASE_INIT;
  const char *subjects = find_value (words, "subjects");

  release.receivers =
      read_receivers (reader, find_value (words, "receivers"), &release.n_receivers);
  release.scope = read_categories (reader, find_value (words, "scope"));
  release.until = keep (reader, find_value (words, "until"));
  if (subjects != NULL) {
    g_auto (GStrv) names = g_strsplit (subjects, ",", -1);

    release.subjects = 0;
    for (guint i = 0; names[i] != NULL; i++)
      release.subjects |= KK_SUBJECT_BIT (read_subject (reader, names[i]));
  }
  kk_question_add_release (reader->now->question, &release);
}

static void
read_order (const Reader *reader, char **words)
{
  KkOrder *order = &reader->now->question->facts.order;

  order->id = keep (reader, find_value (words, "id"));
  order->article = read_order_article (reader, find_value (words, "article"));
  order->categories = read_categories (reader, find_value (words, "categories"));
}

static void
read_art20 (const Reader *reader, char **words)
{
  KkArt20Decision *decision = &reader->now->question->facts.art20;
  g_auto (GStrv) purposes = g_strsplit (find_value (words, "purposes"), ",", -1);

  decision->reference = keep (reader, find_value (words, "ref"));
  decision->receivers =
      read_receivers (reader, find_value (words, "receivers"), &decision->n_receivers);
  decision->categories = read_categories (reader, find_value (words, "categories"));
  for (guint i = 0; purposes[i] != NULL; i++)
    decision->purposes |= KK_PURPOSE_BIT (read_purpose (reader, purposes[i]));
}

static void
read_named_fact (const Reader *reader, KkFacts *facts, KkFact fact, char **words)
{
  gboolean none = strcmp (words[0], "none") == 0;

  switch ((guint) fact) {
  case KK_FACT_HG_KM:
    facts->hg_km = strcmp (words[0], "child") == 0              ? KK_HG_KM_CHILD
                   : read_tri (reader, words[0]) == KK_TRI_TRUE ? KK_HG_KM_TRUE
                                                                : KK_HG_KM_FALSE;
    break;
  case KK_FACT_MELDER:
    facts->melder = read_hat (reader, words[0]);
    break;
  case KK_FACT_GIVER_AGREES:
    facts->giver_agrees = read_hats (reader, words);
    break;
  case KK_FACT_OBJECTION:
    facts->objection_asked = TRUE;
    facts->objection = none ? 0 : read_hats (reader, words);
    break;
  case KK_FACT_GATE:
    facts->gate = read_gate (reader, words[0]);
    break;
  case KK_FACT_GATE_PARTICIPANTS:
    facts->gate_participants = read_hats (reader, words);
    break;
  case KK_FACT_INCIDENTAL:
    facts->incidental = read_hats (reader, words);
    break;
  case KK_FACT_RIEC_STAGE:
    facts->riec_stage = read_riec_stage (reader, words[0]);
    break;
  case KK_FACT_KIND:
    facts->kind = read_kind (reader, words[0]);
    break;
  default:
    refuse (reader, kk_fact_text (fact));
  }
}

static void
read_fact_line (const Reader *reader, char **words)
{
  KkFacts *facts = &reader->now->question->facts;
  KkFact fact;

  if (strcmp (words[0], "ACUTE_UNTIL") == 0) {
    facts->acute_until = keep (reader, words[1]);
    return;
  }
  fact = read_fact (reader, words[0]);
  if (fact >= KK_FACT_TEXT_0 && fact < KK_FACT_TEXT_0 + KK_N_FACT_TEXTS)
    facts->texts[fact - KK_FACT_TEXT_0] = keep (reader, words[1]);
  else if (fact > KK_FACT_HG_KM && fact < KK_N_FINDINGS)
    facts->findings[fact] = read_tri (reader, words[1]);
  else
    read_named_fact (reader, facts, fact, words + 1);
}

static const KkOrigin *
read_origins (const Reader *reader, const char *text, guint *n)
{
  g_auto (GStrv) links = g_strsplit (text, ",", -1);
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (KkOrigin));

  for (guint i = 0; links[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (links[i], "/", -1);
    KkOrigin origin = { .hat = read_hat (reader, parts[0]) };

    for (guint j = 1; parts[j] != NULL; j++) {
      KkCaveat caveat = KK_CAVEAT_UNKNOWN;

      if (!kk_caveat_parse (parts[j], &caveat))
        caveat = KK_CAVEAT_UNKNOWN;
      kk_origin_add_caveat (&origin, caveat);
    }
    g_array_append_val (list, origin);
  }
  *n = list->len;
  return kk_question_copy (reader->now->question, list->data, list->len * sizeof (KkOrigin));
}

static void
read_field (const Reader *reader, char **words)
{
  KkQuestionField field = KK_QUESTION_FIELD_INIT;
  const char *value;

  field.id = keep (reader, words[0]);
  if (strcmp (words[1], "-") != 0)
    field.subject = read_subject (reader, words[1]);
  if (strcmp (words[2], "-") != 0)
    field.categories = read_categories (reader, words[2]);
  field.person = keep (reader, find_value (words, "person"));
  field.limb = read_limb (reader, find_value (words, "limb"));
  field.level = read_level (reader, find_value (words, "level"));
  field.business = find_value (words, "business") != NULL;
  if ((value = find_value (words, "cell")) != NULL)
    field.cell = (gint) g_ascii_strtoll (value, NULL, 10);
  if ((value = find_value (words, "origin")) != NULL)
    field.origins = read_origins (reader, value, &field.n_origins);
  kk_question_add_field (reader->now->question, &field);
}

static gboolean
read_question_line (const Reader *reader, const char *word, char **rest)
{
  KkQuestion *question = reader->now->question;

  if (strcmp (word, "at") == 0)
    question->at = keep (reader, rest[0]);
  else if (strcmp (word, "from") == 0)
    read_party (reader, rest, &question->giver);
  else if (strcmp (word, "to") == 0)
    read_party (reader, rest, &question->receiver);
  else if (strcmp (word, "for") == 0)
    question->purpose = read_purpose (reader, rest[0]);
  else if (strcmp (word, "field") == 0)
    read_field (reader, rest);
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_facts_line (const Reader *reader, const char *word, char **rest)
{
  if (strcmp (word, "fact") == 0)
    read_fact_line (reader, rest);
  else if (strcmp (word, "about") == 0)
    read_person (reader, rest);
  else if (strcmp (word, "consent") == 0)
    read_consent (reader, rest);
  else if (strcmp (word, "release") == 0)
    read_release (reader, rest);
  else if (strcmp (word, "order") == 0)
    read_order (reader, rest);
  else if (strcmp (word, "art20") == 0)
    read_art20 (reader, rest);
  else
    return FALSE;
  return TRUE;
}

static void
read_list_line (const Reader *reader, char **words)
{
  static const char *const answers[] = { "expect", "missing", "caveats", "retention",
                                         "banner", "duties",  "shows",   "shows-not" };
  KkQuestion *question = reader->now->question;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    if (strcmp (words[0], answers[i]) == 0) {
      g_ptr_array_add (reader->now->expectations, g_strdupv (words));
      return;
    }
  }
  for (guint i = 1; words[i] != NULL; i++) {
    if (strcmp (words[0], "off") == 0)
      kk_question_turn_off (question, words[i]);
    else if (strcmp (words[0], "note") == 0)
      question->facts.note_length[read_note (reader, words[i])] = KK_NOTE_LEAST;
    else
      refuse (reader, words[0]);
  }
}

static void
free_strv (gpointer words)
{
  g_strfreev (words);
}

static void
free_case (gpointer data)
{
  PolicyCase *policy_case = data;

  g_free (policy_case->name);
  g_free (policy_case->place);
  kk_question_free (policy_case->question);
  g_ptr_array_unref (policy_case->expectations);
  g_free (policy_case);
}

static PolicyCase *
begin_case (const Reader *reader, const char *name)
{
  PolicyCase *policy_case = g_new0 (PolicyCase, 1);
  g_autofree char *base = g_path_get_basename (reader->path);

  policy_case->name = g_strdup (name);
  policy_case->place = g_strdup_printf ("%s:%u", base, reader->line);
  policy_case->question = kk_question_new ();
  policy_case->question->at = "2026-11-21";
  policy_case->expectations = g_ptr_array_new_with_free_func (free_strv);
  return policy_case;
}

/* The words of a line, without the runs of spaces that put them in columns. */
static char **
split_words (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", -1);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++) {
    if (parts[i][0] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

GPtrArray *
policy_cases_read (const char *path)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (free_case);
  Reader reader = { path, 0, NULL };
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = split_words (lines[i]);

    reader.line = i + 1;
    if (words[0] == NULL || words[0][0] == '#')
      continue;
    if (strcmp (words[0], "case") == 0) {
      reader.now = begin_case (&reader, lines[i] + strlen ("case "));
      g_ptr_array_add (cases, reader.now);
    } else if (reader.now == NULL) {
      refuse (&reader, words[0]);
    } else if (!read_question_line (&reader, words[0], words + 1) &&
               !read_facts_line (&reader, words[0], words + 1)) {
      read_list_line (&reader, words);
    }
  }
  return cases;
}
