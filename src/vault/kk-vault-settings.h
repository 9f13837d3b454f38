/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a device knows about itself: settings, its own keys, its seats (docs/formats/vault.md, "Own").
 * Owns:    KkVaultIdentity its secrets; the rest are plain values.
 * Threads: those of the vault.
 * Errors:  KK_VAULT_ERROR. A thing that is not there is TRUE with an empty answer, never an error. */

#pragma once

#include "domain/kk-network.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

/* Names of settings are code words such as "vault-id"; the same name is text, number, bytes or secret bytes, never two of them. */
gboolean
kk_vault_setting_set_text (KkVault *vault, const char *name, const char *value, GError **error);
gboolean
kk_vault_setting_set_bytes (KkVault *vault, const char *name, GBytes *value, GError **error);
gboolean kk_vault_setting_set_secret (KkVault *vault,
                                      const char *name,
                                      const KkSecret *value,
                                      GError **error);
gboolean
kk_vault_setting_set_number (KkVault *vault, const char *name, gint64 value, GError **error);
/* (transfer full) (element-type utf8): names from @from on, below @until. */
GPtrArray *
kk_vault_setting_list (KkVault *vault, const char *from, const char *until, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_vault_setting_unset (KkVault *vault, const char *name, GError **error);
/* (transfer full) (nullable): NULL without an error when it is not set. */
char *kk_vault_setting_dup_text (KkVault *vault, const char *name, GError **error);
GBytes *kk_vault_setting_dup_bytes (KkVault *vault, const char *name, GError **error);
KkSecret *kk_vault_setting_dup_secret (KkVault *vault, const char *name, GError **error);
gboolean kk_vault_setting_get_number (KkVault *vault,
                                      const char *name,
                                      gint64 fallback,
                                      gint64 *value,
                                      GError **error);

typedef struct {
  KkId device;
  KkPublicKey sign_public;
  KkPublicKey kx_public;
  KkSecret *sign_secret;
  KkSecret *kx_secret;
  KkSecret *organisation_secret; /* (nullable): only on the steward device */
} KkVaultIdentity;

KkVaultIdentity *kk_vault_identity_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_vault_identity_free (KkVaultIdentity *identity);
/* Written once with the vault; replacing it is for a device that starts again. */
gboolean kk_vault_identity_set (KkVault *vault, const KkVaultIdentity *identity, GError **error);
/* (transfer full) (nullable): NULL without an error when the device has no keys yet. */
KkVaultIdentity *kk_vault_identity_get (KkVault *vault, GError **error);
/* @secret (nullable): NULL takes the organisation's key away. */
gboolean
kk_vault_identity_set_organisation (KkVault *vault, const KkSecret *secret, GError **error);

/* A seat of this device, and the log that it writes now. */
typedef struct {
  KkId id;
  KkId desk;
  gint64 log; /* idx, of kk_vault_log_ensure() */
  guint32 incarnation;
  gboolean active;
} KkVaultSeat;

/* Adds the seat or changes its log, incarnation and standing. */
gboolean kk_vault_seat_set (KkVault *vault, const KkVaultSeat *seat, GError **error);
/* (transfer full) (element-type KkVaultSeat): all of them, in the order of their ids. */
GArray *kk_vault_seat_list (KkVault *vault, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVaultIdentity, kk_vault_identity_free)

G_END_DECLS
