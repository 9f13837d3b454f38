/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    makes one thing of the process fail that the system does for it, or counts how often that is asked. Linked into
 *          a test, or preloaded into a program with the variables at the top of kk-fail-io.c.
 * Owns:    nothing.
 * Threads: any; one fault at a time for the whole process.
 * Errors:  none. */

#pragma once

typedef enum {
  KK_FAIL_NOTHING,
  KK_FAIL_CHANGE, /* of a file: write, fsync, rename, a new file or folder; with an errno, or below zero a signal */
  KK_FAIL_ROOM,   /* the disk is full after so many bytes; what fits of a write is written */
  KK_FAIL_MEMORY, /* none is given */
  KK_FAIL_STEP,   /* of the database, with a status of SQLite */
  KK_FAIL_LOCK,   /* the file system has none: each is refused, with an errno */
} KkFailKind;

typedef struct {
  KkFailKind kind;
  long at;            /* which one, from 1; bytes; 0 = none, they are only counted */
  int number;         /* errno, signal or status */
  int on;             /* every later one too */
  const char *folder; /* only files under it count */
  /* Called with the number of each memory that is asked for, and must not ask for any itself; or with how many bytes there are
   * once something will have been written. */
  void (*each) (long number, void *data);
  void *data;
} KkFail;

/* The process starts without one. @fail stays the caller's and must be there until kk_fail_disarm(). */
void kk_fail_arm (const KkFail *fail);
/* How many there were. */
long kk_fail_disarm (void);
