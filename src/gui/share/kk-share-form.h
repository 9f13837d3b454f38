/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    answering one open question of the page Delen in its place: the reason, the consent, a finding, the kinds of a
 *          text, a decision. What was answered is kept in the case; then the page is told by the action share.done (s),
 *          with a sentence, and asks the law again.
 * Owns:    what is typed, until it is kept.
 * Threads: main.
 * Errors:  in its own bar; what was typed stays. */

#pragma once

#include "gui/share/kk-share-answer.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *case_;
  const KkShareColumn *column;
  const KkShareStep *step; /* (nullable): NULL = which kinds a text holds */
  KkCategories categories; /* of what waits for the answer */
  const char *record;      /* (nullable): of the text, or of the person */
  const char *field;       /* (nullable) */
  const char *text;        /* (nullable): that stands there now */
} KkShareFormPlan;

GtkWidget *kk_share_form_new (KkSession *session, const KkShareFormPlan *plan)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
