/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a region in a temporary folder, made with the public use cases only: a bare git repository and one vault
 *          for each organisation, all joined. Every failure stops the test.
 * Owns:    the folder and the opened vaults.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

#define KK_TEST_PASSPHRASE "correct horse battery staple"

typedef struct {
  char *name;   /* "deventer", or "deventer-2" for a second device */
  char *folder; /* of the vault */
  char *recovery;
  KkApp *app;
} KkTestMember;

typedef struct {
  char *folder;
  char *remote;       /* path of the bare repository */
  char *root_file;    /* under KK_TEST_PASSPHRASE */
  GPtrArray *members; /* (element-type KkTestMember): the first one made the region */
} KkTestRegion;

/* For regions that are the same each time they are made: the clock of every vault, and the address of a server that is not
 * there, so that no repository is made. */
void kk_test_region_fix (gint64 clock, const char *remote);
/* @names: among deventer, zwolle (municipalities), veilig-thuis, zvh, politie, riec; ends with NULL. The first one makes the
 * region and admits the others, in this order; who is admitted later is not known to those before until they sync.
 * Slugs: gemeente-deventer, gemeente-zwolle, veilig-thuis, zvh-ijsselland, politie-oost, riec-oost. */
KkTestRegion *kk_test_region_new (const char *const *names) G_GNUC_WARN_UNUSED_RESULT;
void kk_test_region_free (KkTestRegion *region);

KkApp *kk_test_region_get_app (KkTestRegion *region, const char *name);
const char *kk_test_region_get_slug (const char *name);
/* A second device at the desk of @name's organisation, as the member @device. */
KkApp *kk_test_region_add_device (KkTestRegion *region, const char *name, const char *device);
/* Closes the vault and opens it again. */
KkApp *kk_test_region_reopen (KkTestRegion *region, const char *name);
void kk_test_region_close (KkTestRegion *region, const char *name);

/* The same, one by one: a folder that is removed with everything in it, and an empty vault in it. */
char *kk_test_folder_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_test_folder_remove (const char *folder);
KkApp *kk_test_vault_new (const char *folder, char **recovery) G_GNUC_WARN_UNUSED_RESULT;
KkSecret *kk_test_secret_new (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTestRegion, kk_test_region_free)

G_END_DECLS
