/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "format/kk-secret-codec.h"

#include "format/kk-network-codec-private.h"

#include <string.h>

#define MOST_FILE (64u << 10)
#define HEADS     16 /* bytes of heads and keys, for each secret and for the document */

static gboolean
code_network_secrets (KkCodec *codec, gpointer secrets)
{
  codec->part = "secrets";
  return kk_codec_granted_secrets (codec, secrets, 1);
}

static const KkDocumentKind network_secrets_kind = { "network secrets", MOST_FILE,
                                                     code_network_secrets };

/* The encoding of secrets, made without leaving a copy of them behind: @capacity is enough. */
static KkSecret *
encode_secret (const KkDocumentKind *kind, gconstpointer value, gsize capacity, GError **error)
{
  g_autoptr (KkSecret) buffer = kk_secret_new (capacity);
  gsize size = kk_codec_encode_into (kind, value, kk_secret_edit_data (buffer), capacity, error);

  return size > 0 ? kk_secret_new_copy (kk_secret_get_data (buffer), size) : NULL;
}

KkSecret *
kk_network_secrets_encode (const GArray *secrets, GError **error)
{
  gsize capacity = HEADS + secrets->len * (sizeof (KkGrantedSecret) + HEADS);

  return encode_secret (&network_secrets_kind, secrets, capacity, error);
}

static void
wipe_granted_secret (gpointer secret)
{
  kk_secret_wipe (secret, sizeof (KkGrantedSecret));
}

GArray *
kk_network_secrets_decode (const void *data, gsize size, GError **error)
{
  g_autoptr (GArray) secrets = g_array_new (FALSE, FALSE, sizeof (KkGrantedSecret));

  g_array_set_clear_func (secrets, wipe_granted_secret);
  if (!kk_codec_decode (&network_secrets_kind, data, size, secrets, error))
    return NULL;
  return g_steal_pointer (&secrets);
}

static GPtrArray *
new_secrets (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kk_secret_free);
}

KkRootKeys *
kk_root_keys_new (void)
{
  KkRootKeys *keys = g_new0 (KkRootKeys, 1);

  keys->roots = new_secrets ();
  keys->register_keys = new_secrets ();
  return keys;
}

void
kk_root_keys_free (KkRootKeys *keys)
{
  if (keys == NULL)
    return;
  g_ptr_array_unref (keys->roots);
  g_ptr_array_unref (keys->register_keys);
  g_free (keys);
}

static gboolean
code_key (KkCodec *codec, gpointer slot)
{
  KkSecret **place = slot;
  KkSecret *key = *place != NULL ? *place : (*place = kk_secret_new (KK_ROOT_KEY_SIZE));

  return kk_codec_require (codec, kk_secret_get_size (key) == KK_ROOT_KEY_SIZE,
                           "bytes of another length") &&
         kk_codec_fixed (codec, kk_secret_edit_data (key), KK_ROOT_KEY_SIZE);
}

static gboolean
code_keys (KkCodec *codec, GPtrArray *keys)
{
  if (!kk_codec_objects (codec, keys, &(KkCount){ 0, KK_MOST_KEYS }, code_key))
    return FALSE;
  for (guint i = 1; i < keys->len; i++) {
    for (guint j = 0; j < i; j++) {
      if (!kk_codec_require (
              codec, !kk_secret_equal (g_ptr_array_index (keys, i), g_ptr_array_index (keys, j)),
              "an element stands twice"))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
code_root_keys (KkCodec *codec, gpointer value)
{
  KkRootKeys *keys = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "root keys") &&
         code_keys (codec, keys->roots) && kk_codec_key (codec, &map, 1, "register keys") &&
         code_keys (codec, keys->register_keys) &&
         kk_codec_require (codec, keys->roots->len + keys->register_keys->len > 0,
                           "no key at all") &&
         kk_codec_map_end (codec, &map);
}

static const KkDocumentKind root_keys_kind = { "root keys", MOST_FILE, code_root_keys };

KkSecret *
kk_root_keys_encode (const KkRootKeys *keys, GError **error)
{
  gsize n_keys = keys->roots->len + keys->register_keys->len;

  return encode_secret (&root_keys_kind, keys, HEADS + n_keys * (KK_ROOT_KEY_SIZE + HEADS), error);
}

KkRootKeys *
kk_root_keys_decode (const void *data, gsize size, GError **error)
{
  g_autoptr (KkRootKeys) keys = kk_root_keys_new ();

  if (!kk_codec_decode (&root_keys_kind, data, size, keys, error))
    return NULL;
  return g_steal_pointer (&keys);
}

KkRootFile *
kk_root_file_new (void)
{
  KkRootFile *file = g_new0 (KkRootFile, 1);

  file->version = KK_ROOT_FILE_VERSION;
  return file;
}

void
kk_root_file_free (KkRootFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->ciphertext, g_bytes_unref);
  g_free (file);
}

static gboolean
code_root_file (KkCodec *codec, gpointer value)
{
  KkRootFile *file = value;
  KkCodecMap map;

  return kk_codec_map (codec, &map) && kk_codec_key (codec, &map, 0, "version") &&
         kk_codec_choice (codec, &file->version, KK_ROOT_FILE_VERSION) &&
         kk_codec_key (codec, &map, 1, "costs") && kk_codec_array (codec, 2) &&
         kk_codec_count (codec, &file->passes, 1, G_MAXUINT32) &&
         kk_codec_count (codec, &file->memory_kib, 1, G_MAXUINT32) && kk_codec_array_end (codec) &&
         kk_codec_key (codec, &map, 2, "salt") &&
         kk_codec_fixed (codec, file->salt, sizeof file->salt) &&
         kk_codec_key (codec, &map, 3, "nonce") &&
         kk_codec_fixed (codec, file->nonce, sizeof file->nonce) &&
         kk_codec_key (codec, &map, 4, "ciphertext") &&
         kk_codec_blob (codec, &file->ciphertext, 1, MOST_FILE) && kk_codec_map_end (codec, &map);
}

static const KkDocumentKind root_file_kind = { "root key file", MOST_FILE, code_root_file };

GBytes *
kk_root_file_encode (const KkRootFile *file, GError **error)
{
  return kk_codec_encode (&root_file_kind, file, error);
}

KkRootFile *
kk_root_file_decode (GBytes *bytes, GError **error)
{
  g_autoptr (KkRootFile) file = kk_root_file_new ();

  if (!kk_codec_decode_bytes (&root_file_kind, bytes, file, error))
    return NULL;
  return g_steal_pointer (&file);
}
