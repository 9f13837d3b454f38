/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Boards: the documents that every member opens, taken before any packet (exchange §16). */

#include "app/exchange/kk-receive-private.h"
#include "app/region/kk-documents-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-blob.h"

static gboolean
accept_document (KkApp *app,
                 KkBoardKind kind,
                 GBytes *bytes,
                 KkAcceptVerdict *verdict,
                 GError **error)
{
  switch (kind) {
  case KK_BOARD_REGION:
    return kk_directory_accept_region (app->directory, bytes, verdict, error);
  case KK_BOARD_ORGANISATION:
    return kk_directory_accept_organisation (app->directory, bytes, verdict, error);
  case KK_BOARD_REGISTER:
    return kk_directory_accept_register (app->directory, bytes, verdict, error);
  default:
    *verdict = KK_ACCEPT_LATER;
    return TRUE;
  }
}

/* (nullable): the document, opened and proved to be the one that the manifest names. */
static GBytes *
read_board (KkReceiving *receiving, const KkReceivedLog *log, const KkBoardEntry *entry)
{
  KkTipName name = kk_tip_name_board (&entry->hash);
  g_autoptr (KkTip) tip = kk_transport_read_tip (receiving->transport, &log->tip, NULL, NULL);
  const KkTipEntry *found = tip != NULL ? kk_tip_find (tip->added, &name) : NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autoptr (GBytes) document = NULL;
  g_auto (KkNetworkKey) network = { 0 };
  guint32 epoch;
  KkHash hash;

  if (found == NULL)
    return NULL;
  blob = kk_transport_read_blob (receiving->transport, &found->oid, KK_LIMIT_BOARD, NULL);
  if (blob == NULL || !kk_blob_peek (blob, KK_BLOB_BOARD, &epoch, NULL) ||
      !kk_app_network_key (receiving->app, epoch, &network))
    return NULL;
  document = kk_board_open (blob, &network, &log->log, NULL);
  if (document == NULL)
    return NULL;
  hash = kk_document_board_hash (document);
  return kk_hash_equal (&hash, &entry->hash) ? g_steal_pointer (&document) : NULL;
}

/* Documents are told apart by their bytes: an older version may be one that a packet pins, and another one under a known
 * version is a fork, which everybody has to see. */
static void
add_known_documents (KkReceiving *receiving, KkBoardKind kind)
{
  g_autoptr (GPtrArray) documents = kk_directory_dup_documents (receiving->app->directory, kind);

  for (guint i = 0; i < documents->len; i++) {
    KkHash hash = kk_document_board_hash (documents->pdata[i]);

    g_hash_table_add (receiving->documents, g_memdup2 (&hash, sizeof hash));
  }
}

static gboolean
is_known_document (KkReceiving *receiving, const KkBoardEntry *entry)
{
  if (receiving->documents == NULL) {
    receiving->documents = g_hash_table_new_full (kk_hash_hash, kk_hash_equal, g_free, NULL);
    for (int kind = KK_BOARD_REGION; kind <= KK_BOARD_REGISTER; kind++)
      add_known_documents (receiving, (KkBoardKind) kind);
  }
  return g_hash_table_contains (receiving->documents, &entry->hash);
}

static gboolean
take_board (KkReceiving *receiving,
            const KkReceivedLog *log,
            const GArray *board,
            gboolean *news,
            GError **error)
{
  for (guint i = 0; i < board->len; i++) {
    const KkBoardEntry *entry = &g_array_index (board, KkBoardEntry, i);
    g_autoptr (GBytes) document = NULL;
    KkAcceptVerdict verdict;

    if (is_known_document (receiving, entry))
      continue;
    document = read_board (receiving, log, entry);
    if (document == NULL)
      continue;
    if (!accept_document (receiving->app, entry->kind, document, &verdict, error))
      return FALSE;
    if (verdict != KK_ACCEPT_LATER)
      g_hash_table_add (receiving->documents, g_memdup2 (&entry->hash, sizeof entry->hash));
    *news = *news || verdict == KK_ACCEPT_NEW;
  }
  return TRUE;
}

/* The board that a log has now is the one that its newest word about it gives. */
static const GArray *
find_board (const KkTipView *view)
{
  for (guint i = view->manifests->len; i > 0; i--) {
    const KkManifest *manifest = view->manifests->pdata[i - 1];

    if (manifest->board != NULL)
      return manifest->board;
  }
  return NULL;
}

gboolean
kk_receive_documents (KkReceiving *receiving, gboolean *news, GError **error)
{
  *news = FALSE;
  for (guint i = 0; i < receiving->logs->len; i++) {
    KkReceivedLog *log = receiving->logs->pdata[i];
    const GArray *board;

    if (log->view == NULL && log->status == KK_LOG_OK &&
        !kk_receive_read_view (receiving, log, error))
      return FALSE;
    if (log->view == NULL || log->status != KK_LOG_OK)
      continue;
    board = find_board (log->view);
    if (board != NULL && !take_board (receiving, log, board, news, error))
      return FALSE;
  }
  return !*news || kk_app_reload_seats (receiving->app, error);
}
