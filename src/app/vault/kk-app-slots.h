/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the ways to open a vault: adding, trying out, changing and removing one, and moving the vault to a new key
 *          after a secret leaked (docs/formats/key-slots.md).
 * Owns:    results belong to the caller; a recovery code is a secret: wipe it with kk_secret_wipe().
 * Threads: as KkApp; each takes one to three seconds, shows progress and can be cancelled between derivations.
 * Errors:  as KkApp; LOCKED when @unlock opens nothing. After an error the vault opens as it did before. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef enum {
  KK_SLOT_PASSPHRASE,
  KK_SLOT_CODE,         /* a recovery code, which is made here */
  KK_SLOT_ESCROW,       /* the recovery key of the organisation */
  KK_SLOT_SECURITY_KEY, /* a passphrase and a security key, which has to be plugged in */
} KkSlotKind;

typedef struct {
  KkSlotKind kind;
  const char *name;           /* (nullable): as a person calls it */
  const KkSecret *passphrase; /* of a passphrase and of a security key */
  const char *recipient;      /* of an escrow: "age1…" */
  const KkSecret *pin;        /* (nullable): of a security key; text that ends with a zero */
  gboolean quick;             /* the least costs that are accepted, for demonstrations and tests */
} KkSlotRequest;

/* @code: (out) (transfer full) (nullable): of KK_SLOT_CODE, to be written down; otherwise NULL. */
gboolean kk_app_slot_add (KkApp *app,
                          const KkUnlock *unlock,
                          const KkSlotRequest *request,
                          char **code,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A new passphrase in the place of the one that @unlock opens with, or of the only one there is. */
gboolean kk_app_slot_change_passphrase (KkApp *app,
                                        const KkUnlock *unlock,
                                        const KkSecret *passphrase,
                                        gboolean quick,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @id: as KkSlotInfo writes it, zeros in front may be left out. */
gboolean kk_app_slot_remove (KkApp *app, const KkUnlock *unlock, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether @unlock opens this one; the day is kept. */
gboolean kk_app_slot_test (KkApp *app, const KkUnlock *unlock, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const KkSecret *passphrase; /* a new one */
  const KkSecret *code; /* (nullable): the recovery code that is kept; NULL = a new one is made */
  gboolean quick;
} KkRekeyPlan;

typedef struct {
  gboolean moved;     /* the new key holds, also after an error: then @code is shown all the same */
  char *code;         /* (nullable): the new recovery code */
  GPtrArray *dropped; /* (element-type utf8): names of ways in that have to be made again */
} KkRekeyResult;

/* "My passphrase leaked": from now on no old copy of the key file opens anything new. When it fails after the new key came to hold,
 * opening the vault again finishes the work. */
gboolean kk_app_rekey (KkApp *app,
                       const KkUnlock *unlock,
                       const KkRekeyPlan *plan,
                       KkRekeyResult *result,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_rekey_result_clear (KkRekeyResult *result);

/* (transfer full) (nullable): the recovery code of the last kk_app_rekey(), text that ends with a zero, until somebody said to have
 * it on paper. NULL without an error: none waits. */
KkSecret *kk_app_waiting_code (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_app_waiting_code_forget (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Before the first case: whether losing one thing loses nothing. */
gboolean kk_app_slots_check (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkRekeyResult, kk_rekey_result_clear)

G_END_DECLS
