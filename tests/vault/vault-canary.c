/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Fills a vault with one marker and makes the library sort, group, index and search it, under the eyes of
 * test-vault-canary. Called as: vault-canary FOLDER safe|leaky; leaky takes the one setting away that keeps
 * temporary data in memory, so that the test can be seen to fail. */

#include "domain/kk-schema.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-private.h"
#include "vault/kk-vault-search.h"

#define N_RECORDS 300
#define MARKER    "kanariepiet"

static void
check (gboolean fine, GError *error)
{
  if (!fine)
    g_error ("canary: %s", error != NULL ? error->message : "failed");
}

static void
apply_text (KkVault *vault, gint64 record, KkDot dot, guint32 field)
{
  g_autoptr (KkOp) op = kk_op_new (dot, KK_OP_VALUE, field);
  g_autoptr (GString) text = g_string_new (NULL);
  GError *error = NULL;
  KkApplyResult result;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "%x " MARKER " ", g_random_int ());
  op->value = kk_value_new_text (text->str);
  check (kk_vault_op_apply (vault, record, op, 0, &result, &error), error);
}

static void
fill (KkVault *vault)
{
  GError *error = NULL;
  KkId desk = kk_id_random ();
  KkId log = kk_id_random ();
  KkVaultTransaction *transaction;
  gint64 idx;

  check (kk_vault_log_ensure (vault, &log, &desk, &desk, 0, &idx, &error), error);
  transaction = kk_vault_begin (vault, &error);
  check (transaction != NULL, error);
  for (guint i = 0; i < N_RECORDS; i++) {
    KkVaultRecord record = {
      .id = kk_id_random (), .desk = desk, .type = KK_RECORD_CASE, .owner = desk
    };

    check (kk_vault_record_ensure (vault, &record, &idx, &error), error);
    for (guint32 n = 1; n <= 5; n++)
      apply_text (vault, idx, (KkDot){ log, n }, n == 1 ? 302 : 310 + n);
  }
  check (kk_vault_commit (transaction, &error), error);
}

static void
run (KkVault *vault, const char *sql)
{
  g_auto (KkQuery) query = kk_query_once (vault, sql);
  GError *error = NULL;

  while (kk_query_next (&query, &error))
    ;
  check (kk_query_is_fine (&query), error);
}

static void
look (KkVault *vault)
{
  KkVaultCaseQuery cases = { .text = "kanarie" };
  GError *error = NULL;
  g_autoptr (GArray) records = kk_vault_search_records (vault, NULL, MARKER, 50, &error);
  g_autoptr (GPtrArray) list = kk_vault_case_list (vault, &cases, &error);

  check (records != NULL && records->len == 50 && list != NULL && list->len == 100, error);
  run (vault, "SELECT value FROM op ORDER BY value DESC");
  run (vault, "SELECT DISTINCT value FROM op");
  run (vault, "SELECT value, count (*) FROM op GROUP BY value");
  run (vault, "SELECT value FROM op UNION SELECT text FROM search");
  run (vault, "CREATE TEMP TABLE piece AS SELECT value FROM op");
  run (vault, "CREATE INDEX op_value ON op (value)");
  run (vault, "UPDATE op SET value = value || '.' WHERE idx % 3 = 0");
  run (vault, "VACUUM");
}

int
main (int argc, char **argv)
{
  g_autoptr (KkSecret) key = kk_secret_new_random (KK_VAULT_KEY_SIZE);
  g_autoptr (KkVault) vault = NULL;
  GError *error = NULL;

  g_assert (argc == 3);
  vault = kk_vault_create (argv[1], key, &error);
  check (vault != NULL, error);
  /* Little room in memory, so that little data is enough to make the library look for a place on disk. */
  run (vault, "PRAGMA cache_size = 50");
  if (g_str_equal (argv[2], "leaky"))
    run (vault, "PRAGMA temp_store = FILE");
  fill (vault);
  look (vault);
  return 0;
}
