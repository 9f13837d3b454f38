/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one person record as people know it: name, day of birth, how to reach, and what tells it apart.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/casework/kk-app-person.h"
#include "app/kk-app-private.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* @numbers: (nullable) (element-type utf8): gets what only one person has, written in one way. Case, roles,
 * things and the others of the group stay empty. */
KkPersonItem *
kk_person_item_read (KkApp *app, const KkVaultRecord *record, GPtrArray *numbers, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @id: hex. USAGE when no own desk has a person with it. */
gboolean kk_person_find (KkApp *app, const char *id, KkVaultRecord *record, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
