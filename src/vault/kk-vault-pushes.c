/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-outbox.h"

#include "vault/kk-vault-private.h"

#define PUSH_COLUMNS "log, push_no, kind, manifest, hash, parent, commit_id, made, state"

KkVaultPush *
kk_vault_push_new (void)
{
  KkVaultPush *push = g_new0 (KkVaultPush, 1);

  push->kind = KK_MANIFEST_DELTA;
  push->state = KK_PUSH_PENDING;
  return push;
}

void
kk_vault_push_free (KkVaultPush *push)
{
  if (push == NULL)
    return;
  g_clear_pointer (&push->manifest, g_bytes_unref);
  g_free (push->parent);
  g_free (push->commit);
  g_free (push);
}

gboolean
kk_vault_push_add (KkVault *vault, const KkVaultPush *push, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO push (" PUSH_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");

  kk_query_bind_number (&query, push->log);
  kk_query_bind_count (&query, push->push_no);
  kk_query_bind_number (&query, push->kind);
  kk_query_bind_bytes (&query, push->manifest);
  kk_query_bind_hash (&query, &push->hash);
  kk_query_bind_text (&query, push->parent);
  kk_query_bind_text (&query, push->commit);
  kk_query_bind_number (&query, push->made);
  kk_query_bind_number (&query, push->state);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_push_update (KkVault *vault, const KkVaultPush *push, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE push SET parent = ?, commit_id = ?, state = ? "
                                            "WHERE log = ? AND push_no = ?");

  kk_query_bind_text (&query, push->parent);
  kk_query_bind_text (&query, push->commit);
  kk_query_bind_number (&query, push->state);
  kk_query_bind_number (&query, push->log);
  kk_query_bind_count (&query, push->push_no);
  return kk_query_run (&query, error);
}

static KkVaultPush *
read_push (const KkQuery *query)
{
  KkVaultPush *push = kk_vault_push_new ();

  push->log = kk_query_number (query, 0);
  push->push_no = kk_query_count (query, 1);
  push->kind = (KkManifestKind) kk_query_number (query, 2);
  push->manifest = kk_query_dup_bytes (query, 3);
  kk_query_hash (query, 4, &push->hash);
  push->parent = kk_query_dup_text_or_null (query, 5);
  push->commit = kk_query_dup_text_or_null (query, 6);
  push->made = kk_query_number (query, 7);
  push->state = (KkPushState) kk_query_number (query, 8);
  return push;
}

KkVaultPush *
kk_vault_push_pending (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PUSH_COLUMNS " FROM push WHERE log = ?1 AND state = 1");

  kk_query_bind_number (&query, log);
  return kk_query_next (&query, error) ? read_push (&query) : NULL;
}

KkVaultPush *
kk_vault_push_last (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " PUSH_COLUMNS " FROM push WHERE log = ?1 "
                                            "ORDER BY push_no DESC LIMIT 1");

  kk_query_bind_number (&query, log);
  return kk_query_next (&query, error) ? read_push (&query) : NULL;
}

KkVaultPush *
kk_vault_push_last_confirmed (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PUSH_COLUMNS " FROM push WHERE log = ?1 AND state = 2 "
                       "ORDER BY push_no DESC LIMIT 1");

  kk_query_bind_number (&query, log);
  return kk_query_next (&query, error) ? read_push (&query) : NULL;
}

GPtrArray *
kk_vault_push_list (KkVault *vault, gint64 log, guint64 from, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PUSH_COLUMNS " FROM push WHERE log = ?1 AND push_no >= ?2 "
                       "ORDER BY push_no");
  g_autoptr (GPtrArray) pushes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_push_free);

  kk_query_bind_number (&query, log);
  kk_query_bind_count (&query, from);
  while (kk_query_next (&query, error))
    g_ptr_array_add (pushes, read_push (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&pushes) : NULL;
}

gboolean
kk_vault_push_forget (KkVault *vault, gint64 log, guint64 push_no, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "DELETE FROM push WHERE log = ?1 AND push_no < ?2 AND state = 2");

  kk_query_bind_number (&query, log);
  kk_query_bind_count (&query, push_no);
  return kk_query_run (&query, error);
}
