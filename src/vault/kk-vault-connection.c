/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "vault/kk-vault-private.h"

#include <string.h>

#define OLDEST_CIPHER_MAJOR 4
#define OLDEST_CIPHER_MINOR 5

typedef struct {
  const char *set;
  const char *get;
  const char *want;
} Setting;

/* docs/formats/vault.md, "Connection". The first part shapes how pages are read and must come before the first read. */
static const Setting cipher_settings[] = {
  { "PRAGMA cipher_page_size = 4096", "PRAGMA cipher_page_size", "4096" },
  { "PRAGMA cipher_hmac_algorithm = HMAC_SHA512", "PRAGMA cipher_hmac_algorithm", "HMAC_SHA512" },
  { "PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA512", "PRAGMA cipher_kdf_algorithm",
    "PBKDF2_HMAC_SHA512" },
  { "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2" },
  { "PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0" },
  { "PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0" },
  { "PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1" },
};

/* These may touch the file, so they wait until it has proved to be ours. */
static const Setting file_settings[] = {
  { "PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1" },
  { "PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", "1" },
  { "PRAGMA journal_mode = WAL", "PRAGMA journal_mode", "wal" },
  { "PRAGMA synchronous = FULL", "PRAGMA synchronous", "2" },
  { "PRAGMA cache_size = -65536", "PRAGMA cache_size", "-65536" },
};

static int
take_first_text (void *data, int n_columns, char **values, char **names)
{
  char **text = data;

  (void) names;
  if (*text == NULL && n_columns > 0)
    *text = g_strdup (values[0]);
  return 0;
}

static gboolean
fail_cipher (const char *what, GError **error)
{
  g_set_error (error, KK_VAULT_ERROR, KK_VAULT_ERROR_CIPHER, "cipher library: %s", what);
  return FALSE;
}

static gboolean
apply_setting (sqlite3 *db, const Setting *setting, GError **error)
{
  g_autofree char *value = NULL;
  int status = sqlite3_exec (db, setting->set, NULL, NULL, NULL);

  if (status != SQLITE_OK)
    return kk_vault_fail (db, status, setting->set, error);
  status = sqlite3_exec (db, setting->get, take_first_text, &value, NULL);
  if (status != SQLITE_OK)
    return kk_vault_fail (db, status, setting->get, error);
  return g_strcmp0 (value, setting->want) == 0 || fail_cipher (setting->set, error);
}

static gboolean
apply_settings (sqlite3 *db, const Setting *settings, gsize n_settings, GError **error)
{
  for (gsize i = 0; i < n_settings; i++) {
    if (!apply_setting (db, &settings[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
harden (sqlite3 *db, GError **error)
{
  int defensive = 0;
  int loading = 1;

  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, &defensive);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, &loading);
  sqlite3_extended_result_codes (db, 1);
  return (defensive == 1 && loading == 0) || fail_cipher ("defensive mode", error);
}

/* A raw key is a literal x'…'; it is put together in memory that is wiped. */
static gboolean
give_key (sqlite3 *db, const KkSecret *key, GError **error)
{
  gsize size = kk_secret_get_size (key) * 2 + 3;
  g_autoptr (KkSecret) literal = kk_secret_new (size + 1);
  char *text = (char *) kk_secret_edit_data (literal);
  int status;

  memcpy (text, "x'", 2);
  kk_hex_encode (kk_secret_get_data (key), kk_secret_get_size (key), text + 2);
  text[size - 1] = '\'';
  status = sqlite3_key (db, text, (int) size);
  return status == SQLITE_OK || kk_vault_fail (db, status, "give key", error);
}

gboolean
kk_vault_has_rows (sqlite3 *db, GError **error)
{
  int status = sqlite3_exec (db, "SELECT count (*) FROM sqlite_master", NULL, NULL, NULL);

  return status == SQLITE_OK || kk_vault_fail (db, status, "open vault", error);
}

static gboolean
prepare_connection (sqlite3 *db, const KkSecret *key, GError **error)
{
  /* A wrong key is an answer, not a message on somebody's terminal. */
  sqlite3_exec (db, "PRAGMA cipher_log_level = NONE", NULL, NULL, NULL);
  return harden (db, error) && give_key (db, key, error) &&
         apply_settings (db, cipher_settings, G_N_ELEMENTS (cipher_settings), error) &&
         kk_vault_has_rows (db, error) &&
         apply_settings (db, file_settings, G_N_ELEMENTS (file_settings), error);
}

sqlite3 *
kk_vault_connect (const char *path, const KkSecret *key, gboolean create, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX;
  sqlite3 *db = NULL;
  int status;

  if (create)
    flags |= SQLITE_OPEN_CREATE;
  status = sqlite3_open_v2 (path, &db, flags, NULL);
  if (status != SQLITE_OK) {
    kk_vault_fail (db, status, "open vault", error);
    sqlite3_close (db);
    return NULL;
  }
  if (!prepare_connection (db, key, error)) {
    sqlite3_close (db);
    return NULL;
  }
  return db;
}

char *
kk_vault_dup_cipher_version (GError **error)
{
  sqlite3 *db = NULL;
  char *version = NULL;
  int status;

  if (!kk_vault_memory_start ()) {
    fail_cipher ("its memory is not ours", error);
    return NULL;
  }
  status = sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE, NULL);
  if (status == SQLITE_OK)
    status = sqlite3_exec (db, "PRAGMA cipher_version", take_first_text, &version, NULL);
  if (status != SQLITE_OK)
    kk_vault_fail (db, status, "ask for the version of the cipher", error);
  else if (version == NULL)
    fail_cipher ("it does not encrypt", error);
  sqlite3_close (db);
  return version;
}

static gboolean
is_new_enough (const char *version)
{
  char *end;
  guint64 major = g_ascii_strtoull (version, &end, 10);
  guint64 minor = *end == '.' ? g_ascii_strtoull (end + 1, NULL, 10) : 0;

  return major > OLDEST_CIPHER_MAJOR ||
         (major == OLDEST_CIPHER_MAJOR && minor >= OLDEST_CIPHER_MINOR);
}

static gboolean
keeps_temporary_data_in_memory (GError **error)
{
  static const Setting setting = { "PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2" };
  sqlite3 *db = NULL;
  gboolean fine;
  int status;

  /* Built with TEMP_STORE=0 the library writes to disk whatever it is told, and still says 2. */
  if (sqlite3_compileoption_used ("TEMP_STORE=0"))
    return fail_cipher ("it keeps temporary data on disk", error);
  status = sqlite3_open_v2 (":memory:", &db, SQLITE_OPEN_READWRITE, NULL);
  fine = status == SQLITE_OK ? apply_setting (db, &setting, error)
                             : kk_vault_fail (db, status, "open a database in memory", error);
  sqlite3_close (db);
  return fine;
}

gboolean
kk_vault_self_test (GError **error)
{
  g_autofree char *version = kk_vault_dup_cipher_version (error);

  if (version == NULL)
    return FALSE;
  if (!is_new_enough (version))
    return fail_cipher ("older than 4.5", error);
  return keeps_temporary_data_in_memory (error);
}
