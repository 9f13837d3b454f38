/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-app-notice.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/exchange/kk-examine-private.h"
#include "app/register/kk-breach-private.h"
#include "domain/kk-content.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-shares.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kk_notice_free (KkNotice *notice)
{
  if (notice == NULL)
    return;
  g_free (notice->id);
  g_free (notice->organisation);
  g_free (notice->code);
  g_free (notice->reason);
  g_free (notice->advice);
  g_free (notice->row);
  g_free (notice->law);
  g_free (notice->case_);
  g_free (notice->field);
  g_free (notice->packet);
  g_free (notice->item);
  g_free (notice);
}

/* What the partner's notification says, before it is compared with what was really sent. */
typedef struct {
  KkHash packet;
  gint64 op_no; /* -1 = the whole packet */
  KkExamineCode code;
  guint dot_parts; /* how many of the next three were told */
  KkId record;
  KkDot dot;
} Told;

#define DOT_PARTS 3

static const struct {
  KkExamineCode code;
  const char *reason;
  const char *advice;
} explanations[] = {
  { KK_EXAMINE_OP_UNLAWFUL,
    N_ ("By law this partner may not have what you sent. It was not stored there, and nobody there "
        "has read it."),
    N_ ("Treat it as a possible data breach: tell your data protection officer today. A breach "
        "that is a risk to people has to be reported within 72 hours.") },
  { KK_EXAMINE_OP_NOT_ANY_MORE,
    N_ ("When this was sent the rules still allowed it; by the newest rules the partner may not "
        "have it any more. It was not stored there."),
    N_ ("You need not do anything. Before you share this case again, exchange first and look at "
        "the preview.") },
  { KK_EXAMINE_REGISTER_OLDER,
    N_ ("This computer decided with rules that had been replaced. Nothing of the message was "
        "stored there."),
    N_ ("Exchange first, so that the newest rules are here, and then share the case again.") },
  { KK_EXAMINE_REGISTER_FORK,
    N_ ("This message cites rules that nobody signed for this region. Nothing of it was stored "
        "there."),
    N_ ("Do not share anything more from this device, and call your administrator.") },
  { KK_EXAMINE_REVOKED,
    N_ ("The partner does not accept anything from this device any more, because it was revoked."),
    N_ ("Stop working on this device and call your administrator.") },
  { KK_EXAMINE_OP_DOT,
    N_ ("This device used one number for two different messages. The second was not stored there. "
        "Perhaps a copy of this vault is in use."),
    N_ ("Use one of the two copies only, and call your administrator.") },
  { KK_EXAMINE_SEQUENCE,
    N_ ("This device used one number for two different messages. The second was not stored there. "
        "Perhaps a copy of this vault is in use."),
    N_ ("Use one of the two copies only, and call your administrator.") },
};

static void
explain (KkNotice *notice, KkExamineCode code)
{
  const char *reason = N_ ("The partner could not take over something that you sent.");
  const char *advice =
      N_ ("Share the case again. If it happens once more, call your administrator.");

  for (gsize i = 0; i < G_N_ELEMENTS (explanations); i++) {
    if (explanations[i].code != code)
      continue;
    reason = explanations[i].reason;
    advice = explanations[i].advice;
  }
  notice->reason = g_strdup (_ (reason));
  notice->advice = g_strdup (_ (advice));
}

static gboolean
read_bytes (const KkValue *value, void *out, gsize wanted)
{
  gsize size = 0;
  const guint8 *bytes =
      kk_value_get_kind (value) == KK_VALUE_BYTES ? kk_value_get_bytes (value, &size) : NULL;

  if (bytes == NULL || size != wanted)
    return FALSE;
  memcpy (out, bytes, size);
  return TRUE;
}

static gboolean
read_number (const KkValue *value, guint32 *number)
{
  gint64 read = kk_value_get_kind (value) == KK_VALUE_INTEGER ? kk_value_get_integer (value) : 0;

  *number = read > 0 && read <= G_MAXINT32 ? (guint32) read : 0;
  return *number > 0;
}

