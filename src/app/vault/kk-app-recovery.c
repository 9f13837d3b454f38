/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-app-recovery.h"

#include "crypto/kk-code.h"

#include <string.h>

G_STATIC_ASSERT (KK_RECOVERY_GROUPS *KK_CODE_GROUP == KK_CODE_LONGEST);
G_STATIC_ASSERT (KK_RECOVERY_GROUP_SIZE == KK_CODE_GROUP);

static gboolean
parse (const KkSecret *code, KkCode *parsed)
{
  g_autoptr (KkSecret) text = kk_secret_new (kk_secret_get_size (code) + 1);

  memcpy (kk_secret_edit_data (text), kk_secret_get_data (code), kk_secret_get_size (code));
  return kk_code_parse (KK_CODE_RECOVERY, (const char *) kk_secret_get_data (text), parsed);
}

gboolean
kk_app_recovery_group (const KkSecret *code, guint group, KkRecoveryGroup *text)
{
  g_auto (KkCode) parsed = { 0 };

  if (group >= KK_RECOVERY_GROUPS || !parse (code, &parsed))
    return FALSE;
  memcpy (text->text, parsed.characters + group * KK_CODE_GROUP, KK_CODE_GROUP);
  text->text[KK_CODE_GROUP] = '\0';
  return TRUE;
}

gboolean
kk_app_recovery_matches (const KkSecret *code, guint group, const char *typed)
{
  g_auto (KkCode) parsed = { 0 };

  return group < KK_RECOVERY_GROUPS && parse (code, &parsed) &&
         kk_code_group_matches (&parsed, group, typed);
}
