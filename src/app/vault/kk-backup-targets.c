/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-targets-private.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-app-backup-run.h"
#include "app/vault/kk-backup-keys-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_TARGETS 8
#define MARKER       "kluis-doel.txt"
#define MARKER_LINE  "ketenkluis-doel "
#define NO_OTHERS    "-"
#define PARTS        5 /* id, made, number, other keys, folder */

void
kk_backup_target_free (KkBackupTarget *target)
{
  if (target == NULL)
    return;
  g_free (target->id);
  g_free (target->folder);
  g_ptr_array_unref (target->others);
  g_free (target);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBackupTarget, kk_backup_target_free)

static KkBackupTarget *
new_target (const char *id, const char *folder)
{
  KkBackupTarget *target = g_new0 (KkBackupTarget, 1);

  target->id = g_strdup (id);
  target->folder = g_strdup (folder);
  target->others = g_ptr_array_new_with_free_func (g_free);
  return target;
}

static KkBackupTarget *
parse_line (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " ", PARTS);
  g_auto (GStrv) others = NULL;
  KkBackupTarget *target;

  if (g_strv_length (parts) != PARTS)
    return NULL;
  target = new_target (parts[0], parts[4]);
  target->made = g_ascii_strtoll (parts[1], NULL, 10);
  target->number = g_ascii_strtoull (parts[2], NULL, 10);
  others = g_strsplit (g_str_equal (parts[3], NO_OTHERS) ? "" : parts[3], ",", 0);
  for (guint i = 0; others[i] != NULL; i++)
    g_ptr_array_add (target->others, g_strdup (others[i]));
  return target;
}

GPtrArray *
kk_backup_targets_read (KkApp *app, GError **error)
{
  GPtrArray *targets = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_backup_target_free);
  g_autoptr (GError) failure = NULL;
  g_autofree char *text =
      kk_vault_setting_dup_text (app->vault, KK_SETTING_BACKUP_TARGETS, &failure);
  g_auto (GStrv) lines = NULL;

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    g_ptr_array_unref (targets);
    return NULL;
  }
  lines = g_strsplit (text != NULL ? text : "", "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++) {
    KkBackupTarget *target = parse_line (lines[i]);

    if (target != NULL)
      g_ptr_array_add (targets, target);
  }
  return targets;
}

static void
append_target (GString *text, const KkBackupTarget *target)
{
  g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %" G_GUINT64_FORMAT " ", target->id,
                          target->made, target->number);
  for (guint i = 0; i < target->others->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            (const char *) target->others->pdata[i]);
  if (target->others->len == 0)
    g_string_append (text, NO_OTHERS);
  g_string_append_printf (text, " %s\n", target->folder);
}

gboolean
kk_backup_targets_write (KkApp *app, const GPtrArray *targets, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < targets->len; i++)
    append_target (text, targets->pdata[i]);
  return kk_vault_setting_set_text (app->vault, KK_SETTING_BACKUP_TARGETS, text->str, error);
}

/* A folder for a disk that is not there is often an empty folder of this computer: only what is in it tells. */
gboolean
kk_backup_target_is_present (const KkBackupTarget *target)
{
  g_autofree char *path = g_build_filename (target->folder, MARKER, NULL);
  g_autofree char *line = g_strconcat (MARKER_LINE, target->id, "\n", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && g_str_has_prefix (text, line);
}

static gboolean
write_marker (const KkBackupTarget *target, GError **error)
{
  g_autofree char *path = g_build_filename (target->folder, MARKER, NULL);
  g_autofree char *text = g_strdup_printf (
      MARKER_LINE "%s\n\n%s\n", target->id,
      _ ("Backups of Ketenkluis lie in this folder. They are encrypted. By this file the program "
         "knows the folder again: leave it here."));

  if (g_file_set_contents (path, text, -1, NULL))
    return TRUE;
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
               /* Translators: %s is the path of a folder. */
               _ ("Nothing can be written in “%s”. Is it full, or read-only? Choose another "
                  "folder, or ask your administrator."),
               target->folder);
  return FALSE;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

/* (transfer full) (nullable): the path without links, once it is a folder that can take backups. */
static char *
find_folder (KkApp *app, const char *folder, GError **error)
{
  g_autofree char *path = realpath (folder, NULL);
  g_autofree char *vault = realpath (app->folder, NULL);
  g_autofree char *below = vault != NULL ? g_strconcat (vault, "/", NULL) : NULL;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR)) {
    /* Translators: %s is the path of a folder. */
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 _ ("The folder “%s” is not there. Connect the disk or stick, or make the folder, "
                    "and try again."),
                 folder);
    return NULL;
  }
  if (below != NULL && (g_str_equal (path, vault) || g_str_has_prefix (path, below))) {
    (void) refuse (error, _ ("This folder is the vault itself: when the vault is lost, so is the "
                             "backup. Choose a folder elsewhere, best on another disk."));
    return NULL;
  }
  if (!g_utf8_validate (path, -1, NULL) || strchr (path, '\n') != NULL) {
    (void) refuse (error, _ ("The name of this folder cannot be remembered. Choose another one."));
    return NULL;
  }
  return g_strdup (path);
}

