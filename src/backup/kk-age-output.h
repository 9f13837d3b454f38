/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    writes an age v1 file: a stream that seals what is written to it.
 * Owns:    a reference on the stream below; the payload key, until it is freed.
 * Threads: as GOutputStream.
 * Errors:  KK_CRYPTO_ERROR_PARAMETERS for a key of low order; G_IO_ERROR of the stream below. The file
 *          is only whole once closing has answered TRUE; a stream that is freed without it leaves a
 *          file that every reader calls cut short. */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-keys.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KK_TYPE_AGE_OUTPUT (kk_age_output_get_type ())
G_DECLARE_FINAL_TYPE (KkAgeOutput, kk_age_output, KK, AGE_OUTPUT, GFilterOutputStream)

/* (transfer full) (nullable): for one recipient or more. */
GOutputStream *kk_age_output_new (GOutputStream *sealed,
                                  const KkKxPublicKey *recipients,
                                  guint n_recipients,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): @work as KK_AGE_WORK, or less in tests. */
GOutputStream *kk_age_output_new_with_passphrase (GOutputStream *sealed,
                                                  const KkSecret *passphrase,
                                                  guint work,
                                                  GCancellable *cancellable,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the last chunk. The stream below stays open, so that it can be synced. */
gboolean kk_age_output_finish (KkAgeOutput *self, GCancellable *cancellable, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
