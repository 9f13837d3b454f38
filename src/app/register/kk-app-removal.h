/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    taking a record or a case away: deleting, which can be undone, and erasing, which cannot (exchange §14,
 *          kinds 4 and 6).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a case or record that is not there, not one's own, or without a reason. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  const char *case_;  /* as in kk_app_case_show() */
  const char *record; /* (nullable): hex id of one of its records; NULL = the whole case */
  const char
      *reason; /* kept in the file (delete) or in the list of erased records (erase: the order) */
} KkRemoval;

/* @count: (out): records. Who was given something of them hears that they were deleted. */
gboolean kk_app_case_delete (KkApp *app, const KkRemoval *removal, guint *count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_app_case_undelete (KkApp *app, const KkRemoval *removal, guint *count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* For ever: only the ids stay, in the list of erased records. Every desk that was given something is asked to do the same. */
gboolean kk_app_case_erase (KkApp *app, const KkRemoval *removal, guint *count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *desk;         /* slug/HAT/role */
  const char *status; /* open | erased | kept */
  char *row;          /* (nullable): on which it is kept */
} KkReceipt;

typedef struct {
  char *record; /* hex */
  char *order;
  char *day;
  guint64 dropped;     /* operations on it that came later */
  GPtrArray *receipts; /* (element-type KkReceipt) */
} KkErasedItem;

/* (element-type KkErasedItem), oldest first. */
GPtrArray *kk_app_erased_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
