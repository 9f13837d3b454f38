/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    making a region and looking at it (exchange §11).
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE when the vault is in a region already. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

/* Where a root key is kept. */
typedef struct {
  const char *file;
  const KkSecret *passphrase;
} KkRootPlace;

typedef struct {
  const char *name; /* of the region */
  const char *slug; /* of the first organisation, the caller's */
  const char *organisation_name;
  GArray *hats; /* (element-type KkHat): given to that organisation */
  KkHat hat;    /* of the caller's desk */
  const char *role;
  const char *desk_name;
  const char *person;
  const char *function;
  const char *remote;     /* (nullable): address of the git repository */
  const KkHash *host_key; /* (nullable): SHA-256 of its SSH host key */
  const char
      *register_folder;  /* (nullable): legal bases; NULL = those that came with the program */
  const char *root_file; /* where the root and register keys are written, e.g. on a USB stick */
  const KkSecret *root_passphrase;
  GPtrArray *
      more_roots; /* (nullable) (element-type KkRootPlace): a root key of its own for each of these holders */
  guint threshold; /* how many root keys have to sign a new version; 0 = 1 */
  gboolean quick;  /* least key derivation costs */
} KkRegionPlan;

gboolean kk_app_region_create (KkApp *app, const KkRegionPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (nullable), borrowed until the next call that changes documents: NULL when the vault is in no region. */
const KkRegion *kk_app_get_region (KkApp *app);
/* Two versions under one number are here: nothing is sealed until there is a new region (exchange §11). */
gboolean kk_app_is_region_forked (KkApp *app);
/* Hex text of the network id; (transfer full) (nullable). */
char *kk_app_dup_region_id (KkApp *app);
/* The newest document of each organisation: (transfer container) (element-type KkOrganisation), borrowed elements. */
GPtrArray *kk_app_get_organisations (KkApp *app);

G_END_DECLS
