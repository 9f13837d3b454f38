/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-body-codec.h"
#include "format/kk-network-codec-private.h"

#define MOST_REGIONS 1024

static gboolean
code_resync (KkCodec *codec, KkCodecMap *map, KkControl *control)
{
  return kk_codec_key (codec, map, 1, "highest sequence number") &&
         kk_codec_number (codec, &control->sequence, 0, KK_LIMIT_SEQUENCE) &&
         kk_codec_key (codec, map, 2, "returns") && kk_codec_boolean (codec, &control->returns);
}

static gboolean
code_grant (KkCodec *codec, KkCodecMap *map, KkControl *control)
{
  return kk_codec_key (codec, map, 1, "region documents") &&
         kk_codec_objects (codec, control->regions, &(KkCount){ 0, MOST_REGIONS },
                           kk_codec_document) &&
         kk_codec_key (codec, map, 2, "secrets") &&
         kk_codec_granted_secrets (codec, control->secrets, 0) &&
         kk_codec_require (codec, control->regions->len > 0 || control->secrets->len > 0,
                           "a grant of nothing");
}

static gboolean
code_what (KkCodec *codec, KkCodecMap *map, KkControl *control)
{
  switch (control->kind) {
  case KK_CONTROL_GAP:
    return kk_codec_key (codec, map, 1, "last lost sequence number") &&
           kk_codec_sequence (codec, &control->sequence);
  case KK_CONTROL_RESYNC:
    return code_resync (codec, map, control);
  case KK_CONTROL_GRANT:
    return code_grant (codec, map, control);
  default:
    return kk_codec_require (codec, FALSE, "a kind that is not known");
  }
}

static gboolean
code_control (KkCodec *codec, gpointer value)
{
  KkControl *control = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "what") &&
         kk_codec_choice (codec, (guint32 *) &control->kind, KK_CONTROL_GRANT) &&
         code_what (codec, &map, control) && kk_codec_map_end (codec, &map);
}

static const KkDocumentKind control_kind = { "control", KK_LIMIT_PACKET_PLAIN, code_control };

GBytes *
kk_control_encode (const KkControl *control, GError **error)
{
  return kk_codec_encode (&control_kind, control, error);
}

KkControl *
kk_control_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkControl) control = kk_control_new (KK_CONTROL_GAP);

  if (!kk_codec_decode_bytes (&control_kind, bytes, control, error))
    return NULL;
  return g_steal_pointer (&control);
}
