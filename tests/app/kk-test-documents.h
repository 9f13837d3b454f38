/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    documents of a region to be taken over or refused, made by hand with keys of the test's own, and a directory
 *          in a vault of its own that takes them.
 * Owns:    the fixture its folder, vault and directory; documents belong to the caller.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "app/region/kk-directory-private.h"
#include "crypto/kk-keys.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

/* Whose keys there are. */
enum {
  KK_PAIR_ROOT_A,
  KK_PAIR_ROOT_B,
  KK_PAIR_ROOT_C,
  KK_PAIR_REGISTRAR,
  KK_PAIR_DEVENTER,
  KK_PAIR_VEILIG_THUIS,
  KK_PAIR_OUTSIDER,
  KK_N_PAIRS
};

typedef struct {
  char *folder;
  KkVault *vault;
  KkDirectory *directory;
  KkSignPublicKey device_sign;
  KkKxPublicKey device_kx;
  KkId device;
  KkId desk; /* of Deventer */
} KkDocumentsFixture;

/* Lists of signers, ending with -1. */
extern const int kk_by_a[];
extern const int kk_by_b[];
extern const int kk_by_a_b[];
extern const int kk_by_b_c[];
extern const int kk_by_outsider[];

void kk_documents_open_directory (KkDocumentsFixture *fixture);
void kk_documents_close_directory (KkDocumentsFixture *fixture);
void kk_documents_set_up (KkDocumentsFixture *fixture, gconstpointer data);
void kk_documents_tear_down (KkDocumentsFixture *fixture, gconstpointer data);
void kk_documents_add_key (GArray *keys, int pair);
/* Key A of 1; Deventer with GEM_WMO and Veilig Thuis with VT; previous is the one in force. */
KkRegion *kk_documents_draft_region (const KkDocumentsFixture *fixture, guint64 version);
/* @signers: ends with -1. */
GBytes *
kk_documents_sign_by (KkBoardKind kind, const KkHash *network_id, GBytes *body, const int *signers);
GBytes *kk_documents_sign_region (const KkDocumentsFixture *fixture,
                                  const KkRegion *region,
                                  const int *signers);
/* Deventer, with one desk and one device, its steward. */
KkOrganisation *kk_documents_draft_organisation (const KkDocumentsFixture *fixture,
                                                 guint64 version);
GBytes *kk_documents_encode_organisation (const KkOrganisation *organisation);
GBytes *kk_documents_sign_organisation (const KkDocumentsFixture *fixture,
                                        const KkOrganisation *organisation,
                                        int signer);
/* Of the body, as pins and links have it. */
KkHash kk_documents_hash_of (KkBoardKind kind, GBytes *bytes);
KkAcceptVerdict
kk_documents_accept_bytes (KkDocumentsFixture *fixture, KkBoardKind kind, GBytes *bytes);
KkAcceptVerdict kk_documents_accept_region (KkDocumentsFixture *fixture,
                                            const KkRegion *region,
                                            const int *signers);
KkAcceptVerdict kk_documents_accept_organisation (KkDocumentsFixture *fixture,
                                                  const KkOrganisation *organisation,
                                                  int signer);
/* Region document 1 is accepted; with the other also document 1 of Deventer. */
void kk_documents_begin_region (KkDocumentsFixture *fixture);
void kk_documents_begin_organisation (KkDocumentsFixture *fixture);
void kk_documents_reload (KkDocumentsFixture *fixture);
/* (transfer full): @bytes with one bit changed; @offset from the end when negative. */
GBytes *kk_documents_alter (GBytes *bytes, gssize offset);
void kk_documents_add_revocation (GPtrArray *revocations, const KkId *device);

G_END_DECLS
