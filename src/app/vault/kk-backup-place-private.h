/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    names of backups in a folder, and what each says of itself once opened.
 * Owns:    results belong to the caller.
 * Threads: any; they read files.
 * Errors:  KK_APP_ERROR with whole sentences; those of backup/ and format/. */

#pragma once

#include "app/vault/kk-app-backup.h"
#include "backup/kk-backup-reader.h"
#include "domain/kk-backup-manifest.h"
#include "vault/kk-vault.h"

G_BEGIN_DECLS

#define KK_BACKUP_MANIFEST "MANIFEST.cbor"
#define KK_BACKUP_README   "LEESMIJ.txt"
#define KK_BACKUP_SLOTS    "kluis.keys"
#define KK_BACKUP_DATABASE "vault.db"
#define KK_BACKUP_PAGES    "pages/" /* and the first page, eight digits */

/* (transfer full): where backup @number lies in @folder. */
char *kk_backup_path (const char *folder, guint64 number) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE when @name is not that of a backup. */
gboolean kk_backup_parse_name (const char *name, guint64 *number);
/* (transfer full) (element-type guint64): ascending. */
GArray *kk_backup_numbers (const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of the path of one that is there; USAGE, with a sentence, for anything else. @folder: (out) (transfer full) */
gboolean kk_backup_parse_file (const char *file, char **folder, guint64 *number, GError **error);
/* Takes away what rebuilding left in @folder, and the folder when nothing else is in it. */
void kk_backup_remove_remains (const char *folder);

/* A backup whose manifest has been read, and whose signature is that of the device which the manifest names. */
typedef struct {
  KkBackupReader *reader;
  KkBackupManifest *manifest;
  KkHash hash;   /* of the manifest */
  GBytes *slots; /* the key slots file */
} KkOpenBackup;

gboolean kk_backup_open (KkOpenBackup *backup,
                         const char *path,
                         const KkKxSecretKey *identity,
                         GCancellable *cancellable,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): only what it says of itself: the rest of the file and its signature are not looked at. */
KkBackupManifest *kk_backup_peek (const char *path, const KkKxSecretKey *identity)
    G_GNUC_WARN_UNUSED_RESULT;
KkBackupInfo *kk_backup_info_new (const char *path, const KkBackupManifest *manifest)
    G_GNUC_WARN_UNUSED_RESULT;
KkHash kk_backup_manifest_hash (const KkSecret *encoded);
void kk_open_backup_clear (KkOpenBackup *backup);

/* Puts the database together at @path, from the full backup on, and proves each step: signatures and the chain of manifests.
 * @last: (out): the wanted backup, its reader closed. */
typedef struct {
  const char *folder; /* where the backups lie */
  guint64 number;
  const char *path;    /* must not be there */
  gboolean is_lasting; /* waits until it is on the disk: not for a proof, whose copy goes again */
  const KkKxSecretKey *identity;
  GCancellable *cancellable;
  KkAppProgress progress; /* (nullable) */
  gpointer progress_data;
} KkRebuild;

gboolean kk_backup_rebuild (const KkRebuild *rebuild, KkOpenBackup *last, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Reads what was rebuilt in @folder (KK_VAULT_DATABASE): its digest, every page and rule, and what @manifest counts. */
gboolean kk_backup_prove (const char *folder, const KkBackupManifest *manifest, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkOpenBackup, kk_open_backup_clear)

G_END_DECLS
