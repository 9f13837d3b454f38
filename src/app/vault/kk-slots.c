/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-slots-private.h"

#include "app/kk-app-error.h"
#include "crypto/kk-escrow.h"
#include "crypto/kk-key-slot.h"
#include "crypto/kk-security-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (KK_KEY_SLOT_SALT_SIZE == KK_ARGON_SALT_SIZE);
G_STATIC_ASSERT (KK_KEY_SLOT_NONCE_SIZE == KK_KEY_WRAP_NONCE_SIZE);
G_STATIC_ASSERT (KK_KEY_SLOT_WRAPPED_SIZE == KK_KEY_WRAP_SIZE);
G_STATIC_ASSERT (KK_KEY_SLOT_KEY_SIZE == KK_SECURITY_KEY_CHALLENGE_SIZE);
G_STATIC_ASSERT (KK_KEY_SLOT_KEY_SIZE == KK_KX_KEY_SIZE &&
                 KK_KEY_SLOT_KEY_SIZE == KK_HPKE_ENC_SIZE);

KkKeySlots *
kk_slots_new (const KkId *vault)
{
  KkKeySlots *slots = kk_key_slots_new ();

  slots->vault = *vault;
  /* As the vault sets them at every connection (docs/formats/vault.md, "Connection"). */
  slots->cipher.page_size = 4096;
  slots->cipher.hmac = g_strdup ("HMAC_SHA512");
  slots->cipher.kdf = g_strdup ("PBKDF2_HMAC_SHA512");
  return slots;
}

const char *
kk_slots_default_name (KkKeySlotType type)
{
  static const char *const names[] = { [KK_KEY_SLOT_PASSPHRASE] = "passphrase",
                                       [KK_KEY_SLOT_RECOVERY_CODE] = "recovery code",
                                       [KK_KEY_SLOT_ESCROW] = "organisation",
                                       [KK_KEY_SLOT_SECURITY_KEY] = "security key" };

  return names[type];
}

static KkKeySlot *
new_slot (const KkKeySlots *slots, const KkSlotPlan *plan)
{
  KkKeySlot *slot = kk_key_slot_new ();

  slot->id = slots->last_id + 1;
  slot->name = g_strdup (plan->name != NULL ? plan->name : kk_slots_default_name (plan->type));
  slot->type = plan->type;
  slot->made_on = g_strdup (plan->day);
  return slot;
}

static gboolean
wrap_to_recipient (KkKeySlot *slot,
                   const KkSlotPlan *plan,
                   const KkSymmetricKey *master,
                   GBytes *associated,
                   GError **error)
{
  KkEscrowWrap wrap;

  if (!kk_escrow_wrap (&wrap, master, plan->recipient, associated, error))
    return FALSE;
  memcpy (slot->recipient, plan->recipient->bytes, sizeof slot->recipient);
  memcpy (slot->enc, wrap.enc.bytes, sizeof slot->enc);
  memcpy (slot->wrapped, wrap.wrapped, sizeof slot->wrapped);
  return TRUE;
}

static gboolean
wrap_under_secret (KkKeySlot *slot,
                   const KkSlotPlan *plan,
                   const KkSecret *secret,
                   const KkSymmetricKey *master,
                   GBytes *associated,
                   GError **error)
{
  KkKeyWrap wrap;

  if (!kk_key_slot_wrap (&wrap, master, secret, &plan->costs, associated, error))
    return FALSE;
  slot->passes = wrap.costs.passes;
  slot->memory_kib = wrap.costs.memory_kib;
  memcpy (slot->salt, wrap.salt, sizeof slot->salt);
  memcpy (slot->nonce, wrap.nonce, sizeof slot->nonce);
  memcpy (slot->wrapped, wrap.wrapped, sizeof slot->wrapped);
  return TRUE;
}

/* A key that gives no answer now would give none later, so it is asked at once. */
static KkSecret *
enrol_security_key (KkKeySlot *slot, const KkSlotPlan *plan, GError **error)
{
  g_autoptr (KkSecret) random = kk_secret_new_random (sizeof slot->challenge);

  slot->credential = kk_security_key_enrol (plan->pin, error);
  if (slot->credential == NULL)
    return NULL;
  memcpy (slot->challenge, kk_secret_get_data (random), sizeof slot->challenge);
  slot->asks_pin = plan->pin != NULL;
  return kk_slots_join_answer (slot, plan->secret, plan->pin, error);
}

static gboolean
wrap_slot (KkKeySlot *slot,
           const KkSlotPlan *plan,
           const KkSymmetricKey *master,
           GBytes *associated,
           GError **error)
{
  g_autoptr (KkSecret) joined = NULL;

  if (slot->type == KK_KEY_SLOT_ESCROW)
    return wrap_to_recipient (slot, plan, master, associated, error);
  if (slot->type != KK_KEY_SLOT_SECURITY_KEY)
    return wrap_under_secret (slot, plan, plan->secret, master, associated, error);
  joined = enrol_security_key (slot, plan, error);
  return joined != NULL && wrap_under_secret (slot, plan, joined, master, associated, error);
}

