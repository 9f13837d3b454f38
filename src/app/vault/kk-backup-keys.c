/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-keys-private.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-app-backup.h"
#include "app/vault/kk-slots-private.h"
#include "backup/kk-age-keys.h"
#include "crypto/kk-backup-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
write_own (KkApp *app, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  KkKxPublicKey recipient;
  g_autoptr (KkSecret) secret = NULL;

  kk_kx_pair_generate (&recipient, &identity);
  secret = kk_secret_new_copy (identity.bytes, sizeof identity.bytes);
  return kk_vault_setting_set_secret (app->vault, KK_SETTING_BACKUP_SELF, secret, error);
}

gboolean
kk_backup_keys_start (KkApp *app, const KkCode *code, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };
  KkKxPublicKey recipient;
  g_autofree char *text = NULL;

  kk_backup_pair_from_code (code, &recipient, &identity);
  text = kk_age_recipient_to_text (&recipient);
  return kk_vault_setting_set_text (app->vault, KK_SETTING_BACKUP_RECOVERY, text, error) &&
         write_own (app, error);
}

static gboolean
fail (GError **error, KkAppError code, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, (int) code, sentence);
  return FALSE;
}

gboolean
kk_backup_keys_get_own (KkApp *app, KkKxSecretKey *identity, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (KkSecret) secret =
      kk_vault_setting_dup_secret (app->vault, KK_SETTING_BACKUP_SELF, &failure);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (secret == NULL || kk_secret_get_size (secret) != sizeof identity->bytes)
    return fail (error, KK_APP_ERROR_FAILED,
                 _ ("This vault has no key for its backups: it is damaged. Restore a backup."));
  memcpy (identity->bytes, kk_secret_get_data (secret), sizeof identity->bytes);
  return TRUE;
}

#define FIRST_CODE_SLOT 2

/* The slot that a word of the setting is about; @text: (out): where its key begins. */
static guint32
parse_word (const char *word, const char **text)
{
  char *end;
  guint64 slot = g_ascii_strtoull (word, &end, 10);

  *text = *end == '=' ? end + 1 : word;
  return *end == '=' ? (guint32) slot : FIRST_CODE_SLOT;
}

static char *
dup_words (KkApp *app, GError **error)
{
  g_autoptr (GError) failure = NULL;
  char *words = kk_vault_setting_dup_text (app->vault, KK_SETTING_BACKUP_RECOVERY, &failure);

  if (failure == NULL)
    return words != NULL ? words : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
is_code_slot (KkApp *app, guint32 id)
{
  const KkKeySlot *slot = kk_slots_find (app->key_slots, id);

  return slot != NULL && slot->type == KK_KEY_SLOT_RECOVERY_CODE;
}

gboolean
kk_backup_keys_add_code (KkApp *app, guint32 slot, const KkCode *code, GError **error)
{
  g_autofree char *before = dup_words (app, error);
  g_autofree char *recipient = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) after = g_string_new (NULL);
  g_auto (KkKxSecretKey) identity = { 0 };
  KkKxPublicKey key;

  if (before == NULL)
    return FALSE;
  words = g_strsplit (before, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    const char *key_text;
    guint32 of = parse_word (words[i], &key_text);

    if (of != slot && is_code_slot (app, of))
      g_string_append_printf (after, "%u=%s ", of, key_text);
  }
  kk_backup_pair_from_code (code, &key, &identity);
  recipient = kk_age_recipient_to_text (&key);
  g_string_append_printf (after, "%u=%s", slot, recipient);
  return kk_vault_setting_set_text (app->vault, KK_SETTING_BACKUP_RECOVERY, after->str, error);
}

static gboolean
add_text (KkBackupRecipients *recipients, const char *text, GError **error)
{
  if (recipients->n_keys == KK_BACKUP_RECIPIENTS_MOST)
    return fail (error, KK_APP_ERROR_USAGE,
                 _ ("A backup cannot be for so many other keys: name fewer."));
  if (text == NULL ||
      !kk_age_recipient_from_text (&recipients->keys[recipients->n_keys], text, NULL))
    return fail (error, KK_APP_ERROR_USAGE,
                 _ ("That is not a public key of age. It begins with “age1”; copy all of it."));
  recipients->n_keys++;
  return TRUE;
}

static gboolean
add_codes (KkApp *app, KkBackupRecipients *recipients, GError **error)
{
  g_autofree char *all = dup_words (app, error);
  g_auto (GStrv) words = NULL;

  if (all == NULL)
    return FALSE;
  words = g_strsplit (all, " ", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    const char *text;
    guint32 slot = parse_word (words[i], &text);

    if (is_code_slot (app, slot) && !add_text (recipients, text, error))
      return FALSE;
  }
  return TRUE;
}

/* Whoever may open the vault without its owner may put it back, too. */
static void
add_escrows (KkApp *app, KkBackupRecipients *recipients)
{
  for (guint i = 0; i < app->key_slots->slots->len; i++) {
    const KkKeySlot *slot = app->key_slots->slots->pdata[i];

    if (slot->type == KK_KEY_SLOT_ESCROW)
      memcpy (recipients->keys[recipients->n_keys++].bytes, slot->recipient,
              sizeof slot->recipient);
  }
}

gboolean
kk_backup_keys_list (KkApp *app,
                     const GPtrArray *others,
                     KkBackupRecipients *recipients,
                     GError **error)
{
  g_auto (KkKxSecretKey) own = { 0 };

  recipients->n_keys = 0;
  if (!kk_backup_keys_get_own (app, &own, error))
    return FALSE;
  recipients->keys[recipients->n_keys++] = kk_kx_secret_key_get_public (&own);
  add_escrows (app, recipients);
  if (!add_codes (app, recipients, error))
    return FALSE;
  for (guint i = 0; others != NULL && i < others->len; i++)
    if (!add_text (recipients, others->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kk_backup_keys_from_typed (const KkSecret *typed, KkKxSecretKey *identity, GError **error)
{
  gsize size = kk_secret_get_size (typed);
  g_autoptr (KkSecret) text = kk_secret_new (size + 1);
  const char *ended = (const char *) kk_secret_get_data (text);
  g_auto (KkCode) code = { 0 };
  KkKxPublicKey recipient;

  memcpy (kk_secret_edit_data (text), kk_secret_get_data (typed), size);
  if (kk_code_parse (KK_CODE_RECOVERY, ended, &code)) {
    kk_backup_pair_from_code (&code, &recipient, identity);
    return TRUE;
  }
  return kk_age_identity_from_text (identity, ended, NULL) ||
         fail (error, KK_APP_ERROR_LOCKED,
               _ ("That is not a recovery code, nor a key of age. Check each group of the code: a "
                  "wrong one is noticed."));
}

KkSecret *
kk_backup_key_from_code (const KkSecret *typed, GError **error)
{
  g_auto (KkKxSecretKey) identity = { 0 };

  return kk_backup_keys_from_typed (typed, &identity, error) ? kk_age_identity_to_text (&identity)
                                                             : NULL;
}
