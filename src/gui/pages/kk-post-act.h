/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a person does about an item of the queue: at once, or after a question when it cannot be undone or needs
 *          words.
 * Owns:    copies.
 * Threads: main; the work is done on the worker.
 * Errors:  as the use cases. */

#pragma once

#include "gui/kk-session.h"
#include "gui/pages/kk-post-words.h"

G_BEGIN_DECLS

typedef struct {
  KkSession *session;
  GtkWidget *page; /* owner of the job, and where a question stands */
  KkSessionDone done;
} KkPostDoing;

/* @id and @choice as in KkPostPressed. */
void kk_post_act_begin (const KkPostDoing *doing, KkPostAct act, const char *id, int choice);

G_END_DECLS
