/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    drives a running client from outside, as a person with a keyboard and a screen reader does: by role and name on
 *          the accessibility bus, and by real keys. Names are those of the source strings (English).
 * Owns:    the process of the client.
 * Threads: one.
 * Errors:  none: g_assert, and after half a minute of waiting a list of what is on the screen. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KkDriver KkDriver;

/* @arguments: NULL-terminated, without the program, which is KK_CLIENT in the environment. Waits for its window. */
KkDriver *kk_driver_start (const char *const *arguments) G_GNUC_WARN_UNUSED_RESULT;
/* Ctrl+Q, and the program ends with 0. */
void kk_driver_stop (KkDriver *driver);

/* Brings its newest window to the front: keys go to the client that was raised last. */
void kk_driver_raise (KkDriver *driver);
/* "Return", "ctrl+l", "alt+Left" */
void kk_driver_key (KkDriver *driver, const char *keys);
/* Real keys, of the printable signs of ASCII. */
void kk_driver_type (KkDriver *driver, const char *text);

/* Waits until there is one with that role and a name that begins so. */
void kk_driver_expect (KkDriver *driver, const char *role, const char *name);
/* Waits until there is none. */
void kk_driver_expect_none (KkDriver *driver, const char *role, const char *name);
/* (transfer full): the whole name of the one that begins so. */
char *kk_driver_get_name (KkDriver *driver, const char *role, const char *name);
void kk_driver_press (KkDriver *driver, const char *role, const char *name);
void kk_driver_fill (KkDriver *driver, const char *role, const char *name, const char *text);
/* Tab until it has the focus; fails with the order of the focus after a round. */
void kk_driver_tab_to (KkDriver *driver, const char *role, const char *name);

/* How often @text is in a name, description or text of anything in the tree. */
guint kk_driver_count (KkDriver *driver, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkDriver, kk_driver_stop)

G_END_DECLS
