/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-receive-private.h"

#include "app/kk-documents-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-blob.h"
#include "crypto/kk-derive.h"
#include "crypto/kk-tag.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <string.h>

/* Documents can name new members, whose logs can hold newer documents: as often as that can happen in earnest. */
#define ROUNDS 8

static void
free_log (gpointer data)
{
  KkReceivedLog *log = data;

  g_clear_pointer (&log->view, kk_tip_view_free);
  g_free (log);
}

static void
free_tag_key (gpointer data)
{
  kk_tag_key_clear (data);
  g_free (data);
}

void
kk_receiving_init (KkReceiving *receiving,
                   KkApp *app,
                   KkTransport *transport,
                   const char *remote,
                   KkSyncReport *report)
{
  memset (receiving, 0, sizeof *receiving);
  receiving->app = app;
  receiving->transport = transport;
  receiving->remote = remote;
  receiving->report = report;
  receiving->logs = g_ptr_array_new_with_free_func (free_log);
  receiving->tag_keys = g_hash_table_new_full (kk_id_hash, kk_id_equal, g_free, free_tag_key);
  receiving->budget = KK_LIMIT_RECEIVED_PER_SYNC;
}

void
kk_receiving_clear (KkReceiving *receiving)
{
  g_clear_pointer (&receiving->logs, g_ptr_array_unref);
  g_clear_pointer (&receiving->tag_keys, g_hash_table_unref);
}

static KkReceivedLog *
find_log (const KkReceiving *receiving, const KkId *id)
{
  for (guint i = 0; i < receiving->logs->len; i++) {
    KkReceivedLog *log = receiving->logs->pdata[i];

    if (kk_id_equal (&log->log, id))
      return log;
  }
  return NULL;
}

/* Whether the branch moved since it was last read from this remote. */
static gboolean
has_changed (KkReceiving *receiving,
             gint64 idx,
             const KkOid *oid,
             gboolean *changed,
             GError **error)
{
  g_autofree char *text = NULL;
  guint64 push_no;
  KkOid known;

  if (!kk_vault_remote_log_get (receiving->app->vault, receiving->remote, idx, &push_no, &text,
                                error))
    return FALSE;
  *changed = text == NULL || !kk_oid_parse (text, &known) || !kk_oid_equal (&known, oid);
  return TRUE;
}

