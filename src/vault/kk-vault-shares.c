/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-shares.h"

#include "vault/kk-vault-private.h"

#define SHARE_COLUMNS "id, desk, thread, record, receiver, purpose, stage, facts, state, created"
#define SENT_COLUMNS  "desk, record, field, element, log, n, kind, packet"

KkVaultShare *
kk_vault_share_new (void)
{
  KkVaultShare *share = g_new0 (KkVaultShare, 1);

  share->state = KK_SHARE_ACTIVE;
  share->fields = g_array_new (FALSE, TRUE, sizeof (KkShareField));
  return share;
}

void
kk_vault_share_free (KkVaultShare *share)
{
  if (share == NULL)
    return;
  g_free (share->stage);
  g_free (share->facts);
  g_array_unref (share->fields);
  g_free (share);
}

static gboolean
put_field (KkVault *vault, const KkId *share, const KkShareField *field, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO share_field (share, type, field, cats) VALUES (?, ?, ?, ?)");

  kk_query_bind_id (&query, share);
  kk_query_bind_number (&query, field->type);
  kk_query_bind_number (&query, field->field);
  kk_query_bind_number (&query, field->categories);
  return kk_query_run (&query, error);
}

static gboolean
clear_fields (KkVault *vault, const KkId *share, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM share_field WHERE share = ?1");

  kk_query_bind_id (&query, share);
  return kk_query_run (&query, error);
}

static gboolean
put_row (KkVault *vault, const KkVaultShare *share, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault,
      "INSERT INTO share (" SHARE_COLUMNS ", seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "(SELECT coalesce (max (idx), 0) FROM op)) "
      "ON CONFLICT DO UPDATE SET thread = excluded.thread, record = excluded.record, "
      "receiver = excluded.receiver, purpose = excluded.purpose, stage = excluded.stage, facts = excluded.facts, "
      "state = excluded.state, created = excluded.created");

  kk_query_bind_id (&query, &share->id);
  kk_query_bind_id (&query, &share->desk);
  kk_query_bind_id_or_null (&query, share->has_thread, &share->thread);
  kk_query_bind_id_or_null (&query, share->has_record, &share->record);
  kk_query_bind_id (&query, &share->receiver);
  kk_query_bind_number (&query, share->purpose);
  kk_query_bind_text (&query, share->stage);
  kk_query_bind_text (&query, share->facts);
  kk_query_bind_number (&query, share->state);
  kk_query_bind_number (&query, share->created);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_share_put (KkVault *vault, const KkVaultShare *share, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (vault, error);

  if (transaction == NULL || !put_row (vault, share, error) ||
      !clear_fields (vault, &share->id, error))
    return FALSE;
  for (guint i = 0; i < share->fields->len; i++) {
    if (!put_field (vault, &share->id, &g_array_index (share->fields, KkShareField, i), error))
      return FALSE;
  }
  return kk_vault_commit (g_steal_pointer (&transaction), error);
}

static gboolean
read_fields (KkVault *vault, KkVaultShare *share, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT type, field, cats FROM share_field WHERE share = ?1 ORDER BY type, field");

  kk_query_bind_id (&query, &share->id);
  while (kk_query_next (&query, error)) {
    KkShareField field = {
      (guint32) kk_query_number (&query, 0),
      (guint32) kk_query_number (&query, 1),
      (KkCategories) kk_query_number (&query, 2),
    };

    g_array_append_val (share->fields, field);
  }
  return kk_query_is_fine (&query);
}

static KkVaultShare *
read_share (KkVault *vault, const KkQuery *query, GError **error)
{
  g_autoptr (KkVaultShare) share = kk_vault_share_new ();

  kk_query_id (query, 0, &share->id);
  kk_query_id (query, 1, &share->desk);
  share->has_thread = kk_query_id (query, 2, &share->thread);
  share->has_record = kk_query_id (query, 3, &share->record);
  kk_query_id (query, 4, &share->receiver);
  share->purpose = (guint32) kk_query_number (query, 5);
  share->stage = kk_query_dup_text_or_null (query, 6);
  share->facts = kk_query_dup_text_or_null (query, 7);
  share->state = (KkShareState) kk_query_number (query, 8);
  share->created = kk_query_number (query, 9);
  return read_fields (vault, share, error) ? g_steal_pointer (&share) : NULL;
}

KkVaultShare *
kk_vault_share_get (KkVault *vault, const KkId *id, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " SHARE_COLUMNS " FROM share WHERE id = ?1");

  kk_query_bind_id (&query, id);
  return kk_query_next (&query, error) ? read_share (vault, &query, error) : NULL;
}

static GPtrArray *
read_shares (KkVault *vault, KkQuery *query, GError **error)
{
  g_autoptr (GPtrArray) shares =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_share_free);

  while (kk_query_next (query, error)) {
    KkVaultShare *share = read_share (vault, query, error);

    if (share == NULL)
      return NULL;
    g_ptr_array_add (shares, share);
  }
  return kk_query_is_fine (query) ? g_steal_pointer (&shares) : NULL;
}

GPtrArray *
kk_vault_share_list (KkVault *vault, const KkId *desk, const KkId *thread, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " SHARE_COLUMNS " FROM share WHERE (?1 IS NULL OR desk = ?1) "
                       "AND (?2 IS NULL OR thread = ?2) ORDER BY created, id");

  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&query, thread);
  return read_shares (vault, &query, error);
}

