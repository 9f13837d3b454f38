/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Which of the documents that were seen are in force (exchange §11, "Fork"). Except for regions this is a function of
 * the set of documents, so that members who saw them in another order agree. */

#include "app/region/kk-directory-entry-private.h"

static guint64
version_at (const GPtrArray *documents, guint index)
{
  return ((const KkDirectoryEntry *) documents->pdata[index])->stored->version.version;
}

static gboolean
names_hash (const KkOrganisation *organisation, const KkHash *hash)
{
  for (guint i = 0; i < organisation->previous->len; i++) {
    if (kk_hash_equal (hash, &g_array_index (organisation->previous, KkHash, i)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
names_all_of (const KkOrganisation *organisation, const GPtrArray *documents, guint64 version)
{
  for (guint i = 0; i < documents->len; i++) {
    const KkVaultDocument *stored = ((const KkDirectoryEntry *) documents->pdata[i])->stored;

    if (stored->version.version == version && !names_hash (organisation, &stored->version.hash))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_healed (const GPtrArray *documents, guint64 version)
{
  for (guint i = 0; i < documents->len; i++) {
    const KkDirectoryEntry *entry = documents->pdata[i];

    if (entry->organisation != NULL && entry->stored->version.version > version &&
        names_all_of (entry->organisation, documents, version))
      return TRUE;
  }
  return FALSE;
}

/* Documents ascend by version. */
static gboolean
is_forked (const GPtrArray *documents, guint index)
{
  guint64 version = version_at (documents, index);

  return (index > 0 && version_at (documents, index - 1) == version) ||
         (index + 1 < documents->len && version_at (documents, index + 1) == version);
}

/* From which version on an organisation's documents do not count; the largest number when there is no fork. */
static guint64
find_organisation_fork (const GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++) {
    guint64 version = version_at (documents, i);

    if (is_forked (documents, i) && !is_healed (documents, version))
      return version;
  }
  return G_MAXUINT64;
}

static gboolean
is_void (const GPtrArray *documents, guint index, guint64 fork)
{
  const KkDirectoryEntry *entry = documents->pdata[index];

  switch (entry->stored->kind) {
  case KK_BOARD_REGION: /* the first one seen stays; accepting marks the other */
    return entry->stored->state == KK_DOCUMENT_FORKED;
  case KK_BOARD_ORGANISATION:
    return entry->stored->version.version >= fork;
  case KK_BOARD_REGISTER:
    return is_forked (documents, index);
  default:
    g_assert_not_reached ();
  }
}

static gboolean
write_state (KkDirectory *directory, KkDirectoryEntry *entry, KkDocumentState state, GError **error)
{
  if (entry->stored->state == state)
    return TRUE;
  entry->stored->state = state;
  directory->index->is_stale = TRUE;
  return kk_vault_document_put (directory->vault, entry->stored, error);
}

static GPtrArray *
documents_of (const KkDirectory *directory, KkBoardKind kind, const char *slug)
{
  const GPtrArray *entries = directory->entries[kind];
  GPtrArray *documents = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++) {
    if (g_str_equal (((const KkDirectoryEntry *) entries->pdata[i])->stored->slug, slug))
      g_ptr_array_add (documents, entries->pdata[i]);
  }
  return documents;
}

gboolean
kk_directory_settle (KkDirectory *directory, KkBoardKind kind, const char *slug, GError **error)
{
  g_autoptr (GPtrArray) documents = documents_of (directory, kind, slug);
  guint64 fork = kind == KK_BOARD_ORGANISATION ? find_organisation_fork (documents) : G_MAXUINT64;
  gboolean is_found = FALSE;

  /* They ascend by version: the last one that counts is in force. */
  for (guint i = documents->len; i-- > 0;) {
    KkDocumentState state = KK_DOCUMENT_FORKED;

    if (!is_void (documents, i, fork)) {
      state = is_found ? KK_DOCUMENT_REPLACED : KK_DOCUMENT_CURRENT;
      is_found = TRUE;
    }
    if (!write_state (directory, documents->pdata[i], state, error))
      return FALSE;
  }
  return TRUE;
}
