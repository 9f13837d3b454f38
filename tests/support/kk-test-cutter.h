/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a bad line: passes every connection on to a port of the loopback interface, and cuts them all after a number of bytes.
 * Owns:    its threads and connections; they end with kk_test_cutter_free().
 * Threads: the functions below from one thread.
 * Errors:  whatever fails aborts the test. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KkTestCutter KkTestCutter;

/* (transfer full) */
KkTestCutter *kk_test_cutter_new (guint16 target);
void kk_test_cutter_free (KkTestCutter *self);
guint16 kk_test_cutter_port (const KkTestCutter *self);

typedef enum { KK_TEST_CUT_UP, KK_TEST_CUT_DOWN } KkTestCut;

/* From now on: after exactly @bytes more to the server (UP) or from it (DOWN) the line is dead, until it is mended. */
void kk_test_cutter_cut_after (KkTestCutter *self, KkTestCut direction, guint64 bytes);
/* What passed since the line was last mended or cut. */
guint64 kk_test_cutter_passed (KkTestCutter *self, KkTestCut direction);
/* Ends every connection; the next ones are whole again. */
void kk_test_cutter_mend (KkTestCutter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkTestCutter, kk_test_cutter_free)

G_END_DECLS
