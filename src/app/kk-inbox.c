/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-inbox-private.h"

#include "app/kk-body-verdict-private.h"
#include "app/kk-entry-chain-private.h"
#include "app/kk-inbox-lines-private.h"
#include "app/kk-objects-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "format/kk-basis-codec.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-records.h"

/* One body on its way into the records. */
typedef struct {
  const KkInboxPlace *place;
  const KkExamined *examined;
  KkVaultInboxRow *row;
  GArray *pinned;     /* (nullable) KkOpVerdict by the register that the packet names */
  GArray *newest;     /* (nullable) KkOpVerdict by the register of this vault */
  gint64 *bases;      /* idx in the vault, 0 = not stored yet */
  GPtrArray *forward; /* (element-type KkSeatInfo): siblings that were not sent this packet */
  KkEntry *entry;     /* what was refused */
  KkInboxCount *count;
  guint refused;
} Taking;

gboolean
kk_inbox_resolve_log (KkApp *app, const KkId *log, gint64 *idx, GError **error)
{
  const GPtrArray *seats = kk_directory_get_seats (app->directory);
  const KkHash *network = kk_directory_get_network_id (app->directory);

  *idx = 0;
  if (kk_vault_log_find (app->vault, log, idx))
    return TRUE;
  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *info = seats->pdata[i];

    for (guint32 n = 0; n <= KK_LIMIT_INCARNATIONS_AHEAD; n++) {
      KkId candidate = kk_derive_log_id (network, &info->seat, n);

      if (kk_id_equal (&candidate, log))
        return kk_vault_log_ensure (app->vault, log, &info->seat, &info->desk->id, n, idx, error);
    }
  }
  return TRUE;
}

static gboolean
is_sibling_packet (const Taking *taking)
{
  return taking->examined->body->scope == KK_SCOPE_SIBLING;
}

/* §13: decided twice, with the register that the packet names and with the newest one here. */
static gboolean
decide (Taking *taking, GError **error)
{
  KkApp *app = taking->place->app;
  const KkStatement *statement = taking->examined->statement;
  const KkRegister *pinned =
      kk_directory_get_register (app->directory, &statement->register_, error);
  const KkRegister *newest =
      pinned != NULL ? kk_directory_newest_register (app->directory, error) : NULL;
  KkBodyParties parties = { .day = statement->decided_on };

  if (newest == NULL)
    return FALSE;
  parties.giver = taking->place->writer->desk;
  parties.giver_organisation = taking->place->writer->organisation;
  parties.receiver = kk_directory_find_desk (app->directory, &taking->place->seat->desk,
                                             &parties.receiver_organisation);
  taking->pinned = kk_body_decide (app->directory, pinned, taking->examined->body, &parties);
  taking->newest = newest == pinned
                       ? g_array_ref (taking->pinned)
                       : kk_body_decide (app->directory, newest, taking->examined->body, &parties);
  return TRUE;
}

static gboolean
add_quarantine (Taking *taking, gint64 op_no, KkExamineCode code, const KkRow *row, GError **error)
{
  g_autofree char *code_text = g_strdup (kk_examine_code_text (code));
  g_autofree char *row_id = g_strdup (row != NULL ? row->id : NULL);
  KkVaultQuarantine item = { .inbox = taking->row->idx, .op_no = op_no };

  item.code = code_text;
  item.row = row_id;
  return kk_vault_quarantine_add (taking->place->app->vault, &item, error);
}

static gboolean
refuse_op (Taking *taking, guint op_no, KkExamineCode code, const KkRow *row, GError **error)
{
  if (row != NULL)
    kk_entry_add_row (taking->entry, row->id);
  taking->refused++;
  return add_quarantine (taking, op_no, code, row, error);
}

/* What the law says of one operation; OK when it may be held here. */
static KkExamineCode
check_law (const Taking *taking, guint op_no, const KkRow **row)
{
  const KkOpVerdict *verdict;

  *row = NULL;
  if (is_sibling_packet (taking))
    return KK_EXAMINE_OK;
  verdict = &g_array_index (taking->pinned, KkOpVerdict, op_no);
  if (verdict->outcome != KK_OUTCOME_SEND) {
    *row = verdict->row;
    return KK_EXAMINE_OP_UNLAWFUL;
  }
  verdict = &g_array_index (taking->newest, KkOpVerdict, op_no);
  *row = verdict->row;
  return verdict->outcome == KK_OUTCOME_SEND ? KK_EXAMINE_OK : KK_EXAMINE_OP_NOT_ANY_MORE;
}

