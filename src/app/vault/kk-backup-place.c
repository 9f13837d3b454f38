/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-place-private.h"

#include "app/kk-app-error.h"
#include "base/kk-limits.h"
#include "crypto/kk-hash.h"
#include "format/kk-backup-codec.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define PREFIX     "kluis-"
#define SUFFIX     ".kkb.age"
#define DIGITS     6
#define SLOTS_MOST (1 << 20)

char *
kk_backup_path (const char *folder, guint64 number)
{
  g_autofree char *name = g_strdup_printf (PREFIX "%06" G_GUINT64_FORMAT SUFFIX, number);

  return g_build_filename (folder, name, NULL);
}

gboolean
kk_backup_parse_name (const char *name, guint64 *number)
{
  const char *at = name + strlen (PREFIX);
  gsize size;
  g_autofree char *digits = NULL;

  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX))
    return FALSE;
  size = strlen (at) - strlen (SUFFIX);
  digits = g_strndup (at, size);
  return size >= DIGITS && (size == DIGITS || at[0] != '0') &&
         g_ascii_string_to_unsigned (digits, 10, 1, KK_LIMIT_SEQUENCE, number, NULL);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint64 left = *(const guint64 *) a;
  guint64 right = *(const guint64 *) b;

  return (left > right) - (left < right);
}

GArray *
kk_backup_numbers (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  const char *name;
  guint64 number;

  if (dir == NULL) {
    /* Translators: %s is the path of a folder. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("The folder “%s” cannot be read. Is the disk or stick connected?"), folder);
    return NULL;
  }
  while ((name = g_dir_read_name (dir)) != NULL)
    if (kk_backup_parse_name (name, &number))
      g_array_append_val (numbers, number);
  g_array_sort (numbers, compare_numbers);
  return g_steal_pointer (&numbers);
}

KkHash
kk_backup_manifest_hash (const KkSecret *encoded)
{
  return kk_hash_labelled ("backup", kk_secret_get_data (encoded), kk_secret_get_size (encoded));
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED, sentence);
  return FALSE;
}

static gboolean
find_member (KkOpenBackup *backup, const char *name, KkBackupMember *member, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (kk_backup_reader_next (backup->reader, member, &failure) && g_str_equal (member->name, name))
    return TRUE;
  if (failure == NULL)
    return refuse (error,
                   _ ("This backup is not laid out as Ketenkluis does it. It may be of a newer "
                      "version: use that to restore it."));
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
read_manifest (KkOpenBackup *backup, GError **error)
{
  KkBackupMember member;
  g_autoptr (KkSecret) bytes = NULL;

  if (!find_member (backup, KK_BACKUP_MANIFEST, &member, error))
    return FALSE;
  bytes = kk_backup_reader_read_secret (backup->reader, &member, KK_BACKUP_MANIFEST_MOST, error);
  if (bytes == NULL)
    return FALSE;
  backup->hash = kk_backup_manifest_hash (bytes);
  backup->manifest =
      kk_backup_manifest_decode (kk_secret_get_data (bytes), kk_secret_get_size (bytes), error);
  return backup->manifest != NULL;
}

static gboolean
read_slots (KkOpenBackup *backup, GError **error)
{
  KkBackupMember member;

  if (!find_member (backup, KK_BACKUP_SLOTS, &member, error))
    return FALSE;
  backup->slots = kk_backup_reader_read_all (backup->reader, &member, SLOTS_MOST, error);
  return backup->slots != NULL;
}

/* The key of the signature stands inside, so the age file is opened first; what it says is used after this. */
static gboolean
check_signature (KkOpenBackup *backup, const char *path, GCancellable *cancellable, GError **error)
{
  KkSignPublicKey signer;
  g_autofree char *comment = NULL;

  memcpy (signer.bytes, backup->manifest->device.bytes, sizeof signer.bytes);
  comment = kk_backup_check_signature (path, &signer, cancellable, error);
  return comment != NULL;
}

static gboolean
check_name (const KkOpenBackup *backup, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  guint64 number;

  return (kk_backup_parse_name (name, &number) && number == backup->manifest->number) ||
         refuse (error,
                 _ ("The name of this backup was changed: it has another number than the one "
                    "inside. Give the file its own name back."));
}

static gboolean
begin_reading (KkOpenBackup *backup,
               const char *path,
               const KkKxSecretKey *identity,
               GCancellable *cancellable,
               GError **error)
{
  KkBackupMember readme;

  backup->reader =
      kk_backup_reader_new (path, &(KkAgeWaysIn){ identity, 1, NULL }, cancellable, error);
  return backup->reader != NULL && find_member (backup, KK_BACKUP_README, &readme, error) &&
         read_manifest (backup, error);
}

KkBackupManifest *
kk_backup_peek (const char *path, const KkKxSecretKey *identity)
{
  g_auto (KkOpenBackup) backup = { 0 };

  return begin_reading (&backup, path, identity, NULL, NULL) ? g_steal_pointer (&backup.manifest)
                                                             : NULL;
}

gboolean
kk_backup_open (KkOpenBackup *backup,
                const char *path,
                const KkKxSecretKey *identity,
                GCancellable *cancellable,
                GError **error)
{
  return begin_reading (backup, path, identity, cancellable, error) &&
         check_signature (backup, path, cancellable, error) && check_name (backup, path, error) &&
         read_slots (backup, error);
}

void
kk_open_backup_clear (KkOpenBackup *backup)
{
  g_clear_pointer (&backup->reader, kk_backup_reader_free);
  g_clear_pointer (&backup->manifest, kk_backup_manifest_free);
  g_clear_pointer (&backup->slots, g_bytes_unref);
}

KkBackupInfo *
kk_backup_info_new (const char *path, const KkBackupManifest *manifest)
{
  KkBackupInfo *info = g_new0 (KkBackupInfo, 1);
  GStatBuf status;

  info->file = g_strdup (path);
  info->number = manifest->number;
  info->full = manifest->kind == KK_BACKUP_FULL;
  info->needs = manifest->full;
  info->made = manifest->made;
  info->size = g_stat (path, &status) == 0 ? (guint64) status.st_size : 0;
  return info;
}

void
kk_backup_info_free (KkBackupInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->file);
  g_free (info);
}

gboolean
kk_backup_parse_file (const char *file, char **folder, guint64 *number, GError **error)
{
  g_autofree char *name = g_path_get_basename (file);

  if (!kk_backup_parse_name (name, number) || !g_file_test (file, G_FILE_TEST_EXISTS)) {
    /* Translators: %s is the path of a file. */
    g_set_error (
        error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
        _ ("“%s” is not a backup of Ketenkluis. Choose a file such as kluis-000001.kkb.age."),
        file);
    return FALSE;
  }
  *folder = g_path_get_dirname (file);
  return TRUE;
}

void
kk_backup_remove_remains (const char *folder)
{
  static const char *const names[] = { KK_VAULT_DATABASE, KK_VAULT_DATABASE "-wal",
                                       KK_VAULT_DATABASE "-shm", KK_VAULT_LOCK };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    (void) g_unlink (path);
  }
  (void) g_rmdir (folder);
}
