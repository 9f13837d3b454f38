/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-tip-view-private.h"

#include "app/region/kk-documents-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-blob.h"
#include "crypto/kk-sign.h"
#include "format/kk-manifest-codec.h"

void
kk_tip_view_free (KkTipView *view)
{
  if (view == NULL)
    return;
  g_ptr_array_unref (view->manifests);
  g_array_unref (view->packets);
  g_clear_pointer (&view->evidence_blob, g_bytes_unref);
  g_clear_pointer (&view->held_blob, g_bytes_unref);
  g_free (view);
}

/* A log on its way to a view. */
typedef struct {
  KkApp *app;
  KkTransport *transport;
  const KkTipQuestion *question;
  KkTip *tip;
  KkTipView *view;
  GArray *links; /* KkChainLink, manifests borrowed from the view */
} Reading;

/* The signer is the device of this log, checked before anything is parsed. */
static KkManifest *
open_manifest (Reading *reading, GBytes *blob, KkHash *hash)
{
  g_auto (KkNetworkKey) network = { 0 };
  g_autoptr (KkSigned) opened = NULL;
  g_autoptr (GBytes) bytes = NULL;
  KkSignPublicKey signer = kk_public_key_to_sign (&reading->question->writer->device->sign);
  guint32 epoch;

  reading->view->status = KK_LOG_UNREADABLE;
  if (!kk_blob_peek (blob, KK_BLOB_MANIFEST, &epoch, NULL))
    return NULL;
  if (!kk_app_network_key (reading->app, epoch, &network)) {
    reading->view->status = KK_LOG_HELD;
    reading->view->held_blob = g_bytes_ref (blob);
    return NULL;
  }
  opened = kk_manifest_open (blob, &network, reading->question->log, NULL);
  bytes = opened != NULL ? kk_signed_verify (opened, &signer, NULL) : NULL;
  if (bytes == NULL)
    return NULL;
  *hash = kk_manifest_hash (bytes);
  reading->view->epoch = epoch;
  reading->view->status = KK_LOG_OK;
  return kk_manifest_decode (bytes, NULL);
}

static void
keep_evidence (Reading *reading, const KkChainLink *link, GBytes *blob)
{
  KkTipView *view = reading->view;
  const KkPin *known = reading->question->known;

  if (view->evidence_blob != NULL && known != NULL && view->evidence.push_no == known->push_no)
    return;
  view->evidence = (KkPin){ *reading->question->log, link->manifest->push_no, link->hash };
  g_clear_pointer (&view->evidence_blob, g_bytes_unref);
  view->evidence_blob = g_bytes_ref (blob);
}

static gboolean
read_manifest (Reading *reading, const KkTipEntry *entry, GError **error)
{
  g_autoptr (GBytes) blob =
      kk_transport_read_blob (reading->transport, &entry->oid, KK_LIMIT_MANIFEST, error);
  KkChainLink link = { 0 };

  if (blob == NULL)
    return FALSE;
  link.manifest = open_manifest (reading, blob, &link.hash);
  if (link.manifest == NULL) {
    if (reading->view->status == KK_LOG_OK)
      reading->view->status = KK_LOG_UNREADABLE;
    return TRUE;
  }
  g_ptr_array_add (reading->view->manifests, link.manifest);
  g_array_append_val (reading->links, link);
  keep_evidence (reading, &link, blob);
  return TRUE;
}

/* Names sort with the checkpoint first and the deltas by number: the order of the story. */
static gboolean
read_manifests (Reading *reading, GError **error)
{
  guint deltas = 0;

  for (guint i = 0; i < reading->tip->added->len; i++) {
    const KkTipEntry *entry = &g_array_index (reading->tip->added, KkTipEntry, i);

    if (entry->name.kind != KK_TIP_CHECKPOINT && entry->name.kind != KK_TIP_DELTA)
      continue;
    if (++deltas > KK_LIMIT_DELTAS + 1) {
      reading->view->status = KK_LOG_OVER_LIMIT;
      return TRUE;
    }
    if (!read_manifest (reading, entry, error))
      return FALSE;
    if (reading->view->status != KK_LOG_OK)
      return TRUE;
  }
  return TRUE;
}

/* Who has the keys of a revoked device can tell another story than the one that the revoker saw. */
static void
judge_pin (KkTipView *view, KkChainPinVerdict verdict)
{
  if (verdict == KK_CHAIN_PIN_OTHER) {
    view->verdict = KK_CHAIN_FORK;
    view->status = KK_LOG_FORK;
  } else if (verdict == KK_CHAIN_PIN_AHEAD) {
    view->status = KK_LOG_BEHIND;
  }
}

