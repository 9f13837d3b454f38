/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-age-input.h"
#include "backup/kk-age-header.h"
#include "backup/kk-backup-error.h"
#include "crypto/kk-crypto-error.h"

#include <string.h>

#define SEALED_CHUNK (KK_AGE_CHUNK_SIZE + KK_AGE_TAG_SIZE)

struct _KkAgeInput {
  GFilterInputStream parent_instance;

  KkSymmetricKey payload;
  guint64 next_number;
  gboolean is_ended;
  guint8 *plain; /* KK_AGE_CHUNK_SIZE */
  gsize plain_size;
  gsize plain_used;
  guint8 *sealed; /* SEALED_CHUNK */
};

G_DEFINE_FINAL_TYPE (KkAgeInput, kk_age_input, G_TYPE_FILTER_INPUT_STREAM)

static gboolean
refuse_payload (GError **error)
{
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_PAYLOAD,
                       "the file is damaged or cut short");
  return FALSE;
}

/* A full chunk may be the last one too, and only its mark tells. */
static gboolean
open_chunk (KkAgeInput *self, gsize sealed_size)
{
  KkAgeChunk chunk = { self->next_number, sealed_size < SEALED_CHUNK };

  if (sealed_size < KK_AGE_TAG_SIZE || (sealed_size == KK_AGE_TAG_SIZE && self->next_number > 0))
    return FALSE;
  while (!kk_age_open_chunk (&self->payload, chunk, self->sealed, sealed_size, self->plain)) {
    if (chunk.is_last)
      return FALSE;
    chunk.is_last = TRUE;
  }
  self->plain_size = sealed_size - KK_AGE_TAG_SIZE;
  self->plain_used = 0;
  self->next_number++;
  self->is_ended = chunk.is_last;
  return TRUE;
}

static gboolean
read_chunk (KkAgeInput *self, GCancellable *cancellable, GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
  gsize size;

  return g_input_stream_read_all (base, self->sealed, SEALED_CHUNK, &size, cancellable, error) &&
         (open_chunk (self, size) || refuse_payload (error));
}

/* Nothing may follow the last chunk. */
static gboolean
check_end (KkAgeInput *self, GCancellable *cancellable, GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
  guint8 more;
  gssize got = g_input_stream_read (base, &more, 1, cancellable, error);

  return got < 0 ? FALSE : got == 0 || refuse_payload (error);
}

static gssize
kk_age_input_read (GInputStream *stream,
                   void *buffer,
                   gsize count,
                   GCancellable *cancellable,
                   GError **error)
{
  KkAgeInput *self = KK_AGE_INPUT (stream);
  gsize size;

  if (self->plain_used == self->plain_size) {
    if (self->is_ended)
      return check_end (self, cancellable, error) ? 0 : -1;
    if (!read_chunk (self, cancellable, error))
      return -1;
  }
  size = MIN (count, self->plain_size - self->plain_used);
  memcpy (buffer, self->plain + self->plain_used, size);
  self->plain_used += size;
  return (gssize) size;
}

static void
kk_age_input_finalize (GObject *object)
{
  KkAgeInput *self = KK_AGE_INPUT (object);

  kk_symmetric_key_clear (&self->payload);
  kk_secret_wipe (self->plain, KK_AGE_CHUNK_SIZE);
  g_free (self->plain);
  g_free (self->sealed);
  G_OBJECT_CLASS (kk_age_input_parent_class)->finalize (object);
}

static void
kk_age_input_class_init (KkAgeInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_age_input_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = kk_age_input_read;
}

static void
kk_age_input_init (KkAgeInput *self)
{
  self->plain = g_malloc (KK_AGE_CHUNK_SIZE);
  self->sealed = g_malloc (SEALED_CHUNK);
}

static gboolean
refuse_header (GError **error)
{
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_HEADER,
                       "not an age v1 file, or its beginning is damaged");
  return FALSE;
}

/* A byte at a time, because what follows the header belongs to the payload: a header is short. */
static GString *
read_header (GInputStream *sealed, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (!kk_age_header_is_complete (text->str, text->len)) {
    char byte;
    gssize got = g_input_stream_read (sealed, &byte, 1, cancellable, error);

    if (got < 0)
      return NULL;
    if (got == 0 || text->len == KK_AGE_HEADER_SIZE_MOST) {
      (void) refuse_header (error);
      return NULL;
    }
    g_string_append_c (text, byte);
  }
  return g_steal_pointer (&text);
}

