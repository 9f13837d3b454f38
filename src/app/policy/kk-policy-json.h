/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the legal question and decision as JSON (design §7, contract 7.1).
 * Owns:    results belong to the caller.
 * Threads: any.
 * Errors:  KK_POLICY_ERROR_QUESTION, with the place and the reason: an unknown key, code or type, a key twice, or
 *          text that is not JSON. A question with an error gets no decision. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of policy/: declared here so that a public header of this layer shows no other. */
typedef struct _KkRegister KkRegister;
typedef struct _KkQuestion KkQuestion;

/* (transfer full): the decision on one line. @length -1: @json ends with a zero. */
char *kk_policy_check_json (const KkRegister *reg, const char *json, gssize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Fills in @question from the object of a question's "facts" alone. */
gboolean
kk_policy_facts_from_json (KkQuestion *question, const char *json, gssize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
