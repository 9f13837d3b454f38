/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a row of the register in words: its codes, its sets and its conditions, for who does not know the codes.
 * Owns:    results belong to the caller; what is said to be static is.
 * Threads: any.
 * Errors:  none; a word that has no other name is shown as it is. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which name a star has in a set. */
typedef enum { KK_WORDS_HATS, KK_WORDS_PURPOSES, KK_WORDS_CATEGORIES } KkWordsKind;

/* (transfer full): a set of a row, "GEM_* but GEM_BRP" or "POL/OM", with @separator between its values. */
char *kk_rule_set_words (const char *set, KkWordsKind kind, const char *separator);
/* (transfer full) (element-type utf8): the parts that all have to hold, each a phrase; or, with @choice (out), of which one
 * has to. */
GPtrArray *kk_rule_condition_words (const char *condition, gboolean *choice);

G_END_DECLS
