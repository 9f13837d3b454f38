/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-merge.h"

static guint32
context_of (const KkOp *op, const KkId *log)
{
  for (guint i = 0; op->context != NULL && i < op->context->len; i++) {
    const KkDot *entry = &g_array_index (op->context, KkDot, i);

    if (kk_id_equal (&entry->log, log))
      return entry->n;
  }
  return 0;
}

static gboolean
saw (const KkOp *op, const KkDot *dot)
{
  return dot->n <= context_of (op, &dot->log);
}

/* §14: a context has force only when its desk owns the record or wrote what it replaces, so that a
 * proposal, or a huge counter in one, cannot remove the owner's value. */
gboolean
kk_merge_replaces (const KkRegisterOp *newer, const KkRegisterOp *older, const KkId *owner)
{
  if (newer->op == older->op || !saw (newer->op, &older->op->dot))
    return FALSE;
  return kk_id_equal (&newer->desk, owner) || kk_id_equal (&newer->desk, &older->desk);
}

void
kk_merge_live (const KkRegisterOp *ops, gsize n_ops, const KkId *owner, gboolean *live)
{
  for (gsize i = 0; i < n_ops; i++) {
    live[i] = TRUE;
    for (gsize j = 0; j < n_ops && live[i]; j++)
      live[i] = !kk_merge_replaces (&ops[j], &ops[i], owner);
  }
}

static gboolean
same_content (const KkOp *a, const KkOp *b)
{
  return a->kind == b->kind && kk_value_equal (a->value, b->value);
}

/* A proposal that the owner already has is no proposal any more. */
static gboolean
is_among (const GPtrArray *ops, const KkOp *op)
{
  for (guint i = 0; i < ops->len; i++) {
    if (same_content (ops->pdata[i], op))
      return TRUE;
  }
  return FALSE;
}

/* Two logs of one desk may have written the same; people see it once. */
static void
add_collapsed (GPtrArray *ops, KkOp *op)
{
  if (!is_among (ops, op))
    g_ptr_array_add (ops, op);
}

static gboolean
proposal_conflicts (const KkFieldState *state, const KkOp *proposal)
{
  for (guint i = 0; i < state->current->len; i++) {
    const KkOp *current = state->current->pdata[i];

    if (!saw (proposal, &current->dot))
      return TRUE;
  }
  return FALSE;
}

static int
compare_dots (gconstpointer a, gconstpointer b)
{
  const KkOp *left = *(KkOp *const *) a;
  const KkOp *right = *(KkOp *const *) b;
  int order = kk_id_compare (&left->dot.log, &right->dot.log);

  return order != 0 ? order : (left->dot.n > right->dot.n) - (left->dot.n < right->dot.n);
}

static KkFieldState *
sort_out (GPtrArray *owned, GPtrArray *others)
{
  KkFieldState *state = g_new0 (KkFieldState, 1);

  state->current = g_ptr_array_new ();
  state->proposals = g_ptr_array_new ();
  /* Sorted by dot first, so that which of two equal values stays does not hang on arrival. */
  g_ptr_array_sort (owned, compare_dots);
  g_ptr_array_sort (others, compare_dots);
  for (guint i = 0; i < owned->len; i++)
    add_collapsed (state->current, owned->pdata[i]);
  for (guint i = 0; i < others->len; i++) {
    if (!is_among (state->current, others->pdata[i]))
      add_collapsed (state->proposals, others->pdata[i]);
  }
  state->conflict = state->current->len > 1;
  for (guint i = 0; i < state->proposals->len && !state->conflict; i++)
    state->conflict = proposal_conflicts (state, state->proposals->pdata[i]);
  return state;
}

KkFieldState *
kk_merge_fold (const KkRegisterOp *ops, gsize n_ops, const KkId *owner)
{
  g_autofree gboolean *live = g_new (gboolean, MAX (n_ops, 1));
  g_autoptr (GPtrArray) owned = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  kk_merge_live (ops, n_ops, owner, live);
  for (gsize i = 0; i < n_ops; i++) {
    if (live[i])
      g_ptr_array_add (kk_id_equal (&ops[i].desk, owner) ? owned : others, ops[i].op);
  }
  return sort_out (owned, others);
}

void
kk_field_state_free (KkFieldState *state)
{
  g_ptr_array_unref (state->current);
  g_ptr_array_unref (state->proposals);
  g_free (state);
}

static gboolean
is_log_of (const KkRegisterOp *seen, gsize n_seen, const KkId *log, const KkId *desk)
{
  for (gsize i = 0; i < n_seen; i++) {
    if (kk_id_equal (&seen[i].op->dot.log, log))
      return kk_id_equal (&seen[i].desk, desk);
  }
  return FALSE;
}

/* From an operation of another desk only its dot and its entries for that desk's own logs count:
 * what it claims about anybody else's is not its word to give. */
static void
join_context (KkOp *op, const KkId *desk, const KkRegisterOp *seen, gsize n_seen, gsize which)
{
  const KkOp *other = seen[which].op;
  gboolean own = kk_id_equal (&seen[which].desk, desk);

  kk_op_add_context (op, other->dot);
  for (guint i = 0; other->context != NULL && i < other->context->len; i++) {
    const KkDot *entry = &g_array_index (other->context, KkDot, i);

    if (own || is_log_of (seen, n_seen, &entry->log, &seen[which].desk))
      kk_op_add_context (op, *entry);
  }
}

void
kk_merge_set_context (KkOp *op, const KkId *desk, const KkRegisterOp *seen, gsize n_seen)
{
  for (gsize i = 0; i < n_seen; i++)
    join_context (op, desk, seen, n_seen, i);
}
