/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Another device becomes the steward of an organisation: it makes a key, a region version names that key, and then the
 * device says so in an organisation document (exchange §11, "organisation"). */

#include "app/region/kk-app-member.h"

#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"
#include "vault/kk-vault-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
make_key (KkApp *app, KkSignSecretKey *key, GError **error)
{
  KkSignPublicKey public_key;
  g_autoptr (KkSecret) secret = NULL;

  kk_sign_pair_generate (&public_key, key);
  secret = kk_secret_new_copy (key->bytes, sizeof key->bytes);
  return kk_vault_identity_set_organisation (app->vault, secret, error);
}

static gboolean
load_or_make_key (KkApp *app, KkSignSecretKey *key, GError **error)
{
  g_autoptr (KkVaultIdentity) identity = kk_vault_identity_get (app->vault, error);

  if (identity == NULL)
    return FALSE;
  if (identity->organisation_secret == NULL)
    return make_key (app, key, error);
  return kk_sign_secret_key_load (key, kk_secret_get_data (identity->organisation_secret),
                                  kk_secret_get_size (identity->organisation_secret), error);
}

static gboolean
publish (KkApp *app, const char *slug, const KkSignSecretKey *key, GError **error)
{
  g_autoptr (KkOrganisation) organisation =
      kk_directory_dup_next_organisation (app->directory, slug, error);

  if (organisation == NULL)
    return FALSE;
  organisation->steward = app->device;
  return kk_app_publish_organisation (app, organisation, key, error);
}

static gboolean
is_steward (KkApp *app, const char *slug)
{
  const KkOrganisation *organisation = kk_directory_get_organisation (app->directory, slug);

  return organisation != NULL && kk_id_equal (&organisation->steward, &app->device);
}

static gboolean
take_over (KkApp *app, const char *slug, KkStewardship *stewardship, GError **error)
{
  const KkRegionOrganisation *in_region =
      kk_region_find_organisation (kk_directory_get_region (app->directory), slug);
  g_auto (KkSignSecretKey) key = { 0 };
  KkSignPublicKey public_key;
  KkPublicKey named;

  if (!load_or_make_key (app, &key, error))
    return FALSE;
  public_key = kk_sign_secret_key_get_public (&key);
  named = kk_public_key_from_sign (&public_key);
  stewardship->public_key = g_strdup (kk_hash_text ((const KkHash *) (gconstpointer) &named).text);
  stewardship->slug = g_strdup (slug);
  stewardship->done = in_region != NULL && kk_public_key_equal (&in_region->public_key, &named);
  return !stewardship->done || is_steward (app, slug) || publish (app, slug, &key, error);
}

void
kk_stewardship_free (KkStewardship *stewardship)
{
  if (stewardship == NULL)
    return;
  g_free (stewardship->slug);
  g_free (stewardship->public_key);
  g_free (stewardship);
}

KkStewardship *
kk_app_member_steward (KkApp *app, GError **error)
{
  g_autofree char *slug = NULL;
  g_autoptr (KkStewardship) stewardship = g_new0 (KkStewardship, 1);
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (kk_app_first_seat (app, error) == NULL)
    return NULL;
  slug = kk_app_dup_organisation (app, error);
  transaction = slug != NULL ? kk_vault_begin (app->vault, error) : NULL;
  if (transaction == NULL)
    return NULL;
  if (take_over (app, slug, stewardship, error) && kk_app_reload_seats (app, error) &&
      kk_vault_commit (g_steal_pointer (&transaction), error))
    return g_steal_pointer (&stewardship);
  g_clear_pointer (&transaction, kk_vault_rollback);
  kk_app_revert (app);
  return NULL;
}
