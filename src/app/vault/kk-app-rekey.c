/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A new master key for a vault whose passphrase leaked: what can be wrapped anew is, the rest is named. */

#include "app/vault/kk-app-slots.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-slot-change-private.h"
#include "app/vault/kk-waiting-code-private.h"
#include "vault/kk-vault-rekey.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  KkApp *app;
  const KkRekeyPlan *plan;
  KkRekeyResult *result;
  KkSlotChange change; /* its slots and its master key are the new ones */
  KkSecret *waiting;   /* (nullable): the new code, for who is stopped before reading it */
} Rekeying;

static void
rekeying_clear (Rekeying *rekeying)
{
  kk_slot_change_clear (&rekeying->change);
  g_clear_pointer (&rekeying->waiting, kk_secret_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rekeying, rekeying_clear)

void
kk_rekey_result_clear (KkRekeyResult *result)
{
  if (result->code != NULL)
    kk_secret_wipe (result->code, strlen (result->code));
  g_clear_pointer (&result->code, g_free);
  g_clear_pointer (&result->dropped, g_ptr_array_unref);
}

static gboolean
add_passphrase (Rekeying *rekeying, GError **error)
{
  KkSlotRequest request = { .kind = KK_SLOT_PASSPHRASE,
                            .passphrase = rekeying->plan->passphrase,
                            .quick = rekeying->plan->quick };

  return kk_slot_change_add (&rekeying->change, rekeying->app, &request, NULL, error);
}

static gboolean
add_new_code (Rekeying *rekeying, GError **error)
{
  KkSlotRequest request = { .kind = KK_SLOT_CODE, .quick = rekeying->plan->quick };
  g_auto (KkCode) code = { 0 };
  g_auto (KkCodeText) text = { 0 };

  if (!kk_slot_change_add (&rekeying->change, rekeying->app, &request, &code, error))
    return FALSE;
  kk_code_format (&code, &text);
  rekeying->result->code = g_strdup (text.text);
  rekeying->waiting = kk_waiting_code_pack (rekeying->change.slots->last_id, text.text);
  return TRUE;
}

static gboolean
add_kept_code (Rekeying *rekeying, GError **error)
{
  g_autofree char *today = kk_app_today (rekeying->app);
  g_auto (KkCode) code = { 0 };
  g_autoptr (KkSecret) secret = kk_slots_secret_of_typed_code (rekeying->plan->code, &code);
  KkSlotPlan plan = { .type = KK_KEY_SLOT_RECOVERY_CODE, .day = today, .secret = secret };

  if (secret == NULL) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("That is not a recovery code: one of its groups is not as it was "
                            "printed. Look again at the sheet, or leave it out and get a new "
                            "code."));
    return FALSE;
  }
  plan.costs = kk_slot_costs (rekeying->plan->quick);
  return kk_backup_keys_add_code (rekeying->app, rekeying->change.slots->last_id + 1, &code,
                                  error) &&
         kk_slots_add (rekeying->change.slots, &plan, &rekeying->change.opened.master, NULL, error);
}

static gboolean
add_escrow (Rekeying *rekeying, const KkKeySlot *old, GError **error)
{
  g_autofree char *today = kk_app_today (rekeying->app);
  KkKxPublicKey recipient;
  KkSlotPlan plan = {
    .type = KK_KEY_SLOT_ESCROW, .name = old->name, .day = today, .recipient = &recipient
  };

  memcpy (recipient.bytes, old->recipient, sizeof recipient.bytes);
  return kk_slots_add (rekeying->change.slots, &plan, &rekeying->change.opened.master, NULL, error);
}

/* The first passphrase and the first code have new ones in their places. */
static gboolean
carry_over (Rekeying *rekeying, const KkKeySlots *old, GError **error)
{
  gboolean has_passphrase = FALSE;
  gboolean has_code = FALSE;

  for (guint i = 0; i < old->slots->len; i++) {
    const KkKeySlot *slot = old->slots->pdata[i];
    gboolean *is_replaced = slot->type == KK_KEY_SLOT_PASSPHRASE      ? &has_passphrase
                            : slot->type == KK_KEY_SLOT_RECOVERY_CODE ? &has_code
                                                                      : NULL;

    if (slot->type == KK_KEY_SLOT_ESCROW) {
      if (!add_escrow (rekeying, slot, error))
        return FALSE;
    } else if (is_replaced != NULL && !*is_replaced) {
      *is_replaced = TRUE;
    } else {
      g_ptr_array_add (rekeying->result->dropped, g_strdup (slot->name));
    }
  }
  return TRUE;
}

static gboolean
make_slots (Rekeying *rekeying, const KkKeySlots *old, GError **error)
{
  KkKeySlots *slots = kk_slots_new (&old->vault);

  rekeying->change.slots = slots;
  slots->last_id = old->last_id;
  kk_symmetric_key_generate (&rekeying->change.opened.master);
  return add_passphrase (rekeying, error) &&
         (rekeying->plan->code != NULL ? add_kept_code (rekeying, error)
                                       : add_new_code (rekeying, error)) &&
         carry_over (rekeying, old, error) && kk_slots_check_enough (slots, error);
}

static gboolean
on_pages (guint64 done, guint64 total, gpointer data, GError **error)
{
  KkApp *app = data;

  kk_app_report_progress (app, _ ("Moving the vault to a new key"), done, total);
  return kk_app_check_cancelled (app, error);
}

static gboolean
move (Rekeying *rekeying, GError **error)
{
  KkApp *app = rekeying->app;
  KkSlotChange *change = &rekeying->change;
  g_autoptr (KkSecret) key = kk_slots_derive_database_key (&change->opened.master);
  g_autoptr (GBytes) file = kk_slots_seal (change->slots, &change->opened.master, error);
  KkVaultRekey plan = { .key = key,
                        .slots = file,
                        .setting = KK_SETTING_WAITING_CODE,
                        .value = rekeying->waiting,
                        .progress = on_pages,
                        .data = app };
  gboolean is_moved;
  gboolean fine;

  if (file == NULL || !kk_app_check_cancelled (app, error))
    return FALSE;
  fine = kk_vault_rekey (app->vault, &plan, &is_moved, error);
  rekeying->result->moved = is_moved;
  if (is_moved) {
    kk_secret_free (app->database_key);
    app->database_key = g_steal_pointer (&key);
    kk_key_slots_free (app->key_slots);
    app->key_slots = g_steal_pointer (&change->slots);
  }
  return fine;
}

gboolean
kk_app_rekey (KkApp *app,
              const KkUnlock *unlock,
              const KkRekeyPlan *plan,
              KkRekeyResult *result,
              GError **error)
{
  g_auto (KkSlotChange) before = { 0 };
  g_auto (Rekeying) rekeying = { .app = app, .plan = plan, .result = result };

  *result = (KkRekeyResult){ .moved = FALSE };
  result->dropped = g_ptr_array_new_with_free_func (g_free);
  return kk_slot_change_begin (&before, app, unlock, 0, error) &&
         make_slots (&rekeying, before.slots, error) && move (&rekeying, error);
}
