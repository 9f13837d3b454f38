/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Whether a database is whole. */

#include "vault/kk-vault-private.h"

#define CHECK_PAGES "PRAGMA cipher_integrity_check"
#define CHECK_RULES "PRAGMA integrity_check (1)"
#define CHECK_LINKS "PRAGMA foreign_key_check"

/* Every row is a complaint, except the one word "ok". */
static int
count_complaint (void *data, int n_columns, char **values, char **names)
{
  (void) names;
  if (n_columns != 1 || g_strcmp0 (values[0], "ok") != 0)
    ++*(guint *) data;
  return 0;
}

static gboolean
run_check (sqlite3 *db, const char *sql, GError **error)
{
  guint complaints = 0;
  int status = sqlite3_exec (db, sql, count_complaint, &complaints, NULL);

  if (status != SQLITE_OK)
    return kk_vault_fail (db, status, sql, error);
  if (complaints == 0)
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED, "%s: not whole", sql);
  return FALSE;
}

gboolean
kk_vault_check_rules (KkVault *vault, GError **error)
{
  return run_check (vault->db, CHECK_RULES, error) && run_check (vault->db, CHECK_LINKS, error);
}

gboolean
kk_vault_check (KkVault *vault, GError **error)
{
  return run_check (vault->db, CHECK_PAGES, error) && kk_vault_check_rules (vault, error);
}

gboolean
kk_vault_check_copy (sqlite3 *copy, GError **error)
{
  return run_check (copy, CHECK_PAGES, error) && run_check (copy, CHECK_RULES, error);
}

gboolean
kk_vault_check_pages (const char *folder, const KkSecret *key, GError **error)
{
  g_autofree char *path = g_build_filename (folder, KK_VAULT_DATABASE, NULL);
  sqlite3 *db = kk_vault_connect (path, key, FALSE, error);
  gboolean whole;

  if (db == NULL)
    return FALSE;
  whole = run_check (db, CHECK_PAGES, error);
  (void) sqlite3_close (db);
  return whole;
}
