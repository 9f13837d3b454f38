/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-seal-private.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-register.h"

#include <string.h>

/* So many that a packet stays well below its limit; more go in the next packet of the same push. */
#define OPS_PER_PACKET   4000
#define LINES_PER_PACKET 500
/* By estimate; one more operation, its basis and the lines still fit in a packet. */
#define BYTES_PER_PACKET ((gsize) 600 << 10)

/* Seats of one desk share everything, without the legal engine (§11). */
typedef struct {
  KkSealing *sealing;
  const KkSeatInfo *sibling;
  KkVaultSibling until;
  KkBody *body;
  GHashTable *records; /* idx of record → KkBodyRecord, borrowed from the body */
  GHashTable *bases;   /* idx of basis → index in the body + 1 */
  gsize weight;        /* estimated bytes */
} SiblingBody;

static void
clear_sibling_body (SiblingBody *work)
{
  g_clear_pointer (&work->body, kk_body_free);
  g_clear_pointer (&work->records, g_hash_table_unref);
  g_clear_pointer (&work->bases, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SiblingBody, clear_sibling_body)

static KkBodyRecord *
find_record (SiblingBody *work, gint64 idx, GError **error)
{
  KkBodyRecord *record = g_hash_table_lookup (work->records, &idx);
  KkVaultRecord stored;
  gboolean found;

  if (record != NULL)
    return record;
  if (!kk_vault_record_get (work->sealing->app->vault, idx, &stored, &found, error) || !found)
    return NULL;
  record = kk_body_record_new ();
  record->id = stored.id;
  record->type = stored.type;
  record->owner = stored.owner;
  record->has_thread = stored.has_thread;
  record->thread = stored.thread;
  g_ptr_array_add (work->body->records, record);
  g_hash_table_insert (work->records, g_memdup2 (&idx, sizeof idx), record);
  return record;
}

static gboolean
find_basis (SiblingBody *work, gint64 idx, guint32 *index, GError **error)
{
  gpointer known = g_hash_table_lookup (work->bases, &idx);
  g_autoptr (GBytes) bytes = NULL;
  KkBasis *basis;

  *index = KK_NO_BASIS;
  if (idx == KK_VAULT_NO_BASIS)
    return TRUE;
  if (known != NULL) {
    *index = GPOINTER_TO_UINT (known) - 1;
    return TRUE;
  }
  bytes = kk_vault_basis_get (work->sealing->app->vault, idx, error);
  basis = bytes != NULL ? kk_basis_decode (bytes, error) : NULL;
  if (basis == NULL)
    return FALSE;
  work->weight += g_bytes_get_size (bytes);
  *index = work->body->bases->len;
  g_ptr_array_add (work->body->bases, basis);
  g_hash_table_insert (work->bases, g_memdup2 (&idx, sizeof idx), GUINT_TO_POINTER (*index + 1));
  return TRUE;
}

static gsize
weight_of (const KkOp *op)
{
  gsize size = 0;

  if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_TEXT)
    kk_value_get_text (op->value, &size);
  else if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_BYTES)
    kk_value_get_bytes (op->value, &size);
  else if (op->value != NULL && kk_value_get_kind (op->value) == KK_VALUE_DOTS)
    kk_value_get_dots (op->value, &size);
  return 100 + 8 * (op->context != NULL ? op->context->len : 0) + 8 * size;
}

/* The own log goes by number; what is of others is ticked off one by one. */
static gboolean
tick_off (SiblingBody *work, const KkStoredOp *stored, GError **error)
{
  if (stored->log != work->sealing->log)
    return kk_vault_sibling_clear_due (work->sealing->app->vault, &work->sibling->seat, stored->idx,
                                       error);
  work->until.op = MAX (work->until.op, stored->idx);
  return TRUE;
}

