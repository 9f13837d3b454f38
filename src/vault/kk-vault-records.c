/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-records.h"

#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-private.h"

void
kk_vault_read_record (const KkQuery *query, int column, KkVaultRecord *record)
{
  record->idx = kk_query_number (query, column);
  kk_query_id (query, column + 1, &record->id);
  kk_query_id (query, column + 2, &record->desk);
  record->type = (guint32) kk_query_number (query, column + 3);
  kk_query_id (query, column + 4, &record->owner);
  record->has_thread = kk_query_id (query, column + 5, &record->thread);
  record->has_derived_from = kk_query_id (query, column + 6, &record->derived_from);
  record->deletion = (KkDeletion) kk_query_number (query, column + 7);
  record->conflicts = kk_query_number (query, column + 8);
  record->updated = kk_query_number (query, column + 9);
}

static gboolean
read_one (KkQuery *query, KkVaultRecord *record, gboolean *found, GError **error)
{
  *found = kk_query_next (query, error);
  if (*found)
    kk_vault_read_record (query, 0, record);
  return kk_query_is_fine (query);
}

GArray *
kk_vault_read_records (KkQuery *query, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (KkVaultRecord));

  while (kk_query_next (query, error)) {
    KkVaultRecord record = { 0 };

    kk_vault_read_record (query, 0, &record);
    g_array_append_val (records, record);
  }
  return kk_query_is_fine (query) ? g_steal_pointer (&records) : NULL;
}

gboolean
kk_vault_record_get (KkVault *vault,
                     gint64 idx,
                     KkVaultRecord *record,
                     gboolean *found,
                     GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " KK_RECORD_COLUMNS " FROM record WHERE idx = ?1");

  kk_query_bind_number (&query, idx);
  return read_one (&query, record, found, error);
}

gboolean
kk_vault_record_find (KkVault *vault,
                      const KkId *desk,
                      const KkId *id,
                      KkVaultRecord *record,
                      gboolean *found,
                      GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " KK_RECORD_COLUMNS " FROM record WHERE desk = ?1 AND id = ?2");

  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&query, id);
  return read_one (&query, record, found, error);
}

const KkVaultRecord *
kk_vault_peek_record (KkVault *vault, gint64 idx, GError **error)
{
  gboolean found = TRUE;

  if (vault->last_record.idx == idx)
    return &vault->last_record;
  vault->last_record.idx = 0;
  if (!kk_vault_record_get (vault, idx, &vault->last_record, &found, error))
    return NULL;
  if (found)
    return &vault->last_record;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT, "record: not known");
  return NULL;
}

static gboolean
add_record (KkVault *vault, const KkVaultRecord *record, gint64 *idx, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO record (id, desk, type, owner, thread, derived_from) "
                       "VALUES (?, ?, ?, ?, ?, ?)");

  kk_query_bind_id (&query, &record->id);
  kk_query_bind_id (&query, &record->desk);
  kk_query_bind_number (&query, record->type);
  kk_query_bind_id (&query, &record->owner);
  kk_query_bind_id_or_null (&query, record->has_thread, &record->thread);
  kk_query_bind_id_or_null (&query, record->has_derived_from, &record->derived_from);
  if (!kk_query_run (&query, error))
    return FALSE;
  *idx = sqlite3_last_insert_rowid (vault->db);
  vault->last_record = *record;
  vault->last_record.idx = *idx;
  vault->last_record.deletion = KK_DELETION_NONE;
  kk_vault_mark_dirty (vault, *idx);
  return TRUE;
}

static gboolean
fits (const KkVaultRecord *stored, const KkVaultRecord *record, GError **error)
{
  gboolean same_thread =
      !stored->has_thread || !record->has_thread || kk_id_equal (&stored->thread, &record->thread);

  if (stored->type == record->type && kk_id_equal (&stored->owner, &record->owner) && same_thread)
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CONSTRAINT,
               "record: known with another type, owner or thread");
  return FALSE;
}

