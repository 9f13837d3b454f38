/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    import of cases from a file in HTCDS columns into plain values (docs/formats/htcds-import.md).
 * Owns:    KkHtcdsImport owns its rows and rejects, a row its values.
 * Threads: pure over the bytes given; a finished import is immutable.
 * Errors:  KK_HTCDS_ERROR for a heading that cannot be used, KK_CSV_ERROR for a file that cannot be read; a
 *          faulty row is no error but a reject. Messages name columns, never what stands in a cell. */

#pragma once

#include "domain/kk-schema.h"

G_BEGIN_DECLS

#define KK_HTCDS_ERROR (kk_htcds_error_quark ())
GQuark kk_htcds_error_quark (void);

typedef enum {
  KK_HTCDS_ERROR_NO_HEADING,
  KK_HTCDS_ERROR_UNKNOWN_COLUMN,
  KK_HTCDS_ERROR_DOUBLE_COLUMN,
} KkHtcdsError;

typedef enum {
  KK_HTCDS_TOO_FEW_CELLS = 1,
  KK_HTCDS_TOO_MANY_CELLS,
  KK_HTCDS_UNKNOWN_CODE,
  KK_HTCDS_BAD_DATE,
  KK_HTCDS_BAD_NUMBER,
  KK_HTCDS_BAD_BOOLEAN,
  KK_HTCDS_BAD_BSN,
  KK_HTCDS_NO_REFERENCE,
  KK_HTCDS_DOUBLE_REFERENCE,
} KkHtcdsReason;

typedef struct {
  KkRecordType type;
  KkSubject role; /* of a person-in-case, else KK_SUBJECT_NONE */
  guint field;    /* number in the schema */
  char *element;  /* (nullable): the code, of a multi-code field */
  char *text;     /* "true" for an element */
} KkHtcdsValue;

typedef struct {
  guint line;      /* on which the row begins */
  char *reference; /* (nullable): nl_CaseReference */
  GPtrArray
      *values; /* (element-type KkHtcdsValue), records together, in the order of their types */
} KkHtcdsRow;

typedef struct {
  guint line;
  char *column; /* as the file spells it; empty when the row itself is at fault */
  KkHtcdsReason reason;
} KkHtcdsReject;

typedef struct {
  GPtrArray *rows;    /* (element-type KkHtcdsRow) */
  GPtrArray *rejects; /* (element-type KkHtcdsReject): a rejected row may have several */
  guint n_rejected;   /* rows */
} KkHtcdsImport;

/* (transfer full) */
KkHtcdsImport *kk_htcds_import (const guint8 *data, gsize size, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_htcds_import_free (KkHtcdsImport *import);

/* The reason as JSON shows it: "unknown-code". */
const char *kk_htcds_reason_text (KkHtcdsReason reason);

#define KK_HTCDS_FINE ((KkHtcdsReason) 0)

/* Adds to @values (element-type KkHtcdsValue) what the trimmed, not empty @text says of @field; KK_HTCDS_FINE, or
 * why it says nothing. What a person types is read by the same rules as what a file holds. */
KkHtcdsReason kk_htcds_read_cell (const KkField *field, const char *text, GPtrArray *values);
void kk_htcds_value_free (KkHtcdsValue *value);

/* The field that a column of this name fills, or NULL; also knows the other spellings. */
const KkField *kk_htcds_column (const char *name);

/* (transfer container) (element-type KkField): the columns of a file that the program writes: the reference first, then the
 * 83 of the standard and the own ones, in the order of the record types. Each is read again by the import. */
GPtrArray *kk_htcds_columns (void);
/* (nullable): the field of a signal (or of an advice request) in which the import keeps @column of a row that is about
 * nobody. */
const KkField *kk_htcds_form (const KkField *column, gboolean advice);
/* Whether a row can hold records of @type. */
gboolean kk_htcds_has_type (KkRecordType type);

/* Nine digits that pass the eleven test. */
gboolean kk_htcds_bsn_is_valid (const char *digits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkHtcdsImport, kk_htcds_import_free)

G_END_DECLS
