/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-basis-codec.h"

#include "format/kk-basis-codec-private.h"

#include <string.h>

static const KkCount basis_count = { 0, KK_MOST_IN_BASIS };

static gboolean
code_subject (KkCodec *codec, KkCodecMap *map, KkBasis *basis)
{
  if (!kk_codec_optional_key (codec, map, 1, "subject", &basis->has_subject))
    return FALSE;
  if (!basis->has_subject)
    return TRUE;
  return kk_codec_array (codec, 2) && kk_codec_id (codec, &basis->subject_record) &&
         kk_codec_choice (codec, (guint32 *) &basis->subject, KK_N_SUBJECTS - 1) &&
         kk_codec_array_end (codec);
}

static gboolean
code_claim (KkCodec *codec, gpointer slot)
{
  KkClaim **place = slot;
  KkClaim *claim = *place != NULL ? *place : (*place = kk_claim_new (NULL, NULL));

  return kk_codec_array (codec, 2) && kk_codec_code (codec, &claim->code) &&
         kk_codec_text (codec, &claim->value, KK_LIMIT_TEXT) && kk_codec_array_end (codec);
}

static gboolean
code_claims (KkCodec *codec, GPtrArray *claims)
{
  if (!kk_codec_objects (codec, claims, &basis_count, code_claim))
    return FALSE;
  for (guint i = 1; i < claims->len; i++) {
    const KkClaim *before = g_ptr_array_index (claims, i - 1);
    const KkClaim *claim = g_ptr_array_index (claims, i);

    if (!kk_codec_require (codec, strcmp (before->code, claim->code) < 0,
                           "a list is not ascending"))
      return FALSE;
  }
  return TRUE;
}

static gboolean
code_note (KkCodec *codec, gpointer slot)
{
  KkNoteClaim **place = slot;
  KkNoteClaim *note = *place != NULL ? *place : (*place = kk_note_claim_new ());

  return kk_codec_array (codec, 4) && kk_codec_code (codec, &note->kind) &&
         kk_codec_hash (codec, &note->hash) &&
         kk_codec_count (codec, &note->length, 0, G_MAXUINT32) &&
         kk_codec_name_or_empty (codec, &note->function) && kk_codec_array_end (codec);
}

static gboolean
code_notes (KkCodec *codec, GPtrArray *notes)
{
  static const KkMember kind = { g_str_hash, g_str_equal, G_STRUCT_OFFSET (KkNoteClaim, kind),
                                 TRUE };

  return kk_codec_objects (codec, notes, &basis_count, code_note) &&
         kk_codec_unique_members (codec, notes, &kind);
}

static gboolean
code_caveats (KkCodec *codec, GPtrArray *caveats)
{
  return kk_codec_objects (codec, caveats, &basis_count, kk_codec_name) &&
         kk_codec_unique_texts (codec, caveats);
}

static gboolean
code_origin_step (KkCodec *codec, gpointer slot)
{
  KkOriginStep **place = slot;
  KkOriginStep *step = *place != NULL ? *place : (*place = kk_origin_step_new ());

  return kk_codec_array (codec, 4) && kk_codec_id (codec, &step->desk) &&
         kk_codec_hat (codec, &step->hat) && kk_codec_code (codec, &step->row) &&
         code_caveats (codec, step->caveats) && kk_codec_array_end (codec);
}

static gboolean
code_retention (KkCodec *codec, KkCodecMap *map, KkBasis *basis)
{
  gboolean present = basis->retention_row != NULL;
  gboolean started = basis->retention_start != NULL;

  if (!kk_codec_optional_key (codec, map, 7, "retention", &present))
    return FALSE;
  if (!present)
    return kk_codec_require (codec, !started, "retention without a row");
  return kk_codec_array (codec, 2) && kk_codec_code (codec, &basis->retention_row) &&
         kk_codec_nullable (codec, &started) &&
         (!started || kk_codec_day (codec, &basis->retention_start)) && kk_codec_array_end (codec);
}

static gboolean
code_held_until (KkCodec *codec, KkCodecMap *map, KkBasis *basis)
{
  gboolean present = basis->held_until != NULL;

  return kk_codec_optional_key (codec, map, 8, "held until", &present) &&
         (!present || kk_codec_day (codec, &basis->held_until));
}

gboolean
kk_codec_basis (KkCodec *codec, gpointer slot)
{
  KkBasis **place = slot;
  KkBasis *basis = *place != NULL ? *place : (*place = kk_basis_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "rows") &&
         kk_codec_objects (codec, basis->rows, &basis_count, kk_codec_code) &&
         kk_codec_unique_texts (codec, basis->rows) && code_subject (codec, &map, basis) &&
         kk_codec_key (codec, &map, 2, "claims") && code_claims (codec, basis->claims) &&
         kk_codec_key (codec, &map, 3, "notes") && code_notes (codec, basis->notes) &&
         kk_codec_key (codec, &map, 4, "objects of a basis") &&
         kk_codec_values (codec, basis->objects, &basis_count, kk_codec_hash) &&
         kk_codec_unique_values (codec, basis->objects, kk_hash_hash, kk_hash_equal) &&
         kk_codec_key (codec, &map, 5, "caveats") && code_caveats (codec, basis->caveats) &&
         kk_codec_key (codec, &map, 6, "origin") &&
         kk_codec_objects (codec, basis->origins, &basis_count, code_origin_step) &&
         code_retention (codec, &map, basis) && code_held_until (codec, &map, basis) &&
         kk_codec_map_end (codec, &map);
}

static gboolean
code_lone_basis (KkCodec *codec, gpointer basis)
{
  return kk_codec_basis (codec, &basis);
}

static const KkDocumentKind basis_kind = { "basis", KK_LIMIT_PACKET_PLAIN, code_lone_basis };

GBytes *
kk_basis_encode (const KkBasis *basis, GError **error)
{
  return kk_codec_encode (&basis_kind, basis, error);
}

KkBasis *
kk_basis_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkBasis) basis = kk_basis_new ();

  if (!kk_codec_decode_bytes (&basis_kind, bytes, basis, error))
    return NULL;
  return g_steal_pointer (&basis);
}
