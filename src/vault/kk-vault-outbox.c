/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-outbox.h"

#include "vault/kk-vault-private.h"

#define BODY_COLUMNS "id, share, giver, desk, bytes, hash, created, not_before, state, reason"

KkVaultBody *
kk_vault_body_new (void)
{
  KkVaultBody *body = g_new0 (KkVaultBody, 1);

  body->state = KK_BODY_READY;
  return body;
}

void
kk_vault_body_free (KkVaultBody *body)
{
  if (body == NULL)
    return;
  g_clear_pointer (&body->bytes, g_bytes_unref);
  g_free (body->reason);
  g_free (body);
}

gboolean
kk_vault_body_add (KkVault *vault, const KkVaultBody *body, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO body (" BODY_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  kk_query_bind_id (&query, &body->id);
  kk_query_bind_id_or_null (&query, body->has_share, &body->share);
  kk_query_bind_id (&query, &body->giver);
  kk_query_bind_id (&query, &body->desk);
  kk_query_bind_bytes (&query, body->bytes);
  kk_query_bind_hash (&query, &body->hash);
  kk_query_bind_number (&query, body->created);
  kk_query_bind_number (&query, body->not_before);
  kk_query_bind_number (&query, body->state);
  kk_query_bind_text (&query, body->reason);
  return kk_query_run (&query, error);
}

static KkVaultBody *
read_body (const KkQuery *query)
{
  KkVaultBody *body = kk_vault_body_new ();

  kk_query_id (query, 0, &body->id);
  body->has_share = kk_query_id (query, 1, &body->share);
  kk_query_id (query, 2, &body->giver);
  kk_query_id (query, 3, &body->desk);
  body->bytes = kk_query_dup_bytes (query, 4);
  kk_query_hash (query, 5, &body->hash);
  body->created = kk_query_number (query, 6);
  body->not_before = kk_query_number (query, 7);
  body->state = (KkBodyState) kk_query_number (query, 8);
  body->reason = kk_query_dup_text_or_null (query, 9);
  return body;
}

KkVaultBody *
kk_vault_body_get (KkVault *vault, const KkId *id, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " BODY_COLUMNS " FROM body WHERE id = ?1");

  kk_query_bind_id (&query, id);
  return kk_query_next (&query, error) ? read_body (&query) : NULL;
}

gboolean
kk_vault_body_set_state (KkVault *vault,
                         const KkId *id,
                         KkBodyState state,
                         const char *reason,
                         GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE body SET state = ?1, reason = ?2, "
                       "bytes = CASE ?1 WHEN 4 THEN NULL ELSE bytes END WHERE id = ?3");

  kk_query_bind_number (&query, state);
  kk_query_bind_text (&query, reason);
  kk_query_bind_id (&query, id);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_body_forget_record (KkVault *vault, gint64 record, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE body SET bytes = NULL WHERE state = 2 AND id IN (SELECT p.body FROM "
                       "packet AS p JOIN packet_record AS r ON r.packet = p.idx "
                       "WHERE r.record = ?1)");

  kk_query_bind_number (&query, record);
  return kk_query_run (&query, error);
}

static GPtrArray *
read_bodies (KkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) bodies =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_body_free);

  while (kk_query_next (query, error))
    g_ptr_array_add (bodies, read_body (query));
  return kk_query_is_fine (query) ? g_steal_pointer (&bodies) : NULL;
}

GPtrArray *
kk_vault_body_list (KkVault *vault, KkBodyState state, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " BODY_COLUMNS " FROM body WHERE state = ?1 ORDER BY created, id");

  kk_query_bind_number (&query, state);
  return read_bodies (&query, error);
}

GPtrArray *
kk_vault_body_list_due (KkVault *vault, gint64 instant, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " BODY_COLUMNS " FROM body WHERE state = 1 AND (not_before <= ?1 OR "
                       "created > ?1) ORDER BY created, id");

  kk_query_bind_number (&query, instant);
  return read_bodies (&query, error);
}

GPtrArray *
kk_vault_body_list_without_record (KkVault *vault,
                                   const KkId *giver,
                                   const KkId *desk,
                                   GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT " BODY_COLUMNS " FROM body WHERE state = 2 AND giver = ?1 AND desk = ?2 "
             "AND bytes IS NOT NULL AND NOT EXISTS (SELECT 1 FROM packet AS p JOIN packet_record "
             "AS r ON r.packet = p.idx WHERE p.body = body.id) ORDER BY created, id");

  kk_query_bind_id (&query, giver);
  kk_query_bind_id (&query, desk);
  return read_bodies (&query, error);
}

gboolean
kk_vault_addressee_get (KkVault *vault,
                        gint64 log,
                        const KkId *seat,
                        KkVaultAddressee *addressee,
                        GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT next_seq, dropped_max FROM addressee WHERE log = ?1 AND seat = ?2");

  *addressee = (KkVaultAddressee){ .next_sequence = 1 };
  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  if (kk_query_next (&query, error)) {
    addressee->next_sequence = kk_query_count (&query, 0);
    addressee->dropped_max = kk_query_count (&query, 1);
  }
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_addressee_set (KkVault *vault,
                        gint64 log,
                        const KkId *seat,
                        const KkVaultAddressee *addressee,
                        GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO addressee (log, seat, next_seq, dropped_max) VALUES (?, ?, ?, ?) "
             "ON CONFLICT DO UPDATE SET next_seq = excluded.next_seq, "
             "dropped_max = excluded.dropped_max");

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_count (&query, addressee->next_sequence);
  kk_query_bind_count (&query, addressee->dropped_max);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_addressee_take_sequence (KkVault *vault,
                                  gint64 log,
                                  const KkId *seat,
                                  guint64 *sequence,
                                  GError **error)
{
  KkVaultAddressee addressee;

  if (!kk_vault_addressee_get (vault, log, seat, &addressee, error))
    return FALSE;
  *sequence = addressee.next_sequence++;
  return kk_vault_addressee_set (vault, log, seat, &addressee, error);
}
