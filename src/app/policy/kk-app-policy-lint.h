/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    whether a file of the register of legal bases, or a profile of a region, would be accepted in its place.
 * Owns:    results belong to the caller.
 * Threads: any; no vault is needed.
 * Errors:  the folder of the register cannot be read. That the file is refused is no error but the answer. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  guint rows;   /* of this file: rows, or what a profile turns off */
  guint drafts; /* rows that no jurist signed */
  guint line;   /* 0 = the whole does not hold, at no one line */
  char *reason; /* (nullable): why it is refused, in English; NULL = accepted */
} KkPolicyLint;

/* @name decides what sort of file it is and whose place it takes; @folder: (nullable): NULL = the register that came
 * with the program. */
KkPolicyLint *
kk_app_policy_lint (const char *name, GBytes *bytes, const char *folder, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_policy_lint_free (KkPolicyLint *lint);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkPolicyLint, kk_policy_lint_free)

G_END_DECLS
