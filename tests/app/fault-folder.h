/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    folders of a sweep: copied, compared, and put on a small disk of their own.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fault_folder_copy (const char *from, const char *to);
/* Whether they hold the same bytes. What an open database leaves of its own, the index of its log and a log that is empty, is nothing. */
gboolean fault_folder_is_same (const char *folder, const char *other);

/* A disk in memory in the place of @folder, which nobody but this process and its children sees; FALSE where that is not allowed. */
gboolean fault_folder_mount (const char *folder);
/* Makes that disk so small that @pages more fit, or as large as it was before when @pages is below 0. */
void fault_folder_set_room (const char *folder, long pages);
void fault_folder_set_read_only (const char *folder, gboolean is_read_only);
void fault_folder_unmount (const char *folder);

G_END_DECLS
