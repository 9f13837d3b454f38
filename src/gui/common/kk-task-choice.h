/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    choosing the legal task of a desk, and for a municipality the other tasks of the organisation.
 * Owns:    its widgets.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "domain/kk-vocabulary.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_TASK_CHOICE (kk_task_choice_get_type ())
G_DECLARE_FINAL_TYPE (KkTaskChoice, kk_task_choice, KK, TASK_CHOICE, AdwBin)

GtkWidget *kk_task_choice_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Whether other tasks of the organisation are asked too; not at first. */
void kk_task_choice_ask_others (KkTaskChoice *choice, gboolean asks_others);
KkHat kk_task_choice_get (KkTaskChoice *choice);
/* (transfer full) (element-type KkHat): the chosen one first, then the other ones that are ticked. */
GArray *kk_task_choice_dup_all (KkTaskChoice *choice) G_GNUC_WARN_UNUSED_RESULT;
/* The name of a task, for people. */
const char *kk_task_text (KkHat hat);

G_END_DECLS
