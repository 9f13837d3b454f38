/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one operation as a change that a person made: its name, and whether it can be taken back.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

/* Changes older than this stay as they are. */
#define KK_UNDO_DAYS 30

typedef enum {
  KK_UNDO_FINE,
  KK_UNDO_OTHERS,   /* another organisation wrote it, or decides about it */
  KK_UNDO_LATE,     /* longer ago than KK_UNDO_DAYS */
  KK_UNDO_SINCE,    /* it was changed again, or it has two values now */
  KK_UNDO_DECISION, /* signed, decided or made by the program: it has a command of its own */
} KkUndoAnswer;

/* (transfer full): twelve hexadecimal digits, the same on every device of the desk. */
char *kk_change_dup_id (const KkVaultRecord *record, const KkOp *op);

/* What does not depend on other operations than @stored. */
KkUndoAnswer
kk_change_judge (const KkApp *app, const KkVaultRecord *record, const KkStoredOp *stored);

G_END_DECLS
