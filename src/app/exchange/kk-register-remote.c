/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Proving the disclosure register with the heads that the server has: what somebody did to the file of a vault, or to
 * all of it, is not done to what others were shown (exchange §17). */

#include "app/register/kk-app-register.h"

#include "app/exchange/kk-remote-private.h"
#include "app/exchange/kk-tip-view-private.h"
#include "app/register/kk-register-logs-private.h"

typedef struct {
  KkApp *app;
  KkTransport *transport;
  KkRegisterProof *proof;
} Comparing;

static void
note_lost (Comparing *comparing, const KkVaultLog *log, const KkSeatInfo *writer, guint64 entries)
{
  KkLostEntries *lost = g_new0 (KkLostEntries, 1);

  lost->log = g_strdup (kk_id_text (&log->log).text);
  lost->device = writer != NULL ? g_strdup (writer->device->person.name) : NULL;
  lost->after = entries;
  g_ptr_array_add (comparing->proof->lost, lost);
}

/* Of a colleague's device that works, what is missing is still on its way. */
static gboolean
compare_head (Comparing *comparing,
              const KkVaultLog *log,
              const KkSeatInfo *writer,
              const KkTipView *view,
              GError **error)
{
  const KkManifest *newest = view->manifests->pdata[view->manifests->len - 1];
  gboolean own = kk_register_log_is_written_now (comparing->app, log);
  guint64 entries;
  gboolean has;

  if (!kk_register_chain_has (comparing->app, log, &newest->register_head, &has, &entries, error))
    return FALSE;
  comparing->proof->checked_remote |= own;
  if (own && (!has || view->newest.push_no > log->push_no))
    kk_register_proof_note_break (comparing->proof, entries + 1);
  else if (!own && !has && !writer->active)
    note_lost (comparing, log, writer, entries);
  return TRUE;
}

static gboolean
compare_log (Comparing *comparing, const KkVaultLog *log, const KkRef *shown, GError **error)
{
  KkTipQuestion question = { .log = &log->log };
  g_autoptr (KkTipView) view = NULL;

  question.writer = kk_directory_find_seat (comparing->app->directory, &log->seat);
  if (shown == NULL || question.writer == NULL ||
      !kk_transport_has_tip (comparing->transport, &shown->oid))
    return TRUE;
  question.tip = &shown->oid;
  view = kk_tip_view_read (comparing->app, comparing->transport, &question, error);
  if (view == NULL)
    return FALSE;
  if (view->status != KK_LOG_OK || view->manifests->len == 0)
    return TRUE;
  return compare_head (comparing, log, question.writer, view, error);
}

static gboolean
compare_logs (Comparing *comparing, const GArray *logs, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (KkRefList) shown = NULL;

  for (guint i = 0; i < logs->len; i++)
    g_array_append_val (names, g_array_index (logs, KkVaultLog, i).log);
  shown = kk_transport_fetch (comparing->transport, names, G_MAXUINT64, NULL,
                              comparing->app->cancellable, error);
  for (guint i = 0; shown != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);

    if (!compare_log (comparing, log, kk_ref_list_find (shown, &log->log), error))
      return FALSE;
  }
  return shown != NULL;
}

KkRegisterProof *
kk_app_register_verify_remote (KkApp *app, const KkSyncPlan *plan, GError **error)
{
  g_autoptr (KkRegisterProof) proof = kk_app_register_verify (app, error);
  g_autoptr (GArray) logs = proof != NULL ? kk_register_logs (app, error) : NULL;
  g_autofree char *remote = NULL;
  g_autoptr (KkTransport) transport =
      logs != NULL ? kk_remote_open (app, plan, &remote, error) : NULL;
  Comparing comparing = { app, transport, proof };

  if (transport == NULL || !compare_logs (&comparing, logs, error))
    return NULL;
  return g_steal_pointer (&proof);
}
