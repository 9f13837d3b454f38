/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Letting a device in: a new organisation document by its steward, or a region version for a new organisation; and the
 * answer that brings the newcomer everything (exchange §11, "Join"). */

#include "app/region/kk-app-member.h"

#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-grants-private.h"
#include "app/region/kk-join-answer-private.h"
#include "app/region/kk-join-request-private.h"
#include "app/region/kk-region-sign-private.h"
#include "app/region/kk-root-file-private.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
check_fingerprint (const KkJoinRequest *request, const char *heard, GError **error)
{
  g_autofree char *expected = kk_join_request_dup_fingerprint (request);

  if (heard == NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
                         _ ("Let the newcomer read the fingerprint of the device aloud, and give "
                            "it with --fingerprint."));
    return FALSE;
  }
  if (kk_fingerprint_is_same (expected, heard))
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("The fingerprint is not that of the request: the file is not from the "
                          "device that you were told of. Nobody was admitted."));
  return FALSE;
}

/* A device of an existing organisation. */

/* (nullable) */
static const KkDesk *
find_desk (const KkOrganisation *organisation, const KkDesk *wanted)
{
  for (guint i = 0; i < organisation->desks->len; i++) {
    const KkDesk *desk = organisation->desks->pdata[i];

    if (desk->standing == KK_STANDING_ACTIVE && desk->hat == wanted->hat &&
        g_str_equal (desk->role, wanted->role))
      return desk;
  }
  return NULL;
}

