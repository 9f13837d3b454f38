/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Everything that was ever written in a case and is still kept. */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/exchange/kk-change-private.h"
#include "app/kk-label-private.h"

static const char *
name_kind (KkOpKind kind)
{
  switch (kind) {
  case KK_OP_ABSENT:
    return "empty";
  case KK_OP_NOT_SHARED:
    return "not-shared";
  case KK_OP_DELETE:
    return "delete";
  case KK_OP_RECALL:
    return "put-back";
  case KK_OP_ERASE:
    return "erase";
  case KK_OP_VALUE:
  default:
    return "value";
  }
}

static KkHistoryLine *
make_line (KkApp *app, const KkVaultRecord *record, const KkStoredOp *stored, GError **error)
{
  g_autoptr (KkHistoryLine) line = g_new0 (KkHistoryLine, 1);

  line->id = kk_change_dup_id (record, stored->op);
  line->time = stored->op->time;
  line->record = g_strdup (kk_id_text (&record->id).text);
  line->type = kk_record_type_name (record->type);
  line->kind = name_kind (stored->op->kind);
  line->field = kk_field_dup_name (stored->op->field);
  line->element = g_strdup (stored->op->element);
  line->value = stored->op->field != 0 ? kk_op_dup_value (stored->op) : NULL;
  line->organisation = kk_desk_dup_slug (app, &stored->desk);
  line->organisation_name = kk_label_dup_organisation (app->directory, &stored->desk);
  line->person = kk_log_dup_person (app, &stored->op->dot.log);
  line->rows = g_ptr_array_new_with_free_func (g_free);
  line->live = stored->live;
  line->undo = kk_change_judge (app, record, stored) == KK_UNDO_FINE;
  return kk_basis_describe (app, stored->basis, line->rows, &line->origin, error)
             ? g_steal_pointer (&line)
             : NULL;
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
    Sorted sorted = { make_line (app, record, stored, error), stored->idx };

    if (sorted.line == NULL)
      return FALSE;
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
  g_autoptr (GArray) records =
      found != NULL ? kk_case_all_records (app, &found->record, error) : NULL;
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
