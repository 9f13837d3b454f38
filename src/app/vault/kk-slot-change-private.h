/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the frame of every change of the key slots: opened anew, changed, checked, written.
 * Owns:    a KkSlotChange its slots and the master key; clear it with g_auto() and { 0 }.
 * Threads: as KkApp.
 * Errors:  KK_APP_ERROR with whole sentences. */

#pragma once

#include "app/kk-app-private.h"
#include "app/vault/kk-app-slots.h"
#include "app/vault/kk-slots-private.h"

G_BEGIN_DECLS

typedef struct {
  KkKeySlots *slots;
  KkOpenedSlot opened;
} KkSlotChange;

/* @only: id of the slot that has to be the one; 0 = any. */
gboolean kk_slot_change_begin (KkSlotChange *change,
                               KkApp *app,
                               const KkUnlock *unlock,
                               guint32 only,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_slot_change_commit (KkSlotChange *change, KkApp *app, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_slot_change_clear (KkSlotChange *change);

/* Adds what @request asks for; of a code, the new one is in @code. */
gboolean kk_slot_change_add (KkSlotChange *change,
                             KkApp *app,
                             const KkSlotRequest *request,
                             KkCode *code,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkArgonParameters kk_slot_costs (gboolean quick);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkSlotChange, kk_slot_change_clear)

G_END_DECLS
