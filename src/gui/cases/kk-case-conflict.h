/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    fields with two values, each in its own place: who wrote which, and choosing one or writing another. It goes to
 *          the page as actions: case.choose (sssi) with record, field, element or "", and which; case.choose-other (ssss)
 *          with the value at the end; case.editing (b) while another value is written.
 * Owns:    nothing: the box gets the rows.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "app/casework/kk-app-case.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kk_case_conflict_add (GtkBox *box, const KkCaseView *view);

G_END_DECLS
