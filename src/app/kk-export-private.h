/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what every file that leaves the vault has in common: dates as people here write them, who may read it, and the line
 *          of the disclosure register that says it was made (exchange §17, "printed").
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  vault errors; G_IO_ERROR for the file. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-entry.h"

G_BEGIN_DECLS

/* (transfer full): 27-11-2026 14:05, in the time of this place. */
char *kk_export_dup_instant (gint64 ms) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the same for a spreadsheet: 2026-11-27 14:05:09. */
char *kk_export_dup_sortable (gint64 ms) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): 27-11-2026 of 2026-11-27; another text as it is; NULL of NULL. */
char *kk_export_dup_day (const char *day) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full); @texts (element-type utf8) */
char *kk_export_join (const GPtrArray *texts, const char *separator) G_GNUC_WARN_UNUSED_RESULT;

/* Writes a file that only its owner may read and that was not there. Not for what is from a case: */
gboolean kk_export_write_file (const char *path, GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* the same, and appends @printed, in one transaction. */
gboolean
kk_export_write (KkApp *app, KkEntry *printed, const char *path, GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
