/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-restored-private.h"

#include "app/exchange/kk-incarnation-private.h"
#include "app/exchange/kk-receipts-private.h"
#include "app/exchange/kk-tip-view-private.h"
#include "app/kk-settings-private.h"
#include "app/register/kk-recall-private.h"
#include "crypto/kk-derive.h"
#include "format/kk-backup-codec.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

/* Noting. */

static guint
count_unknown (KkVault *vault, const KkErasedList *list)
{
  guint count = 0;

  for (guint i = 0; list != NULL && i < list->records->len; i++) {
    const KkErasedRecord *record = list->records->pdata[i];

    count += kk_vault_erased_has (vault, &record->desk, &record->id) ? 0 : 1;
  }
  return count;
}

gboolean
kk_restored_note (KkVault *vault, KkRestored *restored, GError **error)
{
  g_autoptr (GBytes) bytes =
      restored->list != NULL ? kk_erased_list_encode (restored->list, error) : NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (restored->list != NULL && bytes == NULL)
    return FALSE;
  restored->erased = count_unknown (vault, restored->list);
  transaction = kk_vault_begin (vault, error);
  return transaction != NULL &&
         kk_vault_setting_set_number (vault, KK_SETTING_RESTORED, (gint64) restored->number,
                                      error) &&
         kk_vault_setting_set_number (vault, KK_SETTING_BACKUP_NUMBER,
                                      (gint64) MAX (restored->number, restored->newest), error) &&
         (bytes == NULL ||
          kk_vault_setting_set_bytes (vault, KK_SETTING_ERASED_AGAIN, bytes, error)) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* Erasing again. */

static gboolean
list_only (KkApp *app, const KkErasedRecord *record, GError **error)
{
  KkVaultErased erased = { .desk = record->desk, .id = record->id, .owner = record->owner };

  erased.order_ref = record->order;
  erased.day = record->day;
  erased.type = record->type;
  erased.dot = record->dot;
  return kk_vault_record_erase (app->vault, &erased, error);
}

static gboolean
has_desk (KkApp *app, const KkId *desk)
{
  for (guint i = 0; i < app->seats->len; i++)
    if (kk_id_equal (&g_array_index (app->seats, KkOwnSeat, i).desk, desk))
      return TRUE;
  return FALSE;
}

/* Whether the partners were asked before the vault was lost is not known, so they are asked again. */
static gboolean
erase_again (KkApp *app, const KkErasedRecord *record, GError **error)
{
  const KkWipe wipe = { .order = record->order, .ask = TRUE };
  KkVaultRecord found;
  gboolean is_there;

  if (kk_vault_erased_has (app->vault, &record->desk, &record->id))
    return TRUE;
  if (!kk_vault_record_find (app->vault, &record->desk, &record->id, &found, &is_there, error))
    return FALSE;
  return is_there && has_desk (app, &record->desk)
             ? kk_record_wipe (app, &found, &wipe, NULL, error)
             : list_only (app, record, error);
}

static gboolean
erase_all_again (KkApp *app, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes =
      kk_vault_setting_dup_bytes (app->vault, KK_SETTING_ERASED_AGAIN, &failure);
  g_autoptr (KkErasedList) list = NULL;

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (bytes == NULL)
    return TRUE;
  list = kk_erased_list_decode (bytes, error);
  for (guint i = 0; list != NULL && i < list->records->len; i++)
    if (!erase_again (app, list->records->pdata[i], error))
      return FALSE;
  return list != NULL && kk_vault_setting_unset (app->vault, KK_SETTING_ERASED_AGAIN, error);
}

/* Numbers that the vault gave after the backup are in use at others, whatever a server shows of that: the same number for something
 * else would be a fork (P §9.5). */
static gboolean
start_logs (KkApp *app, GError **error)
{
  for (guint i = 0; i < app->seats->len; i++)
    if (!kk_incarnation_start (app, &g_array_index (app->seats, KkOwnSeat, i), NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
kk_restored_settle (KkApp *app, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  gint64 number;

  if (!kk_vault_setting_get_number (app->vault, KK_SETTING_RESTORED, 0, &number, error))
    return FALSE;
  if (number == 0)
    return TRUE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && start_logs (app, error) && erase_all_again (app, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_RESTORED, 0, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_RESTORED_FROM, number, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* Telling. */

/* Pushes of the log before this one that the server has and the backup did not. Nothing that can be read counts as none. */
static gboolean
count_newer (KkApp *app,
             KkTransport *transport,
             const KkOwnSeat *seat,
             const KkRefList *refs,
             guint64 *newer,
             GError **error)
{
  KkId before = kk_derive_log_id (kk_directory_get_network_id (app->directory), &seat->seat,
                                  seat->incarnation - 1);
  const KkRef *shown = kk_ref_list_find (refs, &before);
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (KkRefList) fetched = NULL;
  g_autoptr (KkTipView) view = NULL;
  KkTipQuestion question = { .log = &before };
  KkPin known;

  if (seat->incarnation == 0 || shown == NULL)
    return TRUE;
  if (!kk_incarnation_find_before (app, seat, &known, error))
    return FALSE;
  g_array_append_val (logs, before);
  fetched = kk_transport_fetch (transport, logs, G_MAXUINT64, NULL, app->cancellable, NULL);
  question.writer = kk_directory_find_seat (app->directory, &seat->seat);
  question.tip = &shown->oid;
  if (question.writer != NULL && kk_transport_has_tip (transport, &shown->oid))
    view = kk_tip_view_read (app, transport, &question, NULL);
  if (view != NULL && view->status == KK_LOG_OK && view->newest.push_no > known.push_no)
    *newer += view->newest.push_no - known.push_no;
  return TRUE;
}

static char *
describe (gint64 number, guint64 newer)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autofree char *first = g_strdup_printf (
      /* Translators: %s is the number of a backup. */
      _ ("This vault was put back from backup number %s. What your partners sent since then comes "
         "back by itself; what was only here does not."),
      text);

  if (newer == 0)
    return g_steal_pointer (&first);
  return g_strdup_printf (
      "%s %s", first,
      ngettext ("Once more after that backup this vault sent something: it is asked back from "
                "those who received it.",
                "Several times after that backup this vault sent something: it is asked back from "
                "those who received it.",
                (gulong) newer));
}

gboolean
kk_restored_tell (KkApp *app,
                  KkTransport *transport,
                  const KkRefList *refs,
                  GPtrArray *notices,
                  GError **error)
{
  guint64 newer = 0;
  gint64 number;

  if (!kk_vault_setting_get_number (app->vault, KK_SETTING_RESTORED_FROM, 0, &number, error))
    return FALSE;
  if (number == 0)
    return TRUE;
  for (guint i = 0; i < app->seats->len; i++)
    if (!count_newer (app, transport, &g_array_index (app->seats, KkOwnSeat, i), refs, &newer,
                      error))
      return FALSE;
  g_ptr_array_add (notices, describe (number, newer));
  return kk_vault_setting_set_number (app->vault, KK_SETTING_RESTORED_FROM, 0, error);
}
