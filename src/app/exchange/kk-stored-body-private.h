/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a body made of operations as the vault holds them: what siblings get, and what goes back to its own desk.
 * Owns:    what kk_stored_body_clear() frees.
 * Threads: as KkApp.
 * Errors:  vault and format errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* So many that a packet stays well below its limit; more go in the next one. */
#define KK_STORED_BODY_OPS 4000
/* By estimate; one more operation, its basis and register lines still fit in a packet. */
#define KK_STORED_BODY_BYTES ((gsize) 600 << 10)

typedef struct {
  KkApp *app;
  KkBody *body;        /* (nullable) once it was taken */
  GHashTable *records; /* idx of record → KkBodyRecord, borrowed from the body */
  GHashTable *bases;   /* idx of basis → index in the body + 1 */
  gsize weight;        /* estimated bytes */
} KkStoredBody;

void kk_stored_body_init (KkStoredBody *stored, KkApp *app, KkScope scope);
void kk_stored_body_clear (KkStoredBody *stored);
/* What was erased has nothing to say and is left out. */
gboolean kk_stored_body_add (KkStoredBody *stored, const KkStoredOp *op, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkStoredBody, kk_stored_body_clear)

G_END_DECLS
