/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Revoking a device of the own organisation (exchange §11, "revocation"): a document of its steward, and what the
 * device can still read. */

#include "app/region/kk-app-member.h"

#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-revocation-private.h"
#include "crypto/kk-sign.h"
#include "format/kk-basis-codec.h"
#include "format/kk-document-codec.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-documents.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <glib/gi18n-lib.h>

void
kk_revoked_free (KkRevoked *revoked)
{
  if (revoked == NULL)
    return;
  g_free (revoked->device);
  g_free (revoked->organisation);
  g_clear_pointer (&revoked->desks, g_ptr_array_unref);
  g_clear_pointer (&revoked->epochs, g_array_unref);
  g_free (revoked);
}

/* The document. */

static KkDevice *
find_device (KkOrganisation *organisation, const KkId *id)
{
  for (guint i = 0; i < organisation->devices->len; i++) {
    KkDevice *device = organisation->devices->pdata[i];
    KkId candidate = kk_device_get_id (device);

    if (kk_id_equal (&candidate, id))
      return device;
  }
  return NULL;
}

static gboolean
publish (KkApp *app, KkRevocation *revocation, const char *slug, GError **error)
{
  g_auto (KkSignSecretKey) key = { 0 };
  g_autoptr (KkRevocation) own = revocation;
  g_autoptr (KkOrganisation) organisation = NULL;
  KkDevice *device;

  if (!kk_app_load_organisation_key (app, slug, &key, error))
    return FALSE;
  organisation = kk_directory_dup_next_organisation (app->directory, slug, error);
  if (organisation == NULL)
    return FALSE;
  device = find_device (organisation, &own->device);
  if (device == NULL) {
    /* Translators: %s is the short name of an organisation. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("This device is not of “%s”. Its own steward revokes it, or the key holders of "
                    "the region do with “region propose --revoke”."),
                 slug);
    return FALSE;
  }
  device->standing = KK_STANDING_REVOKED;
  g_ptr_array_add (organisation->revocations, g_steal_pointer (&own));
  return kk_app_publish_organisation (app, organisation, &key, error);
}

/* What stays readable. */

static gboolean
count_sealed (KkApp *app, const KkId *seat, KkRevoked *revoked, GError **error)
{
  for (guint i = 0; i < app->seats->len; i++) {
    const KkOwnSeat *own = &g_array_index (app->seats, KkOwnSeat, i);
    KkVaultAddressee addressee;
    gint64 log;

    if (!kk_vault_log_find (app->vault, &own->log, &log))
      continue;
    if (!kk_vault_addressee_get (app->vault, log, seat, &addressee, error))
      return FALSE;
    revoked->packets += addressee.next_sequence - 1;
  }
  return TRUE;
}

/* Seats of one desk have the same records. */
static gboolean
count_cases (KkApp *app, const KkSeatInfo *seat, KkRevoked *revoked, GError **error)
{
  KkVaultCaseQuery query = { .desk = &seat->desk->id };
  gint64 count = 0;

  if (!kk_vault_case_count (app->vault, &query, &count, error))
    return FALSE;
  revoked->cases += (guint64) count;
  return TRUE;
}

static gboolean
list_readable (KkApp *app, const KkId *device, KkRevoked *revoked, GError **error)
{
  const GPtrArray *seats = kk_directory_get_seats (app->directory);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *seat = seats->pdata[i];

    if (!kk_id_equal (&seat->device_id, device))
      continue;
    g_ptr_array_add (revoked->desks, g_strdup (seat->desk->name));
    if (!count_sealed (app, &seat->seat, revoked, error) ||
        !count_cases (app, seat, revoked, error))
      return FALSE;
  }
  return TRUE;
}

static void
list_epochs (KkApp *app, KkRevoked *revoked)
{
  const KkRegion *region = kk_directory_get_region (app->directory);

  for (guint i = 0; i < region->secrets->len; i++) {
    const KkRegionSecret *secret = &g_array_index (region->secrets, KkRegionSecret, i);

    if (secret->state != KK_SECRET_WITHDRAWN)
      g_array_append_val (revoked->epochs, secret->epoch);
  }
}

/* Objects that it signed are void, and its desk issues them again. */
static gboolean
void_objects (KkApp *app, const KkId *device, KkRevoked *revoked, GError **error)
{
  g_autoptr (GPtrArray) objects = kk_vault_object_list_all (app->vault, error);

  for (guint i = 0; objects != NULL && i < objects->len; i++) {
    const KkVaultObject *stored = objects->pdata[i];
    g_autoptr (KkSignedObject) object = kk_signed_object_decode (stored->bytes, error);

    if (object == NULL)
      return FALSE;
    if (stored->is_void || !kk_id_equal (&object->device, device))
      continue;
    revoked->objects++;
    if (!kk_vault_object_set_void (app->vault, &stored->hash, error))
      return FALSE;
  }
  return objects != NULL;
}

static gboolean
revoke_device (KkApp *app,
               const char *device,
               const char *reason,
               KkRevoked *revoked,
               GError **error)
{
  g_autoptr (KkRevocation) revocation = kk_revocation_draft (app, device, reason, error);
  KkId id;

  if (revocation == NULL)
    return FALSE;
  id = revocation->device;
  revoked->pins = revocation->pins->len;
  if (!publish (app, g_steal_pointer (&revocation), revoked->organisation, error) ||
      !kk_app_reload_seats (app, error))
    return FALSE;
  revoked->version =
      kk_directory_organisation_version (app->directory, revoked->organisation).version;
  list_epochs (app, revoked);
  return list_readable (app, &id, revoked, error) && void_objects (app, &id, revoked, error);
}

KkRevoked *
kk_app_member_revoke (KkApp *app, const char *device, const char *reason, GError **error)
{
  g_autoptr (KkRevoked) revoked = g_new0 (KkRevoked, 1);
  g_autoptr (KkVaultTransaction) transaction = NULL;

  revoked->organisation = kk_app_dup_organisation (app, error);
  if (revoked->organisation == NULL || kk_app_first_seat (app, error) == NULL)
    return NULL;
  revoked->device = g_strdup (device);
  revoked->desks = g_ptr_array_new_with_free_func (g_free);
  revoked->epochs = g_array_new (FALSE, FALSE, sizeof (guint32));
  transaction = kk_vault_begin (app->vault, error);
  if (transaction == NULL)
    return NULL;
  if (revoke_device (app, device, reason, revoked, error) &&
      kk_vault_commit (g_steal_pointer (&transaction), error))
    return g_steal_pointer (&revoked);
  kk_vault_rollback (g_steal_pointer (&transaction));
  kk_app_revert (app);
  return NULL;
}
