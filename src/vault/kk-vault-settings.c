/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-settings.h"

#include "vault/kk-vault-private.h"

static const char set_sql[] = "INSERT INTO meta (name, value) VALUES (?1, ?2) "
                              "ON CONFLICT (name) DO UPDATE SET value = excluded.value";
static const char get_sql[] = "SELECT value FROM meta WHERE name = ?1";

gboolean
kk_vault_setting_set_text (KkVault *vault, const char *name, const char *value, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, set_sql);

  kk_query_bind_text (&query, name);
  kk_query_bind_text (&query, value);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_setting_set_bytes (KkVault *vault, const char *name, GBytes *value, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, set_sql);

  kk_query_bind_text (&query, name);
  kk_query_bind_bytes (&query, value);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_setting_set_secret (KkVault *vault,
                             const char *name,
                             const KkSecret *value,
                             GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, set_sql);

  kk_query_bind_text (&query, name);
  kk_query_bind_secret (&query, value);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_setting_set_number (KkVault *vault, const char *name, gint64 value, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, set_sql);

  kk_query_bind_text (&query, name);
  kk_query_bind_number (&query, value);
  return kk_query_run (&query, error);
}

GPtrArray *
kk_vault_setting_list (KkVault *vault, const char *from, const char *until, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT name FROM meta WHERE name >= ?1 AND name < ?2 ORDER BY name");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  kk_query_bind_text (&query, from);
  kk_query_bind_text (&query, until);
  while (kk_query_next (&query, error))
    g_ptr_array_add (names, kk_query_dup_text (&query, 0));
  return kk_query_is_fine (&query) ? g_steal_pointer (&names) : NULL;
}

gboolean
kk_vault_setting_unset (KkVault *vault, const char *name, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM meta WHERE name = ?1");

  kk_query_bind_text (&query, name);
  return kk_query_run (&query, error);
}

char *
kk_vault_setting_dup_text (KkVault *vault, const char *name, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, get_sql);

  kk_query_bind_text (&query, name);
  return kk_query_next (&query, error) ? kk_query_dup_text (&query, 0) : NULL;
}

GBytes *
kk_vault_setting_dup_bytes (KkVault *vault, const char *name, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, get_sql);

  kk_query_bind_text (&query, name);
  return kk_query_next (&query, error) ? kk_query_dup_bytes (&query, 0) : NULL;
}

KkSecret *
kk_vault_setting_dup_secret (KkVault *vault, const char *name, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, get_sql);

  kk_query_bind_text (&query, name);
  return kk_query_next (&query, error) ? kk_query_dup_secret (&query, 0) : NULL;
}

gboolean
kk_vault_setting_get_number (KkVault *vault,
                             const char *name,
                             gint64 fallback,
                             gint64 *value,
                             GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, get_sql);

  kk_query_bind_text (&query, name);
  return kk_query_get_number (&query, fallback, value, error);
}

KkVaultIdentity *
kk_vault_identity_new (void)
{
  return g_new0 (KkVaultIdentity, 1);
}

void
kk_vault_identity_free (KkVaultIdentity *identity)
{
  if (identity == NULL)
    return;
  kk_secret_free (identity->sign_secret);
  kk_secret_free (identity->kx_secret);
  kk_secret_free (identity->organisation_secret);
  g_free (identity);
}

gboolean
kk_vault_identity_set (KkVault *vault, const KkVaultIdentity *identity, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT OR REPLACE INTO identity (one, device, sign_public, sign_secret, kx_public, "
             "kx_secret, organisation_secret) VALUES (1, ?, ?, ?, ?, ?, ?)");

  kk_query_bind_id (&query, &identity->device);
  kk_query_bind_blob (&query, identity->sign_public.bytes, sizeof identity->sign_public.bytes);
  kk_query_bind_secret (&query, identity->sign_secret);
  kk_query_bind_blob (&query, identity->kx_public.bytes, sizeof identity->kx_public.bytes);
  kk_query_bind_secret (&query, identity->kx_secret);
  kk_query_bind_secret (&query, identity->organisation_secret);
  return kk_query_run (&query, error);
}

KkVaultIdentity *
kk_vault_identity_get (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT device, sign_public, sign_secret, kx_public, kx_secret, "
                       "organisation_secret FROM identity");
  KkVaultIdentity *identity;

  if (!kk_query_next (&query, error))
    return NULL;
  identity = kk_vault_identity_new ();
  kk_query_id (&query, 0, &identity->device);
  kk_query_fixed (&query, 1, identity->sign_public.bytes, sizeof identity->sign_public.bytes);
  identity->sign_secret = kk_query_dup_secret (&query, 2);
  kk_query_fixed (&query, 3, identity->kx_public.bytes, sizeof identity->kx_public.bytes);
  identity->kx_secret = kk_query_dup_secret (&query, 4);
  identity->organisation_secret = kk_query_dup_secret (&query, 5);
  return identity;
}

gboolean
kk_vault_identity_set_organisation (KkVault *vault, const KkSecret *secret, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE identity SET organisation_secret = ?1");

  kk_query_bind_secret (&query, secret);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_seat_set (KkVault *vault, const KkVaultSeat *seat, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO seat (id, desk, log, incarnation, active) "
                       "VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET log = excluded.log, "
                       "incarnation = excluded.incarnation, active = excluded.active");

  kk_query_bind_id (&query, &seat->id);
  kk_query_bind_id (&query, &seat->desk);
  kk_query_bind_number (&query, seat->log);
  kk_query_bind_number (&query, seat->incarnation);
  kk_query_bind_number (&query, seat->active ? 1 : 0);
  return kk_query_run (&query, error);
}

GArray *
kk_vault_seat_list (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT id, desk, log, incarnation, active FROM seat ORDER BY id");
  g_autoptr (GArray) seats = g_array_new (FALSE, TRUE, sizeof (KkVaultSeat));

  while (kk_query_next (&query, error)) {
    KkVaultSeat seat = { 0 };

    kk_query_id (&query, 0, &seat.id);
    kk_query_id (&query, 1, &seat.desk);
    seat.log = kk_query_number (&query, 2);
    seat.incarnation = (guint32) kk_query_number (&query, 3);
    seat.active = kk_query_number (&query, 4) != 0;
    g_array_append_val (seats, seat);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&seats) : NULL;
}
