/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-vocabulary.h"

#include <string.h>

static const char *const categories[KK_N_CATEGORIES] = {
  "V",          "C0",       "GEW-ID",       "GEW-WOON",  "GEW-FIN",    "GEW-WERK",
  "GEW-NETW",   "GEW-HULP", "GEW-VERBLIJF", "GEW-VOERT", "GEW-ONLINE", "BSN",
  "TOEZ",       "BIJZ-GEZ", "BIJZ-SEKS",    "BIJZ-ETN",  "BIJZ-REL",   "BIJZ-BIOM",
  "STRAF-VERM", "POL-8",    "POL-13",       "POL-9",     "POL-10",     "POL-12",
  "JUS-SV",     "JUS-DOC",  "JUS-TUL",      "H1",        "H2",
};

static const char *const hats[KK_N_HATS] = {
  NULL,   "GEM_WMO", "GEM_JEUGD", "GEM_PW", "GEM_SHV", "GEM_LPL", "GEM_BRP", "GEM_OOV",
  "VT",   "ZVH",     "RIEC",      "POL",    "KMAR",    "OM",      "NLA",     "CMH",
  "NRM",  "IND",     "COA",       "DTV",    "ZORG",    "JH",      "GI",      "RVDK",
  "RECL", "SHN",     "OPV",       "ONW",    "BETR",    "DERDE",
};

static const char *const purposes[KK_N_PURPOSES] = {
  NULL,         "advies",         "hulp",     "melding",       "weging",
  "aanmelding", "strafvordering", "toezicht", "openbare-orde", "registratie",
  "acuut",      "monitoring",     "verblijf",
};

static const char *const subjects[KK_N_SUBJECTS] = {
  NULL,    "victim",   "suspect", "facilitator",  "witness",
  "child", "reporter", "circle",  "professional", "organisation",
};

static const char *const outcomes[] = { "withhold", "ask", "send" };

static const char *const caveats[KK_N_CAVEATS] = {
  NULL, "WPG-7-2", "OM_RELEASE", "WGS-2-29-3", "AVG-6-1-D",
};

static const char *const duties[KK_N_DUTIES] = {
  "SECRECY_NOTICE", "LABEL_FACT_OPINION", "PROTOCOL_39J",   "NOTE_WITHIN_24H", "NOTIFY_AFTER",
  "REBASE_14D",     "TELL_KORPS",         "MELDCODE_STEPS", "CMH_REPORT",      "RECORD_REFUSAL",
};

static const char *const gates[KK_N_GATES] = {
  NULL, "G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "REJECTED",
};

static const char *const riec_stages[KK_N_RIEC_STAGES] = { NULL, "T1", "T2", "T3" };
static const char *const kinds[KK_N_KINDS] = { NULL, "raw", "hit", "result" };
static const char *const limbs[KK_N_LIMBS] = { NULL, "1a", "1b", "1c", "1d", "1e" };
static const char *const levels[KK_N_LEVELS] = { "municipality", "region" };
static const char *const signers[KK_N_SIGNERS] = { NULL, "self", "representative", "both" };
static const char *const order_articles[KK_N_ORDER_ARTICLES] = { NULL, "126n", "126nd", "126nf" };

#define NOTES_PREFIX "NOTES."
#define NOTE_OFFSET  (sizeof NOTES_PREFIX - 1)

