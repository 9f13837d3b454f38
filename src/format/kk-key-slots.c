/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-key-slots.h"

#include "format/kk-codec-private.h"

#define MOST_FILE  (64u << 10)
#define LEAST_PAGE 512
#define MOST_PAGE  65536

#define MOST_CREDENTIAL  1024 /* bytes: what libfido2 and CTAP allow */
#define ASSOCIATED_FIRST 1    /* the version that files had when slots were first bound */

/* Version 1 knew two types of slots, and never had one removed. */
enum { VERSION_1 = 1, VERSION_2 = 2 };

KkKeySlot *
kk_key_slot_new (void)
{
  return g_new0 (KkKeySlot, 1);
}

void
kk_key_slot_free (KkKeySlot *slot)
{
  if (slot == NULL)
    return;
  g_free (slot->name);
  g_free (slot->made_on);
  g_clear_pointer (&slot->credential, g_bytes_unref);
  g_free (slot);
}

KkKeySlots *
kk_key_slots_new (void)
{
  KkKeySlots *slots = g_new0 (KkKeySlots, 1);

  slots->slots = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_key_slot_free);
  return slots;
}

void
kk_key_slots_free (KkKeySlots *slots)
{
  if (slots == NULL)
    return;
  g_free (slots->cipher.hmac);
  g_free (slots->cipher.kdf);
  g_ptr_array_unref (slots->slots);
  g_free (slots);
}

static gboolean
code_cipher (KkCodec *codec, KkCipherSettings *cipher)
{
  return kk_codec_array (codec, 3) &&
         kk_codec_count (codec, &cipher->page_size, LEAST_PAGE, MOST_PAGE) &&
         kk_codec_require (codec, (cipher->page_size & (cipher->page_size - 1)) == 0,
                           "a page size that is not a power of two") &&
         kk_codec_code (codec, &cipher->hmac) && kk_codec_code (codec, &cipher->kdf) &&
         kk_codec_array_end (codec);
}

static gboolean
code_costs (KkCodec *codec, KkKeySlot *slot)
{
  return kk_codec_array (codec, 2) && kk_codec_count (codec, &slot->passes, 1, G_MAXUINT32) &&
         kk_codec_count (codec, &slot->memory_kib, 1, G_MAXUINT32) && kk_codec_array_end (codec);
}

static gboolean
code_secret_part (KkCodec *codec, KkCodecMap *map, KkKeySlot *slot)
{
  return slot->type == KK_KEY_SLOT_ESCROW ||
         (kk_codec_key (codec, map, 4, "costs of a slot") && code_costs (codec, slot) &&
          kk_codec_key (codec, map, 5, "salt of a slot") &&
          kk_codec_fixed (codec, slot->salt, sizeof slot->salt) &&
          kk_codec_key (codec, map, 6, "nonce of a slot") &&
          kk_codec_fixed (codec, slot->nonce, sizeof slot->nonce));
}

static gboolean
code_escrow_part (KkCodec *codec, KkCodecMap *map, KkKeySlot *slot)
{
  return slot->type != KK_KEY_SLOT_ESCROW ||
         (kk_codec_key (codec, map, 8, "recipient of a slot") &&
          kk_codec_fixed (codec, slot->recipient, sizeof slot->recipient) &&
          kk_codec_key (codec, map, 9, "enc of a slot") &&
          kk_codec_fixed (codec, slot->enc, sizeof slot->enc));
}

static gboolean
code_security_key_part (KkCodec *codec, KkCodecMap *map, KkKeySlot *slot)
{
  return slot->type != KK_KEY_SLOT_SECURITY_KEY ||
         (kk_codec_key (codec, map, 10, "credential of a slot") &&
          kk_codec_blob (codec, &slot->credential, 1, MOST_CREDENTIAL) &&
          kk_codec_key (codec, map, 11, "challenge of a slot") &&
          kk_codec_fixed (codec, slot->challenge, sizeof slot->challenge) &&
          kk_codec_key (codec, map, 12, "PIN of a slot") &&
          kk_codec_boolean (codec, &slot->asks_pin));
}

static gboolean
code_slot (KkCodec *codec, gpointer value, guint32 last_type)
{
  KkKeySlot **place = value;
  KkKeySlot *slot = *place != NULL ? *place : (*place = kk_key_slot_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "id of a slot") &&
         kk_codec_count (codec, &slot->id, 1, G_MAXUINT32) &&
         kk_codec_key (codec, &map, 1, "name of a slot") && kk_codec_name (codec, &slot->name) &&
         kk_codec_key (codec, &map, 2, "type of a slot") &&
         kk_codec_choice (codec, (guint32 *) &slot->type, last_type) &&
         kk_codec_key (codec, &map, 3, "day of a slot") && kk_codec_day (codec, &slot->made_on) &&
         code_secret_part (codec, &map, slot) &&
         kk_codec_key (codec, &map, 7, "wrapped key of a slot") &&
         kk_codec_fixed (codec, slot->wrapped, sizeof slot->wrapped) &&
         code_escrow_part (codec, &map, slot) && code_security_key_part (codec, &map, slot) &&
         kk_codec_map_end (codec, &map);
}

static gboolean
code_slot_of_version_1 (KkCodec *codec, gpointer value)
{
  return code_slot (codec, value, KK_KEY_SLOT_RECOVERY_CODE);
}

static gboolean
code_slot_of_version_2 (KkCodec *codec, gpointer value)
{
  return code_slot (codec, value, KK_KEY_SLOT_SECURITY_KEY);
}

