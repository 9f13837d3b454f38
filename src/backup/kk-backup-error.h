/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the error domain of backup/. Of an age file the code is the part that was not right.
 * Owns:    nothing.
 * Threads: any.
 * Errors:  these. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  KK_BACKUP_ERROR_HEADER,    /* not an age v1 file, or one whose header is damaged */
  KK_BACKUP_ERROR_NO_MATCH,  /* not sealed to any of the keys at hand */
  KK_BACKUP_ERROR_MAC,       /* the header was altered after it was made */
  KK_BACKUP_ERROR_PAYLOAD,   /* damaged, cut short, or with something behind it */
  KK_BACKUP_ERROR_CONTENT,   /* opened, but holds something that no backup has */
  KK_BACKUP_ERROR_KEY,       /* text that should be a key, and is not */
  KK_BACKUP_ERROR_SIGNATURE, /* not signed, not by this key, or not this file */
} KkBackupError;

#define KK_BACKUP_ERROR (kk_backup_error_quark ())
GQuark kk_backup_error_quark (void);

G_END_DECLS
