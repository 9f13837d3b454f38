/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Asking to join. */

#include "app/region/kk-app-member.h"

#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-join-request-private.h"
#include "crypto/kk-join-seal.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"
#include "format/kk-join-codec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static KkPlace
place_of (const KkMemberRequestPlan *plan)
{
  return (
      KkPlace){ plan->slug, plan->hat, plan->role, plan->desk_name, plan->person, plan->function };
}

/* A device that is in already may ask its own organisation for another desk. */
static gboolean
check_standing (KkApp *app, const KkMemberRequestPlan *plan, GError **error)
{
  g_autofree char *slug = NULL;

  if (kk_directory_get_region (app->directory) == NULL)
    return TRUE;
  slug = kk_app_dup_organisation (app, error);
  if (slug == NULL)
    return FALSE;
  if (!plan->new_organisation && g_str_equal (slug, plan->slug))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("This vault is in another organisation already. Make a new vault to "
                          "join this one."));
  return FALSE;
}

static gboolean
check_plan (KkApp *app, const KkMemberRequestPlan *plan, GError **error)
{
  KkPlace place = place_of (plan);

  if (!kk_place_check (&place, error) || !check_standing (app, plan, error))
    return FALSE;
  if (plan->new_organisation && !kk_name_is_valid (plan->organisation_name)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("Give the new organisation a name of at most 256 bytes."));
    return FALSE;
  }
  if (plan->new_organisation && plan->hats != NULL && !kk_hats_have (plan->hats, plan->hat)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("The statutory role of the desk has to be one of those of the "
                            "organisation."));
    return FALSE;
  }
  return TRUE;
}

/* The first desk is where this device will be. A new organisation asks for its other hats by a desk for each, which
 * it does not have yet. */
static void
add_desks (KkJoinRequest *request, const KkMemberRequestPlan *plan)
{
  g_autoptr (GArray) hats = NULL;

  g_ptr_array_add (request->desks, kk_desk_draft (plan->hat, plan->role, plan->desk_name));
  if (!plan->new_organisation || plan->hats == NULL)
    return;
  hats = kk_hats_copy (plan->hats);
  for (guint i = 0; i < hats->len; i++) {
    KkHat hat = g_array_index (hats, KkHat, i);

    if (hat != plan->hat)
      g_ptr_array_add (request->desks, kk_desk_draft (hat, plan->role, plan->desk_name));
  }
}

static KkJoinRequest *
draft_request (KkApp *app, const KkMemberRequestPlan *plan)
{
  KkJoinRequest *request = kk_join_request_new ();
  g_autoptr (GBytes) nonce = kk_join_nonce_generate ();
  KkPlace place = place_of (plan);

  G_STATIC_ASSERT (sizeof request->nonce == KK_JOIN_NONCE_SIZE);
  request->sign = kk_public_key_from_sign (&app->sign_public);
  request->kx = kk_public_key_from_kx (&app->kx_public);
  kk_person_draft (&request->person, &place);
  memcpy (request->nonce, g_bytes_get_data (nonce, NULL), sizeof request->nonce);
  request->slug = g_strdup (plan->slug);
  request->organisation_name =
      g_strdup (kk_name_is_valid (plan->organisation_name) ? plan->organisation_name : plan->slug);
  add_desks (request, plan);
  return request;
}

/* Founds the organisation: its document 1 goes with the request, its key stays here. */
static gboolean
found_organisation (KkApp *app, KkJoinRequest *request, GError **error)
{
  KkSignPublicKey public_key;
  g_auto (KkSignSecretKey) secret_key = { 0 };
  g_autoptr (KkSecret) stored = NULL;
  g_autoptr (KkOrganisation) organisation = kk_organisation_draft (
      app, request->slug, kk_desk_copy (request->desks->pdata[0]), &request->person);
  g_autoptr (GBytes) body = kk_organisation_encode (organisation, error);

  if (body == NULL)
    return FALSE;
  kk_sign_pair_generate (&public_key, &secret_key);
  stored = kk_secret_new_copy (secret_key.bytes, sizeof secret_key.bytes);
  request->organisation =
      kk_document_sign (KK_BOARD_ORGANISATION, &kk_no_network, body, &secret_key, error);
  return request->organisation != NULL &&
         kk_vault_identity_set_organisation (app->vault, stored, error);
}

static gboolean
remember_request (KkApp *app, const KkJoinRequest *request, GError **error)
{
  g_autoptr (GBytes) nonce = g_bytes_new (request->nonce, sizeof request->nonce);

  return kk_vault_setting_set_bytes (app->vault, KK_SETTING_JOIN_NONCE, nonce, error) &&
         kk_vault_setting_set_text (app->vault, KK_SETTING_JOIN_SLUG, request->slug, error);
}

static gboolean
write_request (KkApp *app, const KkJoinRequest *request, const char *file, GError **error)
{
  g_autoptr (GBytes) body = kk_join_request_encode (request, error);
  g_autoptr (GBytes) bytes = NULL;
  KkSignature signature;

  if (body == NULL)
    return FALSE;
  signature = kk_sign (KK_SIGN_REQUEST, NULL, body, &app->sign);
  bytes = kk_join_file_encode (body, &signature, error);
  return bytes != NULL && kk_file_write (file, bytes, error);
}

gboolean
kk_app_member_request (KkApp *app,
                       const KkMemberRequestPlan *plan,
                       const char *file,
                       char **fingerprint,
                       GError **error)
{
  g_autoptr (KkJoinRequest) request = NULL;
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (!check_plan (app, plan, error))
    return FALSE;
  request = draft_request (app, plan);
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL ||
      (plan->new_organisation && !found_organisation (app, request, error)) ||
      !remember_request (app, request, error) || !write_request (app, request, file, error) ||
      !kk_vault_commit (g_steal_pointer (&transaction), error))
    return FALSE;
  *fingerprint = kk_join_request_dup_fingerprint (request);
  return TRUE;
}
