/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "documents.h"

#include "base/kk-bytes.h"
#include "format/kk-backup-codec.h"
#include "format/kk-basis-codec.h"
#include "format/kk-body-codec.h"
#include "format/kk-cbor.h"
#include "format/kk-document-codec.h"
#include "format/kk-join-codec.h"
#include "format/kk-key-slots.h"
#include "format/kk-manifest-codec.h"
#include "format/kk-operation-codec.h"
#include "format/kk-secret-codec.h"
#include "format/kk-statement-codec.h"

#include <stdlib.h>
#include <string.h>

/* What was decoded must encode. */
static GBytes *
must_encode (GBytes *bytes, GError *error)
{
  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

#define RECODE(noun, Type)                                                      \
  static GBytes *recode_##noun (GBytes *bytes, GError **error)                  \
  {                                                                             \
    g_autoptr (Type) value = kk_##noun##_decode (bytes, error);                 \
    GError *broken = NULL;                                                      \
    GBytes *again = value != NULL ? kk_##noun##_encode (value, &broken) : NULL; \
                                                                                \
    return value != NULL ? must_encode (again, broken) : NULL;                  \
  }

RECODE (region, KkRegion)
RECODE (organisation, KkOrganisation)
RECODE (register_document, KkRegisterDocument)
RECODE (revocation, KkRevocation)
RECODE (signed_document, KkSignedDocument)
RECODE (join_request, KkJoinRequest)
RECODE (join_answer, KkJoinAnswer)
RECODE (statement, KkStatement)
RECODE (body, KkBody)
RECODE (control, KkControl)
RECODE (basis, KkBasis)
RECODE (object, KkObject)
RECODE (signed_object, KkSignedObject)
RECODE (op_list, GPtrArray)
RECODE (manifest, KkManifest)
RECODE (key_slots, KkKeySlots)
RECODE (root_file, KkRootFile)
RECODE (erased_list, KkErasedList)

static GBytes *
recode_join_file (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  KkSignature signature;

  if (!kk_join_file_decode (bytes, &body, &signature, error))
    return NULL;
  return must_encode (kk_join_file_encode (body, &signature, NULL), NULL);
}

static GBytes *
recode_key_slots_file (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  KkHash mac;

  if (!kk_key_slots_file_decode (bytes, &body, &mac, error))
    return NULL;
  return must_encode (kk_key_slots_file_encode (body, &mac, NULL), NULL);
}

static GBytes *
bytes_of_secret (KkSecret *owned)
{
  g_autoptr (KkSecret) secret = owned;

  g_assert_nonnull (secret);
  return g_bytes_new (kk_secret_get_data (secret), kk_secret_get_size (secret));
}

static GBytes *
recode_network_secrets (GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GArray) secrets = kk_network_secrets_decode (data, size, error);

  return secrets != NULL ? bytes_of_secret (kk_network_secrets_encode (secrets, NULL)) : NULL;
}

static GBytes *
recode_root_keys (GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (KkRootKeys) keys = kk_root_keys_decode (data, size, error);

  return keys != NULL ? bytes_of_secret (kk_root_keys_encode (keys, NULL)) : NULL;
}

static GBytes *
recode_backup_manifest (GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  g_autoptr (KkBackupManifest) manifest = kk_backup_manifest_decode (data, size, error);

  return manifest != NULL ? bytes_of_secret (kk_backup_manifest_encode (manifest, NULL)) : NULL;
}

static gboolean
copy_string (KkCborReader *reader, KkCborWriter *writer, KkCborType type)
{
  const guint8 *bytes;
  const char *text;
  gsize size;

  if (type == KK_CBOR_BYTES) {
    if (!kk_cbor_read_bytes (reader, &bytes, &size))
      return FALSE;
    kk_cbor_write_bytes (writer, bytes, size);
    return TRUE;
  }
  if (!kk_cbor_read_text (reader, &text, &size))
    return FALSE;
  kk_cbor_write_text (writer, text, size);
  return TRUE;
}

static gboolean
copy_number (KkCborReader *reader, KkCborWriter *writer, KkCborType type)
{
  guint64 number;
  gint64 integer;

  if (type == KK_CBOR_UNSIGNED) {
    if (!kk_cbor_read_unsigned (reader, &number))
      return FALSE;
    kk_cbor_write_unsigned (writer, number);
    return TRUE;
  }
  if (!kk_cbor_read_integer (reader, &integer))
    return FALSE;
  kk_cbor_write_integer (writer, integer);
  return TRUE;
}

static gboolean
copy_simple (KkCborReader *reader, KkCborWriter *writer, KkCborType type)
{
  gboolean boolean;

  if (type == KK_CBOR_NULL) {
    kk_cbor_write_null (writer);
    return kk_cbor_read_null (reader);
  }
  if (!kk_cbor_read_boolean (reader, &boolean))
    return FALSE;
  kk_cbor_write_boolean (writer, boolean);
  return TRUE;
}

static gboolean copy_item (KkCborReader *reader, KkCborWriter *writer);

static gboolean
copy_items (KkCborReader *reader, KkCborWriter *writer)
{
  KkCborType type;

  while (kk_cbor_reader_peek (reader, &type) && type != KK_CBOR_END) {
    if (!copy_item (reader, writer))
      return FALSE;
  }
  return kk_cbor_read_close (reader);
}

