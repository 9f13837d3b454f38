/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the key slots of a vault: crypto/ wraps, format/ encodes, this puts them together
 *          (docs/formats/key-slots.md and key-slots-file.md).
 * Owns:    results belong to the caller.
 * Threads: any; adding and opening take about a second each.
 * Errors:  KK_APP_ERROR. LOCKED has one sentence, whichever slot was tried. */

#pragma once

#include "app/kk-app.h"
#include "base/kk-secret.h"
#include "crypto/kk-argon.h"
#include "crypto/kk-code.h"
#include "crypto/kk-keys.h"
#include "format/kk-key-slots.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): no slots yet. */
KkKeySlots *kk_slots_new (const KkId *vault) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  KkKeySlotType type;
  const char *name; /* (nullable): NULL = what its kind is called */
  const char *day;
  /* of kk_slots_secret_of_passphrase() or _of_code(); not of an escrow */
  const KkSecret *secret;
  KkArgonParameters costs;
  const KkKxPublicKey *recipient; /* of an escrow only */
  const KkSecret *pin; /* (nullable): of a security key only; text that ends with a zero */
} KkSlotPlan;

/* @id: (out) (optional): of the new slot. */
gboolean kk_slots_add (KkKeySlots *slots,
                       const KkSlotPlan *plan,
                       const KkSymmetricKey *master,
                       guint32 *id,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
const KkKeySlot *kk_slots_find (const KkKeySlots *slots, guint32 id); /* (nullable) */
void kk_slots_remove (KkKeySlots *slots, guint32 id);
/* How many there are of @type. */
guint kk_slots_count (const KkKeySlots *slots, KkKeySlotType type);
/* What a way to open the vault is called that nobody named: a word of the file, not for people. */
const char *kk_slots_default_name (KkKeySlotType type);
/* Whether its costs are ones that a derivation is begun with. */
gboolean kk_slots_is_usable (const KkKeySlot *slot);
/* Whether what is left opens whatever happens: two slots that need no device, and one of them not in a head only. */
gboolean kk_slots_check_enough (const KkKeySlots *slots, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the file. */
GBytes *kk_slots_seal (const KkKeySlots *slots, const KkSymmetricKey *master, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* What a person has at hand. */
typedef struct {
  const KkSecret *typed;         /* (nullable): a passphrase, or a recovery code */
  gboolean has_security_key;     /* beside the passphrase */
  const KkSecret *pin;           /* (nullable): of the security key */
  const KkKxSecretKey *identity; /* (nullable): the organisation's recovery key */
  guint32 slot;                  /* only this one; 0 = any */
  GCancellable *cancellable;     /* (nullable): looked at before each derivation */
} KkSlotKeys;

typedef struct {
  KkSymmetricKey master;
  guint32 slot; /* that opened */
} KkOpenedSlot;

/* (transfer full): what @keys opens; nothing of it before the MAC over the whole file was right. */
KkKeySlots *
kk_slots_open (GBytes *file, const KkSlotKeys *keys, KkOpenedSlot *opened, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_opened_slot_clear (KkOpenedSlot *opened);
/* (transfer full) (nullable): @secret and behind it what the security key of @slot answers: both are needed. */
KkSecret *kk_slots_join_answer (const KkKeySlot *slot,
                                const KkSecret *secret,
                                const KkSecret *pin,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* kk-app-open.c: what kk_app_open() does with whatever opens a slot. */
KkApp *
kk_app_open_slots (const char *folder, const KkSlotKeys *keys, KkOpenedSlot *opened, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the key of the vault's database. */
KkSecret *kk_slots_derive_database_key (const KkSymmetricKey *master) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): what a recovery code puts into a slot. */
KkSecret *kk_slots_secret_of_code (const KkCode *code) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): what was typed as a passphrase goes into a slot; NULL and USAGE when it is empty or no text. */
KkSecret *kk_slots_secret_of_passphrase (const KkSecret *typed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): what was typed goes into a slot, when it is a recovery code. @code: (out) (optional) */
KkSecret *kk_slots_secret_of_typed_code (const KkSecret *typed, KkCode *code)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkOpenedSlot, kk_opened_slot_clear)

G_END_DECLS
