/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Keeps search, case list and conflicts in step with the operations: once for each record that a transaction touched. */

#include "domain/kk-schema.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-search.h"

void
kk_vault_mark_dirty (KkVault *vault, gint64 record)
{
  if (!g_hash_table_contains (vault->dirty, &record))
    g_hash_table_add (vault->dirty, g_memdup2 (&record, sizeof record));
}

void
kk_vault_mark_thread_dirty (KkVault *vault, const KkId *desk, const KkId *thread)
{
  KkDeskKey key = { *desk, *thread };

  if (!g_hash_table_contains (vault->dirty_threads, &key))
    g_hash_table_add (vault->dirty_threads, g_memdup2 (&key, sizeof key));
}

void
kk_vault_forget_dirty (KkVault *vault)
{
  g_hash_table_remove_all (vault->dirty);
  g_hash_table_remove_all (vault->dirty_threads);
}

static guint
number_of (const char *name)
{
  const KkField *field = kk_schema_field_by_name (KK_RECORD_CASE, name);

  g_assert (field != NULL);
  return field->number;
}

gboolean
kk_vault_derive_start (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT max (touched) FROM case_index");

  vault->case_fields = (KkCaseFields){
    .reference = number_of ("nl_CaseReference"),
    .title = number_of ("nl_CaseTitle"),
    .stage = number_of ("nl_Stage"),
    .municipality = number_of ("nl_Municipality"),
  };
  return kk_query_get_number (&query, 0, &vault->touched, error);
}

static gboolean
run_with_text (KkVault *vault, const char *sql, gint64 record, const GString *text, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, sql);

  kk_query_bind_number (&query, record);
  if (text != NULL)
    kk_query_bind_text_length (&query, text->str, text->len);
  return kk_query_run (&query, error);
}

/* Changing a row of the index costs far more than looking whether it must change. */
static gboolean
store_words (KkVault *vault, gint64 record, const GString *text, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT c0 FROM search_content WHERE id = ?1");

  kk_query_bind_number (&query, record);
  if (kk_query_next (&query, error)) {
    if (g_str_equal (kk_query_text (&query, 0), text->str))
      return TRUE;
    kk_query_clear (&query);
    return text->len > 0
               ? run_with_text (vault, "UPDATE search SET text = ?2 WHERE rowid = ?1", record, text,
                                error)
               : run_with_text (vault, "DELETE FROM search WHERE rowid = ?1", record, NULL, error);
  }
  if (!kk_query_is_fine (&query))
    return FALSE;
  return text->len == 0 || run_with_text (vault, "INSERT INTO search (rowid, text) VALUES (?1, ?2)",
                                          record, text, error);
}

static gboolean
store_on_record (KkVault *vault,
                 const KkVaultRecord *record,
                 const KkDerived *derived,
                 GError **error)
{
  g_auto (KkQuery) query =
      kk_query (vault, "UPDATE record SET deletion = ?, conflicts = ?, updated = ? WHERE idx = ?");

  if (record->deletion == derived->deletion && record->conflicts == derived->conflicts &&
      record->updated == derived->updated)
    return TRUE;
  kk_query_bind_number (&query, derived->deletion);
  kk_query_bind_number (&query, derived->conflicts);
  kk_query_bind_number (&query, derived->updated);
  kk_query_bind_number (&query, record->idx);
  return kk_query_run (&query, error);
}

/* A line of the list that waits until all records of its case are up to date. */
typedef struct {
  KkVaultRecord record;
  KkDerived derived;
} CaseLine;

static void
clear_line (gpointer data)
{
  kk_derived_clear (&((CaseLine *) data)->derived);
}

static gboolean
sum_thread (KkVault *vault,
            const KkDeskKey *key,
            gint64 *conflicts,
            gint64 *updated,
            GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT sum (conflicts), max (updated) FROM record "
                                            "WHERE desk = ?1 AND thread = ?2");

  kk_query_bind_id (&query, &key->desk);
  kk_query_bind_id (&query, &key->id);
  if (!kk_query_next (&query, error))
    return FALSE;
  *conflicts = kk_query_number (&query, 0);
  *updated = kk_query_number (&query, 1);
  return TRUE;
}

static gboolean
sum_case (KkVault *vault, const CaseLine *line, gint64 *conflicts, gint64 *updated, GError **error)
{
  KkDeskKey key = { line->record.desk, line->record.thread };

  *conflicts = line->derived.conflicts;
  *updated = line->derived.updated;
  return !line->record.has_thread || sum_thread (vault, &key, conflicts, updated, error);
}

static gboolean
store_line (KkVault *vault, const CaseLine *line, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "INSERT INTO case_index (record, desk, thread, reference, title, stage, municipality, "
             "owner, deletion, conflicts, updated, touched) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (record) DO UPDATE SET "
             "thread = excluded.thread, reference = excluded.reference, title = excluded.title, "
             "stage = excluded.stage, municipality = excluded.municipality, "
             "deletion = excluded.deletion, conflicts = excluded.conflicts, "
             "updated = excluded.updated, touched = excluded.touched");
  const KkVaultRecord *record = &line->record;
  gint64 conflicts;
  gint64 updated;

  if (!sum_case (vault, line, &conflicts, &updated, error))
    return FALSE;
  kk_query_bind_number (&query, record->idx);
  kk_query_bind_id (&query, &record->desk);
  kk_query_bind_id_or_null (&query, record->has_thread, &record->thread);
  kk_query_bind_text (&query, line->derived.reference);
  kk_query_bind_text (&query, line->derived.title);
  kk_query_bind_text (&query, line->derived.stage);
  kk_query_bind_text (&query, line->derived.municipality);
  kk_query_bind_id (&query, &record->owner);
  kk_query_bind_number (&query, line->derived.deletion);
  kk_query_bind_number (&query, conflicts);
  kk_query_bind_number (&query, updated);
  kk_query_bind_number (&query, ++vault->touched);
  return kk_query_run (&query, error);
}

