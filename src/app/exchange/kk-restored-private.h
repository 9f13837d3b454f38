/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a vault does first after it was put back from a backup: go on under new numbers, erase again what was erased
 *          since the backup, and say what there is newer elsewhere (docs/formats/backup.md, "After restoring").
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors; then it is done at the next opening. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-erased-list.h"
#include "sync/kk-transport.h"

G_BEGIN_DECLS

/* In a vault that was just put back, before anybody uses it. @list: (nullable): what was erased; @newest: number of the newest
 * backup that is known. @erased: (out): how many of the list the vault does not know as erased. */
typedef struct {
  guint64 number;
  guint64 newest;
  const KkErasedList *list;
  guint erased;
} KkRestored;

gboolean kk_restored_note (KkVault *vault, KkRestored *restored, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* At opening: does all of it, once. Nothing to do for a vault that was not put back. */
gboolean kk_restored_settle (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* At the first exchange after it. */
gboolean kk_restored_tell (KkApp *app,
                           KkTransport *transport,
                           const KkRefList *refs,
                           GPtrArray *notices,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
