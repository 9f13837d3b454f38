/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Which requests there are, of this desk and to it, and how each stands. */

#include "app/register/kk-app-recall.h"

#include "app/casework/kk-case-find-private.h"
#include "app/exchange/kk-record-notice-private.h"
#include "app/register/kk-recall-private.h"
#include "app/register/kk-recall-request-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "domain/kk-schema.h"
#include "vault/kk-vault-shares.h"

#include <glib/gi18n-lib.h>

void
kk_recall_item_free (KkRecallItem *item)
{
  g_free (item->id);
  g_free (item->case_);
  g_free (item->record);
  g_ptr_array_unref (item->fields);
  g_free (item->desk);
  g_free (item->row);
  g_free (item);
}

/* What a listing is made of. */
typedef struct {
  KkApp *app;
  const KkId *thread; /* (nullable): only of this case */
  GPtrArray *items;
} Listing;

static void
add_field_name (GPtrArray *names, guint32 number)
{
  const KkField *field = kk_schema_field (number);
  g_autofree char *name = field != NULL ? g_strdup (field->name) : g_strdup_printf ("%u", number);

  if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_steal_pointer (&name));
}

static gboolean
name_fields (KkApp *app, const KkRecalls *recalls, const KkOp *op, GPtrArray *names, GError **error)
{
  gsize n_dots = 0;
  const KkDot *dots = op->value != NULL ? kk_value_get_dots (op->value, &n_dots) : NULL;

  for (gsize i = 0; i < n_dots; i++) {
    GError *local = NULL;
    g_autoptr (KkStoredOp) named =
        kk_vault_op_get (app->vault, recalls->record.idx, &dots[i], &local);

    if (local != NULL) {
      g_propagate_error (error, local);
      return FALSE;
    }
    if (named != NULL)
      add_field_name (names, named->op->field);
  }
  return TRUE;
}

static gboolean
add_item (Listing *listing,
          const KkRecalls *recalls,
          const KkStoredOp *request,
          const KkId *other,
          const KkStoredOp *answer,
          GError **error)
{
  KkRecallItem *item = g_new0 (KkRecallItem, 1);
  const KkRecordTypeInfo *type = kk_schema_type ((KkRecordType) recalls->record.type);

  g_ptr_array_add (listing->items, item);
  item->fields = g_ptr_array_new_with_free_func (g_free);
  item->own = kk_id_equal (&recalls->record.owner, &recalls->record.desk);
  item->erase = request->op->kind == KK_OP_ERASE;
  item->id = kk_recall_dup_id (&recalls->record.id, &request->op->dot);
  item->record = g_strdup (kk_id_text (&recalls->record.id).text);
  item->type = type != NULL ? type->name : "";
  item->desk = kk_desk_dup_address (listing->app->directory, other);
  item->time = request->op->time;
  item->status = answer == NULL ? "open" : answer->basis == KK_VAULT_NO_BASIS ? "erased" : "kept";
  if (recalls->record.has_thread)
    item->case_ =
        kk_case_dup_reference (listing->app, &recalls->record.desk, &recalls->record.thread);
  if (answer != NULL && answer->basis != KK_VAULT_NO_BASIS)
    item->row = kk_notice_basis_dup_row (listing->app, answer->basis, error);
  if (!name_fields (listing->app, recalls, request->op, item->fields, error))
    return FALSE;
  /* Of what never came here there is nothing to tell. */
  if (item->fields->len == 0 && !item->erase)
    g_ptr_array_remove (listing->items, item);
  return TRUE;
}

static gboolean
add_asked (Listing *listing, const KkRecalls *recalls, const KkStoredOp *request, GError **error)
{
  g_autoptr (GPtrArray) sent =
      kk_vault_sent_list (listing->app->vault, recalls->record.idx, NULL, error);

  for (guint i = 0; sent != NULL && i < sent->len; i++) {
    const KkVaultSent *one = sent->pdata[i];

    if (one->field == 0 && one->log == request->log && one->n == request->op->dot.n &&
        !add_item (listing, recalls, request, &one->desk,
                   kk_recalls_answer (recalls, &request->op->dot, &one->desk), error))
      return FALSE;
  }
  return sent != NULL;
}

static gboolean
add_request (Listing *listing, const KkRecalls *recalls, const KkStoredOp *request, GError **error)
{
  const KkVaultRecord *record = &recalls->record;

  if (!kk_recalls_is_request (listing->app, recalls, request, error))
    return TRUE;
  if (kk_id_equal (&record->owner, &record->desk))
    return add_asked (listing, recalls, request, error);
  return add_item (listing, recalls, request, &record->owner,
                   kk_recalls_answer (recalls, &request->op->dot, &record->desk), error);
}

static gboolean
add_record (Listing *listing, gint64 idx, GError **error)
{
  g_auto (KkRecalls) recalls = { 0 };
  KkVaultRecord record;
  gboolean found;

  if (!kk_vault_record_get (listing->app->vault, idx, &record, &found, error))
    return FALSE;
  if (!found || (listing->thread != NULL &&
                 (!record.has_thread || !kk_id_equal (&record.thread, listing->thread))))
    return TRUE;
  if (!kk_recalls_read (listing->app, &record, &recalls, error))
    return FALSE;
  for (guint i = 0; i < recalls.ops->len; i++) {
    if (!add_request (listing, &recalls, recalls.ops->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
kk_recall_list_thread (KkApp *app, const KkId *thread, GError **error)
{
  g_autoptr (GPtrArray) ops = kk_vault_op_list_recalls (app->vault, 0, error);
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_recall_item_free);
  Listing listing = { app, thread, items };
  gint64 last = 0;

  if (ops == NULL)
    return NULL;
  for (guint i = 0; i < ops->len; i++) {
    const KkStoredOp *stored = ops->pdata[i];

    if (stored->record != last && !add_record (&listing, stored->record, error))
      return NULL;
    last = stored->record;
  }
  return g_steal_pointer (&items);
}

GPtrArray *
kk_app_recall_list (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = case_ != NULL ? kk_case_find (app, case_, error) : NULL;

  if (case_ != NULL && found == NULL)
    return NULL;
  return kk_recall_list_thread (app, found != NULL ? &found->record.thread : NULL, error);
}

gboolean
kk_app_recall_count_open (KkApp *app, guint *count, GError **error)
{
  g_autoptr (GPtrArray) items = kk_recall_list_thread (app, NULL, error);

  *count = 0;
  for (guint i = 0; items != NULL && i < items->len; i++) {
    const KkRecallItem *item = items->pdata[i];

    *count += !item->own && g_str_equal (item->status, "open");
  }
  return items != NULL;
}
