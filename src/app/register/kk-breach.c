/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/register/kk-breach-private.h"

#include "app/casework/kk-case-view-private.h"
#include "app/exchange/kk-examine-private.h"
#include "crypto/kk-hash.h"
#include "vault/kk-vault-records.h"

#include <string.h>

static gboolean
is_unlawful (const KkVaultQuarantine *item)
{
  return g_strcmp0 (item->code, kk_examine_code_text (KK_EXAMINE_OP_UNLAWFUL)) == 0;
}

static void
add_once (GPtrArray *texts, char *text)
{
  if (*text == '\0' || g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (texts, text);
}

static gboolean
add_value (KkRecordWriter *writer, const char *name, KkValue *value, GError **error)
{
  g_autoptr (KkValue) owned = value;
  KkOwnOp own = { .kind = KK_OP_VALUE, .value = owned, .basis = KK_VAULT_NO_BASIS };

  own.field = kk_schema_field_by_name (KK_RECORD_BREACH, name)->number;
  return kk_record_writer_add_first (writer, &own, error);
}

static gboolean
add_texts (KkRecordWriter *writer, const char *name, GPtrArray *texts, GError **error)
{
  g_autofree char *joined = NULL;

  if (texts->len == 0)
    return TRUE;
  g_ptr_array_add (texts, NULL);
  joined = g_strjoinv (", ", (char **) texts->pdata);
  g_ptr_array_set_size (texts, (gint) texts->len - 1);
  return add_value (writer, name, kk_value_new_text (joined), error);
}

/* The same for every seat that was sent the same: the operations are, the packets are not. Zeros when nobody knows which
 * operations they were. */
static KkHash
mark_refused (const GPtrArray *items)
{
  g_autoptr (GByteArray) named = g_byte_array_new ();
  KkHash none = { { 0 } };

  for (guint i = 0; i < items->len; i++) {
    const KkVaultQuarantine *item = items->pdata[i];
    guint32 n = GUINT32_TO_LE (item->dot.n);

    if (!is_unlawful (item))
      continue;
    if (!item->has_dot)
      return none;
    g_byte_array_append (named, item->record.bytes, sizeof item->record.bytes);
    g_byte_array_append (named, item->dot.log.bytes, sizeof item->dot.log.bytes);
    g_byte_array_append (named, (const guint8 *) &n, sizeof n);
  }
  return kk_hash_labelled ("breach", named->data, named->len);
}

static gboolean
has_mark (KkApp *app, gint64 record, const KkValue *mark, gboolean *has, GError **error)
{
  guint number = kk_schema_field_by_name (KK_RECORD_BREACH, "nl_BreachRefused")->number;
  g_autoptr (GPtrArray) ops =
      kk_vault_op_list_register (app->vault, record, number, NULL, KK_OPS_LIVE, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++)
    *has = *has || kk_value_equal (((const KkStoredOp *) ops->pdata[i])->op->value, mark);
  return ops != NULL;
}

/* Whether a colleague drafted it already. When two do so before they heard of each other, both are there, and
 * kk_app_breach_list() shows one. */
static gboolean
is_drafted (const KkRecordWriter *writer, const KkValue *mark, gboolean *drafted, GError **error)
{
  g_autoptr (GArray) records =
      kk_vault_record_list (writer->app->vault, NULL, KK_RECORD_BREACH, 0, G_MAXUINT, error);

  *drafted = FALSE;
  for (guint i = 0; records != NULL && i < records->len && !*drafted; i++) {
    if (!has_mark (writer->app, g_array_index (records, KkVaultRecord, i).idx, mark, drafted,
                   error))
      return FALSE;
  }
  return records != NULL;
}

gboolean
kk_breach_draft (KkRecordWriter *writer,
                 const KkVaultInboxRow *packet,
                 const KkId *sender,
                 const GPtrArray *items,
                 gboolean *made,
                 GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  KkHash refused = mark_refused (items);
  g_autoptr (KkValue) mark = kk_value_new_bytes (refused.bytes, sizeof refused.bytes);
  gboolean marked = !kk_hash_is_zero (&refused);
  gboolean drafted = FALSE;
  KkVaultRecord record;
  gint64 count = 0;

  for (guint i = 0; i < items->len; i++) {
    const KkVaultQuarantine *item = items->pdata[i];

    if (!is_unlawful (item))
      continue;
    count++;
    add_once (fields, kk_field_dup_name (item->field));
    add_once (rows, g_strdup (item->row != NULL ? item->row : ""));
  }
  *made = FALSE;
  if (count > 0 && marked && !is_drafted (writer, mark, &drafted, error))
    return FALSE;
  *made = count > 0 && !drafted;
  if (!*made)
    return TRUE;
  return kk_record_writer_make (writer, KK_RECORD_BREACH, NULL, &record, error) &&
         add_value (writer, "nl_BreachPacket",
                    kk_value_new_bytes (packet->packet.bytes, sizeof packet->packet.bytes),
                    error) &&
         add_value (writer, "nl_BreachSender",
                    kk_value_new_bytes (sender->bytes, sizeof sender->bytes), error) &&
         add_value (writer, "nl_BreachDiscovered", kk_value_new_integer (packet->received),
                    error) &&
         add_value (writer, "nl_BreachCount", kk_value_new_integer (count), error) &&
         add_texts (writer, "nl_BreachFields", fields, error) &&
         add_texts (writer, "nl_BreachRows", rows, error) &&
         (!marked || add_value (writer, "nl_BreachRefused", kk_value_ref (mark), error));
}