static gboolean
copy_item (KkCborReader *reader, KkCborWriter *writer)
{
  KkCborType type;
  gsize n_items;

  if (!kk_cbor_reader_peek (reader, &type))
    return FALSE;
  if (type == KK_CBOR_BYTES || type == KK_CBOR_TEXT)
    return copy_string (reader, writer, type);
  if (type == KK_CBOR_UNSIGNED || type == KK_CBOR_NEGATIVE)
    return copy_number (reader, writer, type);
  if (type == KK_CBOR_BOOLEAN || type == KK_CBOR_NULL)
    return copy_simple (reader, writer, type);
  if (type == KK_CBOR_ARRAY) {
    if (!kk_cbor_read_array (reader, &n_items))
      return FALSE;
    kk_cbor_write_array (writer, n_items);
    return copy_items (reader, writer);
  }
  if (!kk_cbor_read_map (reader))
    return FALSE;
  kk_cbor_write_map (writer, (gsize) (reader->levels[reader->depth].left / 2));
  return copy_items (reader, writer);
}

/* Any document: what the reader tells is written again, and passing over it must agree. */
static GBytes *
recode_cbor (GBytes *bytes, GError **error)
{
  g_auto (KkCborWriter) writer = { 0 };
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);
  KkCborReader reader;
  KkCborReader passing;

  kk_cbor_reader_init (&passing, data, size);
  (void) !kk_cbor_read_any (&passing);
  kk_cbor_reader_init (&reader, data, size);
  kk_cbor_writer_init (&writer, 0);
  (void) !copy_item (&reader, &writer);
  g_assert_cmpint (kk_cbor_reader_finish (&passing, "cbor", NULL), ==,
                   kk_cbor_reader_finish (&reader, "cbor", error));
  g_assert_cmpstr (passing.reason, ==, reader.reason);
  return reader.reason == NULL ? kk_cbor_writer_finish (&writer) : NULL;
}

static const struct {
  const char *name;
  KkRecodeFunc recode;
} documents[] = {
  { "region", recode_region },
  { "organisation", recode_organisation },
  { "register-document", recode_register_document },
  { "revocation", recode_revocation },
  { "signed-document", recode_signed_document },
  { "backup-manifest", recode_backup_manifest },
  { "join-request", recode_join_request },
  { "join-file", recode_join_file },
  { "join-answer", recode_join_answer },
  { "network-secrets", recode_network_secrets },
  { "statement", recode_statement },
  { "body", recode_body },
  { "control", recode_control },
  { "basis", recode_basis },
  { "object", recode_object },
  { "signed-object", recode_signed_object },
  { "op-list", recode_op_list },
  { "erased-list", recode_erased_list },
  { "manifest", recode_manifest },
  { "key-slots", recode_key_slots },
  { "key-slots-file", recode_key_slots_file },
  { "root-keys", recode_root_keys },
  { "root-file", recode_root_file },
  { "cbor", recode_cbor },
};

KkRecodeFunc
kk_documents_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++) {
    if (strcmp (documents[i].name, name) == 0)
      return documents[i].recode;
  }
  return NULL;
}

static char *
build_folder_path (void)
{
  return g_test_build_filename (G_TEST_DIST, "vectors", "format", NULL);
}

static void
append_hex (GByteArray *bytes, const char *digits, guint64 times)
{
  gsize size = strlen (digits) / 2;
  g_autofree guint8 *piece = g_malloc (size + 1);

  if (!kk_hex_decode (digits, piece, size))
    g_error ("a vector with bad digits");
  for (guint64 i = 0; i < times; i++)
    g_byte_array_append (bytes, piece, (guint) size);
}

static void
read_field (KkVector *vector, GByteArray *bytes, const char *key, const char *value)
{
  char *digits;

  if (strcmp (key, "document") == 0)
    vector->document = g_strdup (value);
  else if (strcmp (key, "outcome") == 0)
    vector->outcome = g_strdup (value);
  else if (strcmp (key, "message") == 0)
    vector->message = g_strdup (value);
  else if (strcmp (key, "hex") == 0)
    append_hex (bytes, value, 1);
  else if (strcmp (key, "repeat") == 0)
    append_hex (bytes, (g_ascii_strtoull (value, &digits, 10), digits + 1),
                strtoul (value, NULL, 10));
  else
    g_error ("a vector with the unknown key %s", key);
}

static void
free_vector (gpointer data)
{
  KkVector *vector = data;

  g_free (vector->name);
  g_free (vector->document);
  g_free (vector->outcome);
  g_free (vector->message);
  g_bytes_unref (vector->bytes);
  g_free (vector);
}

static KkVector *
read_vector (const char *name)
{
  g_autofree char *folder = build_folder_path ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  GByteArray *bytes = g_byte_array_new ();
  KkVector *vector = g_new0 (KkVector, 1);

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    g_error ("cannot read %s", path);
  lines = g_strsplit (contents, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    char *colon = strchr (lines[i], ':');

    if (lines[i][0] == '#' || colon == NULL)
      continue;
    *colon = '\0';
    read_field (vector, bytes, lines[i], g_strstrip (colon + 1));
  }
  vector->name = g_strdup (name);
  vector->bytes = g_byte_array_free_to_bytes (bytes);
  return vector;
}

GPtrArray *
kk_vectors_read (void)
{
  g_autofree char *folder = build_folder_path ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *vectors = g_ptr_array_new_with_free_func (free_vector);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    if (g_str_has_suffix (name, ".vec"))
      g_ptr_array_add (vectors, read_vector (name));
  }
  return vectors;
}

GBytes *
kk_vector_read_bytes (const char *name)
{
  KkVector *vector = read_vector (name);
  GBytes *bytes = g_bytes_ref (vector->bytes);

  free_vector (vector);
  return bytes;
}

gboolean
kk_is_filled (const guint8 *bytes, gsize size, guint8 byte)
{
  for (gsize i = 0; i < size; i++) {
    if (bytes[i] != byte)
      return FALSE;
  }
  return TRUE;
}
