/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one case on its way into a draft: the pieces of kk-share-draft.c.
 * Owns:    nothing: everything is borrowed from the draft and its caller.
 * Threads: as KkApp.
 * Errors:  vault, format and policy errors. */

#pragma once

#include "app/sharing/kk-share-draft-private.h"
#include "app/sharing/kk-share-facts-private.h"
#include "vault/kk-vault-shares.h"

G_BEGIN_DECLS

/* One case on its way into a body. */
typedef struct {
  KkApp *app;
  KkShareDraft *draft;
  const KkShareAsk *ask;
  const KkRegister *reg;
  const KkGathered *gathered;
  KkShareFacts *facts;
  KkBody *body;
  GPtrArray *sent; /* (nullable) by gathered record: GPtrArray of KkVaultSent to this desk */
  gsize weight;
} KkShareDrafting;

gboolean kk_share_is_asked (const KkShareAsk *ask, const KkOp *op);
/* Whether the desk has this operation, in a kind that says at least as much. */
gboolean kk_share_had_op (KkShareDrafting *drafting, const KkGatheredField *field, KkOpKind kind);
/* Whether the draft leaves it out for what the desk was sent, or was not. */
gboolean
kk_share_is_skipped (KkShareDrafting *drafting, const KkGatheredField *field, KkOpKind kind);
/* Whether the desk was ever sent something of this field, so that a later change concerns it. */
gboolean kk_share_had_field (KkShareDrafting *drafting, const KkGatheredField *field);
/* TRUE when what comes next has to begin a new body, which has no bases and objects yet. */
gboolean kk_share_make_room (KkShareDrafting *drafting, gsize weight);
/* What an operation will weigh, by estimate. */
gsize kk_share_weigh_op (const KkOp *op);
void kk_share_put_in_body (KkShareDrafting *drafting,
                           const KkGatheredField *field,
                           guint basis,
                           KkOpKind kind);
/* Decides group @index of the case and puts what may go into the body. */
gboolean kk_share_draft_group (KkShareDrafting *drafting, guint index, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
