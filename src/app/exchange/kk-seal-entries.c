/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What the disclosure register says of a sealed body (exchange §17). */

#include "app/exchange/kk-seal-due-private.h"

#include "app/exchange/kk-record-notice-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "app/register/kk-entry-record-private.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-shares.h"

static void
add_rows (KkEntry *entry, const KkBody *body, const KkBodyRecord *record)
{
  for (guint i = 0; i < record->ops->len; i++) {
    const KkOp *op = record->ops->pdata[i];
    const KkBasis *basis = op->basis != KK_NO_BASIS ? body->bases->pdata[op->basis] : NULL;

    for (guint r = 0; basis != NULL && r < basis->rows->len; r++)
      kk_entry_add_row (entry, basis->rows->pdata[r]);
  }
}

static void
fill_entry (KkEntry *entry, const KkBody *body, const KkBodyRecord *record)
{
  for (guint i = 0; i < record->ops->len; i++) {
    const KkOp *op = record->ops->pdata[i];

    kk_entry_add_field (entry, &record->id, op->field, op->element);
  }
  add_rows (entry, body, record);
}

static KkEntry *
make_entry (const KkDueBody *due, const GArray *seats, const GArray *packets)
{
  KkEntry *entry = kk_entry_new (due->again ? KK_ENTRY_AGAIN : KK_ENTRY_DISCLOSED);

  entry->desk = due->row->desk;
  entry->body = due->row->hash;
  g_array_append_vals (entry->seats, seats->data, seats->len);
  g_array_append_vals (entry->packets, packets->data, packets->len);
  return entry;
}

/* Decisions by themselves tell that there is a case, and no more: the entry names it without fields. */
static gboolean
append_object_entry (KkDueBody *due, const GArray *seats, const GArray *packets, GError **error)
{
  g_autoptr (KkEntry) entry = make_entry (due, seats, packets);
  const KkSignedObject *first = due->body->objects->pdata[0];
  g_autoptr (KkObject) object = kk_object_decode (first->body, error);

  if (object == NULL)
    return FALSE;
  entry->has_thread = TRUE;
  entry->thread = object->thread;
  return kk_entry_chain_append (due->sealing->app, due->sealing->log, entry, error);
}

static gboolean
had_op (const GPtrArray *sent, gint64 log, const KkOp *op)
{
  for (guint i = 0; i < sent->len; i++) {
    const KkVaultSent *one = sent->pdata[i];

    if (one->log == log && one->n == op->dot.n && one->field == op->field)
      return TRUE;
  }
  return FALSE;
}

/* @again: FALSE when the desk gets something of the record that it was not sent before. */
static gboolean
check_again (const KkDueBody *due, guint index, gboolean *again, GError **error)
{
  const KkBodyRecord *record = due->body->records->pdata[index];
  KkVault *vault = due->sealing->app->vault;
  g_autoptr (GPtrArray) sent = kk_vault_sent_list (
      vault, g_array_index (due->records, gint64, index), &due->row->desk, error);

  for (guint i = 0; sent != NULL && *again && i < record->ops->len; i++) {
    const KkOp *op = record->ops->pdata[i];
    gint64 log;

    *again = kk_vault_log_find (vault, &op->dot.log, &log) && had_op (sent, log, op);
  }
  return sent != NULL;
}

/* @again: nothing of it is new to the desk. */
static guint
kind_of (const KkDueBody *due, gboolean again)
{
  if (due->again || again)
    return KK_ENTRY_AGAIN;
  return due->body->purpose == KK_PURPOSE_ACUUT ? KK_ENTRY_ACUTE : KK_ENTRY_DISCLOSED;
}

/* The case is not in what the partner gets: who has the record knows it, and who does not need not learn it. */
static gboolean
append_notice_entry (KkDueBody *due, const GArray *seats, const GArray *packets, GError **error)
{
  KkApp *app = due->sealing->app;
  gint64 log = due->sealing->log;

  for (guint r = 0; r < due->body->records->len; r++) {
    const KkBodyRecord *record = due->body->records->pdata[r];
    g_autoptr (KkEntry) entry = make_entry (due, seats, packets);

    entry->kind = kk_body_notice_entry_kind (due->body);
    if (!kk_entry_name_case (app, log, &due->row->giver, &record->id, entry, error))
      return FALSE;
    for (guint i = 0; i < record->ops->len; i++) {
      if (!kk_entry_add_recalled (app, g_array_index (due->records, gint64, r), &record->id,
                                  record->ops->pdata[i], entry, error))
        return FALSE;
    }
    add_rows (entry, due->body, record);
    if (!kk_entry_chain_append (app, log, entry, error))
      return FALSE;
  }
  return TRUE;
}

/* One entry for each case, so that an export per case shows that case only. */
gboolean
kk_seal_append_entries (KkDueBody *due, const GArray *seats, const GArray *packets, GError **error)
{
  guint next = 0;

  if (due->notice)
    return append_notice_entry (due, seats, packets, error);
  if (due->body->records->len == 0 && due->body->objects->len > 0)
    return append_object_entry (due, seats, packets, error);
  while (next < due->body->records->len) {
    const KkBodyRecord *first = due->body->records->pdata[next];
    g_autoptr (KkEntry) entry = make_entry (due, seats, packets);
    gboolean again = TRUE;

    entry->has_thread = first->has_thread;
    entry->thread = first->thread;
    for (; next < due->body->records->len; next++) {
      const KkBodyRecord *record = due->body->records->pdata[next];

      if (record->has_thread != first->has_thread || !kk_id_equal (&record->thread, &first->thread))
        break;
      if (!check_again (due, next, &again, error))
        return FALSE;
      fill_entry (entry, due->body, record);
    }
    entry->kind = kind_of (due, again);
    if (!kk_entry_chain_append (due->sealing->app, due->sealing->log, entry, error))
      return FALSE;
  }
  return TRUE;
}
