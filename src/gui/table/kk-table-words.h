/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the page Tafel shows of one case: contributions, decisions with what was said, and how far the tracks are.
 *          Progress is told by milestones, never by what is in a track.
 * Owns:    results are (transfer full) where they are char *.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "gui/table/kk-table-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The line in the list. */
char *kk_table_dup_title (const KkAgendaItem *item);
char *kk_table_dup_detail (const KkAgendaItem *item);
char *kk_table_dup_side (const KkAgendaItem *item);
const char *kk_table_icon (const KkAgendaItem *item);
/* "Does it fit the table?"; static. */
const char *kk_table_question (const KkAgendaItem *item);

/* Groups of rows, added to @box. */
void kk_table_add_heading (GtkBox *box, const KkTableAnswer *answer, const KkAgendaItem *item);
void
kk_table_add_contributions (GtkBox *box, const KkTableAnswer *answer, const KkAgendaItem *item);
void kk_table_add_decisions (GtkBox *box, const KkTableAnswer *answer, const KkAgendaItem *item);
void kk_table_add_progress (GtkBox *box, const KkAgendaItem *item);
/* "running · led by Veilig Thuis" */
char *kk_table_dup_track (const KkTrackItem *track);
/* Also for the page of a case: the milestones of one track as rows of @group, an AdwPreferencesGroup. */
void kk_table_add_milestones (GtkWidget *group, const KkTrackItem *track);

G_END_DECLS
