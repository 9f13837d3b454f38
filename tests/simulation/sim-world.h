/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one life of a region under one seed: its devices, their clocks, the server, and what was seen of all of it.
 * Owns:    a SimWorld everything but the stage.
 * Threads: one world at a time: it lives in the vaults of the stage.
 * Errors:  the first promise that was broken is the failure of the world; what is wrong with the test itself is g_assert. */

#pragma once

#include "sim-chance.h"
#include "sim-stage.h"

G_BEGIN_DECLS

typedef struct {
  const SimStageDevice *stage;
  KkApp *app;
  SimLine *line;
  gint64 clock;
  SimImage *backup; /* (nullable) */
  SimImage *twin;   /* (nullable): the other of two vaults from one image */
  KkTransportMemory *twin_mirror;
  gboolean lied_to; /* the server did not show its own branch as it is */
  gboolean revoked;
  gboolean put_back;  /* lives from bytes that are older than what it once said */
  gint64 seen_packet; /* highest rows that were looked at */
  gint64 seen_push;
} SimDevice;

/* What was drawn and what came of it; summed over all worlds. */
typedef enum {
  SIM_COUNT_STEPS, /* and after it one for each kind of step */
  SIM_COUNT_KINDS_END = SIM_COUNT_STEPS + 40,
  SIM_COUNT_VOID, /* steps that could not be done */
  SIM_COUNT_SYNCS,
  SIM_COUNT_SYNC_ERRORS,
  SIM_COUNT_STOPPED,
  SIM_COUNT_PACKETS,
  SIM_COUNT_APPLIED,
  SIM_COUNT_HELD,
  SIM_COUNT_QUARANTINED,
  SIM_COUNT_BODIES_HELD,
  SIM_COUNT_SENT_CHECKED,
  SIM_COUNT_MARKERS,
  SIM_COUNT_VALUES_EQUAL,
  SIM_COUNT_PROPOSALS,
  SIM_COUNT_EXCUSED,
  SIM_COUNT_GAPS,
  SIM_COUNT_STRICT,
  SIM_COUNT_COPIES,
  SIM_COUNT_FORKS,
  SIM_COUNT_BEHIND,
  SIM_COUNT_INCOMPLETE,
  SIM_COUNT_CONFLICTS,
  SIM_COUNT_ROUNDS,
  SIM_COUNT_RECALLS,
  SIM_COUNT_ANSWERS,
  SIM_COUNT_ERASED,
  SIM_COUNT_WITHDRAWN,
  SIM_COUNT_REVOKED,
  SIM_COUNT_REKEYED,
  SIM_COUNT_ROOTS,
  SIM_COUNT_INCARNATIONS,
  SIM_COUNT_RETURNED,
  SIM_COUNT_REQUESTS,
  SIM_COUNT_QUIET,
  SIM_COUNT_AT, /* stops: for each SimMoment before and after it */
  SIM_COUNTS = SIM_COUNT_AT + 2 * SIM_MOMENTS,
} SimCount;

typedef struct {
  guint64 seed;
  const SimStage *stage;
  SimDevice devices[SIM_DEVICES_MOST];
  guint n_devices;
  KkMemoryRemote *remote;
  GHashTable *numbers; /* what stands under a number, by the number: both as text */
  GHashTable *sent;    /* set of text: what was sent to which desk */
  guint64 *counts;     /* SIM_COUNTS, borrowed */
  char *failure;       /* (nullable) */
  gboolean trace;
  guint step;
} SimWorld;

SimWorld *sim_world_new (guint shape, guint64 seed, guint64 *counts) G_GNUC_WARN_UNUSED_RESULT;
void sim_world_free (SimWorld *world);

void sim_world_fail (SimWorld *world, const char *format, ...) G_GNUC_PRINTF (2, 3);
void sim_world_tell (SimWorld *world, const char *format, ...) G_GNUC_PRINTF (2, 3);

void sim_device_set_clock (SimDevice *device, gint64 clock);
/* As a restored backup: other bytes, and the program starts again. */
void sim_device_put (SimWorld *world, SimDevice *device, const SimImage *image);
const KkOwnSeat *sim_device_seat (const SimDevice *device);
const KkId *sim_device_log (const SimDevice *device);
const KkId *sim_device_desk (const SimDevice *device);
/* One sync, looked at afterwards; FALSE when it failed. @news: (out) (nullable): something went out or came in. */
gboolean sim_device_sync (SimWorld *world, SimDevice *device, gboolean *news);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimWorld, sim_world_free)

G_END_DECLS
