/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What follows from the live operations of one record: its words, conflicts, deletion and its line in the list. */

#include "domain/kk-merge.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-private.h"

void
kk_derived_clear (KkDerived *derived)
{
  if (derived->text != NULL)
    g_string_free (derived->text, TRUE);
  g_free (derived->reference);
  g_free (derived->title);
  g_free (derived->stage);
  g_free (derived->municipality);
  *derived = (KkDerived){ 0 };
}

static char **
place_of (const KkVault *vault, guint field, KkDerived *derived)
{
  const KkCaseFields *fields = &vault->case_fields;

  if (field == fields->reference)
    return &derived->reference;
  if (field == fields->title)
    return &derived->title;
  if (field == fields->stage)
    return &derived->stage;
  return field == fields->municipality ? &derived->municipality : NULL;
}

static const char *
text_of (const KkOp *op)
{
  if (op->kind != KK_OP_VALUE || op->value == NULL ||
      kk_value_get_kind (op->value) != KK_VALUE_TEXT)
    return NULL;
  return kk_value_get_text (op->value, NULL);
}

static const KkOp *
first_of (const KkFieldState *state)
{
  return state->current->len > 0 ? state->current->pdata[0] : state->proposals->pdata[0];
}

static void
add_conflict (const KkVaultRecord *record, const KkOp *op, KkDerived *derived)
{
  KkVaultConflict *conflict;

  derived->conflicts++;
  if (derived->registers == NULL)
    return;
  conflict = g_new0 (KkVaultConflict, 1);
  conflict->record = *record;
  conflict->field = op != NULL ? op->field : 0;
  conflict->element = op != NULL ? g_strdup (op->element) : NULL;
  g_ptr_array_add (derived->registers, conflict);
}

/* @ops: the live operations of one register; answers the one that a list shows. */
static const KkOp *
derive_register (const KkVaultRecord *record,
                 KkStoredOp *const *stored,
                 guint n_stored,
                 KkDerived *derived)
{
  g_autofree KkRegisterOp *ops = NULL;
  g_autoptr (KkFieldState) state = NULL;

  if (n_stored == 1)
    return stored[0]->op;
  ops = g_new (KkRegisterOp, n_stored);
  for (guint i = 0; i < n_stored; i++)
    ops[i] = (KkRegisterOp){ stored[i]->op, stored[i]->desk };
  state = kk_merge_fold (ops, n_stored, &record->owner);
  if (state->conflict)
    add_conflict (record, stored[0]->op, derived);
  return first_of (state);
}

static void
add_words (KkStoredOp *const *stored, guint n_stored, KkDerived *derived)
{
  for (guint i = 0; i < n_stored; i++) {
    const char *text = text_of (stored[i]->op);

    if (text == NULL)
      continue;
    g_string_append (derived->text, text);
    g_string_append_c (derived->text, '\n');
  }
}

static void
show_in_list (KkVault *vault, const KkVaultRecord *record, const KkOp *op, KkDerived *derived)
{
  char **place = record->type == KK_RECORD_CASE ? place_of (vault, op->field, derived) : NULL;

  if (place == NULL)
    return;
  g_free (*place);
  *place = g_strdup (text_of (op));
}

static gboolean
same_register (const KkOp *a, const KkOp *b)
{
  return a->field == b->field && g_strcmp0 (a->element, b->element) == 0;
}

static void
derive_registers (KkVault *vault,
                  const KkVaultRecord *record,
                  const GPtrArray *ops,
                  KkDerived *derived)
{
  KkStoredOp *const *stored = (KkStoredOp *const *) ops->pdata;
  guint end;

  for (guint start = 0; start < ops->len; start = end) {
    for (end = start + 1; end < ops->len && same_register (stored[start]->op, stored[end]->op);)
      end++;
    for (guint i = start; i < end; i++)
      derived->updated = MAX (derived->updated, stored[i]->op->time);
    if (stored[start]->op->field == 0)
      continue;
    show_in_list (vault, record, derive_register (record, stored + start, end - start, derived),
                  derived);
    add_words (stored + start, end - start, derived);
  }
}

static gboolean
is_delete_of_owner (const KkStoredOp *stored, const KkVaultRecord *record)
{
  return stored->op->kind == KK_OP_DELETE && kk_id_equal (&stored->desk, &record->owner);
}

static gboolean
lists_dot (const KkOp *deletion, const KkDot *dot)
{
  gsize n_dots = 0;
  const KkDot *dots = NULL;

  if (deletion->value != NULL && kk_value_get_kind (deletion->value) == KK_VALUE_DOTS)
    dots = kk_value_get_dots (deletion->value, &n_dots);
  for (gsize i = 0; i < n_dots; i++) {
    if (dots[i].n == dot->n && kk_id_equal (&dots[i].log, &dot->log))
      return TRUE;
  }
  return FALSE;
}

static gboolean
was_seen_by (const GPtrArray *deletions, const KkDot *dot)
{
  for (guint i = 0; i < deletions->len; i++) {
    if (lists_dot (deletions->pdata[i], dot))
      return TRUE;
  }
  return FALSE;
}

/* §14: delete lists in its value the live dots it saw; another live dot is "deleted, but changed elsewhere". */
static KkDeletion
derive_deletion (const KkVaultRecord *record, const GPtrArray *ops)
{
  g_autoptr (GPtrArray) deletions = g_ptr_array_new ();

  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (is_delete_of_owner (stored, record))
      g_ptr_array_add (deletions, stored->op);
  }
  if (deletions->len == 0)
    return KK_DELETION_NONE;
  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (stored->op->field != 0 && !was_seen_by (deletions, &stored->op->dot))
      return KK_DELETION_CHANGED;
  }
  return KK_DELETION_DELETED;
}

gboolean
kk_vault_derive (KkVault *vault, const KkVaultRecord *record, KkDerived *derived, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (vault, record->idx, KK_OPS_LIVE, error);

  if (ops == NULL)
    return FALSE;
  derived->text = g_string_new (NULL);
  derived->deletion = derive_deletion (record, ops);
  if (derived->deletion == KK_DELETION_CHANGED)
    add_conflict (record, NULL, derived);
  derive_registers (vault, record, ops, derived);
  return TRUE;
}
