/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-slots.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-slot-change-private.h"

#include <glib/gi18n-lib.h>

gboolean
kk_app_slots_check (KkApp *app, GError **error)
{
  return kk_slots_check_enough (app->key_slots, error);
}

static char *
dup_code_text (const KkCode *code)
{
  g_auto (KkCodeText) text = { 0 };

  kk_code_format (code, &text);
  return g_strdup (text.text);
}

gboolean
kk_app_slot_add (KkApp *app,
                 const KkUnlock *unlock,
                 const KkSlotRequest *request,
                 char **code,
                 GError **error)
{
  g_auto (KkSlotChange) change = { 0 };
  g_auto (KkCode) made = { 0 };

  *code = NULL;
  if (!kk_slot_change_begin (&change, app, unlock, 0, error) ||
      !kk_slot_change_add (&change, app, request, &made, error) ||
      !kk_slot_change_commit (&change, app, error))
    return FALSE;
  if (request->kind == KK_SLOT_CODE)
    *code = dup_code_text (&made);
  return TRUE;
}

/* (nullable): the slot whose passphrase is to be replaced. */
static const KkKeySlot *
find_passphrase (const KkSlotChange *change, GError **error)
{
  const KkKeySlot *opened = kk_slots_find (change->slots, change->opened.slot);

  if (opened->type == KK_KEY_SLOT_PASSPHRASE)
    return opened;
  if (kk_slots_count (change->slots, KK_KEY_SLOT_PASSPHRASE) == 1)
    for (guint i = 0; i < change->slots->slots->len; i++) {
      const KkKeySlot *slot = change->slots->slots->pdata[i];

      if (slot->type == KK_KEY_SLOT_PASSPHRASE)
        return slot;
    }
  g_set_error_literal (
      error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
      _ ("Which passphrase is to be changed is not clear: this vault has several, or "
         "none. Type the one that is to be changed, or add a new one."));
  return NULL;
}

gboolean
kk_app_slot_change_passphrase (KkApp *app,
                               const KkUnlock *unlock,
                               const KkSecret *passphrase,
                               gboolean quick,
                               GError **error)
{
  g_auto (KkSlotChange) change = { 0 };
  g_autofree char *name = NULL;
  const KkKeySlot *old;
  KkSlotRequest request = { .kind = KK_SLOT_PASSPHRASE, .passphrase = passphrase, .quick = quick };

  if (!kk_slot_change_begin (&change, app, unlock, 0, error))
    return FALSE;
  old = find_passphrase (&change, error);
  if (old == NULL)
    return FALSE;
  name = g_strdup (old->name);
  request.name = name;
  kk_slots_remove (change.slots, old->id);
  return kk_slot_change_add (&change, app, &request, NULL, error) &&
         kk_slot_change_commit (&change, app, error);
}

static gboolean
find_slot (KkApp *app, const char *id, guint32 *slot, GError **error)
{
  guint64 number = 0;

  if (g_ascii_string_to_unsigned (id, 16, 1, G_MAXUINT32, &number, NULL) &&
      kk_slots_find (app->key_slots, (guint32) number) != NULL) {
    *slot = (guint32) number;
    return TRUE;
  }
  /* Translators: %s is the number of a way to open the vault. */
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               _ ("This vault has no way in with the number “%s”. “slot list” shows them."), id);
  return FALSE;
}

gboolean
kk_app_slot_remove (KkApp *app, const KkUnlock *unlock, const char *id, GError **error)
{
  g_auto (KkSlotChange) change = { 0 };
  guint32 slot;

  if (!find_slot (app, id, &slot, error) || !kk_slot_change_begin (&change, app, unlock, 0, error))
    return FALSE;
  kk_slots_remove (change.slots, slot);
  return kk_slot_change_commit (&change, app, error);
}

gboolean
kk_app_slot_test (KkApp *app, const KkUnlock *unlock, const char *id, GError **error)
{
  g_auto (KkSlotChange) change = { 0 };
  g_autofree char *setting = NULL;
  guint32 slot;

  if (!find_slot (app, id, &slot, error))
    return FALSE;
  setting = kk_setting_slot_tested (slot);
  return kk_slot_change_begin (&change, app, unlock, slot, error) &&
         kk_vault_setting_set_number (app->vault, setting, kk_app_now (app), error);
}
