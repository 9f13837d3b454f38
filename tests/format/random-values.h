/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    random values of the domain that fit into their documents.
 * Owns:    results belong to the caller.
 * Threads: one owner of each GRand.
 * Errors:  none. */

#pragma once

#include "domain/kk-content.h"

KkId kk_random_id (GRand *random);
KkBasis *kk_random_basis (GRand *random);
KkObject *kk_random_object (GRand *random);
KkOp *kk_random_op (GRand *random, const GArray *logs, guint32 n_bases);
KkBody *kk_random_body (GRand *random, guint n_records, guint n_ops);
KkManifest *kk_random_manifest (GRand *random);
KkRegion *kk_random_region (GRand *random);
KkOrganisation *kk_random_organisation (GRand *random);
KkStatement *kk_random_statement (GRand *random);
