/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the parts that several documents share (docs/formats/documents.md).
 * Owns:    nothing.
 * Threads: any.
 * Errors:  those of KkCodec. */

#pragma once

#include "domain/kk-content.h"
#include "format/kk-codec-private.h"

G_BEGIN_DECLS

#define KK_MOST_KEYS   64     /* root and register keys, each */
#define KK_MOST_LOGS   10000  /* in pins, marks and tables */
#define KK_MOST_PLACES 32768u /* devices of a region */

gboolean kk_codec_public_key (KkCodec *codec, gpointer key);
gboolean kk_codec_version (KkCodec *codec, KkVersion *version);       /* or none */
gboolean kk_codec_known_version (KkCodec *codec, KkVersion *version); /* not none */
/* The number and previous hash that a document begins with. */
gboolean kk_codec_require_chain (KkCodec *codec, guint64 number, const KkHash *previous);
gboolean kk_codec_person (KkCodec *codec, KkPerson *person);
gboolean kk_codec_standing (KkCodec *codec, KkStanding *standing);
gboolean kk_codec_desks (KkCodec *codec, GPtrArray *desks, guint least);
gboolean kk_codec_hats (KkCodec *codec, GArray *hats, guint least);
gboolean kk_codec_pin (KkCodec *codec, gpointer pin);
gboolean kk_codec_marks (KkCodec *codec, GArray *marks);
gboolean kk_codec_revocation (KkCodec *codec, gpointer slot);
gboolean kk_codec_revocations (KkCodec *codec, GPtrArray *revocations);
/* (element-type KkContact): at least one. */
gboolean kk_codec_contacts (KkCodec *codec, GPtrArray *contacts);
/* (element-type KkGrantedSecret) */
gboolean kk_codec_granted_secrets (KkCodec *codec, GArray *secrets, guint least);

G_END_DECLS
