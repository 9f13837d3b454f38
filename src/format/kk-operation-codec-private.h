/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    operations inside a document, and the tables of ids that they point into (docs/formats/operations.md).
 * Owns:    tables their entries; clear them.
 * Threads: one owner at a time.
 * Errors:  those of KkCodec. */

#pragma once

#include "domain/kk-operation.h"
#include "format/kk-codec-private.h"

G_BEGIN_DECLS

/* Ids in the order of first use: there is one table for given operations. */
typedef struct {
  GArray *entries;     /* (element-type KkId) */
  GHashTable *indices; /* encoding: id to index + 1; NULL until there is an entry */
  guint n_met;         /* decoding: entries that were used */
} KkIdTable;

void kk_id_table_init (KkIdTable *table);
void kk_id_table_clear (KkIdTable *table);
/* The table itself: written once it is complete, read before it is used. */
gboolean kk_codec_id_table (KkCodec *codec, KkIdTable *table, guint most);
/* An id of the table, as its index. */
gboolean kk_codec_table_id (KkCodec *codec, KkIdTable *table, KkId *id);
gboolean kk_codec_require_table_used (KkCodec *codec, const KkIdTable *table);

struct _KkOpTables {
  KkIdTable logs;
  guint32 n_bases;      /* a basis index is below it */
  gboolean *basis_used; /* (nullable): a place for each */
  guint n_ops;
};

/* @slot: the place of a KkOp pointer. Needs the tables of the codec. */
gboolean kk_codec_op (KkCodec *codec, gpointer slot);

G_END_DECLS
