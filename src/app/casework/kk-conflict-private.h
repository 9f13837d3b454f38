/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one field or record in conflict, as kk-app-conflict.c shows it and kk-app-conflict-resolve.c settles it.
 * Owns:    KkConflictPlace the operations it points at.
 * Threads: as KkApp.
 * Errors:  vault errors; KK_APP_ERROR_USAGE for an id that names nothing. */

#pragma once

#include "app/casework/kk-case-view-private.h"

G_BEGIN_DECLS

typedef struct {
  KkVaultRecord record;
  gboolean deletion;       /* of the whole record; else of one field */
  GPtrArray *ops;          /* (element-type KkStoredOp): the live ones that the rest points at */
  GPtrArray *fields;       /* (element-type KkLiveField) */
  const KkLiveField *live; /* (nullable): NULL for a deletion */
  GPtrArray *deletes;      /* (element-type KkStoredOp): that delete the record */
  GPtrArray *changes;      /* (element-type KkStoredOp): that no delete had seen */
} KkConflictPlace;

/* record/field or record/field/element; record/record for a deletion: (transfer full). */
char *kk_conflict_dup_id (const KkVaultConflict *conflict);

KkConflictPlace *kk_conflict_place_new (KkApp *app, const KkVaultConflict *conflict, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* By id; also of a field that only has a proposal. */
KkConflictPlace *kk_conflict_place_find (KkApp *app, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_conflict_place_free (KkConflictPlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkConflictPlace, kk_conflict_place_free)

G_END_DECLS