static gboolean
add_op (SiblingBody *work, const KkStoredOp *stored, GError **error)
{
  KkBodyRecord *record;
  guint32 basis;

  if (!tick_off (work, stored, error))
    return FALSE;
  if (stored->state == KK_OP_STATE_ERASED)
    return TRUE;
  record = find_record (work, stored->record, error);
  if (record == NULL || !find_basis (work, stored->basis, &basis, error))
    return FALSE;
  stored->op->basis = basis;
  g_ptr_array_add (record->ops, kk_op_ref (stored->op));
  work->weight += weight_of (stored->op);
  return TRUE;
}

static gboolean
add_lines (SiblingBody *work, GError **error)
{
  g_autoptr (GPtrArray) entries =
      kk_vault_entry_list (work->sealing->app->vault, work->sealing->log, work->until.line + 1,
                           work->until.line + LINES_PER_PACKET, error);

  if (entries == NULL)
    return FALSE;
  work->body->lines_log = work->sealing->seat->log;
  for (guint i = 0; i < entries->len; i++) {
    const KkVaultEntry *entry = entries->pdata[i];
    KkRegisterLine *line = kk_register_line_new ();

    line->n = entry->n;
    line->leaf = entry->leaf;
    memcpy (line->salt, entry->salt, sizeof line->salt);
    line->text = entry->text != NULL ? g_bytes_ref (entry->text) : NULL;
    g_ptr_array_add (work->body->lines, line);
    work->until.line = entry->n;
  }
  return TRUE;
}

static gboolean
seal_sibling_body (SiblingBody *work, GError **error)
{
  KkSealing *sealing = work->sealing;
  g_autoptr (GBytes) bytes = kk_body_encode (work->body, error);
  KkSealOrder order = { work->sibling, KK_STATEMENT_CONTENT, bytes, NULL, NULL, 0 };
  gint64 packet;
  KkHash hash;

  return bytes != NULL && kk_seal_packet (sealing, &order, &packet, &hash, error) &&
         kk_vault_sibling_set (sealing->app->vault, &work->sibling->seat, &work->until, error);
}

static gboolean
add_ops (SiblingBody *work, gboolean *more, GError **error)
{
  KkSealing *sealing = work->sealing;
  g_autoptr (GPtrArray) ops =
      kk_vault_sibling_list_ops (sealing->app->vault, &sealing->seat->desk, &work->sibling->seat,
                                 sealing->log, &work->until, OPS_PER_PACKET, error);

  if (ops == NULL)
    return FALSE;
  *more = ops->len > 0;
  for (guint i = 0; i < ops->len && work->weight < BYTES_PER_PACKET; i++) {
    if (!add_op (work, ops->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

/* One packet to one sibling; @more: whether there was anything. */
static gboolean
seal_some (KkSealing *sealing, const KkSeatInfo *sibling, gboolean *more, GError **error)
{
  KkVault *vault = sealing->app->vault;
  g_auto (SiblingBody) work = { .sealing = sealing, .sibling = sibling };

  work.body = kk_body_new (KK_SCOPE_SIBLING);
  work.records = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  work.bases = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!kk_vault_sibling_get (vault, &sibling->seat, &work.until, error) ||
      (!work.until.known && !kk_vault_sibling_start (vault, &sealing->seat->desk, &sibling->seat,
                                                     sealing->log, error)) ||
      !add_ops (&work, more, error) || !add_lines (&work, error))
    return FALSE;
  if (work.body->records->len > 0 || work.body->lines->len > 0) {
    *more = TRUE;
    return seal_sibling_body (&work, error);
  }
  return kk_vault_sibling_set (vault, &sibling->seat, &work.until, error);
}

gboolean
kk_seal_siblings (KkSealing *sealing, GError **error)
{
  g_autoptr (GPtrArray) seats =
      kk_directory_seats_of_desk (sealing->app->directory, &sealing->seat->desk);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *sibling = seats->pdata[i];
    gboolean more = !kk_id_equal (&sibling->seat, &sealing->seat->seat);

    while (more) {
      if (!seal_some (sealing, sibling, &more, error))
        return FALSE;
    }
  }
  return TRUE;
}
