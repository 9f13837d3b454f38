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

/* The steps of a sync, in the words of exchange §15 and §16. Of a commit the tables that it changes say which it is. */
typedef enum {
  SIM_AT_LIST,        /* step 2: the list of refs */
  SIM_AT_FETCH,       /* step 2 */
  SIM_AT_DOCUMENT,    /* §16: a document of a board is taken */
  SIM_AT_PACKET,      /* §16: one packet, one transaction */
  SIM_AT_MARK,        /* §16: how far a log was read */
  SIM_AT_INCARNATION, /* step 4 */
  SIM_AT_SEAL,        /* step 6: T1 */
  SIM_AT_WRITE,       /* step 7: the git objects */
  SIM_AT_COMMIT,      /* step 7: their commit is remembered */
  SIM_AT_PUSH,        /* step 8 */
  SIM_AT_LIST_AGAIN,  /* step 9 */
  SIM_AT_CONFIRM,     /* step 9: T2 */
  SIM_AT_OTHER,       /* settings, and what people did before the sync */
  SIM_MOMENTS,
} SimMoment;

const char *sim_moment_text (SimMoment moment);

#define SIM_TYPE_LINE (sim_line_get_type ())
G_DECLARE_FINAL_TYPE (SimLine, sim_line, SIM, LINE, GObject)

/* @mirror: (transfer full) */
SimLine *sim_line_new (KkTransport *mirror) G_GNUC_WARN_UNUSED_RESULT;
KkTransportMemory *sim_line_get_mirror (SimLine *self);
/* @mirror: (transfer full): the line goes on from there. */
void sim_line_set_mirror (SimLine *self, KkTransport *mirror);
/* Stops at the moment @moments from now, 1 = the next; 0 = never. @after: what happens at that moment happens still. */
void sim_line_stop_at (SimLine *self, guint moments, gboolean after);
/* Stops at the first moment of that kind. */
void sim_line_stop_at_moment (SimLine *self, SimMoment moment, gboolean after);
/* A row of @table is written; for the transaction that is open. @insert: else it is changed. */
void sim_line_note_row (SimLine *self, const char *table, gboolean insert);
/* The transaction is committed: FALSE when that does not happen. */
gboolean sim_line_commit (SimLine *self);
/* The transaction is no more. */
void sim_line_forget_rows (SimLine *self);
/* @moment, @after: (out) (nullable): where. */
gboolean sim_line_is_stopped (SimLine *self, SimMoment *moment, gboolean *after);

G_END_DECLS
