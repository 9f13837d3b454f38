/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    days and times as people read them in the client.
 * Owns:    nothing; every text is (transfer full).
 * Threads: any.
 * Errors:  a moment of 0 or before is an empty text. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @time: ms since 1970; shown in the time zone of the computer. */
char *kk_date_dup_short (gint64 time); /* "vr 27 nov"; with the year when it is not this one */
char *kk_date_dup_long (gint64 time);  /* "vrijdag 27 november 2026" */
char *kk_date_dup_clock (gint64 time); /* "14:32" */
/* Of a day as the vault keeps it, YYYY-MM-DD; what is no day stays as it is. */
char *kk_date_dup_day (const char *day);
/* The same against today: "3 dagen te laat", "vandaag", "morgen", "over 3 dagen"; further away the day itself. */
char *kk_date_dup_due (const char *day);
/* (nullable): of what a person typed, as the vault keeps it: a day, month or year in figures, "vandaag", "gisteren". NULL when
 * it is none of these. */
char *kk_date_dup_typed (const char *typed);
/* The same in full, of what may be a part: "2009", "april 2009", "2 april 2009". */
char *kk_date_dup_full (const char *day);

G_END_DECLS
