/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-private.h"

#include <string.h>

typedef struct {
  sqlite3_stmt *statement;
  gboolean busy;
} CachedStatement;

static KkVaultError
code_of (int status)
{
  switch (status & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return KK_VAULT_ERROR_BUSY;
  case SQLITE_NOTADB:
    return KK_VAULT_ERROR_KEY;
  case SQLITE_CONSTRAINT:
  case SQLITE_MISMATCH:
  case SQLITE_TOOBIG:
    return KK_VAULT_ERROR_CONSTRAINT;
  case SQLITE_FULL:
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return KK_VAULT_ERROR_IO;
  default:
    /* A page whose seal does not fit comes up as NOMEM, ERROR or CORRUPT, depending on who asked for it, and so does one for which
     * the cipher had no memory: nobody may be told that a whole vault is damaged. */
    return KK_VAULT_ERROR_UNREADABLE;
  }
}

/* The library's own message can quote a value; its code and the name of the work are enough. */
gboolean
kk_vault_fail (sqlite3 *db, int status, const char *what, GError **error)
{
  int extended = db != NULL ? sqlite3_extended_errcode (db) : status;

  g_set_error (error, KK_VAULT_ERROR, (gint) code_of (status), "%s: %s (%d)", what,
               sqlite3_errstr (status), extended);
  return FALSE;
}

gboolean
kk_vault_execute (sqlite3 *db, const char *sql, GError **error)
{
  int status = sqlite3_exec (db, sql, NULL, NULL, NULL);

  return status == SQLITE_OK || kk_vault_fail (db, status, "run statement", error);
}

static KkQuery
prepare_query (KkVault *vault, const char *sql, unsigned int flags)
{
  KkQuery query = { vault, NULL, NULL, 0, SQLITE_OK };

  query.status = sqlite3_prepare_v3 (vault->db, sql, -1, flags, &query.statement, NULL);
  return query;
}

static CachedStatement *
cache_statement (KkVault *vault, const char *sql)
{
  CachedStatement *cached = g_hash_table_lookup (vault->statements, sql);
  KkQuery query;

  if (cached != NULL)
    return cached;
  query = prepare_query (vault, sql, SQLITE_PREPARE_PERSISTENT);
  if (query.status != SQLITE_OK)
    return NULL;
  cached = g_new0 (CachedStatement, 1);
  cached->statement = query.statement;
  g_hash_table_insert (vault->statements, (gpointer) (guintptr) sql, cached);
  return cached;
}

KkQuery
kk_query (KkVault *vault, const char *sql)
{
  CachedStatement *cached = cache_statement (vault, sql);

  /* Somebody further up reads from the same statement: take one of our own. */
  if (cached == NULL || cached->busy)
    return prepare_query (vault, sql, 0);
  cached->busy = TRUE;
  return (KkQuery){ vault, cached->statement, &cached->busy, 0, SQLITE_OK };
}

KkQuery
kk_query_once (KkVault *vault, const char *sql)
{
  return prepare_query (vault, sql, 0);
}

void
kk_query_clear (KkQuery *query)
{
  if (query->statement == NULL)
    return;
  if (query->busy == NULL) {
    sqlite3_finalize (query->statement);
  } else {
    sqlite3_reset (query->statement);
    sqlite3_clear_bindings (query->statement);
    *query->busy = FALSE;
  }
  query->statement = NULL;
}

static void
note_status (KkQuery *query, int status)
{
  if (query->status == SQLITE_OK)
    query->status = status;
}

void
kk_query_bind_number (KkQuery *query, gint64 number)
{
  note_status (query, sqlite3_bind_int64 (query->statement, ++query->bound, number));
}

void
kk_query_bind_count (KkQuery *query, guint64 number)
{
  if (number > G_MAXINT64)
    note_status (query, SQLITE_TOOBIG);
  kk_query_bind_number (query, (gint64) number);
}

void
kk_query_bind_null (KkQuery *query)
{
  note_status (query, sqlite3_bind_null (query->statement, ++query->bound));
}

void
kk_query_bind_text (KkQuery *query, const char *text)
{
  note_status (query, sqlite3_bind_text (query->statement, ++query->bound, text != NULL ? text : "",
                                         -1, SQLITE_STATIC));
}

void
kk_query_bind_text_length (KkQuery *query, const char *text, gsize length)
{
  note_status (query, sqlite3_bind_text64 (query->statement, ++query->bound, text, length,
                                           SQLITE_STATIC, SQLITE_UTF8));
}

void
kk_query_bind_blob (KkQuery *query, const void *data, gsize size)
{
  /* A null pointer would bind NULL, which no bytes are not. */
  note_status (query, sqlite3_bind_blob64 (query->statement, ++query->bound,
                                           data != NULL ? data : "", size, SQLITE_STATIC));
}

void
kk_query_bind_bytes (KkQuery *query, GBytes *bytes)
{
  gsize size = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    kk_query_bind_null (query);
  else
    kk_query_bind_blob (query, data, size);
}

