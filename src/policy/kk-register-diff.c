/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "policy/kk-register-diff.h"

/* Texts of a row under the names that its file, or the profile that turns it off, gives them. The hash is left out: it changes with every other. */
static const struct {
  const char *name;
  gsize offset;
  gboolean decides;
} text_fields[] = {
  { "law", G_STRUCT_OFFSET (KkRow, law), FALSE },
  { "article", G_STRUCT_OFFSET (KkRow, article), FALSE },
  { "bwb", G_STRUCT_OFFSET (KkRow, bwb), FALSE },
  { "short", G_STRUCT_OFFSET (KkRow, title), FALSE },
  { "giver", G_STRUCT_OFFSET (KkRow, giver), TRUE },
  { "receiver", G_STRUCT_OFFSET (KkRow, receiver), TRUE },
  { "purposes", G_STRUCT_OFFSET (KkRow, purposes), TRUE },
  { "categories", G_STRUCT_OFFSET (KkRow, categories), TRUE },
  { "only-if", G_STRUCT_OFFSET (KkRow, only_if), TRUE },
  { "holds-when", G_STRUCT_OFFSET (KkRow, holds_when), TRUE },
  { "on-basis", G_STRUCT_OFFSET (KkRow, on_basis), TRUE },
  { "does", G_STRUCT_OFFSET (KkRow, does), FALSE },
  { "retention", G_STRUCT_OFFSET (KkRow, retention), FALSE },
  { "valid-from", G_STRUCT_OFFSET (KkRow, valid_from), TRUE },
  { "valid-to", G_STRUCT_OFFSET (KkRow, valid_to), TRUE },
  { "source", G_STRUCT_OFFSET (KkRow, source), FALSE },
  { "reviewer", G_STRUCT_OFFSET (KkRow, reviewer), FALSE },
  { "off", G_STRUCT_OFFSET (KkRow, off), TRUE },
};

void
kk_row_change_free (KkRowChange *change)
{
  g_clear_pointer (&change->fields, g_array_unref);
  g_free (change);
}

static const char *
get_text (const KkRow *row, gsize offset)
{
  return *(const char *const *) (gconstpointer) ((const char *) row + offset);
}

/* Confidence is one letter; its text lives as long as the program. */
static const char *
confidence_text (const KkRow *row)
{
  switch (row->confidence) {
  case 'H':
    return "H";
  case 'M':
    return "M";
  default:
    return "L";
  }
}

static void
add_difference (GArray *fields, KkRowField field)
{
  if (g_strcmp0 (field.before, field.after) != 0)
    g_array_append_val (fields, field);
}

GArray *
kk_row_compare (const KkRow *before, const KkRow *after)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (KkRowField));

  add_difference (fields, (KkRowField){ "effect", kk_effect_text (before->effect),
                                        kk_effect_text (after->effect), TRUE });
  add_difference (fields,
                  (KkRowField){ "use", kk_use_text (before->use), kk_use_text (after->use), TRUE });
  for (gsize i = 0; i < G_N_ELEMENTS (text_fields); i++)
    add_difference (
        fields, (KkRowField){ text_fields[i].name, get_text (before, text_fields[i].offset),
                              get_text (after, text_fields[i].offset), text_fields[i].decides });
  add_difference (fields, (KkRowField){ "confidence", confidence_text (before),
                                        confidence_text (after), TRUE });
  return fields;
}

/* Which period of validity of its id the row at @index is. */
static guint
count_before (const KkRegister *reg, guint index)
{
  const char *id = kk_register_get_row (reg, index)->id;
  guint count = 0;

  for (guint i = 0; i < index; i++)
    count += g_str_equal (kk_register_get_row (reg, i)->id, id) ? 1 : 0;
  return count;
}

/* (nullable) */
static const KkRow *
find_period (const KkRegister *reg, const char *id, guint period)
{
  for (guint i = 0; i < kk_register_get_n_rows (reg); i++) {
    const KkRow *row = kk_register_get_row (reg, i);

    if (g_str_equal (row->id, id) && period-- == 0)
      return row;
  }
  return NULL;
}

static void
add_change (GPtrArray *changes, const KkRow *before, const KkRow *after)
{
  g_autoptr (GArray) fields =
      before != NULL && after != NULL ? kk_row_compare (before, after) : NULL;
  KkRowChange *change;

  if (fields != NULL && fields->len == 0)
    return;
  change = g_new0 (KkRowChange, 1);
  change->before = before;
  change->after = after;
  change->fields = g_steal_pointer (&fields);
  change->kind = before == NULL ? KK_ROW_ADDED : after == NULL ? KK_ROW_REMOVED : KK_ROW_CHANGED;
  g_ptr_array_add (changes, change);
}

GPtrArray *
kk_register_diff (const KkRegister *before, const KkRegister *after)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_row_change_free);

  for (guint i = 0; i < kk_register_get_n_rows (after); i++) {
    const KkRow *row = kk_register_get_row (after, i);

    add_change (changes, find_period (before, row->id, count_before (after, i)), row);
  }
  for (guint i = 0; i < kk_register_get_n_rows (before); i++) {
    const KkRow *row = kk_register_get_row (before, i);

    if (find_period (after, row->id, count_before (before, i)) == NULL)
      add_change (changes, row, NULL);
  }
  return changes;
}