/* A packet of one desk holds only operations of that desk's logs (§14): nobody speaks for another. */
static gboolean
check_log (Taking *taking, const KkOp *op, KkExamineCode *code, GError **error)
{
  KkApp *app = taking->place->app;
  gint64 idx;

  if (!kk_inbox_resolve_log (app, &op->dot.log, &idx, error))
    return FALSE;
  *code = idx == 0 ? KK_EXAMINE_OP_LOG : KK_EXAMINE_OK;
  if (idx != 0 && !is_sibling_packet (taking) &&
      !kk_id_equal (kk_vault_log_get_desk (app->vault, idx), &taking->place->writer->desk->id))
    *code = KK_EXAMINE_OP_LOG;
  return TRUE;
}

static KkExamineCode
check_owner (const Taking *taking, const KkBodyRecord *record)
{
  if (is_sibling_packet (taking) ||
      kk_id_equal (&record->owner, &taking->place->writer->desk->id) ||
      kk_id_equal (&record->owner, &taking->place->seat->desk))
    return KK_EXAMINE_OK;
  return KK_EXAMINE_OP_OWNER;
}

static gboolean
find_basis (Taking *taking, const KkOp *op, gint64 *idx, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  *idx = KK_VAULT_NO_BASIS;
  if (op->basis == KK_NO_BASIS)
    return TRUE;
  if (taking->bases[op->basis] == 0) {
    bytes = kk_basis_encode (taking->examined->body->bases->pdata[op->basis], error);
    if (bytes == NULL ||
        !kk_vault_basis_ensure (taking->place->app->vault, bytes, &taking->bases[op->basis], error))
      return FALSE;
  }
  *idx = taking->bases[op->basis];
  return TRUE;
}

static gboolean
forward_op (Taking *taking, gint64 record, const KkOp *op, GError **error)
{
  KkVault *vault = taking->place->app->vault;
  g_autoptr (KkStoredOp) stored = NULL;

  if (taking->forward->len == 0)
    return TRUE;
  stored = kk_vault_op_get (vault, record, &op->dot, error);
  for (guint i = 0; stored != NULL && i < taking->forward->len; i++) {
    const KkSeatInfo *sibling = taking->forward->pdata[i];

    if (!kk_vault_sibling_add_due (vault, &sibling->seat, stored->idx, error))
      return FALSE;
  }
  return stored != NULL;
}

static gboolean
apply_op (Taking *taking, gint64 record, guint op_no, const KkOp *op, GError **error)
{
  KkApplyResult result;
  gint64 basis;

  if (!find_basis (taking, op, &basis, error) ||
      !kk_vault_op_apply (taking->place->app->vault, record, op, basis, &result, error))
    return FALSE;
  switch (result) {
  case KK_APPLY_NEW:
  case KK_APPLY_UPGRADED:
    taking->count->applied++;
    return forward_op (taking, record, op, error);
  case KK_APPLY_EVIDENCE:
    return refuse_op (taking, op_no, KK_EXAMINE_OP_DOT, NULL, error);
  case KK_APPLY_DUPLICATE:
  case KK_APPLY_ERASED:
  default:
    return TRUE;
  }
}

/* @record_code: what was wrong with the record as a whole. */
static gboolean
take_op (Taking *taking,
         gint64 record,
         KkExamineCode record_code,
         guint op_no,
         const KkOp *op,
         GError **error)
{
  KkExamineCode code;
  const KkRow *row = NULL;

  if (!check_log (taking, op, &code, error))
    return FALSE;
  if (code == KK_EXAMINE_OK)
    code = record_code;
  if (code == KK_EXAMINE_OK)
    code = check_law (taking, op_no, &row);
  if (code != KK_EXAMINE_OK)
    return refuse_op (taking, op_no, code, row, error);
  return apply_op (taking, record, op_no, op, error);
}