static gboolean
complete_record (KkVault *vault, KkVaultRecord *stored, const KkVaultRecord *record, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE record SET thread = ?, derived_from = ? WHERE idx = ?");

  if (!stored->has_thread && record->has_thread) {
    stored->has_thread = TRUE;
    stored->thread = record->thread;
  }
  if (!stored->has_derived_from && record->has_derived_from) {
    stored->has_derived_from = TRUE;
    stored->derived_from = record->derived_from;
  }
  kk_query_bind_id_or_null (&query, stored->has_thread, &stored->thread);
  kk_query_bind_id_or_null (&query, stored->has_derived_from, &stored->derived_from);
  kk_query_bind_number (&query, stored->idx);
  kk_vault_mark_dirty (vault, stored->idx);
  return kk_query_run (&query, error);
}

static gboolean
adds_nothing (const KkVaultRecord *stored, const KkVaultRecord *record)
{
  return (stored->has_thread || !record->has_thread) &&
         (stored->has_derived_from || !record->has_derived_from);
}

static gboolean
load_as_last (KkVault *vault, const KkVaultRecord *record, gboolean *found, GError **error)
{
  const KkVaultRecord *last = &vault->last_record;

  *found = last->idx != 0 && kk_id_equal (&last->id, &record->id) &&
           kk_id_equal (&last->desk, &record->desk);
  if (*found)
    return TRUE;
  vault->last_record.idx = 0;
  return kk_vault_record_find (vault, &record->desk, &record->id, &vault->last_record, found,
                               error);
}

gboolean
kk_vault_record_ensure (KkVault *vault, const KkVaultRecord *record, gint64 *idx, GError **error)
{
  KkDeskKey key = { record->desk, record->id };
  const gint64 *erased = g_hash_table_lookup (vault->erased, &key);
  gboolean found;

  g_return_val_if_fail (kk_vault_is_in_transaction (vault), FALSE);

  if (erased != NULL) {
    *idx = -*erased;
    return TRUE;
  }
  if (!load_as_last (vault, record, &found, error))
    return FALSE;
  if (!found)
    return add_record (vault, record, idx, error);
  *idx = vault->last_record.idx;
  return fits (&vault->last_record, record, error) &&
         (adds_nothing (&vault->last_record, record) ||
          complete_record (vault, &vault->last_record, record, error));
}

GArray *
kk_vault_record_list_derived (KkVault *vault, const KkId *id, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " KK_RECORD_COLUMNS
                                            " FROM record WHERE derived_from = ?1 ORDER BY idx");

  kk_query_bind_id (&query, id);
  return kk_vault_read_records (&query, error);
}

GArray *
kk_vault_record_list (KkVault *vault,
                      const KkId *desk,
                      guint32 type,
                      gint64 after,
                      guint limit,
                      GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " KK_RECORD_COLUMNS " FROM record WHERE idx > ?1 "
                       "AND (?2 IS NULL OR desk = ?2) AND (?3 = 0 OR type = ?3) "
                       "ORDER BY idx LIMIT ?4");

  kk_query_bind_number (&query, after);
  kk_query_bind_id (&query, desk);
  kk_query_bind_number (&query, type);
  kk_query_bind_number (&query, limit);
  return kk_vault_read_records (&query, error);
}

gboolean
kk_vault_basis_ensure (KkVault *vault, GBytes *bytes, gint64 *idx, GError **error)
{
  g_auto (KkQuery) find = kk_query (vault, "SELECT idx FROM basis WHERE bytes = ?1");
  g_auto (KkQuery) add = kk_query (vault, "INSERT INTO basis (bytes) VALUES (?1)");

  kk_query_bind_bytes (&find, bytes);
  if (!kk_query_get_number (&find, 0, idx, error))
    return FALSE;
  if (*idx != 0)
    return TRUE;
  kk_query_bind_bytes (&add, bytes);
  if (!kk_query_run (&add, error))
    return FALSE;
  *idx = sqlite3_last_insert_rowid (vault->db);
  return TRUE;
}

GBytes *
kk_vault_basis_get (KkVault *vault, gint64 idx, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT bytes FROM basis WHERE idx = ?1");

  kk_query_bind_number (&query, idx);
  return kk_query_next (&query, error) ? kk_query_dup_bytes (&query, 0) : NULL;
}

GArray *
kk_vault_thread_records (KkVault *vault, const KkId *desk, const KkId *thread, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " KK_RECORD_COLUMNS " FROM record WHERE desk = ?1 "
                       "AND thread = ?2 ORDER BY type, idx");

  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&query, thread);
  return kk_vault_read_records (&query, error);
}
