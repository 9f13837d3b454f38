/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-breach-private.h"

#include "app/kk-case-view-private.h"
#include "app/kk-examine-private.h"

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
  *made = count > 0;
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
         add_texts (writer, "nl_BreachRows", rows, error);
}
