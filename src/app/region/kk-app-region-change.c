/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-app-region-change.h"

#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-drafts-private.h"
#include "app/region/kk-grants-private.h"
#include "app/region/kk-join-request-private.h"
#include "app/region/kk-region-draft-private.h"
#include "app/region/kk-region-sign-private.h"
#include "app/region/kk-root-file-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "crypto/kk-sign.h"
#include "format/kk-document-codec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kk_proposal_free (KkProposal *proposal)
{
  if (proposal == NULL)
    return;
  g_free (proposal->fingerprint);
  g_clear_pointer (&proposal->changes, g_ptr_array_unref);
  g_free (proposal);
}

gboolean
kk_roots_are_few (guint roots, guint threshold)
{
  return roots < threshold + 2;
}

static gboolean
refuse (GError **error, KkAppError code, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, (int) code, sentence);
  return FALSE;
}

/* Keys. */

gboolean
kk_app_root_key_create (const KkRootPlace *place,
                        gboolean for_registers,
                        gboolean quick,
                        char **public_key,
                        GError **error)
{
  g_autoptr (KkRootKeys) keys = kk_root_keys_new ();
  g_auto (KkSignSecretKey) secret = { 0 };
  KkSignPublicKey made;

  kk_sign_pair_generate (&made, &secret);
  g_ptr_array_add (for_registers ? keys->register_keys : keys->roots,
                   kk_secret_new_copy (secret.bytes, sizeof secret.bytes));
  if (!kk_root_keys_write (keys, place->file, place->passphrase, quick, error))
    return FALSE;
  *public_key = g_strdup (kk_hash_text ((const KkHash *) (gconstpointer) &made).text);
  return TRUE;
}

/* A version on its way. */
typedef struct {
  KkSignedDocument *document;
  KkRegion *region;
} Version;

static void
version_clear (Version *version)
{
  g_clear_pointer (&version->document, kk_signed_document_free);
  g_clear_pointer (&version->region, kk_region_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, version_clear)

static gboolean
check_region (KkApp *app, GError **error)
{
  if (kk_directory_get_region (app->directory) == NULL)
    return refuse (error, KK_APP_ERROR_USAGE,
                   _ ("This vault is not in a region yet. Make a region, or ask to join one with "
                      "“member request”."));
  if (kk_directory_has_region_fork (app->directory))
    return refuse (error, KK_APP_ERROR_FAILED,
                   _ ("There are two versions of the region document under one number. Somebody "
                      "with root keys signed both. A new region has to be made: a version on top "
                      "of a fork would not be taken over by anybody."));
  return TRUE;
}

/* Only what would be the very next version can ever be published. */
static gboolean
check_follows (KkApp *app, const KkRegion *region, GError **error)
{
  KkVersion last = kk_directory_region_version (app->directory);
  const KkRegion *before = kk_directory_get_region (app->directory);

  if (region->version <= last.version)
    return refuse (error, KK_APP_ERROR_FAILED,
                   _ ("Another version of the region was published since this proposal was made. "
                      "Make a new proposal on top of it."));
  if (region->version > last.version + 1)
    return refuse (error, KK_APP_ERROR_FAILED,
                   _ ("This proposal builds on a version of the region that is not here yet. Sync "
                      "first."));
  if (!kk_hash_equal (&region->previous, &last.hash))
    return refuse (error, KK_APP_ERROR_FAILED,
                   _ ("This proposal was made for another region, or for another version of this "
                      "one."));
  if (kk_region_find_breach (before, region) != KK_REGION_KEEPS_ALL)
    return refuse (error, KK_APP_ERROR_FAILED,
                   _ ("This proposal takes something back that a region never takes back: an "
                      "organisation, a revocation, a network secret or the least level."));
  return TRUE;
}

static gboolean
read_version (KkApp *app, const char *file, Version *version, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!check_region (app, error))
    return FALSE;
  bytes = kk_file_read (file, KK_LIMIT_BOARD, error);
  if (bytes == NULL)
    return FALSE;
  version->document = kk_signed_document_decode (bytes, NULL);
  if (version->document != NULL)
    version->region = kk_region_decode (version->document->body, NULL);
  if (version->region == NULL)
    return refuse (error, KK_APP_ERROR_FAILED,
                   _ ("This file is no proposal for a region version, or it was damaged or altered "
                      "on the way."));
  return check_follows (app, version->region, error);
}

static KkProposal *
describe (KkApp *app, const Version *version)
{
  KkProposal *proposal = g_new0 (KkProposal, 1);
  const KkRegion *before = kk_directory_get_region (app->directory);
  KkRegionTally tally = kk_region_count_signatures (
      version->document, kk_directory_get_network_id (app->directory), before, version->region);

  proposal->version = version->region->version;
  proposal->fingerprint = g_strdup (kk_derive_body_fingerprint (version->document->body).text);
  proposal->changes = kk_region_list_changes (before, version->region);
  proposal->by_last = tally.by_last;
  proposal->of_last = tally.of_last;
  proposal->by_own = tally.by_own;
  proposal->of_own = tally.of_own;
  proposal->roots = version->region->roots->len;
  proposal->enough = kk_region_tally_is_enough (&tally);
  return proposal;
}

