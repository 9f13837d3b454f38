/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one value of a case as a row that can be changed where it stands: kept at each pause of typing, and with its
 *          history under it. It tells the page by actions: case.editing (b) while it is open, case.changed (s) with a
 *          sentence when something was kept.
 * Owns:    what is typed, until it is kept.
 * Threads: main.
 * Errors:  beside the value; what was typed stays on the screen. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_CASE_FIELD (kk_case_field_get_type ())
G_DECLARE_FINAL_TYPE (KkCaseField, kk_case_field, KK, CASE_FIELD, AdwPreferencesRow)

typedef struct {
  KkSession *session;
  const KkCaseView *view;
  const KkRecordView *record;
  const KkFieldView *field;
  const GPtrArray *history; /* (element-type KkHistoryLine): of the whole case */
} KkCaseFieldPlan;

/* Opens it for changing, as its button does. */
void kk_case_field_open (KkCaseField *row);
GtkWidget *kk_case_field_new (const KkCaseFieldPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
