/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what partners told that they could not take of what this desk sent: notifications, in words that say what
 *          happened and what to do (exchange §13).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  char *id;           /* of the notification, hex */
  char *organisation; /* that told it */
  gint64 at;
  char *code;     /* which check refused it there, as quarantine list shows it at the receiver */
  char *reason;   /* translated: what happened */
  char *advice;   /* translated: what to do */
  char *row;      /* (nullable): the legal row that failed */
  char *law;      /* (nullable): that row in words */
  char *case_;    /* (nullable): reference, when this vault knows what it is about */
  char *field;    /* (nullable): name in the schema */
  char *packet;   /* hex */
  char *item;     /* (nullable): which operation it is about, the same in every notice about it */
  gint64 due;     /* ms: until when a breach has to be reported (T-11); 0 = no breach */
  gboolean known; /* the packet was sent from here to whoever tells this */
} KkNotice;

/* (element-type KkNotice), newest first. */
GPtrArray *kk_app_notice_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_notice_free (KkNotice *notice);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkNotice, kk_notice_free)

G_END_DECLS
