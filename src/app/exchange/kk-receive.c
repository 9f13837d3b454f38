/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-receive-private.h"

#include "app/kk-settings-private.h"
#include "base/kk-limits.h"
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
  g_clear_pointer (&receiving->documents, g_hash_table_unref);
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

/* Whether the branch moved since it was last read from this remote, or the mirror was begun anew: what others are to have from
 * here has to be in it. */
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
  *changed = text == NULL || !kk_oid_parse (text, &known) || !kk_oid_equal (&known, oid) ||
             !kk_transport_has_tip (receiving->transport, oid);
  return TRUE;
}

/* Of a revoked device only logs count that its revocation names, and only up to the pin (§11). */
static void
judge_writer (KkReceiving *receiving, KkReceivedLog *log)
{
  const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);

  log->status = KK_LOG_OK;
  if (writer == NULL || !writer->revoked)
    return;
  log->is_pinned = kk_directory_find_pin (receiving->app->directory, writer, &log->log, &log->pin);
  if (!log->is_pinned)
    log->status = KK_LOG_REVOKED;
}

static gboolean
add_ref (KkReceiving *receiving,
         const KkSeatInfo *info,
         guint32 incarnation,
         const KkRef *ref,
         GError **error)
{
  KkReceivedLog *log;
  KkVaultLog stored;
  gboolean changed;
  gint64 idx;

  if (find_log (receiving, &ref->log) != NULL)
    return TRUE;
  if (!kk_vault_log_ensure (receiving->app->vault, &ref->log, &info->seat, &info->desk->id,
                            incarnation, &idx, error) ||
      !kk_vault_log_get (receiving->app->vault, idx, &stored, error) ||
      !has_changed (receiving, idx, &ref->oid, &changed, error))
    return FALSE;
  /* After a fork nothing further of that log is processed, whichever story is shown (§12). */
  if (stored.status == KK_LOG_FORK ||
      (!changed && (stored.status == KK_LOG_OK || stored.status == KK_LOG_REVOKED)))
    return TRUE;
  log = g_new0 (KkReceivedLog, 1);
  log->idx = idx;
  log->log = ref->log;
  log->seat = info->seat;
  log->tip = ref->oid;
  judge_writer (receiving, log);
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

/* What this vault left there last; no commit when it never did. */
static gboolean
is_as_left (KkReceiving *receiving, const KkRef *ref, gboolean *same, GError **error)
{
  g_autoptr (KkVaultPush) pending = NULL;
  g_autoptr (KkVaultPush) last = NULL;
  g_autoptr (GError) local = NULL;
  KkOidText tip = kk_oid_text (&ref->oid);
  gint64 idx;

  *same = FALSE;
  if (!kk_vault_log_find (receiving->app->vault, &ref->log, &idx))
    return TRUE;
  last = kk_vault_push_last_confirmed (receiving->app->vault, idx, &local);
  if (local == NULL)
    pending = kk_vault_push_pending (receiving->app->vault, idx, &local);
  *same = (last != NULL && g_strcmp0 (last->commit, tip.text) == 0) ||
          (pending != NULL && g_strcmp0 (pending->commit, tip.text) == 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A copy of this vault may have made documents: a steward that does not know of them could never settle the fork. Of its
 * own logs that is all a vault reads. */
static gboolean
add_own_board (KkReceiving *receiving, const KkSeatInfo *info, const KkRef *ref, GError **error)
{
  KkReceivedLog *log;
  gboolean same;

  if (find_log (receiving, &ref->log) != NULL)
    return TRUE;
  if (!is_as_left (receiving, ref, &same, error))
    return FALSE;
  if (same)
    return TRUE;
  log = g_new0 (KkReceivedLog, 1);
  log->log = ref->log;
  log->seat = info->seat;
  log->tip = ref->oid;
  log->status = KK_LOG_OK;
  log->board_only = TRUE;
  g_ptr_array_add (receiving->logs, log);
  return TRUE;
}

static gboolean
add_seat_ref (KkReceiving *receiving,
              const KkSeatInfo *info,
              guint32 incarnation,
              const KkRef *ref,
              GError **error)
{
  return kk_app_find_seat (receiving->app, &info->seat) != NULL
             ? add_own_board (receiving, info, ref, error)
             : add_ref (receiving, info, incarnation, ref, error);
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

    if (!newest_incarnation (receiving, &info->seat, &newest, error))
      return FALSE;
    for (guint32 n = 0; n <= newest + KK_LIMIT_INCARNATIONS_AHEAD; n++) {
      KkId log = kk_derive_log_id (network, &info->seat, n);
      const KkRef *ref = kk_ref_list_find (refs, &log);

      if (ref != NULL && !add_seat_ref (receiving, info, n, ref, error))
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

/* One bad log cannot block the rest: after a limit, one at a time (§15 step 2), and what was thrown away does not
 * count, or the good ones would have nothing left. */
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
    if (fetched != NULL) {
      receiving->budget -= MIN (received, receiving->budget);
      continue;
    }
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
  if (fetched != NULL) {
    receiving->budget -= MIN (received, receiving->budget);
    return TRUE;
  }
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

/* What this seat said that it read, or was told on joining, is a floor: a server that shows less to a newcomer was put
 * back, or chose to (§11, "Join"). */
static gboolean
check_floor (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  for (guint i = 0; i < receiving->app->seats->len && log->status == KK_LOG_OK; i++) {
    const KkOwnSeat *own = &g_array_index (receiving->app->seats, KkOwnSeat, i);
    KkMark floor;

    if (!kk_vault_mark_get (receiving->app->vault, &own->seat, &log->log, &floor, error))
      return FALSE;
    if (log->view->verdict == KK_CHAIN_NEWER && log->view->newest.push_no < floor.push_no)
      log->status = KK_LOG_BEHIND;
  }
  return TRUE;
}

static gboolean
read_own_board (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  g_autoptr (GError) local = NULL;
  KkTipQuestion question = { .log = &log->log, .tip = &log->tip };

  question.writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  log->view = kk_tip_view_read (receiving->app, receiving->transport, &question, &local);
  log->status = log->view != NULL ? log->view->status : status_of_error (local);
  if (!g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_DISK))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kk_receive_read_view (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  KkTipQuestion question = { .log = &log->log, .tip = &log->tip };
  KkVaultLog known;
  g_autofree char *named = kk_setting_register_named (&log->log);
  KkPin pin;
  KkOid oid;
  guint64 shown;
  gint64 register_named;

  if (log->board_only)
    return read_own_board (receiving, log, error);
  if (!kk_vault_setting_get_number (receiving->app->vault, named, 0, &register_named, error) ||
      !kk_vault_log_get (receiving->app->vault, log->idx, &known, error) ||
      !kk_vault_remote_log_get (receiving->app->vault, receiving->remote, log->idx, &shown, &text,
                                error))
    return FALSE;
  pin = (KkPin){ known.log, known.push_no, known.hash };
  question.writer = kk_directory_find_seat (receiving->app->directory, &log->seat);
  question.known = &pin;
  question.pin = log->is_pinned ? &log->pin : NULL;
  question.register_named = (guint64) register_named;
  /* A tip read before is a base only when what was accepted then is what is known now. */
  if (text != NULL && shown == known.push_no && kk_oid_parse (text, &oid) &&
      kk_transport_has_tip (receiving->transport, &oid))
    question.known_tip = &oid;
  g_clear_pointer (&log->view, kk_tip_view_free);
  log->view = kk_tip_view_read (receiving->app, receiving->transport, &question, &local);
  if (g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_DISK)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  log->status = log->view != NULL ? log->view->status : status_of_error (local);
  return check_floor (receiving, log, error);
}

/* Only a remote that had shown more went back; another one, or a file, just is not as far (§16). */
static gboolean
is_harmless (KkReceiving *receiving, const KkReceivedLog *log, gboolean *harmless, GError **error)
{
  g_autofree char *text = NULL;
  guint64 shown;

  *harmless = FALSE;
  if (log->status != KK_LOG_BEHIND || log->view == NULL || log->view->verdict != KK_CHAIN_OLDER)
    return TRUE;
  if (!kk_vault_remote_log_get (receiving->app->vault, receiving->remote, log->idx, &shown, &text,
                                error))
    return FALSE;
  *harmless = shown <= log->view->newest.push_no;
  return TRUE;
}

/* A document of this very sync may have revoked the writer of a log that was read before. */
static gboolean
judge_again (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);

  if (writer == NULL || !writer->revoked || log->is_pinned || log->status == KK_LOG_REVOKED)
    return TRUE;
  judge_writer (receiving, log);
  return log->status != KK_LOG_OK || kk_receive_read_view (receiving, log, error);
}

static gboolean
take_log (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  gboolean harmless;

  if (log->board_only)
    return TRUE;
  if (!judge_again (receiving, log, error) || !is_harmless (receiving, log, &harmless, error))
    return FALSE;
  if (harmless)
    return TRUE;
  if (log->view != NULL && log->status == KK_LOG_FORK &&
      !kk_receive_keep_fork (receiving, log, error))
    return FALSE;
  if (log->view != NULL && log->status == KK_LOG_OK && !kk_receive_packets (receiving, log, error))
    return FALSE;
  return kk_receive_settle (receiving, log, error);
}

gboolean
kk_receive (KkReceiving *receiving, const KkRefList *refs, GError **error)
{
  KkVersion before = kk_directory_region_version (receiving->app->directory);
  KkVersion after;
  gboolean news = TRUE;
  gboolean granted;

  for (guint round = 0; news && round < ROUNDS; round++) {
    if (!find_changed (receiving, refs, error) || !fetch_changed (receiving, error) ||
        !kk_receive_documents (receiving, &news, error) ||
        !kk_receive_grants (receiving, &granted, error))
      return FALSE;
    news = news || granted;
  }
  receiving->more_to_come = TRUE;
  if (!kk_receive_revocations (receiving, error) || !kk_receive_held (receiving, error))
    return FALSE;
  for (guint i = 0; i < receiving->logs->len; i++) {
    if (!take_log (receiving, receiving->logs->pdata[i], error))
      return FALSE;
  }
  receiving->more_to_come = FALSE;
  if (!kk_receive_early (receiving, error))
    return FALSE;
  /* A grant may have brought a region version. */
  after = kk_directory_region_version (receiving->app->directory);
  return kk_version_equal (&before, &after) || kk_app_reload_seats (receiving->app, error);
}
