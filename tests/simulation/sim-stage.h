/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    regions with their vaults, made once with the public use cases and put back to that moment for every seed.
 * Owns:    the opened vaults; a world borrows them.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "app/kk-app-private.h"
#include "sim-line.h"
#include "sim-storage.h"

G_BEGIN_DECLS

#define SIM_DEVICES_MOST 4
/* Clock of every device at the beginning: 2026-11-01. */
#define SIM_DAY   (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define SIM_START (G_GINT64_CONSTANT (20758) * SIM_DAY + 9 * 60 * 60 * 1000)

typedef struct {
  const char *name;
  const char *slug;
  guint desk; /* the same for siblings: index of the first of them */
  KkApp *app;
  KkOwnSeat seat;
  char *path; /* of its database */
  SimImage *image;
  KkTransportMemory *mirror;
} SimStageDevice;

typedef struct {
  const char *name;
  SimStageDevice devices[SIM_DEVICES_MOST];
  guint n_devices;
  KkMemoryRemote *remote;
  const char *root_file;
  KkId threads[2]; /* of the cases */
} SimStage;

/* The cases that the first device has. */
extern const char *const sim_cases[2];

/* Makes all stages; the disk is not touched after. */
void sim_stage_start (void);
guint sim_stage_count (void);
const SimStage *sim_stage_get (guint index);
void sim_stage_stop (void);

/* The vault is read again, after its bytes were put back or a transaction did not happen. */
void sim_device_read_again (const SimStageDevice *device);

G_END_DECLS
