/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-network-codec-private.h"

#define MOST_REASON  1024
#define MOST_SECRETS 1024

gboolean
kk_codec_public_key (KkCodec *codec, gpointer key)
{
  return kk_codec_fixed (codec, ((KkPublicKey *) key)->bytes, sizeof (KkPublicKey));
}

gboolean
kk_codec_version (KkCodec *codec, KkVersion *version)
{
  return kk_codec_array (codec, 2) &&
         kk_codec_number (codec, &version->version, 0, KK_LIMIT_SEQUENCE) &&
         kk_codec_hash (codec, &version->hash) && kk_codec_array_end (codec) &&
         kk_codec_require (codec, (version->version == 0) == kk_hash_is_zero (&version->hash),
                           "no version has a hash, or a version has none");
}

gboolean
kk_codec_known_version (KkCodec *codec, KkVersion *version)
{
  return kk_codec_version (codec, version) &&
         kk_codec_require (codec, version->version > 0, "a version is missing");
}

gboolean
kk_codec_require_chain (KkCodec *codec, guint64 number, const KkHash *previous)
{
  return kk_codec_require (codec, (number == 1) == kk_hash_is_zero (previous),
                           "the first has a previous hash, or a later one has none");
}

gboolean
kk_codec_person (KkCodec *codec, KkPerson *person)
{
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "id of a person") &&
         kk_codec_id (codec, &person->id) && kk_codec_key (codec, &map, 1, "name of a person") &&
         kk_codec_name (codec, &person->name) &&
         kk_codec_key (codec, &map, 2, "function of a person") &&
         kk_codec_name_or_empty (codec, &person->function) && kk_codec_map_end (codec, &map);
}

gboolean
kk_codec_standing (KkCodec *codec, KkStanding *standing)
{
  return kk_codec_choice (codec, (guint32 *) standing, KK_STANDING_REVOKED);
}

static gboolean
code_desk (KkCodec *codec, gpointer slot)
{
  KkDesk **place = slot;
  KkDesk *desk = *place != NULL ? *place : (*place = kk_desk_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "id of a desk") &&
         kk_codec_id (codec, &desk->id) && kk_codec_key (codec, &map, 1, "hat of a desk") &&
         kk_codec_hat (codec, &desk->hat) && kk_codec_key (codec, &map, 2, "role of a desk") &&
         kk_codec_name (codec, &desk->role) && kk_codec_key (codec, &map, 3, "name of a desk") &&
         kk_codec_name (codec, &desk->name) && kk_codec_key (codec, &map, 4, "state of a desk") &&
         kk_codec_standing (codec, &desk->standing) && kk_codec_map_end (codec, &map);
}

gboolean
kk_codec_desks (KkCodec *codec, GPtrArray *desks, guint least)
{
  static const KkMember id = { kk_id_hash, kk_id_equal, G_STRUCT_OFFSET (KkDesk, id), FALSE };

  return kk_codec_objects (codec, desks, &(KkCount){ least, KK_LIMIT_DESKS }, code_desk) &&
         kk_codec_unique_members (codec, desks, &id);
}

gboolean
kk_codec_hats (KkCodec *codec, GArray *hats, guint least)
{
  return kk_codec_values (codec, hats, &(KkCount){ least, KK_N_HATS }, kk_codec_hat) &&
         kk_codec_unique_values (codec, hats, g_int_hash, g_int_equal);
}

gboolean
kk_codec_pin (KkCodec *codec, gpointer value)
{
  KkPin *pin = value;

  return kk_codec_array (codec, 3) && kk_codec_id (codec, &pin->log) &&
         kk_codec_sequence (codec, &pin->push_no) && kk_codec_hash (codec, &pin->manifest) &&
         kk_codec_array_end (codec);
}

static gboolean
code_mark (KkCodec *codec, gpointer value)
{
  KkMark *mark = value;

  return kk_codec_array (codec, 3) && kk_codec_id (codec, &mark->log) &&
         kk_codec_sequence (codec, &mark->push_no) && kk_codec_id (codec, &mark->manifest) &&
         kk_codec_array_end (codec);
}

gboolean
kk_codec_marks (KkCodec *codec, GArray *marks)
{
  return kk_codec_values (codec, marks, &(KkCount){ 0, KK_MOST_LOGS }, code_mark) &&
         kk_codec_ascending (codec, marks, kk_id_compare);
}

gboolean
kk_codec_revocation (KkCodec *codec, gpointer slot)
{
  KkRevocation **place = slot;
  KkRevocation *revocation = *place != NULL ? *place : (*place = kk_revocation_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "revoked device") &&
         kk_codec_id (codec, &revocation->device) &&
         kk_codec_key (codec, &map, 1, "reason of a revocation") &&
         kk_codec_text (codec, &revocation->reason, MOST_REASON) &&
         kk_codec_key (codec, &map, 2, "pins of a revocation") &&
         kk_codec_values (codec, revocation->pins, &(KkCount){ 0, KK_MOST_LOGS }, kk_codec_pin) &&
         kk_codec_unique_values (codec, revocation->pins, kk_id_hash, kk_id_equal) &&
         kk_codec_map_end (codec, &map);
}

gboolean
kk_codec_revocations (KkCodec *codec, GPtrArray *revocations)
{
  static const KkMember device = { kk_id_hash, kk_id_equal, G_STRUCT_OFFSET (KkRevocation, device),
                                   FALSE };

  return kk_codec_objects (codec, revocations, &(KkCount){ 0, KK_MOST_PLACES },
                           kk_codec_revocation) &&
         kk_codec_unique_members (codec, revocations, &device);
}

static gboolean
code_granted_secret (KkCodec *codec, gpointer value)
{
  KkGrantedSecret *secret = value;

  return kk_codec_array (codec, 2) && kk_codec_count (codec, &secret->epoch, 0, G_MAXUINT32) &&
         kk_codec_fixed (codec, secret->secret, sizeof secret->secret) &&
         kk_codec_array_end (codec);
}

static int
compare_epochs (gconstpointer a, gconstpointer b)
{
  const KkGrantedSecret *first = a;
  const KkGrantedSecret *second = b;

  return first->epoch < second->epoch ? -1 : first->epoch > second->epoch;
}

gboolean
kk_codec_granted_secrets (KkCodec *codec, GArray *secrets, guint least)
{
  return kk_codec_values (codec, secrets, &(KkCount){ least, MOST_SECRETS }, code_granted_secret) &&
         kk_codec_ascending (codec, secrets, compare_epochs);
}
