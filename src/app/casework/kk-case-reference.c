/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-case-reference-private.h"

#include "app/kk-settings-private.h"
#include "vault/kk-vault-cases.h"

#include <glib/gi18n-lib.h>

#define MOST_CHARACTERS 64

gboolean
kk_case_reference_exists (KkApp *app,
                          const KkId *desk,
                          const char *reference,
                          gboolean *exists,
                          GError **error)
{
  GError *local = NULL;
  g_autoptr (KkVaultCase) found = kk_vault_case_by_reference (app->vault, desk, reference, &local);

  *exists = found != NULL;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
is_fit (const char *reference)
{
  if (*reference == '\0' || !g_utf8_validate (reference, -1, NULL) ||
      g_utf8_strlen (reference, -1) > MOST_CHARACTERS)
    return FALSE;
  for (const char *p = reference; *p != '\0'; p = g_utf8_next_char (p)) {
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_case_reference_check (KkApp *app, const KkId *desk, const char *reference, GError **error)
{
  gboolean exists = FALSE;

  if (!is_fit (reference)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                         _ ("A reference is one line of 1 to 64 characters."));
    return FALSE;
  }
  if (!kk_case_reference_exists (app, desk, reference, &exists, error))
    return FALSE;
  if (!exists)
    return TRUE;
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                       _ ("There is a case with this reference already. Choose another one."));
  return FALSE;
}

/* Colleagues at one desk count each for themselves, also offline: their references must differ. */
static char *
make_reference (KkApp *app, const KkOwnSeat *seat, const char *year, gint64 number)
{
  g_autoptr (GPtrArray) seats = kk_directory_seats_of_desk (app->directory, &seat->desk);

  if (seats->len < 2)
    return g_strdup_printf ("%s-%04" G_GINT64_FORMAT, year, number);
  return g_strdup_printf ("%s-%04" G_GINT64_FORMAT "-%.4s", year, number,
                          kk_id_text (&seat->seat).text);
}

char *
kk_case_reference_next (KkApp *app, const KkOwnSeat *seat, GError **error)
{
  g_autofree char *today = kk_app_today (app);
  g_autofree char *year = g_strndup (today, 4);
  g_autofree char *setting = g_strconcat ("case-number-", year, NULL);
  g_autofree char *reference = NULL;
  gboolean exists = TRUE;
  gint64 number = 0;

  if (!kk_vault_setting_get_number (app->vault, setting, 0, &number, error))
    return NULL;
  while (exists) {
    g_free (reference);
    reference = make_reference (app, seat, year, ++number);
    if (!kk_case_reference_exists (app, &seat->desk, reference, &exists, error))
      return NULL;
  }
  if (!kk_vault_setting_set_number (app->vault, setting, number, error))
    return NULL;
  return g_steal_pointer (&reference);
}
