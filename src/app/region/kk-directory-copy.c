/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Documents to change and documents to hand on. */

#include "app/region/kk-directory-entry-private.h"

#include "format/kk-document-codec.h"

#define KK_PREVIOUS_MOST 4

KkRegion *
kk_directory_dup_next_region (const KkDirectory *directory, GError **error)
{
  const KkDirectoryEntry *entry = kk_directory_current (directory, KK_BOARD_REGION, "");
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (entry->stored->bytes, error);
  KkRegion *region = document == NULL ? NULL : kk_region_decode (document->body, error);

  if (region == NULL)
    return NULL;
  region->version++;
  region->previous = entry->stored->version.hash;
  return region;
}

/* A version after a fork heals it by naming both sides (exchange §11, "Fork"). */
static void
name_previous (const KkDirectory *directory, KkOrganisation *organisation)
{
  const GPtrArray *entries = directory->entries[KK_BOARD_ORGANISATION];

  g_array_set_size (organisation->previous, 0);
  for (guint i = 0; i < entries->len && organisation->previous->len < KK_PREVIOUS_MOST; i++) {
    const KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state == KK_DOCUMENT_FORKED &&
        g_str_equal (entry->stored->slug, organisation->slug))
      g_array_append_val (organisation->previous, entry->stored->version.hash);
  }
  if (organisation->previous->len == 0) {
    KkHash hash = kk_directory_organisation_version (directory, organisation->slug).hash;

    g_array_append_val (organisation->previous, hash);
  }
}

KkOrganisation *
kk_directory_dup_next_organisation (const KkDirectory *directory, const char *slug, GError **error)
{
  const KkDirectoryEntry *entry = kk_directory_current (directory, KK_BOARD_ORGANISATION, slug);
  g_autoptr (KkSignedDocument) document = kk_signed_document_decode (entry->stored->bytes, error);
  KkOrganisation *organisation =
      document == NULL ? NULL : kk_organisation_decode (document->body, error);

  if (organisation == NULL)
    return NULL;
  organisation->version = kk_directory_highest (directory, KK_BOARD_ORGANISATION, slug) + 1;
  name_previous (directory, organisation);
  return organisation;
}

GPtrArray *
kk_directory_dup_documents (const KkDirectory *directory, KkBoardKind kind)
{
  const GPtrArray *entries = directory->entries[kind];
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < entries->len; i++) {
    const KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state == KK_DOCUMENT_CURRENT ||
        (kind == KK_BOARD_REGION && entry->stored->state == KK_DOCUMENT_REPLACED))
      g_ptr_array_add (documents, g_bytes_ref (entry->stored->bytes));
  }
  return documents;
}
