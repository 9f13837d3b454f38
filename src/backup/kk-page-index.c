/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "backup/kk-page-index.h"
#include "backup/kk-backup-error.h"
#include "base/kk-bytes.h"
#include "base/kk-limits.h"

#include <string.h>

#define MAGIC      "KKI2"
#define MAGIC_SIZE 4
#define HEAD_SIZE  (MAGIC_SIZE + 8 + 8 + KK_HASH_SIZE)
#define SHORT_SIZE 16

struct _KkPageIndex {
  KkPageIndexOf of;
  GByteArray *hashes; /* SHORT_SIZE each */
  KkFileHasher *whole;
};

KkPageIndex *
kk_page_index_new (void)
{
  KkPageIndex *index = g_new0 (KkPageIndex, 1);

  index->hashes = g_byte_array_new ();
  index->whole = kk_file_hasher_new ();
  return index;
}

static void
hash_page (const guint8 *page, KkFileHash *hash)
{
  g_autoptr (KkFileHasher) hasher = kk_file_hasher_new ();

  kk_file_hasher_update (hasher, page, KK_PAGE_SIZE);
  kk_file_hasher_finish (hasher, hash);
}

void
kk_page_index_add (KkPageIndex *index, const guint8 *pages, gsize n_pages)
{
  kk_file_hasher_update (index->whole, pages, n_pages * KK_PAGE_SIZE);
  for (gsize i = 0; i < n_pages; i++) {
    KkFileHash hash;

    hash_page (pages + i * KK_PAGE_SIZE, &hash);
    g_byte_array_append (index->hashes, hash.bytes, SHORT_SIZE);
  }
}

void
kk_page_index_set_of (KkPageIndex *index, const KkPageIndexOf *of)
{
  index->of = *of;
}

const KkPageIndexOf *
kk_page_index_get_of (const KkPageIndex *index)
{
  return &index->of;
}

guint64
kk_page_index_count (const KkPageIndex *index)
{
  return index->hashes->len / SHORT_SIZE;
}

void
kk_page_index_get_digest (KkPageIndex *index, KkFileHash *digest)
{
  kk_file_hasher_finish (index->whole, digest);
}

gboolean
kk_page_index_is_changed (const KkPageIndex *index, const KkPageIndex *before, guint64 page)
{
  gsize at = (gsize) (page - 1) * SHORT_SIZE;

  g_return_val_if_fail (page >= 1 && page <= kk_page_index_count (index), TRUE);

  return page > kk_page_index_count (before) ||
         memcmp (index->hashes->data + at, before->hashes->data + at, SHORT_SIZE) != 0;
}

guint64
kk_page_index_count_changed (const KkPageIndex *index, const KkPageIndex *before)
{
  guint64 count = 0;

  for (guint64 page = 1; page <= kk_page_index_count (index); page++)
    count += kk_page_index_is_changed (index, before, page) ? 1 : 0;
  return count;
}

static void
digest_bytes (const guint8 *data, gsize size, KkFileHash *digest)
{
  g_autoptr (KkFileHasher) hasher = kk_file_hasher_new ();

  kk_file_hasher_update (hasher, data, size);
  kk_file_hasher_finish (hasher, digest);
}

GBytes *
kk_page_index_write (const KkPageIndex *index)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 number[8];
  KkFileHash digest;

  g_byte_array_append (bytes, (const guint8 *) MAGIC, MAGIC_SIZE);
  kk_le64_put (number, index->of.number);
  g_byte_array_append (bytes, number, sizeof number);
  kk_le64_put (number, index->of.full);
  g_byte_array_append (bytes, number, sizeof number);
  g_byte_array_append (bytes, index->of.hash.bytes, KK_HASH_SIZE);
  g_byte_array_append (bytes, index->hashes->data, index->hashes->len);
  digest_bytes (bytes->data, bytes->len, &digest);
  g_byte_array_append (bytes, digest.bytes, sizeof digest.bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static gboolean
is_index (const guint8 *data, gsize size)
{
  KkFileHash digest;

  if (size < HEAD_SIZE + KK_FILE_HASH_SIZE || memcmp (data, MAGIC, MAGIC_SIZE) != 0 ||
      (size - HEAD_SIZE - KK_FILE_HASH_SIZE) % SHORT_SIZE != 0)
    return FALSE;
  digest_bytes (data, size - KK_FILE_HASH_SIZE, &digest);
  return memcmp (digest.bytes, data + size - KK_FILE_HASH_SIZE, KK_FILE_HASH_SIZE) == 0;
}

KkPageIndex *
kk_page_index_read (GBytes *bytes, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  KkPageIndex *index;

  if (!is_index (data, size)) {
    g_set_error_literal (error, KK_BACKUP_ERROR, KK_BACKUP_ERROR_CONTENT,
                         "the index of pages is damaged");
    return NULL;
  }
  index = kk_page_index_new ();
  index->of.number = kk_le64_get (data + MAGIC_SIZE);
  index->of.full = kk_le64_get (data + MAGIC_SIZE + 8);
  memcpy (index->of.hash.bytes, data + MAGIC_SIZE + 16, KK_HASH_SIZE);
  g_byte_array_append (index->hashes, data + HEAD_SIZE,
                       (guint) (size - HEAD_SIZE - KK_FILE_HASH_SIZE));
  return index;
}

void
kk_page_index_free (KkPageIndex *index)
{
  if (index == NULL)
    return;
  g_byte_array_unref (index->hashes);
  kk_file_hasher_free (index->whole);
  g_free (index);
}
