/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    answers of a person that belong to the legal question itself and not to its facts: through which participants
 *          the desks act, and what holds for every field of it (contract 7.1, "Keys added to the question").
 * Owns:    nothing.
 * Threads: any.
 * Errors:  KK_POLICY_ERROR_QUESTION. */

#pragma once

#include "policy/kk-policy.h"

G_BEGIN_DECLS

/* Codes of the answers, as kk_fact_text() has them where a preview asks for them; also those of claims. */
#define KK_ANSWER_GIVER_PARTICIPANT    "giver.participant"
#define KK_ANSWER_RECEIVER_PARTICIPANT "receiver.participant"
#define KK_ANSWER_LIMB                 "limb"
#define KK_ANSWER_BUSINESS             "business"
#define KK_ANSWER_CELL                 "cell"
#define KK_ANSWER_LEVEL                "level"

/* Start from KK_ANSWERS_INIT. */
typedef struct {
  KkHat giver_participant;
  KkHat receiver_participant;
  KkLimb limb;
  gboolean business;
  gint cell; /* -1 not known */
  KkLevel level;
} KkAnswers;

#define KK_ANSWERS_INIT \
  {                     \
    .cell = -1          \
  }

/* Reads facts and answers from one object; what is about the desks goes into @question at once. */
gboolean kk_policy_answers_from_json (KkQuestion *question,
                                      KkAnswers *answers,
                                      const char *json,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Leaves what was relied on for fields of @sent: more is nobody's business. */
void kk_answers_narrow (KkAnswers *answers, KkFactSet relied, KkCategories sent);
/* What holds for every field. */
void kk_answers_fill (const KkAnswers *answers, KkQuestionField *field);

G_END_DECLS