void
kk_query_bind_id (KkQuery *query, const KkId *id)
{
  if (id == NULL)
    kk_query_bind_null (query);
  else
    kk_query_bind_blob (query, id->bytes, sizeof id->bytes);
}

void
kk_query_bind_id_or_null (KkQuery *query, gboolean has, const KkId *id)
{
  kk_query_bind_id (query, has ? id : NULL);
}

void
kk_query_bind_hash (KkQuery *query, const KkHash *hash)
{
  kk_query_bind_blob (query, hash->bytes, sizeof hash->bytes);
}

void
kk_query_bind_secret (KkQuery *query, const KkSecret *secret)
{
  if (secret == NULL)
    kk_query_bind_null (query);
  else
    kk_query_bind_blob (query, kk_secret_get_data (secret), kk_secret_get_size (secret));
}

void
kk_query_bind_number_or_null (KkQuery *query, gint64 number)
{
  if (number == 0)
    kk_query_bind_null (query);
  else
    kk_query_bind_number (query, number);
}

static const char *
name_of_work (const KkQuery *query)
{
  return query->statement != NULL && sqlite3_stmt_readonly (query->statement) ? "read vault"
                                                                              : "write vault";
}

gboolean
kk_query_next (KkQuery *query, GError **error)
{
  if (query->status == SQLITE_OK || query->status == SQLITE_ROW)
    query->status = sqlite3_step (query->statement);
  if (query->status == SQLITE_ROW)
    return TRUE;
  if (query->status != SQLITE_DONE)
    kk_vault_fail (query->vault->db, query->status, name_of_work (query), error);
  return FALSE;
}

gboolean
kk_query_is_fine (const KkQuery *query)
{
  return query->status == SQLITE_DONE || query->status == SQLITE_ROW;
}

gboolean
kk_query_run (KkQuery *query, GError **error)
{
  kk_query_next (query, error);
  return kk_query_is_fine (query);
}

gboolean
kk_query_get_number (KkQuery *query, gint64 fallback, gint64 *number, GError **error)
{
  *number = fallback;
  if (kk_query_next (query, error) && !kk_query_is_null (query, 0))
    *number = kk_query_number (query, 0);
  return kk_query_is_fine (query);
}

gint64
kk_query_number (const KkQuery *query, int column)
{
  return sqlite3_column_int64 (query->statement, column);
}

guint64
kk_query_count (const KkQuery *query, int column)
{
  gint64 number = kk_query_number (query, column);

  return number > 0 ? (guint64) number : 0;
}

gboolean
kk_query_is_null (const KkQuery *query, int column)
{
  return sqlite3_column_type (query->statement, column) == SQLITE_NULL;
}

const char *
kk_query_text (const KkQuery *query, int column)
{
  const char *text = (const char *) sqlite3_column_text (query->statement, column);

  return text != NULL ? text : "";
}

char *
kk_query_dup_text (const KkQuery *query, int column)
{
  return g_strdup (kk_query_text (query, column));
}

char *
kk_query_dup_text_or_null (const KkQuery *query, int column)
{
  const char *text = kk_query_text (query, column);

  return *text != '\0' ? g_strdup (text) : NULL;
}

GBytes *
kk_query_dup_bytes (const KkQuery *query, int column)
{
  const void *data = sqlite3_column_blob (query->statement, column);
  int size = sqlite3_column_bytes (query->statement, column);

  if (kk_query_is_null (query, column))
    return NULL;
  return g_bytes_new (data, (gsize) size);
}

KkSecret *
kk_query_dup_secret (const KkQuery *query, int column)
{
  const void *data = sqlite3_column_blob (query->statement, column);
  int size = sqlite3_column_bytes (query->statement, column);

  return size > 0 ? kk_secret_new_copy (data, (gsize) size) : NULL;
}

gboolean
kk_query_fixed (const KkQuery *query, int column, void *out, gsize size)
{
  const void *data = sqlite3_column_blob (query->statement, column);

  if (data == NULL || (gsize) sqlite3_column_bytes (query->statement, column) != size) {
    memset (out, 0, size);
    return FALSE;
  }
  memcpy (out, data, size);
  return TRUE;
}

gboolean
kk_query_id (const KkQuery *query, int column, KkId *id)
{
  return kk_query_fixed (query, column, id->bytes, sizeof id->bytes);
}

gboolean
kk_query_hash (const KkQuery *query, int column, KkHash *hash)
{
  return kk_query_fixed (query, column, hash->bytes, sizeof hash->bytes);
}

guint
kk_desk_key_hash (gconstpointer key)
{
  const KkDeskKey *desk_key = key;

  return kk_id_hash (&desk_key->desk) * 31 + kk_id_hash (&desk_key->id);
}

gboolean
kk_desk_key_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (KkDeskKey)) == 0;
}
