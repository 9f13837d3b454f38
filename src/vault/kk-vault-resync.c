/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-resync.h"

#include "vault/kk-vault-private.h"

#define RESYNC_COLUMNS "own, seat, ask, answer, asked, answered, returns, returned"

static void
read_resync (const KkQuery *query, KkVaultResync *resync)
{
  kk_query_id (query, 0, &resync->own);
  kk_query_id (query, 1, &resync->seat);
  resync->ask = (KkResyncWish) kk_query_number (query, 2);
  resync->answer = (KkResyncWish) kk_query_number (query, 3);
  resync->asked = kk_query_number (query, 4);
  resync->answered = kk_query_number (query, 5);
  resync->returns = kk_query_number (query, 6) != 0;
  resync->returned = kk_query_number (query, 7);
}

gboolean
kk_vault_resync_get (KkVault *vault,
                     const KkId *own,
                     const KkId *seat,
                     KkVaultResync *resync,
                     GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " RESYNC_COLUMNS " FROM resync WHERE own = ?1 AND seat = ?2");

  *resync = (KkVaultResync){ .own = *own, .seat = *seat };
  kk_query_bind_id (&query, own);
  kk_query_bind_id (&query, seat);
  if (kk_query_next (&query, error))
    read_resync (&query, resync);
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_resync_set (KkVault *vault, const KkVaultResync *resync, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO resync (" RESYNC_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT DO UPDATE SET ask = excluded.ask, answer = excluded.answer, "
                       "asked = excluded.asked, answered = excluded.answered, "
                       "returns = excluded.returns, returned = excluded.returned");

  kk_query_bind_id (&query, &resync->own);
  kk_query_bind_id (&query, &resync->seat);
  kk_query_bind_number (&query, resync->ask);
  kk_query_bind_number (&query, resync->answer);
  kk_query_bind_number (&query, resync->asked);
  kk_query_bind_number (&query, resync->answered);
  kk_query_bind_number (&query, resync->returns);
  kk_query_bind_number (&query, resync->returned);
  return kk_query_run (&query, error);
}

GArray *
kk_vault_resync_list (KkVault *vault, const KkId *own, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " RESYNC_COLUMNS " FROM resync WHERE own = ?1 "
                       "AND (ask > 0 OR answer > 0 OR returns > 0) ORDER BY seat");
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (KkVaultResync));

  kk_query_bind_id (&query, own);
  while (kk_query_next (&query, error)) {
    KkVaultResync resync;

    read_resync (&query, &resync);
    g_array_append_val (list, resync);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&list) : NULL;
}

gboolean
kk_vault_stream_get (KkVault *vault, gint64 log, const KkId *seat, guint64 *whole, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT whole FROM stream WHERE log = ?1 AND seat = ?2");

  *whole = 0;
  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  if (kk_query_next (&query, error))
    *whole = kk_query_count (&query, 0);
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_stream_set (KkVault *vault, gint64 log, const KkId *seat, guint64 whole, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO stream (log, seat, whole) VALUES (?, ?, ?) "
                       "ON CONFLICT DO UPDATE SET whole = max (whole, excluded.whole)");

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_count (&query, whole);
  return kk_query_run (&query, error);
}
