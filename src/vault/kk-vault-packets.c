/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-outbox.h"

#include "vault/kk-vault-private.h"

#define PACKET_COLUMNS \
  "idx, log, tag, seat, seq, first_push, body, kind, hash, created, state, control"

KkVaultPacket *
kk_vault_packet_new (void)
{
  KkVaultPacket *packet = g_new0 (KkVaultPacket, 1);

  packet->kind = KK_STATEMENT_CONTENT;
  packet->state = KK_PACKET_LIVE;
  return packet;
}

void
kk_vault_packet_free (KkVaultPacket *packet)
{
  if (packet == NULL)
    return;
  g_clear_pointer (&packet->bytes, g_bytes_unref);
  g_free (packet);
}

gboolean
kk_vault_packet_add (KkVault *vault, KkVaultPacket *packet, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO packet (log, tag, seat, seq, first_push, body, kind, hash, "
             "created, state, bytes, control) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  kk_query_bind_number (&query, packet->log);
  kk_query_bind_id (&query, &packet->tag);
  kk_query_bind_id (&query, &packet->seat);
  kk_query_bind_count (&query, packet->sequence);
  kk_query_bind_count (&query, packet->first_push);
  kk_query_bind_id_or_null (&query, packet->has_body, &packet->body);
  kk_query_bind_number (&query, packet->kind);
  kk_query_bind_hash (&query, &packet->hash);
  kk_query_bind_number (&query, packet->created);
  kk_query_bind_number (&query, packet->state);
  kk_query_bind_bytes (&query, packet->bytes);
  kk_query_bind_number (&query, packet->control);
  if (!kk_query_run (&query, error))
    return FALSE;
  packet->idx = sqlite3_last_insert_rowid (vault->db);
  return TRUE;
}

static KkVaultPacket *
read_packet (const KkQuery *query)
{
  KkVaultPacket *packet = kk_vault_packet_new ();

  packet->idx = kk_query_number (query, 0);
  packet->log = kk_query_number (query, 1);
  kk_query_id (query, 2, &packet->tag);
  kk_query_id (query, 3, &packet->seat);
  packet->sequence = kk_query_count (query, 4);
  packet->first_push = kk_query_count (query, 5);
  packet->has_body = kk_query_id (query, 6, &packet->body);
  packet->kind = (KkStatementKind) kk_query_number (query, 7);
  kk_query_hash (query, 8, &packet->hash);
  packet->created = kk_query_number (query, 9);
  packet->state = (KkPacketState) kk_query_number (query, 10);
  packet->control = (KkControlKind) kk_query_number (query, 11);
  return packet;
}

KkVaultPacket *
kk_vault_packet_find (KkVault *vault, const KkHash *hash, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PACKET_COLUMNS " FROM packet WHERE hash = ?1");

  kk_query_bind_hash (&query, hash);
  return kk_query_next (&query, error) ? read_packet (&query) : NULL;
}

static GPtrArray *
read_packets (KkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) packets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_packet_free);

  while (kk_query_next (query, error))
    g_ptr_array_add (packets, read_packet (query));
  return kk_query_is_fine (query) ? g_steal_pointer (&packets) : NULL;
}

KkVaultPacket *
kk_vault_packet_get (KkVault *vault, gint64 idx, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PACKET_COLUMNS ", bytes FROM packet WHERE idx = ?1");
  KkVaultPacket *packet;

  kk_query_bind_number (&query, idx);
  if (!kk_query_next (&query, error))
    return NULL;
  packet = read_packet (&query);
  packet->bytes = kk_query_dup_bytes (&query, 12);
  return packet;
}

gboolean
kk_vault_packet_set_state (KkVault *vault, gint64 idx, KkPacketState state, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE packet SET state = ?1, "
                       "bytes = CASE ?1 WHEN 5 THEN NULL ELSE bytes END WHERE idx = ?2");

  kk_query_bind_number (&query, state);
  kk_query_bind_number (&query, idx);
  return kk_query_run (&query, error);
}

GPtrArray *
kk_vault_packet_list_in_tree (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PACKET_COLUMNS " FROM packet WHERE log = ?1 AND state < 5 "
                       "ORDER BY seat, seq");

  kk_query_bind_number (&query, log);
  return read_packets (&query, error);
}

GPtrArray *
kk_vault_packet_list (KkVault *vault,
                      gint64 log,
                      const KkId *seat,
                      KkPacketState state,
                      GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PACKET_COLUMNS " FROM packet WHERE log = ?1 "
                       "AND (?2 IS NULL OR seat = ?2) AND state = ?3 ORDER BY seat, seq");

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, state);
  return read_packets (&query, error);
}

