/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-recall-private.h"

#include "app/casework/kk-record-writer-private.h"
#include "app/exchange/kk-record-notice-private.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-shares.h"

#include <string.h>

static gboolean
has_claim (const KkBasis *basis, const char *code)
{
  for (guint i = 0; i < basis->claims->len; i++) {
    if (strcmp (((const KkClaim *) basis->claims->pdata[i])->code, code) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A value that came on somebody's consent, and that no law tells to keep, has no other ground here. */
static gboolean
rests_on_consent (KkApp *app, gint64 basis, gboolean *rests, GError **error)
{
  g_autoptr (GBytes) bytes = kk_vault_basis_get (app->vault, basis, error);
  g_autoptr (KkBasis) read = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;

  if (read == NULL)
    return FALSE;
  *rests = has_claim (read, "CONSENT") && read->retention_row == NULL;
  return TRUE;
}

static gboolean
is_asked (const KkOp *request, const KkStoredOp *stored)
{
  return stored->op->field != 0 && stored->state == KK_OP_STATE_PRESENT &&
         (request->kind == KK_OP_ERASE || kk_op_names_dot (request, &stored->op->dot));
}

/* Whether a person has to choose: there may be a ground of one's own to keep it. */
static gboolean
needs_choice (KkApp *app,
              const KkVaultRecord *record,
              const KkOp *request,
              gboolean *choice,
              GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_ALL, error);
  g_autoptr (GArray) derived =
      ops != NULL ? kk_vault_record_list_derived (app->vault, &record->id, error) : NULL;

  *choice = FALSE;
  for (guint i = 0; derived != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    gboolean consent = FALSE;

    if (!is_asked (request, stored) || kk_id_equal (&stored->desk, &record->desk))
      continue;
    if (stored->basis != KK_VAULT_NO_BASIS &&
        !rests_on_consent (app, stored->basis, &consent, error))
      return FALSE;
    *choice = *choice || !consent || derived->len > 0;
  }
  return derived != NULL;
}

/* What was taken over from the record under the same field goes too, and is asked back from who got it. */
static gboolean
follow_derived (KkApp *app,
                const KkVaultRecord *derived,
                const KkStoredOp *source,
                GArray *gone,
                GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list_register (
      app->vault, derived->idx, source->op->field, source->op->element, KK_OPS_ALL, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    /* What was written here without a basis is this desk's own knowledge. */
    if (stored->basis != KK_VAULT_NO_BASIS && stored->state == KK_OP_STATE_PRESENT)
      g_array_append_val (gone, stored->op->dot);
  }
  return ops != NULL;
}

static gboolean
erase_dots (KkApp *app, gint64 record, const GArray *dots, GError **error)
{
  for (guint i = 0; i < dots->len; i++) {
    if (!kk_vault_op_erase (app->vault, record, &g_array_index (dots, KkDot, i), error))
      return FALSE;
  }
  return kk_vault_body_forget_record (app->vault, record, error);
}

/* What was asked back of a record, on its way to what was taken over from it. */
typedef struct {
  const GPtrArray *asked; /* (element-type KkStoredOp) */
  gboolean ask;
} PassingOn;

static gboolean
pass_on (KkApp *app, const KkVaultRecord *derived, gpointer data, GError **error)
{
  const PassingOn *passing = data;
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (KkDot));
  g_autoptr (GArray) desks = kk_vault_sent_desks (app->vault, derived->idx, error);

  for (guint i = 0; desks != NULL && i < passing->asked->len; i++) {
    if (!follow_derived (app, derived, passing->asked->pdata[i], gone, error))
      return FALSE;
  }
  if (desks == NULL || gone->len == 0)
    return desks != NULL;
  return (!passing->ask || kk_recall_ask (app, derived, gone, desks, error)) &&
         erase_dots (app, derived->idx, gone, error);
}

/* What is to be done with a record that was taken over from another one. */
typedef gboolean (*DerivedFunc) (KkApp *app,
                                 const KkVaultRecord *derived,
                                 gpointer data,
                                 GError **error);

static gboolean
for_each_derived (KkApp *app,
                  const KkVaultRecord *record,
                  DerivedFunc func,
                  gpointer data,
                  GError **error)
{
  g_autoptr (GArray) derived = kk_vault_record_list_derived (app->vault, &record->id, error);

  for (guint i = 0; derived != NULL && i < derived->len; i++) {
    const KkVaultRecord *one = &g_array_index (derived, KkVaultRecord, i);

    if (kk_id_equal (&one->desk, &record->desk) && !func (app, one, data, error))
      return FALSE;
  }
  return derived != NULL;
}

static gboolean
wipe_derived (KkApp *app, const KkVaultRecord *derived, gpointer data, GError **error)
{
  return kk_record_wipe (app, derived, data, NULL, error);
}

/* @ask: this seat answers, so it also tells those further on. */
static gboolean
carry_out (KkApp *app,
           const KkVaultRecord *record,
           const KkOp *request,
           gboolean ask,
           GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_ALL, error);
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  PassingOn passing = { asked, ask };
  KkWipe wipe = { .order = "", .ask = ask };

  if (ops == NULL)
    return FALSE;
  if (request->kind == KK_OP_ERASE)
    return for_each_derived (app, record, wipe_derived, &wipe, error) &&
           kk_record_wipe (app, record, &wipe, NULL, error);
  for (guint i = 0; i < ops->len; i++) {
    KkStoredOp *stored = ops->pdata[i];

    if (is_asked (request, stored) && !kk_id_equal (&stored->desk, &record->desk))
      g_ptr_array_add (asked, stored);
  }
  if (asked->len > 0 && !for_each_derived (app, record, pass_on, &passing, error))
    return FALSE;
  for (guint i = 0; i < asked->len; i++) {
    const KkStoredOp *stored = asked->pdata[i];

    if (!kk_vault_op_erase (app->vault, record->idx, &stored->op->dot, error))
      return FALSE;
  }
  return asked->len == 0 || kk_app_forget_mirror (app, error);
}