/* A record that is here already with another owner, type or thread is not this writer's to describe. */
static gboolean
ensure_record (Taking *taking,
               const KkBodyRecord *record,
               gint64 *idx,
               KkExamineCode *code,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  KkVaultRecord wanted = { .id = record->id, .desk = taking->place->seat->desk };

  wanted.type = record->type;
  wanted.owner = record->owner;
  wanted.has_thread = record->has_thread;
  wanted.thread = record->thread;
  *idx = 0;
  *code = check_owner (taking, record);
  if (*code != KK_EXAMINE_OK ||
      kk_vault_record_ensure (taking->place->app->vault, &wanted, idx, &local))
    return TRUE;
  if (g_error_matches (local, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT)) {
    *code = KK_EXAMINE_OP_OWNER;
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A record is made only when something of it stays: an empty one would tell that it exists. */
static gboolean
is_any_lawful (const Taking *taking, const KkBodyRecord *record, guint first)
{
  for (guint i = 0; i < record->ops->len; i++) {
    const KkRow *row;

    if (check_law (taking, first + i, &row) == KK_EXAMINE_OK)
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_record (Taking *taking, const KkBodyRecord *record, guint first, GError **error)
{
  KkExamineCode code = KK_EXAMINE_OP_UNLAWFUL;
  gint64 idx = 0;
  guint refused_before = taking->refused;

  if (is_any_lawful (taking, record, first) && !ensure_record (taking, record, &idx, &code, error))
    return FALSE;
  for (guint i = 0; i < record->ops->len; i++) {
    const KkOp *op = record->ops->pdata[i];

    if (!take_op (taking, idx, idx == 0 ? code : KK_EXAMINE_OK, first + i, op, error))
      return FALSE;
    if (taking->refused > refused_before)
      kk_entry_add_field (taking->entry, &record->id, op->field, op->element);
    refused_before = taking->refused;
  }
  return TRUE;
}

/* Siblings that the writer did not name get what came from whoever has it (§15). */
static void
find_forward (Taking *taking)
{
  const KkInboxPlace *place = taking->place;
  g_autoptr (GPtrArray) seats =
      kk_directory_seats_of_desk (place->app->directory, &place->seat->desk);
  const GArray *others = taking->examined->statement->others;

  for (guint i = 0; i < seats->len && !is_sibling_packet (taking); i++) {
    KkSeatInfo *sibling = seats->pdata[i];
    gboolean named = kk_id_equal (&sibling->seat, &place->seat->seat);

    for (guint j = 0; j < others->len && !named; j++)
      named = kk_id_equal (&g_array_index (others, KkId, j), &sibling->seat);
    if (!named)
      g_ptr_array_add (taking->forward, sibling);
  }
}

static gboolean
take_body (Taking *taking, GError **error)
{
  const KkBody *body = taking->examined->body;
  guint op_no = 0;

  if (!is_sibling_packet (taking) && !decide (taking, error))
    return FALSE;
  find_forward (taking);
  for (guint i = 0; i < body->objects->len; i++) {
    if (!kk_object_keep (taking->place->app, body->objects->pdata[i], error))
      return FALSE;
  }
  for (guint i = 0; i < body->records->len; i++) {
    const KkBodyRecord *record = body->records->pdata[i];

    if (!take_record (taking, record, op_no, error))
      return FALSE;
    op_no += record->ops->len;
  }
  return !is_sibling_packet (taking) ||
         kk_inbox_take_lines (taking->place->app, body, taking->place->log, error);
}

/* What this version does not act on yet waits whole; half a packet would be worse. */
static KkExamineCode
check_supported (const KkInboxPlace *place, const KkExamined *examined)
{
  const KkBody *body = examined->body;
  gboolean sibling = kk_id_equal (&place->writer->desk->id, &place->seat->desk);

  if (body == NULL || body->scope == KK_SCOPE_RETURN)
    return KK_EXAMINE_CONTROL;
  if ((body->scope == KK_SCOPE_SIBLING) != sibling)
    return KK_EXAMINE_WRITER;
  for (guint r = 0; r < body->records->len; r++) {
    const KkBodyRecord *record = body->records->pdata[r];

    for (guint i = 0; i < record->ops->len; i++) {
      const KkOp *op = record->ops->pdata[i];

      if (op->kind == KK_OP_RECALL || op->kind == KK_OP_ERASE)
        return KK_EXAMINE_CONTROL;
    }
  }
  return KK_EXAMINE_OK;
}

static gboolean
check_sequence (const KkInboxPlace *place,
                const KkExamined *examined,
                KkExamineCode *code,
                GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultInboxRow) same = kk_vault_inbox_by_sequence (
      place->app->vault, place->log, &place->seat->seat, examined->statement->sequence, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (same != NULL && !kk_hash_equal (&same->packet, &examined->packet))
    *code = KK_EXAMINE_SEQUENCE;
  return TRUE;
}

static gboolean
store_row (Taking *taking, KkInboxState state, KkExamineCode code, GError **error)
{
  KkVaultInboxRow *row = taking->row;

  row->state = state;
  g_free (row->code);
  row->code = g_strdup (code == KK_EXAMINE_OK ? NULL : kk_examine_code_text (code));
  return row->idx == 0 ? kk_vault_inbox_add (taking->place->app->vault, row, error)
                       : kk_vault_inbox_update (taking->place->app->vault, row, error);
}

static gboolean
append_refusals (Taking *taking, GError **error)
{
  gint64 own;

  taking->entry->desk = taking->place->writer->desk->id;
  g_array_append_val (taking->entry->packets, taking->examined->packet);
  return !kk_vault_log_find (taking->place->app->vault, &taking->place->seat->log, &own) ||
         kk_entry_chain_append (taking->place->app, own, taking->entry, error);
}

static gboolean
quarantine_packet (Taking *taking, KkExamineCode code, GError **error)
{
  if (!store_row (taking, KK_INBOX_QUARANTINED, code, error))
    return FALSE;
  taking->count->quarantined++;
  return add_quarantine (taking, KK_QUARANTINE_WHOLE_PACKET, code, NULL, error) &&
         append_refusals (taking, error);
}

static gboolean
take_content (Taking *taking, GError **error)
{
  /* The row comes first, for quarantined operations point at it. */
  if (!store_row (taking, KK_INBOX_NEW, KK_EXAMINE_OK, error) || !take_body (taking, error))
    return FALSE;
  taking->count->quarantined += taking->refused;
  if (taking->refused > 0 && !append_refusals (taking, error))
    return FALSE;
  return store_row (taking, taking->refused > 0 ? KK_INBOX_PARTLY : KK_INBOX_APPLIED, KK_EXAMINE_OK,
                    error);
}

static gboolean
take (Taking *taking, GError **error)
{
  KkExamineCode code = taking->examined->code;

  if (code == KK_EXAMINE_OK && !check_sequence (taking->place, taking->examined, &code, error))
    return FALSE;
  if (code == KK_EXAMINE_OK)
    code = check_supported (taking->place, taking->examined);
  if (code == KK_EXAMINE_OK)
    return take_content (taking, error);
  if (!kk_examine_code_is_hold (code))
    return quarantine_packet (taking, code, error);
  taking->count->held++;
  return store_row (taking, KK_INBOX_HOLD, code, error);
}

static KkVaultInboxRow *
make_row (const KkInboxPlace *place, const KkExamined *examined, GBytes *raw)
{
  KkVaultInboxRow *row = kk_vault_inbox_row_new ();

  row->idx = place->row;
  row->seat = place->seat->seat;
  row->log = place->log;
  row->sequence = examined->statement != NULL ? examined->statement->sequence : 0;
  row->packet = examined->packet;
  row->raw = g_bytes_ref (raw);
  row->received = kk_app_now (place->app);
  return row;
}

gboolean
kk_inbox_take (const KkInboxPlace *place,
               const KkExamined *examined,
               GBytes *raw,
               KkInboxCount *count,
               GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (place->app->vault, error);
  guint n_bases = examined->body != NULL ? examined->body->bases->len : 0;
  g_autofree gint64 *bases = g_new0 (gint64, n_bases + 1);
  g_autoptr (KkVaultInboxRow) row = make_row (place, examined, raw);
  g_autoptr (KkEntry) entry = kk_entry_new (KK_ENTRY_QUARANTINED);
  g_autoptr (GPtrArray) forward = g_ptr_array_new ();
  KkInboxCount counted = *count;
  Taking taking = { place, examined, row, NULL, NULL, bases, forward, entry, &counted, 0 };
  gboolean taken = transaction != NULL && take (&taking, error) &&
                   kk_vault_commit (g_steal_pointer (&transaction), error);

  g_clear_pointer (&taking.pinned, g_array_unref);
  g_clear_pointer (&taking.newest, g_array_unref);
  if (taken)
    *count = counted;
  return taken;
}
