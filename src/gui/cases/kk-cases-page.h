/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the part "Cases": the list with search and filters, and beside it the chosen case; in a narrow window one of them
 *          at a time. Shows kk_app_case_order().
 * Owns:    the list and the page of the case.
 * Threads: main.
 * Errors:  in its bar. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_CASES_PAGE (kk_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (KkCasesPage, kk_cases_page, KK, CASES_PAGE, AdwBin)

GtkWidget *kk_cases_page_new (KkSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
