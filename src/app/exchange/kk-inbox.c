/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-inbox-taking-private.h"

#include "app/register/kk-entry-chain-private.h"
#include "app/register/kk-entry-record-private.h"
#include "app/sharing/kk-objects-private.h"
#include "domain/kk-schema.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-format-error.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-logs.h"

void
kk_inbox_taking_clear (KkInboxTaking *taking)
{
  g_clear_pointer (&taking->row, kk_vault_inbox_row_free);
  g_clear_pointer (&taking->pinned, g_array_unref);
  g_clear_pointer (&taking->newest, g_array_unref);
  g_clear_pointer (&taking->bases, g_free);
  g_clear_pointer (&taking->forward, g_ptr_array_unref);
  g_clear_pointer (&taking->entry, kk_entry_free);
  g_clear_pointer (&taking->before, g_ptr_array_unref);
}

/* What was told once is not told again because the packet is looked at again. */
static gint64
notified_before (const KkInboxTaking *taking, gint64 op_no)
{
  for (guint i = 0; taking->before != NULL && i < taking->before->len; i++) {
    const KkVaultQuarantine *known = taking->before->pdata[i];

    if (known->op_no == op_no)
      return known->notified;
  }
  return 0;
}

gboolean
kk_inbox_add_quarantine (KkInboxTaking *taking, const KkInboxRefusal *refusal, GError **error)
{
  g_autofree char *code = g_strdup (kk_examine_code_text (refusal->code));
  g_autofree char *row = g_strdup (refusal->row != NULL ? refusal->row->id : NULL);
  KkVaultQuarantine item = { .inbox = taking->row->idx, .op_no = refusal->op_no };

  item.field = refusal->field;
  item.code = code;
  item.row = row;
  item.has_dot = refusal->dot != NULL;
  if (item.has_dot) {
    item.record = *refusal->record;
    item.dot = *refusal->dot;
  }
  item.notified =
      refusal->silent ? KK_QUARANTINE_NEVER_TOLD : notified_before (taking, refusal->op_no);
  return kk_vault_quarantine_add (taking->place->app->vault, &item, error);
}

/* What this version does not act on yet waits whole; half a packet would be worse. */
static KkExamineCode
check_supported (const KkInboxTaking *taking)
{
  const KkInboxPlace *place = taking->place;
  const KkBody *body = taking->examined->body;
  gboolean sibling = kk_id_equal (&place->writer->desk->id, &place->seat->desk);

  if (body == NULL)
    return kk_inbox_check_control (taking);
  if ((body->scope == KK_SCOPE_SIBLING) != sibling)
    return KK_EXAMINE_WRITER;
  return KK_EXAMINE_OK;
}

/* Of an issuer whose documents are not here yet nothing can be said: that waits. */
static KkExamineCode
check_object (const KkDirectory *directory, const KkSignedObject *signed_)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, &error);
  const KkOrganisation *organisation = NULL;

  if (object == NULL)
    return g_error_matches (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER) ? KK_EXAMINE_NEWER
                                                                           : KK_EXAMINE_OBJECT;
  if (kk_directory_find_desk (directory, &object->issuer, &organisation) == NULL ||
      kk_directory_check_organisation (directory, organisation->slug, &object->organisation) ==
          KK_PINNED_NEWER)
    return KK_EXAMINE_ORGANISATION;
  return kk_object_is_genuine (directory, signed_, object) ? KK_EXAMINE_OK : KK_EXAMINE_OBJECT;
}

