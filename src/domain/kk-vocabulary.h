/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the closed vocabularies of the legal contract as permanent numbers, and their codes as text.
 *          A number is written into packets and vaults: never reuse one, only add at the end.
 * Owns:    nothing; every text is static.
 * Threads: any.
 * Errors:  parsing answers FALSE for a code outside the vocabulary; 0 is "none" or "not known" everywhere. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Data categories (domain §1.1.1): a field has a set of them, because it may need several laws at once. */
typedef enum {
  KK_CATEGORY_V,
  KK_CATEGORY_C0,
  KK_CATEGORY_GEW_ID,
  KK_CATEGORY_GEW_WOON,
  KK_CATEGORY_GEW_FIN,
  KK_CATEGORY_GEW_WERK,
  KK_CATEGORY_GEW_NETW,
  KK_CATEGORY_GEW_HULP,
  KK_CATEGORY_GEW_VERBLIJF,
  KK_CATEGORY_GEW_VOERT,
  KK_CATEGORY_GEW_ONLINE,
  KK_CATEGORY_BSN,
  KK_CATEGORY_TOEZ,
  KK_CATEGORY_BIJZ_GEZ,
  KK_CATEGORY_BIJZ_SEKS,
  KK_CATEGORY_BIJZ_ETN,
  KK_CATEGORY_BIJZ_REL,
  KK_CATEGORY_BIJZ_BIOM,
  KK_CATEGORY_STRAF_VERM,
  KK_CATEGORY_POL_8,
  KK_CATEGORY_POL_13,
  KK_CATEGORY_POL_9,
  KK_CATEGORY_POL_10,
  KK_CATEGORY_POL_12,
  KK_CATEGORY_JUS_SV,
  KK_CATEGORY_JUS_DOC,
  KK_CATEGORY_JUS_TUL,
  KK_CATEGORY_H1,
  KK_CATEGORY_H2,
  KK_N_CATEGORIES,
} KkCategory;

typedef guint32 KkCategories; /* one bit for each, 1 << KkCategory */

#define KK_CATEGORY_BIT(category) ((KkCategories) (1u << (category)))
#define KK_CATEGORIES_ALL         ((KkCategories) ((1u << KK_N_CATEGORIES) - 1))
#define KK_CATEGORIES_GEW \
  ((KkCategories) (KK_CATEGORY_BIT (KK_CATEGORY_BSN) - KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID)))
/* BIJZ-* of the contract: BIJZ-BIOM is not among them, it is never in the product. */
#define KK_CATEGORIES_BIJZ                                   \
  ((KkCategories) (KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_BIOM) - \
                   KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ)))
#define KK_CATEGORIES_SPECIAL  (KK_CATEGORIES_BIJZ | KK_CATEGORY_BIT (KK_CATEGORY_STRAF_VERM))
#define KK_CATEGORIES_ORDINARY (KK_CATEGORIES_GEW | KK_CATEGORY_BIT (KK_CATEGORY_TOEZ))
#define KK_CATEGORIES_POL \
  ((KkCategories) (KK_CATEGORY_BIT (KK_CATEGORY_POL_12) - KK_CATEGORY_BIT (KK_CATEGORY_POL_8)))
#define KK_CATEGORIES_JUS \
  ((KkCategories) (KK_CATEGORY_BIT (KK_CATEGORY_H1) - KK_CATEGORY_BIT (KK_CATEGORY_JUS_SV)))
#define KK_CATEGORIES_REGIME (KK_CATEGORIES_POL | KK_CATEGORIES_JUS)
#define KK_CATEGORIES_NOBODY (KK_CATEGORY_BIT (KK_CATEGORY_V) | KK_CATEGORY_BIT (KK_CATEGORY_C0))
/* What a partnership or a receiver may be told of, in the words of the contract's table. */
KkCategories kk_categories_as_needed (void);
KkCategories kk_categories_zvh (void);
KkCategories kk_categories_riec_stage (guint stage); /* 1, 2, 3: what that stage adds */
KkCategories kk_categories_riec (void);
guint
kk_categories_least_stage (KkCategories categories); /* the first that has them all; 0 = none has */

/* Statutory hats (domain §1.1.2). */
typedef enum {
  KK_HAT_NONE,
  KK_HAT_GEM_WMO,
  KK_HAT_GEM_JEUGD,
  KK_HAT_GEM_PW,
  KK_HAT_GEM_SHV,
  KK_HAT_GEM_LPL,
  KK_HAT_GEM_BRP,
  KK_HAT_GEM_OOV,
  KK_HAT_VT,
  KK_HAT_ZVH,
  KK_HAT_RIEC,
  KK_HAT_POL,
  KK_HAT_KMAR,
  KK_HAT_OM,
  KK_HAT_NLA,
  KK_HAT_CMH,
  KK_HAT_NRM,
  KK_HAT_IND,
  KK_HAT_COA,
  KK_HAT_DTV,
  KK_HAT_ZORG,
  KK_HAT_JH,
  KK_HAT_GI,
  KK_HAT_RVDK,
  KK_HAT_RECL,
  KK_HAT_SHN,
  KK_HAT_OPV,
  KK_HAT_ONW,
  KK_HAT_BETR,
  KK_HAT_DERDE,
  KK_N_HATS, /* one more than the last */
} KkHat;

