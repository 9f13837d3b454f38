/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/kk-part.h"

#include "gui/cases/kk-cases-page.h"
#include "gui/pages/kk-meldroute-page.h"
#include "gui/pages/kk-post-page.h"
#include "gui/pages/kk-register-page.h"
#include "gui/pages/kk-today-page.h"
#include "gui/table/kk-table-page.h"

#include <glib/gi18n.h>

/* One part a row. */
/* clang-format off */
const KkPart kk_parts[] = {
  { "today", NC_ ("part of the window", "Today"), "x-office-calendar-symbolic", GDK_KEY_1, kk_today_page_new, kk_today_count },
  { "cases", NC_ ("part of the window", "Cases"), "folder-documents-symbolic", GDK_KEY_2, kk_cases_page_new, NULL },
  { "post", NC_ ("part of the window", "Inbox"), "mail-unread-symbolic", GDK_KEY_3, kk_post_page_new, kk_post_count },
  { "table", NC_ ("part of the window", "Table"), "system-users-symbolic", GDK_KEY_4, kk_table_page_new, NULL },
  { "meldroute", NC_ ("part of the window", "Whom to call"), "call-start-symbolic", GDK_KEY_5, kk_meldroute_page_new, NULL },
  { "register", NC_ ("part of the window", "Register"), "view-list-bullet-symbolic", GDK_KEY_6, kk_register_page_new, NULL },
};
/* clang-format on */

const gsize kk_n_parts = G_N_ELEMENTS (kk_parts);

const char *
kk_part_get_title (const KkPart *part)
{
  return g_dpgettext2 (NULL, "part of the window", part->title);
}
