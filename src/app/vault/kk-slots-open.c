/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Opening the key slots with what a person has at hand. */

#include "app/vault/kk-slots-private.h"

#include "app/kk-app-error.h"
#include "crypto/kk-crypto-error.h"
#include "crypto/kk-escrow.h"
#include "crypto/kk-key-slot.h"
#include "crypto/kk-security-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One attempt: what is tried, and the first slot that may not be tried. */
typedef struct {
  const KkKeySlots *slots;
  const KkSlotKeys *keys;
  KkOpenedSlot *opened;
  const KkKeySlot *refused; /* (nullable) */
} Attempt;

void
kk_opened_slot_clear (KkOpenedSlot *opened)
{
  kk_symmetric_key_clear (&opened->master);
  opened->slot = 0;
}

KkSecret *
kk_slots_join_answer (const KkKeySlot *slot,
                      const KkSecret *secret,
                      const KkSecret *pin,
                      GError **error)
{
  g_auto (KkSymmetricKey) answer = { 0 };
  gsize size = kk_secret_get_size (secret);
  KkSecret *joined;

  /* The same key answers differently with its PIN and without. */
  if (!kk_security_key_answer (slot->credential, slot->challenge, slot->asks_pin ? pin : NULL,
                               &answer, error))
    return NULL;
  joined = kk_secret_new (size + sizeof answer.bytes);
  memcpy (kk_secret_edit_data (joined), kk_secret_get_data (secret), size);
  memcpy (kk_secret_edit_data (joined) + size, answer.bytes, sizeof answer.bytes);
  return joined;
}

static gboolean
unwrap (const Attempt *attempt, const KkKeySlot *slot, const KkSecret *secret)
{
  g_autoptr (GBytes) associated = kk_key_slots_encode_associated (attempt->slots, slot, NULL);
  KkKeyWrap wrap;

  wrap.costs = (KkArgonParameters){ slot->passes, slot->memory_kib };
  memcpy (wrap.salt, slot->salt, sizeof wrap.salt);
  memcpy (wrap.nonce, slot->nonce, sizeof wrap.nonce);
  memcpy (wrap.wrapped, slot->wrapped, sizeof wrap.wrapped);
  return associated != NULL &&
         kk_key_slot_unwrap (&wrap, secret, associated, &attempt->opened->master, NULL);
}

static gboolean
unwrap_escrow (const Attempt *attempt, const KkKeySlot *slot)
{
  g_autoptr (GBytes) associated = kk_key_slots_encode_associated (attempt->slots, slot, NULL);
  KkEscrowWrap wrap;

  memcpy (wrap.enc.bytes, slot->enc, sizeof wrap.enc.bytes);
  memcpy (wrap.wrapped, slot->wrapped, sizeof wrap.wrapped);
  return associated != NULL && kk_escrow_unwrap (&wrap, attempt->keys->identity, associated,
                                                 &attempt->opened->master, NULL);
}

static gboolean
unwrap_with_security_key (const Attempt *attempt,
                          const KkKeySlot *slot,
                          const KkSecret *secret,
                          GError **error)
{
  g_autoptr (KkSecret) joined = kk_slots_join_answer (slot, secret, attempt->keys->pin, error);

  return joined != NULL && unwrap (attempt, slot, joined);
}

static gboolean
try_slot (const Attempt *attempt, const KkKeySlot *slot, const KkSecret *secret, GError **error)
{
  if (slot->type == KK_KEY_SLOT_ESCROW)
    return unwrap_escrow (attempt, slot);
  if (slot->type == KK_KEY_SLOT_SECURITY_KEY)
    return unwrap_with_security_key (attempt, slot, secret, error);
  return unwrap (attempt, slot, secret);
}

