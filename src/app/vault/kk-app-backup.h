/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    backups of the vault: making, listing, proving, restoring (docs/formats/backup.md).
 * Owns:    results belong to the caller.
 * Threads: as KkApp; all of it takes seconds for a large vault, shows progress and can be cancelled.
 * Errors:  as KkApp; an unfinished or unproved backup is taken away, and the vault is never touched. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  const char *folder;      /* that is there: on a disk, a stick, or a mounted server */
  gboolean full;           /* even when only the changes would do */
  const GPtrArray *others; /* (nullable) (element-type utf8): more keys of age that can open it */
} KkBackupPlan;

typedef struct {
  char *file;     /* path */
  guint64 number; /* order: the higher, the newer */
  gboolean full;
  guint64 needs;     /* number of the full backup that it needs; its own when it is full */
  guint64 size;      /* bytes of the file */
  gint64 made;       /* ms since 1970 */
  gboolean verified; /* restored for proof just now */
  /* After restoring only. */
  guint64 newest;    /* number of the newest backup of this vault that is known */
  gboolean has_list; /* the list of what was erased lay beside it */
  guint erased;      /* records that were erased since, and are erased again */
} KkBackupInfo;

/* (transfer full) (nullable): answers only once the backup was restored for proof. */
KkBackupInfo *kk_app_backup_create (KkApp *app, const KkBackupPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkBackupInfo): those of this vault, the newest first; others are left out. */
GPtrArray *kk_app_backup_list (KkApp *app, const char *folder, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): restores it into a folder that is taken away again. */
KkBackupInfo *kk_app_backup_verify (KkApp *app, const char *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *file;      /* the wanted one; those that it needs lie beside it */
  const KkSecret *typed; /* recovery code, or a secret key of age as text */
  const char *folder;    /* of the new vault: empty or absent */
  gboolean older;        /* also when there is a newer one */
  const char *
      newer; /* (nullable): folder of the vault as it is now, which @typed opens: what was erased in it is known too */
  GCancellable *cancellable; /* (nullable) */
  KkAppProgress progress;    /* (nullable) */
  gpointer progress_data;
} KkRestorePlan;

/* (transfer full) (nullable): what was restored. The vault opens with the passphrase and code it had then, goes on under new
 * numbers, and erases again what was erased since. NEEDS_ANSWER when there is a newer one and plan->older does not say so. */
KkBackupInfo *kk_backup_restore (const KkRestorePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (nullable): the secret key of age that follows from the recovery code @typed, for the sheet of paper: with
 * it age alone opens the backups. */
KkSecret *kk_backup_key_from_code (const KkSecret *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ms since 1970 at which a backup of this vault was last restored for proof; 0 = never. */
gboolean kk_app_backup_get_proved (KkApp *app, gint64 *when, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

void kk_backup_info_free (KkBackupInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBackupInfo, kk_backup_info_free)

G_END_DECLS