/* The desk of that hat and role: devices there are siblings. The steward gives a new desk its id, not the newcomer. */
static const KkDesk *
ensure_desk (KkApp *app, KkOrganisation *organisation, const KkDesk *wanted, GError **error)
{
  const KkRegionOrganisation *in_region =
      kk_region_find_organisation (kk_directory_get_region (app->directory), organisation->slug);
  const KkDesk *found = find_desk (organisation, wanted);
  KkDesk *desk;

  if (found != NULL)
    return found;
  if (!kk_hats_have (in_region->hats, wanted->hat)) {
    /* Translators: first the short name of an organisation, then the code of a statutory role, such as GEM_WMO. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("The region does not give “%s” the statutory role %s."), organisation->slug,
                 kk_hat_text (wanted->hat));
    return NULL;
  }
  desk = kk_desk_draft (wanted->hat, wanted->role, wanted->name);
  g_ptr_array_add (organisation->desks, desk);
  return desk;
}

static KkDevice *
new_device (const KkJoinRequest *request)
{
  KkDevice *device = kk_device_new ();

  device->sign = request->sign;
  device->kx = request->kx;
  device->person.id = request->person.id;
  device->person.name = g_strdup (request->person.name);
  device->person.function = g_strdup (request->person.function);
  device->standing = KK_STANDING_ACTIVE;
  return device;
}

static gboolean
is_revoked (const KkOrganisation *organisation, const KkDevice *device)
{
  KkId id = kk_device_get_id (device);

  for (guint i = 0; i < organisation->revocations->len; i++) {
    if (kk_id_equal (&((const KkRevocation *) organisation->revocations->pdata[i])->device, &id))
      return TRUE;
  }
  return device->standing != KK_STANDING_ACTIVE;
}

/* The device in the document, added when it is new. */
static KkDevice *
ensure_device (KkOrganisation *organisation, const KkJoinRequest *request, GError **error)
{
  KkDevice *device = NULL;

  for (guint i = 0; i < organisation->devices->len; i++) {
    KkDevice *candidate = organisation->devices->pdata[i];

    if (kk_public_key_equal (&candidate->sign, &request->sign))
      device = candidate;
  }
  if (device == NULL) {
    device = new_device (request);
    g_ptr_array_add (organisation->devices, device);
  }
  if (!is_revoked (organisation, device) && kk_public_key_equal (&device->kx, &request->kx))
    return device;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("This device was revoked or has ended. It cannot come back: let the "
                          "newcomer make a new vault and ask again."));
  return NULL;
}

static gboolean
seat_device (KkApp *app, KkOrganisation *organisation, const KkJoinRequest *request, GError **error)
{
  KkDevice *device = ensure_device (organisation, request, error);

  for (guint i = 0; device != NULL && i < request->desks->len; i++) {
    const KkDesk *desk = ensure_desk (app, organisation, request->desks->pdata[i], error);

    if (desk == NULL)
      return FALSE;
    if (!kk_device_has_desk (device, &desk->id))
      g_array_append_val (device->desks, desk->id);
  }
  return device != NULL;
}

static gboolean
check_organisation (KkApp *app, const KkJoinRequest *request, const char *own, GError **error)
{
  if (kk_region_find_organisation (kk_directory_get_region (app->directory), request->slug) ==
      NULL) {
    /* Translators: %s is the short name of an organisation, such as gemeente-deventer. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("There is no organisation “%s” in this region. A first device asks to join "
                    "as a new organisation."),
                 request->slug);
    return FALSE;
  }
  if (g_str_equal (own, request->slug))
    return TRUE;
  /* Translators: %s is the short name of an organisation, such as gemeente-deventer. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("This request is for “%s”: only the steward of that organisation can admit it."),
               request->slug);
  return FALSE;
}

static gboolean
admit_device (KkApp *app, const KkJoinRequest *request, GError **error)
{
  g_autofree char *own = kk_app_dup_organisation (app, error);
  g_auto (KkSignSecretKey) key = { 0 };
  g_autoptr (KkOrganisation) organisation = NULL;

  if (own == NULL || !check_organisation (app, request, own, error) ||
      !kk_app_load_organisation_key (app, own, &key, error))
    return FALSE;
  organisation = kk_directory_dup_next_organisation (app->directory, own, error);
  return organisation != NULL && seat_device (app, organisation, request, error) &&
         kk_app_publish_organisation (app, organisation, &key, error);
}

/* A new organisation. */

static KkRootKeys *
read_root_keys (const KkAdmitPlan *plan, GError **error)
{
  if (plan->root_file != NULL && plan->root_passphrase != NULL)
    return kk_root_keys_read (plan->root_file, plan->root_passphrase, error);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
                       _ ("A new organisation needs the root keys of the region. Give their file "
                          "with --root-file, and its passphrase."));
  return NULL;
}

static GBytes *
sign_region (KkApp *app, const KkRegion *region, const KkRootKeys *keys, GError **error)
{
  const KkHash *network_id = kk_directory_get_network_id (app->directory);
  const KkRegion *before = kk_directory_get_region (app->directory);
  g_autoptr (GBytes) body = kk_region_encode (region, error);
  g_autoptr (KkSignedDocument) document = NULL;
  KkRegionTally tally;

  if (body == NULL)
    return NULL;
  document = kk_signed_document_new (body);
  (void) kk_region_add_signatures (document, network_id, before, region, keys);
  tally = kk_region_count_signatures (document, network_id, before, region);
  if (kk_region_tally_is_enough (&tally))
    return kk_signed_document_encode (document, error);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("The root key file does not have enough keys of this region: it is of "
                          "another region, or more key holders have to sign. In that case use "
                          "“region propose” with the request, and admit after it is published."));
  return NULL;
}

static gboolean
publish_region (KkApp *app, const KkRegion *region, const KkRootKeys *keys, GError **error)
{
  g_autoptr (GBytes) bytes = sign_region (app, region, keys, error);

  return bytes != NULL && kk_app_take_document (app, KK_BOARD_REGION, bytes, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_PUBLISHED, (gint64) region->version,
                                      error);
}

static gboolean
add_organisation (KkApp *app,
                  const KkJoinRequest *request,
                  const KkFounding *founding,
                  const KkAdmitPlan *plan,
                  GError **error)
{
  g_autoptr (KkRegion) region = kk_directory_dup_next_region (app->directory, error);
  g_autoptr (KkRootKeys) keys = NULL;

  if (region == NULL ||
      !kk_join_request_add_organisation (request, founding, plan->hats, region, error))
    return FALSE;
  keys = read_root_keys (plan, error);
  return keys != NULL && publish_region (app, region, keys, error) &&
         kk_app_take_document (app, KK_BOARD_ORGANISATION, request->organisation, error);
}

static gboolean
admit_organisation (KkApp *app,
                    const KkJoinRequest *request,
                    const KkAdmitPlan *plan,
                    GError **error)
{
  const KkRegionOrganisation *there =
      kk_region_find_organisation (kk_directory_get_region (app->directory), request->slug);
  g_auto (KkFounding) founding = { .document = NULL };

  if (!kk_join_request_open_founding (request, &founding, error))
    return FALSE;
  if (there == NULL)
    return add_organisation (app, request, &founding, plan, error);
  if (kk_public_key_equal (&there->public_key, &founding.key))
    /* Admitted before, or by several key holders: only the answer is made. */
    return kk_app_take_document (app, KK_BOARD_ORGANISATION, request->organisation, error);
  /* Translators: %s is the short name of an organisation, such as gemeente-deventer. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("There is an organisation “%s” in this region already. Ask its steward to admit "
                  "this device, or ask again under another short name."),
               request->slug);
  return FALSE;
}

/* Its answer holds the secret that writers use now. */
static gboolean
note_secret (KkApp *app, const KkJoinRequest *request, GError **error)
{
  const KkRegionSecret *active = kk_region_active_secret (kk_directory_get_region (app->directory));
  KkDevice asked = { .sign = request->sign, .kx = request->kx };
  KkId device = kk_device_get_id (&asked);

  return active == NULL || kk_grants_note_known (app, &device, active->epoch, error);
}

static gboolean
admit (KkApp *app,
       const KkJoinRequest *request,
       const KkAdmitPlan *plan,
       char **spoken,
       GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);

  if (transaction == NULL)
    return FALSE;
  if (request->organisation != NULL ? !admit_organisation (app, request, plan, error)
                                    : !admit_device (app, request, error))
    return FALSE;
  return kk_app_reload_seats (app, error) &&
         kk_join_answer_write (app, request, plan, spoken, error) &&
         note_secret (app, request, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_app_member_admit (KkApp *app, const KkAdmitPlan *plan, char **spoken, GError **error)
{
  g_autoptr (KkJoinRequest) request = NULL;
  g_autofree char *code = NULL;

  if (kk_app_first_seat (app, error) == NULL)
    return FALSE;
  request = kk_join_request_read (plan->request_file, error);
  if (request == NULL || !check_fingerprint (request, plan->fingerprint, error))
    return FALSE;
  if (!admit (app, request, plan, &code, error)) {
    kk_app_revert (app);
    return FALSE;
  }
  *spoken = g_steal_pointer (&code);
  return TRUE;
}