static gboolean
sign_with (KkApp *app, Version *version, const KkRootPlace *root, GError **error)
{
  g_autoptr (KkRootKeys) keys = NULL;

  if (root->file == NULL || root->passphrase == NULL)
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER,
                   _ ("Signing takes a root key of the region. Give its file with --root-file, and "
                      "its passphrase."));
  keys = kk_root_keys_read (root->file, root->passphrase, error);
  if (keys == NULL)
    return FALSE;
  if (kk_region_add_signatures (version->document, kk_directory_get_network_id (app->directory),
                                kk_directory_get_region (app->directory), version->region,
                                keys) > 0)
    return TRUE;
  return refuse (error, KK_APP_ERROR_FAILED,
                 _ ("This root key file adds nothing: its key has signed already, or it is no root "
                    "key of this region, now or in the new version."));
}

static gboolean
write_version (const Version *version, const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = kk_signed_document_encode (version->document, error);

  return bytes != NULL && kk_file_write (file, bytes, error);
}

KkProposal *
kk_app_region_propose (KkApp *app,
                       const KkRegionChangePlan *plan,
                       const KkRootPlace *root,
                       const char *file,
                       GError **error)
{
  g_auto (Version) version = { 0 };
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KkProposal) proposal = NULL;

  if (!check_region (app, error))
    return NULL;
  version.region = kk_region_draft (app, plan, error);
  body = version.region != NULL ? kk_region_encode (version.region, error) : NULL;
  if (body == NULL)
    return NULL;
  version.document = kk_signed_document_new (body);
  if (!check_follows (app, version.region, error) || !sign_with (app, &version, root, error))
    return NULL;
  proposal = describe (app, &version);
  if (proposal->changes->len == 0) {
    (void) refuse (error, KK_APP_ERROR_USAGE,
                   _ ("This would change nothing. Say what has to change."));
    return NULL;
  }
  return write_version (&version, file, error) ? g_steal_pointer (&proposal) : NULL;
}

KkProposal *
kk_app_region_inspect (KkApp *app, const char *file, GError **error)
{
  g_auto (Version) version = { 0 };

  return read_version (app, file, &version, error) ? describe (app, &version) : NULL;
}

static gboolean
check_fingerprint (const Version *version, const char *heard, GError **error)
{
  KkFingerprintText fingerprint = kk_derive_body_fingerprint (version->document->body);

  if (heard == NULL)
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER,
                   _ ("Nothing was signed: first compare the fingerprint of the proposal with the "
                      "other key holders, and give it with --fingerprint."));
  if (kk_fingerprint_is_same (fingerprint.text, heard))
    return TRUE;
  return refuse (
      error, KK_APP_ERROR_FAILED,
      _ ("The fingerprint is not that of this file: you have another proposal before you "
         "than the other key holders. Nothing was signed."));
}

KkProposal *
kk_app_region_sign (KkApp *app,
                    const char *file,
                    const KkRootPlace *root,
                    const char *fingerprint,
                    GError **error)
{
  g_auto (Version) version = { 0 };

  if (!read_version (app, file, &version, error) ||
      !check_fingerprint (&version, fingerprint, error) ||
      !sign_with (app, &version, root, error) || !write_version (&version, file, error))
    return NULL;
  return describe (app, &version);
}

static gboolean
check_enough (const KkProposal *proposal, GError **error)
{
  g_autofree char *sentence = NULL;

  if (proposal->enough)
    return TRUE;
  /* Translators: numbers of signatures, first of the present key holders, then of the new ones. */
  sentence = g_strdup_printf (
      _ ("Not enough key holders have signed: %u of %u of the root keys in force, and %u of %u of "
         "those of the new version. Let more of them sign, and publish then."),
      proposal->by_last, proposal->of_last, proposal->by_own, proposal->of_own);
  return refuse (error, KK_APP_ERROR_FAILED, sentence);
}

/* Grants come from whoever publishes, so the secrets have to be here. */
static gboolean
check_secrets (KkApp *app, const KkRegion *region, GError **error)
{
  for (guint i = 0; i < region->secrets->len; i++) {
    const KkRegionSecret *secret = &g_array_index (region->secrets, KkRegionSecret, i);
    g_auto (KkNetworkKey) key = { 0 };

    if ((secret->state == KK_SECRET_NEXT || secret->state == KK_SECRET_ACTIVE) &&
        !kk_app_network_key (app, secret->epoch, &key))
      return refuse (error, KK_APP_ERROR_USAGE,
                     _ ("This device does not have the new network secret, so it could not hand it "
                        "out. Publish from the device that made the proposal."));
  }
  return TRUE;
}

/* Who publishes a new secret hands it out. */
static gboolean
begin_grants (KkApp *app, const KkRegion *region, GError **error)
{
  for (guint i = 0; i < region->secrets->len; i++) {
    const KkRegionSecret *secret = &g_array_index (region->secrets, KkRegionSecret, i);

    if (secret->state == KK_SECRET_NEXT && !kk_grants_begin (app, secret->epoch, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
publish (KkApp *app, const Version *version, GError **error)
{
  g_autoptr (GBytes) bytes = kk_signed_document_encode (version->document, error);
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (bytes == NULL)
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && kk_app_take_document (app, KK_BOARD_REGION, bytes, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_PUBLISHED,
                                      (gint64) version->region->version, error) &&
         begin_grants (app, version->region, error) && kk_app_reload_seats (app, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

KkProposal *
kk_app_region_publish (KkApp *app, const char *file, GError **error)
{
  g_auto (Version) version = { 0 };
  g_autoptr (KkProposal) proposal = NULL;

  if (!read_version (app, file, &version, error))
    return NULL;
  proposal = describe (app, &version);
  if (!check_enough (proposal, error) || !check_secrets (app, version.region, error))
    return NULL;
  if (publish (app, &version, error))
    return g_steal_pointer (&proposal);
  kk_app_revert (app);
  return NULL;
}
