/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    changing a region: a version is a file that collects the signatures of root key holders and is then
 *          published (exchange §11, "region"; docs/formats/documents.md, "A version that collects signatures").
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  as KkApp; NEEDS_ANSWER without the fingerprint of what is signed. */

#pragma once

#include "app/region/kk-app-region.h"
#include "domain/kk-region-change.h"

G_BEGIN_DECLS

/* Makes a file with a new root key, or with a key that signs registers of legal bases. @public_key: (out)
 * (transfer full): to name in a proposal. */
gboolean kk_app_root_key_create (const KkRootPlace *place,
                                 gboolean for_registers,
                                 gboolean quick,
                                 char **public_key,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is to change; NULL, 0 and empty lists leave things as they are. Keys are hex texts. */
typedef struct {
  const char *name;
  guint threshold;
  GPtrArray *add_roots; /* (nullable) (element-type utf8), as the lists below */
  GPtrArray *drop_roots;
  GPtrArray *add_register_keys;
  GPtrArray *drop_register_keys;
  GPtrArray *drop_remotes;
  const char *add_remote;
  const KkHash *host_key; /* of @add_remote; of one that is there it is replaced */
  guint least_level;
  guint days_to_live;
  const char *request_file; /* of a new organisation; @hats may say which hats it gets */
  const char *slug;         /* of the organisation that the next five are about */
  const char *organisation_name;
  const char *organisation_key;
  GArray *hats;        /* (element-type KkHat) */
  KkStanding standing; /* 0 = the same */
  const char *revoke;  /* device, hex */
  const char *reason;  /* of revoking it */
  gboolean rekey;      /* the next step of replacing the network secret */
} KkRegionChangePlan;

/* What a file proposes, and how far it is. */
typedef struct {
  guint64 version;
  char *fingerprint;
  GPtrArray *changes; /* (element-type KkRegionChange) */
  guint by_last;      /* of the root keys in force have signed */
  guint of_last;      /* have to */
  guint by_own;       /* of the root keys of the new version have signed */
  guint of_own;
  guint roots; /* root keys of the new version */
  gboolean enough;
} KkProposal;

void kk_proposal_free (KkProposal *proposal);
/* With so few root keys beyond the threshold that losing two would leave a region that cannot change. */
gboolean kk_roots_are_few (guint roots, guint threshold);

/* Writes a proposal to @file, with the first signatures on it. (transfer full) */
KkProposal *kk_app_region_propose (KkApp *app,
                                   const KkRegionChangePlan *plan,
                                   const KkRootPlace *root,
                                   const char *file,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): changes nothing. */
KkProposal *kk_app_region_inspect (KkApp *app, const char *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @fingerprint: (nullable): what the holder compared with the others. */
KkProposal *kk_app_region_sign (KkApp *app,
                                const char *file,
                                const KkRootPlace *root,
                                const char *fingerprint,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the version over; the next sync puts it on the board of this device. */
KkProposal *kk_app_region_publish (KkApp *app, const char *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkProposal, kk_proposal_free)

G_END_DECLS
