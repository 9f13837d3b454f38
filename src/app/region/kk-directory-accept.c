/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Documents prove themselves (exchange §11): whoever brings them, these rules decide. Those of organisations, and registers. */

#include "app/region/kk-directory-entry-private.h"

#include "app/kk-settings-private.h"
#include "app/policy/kk-review-private.h"
#include "app/region/kk-directory-register-private.h"
#include "app/region/kk-documents-private.h"
#include "format/kk-document-codec.h"

/* A document that does not parse is refused, but one of a newer version waits for a newer program. */
KkAcceptVerdict
kk_directory_judge_unreadable (const GError *error)
{
  return g_error_matches (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER) ? KK_ACCEPT_LATER
                                                                         : KK_ACCEPT_REFUSED;
}

static gboolean
write_document (KkDirectory *directory, const KkVaultDocument *stored, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (directory->vault, error);

  return transaction != NULL && kk_vault_document_put (directory->vault, stored, error) &&
         kk_directory_settle (directory, stored->kind, stored->slug, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* Stores the document and decides anew what is in force. @template: without bytes of its own. */
gboolean
kk_directory_store (KkDirectory *directory,
                    const KkVaultDocument *template,
                    GBytes *bytes,
                    GError **error)
{
  KkVaultDocument *stored = g_new0 (KkVaultDocument, 1);
  KkDirectoryEntry *entry;

  *stored = *template;
  stored->slug = g_strdup (template->slug);
  stored->bytes = g_bytes_ref (bytes);
  entry = kk_directory_entry_new (stored, error);
  if (entry == NULL)
    return FALSE;
  kk_directory_add (directory, entry);
  if (write_document (directory, stored, error))
    return TRUE;
  (void) kk_directory_reload (directory, NULL);
  return FALSE;
}

/* (nullable): the one signature that such a document has. */
static const KkDocumentSignature *
only_signature (const KkSignedDocument *document)
{
  if (document->signatures->len != 1)
    return NULL;
  return &g_array_index (document->signatures, KkDocumentSignature, 0);
}

static const KkRegionOrganisation *
find_signer (const KkRegion *region, const KkPublicKey *signer)
{
  for (guint i = 0; i < region->organisations->len; i++) {
    const KkRegionOrganisation *organisation = region->organisations->pdata[i];

    if (kk_public_key_equal (&organisation->public_key, signer))
      return organisation;
  }
  return NULL;
}

static gboolean
is_given_hat (const KkRegionOrganisation *organisation, KkHat hat)
{
  for (guint i = 0; i < organisation->hats->len; i++) {
    if (g_array_index (organisation->hats, KkHat, i) == hat)
      return TRUE;
  }
  return FALSE;
}

/* A hat that the region does not give may be given by a region document that is still to come. */
static gboolean
has_hats_given (const KkOrganisation *organisation, const KkRegionOrganisation *in_region)
{
  for (guint i = 0; i < organisation->desks->len; i++) {
    const KkDesk *desk = organisation->desks->pdata[i];

    if (desk->standing == KK_STANDING_ACTIVE && !is_given_hat (in_region, desk->hat))
      return FALSE;
  }
  return TRUE;
}

/* Desk ids are random: only who wants another's records takes one that is in use. */
static gboolean
has_others_desk (const KkDirectory *directory, const KkOrganisation *organisation)
{
  for (guint i = 0; i < organisation->desks->len; i++) {
    const KkDesk *desk = organisation->desks->pdata[i];
    const KkOrganisation *owner = NULL;

    if (kk_directory_find_desk (directory, &desk->id, &owner) != NULL &&
        !g_str_equal (owner->slug, organisation->slug))
      return TRUE;
  }
  return FALSE;
}

/* How a version that proved itself stands to those that were seen before. */
static KkAcceptVerdict
judge_version (const KkDirectory *directory, const KkVaultDocument *found)
{
  if (kk_directory_find (directory, found->kind, found->slug, found->version.version,
                         &found->version.hash) != NULL)
    return KK_ACCEPT_KNOWN;
  if (kk_directory_find (directory, found->kind, found->slug, found->version.version, NULL) != NULL)
    return KK_ACCEPT_FORK;
  return KK_ACCEPT_NEW;
}

/* Stores what is new, older versions too: pins may name them, and one of them may be half of a fork. */
static gboolean
take (KkDirectory *directory,
      const KkVaultDocument *found,
      GBytes *bytes,
      KkAcceptVerdict *verdict,
      GError **error)
{
  const KkDirectoryEntry *entry;

  *verdict = judge_version (directory, found);
  if (*verdict == KK_ACCEPT_KNOWN)
    return TRUE;
  if (!kk_directory_store (directory, found, bytes, error))
    return FALSE;
  entry = kk_directory_find (directory, found->kind, found->slug, found->version.version,
                             &found->version.hash);
  if (*verdict == KK_ACCEPT_NEW && entry->stored->state == KK_DOCUMENT_REPLACED)
    *verdict = KK_ACCEPT_KNOWN;
  else if (entry->stored->state == KK_DOCUMENT_FORKED)
    *verdict = KK_ACCEPT_FORK;
  return TRUE;
}

/* (nullable): the organisation document, once it is proved to be @in_region's. */
static KkOrganisation *
open_organisation (const KkDirectory *directory,
                   const KkSignedDocument *document,
                   const KkRegionOrganisation *in_region,
                   KkAcceptVerdict *verdict)
{
  const KkDocumentSignature *signature = only_signature (document);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (KkOrganisation) organisation = NULL;
  gboolean is_founding =
      kk_document_verify (document, KK_BOARD_ORGANISATION, &kk_no_network, signature);

  *verdict = KK_ACCEPT_REFUSED;
  if (!is_founding &&
      !kk_document_verify (document, KK_BOARD_ORGANISATION, &directory->network_id, signature))
    return NULL;
  organisation = kk_organisation_decode (document->body, &unreadable);
  if (organisation == NULL) {
    *verdict = kk_directory_judge_unreadable (unreadable);
    return NULL;
  }
  /* Who founds an organisation does not know the network yet; later versions are bound to it. */
  if (is_founding != (organisation->version == 1) ||
      !g_str_equal (organisation->slug, in_region->slug) ||
      organisation->level < kk_directory_get_region (directory)->least_level ||
      has_others_desk (directory, organisation))
    return NULL;
  if (!has_hats_given (organisation, in_region)) {
    *verdict = KK_ACCEPT_LATER;
    return NULL;
  }
  return g_steal_pointer (&organisation);
}

gboolean
kk_directory_accept_organisation (KkDirectory *directory,
                                  GBytes *bytes,
                                  KkAcceptVerdict *verdict,
                                  GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (bytes, &unreadable);
  g_autoptr (KkOrganisation) organisation = NULL;
  const KkRegion *region = kk_directory_get_region (directory);
  const KkRegionOrganisation *in_region;
  KkVaultDocument found = { .kind = KK_BOARD_ORGANISATION, .state = KK_DOCUMENT_REPLACED };

  *verdict = KK_ACCEPT_LATER;
  if (document == NULL)
    *verdict = kk_directory_judge_unreadable (unreadable);
  else if (only_signature (document) == NULL)
    *verdict = KK_ACCEPT_REFUSED;
  if (document == NULL || region == NULL || only_signature (document) == NULL)
    return TRUE;
  in_region = find_signer (region, &only_signature (document)->signer);
  if (in_region == NULL)
    return TRUE; /* a region document that names this key may be on its way */
  organisation = open_organisation (directory, document, in_region, verdict);
  if (organisation == NULL)
    return TRUE;

  found.slug = organisation->slug;
  found.version.version = organisation->version;
  found.version.hash = kk_document_hash (KK_BOARD_ORGANISATION, document->body);
  return take (directory, &found, bytes, verdict, error);
}

/* (nullable): the register document, once it is proved. */
static KkRegisterDocument *
open_register (const KkDirectory *directory,
               const KkSignedDocument *document,
               KkAcceptVerdict *verdict)
{
  const KkRegion *region = kk_directory_get_region (directory);
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (KkRegisterDocument) body = NULL;
  g_autoptr (KkRegister) reg = NULL;

  *verdict = KK_ACCEPT_REFUSED;
  if (!kk_directory_has_valid_signature (document, KK_BOARD_REGISTER, &directory->network_id))
    return NULL;
  if (kk_document_count_signers (document, KK_BOARD_REGISTER, &directory->network_id,
                                 region->register_keys) == 0) {
    *verdict = KK_ACCEPT_LATER; /* a region document that names this key may be on its way */
    return NULL;
  }
  body = kk_register_document_decode (document->body, &unreadable);
  if (body == NULL) {
    *verdict = kk_directory_judge_unreadable (unreadable);
    return NULL;
  }
  if (body->level < region->least_level)
    return NULL;
  /* Signed by the right people, yet in words that this version does not know. */
  *verdict = KK_ACCEPT_LATER;
  reg = kk_register_parse_document (body, NULL);
  return reg == NULL ? NULL : g_steal_pointer (&body);
}

/* When a register is replaced has to be remembered: boards keep it a while longer. */
static gboolean
take_register (KkDirectory *directory,
               const KkVaultDocument *found,
               GBytes *bytes,
               KkAcceptVerdict *verdict,
               GError **error)
{
  guint64 before = kk_directory_register_version (directory).version;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (directory->vault, error);
  g_autofree char *setting = kk_setting_register_replaced (before);

  if (transaction == NULL || !take (directory, found, bytes, verdict, error))
    return FALSE;
  if (before != 0 && kk_directory_register_version (directory).version != before &&
      (!kk_vault_setting_set_number (directory->vault, setting, g_get_real_time () / 1000, error) ||
       !kk_review_begin (directory->vault, before, error)))
    return FALSE;
  return kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_directory_accept_register (KkDirectory *directory,
                              GBytes *bytes,
                              KkAcceptVerdict *verdict,
                              GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (bytes, &unreadable);
  g_autoptr (KkRegisterDocument) body = NULL;
  g_autofree char *slug = g_strdup ("");
  KkVaultDocument found = { .kind = KK_BOARD_REGISTER,
                            .slug = slug,
                            .state = KK_DOCUMENT_REPLACED };

  *verdict = KK_ACCEPT_LATER;
  if (document == NULL)
    *verdict = kk_directory_judge_unreadable (unreadable);
  if (document == NULL || kk_directory_get_region (directory) == NULL)
    return TRUE;
  body = open_register (directory, document, verdict);
  if (body == NULL)
    return TRUE;

  found.version.version = body->version;
  found.version.hash = kk_document_hash (KK_BOARD_REGISTER, document->body);
  return take_register (directory, &found, bytes, verdict, error);
}
