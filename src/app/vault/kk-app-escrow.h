/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the recovery key of an organisation, whose private half is on paper only, in shares of which some number gives
 *          it back; and opening a vault with it when whoever has it is gone or lost every other way in.
 * Owns:    results belong to the caller; a share is a secret.
 * Threads: any; recovering takes about two seconds.
 * Errors:  as KkApp: NEEDS_ANSWER while shares are missing, LOCKED when they do not open it, USAGE for one that was copied
 *          wrongly, with the sheet and the line. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

#define KK_ESCROW_SHARES_MOST 16

typedef struct {
  char *recipient;   /* "age1…": public; members give it to their vaults */
  char *fingerprint; /* to compare aloud */
  guint needed;
  GPtrArray *shares; /* (element-type KkSecret): text of four lines that ends with a zero */
} KkEscrowKey;

/* (transfer full): a new key. It is nowhere but in its shares. */
KkEscrowKey *kk_escrow_key_new (guint needed, guint count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the same key in other shares; the old ones go on being good. @typed: (element-type KkSecret) */
KkEscrowKey *
kk_escrow_key_split_again (const GPtrArray *typed, guint needed, guint count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): which key @typed gives, without new shares: for trying the sheets out. */
KkEscrowKey *kk_escrow_key_from_shares (const GPtrArray *typed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the private half as age writes it, to restore a backup of a member with; ends with a zero. */
KkSecret *kk_escrow_dup_identity (const GPtrArray *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_escrow_key_free (KkEscrowKey *key);

/* How many shares are needed besides @typed: 0 = these are enough. */
gboolean kk_escrow_count_missing (const GPtrArray *typed, guint *missing, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *folder;         /* of the vault */
  const GPtrArray *shares;    /* (element-type KkSecret) */
  const KkSecret *passphrase; /* a new one, for whoever goes on with the vault */
  gboolean quick;
  GCancellable *cancellable; /* (nullable) */
} KkRecoverPlan;

/* Opens the vault and gives it a new passphrase beside its other ways in. The vault shows ever after that this was done,
 * and when. */
KkApp *kk_app_recover (const KkRecoverPlan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkEscrowKey, kk_escrow_key_free)

G_END_DECLS
