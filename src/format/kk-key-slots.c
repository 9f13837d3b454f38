/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-key-slots.h"

#include "format/kk-codec-private.h"

#define MOST_FILE  (64u << 10)
#define LEAST_PAGE 512
#define MOST_PAGE  65536

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
  g_free (slot);
}

KkKeySlots *
kk_key_slots_new (void)
{
  KkKeySlots *slots = g_new0 (KkKeySlots, 1);

  slots->version = KK_KEY_SLOTS_FILE_VERSION;
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
code_type (KkCodec *codec, KkKeySlot *slot)
{
  return kk_codec_choice (codec, (guint32 *) &slot->type, KK_KEY_SLOT_RECOVERY_CODE);
}

static gboolean
code_costs (KkCodec *codec, KkKeySlot *slot)
{
  return kk_codec_array (codec, 2) && kk_codec_count (codec, &slot->passes, 1, G_MAXUINT32) &&
         kk_codec_count (codec, &slot->memory_kib, 1, G_MAXUINT32) && kk_codec_array_end (codec);
}

static gboolean
code_slot (KkCodec *codec, gpointer value)
{
  KkKeySlot **place = value;
  KkKeySlot *slot = *place != NULL ? *place : (*place = kk_key_slot_new ());
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "id of a slot") &&
         kk_codec_count (codec, &slot->id, 1, G_MAXUINT32) &&
         kk_codec_key (codec, &map, 1, "name of a slot") && kk_codec_name (codec, &slot->name) &&
         kk_codec_key (codec, &map, 2, "type of a slot") && code_type (codec, slot) &&
         kk_codec_key (codec, &map, 3, "day of a slot") && kk_codec_day (codec, &slot->made_on) &&
         kk_codec_key (codec, &map, 4, "costs of a slot") && code_costs (codec, slot) &&
         kk_codec_key (codec, &map, 5, "salt of a slot") &&
         kk_codec_fixed (codec, slot->salt, sizeof slot->salt) &&
         kk_codec_key (codec, &map, 6, "nonce of a slot") &&
         kk_codec_fixed (codec, slot->nonce, sizeof slot->nonce) &&
         kk_codec_key (codec, &map, 7, "wrapped key of a slot") &&
         kk_codec_fixed (codec, slot->wrapped, sizeof slot->wrapped) &&
         kk_codec_map_end (codec, &map);
}

static gboolean
code_slot_list (KkCodec *codec, GPtrArray *slots)
{
  if (!kk_codec_objects (codec, slots, &(KkCount){ 1, KK_KEY_SLOTS_MOST }, code_slot))
    return FALSE;
  for (guint i = 1; i < slots->len; i++) {
    const KkKeySlot *before = g_ptr_array_index (slots, i - 1);
    const KkKeySlot *slot = g_ptr_array_index (slots, i);

    if (!kk_codec_require (codec, before->id < slot->id, "a list is not ascending"))
      return FALSE;
  }
  return TRUE;
}

static gboolean
code_slots (KkCodec *codec, gpointer value)
{
  KkKeySlots *slots = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "version") &&
         kk_codec_choice (codec, &slots->version, KK_KEY_SLOTS_FILE_VERSION) &&
         kk_codec_key (codec, &map, 1, "vault") && kk_codec_id (codec, &slots->vault) &&
         kk_codec_key (codec, &map, 2, "cipher") && code_cipher (codec, &slots->cipher) &&
         kk_codec_key (codec, &map, 3, "slots") && code_slot_list (codec, slots->slots) &&
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

  return kk_codec_array (codec, 6) &&
         kk_codec_choice (codec, &slots.version, KK_KEY_SLOTS_FILE_VERSION) &&
         kk_codec_id (codec, &slots.vault) && kk_codec_count (codec, &slot.id, 1, G_MAXUINT32) &&
         kk_codec_name (codec, &slot.name) && code_type (codec, &slot) &&
         kk_codec_day (codec, &slot.made_on) && kk_codec_array_end (codec);
}

static const KkDocumentKind associated_kind = { "key slot", MOST_FILE, code_associated };

GBytes *
kk_key_slots_encode_associated (const KkKeySlots *slots, const KkKeySlot *slot, GError **error)
{
  Associated associated = { slots, slot };

  return kk_codec_encode (&associated_kind, &associated, error);
}
