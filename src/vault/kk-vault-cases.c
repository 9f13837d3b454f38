/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-cases.h"

#include "domain/kk-schema.h"
#include "vault/kk-vault-private.h"

#define CASE_COLUMNS                                                                      \
  KK_RECORD_COLUMNS ", case_index.reference, case_index.title, case_index.stage, "        \
                    "case_index.municipality, case_index.conflicts, case_index.updated, " \
                    "case_index.touched"
#define CASE_TABLES "case_index CROSS JOIN record ON record.idx = case_index.record"

void
kk_vault_case_free (KkVaultCase *item)
{
  if (item == NULL)
    return;
  g_free (item->reference);
  g_free (item->title);
  g_free (item->stage);
  g_free (item->municipality);
  g_free (item);
}

static KkVaultCase *
read_case (const KkQuery *query)
{
  KkVaultCase *item = g_new0 (KkVaultCase, 1);
  int column = KK_N_RECORD_COLUMNS;

  kk_vault_read_record (query, 0, &item->record);
  item->reference = kk_query_dup_text (query, column++);
  item->title = kk_query_dup_text (query, column++);
  item->stage = kk_query_dup_text (query, column++);
  item->municipality = kk_query_dup_text (query, column++);
  item->conflicts = kk_query_number (query, column++);
  item->updated = kk_query_number (query, column++);
  item->touched = kk_query_number (query, column);
  return item;
}

/* Only what is asked for stands in the question, so that each filter can walk its own index. */
static char *
make_sql (const KkVaultCaseQuery *query, const char *columns, const char *tables, const char *end)
{
  GString *sql = g_string_new (NULL);

  g_string_printf (sql, "SELECT %s FROM %s WHERE TRUE", columns, tables);
  if (query->desk != NULL)
    g_string_append (sql, " AND case_index.desk = :desk");
  if (query->stage != NULL)
    g_string_append (sql, " AND case_index.stage = :stage");
  if (query->municipality != NULL)
    g_string_append (sql, " AND case_index.municipality = :municipality");
  if (query->owner != NULL)
    g_string_append (sql, " AND case_index.owner = :owner");
  if (query->conflicts_only)
    g_string_append (sql, " AND case_index.conflicts > 0");
  if (query->since > 0)
    g_string_append (sql, " AND case_index.updated > :since");
  if (!query->with_deleted)
    g_string_append (sql, " AND case_index.deletion <> 1");
  g_string_append (sql, end);
  return g_string_free (sql, FALSE);
}

/* Binds what make_sql() named; they were numbered in this order. */
static void
bind_filters (KkQuery *bound, const KkVaultCaseQuery *query)
{
  if (query->desk != NULL)
    kk_query_bind_id (bound, query->desk);
  if (query->stage != NULL)
    kk_query_bind_text (bound, query->stage);
  if (query->municipality != NULL)
    kk_query_bind_text (bound, query->municipality);
  if (query->owner != NULL)
    kk_query_bind_id (bound, query->owner);
  if (query->since > 0)
    kk_query_bind_number (bound, query->since);
}

static guint
limit_of (const KkVaultCaseQuery *query)
{
  return query->limit > 0 ? query->limit : 100;
}

static GPtrArray *
list_without_text (KkVault *vault, const KkVaultCaseQuery *query, GError **error)
{
  g_autofree char *sql = make_sql (query, CASE_COLUMNS, CASE_TABLES,
                                   " AND case_index.touched < :before "
                                   "ORDER BY case_index.touched DESC LIMIT :limit");
  g_auto (KkQuery) bound = kk_query_once (vault, sql);
  g_autoptr (GPtrArray) cases =
      g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_case_free);

  bind_filters (&bound, query);
  kk_query_bind_number (&bound, query->before > 0 ? query->before : G_MAXINT64);
  kk_query_bind_number (&bound, limit_of (query));
  while (kk_query_next (&bound, error))
    g_ptr_array_add (cases, read_case (&bound));
  return kk_query_is_fine (&bound) ? g_steal_pointer (&cases) : NULL;
}

/* A walk over the records that have the words, towards the cases they belong to. */
typedef struct {
  KkVault *vault;
  const KkVaultCaseQuery *query;
  char *sql;        /* one case by its record, when it passes the filters */
  GHashTable *seen; /* record of a case, as gint64 */
  GPtrArray *cases; /* what was found */
  guint limit;
} Walk;

static void
clear_walk (Walk *walk)
{
  g_free (walk->sql);
  g_hash_table_unref (walk->seen);
  g_clear_pointer (&walk->cases, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, clear_walk)

static gboolean
visit_case (Walk *walk, gint64 record, GError **error)
{
  g_auto (KkQuery) bound = { 0 };

  if (g_hash_table_contains (walk->seen, &record))
    return TRUE;
  g_hash_table_add (walk->seen, g_memdup2 (&record, sizeof record));
  bound = kk_query_once (walk->vault, walk->sql);
  bind_filters (&bound, walk->query);
  kk_query_bind_number (&bound, record);
  if (kk_query_next (&bound, error))
    g_ptr_array_add (walk->cases, read_case (&bound));
  return kk_query_is_fine (&bound);
}

static gboolean
visit_thread (Walk *walk, const KkVaultRecord *hit, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (walk->vault, "SELECT record FROM case_index WHERE desk = ?1 AND thread = ?2");

  kk_query_bind_id (&query, &hit->desk);
  kk_query_bind_id (&query, &hit->thread);
  while (kk_query_next (&query, error)) {
    if (!visit_case (walk, kk_query_number (&query, 0), error))
      return FALSE;
  }
  return kk_query_is_fine (&query);
}

static gboolean
visit_hit (Walk *walk, const KkVaultRecord *hit, GError **error)
{
  if (hit->has_thread)
    return visit_thread (walk, hit, error);
  return hit->type != KK_RECORD_CASE || visit_case (walk, hit->idx, error);
}

static gboolean
walk_hits (Walk *walk, const char *expression, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      walk->vault,
      "SELECT " KK_RECORD_COLUMNS " FROM search CROSS JOIN record ON record.idx = search.rowid "
      "WHERE search MATCH ?1 AND (deletion <> 1 OR ?3) AND (?2 IS NULL OR desk = ?2) "
      "ORDER BY search.rowid DESC");

  kk_query_bind_text (&query, expression);
  kk_query_bind_id (&query, walk->query->desk);
  kk_query_bind_number (&query, walk->query->with_deleted ? 1 : 0);
  while (walk->cases->len < walk->limit && kk_query_next (&query, error)) {
    KkVaultRecord hit = { 0 };

    kk_vault_read_record (&query, 0, &hit);
    if (!visit_hit (walk, &hit, error))
      return FALSE;
  }
  return walk->cases->len >= walk->limit || kk_query_is_fine (&query);
}

