/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a basis and a signed object inside a body (docs/formats/body.md).
 * Owns:    nothing.
 * Threads: any.
 * Errors:  those of KkCodec. */

#pragma once

#include "domain/kk-content.h"
#include "format/kk-codec-private.h"

G_BEGIN_DECLS

#define KK_MOST_IN_BASIS 256 /* of each thing that a basis lists */

gboolean kk_codec_basis (KkCodec *codec, gpointer slot);
gboolean kk_codec_signed_object (KkCodec *codec, gpointer slot);

G_END_DECLS
