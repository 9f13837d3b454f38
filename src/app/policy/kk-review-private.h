/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    remembering that a new register of legal bases has to be looked at by a person, and what it changes for open cases.
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "app/policy/kk-app-policy-update.h"
#include "policy/kk-register.h"

G_BEGIN_DECLS

/* The version @before was replaced: a review that is open already stays where it began. */
gboolean kk_review_begin (KkVault *vault, guint64 before, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Two versions of the register, compared on @day. */
typedef struct {
  KkApp *app;
  const KkRegister *before;
  const KkRegister *after;
  const char *day;
} KkReviewOf;

/* (transfer full): without rows and changes yet. */
KkReviewItem *kk_review_item_new (void);

/* Adds to @items (element-type KkReviewItem) what open cases hold on rows that have ended, or that say something else than
 * before in what the engine goes by. */
gboolean kk_review_cases (const KkReviewOf *review, GPtrArray *items, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
