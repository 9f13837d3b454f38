/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-erased-list.h"

void
kk_erased_record_free (KkErasedRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->order);
  g_free (record->day);
  g_free (record);
}

KkErasedList *
kk_erased_list_new (void)
{
  KkErasedList *list = g_new0 (KkErasedList, 1);

  list->level = 1;
  list->records = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_erased_record_free);
  return list;
}

KkErasedRecord *
kk_erased_list_add (KkErasedList *list)
{
  KkErasedRecord *record = g_new0 (KkErasedRecord, 1);

  g_ptr_array_add (list->records, record);
  return record;
}

void
kk_erased_list_free (KkErasedList *list)
{
  if (list == NULL)
    return;
  g_ptr_array_unref (list->records);
  g_free (list);
}

static guint
hash_record (gconstpointer data)
{
  return kk_id_hash (&((const KkErasedRecord *) data)->id);
}

static gboolean
is_same_record (gconstpointer a, gconstpointer b)
{
  const KkErasedRecord *one = a;
  const KkErasedRecord *other = b;

  return kk_id_equal (&one->id, &other->id) && kk_id_equal (&one->desk, &other->desk);
}

static void
add_copy (KkErasedList *list, const KkErasedRecord *record)
{
  KkErasedRecord *copy = kk_erased_list_add (list);

  *copy = *record;
  copy->order = g_strdup (record->order);
  copy->day = g_strdup (record->day);
}

void
kk_erased_list_join (KkErasedList *list, const KkErasedList *other)
{
  g_autoptr (GHashTable) known = g_hash_table_new (hash_record, is_same_record);

  list->newest = MAX (list->newest, other->newest);
  for (guint i = 0; i < list->records->len; i++)
    g_hash_table_add (known, list->records->pdata[i]);
  for (guint i = 0; i < other->records->len; i++)
    if (!g_hash_table_contains (known, other->records->pdata[i]))
      add_copy (list, other->records->pdata[i]);
}
