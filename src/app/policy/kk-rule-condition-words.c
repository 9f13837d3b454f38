/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Conditions of the register in words (docs/formats/register-file.md, "Conditions"): the register was accepted, so its
 * conditions are well formed, and each mark and word becomes a phrase where it stands. */

#include "app/kk-app-label.h"
#include "app/policy/kk-rule-words-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char *word;
  const char *phrase;
} Phrase;

static const Phrase phrases[] = {
  { "HG_KM", N_ ("it was found to be domestic violence or child abuse") },
  { "ACUTE_DANGER", N_ ("there is acute danger") },
  { "INCAPABLE_CONSENT", N_ ("the person cannot decide about this") },
  { "INTEREST_SUBJECT", N_ ("it is in the interest of the person") },
  { "SERIOUSNESS", N_ ("the situation is serious enough") },
  { "RVDK_REQUEST_DONE", N_ ("the request to the child protection board was made") },
  { "DIRECTLY_INVOLVED", N_ ("the recipient is directly involved in the help") },
  { "OTS_ACTIVE", N_ ("a supervision order is active") },
  { "FEEDBACK_TEMPLATE", N_ ("what goes back follows the agreed form") },
  { "BEVOEGD_GEZAG_AGREES", N_ ("the competent authority or the police agrees") },
  { "TASK_ARTICLE.giver", N_ ("the article of law that gives the giver this task is named") },
  { "TASK_ARTICLE.receiver", N_ ("the article of law that gives the recipient its task is named") },
  { "RAC_TOETS", N_ ("the committee that advises on lawfulness was asked (Wgs 1.7.2)") },
  { "LEGAL_GROUND", N_ ("the ground in law on which the recipient gets results is named") },
  { "LEGAL_CLAIM_REF", N_ ("there is a legal claim that needs this") },
  { "COVENANT", N_ ("there is a covenant for this") },
  { "SAFEGUARDS_DOC", N_ ("there is a document with safeguards for this") },
  { "RECORDED_AGREEMENT", N_ ("there is a recorded agreement for this") },
  { "WET_IN_MIN_REGELING",
    N_ ("the law that the recipient enforces is in the list of the minister") },
  { "CONSENT", N_ ("the person consents to this recipient, purpose and data") },
  { "CONSENT_EXPL", N_ ("the person expressly consents to this recipient, purpose and data") },
  { "CONSENT_EXPL.registration", N_ ("the person expressly consents, in writing") },
  { "OBLIGATION_ARTICLE", N_ ("an article of law obliges to hand this over") },
  { "VORDERING", N_ ("the public prosecutor ordered it and named these data") },
  { "ART20_DECISION", N_ ("the police decided that it may go to this partnership (Wpg 20)") },
  { "OM_RELEASE", N_ ("the prosecution service released it for this recipient") },
  { "OM_RELEASE.masked",
    N_ ("the prosecution service released it for this recipient, without other persons") },
  { "GIVER_AGREES", N_ ("everyone who supplied it agrees") },
  { "OBJECTION", N_ ("the participants were asked, and nobody objects") },
  { "CASE_ADMITTED", N_ ("the partnership has taken up the case") },
  { "GATE_PARTICIPANTS=giver", N_ ("the decision of the table names the giver") },
  { "GATE_PARTICIPANTS=receiver", N_ ("the decision of the table names the recipient") },
  { "INCIDENTAL=receiver", N_ ("the table invited the recipient to take part once") },
  { "receiver.role", N_ ("the function of the receiving person is named") },
  { "giver.assigned", N_ ("the municipality assigned this task to the giver") },
  { "receiver.assigned", N_ ("the municipality assigned this task to the recipient") },
  { "receiver=MELDER", N_ ("the recipient made the report") },
  { "same-hat", N_ ("giver and recipient have the same task in law") },
  { "takes-part", N_ ("the recipient takes part in the partnership") },
  { "giver-may-hold", N_ ("the giver itself may have these data") },
  { "NOTES.ZWAARWEGENDE_REDENEN", N_ ("somebody refuses for serious reasons") },
};

