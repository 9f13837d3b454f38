/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the servers of tests have in common: a free port, a process that does not outlive the test, its end.
 * Owns:    nothing.
 * Threads: one.
 * Errors:  whatever fails aborts the test. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A port that was free a moment ago; a start is tried again when it no longer is. */
guint16 kk_test_server_find_port (void);
/* Starts @argv (NULL-terminated) and waits until it listens on @port. */
gboolean kk_test_server_spawn (const char *const *argv, guint16 port, GPid *pid);
/* Ends it and every process below it, at once. */
void kk_test_server_kill (GPid *pid);
/* Runs a program to its end; it has to succeed. */
void kk_test_server_run (const char *const *argv);

G_END_DECLS
