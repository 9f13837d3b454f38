/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what this computer does with memory that a program cannot prevent: swap space on a disk that is not encrypted, and
 *          hibernation, which writes all of memory there. The program can only say so.
 * Owns:    results belong to the caller.
 * Threads: any; reads a few files of the kernel.
 * Errors:  none: what cannot be read counts as not there, but a device that cannot be recognised as encrypted counts as plain. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *code;     /* swap | hibernation */
  char *sentence; /* translated: what it means */
  char *advice;   /* translated: what to do */
} KkHostFinding;

/* (transfer full) (element-type KkHostFinding): empty when all is well. @root: "/", or a folder with proc/ and sys/ in it. */
GPtrArray *kk_host_check (const char *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