typedef guint32 KkHats; /* one bit for each, 1 << KkHat; bit 0 is never set */

#define KK_HAT_BIT(hat) ((KkHats) (1u << (hat)))
#define KK_HATS_ALL     ((KkHats) ((1u << KK_N_HATS) - 2))
#define KK_HATS_GEM     ((KkHats) (KK_HAT_BIT (KK_HAT_VT) - KK_HAT_BIT (KK_HAT_GEM_WMO)))
/* Partnerships under the Wgs, which keep the files of their own tables. */
#define KK_HATS_PARTNERSHIP ((KkHats) (KK_HAT_BIT (KK_HAT_ZVH) | KK_HAT_BIT (KK_HAT_RIEC)))
/* Groups of the contract. zvh-private leaves out JH and OPV: they count only with the college's assignment. */
KkHats kk_hats_public (void);
KkHats kk_hats_zvh_public (void);
KkHats kk_hats_zvh_private (void);
KkHats kk_hats_zvh_assigned (void); /* JH, OPV */
KkHats kk_hats_zvh_third (void);
KkHats kk_hats_riec_part (void);
KkHats kk_hats_gem_af (void); /* what GEM_AF stands for in rows: GEM_WMO, GEM_JEUGD, GEM_OOV */

typedef enum {
  KK_PURPOSE_NONE,
  KK_PURPOSE_ADVIES,
  KK_PURPOSE_HULP,
  KK_PURPOSE_MELDING,
  KK_PURPOSE_WEGING,
  KK_PURPOSE_AANMELDING,
  KK_PURPOSE_STRAFVORDERING,
  KK_PURPOSE_TOEZICHT,
  KK_PURPOSE_OPENBARE_ORDE,
  KK_PURPOSE_REGISTRATIE,
  KK_PURPOSE_ACUUT,
  KK_PURPOSE_MONITORING,
  KK_PURPOSE_VERBLIJF,
  KK_N_PURPOSES,
} KkPurpose;

typedef guint32 KkPurposes;

#define KK_PURPOSE_BIT(purpose) ((KkPurposes) (1u << (purpose)))
#define KK_PURPOSES_ALL         ((KkPurposes) ((1u << KK_N_PURPOSES) - 2))

/* Whose data a field holds, by the role in the case. */
typedef enum {
  KK_SUBJECT_NONE,
  KK_SUBJECT_VICTIM,
  KK_SUBJECT_SUSPECT,
  KK_SUBJECT_FACILITATOR,
  KK_SUBJECT_WITNESS,
  KK_SUBJECT_CHILD,
  KK_SUBJECT_REPORTER,
  KK_SUBJECT_CIRCLE,
  KK_SUBJECT_PROFESSIONAL,
  KK_SUBJECT_ORGANISATION,
  KK_N_SUBJECTS,
} KkSubject;

typedef guint32 KkSubjects;

#define KK_SUBJECT_BIT(subject) ((KkSubjects) (1u << (subject)))

typedef enum {
  KK_OUTCOME_WITHHOLD, /* zero: what nobody decided is withheld */
  KK_OUTCOME_ASK,
  KK_OUTCOME_SEND,
} KkOutcome;

typedef enum {
  KK_CAVEAT_UNKNOWN, /* a caveat in no vocabulary that this version knows: it blocks */
  KK_CAVEAT_WPG_7_2,
  KK_CAVEAT_OM_RELEASE,
  KK_CAVEAT_WGS_2_29_3,
  KK_CAVEAT_AVG_6_1_D,
  KK_N_CAVEATS,
} KkCaveat;

/* In the order in which a decision lists them. */
typedef enum {
  KK_DUTY_SECRECY_NOTICE,
  KK_DUTY_LABEL_FACT_OPINION,
  KK_DUTY_PROTOCOL_39J,
  KK_DUTY_NOTE_WITHIN_24H,
  KK_DUTY_NOTIFY_AFTER,
  KK_DUTY_REBASE_14D,
  KK_DUTY_TELL_KORPS,
  KK_DUTY_MELDCODE_STEPS,
  KK_DUTY_CMH_REPORT,
  KK_DUTY_RECORD_REFUSAL,
  KK_N_DUTIES,
} KkDuty;

