/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-condition-private.h"
#include "policy/kk-register.h"

#include <string.h>

/* Predicates that are one fixed word. */
static const struct {
  const char *word;
  KkPredicateCall call;
} words[] = {
  { "HG_KM", { KK_PREDICATE_HG_KM, 0, 0 } },
  { "ACUTE_DANGER", { KK_PREDICATE_ACUTE_DANGER, 0, 0 } },
  { "INCAPABLE_CONSENT", { KK_PREDICATE_INCAPABLE, 0, 0 } },
  { "INTEREST_SUBJECT", { KK_PREDICATE_FINDING, KK_FACT_INTEREST_SUBJECT, 0 } },
  { "SERIOUSNESS", { KK_PREDICATE_FINDING, KK_FACT_SERIOUSNESS, 0 } },
  { "RVDK_REQUEST_DONE", { KK_PREDICATE_FINDING, KK_FACT_RVDK_REQUEST_DONE, 0 } },
  { "DIRECTLY_INVOLVED", { KK_PREDICATE_FINDING, KK_FACT_DIRECTLY_INVOLVED, 0 } },
  { "OTS_ACTIVE", { KK_PREDICATE_FINDING, KK_FACT_OTS_ACTIVE, 0 } },
  { "FEEDBACK_TEMPLATE", { KK_PREDICATE_AGREEMENT, KK_FACT_FEEDBACK_TEMPLATE, 0 } },
  { "BEVOEGD_GEZAG_AGREES", { KK_PREDICATE_AGREEMENT, KK_FACT_BEVOEGD_GEZAG_AGREES, 0 } },
  { "TASK_ARTICLE.giver", { KK_PREDICATE_REFERENCE, KK_FACT_TASK_ARTICLE_GIVER, 0 } },
  { "TASK_ARTICLE.receiver", { KK_PREDICATE_REFERENCE, KK_FACT_TASK_ARTICLE_RECEIVER, 0 } },
  { "RAC_TOETS", { KK_PREDICATE_REFERENCE, KK_FACT_RAC_TOETS, 0 } },
  { "LEGAL_GROUND", { KK_PREDICATE_REFERENCE, KK_FACT_LEGAL_GROUND, 0 } },
  { "LEGAL_CLAIM_REF", { KK_PREDICATE_DOCUMENT, KK_FACT_LEGAL_CLAIM_REF, 0 } },
  { "COVENANT", { KK_PREDICATE_DOCUMENT, KK_FACT_COVENANT, 0 } },
  { "SAFEGUARDS_DOC", { KK_PREDICATE_DOCUMENT, KK_FACT_SAFEGUARDS_DOC, 0 } },
  { "RECORDED_AGREEMENT", { KK_PREDICATE_DOCUMENT, KK_FACT_RECORDED_AGREEMENT, 0 } },
  { "WET_IN_MIN_REGELING", { KK_PREDICATE_DOCUMENT, KK_FACT_WET_IN_MIN_REGELING, 0 } },
  { "CONSENT", { KK_PREDICATE_CONSENT, KK_CONSENT_PLAIN, 0 } },
  { "CONSENT_EXPL", { KK_PREDICATE_CONSENT, KK_CONSENT_EXPLICIT, 0 } },
  { "CONSENT_EXPL.registration",
    { KK_PREDICATE_CONSENT, KK_CONSENT_EXPLICIT | KK_CONSENT_WRITTEN | KK_CONSENT_REGISTRATION,
      0 } },
  { "OBLIGATION_ARTICLE", { KK_PREDICATE_OBLIGATION, 0, 0 } },
  { "VORDERING", { KK_PREDICATE_ORDER, 0, 0 } },
  { "ART20_DECISION", { KK_PREDICATE_ART20, 0, 0 } },
  { "OM_RELEASE", { KK_PREDICATE_OM_RELEASE, FALSE, 0 } },
  { "OM_RELEASE.masked", { KK_PREDICATE_OM_RELEASE, TRUE, 0 } },
  { "GIVER_AGREES", { KK_PREDICATE_GIVER_AGREES, 0, 0 } },
  { "OBJECTION", { KK_PREDICATE_OBJECTION, 0, 0 } },
  { "CASE_ADMITTED", { KK_PREDICATE_CASE_ADMITTED, 0, 0 } },
  { "GATE_PARTICIPANTS=giver", { KK_PREDICATE_GATE_PARTICIPANT, 0, 0 } },
  { "GATE_PARTICIPANTS=receiver", { KK_PREDICATE_GATE_PARTICIPANT, 1, 0 } },
  { "INCIDENTAL=receiver", { KK_PREDICATE_INCIDENTAL, 1, 0 } },
  { "receiver.role", { KK_PREDICATE_RECEIVER_ROLE, 0, 0 } },
  { "giver.assigned", { KK_PREDICATE_ASSIGNED, 0, 0 } },
  { "receiver.assigned", { KK_PREDICATE_ASSIGNED, 1, 0 } },
  { "receiver=MELDER", { KK_PREDICATE_MELDER, 0, 0 } },
  { "same-hat", { KK_PREDICATE_SAME_HAT, 0, 0 } },
  { "takes-part", { KK_PREDICATE_TAKES_PART, 0, 0 } },
  { "names=regime", { KK_PREDICATE_NAMES_REGIME, 0, 0 } },
  { "giver-may-hold", { KK_PREDICATE_GIVER_MAY_HOLD, 0, 0 } },
};

typedef enum {
  SET_HATS,
  SET_PURPOSES,
  SET_CATEGORIES,
  SET_SUBJECTS,
  SET_GATES,
  SET_KINDS,
  SET_LIMBS,
  SET_STAGE
} SetKind;