/* Of which operation, when the other side tells it: older versions do not. */
static void
read_dot (const char *field, const KkValue *value, Told *told)
{
  gboolean read = FALSE;

  if (g_str_equal (field, "nl_NotifiedRecord"))
    read = read_bytes (value, told->record.bytes, sizeof told->record.bytes);
  else if (g_str_equal (field, "nl_NotifiedLog"))
    read = read_bytes (value, told->dot.log.bytes, sizeof told->dot.log.bytes);
  else if (g_str_equal (field, "nl_NotifiedNumber"))
    read = read_number (value, &told->dot.n);
  told->dot_parts += read ? 1 : 0;
}

static void
read_told (const GPtrArray *ops, KkNotice *notice, Told *told)
{
  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    const KkField *field = kk_schema_field (stored->op->field);
    const KkValue *value = stored->op->kind == KK_OP_VALUE ? stored->op->value : NULL;

    if (field == NULL || value == NULL)
      continue;
    notice->at = MAX (notice->at, stored->op->time);
    if (g_str_equal (field->name, "nl_NotifiedOperation"))
      told->op_no = kk_value_get_integer (value);
    else if (g_str_equal (field->name, "nl_NotifiedReason"))
      (void) kk_examine_code_parse (kk_value_get_text (value, NULL), &told->code);
    else if (g_str_equal (field->name, "nl_NotifiedRow"))
      notice->row = g_strdup (kk_value_get_text (value, NULL));
    else if (g_str_equal (field->name, "nl_NotifiedPacket"))
      (void) read_bytes (value, told->packet.bytes, sizeof told->packet.bytes);
    else
      read_dot (field->name, value, told);
  }
}

/* The operation of that number, or the whole body, in the words of the file that it came from. */
static void
find_in_body (KkApp *app,
              const KkVaultBody *row,
              const KkBody *body,
              gint64 op_no,
              KkNotice *notice)
{
  gint64 from = 0;

  for (guint r = 0; r < body->records->len; r++) {
    const KkBodyRecord *record = body->records->pdata[r];
    gint64 place = op_no - from;

    from += record->ops->len;
    if (op_no >= from)
      continue;
    if (record->has_thread)
      notice->case_ = kk_case_dup_reference (app, &row->giver, &record->thread);
    if (place >= 0)
      notice->field = kk_field_dup_name (((const KkOp *) record->ops->pdata[place])->field);
    return;
  }
}

/* Only who got the packet can say anything about it. */
static gboolean
find_sent (KkApp *app, const KkId *teller, const Told *told, KkNotice *notice, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultPacket) packet = kk_vault_packet_find (app->vault, &told->packet, &local);
  const KkSeatInfo *seat =
      packet != NULL ? kk_directory_find_seat (app->directory, &packet->seat) : NULL;
  g_autoptr (KkVaultBody) row = NULL;
  g_autoptr (KkBody) body = NULL;

  if (seat != NULL && packet->has_body && kk_id_equal (&seat->desk->id, teller))
    row = kk_vault_body_get (app->vault, &packet->body, &local);
  notice->known = seat != NULL && kk_id_equal (&seat->desk->id, teller);
  if (row != NULL && row->bytes != NULL)
    body = kk_body_decode (row->bytes, NULL);
  if (body != NULL)
    find_in_body (app, row, body, told->op_no, notice);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_own_log (KkApp *app, const KkId *log, const KkId *desk)
{
  gint64 idx;
  const KkId *writer =
      kk_vault_log_find (app->vault, log, &idx) ? kk_vault_log_get_desk (app->vault, idx) : NULL;

  return writer != NULL && kk_id_equal (writer, desk);
}

