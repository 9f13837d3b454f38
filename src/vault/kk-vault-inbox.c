/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-inbox.h"

#include "vault/kk-vault-private.h"
#include "vault/kk-vault-resync.h"

#define INBOX_COLUMNS      "idx, seat, log, seq, packet_hash, state, code, raw, received, push_no"
#define QUARANTINE_COLUMNS "idx, inbox, op_no, field, code, row, notified, record, log, n"

KkVaultInboxRow *
kk_vault_inbox_row_new (void)
{
  KkVaultInboxRow *row = g_new0 (KkVaultInboxRow, 1);

  row->state = KK_INBOX_NEW;
  return row;
}

void
kk_vault_inbox_row_free (KkVaultInboxRow *row)
{
  if (row == NULL)
    return;
  g_free (row->code);
  g_clear_pointer (&row->raw, g_bytes_unref);
  g_free (row);
}

/* §16: raw bytes stay only for what is tried again or kept as evidence. */
static gboolean
keeps_raw (KkInboxState state)
{
  return state != KK_INBOX_APPLIED && state != KK_INBOX_DUPLICATE;
}

gboolean
kk_vault_inbox_add (KkVault *vault, KkVaultInboxRow *row, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO inbox (seat, log, seq, packet_hash, state, code, raw, received, push_no) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");

  kk_query_bind_id (&query, &row->seat);
  kk_query_bind_number (&query, row->log);
  kk_query_bind_count (&query, row->sequence);
  kk_query_bind_hash (&query, &row->packet);
  kk_query_bind_number (&query, row->state);
  kk_query_bind_text (&query, row->code);
  kk_query_bind_bytes (&query, keeps_raw (row->state) ? row->raw : NULL);
  kk_query_bind_number (&query, row->received);
  kk_query_bind_count (&query, row->push_no);
  if (!kk_query_run (&query, error))
    return FALSE;
  row->idx = sqlite3_last_insert_rowid (vault->db);
  return TRUE;
}

gboolean
kk_vault_inbox_update (KkVault *vault, const KkVaultInboxRow *row, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE inbox SET seq = ?, state = ?, code = ?, raw = ? WHERE idx = ?");

  kk_query_bind_count (&query, row->sequence);
  kk_query_bind_number (&query, row->state);
  kk_query_bind_text (&query, row->code);
  kk_query_bind_bytes (&query, keeps_raw (row->state) ? row->raw : NULL);
  kk_query_bind_number (&query, row->idx);
  return kk_query_run (&query, error);
}

static KkVaultInboxRow *
read_row (const KkQuery *query)
{
  KkVaultInboxRow *row = kk_vault_inbox_row_new ();

  row->idx = kk_query_number (query, 0);
  kk_query_id (query, 1, &row->seat);
  row->log = kk_query_number (query, 2);
  row->sequence = kk_query_count (query, 3);
  kk_query_hash (query, 4, &row->packet);
  row->state = (KkInboxState) kk_query_number (query, 5);
  row->code = kk_query_dup_text_or_null (query, 6);
  row->raw = kk_query_dup_bytes (query, 7);
  row->received = kk_query_number (query, 8);
  row->push_no = kk_query_count (query, 9);
  return row;
}

KkVaultInboxRow *
kk_vault_inbox_get (KkVault *vault, gint64 idx, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " INBOX_COLUMNS " FROM inbox WHERE idx = ?1");

  kk_query_bind_number (&query, idx);
  return kk_query_next (&query, error) ? read_row (&query) : NULL;
}

KkVaultInboxRow *
kk_vault_inbox_by_packet (KkVault *vault, const KkHash *packet, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " INBOX_COLUMNS " FROM inbox WHERE packet_hash = ?1");

  kk_query_bind_hash (&query, packet);
  return kk_query_next (&query, error) ? read_row (&query) : NULL;
}

KkVaultInboxRow *
kk_vault_inbox_by_sequence (KkVault *vault,
                            gint64 log,
                            const KkId *seat,
                            guint64 sequence,
                            GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " INBOX_COLUMNS " FROM inbox WHERE log = ?1 AND seat = ?2 "
                       "AND seq = ?3 ORDER BY idx LIMIT 1");

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_count (&query, sequence);
  return kk_query_next (&query, error) ? read_row (&query) : NULL;
}

gboolean
kk_vault_inbox_has_packet (KkVault *vault, const KkHash *packet, gboolean *has, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT 1 FROM inbox WHERE packet_hash = ?1");
  gint64 found = 0;

  kk_query_bind_hash (&query, packet);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *has = found != 0;
  return TRUE;
}

gboolean
kk_vault_inbox_contiguous (KkVault *vault,
                           gint64 log,
                           const KkId *seat,
                           guint64 *sequence,
                           GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT DISTINCT seq FROM inbox WHERE log = ?1 AND seat = ?2 AND seq > ?3 "
                       "AND state <> 1 ORDER BY seq");

  if (!kk_vault_stream_get (vault, log, seat, sequence, error))
    return FALSE;
  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_count (&query, *sequence);
  while (kk_query_next (&query, error) && kk_query_count (&query, 0) == *sequence + 1)
    (*sequence)++;
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_inbox_is_missing_before (KkVault *vault,
                                  gint64 log,
                                  const KkId *seat,
                                  guint64 sequence,
                                  gboolean *missing,
                                  GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT 1 FROM inbox WHERE log = ?1 AND seat = ?2 "
                                            "AND seq < ?3 AND state = 2 LIMIT 1");
  gint64 held = 0;
  guint64 whole;

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  kk_query_bind_count (&query, sequence);
  if (!kk_query_get_number (&query, 0, &held, error) ||
      !kk_vault_inbox_contiguous (vault, log, seat, &whole, error))
    return FALSE;
  *missing = held != 0 || whole + 1 < sequence;
  return TRUE;
}

