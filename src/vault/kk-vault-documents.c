/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-documents.h"

#include "vault/kk-vault-private.h"

#define DOCUMENT_COLUMNS "kind, slug, version, hash, state, bytes"
#define OBJECT_COLUMNS   "hash, thread, issuer, until, void, bytes"

void
kk_vault_document_free (KkVaultDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->slug);
  g_clear_pointer (&document->bytes, g_bytes_unref);
  g_free (document);
}

static KkVaultDocument *
read_document (const KkQuery *query)
{
  KkVaultDocument *document = g_new0 (KkVaultDocument, 1);

  document->kind = (KkBoardKind) kk_query_number (query, 0);
  document->slug = kk_query_dup_text (query, 1);
  document->version.version = kk_query_count (query, 2);
  kk_query_hash (query, 3, &document->version.hash);
  document->state = (KkDocumentState) kk_query_number (query, 4);
  document->bytes = kk_query_dup_bytes (query, 5);
  return document;
}

gboolean
kk_vault_document_put (KkVault *vault, const KkVaultDocument *document, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO document (kind, slug, version, hash, state, bytes) "
             "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state");

  kk_query_bind_number (&query, document->kind);
  kk_query_bind_text (&query, document->slug);
  kk_query_bind_count (&query, document->version.version);
  kk_query_bind_hash (&query, &document->version.hash);
  kk_query_bind_number (&query, document->state);
  kk_query_bind_bytes (&query, document->bytes);
  return kk_query_run (&query, error);
}

KkVaultDocument *
kk_vault_document_current (KkVault *vault, KkBoardKind kind, const char *slug, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " DOCUMENT_COLUMNS " FROM document WHERE kind = ?1 AND slug = ?2 "
                       "AND state = 1 ORDER BY version DESC LIMIT 1");

  kk_query_bind_number (&query, kind);
  kk_query_bind_text (&query, slug);
  return kk_query_next (&query, error) ? read_document (&query) : NULL;
}

KkVaultDocument *
kk_vault_document_by_hash (KkVault *vault, const KkHash *hash, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " DOCUMENT_COLUMNS " FROM document WHERE hash = ?1 LIMIT 1");

  kk_query_bind_hash (&query, hash);
  return kk_query_next (&query, error) ? read_document (&query) : NULL;
}

GPtrArray *
kk_vault_document_list (KkVault *vault, KkBoardKind kind, const char *slug, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " DOCUMENT_COLUMNS " FROM document WHERE kind = ?1 "
                       "AND (?2 OR slug = ?3) ORDER BY slug, version, hash");
  g_autoptr (GPtrArray) documents =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_document_free);

  kk_query_bind_number (&query, kind);
  kk_query_bind_number (&query, slug == NULL ? 1 : 0);
  kk_query_bind_text (&query, slug);
  while (kk_query_next (&query, error))
    g_ptr_array_add (documents, read_document (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&documents) : NULL;
}

gboolean
kk_vault_secret_put (KkVault *vault, guint32 epoch, const KkSecret *secret, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "INSERT INTO secret (epoch, bytes) VALUES (?1, ?2) "
                                            "ON CONFLICT DO UPDATE SET bytes = excluded.bytes");

  kk_query_bind_number (&query, epoch);
  kk_query_bind_secret (&query, secret);
  return kk_query_run (&query, error);
}

KkSecret *
kk_vault_secret_get (KkVault *vault, guint32 epoch, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT bytes FROM secret WHERE epoch = ?1");

  kk_query_bind_number (&query, epoch);
  return kk_query_next (&query, error) ? kk_query_dup_secret (&query, 0) : NULL;
}

gboolean
kk_vault_secret_read (KkVault *vault, guint32 epoch, guint8 *bytes, gsize size)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT bytes FROM secret WHERE epoch = ?1");

  kk_query_bind_number (&query, epoch);
  return kk_query_next (&query, NULL) && kk_query_fixed (&query, 0, bytes, size);
}

GArray *
kk_vault_secret_epochs (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT epoch FROM secret ORDER BY epoch");
  g_autoptr (GArray) epochs = g_array_new (FALSE, FALSE, sizeof (guint32));

  while (kk_query_next (&query, error)) {
    guint32 epoch = (guint32) kk_query_number (&query, 0);

    g_array_append_val (epochs, epoch);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&epochs) : NULL;
}

gboolean
kk_vault_secret_delete (KkVault *vault, guint32 epoch, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "DELETE FROM secret WHERE epoch = ?1");

  kk_query_bind_number (&query, epoch);
  return kk_query_run (&query, error);
}

void
kk_vault_mailbox_key_free (KkVaultMailboxKey *key)
{
  if (key == NULL)
    return;
  kk_secret_free (key->secret);
  g_free (key);
}

gboolean
kk_vault_mailbox_key_put (KkVault *vault, const KkVaultMailboxKey *key, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO mailbox_key (seat, pk, sk, since, retired) VALUES (?, ?, ?, ?, ?) "
             "ON CONFLICT DO UPDATE SET since = excluded.since, retired = excluded.retired");

  kk_query_bind_id (&query, &key->seat);
  kk_query_bind_blob (&query, key->public_key.bytes, sizeof key->public_key.bytes);
  kk_query_bind_secret (&query, key->secret);
  kk_query_bind_number (&query, key->since);
  kk_query_bind_number (&query, key->retired);
  return kk_query_run (&query, error);
}

