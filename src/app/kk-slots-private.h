/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the key slots of a vault: crypto/ wraps, format/ encodes, this puts them together
 *          (docs/formats/key-slots.md and key-slots-file.md).
 * Owns:    results belong to the caller.
 * Threads: any; adding and opening take about a second each.
 * Errors:  KK_APP_ERROR. LOCKED has one sentence, whichever slot was tried. */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-argon.h"
#include "crypto/kk-code.h"
#include "crypto/kk-keys.h"
#include "format/kk-key-slots.h"

G_BEGIN_DECLS

/* (transfer full): no slots yet. */
KkKeySlots *kk_slots_new (const KkId *vault) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  KkKeySlotType type;
  const char *name;
  const char *day;
  const KkSecret *secret; /* of kk_key_slot_secret_from_passphrase() or _from_code() */
  KkArgonParameters costs;
} KkSlotPlan;

gboolean kk_slots_add (KkKeySlots *slots,
                       const KkSlotPlan *plan,
                       const KkSymmetricKey *master,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the file. */
GBytes *kk_slots_seal (const KkKeySlots *slots, const KkSymmetricKey *master, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): @typed opens one of the slots. */
KkKeySlots *
kk_slots_open (GBytes *file, const KkSecret *typed, KkSymmetricKey *master, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the key of the vault's database. */
KkSecret *kk_slots_derive_database_key (const KkSymmetricKey *master) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): what a recovery code puts into a slot. */
KkSecret *kk_slots_secret_of_code (const KkCode *code) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): what was typed as a passphrase goes into a slot; NULL and USAGE when it is empty or no text. */
KkSecret *kk_slots_secret_of_passphrase (const KkSecret *typed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
