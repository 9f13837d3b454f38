/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    who asks what of the legal engine, put together from what a person said or from a standing share.
 * Owns:    KkShareQuery what it holds.
 * Threads: as KkApp.
 * Errors:  USAGE for a recipient, case or field that is not there. */

#pragma once

#include "app/sharing/kk-app-share.h"
#include "app/sharing/kk-share-draft-private.h"
#include "vault/kk-vault-shares.h"

G_BEGIN_DECLS

typedef struct {
  KkShareAsk ask;
  GArray *threads; /* (element-type KkId) */
  char *day;
  GHashTable *fields; /* (nullable) */
  char *facts;        /* (nullable) */
  char *stage;        /* (nullable) */
} KkShareQuery;

KkShareQuery *kk_share_query_from_plan (KkApp *app, const KkSharePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) without an error when the share cannot flow now: its recipient is gone. */
KkShareQuery *kk_share_query_from_share (KkApp *app, const KkVaultShare *share, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_share_query_free (KkShareQuery *query);

/* "slug/HAT/role". (transfer full) */
char *kk_desk_dup_address (const KkDirectory *directory, const KkId *desk);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkShareQuery, kk_share_query_free)

G_END_DECLS
