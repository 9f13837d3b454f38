/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the partners of the exchange in a list: when each was last heard, what waits for it, and what to do when it is silent.
 * Owns:    the list that it reads.
 * Threads: kk_partners_read() on the worker, the others main.
 * Errors:  as KkApp. */

#pragma once

#include "app/kk-app.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  char *slug;
  char *name;
  gint64 heard; /* ms; 0 = never */
  guint waiting;
} KkPartner;

/* (transfer full) (element-type KkPartner): each organisation but the own one, the longest silent first. */
GPtrArray *kk_partners_read (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_partners_fill (GtkBox *box, const GPtrArray *partners);

G_END_DECLS
