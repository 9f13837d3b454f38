/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    which backups of a folder may go (docs/formats/backup.md, "What stays"). By number only: no clock has a say.
 * Owns:    nothing.
 * Threads: pure, any.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_RETENTION_NEWEST 3  /* stay whatever happens, with what they need */
#define KK_RETENTION_WHOLE  2  /* full backups that keep their increments */
#define KK_RETENTION_FULL   12 /* full backups that stay, those with increments among them */
#define KK_RETENTION_GRACE  7  /* newer backups that are made between the mark and the deletion */

typedef enum {
  KK_RETENTION_KEEP,   /* and take a mark away */
  KK_RETENTION_MARK,   /* or leave it marked */
  KK_RETENTION_DELETE, /* was marked long enough */
} KkRetentionAction;

typedef struct {
  guint64 number;
  guint64 full;   /* number of the full one that it needs; its own when it is full */
  guint64 marked; /* newest number when it was marked; 0 = it is not */
  KkRetentionAction action;
} KkRetained;

/* @backups: (element-type KkRetained), ascending by number; fills their actions. */
void kk_retention_decide (GArray *backups);

G_END_DECLS
