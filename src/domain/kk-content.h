/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what travels between seats: statement, content body with its bases and objects, control
 *          message, manifest (exchange §12 and §13; docs/formats/statement.md, body.md, manifest.md).
 * Owns:    its members; free the outermost value only.
 * Threads: plain data; share only when nobody writes any more.
 * Errors:  none here; the codecs refuse what does not fit. */

#pragma once

#include "domain/kk-network.h"
#include "domain/kk-operation.h"

G_BEGIN_DECLS

typedef enum {
  KK_STATEMENT_CONTENT = 1,
  KK_STATEMENT_CONTROL = 2,
} KkStatementKind;

typedef struct {
  guint32 level;
  KkStatementKind kind;
  KkId writer; /* seat */
  KkId log;
  guint64 sequence; /* from 1, per (log, addressee) */
  KkId addressee;   /* seat */
  GArray *others;   /* (element-type KkId): other seats that this body was sealed to */
  KkVersion region;
  KkVersion organisation; /* the writer's */
  KkVersion register_;
  char *decided_on; /* YYYY-MM-DD */
  gint64 created;   /* ms, display only */
  GBytes *body;
} KkStatement;

typedef enum {
  KK_SCOPE_PARTNER = 1,
  KK_SCOPE_SIBLING = 2,
  KK_SCOPE_RETURN = 3,
} KkScope;

/* What a writer states of his own: code and value, as fact codes of the legal contract. */
typedef struct {
  char *code;
  char *value; /* the fact's value as canonical JSON text of the legal contract */
} KkClaim;

typedef struct {
  char *kind;     /* NEED, PROPORTIONALITY, … */
  KkHash hash;    /* of the text, which never travels */
  guint32 length; /* in characters, after trimming */
  char *function; /* of its author */
} KkNoteClaim;

typedef struct {
  KkId desk;
  KkHat hat;
  char *row;
  GPtrArray *caveats; /* (element-type utf8) */
} KkOriginStep;

typedef struct {
  GPtrArray *rows; /* (element-type utf8) */
  gboolean has_subject;
  KkId subject_record;
  KkSubject subject;     /* role of that record's person */
  GPtrArray *claims;     /* (element-type KkClaim), ascending by code */
  GPtrArray *notes;      /* (element-type KkNoteClaim) */
  GArray *objects;       /* (element-type KkHash) */
  GPtrArray *caveats;    /* (element-type utf8) */
  GPtrArray *origins;    /* (element-type KkOriginStep) */
  char *retention_row;   /* (nullable) */
  char *retention_start; /* (nullable) YYYY-MM-DD */
  char *held_until;      /* (nullable) YYYY-MM-DD */
} KkBasis;

typedef enum {
  KK_OBJECT_OM_RELEASE = 1,
  KK_OBJECT_GIVER_AGREES = 2,
  KK_OBJECT_AUTHORITY_AGREES = 3,
  KK_OBJECT_ARTICLE_20 = 4,
  KK_OBJECT_GATE = 5,
  KK_OBJECT_ASSIGNMENT = 6, /* the college gave the receiver the task: youth help or shelter */
  KK_OBJECT_WITHDRAWAL = 7, /* takes back another object of the same issuer */
} KkObjectKind;

#define KK_OBJECT_KIND_LAST KK_OBJECT_WITHDRAWAL

/* The word of another desk, inside a KkSignedObject. */
typedef struct {
  KkObjectKind kind;
  KkId issuer; /* desk */
  KkVersion organisation;
  KkId receiver; /* desk; a gate decision goes to its participants only */
  KkId thread;
  GArray *records;         /* (element-type KkId); none = the whole case */
  KkCategories categories; /* OM release and article 20 only, for the engine reads no others */
  char *until;             /* YYYY-MM-DD, inclusive */
  char *gate;              /* (nullable) G0 … G7 */
  char *result;            /* (nullable) */
  GArray *participants;    /* (element-type KkHat) */
  char *conditions;        /* may be empty */
  guint8 nonce[16];
  char *from;          /* YYYY-MM-DD, inclusive: the day on which it was made */
  KkPurposes purposes; /* article 20 only */
  KkSubjects subjects; /* OM release only: whose data */
  KkHash withdrawn;    /* withdrawal only: the object that it takes back */
} KkObject;

typedef struct {
  GBytes *body;
  KkId device;
  KkSignature signature;
} KkSignedObject;

typedef struct {
  KkId id;
  guint32 type; /* KkRecordType */
  KkId owner;   /* desk */
  gboolean has_thread;
  KkId thread;
  GPtrArray *ops; /* (element-type KkOp) */
} KkBodyRecord;

/* One line of the disclosure register as siblings copy it. */
typedef struct {
  guint64 n;
  KkHash leaf;
  guint8 salt[16];
  GBytes *text; /* (nullable): erased */
} KkRegisterLine;

