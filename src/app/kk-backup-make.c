/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-backup-make-private.h"

#include "app/kk-backup-keys-private.h"
#include "app/kk-backup-place-private.h"
#include "app/kk-backup-readme-private.h"
#include "app/kk-settings-private.h"
#include "backup/kk-backup-writer.h"
#include "base/kk-bytes.h"
#include "base/kk-limits.h"
#include "format/kk-backup-codec.h"
#include "vault/kk-vault-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define INDEX_FILE  "kluis.pages"
#define LONGEST_RUN 256 /* pages in one member */
#define MOST_AFTER  30  /* increments on one full backup */

/* One backup while it is made. */
typedef struct {
  KkApp *app;
  const KkBackupPlan *plan;
  KkMadeBackup *made;
  KkPageIndex *before; /* (nullable): NULL = a full one */
  KkBackupWriter *writer;
  guint64 left; /* pages of the run that is being written */
  guint64 done;
} Making;

void
kk_made_backup_clear (KkMadeBackup *made)
{
  g_clear_pointer (&made->path, g_free);
  g_clear_pointer (&made->manifest, kk_backup_manifest_free);
  g_clear_pointer (&made->index, kk_page_index_free);
}

/* The index, if it is of the last backup and all that it stands on is in this folder. */
static KkPageIndex *
read_index (KkApp *app, const char *folder, gint64 number, gint64 full)
{
  g_autofree char *path = g_build_filename (app->folder, INDEX_FILE, NULL);
  g_autoptr (KkPageIndex) index = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  for (gint64 i = full; i <= number; i++) {
    g_autofree char *file = kk_backup_path (folder, (guint64) i);

    if (!g_file_test (file, G_FILE_TEST_EXISTS))
      return NULL;
  }
  if (number == 0 || !g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  bytes = g_bytes_new_take (data, size);
  index = kk_page_index_read (bytes, NULL);
  return index != NULL && kk_page_index_get_number (index) == (guint64) number
             ? g_steal_pointer (&index)
             : NULL;
}

static gboolean
index_pages (guint64 first, const guint8 *pages, gsize n_pages, gpointer data, GError **error)
{
  Making *making = data;

  (void) first;
  kk_page_index_add (making->made->index, pages, n_pages);
  return kk_app_check_cancelled (making->app, error);
}

/* A number is never given twice, not even after the vault was put back: what lies in the folder counts too. */
static gboolean
choose_number (Making *making, gint64 *last, gint64 *full, GError **error)
{
  KkVault *vault = making->app->vault;
  g_autoptr (GArray) there = kk_backup_numbers (making->plan->folder, error);
  guint64 highest;

  if (there == NULL ||
      !kk_vault_setting_get_number (vault, KK_SETTING_BACKUP_NUMBER, 0, last, error) ||
      !kk_vault_setting_get_number (vault, KK_SETTING_BACKUP_FULL, 0, full, error))
    return FALSE;
  highest = there->len == 0 ? 0 : g_array_index (there, guint64, there->len - 1);
  making->made->manifest->number = MAX ((guint64) *last, highest) + 1;
  return TRUE;
}

static gboolean
read_previous (Making *making, gint64 last, GError **error)
{
  GError *failure = NULL;
  g_autoptr (GBytes) bytes =
      kk_vault_setting_dup_bytes (making->app->vault, KK_SETTING_BACKUP_MANIFEST, &failure);

  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  if (bytes != NULL && making->made->manifest->number == (guint64) last + 1)
    memcpy (making->made->manifest->previous.bytes, g_bytes_get_data (bytes, NULL), KK_HASH_SIZE);
  return TRUE;
}

/* Small enough to be worth it, and not too many on one another. */
static gboolean
may_be_increment (const Making *making, gint64 last, gint64 full)
{
  const KkPageIndex *index = making->made->index;

  return !making->plan->full && making->before != NULL &&
         making->made->manifest->number == (guint64) last + 1 && last - full < MOST_AFTER &&
         kk_page_index_count_changed (index, making->before) < kk_page_index_count (index) / 2;
}

static gboolean
fill_manifest (Making *making, gint64 last, gint64 full, GError **error)
{
  KkBackupManifest *manifest = making->made->manifest;
  KkApp *app = making->app;
  KkFileHash digest;

  if (!may_be_increment (making, last, full))
    g_clear_pointer (&making->before, kk_page_index_free);
  manifest->level = 1;
  manifest->made = kk_app_now (app);
  manifest->kind = making->before == NULL ? KK_BACKUP_FULL : KK_BACKUP_INCREMENT;
  manifest->full = making->before == NULL ? manifest->number : (guint64) full;
  manifest->n_pages = kk_page_index_count (making->made->index);
  kk_page_index_get_digest (making->made->index, &digest);
  memcpy (manifest->digest, digest.bytes, sizeof manifest->digest);
  memcpy (manifest->key, kk_secret_get_data (app->database_key), sizeof manifest->key);
  memcpy (manifest->device.bytes, app->sign_public.bytes, sizeof manifest->device.bytes);
  return kk_id_parse (app->vault_id, &manifest->vault) && read_previous (making, last, error) &&
         kk_vault_copy_count (app->vault, manifest, error);
}

/* How many pages from @page on go into one member. */
static guint64
measure_run (const Making *making, guint64 page)
{
  const KkPageIndex *index = making->made->index;
  guint64 last = MIN (kk_page_index_count (index), page + LONGEST_RUN - 1);
  guint64 end = page;

  while (end <= last && kk_page_index_is_changed (index, making->before, end))
    end++;
  return end - page;
}

static gboolean
write_changed_page (Making *making, guint64 page, const guint8 *bytes, GError **error)
{
  char name[KK_BACKUP_NAME_MOST];

  if (making->left == 0) {
    making->left = measure_run (making, page);
    if (making->left == 0)
      return TRUE;
    g_snprintf (name, sizeof name, KK_BACKUP_PAGES "%08" G_GUINT64_FORMAT, page);
    if (!kk_backup_writer_begin (making->writer, name, making->left * KK_PAGE_SIZE, error))
      return FALSE;
  }
  making->left--;
  return kk_backup_writer_write (making->writer, bytes, KK_PAGE_SIZE, error);
}

static gboolean
write_pages (guint64 first, const guint8 *pages, gsize n_pages, gpointer data, GError **error)
{
  Making *making = data;

  making->done += n_pages;
  kk_app_report_progress (making->app, _ ("Making a backup"), making->done,
                          making->made->manifest->n_pages);
  if (making->before == NULL)
    return kk_backup_writer_write (making->writer, pages, n_pages * KK_PAGE_SIZE, error);
  for (gsize i = 0; i < n_pages; i++)
    if (!write_changed_page (making, first + i, pages + i * KK_PAGE_SIZE, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_secret (KkBackupWriter *writer, const char *name, const KkSecret *secret, GError **error)
{
  gsize size = kk_secret_get_size (secret);

  return kk_backup_writer_begin (writer, name, size, error) &&
         kk_backup_writer_write (writer, kk_secret_get_data (secret), size, error);
}

static gboolean
write_head (Making *making, GError **error)
{
  KkMadeBackup *made = making->made;
  g_autoptr (KkSecret) readme = kk_backup_readme_new (made->manifest, error);
  g_autoptr (KkSecret) manifest = NULL;
  g_autoptr (GBytes) slots = NULL;

  if (readme == NULL)
    return FALSE;
  manifest = kk_backup_manifest_encode (made->manifest, error);
  if (manifest == NULL)
    return FALSE;
  made->hash = kk_backup_manifest_hash (manifest);
  slots = kk_vault_read_key_slots (making->app->folder, error);
  return slots != NULL && write_secret (making->writer, KK_BACKUP_README, readme, error) &&
         write_secret (making->writer, KK_BACKUP_MANIFEST, manifest, error) &&
         kk_backup_writer_add (making->writer, KK_BACKUP_SLOTS, slots, error);
}

static gboolean
write_database (Making *making, GError **error)
{
  guint64 size = making->made->manifest->n_pages * KK_PAGE_SIZE;

  return (making->before != NULL ||
          kk_backup_writer_begin (making->writer, KK_BACKUP_DATABASE, size, error)) &&
         kk_vault_copy_pages (making->app->vault, write_pages, making, error);
}

/* While nothing can be written to the vault: twice over its pages, first to see what changed. */
static gboolean
write_all (Making *making, GError **error)
{
  KkApp *app = making->app;
  KkBackupRecipients recipients;
  gint64 last;
  gint64 full;

  if (!kk_backup_keys_list (app, making->plan->others, &recipients, error) ||
      !choose_number (making, &last, &full, error))
    return FALSE;
  making->before = read_index (app, making->plan->folder, last, full);
  making->made->index = kk_page_index_new (making->made->manifest->number);
  if (!kk_vault_copy_pages (app->vault, index_pages, making, error) ||
      !fill_manifest (making, last, full, error))
    return FALSE;
  making->made->path = kk_backup_path (making->plan->folder, making->made->manifest->number);
  making->writer = kk_backup_writer_new (making->made->path,
                                         &(KkBackupSeal){ recipients.keys, recipients.n_keys },
                                         app->cancellable, error);
  return making->writer != NULL && write_head (making, error) && write_database (making, error);
}

static gboolean
finish (Making *making, GError **error)
{
  g_autofree char *comment = g_strdup_printf (
      "Ketenkluis %s %" G_GUINT64_FORMAT, making->app->vault_id, making->made->manifest->number);

  return kk_backup_writer_finish (making->writer, &making->app->sign, comment, error);
}

gboolean
kk_backup_make (KkApp *app, const KkBackupPlan *plan, KkMadeBackup *made, GError **error)
{
  Making making = { .app = app, .plan = plan, .made = made };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  guint64 n_pages;
  gboolean fine;

  made->manifest = kk_backup_manifest_new ();
  transaction = kk_vault_copy_begin (app->vault, &n_pages, error);
  fine = transaction != NULL && write_all (&making, error);
  g_clear_pointer (&transaction, kk_vault_rollback);
  fine = fine && finish (&making, error);
  g_clear_pointer (&making.before, kk_page_index_free);
  g_clear_pointer (&making.writer, kk_backup_writer_free);
  return fine;
}

static gboolean
write_settings (KkApp *app, const KkMadeBackup *made, GError **error)
{
  g_autoptr (GBytes) hash = g_bytes_new (made->hash.bytes, sizeof made->hash.bytes);
  const KkBackupManifest *manifest = made->manifest;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);

  return transaction != NULL &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_NUMBER,
                                      (gint64) manifest->number, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_FULL, (gint64) manifest->full,
                                      error) &&
         kk_vault_setting_set_bytes (app->vault, KK_SETTING_BACKUP_MANIFEST, hash, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_PROVED, manifest->made,
                                      error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_backup_remember (KkApp *app, const KkMadeBackup *made, GError **error)
{
  g_autofree char *path = g_build_filename (app->folder, INDEX_FILE, NULL);
  g_autoptr (GBytes) bytes = kk_page_index_write (made->index);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error) &&
         write_settings (app, made, error);
}
