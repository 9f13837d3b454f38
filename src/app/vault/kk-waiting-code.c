/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A recovery code that came to hold before anybody could read it (docs/formats/key-slots.md, "A new master key"). */

#include "app/kk-app-private.h"
#include "app/kk-settings-private.h"
#include "app/vault/kk-app-slots.h"
#include "app/vault/kk-slots-private.h"
#include "app/vault/kk-waiting-code-private.h"

#include <string.h>

KkSecret *
kk_waiting_code_pack (guint32 slot, const char *code)
{
  gsize size = strlen (code);
  guint32 number = GUINT32_TO_BE (slot);
  KkSecret *packed = kk_secret_new (sizeof number + size);

  memcpy (kk_secret_edit_data (packed), &number, sizeof number);
  memcpy (kk_secret_edit_data (packed) + sizeof number, code, size);
  return packed;
}

/* A slot that was taken away since then opens nothing, and its code is of no use to anybody. */
static KkSecret *
unpack (KkApp *app, const KkSecret *packed)
{
  gsize size = kk_secret_get_size (packed);
  KkSecret *code;
  guint32 number;

  if (size <= sizeof number)
    return NULL;
  memcpy (&number, kk_secret_get_data (packed), sizeof number);
  if (kk_slots_find (app->key_slots, GUINT32_FROM_BE (number)) == NULL)
    return NULL;
  /* New memory of this kind holds zeros. */
  code = kk_secret_new (size - sizeof number + 1);
  memcpy (kk_secret_edit_data (code), kk_secret_get_data (packed) + sizeof number,
          size - sizeof number);
  return code;
}

KkSecret *
kk_app_waiting_code (KkApp *app, GError **error)
{
  g_autoptr (KkSecret) packed =
      kk_vault_setting_dup_secret (app->vault, KK_SETTING_WAITING_CODE, error);

  return packed != NULL ? unpack (app, packed) : NULL;
}

gboolean
kk_app_waiting_code_forget (KkApp *app, GError **error)
{
  return kk_vault_setting_unset (app->vault, KK_SETTING_WAITING_CODE, error);
}
