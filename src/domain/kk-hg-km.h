/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the tree that finds whether a case is domestic violence or child abuse in the sense of the law on the duty
 *          to report (domain research §1.3.1): one question after the other, then the finding HG_KM.
 * Owns:    nothing.
 * Threads: pure.
 * Errors:  none: without an answer the tree stays at its question. */

#pragma once

#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

typedef enum {
  KK_HG_KM_ASK_MINOR,     /* is the victim younger than 18 */
  KK_HG_KM_ASK_DEPENDENT, /* is the exploiter somebody the minor depends on or is unfree towards */
  KK_HG_KM_ASK_CIRCLE,    /* does the exploiter belong to the domestic circle of the adult */
  KK_HG_KM_ASK_CHILD,     /* is a child in the household, or a witness */
  KK_N_HG_KM_QUESTIONS,   /* nothing more to ask */
} KkHgKmQuestion;

/* "minor", "dependent", "circle", "child": as answers are named. */
const char *kk_hg_km_question_text (KkHgKmQuestion question);

/* The next question to ask after @answers (KK_N_HG_KM_QUESTIONS of them, unknown where there is none yet); when there
 * is none, @result: (out) is the finding. */
KkHgKmQuestion kk_hg_km_next (const KkTri *answers, KkHgKm *result);

G_END_DECLS
