/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    reading tests/vectors/crypto/<name>.vector ("key: value" lines) and finding third-party vectors.
 * Owns:    a KkVector owns its fields.
 * Threads: tests run on one.
 * Errors:  a missing field or wrong size ends the test. */

#pragma once

#include <glib.h>
#include <string.h>

/* g_assert_cmpmem() of GLib 2.74 does not pass -Wconversion with sizes of type gsize. */
#define kk_assert_cmpmem(data, size, expected, expected_size) \
  g_assert_true ((gsize) (size) == (gsize) (expected_size) && \
                 memcmp ((data), (expected), (gsize) (expected_size)) == 0)

typedef GHashTable KkVector;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkVector, g_hash_table_unref)

/* (transfer full) (element-type utf8): sorted paths of the vectors whose names begin with @prefix. */
GPtrArray *kk_vector_list (const char *prefix);
KkVector *kk_vector_read (const char *path);
gboolean kk_vector_has (KkVector *vector, const char *key);
const char *kk_vector_text (KkVector *vector, const char *key);
guint32 kk_vector_number (KkVector *vector, const char *key);
GBytes *kk_vector_bytes (KkVector *vector, const char *key);
/* Exactly @size bytes. */
void kk_vector_fill (KkVector *vector, const char *key, void *out, gsize size);

/* (transfer full): hexadecimal text of any length. */
GBytes *kk_test_unhex (const char *text);
/* (transfer full) (nullable): the path in the folder of KK_VECTORS; NULL skips the test. */
char *kk_test_find_vectors (const char *name);
