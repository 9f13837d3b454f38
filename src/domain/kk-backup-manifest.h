/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a backup says of itself (docs/formats/backup.md, "The manifest").
 * Owns:    a manifest its lists. It holds the key of the database: wiped when it is freed.
 * Threads: any; a value.
 * Errors:  none. */

#pragma once

#include "domain/kk-network.h"

G_BEGIN_DECLS

#define KK_BACKUP_KEY_SIZE    32
#define KK_BACKUP_DIGEST_SIZE 64

typedef enum {
  KK_BACKUP_FULL = 1,      /* the whole database */
  KK_BACKUP_INCREMENT = 2, /* the pages that changed since the backup before it */
} KkBackupKind;

/* How many rows a table had. */
typedef struct {
  char *table;
  guint64 rows;
} KkBackupCount;

/* The newest value of one chain of the disclosure register. */
typedef struct {
  KkId log;
  guint64 n;
  KkHash chain;
} KkBackupHead;

typedef struct {
  guint32 level;
  guint64 number;  /* from 1, never given twice in one vault */
  KkHash previous; /* of the manifest with the number before; zeros when it is not known */
  KkId vault;
  gint64 made;  /* ms since 1970, display only */
  guint32 kind; /* KkBackupKind */
  guint64 full; /* number of the full one that this needs; its own when it is full itself */
  guint64 n_pages;
  guint8 digest[KK_BACKUP_DIGEST_SIZE]; /* BLAKE2b-512 of the whole database */
  guint8 key[KK_BACKUP_KEY_SIZE];       /* of the database */
  KkPublicKey device;                   /* whose signature is beside the file */
  GPtrArray *counts;                    /* (element-type KkBackupCount) */
  GArray *heads;                        /* (element-type KkBackupHead) */
} KkBackupManifest;

KkBackupManifest *kk_backup_manifest_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_backup_manifest_free (KkBackupManifest *manifest);
KkBackupCount *kk_backup_count_new (const char *table, guint64 rows) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBackupManifest, kk_backup_manifest_free)

G_END_DECLS
