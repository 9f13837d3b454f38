/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-slot-change-private.h"

#include "app/vault/kk-backup-keys-private.h"
#include "backup/kk-age-keys.h"
#include "crypto/kk-crypto-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
kk_slot_change_clear (KkSlotChange *change)
{
  g_clear_pointer (&change->slots, kk_key_slots_free);
  kk_opened_slot_clear (&change->opened);
}

gboolean
kk_slot_change_begin (KkSlotChange *change,
                      KkApp *app,
                      const KkUnlock *unlock,
                      guint32 only,
                      GError **error)
{
  KkSlotKeys keys = { .typed = unlock->typed,
                      .has_security_key = unlock->has_security_key,
                      .pin = unlock->pin,
                      .slot = only,
                      .cancellable = app->cancellable };
  g_autoptr (GBytes) file = kk_vault_read_key_slots (app->folder, error);

  if (file == NULL)
    return FALSE;
  kk_app_report_progress (app, _ ("Looking whether it is you"), 0, 0);
  change->slots = kk_slots_open (file, &keys, &change->opened, error);
  return change->slots != NULL;
}

/* What was written is read back before anybody counts on it. */
static gboolean
check_written (KkSlotChange *change, KkApp *app, GBytes *file, GError **error)
{
  g_autoptr (GBytes) found = kk_vault_read_key_slots (app->folder, error);

  if (found == NULL)
    return FALSE;
  if (g_bytes_equal (found, file))
    return TRUE;
  kk_slot_change_clear (change);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("The key file was not written as it should be: the disk may be failing. "
                          "Make a backup on another disk now, while the vault is open."));
  return FALSE;
}

gboolean
kk_slot_change_commit (KkSlotChange *change, KkApp *app, GError **error)
{
  g_autoptr (KkVaultTransaction) held = NULL;
  g_autoptr (GBytes) file = NULL;

  if (!kk_slots_check_enough (change->slots, error) || !kk_app_check_cancelled (app, error))
    return FALSE;
  /* Writes nothing: it fails when the folder was taken away, where the slots alone would come to lie in a new one. */
  held = kk_vault_begin (app->vault, error);
  if (held == NULL)
    return FALSE;
  file = kk_slots_seal (change->slots, &change->opened.master, error);
  if (file == NULL || !kk_vault_write_key_slots (app->folder, file, error) ||
      !check_written (change, app, file, error))
    return FALSE;
  g_clear_pointer (&app->key_slots, kk_key_slots_free);
  app->key_slots = g_steal_pointer (&change->slots);
  return TRUE;
}

KkArgonParameters
kk_slot_costs (gboolean quick)
{
  return quick ? KK_ARGON_FLOOR : kk_argon_calibrate ();
}

static gboolean
fill_passphrase (const KkSlotRequest *request, KkSlotPlan *plan, KkSecret **secret, GError **error)
{
  plan->type =
      request->kind == KK_SLOT_PASSPHRASE ? KK_KEY_SLOT_PASSPHRASE : KK_KEY_SLOT_SECURITY_KEY;
  plan->pin = request->pin;
  *secret = kk_slots_secret_of_passphrase (request->passphrase, error);
  plan->secret = *secret;
  return *secret != NULL;
}

static gboolean
fill_recipient (const KkSlotChange *change,
                const KkSlotRequest *request,
                KkSlotPlan *plan,
                KkKxPublicKey *recipient,
                GError **error)
{
  plan->type = KK_KEY_SLOT_ESCROW;
  plan->recipient = recipient;
  if (!kk_age_recipient_from_text (recipient, request->recipient, NULL)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("That is not the public recovery key of an organisation. It begins "
                            "with “age1”; copy all of it from the sheet or the file."));
    return FALSE;
  }
  for (guint i = 0; i < change->slots->slots->len; i++) {
    const KkKeySlot *slot = change->slots->slots->pdata[i];

    if (slot->type == KK_KEY_SLOT_ESCROW &&
        memcmp (slot->recipient, recipient->bytes, sizeof slot->recipient) == 0) {
      g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                           _ ("This recovery key opens the vault already."));
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
kk_slot_change_add (KkSlotChange *change,
                    KkApp *app,
                    const KkSlotRequest *request,
                    KkCode *code,
                    GError **error)
{
  g_autofree char *today = kk_app_today (app);
  g_autoptr (KkSecret) secret = NULL;
  KkKxPublicKey recipient = { { 0 } };
  KkSlotPlan plan = { .day = today, .name = request->name };
  gboolean fine = TRUE;
  guint32 id = change->slots->last_id + 1;

  if (request->kind == KK_SLOT_CODE) {
    plan.type = KK_KEY_SLOT_RECOVERY_CODE;
    kk_code_generate (KK_CODE_RECOVERY, code);
    secret = kk_slots_secret_of_code (code);
    plan.secret = secret;
    /* First, so that no backup is made that nobody's code opens. */
    fine = kk_backup_keys_add_code (app, id, code, error);
  } else if (request->kind == KK_SLOT_ESCROW) {
    fine = fill_recipient (change, request, &plan, &recipient, error);
  } else {
    fine = fill_passphrase (request, &plan, &secret, error);
  }
  if (!fine)
    return FALSE;
  kk_app_report_progress (app, _ ("Making a new way to open the vault"), 0, 0);
  if (plan.secret != NULL)
    plan.costs = kk_slot_costs (request->quick);
  return kk_app_check_cancelled (app, error) &&
         kk_slots_add (change->slots, &plan, &change->opened.master, &id, error);
}
