/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    conditions of the register as a small tree, and the sets of hats, purposes and categories in its rows.
 * Owns:    a condition owns its nodes.
 * Threads: any; conditions do not change after parsing.
 * Errors:  KK_POLICY_ERROR_REGISTER with the reason; the caller puts file and line before it. */

#pragma once

#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

#define KK_CONDITION_NODES 63
#define KK_CONDITION_DEPTH 6

/* A group may hold JH and OPV only once the college gave them the assignment. */
typedef struct {
  KkHats hats;
  KkHats if_assigned;
} KkHatSet;

gboolean kk_hat_set_parse (const char *text, KkHatSet *set, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_purposes_parse (const char *text, KkPurposes *set, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_categories_parse (const char *text, KkCategories *set, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  /* About what is known; the argument is a KkFact or a set. */
  KK_PREDICATE_HG_KM,
  KK_PREDICATE_ACUTE_DANGER,
  KK_PREDICATE_INCAPABLE,
  KK_PREDICATE_FINDING,
  KK_PREDICATE_AGREEMENT,
  KK_PREDICATE_REFERENCE,
  KK_PREDICATE_DOCUMENT,
  KK_PREDICATE_NOTE,
  KK_PREDICATE_REFUSAL,
  KK_PREDICATE_CONSENT, /* KkConsentFlags */
  KK_PREDICATE_OBLIGATION,
  KK_PREDICATE_ORDER,
  KK_PREDICATE_ART20,
  KK_PREDICATE_OM_RELEASE, /* 1: masked */
  KK_PREDICATE_GIVER_AGREES,
  KK_PREDICATE_OBJECTION,
  KK_PREDICATE_CASE_ADMITTED,
  KK_PREDICATE_GATE,
  KK_PREDICATE_KIND,
  KK_PREDICATE_RIEC_STAGE,
  KK_PREDICATE_GATE_PARTICIPANT, /* 0: giver, 1: receiver */
  KK_PREDICATE_INCIDENTAL,
  KK_PREDICATE_RECEIVER_ROLE,
  KK_PREDICATE_ASSIGNED,
  KK_PREDICATE_PARTICIPANT_GIVER,
  KK_PREDICATE_PARTICIPANT_RECEIVER,
  KK_PREDICATE_LIMB,
  KK_PREDICATE_MELDER,
  KK_PREDICATE_GIVER_MAY_HOLD,
  /* About the question itself: only these may be negated or, with KIND, decide whether more is asked. */
  KK_PREDICATE_GIVER,
  KK_PREDICATE_RECEIVER,
  KK_PREDICATE_SAME_HAT,
  KK_PREDICATE_TAKES_PART,
  KK_PREDICATE_ORIGIN,
  KK_PREDICATE_PURPOSE,
  KK_PREDICATE_SUBJECT,
  KK_PREDICATE_HAS,
  KK_PREDICATE_ONLY,
  KK_PREDICATE_LIFTED,
  KK_PREDICATE_NAMES,
  KK_PREDICATE_NAMES_REGIME,
} KkPredicate;

#define KK_PREDICATE_IS_ABOUT_QUESTION(predicate) ((predicate) >= KK_PREDICATE_GIVER)

typedef enum {
  KK_CONSENT_PLAIN = 0,
  KK_CONSENT_EXPLICIT = 1 << 0,
  KK_CONSENT_WRITTEN = 1 << 1,
  KK_CONSENT_REGISTRATION = 1 << 2, /* CMH-CARE: who signs from 12 to 15 differs */
} KkConsentFlags;

/* One word of the grammar as predicate and argument. */
typedef struct {
  KkPredicate predicate;
  guint32 argument;
  guint32 argument_if_assigned; /* GIVER, RECEIVER */
} KkPredicateCall;

gboolean kk_predicate_parse (const char *word, KkPredicateCall *call, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef enum {
  KK_NODE_PREDICATE,
  KK_NODE_NOT,
  KK_NODE_AND,
  KK_NODE_OR,
  KK_NODE_GUARD, /* [left: right] */
} KkNodeKind;

typedef struct {
  KkNodeKind kind;
  guint left;
  guint right;
  KkPredicateCall call;
} KkNode;

typedef struct {
  guint n_nodes;
  guint root;
  KkNode nodes[KK_CONDITION_NODES];
} KkCondition;

/* (transfer full), freed with g_free(). */
KkCondition *kk_condition_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the condition has such a predicate anywhere. */
gboolean kk_condition_uses (const KkCondition *condition, KkPredicate predicate);

G_END_DECLS
