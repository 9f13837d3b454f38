/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a question of one desk to others in the queue: what was asked, by when, who answered and who did not, and whom to
 *          call about it.
 * Owns:    results belong to the caller.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/pages/kk-post-words.h"

G_BEGIN_DECLS

char *kk_post_question_dup_title (const KkPostItem *item);
void kk_post_question_fill (GtkBox *box, const KkPostDesk *desk);

G_END_DECLS