typedef guint32 KkDuties;

#define KK_DUTY_BIT(duty) ((KkDuties) (1u << (duty)))

typedef enum {
  KK_GATE_NONE,
  KK_GATE_G0,
  KK_GATE_G1,
  KK_GATE_G2,
  KK_GATE_G3,
  KK_GATE_G4,
  KK_GATE_G5,
  KK_GATE_G6,
  KK_GATE_G7,
  KK_GATE_REJECTED,
  KK_N_GATES,
} KkGate;

typedef enum {
  KK_RIEC_STAGE_NONE,
  KK_RIEC_STAGE_T1,
  KK_RIEC_STAGE_T2,
  KK_RIEC_STAGE_T3,
  KK_N_RIEC_STAGES,
} KkRiecStage;

typedef enum { KK_KIND_NONE, KK_KIND_RAW, KK_KIND_HIT, KK_KIND_RESULT, KK_N_KINDS } KkKind;

/* Limb of Wpg 10.1 (POL-10) or 13.1 (POL-13). */
typedef enum {
  KK_LIMB_NONE,
  KK_LIMB_1A,
  KK_LIMB_1B,
  KK_LIMB_1C,
  KK_LIMB_1D,
  KK_LIMB_1E,
  KK_N_LIMBS,
} KkLimb;

/* Where a count was made; the smallest cell that may be shown differs. */
typedef enum { KK_LEVEL_MUNICIPALITY, KK_LEVEL_REGION, KK_N_LEVELS } KkLevel;

/* Who signed a consent. */
typedef enum {
  KK_SIGNER_NONE,
  KK_SIGNER_SELF,
  KK_SIGNER_REPRESENTATIVE,
  KK_SIGNER_BOTH,
  KK_N_SIGNERS,
} KkSigner;

/* Article of an order to hand over data. */
typedef enum {
  KK_ORDER_ARTICLE_NONE,
  KK_ORDER_ARTICLE_126N,
  KK_ORDER_ARTICLE_126ND,
  KK_ORDER_ARTICLE_126NF,
  KK_N_ORDER_ARTICLES,
} KkOrderArticle;

/* A finding that may not have been made yet. */
typedef enum { KK_TRI_UNKNOWN, KK_TRI_FALSE, KK_TRI_TRUE } KkTri;

/* The tree of domain §1.3.1; CHILD holds only for fields about a child. */
typedef enum { KK_HG_KM_UNKNOWN, KK_HG_KM_FALSE, KK_HG_KM_TRUE, KK_HG_KM_CHILD } KkHgKm;

/* Everything that a decision may rest on or find missing. The same numbers key the facts of a packet's basis.
 * CONSENT_EXPL and REBASE occur only as missing. */
typedef enum {
  KK_FACT_SUBJECT_AGE, /* this and the next two: of the field's person */
  KK_FACT_INCAPABLE_CONSENT,
  KK_FACT_REFUSES,
  KK_FACT_HG_KM,
  KK_FACT_ACUTE_DANGER, /* with ACUTE_UNTIL */
  KK_FACT_INTEREST_SUBJECT,
  KK_FACT_SERIOUSNESS,
  KK_FACT_RVDK_REQUEST_DONE,
  KK_FACT_DIRECTLY_INVOLVED,
  KK_FACT_OTS_ACTIVE,
  KK_FACT_VICTIM_INDICATION,
  KK_FACT_GIVER_CONDITIONS,
  KK_FACT_SOURCE_THREAT,
  KK_FACT_FEEDBACK_TEMPLATE,
  KK_FACT_BEVOEGD_GEZAG_AGREES,
  KK_FACT_MELDER,
  KK_FACT_TASK_ARTICLE_GIVER,
  KK_FACT_TASK_ARTICLE_RECEIVER,
  KK_FACT_RAC_TOETS,
  KK_FACT_LEGAL_GROUND,
  KK_FACT_LEGAL_CLAIM_REF,
  KK_FACT_COVENANT,
  KK_FACT_SAFEGUARDS_DOC,
  KK_FACT_RECORDED_AGREEMENT,
  KK_FACT_WET_IN_MIN_REGELING,
  KK_FACT_OBLIGATION_ARTICLE,
  KK_FACT_VORDERING,
  KK_FACT_ART20_DECISION,
  KK_FACT_OM_RELEASE,
  KK_FACT_GIVER_AGREES,
  KK_FACT_OBJECTION,
  KK_FACT_GATE,
  KK_FACT_GATE_PARTICIPANTS,
  KK_FACT_INCIDENTAL,
  KK_FACT_RIEC_STAGE,
  KK_FACT_KIND,
  KK_FACT_CONSENT,
  KK_FACT_CONSENT_EXPL,
  KK_FACT_REBASE,
  KK_FACT_GIVER_ASSIGNED, /* this and the next six: of the question itself, not of its facts */
  KK_FACT_RECEIVER_ASSIGNED,
  KK_FACT_GIVER_PARTICIPANT,
  KK_FACT_RECEIVER_PARTICIPANT,
  KK_FACT_RECEIVER_ROLE,
  KK_FACT_LIMB,
  KK_FACT_CELL,
  KK_FACT_NOTE_NEED, /* from here on in the order of KkNote */
  KK_FACT_NOTE_PROPORTIONALITY,
  KK_FACT_NOTE_GOED_HULPVERLENER,
  KK_FACT_NOTE_ZWAARWEGENDE_REDENEN,
  KK_FACT_NOTE_ZWAARWEGEND_BELANG,
  KK_FACT_NOTE_BIJZONDER_GEVAL,
  KK_FACT_NOTE_STRICT_NEED,
  KK_FACT_NOTE_STRICT_NEED_9_10,
  KK_FACT_NOTE_COOPERATION_REQUIRED,
  KK_FACT_NOTE_TASK_NECESSITATES,
  KK_FACT_NOTE_UNAVOIDABLE_FOR_ID,
  KK_FACT_NOTE_CONSENT_12_15,
  KK_N_FACTS,
} KkFact;

