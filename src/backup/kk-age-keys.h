/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the keys of age as text (docs/formats/backup.md, "The age file").
 * Owns:    nothing; a secret key as text is a KkSecret that ends with a zero.
 * Threads: any; one owner at a time.
 * Errors:  text that is not a key: KK_BACKUP_ERROR_KEY. */

#pragma once

#include "base/kk-secret.h"
#include "crypto/kk-keys.h"

#include <glib.h>

G_BEGIN_DECLS

/* "age1…" and "AGE-SECRET-KEY-1…" */
char *kk_age_recipient_to_text (const KkKxPublicKey *recipient) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_age_recipient_from_text (KkKxPublicKey *recipient, const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkSecret *kk_age_identity_to_text (const KkKxSecretKey *identity) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_age_identity_from_text (KkKxSecretKey *identity, const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
