/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the names of git objects and the names inside a log's tree (docs/formats/git-layout.md §3).
 * Owns:    nothing; plain values, copied by assignment.
 * Threads: any.
 * Errors:  parsing answers FALSE; a name outside the grammar does not exist for us. */

#pragma once

#include "base/kk-id.h"

#include <glib.h>

G_BEGIN_DECLS

#define KK_OID_SIZE 20

/* The address of an object in a git repository. It proves nothing: manifests and signatures do. All zeros = none. */
typedef struct {
  guint8 bytes[KK_OID_SIZE];
} KkOid;

typedef struct {
  char text[KK_OID_SIZE * 2 + 1];
} KkOidText;

gboolean kk_oid_parse (const char *text, KkOid *oid) G_GNUC_WARN_UNUSED_RESULT;
KkOidText kk_oid_text (const KkOid *oid);
gboolean kk_oid_is_zero (const KkOid *oid);
gboolean kk_oid_equal (gconstpointer a, gconstpointer b);
guint kk_oid_hash (gconstpointer oid);

/* In the order in which they sort. */
typedef enum {
  KK_TIP_CHECKPOINT, /* c */
  KK_TIP_DELTA,      /* d/<push_no div 16>/<push_no> */
  KK_TIP_PACKET,     /* p/<x>/<y>/<tag> */
  KK_TIP_BOARD,      /* b/<first half of the document hash> */
} KkTipKind;

typedef struct {
  KkTipKind kind;
  guint64 push_no; /* KK_TIP_DELTA, 1 to KK_LIMIT_SEQUENCE; else 0 */
  KkId id; /* KK_TIP_PACKET: the tag; KK_TIP_BOARD: first 16 bytes of the hash; else zeros */
} KkTipName;

/* Long enough for the longest path: "p/0/0/" and 32 digits. */
typedef struct {
  char text[40];
} KkTipPath;

KkTipName kk_tip_name_checkpoint (void);
KkTipName kk_tip_name_delta (guint64 push_no);
KkTipName kk_tip_name_packet (const KkId *tag);
KkTipName kk_tip_name_board (const KkHash *document);

/* Strict: lower case, no leading zeros, folders that agree with the last part. */
gboolean kk_tip_name_parse (const char *path, KkTipName *name) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a folder of this path may hold names. `a` may not: it is kept for attachments. */
gboolean kk_tip_name_is_folder (const char *path);
KkTipPath kk_tip_name_path (const KkTipName *name);
int kk_tip_name_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
