/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is being written about a case and is no record yet. It goes when the case is erased (kk-record-wipe.c). */

#include "app/casework/kk-app-case.h"

#include "app/casework/kk-case-find-private.h"
#include "app/kk-settings-private.h"

/* (transfer full) (nullable): of the setting; NULL with @error when the case is not there. */
static char *
find_name (KkApp *app, const char *case_, const char *place, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);

  if (found == NULL)
    return NULL;
  return place == NULL ? kk_setting_journal_draft (&found->record.id)
                       : kk_setting_case_draft (&found->record.id, place);
}

gboolean
kk_app_case_keep_draft (KkApp *app,
                        const char *case_,
                        const char *place,
                        const char *text,
                        GError **error)
{
  g_autofree char *name = find_name (app, case_, place, error);

  if (name == NULL)
    return FALSE;
  if (text == NULL || *text == '\0')
    return kk_vault_setting_unset (app->vault, name, error);
  return kk_vault_setting_set_text (app->vault, name, text, error);
}

char *
kk_app_case_dup_draft (KkApp *app, const char *case_, const char *place, GError **error)
{
  g_autofree char *name = find_name (app, case_, place, error);
  g_autoptr (GError) failure = NULL;
  char *text;

  if (name == NULL)
    return NULL;
  text = kk_vault_setting_dup_text (app->vault, name, &failure);
  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  return text != NULL ? text : g_strdup ("");
}
