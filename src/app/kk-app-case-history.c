/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Everything that was ever written in a case and is still kept. */

#include "app/kk-app-case.h"

#include "app/kk-case-find-private.h"
#include "app/kk-case-view-private.h"

static KkHistoryLine *
make_line (KkApp *app, const KkVaultRecord *record, const KkStoredOp *stored)
{
  KkHistoryLine *line = g_new0 (KkHistoryLine, 1);

  line->time = stored->op->time;
  line->record = g_strdup (kk_id_text (&record->id).text);
  line->type = kk_record_type_name (record->type);
  line->field = kk_field_dup_name (stored->op->field);
  line->element = g_strdup (stored->op->element);
  line->value = kk_op_dup_value (stored->op);
  line->organisation = kk_desk_dup_slug (app, &stored->desk);
  line->person = kk_log_dup_person (app, &stored->op->dot.log);
  line->live = stored->live;
  return line;
}

typedef struct {
  KkHistoryLine *line;
  gint64 idx;
} Sorted;

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const Sorted *left = a;
  const Sorted *right = b;

  if (left->line->time != right->line->time)
    return left->line->time < right->line->time ? -1 : 1;
  return (left->idx > right->idx) - (left->idx < right->idx);
}

static gboolean
add_lines (KkApp *app, const KkVaultRecord *record, GArray *lines, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_ALL, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];
    Sorted sorted = { make_line (app, record, stored), stored->idx };

    g_array_append_val (lines, sorted);
  }
  return ops != NULL;
}

static void
clear_sorted (gpointer data)
{
  kk_history_line_free (((Sorted *) data)->line);
}

GPtrArray *
kk_app_case_history (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GArray) records = found != NULL ? kk_case_records (app, found, error) : NULL;
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Sorted));
  GPtrArray *history;

  g_array_set_clear_func (lines, clear_sorted);
  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++) {
    if (!add_lines (app, &g_array_index (records, KkVaultRecord, i), lines, error))
      return NULL;
  }
  g_array_sort (lines, compare_times);
  history = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_history_line_free);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (history, g_steal_pointer (&g_array_index (lines, Sorted, i).line));
  return history;
}
