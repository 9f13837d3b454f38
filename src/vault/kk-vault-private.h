/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the table modules share: the connection, prepared statements, and what a transaction leaves to do.
 * Owns:    KkQuery is a loan of a prepared statement, given back at the end of its scope.
 * Threads: those of the vault.
 * Errors:  a query keeps its first error and tells it when it is run. */

#pragma once

#include "base/kk-id.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault.h"

#include <sqlcipher/sqlite3.h>

G_BEGIN_DECLS

/* A log as it is kept in memory. */
typedef struct {
  gint64 idx;
  KkId log;
  KkId seat;
  KkId desk;
} KkLogEntry;

/* A desk and an id of a record or thread, as a key of tables in memory. */
typedef struct {
  KkId desk;
  KkId id;
} KkDeskKey;

/* Numbers of the fields that the list of cases shows. */
typedef struct {
  guint reference;
  guint title;
  guint stage;
  guint municipality;
} KkCaseFields;

struct _KkVault {
  char *folder;
  int lock; /* file descriptor */
  sqlite3 *db;
  GHashTable *statements; /* address of the SQL text → CachedStatement */
  guint depth;            /* of open transactions */
  guint version;          /* of the tables: below KK_VAULT_VERSION until they are brought to it */

  GHashTable *logs_by_id; /* KkId in the entry → KkLogEntry, owned by the next */
  GHashTable *logs_by_idx;
  GHashTable *erased; /* KkDeskKey → idx, as gint64 */

  KkVaultRecord last_record; /* read or made last; idx 0 = none */
  GHashTable *dirty;         /* idx of record, as gint64: to be derived again */
  GHashTable *dirty_threads; /* KkDeskKey */
  gint64 touched;            /* highest in case_index */
  KkCaseFields case_fields;
};

typedef struct {
  KkVault *vault;
  sqlite3_stmt *statement;
  gboolean *busy; /* (nullable): of the cached statement; NULL = finalized with the query */
  int bound;
  int status;
} KkQuery;

/* @sql must be a literal: the statement is kept under its address. */
KkQuery kk_query (KkVault *vault, const char *sql);
/* For text made at run time. */
KkQuery kk_query_once (KkVault *vault, const char *sql);
void kk_query_clear (KkQuery *query);

/* Each binds the next parameter; the memory must live as long as the query. */
void kk_query_bind_number (KkQuery *query, gint64 number);
void kk_query_bind_count (KkQuery *query, guint64 number);
void kk_query_bind_null (KkQuery *query);
void kk_query_bind_text (KkQuery *query, const char *text); /* (nullable): '' */
void kk_query_bind_text_length (KkQuery *query, const char *text, gsize length);
void kk_query_bind_blob (KkQuery *query, const void *data, gsize size);
void kk_query_bind_bytes (KkQuery *query, GBytes *bytes); /* (nullable): NULL */
void kk_query_bind_id (KkQuery *query, const KkId *id);   /* (nullable): NULL */
void kk_query_bind_hash (KkQuery *query, const KkHash *hash);
void kk_query_bind_secret (KkQuery *query, const KkSecret *secret); /* (nullable): NULL */
/* NULL when it is zero. */
void kk_query_bind_id_or_null (KkQuery *query, gboolean has, const KkId *id);
void kk_query_bind_number_or_null (KkQuery *query, gint64 number);

/* Runs a statement without rows. */
gboolean kk_query_run (KkQuery *query, GError **error);
/* FALSE at the end and on error; look at the error. */
gboolean kk_query_next (KkQuery *query, GError **error);
/* For reading to the end: TRUE when no step failed. */
gboolean kk_query_is_fine (const KkQuery *query);
/* The number in the first row, or @fallback. */
gboolean kk_query_get_number (KkQuery *query, gint64 fallback, gint64 *number, GError **error);

