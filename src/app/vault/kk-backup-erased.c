/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-erased-private.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "backup/kk-backup-reader.h"
#include "backup/kk-backup-writer.h"
#include "format/kk-backup-codec.h"
#include "vault/kk-vault-records.h"

#include <glib/gstdio.h>
#include <string.h>

#define PREFIX "gewist-"
#define SUFFIX ".age"
#define MEMBER "ERASED.cbor"

static gboolean
parse_name (const char *name, guint64 *number)
{
  g_autofree char *digits = NULL;

  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX))
    return FALSE;
  digits = g_strndup (name + strlen (PREFIX), strlen (name) - strlen (PREFIX) - strlen (SUFFIX));
  return g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64 - 1, number, NULL);
}

static char *
make_path (const char *folder, guint64 number)
{
  g_autofree char *name = g_strdup_printf (PREFIX "%06" G_GUINT64_FORMAT SUFFIX, number);

  return g_build_filename (folder, name, NULL);
}

/* The highest number below @below, and 0 when there is none. */
static guint64
find_highest (const char *folder, guint64 below)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint64 highest = 0;
  guint64 number;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (parse_name (name, &number) && number < below)
      highest = MAX (highest, number);
  return highest;
}

KkErasedList *
kk_backup_erased_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) erased = kk_vault_erased_list (app->vault, NULL, error);
  g_autoptr (KkErasedList) list = kk_erased_list_new ();
  gint64 newest;

  if (erased == NULL || !kk_id_parse (app->vault_id, &list->vault) ||
      !kk_vault_setting_get_number (app->vault, KK_SETTING_BACKUP_NUMBER, 0, &newest, error))
    return NULL;
  list->newest = (guint64) newest;
  for (guint i = 0; i < erased->len; i++) {
    const KkVaultErased *stored = erased->pdata[i];
    KkErasedRecord *record = kk_erased_list_add (list);

    *record = (KkErasedRecord){ .desk = stored->desk, .id = stored->id, .owner = stored->owner };
    record->type = stored->type;
    record->order = g_strdup (stored->order_ref);
    record->day = g_strdup (stored->day);
    record->dot = stored->dot;
  }
  return g_steal_pointer (&list);
}

static gboolean
write_list (KkApp *app,
            const char *path,
            const KkBackupRecipients *recipients,
            GBytes *bytes,
            GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *comment = g_strdup_printf ("Ketenkluis %s %s", app->vault_id, name);
  g_autoptr (KkBackupWriter) writer = kk_backup_writer_new (
      path, &(KkBackupSeal){ recipients->keys, recipients->n_keys }, app->cancellable, error);

  return writer != NULL && kk_backup_writer_add (writer, MEMBER, bytes, error) &&
         kk_backup_writer_finish (writer, &app->sign, comment, error);
}

static KkErasedList *
read_list (const char *path, const KkKxSecretKey *identity, const KkBackupManifest *manifest)
{
  g_autoptr (KkBackupReader) reader = NULL;
  g_autoptr (KkErasedList) list = NULL;
  g_autofree char *comment = NULL;
  g_autoptr (GBytes) bytes = NULL;
  KkSignPublicKey signer;
  KkBackupMember member;

  memcpy (signer.bytes, manifest->device.bytes, sizeof signer.bytes);
  comment = kk_backup_check_signature (path, &signer, NULL, NULL);
  if (comment == NULL)
    return NULL;
  reader = kk_backup_reader_new (path, &(KkAgeWaysIn){ identity, 1, NULL }, NULL, NULL);
  if (reader == NULL || !kk_backup_reader_next (reader, &member, NULL) ||
      !g_str_equal (member.name, MEMBER))
    return NULL;
  bytes = kk_backup_reader_read_all (reader, &member, KK_ERASED_LIST_MOST, NULL);
  list = bytes != NULL ? kk_erased_list_decode (bytes, NULL) : NULL;
  return list != NULL && kk_id_equal (&list->vault, &manifest->vault) ? g_steal_pointer (&list)
                                                                      : NULL;
}

/* Those of other vaults in the same folder are passed over. */
KkErasedList *
kk_backup_erased_read (const char *folder,
                       const KkKxSecretKey *identity,
                       const KkBackupManifest *manifest)
{
  guint64 number = G_MAXUINT64;

  while ((number = find_highest (folder, number)) > 0) {
    g_autofree char *path = make_path (folder, number);
    KkErasedList *list = read_list (path, identity, manifest);

    if (list != NULL)
      return list;
  }
  return NULL;
}

/* The new one is there before the old ones go. */
static void
remove_older (KkApp *app, const char *folder, guint64 number, const KkKxSecretKey *identity)
{
  g_autoptr (KkBackupManifest) own = kk_backup_manifest_new ();

  memcpy (own->device.bytes, app->sign_public.bytes, sizeof own->device.bytes);
  if (!kk_id_parse (app->vault_id, &own->vault))
    return;
  while ((number = find_highest (folder, number)) > 0) {
    g_autofree char *path = make_path (folder, number);
    g_autofree char *signature = kk_backup_signature_path (path);
    g_autoptr (KkErasedList) list = read_list (path, identity, own);

    if (list == NULL)
      continue;
    (void) g_unlink (path);
    (void) g_unlink (signature);
  }
}

static char *
name_setting (const KkBackupTarget *target)
{
  return g_strconcat (KK_SETTING_ERASED_IN, target->id, NULL);
}

gboolean
kk_backup_erased_write (KkApp *app, const KkBackupTarget *target, GError **error)
{
  g_autoptr (KkErasedList) list = kk_backup_erased_list (app, error);
  g_autoptr (GBytes) bytes = list != NULL ? kk_erased_list_encode (list, error) : NULL;
  guint64 number = find_highest (target->folder, G_MAXUINT64) + 1;
  g_autofree char *path = make_path (target->folder, number);
  g_autofree char *setting = name_setting (target);
  g_auto (KkKxSecretKey) identity = { 0 };
  KkBackupRecipients recipients;

  if (bytes == NULL || !kk_backup_keys_list (app, target->others, &recipients, error) ||
      !kk_backup_keys_get_own (app, &identity, error) ||
      !write_list (app, path, &recipients, bytes, error))
    return FALSE;
  remove_older (app, target->folder, number, &identity);
  return kk_vault_setting_set_number (app->vault, setting, list->records->len, error);
}

/* The list in the vault only grows, so its length says which of it a folder has. */
static gboolean
has_all (KkApp *app, const KkBackupTarget *target)
{
  g_autofree char *setting = name_setting (target);
  gint64 count;

  return kk_vault_setting_get_number (app->vault, setting, 0, &count, NULL) &&
         count == kk_vault_erased_count (app->vault);
}

void
kk_backup_erased_spread (KkApp *app)
{
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, NULL);

  for (guint i = 0; targets != NULL && i < targets->len; i++) {
    const KkBackupTarget *target = targets->pdata[i];
    g_autoptr (GError) failure = NULL;

    if (!has_all (app, target) && kk_backup_target_is_present (target) &&
        !kk_backup_erased_write (app, target, &failure))
      g_debug ("write the list of what was erased: %s", failure->message);
  }
}