static gboolean
add_ref (KkReceiving *receiving,
         const KkSeatInfo *info,
         guint32 incarnation,
         const KkRef *ref,
         GError **error)
{
  KkReceivedLog *log;
  gboolean changed;
  gint64 idx;

  if (find_log (receiving, &ref->log) != NULL)
    return TRUE;
  if (!kk_vault_log_ensure (receiving->app->vault, &ref->log, &info->seat, &info->desk->id,
                            incarnation, &idx, error) ||
      !has_changed (receiving, idx, &ref->oid, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  log = g_new0 (KkReceivedLog, 1);
  log->idx = idx;
  log->log = ref->log;
  log->seat = info->seat;
  log->tip = ref->oid;
  log->status = info->revoked ? KK_LOG_REVOKED : KK_LOG_OK;
  g_ptr_array_add (receiving->logs, log);
  return TRUE;
}

static gboolean
newest_incarnation (KkReceiving *receiving, const KkId *seat, guint32 *newest, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (receiving->app->vault, seat, error);

  *newest = 0;
  for (guint i = 0; logs != NULL && i < logs->len; i++)
    *newest = MAX (*newest, g_array_index (logs, KkVaultLog, i).incarnation);
  return logs != NULL;
}

/* A reader looks only at names that it can compute: other branches do not exist for it (§11). */
static gboolean
find_changed (KkReceiving *receiving, const KkRefList *refs, GError **error)
{
  const KkHash *network = kk_directory_get_network_id (receiving->app->directory);
  const GPtrArray *seats = kk_directory_get_seats (receiving->app->directory);

  for (guint i = 0; i < seats->len; i++) {
    const KkSeatInfo *info = seats->pdata[i];
    guint32 newest;

    if (kk_app_find_seat (receiving->app, &info->seat) != NULL)
      continue;
    if (!newest_incarnation (receiving, &info->seat, &newest, error))
      return FALSE;
    for (guint32 n = 0; n <= newest + KK_LIMIT_INCARNATIONS_AHEAD; n++) {
      KkId log = kk_derive_log_id (network, &info->seat, n);
      const KkRef *ref = kk_ref_list_find (refs, &log);

      if (ref != NULL && !add_ref (receiving, info, n, ref, error))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
needs_fetch (const KkReceiving *receiving, const KkReceivedLog *log)
{
  return log->view == NULL && log->status == KK_LOG_OK &&
         !kk_transport_has_tip (receiving->transport, &log->tip);
}

/* One bad log cannot block the rest: after a limit, one at a time (§15 step 2). */
static gboolean
fetch_one_by_one (KkReceiving *receiving, GError **error)
{
  for (guint i = 0; i < receiving->logs->len; i++) {
    KkReceivedLog *log = receiving->logs->pdata[i];
    g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (KkId));
    g_autoptr (KkRefList) fetched = NULL;
    g_autoptr (GError) local = NULL;
    guint64 received = 0;

    if (!needs_fetch (receiving, log))
      continue;
    g_array_append_val (one, log->log);
    fetched = kk_transport_fetch (receiving->transport, one, receiving->budget, &received,
                                  receiving->app->cancellable, &local);
    receiving->budget -= MIN (received, receiving->budget);
    if (fetched != NULL)
      continue;
    if (!g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    log->status = KK_LOG_OVER_LIMIT;
  }
  return TRUE;
}

static gboolean
fetch_changed (KkReceiving *receiving, GError **error)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (KkRefList) fetched = NULL;
  g_autoptr (GError) local = NULL;
  guint64 received = 0;

  for (guint i = 0; i < receiving->logs->len; i++) {
    const KkReceivedLog *log = receiving->logs->pdata[i];

    if (needs_fetch (receiving, log))
      g_array_append_val (wanted, log->log);
  }
  if (wanted->len == 0)
    return TRUE;
  fetched = kk_transport_fetch (receiving->transport, wanted, receiving->budget, &received,
                                receiving->app->cancellable, &local);
  receiving->budget -= MIN (received, receiving->budget);
  if (fetched != NULL)
    return TRUE;
  if (g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT))
    return fetch_one_by_one (receiving, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static KkLogStatus
status_of_error (const GError *error)
{
  return g_error_matches (error, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT) ? KK_LOG_OVER_LIMIT
                                                                          : KK_LOG_UNREADABLE;
}

static gboolean
read_view (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  KkTipQuestion question = { .log = &log->log, .tip = &log->tip };
  KkVaultLog known;
  KkPin pin;
  KkOid oid;
  guint64 shown;

  if (!kk_vault_log_get (receiving->app->vault, log->idx, &known, error) ||
      !kk_vault_remote_log_get (receiving->app->vault, receiving->remote, log->idx, &shown, &text,
                                error))
    return FALSE;
  pin = (KkPin){ known.log, known.push_no, known.hash };
  question.writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  question.known = &pin;
  /* A tip read before is a base only when what was accepted then is what is known now. */
  if (text != NULL && shown == known.push_no && kk_oid_parse (text, &oid) &&
      kk_transport_has_tip (receiving->transport, &oid))
    question.known_tip = &oid;
  log->view = kk_tip_view_read (receiving->app, receiving->transport, &question, &local);
  log->status = log->view != NULL ? log->view->status : status_of_error (local);
  return TRUE;
}

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

static gboolean
is_known_document (const KkReceiving *receiving, const KkBoardEntry *entry)
{
  const KkDirectory *directory = receiving->app->directory;

  if (entry->kind == KK_BOARD_REGION)
    return entry->version <= kk_directory_region_version (directory).version;
  if (entry->kind == KK_BOARD_REGISTER)
    return entry->version <= kk_directory_register_version (directory).version;
  return FALSE;
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

static gboolean
take_documents (KkReceiving *receiving, gboolean *news, GError **error)
{
  *news = FALSE;
  for (guint i = 0; i < receiving->logs->len; i++) {
    KkReceivedLog *log = receiving->logs->pdata[i];
    const GArray *board;

    if (log->view == NULL && log->status == KK_LOG_OK && !read_view (receiving, log, error))
      return FALSE;
    if (log->view == NULL || log->status != KK_LOG_OK)
      continue;
    board = find_board (log->view);
    if (board != NULL && !take_board (receiving, log, board, news, error))
      return FALSE;
  }
  return !*news || kk_app_reload_seats (receiving->app, error);
}

/* What the writer says that it has read of our own logs acknowledges our packets. */
static gboolean
take_marks (KkReceiving *receiving,
            const KkReceivedLog *log,
            const KkManifest *manifest,
            GError **error)
{
  KkVault *vault = receiving->app->vault;

  for (guint i = 0; i < manifest->marks->len; i++) {
    const KkMark *mark = &g_array_index (manifest->marks, KkMark, i);

    if (!kk_vault_mark_set (vault, &log->seat, mark, error))
      return FALSE;
    for (guint s = 0; s < receiving->app->seats->len; s++) {
      const KkOwnSeat *own = &g_array_index (receiving->app->seats, KkOwnSeat, s);
      gint64 idx;

      if (kk_id_equal (&own->log, &mark->log) && kk_vault_log_find (vault, &own->log, &idx) &&
          !kk_vault_packet_acknowledge (vault, idx, &log->seat, mark->push_no, NULL, error))
        return FALSE;
    }
  }
  return TRUE;
}

static void
advance (KkVaultLog *stored, const KkTipView *view)
{
  stored->push_no = view->newest.push_no;
  stored->hash = view->newest.manifest;
  if (view->checkpoint_no != 0) {
    stored->checkpoint_no = view->checkpoint_no;
    stored->checkpoint_hash = view->checkpoint_hash;
  }
  for (guint i = 0; i < view->manifests->len; i++) {
    const KkManifest *manifest = view->manifests->pdata[i];

    if (manifest->has_mailbox) {
      stored->has_mailbox = TRUE;
      stored->mailbox = manifest->mailbox;
    }
  }
}

/* The log counts as read only when every packet of it was there: else the mark waits (§16). */
static gboolean
settle_log (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  KkVault *vault = receiving->app->vault;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (vault, error);
  KkVaultLog stored;
  gboolean read = log->status == KK_LOG_OK && log->view != NULL;

  if (transaction == NULL || !kk_vault_log_get (vault, log->idx, &stored, error))
    return FALSE;
  if (read && log->view->missing > 0)
    log->status = KK_LOG_INCOMPLETE;
  for (guint i = 0; read && i < log->view->manifests->len; i++) {
    if (!take_marks (receiving, log, log->view->manifests->pdata[i], error))
      return FALSE;
  }
  stored.status = log->status;
  if (read && log->status == KK_LOG_OK) {
    stored.heard = kk_app_now (receiving->app);
    if (log->view->manifests->len > 0)
      advance (&stored, log->view);
    if (!kk_vault_remote_log_set (vault, receiving->remote, log->idx, stored.push_no,
                                  kk_oid_text (&log->tip).text, error))
      return FALSE;
  }
  return kk_vault_log_update (vault, &stored, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

static gboolean
keep_fork (KkReceiving *receiving, const KkReceivedLog *log, GError **error)
{
  KkVaultFork fork = { .log = log->idx, .push_no = log->view->newest.push_no };

  fork.hash = log->view->newest.manifest;
  fork.manifest = log->view->newest_blob;
  fork.seen = kk_app_now (receiving->app);
  return kk_vault_fork_add (receiving->app->vault, &fork, error);
}

static gboolean
take_log (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  if (log->view != NULL && log->status == KK_LOG_FORK && !keep_fork (receiving, log, error))
    return FALSE;
  if (log->view != NULL && log->status == KK_LOG_OK && !kk_receive_packets (receiving, log, error))
    return FALSE;
  return settle_log (receiving, log, error);
}

gboolean
kk_receive (KkReceiving *receiving, const KkRefList *refs, GError **error)
{
  gboolean news = TRUE;

  for (guint round = 0; news && round < ROUNDS; round++) {
    if (!find_changed (receiving, refs, error) || !fetch_changed (receiving, error) ||
        !take_documents (receiving, &news, error))
      return FALSE;
  }
  if (!kk_receive_held (receiving, error))
    return FALSE;
  for (guint i = 0; i < receiving->logs->len; i++) {
    if (!take_log (receiving, receiving->logs->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}
