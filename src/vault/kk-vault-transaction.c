/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-private.h"
#include "vault/kk-vault-search.h"

struct _KkVaultTransaction {
  KkVault *vault;
  guint depth; /* 1 = the outermost; others are savepoints named by it */
  gboolean is_reading;
};

static gboolean
run_at_depth (KkVault *vault, const char *format, guint depth, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("%s part%u", format, depth);

  return kk_vault_execute (vault->db, sql, error);
}

gboolean
kk_vault_is_in_transaction (const KkVault *vault)
{
  return vault->depth > 0;
}

static KkVaultTransaction *
new_transaction (KkVault *vault, guint depth)
{
  KkVaultTransaction *transaction = g_new0 (KkVaultTransaction, 1);

  vault->depth = depth;
  transaction->vault = vault;
  transaction->depth = depth;
  return transaction;
}

gboolean
kk_vault_end_remains (KkVault *vault, GError **error)
{
  return sqlite3_get_autocommit (vault->db) || kk_vault_execute (vault->db, "ROLLBACK", error);
}

static gboolean
begin_outermost (KkVault *vault, const char *sql, GError **error)
{
  return kk_vault_end_remains (vault, error) && kk_vault_execute (vault->db, sql, error);
}

KkVaultTransaction *
kk_vault_begin_reading (KkVault *vault, GError **error)
{
  KkVaultTransaction *transaction;

  if (!begin_outermost (vault, "BEGIN", error))
    return NULL;
  transaction = new_transaction (vault, 1);
  transaction->is_reading = TRUE;
  /* What is read stays as it is from the first read on. */
  if (kk_vault_has_rows (vault->db, error))
    return transaction;
  kk_vault_rollback (transaction);
  return NULL;
}

/* A folder that was taken away can still be written in, and what is written there is lost. */
static gboolean
check_is_there (KkVault *vault, GError **error)
{
  int has_moved = 0;

  (void) sqlite3_file_control (vault->db, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved);
  if (has_moved == 0)
    return TRUE;
  g_set_error_literal (error, KK_VAULT_ERROR, KK_VAULT_ERROR_IO, "the vault is not where it was");
  return FALSE;
}

KkVaultTransaction *
kk_vault_begin (KkVault *vault, GError **error)
{
  guint depth = vault->depth + 1;

  if (depth == 1 && !check_is_there (vault, error))
    return NULL;
  if (!(depth == 1 ? begin_outermost (vault, "BEGIN IMMEDIATE", error)
                   : run_at_depth (vault, "SAVEPOINT", depth, error)))
    return NULL;
  return new_transaction (vault, depth);
}

/* What is kept in memory may hold rows that are gone now. What is dirty stays so inside an outer transaction: deriving
 * a record once too often costs nothing but time. */
static void
reload_memory (KkVault *vault)
{
  g_autoptr (GError) error = NULL;

  if (vault->version < KK_VAULT_VERSION)
    return;
  vault->last_record.idx = 0;
  if (vault->depth == 0)
    kk_vault_forget_dirty (vault);
  if (!kk_vault_logs_load (vault, &error) || !kk_vault_erased_load (vault, &error) ||
      !kk_vault_derive_start (vault, &error))
    g_warning ("read vault after a rollback: %s", error->message);
}

void
kk_vault_rollback (KkVaultTransaction *transaction)
{
  KkVault *vault;
  gboolean is_reading;

  if (transaction == NULL)
    return;
  vault = transaction->vault;
  g_assert (vault->depth == transaction->depth);
  if (transaction->depth == 1) {
    /* After some errors the library has rolled back by itself. */
    if (!sqlite3_get_autocommit (vault->db))
      kk_vault_execute (vault->db, "ROLLBACK", NULL);
  } else {
    run_at_depth (vault, "ROLLBACK TO", transaction->depth, NULL);
    run_at_depth (vault, "RELEASE", transaction->depth, NULL);
  }
  vault->depth--;
  is_reading = transaction->is_reading;
  g_free (transaction);
  if (!is_reading)
    reload_memory (vault);
}

gboolean
kk_vault_commit (KkVaultTransaction *transaction, GError **error)
{
  g_autoptr (KkVaultTransaction) owned = transaction;
  KkVault *vault = transaction->vault;
  gboolean fine;

  g_assert (vault->depth == transaction->depth);
  if (transaction->depth == 1)
    fine = kk_vault_search_flush (vault, error) && kk_vault_execute (vault->db, "COMMIT", error);
  else
    fine = run_at_depth (vault, "RELEASE", transaction->depth, error);
  if (!fine)
    return FALSE;
  vault->depth--;
  g_free (g_steal_pointer (&owned));
  return TRUE;
}
