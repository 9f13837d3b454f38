/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-record-notice-private.h"

#include "crypto/kk-hash.h"
#include "domain/kk-entry.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-shares.h"

static KkBasis *
make_row_basis (const char *row)
{
  KkBasis *basis = kk_basis_new ();

  g_ptr_array_add (basis->rows, g_strdup (row));
  return basis;
}

gboolean
kk_notice_basis_ensure (KkApp *app, const char *row, gint64 *basis, GError **error)
{
  g_autoptr (KkBasis) made = row != NULL ? make_row_basis (row) : NULL;
  g_autoptr (GBytes) bytes = made != NULL ? kk_basis_encode (made, error) : NULL;

  *basis = KK_VAULT_NO_BASIS;
  return row == NULL || (bytes != NULL && kk_vault_basis_ensure (app->vault, bytes, basis, error));
}

char *
kk_notice_basis_dup_row (KkApp *app, gint64 basis, GError **error)
{
  g_autoptr (GBytes) bytes = kk_vault_basis_get (app->vault, basis, error);
  g_autoptr (KkBasis) read = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;

  return read != NULL && read->rows->len > 0 ? g_strdup (read->rows->pdata[0]) : NULL;
}

static KkOp *
copy_op (const KkOp *op, gboolean kept)
{
  KkOp *copy = kk_op_new (op->dot, op->kind, 0);

  copy->value = op->value != NULL ? kk_value_ref (op->value) : NULL;
  copy->context = op->context != NULL ? g_array_ref (op->context) : NULL;
  copy->basis = kept ? 0 : KK_NO_BASIS;
  copy->time = op->time;
  return copy;
}

/* The thread is left out: who has the record knows it, and who does not need not learn it. */
static KkBody *
make_body (const KkRecordNotice *notice)
{
  KkBody *body = kk_body_new (KK_SCOPE_PARTNER);
  KkBodyRecord *record = kk_body_record_new ();

  body->purpose = KK_PURPOSE_REGISTRATIE;
  if (notice->row != NULL)
    g_ptr_array_add (body->bases, make_row_basis (notice->row));
  record->id = notice->record->id;
  record->type = notice->record->type;
  record->owner = notice->record->owner;
  g_ptr_array_add (record->ops, copy_op (notice->op, notice->row != NULL));
  g_ptr_array_add (body->records, record);
  return body;
}

/* Who was asked is known from now on, also before anything is sealed. */
static gboolean
note_asked (KkApp *app, const KkRecordNotice *notice, const KkId *desk, GError **error)
{
  KkVaultSent sent = { .desk = *desk, .record = notice->record->idx, .n = notice->op->dot.n };

  if (notice->op->kind != KK_OP_RECALL ||
      !kk_id_equal (&notice->record->owner, &notice->record->desk))
    return TRUE;
  sent.kind = notice->op->kind;
  return kk_vault_log_find (app->vault, &notice->op->dot.log, &sent.log) &&
         kk_vault_sent_put (app->vault, &sent, error);
}

gboolean
kk_record_notice_queue (KkApp *app, const KkRecordNotice *notice, const KkId *desk, GError **error)
{
  g_autoptr (KkBody) body = make_body (notice);
  g_autoptr (KkVaultBody) row = kk_vault_body_new ();

  row->bytes = kk_body_encode (body, error);
  if (row->bytes == NULL)
    return FALSE;
  row->id = kk_id_random ();
  row->giver = notice->record->desk;
  row->desk = *desk;
  row->hash = kk_hash_labelled_bytes ("body", row->bytes);
  row->created = kk_app_now (app);
  row->not_before = row->created;
  row->state = KK_BODY_READY;
  return kk_vault_body_add (app->vault, row, error) && note_asked (app, notice, desk, error);
}

gboolean
kk_record_notice_queue_all (KkApp *app, const KkRecordNotice *notice, GError **error)
{
  g_autoptr (GArray) desks = kk_vault_sent_desks (app->vault, notice->record->idx, error);

  for (guint i = 0; desks != NULL && i < desks->len; i++) {
    const KkId *desk = &g_array_index (desks, KkId, i);
    gboolean heard = TRUE;

    /* Who did not hear of a deletion need not hear that it was undone. */
    if (notice->op->kind == KK_OP_RECALL &&
        !kk_vault_sent_has_field (app->vault, notice->record->idx, desk, 0, &heard, error))
      return FALSE;
    if (heard && !kk_record_notice_queue (app, notice, desk, error))
      return FALSE;
  }
  return desks != NULL;
}

gboolean
kk_body_is_notice (const KkBody *body)
{
  for (guint r = 0; r < body->records->len; r++) {
    const KkBodyRecord *record = body->records->pdata[r];

    for (guint i = 0; i < record->ops->len; i++) {
      if (((const KkOp *) record->ops->pdata[i])->field != 0)
        return FALSE;
    }
  }
  return body->records->len > 0;
}

guint
kk_body_notice_entry_kind (const KkBody *body)
{
  const KkBodyRecord *record = body->records->pdata[0];
  const KkOp *op = record->ops->pdata[0];

  return op->kind == KK_OP_ERASE ? KK_ENTRY_ERASED : KK_ENTRY_RECALLED;
}
