/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Documents prove themselves (exchange §11): versions of the region. */

#include "app/region/kk-directory-entry-private.h"

#include "app/region/kk-documents-private.h"
#include "domain/kk-region-change.h"
#include "format/kk-document-codec.h"

gboolean
kk_directory_has_valid_signature (const KkSignedDocument *document,
                                  KkBoardKind kind,
                                  const KkHash *network_id)
{
  for (guint i = 0; i < document->signatures->len; i++) {
    if (kk_document_verify (document, kind, network_id,
                            &g_array_index (document->signatures, KkDocumentSignature, i)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_signed_by_roots (const KkSignedDocument *document,
                    const KkHash *network_id,
                    const KkRegion *region)
{
  return kk_document_count_signers (document, KK_BOARD_REGION, network_id, region->roots) >=
         region->threshold;
}

static KkAcceptVerdict
judge_first_region (const KkDirectory *directory,
                    const KkSignedDocument *document,
                    const KkRegion *region,
                    const KkHash *hash)
{
  if (kk_directory_get_region (directory) != NULL)
    return kk_hash_equal (hash, &directory->network_id) ? KK_ACCEPT_KNOWN : KK_ACCEPT_REFUSED;
  return is_signed_by_roots (document, &kk_no_network, region) ? KK_ACCEPT_NEW : KK_ACCEPT_REFUSED;
}

static KkAcceptVerdict
judge_next_region (const KkDirectory *directory,
                   const KkSignedDocument *document,
                   const KkRegion *region,
                   const KkHash *hash)
{
  guint64 last = kk_directory_region_version (directory).version;
  const KkDirectoryEntry *before;

  if (region->version > last + 1)
    return KK_ACCEPT_LATER;
  before = kk_directory_find (directory, KK_BOARD_REGION, "", region->version - 1, NULL);
  if (before == NULL)
    return KK_ACCEPT_LATER;
  if (!is_signed_by_roots (document, &directory->network_id, before->region) ||
      !is_signed_by_roots (document, &directory->network_id, region))
    return KK_ACCEPT_REFUSED;
  if (kk_directory_find (directory, KK_BOARD_REGION, "", region->version, hash) != NULL)
    return KK_ACCEPT_KNOWN;
  if (region->version <= last || !kk_hash_equal (&region->previous, &before->stored->version.hash))
    return KK_ACCEPT_FORK;
  return kk_region_find_breach (before->region, region) == KK_REGION_KEEPS_ALL ? KK_ACCEPT_NEW
                                                                               : KK_ACCEPT_REFUSED;
}

/* The signers stand in the document, so a signature by any of them comes before parsing, the right ones after it. */
static KkRegion *
open_region (const KkDirectory *directory,
             const KkSignedDocument *document,
             KkAcceptVerdict *verdict)
{
  g_autoptr (GError) unreadable = NULL;
  KkRegion *region;

  if (!kk_directory_has_valid_signature (document, KK_BOARD_REGION, &kk_no_network) &&
      !kk_directory_has_valid_signature (document, KK_BOARD_REGION, &directory->network_id)) {
    *verdict = KK_ACCEPT_REFUSED;
    return NULL;
  }
  region = kk_region_decode (document->body, &unreadable);
  if (region == NULL)
    *verdict = kk_directory_judge_unreadable (unreadable);
  return region;
}

gboolean
kk_directory_accept_region (KkDirectory *directory,
                            GBytes *bytes,
                            KkAcceptVerdict *verdict,
                            GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (bytes, &unreadable);
  g_autoptr (KkRegion) region = NULL;
  g_autofree char *slug = g_strdup ("");
  KkVaultDocument template = { .kind = KK_BOARD_REGION, .slug = slug };

  if (document == NULL) {
    *verdict = kk_directory_judge_unreadable (unreadable);
    return TRUE;
  }
  region = open_region (directory, document, verdict);
  if (region == NULL)
    return TRUE;

  template.version.version = region->version;
  template.version.hash = kk_document_hash (KK_BOARD_REGION, document->body);
  if (region->version == 1)
    *verdict = judge_first_region (directory, document, region, &template.version.hash);
  else
    *verdict = judge_next_region (directory, document, region, &template.version.hash);
  if (*verdict != KK_ACCEPT_NEW && *verdict != KK_ACCEPT_FORK)
    return TRUE;
  template.state = *verdict == KK_ACCEPT_FORK ? KK_DOCUMENT_FORKED : KK_DOCUMENT_CURRENT;
  return kk_directory_store (directory, &template, bytes, error);
}
