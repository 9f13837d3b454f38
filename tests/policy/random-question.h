/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    random questions from the whole vocabulary, repeatable from a seed.
 * Owns:    results belong to the caller.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include "policy/kk-policy.h"

/* @n_fields fields. Facts are mostly favourable and many questions follow a row of @reg, so that all outcomes occur. */
KkQuestion *random_question_new (GRand *random, const KkRegister *reg, guint n_fields)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the same question with copies of its arrays; texts stay those of @question. */
KkQuestion *question_copy (const KkQuestion *question) G_GNUC_WARN_UNUSED_RESULT;
