/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of the body of a statement: content or control (docs/formats/body.md).
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse. */

#pragma once

#include "domain/kk-content.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

GBytes *kk_body_encode (const KkBody *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkBody *kk_body_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *kk_control_encode (const KkControl *control, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkControl *kk_control_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
