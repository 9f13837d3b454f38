/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "domain/kk-entry.h"

static void
free_field (gpointer data)
{
  KkEntryField *field = data;

  g_free (field->element);
  g_free (field);
}

KkEntry *
kk_entry_new (KkEntryKind kind)
{
  KkEntry *entry = g_new0 (KkEntry, 1);

  entry->kind = kind;
  entry->fields = g_ptr_array_new_with_free_func (free_field);
  entry->rows = g_ptr_array_new_with_free_func (g_free);
  entry->seats = g_array_new (FALSE, FALSE, sizeof (KkId));
  entry->packets = g_array_new (FALSE, FALSE, sizeof (KkHash));
  return entry;
}

void
kk_entry_free (KkEntry *entry)
{
  if (entry == NULL)
    return;
  g_ptr_array_unref (entry->fields);
  g_ptr_array_unref (entry->rows);
  g_array_unref (entry->seats);
  g_array_unref (entry->packets);
  g_free (entry);
}

void
kk_entry_add_field (KkEntry *entry, const KkId *record, guint32 field, const char *element)
{
  KkEntryField *added = g_new0 (KkEntryField, 1);

  added->record = *record;
  added->field = field;
  added->element = g_strdup (element);
  g_ptr_array_add (entry->fields, added);
}

void
kk_entry_add_row (KkEntry *entry, const char *row)
{
  if (!g_ptr_array_find_with_equal_func (entry->rows, row, g_str_equal, NULL))
    g_ptr_array_add (entry->rows, g_strdup (row));
}

const char *
kk_entry_kind_text (KkEntryKind kind)
{
  static const char *const texts[KK_ENTRY_KIND_LAST + 1] = {
    NULL,       "disclosed", "again", "withheld", "refused",   "quarantined",
    "recalled", "erased",    "acute", "printed",  "continued",
  };

  return kind <= KK_ENTRY_KIND_LAST ? texts[kind] : NULL;
}
