/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-slots-private.h"

#include "app/kk-app-error.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-key-slot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_STATIC_ASSERT (KK_KEY_SLOT_SALT_SIZE == KK_ARGON_SALT_SIZE);
G_STATIC_ASSERT (KK_KEY_SLOT_NONCE_SIZE == KK_KEY_WRAP_NONCE_SIZE);
G_STATIC_ASSERT (KK_KEY_SLOT_WRAPPED_SIZE == KK_KEY_WRAP_SIZE);

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

static KkKeySlot *
new_slot (const KkKeySlots *slots, const KkSlotPlan *plan)
{
  KkKeySlot *slot = kk_key_slot_new ();
  const KkKeySlot *last =
      slots->slots->len == 0 ? NULL : slots->slots->pdata[slots->slots->len - 1];

  slot->id = last == NULL ? 1 : last->id + 1;
  slot->name = g_strdup (plan->name);
  slot->type = plan->type;
  slot->made_on = g_strdup (plan->day);
  slot->passes = plan->costs.passes;
  slot->memory_kib = plan->costs.memory_kib;
  return slot;
}

gboolean
kk_slots_add (KkKeySlots *slots,
              const KkSlotPlan *plan,
              const KkSymmetricKey *master,
              GError **error)
{
  g_autoptr (KkKeySlot) slot = new_slot (slots, plan);
  g_autoptr (GBytes) associated = kk_key_slots_encode_associated (slots, slot, error);
  KkKeyWrap wrap;

  if (associated == NULL ||
      !kk_key_slot_wrap (&wrap, master, plan->secret, &plan->costs, associated, error))
    return FALSE;
  memcpy (slot->salt, wrap.salt, sizeof slot->salt);
  memcpy (slot->nonce, wrap.nonce, sizeof slot->nonce);
  memcpy (slot->wrapped, wrap.wrapped, sizeof slot->wrapped);
  g_ptr_array_add (slots->slots, g_steal_pointer (&slot));
  return TRUE;
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

static gboolean
open_slot (const KkKeySlots *slots,
           const KkKeySlot *slot,
           const KkSecret *secret,
           KkSymmetricKey *master)
{
  g_autoptr (GBytes) associated = kk_key_slots_encode_associated (slots, slot, NULL);
  KkKeyWrap wrap;

  wrap.costs = (KkArgonParameters){ slot->passes, slot->memory_kib };
  memcpy (wrap.salt, slot->salt, sizeof wrap.salt);
  memcpy (wrap.nonce, slot->nonce, sizeof wrap.nonce);
  memcpy (wrap.wrapped, slot->wrapped, sizeof wrap.wrapped);
  return associated != NULL && kk_key_slot_unwrap (&wrap, secret, associated, master, NULL);
}

static gboolean
open_any (const KkKeySlots *slots,
          KkKeySlotType type,
          const KkSecret *secret,
          KkSymmetricKey *master)
{
  for (guint i = 0; secret != NULL && i < slots->slots->len; i++) {
    const KkKeySlot *slot = slots->slots->pdata[i];

    if (slot->type == type && open_slot (slots, slot, secret, master))
      return TRUE;
  }
  return FALSE;
}

/* (nullable): what was typed, when it is a recovery code. */
static KkSecret *
secret_of_code (const KkSecret *typed)
{
  g_autoptr (KkSecret) text = terminate (typed);
  g_auto (KkCode) code = { 0 };

  if (!kk_code_parse (KK_CODE_RECOVERY, (const char *) kk_secret_get_data (text), &code))
    return NULL;
  return kk_key_slot_secret_from_code (&code);
}

static gboolean
open_master (const KkKeySlots *slots, const KkSecret *typed, KkSymmetricKey *master, GError **error)
{
  g_autoptr (KkSecret) code = secret_of_code (typed);
  g_autoptr (KkSecret) passphrase = kk_slots_secret_of_passphrase (typed, NULL);

  if (open_any (slots, KK_KEY_SLOT_RECOVERY_CODE, code, master) ||
      open_any (slots, KK_KEY_SLOT_PASSPHRASE, passphrase, master))
    return TRUE;
  /* The same words for every cause: they tell nobody which slot was tried, or how near a guess was. */
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
                       _ ("The vault stays locked: this is not its passphrase or recovery code."));
  return FALSE;
}

static KkKeySlots *
decode_file (GBytes *file, GBytes **body, KkHash *mac, GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  KkKeySlots *slots = NULL;

  if (kk_key_slots_file_decode (file, body, mac, &unreadable))
    slots = kk_key_slots_decode (*body, &unreadable);
  if (slots != NULL)
    return slots;
  if (g_error_matches (unreadable, KK_FORMAT_ERROR, KK_FORMAT_ERROR_NEWER))
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("This vault was made by a newer version of Ketenkluis. Install that "
                            "version to open it."));
  else
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The key file of this vault is damaged, or it is no key file. Put "
                            "kluis.keys back from a backup."));
  return NULL;
}

KkKeySlots *
kk_slots_open (GBytes *file, const KkSecret *typed, KkSymmetricKey *master, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KkKeySlots) slots = NULL;
  KkHash mac;

  slots = decode_file (file, &body, &mac, error);
  if (slots == NULL || !open_master (slots, typed, master, error))
    return NULL;
  if (!kk_key_slots_mac_verify (master, body, &mac)) {
    kk_symmetric_key_clear (master);
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The key file of this vault was changed by someone who did not have "
                            "its key. Put kluis.keys back from a backup and change the "
                            "passphrase."));
    return NULL;
  }
  return g_steal_pointer (&slots);
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