static KkBackupTargetInfo *
show_target (KkApp *app, const KkBackupTarget *target)
{
  KkBackupTargetInfo *info = g_new0 (KkBackupTargetInfo, 1);
  GStatBuf there;
  GStatBuf here;

  info->id = g_strndup (target->id, 8);
  info->folder = g_strdup (target->folder);
  info->made = target->made;
  info->number = target->number;
  info->present = kk_backup_target_is_present (target);
  info->same_disk = info->present && g_stat (target->folder, &there) == 0 &&
                    g_stat (app->folder, &here) == 0 && there.st_dev == here.st_dev;
  info->n_others = target->others->len;
  return info;
}

void
kk_backup_target_info_free (KkBackupTargetInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->id);
  g_free (info->folder);
  g_free (info);
}

/* A folder that was a target before, or is one of another vault, keeps its file. */
static gboolean
take_marker (KkBackupTarget *target)
{
  g_autofree char *path = g_build_filename (target->folder, MARKER, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  KkId id;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  lines = g_strsplit (text, "\n", 2);
  if (!g_str_has_prefix (lines[0], MARKER_LINE) ||
      !kk_id_parse (lines[0] + strlen (MARKER_LINE), &id))
    return FALSE;
  g_free (target->id);
  target->id = g_strdup (lines[0] + strlen (MARKER_LINE));
  return TRUE;
}

static gboolean
check_new (KkApp *app,
           const GPtrArray *targets,
           const KkBackupTarget *target,
           const GPtrArray *others,
           GError **error)
{
  KkBackupRecipients recipients;

  if (targets->len >= MOST_TARGETS)
    return refuse (error, _ ("There are eight folders for backups already. Remove one first."));
  for (guint i = 0; i < targets->len; i++)
    if (g_str_equal (((const KkBackupTarget *) targets->pdata[i])->id, target->id))
      return refuse (error, _ ("Backups go to this folder already."));
  return kk_backup_keys_list (app, others, &recipients, error);
}

KkBackupTargetInfo *
kk_app_backup_target_add (KkApp *app, const char *folder, const GPtrArray *others, GError **error)
{
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, error);
  g_autofree char *path = targets != NULL ? find_folder (app, folder, error) : NULL;
  const KkId id = kk_id_random ();
  g_autoptr (KkBackupTarget) target = NULL;
  KkBackupTargetInfo *info;

  if (path == NULL)
    return NULL;
  target = new_target (kk_id_text (&id).text, path);
  if ((!take_marker (target) && !write_marker (target, error)) ||
      !check_new (app, targets, target, others, error))
    return NULL;
  for (guint i = 0; others != NULL && i < others->len; i++)
    g_ptr_array_add (target->others, g_strdup (others->pdata[i]));
  info = show_target (app, target);
  g_ptr_array_add (targets, g_steal_pointer (&target));
  if (kk_backup_targets_write (app, targets, error))
    return info;
  kk_backup_target_info_free (info);
  return NULL;
}

GPtrArray *
kk_app_backup_target_list (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, error);
  GPtrArray *list;

  if (targets == NULL)
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_backup_target_info_free);
  for (guint i = 0; i < targets->len; i++)
    g_ptr_array_add (list, show_target (app, targets->pdata[i]));
  return list;
}

static gboolean
is_named (const KkBackupTarget *target, const char *named)
{
  g_autofree char *path = g_canonicalize_filename (named, NULL);

  return g_str_has_prefix (target->id, named) || g_str_equal (target->folder, path);
}

gboolean
kk_app_backup_target_remove (KkApp *app, const char *named, GError **error)
{
  g_autoptr (GPtrArray) targets = kk_backup_targets_read (app, error);
  guint found = 0;
  guint place = 0;

  for (guint i = 0; targets != NULL && i < targets->len; i++)
    if (*named != '\0' && is_named (targets->pdata[i], named)) {
      found++;
      place = i;
    }
  if (targets == NULL)
    return FALSE;
  if (found != 1)
    return refuse (error, found == 0 ? _ ("No backups go to this folder. “backup targets” shows "
                                          "where they go.")
                                     : _ ("This fits several. Name one by the first eight signs "
                                          "that “backup targets” shows."));
  g_ptr_array_remove_index (targets, place);
  return kk_backup_targets_write (app, targets, error);
}
