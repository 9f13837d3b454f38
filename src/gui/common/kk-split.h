/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a page of two panes: lines that can be chosen, and what is known of the chosen one. In a narrow window one pane at
 *          a time. Pages are derived from it; they fill the list and, when they are asked, the detail.
 * Owns:    copies of the lines.
 * Threads: main.
 * Errors:  in a bar at the top of the list. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SPLIT (kk_split_get_type ())
G_DECLARE_DERIVABLE_TYPE (KkSplit, kk_split, KK, SPLIT, AdwBin)

struct _KkSplitClass {
  AdwBinClass parent_class;
  /* Fills @detail, an empty vertical box, with what there is to say and do about the line at @position. */
  void (*show) (KkSplit *split, guint position, GtkBox *detail);
};

typedef struct {
  const char *id; /* the same line keeps it when the list is filled again */
  const char *title;
  const char *detail; /* (nullable) */
  const char *side;   /* (nullable): a day, a count */
  const char *icon;   /* (nullable) */
  const char *name;   /* (nullable): the whole sentence; NULL = title, detail and side */
} KkSplitLine;

typedef struct {
  const char *title; /* of the page */
  const char *list;  /* name of the list for a screen reader */
  const char *icon;
  const char *empty;  /* when there is no line */
  const char *choose; /* when none is chosen */
} KkSplitWords;

void kk_split_set_words (KkSplit *split, const KkSplitWords *words);
void kk_split_set_subtitle (KkSplit *split, const char *subtitle);
/* Above the list: filters. (transfer none) */
GtkWidget *kk_split_get_top (KkSplit *split);
/* Under the list. (transfer none) */
GtkWidget *kk_split_get_foot (KkSplit *split);
/* At the end of the header of the list. */
void kk_split_add_button (KkSplit *split, GtkWidget *button);
/* (transfer none): KkProblemBar */
GtkWidget *kk_split_get_problem (KkSplit *split);

/* All lines anew: take, add each, end. The chosen line stays chosen; when it is gone, the one in its place is. */
void kk_split_take (KkSplit *split);
void kk_split_add (KkSplit *split, const KkSplitLine *line);
void kk_split_end (KkSplit *split);
void kk_split_choose (KkSplit *split, guint position);
/* (nullable): id of the chosen line. */
const char *kk_split_get_chosen (KkSplit *split);

G_END_DECLS
