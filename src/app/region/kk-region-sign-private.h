/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    signatures of root keys on a version of the region document, and whether they are enough
 *          (exchange §11, "region").
 * Owns:    nothing.
 * Threads: pure functions, any.
 * Errors:  none. */

#pragma once

#include "base/kk-id.h"
#include "domain/kk-network.h"
#include "format/kk-secret-codec.h"

G_BEGIN_DECLS

/* FALSE when @secret is no key. */
gboolean kk_root_key_get_public (const KkSecret *secret, KkPublicKey *key);

/* Signs with those of @keys that are root keys of @before (nullable: version 1) or of @after and have not signed yet;
 * answers how many. */
guint kk_region_add_signatures (KkSignedDocument *document,
                                const KkHash *network_id,
                                const KkRegion *before,
                                const KkRegion *after,
                                const KkRootKeys *keys);

/* How many of the last root set and of the version's own set signed, and how many have to. */
typedef struct {
  guint by_last;
  guint of_last;
  guint by_own;
  guint of_own;
} KkRegionTally;

/* Version 1 has no last set: 0 of 0. */
KkRegionTally kk_region_count_signatures (const KkSignedDocument *document,
                                          const KkHash *network_id,
                                          const KkRegion *before,
                                          const KkRegion *after);
gboolean kk_region_tally_is_enough (const KkRegionTally *tally);

G_END_DECLS
