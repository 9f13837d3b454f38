/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    who takes part: the region, its organisations, the register of legal bases as a document, and
 *          the papers with which a device joins (exchange §11; docs/formats/documents.md).
 * Owns:    its members; free the outermost value only.
 * Threads: plain data; share only when nobody writes any more.
 * Errors:  none here; the codecs refuse what does not fit. */

#pragma once

#include "base/kk-id.h"
#include "domain/kk-contact.h"
#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

/* An Ed25519 or X25519 public key as documents carry it; crypto/ gives it a type of its own. */
typedef struct {
  guint8 bytes[32];
} KkPublicKey;

/* Which version of a document, proved by its hash. */
typedef struct {
  guint64 version; /* from 1; 0 = none */
  KkHash hash;
} KkVersion;

/* Organisations, desks and devices are never removed from a document. */
typedef enum {
  KK_STANDING_ACTIVE = 1,
  KK_STANDING_ENDED = 2,
  KK_STANDING_REVOKED = 3,
} KkStanding;

typedef enum {
  KK_SECRET_NEXT = 1,
  KK_SECRET_ACTIVE = 2,
  KK_SECRET_RETIRING = 3,
  KK_SECRET_WITHDRAWN = 4,
} KkSecretState;

/* Up to where a revoker had processed a log. */
typedef struct {
  KkId log;
  guint64 push_no;
  KkHash manifest;
} KkPin;

typedef struct {
  KkId device;
  char *reason;
  GArray *pins; /* (element-type KkPin) */
} KkRevocation;

typedef struct {
  char *slug;
  char *name;
  KkPublicKey public_key;
  GArray *hats; /* (element-type KkHat) */
  KkStanding standing;
} KkRegionOrganisation;

typedef struct {
  guint32 epoch;
  KkHash commitment;
  KkSecretState state;
} KkRegionSecret;

typedef struct {
  char *url;
  gboolean has_host_key;
  KkHash host_key; /* SHA-256 of the server's key */
} KkRemote;

typedef struct {
  guint32 level;
  guint64 version;
  KkHash previous; /* zeros at version 1 */
  char *name;
  guint32 threshold;
  GArray *roots;            /* (element-type KkPublicKey) */
  GPtrArray *organisations; /* (element-type KkRegionOrganisation) */
  GArray *secrets;          /* (element-type KkRegionSecret) */
  GArray *register_keys;    /* (element-type KkPublicKey) */
  GPtrArray *remotes;       /* (element-type KkRemote) */
  guint32 least_level;
  guint32 days_to_live;
  GPtrArray *revocations; /* (element-type KkRevocation) */
} KkRegion;

typedef struct {
  KkId id;
  KkHat hat;
  char *role;
  char *name;
  KkStanding standing;
} KkDesk;

typedef struct {
  KkId id;
  char *name;
  char *function;
} KkPerson;

typedef struct {
  KkPublicKey sign;
  KkPublicKey kx;
  KkPerson person;
  GArray *desks; /* (element-type KkId) */
  KkStanding standing;
} KkDevice;

typedef struct {
  guint32 level;
  char *slug;
  guint64 version;
  GArray *previous;       /* (element-type KkHash): 1 to 4; zeros at version 1 */
  KkId steward;           /* device that keeps the organisation's key */
  GPtrArray *desks;       /* (element-type KkDesk) */
  GPtrArray *devices;     /* (element-type KkDevice) */
  GPtrArray *revocations; /* (element-type KkRevocation) */
  GPtrArray *contacts;    /* (element-type KkContact) */
} KkOrganisation;

typedef struct {
  char *name;
  GBytes *bytes;
} KkDocumentFile;

typedef struct {
  guint32 level;
  guint64 version;
  KkHash previous;
  GPtrArray *files; /* (element-type KkDocumentFile) */
} KkRegisterDocument;

typedef struct {
  KkPublicKey signer;
  KkSignature signature;
} KkDocumentSignature;

/* A document proves itself: its exact bytes and who signed them. */
typedef struct {
  GBytes *body;
  GArray *signatures; /* (element-type KkDocumentSignature) */
} KkSignedDocument;

typedef struct {
  KkPublicKey sign;
  KkPublicKey kx;
  KkPerson person;
  GPtrArray *desks;     /* (element-type KkDesk): the desks asked for */
  GBytes *organisation; /* (nullable): signed organisation document 1 of a new organisation */
  guint8 nonce[32];
  char *slug; /* of the organisation to join */
  char *organisation_name;
} KkJoinRequest;

/* What a writer published last, as somebody saw it. */
typedef struct {
  KkId log;
  guint64 push_no;
  KkId manifest; /* first 16 bytes of the manifest's hash */
} KkMark;

typedef struct {
  GPtrArray *regions;       /* (element-type GBytes): signed documents, oldest first */
  GPtrArray *organisations; /* (element-type GBytes) */
  GPtrArray *registers;     /* (element-type GBytes), oldest first */
  GArray *marks;            /* (element-type KkMark): a floor against rollback */
  GBytes *secrets;          /* the network secrets, wrapped under the spoken code */
} KkJoinAnswer;

KkRevocation *kk_revocation_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_revocation_free (KkRevocation *revocation);
KkRegionOrganisation *kk_region_organisation_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_region_organisation_free (KkRegionOrganisation *organisation);
KkRemote *kk_remote_new (const char *url) G_GNUC_WARN_UNUSED_RESULT;
void kk_remote_free (KkRemote *remote);
KkRegion *kk_region_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_region_free (KkRegion *region);
KkDesk *kk_desk_new (void) G_GNUC_WARN_UNUSED_RESULT;
KkDesk *kk_desk_copy (const KkDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void kk_desk_free (KkDesk *desk);
KkDevice *kk_device_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_device_free (KkDevice *device);
KkOrganisation *kk_organisation_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_organisation_free (KkOrganisation *organisation);
KkDocumentFile *kk_document_file_new (const char *name, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void kk_document_file_free (KkDocumentFile *file);
KkRegisterDocument *kk_register_document_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_register_document_free (KkRegisterDocument *document);
KkSignedDocument *kk_signed_document_new (GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
void kk_signed_document_free (KkSignedDocument *document);
KkJoinRequest *kk_join_request_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_join_request_free (KkJoinRequest *request);
KkJoinAnswer *kk_join_answer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_join_answer_free (KkJoinAnswer *answer);

/* Borrowed, (nullable): the part of the document with that name. */
const KkRegionOrganisation *kk_region_find_organisation (const KkRegion *region, const char *slug);
const KkRegionSecret *kk_region_find_secret (const KkRegion *region, guint32 epoch);
const KkRegionSecret *kk_region_active_secret (const KkRegion *region);
const KkDesk *kk_organisation_find_desk (const KkOrganisation *organisation, const KkId *desk);
gboolean kk_device_has_desk (const KkDevice *device, const KkId *desk);
gboolean kk_version_equal (const KkVersion *a, const KkVersion *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRevocation, kk_revocation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegionOrganisation, kk_region_organisation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRemote, kk_remote_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegion, kk_region_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkDesk, kk_desk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkDevice, kk_device_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkOrganisation, kk_organisation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkDocumentFile, kk_document_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegisterDocument, kk_register_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSignedDocument, kk_signed_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkJoinRequest, kk_join_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkJoinAnswer, kk_join_answer_free)

G_END_DECLS
