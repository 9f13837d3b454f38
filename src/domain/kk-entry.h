/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one entry of the disclosure register (exchange §17; docs/formats/register-entry.md). It holds no
 *          names and no values: ids only, which exports resolve while the records exist.
 * Owns:    its members.
 * Threads: plain data.
 * Errors:  none here. */

#pragma once

#include "base/kk-id.h"

G_BEGIN_DECLS

/* Permanent numbers. */
typedef enum {
  KK_ENTRY_DISCLOSED = 1,
  KK_ENTRY_AGAIN = 2,
  KK_ENTRY_WITHHELD = 3,
  KK_ENTRY_REFUSED = 4,
  KK_ENTRY_QUARANTINED = 5,
  KK_ENTRY_RECALLED = 6,
  KK_ENTRY_ERASED = 7,
  KK_ENTRY_ACUTE = 8,
  KK_ENTRY_PRINTED = 9,
  KK_ENTRY_CONTINUED = 10,
} KkEntryKind;

#define KK_ENTRY_KIND_LAST KK_ENTRY_CONTINUED

typedef struct {
  KkId record;
  guint32 field;
  char *element; /* (nullable) */
} KkEntryField;

typedef struct {
  guint64 n;   /* from 1 in its log */
  gint64 time; /* ms */
  KkEntryKind kind;
  gboolean has_thread;
  KkId thread;
  GPtrArray *fields; /* (element-type KkEntryField) */
  GPtrArray *rows;   /* (element-type utf8) */
  KkId desk;         /* the other one; zeros for none */
  GArray *seats;     /* (element-type KkId) */
  KkHash body;       /* zeros for none; in *continued* the last chain value known */
  GArray *packets;   /* (element-type KkHash) */
} KkEntry;

KkEntry *kk_entry_new (KkEntryKind kind) G_GNUC_WARN_UNUSED_RESULT;
void kk_entry_free (KkEntry *entry);
void kk_entry_add_field (KkEntry *entry, const KkId *record, guint32 field, const char *element);
void kk_entry_add_row (KkEntry *entry, const char *row); /* unless it is there */
/* "disclosed", "withheld", …; NULL for a number outside the vocabulary. */
const char *kk_entry_kind_text (KkEntryKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkEntry, kk_entry_free)

G_END_DECLS
