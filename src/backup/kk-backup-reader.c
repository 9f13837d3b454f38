/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-backup-reader.h"
#include "backup/kk-backup-error.h"
#include "backup/kk-backup-files-private.h"
#include "backup/kk-backup-writer.h"
#include "backup/kk-minisign.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define PART           (64 << 10)
#define SIGNATURE_MOST 4096

struct _KkBackupReader {
  GInputStream *plain;
  struct archive *tar;
  GCancellable *cancellable;
  GError *failure;
  guint8 *part; /* PART */
};

static gboolean
refuse (GError **error, KkBackupError code, const char *why)
{
  g_set_error_literal (error, KK_BACKUP_ERROR, (int) code, why);
  return FALSE;
}

static char *
read_signature (const char *path, GError **error)
{
  g_autofree char *signature = kk_backup_signature_path (path);
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (signature, &text, &size, NULL) || size > SIGNATURE_MOST ||
      strlen (text) != size) {
    (void) refuse (error, KK_BACKUP_ERROR_SIGNATURE,
                   "the signature of the backup is not beside it");
    return NULL;
  }
  return g_steal_pointer (&text);
}

char *
kk_backup_check_signature (const char *path,
                           const KkSignPublicKey *signer,
                           GCancellable *cancellable,
                           GError **error)
{
  g_autofree char *text = read_signature (path, error);
  KkFileHash hash;

  if (text == NULL || !kk_backup_hash_file (path, &hash, cancellable, error))
    return NULL;
  return kk_minisign_verify (text, &hash, signer, error);
}

static la_ssize_t
read_plain (struct archive *tar, void *data, const void **buffer)
{
  KkBackupReader *reader = data;
  gssize got;

  (void) tar;
  *buffer = reader->part;
  got = g_input_stream_read (reader->plain, reader->part, PART, reader->cancellable,
                             &reader->failure);
  return (la_ssize_t) got;
}

static gboolean
fail_tar (KkBackupReader *reader, GError **error)
{
  if (reader->failure != NULL)
    g_propagate_error (error, g_steal_pointer (&reader->failure));
  else
    (void) refuse (error, KK_BACKUP_ERROR_CONTENT, "what is inside is not laid out as a backup");
  return FALSE;
}

static gboolean
open_tar (KkBackupReader *reader, GError **error)
{
  reader->tar = archive_read_new ();
  return (archive_read_support_format_tar (reader->tar) == ARCHIVE_OK &&
          archive_read_open (reader->tar, reader, NULL, read_plain, NULL) == ARCHIVE_OK) ||
         fail_tar (reader, error);
}

KkBackupReader *
kk_backup_reader_new (const char *path,
                      const KkAgeWaysIn *ways,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (KkBackupReader) reader = g_new0 (KkBackupReader, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) sealed = g_file_read (file, cancellable, error);

  reader->part = g_malloc (PART);
  g_set_object (&reader->cancellable, cancellable);
  if (sealed == NULL)
    return NULL;
  reader->plain = kk_age_input_new (G_INPUT_STREAM (sealed), ways, cancellable, error);
  if (reader->plain == NULL || !open_tar (reader, error))
    return NULL;
  return g_steal_pointer (&reader);
}

/* A name that could only ever be a place below the folder that it is put in. */
static gboolean
is_plain_name (const char *name)
{
  gboolean may_stop = FALSE;

  if (name == NULL || strlen (name) >= KK_BACKUP_NAME_MOST)
    return FALSE;
  for (const char *c = name; *c != '\0'; c++) {
    if (!g_ascii_isalnum (*c) && (!may_stop || strchr (".-/", *c) == NULL))
      return FALSE;
    may_stop = g_ascii_isalnum (*c);
  }
  return may_stop;
}

/* After the last member the rest of the file has to be read, since only its end proves that nothing was cut off. */
static gboolean
read_to_end (KkBackupReader *reader, GError **error)
{
  gssize got;

  while ((got = g_input_stream_read (reader->plain, reader->part, PART, reader->cancellable,
                                     error)) > 0)
    if (reader->part[0] != 0 || memcmp (reader->part, reader->part + 1, (gsize) got - 1) != 0)
      return refuse (error, KK_BACKUP_ERROR_CONTENT, "something follows the last member");
  return got == 0;
}

gboolean
kk_backup_reader_next (KkBackupReader *reader, KkBackupMember *member, GError **error)
{
  struct archive_entry *entry;
  int status = archive_read_next_header (reader->tar, &entry);
  const char *name;

  if (status == ARCHIVE_EOF) {
    (void) read_to_end (reader, error);
    return FALSE;
  }
  if (status != ARCHIVE_OK)
    return fail_tar (reader, error);
  name = archive_entry_pathname (entry);
  if (archive_entry_filetype (entry) != AE_IFREG || !is_plain_name (name) ||
      !archive_entry_size_is_set (entry) || archive_entry_size (entry) < 0)
    return refuse (error, KK_BACKUP_ERROR_CONTENT, "a member that no backup has");
  g_strlcpy (member->name, name, sizeof member->name);
  member->size = (guint64) archive_entry_size (entry);
  return TRUE;
}

gssize
kk_backup_reader_read (KkBackupReader *reader, void *buffer, gsize size, GError **error)
{
  la_ssize_t got = archive_read_data (reader->tar, buffer, size);

  if (got >= 0)
    return (gssize) got;
  (void) fail_tar (reader, error);
  return -1;
}

static gboolean
fill (KkBackupReader *reader, guint8 *data, gsize size, GError **error)
{
  for (gsize done = 0; done < size;) {
    gssize got = kk_backup_reader_read (reader, data + done, size - done, error);

    if (got < 0)
      return FALSE;
    if (got == 0)
      return refuse (error, KK_BACKUP_ERROR_CONTENT, "a member that is cut short");
    done += (gsize) got;
  }
  return TRUE;
}

GBytes *
kk_backup_reader_read_all (KkBackupReader *reader,
                           const KkBackupMember *member,
                           gsize most,
                           GError **error)
{
  g_autofree guint8 *data = NULL;

  if (member->size > most) {
    (void) refuse (error, KK_BACKUP_ERROR_CONTENT, "a member that is too large");
    return NULL;
  }
  data = g_malloc (member->size + 1);
  if (!fill (reader, data, (gsize) member->size, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), (gsize) member->size);
}

KkSecret *
kk_backup_reader_read_secret (KkBackupReader *reader,
                              const KkBackupMember *member,
                              gsize most,
                              GError **error)
{
  g_autoptr (KkSecret) secret = NULL;

  if (member->size == 0 || member->size > most) {
    (void) refuse (error, KK_BACKUP_ERROR_CONTENT, "a member that is empty or too large");
    return NULL;
  }
  secret = kk_secret_new ((gsize) member->size);
  return fill (reader, kk_secret_edit_data (secret), (gsize) member->size, error)
             ? g_steal_pointer (&secret)
             : NULL;
}

void
kk_backup_reader_free (KkBackupReader *reader)
{
  if (reader == NULL)
    return;
  if (reader->tar != NULL)
    archive_read_free (reader->tar);
  g_clear_object (&reader->plain);
  g_clear_object (&reader->cancellable);
  g_clear_error (&reader->failure);
  g_free (reader->part);
  g_free (reader);
}
