/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    backups that make themselves while the vault is open: each day, and when nobody works
 *          (docs/formats/backup.md, "By themselves").
 *          Signals: "failed" (sentence), to be said to the person.
 * Owns:    nothing but when it looked last.
 * Threads: main; the work is done in the session, which stops it when the vault is locked.
 * Errors:  as "failed". A stick that is not there is none: the next time comes. */

#pragma once

#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_BACKUP_CLOCK (kk_backup_clock_get_type ())
G_DECLARE_FINAL_TYPE (KkBackupClock, kk_backup_clock, KK, BACKUP_CLOCK, GObject)

/* @now: µs of g_get_monotonic_time (), here and below. */
KkBackupClock *kk_backup_clock_new (KkSession *session, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
/* A key was pressed or the mouse moved. */
void kk_backup_clock_touch (KkBackupClock *clock, gint64 now);
/* Once a minute. */
void kk_backup_clock_tick (KkBackupClock *clock, gint64 now);

G_END_DECLS
