/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-app-region.h"

#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-region-sign-private.h"
#include "app/region/kk-root-file-private.h"
#include "app/register/kk-register-folder-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "format/kk-document-codec.h"
#include "vault/kk-vault-documents.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define FIRST_EPOCH 1

/* Every key that a new region begins with. */
typedef struct {
  GPtrArray *
      roots; /* (element-type KkRootKeys): one file each; the register key is in the first one too */
  GArray *public_roots;
  KkSignPublicKey register_public;
  KkSignSecretKey registrar;
  KkSignPublicKey organisation_public;
  KkSignSecretKey organisation;
  KkNetworkSecret network;
} RegionKeys;

static void
region_keys_clear (RegionKeys *keys)
{
  g_clear_pointer (&keys->roots, g_ptr_array_unref);
  g_clear_pointer (&keys->public_roots, g_array_unref);
  kk_secret_wipe (keys, sizeof *keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RegionKeys, region_keys_clear)

static void
generate_root (RegionKeys *keys)
{
  g_auto (KkSignSecretKey) root = { 0 };
  KkSignPublicKey public_key;
  KkPublicKey named;
  KkRootKeys *file = kk_root_keys_new ();

  kk_sign_pair_generate (&public_key, &root);
  g_ptr_array_add (file->roots, kk_secret_new_copy (root.bytes, sizeof root.bytes));
  g_ptr_array_add (keys->roots, file);
  named = kk_public_key_from_sign (&public_key);
  g_array_append_val (keys->public_roots, named);
}

static void
generate_keys (RegionKeys *keys, guint n_roots)
{
  KkRootKeys *first;

  keys->roots = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_root_keys_free);
  keys->public_roots = g_array_new (FALSE, FALSE, sizeof (KkPublicKey));
  for (guint i = 0; i < n_roots; i++)
    generate_root (keys);
  kk_sign_pair_generate (&keys->register_public, &keys->registrar);
  first = keys->roots->pdata[0];
  g_ptr_array_add (first->register_keys,
                   kk_secret_new_copy (keys->registrar.bytes, sizeof keys->registrar.bytes));
  kk_sign_pair_generate (&keys->organisation_public, &keys->organisation);
  kk_network_secret_generate (&keys->network);
}

/* The place of one root key. */
static KkRootPlace
root_place (const KkRegionPlan *plan, guint index)
{
  if (index > 0)
    return *(const KkRootPlace *) plan->more_roots->pdata[index - 1];
  return (KkRootPlace){ plan->root_file, plan->root_passphrase };
}

static guint
count_roots (const KkRegionPlan *plan)
{
  return 1 + (plan->more_roots != NULL ? plan->more_roots->len : 0);
}

static KkPlace
place_of (const KkRegionPlan *plan)
{
  return (
      KkPlace){ plan->slug, plan->hat, plan->role, plan->desk_name, plan->person, plan->function };
}

static gboolean
check_plan (KkApp *app, const KkRegionPlan *plan, GError **error)
{
  KkPlace place = place_of (plan);
  const char *complaint = NULL;

  if (kk_directory_get_region (app->directory) != NULL)
    complaint = _ ("This vault is in a region already. Make a new vault for another region.");
  else if (!kk_name_is_valid (plan->name) || !kk_name_is_valid (plan->organisation_name))
    complaint = _ ("Give the region and the organisation a name of at most 256 bytes.");
  else if (plan->hats == NULL || !kk_hats_have (plan->hats, plan->hat))
    complaint = _ ("The statutory role of the desk has to be one of those of the organisation.");
  else if (plan->root_file == NULL || plan->root_passphrase == NULL)
    complaint = _ ("Say in which file the root keys are kept, and under which passphrase.");
  else if (plan->threshold > count_roots (plan))
    complaint = _ ("More root keys would have to sign than there are. Name more root files.");
  if (complaint == NULL)
    return kk_place_check (&place, error);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, complaint);
  return FALSE;
}

static void
add_own_organisation (KkRegion *region, const KkRegionPlan *plan, const RegionKeys *keys)
{
  KkRegionOrganisation *organisation = kk_region_organisation_new ();

  organisation->slug = g_strdup (plan->slug);
  organisation->name = g_strdup (plan->organisation_name);
  organisation->public_key = kk_public_key_from_sign (&keys->organisation_public);
  g_array_unref (organisation->hats);
  organisation->hats = kk_hats_copy (plan->hats);
  g_ptr_array_add (region->organisations, organisation);
}

static KkRegion *
draft_region (const KkRegionPlan *plan, const RegionKeys *keys)
{
  KkRegion *region = kk_region_new ();
  KkPublicKey registrar = kk_public_key_from_sign (&keys->register_public);
  KkRegionSecret secret = { .epoch = FIRST_EPOCH, .state = KK_SECRET_ACTIVE };

  region->version = 1;
  region->name = g_strdup (plan->name);
  region->threshold = MAX (plan->threshold, 1);
  g_array_append_vals (region->roots, keys->public_roots->data, keys->public_roots->len);
  g_array_append_val (region->register_keys, registrar);
  secret.commitment = kk_derive_secret_commitment (&keys->network);
  g_array_append_val (region->secrets, secret);
  add_own_organisation (region, plan, keys);
  if (plan->remote != NULL) {
    KkRemote *remote = kk_remote_new (plan->remote);

    remote->has_host_key = plan->host_key != NULL;
    if (remote->has_host_key)
      remote->host_key = *plan->host_key;
    g_ptr_array_add (region->remotes, remote);
  }
  return region;
}