typedef struct {
  KkScope scope;
  gboolean has_share;
  KkId share;
  guint32 purpose;    /* KkPurpose; 0 between siblings */
  char *stage;        /* (nullable) */
  GPtrArray *bases;   /* (element-type KkBasis) */
  GPtrArray *objects; /* (element-type KkSignedObject) */
  GPtrArray *records; /* (element-type KkBodyRecord) */
  guint32 withheld;
  GPtrArray *duties; /* (element-type utf8) */
  guint64 covers;    /* 0 = absent */
  guint32 part;      /* 0 = not in parts; else 1 … parts */
  guint32 parts;
  GPtrArray *lines; /* (element-type KkRegisterLine), only between siblings */
  KkId lines_log;   /* the log whose lines these are */
} KkBody;

typedef enum {
  KK_CONTROL_GAP = 1,
  KK_CONTROL_RESYNC = 2,
  KK_CONTROL_GRANT = 3,
} KkControlKind;

typedef struct {
  guint32 epoch;
  guint8 secret[32];
} KkGrantedSecret;

typedef struct {
  KkControlKind kind;
  guint64 sequence;   /* gap: last lost; resync: highest contiguous */
  gboolean returns;   /* resync */
  GPtrArray *regions; /* grant (element-type GBytes) */
  GArray *secrets;    /* grant (element-type KkGrantedSecret); wiped when freed */
} KkControl;

typedef struct {
  KkId tag; /* opaque name under p/ */
  KkHash packet;
} KkLivePacket;

typedef enum {
  KK_MANIFEST_DELTA = 1,
  KK_MANIFEST_CHECKPOINT = 2,
} KkManifestKind;

typedef enum {
  KK_BOARD_REGION = 1,
  KK_BOARD_ORGANISATION = 2,
  KK_BOARD_REGISTER = 3,
} KkBoardKind;

typedef struct {
  KkBoardKind kind;
  guint64 version;
  KkHash hash;
} KkBoardEntry;

typedef struct {
  guint64 push_no;
  KkHash hash;
} KkPastCheckpoint;

typedef struct {
  guint32 level;
  KkId log;
  guint64 push_no; /* from 1 */
  KkHash previous; /* zeros at 1 */
  KkManifestKind kind;
  GArray *add;   /* (element-type KkLivePacket) */
  GArray *drop;  /* (element-type KkId) */
  GArray *marks; /* (element-type KkMark) */
  gboolean has_mailbox;
  KkPublicKey mailbox;
  KkHash register_head;
  KkVersion region;
  KkVersion organisation;
  KkVersion register_;
  GArray *board; /* (nullable) (element-type KkBoardEntry): NULL = not said in this delta */
  char *day;     /* YYYY-MM-DD, display only */
  gboolean has_continues;
  KkPin continues;
  GArray *past; /* (element-type KkPastCheckpoint), at most 16 */
} KkManifest;

KkStatement *kk_statement_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_statement_free (KkStatement *statement);
KkClaim *kk_claim_new (const char *code, const char *value) G_GNUC_WARN_UNUSED_RESULT;
void kk_claim_free (KkClaim *claim);
KkNoteClaim *kk_note_claim_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_note_claim_free (KkNoteClaim *note);
KkOriginStep *kk_origin_step_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_origin_step_free (KkOriginStep *origin);
KkBasis *kk_basis_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_basis_free (KkBasis *basis);
KkObject *kk_object_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_object_free (KkObject *object);
KkSignedObject *kk_signed_object_new (GBytes *body) G_GNUC_WARN_UNUSED_RESULT;
KkSignedObject *kk_signed_object_copy (const KkSignedObject *object) G_GNUC_WARN_UNUSED_RESULT;
void kk_signed_object_free (KkSignedObject *object);
KkBodyRecord *kk_body_record_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_body_record_free (KkBodyRecord *record);
KkRegisterLine *kk_register_line_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_register_line_free (KkRegisterLine *line);
KkBody *kk_body_new (KkScope scope) G_GNUC_WARN_UNUSED_RESULT;
void kk_body_free (KkBody *body);
KkControl *kk_control_new (KkControlKind kind) G_GNUC_WARN_UNUSED_RESULT;
void kk_control_free (KkControl *control);
KkManifest *kk_manifest_new (KkManifestKind kind) G_GNUC_WARN_UNUSED_RESULT;
void kk_manifest_free (KkManifest *manifest);
/* Puts every list of the manifest in the one order that its encoding has. */
void kk_manifest_sort (KkManifest *manifest);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkStatement, kk_statement_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkClaim, kk_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkNoteClaim, kk_note_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkOriginStep, kk_origin_step_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBasis, kk_basis_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkObject, kk_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSignedObject, kk_signed_object_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBodyRecord, kk_body_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegisterLine, kk_register_line_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBody, kk_body_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkControl, kk_control_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkManifest, kk_manifest_free)

G_END_DECLS
