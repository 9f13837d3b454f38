/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the records that a vault erased, as it lies beside its backups, so that none of them comes back with an
 *          older one (docs/formats/backup.md, "The list of what was erased"). Ids and decisions; no content.
 * Owns:    a list its records.
 * Threads: any; a value.
 * Errors:  none. */

#pragma once

#include "domain/kk-operation.h"

G_BEGIN_DECLS

typedef struct {
  KkId desk;
  KkId id;    /* of the record */
  KkId owner; /* desk */
  guint32 type;
  char *order; /* by which decision */
  char *day;
  KkDot dot; /* of the operation that erased it */
} KkErasedRecord;

typedef struct {
  guint32 level;
  KkId vault;
  guint64
      newest; /* number of the newest backup of the vault when the list was written; 0 = there was none */
  GPtrArray *records; /* (element-type KkErasedRecord) */
} KkErasedList;

KkErasedList *kk_erased_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Borrowed: a new one at the end. */
KkErasedRecord *kk_erased_list_add (KkErasedList *list);
/* What only @other has is added. */
void kk_erased_list_join (KkErasedList *list, const KkErasedList *other);
void kk_erased_list_free (KkErasedList *list);
void kk_erased_record_free (KkErasedRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkErasedList, kk_erased_list_free)

G_END_DECLS