gboolean
kk_slots_add (KkKeySlots *slots,
              const KkSlotPlan *plan,
              const KkSymmetricKey *master,
              guint32 *id,
              GError **error)
{
  g_autoptr (KkKeySlot) slot = NULL;
  g_autoptr (GBytes) associated = NULL;

  if (slots->slots->len == KK_KEY_SLOTS_MOST) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("This vault opens in sixteen ways already. Remove one first."));
    return FALSE;
  }
  slot = new_slot (slots, plan);
  associated = kk_key_slots_encode_associated (slots, slot, error);
  if (associated == NULL || !wrap_slot (slot, plan, master, associated, error))
    return FALSE;
  slots->last_id = slot->id;
  if (id != NULL)
    *id = slot->id;
  g_ptr_array_add (slots->slots, g_steal_pointer (&slot));
  return TRUE;
}

const KkKeySlot *
kk_slots_find (const KkKeySlots *slots, guint32 id)
{
  for (guint i = 0; i < slots->slots->len; i++) {
    const KkKeySlot *slot = slots->slots->pdata[i];

    if (slot->id == id)
      return slot;
  }
  return NULL;
}

void
kk_slots_remove (KkKeySlots *slots, guint32 id)
{
  for (guint i = 0; i < slots->slots->len; i++) {
    if (((const KkKeySlot *) slots->slots->pdata[i])->id == id) {
      g_ptr_array_remove_index (slots->slots, i);
      return;
    }
  }
}

guint
kk_slots_count (const KkKeySlots *slots, KkKeySlotType type)
{
  guint count = 0;

  for (guint i = 0; i < slots->slots->len; i++)
    count += ((const KkKeySlot *) slots->slots->pdata[i])->type == type;
  return count;
}

gboolean
kk_slots_is_usable (const KkKeySlot *slot)
{
  KkArgonParameters costs = { slot->passes, slot->memory_kib };

  return slot->type == KK_KEY_SLOT_ESCROW || kk_argon_check (&costs, NULL);
}

/* One that nobody may derive a key for is not a way in. */
static guint
count_usable (const KkKeySlots *slots, KkKeySlotType type)
{
  guint count = 0;

  for (guint i = 0; i < slots->slots->len; i++) {
    const KkKeySlot *slot = slots->slots->pdata[i];

    count += slot->type == type && kk_slots_is_usable (slot);
  }
  return count;
}

gboolean
kk_slots_check_enough (const KkKeySlots *slots, GError **error)
{
  guint on_paper =
      count_usable (slots, KK_KEY_SLOT_RECOVERY_CODE) + count_usable (slots, KK_KEY_SLOT_ESCROW);

  if (on_paper >= 1 && on_paper + count_usable (slots, KK_KEY_SLOT_PASSPHRASE) >= 2)
    return TRUE;
  g_set_error_literal (
      error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
      _ ("A vault keeps at least two ways to open it that need no security key, and one of them "
         "is a recovery code or the recovery key of the organisation. Otherwise one mishap loses "
         "everything. Add another way first."));
  return FALSE;
}

GBytes *
kk_slots_seal (const KkKeySlots *slots, const KkSymmetricKey *master, GError **error)
{
  g_autoptr (GBytes) body = kk_key_slots_encode (slots, error);
  KkHash mac;

  if (body == NULL)
    return NULL;
  mac = kk_key_slots_mac (master, body);
  return kk_key_slots_file_encode (body, &mac, error);
}

/* With its end, as parsing wants it. */
static KkSecret *
terminate (const KkSecret *typed)
{
  gsize size = kk_secret_get_size (typed);
  KkSecret *text = kk_secret_new (size + 1);

  memcpy (kk_secret_edit_data (text), kk_secret_get_data (typed), size);
  return text;
}

KkSecret *
kk_slots_secret_of_passphrase (const KkSecret *typed, GError **error)
{
  g_autoptr (KkSecret) text = terminate (typed);
  KkSecret *secret = NULL;

  if (memchr (kk_secret_get_data (typed), 0, kk_secret_get_size (typed)) == NULL)
    secret = kk_key_slot_secret_from_passphrase ((const char *) kk_secret_get_data (text));
  if (secret == NULL)
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("A passphrase cannot be empty, and has to be text."));
  return secret;
}

KkSecret *
kk_slots_secret_of_typed_code (const KkSecret *typed, KkCode *code)
{
  g_autoptr (KkSecret) text = terminate (typed);
  g_auto (KkCode) found = { 0 };

  if (!kk_code_parse (KK_CODE_RECOVERY, (const char *) kk_secret_get_data (text), &found))
    return NULL;
  if (code != NULL)
    *code = found;
  return kk_key_slot_secret_from_code (&found);
}

KkSecret *
kk_slots_derive_database_key (const KkSymmetricKey *master)
{
  g_auto (KkSymmetricKey) key = { 0 };

  kk_vault_key_derive (master, KK_VAULT_KEY_DATABASE, &key);
  return kk_secret_new_copy (key.bytes, sizeof key.bytes);
}

KkSecret *
kk_slots_secret_of_code (const KkCode *code)
{
  return kk_key_slot_secret_from_code (code);
}
