/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    everything that is checked of a sealed packet before any of it is stored, in the order of
 *          exchange §16. Pure over what it is given: documents, keys and the blob; the vault is not asked.
 * Owns:    KkExamined what it holds.
 * Threads: as KkApp.
 * Errors:  none: the code is the answer. */

#pragma once

#include "app/region/kk-directory-private.h"
#include "crypto/kk-keys.h"
#include "crypto/kk-packet.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

/* In the order of the checks. The texts are kept in the vault and shown by `quarantine list`. */
typedef enum {
  KK_EXAMINE_OK,
  KK_EXAMINE_SIZE,
  KK_EXAMINE_OUTER,
  KK_EXAMINE_SECRET, /* hold */
  KK_EXAMINE_COMMIT,
  KK_EXAMINE_OPEN,
  KK_EXAMINE_PADDING,
  KK_EXAMINE_SIGNATURE,
  KK_EXAMINE_ENCODING,
  KK_EXAMINE_NEWER, /* hold: made by a newer version of the program */
  KK_EXAMINE_WRITER,
  KK_EXAMINE_REVOKED,
  KK_EXAMINE_REGION, /* hold: newer than mine */
  KK_EXAMINE_REGION_FORK,
  KK_EXAMINE_REGISTER_OLDER, /* than one that an earlier manifest of this log names */
  KK_EXAMINE_ORGANISATION,   /* hold */
  KK_EXAMINE_ORGANISATION_FORK,
  KK_EXAMINE_REGISTER, /* hold */
  KK_EXAMINE_REGISTER_FORK,
  KK_EXAMINE_ADDRESSEE,
  KK_EXAMINE_SEQUENCE,
  KK_EXAMINE_OBJECT,
  KK_EXAMINE_OP_LOG, /* from here on of one operation */
  KK_EXAMINE_OP_OWNER,
  KK_EXAMINE_OP_DOT,
  KK_EXAMINE_OP_ERASED,
  KK_EXAMINE_OP_FIELD, /* does not fit the schema, so that the law was asked about something else */
  KK_EXAMINE_OP_NOT_SENT,     /* has no value, and is about what was never sent here */
  KK_EXAMINE_OP_UNLAWFUL,     /* refused by the register that the packet pins */
  KK_EXAMINE_OP_NOT_ANY_MORE, /* refused by the newest register */
  KK_EXAMINE_AFTER_REVOCATION, /* was taken before its revocation was known: it stays, and a person looks */
  KK_EXAMINE_CONTROL,          /* hold: a control message that this version does not act on */
  KK_EXAMINE_EARLIER, /* taken, but for what may be about an earlier packet that is not here yet */
  KK_EXAMINE_CODES,
} KkExamineCode;

const char *kk_examine_code_text (KkExamineCode code);
gboolean kk_examine_code_parse (const char *text, KkExamineCode *code);
gboolean kk_examine_code_is_hold (KkExamineCode code);

/* What the reader has to open with. Borrowed. */
typedef struct {
  const KkDirectory *directory;
  const KkNetworkKey *network; /* of the packet's epoch; NULL when it is not held */
  const KkKxSecretKey *candidates;
  guint n_candidates;
  const KkId *seat; /* own */
  const KkId *log;  /* in which the packet stands */
  const KkId *tag;  /* (nullable): its name there; NULL when it was compared before */
  guint64
      least_register; /* highest version that an earlier manifest of the log names; 0 = none known */
  const KkSeatInfo *writer; /* whose log that is */
  gboolean is_pinned;       /* its revocation vouches for the push that lists the packet */
} KkExamineContext;

typedef struct {
  KkExamineCode code;
  KkHash packet;
  KkStatement *statement; /* (nullable) from the signature check on */
  KkBody *body;           /* (nullable) of content */
  KkControl *control;     /* (nullable) of control */
} KkExamined;

KkExamined *kk_examine_packet (const KkExamineContext *context, GBytes *packet)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_examined_free (KkExamined *examined);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkExamined, kk_examined_free)

G_END_DECLS
