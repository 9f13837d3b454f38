/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Operations about a whole record for which the record itself is not needed (exchange §14, kinds 5 and 6). */

#include "app/exchange/kk-inbox-taking-private.h"
#include "app/register/kk-recall-private.h"
#include "vault/kk-vault-logs.h"

static KkVaultRecord
describe (const KkInboxTaking *taking, const KkInboxWhole *whole)
{
  KkVaultRecord record = { .id = whole->record->id, .desk = taking->place->seat->desk };

  record.type = whole->record->type;
  record.owner = whole->record->owner;
  return record;
}

static const char *
row_of (const KkInboxTaking *taking, const KkOp *op)
{
  const KkBody *body = taking->examined->body;
  const KkBasis *basis = op->basis != KK_NO_BASIS ? body->bases->pdata[op->basis] : NULL;

  return basis != NULL && basis->rows->len > 0 ? basis->rows->pdata[0] : NULL;
}

/* A partner speaks only by its own logs (§14). */
static gboolean
is_of_writer (KkInboxTaking *taking, const KkOp *op, gboolean *is, GError **error)
{
  const KkInboxPlace *place = taking->place;
  gint64 log;

  if (!kk_inbox_resolve_log (place->app, &op->dot.log, &log, error))
    return FALSE;
  *is = log != 0 &&
        kk_id_equal (kk_vault_log_get_desk (place->app->vault, log), &place->writer->desk->id);
  return TRUE;
}

static gboolean
take_from_partner (KkInboxTaking *taking, const KkInboxWhole *whole, gboolean *done, GError **error)
{
  const KkInboxPlace *place = taking->place;
  const KkId *writer = &place->writer->desk->id;
  KkVaultRecord record = describe (taking, whole);
  gboolean speaks;
  gboolean waits = FALSE;

  if (whole->idx > 0 || whole->op->kind == KK_OP_DELETE)
    return TRUE;
  if (!is_of_writer (taking, whole->op, &speaks, error))
    return FALSE;
  if (!speaks)
    return TRUE; /* it is refused like any other */
  if (kk_id_equal (&record.owner, writer)) {
    *done = TRUE;
    /* Nobody says that it is gone while it may still come. */
    if (whole->idx == 0 && !kk_inbox_wait_for_earlier (taking, &waits, error))
      return FALSE;
    return waits || kk_recall_answer_unknown (place->app, &record, whole->op, error);
  }
  if (whole->idx == 0 || whole->op->kind != KK_OP_RECALL)
    return TRUE;
  *done = TRUE;
  return kk_wipe_note_receipt (place->app, &record.desk, &record.id, writer,
                               row_of (taking, whole->op), error);
}

/* What a colleague erased is erased here; who has to be asked was asked there. */
static gboolean
take_from_sibling (KkInboxTaking *taking, const KkInboxWhole *whole, gboolean *done, GError **error)
{
  KkApp *app = taking->place->app;
  KkWipe wipe = { .order = "", .by = &whole->op->dot };
  KkVaultRecord record;
  gboolean found;
  gint64 log;

  if (whole->op->kind != KK_OP_ERASE || whole->idx <= 0)
    return TRUE;
  if (!kk_inbox_resolve_log (app, &whole->op->dot.log, &log, error))
    return FALSE;
  if (log == 0 ||
      !kk_id_equal (kk_vault_log_get_desk (app->vault, log), &taking->place->seat->desk))
    return TRUE;
  *done = TRUE;
  return kk_vault_record_get (app->vault, whole->idx, &record, &found, error) &&
         (!found || kk_record_wipe (app, &record, &wipe, NULL, error));
}

gboolean
kk_inbox_take_whole (KkInboxTaking *taking,
                     const KkInboxWhole *whole,
                     gboolean *done,
                     GError **error)
{
  return kk_inbox_is_from_sibling (taking) ? take_from_sibling (taking, whole, done, error)
                                           : take_from_partner (taking, whole, done, error);
}
