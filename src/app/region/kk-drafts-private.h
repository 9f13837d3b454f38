/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the parts of documents that a person fills in: desks, devices, a first organisation document; and taking a
 *          document that this program made or was handed.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  KK_APP_ERROR_USAGE for a name that documents cannot hold. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

/* Borrowed. */
typedef struct {
  const char *slug;
  KkHat hat;
  const char *role;
  const char *desk_name; /* (nullable): the role */
  const char *person;
  const char *function; /* (nullable) */
} KkPlace;

gboolean kk_place_check (const KkPlace *place, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether documents can hold @text as the name of something. */
gboolean kk_name_is_valid (const char *text);

KkDesk *kk_desk_draft (KkHat hat, const char *role, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* A new id for the person, who is this device's. */
void kk_person_draft (KkPerson *person, const KkPlace *place);
void kk_person_clear (KkPerson *person);
/* @desk (transfer full): the organisation's only desk, with this device as its steward. */
KkOrganisation *
kk_organisation_draft (KkApp *app, const char *slug, KkDesk *desk, const KkPerson *person)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): a set, in the order of the vocabulary. */
GArray *kk_hats_copy (const GArray *hats) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_hats_have (const GArray *hats, KkHat hat);

/* Takes a document into the directory: anything but "new" or "known" is an error with its sentence. */
gboolean kk_app_take_document (KkApp *app, KkBoardKind kind, GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* After a rollback: documents and seats as the vault has them. */
void kk_app_revert (KkApp *app);
/* Slug of this device's organisation: (transfer full) (nullable): NULL with USAGE when it is in none. */
char *kk_app_dup_organisation (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The private key of this device's organisation; USAGE unless this device is its steward. */
gboolean
kk_app_load_organisation_key (KkApp *app, const char *slug, KkSignSecretKey *key, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Signs the next version of this device's organisation with @key, and takes it into the directory. */
gboolean kk_app_publish_organisation (KkApp *app,
                                      const KkOrganisation *organisation,
                                      const KkSignSecretKey *key,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkPerson, kk_person_clear)

G_END_DECLS
