/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the list of cases for a GtkListView of any length. The item at a position is a slot that stays; a new question
 *          swaps the handles under the slots, and slots that are on the screen ask the session for what they show. The old
 *          text stays until the new one is there, and nothing waits on the main thread.
 * Owns:    its slots and what they show.
 * Threads: main.
 * Errors:  "failed" with the GError; the rows stay as they were. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_CASE_SLOT (kk_case_slot_get_type ())
G_DECLARE_FINAL_TYPE (KkCaseSlot, kk_case_slot, KK, CASE_SLOT, GObject)

/* (nullable), borrowed until the signal "changed": what this position shows now. */
const KkCaseItem *kk_case_slot_get_item (KkCaseSlot *slot);
/* A row on the screen shows this slot, or does so no more. */
void kk_case_slot_bind (KkCaseSlot *slot);
void kk_case_slot_unbind (KkCaseSlot *slot);

#define KK_TYPE_CASE_MODEL (kk_case_model_get_type ())
G_DECLARE_FINAL_TYPE (KkCaseModel, kk_case_model, KK, CASE_MODEL, GObject)

KkCaseModel *kk_case_model_new (KkSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Asks anew; the newest question wins. Texts are copied. Says "answered" when its rows are there. */
void kk_case_model_ask (KkCaseModel *model, const KkCaseFilter *filter);
gboolean kk_case_model_is_busy (KkCaseModel *model);
/* A case keeps its handle while the vault is open, its position only until the next answer. FALSE when it is not in the
 * list. */
gboolean kk_case_model_find (KkCaseModel *model, gint64 handle, guint *position);
gint64 kk_case_model_get_handle (KkCaseModel *model, guint position);
/* How many slots there are in memory, for tests. */
guint kk_case_model_get_n_slots (KkCaseModel *model);

G_END_DECLS
