/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    who can open the backups of a vault (docs/formats/backup.md, "Who can open it").
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  those of the vault. */

#pragma once

#include "app/kk-app-private.h"
#include "crypto/kk-code.h"

G_BEGIN_DECLS

#define KK_BACKUP_RECIPIENTS_MOST 24 /* itself, sixteen slots, and some that were named */

typedef struct {
  KkKxPublicKey keys[KK_BACKUP_RECIPIENTS_MOST];
  guint n_keys;
} KkBackupRecipients;

/* Of a new vault, while its recovery code is known. */
gboolean kk_backup_keys_start (KkApp *app, const KkCode *code, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Before the slot @slot with this recovery code is written; what the setting says of slots that are not there, or are of
 * another type, does not count. The setting holds words "slot=age1…"; one without a slot is of slot 2, the code that a
 * vault is made with. */
gboolean kk_backup_keys_add_code (KkApp *app, guint32 slot, const KkCode *code, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Its recovery codes, the recovery keys of its organisation, this vault itself, and @others: (nullable) (element-type utf8), "age1…". */
gboolean kk_backup_keys_list (KkApp *app,
                              const GPtrArray *others,
                              KkBackupRecipients *recipients,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_backup_keys_get_own (KkApp *app, KkKxSecretKey *identity, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* From a recovery code, or an age key as text. */
gboolean kk_backup_keys_from_typed (const KkSecret *typed, KkKxSecretKey *identity, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