static KkOp *
make_recall (KkRecordWriter *writer, const KkVaultRecord *record, KkValue *dots, GError **error)
{
  guint32 n = 1;
  KkOp *op;

  if (record->idx > 0 &&
      !kk_vault_op_next_n (writer->app->vault, record->idx, writer->log_idx, &n, error))
    return NULL;
  op = kk_op_new ((KkDot){ writer->log, n }, KK_OP_RECALL, 0);
  op->value = kk_value_ref (dots);
  op->time = writer->now;
  return op;
}

static gboolean
store_answer (KkApp *app,
              const KkVaultRecord *record,
              const KkOp *op,
              const char *row,
              GError **error)
{
  KkApplyResult result;
  gint64 basis;

  return kk_notice_basis_ensure (app, row, &basis, error) &&
         kk_vault_op_apply (app->vault, record->idx, op, basis, &result, error);
}

gboolean
kk_recall_answer (KkApp *app,
                  const KkVaultRecord *record,
                  const KkStoredOp *request,
                  const char *row,
                  GError **error)
{
  g_autoptr (KkOp) op = NULL;
  g_autoptr (KkOp) asked = kk_op_ref (request->op);
  g_autoptr (KkValue) dots = kk_value_new_dots (&asked->dot, 1);
  KkRecordNotice notice = { .record = record, .row = row };
  KkRecordWriter writer;

  if (!kk_record_writer_start (&writer, app, &record->desk, error))
    return FALSE;
  op = make_recall (&writer, record, dots, error);
  notice.op = op;
  return op != NULL && store_answer (app, record, op, row, error) &&
         (row != NULL || carry_out (app, record, asked, TRUE, error)) &&
         kk_record_notice_queue (app, &notice, &record->owner, error);
}

gboolean
kk_recall_answer_unknown (KkApp *app,
                          const KkVaultRecord *record,
                          const KkOp *request,
                          GError **error)
{
  KkRecordNotice notice = { .record = record };
  g_autoptr (KkValue) dots = kk_value_new_dots (&request->dot, 1);
  g_autoptr (KkOp) op = NULL;
  KkRecordWriter writer;

  if (!kk_record_writer_start (&writer, app, &record->desk, error))
    return FALSE;
  op = make_recall (&writer, record, dots, error);
  notice.op = op;
  return op != NULL && kk_record_notice_queue (app, &notice, &record->owner, error);
}

static gboolean
settle_open (KkApp *app, const KkVaultRecord *record, const KkStoredOp *request, GError **error)
{
  gboolean choice;

  return needs_choice (app, record, request->op, &choice, error) &&
         (choice || kk_recall_answer (app, record, request, NULL, error));
}

static gboolean
settle_one (KkApp *app,
            const KkRecalls *recalls,
            const KkStoredOp *request,
            gboolean answer,
            GError **error)
{
  const KkVaultRecord *record = &recalls->record;
  const KkStoredOp *given = kk_recalls_answer (recalls, &request->op->dot, &record->desk);

  if (given == NULL)
    return !answer || settle_open (app, record, request, error);
  return given->basis != KK_VAULT_NO_BASIS || carry_out (app, record, request->op, FALSE, error);
}

gboolean
kk_recall_settle (KkApp *app, gint64 record, gboolean answer, GError **error)
{
  g_auto (KkRecalls) recalls = { 0 };
  KkVaultRecord stored;
  gboolean found;

  if (!kk_vault_record_get (app->vault, record, &stored, &found, error))
    return FALSE;
  if (!found || kk_id_equal (&stored.owner, &stored.desk))
    return TRUE;
  if (!kk_recalls_read (app, &stored, &recalls, error))
    return FALSE;
  for (guint i = 0; found && i < recalls.ops->len; i++) {
    const KkStoredOp *request = recalls.ops->pdata[i];

    if (kk_recalls_is_request (app, &recalls, request, NULL) &&
        !settle_one (app, &recalls, request, answer, error))
      return FALSE;
    found = !kk_vault_erased_has (app->vault, &stored.desk, &stored.id);
  }
  return TRUE;
}

gboolean
kk_recall_ask (KkApp *app,
               const KkVaultRecord *record,
               const GArray *dots,
               const GArray *desks,
               GError **error)
{
  g_autoptr (KkValue) value =
      kk_value_new_dots ((const KkDot *) (gconstpointer) dots->data, dots->len);
  KkRecordNotice notice = { .record = record };
  g_autoptr (KkOp) op = NULL;
  KkRecordWriter writer;
  KkApplyResult result;

  if (!kk_record_writer_start (&writer, app, &record->desk, error))
    return FALSE;
  op = make_recall (&writer, record, value, error);
  notice.op = op;
  if (op == NULL ||
      !kk_vault_op_apply (app->vault, record->idx, op, KK_VAULT_NO_BASIS, &result, error))
    return FALSE;
  for (guint i = 0; i < desks->len; i++) {
    if (!kk_record_notice_queue (app, &notice, &g_array_index (desks, KkId, i), error))
      return FALSE;
  }
  return TRUE;
}
