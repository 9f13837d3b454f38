/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one field in the light of one question, and every check of contract 7.1 on it. Each check makes a
 *          verdict worse or leaves it, and notes what is missing and what it rests on.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  none. */

#pragma once

#include "policy/kk-question.h"
#include "policy/kk-rule-private.h"
#include "policy/kk-ways-private.h"

G_BEGIN_DECLS

typedef struct {
  const KkRegister *reg;
  const KkQuestion *question;
  const KkFacts *facts;
  const KkQuestionField *field;
  KkCategories ticked;     /* without V and C0 */
  KkCategories categories; /* and with what a field from POL, KMAR or OM counts as */
  KkHats origins;          /* hats of the chain */
  KkHats suppliers;        /* the same, or the giver */
  const char *person;
  const KkPersonFacts *about; /* nullable: nothing is known of the person */
  const KkRule *basis;        /* of the path in hand; nullable */
  KkCategories lifted;        /* what the lift in hand lifts; 0 = no lift in hand */
  KkWays *ways;               /* of the path in hand; nullable */
} KkCase;

/* kk-case.c */
void kk_case_init (KkCase *c,
                   const KkRegister *reg,
                   const KkQuestion *question,
                   const KkQuestionField *field);
gboolean kk_case_basis_is (const KkCase *c, KkCited cited);
gboolean kk_case_has (const KkCase *c, KkCategories categories);
/* Whether the party is in the set; JH and OPV may be so only with an assignment, which may be unknown. */
void kk_case_check_party (const KkCase *c, gboolean receiver, KkHatSet set, KkVerdict *v);

/* kk-check-facts.c */
void kk_check_hg_km (const KkCase *c, KkVerdict *v);
void kk_check_acute (const KkCase *c, KkVerdict *v);
void kk_check_incapable (const KkCase *c, KkVerdict *v);
void kk_check_finding (const KkCase *c, KkFact fact, KkVerdict *v);
void kk_check_agreement (const KkCase *c, KkFact fact, KkVerdict *v);
void kk_check_reference (const KkCase *c, KkFact fact, KkVerdict *v);
void kk_check_document (const KkCase *c, KkFact fact, KkVerdict *v);
void kk_check_note (const KkCase *c, KkNote note, KkVerdict *v);
void kk_check_gate (const KkCase *c, guint32 gates, KkVerdict *v);
void kk_check_kind (const KkCase *c, guint32 kinds, KkVerdict *v);
void kk_check_riec_stage (const KkCase *c, guint stage, KkVerdict *v);
void kk_check_case_admitted (const KkCase *c, KkVerdict *v);
void kk_check_named (KkFact fact, KkHats named, KkHat hat, KkVerdict *v);
void kk_check_givers_agree (const KkCase *c, KkHats hats, KkVerdict *v);
void kk_check_objection (const KkCase *c, KkVerdict *v);
void kk_check_limb (const KkCase *c, guint32 limbs, KkVerdict *v);
void kk_check_role (const KkCase *c, KkVerdict *v);
void kk_check_assigned (const KkCase *c, gboolean receiver, KkVerdict *v);
void kk_check_participant (const KkCase *c, gboolean receiver, KkHats hats, KkVerdict *v);

/* kk-check-objects.c */
void kk_check_consent (const KkCase *c, KkConsentFlags flags, KkVerdict *v);
void kk_check_release (const KkCase *c, gboolean masked, KkVerdict *v);
void kk_check_art20 (const KkCase *c, KkVerdict *v);
void kk_check_obligation (const KkCase *c, KkVerdict *v);
void kk_check_order (const KkCase *c, KkVerdict *v);

/* kk-check-condition.c; a condition that is not there holds. */
void kk_check_condition (const KkCase *c, const KkCondition *condition, KkVerdict *v);

/* kk-check-whitelist.c: what a ZVH or RIEC may hold; @from KK_HAT_NONE when no supplier is asked after. */
void kk_check_whitelist (const KkCase *c, KkHat holder, KkHat from, KkVerdict *v);
void kk_check_riec_reached (const KkCase *c, KkVerdict *v);

/* A rule of the contract with the row or rows that it cites. */
typedef struct {
  const KkRule *rules[2]; /* nullable */
  KkVerdict verdict;
} KkPart;

/* kk-check-limits.c; the rules stand in the order of the table. */
#define KK_MAX_LIMITS 8
typedef struct {
  guint n;
  KkPart parts[KK_MAX_LIMITS];
} KkLimits;
void kk_check_limits (const KkCase *c, KkLimits *limits);

/* kk-check-secrecy.c */
typedef struct {
  const KkRule
      *rule; /* the row that a fact had to open; NULL = the basis opens secrecy by itself */
  KkVerdict verdict;
} KkSecrecy;
void kk_check_secrecy (const KkCase *c, KkSecrecy *secrecy);
/* The secrecy rows of the giver, for a field that is withheld. */
guint kk_case_list_secrecy (const KkCase *c, const KkRule *rules[2]);

/* kk-check-caveats.c; in the order in which they came to bind. */
typedef struct {
  guint n;
  KkCaveat caveats[KK_N_CAVEATS];
  KkPart parts[KK_N_CAVEATS];
  gboolean by_task; /* WPG-7-2 rests on TASK_NECESSITATES alone */
} KkCaveats;
void kk_check_caveats (const KkCase *c, gboolean personal, KkCaveats *caveats);

G_END_DECLS