gboolean
kk_vault_inbox_highest (KkVault *vault,
                        gint64 log,
                        const KkId *seat,
                        guint64 *sequence,
                        GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT max (seq) FROM inbox WHERE log = ?1 AND seat = ?2");
  gint64 number = 0;

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  if (!kk_query_get_number (&query, 0, &number, error))
    return FALSE;
  *sequence = (guint64) number;
  return TRUE;
}

gboolean
kk_vault_inbox_has_unread (KkVault *vault,
                           gint64 log,
                           const KkId *seat,
                           gboolean *unread,
                           GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT 1 FROM inbox WHERE log = ?1 AND seat = ?2 "
                                            "AND seq = 0 AND state = 2 LIMIT 1");
  gint64 found = 0;

  kk_query_bind_number (&query, log);
  kk_query_bind_id (&query, seat);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *unread = found != 0;
  return TRUE;
}

GPtrArray *
kk_vault_inbox_list (KkVault *vault, KkInboxState state, gint64 log, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " INBOX_COLUMNS " FROM inbox WHERE state = ?1 "
                                            "AND (?2 = 0 OR log = ?2) ORDER BY idx");
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_inbox_row_free);

  kk_query_bind_number (&query, state);
  kk_query_bind_number (&query, log);
  while (kk_query_next (&query, error))
    g_ptr_array_add (rows, read_row (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&rows) : NULL;
}

gboolean
kk_vault_inbox_flag_after (KkVault *vault,
                           gint64 log,
                           guint64 push_no,
                           const char *code,
                           gint64 *count,
                           GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE inbox SET code = ?1 WHERE log = ?2 AND "
                                            "push_no > ?3 AND state IN (3, 4) AND code = ''");

  kk_query_bind_text (&query, code);
  kk_query_bind_number (&query, log);
  kk_query_bind_count (&query, push_no);
  if (!kk_query_run (&query, error))
    return FALSE;
  *count = sqlite3_changes64 (vault->db);
  return TRUE;
}

GPtrArray *
kk_vault_inbox_list_coded (KkVault *vault, const char *code, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " INBOX_COLUMNS " FROM inbox WHERE code = ?1 ORDER BY idx");
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_inbox_row_free);

  kk_query_bind_text (&query, code);
  while (kk_query_next (&query, error))
    g_ptr_array_add (rows, read_row (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&rows) : NULL;
}

void
kk_vault_quarantine_free (KkVaultQuarantine *item)
{
  if (item == NULL)
    return;
  g_free (item->code);
  g_free (item->row);
  g_free (item);
}

gboolean
kk_vault_quarantine_add (KkVault *vault, const KkVaultQuarantine *item, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault,
      "INSERT INTO quarantine (inbox, op_no, field, code, row, notified, record, log, n) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (inbox, op_no) DO UPDATE SET field = excluded.field, code = excluded.code, "
      "row = excluded.row, record = excluded.record, log = excluded.log, n = excluded.n");

  kk_query_bind_number (&query, item->inbox);
  kk_query_bind_number (&query, item->op_no);
  kk_query_bind_number (&query, item->field);
  kk_query_bind_text (&query, item->code);
  kk_query_bind_text (&query, item->row);
  kk_query_bind_number (&query, item->notified);
  kk_query_bind_id_or_null (&query, item->has_dot, &item->record);
  kk_query_bind_id_or_null (&query, item->has_dot, &item->dot.log);
  kk_query_bind_number (&query, item->has_dot ? item->dot.n : 0);
  return kk_query_run (&query, error);
}

static GPtrArray *
read_quarantine (KkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) items =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_quarantine_free);

  while (kk_query_next (query, error)) {
    KkVaultQuarantine *item = g_new0 (KkVaultQuarantine, 1);

    item->idx = kk_query_number (query, 0);
    item->inbox = kk_query_number (query, 1);
    item->op_no = kk_query_number (query, 2);
    item->field = (guint32) kk_query_number (query, 3);
    item->code = kk_query_dup_text (query, 4);
    item->row = kk_query_dup_text_or_null (query, 5);
    item->notified = kk_query_number (query, 6);
    item->has_dot = kk_query_id (query, 7, &item->record) && kk_query_id (query, 8, &item->dot.log);
    item->dot.n = (guint32) kk_query_number (query, 9);
    g_ptr_array_add (items, item);
  }
  return kk_query_is_fine (query) ? g_steal_pointer (&items) : NULL;
}

GPtrArray *
kk_vault_quarantine_list (KkVault *vault, gint64 inbox, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " QUARANTINE_COLUMNS " FROM quarantine "
                                            "WHERE ?1 = 0 OR inbox = ?1 ORDER BY idx");

  kk_query_bind_number (&query, inbox);
  return read_quarantine (&query, error);
}

GPtrArray *
kk_vault_quarantine_list_untold (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " QUARANTINE_COLUMNS " FROM quarantine "
                                            "WHERE notified = 0 ORDER BY inbox, op_no");

  return read_quarantine (&query, error);
}

gboolean
kk_vault_quarantine_set_notified (KkVault *vault, gint64 idx, gint64 instant, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE quarantine SET notified = ?1 WHERE idx = ?2");

  kk_query_bind_number (&query, instant);
  kk_query_bind_number (&query, idx);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_quarantine_clear (KkVault *vault, gint64 inbox, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM quarantine WHERE inbox = ?1");

  kk_query_bind_number (&query, inbox);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_quarantine_count (KkVault *vault, gint64 *count, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT count (*) FROM quarantine");

  return kk_query_get_number (&query, 0, count, error);
}
