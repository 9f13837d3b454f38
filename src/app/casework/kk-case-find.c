/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-case-find-private.h"

#include "domain/kk-schema.h"
#include "vault/kk-vault-settings.h"

#include <glib/gi18n-lib.h>

static void
add_desk (GArray *desks, const KkId *desk)
{
  for (guint i = 0; i < desks->len; i++) {
    if (kk_id_equal (&g_array_index (desks, KkId, i), desk))
      return;
  }
  g_array_append_vals (desks, desk, 1);
}

GArray *
kk_own_desks (KkApp *app, GError **error)
{
  g_autoptr (GArray) stored = kk_vault_seat_list (app->vault, error);
  g_autoptr (GArray) desks = g_array_new (FALSE, FALSE, sizeof (KkId));

  if (stored == NULL)
    return NULL;
  for (guint i = 0; i < app->seats->len; i++)
    add_desk (desks, &g_array_index (app->seats, KkOwnSeat, i).desk);
  for (guint i = 0; i < stored->len; i++)
    add_desk (desks, &g_array_index (stored, KkVaultSeat, i).desk);
  if (desks->len == 0 && kk_app_first_seat (app, error) == NULL)
    return NULL;
  return g_steal_pointer (&desks);
}

const KkOwnSeat *
kk_own_seat_at (KkApp *app, const KkId *desk, GError **error)
{
  if (kk_app_first_seat (app, error) == NULL)
    return NULL;
  for (guint i = 0; i < app->seats->len; i++) {
    const KkOwnSeat *seat = &g_array_index (app->seats, KkOwnSeat, i);

    if (kk_id_equal (&seat->desk, desk))
      return seat;
  }
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("This device no longer works for the desk that has this case. The case "
                          "stays readable, but cannot be changed here."));
  return NULL;
}

/* The own record goes before one that another desk sent. */
static const KkVaultRecord *
pick_case_record (const GArray *records, const KkId *desk)
{
  const KkVaultRecord *found = NULL;

  for (guint i = 0; i < records->len; i++) {
    const KkVaultRecord *record = &g_array_index (records, KkVaultRecord, i);

    if (record->type == KK_RECORD_CASE && (found == NULL || kk_id_equal (&record->owner, desk)))
      found = record;
  }
  return found;
}

static KkVaultCase *
find_by_thread (KkApp *app, const KkId *desk, const KkId *thread, GError **error)
{
  g_autoptr (GArray) records = kk_vault_thread_records (app->vault, desk, thread, error);
  const KkVaultRecord *found = records != NULL ? pick_case_record (records, desk) : NULL;

  return found != NULL ? kk_vault_case_get (app->vault, found->idx, error) : NULL;
}

static KkVaultCase *
find_by_id (KkApp *app, const KkId *desk, const KkId *id, GError **error)
{
  KkVaultRecord record;
  gboolean found = FALSE;

  if (!kk_vault_record_find (app->vault, desk, id, &record, &found, error))
    return NULL;
  if (!found)
    return find_by_thread (app, desk, id, error);
  if (record.type == KK_RECORD_CASE)
    return kk_vault_case_get (app->vault, record.idx, error);
  return record.has_thread ? find_by_thread (app, desk, &record.thread, error) : NULL;
}

static KkVaultCase *
find_in_desks (KkApp *app, const GArray *desks, const char *text, GError **error)
{
  KkId id;
  gboolean is_id = kk_id_parse (text, &id);

  for (guint i = 0; i < desks->len; i++) {
    const KkId *desk = &g_array_index (desks, KkId, i);
    GError *local = NULL;
    KkVaultCase *found = kk_vault_case_by_reference (app->vault, desk, text, &local);

    if (found == NULL && local == NULL && is_id)
      found = find_by_id (app, desk, &id, &local);
    if (local != NULL)
      g_propagate_error (error, local);
    if (found != NULL || local != NULL)
      return found;
  }
  return NULL;
}

KkVaultCase *
kk_case_find (KkApp *app, const char *text, GError **error)
{
  g_autoptr (GArray) desks = kk_own_desks (app, error);
  GError *local = NULL;
  KkVaultCase *found;

  if (desks == NULL)
    return NULL;
  found = find_in_desks (app, desks, text, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  else if (found == NULL)
    /* Translators: %s is the reference of a case, as the person typed it. */
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
        _ ("There is no case with reference %s in this vault. “case list” shows those that there are."),
        text);
  return found;
}

GArray *
kk_case_all_records (KkApp *app, const KkVaultRecord *case_, GError **error)
{
  GArray *records;

  if (case_->has_thread)
    return kk_vault_thread_records (app->vault, &case_->desk, &case_->thread, error);
  records = g_array_new (FALSE, FALSE, sizeof (KkVaultRecord));
  g_array_append_vals (records, case_, 1);
  return records;
}

GArray *
kk_case_records (KkApp *app, const KkVaultCase *case_, GError **error)
{
  GArray *records = kk_case_all_records (app, &case_->record, error);

  for (guint i = records != NULL ? records->len : 0; i > 0; i--) {
    if (g_array_index (records, KkVaultRecord, i - 1).deletion == KK_DELETION_DELETED)
      g_array_remove_index (records, i - 1);
  }
  return records;
}

char *
kk_case_dup_reference (KkApp *app, const KkId *desk, const KkId *thread)
{
  g_autoptr (KkVaultCase) found = find_by_thread (app, desk, thread, NULL);

  return found != NULL && *found->reference != '\0' ? g_strdup (found->reference) : NULL;
}
