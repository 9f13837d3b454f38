/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-age-output.h"
#include "backup/kk-age-header.h"

#include <string.h>

struct _KkAgeOutput {
  GFilterOutputStream parent_instance;

  KkSymmetricKey payload;
  guint64 next_number;
  guint8 *plain; /* KK_AGE_CHUNK_SIZE */
  gsize plain_size;
  guint8 *sealed; /* KK_AGE_CHUNK_SIZE + KK_AGE_TAG_SIZE */
};

G_DEFINE_FINAL_TYPE (KkAgeOutput, kk_age_output, G_TYPE_FILTER_OUTPUT_STREAM)

static gboolean
write_chunk (KkAgeOutput *self, gboolean is_last, GCancellable *cancellable, GError **error)
{
  GOutputStream *base = g_filter_output_stream_get_base_stream (G_FILTER_OUTPUT_STREAM (self));
  KkAgeChunk chunk = { self->next_number, is_last };

  kk_age_seal_chunk (&self->payload, chunk, self->plain, self->plain_size, self->sealed);
  if (!g_output_stream_write_all (base, self->sealed, self->plain_size + KK_AGE_TAG_SIZE, NULL,
                                  cancellable, error))
    return FALSE;
  self->next_number++;
  self->plain_size = 0;
  return TRUE;
}

/* A full chunk waits for the next byte: it may be the last one. */
static gssize
kk_age_output_write (GOutputStream *stream,
                     const void *buffer,
                     gsize count,
                     GCancellable *cancellable,
                     GError **error)
{
  KkAgeOutput *self = KK_AGE_OUTPUT (stream);
  gsize size;

  if (self->plain_size == KK_AGE_CHUNK_SIZE && count > 0 &&
      !write_chunk (self, FALSE, cancellable, error))
    return -1;
  size = MIN (count, KK_AGE_CHUNK_SIZE - self->plain_size);
  memcpy (self->plain + self->plain_size, buffer, size);
  self->plain_size += size;
  return (gssize) size;
}

gboolean
kk_age_output_finish (KkAgeOutput *self, GCancellable *cancellable, GError **error)
{
  return write_chunk (self, TRUE, cancellable, error);
}

static void
kk_age_output_finalize (GObject *object)
{
  KkAgeOutput *self = KK_AGE_OUTPUT (object);

  kk_symmetric_key_clear (&self->payload);
  kk_secret_wipe (self->plain, KK_AGE_CHUNK_SIZE);
  g_free (self->plain);
  g_free (self->sealed);
  G_OBJECT_CLASS (kk_age_output_parent_class)->finalize (object);
}

static void
kk_age_output_class_init (KkAgeOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kk_age_output_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = kk_age_output_write;
}

static void
kk_age_output_init (KkAgeOutput *self)
{
  self->plain = g_malloc (KK_AGE_CHUNK_SIZE);
  self->sealed = g_malloc (KK_AGE_CHUNK_SIZE + KK_AGE_TAG_SIZE);
}

static GOutputStream *
start (GOutputStream *sealed,
       const GString *header,
       const KkAgeFileKey *key,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (KkAgeOutput) self =
      g_object_new (KK_TYPE_AGE_OUTPUT, "base-stream", sealed, "close-base-stream", FALSE, NULL);
  guint8 nonce[KK_AGE_NONCE_SIZE];

  kk_age_nonce_generate (nonce);
  kk_age_payload_key (&self->payload, key, nonce);
  if (!g_output_stream_write_all (sealed, header->str, header->len, NULL, cancellable, error) ||
      !g_output_stream_write_all (sealed, nonce, sizeof nonce, NULL, cancellable, error))
    return NULL;
  return G_OUTPUT_STREAM (g_steal_pointer (&self));
}

GOutputStream *
kk_age_output_new (GOutputStream *sealed,
                   const KkKxPublicKey *recipients,
                   guint n_recipients,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GString) header = g_string_new (NULL);
  g_auto (KkAgeFileKey) key = { 0 };

  g_return_val_if_fail (n_recipients > 0, NULL);

  kk_age_file_key_generate (&key);
  kk_age_header_begin (header);
  for (guint i = 0; i < n_recipients; i++) {
    KkAgeKeyWrap wrap;

    if (!kk_age_wrap_for_key (&wrap, &key, &recipients[i], error))
      return NULL;
    kk_age_header_add_key_wrap (header, &wrap);
  }
  kk_age_header_end (header, &key);
  return start (sealed, header, &key, cancellable, error);
}

GOutputStream *
kk_age_output_new_with_passphrase (GOutputStream *sealed,
                                   const KkSecret *passphrase,
                                   guint work,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_autoptr (GString) header = g_string_new (NULL);
  g_auto (KkAgeFileKey) key = { 0 };
  KkAgePassphraseWrap wrap = { .work = work };

  kk_age_file_key_generate (&key);
  if (!kk_age_wrap_for_passphrase (&wrap, &key, passphrase, error))
    return NULL;
  kk_age_header_begin (header);
  kk_age_header_add_passphrase_wrap (header, &wrap);
  kk_age_header_end (header, &key);
  return start (sealed, header, &key, cancellable, error);
}