GPtrArray *
kk_vault_packet_list_gone (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " PACKET_COLUMNS " FROM packet WHERE log = ?1 "
                                            "AND state BETWEEN 2 AND 4 ORDER BY seat, seq");

  kk_query_bind_number (&query, log);
  return read_packets (&query, error);
}

GPtrArray *
kk_vault_packet_list_of_body (KkVault *vault, const KkId *body, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " PACKET_COLUMNS
                                            " FROM packet WHERE body = ?1 ORDER BY log, seat, seq");

  kk_query_bind_id (&query, body);
  return read_packets (&query, error);
}

GPtrArray *
kk_vault_packet_list_of_record (KkVault *vault, gint64 record, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " PACKET_COLUMNS " FROM packet_record JOIN packet ON idx = packet "
                       "WHERE record = ?1 AND state < 5 ORDER BY log, seat, seq");

  kk_query_bind_number (&query, record);
  return read_packets (&query, error);
}

gboolean
kk_vault_packet_has_record (KkVault *vault, gint64 record, gboolean *has, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT 1 FROM packet_record WHERE record = ?1 LIMIT 1");
  gint64 found = 0;

  kk_query_bind_number (&query, record);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *has = found != 0;
  return TRUE;
}

gboolean
kk_vault_packet_weigh (KkVault *vault,
                       gint64 log,
                       KkPacketState from,
                       KkPacketState to,
                       gint64 *bytes,
                       GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT coalesce (sum (length (bytes)), 0) FROM packet WHERE log = ?1 "
                       "AND state < 5 AND state BETWEEN ?2 AND ?3");

  *bytes = 0;
  kk_query_bind_number (&query, log);
  kk_query_bind_number (&query, from);
  kk_query_bind_number (&query, to);
  return kk_query_get_number (&query, 0, bytes, error);
}

gboolean
kk_vault_packet_acknowledge (KkVault *vault,
                             gint64 log,
                             const KkId *seat,
                             guint64 push_no,
                             gint64 *changed,
                             GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE packet SET state = 2 WHERE log = ?1 AND state = 1 AND seat = ?2 "
                       "AND first_push <= ?3");

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_count (&query, push_no);
  if (!kk_query_run (&query, error))
    return FALSE;
  if (changed != NULL)
    *changed = sqlite3_changes64 (vault->db);
  return TRUE;
}

gboolean
kk_vault_packet_add_record (KkVault *vault, gint64 packet, gint64 record, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO packet_record (packet, record) VALUES (?1, ?2) "
                       "ON CONFLICT DO NOTHING");

  kk_query_bind_number (&query, packet);
  kk_query_bind_number (&query, record);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_packet_has_control (KkVault *vault,
                             gint64 log,
                             const KkId *seat,
                             KkControlKind kind,
                             gboolean *live,
                             GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT 1 FROM packet WHERE log = ?1 AND state = 1 "
                                            "AND seat = ?2 AND control = ?3 LIMIT 1");
  gint64 found = 0;

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, kind);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *live = found != 0;
  return TRUE;
}

gboolean
kk_vault_packet_expire (KkVault *vault, gint64 log, gint64 before, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE packet SET state = 3 WHERE log = ?1 AND state = 1 AND kind = 1 "
                       "AND created < ?2");

  kk_query_bind_number (&query, log);
  kk_query_bind_number (&query, before);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_packet_replace (KkVault *vault, gint64 log, const KkId *seat, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE packet SET state = 4 WHERE log = ?1 AND state IN (1, 3) "
                       "AND seat = ?2 AND kind = 1");

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  return kk_query_run (&query, error);
}

GArray *
kk_vault_addressee_list_lost (KkVault *vault, gint64 log, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT a.seat, max (a.dropped_max, coalesce ((SELECT max (p.first_push) FROM packet "
             "AS p WHERE p.log = a.log AND p.state = 3 AND p.seat = a.seat), 0)) AS dropped, "
             "coalesce ((SELECT m.push_no FROM mark_of AS m JOIN log AS l ON l.log = m.log "
             "WHERE m.seat = a.seat AND l.idx = a.log), 0) AS mark FROM addressee AS a "
             "WHERE a.log = ?1 AND mark < dropped AND NOT EXISTS (SELECT 1 FROM packet AS g WHERE "
             "g.log = a.log AND g.seat = a.seat AND g.kind = 2 AND g.control = ?2 AND g.state = 1 "
             "AND g.first_push >= dropped) ORDER BY a.seat");
  g_autoptr (GArray) seats = g_array_new (FALSE, FALSE, sizeof (KkId));

  kk_query_bind_number (&query, log);
  kk_query_bind_number (&query, KK_CONTROL_GAP);
  while (kk_query_next (&query, error)) {
    KkId seat;

    kk_query_id (&query, 0, &seat);
    g_array_append_val (seats, seat);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&seats) : NULL;
}
