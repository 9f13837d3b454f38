/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one change to one field of one record, and the value it carries (docs/formats/operations.md).
 * Owns:    KkValue and KkOp are immutable once built and reference counted; KkDot is a plain value.
 * Threads: immutable, so any.
 * Errors:  none here; the codec refuses what does not fit. */

#pragma once

#include "base/kk-id.h"
#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

/* The name of an operation within its record: @n counts the operations of @log on that record, from 1. */
typedef struct {
  KkId log;
  guint32 n;
} KkDot;

typedef enum {
  KK_OP_VALUE = 1,
  KK_OP_ABSENT = 2,     /* the field has no value any more */
  KK_OP_NOT_SHARED = 3, /* there is a newer value, which may not go to this desk */
  KK_OP_DELETE = 4,     /* of the record; its value names the live dots it saw */
  KK_OP_RECALL = 5,     /* its value names the dots recalled */
  KK_OP_ERASE = 6,      /* of the record */
} KkOpKind;

typedef enum {
  KK_VALUE_TEXT = 1,
  KK_VALUE_INTEGER = 2,
  KK_VALUE_BOOLEAN = 3,
  KK_VALUE_BYTES = 4,
  KK_VALUE_DOTS = 5,
} KkValueKind;

typedef struct _KkValue KkValue;

KkValue *kk_value_new_text (const char *text) G_GNUC_WARN_UNUSED_RESULT; /* valid UTF-8 */
KkValue *kk_value_new_text_length (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;
KkValue *kk_value_new_integer (gint64 integer) G_GNUC_WARN_UNUSED_RESULT;
KkValue *kk_value_new_boolean (gboolean boolean) G_GNUC_WARN_UNUSED_RESULT;
KkValue *kk_value_new_bytes (const void *data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
KkValue *kk_value_new_dots (const KkDot *dots, gsize n_dots) G_GNUC_WARN_UNUSED_RESULT;
KkValue *kk_value_ref (KkValue *value);
void kk_value_unref (KkValue *value);

KkValueKind kk_value_get_kind (const KkValue *value);
/* Borrowed; each only for its own kind. Text is terminated by a zero; @size (nullable) is without it. */
const char *kk_value_get_text (const KkValue *value, gsize *size);
gint64 kk_value_get_integer (const KkValue *value); /* also for booleans: 0 or 1 */
const guint8 *kk_value_get_bytes (const KkValue *value, gsize *size);
const KkDot *kk_value_get_dots (const KkValue *value, gsize *n_dots);
gboolean kk_value_equal (const KkValue *a, const KkValue *b); /* both nullable */
char *kk_value_dup_display (const KkValue *value); /* (transfer full): text for a screen */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkValue, kk_value_unref)

#define KK_NO_BASIS G_MAXUINT32

typedef struct {
  KkDot dot;
  KkOpKind kind;
  guint32 field;   /* number in the schema; 0 where the operation is about the whole record */
  char *element;   /* (nullable): the code of a set's element */
  KkValue *value;  /* (nullable) */
  GArray *context; /* (nullable) (element-type KkDot): per log the highest n that this replaces */
  guint32 basis;   /* index into the bases of the body that carries it, or KK_NO_BASIS */
  KkCategories extra; /* categories that the author added to those of the schema */
  gint64 time;        /* ms since 1970, for display only */
} KkOp;

KkOp *kk_op_new (KkDot dot, KkOpKind kind, guint32 field) G_GNUC_WARN_UNUSED_RESULT;
KkOp *kk_op_ref (KkOp *op);
void kk_op_unref (KkOp *op);
/* Same kind, value, element, context and extra categories: two ops with one dot must be this. */
gboolean kk_op_equal (const KkOp *a, const KkOp *b);
void kk_op_add_context (KkOp *op, KkDot dot); /* keeps the highest n of each log, sorted by log */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkOp, kk_op_unref)

G_END_DECLS
