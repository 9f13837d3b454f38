/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-age-keys.h"
#include "backup/kk-backup-error.h"
#include "backup/kk-bech32.h"

#include <string.h>

#define RECIPIENT "age"
#define IDENTITY  "age-secret-key-"

G_STATIC_ASSERT (KK_KX_KEY_SIZE == KK_BECH32_SIZE);

/* age writes recipients in lower case and identities in upper case, and reads no other. */
static gboolean
decode (const char *text, const char *prefix, gboolean is_upper, guint8 *data)
{
  g_autofree char *other = is_upper ? g_ascii_strup (text, -1) : g_ascii_strdown (text, -1);
  gboolean is_right = g_str_equal (other, text) && kk_bech32_decode (text, prefix, data);

  kk_secret_wipe (other, strlen (other));
  return is_right;
}

char *
kk_age_recipient_to_text (const KkKxPublicKey *recipient)
{
  return kk_bech32_encode (RECIPIENT, recipient->bytes);
}

gboolean
kk_age_recipient_from_text (KkKxPublicKey *recipient, const char *text, GError **error)
{
  if (decode (text, RECIPIENT, FALSE, recipient->bytes))
    return TRUE;
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_KEY, "not a public key of age");
  return FALSE;
}

KkSecret *
kk_age_identity_to_text (const KkKxSecretKey *identity)
{
  char *lower = kk_bech32_encode (IDENTITY, identity->bytes);
  gsize size = strlen (lower);
  KkSecret *text = kk_secret_new (size + 1);

  for (gsize i = 0; i < size; i++)
    kk_secret_edit_data (text)[i] = (guint8) g_ascii_toupper (lower[i]);
  kk_secret_wipe (lower, size);
  g_free (lower);
  return text;
}

gboolean
kk_age_identity_from_text (KkKxSecretKey *identity, const char *text, GError **error)
{
  if (decode (text, IDENTITY, TRUE, identity->bytes))
    return TRUE;
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_KEY, "not a secret key of age");
  return FALSE;
}
