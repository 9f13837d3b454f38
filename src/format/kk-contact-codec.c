/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Whom to call, in the document of an organisation (docs/formats/documents.md, "Contact"). */

#include "domain/kk-contact.h"
#include "format/kk-network-codec-private.h"

#define MOST_NOTE 1024

static gboolean
code_municipality (KkCodec *codec, gpointer slot)
{
  return kk_codec_name (codec, slot);
}

static gboolean
code_substitute (KkCodec *codec, gpointer slot)
{
  KkSubstitute **place = slot;
  KkSubstitute *substitute = *place != NULL ? *place : (*place = g_new0 (KkSubstitute, 1));

  return kk_codec_array (codec, 3) && kk_codec_name (codec, &substitute->name) &&
         kk_codec_name (codec, &substitute->phone) &&
         kk_codec_name_or_empty (codec, &substitute->hours) && kk_codec_array_end (codec);
}

static gboolean
code_person (KkCodec *codec, KkCodecMap *map, KkContact *contact)
{
  return kk_codec_key (codec, map, 3, "name of a contact") &&
         kk_codec_name (codec, &contact->name) &&
         kk_codec_key (codec, map, 4, "function of a contact") &&
         kk_codec_name_or_empty (codec, &contact->function) &&
         kk_codec_key (codec, map, 5, "phone of a contact") &&
         kk_codec_name (codec, &contact->phone) &&
         kk_codec_key (codec, map, 6, "mail of a contact") &&
         kk_codec_name_or_empty (codec, &contact->mail) &&
         kk_codec_key (codec, map, 7, "hours of a contact") &&
         kk_codec_name_or_empty (codec, &contact->hours) &&
         kk_codec_key (codec, map, 8, "note of a contact") &&
         kk_codec_text (codec, &contact->note, MOST_NOTE);
}

static gboolean
code_days (KkCodec *codec, KkCodecMap *map, KkContact *contact)
{
  gboolean has_until = contact->until != NULL;

  return kk_codec_key (codec, map, 10, "first day of a contact") &&
         kk_codec_day (codec, &contact->from) &&
         kk_codec_key (codec, map, 11, "checked day of a contact") &&
         kk_codec_day (codec, &contact->checked) &&
         kk_codec_optional_key (codec, map, 12, "last day of a contact", &has_until) &&
         (!has_until || kk_codec_day (codec, &contact->until)) &&
         kk_codec_optional_key (codec, map, 13, "desk of a contact", &contact->has_desk) &&
         (!contact->has_desk || kk_codec_id (codec, &contact->desk));
}

static gboolean
code_contact (KkCodec *codec, gpointer slot)
{
  KkContact **place = slot;
  KkContact *contact = *place != NULL ? *place : (*place = kk_contact_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "id of a contact") &&
         kk_codec_id (codec, &contact->id) && kk_codec_key (codec, &map, 1, "kind of a contact") &&
         kk_codec_code (codec, &contact->kind) &&
         kk_codec_key (codec, &map, 2, "municipalities of a contact") &&
         kk_codec_objects (codec, contact->municipalities,
                           &(KkCount){ 0, KK_CONTACT_MOST_MUNICIPALITIES }, code_municipality) &&
         kk_codec_unique_texts (codec, contact->municipalities) &&
         code_person (codec, &map, contact) &&
         kk_codec_key (codec, &map, 9, "substitutes of a contact") &&
         kk_codec_objects (codec, contact->substitutes,
                           &(KkCount){ 0, KK_CONTACT_MOST_SUBSTITUTES }, code_substitute) &&
         code_days (codec, &map, contact) && kk_codec_map_end (codec, &map);
}

gboolean
kk_codec_contacts (KkCodec *codec, GPtrArray *contacts)
{
  static const KkMember id = { kk_id_hash, kk_id_equal, G_STRUCT_OFFSET (KkContact, id), FALSE };

  return kk_codec_objects (codec, contacts, &(KkCount){ 1, KK_CONTACT_MOST }, code_contact) &&
         kk_codec_unique_members (codec, contacts, &id);
}
