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
