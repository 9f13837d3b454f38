/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Erasing (exchange §14, kind 6), and the list of what was erased. */

#include "app/register/kk-app-removal.h"

#include "app/casework/kk-case-find-private.h"
#include "app/exchange/kk-receipts-private.h"
#include "app/register/kk-recall-private.h"
#include "app/register/kk-removal-private.h"
#include "app/sharing/kk-share-ask-private.h"
#include "app/vault/kk-backup-erased-private.h"
#include "vault/kk-vault-cases.h"

#include <glib/gi18n-lib.h>

static gboolean
check_order (const KkRemoval *removal, GError **error)
{
  if (removal->reason != NULL && *removal->reason != '\0')
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("Say by which decision this is erased. Only the decision and the number "
                          "of the record stay."));
  return FALSE;
}

/* Of a whole case also what others gave about it: no name of the person may stay behind. */
static gboolean
add_copies (KkRemoving *removing, GError **error)
{
  g_autoptr (GArray) all = NULL;

  if (removing->removal->record != NULL || !removing->case_.has_thread)
    return TRUE;
  all = kk_vault_thread_records (removing->app->vault, &removing->case_.desk,
                                 &removing->case_.thread, error);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const KkVaultRecord *record = &g_array_index (all, KkVaultRecord, i);

    if (!kk_id_equal (&record->owner, &record->desk))
      g_array_append_vals (removing->records, record, 1);
  }
  return all != NULL;
}

gboolean
kk_app_case_erase (KkApp *app, const KkRemoval *removal, guint *count, GError **error)
{
  g_auto (KkRemoving) removing = { .app = app, .removal = removal };
  KkWipe wipe = { .order = removal->reason, .ask = TRUE };

  if (!check_order (removal, error) || !kk_removing_start (&removing, error) ||
      !add_copies (&removing, error))
    return FALSE;
  *count = removing.records->len;
  for (guint i = 0; i < removing.records->len; i++) {
    if (!kk_record_wipe (app, &g_array_index (removing.records, KkVaultRecord, i), &wipe, NULL,
                         error))
      return FALSE;
  }
  if (!kk_removing_finish (&removing, error))
    return FALSE;
  /* An older backup must not bring it back. */
  kk_backup_erased_spread (app);
  return TRUE;
}

static void
free_receipt (gpointer data)
{
  KkReceipt *receipt = data;

  g_free (receipt->desk);
  g_free (receipt->row);
  g_free (receipt);
}

static void
free_item (gpointer data)
{
  KkErasedItem *item = data;

  g_free (item->record);
  g_free (item->order);
  g_free (item->day);
  g_ptr_array_unref (item->receipts);
  g_free (item);
}

static KkReceipt *
show_receipt (KkApp *app, const KkReceiptLine *line)
{
  KkReceipt *receipt = g_new0 (KkReceipt, 1);

  receipt->desk = kk_desk_dup_address (app->directory, &line->desk);
  receipt->status = !line->answered ? "open" : line->row != NULL ? "kept" : "erased";
  receipt->row = g_strdup (line->row);
  return receipt;
}

static KkErasedItem *
show_item (KkApp *app, const KkVaultErased *erased)
{
  g_autoptr (GPtrArray) lines = kk_receipts_read (erased->receipts);
  KkErasedItem *item = g_new0 (KkErasedItem, 1);

  item->record = g_strdup (kk_id_text (&erased->id).text);
  item->order = g_strdup (erased->order_ref);
  item->day = g_strdup (erased->day);
  item->dropped = (guint64) erased->dropped;
  item->receipts = g_ptr_array_new_with_free_func (free_receipt);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (item->receipts, show_receipt (app, lines->pdata[i]));
  return item;
}

GPtrArray *
kk_app_erased_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) list = kk_vault_erased_list (app->vault, NULL, error);
  GPtrArray *items;

  if (list == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (free_item);
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (items, show_item (app, list->pdata[i]));
  return items;
}