/* Tells "not for this key" from "cannot be right": the second ends the search. */
static gboolean
settle_unwrap (gboolean is_open, GError *problem, GError **error)
{
  g_autoptr (GError) owned = problem;

  if (is_open)
    return TRUE;
  if (!g_error_matches (owned, KK_CRYPTO_ERROR, KK_CRYPTO_ERROR_OPEN))
    (void) refuse_header (error);
  return FALSE;
}

static gboolean
try_identities (KkAgeFileKey *key,
                const KkAgeKeyWrap *wrap,
                const KkAgeWaysIn *ways,
                GError **error)
{
  for (guint i = 0; i < ways->n_identities; i++) {
    GError *problem = NULL;
    gboolean is_open = kk_age_unwrap_with_key (key, wrap, &ways->identities[i], &problem);

    if (settle_unwrap (is_open, problem, error))
      return TRUE;
    if (error != NULL && *error != NULL)
      return FALSE;
  }
  return FALSE;
}

static gboolean
try_stanza (KkAgeFileKey *key, const KkAgeStanza *stanza, const KkAgeWaysIn *ways, GError **error)
{
  KkAgeKeyWrap key_wrap;
  KkAgePassphraseWrap passphrase_wrap;
  GError *problem = NULL;
  gboolean is_open;

  if (kk_age_stanza_to_key_wrap (stanza, &key_wrap, error))
    return try_identities (key, &key_wrap, ways, error);
  if (*error != NULL || !kk_age_stanza_to_passphrase_wrap (stanza, &passphrase_wrap, error) ||
      ways->passphrase == NULL)
    return FALSE;
  is_open = kk_age_unwrap_with_passphrase (key, &passphrase_wrap, ways->passphrase, &problem);
  return settle_unwrap (is_open, problem, error);
}

static gboolean
find_file_key (KkAgeFileKey *key,
               const KkAgeHeader *header,
               const KkAgeWaysIn *ways,
               GError **error)
{
  for (guint i = 0; i < header->stanzas->len; i++) {
    g_autoptr (GError) problem = NULL;

    if (try_stanza (key, header->stanzas->pdata[i], ways, &problem))
      return TRUE;
    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  }
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_NO_MATCH,
                       "the file is not sealed to any of these keys");
  return FALSE;
}

static gboolean
check_mac (const KkAgeFileKey *key, const KkAgeHeader *header, const GString *text, GError **error)
{
  guint8 mac[KK_AGE_MAC_SIZE];

  kk_age_header_mac (mac, key, text->str, header->signed_size);
  if (kk_age_mac_equal (mac, header->mac))
    return TRUE;
  g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_MAC,
                       "the beginning of the file was altered");
  return FALSE;
}

static gboolean
read_payload_key (KkAgeInput *self,
                  const KkAgeFileKey *key,
                  GInputStream *sealed,
                  GCancellable *cancellable,
                  GError **error)
{
  guint8 nonce[KK_AGE_NONCE_SIZE];
  gsize size;

  if (!g_input_stream_read_all (sealed, nonce, sizeof nonce, &size, cancellable, error))
    return FALSE;
  if (size < sizeof nonce)
    return refuse_header (error);
  kk_age_payload_key (&self->payload, key, nonce);
  return TRUE;
}

GInputStream *
kk_age_input_new (GInputStream *sealed,
                  const KkAgeWaysIn *ways,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GInputStream) buffered = g_buffered_input_stream_new_sized (sealed, SEALED_CHUNK);
  g_autoptr (KkAgeInput) self = g_object_new (KK_TYPE_AGE_INPUT, "base-stream", buffered, NULL);
  g_autoptr (GString) text = NULL;
  g_autoptr (KkAgeHeader) header = NULL;
  g_auto (KkAgeFileKey) key = { 0 };

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);
  text = read_header (buffered, cancellable, error);
  if (text == NULL)
    return NULL;
  header = kk_age_header_parse (text->str, text->len, error);
  if (header == NULL || !find_file_key (&key, header, ways, error) ||
      !check_mac (&key, header, text, error) ||
      !read_payload_key (self, &key, buffered, cancellable, error))
    return NULL;
  return G_INPUT_STREAM (g_steal_pointer (&self));
}
