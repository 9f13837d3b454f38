/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the facts of a legal question as a basis carries them, and back (exchange §13, "Facts";
 *          docs/formats/body.md, "Claims"). Claims are the writer's word; what is another desk's word
 *          travels as an object and is not in here.
 * Owns:    nothing.
 * Threads: pure functions, any.
 * Errors:  KK_POLICY_ERROR for a claim outside the closed vocabulary. */

#pragma once

#include "app/policy/kk-policy-json-answers-private.h"
#include "domain/kk-content.h"
#include "policy/kk-question.h"

G_BEGIN_DECLS

/* Adds to @basis what the facts of @question and @answers say: narrow both first (kk_facts_narrow, kk_answers_narrow). The
 * age goes as the floor of its bracket. A consent is cut to the receiver and purpose of @question and to @categories. */
void kk_claims_write (KkBasis *basis,
                      const KkQuestion *question,
                      const KkAnswers *answers,
                      KkCategories categories);

/* Fills the facts of @question and @answers from the claims and notes of @basis. */
gboolean
kk_claims_read (KkQuestion *question, KkAnswers *answers, const KkBasis *basis, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
