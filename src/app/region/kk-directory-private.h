/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the documents of the region as this vault accepted them, and who and what they name
 *          (exchange §11; docs/formats/documents.md). Nothing is in here that was not verified.
 * Owns:    the decoded documents and the parsed registers of legal bases.
 * Threads: as KkApp.
 * Errors:  accepting answers with a verdict; KK_APP_ERROR and vault errors when it cannot be stored. */

#pragma once

#include "domain/kk-content.h"
#include "domain/kk-network.h"
#include "policy/kk-register.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

typedef struct _KkDirectory KkDirectory;

/* One device at one desk, as the documents give it. All pointers are borrowed from the directory. */
typedef struct {
  KkId seat;
  KkId device_id;
  const KkDevice *device;
  const KkDesk *desk;
  const KkOrganisation *organisation;
  const KkRegionOrganisation *in_region;
  gboolean
      active; /* region, organisation, desk and device all say so, and nobody revoked the device */
  gboolean revoked;
} KkSeatInfo;

typedef enum {
  KK_ACCEPT_NEW,     /* stored and in force */
  KK_ACCEPT_KNOWN,   /* had it already, or an older one */
  KK_ACCEPT_LATER,   /* needs a document before it, or one from a newer version of the program */
  KK_ACCEPT_REFUSED, /* does not prove itself */
  KK_ACCEPT_FORK,    /* another document under the same version */
} KkAcceptVerdict;

KkDirectory *kk_directory_load (KkVault *vault, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_directory_free (KkDirectory *directory);

/* Reads everything from the vault again: after a rollback of a transaction in which a document was accepted.
 * Borrowed pointers from before are then invalid. */
gboolean kk_directory_reload (KkDirectory *directory, GError **error);

/* @bytes: a signed document. Each verifies, stores in the vault (inside a transaction of the caller or its own)
 * and rebuilds the indexes. Borrowed pointers from before are then invalid. */
gboolean kk_directory_accept_region (KkDirectory *directory,
                                     GBytes *bytes,
                                     KkAcceptVerdict *verdict,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_directory_accept_organisation (KkDirectory *directory,
                                           GBytes *bytes,
                                           KkAcceptVerdict *verdict,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_directory_accept_register (KkDirectory *directory,
                                       GBytes *bytes,
                                       KkAcceptVerdict *verdict,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): NULL before joining a region. */
const KkRegion *kk_directory_get_region (const KkDirectory *directory);
/* Two region documents with one version were seen: nothing new may be sealed (exchange §11, "Fork"). */
gboolean kk_directory_has_region_fork (const KkDirectory *directory);
/* (transfer full) (element-type utf8): organisations of which two documents bear one number, until their steward settles it. */
GPtrArray *kk_directory_dup_forked_organisations (const KkDirectory *directory)
    G_GNUC_WARN_UNUSED_RESULT;
const KkHash *kk_directory_get_network_id (const KkDirectory *directory);
const KkOrganisation *kk_directory_get_organisation (const KkDirectory *directory,
                                                     const char *slug);
GPtrArray *kk_directory_get_organisations (
    const KkDirectory *directory); /* (transfer container), sorted by slug */

/* Newest versions; version 0 when there is none. */
KkVersion kk_directory_region_version (const KkDirectory *directory);
KkVersion kk_directory_organisation_version (const KkDirectory *directory, const char *slug);
KkVersion kk_directory_register_version (const KkDirectory *directory);

typedef enum {
  KK_PINNED_KNOWN,
  KK_PINNED_NEWER, /* than what this vault has: hold */
  KK_PINNED_OTHER, /* the same version with another hash: fork */
  KK_PINNED_GONE,  /* older than what was kept */
} KkPinned;

/* How a version that a statement names stands to what this vault has. @slug only for organisations. */
KkPinned kk_directory_check_region (const KkDirectory *directory, const KkVersion *version);
KkPinned kk_directory_check_organisation (const KkDirectory *directory,
                                          const char *slug,
                                          const KkVersion *version);
KkPinned kk_directory_check_register (const KkDirectory *directory, const KkVersion *version);

/* (nullable), borrowed: the parsed register of that version, or the newest. */
const KkRegister *
kk_directory_get_register (KkDirectory *directory, const KkVersion *version, GError **error);
/* Fills in the hash of @version from its number; FALSE when no such version is kept, or two are. */
gboolean kk_directory_find_register_version (const KkDirectory *directory, KkVersion *version);
/* The highest version that was seen, also one that does not count. */
guint64 kk_directory_highest_register (const KkDirectory *directory);
const KkRegister *kk_directory_newest_register (KkDirectory *directory, GError **error);

/* (nullable), borrowed. */
const KkSeatInfo *kk_directory_find_seat (const KkDirectory *directory, const KkId *seat);
/* Every seat that the documents name: (element-type KkSeatInfo), borrowed. */
GPtrArray *kk_directory_get_seats (const KkDirectory *directory);
/* Whether any of its seats is revoked: by its organisation or by the region. */
gboolean kk_directory_is_revoked (const KkDirectory *directory, const KkId *device);
/* Up to where @log of a revoked @seat counts: the strictest of all revocations that name its device. FALSE when one of
 * them does not name the log: then nothing of it counts. */
gboolean kk_directory_find_pin (const KkDirectory *directory,
                                const KkSeatInfo *seat,
                                const KkId *log,
                                KkPin *pin);
/* (transfer container) (element-type KkSeatInfo): the active seats of a desk. */
GPtrArray *kk_directory_seats_of_desk (const KkDirectory *directory, const KkId *desk);
const KkDesk *kk_directory_find_desk (const KkDirectory *directory,
                                      const KkId *desk,
                                      const KkOrganisation **organisation);
/* A desk by "slug", "slug/HAT", "slug/HAT/role" or hex id; NULL and USAGE when none or several match. */
const KkDesk *kk_directory_resolve_desk (const KkDirectory *directory,
                                         const char *name,
                                         const KkOrganisation **organisation,
                                         GError **error);
/* The signed bytes that a steward or publisher puts on its board: (transfer full) (element-type KkBoardDocument). */
typedef struct {
  guint kind; /* KkBoardKind */
  guint64 version;
  KkHash hash; /* of the signed bytes */
  GBytes *bytes;
} KkBoardDocument;
void kk_board_document_free (KkBoardDocument *document);
GPtrArray *kk_directory_dup_board (const KkDirectory *directory, const KkId *device, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): a copy of the newest document to make the next version of: version and previous are set. There must
 * be one. */
KkRegion *kk_directory_dup_next_region (const KkDirectory *directory, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkOrganisation *kk_directory_dup_next_organisation (const KkDirectory *directory,
                                                    const char *slug,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type GBytes): what a newcomer gets, oldest first: every version of the region, the newest of
 * each organisation, the newest register. */
GPtrArray *kk_directory_dup_documents (const KkDirectory *directory, KkBoardKind kind)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkDirectory, kk_directory_free)

G_END_DECLS
