/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    says when the vault has to be locked by itself: nobody touched the client for a while, the screen was locked, the
 *          session asks for it, or the computer goes to sleep, which it holds up until the keys are wiped.
 *          Signals: "warn" half a minute before, "lock".
 * Owns:    its timer and its subscriptions.
 * Threads: main.
 * Errors:  none: a desktop without these services leaves the timer. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KK_TYPE_LOCK_WATCH (kk_lock_watch_get_type ())
G_DECLARE_FINAL_TYPE (KkLockWatch, kk_lock_watch, KK, LOCK_WATCH, GObject)

#define KK_LOCK_WARNING_SECONDS 30

KkLockWatch *kk_lock_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_lock_watch_set_minutes (KkLockWatch *watch, guint minutes);
/* Listens to the desktop and starts the timer. */
void kk_lock_watch_start (KkLockWatch *watch);
/* A key was pressed or the mouse moved, at @now (µs of g_get_monotonic_time ()). */
void kk_lock_watch_touch (KkLockWatch *watch, gint64 now);
/* What the timer does; for tests too. */
void kk_lock_watch_tick (KkLockWatch *watch, gint64 now);
/* After locking: the computer may sleep now. */
void kk_lock_watch_allow_sleep (KkLockWatch *watch);

G_END_DECLS