static int
compare_touched (gconstpointer a, gconstpointer b)
{
  const KkVaultCase *left = *(KkVaultCase *const *) a;
  const KkVaultCase *right = *(KkVaultCase *const *) b;

  return (left->touched < right->touched) - (left->touched > right->touched);
}

static GPtrArray *
list_with_text (KkVault *vault, const KkVaultCaseQuery *query, guint limit, GError **error)
{
  g_autofree char *expression = kk_vault_search_expression (query->text);
  g_auto (Walk) walk = {
    .vault = vault,
    .query = query,
    .sql = make_sql (query, CASE_COLUMNS, CASE_TABLES, " AND case_index.record = :record"),
    .seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .cases = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_vault_case_free),
    .limit = limit,
  };

  if (expression != NULL && !walk_hits (&walk, expression, error))
    return NULL;
  g_ptr_array_sort (walk.cases, compare_touched);
  return g_steal_pointer (&walk.cases);
}

GPtrArray *
kk_vault_case_list (KkVault *vault, const KkVaultCaseQuery *query, GError **error)
{
  if (query->text != NULL && *query->text != '\0')
    return list_with_text (vault, query, limit_of (query), error);
  return list_without_text (vault, query, error);
}

/* Every case of which a record has the words, as one set: a walk, record by record, is for the first page. */
#define FOUND                                                                                   \
  " AND case_index.record IN (WITH hit AS MATERIALIZED (SELECT record.idx, record.type, "       \
  "record.desk, record.thread FROM search CROSS JOIN record ON record.idx = search.rowid "      \
  "WHERE search MATCH :words AND (record.deletion <> 1 OR :deleted)) "                          \
  "SELECT case_index.record FROM hit CROSS JOIN case_index ON case_index.desk = hit.desk "      \
  "AND case_index.thread = hit.thread UNION SELECT idx FROM hit WHERE thread IS NULL AND type " \
  "= 3)"
G_STATIC_ASSERT (KK_RECORD_CASE == 3);

GArray *
kk_vault_case_order (KkVault *vault, const KkVaultCaseQuery *query, GError **error)
{
  gboolean searches = query->text != NULL && *query->text != '\0';
  g_autofree char *words = searches ? kk_vault_search_expression (query->text) : NULL;
  g_autofree char *end =
      g_strconcat (searches ? FOUND : "", " ORDER BY case_index.touched DESC", NULL);
  g_autofree char *sql = make_sql (query, "case_index.record", "case_index", end);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (KkQuery) bound = { 0 };

  if (searches && words == NULL)
    return g_steal_pointer (&order);
  bound = kk_query_once (vault, sql);
  bind_filters (&bound, query);
  if (searches) {
    kk_query_bind_text (&bound, words);
    kk_query_bind_number (&bound, query->with_deleted ? 1 : 0);
  }
  while (kk_query_next (&bound, error)) {
    gint64 record = kk_query_number (&bound, 0);

    g_array_append_val (order, record);
  }
  return kk_query_is_fine (&bound) ? g_steal_pointer (&order) : NULL;
}

gboolean
kk_vault_case_count (KkVault *vault, const KkVaultCaseQuery *query, gint64 *count, GError **error)
{
  g_autofree char *sql = make_sql (query, "count (*)", "case_index", "");
  g_auto (KkQuery) bound = { 0 };
  g_autoptr (GPtrArray) cases = NULL;

  if (query->text != NULL && *query->text != '\0') {
    cases = list_with_text (vault, query, G_MAXUINT, error);
    *count = cases != NULL ? cases->len : 0;
    return cases != NULL;
  }
  bound = kk_query_once (vault, sql);
  bind_filters (&bound, query);
  return kk_query_get_number (&bound, 0, count, error);
}

KkVaultCase *
kk_vault_case_by_reference (KkVault *vault, const KkId *desk, const char *reference, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT " CASE_COLUMNS " FROM " CASE_TABLES " WHERE case_index.reference = ?1 "
             "AND (?2 IS NULL OR case_index.desk = ?2) ORDER BY case_index.touched DESC LIMIT 1");

  kk_query_bind_text (&query, reference);
  kk_query_bind_id (&query, desk);
  return kk_query_next (&query, error) ? read_case (&query) : NULL;
}

KkVaultCase *
kk_vault_case_get (KkVault *vault, gint64 record, GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "SELECT " CASE_COLUMNS " FROM " CASE_TABLES " WHERE case_index.record = ?1");

  kk_query_bind_number (&query, record);
  return kk_query_next (&query, error) ? read_case (&query) : NULL;
}
