/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the legal question: who gives what about whom to whom, for what, on which day, and what is known.
 *          Contract 7.1. A plain structure: fill it in directly; zero is "not known" or "none" everywhere.
 * Owns:    its arrays, and what kk_question_text() and kk_question_copy() gave; other pointers are borrowed and
 *          must outlive it.
 * Threads: one owner; once built it may be read by any number.
 * Errors:  none: an incomplete question is decided as such, and what is not known never helps to send. */

#pragma once

#include "domain/kk-vocabulary.h"

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *organisation; /* nullable */
  KkHat hat;
  const char *role;  /* nullable; of the receiving person */
  KkTri assigned;    /* JH, OPV: has the college's assignment */
  KkHat participant; /* through which participant a ZVH or RIEC acts */
} KkParty;

/* One link of the chain through which a field came. */
typedef struct {
  KkHat hat;
  const char *row; /* nullable */
  guint n_caveats;
  KkCaveat caveats[KK_N_CAVEATS]; /* each at most once */
} KkOrigin;

typedef struct {
  const char *id;
  KkCategories categories;
  KkSubject subject;
  const char *person; /* nullable: the subject */
  const KkOrigin *origins;
  guint n_origins;
  KkLimb limb;
  gboolean business;
  gint cell; /* smallest cell behind a count; -1 not known */
  KkLevel level;
} KkQuestionField;

#define KK_QUESTION_FIELD_INIT \
  {                            \
    .cell = -1                 \
  }

typedef struct {
  const char *person; /* field.person or the code of the subject; NULL = the victim of the case */
  gint age;           /* -1 not known */
  KkTri incapable;
  KkTri refuses;
} KkPersonFacts;

typedef struct {
  KkHat hat;
  const char *role; /* nullable: any */
} KkReceiver;

typedef struct {
  KkSubject subject;
  const char *person; /* nullable: the subject */
  KkHat receiver;
  const char *organisation; /* nullable: any */
  const char *role;         /* nullable: any */
  KkPurpose purpose;
  KkCategories categories;
  KkTri is_explicit;
  KkTri is_written;
  KkSigner by;
  const char *given;     /* day; NULL never holds */
  const char *expires;   /* day; NULL never holds */
  const char *withdrawn; /* day; NULL = not withdrawn */
  KkTri freely_given;
  KkTri conflict; /* the representative is the exploiter */
} KkConsent;

/* Start from KK_RELEASE_INIT: a release that says nothing of subjects is about the victim only. */
typedef struct {
  const KkReceiver *receivers;
  guint n_receivers;
  KkCategories scope;
  const char *until; /* day; NULL never holds */
  KkSubjects subjects;
} KkRelease;

#define KK_RELEASE_INIT                            \
  {                                                \
    .subjects = KK_SUBJECT_BIT (KK_SUBJECT_VICTIM) \
  }

/* VORDERING; no id = none. */
typedef struct {
  const char *id;
  KkOrderArticle article;
  KkCategories categories;
} KkOrder;

/* ART20_DECISION; no reference = none. */
typedef struct {
  const char *reference;
  const KkReceiver *receivers;
  guint n_receivers;
  KkCategories categories;
  KkPurposes purposes;
} KkArt20Decision;

#define KK_N_FINDINGS   KK_FACT_MELDER
#define KK_FACT_TEXT_0  KK_FACT_TASK_ARTICLE_GIVER
#define KK_N_FACT_TEXTS (KK_FACT_OBLIGATION_ARTICLE + 1 - KK_FACT_TEXT_0)

typedef struct {
  KkPersonFacts victim;
  GArray *persons; /* KkPersonFacts of others; their person is never NULL */
  KkHgKm hg_km;
  /* By KkFact, INTEREST_SUBJECT to BEVOEGD_GEZAG_AGREES and ACUTE_DANGER; the places before those stay unused. */
  KkTri findings[KK_N_FINDINGS];
  const char *acute_until; /* day; NULL = no end */
  KkHat melder;
  /* References and documents by KkFact − KK_FACT_TEXT_0, TASK_ARTICLE.giver to OBLIGATION_ARTICLE; nullable. */
  const char *texts[KK_N_FACT_TEXTS];
  KkOrder order;
  KkArt20Decision art20;
  GArray *releases; /* KkRelease */
  KkHats giver_agrees;
  gboolean objection_asked;
  KkHats objection;
  KkGate gate;
  KkHats gate_participants;
  KkHats incidental;
  KkRiecStage riec_stage;
  KkKind kind;
  guint
      note_length[KK_N_NOTES]; /* kk_note_length(); the text itself stays at home (exchange §13) */
  GArray *consents;            /* KkConsent */
} KkFacts;

typedef struct _KkQuestion {
  const char *at; /* day */
  KkParty giver;
  KkParty receiver;
  KkPurpose purpose;
  GPtrArray *off; /* ids of rows that the regional profile does not use */
  KkFacts facts;
  GArray *fields; /* KkQuestionField */
  /*< private >*/
  GStringChunk *texts;
  GPtrArray *blocks;
} KkQuestion;

/* (transfer full): nothing known, no fields. */
KkQuestion *kk_question_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_question_free (KkQuestion *question);

/* Copies that live as long as the question; equal texts are kept once. NULL gives NULL. */
const char *kk_question_text (KkQuestion *question, const char *text);
gconstpointer kk_question_copy (KkQuestion *question, gconstpointer data, gsize size);

/* Each copies the structure, not what it points to. */
void kk_question_add_field (KkQuestion *question, const KkQuestionField *field);
void kk_question_add_person (KkQuestion *question, const KkPersonFacts *person);
void kk_question_add_consent (KkQuestion *question, const KkConsent *consent);
void kk_question_add_release (KkQuestion *question, const KkRelease *release);
void kk_question_turn_off (KkQuestion *question, const char *row); /* copies the text */

guint kk_question_get_n_fields (const KkQuestion *question);
const KkQuestionField *kk_question_get_field (const KkQuestion *question, guint index);

/* Adds @caveat unless it is there. */
void kk_origin_add_caveat (KkOrigin *origin, KkCaveat caveat);

/* field.person, or the code of its subject; NULL when it has neither. */
const char *kk_question_field_person (const KkQuestionField *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkQuestion, kk_question_free)

G_END_DECLS
