/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Git objects from the rows of the vault (exchange §15 step 7). */

#include "app/exchange/kk-push-work-private.h"
#include "crypto/kk-blob.h"
#include "crypto/kk-sign.h"
#include "format/kk-manifest-codec.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>

void
kk_push_work_clear (KkPushWork *work)
{
  kk_network_key_clear (&work->network);
  g_clear_pointer (&work->push, kk_vault_push_free);
  g_clear_pointer (&work->manifest, kk_manifest_free);
}

gboolean
kk_push_open (KkPushWork *work, GError **error)
{
  KkApp *app = work->pushing->app;
  g_autoptr (KkSigned) opened = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint32 epoch;

  if (!kk_blob_peek (work->push->manifest, KK_BLOB_MANIFEST, &epoch, error))
    return FALSE;
  if (!kk_app_network_key (app, epoch, &work->network)) {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                         _ ("A key of the region that an unfinished sending needs is gone."));
    return FALSE;
  }
  opened =
      kk_manifest_open (work->push->manifest, &work->network, &work->pushing->seat->log, error);
  bytes = opened != NULL ? kk_signed_verify (opened, &app->sign_public, error) : NULL;
  work->manifest = bytes != NULL ? kk_manifest_decode (bytes, error) : NULL;
  return work->manifest != NULL;
}

static gboolean
put_packet (KkPushWork *work, KkTipWrite *write, const KkVaultPacket *row, GError **error)
{
  g_autoptr (KkVaultPacket) packet =
      kk_vault_packet_get (work->pushing->app->vault, row->idx, error);
  KkTipName name = kk_tip_name_packet (&row->tag);

  if (packet == NULL || packet->bytes == NULL)
    return FALSE;
  kk_tip_write_put (write, &name, packet->bytes);
  return TRUE;
}

/* @first_push: only those of that push; 0 = all that are in the tree. */
static gboolean
put_packets (KkPushWork *work, KkTipWrite *write, guint64 first_push, GError **error)
{
  g_autoptr (GPtrArray) packets =
      kk_vault_packet_list_in_tree (work->pushing->app->vault, work->log, error);

  if (packets == NULL)
    return FALSE;
  for (guint i = 0; i < packets->len; i++) {
    const KkVaultPacket *packet = packets->pdata[i];

    if ((first_push == 0 || packet->first_push == first_push) &&
        !put_packet (work, write, packet, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
put_board (KkPushWork *work, KkTipWrite *write, GError **error)
{
  g_autoptr (GPtrArray) board =
      kk_directory_dup_board (work->pushing->app->directory, &work->pushing->app->device, error);

  if (board == NULL)
    return FALSE;
  for (guint i = 0; i < board->len; i++) {
    const KkBoardDocument *document = board->pdata[i];
    g_autoptr (GBytes) sealed =
        kk_board_seal (document->bytes, &work->network, &work->pushing->seat->log, error);
    KkTipName name = kk_tip_name_board (&document->hash);

    if (sealed == NULL)
      return FALSE;
    kk_tip_write_put (write, &name, sealed);
  }
  return TRUE;
}

static gboolean
put_manifests (KkPushWork *work, KkTipWrite *write, GError **error)
{
  g_autoptr (GPtrArray) pushes = NULL;
  KkVaultLog log;

  if (!kk_vault_log_get (work->pushing->app->vault, work->log, &log, error))
    return FALSE;
  pushes = kk_vault_push_list (work->pushing->app->vault, work->log, log.checkpoint_no, error);
  for (guint i = 0; pushes != NULL && i < pushes->len; i++) {
    const KkVaultPush *push = pushes->pdata[i];
    KkTipName name = push->kind == KK_MANIFEST_CHECKPOINT ? kk_tip_name_checkpoint ()
                                                          : kk_tip_name_delta (push->push_no);

    kk_tip_write_put (write, &name, push->manifest);
  }
  return pushes != NULL;
}

/* Everything from the rows: the first push, a mirror that was lost, or a server that was put back. */
static gboolean
write_whole (KkPushWork *work, KkTipWrite *write, GError **error)
{
  return put_manifests (work, write, error) && put_packets (work, write, 0, error) &&
         put_board (work, write, error);
}

static void
drop_gone (const KkPushWork *work, KkTipWrite *write, const KkTip *before)
{
  for (guint i = 0; i < before->added->len; i++) {
    const KkTipEntry *entry = &g_array_index (before->added, KkTipEntry, i);
    gboolean checkpoint = work->manifest->kind == KK_MANIFEST_CHECKPOINT;

    if ((checkpoint && entry->name.kind == KK_TIP_DELTA) ||
        (work->manifest->board != NULL && entry->name.kind == KK_TIP_BOARD))
      kk_tip_write_drop (write, &entry->name);
    if (checkpoint && entry->name.kind == KK_TIP_PACKET) {
      gboolean alive = FALSE;

      for (guint p = 0; p < work->manifest->add->len && !alive; p++)
        alive = kk_id_equal (&g_array_index (work->manifest->add, KkLivePacket, p).tag,
                             &entry->name.id);
      if (!alive)
        kk_tip_write_drop (write, &entry->name);
    }
  }
}

static gboolean
write_changes (KkPushWork *work, KkTipWrite *write, GError **error)
{
  const KkManifest *manifest = work->manifest;
  KkTipName name = manifest->kind == KK_MANIFEST_CHECKPOINT ? kk_tip_name_checkpoint ()
                                                            : kk_tip_name_delta (manifest->push_no);

  if (manifest->kind == KK_MANIFEST_CHECKPOINT || manifest->board != NULL) {
    g_autoptr (KkTip) before =
        kk_transport_read_tip (work->pushing->transport, &work->base, NULL, error);

    if (before == NULL)
      return FALSE;
    drop_gone (work, write, before);
  }
  for (guint i = 0; manifest->drop != NULL && i < manifest->drop->len; i++) {
    KkTipName gone = kk_tip_name_packet (&g_array_index (manifest->drop, KkId, i));

    kk_tip_write_drop (write, &gone);
  }
  kk_tip_write_put (write, &name, work->push->manifest);
  return put_packets (work, write, manifest->push_no, error) &&
         (manifest->board == NULL || put_board (work, write, error));
}

gboolean
kk_push_write (KkPushWork *work, KkOid *commit, GError **error)
{
  gboolean whole = kk_oid_is_zero (&work->base);
  g_autoptr (KkTipWrite) write =
      kk_tip_write_new (whole ? NULL : &work->base, whole ? NULL : &work->base);

  if (!(whole ? write_whole (work, write, error) : write_changes (work, write, error)))
    return FALSE;
  return kk_transport_write_tip (work->pushing->transport, write, commit, error);
}