gint64 kk_query_number (const KkQuery *query, int column);
guint64 kk_query_count (const KkQuery *query, int column);
gboolean kk_query_is_null (const KkQuery *query, int column);
const char *kk_query_text (const KkQuery *query, int column); /* borrowed until the next step */
char *kk_query_dup_text (const KkQuery *query, int column);
char *kk_query_dup_text_or_null (const KkQuery *query, int column); /* '' gives NULL */
GBytes *kk_query_dup_bytes (const KkQuery *query, int column);      /* NULL gives NULL */
KkSecret *kk_query_dup_secret (const KkQuery *query, int column);   /* NULL gives NULL */
/* Zeros when the column is NULL or of another size; TRUE when it was there. */
gboolean kk_query_id (const KkQuery *query, int column, KkId *id);
gboolean kk_query_hash (const KkQuery *query, int column, KkHash *hash);
gboolean kk_query_fixed (const KkQuery *query, int column, void *out, gsize size);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkQuery, kk_query_clear)

/* Sets @error from the state of the connection; always FALSE. @what names the work. */
gboolean kk_vault_fail (sqlite3 *db, int status, const char *what, GError **error);
gboolean kk_vault_execute (sqlite3 *db, const char *sql, GError **error);

/* kk-vault-connection.c: opens @path with every setting made and read back. */
sqlite3 *kk_vault_connect (const char *path, const KkSecret *key, gboolean create, GError **error);
gboolean kk_vault_has_rows (sqlite3 *db, GError **error);
/* Brings the log into the file, so that the file alone is the database. Closing the last connection does that too, and says nothing
 * when it could not. */
gboolean kk_vault_empty_log (sqlite3 *db, GError **error);
/* The pages and the rules of a copy that is no vault yet. */
gboolean kk_vault_check_copy (sqlite3 *copy, GError **error);

/* kk-vault-memory.c: before the first use of the library; FALSE when somebody used it earlier. */
gboolean kk_vault_memory_start (void);

/* kk-vault-migrate.c: which version the tables have, once they proved to be a vault's that this program can read; and
 * bringing them to KK_VAULT_VERSION. */
gboolean kk_vault_find_version (sqlite3 *db, guint *version, GError **error);
gboolean kk_vault_migrate (sqlite3 *db, gboolean create, GError **error);

/* kk-vault-transaction.c: a transaction, at no depth, that sees one state and keeps nobody from writing. */
KkVaultTransaction *kk_vault_begin_reading (KkVault *vault, GError **error);
/* At no depth. Where rolling back failed, for want of memory for instance, what it was to take back is still open: it ends here. */
gboolean kk_vault_end_remains (KkVault *vault, GError **error);

/* kk-vault-files.c */
gboolean kk_vault_make_folder (const char *folder, GError **error);
int kk_vault_take_lock (const char *folder, GError **error); /* −1 on error */
gboolean kk_vault_sync_path (const char *path, GError **error);
gboolean kk_vault_check_file (const char *path, GError **error);
/* Before a file is replaced: −1 when it is not there, or other names lead to it. Then, once it is replaced, overwritten if
 * @wipe and closed: as far as the file system writes in place, nobody reads it back from the disk. */
int kk_vault_hold_file (const char *path);
void kk_vault_let_go (int fd, gboolean wipe);

/* kk-vault-rekey.c: ends what kk_vault_rekey() had begun when the program stopped. */
gboolean
kk_vault_finish_rekey (const char *folder, const char *path, const KkSecret *key, GError **error);

/* kk-vault-logs.c, kk-vault-erase.c: read into memory at opening and after a rollback. */
gboolean kk_vault_logs_load (KkVault *vault, GError **error);
gboolean kk_vault_erased_load (KkVault *vault, GError **error);

/* kk-vault-derive.c: what follows from the operations, made at the end of a transaction. */
void kk_vault_mark_dirty (KkVault *vault, gint64 record);
void kk_vault_mark_thread_dirty (KkVault *vault, const KkId *desk, const KkId *thread);
void kk_vault_forget_dirty (KkVault *vault);
gboolean kk_vault_derive_start (KkVault *vault, GError **error);