static gboolean
code_slot_list (KkCodec *codec, GPtrArray *slots, guint32 version)
{
  if (!kk_codec_objects (codec, slots, &(KkCount){ 1, KK_KEY_SLOTS_MOST },
                         version == VERSION_1 ? code_slot_of_version_1 : code_slot_of_version_2))
    return FALSE;
  for (guint i = 1; i < slots->len; i++) {
    const KkKeySlot *before = g_ptr_array_index (slots, i - 1);
    const KkKeySlot *slot = g_ptr_array_index (slots, i);

    if (!kk_codec_require (codec, before->id < slot->id, "a list is not ascending"))
      return FALSE;
  }
  return TRUE;
}

static guint32
get_highest_id (const KkKeySlots *slots)
{
  const KkKeySlot *last =
      slots->slots->len == 0 ? NULL : g_ptr_array_index (slots->slots, slots->slots->len - 1);

  return last == NULL ? 0 : last->id;
}

/* The lowest that says it all, so that a program of version 1 opens whatever it can. */
static guint32
get_version (const KkKeySlots *slots)
{
  for (guint i = 0; i < slots->slots->len; i++) {
    const KkKeySlot *slot = g_ptr_array_index (slots->slots, i);

    if (slot->type > KK_KEY_SLOT_RECOVERY_CODE)
      return VERSION_2;
  }
  return slots->last_id > get_highest_id (slots) ? VERSION_2 : VERSION_1;
}

/* There only when the slot with that id was removed. */
static gboolean
code_last_id (KkCodec *codec, KkCodecMap *map, KkKeySlots *slots, guint32 version)
{
  guint32 highest = get_highest_id (slots);
  gboolean is_there = slots->last_id > highest;

  if (version == VERSION_1) {
    slots->last_id = highest;
    return TRUE;
  }
  if (!kk_codec_optional_key (codec, map, 4, "last id", &is_there))
    return FALSE;
  if (!is_there) {
    slots->last_id = highest;
    return TRUE;
  }
  return kk_codec_count (codec, &slots->last_id, 1, G_MAXUINT32) &&
         kk_codec_require (codec, slots->last_id > highest, "a last id that a slot has");
}

static gboolean
code_slots (KkCodec *codec, gpointer value)
{
  KkKeySlots *slots = value;
  guint32 version = kk_codec_is_encoding (codec) ? get_version (slots) : 0;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "version") &&
         kk_codec_choice (codec, &version, VERSION_2) && kk_codec_key (codec, &map, 1, "vault") &&
         kk_codec_id (codec, &slots->vault) && kk_codec_key (codec, &map, 2, "cipher") &&
         code_cipher (codec, &slots->cipher) && kk_codec_key (codec, &map, 3, "slots") &&
         code_slot_list (codec, slots->slots, version) &&
         code_last_id (codec, &map, slots, version) &&
         kk_codec_require (codec, version == get_version (slots),
                           "a version that the slots do not need") &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind slots_kind = { "key slots", MOST_FILE, code_slots };

GBytes *
kk_key_slots_encode (const KkKeySlots *slots, GError **error)
{
  return kk_codec_encode (&slots_kind, slots, error);
}

KkKeySlots *
kk_key_slots_decode (GBytes *body, GError **error)
{
  g_autoptr (KkKeySlots) slots = kk_key_slots_new ();

  if (!kk_codec_decode_bytes (&slots_kind, body, slots, error))
    return NULL;
  return g_steal_pointer (&slots);
}

typedef struct {
  GBytes *body;
  KkHash mac;
} SlotsFile;

static gboolean
code_file (KkCodec *codec, gpointer value)
{
  SlotsFile *file = value;

  return kk_codec_array (codec, 2) && kk_codec_document (codec, &file->body) &&
         kk_codec_hash (codec, &file->mac) && kk_codec_array_end (codec);
}

static const KkDocumentKind file_kind = { "key slots file", MOST_FILE, code_file };

GBytes *
kk_key_slots_file_encode (GBytes *body, const KkHash *mac, GError **error)
{
  SlotsFile file = { body, *mac };

  return kk_codec_encode (&file_kind, &file, error);
}

gboolean
kk_key_slots_file_decode (GBytes *bytes, GBytes **body, KkHash *mac, GError **error)
{
  SlotsFile file = { 0 };
  gboolean decoded = kk_codec_decode_bytes (&file_kind, bytes, &file, error);
  g_autoptr (GBytes) found = file.body;

  if (!decoded)
    return FALSE;
  *body = g_steal_pointer (&found);
  *mac = file.mac;
  return TRUE;
}

typedef struct {
  const KkKeySlots *slots;
  const KkKeySlot *slot;
} Associated;

/* Only ever encoded; the copies let the functions of both ways be used on constant values. */
static gboolean
code_associated (KkCodec *codec, gpointer value)
{
  const Associated *associated = value;
  KkKeySlots slots = *associated->slots;
  KkKeySlot slot = *associated->slot;
  guint32 first = ASSOCIATED_FIRST;

  return kk_codec_array (codec, 6) && kk_codec_choice (codec, &first, ASSOCIATED_FIRST) &&
         kk_codec_id (codec, &slots.vault) && kk_codec_count (codec, &slot.id, 1, G_MAXUINT32) &&
         kk_codec_name (codec, &slot.name) &&
         kk_codec_choice (codec, (guint32 *) &slot.type, KK_KEY_SLOT_SECURITY_KEY) &&
         kk_codec_day (codec, &slot.made_on) && kk_codec_array_end (codec);
}

static const KkDocumentKind associated_kind = { "key slot", MOST_FILE, code_associated };

GBytes *
kk_key_slots_encode_associated (const KkKeySlots *slots, const KkKeySlot *slot, GError **error)
{
  Associated associated = { slots, slot };

  return kk_codec_encode (&associated_kind, &associated, error);
}
