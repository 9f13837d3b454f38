/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-notices-private.h"

#include "app/register/kk-breach-private.h"
#include "crypto/kk-hash.h"
#include "domain/kk-content.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

/* The refusals of one packet, on their way to its sender. */
typedef struct {
  KkApp *app;
  const KkOwnSeat *seat;
  const KkSeatInfo *writer;
  KkVaultInboxRow *packet;
  GPtrArray *items; /* (element-type KkVaultQuarantine), borrowed */
  KkRecordWriter records;
  KkBody *body;
} Telling;

static void
clear_telling (Telling *telling)
{
  g_clear_pointer (&telling->packet, kk_vault_inbox_row_free);
  g_clear_pointer (&telling->items, g_ptr_array_unref);
  g_clear_pointer (&telling->body, kk_body_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Telling, clear_telling)

static gboolean
add_field (Telling *telling, const char *name, KkValue *value, GError **error)
{
  g_autoptr (KkValue) owned = value;
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = owned, .basis = KK_VAULT_NO_BASIS };

  own.field = kk_schema_field_by_name (KK_RECORD_NOTIFICATION, name)->number;
  return kk_record_writer_add_first (&telling->records, &own, error);
}

/* Which operation it was, for a seat of the sender that did not seal the packet. */
static gboolean
add_dot (Telling *telling, const KkVaultQuarantine *item, GError **error)
{
  const KkId *record = &item->record;
  const KkId *log = &item->dot.log;

  return !item->has_dot ||
         (add_field (telling, "nl_NotifiedRecord",
                     kk_value_new_bytes (record->bytes, sizeof record->bytes), error) &&
          add_field (telling, "nl_NotifiedLog", kk_value_new_bytes (log->bytes, sizeof log->bytes),
                     error) &&
          add_field (telling, "nl_NotifiedNumber", kk_value_new_integer (item->dot.n), error));
}

static gboolean
write_record (Telling *telling,
              const KkVaultQuarantine *item,
              KkVaultRecord *record,
              GError **error)
{
  const KkHash *packet = &telling->packet->packet;
  gboolean whole = item->op_no == KK_QUARANTINE_WHOLE_PACKET;

  return kk_record_writer_make (&telling->records, KK_RECORD_NOTIFICATION, NULL, record, error) &&
         add_field (telling, "nl_NotifiedPacket",
                    kk_value_new_bytes (packet->bytes, sizeof packet->bytes), error) &&
         (whole ||
          add_field (telling, "nl_NotifiedOperation", kk_value_new_integer (item->op_no), error)) &&
         add_field (telling, "nl_NotifiedReason", kk_value_new_text (item->code), error) &&
         (item->row == NULL ||
          add_field (telling, "nl_NotifiedRow", kk_value_new_text (item->row), error)) &&
         add_dot (telling, item, error);
}

/* What nobody's data is goes by law without a row (legal contract, step 2): under a basis that says nothing. */
static gboolean
put_in_body (Telling *telling, const KkVaultRecord *record, GError **error)
{
  g_autoptr (GPtrArray) ops =
      kk_vault_op_list (telling->app->vault, record->idx, KK_OPS_LIVE, error);
  KkBodyRecord *added;

  if (ops == NULL)
    return FALSE;
  added = kk_body_record_new ();
  added->id = record->id;
  added->type = record->type;
  added->owner = record->owner;
  g_ptr_array_add (telling->body->records, added);
  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    KkOp *op = kk_op_new (stored->op->dot, KK_OP_VALUE, stored->op->field);

    op->value = kk_value_ref (stored->op->value);
    op->time = stored->op->time;
    op->basis = 0;
    /* A reader of before version 3 knows no category of the later fields, and decides on what is claimed (exchange §20). */
    op->extra = KK_CATEGORY_BIT (KK_CATEGORY_V);
    g_ptr_array_add (added->ops, op);
  }
  return TRUE;
}

static gboolean
queue_body (Telling *telling, GError **error)
{
  g_autoptr (KkVaultBody) row = kk_vault_body_new ();

  row->bytes = kk_body_encode (telling->body, error);
  if (row->bytes == NULL)
    return FALSE;
  row->id = kk_id_random ();
  row->giver = telling->seat->desk;
  row->desk = telling->writer->desk->id;
  row->hash = kk_hash_labelled_bytes ("body", row->bytes);
  row->created = kk_app_now (telling->app);
  row->not_before = row->created;
  row->state = KK_BODY_READY;
  return kk_vault_body_add (telling->app->vault, row, error);
}