static const char *const facts[KK_N_FACTS] = {
  "SUBJECT_AGE",
  "INCAPABLE_CONSENT",
  "REFUSES",
  "HG_KM",
  "ACUTE_DANGER",
  "INTEREST_SUBJECT",
  "SERIOUSNESS",
  "RVDK_REQUEST_DONE",
  "DIRECTLY_INVOLVED",
  "OTS_ACTIVE",
  "VICTIM_INDICATION",
  "GIVER_CONDITIONS",
  "SOURCE_THREAT",
  "FEEDBACK_TEMPLATE",
  "BEVOEGD_GEZAG_AGREES",
  "MELDER",
  "TASK_ARTICLE.giver",
  "TASK_ARTICLE.receiver",
  "RAC_TOETS",
  "LEGAL_GROUND",
  "LEGAL_CLAIM_REF",
  "COVENANT",
  "SAFEGUARDS_DOC",
  "RECORDED_AGREEMENT",
  "WET_IN_MIN_REGELING",
  "OBLIGATION_ARTICLE",
  "VORDERING",
  "ART20_DECISION",
  "OM_RELEASE",
  "GIVER_AGREES",
  "OBJECTION",
  "GATE",
  "GATE_PARTICIPANTS",
  "INCIDENTAL",
  "RIEC_STAGE",
  "KIND",
  "CONSENT",
  "CONSENT_EXPL",
  "REBASE",
  "giver.assigned",
  "receiver.assigned",
  "giver.participant",
  "receiver.participant",
  "receiver.role",
  "limb",
  "cell",
  NOTES_PREFIX "NEED",
  NOTES_PREFIX "PROPORTIONALITY",
  NOTES_PREFIX "GOED_HULPVERLENER",
  NOTES_PREFIX "ZWAARWEGENDE_REDENEN",
  NOTES_PREFIX "ZWAARWEGEND_BELANG",
  NOTES_PREFIX "BIJZONDER_GEVAL",
  NOTES_PREFIX "STRICT_NEED",
  NOTES_PREFIX "STRICT_NEED_9_10",
  NOTES_PREFIX "COOPERATION_REQUIRED",
  NOTES_PREFIX "TASK_NECESSITATES",
  NOTES_PREFIX "UNAVOIDABLE_FOR_ID",
  NOTES_PREFIX "CONSENT_12_15",
};

G_STATIC_ASSERT (KK_N_CATEGORIES == 29 && KK_N_HATS == 30 && KK_N_FACTS <= 64);
G_STATIC_ASSERT (KK_FACT_NOTE_NEED + KK_N_NOTES == KK_N_FACTS);