/* With values behind the equals sign; %s stands for them. */
static const Phrase phrases_with_set[] = {
  { "GATE", N_ ("the table took the decision at gate %s") },
  { "KIND", N_ ("it is %s") },
  { "RIEC_STAGE", N_ ("the case has reached stage %s at the RIEC") },
  { "giver.participant", N_ ("the giver acts through one of the %s") },
  { "receiver.participant", N_ ("the recipient acts through one of the %s") },
  { "limb", N_ ("it is held under part %s of Wpg 10.1 or 13.1") },
  { "giver", N_ ("the giver is: %s") },
  { "receiver", N_ ("the recipient is: %s") },
  { "origin", N_ ("it came from: %s") },
  { "purpose", N_ ("the purpose is: %s") },
  { "subject", N_ ("it is about: %s") },
  { "has", N_ ("it holds: %s") },
  { "only", N_ ("it holds nothing but: %s") },
  { "lifted", N_ ("the ban in question is on: %s") },
  { "names", N_ ("the basis names: %s") },
};

static void
append_valued (GString *text, const char *word, const char *equals)
{
  const char *separator = _ (" or ");
  g_autofree char *values = kk_rule_set_words (equals + 1, KK_WORDS_HATS, separator);
  gsize size = (gsize) (equals - word);

  for (gsize i = 0; i < G_N_ELEMENTS (phrases_with_set); i++) {
    const Phrase *phrase = &phrases_with_set[i];

    if (strlen (phrase->word) != size || strncmp (phrase->word, word, size) != 0)
      continue;
    g_string_append (text, _ (phrase->phrase));
    g_string_replace (text, "%s", values, 1);
    return;
  }
  g_string_append (text, word);
}

static void
append_word (GString *text, const char *word)
{
  const char *equals = strchr (word, '=');
  const char *note =
      g_str_has_prefix (word, "NOTES.") ? kk_app_label_code ("nl_NoteKind", word + 6) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++) {
    if (!g_str_equal (word, phrases[i].word))
      continue;
    g_string_append (text, _ (phrases[i].phrase));
    return;
  }
  if (note != NULL)
    g_string_append_printf (text, "%s: %s", _ ("it is written down"), note);
  else if (equals != NULL)
    append_valued (text, word, equals);
  else
    g_string_append (text, word);
}

static const char *
get_mark (char mark)
{
  switch (mark) {
  case '!':
    return _ ("not: ");
  case '[':
    return _ ("if ");
  case ':':
    return _ (", then also:");
  case '&':
    return _ ("and");
  case '(':
    return "(";
  case ')':
    return ")";
  case ' ':
    return " ";
  default:
    return "";
  }
}

/* One part of a condition, mark by mark and word by word. */
static char *
dup_part (const char *part, gsize size)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (gsize i = 0; i <= size; i++) {
    char at = i < size ? part[i] : '\0';

    if (at != '\0' && strchr ("![]:&() ", at) == NULL) {
      g_string_append_c (word, at);
      continue;
    }
    if (g_str_equal (word->str, "OR")) {
      g_string_truncate (text, text->len - 1); /* the space before it */
      g_string_append (text, _ (", or"));
    } else if (word->len > 0) {
      append_word (text, word->str);
    }
    g_string_truncate (word, 0);
    g_string_append (text, get_mark (at));
  }
  return g_string_free (text, FALSE);
}

/* Where the next mark @mark stands outside all brackets, or the end. */
static const char *
find_outside (const char *from, const char *mark)
{
  gsize size = strlen (mark);
  guint depth = 0;

  for (; *from != '\0'; from++) {
    if (depth == 0 && strncmp (from, mark, size) == 0)
      return from;
    if (*from == '(' || *from == '[')
      depth++;
    else if (*from == ')' || *from == ']')
      depth--;
  }
  return from;
}

/* A part that stands on a line of its own needs no brackets around it. */
static char *
dup_line (const char *part, gsize size)
{
  gboolean bracketed = part[0] == '(' && part[size - 1] == ')';

  return bracketed ? dup_part (part + 1, size - 2) : dup_part (part, size);
}

GPtrArray *
kk_rule_condition_words (const char *condition, gboolean *choice)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  const char *separator = " & ";

  /* "and" binds tighter than "or". */
  *choice = *find_outside (condition, " OR ") != '\0';
  if (*choice)
    separator = " OR ";
  while (TRUE) {
    const char *end = find_outside (condition, separator);

    g_ptr_array_add (parts, dup_line (condition, (gsize) (end - condition)));
    if (*end == '\0')
      return parts;
    condition = end + strlen (separator);
  }
}
