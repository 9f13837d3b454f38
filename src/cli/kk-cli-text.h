/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    text on a terminal: width, wrapping, tables of 80 columns, dates, and text of others made harmless.
 * Owns:    a table owns copies of its cells.
 * Threads: one.
 * Errors:  none. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KK_CLI_WIDTH 80

/* Columns that a character or a text takes on a terminal. */
gsize kk_cli_text_width (const char *text);

/* (transfer full): @text without what a terminal would obey or what would change the order of reading: values come
 * from other organisations. Line ends become spaces. */
char *kk_cli_text_tame (const char *text);

/* (transfer full) (element-type utf8): @text broken into lines of at most @width columns, at a space or behind a slash
 * where possible. */
GPtrArray *kk_cli_text_wrap (const char *text, gsize width);
/* The width below which kk_cli_text_wrap() has to break a word. */
gsize kk_cli_text_longest_piece (const char *text);

/* Mark of an outcome: "✓" send, "✗" withhold, "?" ask; ASCII where the locale has no more. Static. */
const char *kk_cli_text_mark (const char *outcome);
gboolean kk_cli_text_is_unicode (void);

/* (transfer full): date and time of @ms since 1970, as people here write it; "" for 0. */
char *kk_cli_text_time (gint64 ms);
/* (transfer full): a value for people: dates as they are written here, the rest tamed. NULL gives "". */
char *kk_cli_text_value (const char *value);

/* (transfer full): the texts of @list (element-type utf8) with ", " between; NULL gives "". */
char *kk_cli_text_join (const GPtrArray *list);

typedef struct _KkCliTable KkCliTable;

/* @headings: as many as there are columns. The last column takes what is left. */
KkCliTable *kk_cli_table_new (const char *const *headings, guint n_columns);
/* @cells: one for each column, each (nullable); already tamed or tamed here, which is the same. */
void kk_cli_table_add (KkCliTable *table, const char *const *cells);
/* (transfer full): the lines, with a heading; no line is wider than KK_CLI_WIDTH unless one word is. */
char *kk_cli_table_dup_text (KkCliTable *table);
void kk_cli_table_free (KkCliTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkCliTable, kk_cli_table_free)

G_END_DECLS
