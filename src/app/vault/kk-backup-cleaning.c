/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/vault/kk-backup-cleaning-private.h"

#include "app/kk-settings-private.h"
#include "app/vault/kk-backup-keys-private.h"
#include "app/vault/kk-backup-place-private.h"
#include "backup/kk-backup-writer.h"
#include "backup/kk-retention.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define HOUR_MS       (G_GINT64_CONSTANT (60) * 60 * 1000)
#define BACK_MS       (26 * HOUR_MS)
#define FORWARD_MS    (60 * 24 * HOUR_MS)
#define PARTS_OF_MARK 3 /* target, number, newest number when it was marked */

/* Why nothing goes. */

static gboolean
is_unproved (KkApp *app, const KkBackupTarget *target, gboolean *unproved, GError **error)
{
  g_autofree char *name = kk_setting_backup_unproved (target->folder);
  gint64 when;

  if (!kk_vault_setting_get_number (app->vault, name, 0, &when, error))
    return FALSE;
  *unproved = when != 0;
  return TRUE;
}

gboolean
kk_backup_find_stop (KkApp *app,
                     const KkBackupTarget *target,
                     const char **stop,
                     char **sentence,
                     GError **error)
{
  gint64 shrunk;
  gboolean unproved;

  *stop = NULL;
  *sentence = NULL;
  if (!kk_vault_setting_get_number (app->vault, KK_SETTING_BACKUP_SHRUNK, 0, &shrunk, error) ||
      !is_unproved (app, target, &unproved, error))
    return FALSE;
  if (shrunk != 0) {
    *stop = "shrunk";
    *sentence = g_strdup (_ ("A backup was half as large as the one before. Old backups stay where "
                             "they are. Look at this with your administrator; after that “backup "
                             "resume” lets old ones go again."));
  } else if (unproved) {
    *stop = "unproved";
    *sentence = g_strdup (_ ("The last backup that was tried out could not be restored. Old "
                             "backups stay where they are until one was restored for proof again: "
                             "“backup run” makes a new one."));
  }
  return TRUE;
}

/* No clock decides what goes, but a strange one is a reason to leave everything as it is. */
static char *
find_strange_clock (KkApp *app, gint64 before)
{
  gint64 passed = kk_app_now (app) - before;

  if (before == 0 || (passed > -BACK_MS && passed < FORWARD_MS))
    return NULL;
  return g_strdup (passed < 0
                       ? _ ("The clock of this computer was put back by more than a day. Old "
                            "backups stay where they are this time. Set the clock right.")
                       : _ ("There was no backup for two months, or the clock of this "
                            "computer is wrong. Old backups stay where they are this "
                            "time."));
}

/* Marks: lines of text in one setting. */

typedef struct {
  char *target;
  guint64 number;
  guint64 marked;
} Mark;

static void
free_mark (gpointer data)
{
  Mark *mark = data;

  g_free (mark->target);
  g_free (mark);
}

static GPtrArray *
read_marks (KkApp *app, GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (free_mark);
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = kk_vault_setting_dup_text (app->vault, KK_SETTING_BACKUP_MARKS, &failure);
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", 0);

  if (failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], " ", PARTS_OF_MARK);
    Mark *mark;

    if (g_strv_length (parts) != PARTS_OF_MARK)
      continue;
    mark = g_new0 (Mark, 1);
    mark->target = g_strdup (parts[0]);
    mark->number = g_ascii_strtoull (parts[1], NULL, 10);
    mark->marked = g_ascii_strtoull (parts[2], NULL, 10);
    g_ptr_array_add (marks, mark);
  }
  return g_steal_pointer (&marks);
}

static void
append_mark (GString *text, const char *target, guint64 number, guint64 marked)
{
  g_string_append_printf (text, "%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT "\n", target, number,
                          marked);
}

/* Those of other targets as they were, of this one what was decided. */
static gboolean
write_marks (KkApp *app,
             const KkBackupTarget *target,
             const GPtrArray *marks,
             const GArray *backups,
             GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++) {
    const Mark *mark = marks->pdata[i];

    if (!g_str_equal (mark->target, target->id))
      append_mark (text, mark->target, mark->number, mark->marked);
  }
  for (guint i = 0; i < backups->len; i++) {
    const KkRetained *backup = &g_array_index (backups, KkRetained, i);

    if (backup->action == KK_RETENTION_MARK)
      append_mark (text, target->id, backup->number, backup->marked);
  }
  return kk_vault_setting_set_text (app->vault, KK_SETTING_BACKUP_MARKS, text->str, error);
}

