/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what is chosen, not typed, in a decision of the table: does the case fit, which tracks, who takes part, and what
 *          has to be done by when.
 * Owns:    nothing of its widgets, which live in the box of the form.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/table/kk-table-form.h"

G_BEGIN_DECLS

typedef struct _KkTableChoices KkTableChoices;

/* Adds its widgets to @box. */
KkTableChoices *kk_table_choices_new (GtkBox *box, const KkTableFormPlan *plan)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_table_choices_add_tasks (KkTableChoices *choices, GtkBox *box);
void kk_table_choices_free (KkTableChoices *choices);

/* (nullable): what still has to be chosen, a sentence. */
const char *kk_table_choices_find_problem (const KkTableChoices *choices);
void kk_table_choices_read (const KkTableChoices *choices, KkTableWish *wish);
/* (transfer full): what signing means, for the question before it. */
char *kk_table_choices_dup_consequence (const KkTableChoices *choices);
gboolean kk_table_choices_are_touched (const KkTableChoices *choices);
/* It was filed: nothing is touched any more. */
void kk_table_choices_settle (KkTableChoices *choices);

G_END_DECLS
