/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the line between one device and the server, and the moment at which that device stops: every call of the
 *          transport and every commit of its vault is a moment (exchange §15 and §16).
 * Owns:    the mirror of the device.
 * Threads: one.
 * Errors:  after the stop every call is UNREACHABLE and every commit is undone, as if nothing ran any more. */

#pragma once

#include "sync/kk-transport-memory.h"

G_BEGIN_DECLS

#define SIM_TYPE_LINE (sim_line_get_type ())
G_DECLARE_FINAL_TYPE (SimLine, sim_line, SIM, LINE, GObject)

/* @mirror: (transfer full) */
SimLine *sim_line_new (KkTransport *mirror) G_GNUC_WARN_UNUSED_RESULT;
KkTransportMemory *sim_line_get_mirror (SimLine *self);
/* @mirror: (transfer full): the line goes on from there. */
void sim_line_set_mirror (SimLine *self, KkTransport *mirror);
/* Stops at the moment @moments from now, 1 = the next; 0 = never. @after: what happens at that moment happens still. */
void sim_line_stop_at (SimLine *self, guint moments, gboolean after);
/* One moment passes; FALSE when it does not happen. For the commits of the vault. */
gboolean sim_line_pass (SimLine *self);
gboolean sim_line_is_stopped (SimLine *self);

G_END_DECLS
