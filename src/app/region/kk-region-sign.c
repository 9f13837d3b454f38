/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-region-sign-private.h"

#include "app/region/kk-documents-private.h"
#include "crypto/kk-sign.h"

gboolean
kk_root_key_get_public (const KkSecret *secret, KkPublicKey *key)
{
  g_auto (KkSignSecretKey) loaded = { 0 };
  KkSignPublicKey public_key;

  if (!kk_sign_secret_key_load (&loaded, kk_secret_get_data (secret), kk_secret_get_size (secret),
                                NULL))
    return FALSE;
  public_key = kk_sign_secret_key_get_public (&loaded);
  *key = kk_public_key_from_sign (&public_key);
  return TRUE;
}

static gboolean
is_root (const KkRegion *region, const KkPublicKey *key)
{
  for (guint i = 0; region != NULL && i < region->roots->len; i++) {
    if (kk_public_key_equal (&g_array_index (region->roots, KkPublicKey, i), key))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_signed (const KkSignedDocument *document, const KkPublicKey *key)
{
  for (guint i = 0; i < document->signatures->len; i++) {
    if (kk_public_key_equal (&g_array_index (document->signatures, KkDocumentSignature, i).signer,
                             key))
      return TRUE;
  }
  return FALSE;
}

static void
add_signature (KkSignedDocument *document,
               const KkHash *network_id,
               const KkPublicKey *signer,
               const KkSecret *root)
{
  g_auto (KkSignSecretKey) key = { 0 };
  KkDocumentSignature signature = { .signer = *signer };

  if (!kk_sign_secret_key_load (&key, kk_secret_get_data (root), kk_secret_get_size (root), NULL))
    return;
  signature.signature = kk_sign (KK_SIGN_REGION, network_id, document->body, &key);
  g_array_append_val (document->signatures, signature);
}

guint
kk_region_add_signatures (KkSignedDocument *document,
                          const KkHash *network_id,
                          const KkRegion *before,
                          const KkRegion *after,
                          const KkRootKeys *keys)
{
  guint had = document->signatures->len;

  for (guint i = 0; i < keys->roots->len; i++) {
    const KkSecret *root = keys->roots->pdata[i];
    KkPublicKey signer;

    if (kk_root_key_get_public (root, &signer) &&
        (is_root (before, &signer) || is_root (after, &signer)) && !has_signed (document, &signer))
      add_signature (document, network_id, &signer, root);
  }
  return document->signatures->len - had;
}

KkRegionTally
kk_region_count_signatures (const KkSignedDocument *document,
                            const KkHash *network_id,
                            const KkRegion *before,
                            const KkRegion *after)
{
  KkRegionTally tally = { .of_own = after->threshold };

  tally.by_own = kk_document_count_signers (document, KK_BOARD_REGION, network_id, after->roots);
  if (before != NULL) {
    tally.of_last = before->threshold;
    tally.by_last =
        kk_document_count_signers (document, KK_BOARD_REGION, network_id, before->roots);
  }
  return tally;
}

gboolean
kk_region_tally_is_enough (const KkRegionTally *tally)
{
  return tally->by_last >= tally->of_last && tally->by_own >= tally->of_own;
}
