/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a strict reader of comma-separated values (RFC 4180, UTF-8; docs/formats/htcds-import.md).
 * Owns:    KkCsv owns the text of every cell; cells are borrowed from it.
 * Threads: pure over the bytes given; a finished KkCsv is immutable.
 * Errors:  KK_CSV_ERROR with the line and column where reading stopped; messages never hold a cell's text. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_CSV_MAX_BYTES   (32u << 20)
#define KK_CSV_MAX_ROWS    100000u
#define KK_CSV_MAX_COLUMNS 512u
#define KK_CSV_MAX_CELL    (64u << 10) /* KK_LIMIT_TEXT */

#define KK_CSV_ERROR (kk_csv_error_quark ())
GQuark kk_csv_error_quark (void);

typedef enum {
  KK_CSV_ERROR_LIMIT,    /* beyond one of the maxima above */
  KK_CSV_ERROR_ENCODING, /* not UTF-8, or a NUL or other control character */
  KK_CSV_ERROR_QUOTE,    /* a quote in the wrong place, or never closed */
  KK_CSV_ERROR_NEWLINE,  /* a carriage return without line feed */
} KkCsvError;

typedef struct _KkCsv KkCsv;

/* Where reading stopped; lines and columns (in characters) from 1. */
typedef struct {
  guint line;
  guint column;
} KkCsvPlace;

/* (transfer full): every row of @data, the heading too. Rows may differ in length: what that means is the
 * caller's matter. A byte order mark is skipped. An empty line is a row of one empty cell, except at the end.
 * @place (nullable) is filled on an error. */
KkCsv *kk_csv_parse (const guint8 *data, gsize size, KkCsvPlace *place, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_csv_free (KkCsv *csv);

guint kk_csv_get_n_rows (const KkCsv *csv);
guint kk_csv_get_n_cells (const KkCsv *csv, guint row);
/* Borrowed: valid UTF-8, ended by a zero. */
const char *kk_csv_get_cell (const KkCsv *csv, guint row, guint cell);
/* Line of the file on which @row begins, from 1. */
guint kk_csv_get_line (const KkCsv *csv, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkCsv, kk_csv_free)

G_END_DECLS
