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
  KK_POST_ACT_ANSWER,       /* a question, with a text */
  KK_POST_ACT_ASK_MORE,     /* one more desk, by its address */
  KK_POST_ACT_KEEP,         /* question and answers become a note */
  KK_POST_ACT_DESTROY,      /* question and answers go */
} KkPostAct;

/* Called with what a person pressed. @choice: among the values of KK_POST_ACT_CHOOSE. */
typedef void (*KkPostPressed) (gpointer owner, KkPostAct act, const char *id, int choice);

/* What a button of an item needs to know. */
typedef struct {
  const KkPostItem *item;
  GObject *owner;
  KkPostPressed pressed;
} KkPostDesk;

/* A button that says @act, and a box for several. */
GtkWidget *kk_post_button_new (const KkPostDesk *desk, const char *label, KkPostAct act, int choice)
    G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *kk_post_acts_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_post_acts_add (GtkWidget *acts, GtkWidget *button);

/* Fills @box; @pressed is called for as long as @owner lives. */
void kk_post_fill (GtkBox *box, const KkPostItem *item, GObject *owner, KkPostPressed pressed);

G_END_DECLS
