/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    values of fields that this version did not know when they came. They were decided on the categories that their
 *          sender claimed, kept, and shown nowhere (exchange §20; docs/formats/schema.md).
 * Owns:    nothing.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* Remembers it of an operation that was stored just now in record @record of desk @desk, unless the field is known or the
 * desk wrote it itself. */
gboolean
kk_unknown_field_note (KkApp *app, gint64 record, const KkOp *op, const KkId *desk, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* A newer version knows more: what it knows now is forgotten and asked for again, so that it is decided on what it is and
 * not on what was claimed. */
gboolean kk_unknown_fields_ask_again (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