typedef guint64 KkFactSet; /* one bit for each, 1 << KkFact */

#define KK_FACT_BIT(fact) ((KkFactSet) (G_GUINT64_CONSTANT (1) << (fact)))

/* Notes that a person writes; NOTES.X in the contract is KK_FACT_NOTE_NEED + X here. */
typedef enum {
  KK_NOTE_NEED,
  KK_NOTE_PROPORTIONALITY,
  KK_NOTE_GOED_HULPVERLENER,
  KK_NOTE_ZWAARWEGENDE_REDENEN, /* a refusal */
  KK_NOTE_ZWAARWEGEND_BELANG,
  KK_NOTE_BIJZONDER_GEVAL,
  KK_NOTE_STRICT_NEED,
  KK_NOTE_STRICT_NEED_9_10,
  KK_NOTE_COOPERATION_REQUIRED,
  KK_NOTE_TASK_NECESSITATES,
  KK_NOTE_UNAVOIDABLE_FOR_ID,
  KK_NOTE_CONSENT_12_15,
  KK_N_NOTES,
} KkNote;

#define KK_NOTE_LEAST 10 /* characters, after trimming ASCII white space */

/* Length in characters of @text without the ASCII white space around it; at least KK_NOTE_LEAST makes a note. */
guint kk_note_length (const char *text);

/* The code of a number, or NULL for 0 and for a number outside the vocabulary (a caveat 0 too). */
const char *kk_category_text (KkCategory category);
const char *kk_hat_text (KkHat hat);
const char *kk_purpose_text (KkPurpose purpose);
const char *kk_subject_text (KkSubject subject);
const char *kk_outcome_text (KkOutcome outcome);
const char *kk_caveat_text (KkCaveat caveat);
const char *kk_duty_text (KkDuty duty);
const char *kk_gate_text (KkGate gate);
const char *kk_riec_stage_text (KkRiecStage stage);
const char *kk_kind_text (KkKind kind);
const char *kk_limb_text (KkLimb limb);
const char *kk_level_text (KkLevel level);
const char *kk_signer_text (KkSigner signer);
const char *kk_order_article_text (KkOrderArticle article);
const char *kk_note_text (KkNote note); /* without "NOTES." */
const char *kk_fact_text (KkFact fact); /* as in missing[] of a decision */

gboolean kk_category_parse (const char *text, KkCategory *category) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_hat_parse (const char *text, KkHat *hat) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_purpose_parse (const char *text, KkPurpose *purpose) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_subject_parse (const char *text, KkSubject *subject) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_outcome_parse (const char *text, KkOutcome *outcome) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_caveat_parse (const char *text, KkCaveat *caveat) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_duty_parse (const char *text, KkDuty *duty) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_gate_parse (const char *text, KkGate *gate) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_riec_stage_parse (const char *text, KkRiecStage *stage) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_kind_parse (const char *text, KkKind *kind) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_limb_parse (const char *text, KkLimb *limb) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_level_parse (const char *text, KkLevel *level) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_signer_parse (const char *text, KkSigner *signer) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_order_article_parse (const char *text, KkOrderArticle *article)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_note_parse (const char *text, KkNote *note) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_fact_parse (const char *text, KkFact *fact) G_GNUC_WARN_UNUSED_RESULT;

/* A date of the contract: YYYY-MM-DD, a day that exists. Such texts compare as dates with strcmp(). */
gboolean kk_day_is_valid (const char *text);

G_END_DECLS
