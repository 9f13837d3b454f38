/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    every document of docs/formats/ by its name, and the vectors of tests/vectors/format/.
 * Owns:    results belong to the caller.
 * Threads: tests run on one.
 * Errors:  a vector that cannot be read ends the test. */

#pragma once

#include "format/kk-format-error.h"

/* (nullable): what encoding gives after decoding @bytes; NULL with @error when decoding refuses. */
typedef GBytes *(*KkRecodeFunc) (GBytes *bytes, GError **error);

KkRecodeFunc kk_documents_find (const char *name);

typedef struct {
  char *name;     /* of the file */
  char *document; /* as kk_documents_find() takes it */
  char *outcome;  /* accepted, kept (what is kept is not encoded again), invalid, newer, limit */
  char *message;  /* (nullable) */
  GBytes *bytes;
} KkVector;

/* (transfer full) (element-type KkVector) */
GPtrArray *kk_vectors_read (void);
/* (transfer full): the bytes of one vector. */
GBytes *kk_vector_read_bytes (const char *name);

/* Golden documents tell their parts apart by filling each with one byte. */
gboolean kk_is_filled (const guint8 *bytes, gsize size, guint8 byte);

#define kk_assert_filled(value, byte) \
  g_assert_true (kk_is_filled ((value).bytes, sizeof (value).bytes, (byte)))