/* What lies there. */

static guint64
find_mark (const GPtrArray *marks, const KkBackupTarget *target, guint64 number)
{
  for (guint i = 0; i < marks->len; i++) {
    const Mark *mark = marks->pdata[i];

    if (mark->number == number && g_str_equal (mark->target, target->id))
      return mark->marked;
  }
  return 0;
}

/* (element-type KkRetained): what cannot be opened, or is of another vault, is not ours to take away. */
static GArray *
list_backups (KkApp *app, const KkBackupTarget *target, const GPtrArray *marks, GError **error)
{
  g_autoptr (GArray) backups = g_array_new (FALSE, TRUE, sizeof (KkRetained));
  g_autoptr (GArray) numbers = kk_backup_numbers (target->folder, error);
  g_auto (KkKxSecretKey) identity = { 0 };

  if (numbers == NULL || !kk_backup_keys_get_own (app, &identity, error))
    return NULL;
  for (guint i = 0; i < numbers->len; i++) {
    guint64 number = g_array_index (numbers, guint64, i);
    g_autofree char *path = kk_backup_path (target->folder, number);
    g_autoptr (KkBackupManifest) manifest = kk_backup_peek (path, &identity);
    KkRetained backup = { .number = number };

    if (manifest == NULL || manifest->number != number ||
        !g_str_equal (kk_id_text (&manifest->vault).text, app->vault_id))
      continue;
    backup.full = manifest->full;
    backup.marked = find_mark (marks, target, number);
    g_array_append_val (backups, backup);
  }
  return g_steal_pointer (&backups);
}

/* Deleting. */

static gboolean
remove_backup (const KkBackupTarget *target, guint64 number)
{
  g_autofree char *path = kk_backup_path (target->folder, number);
  g_autofree char *signature = kk_backup_signature_path (path);

  if (g_unlink (path) != 0 && g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;
  (void) g_unlink (signature);
  return TRUE;
}

/* A run was cut off after the file went and before its signature did. */
static void
finish_removals (const KkBackupTarget *target, const GPtrArray *marks)
{
  for (guint i = 0; i < marks->len; i++) {
    const Mark *mark = marks->pdata[i];
    g_autofree char *path = kk_backup_path (target->folder, mark->number);

    if (g_str_equal (mark->target, target->id) && !g_file_test (path, G_FILE_TEST_EXISTS))
      (void) remove_backup (target, mark->number);
  }
}

/* The newest first: what is left after a cut can be restored. */
static void
apply_actions (const KkBackupTarget *target, GArray *backups, KkBackupCleaned *cleaned)
{
  guint64 newest = g_array_index (backups, KkRetained, backups->len - 1).number;

  for (guint i = backups->len; i > 0; i--) {
    KkRetained *backup = &g_array_index (backups, KkRetained, i - 1);

    if (backup->action == KK_RETENTION_DELETE) {
      if (remove_backup (target, backup->number)) {
        cleaned->removed++;
        continue;
      }
      backup->action = KK_RETENTION_MARK;
    }
    if (backup->action == KK_RETENTION_MARK) {
      backup->marked = backup->marked != 0 ? backup->marked : newest;
      cleaned->marked++;
    }
  }
}

gboolean
kk_backup_clean (KkApp *app,
                 const KkBackupTarget *target,
                 gint64 before,
                 KkBackupCleaned *cleaned,
                 GError **error)
{
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GArray) backups = NULL;
  const char *stop;

  *cleaned = (KkBackupCleaned){ .removed = 0 };
  if (!kk_backup_find_stop (app, target, &stop, &cleaned->sentence, error))
    return FALSE;
  if (stop == NULL)
    cleaned->sentence = find_strange_clock (app, before);
  if (cleaned->sentence != NULL)
    return TRUE;
  marks = read_marks (app, error);
  backups = marks != NULL ? list_backups (app, target, marks, error) : NULL;
  if (backups == NULL || backups->len == 0)
    return backups != NULL;
  finish_removals (target, marks);
  kk_retention_decide (backups);
  apply_actions (target, backups, cleaned);
  return write_marks (app, target, marks, backups, error);
}
