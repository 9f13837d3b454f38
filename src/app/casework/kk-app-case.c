/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The list of cases, and what the views of a case own. */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "domain/kk-schema.h"

#include <glib/gi18n-lib.h>

void
kk_case_item_free (KkCaseItem *item)
{
  if (item == NULL)
    return;
  g_free (item->id);
  g_free (item->reference);
  g_free (item->title);
  g_free (item->stage);
  g_free (item->municipality);
  g_free (item->owner);
  g_free (item);
}

void
kk_case_view_free (KkCaseView *view)
{
  if (view == NULL)
    return;
  kk_case_item_free (view->item);
  g_free (view->thread);
  g_ptr_array_unref (view->records);
  g_free (view);
}

void
kk_history_line_free (KkHistoryLine *line)
{
  if (line == NULL)
    return;
  g_free (line->id);
  g_free (line->record);
  g_free (line->origin);
  g_clear_pointer (&line->rows, g_ptr_array_unref);
  g_free (line->field);
  g_free (line->element);
  g_free (line->value);
  g_free (line->organisation);
  g_free (line->organisation_name);
  g_free (line->person);
  g_free (line);
}

void
kk_conflict_free (KkConflict *conflict)
{
  if (conflict == NULL)
    return;
  g_free (conflict->id);
  g_free (conflict->case_);
  g_free (conflict->record);
  g_free (conflict->field);
  g_free (conflict->reason);
  g_ptr_array_unref (conflict->versions);
  g_free (conflict);
}

/* A code of a list as it is kept, whatever spelling a person used. */
static const char *
settle_code (const char *field, const char *text)
{
  const KkField *found = kk_schema_field_by_name (KK_RECORD_CASE, field);
  const KkCode *code =
      found != NULL && text != NULL ? kk_schema_code_by_alias (found->codes, text) : NULL;

  return code != NULL ? code->code : text;
}

static gboolean
set_page (KkApp *app, const char *after, KkVaultCaseQuery *query, GError **error)
{
  g_autoptr (KkVaultCase) last = NULL;

  if (after == NULL)
    return TRUE;
  last = kk_case_find (app, after, error);
  if (last == NULL)
    return FALSE;
  query->before = last->touched;
  return TRUE;
}

static gboolean
has_touched (const GPtrArray *cases, gint64 touched)
{
  for (guint i = 0; i < cases->len; i++) {
    if (((const KkVaultCase *) cases->pdata[i])->touched == touched)
      return TRUE;
  }
  return FALSE;
}

/* The vault answers a search quickly with the newest records that match, as many as asked, whatever their place in
 * the list of cases. So the pages after the first are: all that match and were not on it, by that place. */
static GPtrArray *
list_found_later (KkApp *app, const KkVaultCaseQuery *query, GError **error)
{
  KkVaultCaseQuery all = *query;
  g_autoptr (GPtrArray) first = kk_vault_case_list (app->vault, query, error);
  GPtrArray *cases;
  gboolean from_start;

  all.limit = G_MAXUINT;
  cases = first != NULL ? kk_vault_case_list (app->vault, &all, error) : NULL;
  if (cases == NULL)
    return NULL;
  from_start = has_touched (first, query->before);
  for (guint i = cases->len; i > 0; i--) {
    gint64 touched = ((const KkVaultCase *) cases->pdata[i - 1])->touched;

    if (has_touched (first, touched) || (!from_start && touched >= query->before))
      g_ptr_array_remove_index (cases, i - 1);
  }
  if (cases->len > query->limit)
    g_ptr_array_set_size (cases, (gint) query->limit);
  return cases;
}

static GPtrArray *
list_page (KkApp *app, const KkVaultCaseQuery *query, GError **error)
{
  gboolean searches = query->text != NULL && *query->text != '\0';

  return searches && query->before > 0 ? list_found_later (app, query, error)
                                       : kk_vault_case_list (app->vault, query, error);
}

static KkVaultCaseQuery
make_query (const KkCaseFilter *filter, const GArray *desks)
{
  const KkVaultCaseQuery query = {
    .text = filter->search,
    .limit = filter->limit > 0 ? filter->limit : 100,
    .with_deleted = filter->deleted,
    .stage = settle_code ("nl_Stage", filter->stage),
    .municipality = settle_code ("nl_Municipality", filter->municipality),
    .owner = filter->own ? &g_array_index (desks, KkId, 0) : NULL,
    .conflicts_only = filter->conflicts,
    .since = filter->since,
  };

  return query;
}

GPtrArray *
kk_app_case_list (KkApp *app, const KkCaseFilter *filter, GError **error)
{
  g_autoptr (GArray) desks = kk_own_desks (app, error);
  g_autoptr (GPtrArray) cases = NULL;
  GPtrArray *items;
  KkVaultCaseQuery query;

  if (desks == NULL)
    return NULL;
  query = make_query (filter, desks);
  if (!set_page (app, filter->after, &query, error))
    return NULL;
  cases = list_page (app, &query, error);
  if (cases == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_case_item_free);
  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (items, kk_case_item_new (app, cases->pdata[i]));
  return items;
}

KkCaseItem *
kk_app_case_get (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);

  return found != NULL ? kk_case_item_new (app, found) : NULL;
}

GArray *
kk_app_case_order (KkApp *app, const KkCaseFilter *filter, GError **error)
{
  g_autoptr (GArray) desks = kk_own_desks (app, error);
  KkVaultCaseQuery query;

  if (desks == NULL || !kk_app_check_cancelled (app, error))
    return NULL;
  query = make_query (filter, desks);
  return kk_vault_case_order (app->vault, &query, error);
}

static void
free_item_if_any (gpointer item)
{
  kk_case_item_free (item);
}

GPtrArray *
kk_app_case_items (KkApp *app, const GArray *handles, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (free_item_if_any);

  for (guint i = 0; i < handles->len; i++) {
    GError *local = NULL;
    g_autoptr (KkVaultCase) case_ =
        kk_vault_case_get (app->vault, g_array_index (handles, gint64, i), &local);

    if (local != NULL) {
      g_propagate_error (error, local);
      return NULL;
    }
    g_ptr_array_add (items, case_ != NULL ? kk_case_item_new (app, case_) : NULL);
  }
  return g_steal_pointer (&items);
}