static gboolean
find_code (const char *const *codes, guint n_codes, const char *text, guint *number)
{
  for (guint i = 0; i < n_codes; i++) {
    if (codes[i] != NULL && strcmp (codes[i], text) == 0) {
      *number = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* One pair of functions for each vocabulary; the number is the place in its table. */
#define DEFINE_VOCABULARY(noun, Type, table)                               \
  const char *kk_##noun##_text (Type number)                               \
  {                                                                        \
    return (guint) number < G_N_ELEMENTS (table) ? (table)[number] : NULL; \
  }                                                                        \
                                                                           \
  gboolean kk_##noun##_parse (const char *text, Type *number)              \
  {                                                                        \
    guint found = 0;                                                       \
                                                                           \
    if (!find_code (table, G_N_ELEMENTS (table), text, &found))            \
      return FALSE;                                                        \
    *number = (Type) found;                                                \
    return TRUE;                                                           \
  }

DEFINE_VOCABULARY (category, KkCategory, categories)
DEFINE_VOCABULARY (hat, KkHat, hats)
DEFINE_VOCABULARY (purpose, KkPurpose, purposes)
DEFINE_VOCABULARY (subject, KkSubject, subjects)
DEFINE_VOCABULARY (outcome, KkOutcome, outcomes)
DEFINE_VOCABULARY (caveat, KkCaveat, caveats)
DEFINE_VOCABULARY (duty, KkDuty, duties)
DEFINE_VOCABULARY (gate, KkGate, gates)
DEFINE_VOCABULARY (riec_stage, KkRiecStage, riec_stages)
DEFINE_VOCABULARY (kind, KkKind, kinds)
DEFINE_VOCABULARY (limb, KkLimb, limbs)
DEFINE_VOCABULARY (level, KkLevel, levels)
DEFINE_VOCABULARY (signer, KkSigner, signers)
DEFINE_VOCABULARY (order_article, KkOrderArticle, order_articles)
DEFINE_VOCABULARY (fact, KkFact, facts)

const char *
kk_note_text (KkNote note)
{
  return (guint) note < KK_N_NOTES ? facts[KK_FACT_NOTE_NEED + (guint) note] + NOTE_OFFSET : NULL;
}

gboolean
kk_note_parse (const char *text, KkNote *note)
{
  for (guint i = 0; i < KK_N_NOTES; i++) {
    if (strcmp (kk_note_text ((KkNote) i), text) == 0) {
      *note = (KkNote) i;
      return TRUE;
    }
  }
  return FALSE;
}

/* g_ascii_isspace() leaves out the vertical tab. */
static gboolean
is_white_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

guint
kk_note_length (const char *text)
{
  const char *start = text;
  const char *end;

  while (is_white_space (*start))
    start++;
  end = start + strlen (start);
  while (end > start && is_white_space (end[-1]))
    end--;
  return (guint) g_utf8_strlen (start, end - start);
}

#define CATEGORY(name) KK_CATEGORY_BIT (KK_CATEGORY_##name)
#define HAT(name)      KK_HAT_BIT (KK_HAT_##name)

KkCategories
kk_categories_as_needed (void)
{
  return KK_CATEGORIES_ORDINARY | KK_CATEGORIES_SPECIAL | CATEGORY (BSN) | CATEGORY (POL_8) |
         CATEGORY (POL_13) | CATEGORY (H2);
}

KkCategories
kk_categories_zvh (void)
{
  return CATEGORY (GEW_ID) | CATEGORY (GEW_WOON) | CATEGORY (GEW_FIN) | CATEGORY (GEW_NETW) |
         CATEGORY (GEW_HULP) | CATEGORY (BSN) | CATEGORY (TOEZ) | CATEGORY (BIJZ_GEZ) |
         CATEGORY (STRAF_VERM);
}

KkCategories
kk_categories_riec_stage (guint stage)
{
  switch (stage) {
  case 1:
    return CATEGORY (GEW_ID) | CATEGORY (GEW_WOON) | CATEGORY (GEW_FIN) | CATEGORY (GEW_WERK) |
           CATEGORY (GEW_NETW) | CATEGORY (GEW_VERBLIJF) | CATEGORY (GEW_VOERT) | CATEGORY (BSN) |
           CATEGORY (TOEZ);
  case 2:
    return CATEGORY (POL_8) | CATEGORY (POL_13) | KK_CATEGORIES_JUS | CATEGORY (BIJZ_SEKS);
  case 3:
    return CATEGORY (POL_9) | CATEGORY (POL_10);
  default:
    return 0;
  }
}

guint
kk_categories_least_stage (KkCategories held)
{
  guint stage = 3;

  while (stage > 0 && (held & kk_categories_riec_stage (stage)) == 0)
    stage--;
  return stage;
}

KkCategories
kk_categories_riec (void)
{
  return kk_categories_riec_stage (1) | kk_categories_riec_stage (2) |
         kk_categories_riec_stage (3) | CATEGORY (STRAF_VERM);
}

KkHats
kk_hats_public (void)
{
  return KK_HATS_GEM | HAT (POL) | HAT (KMAR) | HAT (OM) | HAT (NLA) | HAT (NRM) | HAT (IND) |
         HAT (COA) | HAT (DTV) | HAT (RVDK);
}

KkHats
kk_hats_zvh_public (void)
{
  return HAT (RVDK) | HAT (POL) | HAT (OM) | (KK_HATS_GEM & ~HAT (GEM_BRP));
}

KkHats
kk_hats_zvh_private (void)
{
  return HAT (RECL) | HAT (VT) | HAT (GI) | HAT (ZORG);
}

KkHats
kk_hats_zvh_assigned (void)
{
  return HAT (JH) | HAT (OPV);
}

KkHats
kk_hats_zvh_third (void)
{
  return HAT (NLA) | HAT (CMH) | HAT (ONW) | HAT (IND) | HAT (COA) | HAT (DTV) | HAT (KMAR) |
         HAT (SHN) | HAT (DERDE);
}

KkHats
kk_hats_riec_part (void)
{
  return HAT (POL) | HAT (KMAR) | HAT (IND) | HAT (OM) | HAT (GEM_OOV) | HAT (GEM_PW) |
         HAT (GEM_BRP) | HAT (NLA);
}

KkHats
kk_hats_gem_af (void)
{
  return HAT (GEM_WMO) | HAT (GEM_JEUGD) | HAT (GEM_OOV);
}

gboolean
kk_day_is_valid (const char *text)
{
  guint number[3] = { 0, 0, 0 };

  if (strlen (text) != 10)
    return FALSE;
  for (guint i = 0, part = 0; i < 10; i++) {
    if (i == 4 || i == 7) {
      if (text[i] != '-')
        return FALSE;
      part++;
    } else if (!g_ascii_isdigit (text[i])) {
      return FALSE;
    } else {
      number[part] = number[part] * 10 + (guint) (text[i] - '0');
    }
  }
  return g_date_valid_dmy ((GDateDay) number[2], (GDateMonth) number[1], (GDateYear) number[0]);
}
