/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what has to be asked of another seat, and answered to it, when something between two seats was lost, and up to
 *          where what it sends is whole (exchange §15, "Resync"; docs/formats/vault.md, "Resync").
 * Owns:    nothing: plain values.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is zeros without an error. */

#pragma once

#include "base/kk-id.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* Each one says more than the one before. */
typedef enum {
  KK_RESYNC_NONE = 0,
  KK_RESYNC_PLAIN = 1,
  KK_RESYNC_WITH_RETURNS = 2,
} KkResyncWish;

typedef struct {
  KkId own;  /* seat of this device */
  KkId seat; /* the other one */
  KkResyncWish ask;
  KkResyncWish answer;
  gint64 asked;     /* days since 1970; 0 = never */
  gint64 answered;  /* as above */
  gboolean returns; /* what ended logs of its desk wrote goes back to it, also what arrives later */
  gint64 returned;  /* idx of the operation up to which that was done */
} KkVaultResync;

gboolean kk_vault_resync_get (KkVault *vault,
                              const KkId *own,
                              const KkId *seat,
                              KkVaultResync *resync,
                              GError **error);
/* Adds it, or replaces all of it. */
gboolean kk_vault_resync_set (KkVault *vault, const KkVaultResync *resync, GError **error);
/* (transfer full) (element-type KkVaultResync): of @own, in which there is something to ask, to answer or to return. */
GArray *kk_vault_resync_list (KkVault *vault, const KkId *own, GError **error);

/* The number up to which nothing of @log that was for own seat @seat is missing: it came, or a snapshot replaced it. */
gboolean
kk_vault_stream_get (KkVault *vault, gint64 log, const KkId *seat, guint64 *whole, GError **error);
/* Only upward. */
gboolean
kk_vault_stream_set (KkVault *vault, gint64 log, const KkId *seat, guint64 whole, GError **error);

G_END_DECLS