/* Predicates with a set after the equals sign. */
static const struct {
  const char *word;
  KkPredicate predicate;
  SetKind set;
} words_with_set[] = {
  { "GATE", KK_PREDICATE_GATE, SET_GATES },
  { "KIND", KK_PREDICATE_KIND, SET_KINDS },
  { "RIEC_STAGE", KK_PREDICATE_RIEC_STAGE, SET_STAGE },
  { "giver.participant", KK_PREDICATE_PARTICIPANT_GIVER, SET_HATS },
  { "receiver.participant", KK_PREDICATE_PARTICIPANT_RECEIVER, SET_HATS },
  { "limb", KK_PREDICATE_LIMB, SET_LIMBS },
  { "giver", KK_PREDICATE_GIVER, SET_HATS },
  { "receiver", KK_PREDICATE_RECEIVER, SET_HATS },
  { "origin", KK_PREDICATE_ORIGIN, SET_HATS },
  { "purpose", KK_PREDICATE_PURPOSE, SET_PURPOSES },
  { "subject", KK_PREDICATE_SUBJECT, SET_SUBJECTS },
  { "has", KK_PREDICATE_HAS, SET_CATEGORIES },
  { "only", KK_PREDICATE_ONLY, SET_CATEGORIES },
  { "lifted", KK_PREDICATE_LIFTED, SET_CATEGORIES },
  { "names", KK_PREDICATE_NAMES, SET_CATEGORIES },
};

/* The number of one value in a vocabulary that has no groups. */
static gboolean
parse_value (SetKind kind, const char *text, guint *number)
{
  KkSubject subject = KK_SUBJECT_NONE;
  KkGate gate = KK_GATE_NONE;
  KkKind what = KK_KIND_NONE;
  KkLimb limb = KK_LIMB_NONE;
  gboolean found = FALSE;

  if (kind == SET_SUBJECTS) {
    found = kk_subject_parse (text, &subject);
    *number = subject;
  } else if (kind == SET_GATES) {
    found = kk_gate_parse (text, &gate);
    *number = gate;
  } else if (kind == SET_KINDS) {
    found = kk_kind_parse (text, &what);
    *number = what;
  } else if (kind == SET_LIMBS) {
    found = kk_limb_parse (text, &limb);
    *number = limb;
  }
  return found;
}

static gboolean
parse_values (SetKind kind, const char *text, guint32 *set, GError **error)
{
  g_auto (GStrv) values = g_strsplit (text, " ", -1);
  gboolean known = values[0] != NULL;

  *set = 0;
  for (guint i = 0; known && values[i] != NULL; i++) {
    guint number = 0;

    known = parse_value (kind, values[i], &number);
    *set |= 1u << number;
  }
  if (!known)
    g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "unknown value in \"%s\"", text);
  return known;
}

static gboolean
parse_stage (const char *text, guint32 *stage, GError **error)
{
  KkRiecStage found = KK_RIEC_STAGE_NONE;

  if (!kk_riec_stage_parse (text, &found)) {
    g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "unknown stage \"%s\"", text);
    return FALSE;
  }
  *stage = found;
  return TRUE;
}

static gboolean
parse_set (SetKind kind, const char *values, KkPredicateCall *call, GError **error)
{
  g_autofree char *text = g_strdelimit (g_strdup (values), "/", ' ');
  KkHatSet hats = { 0, 0 };

  switch (kind) {
  case SET_HATS:
    if (!kk_hat_set_parse (text, &hats, error))
      return FALSE;
    call->argument = hats.hats;
    call->argument_if_assigned = hats.if_assigned;
    return TRUE;
  case SET_PURPOSES:
    return kk_purposes_parse (text, &call->argument, error);
  case SET_CATEGORIES:
    return kk_categories_parse (text, &call->argument, error);
  case SET_STAGE:
    return parse_stage (text, &call->argument, error);
  case SET_SUBJECTS:
  case SET_GATES:
  case SET_KINDS:
  case SET_LIMBS:
  default:
    return parse_values (kind, text, &call->argument, error);
  }
}

static gboolean
parse_note (const char *word, KkPredicateCall *call)
{
  KkNote note = KK_NOTE_NEED;

  if (!g_str_has_prefix (word, "NOTES.") || !kk_note_parse (word + strlen ("NOTES."), &note))
    return FALSE;
  call->predicate = note == KK_NOTE_ZWAARWEGENDE_REDENEN ? KK_PREDICATE_REFUSAL : KK_PREDICATE_NOTE;
  call->argument = note;
  return TRUE;
}

gboolean
kk_predicate_parse (const char *word, KkPredicateCall *call, GError **error)
{
  const char *equals = strchr (word, '=');

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (strcmp (word, words[i].word) == 0) {
      *call = words[i].call;
      return TRUE;
    }
  }
  *call = (KkPredicateCall){ .argument = 0 };
  if (parse_note (word, call))
    return TRUE;
  for (gsize i = 0; equals != NULL && i < G_N_ELEMENTS (words_with_set); i++) {
    gsize size = (gsize) (equals - word);

    if (strlen (words_with_set[i].word) == size &&
        memcmp (words_with_set[i].word, word, size) == 0) {
      call->predicate = words_with_set[i].predicate;
      return parse_set (words_with_set[i].set, equals + 1, call, error);
    }
  }
  g_set_error (error, KK_POLICY_ERROR, KK_POLICY_ERROR_REGISTER, "unknown predicate \"%s\"", word);
  return FALSE;
}
