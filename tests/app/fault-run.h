/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one run of a piece of work in a child, which something cuts off.
 * Owns:    the room that fault_room_open() gives is one for the whole program.
 * Threads: one; the parent has no vault open while a child lives.
 * Errors:  none: g_assert. */

#pragma once

#include "fault-sweep.h"
#include "kk-fail-io.h"

G_BEGIN_DECLS

#define FAULT_MOST      (4 * 1024 * 1024) /* requests for memory in one piece of work */
#define FAULT_NOT_SMALL (-1)

typedef struct {
  KkFail fail;
  gint64 killed;         /* µs after which it is, or −1 */
  long room;             /* blocks that are free on the disk, or FAULT_NOT_SMALL */
  gboolean is_read_only; /* the disk */
  gboolean is_gone;      /* the folder of the vault, while that is open */
} FaultCut;

/* What a child tells its parent. */
typedef struct {
  long count;
  gint64 took; /* µs */
  int exit;    /* code that goes with the sentence */
  char sentence[512];
  long n_places;
  guint64 places[FAULT_MOST];
} FaultTold;

extern FaultTold *fault_told;

/* For KkFail.each: where memory is asked for, and after how many bytes a write ends. */
void fault_note_place (long number, void *data);
void fault_note_end (long bytes, void *data);

void fault_run_start (void);
/* The same for all sweeps of a piece of work: each leaves it as it was. */
FaultRoom *fault_room_open (const FaultWork *work);
void fault_room_close (FaultRoom *room);
void fault_room_put_back (const FaultRoom *room);
FaultEnd fault_run (const FaultWork *work, FaultRoom *room, const FaultCut *cut);
void fault_run_end (void);

G_END_DECLS
