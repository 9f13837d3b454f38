/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/region/kk-directory-entry-private.h"

#include "format/kk-document-codec.h"

#include <string.h>

void
kk_directory_entry_free (KkDirectoryEntry *entry)
{
  g_clear_pointer (&entry->stored, kk_vault_document_free);
  g_clear_pointer (&entry->region, kk_region_free);
  g_clear_pointer (&entry->organisation, kk_organisation_free);
  g_clear_pointer (&entry->reg, kk_register_unref);
  g_free (entry);
}

/* A register is large and seldom asked for: it is decoded when somebody does. */
KkDirectoryEntry *
kk_directory_entry_new (KkVaultDocument *stored, GError **error)
{
  g_autoptr (KkDirectoryEntry) entry = g_new0 (KkDirectoryEntry, 1);
  g_autoptr (KkSignedDocument) document = NULL;

  entry->stored = stored;
  document = kk_signed_document_decode (stored->bytes, error);
  if (document == NULL)
    return NULL;
  if (stored->kind == KK_BOARD_REGION)
    entry->region = kk_region_decode (document->body, error);
  else if (stored->kind == KK_BOARD_ORGANISATION)
    entry->organisation = kk_organisation_decode (document->body, error);
  if (stored->kind != KK_BOARD_REGISTER && entry->region == NULL && entry->organisation == NULL)
    return NULL;
  return g_steal_pointer (&entry);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const KkVaultDocument *first = (*(const KkDirectoryEntry *const *) a)->stored;
  const KkVaultDocument *second = (*(const KkDirectoryEntry *const *) b)->stored;
  int order = strcmp (first->slug, second->slug);

  if (order != 0)
    return order;
  if (first->version.version != second->version.version)
    return first->version.version < second->version.version ? -1 : 1;
  return memcmp (first->version.hash.bytes, second->version.hash.bytes, KK_HASH_SIZE);
}

void
kk_directory_add (KkDirectory *directory, KkDirectoryEntry *entry)
{
  GPtrArray *entries = directory->entries[entry->stored->kind];

  if (entry->region != NULL && entry->region->version == 1)
    directory->network_id = entry->stored->version.hash;
  g_ptr_array_add (entries, entry);
  g_ptr_array_sort (entries, compare_entries);
  directory->index->is_stale = TRUE;
}

static gboolean
load_kind (KkDirectory *directory, KkBoardKind kind, GError **error)
{
  g_autoptr (GPtrArray) documents = kk_vault_document_list (directory->vault, kind, NULL, error);

  if (documents == NULL)
    return FALSE;
  g_ptr_array_set_free_func (documents, NULL);
  for (guint i = 0; i < documents->len; i++) {
    KkDirectoryEntry *entry =
        kk_directory_entry_new (g_steal_pointer (&documents->pdata[i]), error);

    if (entry == NULL) {
      for (guint rest = i + 1; rest < documents->len; rest++)
        kk_vault_document_free (documents->pdata[rest]);
      g_prefix_error (error, "document in the vault: ");
      return FALSE;
    }
    kk_directory_add (directory, entry);
  }
  return TRUE;
}

/* A parsed register is the same for the same hash, and parsing it costs as much as a whole sync. */
static void
keep_parsed (KkDirectory *directory, const GPtrArray *before)
{
  for (guint i = 0; i < before->len; i++) {
    KkDirectoryEntry *old = before->pdata[i];
    const KkVersion *version = &old->stored->version;
    KkDirectoryEntry *entry =
        kk_directory_find (directory, KK_BOARD_REGISTER, "", version->version, &version->hash);

    if (entry != NULL && entry->reg == NULL)
      entry->reg = g_steal_pointer (&old->reg);
  }
}

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kk_directory_entry_free);
}

gboolean
kk_directory_reload (KkDirectory *directory, GError **error)
{
  g_autoptr (GPtrArray) registers = g_steal_pointer (&directory->entries[KK_BOARD_REGISTER]);

  directory->entries[KK_BOARD_REGISTER] = new_entries ();
  memset (&directory->network_id, 0, sizeof directory->network_id);
  directory->index->is_stale = TRUE;
  for (int kind = KK_BOARD_REGION; kind <= KK_BOARD_REGISTER; kind++) {
    g_ptr_array_set_size (directory->entries[kind], 0);
    if (!load_kind (directory, (KkBoardKind) kind, error))
      return FALSE;
  }
  keep_parsed (directory, registers);
  return TRUE;
}

KkDirectory *
kk_directory_load (KkVault *vault, GError **error)
{
  g_autoptr (KkDirectory) directory = g_new0 (KkDirectory, 1);

  directory->vault = vault;
  directory->index = kk_directory_index_new ();
  for (int kind = KK_BOARD_REGION; kind <= KK_BOARD_REGISTER; kind++)
    directory->entries[kind] = new_entries ();
  if (!kk_directory_reload (directory, error))
    return NULL;
  return g_steal_pointer (&directory);
}

void
kk_directory_free (KkDirectory *directory)
{
  if (directory == NULL)
    return;
  g_clear_pointer (&directory->index, kk_directory_index_free);
  for (int kind = KK_BOARD_REGION; kind <= KK_BOARD_REGISTER; kind++)
    g_clear_pointer (&directory->entries[kind], g_ptr_array_unref);
  g_free (directory);
}

