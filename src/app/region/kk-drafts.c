/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-drafts-private.h"

#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "base/kk-limits.h"
#include "format/kk-document-codec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KK_NAME_LONGEST 256
#define KK_SLUG_LONGEST 64

gboolean
kk_name_is_valid (const char *text)
{
  gsize size = text == NULL ? 0 : strlen (text);

  if (size == 0 || size > KK_NAME_LONGEST || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_slug (const char *text)
{
  gsize size = text == NULL ? 0 : strlen (text);

  return size > 0 && size <= KK_SLUG_LONGEST && text[0] != '-' && text[size - 1] != '-' &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == size;
}

gboolean
kk_place_check (const KkPlace *place, GError **error)
{
  const char *complaint = NULL;

  if (!is_slug (place->slug))
    complaint = _ ("The short name of an organisation has lower-case letters, digits and hyphens "
                   "only, such as gemeente-deventer.");
  else if (place->hat <= KK_HAT_NONE || place->hat >= KK_N_HATS)
    complaint = _ ("Say in which statutory role the desk works, such as GEM_WMO or VT.");
  else if (!kk_name_is_valid (place->role))
    complaint = _ ("Say which role the desk has, in at most 256 bytes.");
  else if (!kk_name_is_valid (place->person))
    complaint = _ ("Say who uses this device, in at most 256 bytes.");
  else if ((place->desk_name != NULL && !kk_name_is_valid (place->desk_name)) ||
           (place->function != NULL && place->function[0] != '\0' &&
            !kk_name_is_valid (place->function)))
    complaint = _ ("The name of the desk and the function of the person have at most 256 bytes, "
                   "on one line.");
  if (complaint == NULL)
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, complaint);
  return FALSE;
}

KkDesk *
kk_desk_draft (KkHat hat, const char *role, const char *name)
{
  KkDesk *desk = kk_desk_new ();

  desk->id = kk_id_random ();
  desk->hat = hat;
  desk->role = g_strdup (role);
  desk->name = g_strdup (name == NULL ? role : name);
  return desk;
}

void
kk_person_draft (KkPerson *person, const KkPlace *place)
{
  person->id = kk_id_random ();
  person->name = g_strdup (place->person);
  person->function = g_strdup (place->function == NULL ? "" : place->function);
}

void
kk_person_clear (KkPerson *person)
{
  g_clear_pointer (&person->name, g_free);
  g_clear_pointer (&person->function, g_free);
}

KkOrganisation *
kk_organisation_draft (KkApp *app, const char *slug, KkDesk *desk, const KkPerson *person)
{
  KkOrganisation *organisation = kk_organisation_new ();
  KkDevice *device = kk_device_new ();

  device->sign = kk_public_key_from_sign (&app->sign_public);
  device->kx = kk_public_key_from_kx (&app->kx_public);
  device->person.id = person->id;
  device->person.name = g_strdup (person->name);
  device->person.function = g_strdup (person->function);
  device->standing = KK_STANDING_ACTIVE;
  g_array_append_val (device->desks, desk->id);

  organisation->level = KK_LEVEL;
  organisation->slug = g_strdup (slug);
  organisation->version = 1;
  g_array_set_size (organisation->previous, 0);
  g_array_append_val (organisation->previous, kk_no_network); /* zeros: there is none */
  organisation->steward = app->device;
  g_ptr_array_add (organisation->desks, desk);
  g_ptr_array_add (organisation->devices, device);
  return organisation;
}

gboolean
kk_hats_have (const GArray *hats, KkHat hat)
{
  for (guint i = 0; i < hats->len; i++) {
    if (g_array_index (hats, KkHat, i) == hat)
      return TRUE;
  }
  return FALSE;
}

GArray *
kk_hats_copy (const GArray *hats)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (KkHat));

  for (int number = KK_HAT_NONE + 1; number < KK_N_HATS; number++) {
    KkHat hat = (KkHat) number;

    if (kk_hats_have (hats, hat))
      g_array_append_val (copy, hat);
  }
  return copy;
}

