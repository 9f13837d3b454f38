/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the inside of the directory, for the files kk-directory*.c only.
 * Owns:    a KkDirectory its entries and its index; it borrows the vault.
 * Threads: as KkApp.
 * Errors:  none. */

#pragma once

#include "app/region/kk-directory-private.h"
#include "domain/kk-content.h"
#include "vault/kk-vault-documents.h"

G_BEGIN_DECLS

/* One version of one document, as the vault keeps it. */
typedef struct {
  KkVaultDocument *stored;
  KkRegion *region;             /* of a region document */
  KkOrganisation *organisation; /* of an organisation document */
  KkRegister *reg;              /* (nullable): of a register document, once it was asked for */
  KkHash board_hash;            /* of its signed bytes, once it was asked for */
  gboolean has_board_hash;
} KkDirectoryEntry;

/* What follows from the entries. Made again at the first question after they changed. */
typedef struct {
  gboolean is_stale;
  GPtrArray *seats;    /* (element-type KkSeatInfo), in the order of slugs, devices and desks */
  GHashTable *by_seat; /* KkId in the info → KkSeatInfo */
  GHashTable *desks;   /* KkId in the desk → KkOrganisation */
} KkDirectoryIndex;

struct _KkDirectory {
  KkVault *vault;
  KkHash network_id;
  GPtrArray
      *entries[KK_BOARD_REGISTER + 1]; /* (element-type KkDirectoryEntry): by slug, version, hash */
  KkDirectoryIndex *index;
};

void kk_directory_entry_free (KkDirectoryEntry *entry);
/* (transfer full): decodes what @stored holds. @stored: (transfer full). */
KkDirectoryEntry *kk_directory_entry_new (KkVaultDocument *stored, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @entry: (transfer full): puts it in its place; states are not changed. */
void kk_directory_add (KkDirectory *directory, KkDirectoryEntry *entry);

/* (nullable): the entry in force; @slug "" but for organisations. */
const KkDirectoryEntry *
kk_directory_current (const KkDirectory *directory, KkBoardKind kind, const char *slug);
/* (nullable): with that version and hash; @hash NULL: the first of that version, forked ones last. */
KkDirectoryEntry *kk_directory_find (const KkDirectory *directory,
                                     KkBoardKind kind,
                                     const char *slug,
                                     guint64 version,
                                     const KkHash *hash);
guint64 kk_directory_highest (const KkDirectory *directory, KkBoardKind kind, const char *slug);

/* A document that does not parse is refused, but one of a newer version waits for a newer program. */
KkAcceptVerdict kk_directory_judge_unreadable (const GError *error);
/* Whether one of its signatures is genuine, whoever made it. */
gboolean kk_directory_has_valid_signature (const KkSignedDocument *document,
                                           KkBoardKind kind,
                                           const KkHash *network_id);
/* Stores the document and decides anew what is in force. @template: without bytes of its own. */
gboolean kk_directory_store (KkDirectory *directory,
                             const KkVaultDocument *template,
                             GBytes *bytes,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Decides anew which documents of @slug are in force, and writes the states that changed to the vault. */
gboolean
kk_directory_settle (KkDirectory *directory, KkBoardKind kind, const char *slug, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): set of KkId, borrowed from the entries: devices that the region or the organisation @slug revokes. */
GHashTable *kk_directory_collect_revoked (const KkDirectory *directory, const char *slug);

/* Borrowed, never stale. */
const KkDirectoryIndex *kk_directory_get_index (const KkDirectory *directory);
KkDirectoryIndex *kk_directory_index_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_directory_index_free (KkDirectoryIndex *index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkDirectoryEntry, kk_directory_entry_free)

G_END_DECLS