const KkDirectoryEntry *
kk_directory_current (const KkDirectory *directory, KkBoardKind kind, const char *slug)
{
  const GPtrArray *entries = directory->entries[kind];

  for (guint i = entries->len; i-- > 0;) {
    const KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state == KK_DOCUMENT_CURRENT && g_str_equal (entry->stored->slug, slug))
      return entry;
  }
  return NULL;
}

KkDirectoryEntry *
kk_directory_find (const KkDirectory *directory,
                   KkBoardKind kind,
                   const char *slug,
                   guint64 version,
                   const KkHash *hash)
{
  const GPtrArray *entries = directory->entries[kind];
  KkDirectoryEntry *found = NULL;

  for (guint i = 0; i < entries->len; i++) {
    KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->version.version != version || !g_str_equal (entry->stored->slug, slug))
      continue;
    if (hash != NULL && !kk_hash_equal (hash, &entry->stored->version.hash))
      continue;
    if (found == NULL || found->stored->state == KK_DOCUMENT_FORKED)
      found = entry;
  }
  return found;
}

guint64
kk_directory_highest (const KkDirectory *directory, KkBoardKind kind, const char *slug)
{
  const GPtrArray *entries = directory->entries[kind];
  guint64 highest = 0;

  for (guint i = 0; i < entries->len; i++) {
    const KkVaultDocument *stored = ((const KkDirectoryEntry *) entries->pdata[i])->stored;

    if (g_str_equal (stored->slug, slug))
      highest = MAX (highest, stored->version.version);
  }
  return highest;
}

const KkRegion *
kk_directory_get_region (const KkDirectory *directory)
{
  const KkDirectoryEntry *entry = kk_directory_current (directory, KK_BOARD_REGION, "");

  return entry == NULL ? NULL : entry->region;
}

const KkHash *
kk_directory_get_network_id (const KkDirectory *directory)
{
  return &directory->network_id;
}

gboolean
kk_directory_has_region_fork (const KkDirectory *directory)
{
  const GPtrArray *entries = directory->entries[KK_BOARD_REGION];

  for (guint i = 0; i < entries->len; i++) {
    if (((const KkDirectoryEntry *) entries->pdata[i])->stored->state == KK_DOCUMENT_FORKED)
      return TRUE;
  }
  return FALSE;
}

GPtrArray *
kk_directory_dup_forked_organisations (const KkDirectory *directory)
{
  const GPtrArray *entries = directory->entries[KK_BOARD_ORGANISATION];
  GPtrArray *slugs = g_ptr_array_new_with_free_func (g_free);

  /* They stand together, by slug. */
  for (guint i = 0; i < entries->len; i++) {
    const KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state == KK_DOCUMENT_FORKED &&
        (slugs->len == 0 || !g_str_equal (slugs->pdata[slugs->len - 1], entry->stored->slug)))
      g_ptr_array_add (slugs, g_strdup (entry->stored->slug));
  }
  return slugs;
}

const KkOrganisation *
kk_directory_get_organisation (const KkDirectory *directory, const char *slug)
{
  const KkDirectoryEntry *entry = kk_directory_current (directory, KK_BOARD_ORGANISATION, slug);

  return entry == NULL ? NULL : entry->organisation;
}

GPtrArray *
kk_directory_get_organisations (const KkDirectory *directory)
{
  const GPtrArray *entries = directory->entries[KK_BOARD_ORGANISATION];
  GPtrArray *organisations = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++) {
    const KkDirectoryEntry *entry = entries->pdata[i];

    if (entry->stored->state == KK_DOCUMENT_CURRENT)
      g_ptr_array_add (organisations, entry->organisation);
  }
  return organisations;
}

static KkVersion
version_of (const KkDirectoryEntry *entry)
{
  static const KkVersion none;

  return entry == NULL ? none : entry->stored->version;
}

KkVersion
kk_directory_region_version (const KkDirectory *directory)
{
  return version_of (kk_directory_current (directory, KK_BOARD_REGION, ""));
}

KkVersion
kk_directory_organisation_version (const KkDirectory *directory, const char *slug)
{
  return version_of (kk_directory_current (directory, KK_BOARD_ORGANISATION, slug));
}

KkVersion
kk_directory_register_version (const KkDirectory *directory)
{
  return version_of (kk_directory_current (directory, KK_BOARD_REGISTER, ""));
}

static KkPinned
check_pin (const KkDirectory *directory,
           KkBoardKind kind,
           const char *slug,
           const KkVersion *version)
{
  const KkDirectoryEntry *entry;

  if (version->version > kk_directory_highest (directory, kind, slug))
    return KK_PINNED_NEWER;
  entry = kk_directory_find (directory, kind, slug, version->version, NULL);
  if (entry == NULL)
    return KK_PINNED_GONE;
  entry = kk_directory_find (directory, kind, slug, version->version, &version->hash);
  if (entry == NULL || entry->stored->state == KK_DOCUMENT_FORKED)
    return KK_PINNED_OTHER;
  return KK_PINNED_KNOWN;
}

KkPinned
kk_directory_check_region (const KkDirectory *directory, const KkVersion *version)
{
  return check_pin (directory, KK_BOARD_REGION, "", version);
}

KkPinned
kk_directory_check_organisation (const KkDirectory *directory,
                                 const char *slug,
                                 const KkVersion *version)
{
  return check_pin (directory, KK_BOARD_ORGANISATION, slug, version);
}

KkPinned
kk_directory_check_register (const KkDirectory *directory, const KkVersion *version)
{
  return check_pin (directory, KK_BOARD_REGISTER, "", version);
}
