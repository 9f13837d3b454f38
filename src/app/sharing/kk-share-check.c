/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/sharing/kk-share-draft-private.h"
#include "format/kk-body-codec.h"

/* Second half of a draft: the sender decides again from the bytes alone, as the receiver will. */

static KkDraftField *
find_field (const KkShareDraft *draft, guint *from, const KkBodyRecord *record, const KkOp *op)
{
  for (guint i = 0; i < draft->fields->len; i++) {
    KkDraftField *field = draft->fields->pdata[(*from + i) % draft->fields->len];

    /* Fields and operations come in nearly the same order, so this is one step as a rule. */
    if (kk_id_equal (&field->record, &record->id) && field->op->dot.n == op->dot.n &&
        kk_id_equal (&field->op->dot.log, &op->dot.log)) {
      *from = *from + i + 1;
      return field;
    }
  }
  return NULL;
}

static void
take_back (KkDraftField *field, const KkOpVerdict *verdict)
{
  if (field == NULL)
    return;
  field->outcome = verdict->outcome;
  g_array_set_size (field->rows, 0);
  if (verdict->row != NULL)
    g_array_append_val (field->rows, verdict->row);
}

/* TRUE when something had to be taken out. */
static gboolean
take_out_refused (KkShareDraft *draft, KkBody *body, const GArray *verdicts)
{
  guint place = 0;
  guint from = 0;
  gboolean changed = FALSE;

  for (guint r = 0; r < body->records->len; r++) {
    KkBodyRecord *record = body->records->pdata[r];
    g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_op_unref);

    for (guint i = 0; i < record->ops->len; i++, place++) {
      const KkOpVerdict *verdict = &g_array_index (verdicts, KkOpVerdict, place);
      KkOp *op = record->ops->pdata[i];

      if (verdict->outcome == KK_OUTCOME_SEND) {
        g_ptr_array_add (kept, kk_op_ref (op));
        continue;
      }
      changed = TRUE;
      take_back (find_field (draft, &from, record, op), verdict);
    }
    g_ptr_array_unref (record->ops);
    record->ops = g_steal_pointer (&kept);
  }
  return changed;
}

static void
mark_used (const KkBody *body, gboolean *used)
{
  for (guint r = 0; r < body->records->len; r++) {
    const KkBodyRecord *record = body->records->pdata[r];

    for (guint i = 0; i < record->ops->len; i++) {
      const KkOp *op = record->ops->pdata[i];

      if (op->basis != KK_NO_BASIS)
        used[op->basis] = TRUE;
    }
  }
}

static void
renumber (KkBody *body, const guint *numbers)
{
  for (guint r = 0; r < body->records->len; r++) {
    KkBodyRecord *record = body->records->pdata[r];

    for (guint i = 0; i < record->ops->len; i++) {
      KkOp *op = record->ops->pdata[i];

      if (op->basis != KK_NO_BASIS)
        op->basis = numbers[op->basis];
    }
  }
}

/* A basis that carries nothing any more would tell what it was about. */
static void
drop_unused (KkBody *body)
{
  g_autofree gboolean *used = g_new0 (gboolean, body->bases->len + 1);
  g_autofree guint *numbers = g_new0 (guint, body->bases->len + 1);
  guint n_bases = body->bases->len;
  guint next = 0;

  mark_used (body, used);
  for (guint i = 0; i < n_bases; i++)
    numbers[i] = used[i] ? next++ : 0;
  renumber (body, numbers);
  for (guint i = n_bases; i > 0; i--) {
    if (!used[i - 1])
      g_ptr_array_remove_index (body->bases, i - 1);
  }
  for (guint r = body->records->len; r > 0; r--) {
    const KkBodyRecord *record = body->records->pdata[r - 1];

    if (record->ops->len == 0)
      g_ptr_array_remove_index (body->records, r - 1);
  }
}

static gboolean
check_body (KkApp *app, KkShareDraft *draft, const KkShareAsk *ask, KkBody *body, GError **error)
{
  const KkRegister *reg = kk_directory_newest_register (app->directory, error);

  if (reg == NULL)
    return FALSE;
  for (;;) {
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (KkBody) decoded = NULL;
    g_autoptr (GArray) verdicts = NULL;

    drop_unused (body);
    if (body->records->len == 0)
      return TRUE;
    bytes = kk_body_encode (body, error);
    decoded = bytes != NULL ? kk_body_decode (bytes, error) : NULL;
    if (decoded == NULL)
      return FALSE;
    verdicts = kk_body_decide (app->directory, reg, decoded, &ask->parties);
    if (!take_out_refused (draft, body, verdicts))
      return TRUE;
  }
}

static guint
count_withheld (const KkShareDraft *draft)
{
  guint withheld = 0;

  for (guint i = 0; i < draft->fields->len; i++)
    withheld += ((KkDraftField *) draft->fields->pdata[i])->outcome != KK_OUTCOME_SEND;
  return withheld;
}

static void
add_duties (KkBody *body, KkDuties duties)
{
  for (guint duty = 0; duty < KK_N_DUTIES; duty++) {
    if (duties & KK_DUTY_BIT (duty))
      g_ptr_array_add (body->duties, g_strdup (kk_duty_text ((KkDuty) duty)));
  }
}

gboolean
kk_share_draft_check (KkApp *app, KkShareDraft *draft, const KkShareAsk *ask, GError **error)
{
  for (guint i = draft->bodies->len; i > 0; i--) {
    KkBody *body = draft->bodies->pdata[i - 1];

    add_duties (body, draft->duties);
    if (!check_body (app, draft, ask, body, error))
      return FALSE;
    if (body->records->len == 0)
      g_ptr_array_remove_index (draft->bodies, i - 1);
  }
  if (draft->bodies->len > 0)
    ((KkBody *) draft->bodies->pdata[0])->withheld = count_withheld (draft);
  return TRUE;
}
