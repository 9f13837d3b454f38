/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    bytes of a manifest (docs/formats/manifest.md).
 * Owns:    results belong to the caller.
 * Threads: pure functions, any.
 * Errors:  KK_FORMAT_ERROR; encoding refuses what decoding would refuse: sort with kk_manifest_sort() first. */

#pragma once

#include "domain/kk-content.h"
#include "format/kk-format-error.h"

G_BEGIN_DECLS

GBytes *kk_manifest_encode (const KkManifest *manifest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkManifest *kk_manifest_decode (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
