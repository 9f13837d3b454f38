/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-same-person-private.h"

#include "domain/kk-schema.h"

#include <string.h>

/* So many notes are read at once. */
#define BATCH 500

void
kk_same_persons_free (KkSamePersons *same)
{
  if (same == NULL)
    return;
  g_clear_pointer (&same->notes, g_array_unref);
  g_clear_pointer (&same->groups, g_hash_table_unref);
  g_free (same);
}

static gboolean
read_reference (const KkOp *op, KkId *id)
{
  gsize size = 0;
  const guint8 *bytes;

  if (op->kind != KK_OP_VALUE || op->value == NULL ||
      kk_value_get_kind (op->value) != KK_VALUE_BYTES)
    return FALSE;
  bytes = kk_value_get_bytes (op->value, &size);
  if (size != KK_ID_SIZE)
    return FALSE;
  memcpy (id->bytes, bytes, KK_ID_SIZE);
  return TRUE;
}

static gboolean
read_note (KkApp *app,
           const KkVaultRecord *record,
           KkSameNote *note,
           gboolean *whole,
           GError **error)
{
  guint first = kk_schema_field_by_name (KK_RECORD_SAME_PERSON, "nl_SameFirst")->number;
  guint second = kk_schema_field_by_name (KK_RECORD_SAME_PERSON, "nl_SameSecond")->number;
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  gboolean has_first = FALSE;
  gboolean has_second = FALSE;

  note->record = *record;
  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkOp *op = ((const KkStoredOp *) ops->pdata[i])->op;

    if (op->field == first)
      has_first = read_reference (op, &note->first);
    else if (op->field == second)
      has_second = read_reference (op, &note->second);
  }
  *whole = has_first && has_second;
  return ops != NULL;
}

/* What stands for the group of @person: walks up, as in every union of sets. */
static const KkId *
find_group (const KkSamePersons *same, const KkId *person)
{
  const KkId *up = g_hash_table_lookup (same->groups, person);

  while (up != NULL && !kk_id_equal (up, person)) {
    person = up;
    up = g_hash_table_lookup (same->groups, person);
  }
  return person;
}

/* The lower id stands for both, so that the order of the notes is nothing. */
static void
join (KkSamePersons *same, const KkId *a, const KkId *b)
{
  const KkId group_a = *find_group (same, a);
  const KkId group_b = *find_group (same, b);
  gboolean first = memcmp (group_a.bytes, group_b.bytes, KK_ID_SIZE) <= 0;
  const KkId *low = first ? &group_a : &group_b;
  const KkId *high = first ? &group_b : &group_a;

  g_hash_table_insert (same->groups, kk_id_copy (low), kk_id_copy (low));
  g_hash_table_insert (same->groups, kk_id_copy (high), kk_id_copy (low));
}

static gboolean
add_notes (KkApp *app, KkSamePersons *same, const GArray *records, GError **error)
{
  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);
    KkSameNote note = { 0 };
    gboolean whole = FALSE;

    if (record->deletion == KK_DELETION_DELETED)
      continue;
    if (!read_note (app, record, &note, &whole, error))
      return FALSE;
    if (!whole)
      continue;
    g_array_append_val (same->notes, note);
    join (same, &note.first, &note.second);
  }
  return TRUE;
}

KkSamePersons *
kk_same_persons_read (KkApp *app, GError **error)
{
  g_autoptr (KkSamePersons) same = g_new0 (KkSamePersons, 1);
  gint64 after = 0;
  guint count;

  same->notes = g_array_new (FALSE, FALSE, sizeof (KkSameNote));
  same->groups = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, g_free);
  do {
    g_autoptr (GArray) records =
        kk_vault_record_list (app->vault, NULL, KK_RECORD_SAME_PERSON, after, BATCH, error);

    if (records == NULL || !add_notes (app, same, records, error))
      return NULL;
    count = records->len;
    if (count > 0)
      after = g_array_index (records, KkVaultRecord, count - 1).idx;
  } while (count == BATCH);
  return g_steal_pointer (&same);
}

gboolean
kk_same_persons_are (const KkSamePersons *same, const KkId *a, const KkId *b)
{
  return kk_id_equal (find_group (same, a), find_group (same, b));
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, KK_ID_SIZE);
}

GArray *
kk_same_persons_list (const KkSamePersons *same, const KkId *person)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (KkId));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, same->groups);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (!kk_id_equal (key, person) && kk_same_persons_are (same, key, person))
      g_array_append_vals (list, key, 1);
  }
  g_array_sort (list, compare_ids);
  g_array_prepend_vals (list, person, 1);
  return list;
}
