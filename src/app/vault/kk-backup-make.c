/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-make-private.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-backup-index-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-backup-place-private.h"
#include "app/vault/kk-backup-readme-private.h"
#include "backup/kk-backup-writer.h"
#include "base/kk-bytes.h"
#include "base/kk-limits.h"
#include "format/kk-backup-codec.h"
#include "vault/kk-vault-copy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_RUN 256 /* pages in one member */
#define MOST_AFTER  30  /* numbers, from the full one on, in which increments stand on it */

/* One backup while it is made. */
typedef struct {
  KkApp *app;
  const KkBackupPlan *plan;
  KkMadeBackup *made;
  KkBackupWriter *writer;
  gint64 last;  /* number that was given last */
  guint64 left; /* pages of the run that is being written */
  guint64 done;
} Making;

void
kk_made_backup_clear (KkMadeBackup *made)
{
  g_clear_pointer (&made->path, g_free);
  g_clear_pointer (&made->manifest, kk_backup_manifest_free);
  g_clear_pointer (&made->index, kk_page_index_free);
  g_clear_pointer (&made->before, kk_page_index_free);
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
choose_number (Making *making, GArray *there, GError **error)
{
  guint64 highest = there->len == 0 ? 0 : g_array_index (there, guint64, there->len - 1);

  if (!kk_vault_setting_get_number (making->app->vault, KK_SETTING_BACKUP_NUMBER, 0, &making->last,
                                    error))
    return FALSE;
  making->made->manifest->number = MAX ((guint64) making->last, highest) + 1;
  return TRUE;
}

/* An increment names what it stands on; a full one what was made before it, wherever that lies. */
static gboolean
choose_previous (Making *making, GError **error)
{
  KkBackupManifest *manifest = making->made->manifest;
  GError *failure = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (making->made->before != NULL) {
    manifest->previous = kk_page_index_get_of (making->made->before)->hash;
    return TRUE;
  }
  bytes = kk_vault_setting_dup_bytes (making->app->vault, KK_SETTING_BACKUP_MANIFEST, &failure);
  if (failure != NULL) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  if (bytes != NULL && manifest->number == (guint64) making->last + 1)
    memcpy (manifest->previous.bytes, g_bytes_get_data (bytes, NULL), KK_HASH_SIZE);
  return TRUE;
}

/* Small enough to be worth it, and not too many on one another. */
static gboolean
may_be_increment (const Making *making)
{
  const KkPageIndex *index = making->made->index;
  const KkPageIndex *before = making->made->before;

  return !making->plan->full && before != NULL &&
         making->made->manifest->number - kk_page_index_get_of (before)->full <= MOST_AFTER &&
         kk_page_index_count_changed (index, before) < kk_page_index_count (index) / 2;
}

static gboolean
fill_manifest (Making *making, GError **error)
{
  KkMadeBackup *made = making->made;
  KkBackupManifest *manifest = made->manifest;
  KkApp *app = making->app;
  KkFileHash digest;

  if (!may_be_increment (making))
    g_clear_pointer (&made->before, kk_page_index_free);
  manifest->level = 1;
  manifest->made = kk_app_now (app);
  manifest->kind = made->before == NULL ? KK_BACKUP_FULL : KK_BACKUP_INCREMENT;
  manifest->full =
      made->before == NULL ? manifest->number : kk_page_index_get_of (made->before)->full;
  manifest->n_pages = kk_page_index_count (made->index);
  kk_page_index_get_digest (made->index, &digest);
  memcpy (manifest->digest, digest.bytes, sizeof manifest->digest);
  memcpy (manifest->key, kk_secret_get_data (app->database_key), sizeof manifest->key);
  memcpy (manifest->device.bytes, app->sign_public.bytes, sizeof manifest->device.bytes);
  return kk_id_parse (app->vault_id, &manifest->vault) && choose_previous (making, error) &&
         kk_vault_copy_count (app->vault, manifest, error);
}

/* How many pages from @page on go into one member. */
static guint64
measure_run (const Making *making, guint64 page)
{
  const KkPageIndex *index = making->made->index;
  guint64 last = MIN (kk_page_index_count (index), page + LONGEST_RUN - 1);
  guint64 end = page;

  while (end <= last && kk_page_index_is_changed (index, making->made->before, end))
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
  if (making->made->before == NULL)
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

  return (making->made->before != NULL ||
          kk_backup_writer_begin (making->writer, KK_BACKUP_DATABASE, size, error)) &&
         kk_vault_copy_pages (making->app->vault, write_pages, making, error);
}

/* Twice over its pages, first to see what changed. */
static gboolean
look_at_pages (Making *making, GError **error)
{
  g_autoptr (GArray) there = kk_backup_numbers (making->plan->folder, error);
  KkMadeBackup *made = making->made;

  if (there == NULL || !choose_number (making, there, error))
    return FALSE;
  made->before = kk_backup_index_find (making->app, making->plan->folder, there);
  made->index = kk_page_index_new ();
  return kk_vault_copy_pages (making->app->vault, index_pages, making, error) &&
         fill_manifest (making, error);
}

static gboolean
write_all (Making *making, GError **error)
{
  KkApp *app = making->app;
  KkBackupRecipients recipients;

  if (!kk_backup_keys_list (app, making->plan->others, &recipients, error) ||
      !look_at_pages (making, error))
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
  g_clear_pointer (&making.writer, kk_backup_writer_free);
  return fine;
}

static guint64
count_rows (const KkBackupManifest *manifest)
{
  guint64 rows = 0;

  for (guint i = 0; i < manifest->counts->len; i++)
    rows += ((const KkBackupCount *) manifest->counts->pdata[i])->rows;
  return rows;
}

/* A vault that lost half of what it held may have lost it to an accident or to somebody: what is older may be all there is. */
static gboolean
watch_size (KkApp *app, const KkBackupManifest *manifest, GError **error)
{
  guint64 rows = count_rows (manifest);
  gint64 rows_before;
  gint64 pages_before;

  if (!kk_vault_setting_get_number (app->vault, KK_SETTING_BACKUP_ROWS, 0, &rows_before, error) ||
      !kk_vault_setting_get_number (app->vault, KK_SETTING_BACKUP_PAGES, 0, &pages_before, error))
    return FALSE;
  if ((rows * 2 < (guint64) rows_before || manifest->n_pages * 2 < (guint64) pages_before) &&
      !kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_SHRUNK, 1, error))
    return FALSE;
  return kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_ROWS, (gint64) rows, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_PAGES,
                                      (gint64) manifest->n_pages, error);
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
         kk_vault_setting_set_bytes (app->vault, KK_SETTING_BACKUP_MANIFEST, hash, error) &&
         kk_vault_setting_set_number (app->vault, KK_SETTING_BACKUP_PROVED, manifest->made,
                                      error) &&
         watch_size (app, manifest, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_backup_remember (KkApp *app, const KkMadeBackup *made, GError **error)
{
  const KkPageIndexOf of = { made->manifest->number, made->manifest->full, made->hash };

  kk_page_index_set_of (made->index, &of);
  return kk_backup_index_keep (app, made->index, made->before, error) &&
         write_settings (app, made, error);
}