/* Moves @derived to @lines when the record is a case. */
static gboolean
flush_record (KkVault *vault, gint64 idx, GArray *lines, GError **error)
{
  g_auto (KkDerived) derived = { 0 };
  CaseLine line = { 0 };
  gboolean found;

  if (!kk_vault_record_get (vault, idx, &line.record, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (line.record.has_thread)
    kk_vault_mark_thread_dirty (vault, &line.record.desk, &line.record.thread);
  if (!kk_vault_derive (vault, &line.record, &derived, error) ||
      !store_words (vault, idx, derived.text, error) ||
      !store_on_record (vault, &line.record, &derived, error))
    return FALSE;
  if (line.record.type == KK_RECORD_CASE) {
    line.derived = derived;
    derived = (KkDerived){ 0 };
    g_array_append_val (lines, line);
  }
  return TRUE;
}

/* (element-type gint64): the case records of a thread that this flush did not write; usually none. */
/* The plus keeps the planner from walking all cases of the desk by their time. */
static GArray *
list_cases_of_thread (KkVault *vault, const KkDeskKey *key, gint64 before, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "SELECT record FROM case_index WHERE desk = ?1 AND thread = ?2 AND +touched <= ?3 "
             "ORDER BY record");
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (gint64));

  kk_query_bind_id (&query, &key->desk);
  kk_query_bind_id (&query, &key->id);
  kk_query_bind_number (&query, before);
  while (kk_query_next (&query, error)) {
    gint64 idx = kk_query_number (&query, 0);

    g_array_append_val (cases, idx);
  }
  return kk_query_is_fine (&query) ? g_steal_pointer (&cases) : NULL;
}

static gboolean
touch_case (KkVault *vault, gint64 record, gint64 conflicts, gint64 updated, GError **error)
{
  g_auto (KkQuery) query = kk_query (
      vault, "UPDATE case_index SET conflicts = ?, updated = ?, touched = ? WHERE record = ?");

  kk_query_bind_number (&query, conflicts);
  kk_query_bind_number (&query, updated);
  kk_query_bind_number (&query, ++vault->touched);
  kk_query_bind_number (&query, record);
  return kk_query_run (&query, error);
}

static gboolean
flush_thread (KkVault *vault, const KkDeskKey *key, gint64 before, GError **error)
{
  g_autoptr (GArray) cases = list_cases_of_thread (vault, key, before, error);
  gint64 conflicts;
  gint64 updated;

  if (cases == NULL)
    return FALSE;
  if (cases->len == 0)
    return TRUE;
  if (!sum_thread (vault, key, &conflicts, &updated, error))
    return FALSE;
  for (guint i = 0; i < cases->len; i++) {
    if (!touch_case (vault, g_array_index (cases, gint64, i), conflicts, updated, error))
      return FALSE;
  }
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* (element-type gint64): in the order of the tables, which is also the order in which they came. */
static GArray *
list_dirty (KkVault *vault)
{
  GArray *records = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, vault->dirty);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (records, key, 1);
  g_array_sort (records, compare_numbers);
  return records;
}

static gboolean
flush_records (KkVault *vault, GArray *lines, GError **error)
{
  g_autoptr (GArray) records = list_dirty (vault);

  for (guint i = 0; i < records->len; i++) {
    if (!flush_record (vault, g_array_index (records, gint64, i), lines, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
flush_lines (KkVault *vault, const GArray *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++) {
    if (!store_line (vault, &g_array_index (lines, CaseLine, i), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
flush_threads (KkVault *vault, gint64 before, GError **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, vault->dirty_threads);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (!flush_thread (vault, key, before, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_vault_search_flush (KkVault *vault, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (CaseLine));
  gint64 before = vault->touched;

  if (g_hash_table_size (vault->dirty) == 0 && g_hash_table_size (vault->dirty_threads) == 0)
    return TRUE;
  g_array_set_clear_func (lines, clear_line);
  if (!flush_records (vault, lines, error) || !flush_lines (vault, lines, error) ||
      !flush_threads (vault, before, error))
    return FALSE;
  kk_vault_forget_dirty (vault);
  return TRUE;
}

static gboolean
mark_all_dirty (KkVault *vault, GError **error)
{
  g_auto (KkQuery) query = kk_query (vault, "SELECT idx FROM record");

  while (kk_query_next (&query, error))
    kk_vault_mark_dirty (vault, kk_query_number (&query, 0));
  return kk_query_is_fine (&query);
}

gboolean
kk_vault_search_rebuild (KkVault *vault, GError **error)
{
  g_return_val_if_fail (kk_vault_is_in_transaction (vault), FALSE);

  return kk_vault_execute (vault->db,
                           "DELETE FROM search WHERE rowid NOT IN (SELECT idx FROM record);"
                           "INSERT INTO search (search) VALUES ('rebuild');",
                           error) &&
         mark_all_dirty (vault, error) && kk_vault_search_flush (vault, error);
}
