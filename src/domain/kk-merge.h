/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    how a set of operations on one field becomes what people see: live values, proposals,
 *          conflicts (exchange §14; docs/formats/operations.md).
 * Owns:    nothing; answers point at the operations that the caller gave.
 * Threads: pure functions, any.
 * Errors:  none: every set of operations has a state. */

#pragma once

#include "domain/kk-operation.h"

G_BEGIN_DECLS

/* The operations of one (record, field, element), each with the desk whose log wrote it. */
typedef struct {
  KkOp *op; /* borrowed */
  KkId desk;
} KkRegisterOp;

typedef struct {
  GPtrArray *
      current; /* (element-type KkOp) borrowed: live operations of the owner desk, equal values collapsed */
  GPtrArray *proposals; /* (element-type KkOp) borrowed: live operations of other desks */
  gboolean
      conflict; /* two different current values, or a proposal that did not see the current one */
} KkFieldState;

/* TRUE when @newer takes the place of @older, given that @owner owns the record. */
gboolean
kk_merge_replaces (const KkRegisterOp *newer, const KkRegisterOp *older, const KkId *owner);

/* TRUE for the operations that none of the others replaces; @live has @n_ops places. */
void kk_merge_live (const KkRegisterOp *ops, gsize n_ops, const KkId *owner, gboolean *live);

/* (transfer full): the state of the field; order of @ops is nothing. */
KkFieldState *kk_merge_fold (const KkRegisterOp *ops, gsize n_ops, const KkId *owner)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_field_state_free (KkFieldState *state);

/* Fills the context of @op, a new operation of @desk: what it saw, joined with what that replaced. */
void kk_merge_set_context (KkOp *op, const KkId *desk, const KkRegisterOp *seen, gsize n_seen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkFieldState, kk_field_state_free)

G_END_DECLS
