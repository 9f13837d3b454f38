/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    turns any error of any layer into a sentence for a person, a next step, and technical
 *          details apart that hold no personal data.
 * Owns:    its texts.
 * Threads: immutable, any.
 * Errors:  an error it does not know becomes a general sentence with the details apart. */

#pragma once

#include "app/kk-app-error.h"

G_BEGIN_DECLS

typedef struct {
  KkAppError code; /* also the exit code */
  char *sentence;  /* what happened and what it means */
  char *hint;      /* (nullable): what to do */
  char *details;   /* for a helpdesk; English, no personal data */
} KkProblem;

KkProblem *kk_problem_new (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
void kk_problem_free (KkProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkProblem, kk_problem_free)

G_END_DECLS
