/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-old-keys-private.h"
#include "app/exchange/kk-seal-private.h"
#include "app/region/kk-grants-private.h"
#include "crypto/kk-tag.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_tag_key (gpointer data)
{
  kk_tag_key_clear (data);
  g_free (data);
}

static void
clear_sealing (KkSealing *sealing)
{
  kk_network_key_clear (&sealing->network);
  g_clear_pointer (&sealing->day, g_free);
  g_clear_pointer (&sealing->tag_keys, g_hash_table_unref);
  g_clear_pointer (&sealing->tags, g_hash_table_unref);
  g_clear_pointer (&sealing->add, g_array_unref);
  g_clear_pointer (&sealing->drop, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkSealing, clear_sealing)

/* §11: what must not be sealed now, because it would be taken for a forgery later. */
gboolean
kk_outbox_may_seal (KkApp *app, GError **error)
{
  if (!kk_directory_has_region_fork (app->directory))
    return TRUE;
  g_set_error_literal (
      error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
      _ ("There are two versions of the region document under one number. Somebody "
         "with root keys signed both. Nothing is sent any more, because nobody "
         "can tell which of the two counts; what you have stays. Tell your "
         "administrator: who holds the root keys has to find out what happened, "
         "and a new region has to be made."));
  return FALSE;
}

static gboolean
begin_sealing (KkSealing *sealing, GError **error)
{
  KkVaultLog log;

  sealing->info = kk_directory_find_seat (sealing->app->directory, &sealing->seat->seat);
  sealing->day = kk_app_today (sealing->app);
  sealing->tag_keys = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, free_tag_key);
  sealing->tags = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, NULL);
  sealing->add = g_array_new (FALSE, FALSE, sizeof (KkLivePacket));
  sealing->drop = g_array_new (FALSE, FALSE, sizeof (KkId));
  if (!kk_vault_log_ensure (sealing->app->vault, &sealing->seat->log, &sealing->seat->seat,
                            &sealing->seat->desk, sealing->seat->incarnation, &sealing->log,
                            error) ||
      !kk_vault_log_get (sealing->app->vault, sealing->log, &log, error) ||
      !kk_app_active_network_key (sealing->app, &sealing->network, error))
    return FALSE;
  sealing->push_no = log.push_no + 1;
  return TRUE;
}

/* Confirmed bodies first: what they hold counts as sent, so that standing shares add only the rest. Of a fork everybody has to
 * hear, or some would go on with one of the two: then the documents travel, and nothing else. */
static gboolean
seal_everything (KkSealing *sealing, GError **error)
{
  KkApp *app = sealing->app;

  if (kk_directory_has_region_fork (app->directory))
    return kk_seal_board (sealing, error);
  return kk_old_keys_delete (app, error) && kk_seal_bodies (sealing, error) &&
         kk_outbox_queue_standing (app, sealing->seat, error) && kk_seal_bodies (sealing, error) &&
         kk_seal_expire (sealing, error) && kk_seal_resync_answers (sealing, error) &&
         kk_seal_siblings (sealing, error) && kk_seal_gaps (sealing, error) &&
         kk_seal_resync_asks (sealing, error) && kk_grants_seal (sealing, error) &&
         kk_seal_manifest (sealing, error);
}

gboolean
kk_outbox_seal (KkApp *app, const KkOwnSeat *seat, KkSealResult *result, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);
  g_auto (KkSealing) sealing = { .app = app, .seat = seat, .result = result };

  memset (result, 0, sizeof *result);
  return transaction != NULL && begin_sealing (&sealing, error) &&
         seal_everything (&sealing, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
