/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    rows and groups of the pages, each with the whole sentence as its name for a screen reader: the toolkit leaves
 *          the subtitle out.
 * Owns:    nothing; widgets are floating until they are put somewhere.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @title: (nullable) */
GtkWidget *kk_row_group_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
/* An AdwActionRow, plain text. @subtitle: (nullable). */
GtkWidget *kk_row_new (const char *title, const char *subtitle) G_GNUC_WARN_UNUSED_RESULT;
void kk_row_set_name (GtkWidget *row, const char *name);
void kk_row_set_icon (GtkWidget *row, const char *icon);
/* The one thing that the row does, by its button, a click or Return. @target: (nullable): string for @action. */
void kk_row_set_act (GtkWidget *row, const char *label, const char *action, const char *target);
/* The same with an arrow in place of the button: the row leads to another page. */
void kk_row_set_way (GtkWidget *row, const char *action, const char *target);
/* One of several buttons, each a stop of its own. (transfer none) */
GtkWidget *kk_row_add_button (GtkWidget *row, const char *label, GCallback clicked, gpointer owner);

/* Text that wraps, from the left. @style: (nullable): a class. */
GtkWidget *kk_text_new (const char *text, const char *style) G_GNUC_WARN_UNUSED_RESULT;
/* A button that calls @clicked with @owner first. @style: (nullable): a class. */
GtkWidget *kk_button_new (const char *label, const char *style, GCallback clicked, gpointer owner)
    G_GNUC_WARN_UNUSED_RESULT;
/* A field of several lines in a frame. @view: (out): the text view; its name is @name. */
GtkWidget *kk_text_field_new (const char *name, GtkWidget **view) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): what stands in a text view. */
char *kk_text_view_dup_text (GtkWidget *view);
void kk_box_clear (GtkWidget *box);

G_END_DECLS