static gboolean
write_notifications (Telling *telling, GError **error)
{
  KkVaultQuarantine whole = { .op_no = KK_QUARANTINE_WHOLE_PACKET };
  const KkVaultQuarantine *first = telling->items->pdata[0];
  gboolean each = telling->items->len <= KK_NOTICES_OF_PACKET;

  whole.code = first->code;
  whole.row = first->row;
  telling->body = kk_body_new (KK_SCOPE_PARTNER);
  telling->body->purpose = KK_PURPOSE_REGISTRATIE;
  g_ptr_array_add (telling->body->bases, kk_basis_new ());
  for (guint i = 0; i < (each ? telling->items->len : 1); i++) {
    KkVaultRecord record;

    if (!write_record (telling, each ? telling->items->pdata[i] : &whole, &record, error) ||
        !put_in_body (telling, &record, error))
      return FALSE;
  }
  return queue_body (telling, error);
}

/* Whom there is nobody to tell, is not told later either. */
static gboolean
can_be_told (const Telling *telling)
{
  g_autoptr (GPtrArray) seats = NULL;

  if (telling->seat == NULL || telling->writer == NULL ||
      kk_id_equal (&telling->writer->desk->id, &telling->seat->desk))
    return FALSE;
  seats = kk_directory_seats_of_desk (telling->app->directory, &telling->writer->desk->id);
  return seats->len > 0;
}

static gboolean
mark_told (const Telling *telling, gint64 instant, GError **error)
{
  for (guint i = 0; i < telling->items->len; i++) {
    const KkVaultQuarantine *item = telling->items->pdata[i];

    if (!kk_vault_quarantine_set_notified (telling->app->vault, item->idx, instant, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
tell_one (Telling *telling, guint *breaches, GError **error)
{
  gboolean drafted = FALSE;

  if (telling->seat == NULL || telling->writer == NULL)
    return mark_told (telling, KK_QUARANTINE_NEVER_TOLD, error);
  if (!kk_record_writer_start (&telling->records, telling->app, &telling->seat->desk, error) ||
      !kk_breach_draft (&telling->records, telling->packet, &telling->writer->desk->id,
                        telling->items, &drafted, error))
    return FALSE;
  *breaches += drafted ? 1 : 0;
  if (!can_be_told (telling))
    return mark_told (telling, KK_QUARANTINE_NEVER_TOLD, error);
  return write_notifications (telling, error) &&
         mark_told (telling, kk_app_now (telling->app), error);
}

static gboolean
open_telling (Telling *telling, gint64 inbox, GError **error)
{
  const KkId *writer;

  telling->packet = kk_vault_inbox_get (telling->app->vault, inbox, error);
  if (telling->packet == NULL)
    return FALSE;
  writer = kk_vault_log_get_seat (telling->app->vault, telling->packet->log);
  telling->seat = kk_app_find_seat (telling->app, &telling->packet->seat);
  telling->writer =
      writer != NULL ? kk_directory_find_seat (telling->app->directory, writer) : NULL;
  return TRUE;
}

static guint
count_of_packet (const GPtrArray *untold, guint from)
{
  const KkVaultQuarantine *first = untold->pdata[from];
  guint count = 1;

  while (from + count < untold->len &&
         ((const KkVaultQuarantine *) untold->pdata[from + count])->inbox == first->inbox)
    count++;
  return count;
}

gboolean
kk_notices_tell (KkApp *app, guint *breaches, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);
  g_autoptr (GPtrArray) untold =
      transaction != NULL ? kk_vault_quarantine_list_untold (app->vault, error) : NULL;
  guint next = 0;

  *breaches = 0;
  if (untold == NULL)
    return FALSE;
  while (next < untold->len) {
    g_auto (Telling) telling = { .app = app, .items = g_ptr_array_new () };
    guint count = count_of_packet (untold, next);

    for (guint i = 0; i < count; i++)
      g_ptr_array_add (telling.items, untold->pdata[next + i]);
    if (!open_telling (&telling, ((const KkVaultQuarantine *) untold->pdata[next])->inbox, error) ||
        !tell_one (&telling, breaches, error))
      return FALSE;
    next += count;
  }
  return kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_notices_count (KkApp *app, guint *count, GError **error)
{
  g_autoptr (GArray) records =
      kk_vault_record_list (app->vault, NULL, KK_RECORD_NOTIFICATION, 0, G_MAXUINT, error);

  *count = 0;
  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    *count += kk_id_equal (&record->owner, &record->desk) ? 0 : 1;
  }
  return records != NULL;
}
