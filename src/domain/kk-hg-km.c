/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-hg-km.h"

const char *
kk_hg_km_question_text (KkHgKmQuestion question)
{
  static const char *const texts[] = { "minor", "dependent", "circle", "child" };

  return question < KK_N_HG_KM_QUESTIONS ? texts[question] : NULL;
}

/* Whoever is neither a minor with the exploiter above them nor an adult with the exploiter at home: perhaps there is a
 * child, and then only what that child needs may be reported. */
static KkHgKmQuestion
ask_child (KkTri child, KkHgKm *result)
{
  if (child == KK_TRI_UNKNOWN)
    return KK_HG_KM_ASK_CHILD;
  *result = child == KK_TRI_TRUE ? KK_HG_KM_CHILD : KK_HG_KM_FALSE;
  return KK_N_HG_KM_QUESTIONS;
}

KkHgKmQuestion
kk_hg_km_next (const KkTri *answers, KkHgKm *result)
{
  KkHgKmQuestion second;

  *result = KK_HG_KM_UNKNOWN;
  if (answers[KK_HG_KM_ASK_MINOR] == KK_TRI_UNKNOWN)
    return KK_HG_KM_ASK_MINOR;
  second =
      answers[KK_HG_KM_ASK_MINOR] == KK_TRI_TRUE ? KK_HG_KM_ASK_DEPENDENT : KK_HG_KM_ASK_CIRCLE;
  if (answers[second] == KK_TRI_UNKNOWN)
    return second;
  if (answers[second] == KK_TRI_FALSE)
    return ask_child (answers[KK_HG_KM_ASK_CHILD], result);
  *result = KK_HG_KM_TRUE;
  return KK_N_HG_KM_QUESTIONS;
}
