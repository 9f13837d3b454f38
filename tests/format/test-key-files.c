/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "base/kk-bytes.h"
#include "documents.h"
#include "format/kk-key-slots.h"
#include "format/kk-secret-codec.h"

#include <string.h>

static void
test_slots (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("key-slots-golden.vec");
  g_autoptr (KkKeySlots) slots = kk_key_slots_decode (bytes, NULL);
  const KkKeySlot *slot = g_ptr_array_index (slots->slots, 1);

  g_assert_cmpuint (slots->last_id, ==, 3);
  g_assert_true (kk_is_filled (slots->vault.bytes, KK_ID_SIZE, 0xb1));
  g_assert_cmpuint (slots->cipher.page_size, ==, 4096);
  g_assert_cmpstr (slots->cipher.hmac, ==, "HMAC_SHA512");
  g_assert_cmpstr (slots->cipher.kdf, ==, "PBKDF2_HMAC_SHA512");
  g_assert_cmpuint (slots->slots->len, ==, 2);
  g_assert_cmpuint (slot->id, ==, 3);
  g_assert_cmpstr (slot->name, ==, "herstelcode");
  g_assert_cmpint (slot->type, ==, KK_KEY_SLOT_RECOVERY_CODE);
  g_assert_cmpstr (slot->made_on, ==, "2026-11-21");
  g_assert_cmpuint (slot->passes, ==, 3);
  g_assert_cmpuint (slot->memory_kib, ==, 65536);
  g_assert_true (kk_is_filled (slot->salt, sizeof slot->salt, 4));
  g_assert_true (kk_is_filled (slot->nonce, sizeof slot->nonce, 5));
  g_assert_true (kk_is_filled (slot->wrapped, sizeof slot->wrapped, 6));
}

static void
test_slots_file (void)
{
  g_autoptr (GBytes) body = kk_vector_read_bytes ("key-slots-golden.vec");
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) found = NULL;
  KkHash mac = { { 1, 2, 3 } };
  KkHash found_mac;

  file = kk_key_slots_file_encode (body, &mac, NULL);
  g_assert_true (kk_key_slots_file_decode (file, &found, &found_mac, NULL));
  g_assert_true (g_bytes_equal (found, body));
  g_assert_true (kk_hash_equal (&found_mac, &mac));
}

/* Everything that a slot is bound to changes these bytes, and nothing else does. */
static void
test_associated (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("key-slots-golden.vec");
  g_autoptr (KkKeySlots) slots = kk_key_slots_decode (bytes, NULL);
  KkKeySlot *slot = g_ptr_array_index (slots->slots, 0);
  g_autoptr (GBytes) before = kk_key_slots_encode_associated (slots, slot, NULL);
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GBytes) other = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (before, &size);
  g_autofree char *digits = g_malloc (size * 2 + 1);

  kk_hex_encode (data, size, digits);
  g_assert_cmpstr (digits, ==,
                   "860150b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1016a77616368747"
                   "76f6f7264016a323032362d31312d3231");
  slot->passes = 9;
  memset (slot->wrapped, 0, sizeof slot->wrapped);
  same = kk_key_slots_encode_associated (slots, slot, NULL);
  g_assert_true (g_bytes_equal (same, before));
  slot->id = 0;
  g_assert_null (kk_key_slots_encode_associated (slots, slot, NULL));
  slot->id = 2;
  other = kk_key_slots_encode_associated (slots, slot, NULL);
  g_assert_false (g_bytes_equal (other, before));
}

/* Version 2: the other types of slots, and the id of one that was removed. */
static void
test_slots_2 (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("key-slots-2-golden.vec");
  g_autoptr (KkKeySlots) slots = kk_key_slots_decode (bytes, NULL);
  const KkKeySlot *escrow = g_ptr_array_index (slots->slots, 1);
  const KkKeySlot *held = g_ptr_array_index (slots->slots, 2);

  g_assert_cmpuint (slots->slots->len, ==, 3);
  g_assert_cmpuint (slots->last_id, ==, 9);
  g_assert_cmpint (escrow->type, ==, KK_KEY_SLOT_ESCROW);
  g_assert_true (kk_is_filled (escrow->recipient, sizeof escrow->recipient, 8));
  g_assert_true (kk_is_filled (escrow->enc, sizeof escrow->enc, 9));
  g_assert_true (kk_is_filled (escrow->wrapped, sizeof escrow->wrapped, 7));
  g_assert_cmpint (held->type, ==, KK_KEY_SLOT_SECURITY_KEY);
  g_assert_cmpuint (g_bytes_get_size (held->credential), ==, 20);
  g_assert_true (kk_is_filled (held->challenge, sizeof held->challenge, 11));
  g_assert_true (held->asks_pin);
}