GPtrArray *
kk_vault_share_list_changed (KkVault *vault,
                             const KkId *desk,
                             gint64 after,
                             gint64 *last,
                             GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " SHARE_COLUMNS " FROM share WHERE id IN (SELECT s.id FROM op o "
                       "JOIN record r ON r.idx = o.record "
                       "JOIN share s ON s.desk = r.desk AND s.thread = r.thread "
                       "WHERE o.idx > ?1 AND r.desk = ?2 AND s.state = 1 AND o.idx > s.seen)");
  g_auto (KkQuery) newest = kk_query (vault, "SELECT max (idx) FROM op");

  if (!kk_query_get_number (&newest, 0, last, error))
    return NULL;
  kk_query_bind_number (&query, after);
  kk_query_bind_id (&query, desk);
  return read_shares (vault, &query, error);
}

gboolean
kk_vault_share_is_active (KkVault *vault,
                          const KkVaultShare *like,
                          gboolean *active,
                          GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT count (*) FROM share WHERE desk = ?1 AND thread = ?2 "
                       "AND receiver = ?3 AND purpose = ?4 AND state = 1");
  gint64 count;

  kk_query_bind_id (&query, &like->desk);
  kk_query_bind_id (&query, &like->thread);
  kk_query_bind_id (&query, &like->receiver);
  kk_query_bind_number (&query, like->purpose);
  if (!kk_query_get_number (&query, 0, &count, error))
    return FALSE;
  *active = count > 0;
  return TRUE;
}

gboolean
kk_vault_thread_forget (KkVault *vault, const KkId *desk, const KkId *thread, GError **error)
{
  g_auto (KkQuery) shares = kk_query (
      vault, "UPDATE share SET state = 3, facts = '', stage = '' WHERE desk = ?1 AND thread = ?2");
  g_auto (KkQuery) objects = kk_query (vault, "DELETE FROM object WHERE thread = ?1");

  kk_query_bind_id (&shares, desk);
  kk_query_bind_id (&shares, thread);
  kk_query_bind_id (&objects, thread);
  return kk_query_run (&shares, error) && kk_query_run (&objects, error);
}

gboolean
kk_vault_share_set_state (KkVault *vault, const KkId *id, KkShareState state, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE share SET state = ?1 WHERE id = ?2");

  kk_query_bind_number (&query, state);
  kk_query_bind_id (&query, id);
  return kk_query_run (&query, error);
}

void
kk_vault_sent_free (KkVaultSent *sent)
{
  if (sent == NULL)
    return;
  g_free (sent->element);
  g_free (sent);
}

gboolean
kk_vault_sent_put (KkVault *vault, const KkVaultSent *sent, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO sent (" SENT_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT DO UPDATE SET kind = excluded.kind, packet = excluded.packet");

  kk_query_bind_id (&query, &sent->desk);
  kk_query_bind_number (&query, sent->record);
  kk_query_bind_number (&query, sent->field);
  kk_query_bind_text (&query, sent->element);
  kk_query_bind_number (&query, sent->log);
  kk_query_bind_number (&query, sent->n);
  kk_query_bind_number (&query, sent->kind);
  kk_query_bind_number_or_null (&query, sent->packet);
  return kk_query_run (&query, error);
}

static KkVaultSent *
read_sent (const KkQuery *query)
{
  KkVaultSent *sent = g_new0 (KkVaultSent, 1);

  kk_query_id (query, 0, &sent->desk);
  sent->record = kk_query_number (query, 1);
  sent->field = (guint32) kk_query_number (query, 2);
  sent->element = kk_query_dup_text_or_null (query, 3);
  sent->log = kk_query_number (query, 4);
  sent->n = (guint32) kk_query_number (query, 5);
  sent->kind = (KkOpKind) kk_query_number (query, 6);
  sent->packet = kk_query_number (query, 7);
  return sent;
}

GPtrArray *
kk_vault_sent_list (KkVault *vault, gint64 record, const KkId *desk, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " SENT_COLUMNS " FROM sent WHERE record = ?1 "
                       "AND (?2 IS NULL OR desk = ?2) ORDER BY desk, field, element, log, n");
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_sent_free);

  kk_query_bind_number (&query, record);
  kk_query_bind_id (&query, desk);
  while (kk_query_next (&query, error))
    g_ptr_array_add (rows, read_sent (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&rows) : NULL;
}

GPtrArray *
kk_vault_sent_list_whole (KkVault *vault, const KkId *own, const KkId *desk, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " SENT_COLUMNS " FROM sent WHERE desk = ?1 AND field = 0 AND n > 0 "
                       "AND record IN (SELECT idx FROM record WHERE desk = ?2) "
                       "ORDER BY record, log, n");
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_sent_free);

  kk_query_bind_id (&query, desk);
  kk_query_bind_id (&query, own);
  while (kk_query_next (&query, error))
    g_ptr_array_add (rows, read_sent (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&rows) : NULL;
}

gboolean
kk_vault_sent_has_field (KkVault *vault,
                         gint64 record,
                         const KkId *desk,
                         guint32 field,
                         gboolean *has,
                         GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT 1 FROM sent WHERE record = ?1 AND desk = ?2 AND field = ?3 LIMIT 1");
  gint64 found = 0;

  kk_query_bind_number (&query, record);
  kk_query_bind_id (&query, desk);
  kk_query_bind_number (&query, field);
  if (!kk_query_get_number (&query, 0, &found, error))
    return FALSE;
  *has = found != 0;
  return TRUE;
}

GArray *
kk_vault_sent_desks (KkVault *vault, gint64 record, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT DISTINCT desk FROM sent WHERE record = ?1 ORDER BY desk");
  g_autoptr (GArray) desks = g_array_new (FALSE, TRUE, sizeof (KkId));

  kk_query_bind_number (&query, record);
  while (kk_query_next (&query, error)) {
    KkId desk;

    kk_query_id (&query, 0, &desk);
    g_array_append_val (desks, desk);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&desks) : NULL;
}
