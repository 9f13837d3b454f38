/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    work that is cut off at every place where it can be: the n-th memory, change of a file, byte on the disk or step of
 *          the database fails, a small disk is really full, or the process is killed at some instant; each time in a child, on a
 *          copy of the same folder.
 * Owns:    FaultRoom what fault_room_clear() frees.
 * Threads: one; the parent has no vault open while a child lives.
 * Errors:  none: g_assert. */

#pragma once

#include "kk-test-region.h"

G_BEGIN_DECLS

typedef enum {
  FAULT_DONE,
  FAULT_FAILED,           /* with an error */
  FAULT_FAILED_THEN_DONE, /* and the same work succeeded in the same process once the fault was gone */
  FAULT_STUCK,            /* or it did not */
  FAULT_ENDED,            /* the process was killed, or gave up because there was no memory */
} FaultEnd;

typedef struct {
  KkTestRegion *region;
  char *folder; /* of everything that the work touches */
  char *copy;   /* as it was before the work */
  char *code;   /* recovery code of the first vault */
} FaultRoom;

typedef struct {
  const char *name;
  const char *vault; /* (nullable): member whose vault is open when the work begins */
  void (*build) (FaultRoom *room);
  gboolean (*act) (FaultRoom *room, GError **error);
  /* What was accepted is there, and the same work can be done. */
  void (*check) (FaultRoom *room, FaultEnd end);
  gboolean again; /* after an error the same process can do it */
  gboolean opens; /* the work is, or begins with, opening the vault */
} FaultWork;

/* Before g_test_init(): folders lie in memory where that is possible, so that waiting for a disk is no part of it. */
void fault_sweep_start (void);
/* "/faults/NAME/KIND" for each kind. A few places of each; all of them when KK_EVERY_FAULT is set; the one that KK_FAULT_AT says. */
void fault_sweep_add (const FaultWork *work);
/* Removes what the sweeps worked in. */
void fault_sweep_end (void);
char *fault_path (const FaultRoom *room, const char *name);

G_END_DECLS
