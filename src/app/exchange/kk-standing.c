/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-standing-private.h"

#include "vault/kk-vault-settings.h"
#include "vault/kk-vault-shares.h"

#include <string.h>

/* Names sort by the day, so that what is due is found without looking at the rest. */
static char *
name_again (const KkId *desk, const char *day, const char *thread)
{
  return g_strdup_printf ("again/%s/%s/%s", kk_id_text (desk).text, day, thread);
}

gboolean
kk_standing_look_again (KkApp *app,
                        const KkId *desk,
                        const KkId *thread,
                        const char *day,
                        GError **error)
{
  g_autofree char *name = name_again (desk, day, kk_id_text (thread).text);

  return kk_vault_setting_set_number (app->vault, name, 1, error);
}

static gboolean
is_among (const GPtrArray *shares, const KkId *id)
{
  for (guint i = 0; i < shares->len; i++) {
    if (kk_id_equal (&((const KkVaultShare *) shares->pdata[i])->id, id))
      return TRUE;
  }
  return FALSE;
}

/* @thread: (nullable): every case. */
static gboolean
add_active (KkApp *app, const KkId *desk, const KkId *thread, GPtrArray *shares, GError **error)
{
  g_autoptr (GPtrArray) all = kk_vault_share_list (app->vault, desk, thread, error);

  for (guint i = 0; all != NULL && i < all->len; i++) {
    const KkVaultShare *share = all->pdata[i];

    if (share->state == KK_SHARE_ACTIVE && share->has_thread && !is_among (shares, &share->id))
      g_ptr_array_add (shares, g_steal_pointer (&all->pdata[i]));
  }
  return all != NULL;
}

static gboolean
add_threads (KkApp *app, const KkId *desk, const char *today, GPtrArray *shares, GError **error)
{
  g_autofree char *from = name_again (desk, KK_STANDING_NOW, "");
  g_autofree char *until = name_again (desk, today, "~");
  g_autoptr (GPtrArray) names = kk_vault_setting_list (app->vault, from, until, error);

  for (guint i = 0; names != NULL && i < names->len; i++) {
    const char *name = names->pdata[i];
    KkId thread;

    if ((kk_id_parse (strrchr (name, '/') + 1, &thread) &&
         !add_active (app, desk, &thread, shares, error)) ||
        !kk_vault_setting_unset (app->vault, name, error))
      return FALSE;
  }
  return names != NULL;
}

/* A clock that ran ahead decided by days that were not there yet. */
static gboolean
went_clock_back (KkApp *app, const KkId *desk, const char *today, gboolean *back, GError **error)
{
  g_autofree char *name = g_strdup_printf ("standing-day/%s", kk_id_text (desk).text);
  g_autoptr (GError) local = NULL;
  g_autofree char *last = kk_vault_setting_dup_text (app->vault, name, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  *back = last != NULL && strcmp (today, last) < 0;
  return g_strcmp0 (today, last) == 0 || kk_vault_setting_set_text (app->vault, name, today, error);
}

gboolean
kk_standing_add_due (KkApp *app, const KkId *desk, GPtrArray *shares, GError **error)
{
  g_autofree char *today = kk_app_today (app);
  gboolean back;

  return went_clock_back (app, desk, today, &back, error) &&
         (!back || add_active (app, desk, NULL, shares, error)) &&
         add_threads (app, desk, today, shares, error);
}
