/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    asking the register of legal bases without a case: one question, the whole list, one row.
 * Owns:    results belong to the caller.
 * Threads: any; no vault is needed.
 * Errors:  KK_APP_ERROR_USAGE for a question that is not one, KK_POLICY_ERROR for a register that does not parse. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct _KkPolicyBook KkPolicyBook;

/* @folder: (nullable): NULL = the register that came with the program. */
KkPolicyBook *kk_app_policy_open (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_policy_book_free (KkPolicyBook *book);

/* (transfer full): the decision as JSON. */
char *kk_app_policy_check (KkPolicyBook *book, const char *json, gssize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): JSON array of {id, effect, article, short, confidence}. */
char *kk_app_policy_list (KkPolicyBook *book);
/* (transfer full) (nullable): JSON object of one row with its text; NULL when there is none. */
char *kk_app_policy_show (KkPolicyBook *book, const char *row);

/* One line of a rule as a person reads it. */
typedef struct {
  const char *label; /* translated */
  char *text;        /* translated where it is not the law's own */
} KkPolicyLine;

void kk_policy_line_free (KkPolicyLine *line);
/* (transfer full) (element-type KkPolicyLine): the row without codes; a condition has a line for each part. */
GPtrArray *kk_app_policy_words (KkPolicyBook *book, const char *row);
/* What an effect of the list is called; static. */
const char *kk_app_policy_effect_words (const char *effect);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkPolicyBook, kk_policy_book_free)

G_END_DECLS