static GBytes *
sign_region (const KkRegion *region, const RegionKeys *keys, GError **error)
{
  g_autoptr (GBytes) body = kk_region_encode (region, error);
  g_autoptr (KkSignedDocument) document = NULL;

  if (body == NULL)
    return NULL;
  document = kk_signed_document_new (body);
  for (guint i = 0; i < keys->roots->len; i++)
    (void) kk_region_add_signatures (document, &kk_no_network, NULL, region, keys->roots->pdata[i]);
  return kk_signed_document_encode (document, error);
}

static GBytes *
sign_organisation (KkApp *app, const KkRegionPlan *plan, const RegionKeys *keys, GError **error)
{
  KkPlace place = place_of (plan);
  KkDesk *desk = kk_desk_draft (plan->hat, plan->role, plan->desk_name);
  g_auto (KkPerson) person = { .name = NULL };
  g_autoptr (KkOrganisation) organisation = NULL;
  g_autoptr (GBytes) body = NULL;

  kk_person_draft (&person, &place);
  organisation = kk_organisation_draft (app, plan->slug, desk, &person);
  body = kk_organisation_encode (organisation, error);
  return body == NULL ? NULL
                      : kk_document_sign (KK_BOARD_ORGANISATION, &kk_no_network, body,
                                          &keys->organisation, error);
}

/* Needs the network: the region document comes first. */
static GBytes *
sign_register (KkApp *app, const KkRegionPlan *plan, const RegionKeys *keys, GError **error)
{
  g_autoptr (KkRegisterDocument) document = kk_register_document_new ();
  g_autoptr (GPtrArray) files = kk_register_folder_read (plan->register_folder, error);
  g_autoptr (GBytes) body = NULL;

  if (files == NULL)
    return NULL;
  document->level = KK_LEVEL;
  document->version = 1;
  g_ptr_array_unref (document->files);
  document->files = g_steal_pointer (&files);
  body = kk_register_document_encode (document, error);
  return body == NULL
             ? NULL
             : kk_document_sign (KK_BOARD_REGISTER, kk_directory_get_network_id (app->directory),
                                 body, &keys->registrar, error);
}

static gboolean
take_documents (KkApp *app, const KkRegionPlan *plan, const RegionKeys *keys, GError **error)
{
  g_autoptr (KkRegion) region = draft_region (plan, keys);
  g_autoptr (GBytes) region_bytes = sign_region (region, keys, error);
  g_autoptr (GBytes) organisation = NULL;
  g_autoptr (GBytes) reg = NULL;

  if (region_bytes == NULL || !kk_app_take_document (app, KK_BOARD_REGION, region_bytes, error))
    return FALSE;
  organisation = sign_organisation (app, plan, keys, error);
  if (organisation == NULL ||
      !kk_app_take_document (app, KK_BOARD_ORGANISATION, organisation, error))
    return FALSE;
  reg = sign_register (app, plan, keys, error);
  return reg != NULL && kk_app_take_document (app, KK_BOARD_REGISTER, reg, error);
}

static gboolean
store_keys (KkApp *app, const KkRegionPlan *plan, const RegionKeys *keys, GError **error)
{
  g_autoptr (KkSecret) organisation =
      kk_secret_new_copy (keys->organisation.bytes, sizeof keys->organisation.bytes);
  g_autoptr (KkSecret) network =
      kk_secret_new_copy (keys->network.bytes, sizeof keys->network.bytes);

  return kk_vault_identity_set_organisation (app->vault, organisation, error) &&
         kk_vault_secret_put (app->vault, FIRST_EPOCH, network, error) &&
         kk_vault_setting_set_text (app->vault, KK_SETTING_ORGANISATION, plan->slug, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_PUBLISHED, 1, error);
}

static gboolean
store_region (KkApp *app, const KkRegionPlan *plan, const RegionKeys *keys, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);

  return transaction != NULL && store_keys (app, plan, keys, error) &&
         take_documents (app, plan, keys, error) && kk_app_reload_seats (app, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* How many were written before one could not be. */
static guint
write_root_files (const KkRegionPlan *plan, const RegionKeys *keys, GError **error)
{
  for (guint i = 0; i < keys->roots->len; i++) {
    KkRootPlace place = root_place (plan, i);

    if (!kk_root_keys_write (keys->roots->pdata[i], place.file, place.passphrase, plan->quick,
                             error))
      return i;
  }
  return keys->roots->len;
}

/* The root files come first: a region whose root keys are nowhere could never change. */
gboolean
kk_app_region_create (KkApp *app, const KkRegionPlan *plan, GError **error)
{
  g_auto (RegionKeys) keys = { 0 };
  guint written;

  if (!check_plan (app, plan, error))
    return FALSE;
  generate_keys (&keys, count_roots (plan));
  written = write_root_files (plan, &keys, error);
  if (written == keys.roots->len && store_region (app, plan, &keys, error))
    return TRUE;
  for (guint i = 0; i < written; i++)
    (void) g_unlink (root_place (plan, i).file);
  kk_app_revert (app);
  return FALSE;
}

gboolean
kk_app_is_region_forked (KkApp *app)
{
  return kk_directory_has_region_fork (app->directory);
}

const KkRegion *
kk_app_get_region (KkApp *app)
{
  return kk_directory_get_region (app->directory);
}

char *
kk_app_dup_region_id (KkApp *app)
{
  if (kk_directory_get_region (app->directory) == NULL)
    return NULL;
  return g_strdup (kk_hash_text (kk_directory_get_network_id (app->directory)).text);
}

GPtrArray *
kk_app_get_organisations (KkApp *app)
{
  return kk_directory_get_organisations (app->directory);
}
