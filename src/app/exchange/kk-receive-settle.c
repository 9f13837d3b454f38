/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What stays of a log once it was read: how far, what its writer acknowledged, and a fork as evidence. */

#include "app/exchange/kk-receive-private.h"
#include "app/exchange/kk-resync-private.h"
#include "app/kk-settings-private.h"
#include "app/region/kk-documents-private.h"
#include "app/region/kk-grants-private.h"
#include "app/register/kk-recall-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-tag.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <glib/gi18n-lib.h>

/* A mark counts for what was really published: up to the newest push, and by its hash while that is kept. */
static gboolean
is_mark_true (KkReceiving *receiving,
              gint64 own,
              const KkMark *mark,
              gboolean *is_true,
              GError **error)
{
  g_autoptr (GPtrArray) pushes = NULL;
  KkVaultLog log;

  *is_true = FALSE;
  if (!kk_vault_log_get (receiving->app->vault, own, &log, error))
    return FALSE;
  if (mark->push_no > log.push_no)
    return TRUE;
  pushes = kk_vault_push_list (receiving->app->vault, own, mark->push_no, error);
  if (pushes == NULL)
    return FALSE;
  *is_true = TRUE;
  if (pushes->len > 0) {
    const KkVaultPush *push = pushes->pdata[0];
    KkId named = kk_id_from_hash (&push->hash);

    *is_true = push->push_no != mark->push_no || kk_id_equal (&named, &mark->manifest);
  }
  return TRUE;
}

static gboolean
acknowledge (KkReceiving *receiving, const KkReceivedLog *log, const KkMark *mark, GError **error)
{
  for (guint s = 0; s < receiving->app->seats->len; s++) {
    const KkOwnSeat *own = &g_array_index (receiving->app->seats, KkOwnSeat, s);
    gboolean is_true;
    gint64 idx;

    if (!kk_id_equal (&own->log, &mark->log) ||
        !kk_vault_log_find (receiving->app->vault, &own->log, &idx))
      continue;
    if (!is_mark_true (receiving, idx, mark, &is_true, error) ||
        (is_true && !kk_vault_packet_acknowledge (receiving->app->vault, idx, &log->seat,
                                                  mark->push_no, NULL, error)))
      return FALSE;
  }
  return TRUE;
}

/* What the writer says that it has read of our own logs acknowledges our packets. Marks of logs that nobody here knows
 * would only fill the vault. */
static gboolean
take_marks (KkReceiving *receiving,
            const KkReceivedLog *log,
            const KkManifest *manifest,
            GError **error)
{
  KkVault *vault = receiving->app->vault;

  for (guint i = 0; i < manifest->marks->len; i++) {
    const KkMark *mark = &g_array_index (manifest->marks, KkMark, i);
    gint64 idx;

    if (!kk_vault_log_find (vault, &mark->log, &idx))
      continue;
    if (!kk_vault_mark_set (vault, &log->seat, mark, error) ||
        !acknowledge (receiving, log, mark, error))
      return FALSE;
  }
  return TRUE;
}

/* A seat's marks are those of its newest incarnation: after a restore they may go down (§15). */
static gboolean
is_outdated (KkReceiving *receiving, const KkVaultLog *log, gboolean *outdated, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (receiving->app->vault, &log->seat, error);

  *outdated = FALSE;
  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *other = &g_array_index (logs, KkVaultLog, i);

    *outdated = *outdated || (other->push_no > 0 && other->incarnation > log->incarnation);
  }
  return logs != NULL;
}

static gboolean
begin_incarnation (KkReceiving *receiving, const KkVaultLog *log, GError **error)
{
  const KkSeatInfo *info = kk_directory_find_seat (receiving->app->directory, &log->seat);

  if (log->push_no > 0 || log->incarnation == 0)
    return TRUE;
  if (info != NULL)
    g_ptr_array_add (receiving->report->notices,
                     /* Translators: the short name of an organisation. */
                     g_strdup_printf (_ ("“%s” went on under a new number after a restore, or with "
                                         "a copy of its vault. What it sends is taken as before. "
                                         "If you did not expect this, call them."),
                                      info->organisation->slug));
  return kk_vault_mark_clear (receiving->app->vault, &log->seat, error);
}

