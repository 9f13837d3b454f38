/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Joining with an answer: everything in it is proved from document 1 of the region on, or nothing is taken over. */

#include "app/region/kk-app-member.h"

#include "app/kk-settings-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-join-answer-private.h"
#include "crypto/kk-derive.h"
#include "domain/kk-content.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
take_all (KkApp *app, KkBoardKind kind, const GPtrArray *documents, GError **error)
{
  for (guint i = 0; i < documents->len; i++) {
    kk_app_report_progress (app, _ ("Checking the documents of the region"), i, documents->len);
    if (!kk_app_check_cancelled (app, error) ||
        !kk_app_take_document (app, kind, documents->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_committed (const KkRegion *region, const KkGrantedSecret *granted)
{
  const KkRegionSecret *stated = kk_region_find_secret (region, granted->epoch);
  g_auto (KkNetworkSecret) secret = { 0 };
  KkHash commitment;

  memcpy (secret.bytes, granted->secret, sizeof secret.bytes);
  commitment = kk_derive_secret_commitment (&secret);
  return stated != NULL && kk_hash_equal (&stated->commitment, &commitment);
}

static gboolean
store_secrets (KkApp *app, const GArray *secrets, GError **error)
{
  const KkRegion *region = kk_directory_get_region (app->directory);

  for (guint i = 0; i < secrets->len; i++) {
    const KkGrantedSecret *granted = &g_array_index (secrets, KkGrantedSecret, i);
    g_autoptr (KkSecret) secret = kk_secret_new_copy (granted->secret, sizeof granted->secret);

    if (!is_committed (region, granted)) {
      g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                           _ ("The answer holds a key that is not the region's. Nothing was taken "
                              "over. Ask the person who admitted you for a new answer."));
      return FALSE;
    }
    if (!kk_vault_secret_put (app->vault, granted->epoch, secret, error))
      return FALSE;
  }
  return TRUE;
}

/* The answer has to put this very device at a desk: otherwise it was made for show. */
static gboolean
check_seat (KkApp *app, GError **error)
{
  if (app->seats->len > 0)
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("The documents in the answer do not give this device a desk. Nothing "
                          "was taken over. Ask the person who admitted you for a new answer."));
  return FALSE;
}

/* Kept as marks of the own seat, which announces none of itself: the highest that anybody named is the floor. */
static gboolean
store_marks (KkApp *app, const KkJoinAnswer *answer, GError **error)
{
  const KkOwnSeat *own = &g_array_index (app->seats, KkOwnSeat, 0);

  for (guint i = 0; i < answer->marks->len; i++) {
    if (!kk_vault_mark_set (app->vault, &own->seat, &g_array_index (answer->marks, KkMark, i),
                            error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
close_request (KkApp *app, GError **error)
{
  return kk_vault_setting_unset (app->vault, KK_SETTING_JOIN_NONCE, error) &&
         kk_vault_setting_unset (app->vault, KK_SETTING_JOIN_SLUG, error);
}

static gboolean
store_answer (KkApp *app, const KkJoinAnswer *answer, const GArray *secrets, GError **error)
{
  KkNetworkKey active;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);
  g_autofree char *slug = NULL;

  if (transaction == NULL)
    return FALSE;
  slug = kk_vault_setting_dup_text (app->vault, KK_SETTING_JOIN_SLUG, error);
  if (slug == NULL ||
      !kk_vault_setting_set_text (app->vault, KK_SETTING_ORGANISATION, slug, error) ||
      !take_all (app, KK_BOARD_REGION, answer->regions, error) ||
      !take_all (app, KK_BOARD_ORGANISATION, answer->organisations, error) ||
      !take_all (app, KK_BOARD_REGISTER, answer->registers, error) ||
      !store_secrets (app, secrets, error) || !kk_app_reload_seats (app, error) ||
      !check_seat (app, error) || !kk_app_active_network_key (app, &active, error))
    return FALSE;
  kk_network_key_clear (&active);
  return store_marks (app, answer, error) && close_request (app, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

static GBytes *
dup_nonce (KkApp *app, GError **error)
{
  g_autoptr (GError) failure = NULL;
  GBytes *nonce = kk_vault_setting_dup_bytes (app->vault, KK_SETTING_JOIN_NONCE, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (nonce == NULL)
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This vault has no open request to join. Make one with “member "
                            "request” first."));
  return nonce;
}

gboolean
kk_app_member_join (KkApp *app, const char *answer_file, const KkSecret *spoken, GError **error)
{
  g_autoptr (GBytes) nonce = dup_nonce (app, error);
  g_autoptr (KkJoinAnswer) answer = NULL;
  g_autoptr (GArray) secrets = NULL;

  if (nonce == NULL)
    return FALSE;
  answer = kk_join_answer_read (app, nonce, answer_file, error);
  if (answer == NULL)
    return FALSE;
  secrets = kk_join_answer_open_secrets (answer, nonce, spoken, error);
  if (secrets == NULL)
    return FALSE;
  if (store_answer (app, answer, secrets, error))
    return TRUE;
  kk_app_revert (app);
  return FALSE;
}