typedef struct {
  GString *text; /* of the search index */
  gint64 conflicts;
  gint64 updated;
  KkDeletion deletion;
  char *reference; /* these four of a case only */
  char *title;
  char *stage;
  char *municipality;
  GPtrArray
      *registers; /* (nullable) (element-type KkVaultConflict): filled when the caller made it */
} KkDerived;

void kk_derived_clear (KkDerived *derived);
gboolean
kk_vault_derive (KkVault *vault, const KkVaultRecord *record, KkDerived *derived, GError **error);

/* kk-vault-records.c: columns of RECORD_COLUMNS from @column on. */
#define KK_RECORD_COLUMNS                                                          \
  "record.idx, record.id, record.desk, record.type, record.owner, record.thread, " \
  "record.derived_from, record.deletion, record.conflicts, record.updated"
#define KK_N_RECORD_COLUMNS 10
/* What is due. The lists of numbers are those of the indexes in the schema: with others a query cannot use them. */
#define KK_DUE_FIELDS "(304, 326, 327, 433, 434, 1202, 1309, 1402, 1503, 1713, 2503)"
#define KK_DUE_BY_DAY                                                             \
  "SELECT " KK_RECORD_COLUMNS " FROM record WHERE idx IN (SELECT record FROM op " \
  "WHERE live = 1 AND field IN " KK_DUE_FIELDS " "                                \
  "AND field = ?1 AND value BETWEEN ?2 AND ?3) ORDER BY idx"
#define KK_DUE_OPEN                                                                    \
  "SELECT " KK_RECORD_COLUMNS " FROM record WHERE type IN (14, 16) AND type = ?1 AND " \
  "NOT EXISTS (SELECT 1 FROM op WHERE op.record = record.idx AND op.live = 1 "         \
  "AND op.kind = 1 AND op.field = ?2) ORDER BY idx"

#define KK_DUE_FIRST                                                       \
  "SELECT op.value FROM op CROSS JOIN record ON record.idx = op.record "   \
  "WHERE op.live = 1 AND op.field IN " KK_DUE_FIELDS " AND op.field = ?1 " \
  "AND record.desk = ?2 AND record.owner = ?2 ORDER BY op.value LIMIT 1"
#define KK_DUE_FIRST_FROM                                                                \
  "SELECT MIN (op.time) FROM case_index CROSS JOIN op ON op.record = case_index.record " \
  "WHERE case_index.desk = ?1 AND case_index.owner = ?2 AND op.time > 0"

/* (transfer full) (element-type KkVaultRecord): every row of @query. */
GArray *kk_vault_read_records (KkQuery *query, GError **error);
void kk_vault_read_record (const KkQuery *query, int column, KkVaultRecord *record);
/* The record @idx, from memory when it was the last; borrowed until the next call. (nullable) */
const KkVaultRecord *kk_vault_peek_record (KkVault *vault, gint64 idx, GError **error);

/* kk-vault-operations.c */
gboolean kk_vault_read_context (KkVault *vault, gint64 idx, KkOp *op, GError **error);
KkValue *kk_vault_read_value (const KkQuery *query, int kind_column);

/* kk-vault-merge.c: inside a transaction, which operations of the register of @op are live: made from the whole set, or after
 * @op came as @idx. */
gboolean kk_vault_merge_register (KkVault *vault,
                                  gint64 record,
                                  const KkOp *op,
                                  const KkId *owner,
                                  GError **error);
gboolean kk_vault_merge_new (KkVault *vault,
                             const KkVaultRecord *record,
                             const KkOp *op,
                             gint64 idx,
                             GError **error);

/* kk-vault-search.c: (transfer full) (nullable): what FTS5 is asked; NULL when @text has no word. */
char *kk_vault_search_expression (const char *text);

guint kk_desk_key_hash (gconstpointer key);
gboolean kk_desk_key_equal (gconstpointer a, gconstpointer b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkDerived, kk_derived_clear)

G_END_DECLS
