/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    secret bytes of a size known at run time, on libsodium's guarded, locked heap.
 * Owns:    its bytes; wipes them when freed. Move-only: there is no copy but kk_secret_dup().
 * Threads: none of its own; one owner at a time.
 * Errors:  none; running out of lockable memory aborts, as g_malloc() does. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KkSecret KkSecret;

/* Starts libsodium; may be called any number of times. Every function below calls it. */
void kk_secret_init (void);

/* (transfer full): @size zero bytes, @size > 0. */
KkSecret *kk_secret_new (gsize size) G_GNUC_WARN_UNUSED_RESULT;
KkSecret *kk_secret_new_random (gsize size) G_GNUC_WARN_UNUSED_RESULT;
KkSecret *kk_secret_new_copy (const void *data, gsize size) G_GNUC_WARN_UNUSED_RESULT;
KkSecret *kk_secret_dup (const KkSecret *secret) G_GNUC_WARN_UNUSED_RESULT;
void kk_secret_free (KkSecret *secret);

/* Borrowed; valid while the secret lives. */
const guint8 *kk_secret_get_data (const KkSecret *secret);
guint8 *kk_secret_edit_data (KkSecret *secret);
gsize kk_secret_get_size (const KkSecret *secret);

/* Constant time for equal sizes. */
gboolean kk_secret_equal (const KkSecret *a, const KkSecret *b);

/* Overwrites @data in a way that the compiler cannot drop. */
void kk_secret_wipe (void *data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSecret, kk_secret_free)

G_END_DECLS
