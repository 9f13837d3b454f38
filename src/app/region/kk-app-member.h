/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    how people and devices join, and who is there (exchange §11, "Join"; docs/formats/join.md).
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  as KkApp. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  const char *slug;              /* organisation */
  const char *organisation_name; /* (nullable): for a new organisation */
  GArray *hats; /* (nullable) (element-type KkHat): for a new organisation; NULL = only @hat */
  KkHat hat;
  const char *role;
  const char *desk_name;
  const char *person;
  const char *function;
  gboolean new_organisation; /* this device makes the organisation and becomes its steward */
} KkMemberRequestPlan;

/* Writes the request file. @fingerprint: (out) (transfer full): to compare aloud. */
gboolean kk_app_member_request (KkApp *app,
                                const KkMemberRequestPlan *plan,
                                const char *file,
                                char **fingerprint,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *slug;
  char *organisation_name;
  char *person;
  char *function;
  char *fingerprint;
  KkHat hat; /* of the desk asked for first */
  char *role;
  GArray *hats; /* (element-type KkHat): all that are asked for */
  gboolean new_organisation;
} KkRequestInfo;

/* What a request file asks, after its signature was checked; changes nothing. */
KkRequestInfo *kk_app_member_inspect (KkApp *app, const char *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_request_info_free (KkRequestInfo *info);

typedef struct {
  const char *request_file;
  const char *answer_file;
  const char *fingerprint;         /* as the person read it aloud; must be the request's */
  const char *root_file;           /* (nullable): needed for a new organisation */
  const KkSecret *root_passphrase; /* (nullable) */
  GArray
      *hats; /* (nullable) (element-type KkHat): given to a new organisation; NULL = those asked */
  gboolean quick;
} KkAdmitPlan;

/* @spoken: (out) (transfer full): the code to tell the newcomer by another way than the file. */
gboolean kk_app_member_admit (KkApp *app, const KkAdmitPlan *plan, char **spoken, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean
kk_app_member_join (KkApp *app, const char *answer_file, const KkSecret *spoken, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *id;           /* of the device, hex */
  char *organisation; /* slug */
  char *organisation_name;
  char *desk; /* id, hex */
  char *desk_name;
  KkHat hat;
  char *role;
  char *person;
  char *fingerprint;
  const char *status; /* active | ended | revoked */
  gboolean self;
  gint64 heard; /* ms since 1970; 0 = never */
} KkMember;

/* (element-type KkMember): one for each seat. */
GPtrArray *kk_app_member_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_member_free (KkMember *member);
/* (transfer full) (element-type utf8 utf8): what people call them: organisations by slug, desks by slug/HAT/role. */
GHashTable *kk_app_member_names (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a revocation did, and what it cannot undo. */
typedef struct {
  char *device;
  char *organisation;
  guint64 version;  /* of its document, in which the revocation stands */
  guint pins;       /* logs of the device that count up to what was received */
  GPtrArray *desks; /* (element-type utf8): names of the desks where it worked */
  guint64 cases;    /* that this vault has of those desks: the device has them too */
  guint64 packets;  /* that this device sealed to it */
  GArray *epochs;   /* (element-type guint32): network secrets it has that are not withdrawn */
  guint64 objects;  /* signed by it and void now; its desk issues them again */
} KkRevoked;

/* (transfer full): for the steward of the device's organisation; @reason is read by every member. */
KkRevoked *kk_app_member_revoke (KkApp *app, const char *device, const char *reason, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_revoked_free (KkRevoked *revoked);

/* The key with which this device would sign for its organisation. */
typedef struct {
  char *slug;
  char *public_key; /* for a region version to name */
  gboolean done;    /* the region names it: this device is the steward */
} KkStewardship;

/* (transfer full): makes the key at the first call; once a region version names it, this device becomes the steward. */
KkStewardship *kk_app_member_steward (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_stewardship_free (KkStewardship *stewardship);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRevoked, kk_revoked_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkStewardship, kk_stewardship_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRequestInfo, kk_request_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkMember, kk_member_free)

G_END_DECLS
