/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "vault/kk-vault-private.h"
#include "vault/kk-vault-resources.h"

#define APPLICATION_ID 0x4b4c5549 /* "KLUI" */

/* One for each version, in order; a vault of version n has run the first n. */
static const char *const migrations[] = {
  "/nl/ketenkluis/vault/0001-init.sql",
  "/nl/ketenkluis/vault/0002-grow.sql",
  "/nl/ketenkluis/vault/0003-grow.sql",
  "/nl/ketenkluis/vault/0004-grow.sql",
};

G_STATIC_ASSERT (G_N_ELEMENTS (migrations) == KK_VAULT_VERSION);

static gboolean
read_pragma (sqlite3 *db, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL);

  if (status == SQLITE_OK && (status = sqlite3_step (statement)) == SQLITE_ROW)
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return status == SQLITE_ROW || kk_vault_fail (db, status, sql, error);
}

static gboolean
run_steps (sqlite3 *db, guint version, GError **error)
{
  g_autoptr (GBytes) sql = g_resource_lookup_data (kk_vault_get_resource (), migrations[version],
                                                   G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autofree char *number = g_strdup_printf ("PRAGMA user_version = %u", version + 1);

  return sql != NULL && kk_vault_execute (db, g_bytes_get_data (sql, NULL), error) &&
         kk_vault_execute (db, number, error);
}

/* The tables and their number change together or not at all. */
static gboolean
run_migration (sqlite3 *db, guint version, GError **error)
{
  if (!kk_vault_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_steps (db, version, error) && kk_vault_execute (db, "COMMIT", error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  g_prefix_error (error, "bring vault to version %u: ", version + 1);
  return FALSE;
}

static gboolean
check_identity (sqlite3 *db, GError **error)
{
  gint64 id = 0;

  if (!read_pragma (db, "PRAGMA application_id", &id, error))
    return FALSE;
  if (id == APPLICATION_ID)
    return TRUE;
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED,
               "open vault: the tables are not a vault's");
  return FALSE;
}

static gboolean
mark_identity (sqlite3 *db, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d", APPLICATION_ID);

  return kk_vault_execute (db, sql, error);
}

static gboolean
check_version (gint64 version, gboolean create, GError **error)
{
  if (version > KK_VAULT_VERSION) {
    g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_NEWER,
                 "open vault: version %" G_GINT64_FORMAT, version);
    return FALSE;
  }
  if (version < 0 || (version == 0 && !create)) {
    g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_DAMAGED, "open vault: it has no version");
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_version (sqlite3 *db, gboolean create, gint64 *version, GError **error)
{
  return read_pragma (db, "PRAGMA user_version", version, error) &&
         check_version (*version, create, error);
}

gboolean
kk_vault_find_version (sqlite3 *db, guint *version, GError **error)
{
  gint64 found = 0;

  if (!check_identity (db, error) || !read_version (db, FALSE, &found, error))
    return FALSE;
  *version = (guint) found;
  return TRUE;
}

gboolean
kk_vault_migrate (sqlite3 *db, gboolean create, GError **error)
{
  gint64 version = 0;

  if (!(create ? mark_identity (db, error) : check_identity (db, error)) ||
      !read_version (db, create, &version, error))
    return FALSE;
  for (; version < KK_VAULT_VERSION; version++) {
    if (!run_migration (db, (guint) version, error))
      return FALSE;
  }
  return TRUE;
}