/* FALSE with an error: nothing else is worth trying. */
static gboolean
try_type (Attempt *attempt, KkKeySlotType type, const KkSecret *secret, GError **error)
{
  for (guint i = 0; i < attempt->slots->slots->len; i++) {
    const KkKeySlot *slot = attempt->slots->slots->pdata[i];
    GError *failure = NULL;

    if (slot->type != type || (attempt->keys->slot != 0 && attempt->keys->slot != slot->id))
      continue;
    if (!kk_slots_is_usable (slot)) {
      attempt->refused = attempt->refused == NULL ? slot : attempt->refused;
      continue;
    }
    if (g_cancellable_set_error_if_cancelled (attempt->keys->cancellable, error))
      return FALSE;
    if (try_slot (attempt, slot, secret, &failure)) {
      attempt->opened->slot = slot->id;
      return TRUE;
    }
    if (failure != NULL) {
      g_propagate_error (error, failure);
      return FALSE;
    }
  }
  return FALSE;
}

static void
set_locked (const Attempt *attempt, GError **error)
{
  if (attempt->refused != NULL)
    /* Translators: the name of a way to open the vault, its number, and the day it was made. */
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
        _ ("The vault stays locked. The way in “%s” (number %08x, made on %s) is not tried: it "
           "asks for a weaker or a far heavier protection than Ketenkluis accepts, so "
           "somebody may have changed the key file. Use another way in, or put "
           "kluis.keys back from a backup."),
        attempt->refused->name, attempt->refused->id, attempt->refused->made_on);
  else if (attempt->keys->identity != NULL)
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
                         _ ("The vault stays locked: it was not made for this recovery key. Look "
                            "whether the sheets are of the right organisation and year."));
  else if (!attempt->keys->has_security_key &&
           kk_slots_count (attempt->slots, KK_KEY_SLOT_SECURITY_KEY) > 0)
    g_set_error_literal (
        error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
        _ ("The vault stays locked: this is not its passphrase or recovery code, or "
           "the passphrase goes with a security key. Plug that in and say that "
           "you use it."));
  else
    /* The same words for every cause: they tell nobody which slot was tried, or how near a guess was. */
    g_set_error_literal (
        error, KK_APP_ERROR, KK_APP_ERROR_LOCKED,
        _ ("The vault stays locked: this is not its passphrase or recovery code."));
}

static gboolean
try_all (Attempt *attempt, GError **error)
{
  const KkSecret *typed = attempt->keys->typed;
  g_autoptr (KkSecret) code = NULL;
  g_autoptr (KkSecret) passphrase = NULL;
  GError *failure = NULL;
  gboolean fine = FALSE;

  if (attempt->keys->identity != NULL)
    fine = try_type (attempt, KK_KEY_SLOT_ESCROW, NULL, &failure);
  else if (typed != NULL) {
    code = kk_slots_secret_of_typed_code (typed, NULL);
    passphrase = kk_slots_secret_of_passphrase (typed, NULL);
  }
  if (code != NULL)
    fine = try_type (attempt, KK_KEY_SLOT_RECOVERY_CODE, code, &failure);
  if (!fine && failure == NULL && passphrase != NULL)
    fine = try_type (attempt, KK_KEY_SLOT_PASSPHRASE, passphrase, &failure);
  if (!fine && failure == NULL && passphrase != NULL && attempt->keys->has_security_key)
    fine = try_type (attempt, KK_KEY_SLOT_SECURITY_KEY, passphrase, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  else if (!fine)
    set_locked (attempt, error);
  return fine;
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
kk_slots_open (GBytes *file, const KkSlotKeys *keys, KkOpenedSlot *opened, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KkKeySlots) slots = NULL;
  Attempt attempt = { .keys = keys, .opened = opened };
  KkHash mac;

  slots = decode_file (file, &body, &mac, error);
  attempt.slots = slots;
  if (slots == NULL || !try_all (&attempt, error))
    return NULL;
  if (!kk_key_slots_mac_verify (&opened->master, body, &mac)) {
    kk_opened_slot_clear (opened);
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("The key file of this vault was changed by someone who did not have "
                            "its key. Put kluis.keys back from a backup and change the "
                            "passphrase."));
    return NULL;
  }
  return g_steal_pointer (&slots);
}