/* Who writes under a secret has it: the next grant has to be sealed under one that its reader has. */
static gboolean
note_secret (KkReceiving *receiving, const KkReceivedLog *log, GError **error)
{
  const KkSeatInfo *writer = kk_directory_find_seat (receiving->app->directory, &log->seat);

  return writer == NULL ||
         kk_grants_note_known (receiving->app, &writer->device_id, log->view->epoch, error);
}

static gboolean
take_all_marks (KkReceiving *receiving,
                const KkReceivedLog *log,
                const KkVaultLog *stored,
                GError **error)
{
  gboolean outdated;

  if (!is_outdated (receiving, stored, &outdated, error) ||
      (!outdated && !begin_incarnation (receiving, stored, error)))
    return FALSE;
  for (guint i = 0; !outdated && i < log->view->manifests->len; i++) {
    const KkManifest *manifest = log->view->manifests->pdata[i];

    /* Nothing that a revoked device says after its pin is believed. */
    if (log->is_pinned && manifest->push_no > log->pin.push_no)
      break;
    if (!take_marks (receiving, log, manifest, error))
      return FALSE;
  }
  return outdated || log->view->manifests->len == 0 || note_secret (receiving, log, error);
}

/* A key that nothing can be sealed to would stop every sending, not only that to its owner. */
static gboolean
is_usable (const KkApp *app, const KkPublicKey *mailbox)
{
  g_auto (KkTagKey) agreed = { 0 };
  KkKxPublicKey key = kk_public_key_to_kx (mailbox);

  return kk_tag_key_init (&agreed, &app->kx, &key, NULL);
}

static void
advance (const KkApp *app, KkVaultLog *stored, const KkTipView *view)
{
  stored->push_no = view->newest.push_no;
  stored->hash = view->newest.manifest;
  if (view->checkpoint_no != 0) {
    stored->checkpoint_no = view->checkpoint_no;
    stored->checkpoint_hash = view->checkpoint_hash;
  }
  for (guint i = 0; i < view->manifests->len; i++) {
    const KkManifest *manifest = view->manifests->pdata[i];

    if (manifest->has_mailbox && is_usable (app, &manifest->mailbox)) {
      stored->has_mailbox = TRUE;
      stored->mailbox = manifest->mailbox;
    }
  }
}

static gboolean
remember_register (KkReceiving *receiving, const KkReceivedLog *log, GError **error)
{
  g_autofree char *name = kk_setting_register_named (&log->log);

  return kk_vault_setting_set_number (receiving->app->vault, name,
                                      (gint64) log->view->register_named, error);
}

static gboolean
check_holes (KkReceiving *receiving, const KkReceivedLog *log, GError **error)
{
  for (guint i = 0; i < receiving->app->seats->len; i++) {
    const KkOwnSeat *own = &g_array_index (receiving->app->seats, KkOwnSeat, i);

    if (!kk_resync_check_holes (receiving->app, log->idx, &log->seat, &own->seat, error))
      return FALSE;
  }
  return TRUE;
}

/* The log counts as read only when every packet of it was there: else the mark waits (§16). */
/* A root where there was a branch before means that something has to be forgotten, here too. */
static gboolean
take_news (KkReceiving *receiving, KkReceivedLog *log, KkVaultLog *stored, GError **error)
{
  gboolean is_new = stored->push_no > 0 && log->view->newest.push_no > stored->push_no;

  if (!remember_register (receiving, log, error) ||
      (log->view->root && is_new && !kk_app_forget_mirror (receiving->app, error)))
    return FALSE;
  advance (receiving->app, stored, log->view);
  return TRUE;
}

