/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* One case as it stands now, with where each value comes from. */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/exchange/kk-body-verdict-private.h"
#include "domain/kk-schema.h"

#include <string.h>

static void
free_field (gpointer data)
{
  KkFieldView *field = data;

  g_free (field->name);
  g_free (field->element);
  g_free (field->value);
  g_ptr_array_unref (field->categories);
  g_free (field->origin);
  g_free (field->returned);
  g_ptr_array_unref (field->rows);
  g_ptr_array_unref (field->versions);
  g_free (field);
}

static void
free_record (gpointer data)
{
  KkRecordView *record = data;

  g_free (record->id);
  g_free (record->role);
  g_free (record->owner);
  g_ptr_array_unref (record->fields);
  g_free (record);
}

static GPtrArray *
list_categories (KkCategories categories)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  /* "Nobody's data" is said only of what is nothing else (legal contract, step 1). */
  if ((categories & ~KK_CATEGORY_BIT (KK_CATEGORY_V)) != 0)
    categories &= ~KK_CATEGORY_BIT (KK_CATEGORY_V);
  for (guint i = 0; i < KK_N_CATEGORIES; i++) {
    if (categories & KK_CATEGORY_BIT (i))
      g_ptr_array_add (list, g_strdup (kk_category_text ((KkCategory) i)));
  }
  return list;
}

/* Says nothing: no value, and nobody proposes one. */
static gboolean
is_empty (const KkLiveField *live)
{
  const KkStoredOp *only = live->current->len == 1 ? live->current->pdata[0] : NULL;

  if (live->field == 0)
    return TRUE;
  return live->proposals->len == 0 && !live->conflict &&
         (live->current->len == 0 || (only != NULL && only->op->kind == KK_OP_ABSENT));
}

static const KkStoredOp *
pick_shown (const KkLiveField *live)
{
  return live->current->len > 0 ? live->current->pdata[0] : live->proposals->pdata[0];
}

/* After a restore, what others give back counts, and says whose word it is until somebody looked (exchange §15, "Resync"). */
static gboolean
read_returned (KkApp *app, const KkLiveField *live, KkFieldView *field, GError **error)
{
  for (guint i = 0; i < live->current->len && field->returned == NULL; i++) {
    const KkStoredOp *stored = live->current->pdata[i];
    gboolean returned;
    KkId desk;

    if ((stored->flags & KK_OP_FLAG_RETURNED) == 0)
      continue;
    if (!kk_vault_op_get_returned (app->vault, stored->idx, &desk, &returned, error))
      return FALSE;
    if (returned)
      field->returned = kk_desk_dup_slug (app, &desk);
  }
  return TRUE;
}

static KkFieldView *
view_field (KkApp *app, const KkVaultRecord *record, const KkLiveField *live, GError **error)
{
  const KkStoredOp *shown = pick_shown (live);
  KkFieldView *field = g_new0 (KkFieldView, 1);
  gboolean versions = live->conflict || live->proposals->len > 0;

  field->name = kk_field_dup_name (live->field);
  field->element = g_strdup (live->element);
  field->value = live->current->len > 0 ? kk_op_dup_value (shown->op) : NULL;
  field->categories = list_categories (kk_op_categories (shown->op));
  field->rows = g_ptr_array_new_with_free_func (g_free);
  field->conflict = live->conflict;
  if (!kk_id_equal (&shown->desk, &record->desk))
    field->origin = kk_desk_dup_slug (app, &shown->desk);
  for (guint i = 0; i < live->current->len; i++)
    field->not_shared |=
        ((const KkStoredOp *) live->current->pdata[i])->op->kind == KK_OP_NOT_SHARED;
  field->versions = versions ? kk_live_field_versions (app, live) : g_ptr_array_new ();
  if (kk_basis_describe (app, shown->basis, field->rows, &field->origin, error) &&
      read_returned (app, live, field, error))
    return field;
  free_field (field);
  return NULL;
}

static char *
find_role (const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++) {
    const KkFieldView *field = fields->pdata[i];

    if (strcmp (field->name, "nl_Role") == 0)
      return g_strdup (field->value);
  }
  return NULL;
}

static gboolean
fill_record (KkApp *app, KkRecordView *view, const KkVaultRecord *record, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list (app->vault, record->idx, KK_OPS_LIVE, error);
  g_autoptr (GPtrArray) live = ops != NULL ? kk_live_fields (ops, &record->owner) : NULL;

  if (live == NULL)
    return FALSE;
  for (guint i = 0; i < live->len; i++) {
    KkFieldView *field;

    if (is_empty (live->pdata[i]))
      continue;
    field = view_field (app, record, live->pdata[i], error);
    if (field == NULL)
      return FALSE;
    /* Whoever looks for a phone number reads first whether it is safe to call. */
    g_ptr_array_insert (view->fields, strcmp (field->name, "nl_SafeContact") == 0 ? 0 : -1, field);
  }
  view->role = find_role (view->fields);
  return TRUE;
}

static KkRecordView *
view_record (KkApp *app, const KkVaultRecord *record, GError **error)
{
  KkRecordView *view = g_new0 (KkRecordView, 1);

  view->id = g_strdup (kk_id_text (&record->id).text);
  view->type = kk_record_type_name (record->type);
  view->owner = kk_desk_dup_slug (app, &record->owner);
  view->fields = g_ptr_array_new_with_free_func (free_field);
  if (fill_record (app, view, record, error))
    return view;
  free_record (view);
  return NULL;
}

KkCaseView *
kk_app_case_show (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GArray) records = found != NULL ? kk_case_records (app, found, error) : NULL;
  g_autoptr (KkCaseView) view = NULL;

  if (records == NULL)
    return NULL;
  view = g_new0 (KkCaseView, 1);
  view->item = kk_case_item_new (app, found);
  view->thread = g_strdup (found->record.has_thread ? kk_id_text (&found->record.thread).text : "");
  view->records = g_ptr_array_new_with_free_func (free_record);
  for (guint i = 0; i < records->len; i++) {
    KkRecordView *record = view_record (app, &g_array_index (records, KkVaultRecord, i), error);

    if (record == NULL)
      return NULL;
    g_ptr_array_add (view->records, record);
  }
  return g_steal_pointer (&view);
}

gboolean
kk_app_case_seen (KkApp *app, const char *case_, guint64 *seen, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_autoptr (GArray) records = found != NULL ? kk_case_records (app, found, error) : NULL;
  g_autoptr (KkVaultTransaction) transaction =
      records != NULL ? kk_vault_begin (app->vault, error) : NULL;
  guint64 sum = 0;

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    gint64 count;

    if (!kk_vault_op_clear_returned (app->vault, g_array_index (records, KkVaultRecord, i).idx,
                                     &count, error))
      return FALSE;
    sum += (guint64) count;
  }
  if (seen != NULL)
    *seen = sum;
  return kk_vault_commit (g_steal_pointer (&transaction), error);
}
