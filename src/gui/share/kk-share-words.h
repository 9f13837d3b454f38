/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the page Delen says about one value for one recipient: mark, article, short reason, and the verb that
 *          answers an open question.
 * Owns:    results are (transfer full) where they are char *.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/share/kk-share-rows.h"

G_BEGIN_DECLS

typedef enum {
  KK_SHARE_GOES,
  KK_SHARE_STAYS,
  KK_SHARE_OPEN,
  KK_SHARE_LEFT_OUT,
} KkShareMark;

/* @field: (nullable): NULL or left out by the person: not chosen. */
KkShareMark kk_share_words_mark (const KkSharedField *field, gboolean left_out);
const char *kk_share_words_icon (KkShareMark mark);
const char *kk_share_words_class (KkShareMark mark);
/* The first and the second line of a cell. */
char *kk_share_words_dup_title (const KkSharedField *field, KkShareMark mark);
char *kk_share_words_dup_reason (const KkSharedField *field, KkShareMark mark);
/* "Injury goes to Veilig Thuis" and so on: a heading. */
char *kk_share_words_dup_heading (const char *title, const char *organisation, KkShareMark mark);
/* The whole of a cell in one sentence, for a screen reader. */
char *kk_share_words_dup_name (const KkShareRow *row,
                               const KkShareColumn *column,
                               const KkSharedField *field,
                               KkShareMark mark);
/* What a person does about it: "Write the reason"; static. */
const char *kk_share_words_verb (const KkShareStep *step);
/* "S. Example, care coordination" */
char *kk_share_words_dup_person (const KkShareColumn *column);
const char *kk_share_words_purpose (KkPurpose purpose);

G_END_DECLS