gboolean
kk_receive_settle (KkReceiving *receiving, KkReceivedLog *log, GError **error)
{
  KkVault *vault = receiving->app->vault;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (vault, error);
  KkVaultLog stored;
  gboolean read = log->status == KK_LOG_OK && log->view != NULL;

  if (transaction == NULL || !kk_vault_log_get (vault, log->idx, &stored, error))
    return FALSE;
  if (read && log->view->missing > 0)
    log->status = KK_LOG_INCOMPLETE;
  if (read && !take_all_marks (receiving, log, &stored, error))
    return FALSE;
  stored.status = log->is_pinned && log->status == KK_LOG_OK ? KK_LOG_REVOKED : log->status;
  if (read && log->status == KK_LOG_OK) {
    stored.heard = kk_app_now (receiving->app);
    if (log->view->manifests->len > 0 && !take_news (receiving, log, &stored, error))
      return FALSE;
    if (!check_holes (receiving, log, error) ||
        !kk_vault_remote_log_set (vault, receiving->remote, log->idx, stored.push_no,
                                  kk_oid_text (&log->tip).text, error))
      return FALSE;
  }
  return kk_vault_log_update (vault, &stored, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* (nullable): what the vault accepted before, as the mirror still has it. */
static GBytes *
read_accepted (KkReceiving *receiving, const KkVaultLog *known, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (KkTip) tip = NULL;
  KkTipName name = known->push_no == known->checkpoint_no ? kk_tip_name_checkpoint ()
                                                          : kk_tip_name_delta (known->push_no);
  const KkTipEntry *entry;
  guint64 shown;
  KkOid oid;

  if (!kk_vault_remote_log_get (receiving->app->vault, receiving->remote, known->idx, &shown, &text,
                                error) ||
      text == NULL || shown != known->push_no || !kk_oid_parse (text, &oid))
    return NULL;
  tip = kk_transport_read_tip (receiving->transport, &oid, NULL, NULL);
  entry = tip != NULL ? kk_tip_find (tip->added, &name) : NULL;
  return entry != NULL
             ? kk_transport_read_blob (receiving->transport, &entry->oid, KK_LIMIT_MANIFEST, NULL)
             : NULL;
}

static gboolean
keep_one (KkReceiving *receiving, KkVaultFork *fork, GError **error)
{
  fork->seen = kk_app_now (receiving->app);
  return fork->manifest == NULL || kk_vault_fork_add (receiving->app->vault, fork, error);
}

static void
tell_fork (KkReceiving *receiving, const KkReceivedLog *log)
{
  const KkSeatInfo *info = kk_directory_find_seat (receiving->app->directory, &log->seat);

  if (info != NULL)
    g_ptr_array_add (
        receiving->report->notices,
        /* Translators: the short name of an organisation. */
        g_strdup_printf (
            _ ("There are two different versions of the messages of “%s”. Both are kept as "
               "evidence, and nothing more is taken from that device. Perhaps a copy of "
               "its vault is in use; perhaps somebody interferes with the server. Call "
               "them on a number that you know. When they sync again with the vault "
               "that they keep, it goes on by itself."),
            info->organisation->slug));
}

gboolean
kk_receive_keep_fork (KkReceiving *receiving, const KkReceivedLog *log, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) accepted = NULL;
  KkVaultFork first = { .log = log->idx };
  KkVaultFork second = { .log = log->idx, .push_no = log->view->evidence.push_no };
  KkVaultLog known;

  if (!kk_vault_log_get (receiving->app->vault, log->idx, &known, error))
    return FALSE;
  accepted = read_accepted (receiving, &known, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  first.push_no = known.push_no;
  first.hash = known.hash;
  first.manifest = accepted;
  tell_fork (receiving, log);
  second.hash = log->view->evidence.manifest;
  second.manifest = log->view->evidence_blob;
  return keep_one (receiving, &first, error) && keep_one (receiving, &second, error);
}
