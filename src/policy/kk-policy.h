/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the legal engine: one question in, one decision out (contract 7.1). Pure: no clock, no database, no I/O,
 *          so preview, sealing, receiving, audit and `policy check` get the same answer.
 * Owns:    a decision owns its lists; the rows they name belong to the register, which must outlive it.
 * Threads: any.
 * Errors:  none: what cannot be decided is withheld. */

#pragma once

#include "policy/kk-question.h"
#include "policy/kk-register.h"

G_BEGIN_DECLS

/* What would do as well: @with in the place of @of, which is among what is missing. */
typedef struct {
  KkFactSet of;
  KkFactSet with;
} KkWay;

/* The answer for one field. Lists are in the order of the contract. */
typedef struct {
  KkOutcome outcome;
  guint n_rows;
  const KkRow *const *rows;
  guint n_missing; /* ask only */
  const KkFact *missing;
  guint n_ways; /* ask only: beside the least, which missing has */
  const KkWay *ways;
  guint n_caveats; /* send only: they travel with the value */
  KkCaveat caveats[KK_N_CAVEATS];
  const KkRow *retention; /* send of personal data only; nullable */
  gboolean banner;        /* send on a row of confidence M */
  const KkRow *basis;     /* of the path that was chosen; nullable */
  /* Send only: what the outcome rests on. A question with nothing else known gets the same answer (exchange §13). */
  KkFactSet relied;
  guint n_consents;
  const guint16 *consents; /* indices into facts.consents, ascending */
  guint n_releases;
  const guint16 *releases; /* indices into facts.releases, ascending */
} KkFieldDecision;

typedef struct _KkDecision KkDecision;

/* (transfer full). Fields never influence one another; equal ones are decided once. */
KkDecision *kk_policy_decide (const KkRegister *reg, const KkQuestion *question)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_decision_free (KkDecision *decision);

/* In the order of the question's fields. Borrowed; equal fields may share one answer. */
guint kk_decision_get_n_fields (const KkDecision *decision);
const KkFieldDecision *kk_decision_get_field (const KkDecision *decision, guint index);
KkDuties kk_decision_get_duties (const KkDecision *decision);

/* A field from the police or the prosecution is held under their law, whether its author ticked that or not. */
KkCategories kk_policy_add_regime (KkCategories categories, KkHat giver);

/* Forgets every fact that @field, which is sent, does not rest on, as a packet that carries it would (exchange §13). */
void kk_facts_narrow (KkFacts *facts, const KkFieldDecision *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkDecision, kk_decision_free)

G_END_DECLS
