/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-document-codec.h"
#include "format/kk-network-codec-private.h"

#define MOST_PREVIOUS 4
#define KEY_CONTACTS  64

static gboolean
code_previous (KkCodec *codec, KkOrganisation *organisation)
{
  GArray *previous = organisation->previous;

  if (!kk_codec_values (codec, previous, &(KkCount){ 1, MOST_PREVIOUS }, kk_codec_hash) ||
      !kk_codec_unique_values (codec, previous, kk_hash_hash, kk_hash_equal))
    return FALSE;
  for (guint i = 0; i < previous->len; i++) {
    const KkHash *hash = &g_array_index (previous, KkHash, i);

    if (!kk_codec_require_chain (codec, organisation->version, hash))
      return FALSE;
  }
  return TRUE;
}

static gboolean
code_device (KkCodec *codec, gpointer slot)
{
  KkDevice **place = slot;
  KkDevice *device = *place != NULL ? *place : (*place = kk_device_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "signing key of a device") &&
         kk_codec_public_key (codec, &device->sign) &&
         kk_codec_key (codec, &map, 1, "kx key of a device") &&
         kk_codec_public_key (codec, &device->kx) &&
         kk_codec_key (codec, &map, 2, "person of a device") &&
         kk_codec_person (codec, &device->person) &&
         kk_codec_key (codec, &map, 3, "desks of a device") &&
         kk_codec_values (codec, device->desks, &(KkCount){ 0, KK_LIMIT_DESKS }, kk_codec_id) &&
         kk_codec_unique_values (codec, device->desks, kk_id_hash, kk_id_equal) &&
         kk_codec_key (codec, &map, 4, "state of a device") &&
         kk_codec_standing (codec, &device->standing) && kk_codec_map_end (codec, &map);
}

static gboolean
require_desks_of_device (KkCodec *codec, const KkOrganisation *organisation, const KkDevice *device)
{
  for (guint i = 0; i < device->desks->len; i++) {
    const KkId *desk = &g_array_index (device->desks, KkId, i);

    if (!kk_codec_require (codec, kk_organisation_find_desk (organisation, desk) != NULL,
                           "a device is at a desk that is not there"))
      return FALSE;
  }
  return TRUE;
}

static gboolean
code_devices (KkCodec *codec, KkOrganisation *organisation)
{
  static const KkMember sign = { kk_hash_hash, kk_hash_equal, G_STRUCT_OFFSET (KkDevice, sign),
                                 FALSE };
  GPtrArray *devices = organisation->devices;

  if (!kk_codec_objects (codec, devices, &(KkCount){ 0, KK_LIMIT_DEVICES }, code_device) ||
      !kk_codec_unique_members (codec, devices, &sign))
    return FALSE;
  for (guint i = 0; i < devices->len; i++) {
    if (!require_desks_of_device (codec, organisation, g_ptr_array_index (devices, i)))
      return FALSE;
  }
  return TRUE;
}

/* From 64: who does not know this key yet passes over it, and still has the rest (exchange §20). */
static gboolean
code_contacts (KkCodec *codec, KkCodecMap *map, KkOrganisation *organisation)
{
  gboolean present = organisation->contacts->len > 0;

  return kk_codec_optional_key (codec, map, KEY_CONTACTS, "contacts", &present) &&
         (!present || kk_codec_contacts (codec, organisation->contacts));
}

static gboolean
code_organisation (KkCodec *codec, gpointer value)
{
  KkOrganisation *organisation = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "level") &&
         kk_codec_level (codec, &organisation->level) && kk_codec_key (codec, &map, 1, "slug") &&
         kk_codec_slug (codec, &organisation->slug) && kk_codec_key (codec, &map, 2, "version") &&
         kk_codec_sequence (codec, &organisation->version) &&
         kk_codec_key (codec, &map, 3, "previous hashes") && code_previous (codec, organisation) &&
         kk_codec_key (codec, &map, 4, "steward") && kk_codec_id (codec, &organisation->steward) &&
         kk_codec_key (codec, &map, 5, "desks") && kk_codec_desks (codec, organisation->desks, 0) &&
         kk_codec_key (codec, &map, 6, "devices") && code_devices (codec, organisation) &&
         kk_codec_key (codec, &map, 7, "revocations") &&
         kk_codec_revocations (codec, organisation->revocations) &&
         code_contacts (codec, &map, organisation) && kk_codec_map_end (codec, &map);
}

static const KkDocumentKind organisation_kind = { "organisation", KK_LIMIT_BOARD,
                                                  code_organisation };

GBytes *
kk_organisation_encode (const KkOrganisation *organisation, GError **error)
{
  return kk_codec_encode (&organisation_kind, organisation, error);
}

KkOrganisation *
kk_organisation_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkOrganisation) organisation = kk_organisation_new ();

  if (!kk_codec_decode_bytes (&organisation_kind, bytes, organisation, error))
    return NULL;
  return g_steal_pointer (&organisation);
}
