/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the page Delen as its two halves see it: kk-share-page.c what a person does, kk-share-page-show.c what is seen.
 * Owns:    see kk-share-page.h.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/share/kk-share-page.h"
#include "gui/share/kk-share-rows.h"

G_BEGIN_DECLS

struct _KkSharePage {
  AdwBin parent_instance;
  KkSession *session;
  char *case_;
  char *reference;
  char *own;          /* (nullable): as what this desk shares */
  GPtrArray *columns; /* (element-type KkShareColumn) */
  GPtrArray *rows;    /* (nullable) (element-type KkShareRow) */
  guint column;       /* that the pane tells about, and that a narrow window shows */
  guint row;          /* G_MAXUINT: none */
  char *question;     /* (nullable) */
  gboolean narrow;
  gboolean pane_open; /* in a narrow window the pane takes the place of the table */
  gboolean asking;
  gboolean wants_focus; /* the table, once there is one */
  guint settle;         /* idle */

  GtkWidget *title;
  GtkWidget *add;
  GtkWidget *add_content;
  GtkWidget *problem;
  GtkWidget *probe;
  GtkWidget *wide_probe;
  GtkWidget *narrow_probe;
  GtkWidget *levels;
  GtkWidget *choose;
  GtkWidget *recipients;
  GtkWidget *sight;
  GtkWidget *scroller;
  GtkWidget *switch_;
  GtkWidget *table;
  GtkWidget *line;
  GtkWidget *pane;
  GtkWidget *foot;
  GtkWidget *counts;
  GtkWidget *open;
  GtkWidget *acts;
  GtkWidget *look;
  GtkWidget *check;
};

/* (nullable), each. */
KkShareColumn *kk_share_page_get_column (KkSharePage *page, guint index);
const KkShareRow *kk_share_page_get_row (KkSharePage *page, guint index);
void kk_share_page_show_pane (KkSharePage *page);
void kk_share_page_show_foot (KkSharePage *page);
void kk_share_page_show_layout (KkSharePage *page);
void kk_share_page_show_all (KkSharePage *page);

G_END_DECLS