/* A file stays one of version 1 as long as it can. */
static void
test_oldest_version (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("key-slots-golden.vec");
  g_autoptr (KkKeySlots) slots = kk_key_slots_decode (bytes, NULL);
  g_autoptr (GBytes) same = kk_key_slots_encode (slots, NULL);
  g_autoptr (GBytes) shorter = NULL;

  g_assert_true (g_bytes_equal (same, bytes));
  g_ptr_array_remove_index (slots->slots, 1);
  shorter = kk_key_slots_encode (slots, NULL);
  g_clear_pointer (&slots, kk_key_slots_free);
  slots = kk_key_slots_decode (shorter, NULL);
  g_assert_cmpuint (slots->last_id, ==, 3);
}

static void
test_root_keys (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("root-keys-golden.vec");
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (KkRootKeys) keys = kk_root_keys_decode (data, size, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (keys->roots->len, ==, 2);
  g_assert_true (kk_is_filled (kk_secret_get_data (g_ptr_array_index (keys->roots, 1)),
                               KK_ROOT_KEY_SIZE, 0xd2));
  g_assert_true (kk_is_filled (kk_secret_get_data (g_ptr_array_index (keys->register_keys, 0)),
                               KK_ROOT_KEY_SIZE, 0xd3));
  g_ptr_array_add (keys->roots, kk_secret_new_random (32));
  g_assert_null (kk_root_keys_encode (keys, &error));
  g_assert_error (error, KK_FORMAT_ERROR, KK_FORMAT_ERROR_INVALID);
}

/* The room for secrets is reckoned beforehand, for their greatest number too. */
static void
test_most_keys (void)
{
  g_autoptr (KkRootKeys) keys = kk_root_keys_new ();
  g_autoptr (GArray) secrets = g_array_new (FALSE, TRUE, sizeof (KkGrantedSecret));
  g_autoptr (KkSecret) encoded = NULL;
  g_autoptr (KkSecret) list = NULL;

  for (guint i = 0; i < 64; i++) {
    g_ptr_array_add (keys->roots, kk_secret_new_random (KK_ROOT_KEY_SIZE));
    g_ptr_array_add (keys->register_keys, kk_secret_new_random (KK_ROOT_KEY_SIZE));
  }
  encoded = kk_root_keys_encode (keys, NULL);
  g_assert_cmpuint (kk_secret_get_size (encoded), ==, 128 * 66 + 7);
  for (guint i = 0; i < 1024; i++) {
    KkGrantedSecret secret = { .epoch = G_MAXUINT32 - 1024 + i };

    g_array_append_val (secrets, secret);
  }
  list = kk_network_secrets_encode (secrets, NULL);
  g_assert_cmpuint (kk_secret_get_size (list), ==, 1024 * 40 + 3);
}

static void
test_root_file (void)
{
  g_autoptr (GBytes) bytes = kk_vector_read_bytes ("root-file-golden.vec");
  g_autoptr (KkRootFile) file = kk_root_file_decode (bytes, NULL);

  g_assert_cmpuint (file->version, ==, KK_ROOT_FILE_VERSION);
  g_assert_cmpuint (file->passes, ==, 3);
  g_assert_cmpuint (file->memory_kib, ==, 262144);
  g_assert_true (kk_is_filled (file->salt, sizeof file->salt, 1));
  g_assert_true (kk_is_filled (file->nonce, sizeof file->nonce, 2));
  g_assert_cmpuint (g_bytes_get_size (file->ciphertext), ==, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-files/slots", test_slots);
  g_test_add_func ("/key-files/slots-file", test_slots_file);
  g_test_add_func ("/key-files/slots-2", test_slots_2);
  g_test_add_func ("/key-files/oldest-version", test_oldest_version);
  g_test_add_func ("/key-files/associated", test_associated);
  g_test_add_func ("/key-files/root-keys", test_root_keys);
  g_test_add_func ("/key-files/most-keys", test_most_keys);
  g_test_add_func ("/key-files/root-file", test_root_file);
  return g_test_run ();
}
