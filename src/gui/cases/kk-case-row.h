/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one case in a list: working title, reference and step, when it changed, and what asks for attention.
 * Owns:    nothing of the slot it shows.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/cases/kk-case-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_TYPE_CASE_ROW (kk_case_row_get_type ())
G_DECLARE_FINAL_TYPE (KkCaseRow, kk_case_row, KK, CASE_ROW, GtkWidget)

GtkWidget *kk_case_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @slot: (nullable): shows nothing any more. */
void kk_case_row_set_slot (KkCaseRow *row, KkCaseSlot *slot);

/* (transfer full): the title, or the reference of a case that has none. */
char *kk_case_item_dup_title (const KkCaseItem *item);

G_END_DECLS
