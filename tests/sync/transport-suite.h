/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what every transport must do, whatever carries it. A stage is one remote and the mirrors of it.
 * Owns:    the stage belongs to the test program.
 * Threads: one.
 * Errors:  a transport that fails a case aborts the program, as GLib tests do. */

#pragma once

#include "sync/kk-transport.h"

G_BEGIN_DECLS

typedef struct {
  const char *name;
  /* (transfer full): an empty remote. */
  gpointer (*open) (void);
  void (*close) (gpointer stage);
  /* (transfer full): an empty mirror of it. */
  KkTransport *(*mirror) (gpointer stage);
  /* As if somebody had deleted and made the repository again. */
  void (*empty) (gpointer stage);
} KkStage;

/* Adds a test for each case. */
void kk_transport_suite_add (const KkStage *stage);

/* Helpers that other transport tests use too. */
KkId kk_suite_log (guint8 number);
KkId kk_suite_tag (guint number);
GBytes *kk_suite_bytes (guint number, gsize size);
void kk_suite_put_packet (KkTipWrite *write, guint number, gsize size);
/* Writes @write and pushes it where @expected (nullable) is. */
KkOid kk_suite_publish (KkTransport *transport,
                        const KkId *log,
                        const KkTipWrite *write,
                        const KkOid *expected);
gboolean kk_suite_push (KkTransport *transport,
                        const KkId *log,
                        const KkOid *expected,
                        const KkOid *commit,
                        gboolean force,
                        KkOid *found,
                        GError **error);
/* Fetches one branch and answers where it is. */
KkOid kk_suite_fetch (KkTransport *transport, const KkId *log);
GArray *kk_suite_logs (const KkId *log);

G_END_DECLS
