/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one listing of what is due: what all its parts need, and the parts, by what they read.
 * Owns:    KkDueListing what it holds; kk_app_due_list() makes and clears it.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/casework/kk-app-due.h"
#include "app/casework/kk-work-record-private.h"

G_BEGIN_DECLS

typedef struct {
  KkApp *app;
  char *today;
  char *horizon; /* the last day that counts */
  guint days;
  GPtrArray *items; /* (element-type KkDueItem) */
  GHashTable *done; /* "desk thread kind": terms that somebody said are done */
  GHashTable *seen; /* "desk thread what": cases of which that is known */
} KkDueListing;

void kk_due_listing_clear (KkDueListing *listing);

/* (nullable), borrowed: NULL when it is later than what is listed. @record: (nullable): of its case. @due: (nullable): without
 * a day it is open and due now. */
KkDueItem *
kk_due_add (KkDueListing *listing, const KkVaultRecord *record, const char *kind, const char *due);
/* FALSE when this case was looked at for @what before. */
gboolean kk_due_see (KkDueListing *listing, const KkVaultRecord *record, const char *what);
gboolean kk_due_know_done (KkDueListing *listing, const KkVaultRecord *record, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_due_is_done (const KkDueListing *listing, const KkVaultRecord *record, const char *kind);
/* Closed or destroyed, or not there. */
gboolean kk_due_is_over (KkDueListing *listing, const KkVaultRecord *record);

typedef gboolean (*KkDueTake) (KkDueListing *listing, const KkWorkRecord *work, GError **error);

/* Calls @take for each that the own desk wrote. @records: (transfer full) (nullable): NULL is an error that was set. */
gboolean kk_due_take_all (KkDueListing *listing, GArray *records, KkDueTake take, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same for those with a day in @field up to the horizon. */
gboolean kk_due_take_dated (KkDueListing *listing,
                            KkRecordType type,
                            const char *field,
                            KkDueTake take,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The parts. */
gboolean kk_due_take_cases (KkDueListing *listing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_due_take_persons (KkDueListing *listing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_due_take_entries (KkDueListing *listing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_due_take_partners (KkDueListing *listing, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_due_take_desks (KkDueListing *listing, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkDueListing, kk_due_listing_clear)

G_END_DECLS
