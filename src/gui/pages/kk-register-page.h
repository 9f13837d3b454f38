/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Register: what went where, on which rule, what was withheld or refused; with proof that no line is missing, and
 *          export to a file, which is itself a line.
 * Owns:    what it shows.
 * Threads: main.
 * Errors:  in a bar at the top of the list; a chain that is broken is a sentence, not an error. */

#pragma once

#include "gui/common/kk-split.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_REGISTER_PAGE (kk_register_page_get_type ())
G_DECLARE_FINAL_TYPE (KkRegisterPage, kk_register_page, KK, REGISTER_PAGE, KkSplit)

GtkWidget *kk_register_page_new (KkSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
