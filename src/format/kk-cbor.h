/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the strict subset of deterministic CBOR that everything is written in (docs/formats/cbor.md): a writer
 *          into a growing buffer and a pull reader that copies nothing and builds no tree.
 * Owns:    the writer its buffer, until finished or cleared; the reader nothing, it borrows the bytes it reads.
 * Threads: one owner at a time.
 * Errors:  the first failure of a reader sticks: every later call answers FALSE, and
 *          kk_cbor_reader_finish() tells it. Writing cannot fail. */

#pragma once

#include "base/kk-limits.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

#define KK_CBOR_ITEMS (1u << 20) /* in one document, whatever its size */

typedef struct {
  guint8 *data;
  gsize size;
  gsize capacity;
  gboolean fixed; /* @data is the caller's, who made it large enough */
} KkCborWriter;

void kk_cbor_writer_init (KkCborWriter *writer, gsize capacity);
void kk_cbor_writer_clear (KkCborWriter *writer);
/* (transfer full): what was written; the writer is empty afterwards. */
GBytes *kk_cbor_writer_finish (KkCborWriter *writer) G_GNUC_WARN_UNUSED_RESULT;

void kk_cbor_write_unsigned (KkCborWriter *writer, guint64 number);
void kk_cbor_write_integer (KkCborWriter *writer, gint64 number);
void kk_cbor_write_bytes (KkCborWriter *writer, const void *data, gsize size);
void kk_cbor_write_text (KkCborWriter *writer, const char *text, gsize size); /* valid UTF-8 */
void kk_cbor_write_array (KkCborWriter *writer, gsize n_items);
void kk_cbor_write_map (KkCborWriter *writer, gsize n_pairs); /* keys: unsigned, ascending */
void kk_cbor_write_boolean (KkCborWriter *writer, gboolean boolean);
void kk_cbor_write_null (KkCborWriter *writer);
/* Items that are encoded already. */
void kk_cbor_write_encoded (KkCborWriter *writer, const void *data, gsize size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkCborWriter, kk_cbor_writer_clear)

typedef enum {
  KK_CBOR_UNSIGNED,
  KK_CBOR_NEGATIVE,
  KK_CBOR_BYTES,
  KK_CBOR_TEXT,
  KK_CBOR_ARRAY,
  KK_CBOR_MAP,
  KK_CBOR_BOOLEAN,
  KK_CBOR_NULL,
  KK_CBOR_END, /* of the open array or map, or of the document */
} KkCborType;

/* An open array or map. */
typedef struct {
  guint64 left; /* items; of a map keys and values */
  guint64 last_key;
  gboolean has_key;
  gboolean is_map;
} KkCborLevel;

typedef struct {
  const guint8 *data;
  gsize size;
  gsize offset;
  guint items_left;
  guint depth; /* of levels in use; 0 holds the one item of the document */
  KkCborLevel levels[KK_LIMIT_CBOR_DEPTH + 1];
  const char *reason; /* (nullable): static; set = failed */
  KkFormatError code;
} KkCborReader;

/* @data stays the caller's and must outlive the reader. */
void kk_cbor_reader_init (KkCborReader *reader, const void *data, gsize size);
/* TRUE when everything was read and nothing is left. @section opens the message. */
gboolean kk_cbor_reader_finish (KkCborReader *reader, const char *section, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Makes the reader fail, for a rule above CBOR; @reason must be static. Answers FALSE. */
gboolean kk_cbor_reader_fail (KkCborReader *reader, KkFormatError code, const char *reason);

/* The next item, or KK_CBOR_END, without taking it. FALSE: the byte there begins nothing allowed. */
gboolean kk_cbor_reader_peek (KkCborReader *reader, KkCborType *type) G_GNUC_WARN_UNUSED_RESULT;

gboolean kk_cbor_read_unsigned (KkCborReader *reader, guint64 *number) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_cbor_read_integer (KkCborReader *reader, gint64 *number) G_GNUC_WARN_UNUSED_RESULT;
/* Slices of the bytes being read. */
gboolean kk_cbor_read_bytes (KkCborReader *reader, const guint8 **data, gsize *size)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_cbor_read_text (KkCborReader *reader, const char **text, gsize *size)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_cbor_read_boolean (KkCborReader *reader, gboolean *boolean) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_cbor_read_null (KkCborReader *reader) G_GNUC_WARN_UNUSED_RESULT;

/* Open an array or map; everything in it has to be read before it is closed. */
gboolean kk_cbor_read_array (KkCborReader *reader, gsize *n_items) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_cbor_read_map (KkCborReader *reader) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_cbor_read_close (KkCborReader *reader) G_GNUC_WARN_UNUSED_RESULT;
/* Takes one item whatever it is, with all that is in it. */
gboolean kk_cbor_read_any (KkCborReader *reader) G_GNUC_WARN_UNUSED_RESULT;

/* Exchange §20. @found when @key, below 64, is the next key of the open map, which is then taken; a lower one that
 * nobody asked for is KK_FORMAT_ERROR_NEWER. Ask in ascending order. */
gboolean kk_cbor_read_key (KkCborReader *reader, guint64 key, gboolean *found)
    G_GNUC_WARN_UNUSED_RESULT;
/* Closes a map: passes over keys from 64 on, refuses others as newer. */
gboolean kk_cbor_read_map_end (KkCborReader *reader) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
