/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-app-sync.h"

#include "app/exchange/kk-carrier-private.h"
#include "app/exchange/kk-incarnation-private.h"
#include "app/exchange/kk-notices-private.h"
#include "app/exchange/kk-outbox-private.h"
#include "app/exchange/kk-push-private.h"
#include "app/exchange/kk-receive-private.h"
#include "app/exchange/kk-remote-private.h"
#include "app/exchange/kk-restored-private.h"
#include "app/exchange/kk-sync-private.h"
#include "app/exchange/kk-sync-report-private.h"
#include "app/exchange/kk-unknown-field-private.h"
#include "app/register/kk-app-recall.h"
#include "app/register/kk-erasure-private.h"
#include "app/vault/kk-backup-erased-private.h"
#include "sync/kk-transport-git.h"
#include "vault/kk-vault-cases.h"
#include "vault/kk-vault-inbox.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-settings.h"

#include <glib/gi18n-lib.h>

/* One sync on its way. */
typedef struct {
  KkApp *app;
  KkTransport *transport;
  char *
      remote; /* address, and the name under which the vault remembers what it showed; NULL = carried by hand */
  KkSyncReport *report;
  gboolean beside; /* whatever else the server holds */
} Syncing;

static void
clear_syncing (Syncing *syncing)
{
  g_clear_object (&syncing->transport);
  g_clear_pointer (&syncing->remote, g_free);
  g_clear_pointer (&syncing->report, kk_sync_report_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Syncing, clear_syncing)

static gboolean
keep_login (Syncing *syncing, const KkSyncPlan *plan, GError **error)
{
  const KkRemoteLogin given = { (char *) (gintptr) plan->user, plan->password };

  return plan->user == NULL || plan->password == NULL ||
         kk_remote_login_keep (syncing->app, syncing->remote, &given, error);
}

static void
add_notice (Syncing *syncing, const char *text)
{
  g_ptr_array_add (syncing->report->notices, g_strdup (text));
}

/* §15 steps 4 and 8: nothing more is sealed under numbers that another vault may have used. */
static gboolean
start_incarnation (Syncing *syncing, KkOwnSeat *seat, const KkRefList *refs, GError **error)
{
  if (!kk_incarnation_start (syncing->app, seat, refs, error))
    return FALSE;
  add_notice (syncing,
              _ ("There are messages of this device that this vault did not write: it was put back "
                 "from an older copy, or a copy of it is in use on another computer. This vault "
                 "goes on under a new number, and asks everybody for what is missing here. If "
                 "there is another copy, stop using it."));
  return TRUE;
}

static gboolean
finish_push (Syncing *syncing, KkOwnSeat *seat, const KkRefList *refs, GError **error)
{
  KkPushing pushing = { .app = syncing->app, .seat = seat, .transport = syncing->transport };

  pushing.remote = syncing->remote;
  pushing.notices = syncing->report->notices;
  return kk_incarnation_was_today (syncing->app, seat, &pushing.is_doubt_used, error) &&
         kk_push_finish (&pushing, refs, error) &&
         (!pushing.copied || start_incarnation (syncing, seat, refs, error));
}

/* A push that the server refuses is no reason not to receive: it is told when that is done. */
static void
finish_pushes (Syncing *syncing, const KkRefList *refs, GError **refused)
{
  gboolean later = FALSE;

  for (guint i = 0; i < syncing->app->seats->len && *refused == NULL; i++) {
    KkOwnSeat *seat = &g_array_index (syncing->app->seats, KkOwnSeat, i);

    later = later || kk_incarnation_has_later (syncing->app, seat, refs);
    (void) finish_push (syncing, seat, refs, refused);
  }
  if (later)
    add_notice (syncing,
                _ ("Another copy of this vault goes on under a newer number. Two copies of one "
                   "vault miss each other's work: find out which computer has it, use one of them "
                   "only, and ask your administrator to remove the other."));
}

/* Before sending, so that who sent it hears of it with this very push. */
static gboolean
tell_senders (Syncing *syncing, guint known, GError **error)
{
  GPtrArray *notices = syncing->report->notices;
  guint breaches;
  guint count;

  if (!kk_notices_tell (syncing->app, &breaches, error) ||
      !kk_notices_count (syncing->app, &count, error))
    return FALSE;
  if (breaches > 0)
    g_ptr_array_add (notices,
                     g_strdup (_ ("A partner sent something that you may not have. It was not "
                                  "stored, the partner is told, and a draft breach note was made: "
                                  "breach list. Show it to your data protection officer today.")));
  if (count > known)
    g_ptr_array_add (notices,
                     g_strdup (_ ("A partner could not take something that you sent. What it is "
                                  "and what you can do: notice list.")));
  return TRUE;
}

static gboolean
receive (Syncing *syncing, const KkRefList *refs, GError **error)
{
  g_auto (KkReceiving) receiving = { 0 };
  guint known;

  if (!kk_unknown_fields_ask_again (syncing->app, error) ||
      !kk_notices_count (syncing->app, &known, error))
    return FALSE;
  kk_receiving_init (&receiving, syncing->app, syncing->transport, syncing->remote,
                     syncing->report);
  if (!kk_receive (&receiving, refs, error))
    return FALSE;
  syncing->report->applied = receiving.count.applied;
  syncing->report->quarantined = receiving.count.quarantined;
  syncing->report->held = receiving.count.held;
  return tell_senders (syncing, known, error);
}

/* A member may say that it read more than this vault wrote (§15 step 4). */
static gboolean
check_marks (Syncing *syncing, KkOwnSeat *seat, const KkRefList *refs, GError **error)
{
  gboolean due;

  return kk_incarnation_is_due (syncing->app, seat, &due, error) &&
         (!due || start_incarnation (syncing, seat, refs, error));
}

static gboolean
seal_and_push (Syncing *syncing, KkOwnSeat *seat, const KkRefList *refs, GError **error)
{
  KkSealResult sealed;

  if (!check_marks (syncing, seat, refs, error) ||
      !kk_incarnation_remove_old (syncing->app, seat, refs, syncing->transport, error) ||
      !kk_outbox_seal (syncing->app, seat, &sealed, error))
    return FALSE;
  syncing->report->pushed_packets += sealed.packets;
  syncing->report->pushed_bytes += sealed.bytes;
  syncing->report->bodies_held += sealed.held;
  return (!sealed.pushed || finish_push (syncing, seat, refs, error)) &&
         kk_outbox_may_seal (syncing->app, error);
}

static gboolean
send (Syncing *syncing, GError **error)
{
  g_autoptr (KkRefList) refs = NULL;

  for (guint i = 0; i < syncing->app->seats->len; i++) {
    g_clear_pointer (&refs, kk_ref_list_free);
    refs = kk_transport_list_refs (syncing->transport, syncing->app->cancellable, error);
    if (refs == NULL ||
        !seal_and_push (syncing, &g_array_index (syncing->app->seats, KkOwnSeat, i), refs, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
exchange (Syncing *syncing, GError **error)
{
  g_autoptr (KkRefList) refs = NULL;
  g_autoptr (GError) refused = NULL;

  kk_app_report_progress (syncing->app, _ ("Contacting the server"), 0, 0);
  refs = kk_transport_list_refs (syncing->transport, syncing->app->cancellable, error);
  if (refs == NULL ||
      !kk_remote_check (syncing->app, refs, syncing->beside, syncing->report->notices, error))
    return FALSE;
  finish_pushes (syncing, refs, &refused);
  kk_app_report_progress (syncing->app, _ ("Receiving"), 0, 0);
  if (!receive (syncing, refs, error) ||
      !kk_restored_tell (syncing->app, syncing->transport, refs, syncing->report->notices, error))
    return FALSE;
  if (refused != NULL) {
    g_propagate_error (error, g_steal_pointer (&refused));
    return FALSE;
  }
  kk_app_report_progress (syncing->app, _ ("Sending"), 0, 0);
  return send (syncing, error);
}

/* After an erasure, or when a branch got a new root: the mirror is a cache, and what it kept of before has to go. */
static gboolean
renew_mirror (Syncing *syncing, GError **error)
{
  KkVault *vault = syncing->app->vault;
  gint64 due;

  if (!kk_vault_setting_get_number (vault, KK_SETTING_FORGET_MIRROR, 0, &due, error))
    return FALSE;
  return due == 0 || (kk_transport_git_reset (KK_TRANSPORT_GIT (syncing->transport), error) &&
                      kk_vault_setting_set_number (vault, KK_SETTING_FORGET_MIRROR, 0, error));
}

static gboolean
notice_requests (Syncing *syncing, GError **error)
{
  guint open;

  if (!kk_app_recall_count_open (syncing->app, &open, error))
    return FALSE;
  if (open > 0)
    g_ptr_array_add (
        syncing->report->notices,
        g_strdup_printf (ngettext ("%u request to erase something waits for your answer. “recall "
                                   "list” shows what is asked and by whom.",
                                   "%u requests to erase something wait for your answer. “recall "
                                   "list” shows what is asked and by whom.",
                                   open),
                         open));
  return TRUE;
}

static gboolean
take_bundle (Syncing *syncing, const char *path, GError **error)
{
  g_autoptr (KkRefList) refs = NULL;

  kk_app_report_progress (syncing->app, _ ("Receiving"), 0, 0);
  syncing->transport = kk_carrier_take (syncing->app, path, error);
  if (syncing->transport != NULL)
    refs = kk_transport_list_refs (syncing->transport, syncing->app->cancellable, error);
  return refs != NULL && receive (syncing, refs, error);
}

/* What was sealed stays live until its addressee says that it came: a file that gets lost loses nothing. */
static gboolean
give_bundle (Syncing *syncing, const char *path, GError **error)
{
  g_autoptr (KkRefList) nothing = NULL;
  g_autoptr (GError) refused = NULL;

  kk_app_report_progress (syncing->app, _ ("Sending"), 0, 0);
  g_clear_object (&syncing->transport);
  syncing->transport = kk_carrier_new (syncing->app, error);
  if (syncing->transport != NULL)
    nothing = kk_transport_list_refs (syncing->transport, syncing->app->cancellable, error);
  if (nothing != NULL)
    finish_pushes (syncing, nothing, &refused);
  if (refused != NULL) {
    g_propagate_error (error, g_steal_pointer (&refused));
    return FALSE;
  }
  return nothing != NULL && send (syncing, error) &&
         kk_carrier_add_others (syncing->app, syncing->transport, error) &&
         kk_carrier_give (syncing->app, path, error);
}

static gboolean
carry (Syncing *syncing, const KkSyncPlan *plan, GError **error)
{
  gboolean done = (plan->bundle_in == NULL || take_bundle (syncing, plan->bundle_in, error)) &&
                  (plan->bundle_out == NULL || give_bundle (syncing, plan->bundle_out, error));

  kk_carrier_remove (syncing->app);
  return done;
}

static gboolean
meet_server (Syncing *syncing, const KkSyncPlan *plan, GError **error)
{
  syncing->transport = kk_remote_open (syncing->app, plan, &syncing->remote, error);
  return syncing->transport != NULL && exchange (syncing, error) &&
         keep_login (syncing, plan, error) && renew_mirror (syncing, error);
}

static gboolean
count_conflicts (Syncing *syncing, GError **error)
{
  gint64 count;

  if (!kk_vault_conflict_count (syncing->app->vault, NULL, &count, error))
    return FALSE;
  syncing->report->conflicts = (guint) count;
  return TRUE;
}

static KkSyncReport *
finish_report (Syncing *syncing, GError **error)
{
  if (!kk_sync_report_logs (syncing->app, syncing->report, error) ||
      !kk_sync_report_warn (syncing->app, syncing->report, error) ||
      !count_conflicts (syncing, error) || !notice_requests (syncing, error))
    return NULL;
  /* What a partner erased must not come back from an older backup either. */
  kk_backup_erased_spread (syncing->app);
  return g_steal_pointer (&syncing->report);
}

/* Writes nothing: it fails when the folder of the vault was taken away, where a mirror would come to lie in a new one. */
static gboolean
check_is_there (KkApp *app, GError **error)
{
  g_autoptr (KkVaultTransaction) held = kk_vault_begin (app->vault, error);

  return held != NULL;
}

KkSyncReport *
kk_app_sync (KkApp *app, const KkSyncPlan *plan, GError **error)
{
  g_auto (Syncing) syncing = { .app = app, .beside = plan->beside };
  gboolean by_hand = plan->bundle_in != NULL || plan->bundle_out != NULL;

  if (kk_app_first_seat (app, error) == NULL || !check_is_there (app, error))
    return NULL;
  syncing.report = kk_sync_report_new ();
  if (!(by_hand ? carry (&syncing, plan, error) : meet_server (&syncing, plan, error)))
    return NULL;
  return finish_report (&syncing, error);
}

KkSyncReport *
kk_app_sync_over (KkApp *app, KkTransport *transport, const char *remote, GError **error)
{
  g_auto (Syncing) syncing = { .app = app, .beside = TRUE };

  if (kk_app_first_seat (app, error) == NULL)
    return NULL;
  syncing.report = kk_sync_report_new ();
  syncing.transport = g_object_ref (transport);
  syncing.remote = g_strdup (remote);
  return exchange (&syncing, error) ? finish_report (&syncing, error) : NULL;
}
