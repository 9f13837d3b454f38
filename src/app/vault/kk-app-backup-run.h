/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    backups that make themselves: where they go, when they are due, what may go, and when they were last proved
 *          (docs/formats/backup.md, "By themselves" and "What stays").
 * Owns:    results belong to the caller.
 * Threads: as KkApp; running shows progress and can be cancelled, which breaks nothing.
 * Errors:  as KkApp. What fails for one folder is in the result and does not stop the others. */

#pragma once

#include "app/vault/kk-app-backup.h"

G_BEGIN_DECLS

typedef struct {
  char *id;     /* enough of it to name the target by */
  char *folder; /* absolute path */
  gboolean present;
  gboolean same_disk; /* as the vault: what breaks that disk takes both */
  gint64 made;        /* ms since 1970: last backup there, 0 = none */
  guint64 number;     /* of that one */
  guint n_others;     /* more keys of age that can open what lies there */
} KkBackupTargetInfo;

/* (transfer full) (nullable): @folder, which is there now, gets backups from now on. @others: (nullable) (element-type utf8). */
KkBackupTargetInfo *
kk_app_backup_target_add (KkApp *app, const char *folder, const GPtrArray *others, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type KkBackupTargetInfo) */
GPtrArray *kk_app_backup_target_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @named: its folder, or the beginning of its id. What lies there stays there. */
gboolean kk_app_backup_target_remove (KkApp *app, const char *named, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_backup_target_info_free (KkBackupTargetInfo *info);

typedef enum {
  KK_BACKUP_WHEN_DAILY, /* not yet today */
  KK_BACKUP_WHEN_IDLE,  /* nobody works, and the last one is some hours old */
  KK_BACKUP_WHEN_ASKED, /* now */
} KkBackupWhen;

typedef struct {
  char *folder;
  const char *outcome; /* made | proved | not-due | absent | failed | empty */
  char *sentence;      /* (nullable): translated: why, and what happens next */
  KkBackupInfo *info;  /* (nullable): made or proved */
  guint removed;       /* old ones that went */
  guint marked;        /* old ones that will go */
} KkBackupOutcome;

/* (transfer full) (element-type KkBackupOutcome): one for each target. */
GPtrArray *kk_app_backup_run (KkApp *app, KkBackupWhen when, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The same for restoring the newest of each target for proof. */
GPtrArray *kk_app_backup_test (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 made;         /* ms since 1970: last backup anywhere, 0 = none */
  gint64 proved;       /* ms since 1970: last time one was restored for proof, 0 = never */
  gboolean is_old;     /* that was thirty days ago or more */
  gboolean is_due;     /* a target has none of today */
  const char *stopped; /* (nullable): shrunk | unproved: why old ones stay */
  char *sentence;      /* (nullable): the same, translated */
  GPtrArray *targets;  /* (element-type KkBackupTargetInfo) */
} KkBackupState;

KkBackupState *kk_app_backup_get_state (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_backup_state_free (KkBackupState *state);
/* A person looked at why old ones stay: from now on they may go again. */
gboolean kk_app_backup_resume (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBackupTargetInfo, kk_backup_target_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBackupState, kk_backup_state_free)

G_END_DECLS
