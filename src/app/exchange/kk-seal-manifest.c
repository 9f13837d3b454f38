/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-incarnation-private.h"
#include "app/exchange/kk-seal-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-blob.h"
#include "crypto/kk-sign.h"
#include "format/kk-manifest-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-settings.h"

#define CHECKPOINT_LEAST ((gsize) 8 << 10)

/* What a live snapshot says again was not lost (§15, "Dropping"). */
static gboolean
note_dropped (KkSealing *sealing, const KkVaultPacket *packet, GError **error)
{
  KkVaultAddressee addressee;

  if (packet->state == KK_PACKET_REPLACED)
    return TRUE;
  if (!kk_vault_addressee_get (sealing->app->vault, sealing->log, &packet->seat, &addressee, error))
    return FALSE;
  addressee.dropped_max = MAX (addressee.dropped_max, packet->first_push);
  return kk_vault_addressee_set (sealing->app->vault, sealing->log, &packet->seat, &addressee,
                                 error);
}

/* A snapshot may replace what this very push was to bring: nobody ever sees that, so nobody is told that it goes. */
static gboolean
take_back_fresh (KkSealing *sealing, const KkId *tag)
{
  for (guint i = 0; i < sealing->add->len; i++) {
    if (kk_id_equal (&g_array_index (sealing->add, KkLivePacket, i).tag, tag)) {
      g_array_remove_index (sealing->add, i);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
drop_gone (KkSealing *sealing, const GPtrArray *gone, GError **error)
{
  for (guint i = 0; i < gone->len; i++) {
    const KkVaultPacket *packet = gone->pdata[i];

    if (!note_dropped (sealing, packet, error) ||
        !kk_vault_packet_set_state (sealing->app->vault, packet->idx, KK_PACKET_DROPPED, error))
      return FALSE;
    if (packet->first_push != sealing->push_no || !take_back_fresh (sealing, &packet->tag))
      g_array_append_val (sealing->drop, packet->tag);
  }
  return TRUE;
}

static KkManifest *
open_own_manifest (KkSealing *sealing, const KkVaultPush *push, GError **error)
{
  g_auto (KkNetworkKey) network = { 0 };
  g_autoptr (KkSigned) opened = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint32 epoch;

  if (!kk_blob_peek (push->manifest, KK_BLOB_MANIFEST, &epoch, error))
    return NULL;
  if (!kk_app_network_key (sealing->app, epoch, &network))
    return kk_manifest_new (KK_MANIFEST_CHECKPOINT); /* withdrawn: its past is not shown any more */
  opened = kk_manifest_open (push->manifest, &network, &sealing->seat->log, error);
  bytes = opened != NULL ? kk_signed_verify (opened, &sealing->app->sign_public, error) : NULL;
  return bytes != NULL ? kk_manifest_decode (bytes, error) : NULL;
}

/* The last sixteen checkpoints, so that who was away for long still sees whether its own knowledge fits. */
static gboolean
collect_past (KkSealing *sealing, const KkVaultLog *log, GArray *past, GError **error)
{
  g_autoptr (GPtrArray) pushes = NULL;
  g_autoptr (KkManifest) last = NULL;
  KkPastCheckpoint newest = { log->checkpoint_no, log->checkpoint_hash };

  if (log->checkpoint_no == 0)
    return TRUE;
  pushes = kk_vault_push_list (sealing->app->vault, sealing->log, log->checkpoint_no, error);
  if (pushes == NULL || pushes->len == 0)
    return pushes != NULL;
  last = open_own_manifest (sealing, pushes->pdata[0], error);
  if (last == NULL)
    return FALSE;
  if (last->past != NULL && last->past->len > 0) {
    guint from = last->past->len > 15 ? last->past->len - 15 : 0;

    g_array_append_vals (past, &g_array_index (last->past, KkPastCheckpoint, from),
                         last->past->len - from);
  }
  g_array_append_val (past, newest);
  return TRUE;
}

/* When the deltas since the last checkpoint weigh more than it does (§12). */
static gboolean
is_checkpoint_due (KkSealing *sealing,
                   const KkVaultLog *log,
                   gboolean *due,
                   gboolean *rekeyed,
                   GError **error)
{
  g_autoptr (GPtrArray) pushes =
      kk_vault_push_list (sealing->app->vault, sealing->log, log->checkpoint_no, error);
  gsize checkpoint = 0;
  gsize deltas = 0;
  guint32 epoch = sealing->network.epoch;

  if (pushes == NULL)
    return FALSE;
  for (guint i = 0; i < pushes->len; i++) {
    const KkVaultPush *push = pushes->pdata[i];

    if (push->kind == KK_MANIFEST_CHECKPOINT) {
      checkpoint = g_bytes_get_size (push->manifest);
      if (!kk_blob_peek (push->manifest, KK_BLOB_MANIFEST, &epoch, error))
        return FALSE;
    } else
      deltas += g_bytes_get_size (push->manifest);
  }
  /* With another network secret everything is sealed anew: the old one will be withdrawn. */
  *rekeyed = epoch != sealing->network.epoch;
  *due = sealing->push_no == 1 || *rekeyed || deltas > MAX (CHECKPOINT_LEAST, checkpoint);
  return TRUE;
}

static gboolean
add_live (KkSealing *sealing, KkManifest *manifest, GError **error)
{
  g_autoptr (GPtrArray) packets = NULL;

  if (manifest->kind == KK_MANIFEST_DELTA) {
    g_array_append_vals (manifest->add, sealing->add->data, sealing->add->len);
    g_array_append_vals (manifest->drop, sealing->drop->data, sealing->drop->len);
    return TRUE;
  }
  packets = kk_vault_packet_list_in_tree (sealing->app->vault, sealing->log, error);
  if (packets == NULL)
    return FALSE;
  for (guint i = 0; i < packets->len; i++) {
    const KkVaultPacket *packet = packets->pdata[i];
    KkLivePacket live = { packet->tag, packet->hash };

    g_array_append_val (manifest->add, live);
  }
  return TRUE;
}

/* The first push of a later incarnation says where the one before ended. */
static gboolean
continue_before (KkSealing *sealing, KkManifest *manifest, GError **error)
{
  if (!kk_incarnation_find_before (sealing->app, sealing->seat, &manifest->continues, error))
    return FALSE;
  manifest->has_continues = manifest->continues.push_no > 0;
  return TRUE;
}

static gboolean
fill_manifest (KkSealing *sealing,
               const KkVaultLog *log,
               KkManifest *manifest,
               GArray *marks,
               GError **error)
{
  gboolean all = manifest->kind == KK_MANIFEST_CHECKPOINT;
  gboolean fresh = FALSE;
  const KkDirectory *directory = sealing->app->directory;

  manifest->level = KK_LEVEL;
  manifest->log = sealing->seat->log;
  manifest->push_no = sealing->push_no;
  if (log->push_no > 0)
    manifest->previous = log->hash;
  manifest->day = g_strdup (sealing->day);
  manifest->region = kk_directory_region_version (directory);
  manifest->organisation =
      kk_directory_organisation_version (directory, sealing->info->organisation->slug);
  manifest->register_ = kk_directory_register_version (directory);
  if (!add_live (sealing, manifest, error) ||
      !kk_seal_own_mailbox (sealing, all, &manifest->mailbox, &fresh, error) ||
      !kk_entry_chain_head (sealing->app, sealing->log, &manifest->register_head, error) ||
      (all && !collect_past (sealing, log, manifest->past, error)))
    return FALSE;
  if (sealing->push_no == 1 && !continue_before (sealing, manifest, error))
    return FALSE;
  manifest->has_mailbox = all || fresh;
  g_array_append_vals (manifest->marks, marks->data, marks->len);
  kk_manifest_sort (manifest);
  return TRUE;
}

static gboolean
is_first_push_today (KkSealing *sealing, gboolean *first, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultPush) last = kk_vault_push_last (sealing->app->vault, sealing->log, &local);
  g_autoptr (GDateTime) made = NULL;
  g_autofree char *day = NULL;

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  made = last != NULL ? g_date_time_new_from_unix_utc (last->made / 1000) : NULL;
  day = made != NULL ? g_date_time_format (made, "%Y-%m-%d") : NULL;
  *first = g_strcmp0 (day, sealing->day) != 0;
  return TRUE;
}

/* A manifest by itself goes at most once a day, for marks, drops or a heartbeat: marks that answer marks
 * would never end (§10, §15 step 5). */
static gboolean
may_push_manifest_only (KkSealing *sealing, gboolean news, gboolean *may, GError **error)
{
  g_autofree char *name = kk_seal_setting (sealing, "manifest-only-day");
  g_autoptr (GError) local = NULL;
  g_autofree char *last = kk_vault_setting_dup_text (sealing->app->vault, name, &local);
  gboolean heartbeat;

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!is_first_push_today (sealing, &heartbeat, error))
    return FALSE;
  *may = g_strcmp0 (last, sealing->day) != 0 && (news || heartbeat);
  return !*may || kk_vault_setting_set_text (sealing->app->vault, name, sealing->day, error);
}

static gboolean
store_push (KkSealing *sealing,
            KkVaultLog *log,
            const KkManifest *manifest,
            gboolean root,
            GError **error)
{
  g_autoptr (KkVaultPush) push = kk_vault_push_new ();
  g_autoptr (KkVaultPush) before = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = kk_manifest_encode (manifest, error);

  if (bytes == NULL)
    return FALSE;
  before = kk_vault_push_last_confirmed (sealing->app->vault, sealing->log, &local);
  push->log = sealing->log;
  push->push_no = sealing->push_no;
  push->kind = manifest->kind;
  push->manifest =
      kk_manifest_seal (bytes, &sealing->network, &sealing->seat->log, &sealing->app->sign, error);
  if (push->manifest == NULL || local != NULL)
    return FALSE;
  push->hash = kk_manifest_hash (bytes);
  push->parent = before != NULL && !root ? g_strdup (before->commit) : NULL;
  push->made = kk_app_now (sealing->app);
  push->state = KK_PUSH_PENDING;
  log->push_no = push->push_no;
  log->hash = push->hash;
  if (manifest->kind == KK_MANIFEST_CHECKPOINT) {
    log->checkpoint_no = push->push_no;
    log->checkpoint_hash = push->hash;
  }
  sealing->result->pushed = TRUE;
  return kk_vault_push_add (sealing->app->vault, push, error) &&
         kk_vault_log_update (sealing->app->vault, log, error);
}

/* Everything that the next manifest could say. */
typedef struct {
  KkVaultLog log;
  GPtrArray *gone; /* (element-type KkVaultPacket): acknowledged, too old, or said again */
  GArray *marks;
  GArray *board;
  gboolean board_changed;
  gboolean checkpoint;
  gboolean rekeyed; /* the last checkpoint is sealed under another secret */
  KkSealHistory history;
} News;

static void
clear_news (News *news)
{
  g_clear_pointer (&news->gone, g_ptr_array_unref);
  g_clear_pointer (&news->marks, g_array_unref);
  g_clear_pointer (&news->board, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (News, clear_news)

static gboolean
collect_news (KkSealing *sealing, News *news, GError **error)
{
  KkVault *vault = sealing->app->vault;

  news->marks = g_array_new (FALSE, TRUE, sizeof (KkMark));
  news->gone = kk_vault_packet_list_gone (vault, sealing->log, error);
  if (news->gone == NULL || !kk_vault_log_get (vault, sealing->log, &news->log, error) ||
      !is_checkpoint_due (sealing, &news->log, &news->checkpoint, &news->rekeyed, error) ||
      !kk_seal_read_history (sealing, &news->history, error))
    return FALSE;
  news->checkpoint = news->checkpoint || news->history.root;
  if (!kk_seal_collect_marks (sealing, news->checkpoint, news->marks, error))
    return FALSE;
  news->board = kk_seal_collect_board (sealing, &news->board_changed, error);
  return news->board != NULL;
}

static gboolean
publish (KkSealing *sealing, News *news, GError **error)
{
  g_autoptr (KkManifest) manifest =
      kk_manifest_new (news->checkpoint ? KK_MANIFEST_CHECKPOINT : KK_MANIFEST_DELTA);

  g_clear_pointer (&manifest->board, g_array_unref);
  if (news->checkpoint || news->board_changed)
    manifest->board = g_array_ref (news->board);
  return drop_gone (sealing, news->gone, error) &&
         fill_manifest (sealing, &news->log, manifest, news->marks, error) &&
         kk_seal_remember_marks (sealing, news->marks, error) &&
         kk_seal_remember_board (sealing, news->board, error) &&
         kk_seal_remember_history (sealing, &news->history, error) &&
         store_push (sealing, &news->log, manifest, news->history.root, error);
}

gboolean
kk_seal_board (KkSealing *sealing, GError **error)
{
  g_auto (News) news = { 0 };

  return collect_news (sealing, &news, error) &&
         (!news.board_changed || publish (sealing, &news, error));
}

gboolean
kk_seal_manifest (KkSealing *sealing, GError **error)
{
  g_auto (News) news = { 0 };
  gboolean worth;

  if (!collect_news (sealing, &news, error))
    return FALSE;
  worth = sealing->add->len > 0 || news.board_changed || sealing->push_no == 1 || news.rekeyed ||
          news.history.overdue || (news.history.erasure != 0 && news.gone->len > 0);
  if (!worth &&
      !may_push_manifest_only (sealing, news.marks->len > 0 || news.gone->len > 0, &worth, error))
    return FALSE;
  return !worth || publish (sealing, &news, error);
}
