/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a new version of the region document changes, and whether a later version may change that
 *          (exchange §11; docs/formats/documents.md, "What a region never takes back").
 * Owns:    a list of changes owns its texts.
 * Threads: pure functions, any.
 * Errors:  none. */

#pragma once

#include "domain/kk-network.h"

G_BEGIN_DECLS

/* What a later version may not do, whoever signs it. */
typedef enum {
  KK_REGION_KEEPS_ALL,
  KK_REGION_LOSES_ORGANISATION,
  KK_REGION_LOWERS_LEVEL,
  KK_REGION_LOSES_REVOCATION,
  KK_REGION_ALTERS_SECRET, /* an epoch goes, gets another commitment, or goes back to an earlier state */
} KkRegionBreach;

KkRegionBreach kk_region_find_breach (const KkRegion *before, const KkRegion *after);

typedef enum {
  KK_REGION_CHANGE_NAME,
  KK_REGION_CHANGE_THRESHOLD,
  KK_REGION_CHANGE_ROOT_ADDED,
  KK_REGION_CHANGE_ROOT_REMOVED,
  KK_REGION_CHANGE_REGISTER_KEY_ADDED,
  KK_REGION_CHANGE_REGISTER_KEY_REMOVED,
  KK_REGION_CHANGE_ORGANISATION_ADDED,
  KK_REGION_CHANGE_ORGANISATION_NAME,
  KK_REGION_CHANGE_ORGANISATION_KEY,
  KK_REGION_CHANGE_ORGANISATION_HATS,
  KK_REGION_CHANGE_ORGANISATION_STATUS,
  KK_REGION_CHANGE_SECRET,
  KK_REGION_CHANGE_REMOTE_ADDED,
  KK_REGION_CHANGE_REMOTE_REMOVED,
  KK_REGION_CHANGE_REMOTE_KEY,
  KK_REGION_CHANGE_LEAST_LEVEL,
  KK_REGION_CHANGE_DAYS_TO_LIVE,
  KK_REGION_CHANGE_REVOKED,
  KK_N_REGION_CHANGES
} KkRegionChangeKind;

/* A code such as "root-added", as the command line gives it. */
const char *kk_region_change_text (KkRegionChangeKind kind);
const char *kk_standing_text (KkStanding standing);
const char *kk_secret_state_text (KkSecretState state);

typedef struct {
  KkRegionChangeKind kind;
  char *subject; /* (nullable): slug, key in hex, address, epoch or device */
  char *before;  /* (nullable) */
  char *after;   /* (nullable) */
} KkRegionChange;

void kk_region_change_free (KkRegionChange *change);
/* (transfer full) (element-type KkRegionChange): in the order of the document. */
GPtrArray *kk_region_list_changes (const KkRegion *before, const KkRegion *after)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