static void
judge_chain (Reading *reading)
{
  KkTipView *view = reading->view;
  const KkChainLink *links = (const KkChainLink *) (const void *) reading->links->data;
  guint n_links = reading->links->len;

  if (n_links == 0) {
    view->verdict = reading->tip->complete ? KK_CHAIN_BROKEN : KK_CHAIN_SAME;
    view->status = reading->tip->complete ? KK_LOG_UNREADABLE : KK_LOG_OK;
    return;
  }
  view->verdict = kk_chain_check (links, n_links, reading->question->log, reading->question->known);
  view->newest.log = *reading->question->log;
  view->newest.push_no = links[n_links - 1].manifest->push_no;
  view->newest.manifest = links[n_links - 1].hash;
  if (links[0].manifest->kind == KK_MANIFEST_CHECKPOINT) {
    view->checkpoint_no = links[0].manifest->push_no;
    view->checkpoint_hash = links[0].hash;
  }
  if (view->verdict == KK_CHAIN_BROKEN)
    view->status = KK_LOG_UNREADABLE;
  else if (view->verdict == KK_CHAIN_FORK)
    view->status = KK_LOG_FORK;
  else if (view->verdict == KK_CHAIN_OLDER)
    view->status = KK_LOG_BEHIND;
  else if (reading->question->pin != NULL)
    judge_pin (view, kk_chain_check_pin (links, n_links, reading->question->pin));
}

static void
add_alive (GHashTable *alive, const KkManifest *manifest, guint64 register_named)
{
  for (guint i = 0; i < manifest->add->len; i++) {
    const KkLivePacket *live = &g_array_index (manifest->add, KkLivePacket, i);
    KkTipPacket *packet = g_new0 (KkTipPacket, 1);

    packet->tag = live->tag;
    packet->hash = live->packet;
    packet->first_push = manifest->push_no;
    packet->least_register = register_named;
    g_hash_table_replace (alive, &packet->tag, packet);
  }
}

/* What the manifests that were read leave alive: of a full view everything, of a later part what it added. */
static GHashTable *
collect_alive (Reading *reading)
{
  KkTipView *view = reading->view;
  GHashTable *alive = g_hash_table_new_full (kk_id_hash, kk_id_equal, NULL, g_free);

  view->register_named = reading->question->register_named;
  for (guint m = 0; m < view->manifests->len; m++) {
    const KkManifest *manifest = view->manifests->pdata[m];

    for (guint i = 0; manifest->drop != NULL && i < manifest->drop->len; i++)
      g_hash_table_remove (alive, &g_array_index (manifest->drop, KkId, i));
    add_alive (alive, manifest, view->register_named);
    view->register_named = MAX (view->register_named, manifest->register_.version);
  }
  return alive;
}

static void
collect_packets (Reading *reading)
{
  KkTipView *view = reading->view;
  g_autoptr (GHashTable) alive = collect_alive (reading);
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (alive) > KK_LIMIT_LIVE_PACKETS) {
    view->status = KK_LOG_OVER_LIMIT;
    return;
  }
  g_hash_table_iter_init (&iter, alive);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    KkTipPacket *packet = value;
    KkTipName name = kk_tip_name_packet (&packet->tag);
    const KkTipEntry *entry = kk_tip_find (reading->tip->added, &name);

    if (entry == NULL) {
      view->missing++;
      continue;
    }
    packet->oid = entry->oid;
    g_array_append_vals (view->packets, packet, 1);
  }
}

/* A new checkpoint is a new beginning: it is read as by a newcomer. */
static KkTip *
read_names (KkTransport *transport, const KkTipQuestion *question, GError **error)
{
  g_autoptr (KkTip) tip =
      kk_transport_read_tip (transport, question->tip, question->known_tip, error);
  KkTipName checkpoint = kk_tip_name_checkpoint ();
  KkTip *whole;

  if (tip == NULL || tip->complete || kk_tip_find (tip->added, &checkpoint) == NULL)
    return g_steal_pointer (&tip);
  whole = kk_transport_read_tip (transport, question->tip, NULL, error);
  if (whole != NULL)
    whole->root |= tip->root;
  return whole;
}

static KkTipView *
read_view (KkApp *app, KkTransport *transport, const KkTipQuestion *question, GError **error)
{
  g_autoptr (KkTip) tip = read_names (transport, question, error);
  g_autoptr (KkTipView) view = NULL;
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (KkChainLink));
  Reading reading = { app, transport, question, tip, NULL, links };

  if (tip == NULL)
    return NULL;
  view = g_new0 (KkTipView, 1);
  view->manifests = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_manifest_free);
  view->packets = g_array_new (FALSE, FALSE, sizeof (KkTipPacket));
  view->status = KK_LOG_OK;
  view->verdict = KK_CHAIN_BROKEN;
  view->root = tip->root;
  reading.view = view;
  if (!read_manifests (&reading, error))
    return NULL;
  if (view->status == KK_LOG_OK)
    judge_chain (&reading);
  if (view->status == KK_LOG_OK)
    collect_packets (&reading);
  return g_steal_pointer (&view);
}

/* What does not simply go on from what was read before is read as by a newcomer: only the whole shows whether it is
 * older, another story, or no story at all; and a packet that is listed now may have stood in the tree before. */
KkTipView *
kk_tip_view_read (KkApp *app, KkTransport *transport, const KkTipQuestion *question, GError **error)
{
  g_autoptr (KkTipView) view = read_view (app, transport, question, error);
  KkTipQuestion whole = *question;
  KkTipView *again;

  if (view == NULL || question->known_tip == NULL ||
      (view->status == KK_LOG_OK && view->manifests->len > 0 && view->missing == 0))
    return g_steal_pointer (&view);
  whole.known_tip = NULL;
  again = read_view (app, transport, &whole, error);
  if (again != NULL)
    again->root |= view->root;
  return again;
}
