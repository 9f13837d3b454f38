/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Applies operations to a vault, and then lists and searches it (design §8: the vault's part of B1, and B2, B4, B5).
 * Prints what it measured; it judges only B2's ratio, which is of two things done in one run. */

#include "domain/kk-schema.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-search.h"

#include <glib/gstdio.h>
#include <sqlcipher/sqlite3.h>

#define OPS_IN_RECORD 5

static const char *const words[] = { "magazijn",    "handelskade",  "uitbuiting", "eethuis",
                                     "rozengaarde", "telefoon",     "onderdak",   "paspoort",
                                     "bestelbus",   "nagelstudio",  "schulden",   "kamer",
                                     "chauffeur",   "uitzendbureau" };

typedef struct {
  KkVault *vault;
  char *folder;
  KkId desk;
  KkId log;
} Bench;

static void
check (gboolean fine, GError *error)
{
  if (!fine)
    g_error ("bench: %s", error != NULL ? error->message : "failed");
}

static void
open_bench (Bench *bench, const KkSecret *key)
{
  GError *error = NULL;
  KkId seat = kk_id_random ();
  gint64 idx;

  bench->folder = g_dir_make_tmp ("kk-bench-XXXXXX", &error);
  check (bench->folder != NULL, error);
  bench->vault = kk_vault_create (bench->folder, key, &error);
  check (bench->vault != NULL, error);
  bench->desk = kk_id_random ();
  bench->log = kk_id_random ();
  check (kk_vault_log_ensure (bench->vault, &bench->log, &seat, &bench->desk, 0, &idx, &error),
         error);
}

static void
remove_folder (const char *folder)
{
  static const char *const names[] = { KK_VAULT_DATABASE, KK_VAULT_LOCK };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
close_bench (Bench *bench)
{
  kk_vault_close (bench->vault);
  remove_folder (bench->folder);
  g_free (bench->folder);
}

static char *
make_text (guint record, guint n)
{
  const char *a = words[(record + n) % G_N_ELEMENTS (words)];
  const char *b = words[(record / 7 + n * 3) % G_N_ELEMENTS (words)];

  return n == 1 ? g_strdup_printf ("BENCH-2026-%06u", record)
                : g_strdup_printf ("%s %s %x", a, b, record * 2654435761u);
}

static KkOp *
make_op (const Bench *bench, guint record, guint n)
{
  static const guint fields[] = { 301, 302, 305, 311, 319 };
  KkOp *op = kk_op_new ((KkDot){ bench->log, n }, KK_OP_VALUE, fields[n - 1]);
  g_autofree char *text = make_text (record, n);

  op->value = kk_value_new_text (text);
  op->time = 1700000000000 + record;
  return op;
}

static void
apply_record (Bench *bench, guint number, gint64 basis)
{
  KkVaultRecord record = { .id = kk_id_random (),
                           .desk = bench->desk,
                           .type = KK_RECORD_CASE,
                           .owner = bench->desk,
                           .has_thread = TRUE,
                           .thread = kk_id_random () };
  GError *error = NULL;
  gint64 idx;

  check (kk_vault_record_ensure (bench->vault, &record, &idx, &error), error);
  for (guint n = 1; n <= OPS_IN_RECORD; n++) {
    g_autoptr (KkOp) op = make_op (bench, number, n);
    KkApplyResult result;

    check (kk_vault_op_apply (bench->vault, idx, op, basis, &result, &error), error);
    g_assert (result == KK_APPLY_NEW);
  }
}

/* Answers milliseconds. */
static double
apply_records (Bench *bench, guint first, guint n_records)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a basis of some length, as they are", 35);
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  KkVaultTransaction *transaction = kk_vault_begin (bench->vault, &error);
  gint64 basis;

  check (transaction != NULL, error);
  check (kk_vault_basis_ensure (bench->vault, bytes, &basis, &error), error);
  for (guint i = 0; i < n_records; i++)
    apply_record (bench, first + i, basis);
  check (kk_vault_commit (transaction, &error), error);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static void
run (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("bench: %s", sqlite3_errmsg (db));
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("bench: %s", sqlite3_errmsg (db));
  return statement;
}

static void
step_with (sqlite3_stmt *statement, guint number, const char *text)
{
  sqlite3_bind_int64 (statement, 1, number);
  if (text != NULL)
    sqlite3_bind_text (statement, 2, text, -1, SQLITE_STATIC);
  g_assert (sqlite3_step (statement) == SQLITE_DONE);
  sqlite3_reset (statement);
}

static void
insert_raw_op (sqlite3_stmt *insert, guint record, guint n, GString *all)
{
  g_autofree char *text = make_text (record, n);

  g_string_append (all, text);
  g_string_append_c (all, '\n');
  sqlite3_bind_int64 (insert, 1, record);
  sqlite3_bind_int64 (insert, 2, n);
  sqlite3_bind_int64 (insert, 3, 300 + n);
  sqlite3_bind_text (insert, 4, text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 5, 1700000000000 + record);
  g_assert (sqlite3_step (insert) == SQLITE_DONE);
  sqlite3_reset (insert);
}

/* The tables of a vault, without the vault. */
static sqlite3 *
open_raw (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  g_autoptr (KkSecret) key = kk_secret_new (KK_VAULT_KEY_SIZE);
  GError *error = NULL;
  KkVault *vault = kk_vault_create (folder, key, &error);
  sqlite3 *db = NULL;

  check (vault != NULL, error);
  kk_vault_close (vault);
  g_assert (sqlite3_open (path, &db) == SQLITE_OK);
  run (db, "PRAGMA key = \"x'0000000000000000000000000000000000000000000000000000000000000000'\";"
           "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL;"
           "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
           "INSERT INTO log (idx, log, seat, desk, incarnation)"
           " VALUES (1, zeroblob (16), zeroblob (16), zeroblob (16), 0);"
           "INSERT INTO basis (idx, bytes) VALUES (1, zeroblob (35))");
  return db;
}

static void
insert_raw (sqlite3 *db, guint n_records)
{
  sqlite3_stmt *record = prepare (
      db, "INSERT INTO record (id, desk, type, owner, thread, updated)"
          " VALUES (randomblob (16), zeroblob (16), 3, zeroblob (16), randomblob (16), ?1)");
  sqlite3_stmt *op =
      prepare (db, "INSERT INTO op (record, log, n, kind, field, value_kind, value, basis, time,"
                   " state, live) VALUES (?1, 1, ?2, 1, ?3, 1, ?4, 1, ?5, 2, 1)");
  sqlite3_stmt *line =
      prepare (db, "INSERT INTO case_index (record, desk, thread, reference, title, stage,"
                   " municipality, owner, deletion, conflicts, updated, touched) VALUES (?1,"
                   " zeroblob (16), randomblob (16), ?2, ?2, ?2, ?2, zeroblob (16), 0, 0, 0, ?1)");
  sqlite3_stmt *search = prepare (db, "INSERT INTO search (rowid, text) VALUES (?1, ?2)");

  run (db, "BEGIN");
  for (guint i = 1; i <= n_records; i++) {
    g_autoptr (GString) all = g_string_new (NULL);
    g_autofree char *text = make_text (i, 2);

    step_with (record, i, NULL);
    for (guint n = 1; n <= OPS_IN_RECORD; n++)
      insert_raw_op (op, i, n, all);
    step_with (line, i, text);
    step_with (search, i, all->str);
  }
  run (db, "COMMIT");
  sqlite3_finalize (record);
  sqlite3_finalize (op);
  sqlite3_finalize (line);
  sqlite3_finalize (search);
}

/* The least that anybody could do: the same rows and the same words, no rules. */
static double
time_raw (guint n_records)
{
  g_autofree char *folder = g_dir_make_tmp ("kk-bench-XXXXXX", NULL);
  sqlite3 *db = open_raw (folder);
  gint64 start = g_get_monotonic_time ();

  insert_raw (db, n_records);
  start = g_get_monotonic_time () - start;
  sqlite3_close (db);
  remove_folder (folder);
  return (double) start / 1000.0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
time_search (Bench *bench, const char *text)
{
  g_autoptr (GArray) records = NULL;
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();

  records = kk_vault_search_records (bench->vault, NULL, text, 50, &error);
  check (records != NULL, error);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

static double
time_case_search (Bench *bench, const char *text)
{
  KkVaultCaseQuery query = { .text = text, .limit = 50 };
  g_autoptr (GPtrArray) cases = NULL;
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();

  cases = kk_vault_case_list (bench->vault, &query, &error);
  check (cases != NULL, error);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

/* Every beginning of every word, as it is typed; for words followed by another one too. */
static void
bench_search (Bench *bench, guint n_records)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    for (gsize length = 1; length <= 5; length++) {
      g_autofree char *one = g_strndup (words[i], length);
      g_autofree char *two = g_strdup_printf ("%s %s", words[(i + 5) % G_N_ELEMENTS (words)], one);
      double found[] = { time_search (bench, one), time_search (bench, two),
                         time_case_search (bench, one), time_case_search (bench, two) };

      g_array_append_vals (times, found, G_N_ELEMENTS (found));
    }
  }
  g_array_sort (times, compare_doubles);
  g_print ("B5 search in %u cases: median %.2f ms, p95 %.2f ms, worst %.2f ms of %u\n", n_records,
           g_array_index (times, double, times->len / 2),
           g_array_index (times, double, times->len * 95 / 100),
           g_array_index (times, double, times->len - 1), times->len);
}

static void
bench_first_page (const char *folder, const KkSecret *key, guint n_records)
{
  KkVaultCaseQuery query = { .limit = 100 };
  GError *error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (KkVault) vault = kk_vault_open (folder, key, &error);
  g_autoptr (GPtrArray) cases = NULL;
  gint64 count;

  check (vault != NULL, error);
  cases = kk_vault_case_list (vault, &query, &error);
  check (cases != NULL && cases->len == 100, error);
  g_print ("B4 open and list 100 of %u cases: %.2f ms\n", n_records,
           (double) (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  check (kk_vault_case_count (vault, &query, &count, &error), error);
  g_print ("   count them: %.2f ms\n", (double) (g_get_monotonic_time () - start) / 1000.0);
}

static void
bench_large (guint n_records)
{
  Bench bench = { 0 };
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  double total = 0;

  open_bench (&bench, key);
  for (guint i = 0; i < n_records; i += 2000)
    total += apply_records (&bench, i, 2000);
  g_print ("   filled with %u cases in %.0f ms\n", n_records, total);
  bench_search (&bench, n_records);
  kk_vault_close (g_steal_pointer (&bench.vault));
  bench_first_page (bench.folder, key, n_records);
  close_bench (&bench);
}

static double
time_apply (guint n_records)
{
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  Bench bench = { 0 };
  double elapsed;

  open_bench (&bench, key);
  elapsed = apply_records (&bench, 0, n_records);
  close_bench (&bench);
  return elapsed;
}

int
main (void)
{
  double small = time_apply (2000);
  double raw = time_raw (20000);
  double large = time_apply (20000);

  g_print ("B1 apply 10,000 operations in 2,000 cases, one transaction: %.0f ms\n", small);
  g_print (
      "B2 apply 100,000 operations: %.0f ms; raw rows and words: %.0f ms; ratio %.2f (at most 2)\n",
      large, raw, large / raw);
  bench_large (100000);
  return large / raw <= 2.0 ? 0 : 1;
}
