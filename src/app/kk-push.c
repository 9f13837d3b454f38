/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/kk-push-private.h"

#include "app/kk-tip-view-private.h"
#include "crypto/kk-blob.h"
#include "crypto/kk-sign.h"
#include "format/kk-manifest-codec.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One push on its way into git objects. */
typedef struct {
  KkPushing *pushing;
  gint64 log;
  KkVaultPush *push;
  KkNetworkKey network;
  KkManifest *manifest;
  KkOid base; /* commit whose tree is changed; zeros = the whole tree is written */
} PushWork;

static void
clear_push_work (PushWork *work)
{
  kk_network_key_clear (&work->network);
  g_clear_pointer (&work->push, kk_vault_push_free);
  g_clear_pointer (&work->manifest, kk_manifest_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PushWork, clear_push_work)

static gboolean
open_push (PushWork *work, GError **error)
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
put_packet (PushWork *work, KkTipWrite *write, const KkVaultPacket *row, GError **error)
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
put_packets (PushWork *work, KkTipWrite *write, guint64 first_push, GError **error)
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
put_board (PushWork *work, KkTipWrite *write, GError **error)
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
put_manifests (PushWork *work, KkTipWrite *write, GError **error)
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
write_whole (PushWork *work, KkTipWrite *write, GError **error)
{
  return put_manifests (work, write, error) && put_packets (work, write, 0, error) &&
         put_board (work, write, error);
}

static void
drop_gone (const PushWork *work, KkTipWrite *write, const KkTip *before)
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
write_changes (PushWork *work, KkTipWrite *write, GError **error)
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

static gboolean
write_objects (PushWork *work, KkOid *commit, GError **error)
{
  gboolean whole = kk_oid_is_zero (&work->base);
  g_autoptr (KkTipWrite) write =
      kk_tip_write_new (whole ? NULL : &work->base, whole ? NULL : &work->base);

  if (!(whole ? write_whole (work, write, error) : write_changes (work, write, error)))
    return FALSE;
  return kk_transport_write_tip (work->pushing->transport, write, commit, error);
}

/* TRUE when the branch on the server is a later or another story, signed by this very device. */
static gboolean
is_written_by_copy (PushWork *work, const KkOid *found)
{
  KkPushing *pushing = work->pushing;
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (KkRefList) fetched = NULL;
  g_autoptr (KkTipView) view = NULL;
  KkTipQuestion question = { .log = &pushing->seat->log, .tip = found };

  question.writer = kk_directory_find_seat (pushing->app->directory, &pushing->seat->seat);
  g_array_append_val (logs, pushing->seat->log);
  fetched = kk_transport_fetch (pushing->transport, logs, G_MAXUINT64, NULL,
                                pushing->app->cancellable, NULL);
  if (fetched == NULL || question.writer == NULL)
    return FALSE;
  view = kk_tip_view_read (pushing->app, pushing->transport, &question, NULL);
  if (view == NULL || view->status != KK_LOG_OK || view->newest.push_no < work->push->push_no)
    return FALSE;
  return view->newest.push_no > work->push->push_no ||
         !kk_hash_equal (&view->newest.manifest, &work->push->hash);
}

/* What to build on, and what the lease has to be. */
static gboolean
choose_base (PushWork *work, const KkOid *found, GError **error)
{
  KkPushing *pushing = work->pushing;
  KkOid parent = { 0 };

  memset (&work->base, 0, sizeof work->base);
  if (work->push->parent != NULL && !kk_oid_parse (work->push->parent, &parent))
    return FALSE;
  if (kk_oid_equal (found, &parent)) {
    if (!kk_oid_is_zero (&parent) && kk_transport_has_tip (pushing->transport, &parent))
      work->base = parent;
    return TRUE;
  }
  if (!kk_oid_is_zero (found) && is_written_by_copy (work, found)) {
    g_set_error_literal (
        error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
        _ ("Another copy of this vault is in use: the server has messages of this device that this "
           "vault did not write. Nothing was sent. Use one of the two only, and ask your "
           "administrator for help."));
    return FALSE;
  }
  if (!kk_oid_is_zero (&parent))
    g_ptr_array_add (pushing->notices,
                     g_strdup (_ ("The server was put back to an earlier state. Your own messages "
                                  "have been placed there again.")));
  return TRUE;
}

/* T2: the server shows it, so it is so. */
static gboolean
confirm_push (PushWork *work, const KkOid *commit, GError **error)
{
  KkVault *vault = work->pushing->app->vault;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (vault, error);
  KkVaultLog log;

  if (transaction == NULL || !kk_vault_log_get (vault, work->log, &log, error))
    return FALSE;
  work->push->state = KK_PUSH_CONFIRMED;
  log.heard = kk_app_now (work->pushing->app);
  return kk_vault_push_update (vault, work->push, error) &&
         kk_vault_push_forget (vault, work->log, log.checkpoint_no, error) &&
         kk_vault_log_update (vault, &log, error) &&
         kk_vault_remote_log_set (vault, work->pushing->remote, work->log, work->push->push_no,
                                  kk_oid_text (commit).text, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

static gboolean
remember_commit (PushWork *work, const KkOid *commit, GError **error)
{
  g_free (work->push->commit);
  work->push->commit = g_strdup (kk_oid_text (commit).text);
  return kk_vault_push_update (work->pushing->app->vault, work->push, error);
}

static gboolean
send_push (PushWork *work, const KkOid *found, GError **error)
{
  KkPushing *pushing = work->pushing;
  g_autoptr (KkRefList) after = NULL;
  const KkRef *shown;
  KkOid commit;
  KkPush push = { .log = pushing->seat->log, .expected = *found };

  if (!choose_base (work, found, error) || !write_objects (work, &commit, error) ||
      !remember_commit (work, &commit, error))
    return FALSE;
  push.commit = commit;
  push.force = kk_oid_is_zero (&work->base) && !kk_oid_is_zero (found);
  if (!kk_transport_push (pushing->transport, &push, NULL, pushing->app->cancellable, error))
    return FALSE;
  after = kk_transport_list_refs (pushing->transport, pushing->app->cancellable, error);
  if (after == NULL)
    return FALSE;
  shown = kk_ref_list_find (after, &pushing->seat->log);
  if (shown != NULL && kk_oid_equal (&shown->oid, &commit))
    return confirm_push (work, &commit, error);
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_FAILED,
                       _ ("The server said that it took the messages, but does not show them. They "
                          "are kept here and will be sent again."));
  return FALSE;
}

gboolean
kk_push_finish (KkPushing *pushing, const KkRefList *refs, GError **error)
{
  g_auto (PushWork) work = { .pushing = pushing };
  const KkRef *shown = kk_ref_list_find (refs, &pushing->seat->log);
  g_autoptr (GError) local = NULL;
  KkOid found = { 0 };
  KkOid commit;

  if (!kk_vault_log_find (pushing->app->vault, &pushing->seat->log, &work.log))
    return TRUE;
  work.push = kk_vault_push_pending (pushing->app->vault, work.log, &local);
  if (work.push == NULL) {
    if (local == NULL)
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (shown != NULL)
    found = shown->oid;
  if (work.push->commit != NULL && kk_oid_parse (work.push->commit, &commit) &&
      kk_oid_equal (&found, &commit))
    return confirm_push (&work, &commit, error);
  return open_push (&work, error) && send_push (&work, &found, error);
}
