/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    two versions of the register of legal bases, row by row.
 * Owns:    a change borrows its texts from the registers.
 * Threads: pure functions, any.
 * Errors:  none. */

#pragma once

#include "policy/kk-register.h"

G_BEGIN_DECLS

typedef enum {
  KK_ROW_ADDED,
  KK_ROW_REMOVED,
  KK_ROW_CHANGED,
} KkRowChangeKind;

typedef struct {
  const char *name;   /* as the register file calls it */
  const char *before; /* (nullable) */
  const char *after;  /* (nullable) */
  gboolean decides;   /* the engine goes by it; FALSE: it is there for who reads */
} KkRowField;

typedef struct {
  KkRowChangeKind kind;
  const KkRow *before; /* (nullable): of a row that was added */
  const KkRow *after;  /* (nullable): of a row that was removed */
  GArray *fields;      /* (element-type KkRowField): of a row that changed */
} KkRowChange;

void kk_row_change_free (KkRowChange *change);
/* (transfer full) (element-type KkRowField): in which fields two versions of a row differ. */
GArray *kk_row_compare (const KkRow *before, const KkRow *after) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkRowChange): in the order of the new register, then what was removed. A row is known by
 * its id and, when it has several periods of validity, by its place among them. */
GPtrArray *kk_register_diff (const KkRegister *before, const KkRegister *after)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
