/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    everything that is seen of an open vault: the navigation at the left, and the page of the chosen part. It is
 *          made when the vault opens and destroyed, not hidden, when it is locked.
 * Owns:    the pages, each made when it is first shown.
 * Threads: main.
 * Errors:  none of its own. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_MAIN_VIEW (kk_main_view_get_type ())
G_DECLARE_FINAL_TYPE (KkMainView, kk_main_view, KK, MAIN_VIEW, AdwBin)

/* @example: a strip says all the time that nothing in here is real. */
GtkWidget *kk_main_view_new (KkSession *session, gboolean example) G_GNUC_WARN_UNUSED_RESULT;
/* Where the person is, in ids only: to come back to after unlocking. (transfer full) */
char *kk_main_view_dup_place (KkMainView *view);
void kk_main_view_set_place (KkMainView *view, const char *place);
/* (transfer none): the page that is shown. */
GtkWidget *kk_main_view_get_page (KkMainView *view);
/* One toast at a time; it names no person. @label and @action: (nullable): its button, usually "Undo" with "view.page::undo". */
void
kk_main_view_toast (KkMainView *view, const char *sentence, const char *label, const char *action);

G_END_DECLS
