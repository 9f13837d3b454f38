/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one item of the queue in words: its line in the list, and what there is to read and to do about it.
 * Owns:    results belong to the caller.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "app/exchange/kk-app-post.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

const char *kk_post_icon (const KkPostItem *item);
char *kk_post_dup_title (const KkPostItem *item);  /* "Veilig Thuis vraagt iets terug" */
char *kk_post_dup_detail (const KkPostItem *item); /* "DEV-2026-0148 · 19 nov" */

/* An act of a person: copies, no widget. */
typedef enum {
  KK_POST_ACT_CHOOSE,       /* one of the values */
  KK_POST_ACT_ERASE,        /* destroy and confirm */
  KK_POST_ACT_REPORTED,     /* the breach was reported today */
  KK_POST_ACT_NOT_REPORTED, /* and why not */
} KkPostAct;

/* Called with what a person pressed. @choice: among the values of KK_POST_ACT_CHOOSE. */
typedef void (*KkPostPressed) (gpointer owner, KkPostAct act, const char *id, int choice);

/* Fills @box; @pressed is called for as long as @owner lives. */
void kk_post_fill (GtkBox *box, const KkPostItem *item, GObject *owner, KkPostPressed pressed);

G_END_DECLS