/* Who lets an object travel that its issuer did not sign is not to be believed in the rest either. */
static KkExamineCode
check_objects (const KkInboxPlace *place, const KkExamined *examined)
{
  const KkBody *body = examined->body;
  KkExamineCode code = KK_EXAMINE_OK;

  for (guint i = 0; body != NULL && i < body->objects->len && code == KK_EXAMINE_OK; i++)
    code = check_object (place->app->directory, body->objects->pdata[i]);
  return code;
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
store_row (KkInboxTaking *taking, KkInboxState state, KkExamineCode code, GError **error)
{
  KkVaultInboxRow *row = taking->row;

  row->state = state;
  g_free (row->code);
  row->code = g_strdup (code == KK_EXAMINE_OK ? NULL : kk_examine_code_text (code));
  return row->idx == 0 ? kk_vault_inbox_add (taking->place->app->vault, row, error)
                       : kk_vault_inbox_update (taking->place->app->vault, row, error);
}

static gboolean
is_refused (const KkInboxTaking *taking, const KkBodyRecord *record)
{
  for (guint i = 0; i < taking->entry->fields->len; i++) {
    if (kk_id_equal (&((const KkEntryField *) taking->entry->fields->pdata[i])->record,
                     &record->id))
      return TRUE;
  }
  return FALSE;
}

/* The case of a record that is here; of another one what the sender says of it counts only when this desk knows that case. */
static gboolean
name_case_of (KkInboxTaking *taking, const KkBodyRecord *record, KkEntry *entry, GError **error)
{
  const KkInboxPlace *place = taking->place;
  const KkId *desk = &place->seat->desk;
  g_autoptr (GArray) known = NULL;
  gint64 log = 0;

  if (kk_vault_log_find (place->app->vault, &place->seat->log, &log) &&
      !kk_entry_name_case (place->app, log, desk, &record->id, entry, error))
    return FALSE;
  if (entry->has_thread || !record->has_thread)
    return TRUE;
  known = kk_vault_thread_records (place->app->vault, desk, &record->thread, error);
  entry->has_thread = known != NULL && known->len > 0;
  entry->thread = record->thread;
  return known != NULL;
}

/* When all that was refused is of one case, the entry names it. */
static gboolean
name_case (KkInboxTaking *taking, GError **error)
{
  const KkBody *body = taking->examined->body;
  gboolean first = TRUE;

  for (guint i = 0; body != NULL && i < body->records->len; i++) {
    const KkBodyRecord *record = body->records->pdata[i];
    g_autoptr (KkEntry) named = kk_entry_new (KK_ENTRY_QUARANTINED);

    if (!is_refused (taking, record))
      continue;
    if (!name_case_of (taking, record, named, error))
      return FALSE;
    if (first) {
      taking->entry->has_thread = named->has_thread;
      taking->entry->thread = named->thread;
    } else if (!named->has_thread || !kk_id_equal (&named->thread, &taking->entry->thread)) {
      taking->entry->has_thread = FALSE;
    }
    first = FALSE;
  }
  return TRUE;
}

static gboolean
append_refusals (KkInboxTaking *taking, GError **error)
{
  if (!name_case (taking, error))
    return FALSE;
  taking->entry->desk = taking->place->writer->desk->id;
  g_array_append_val (taking->entry->packets, taking->examined->packet);
  return kk_entry_chain_append_own (taking->place->app, taking->place->seat, taking->entry, error);
}

/* Also when it cannot be told whether it is one: two devices that cannot read each other would never end. */
static gboolean
may_be_notification (const KkExamined *examined)
{
  g_autoptr (KkBody) decoded = NULL;
  const KkBody *body = examined->body;

  if (body == NULL && examined->statement != NULL &&
      examined->statement->kind == KK_STATEMENT_CONTENT)
    body = decoded = kk_body_decode (examined->statement->body, NULL);
  for (guint i = 0; body != NULL && i < body->records->len; i++) {
    if (((const KkBodyRecord *) body->records->pdata[i])->type == KK_RECORD_NOTIFICATION)
      return TRUE;
  }
  return body == NULL;
}

static gboolean
quarantine_packet (KkInboxTaking *taking, KkExamineCode code, GError **error)
{
  KkInboxRefusal refusal = { .op_no = KK_QUARANTINE_WHOLE_PACKET, .code = code };

  refusal.silent = may_be_notification (taking->examined);
  if (!store_row (taking, KK_INBOX_QUARANTINED, code, error))
    return FALSE;
  taking->counted.quarantined++;
  return kk_inbox_add_quarantine (taking, &refusal, error) && append_refusals (taking, error);
}

static gboolean
take_content (KkInboxTaking *taking, GError **error)
{
  /* The row comes first, for quarantined operations point at it; a packet that is tried again starts afresh. */
  if (!store_row (taking, KK_INBOX_NEW, KK_EXAMINE_OK, error))
    return FALSE;
  taking->before = kk_vault_quarantine_list (taking->place->app->vault, taking->row->idx, error);
  if (taking->before == NULL ||
      !kk_vault_quarantine_clear (taking->place->app->vault, taking->row->idx, error) ||
      !kk_inbox_take_body (taking, error))
    return FALSE;
  taking->counted.quarantined += taking->refused;
  if (taking->refused > 0 && !append_refusals (taking, error))
    return FALSE;
  return store_row (taking,
                    taking->refused > 0 || taking->waits ? KK_INBOX_PARTLY : KK_INBOX_APPLIED,
                    taking->waits ? KK_EXAMINE_EARLIER : KK_EXAMINE_OK, error) &&
         kk_inbox_take_covers (taking, error);
}

static gboolean
take_inside (KkInboxTaking *taking, GError **error)
{
  gboolean early;

  if (taking->examined->body == NULL)
    return kk_inbox_take_control (taking, error) &&
           store_row (taking, KK_INBOX_APPLIED, KK_EXAMINE_OK, error);
  if (!kk_inbox_is_early (taking, &early, error))
    return FALSE;
  if (!early)
    return take_content (taking, error);
  /* It is tried again in this sync, so nobody has to hear of it. */
  return taking->place->again || store_row (taking, KK_INBOX_HOLD, KK_EXAMINE_OP_NOT_SENT, error);
}

static gboolean
take (KkInboxTaking *taking, GError **error)
{
  KkExamineCode code = taking->examined->code;

  if (code == KK_EXAMINE_OK && !check_sequence (taking->place, taking->examined, &code, error))
    return FALSE;
  if (code == KK_EXAMINE_OK)
    code = check_objects (taking->place, taking->examined);
  if (code == KK_EXAMINE_OK)
    code = check_supported (taking);
  if (code == KK_EXAMINE_OK)
    return take_inside (taking, error);
  if (!kk_examine_code_is_hold (code))
    return quarantine_packet (taking, code, error);
  taking->counted.held++;
  return store_row (taking, KK_INBOX_HOLD, code, error);
}

static KkVaultInboxRow *
make_row (const KkInboxPlace *place, const KkExamined *examined, GBytes *raw)
{
  KkVaultInboxRow *row = kk_vault_inbox_row_new ();

  row->idx = place->row;
  row->seat = place->seat->seat;
  row->log = place->log;
  row->push_no = place->push_no;
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
  g_auto (KkInboxTaking) taking = { .place = place, .examined = examined, .counted = *count };

  taking.row = make_row (place, examined, raw);
  taking.bases = g_new0 (gint64, n_bases + 1);
  taking.forward = g_ptr_array_new ();
  taking.entry = kk_entry_new (KK_ENTRY_QUARANTINED);
  if (transaction == NULL || !take (&taking, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return FALSE;
  *count = taking.counted;
  return TRUE;
}
