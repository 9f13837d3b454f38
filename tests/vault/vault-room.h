/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a vault in a temporary folder, with two desks of one organisation apart, for tests.
 * Owns:    the folder; it is gone when the room is cleared.
 * Threads: one.
 * Errors:  a failed assertion. */

#pragma once

#include "vault/kk-vault-records.h"
#include "vault/kk-vault.h"

typedef struct {
  char *folder;
  KkSecret *key;
  KkVault *vault;
  KkId own;     /* desk */
  KkId other;   /* desk */
  KkId logs[4]; /* the first two of the own desk, the others of the other */
  gint64 idxs[4];
} VaultRoom;

void vault_room_open (VaultRoom *room);
void vault_room_reopen (VaultRoom *room);
void vault_room_clear (VaultRoom *room);
/* In a transaction of its own. */
gint64 vault_room_add_record (VaultRoom *room, guint32 type, const KkId *owner, const KkId *thread);
KkApplyResult vault_room_apply (VaultRoom *room, gint64 record, const KkOp *op);
/* (transfer full) */
KkOp *
vault_room_make_op (const VaultRoom *room, guint log, guint32 n, guint32 field, const char *text);
/* Sets a text in a transaction of its own, on log 0. */
void vault_room_set_text (VaultRoom *room, gint64 record, guint32 field, const char *text);
char *vault_room_path (const VaultRoom *room, const char *name);

/* An id that is the same in every run. */
KkId vault_room_id (guint8 first);

void vault_room_remove_folder (const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VaultRoom, vault_room_clear)