/* A colleague's seat sealed the packet; the operation itself is here, if this desk wrote it and gave it to the teller. */
static gboolean
find_by_dot (KkApp *app,
             const KkVaultRecord *notification,
             const Told *told,
             KkNotice *notice,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkStoredOp) stored = NULL;
  KkVaultRecord record;
  gboolean found = FALSE;

  if (notice->known || told->dot_parts != DOT_PARTS ||
      !is_own_log (app, &told->dot.log, &notification->desk))
    return TRUE;
  if (!kk_vault_record_find (app->vault, &notification->desk, &told->record, &record, &found,
                             error))
    return FALSE;
  stored = found ? kk_vault_op_get (app->vault, record.idx, &told->dot, &local) : NULL;
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (stored == NULL)
    return TRUE;
  if (!kk_vault_sent_has_field (app->vault, record.idx, &notification->owner, stored->op->field,
                                &notice->known, error))
    return FALSE;
  if (notice->known && record.has_thread)
    notice->case_ = kk_case_dup_reference (app, &record.desk, &record.thread);
  if (notice->known)
    notice->field = kk_field_dup_name (stored->op->field);
  return TRUE;
}

static void
name_item (KkNotice *notice, const Told *told)
{
  if (told->dot_parts == DOT_PARTS)
    notice->item = g_strdup_printf ("%s/%s/%u", kk_id_text (&told->record).text,
                                    kk_id_text (&told->dot.log).text, told->dot.n);
}

static void
cite (KkApp *app, KkNotice *notice)
{
  const KkRegister *reg = kk_directory_newest_register (app->directory, NULL);
  const KkRow *row =
      notice->row != NULL && reg != NULL ? kk_register_find_row (reg, notice->row, NULL) : NULL;

  if (row != NULL)
    notice->law = kk_row_reason (row);
}

static KkNotice *
read_notice (KkApp *app, const KkVaultRecord *record, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  g_autoptr (KkNotice) notice = g_new0 (KkNotice, 1);
  Told told = { .op_no = -1, .code = KK_EXAMINE_CODES };

  if (ops == NULL)
    return NULL;
  read_told (ops, notice, &told);
  notice->id = g_strdup (kk_id_text (&record->id).text);
  notice->organisation = kk_desk_dup_slug (app, &record->owner);
  notice->packet = g_strdup (kk_hash_text (&told.packet).text);
  notice->code =
      g_strdup (told.code < KK_EXAMINE_CODES ? kk_examine_code_text (told.code) : "unknown");
  explain (notice, told.code);
  name_item (notice, &told);
  if (!find_sent (app, &record->owner, &told, notice, error) ||
      !find_by_dot (app, record, &told, notice, error))
    return NULL;
  if (told.code == KK_EXAMINE_OP_UNLAWFUL && notice->known)
    notice->due = notice->at + KK_BREACH_TERM_MS;
  cite (app, notice);
  return g_steal_pointer (&notice);
}

static int
compare_notices (gconstpointer a, gconstpointer b)
{
  const KkNotice *left = *(const KkNotice *const *) a;
  const KkNotice *right = *(const KkNotice *const *) b;

  if (left->at != right->at)
    return left->at > right->at ? -1 : 1;
  return strcmp (left->id, right->id);
}

static gboolean
is_about_same (const KkNotice *a, const KkNotice *b)
{
  return a->item != NULL && g_strcmp0 (a->item, b->item) == 0 &&
         g_str_equal (a->organisation, b->organisation) && g_str_equal (a->code, b->code);
}

/* What was sealed to two seats of one desk is told by both: of those about one operation the first counts, for a term
 * runs from it. @notices: newest first. */
static void
drop_repeated (GPtrArray *notices)
{
  for (guint i = notices->len; i > 0; i--) {
    for (guint newer = i - 1; newer > 0; newer--) {
      if (is_about_same (notices->pdata[i - 1], notices->pdata[newer - 1])) {
        g_ptr_array_remove_index (notices, newer - 1);
        i--;
      }
    }
  }
}

GPtrArray *
kk_app_notice_list (KkApp *app, GError **error)
{
  g_autoptr (GArray) records =
      kk_vault_record_list (app->vault, NULL, KK_RECORD_NOTIFICATION, 0, G_MAXUINT, error);
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_notice_free);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    KkNotice *notice;

    if (kk_id_equal (&record->owner, &record->desk))
      continue;
    notice = read_notice (app, record, error);
    if (notice == NULL)
      return NULL;
    g_ptr_array_add (notices, notice);
  }
  if (records == NULL)
    return NULL;
  g_ptr_array_sort (notices, compare_notices);
  drop_repeated (notices);
  return g_steal_pointer (&notices);
}