static gboolean
accept_document (KkDirectory *directory,
                 KkBoardKind kind,
                 GBytes *bytes,
                 KkAcceptVerdict *verdict,
                 GError **error)
{
  switch (kind) {
  case KK_BOARD_REGION:
    return kk_directory_accept_region (directory, bytes, verdict, error);
  case KK_BOARD_ORGANISATION:
    return kk_directory_accept_organisation (directory, bytes, verdict, error);
  case KK_BOARD_REGISTER:
    return kk_directory_accept_register (directory, bytes, verdict, error);
  default:
    g_assert_not_reached ();
  }
}

static const char *
describe_verdict (KkAcceptVerdict verdict)
{
  switch (verdict) {
  case KK_ACCEPT_LATER:
    return _ ("A document of the region needs another one that is not here, or a newer version of "
              "Ketenkluis. Update the program and ask for a new file.");
  case KK_ACCEPT_FORK:
    return _ ("Two different documents of the region have the same version number. Nothing was "
              "taken over. Warn the steward of the region.");
  case KK_ACCEPT_NEW:
  case KK_ACCEPT_KNOWN:
  case KK_ACCEPT_REFUSED:
  default:
    return _ ("A document of the region does not prove itself: it is of another region, or it was "
              "altered. Nothing was taken over.");
  }
}

gboolean
kk_app_take_document (KkApp *app, KkBoardKind kind, GBytes *bytes, GError **error)
{
  KkAcceptVerdict verdict = KK_ACCEPT_REFUSED;

  if (!accept_document (app->directory, kind, bytes, &verdict, error))
    return FALSE;
  if (verdict == KK_ACCEPT_NEW || verdict == KK_ACCEPT_KNOWN)
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED, describe_verdict (verdict));
  return FALSE;
}

void
kk_app_revert (KkApp *app)
{
  g_autoptr (GError) failure = NULL;

  /* Whatever was wrong is the error of what was rolled back; the next reading finds it again. */
  if (!kk_directory_reload (app->directory, &failure) || !kk_app_reload_seats (app, &failure))
    g_warning ("documents cannot be read again after a rollback: %s", failure->message);
}

char *
kk_app_dup_organisation (KkApp *app, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *slug = kk_vault_setting_dup_text (app->vault, KK_SETTING_ORGANISATION, &failure);

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (slug == NULL)
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This vault is not in a region yet. Make a region, or ask to join "
                            "one with “member request”."));
  return slug;
}

gboolean
kk_app_load_organisation_key (KkApp *app, const char *slug, KkSignSecretKey *key, GError **error)
{
  const KkOrganisation *organisation = kk_directory_get_organisation (app->directory, slug);
  g_autoptr (KkVaultIdentity) identity = kk_vault_identity_get (app->vault, error);

  if (identity == NULL)
    return FALSE;
  if (organisation == NULL || identity->organisation_secret == NULL ||
      !kk_id_equal (&organisation->steward, &app->device)) {
    /* Translators: %s is the short name of an organisation, such as gemeente-deventer. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("Only the device of the steward of “%s” can do this: it keeps the key of the "
                    "organisation."),
                 slug);
    return FALSE;
  }
  return kk_sign_secret_key_load (key, kk_secret_get_data (identity->organisation_secret),
                                  kk_secret_get_size (identity->organisation_secret), error);
}

gboolean
kk_app_publish_organisation (KkApp *app,
                             const KkOrganisation *organisation,
                             const KkSignSecretKey *key,
                             GError **error)
{
  g_autoptr (GBytes) body = kk_organisation_encode (organisation, error);
  g_autoptr (GBytes) bytes = NULL;

  if (body == NULL)
    return FALSE;
  bytes = kk_document_sign (KK_BOARD_ORGANISATION, kk_directory_get_network_id (app->directory),
                            body, key, error);
  return bytes != NULL && kk_app_take_document (app, KK_BOARD_ORGANISATION, bytes, error);
}