GPtrArray *
kk_vault_mailbox_key_list (KkVault *vault, const KkId *seat, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT seat, pk, sk, since, retired FROM mailbox_key WHERE seat = ?1 "
                       "ORDER BY since DESC, pk");
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_mailbox_key_free);

  kk_query_bind_id (&query, seat);
  while (kk_query_next (&query, error)) {
    KkVaultMailboxKey *key = g_new0 (KkVaultMailboxKey, 1);

    kk_query_id (&query, 0, &key->seat);
    kk_query_fixed (&query, 1, key->public_key.bytes, sizeof key->public_key.bytes);
    key->secret = kk_query_dup_secret (&query, 2);
    key->since = kk_query_number (&query, 3);
    key->retired = kk_query_number (&query, 4);
    g_ptr_array_add (keys, key);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&keys) : NULL;
}

gboolean
kk_vault_mailbox_key_delete_retired (KkVault *vault, gint64 instant, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "DELETE FROM mailbox_key WHERE retired > 0 AND retired < ?1");

  kk_query_bind_number (&query, instant);
  return kk_query_run (&query, error);
}

void
kk_vault_object_free (KkVaultObject *object)
{
  if (object == NULL)
    return;
  g_free (object->until);
  g_clear_pointer (&object->bytes, g_bytes_unref);
  g_free (object);
}

static KkVaultObject *
read_object (const KkQuery *query)
{
  KkVaultObject *object = g_new0 (KkVaultObject, 1);

  kk_query_hash (query, 0, &object->hash);
  kk_query_id (query, 1, &object->thread);
  kk_query_id (query, 2, &object->issuer);
  object->until = kk_query_dup_text (query, 3);
  object->is_void = kk_query_number (query, 4) != 0;
  object->bytes = kk_query_dup_bytes (query, 5);
  return object;
}

gboolean
kk_vault_object_put (KkVault *vault, const KkVaultObject *object, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "INSERT INTO object (hash, thread, issuer, until, void, bytes) "
                       "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");

  kk_query_bind_hash (&query, &object->hash);
  kk_query_bind_id (&query, &object->thread);
  kk_query_bind_id (&query, &object->issuer);
  kk_query_bind_text (&query, object->until);
  kk_query_bind_number (&query, object->is_void ? 1 : 0);
  kk_query_bind_bytes (&query, object->bytes);
  return kk_query_run (&query, error);
}

KkVaultObject *
kk_vault_object_get (KkVault *vault, const KkHash *hash, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OBJECT_COLUMNS " FROM object WHERE hash = ?1");

  kk_query_bind_hash (&query, hash);
  return kk_query_next (&query, error) ? read_object (&query) : NULL;
}

GPtrArray *
kk_vault_object_list (KkVault *vault, const KkId *thread, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " OBJECT_COLUMNS " FROM object WHERE thread = ?1 ORDER BY rowid");
  g_autoptr (GPtrArray) objects =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_object_free);

  kk_query_bind_id (&query, thread);
  while (kk_query_next (&query, error))
    g_ptr_array_add (objects, read_object (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&objects) : NULL;
}

GPtrArray *
kk_vault_object_list_all (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT " OBJECT_COLUMNS " FROM object ORDER BY hash");
  g_autoptr (GPtrArray) objects =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_object_free);

  while (kk_query_next (&query, error))
    g_ptr_array_add (objects, read_object (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&objects) : NULL;
}

GPtrArray *
kk_vault_object_list_due (KkVault *vault, const KkId *seat, guint limit, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT " OBJECT_COLUMNS " FROM object WHERE hash IN (SELECT hash FROM object_due "
             "WHERE seat = ?1) ORDER BY rowid LIMIT ?2");
  g_autoptr (GPtrArray) objects =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_object_free);

  kk_query_bind_id (&query, seat);
  kk_query_bind_number (&query, limit);
  while (kk_query_next (&query, error))
    g_ptr_array_add (objects, read_object (&query));
  return kk_query_is_fine (&query) ? g_steal_pointer (&objects) : NULL;
}

static gboolean
run_due (KkVault *vault, const char *sql, const KkId *seat, const KkHash *hash, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, sql);

  kk_query_bind_id (&query, seat);
  kk_query_bind_hash (&query, hash);
  return kk_query_run (&query, error);
}

gboolean
kk_vault_object_add_due (KkVault *vault, const KkId *seat, const KkHash *hash, GError **error)
{
  return run_due (vault,
                  "INSERT INTO object_due (seat, hash) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                  seat, hash, error);
}

gboolean
kk_vault_object_clear_due (KkVault *vault, const KkId *seat, const KkHash *hash, GError **error)
{
  return run_due (vault, "DELETE FROM object_due WHERE seat = ?1 AND hash = ?2", seat, hash, error);
}

gboolean
kk_vault_object_set_void (KkVault *vault, const KkHash *hash, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "UPDATE object SET void = 1 WHERE hash = ?1");

  kk_query_bind_hash (&query, hash);
  return kk_query_run (&query, error);
}
