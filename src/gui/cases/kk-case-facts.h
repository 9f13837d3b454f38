/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what is known of a case as rows of a page: tags, persons, records field by field.
 * Owns:    nothing: the boxes get the rows.
 * Threads: main.
 * Errors:  none: what a newer version made is shown by its number. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "gui/kk-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kk_case_facts_add_tags (GtkBox *box, const KkCaseView *view);
void kk_case_facts_add_persons (GtkBox *box, const KkCaseView *view);

typedef struct {
  KkSession *session;
  const KkCaseView *view;
  const GPtrArray *history; /* (element-type KkHistoryLine) */
} KkCaseFacts;

/* @journal: only its entries; else all but those. */
void kk_case_facts_add_records (GtkBox *box, const KkCaseFacts *facts, gboolean journal);

G_END_DECLS
