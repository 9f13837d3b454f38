/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-push-work-private.h"
#include "app/exchange/kk-tip-view-private.h"
#include "app/register/kk-recall-private.h"
#include "vault/kk-vault-logs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Magic, suite and the number of the secret: nothing proves them before the secret is known. */
#define UNPROVED 8

/* A manifest of this vault in which only that number is another one: no copy could have written it, for each is sealed with a nonce
 * of its own. */
static gboolean
is_own_damaged (const KkPushWork *work, GBytes *held)
{
  KkVault *vault = work->pushing->app->vault;
  g_autoptr (GPtrArray) pushes = kk_vault_push_list (vault, work->log, 0, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (held, &size);

  for (guint i = 0; pushes != NULL && i < pushes->len; i++) {
    gsize own_size;
    const guint8 *own =
        g_bytes_get_data (((const KkVaultPush *) pushes->pdata[i])->manifest, &own_size);

    if (own_size == size && size > UNPROVED &&
        memcmp (own + UNPROVED, data + UNPROVED, size - UNPROVED) == 0)
      return TRUE;
  }
  return FALSE;
}

/* TRUE when the branch on the server is a later or another story of this very device, or may be one: under a key of the
 * region that is not here. */
static gboolean
is_of_copy (const KkPushWork *work, const KkTipView *view)
{
  if (view->status == KK_LOG_HELD)
    return !work->pushing->is_doubt_used && !is_own_damaged (work, view->held_blob);
  if (view->status != KK_LOG_OK || view->newest.push_no < work->push->push_no)
    return FALSE;
  return view->newest.push_no > work->push->push_no ||
         !kk_hash_equal (&view->newest.manifest, &work->push->hash);
}

/* What is too large or malformed to be fetched is not ours, which is an answer too. */
static gboolean
fetch_own (KkPushWork *work, GError **error)
{
  KkPushing *pushing = work->pushing;
  g_autoptr (GArray) logs = g_array_new (FALSE, FALSE, sizeof (KkId));
  g_autoptr (KkRefList) fetched = NULL;
  g_autoptr (GError) local = NULL;

  g_array_append_val (logs, pushing->seat->log);
  fetched = kk_transport_fetch (pushing->transport, logs, G_MAXUINT64, NULL,
                                pushing->app->cancellable, &local);
  if (fetched != NULL || g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_OVER_LIMIT) ||
      g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_CORRUPT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_written_by_copy (KkPushWork *work, const KkOid *found, gboolean *copy, GError **error)
{
  KkPushing *pushing = work->pushing;
  g_autoptr (KkTipView) view = NULL;
  KkTipQuestion question = { .log = &pushing->seat->log, .tip = found };

  *copy = FALSE;
  question.writer = kk_directory_find_seat (pushing->app->directory, &pushing->seat->seat);
  if (question.writer == NULL)
    return TRUE;
  if (!fetch_own (work, error))
    return FALSE;
  if (kk_transport_has_tip (pushing->transport, found))
    view = kk_tip_view_read (pushing->app, pushing->transport, &question, NULL);
  if (view != NULL && view->status == KK_LOG_OK)
    work->seen = view->newest.push_no;
  *copy = view != NULL && is_of_copy (work, view);
  return TRUE;
}

/* Only where this server showed our messages before did it go back; another one just does not have them yet. */
static gboolean
notice_put_back (KkPushWork *work, GError **error)
{
  KkPushing *pushing = work->pushing;
  g_autofree char *text = NULL;
  guint64 shown;

  if (!kk_vault_remote_log_get (pushing->app->vault, pushing->remote, work->log, &shown, &text,
                                error))
    return FALSE;
  /* That the server is empty was said already, and says this too. */
  if (shown > work->seen && pushing->notices->len == 0)
    g_ptr_array_add (pushing->notices,
                     g_strdup (_ ("The server was put back to an earlier state. Your own messages "
                                  "have been placed there again.")));
  return TRUE;
}

/* The mirror was lost: what the server has is what it was told before. */
static gboolean
fetch_base (KkPushWork *work, const KkOid *found, GError **error)
{
  gboolean fetched = fetch_own (work, error);

  if (fetched && kk_transport_has_tip (work->pushing->transport, found))
    work->base = *found;
  return fetched;
}

/* A push without a parent has a new root: nothing of what was before goes with it (§12 "When"). */
static gboolean
is_new_root (const KkPushWork *work)
{
  return work->push->parent == NULL && work->push->push_no > 1;
}

/* The server has what was confirmed last, so what replaces it is expected. */
static gboolean
is_expected (KkPushWork *work, const KkOid *found, gboolean *expected, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultPush) last = NULL;
  KkOid commit;

  *expected = FALSE;
  if (work->push->state != KK_PUSH_PENDING || !is_new_root (work))
    return TRUE;
  last = kk_vault_push_last_confirmed (work->pushing->app->vault, work->log, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  *expected = last != NULL && last->commit != NULL && kk_oid_parse (last->commit, &commit) &&
              kk_oid_equal (found, &commit);
  return TRUE;
}

/* What is built on: the last commit of ours that the mirror has, whatever the server shows, so that a server that takes
 * no forced update is content too. */
static gboolean
choose_base (KkPushWork *work, const KkOid *found, GError **error)
{
  KkPushing *pushing = work->pushing;
  KkOid parent = { 0 };
  gboolean expected;
  gboolean copy;

  memset (&work->base, 0, sizeof work->base);
  if (!is_expected (work, found, &expected, error) || expected)
    return expected;
  if (work->push->parent != NULL && kk_oid_parse (work->push->parent, &parent) &&
      !kk_oid_is_zero (&parent) && kk_transport_has_tip (pushing->transport, &parent))
    work->base = parent;
  if (kk_oid_equal (found, &parent) && work->push->state == KK_PUSH_PENDING)
    return kk_oid_is_zero (found) || !kk_oid_is_zero (&work->base) ||
           fetch_base (work, found, error);
  if (!kk_oid_is_zero (found)) {
    if (!is_written_by_copy (work, found, &copy, error))
      return FALSE;
    if (copy) {
      pushing->copied = TRUE;
      return TRUE;
    }
  }
  return notice_put_back (work, error);
}

/* T2: the server shows it, so it is so. */
static gboolean
confirm_push (KkPushWork *work, const KkOid *commit, GError **error)
{
  KkVault *vault = work->pushing->app->vault;
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (vault, error);
  KkVaultLog log;

  if (transaction == NULL || !kk_vault_log_get (vault, work->log, &log, error))
    return FALSE;
  work->push->state = KK_PUSH_CONFIRMED;
  if (is_new_root (work) && !kk_app_forget_mirror (work->pushing->app, error))
    return FALSE;
  log.heard = kk_app_now (work->pushing->app);
  return kk_vault_push_update (vault, work->push, error) &&
         kk_vault_push_forget (vault, work->log, log.checkpoint_no, error) &&
         kk_vault_log_update (vault, &log, error) &&
         kk_vault_remote_log_set (vault, work->pushing->remote, work->log, work->push->push_no,
                                  kk_oid_text (commit).text, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

static gboolean
remember_commit (KkPushWork *work, const KkOid *commit, GError **error)
{
  g_free (work->push->commit);
  work->push->commit = g_strdup (kk_oid_text (commit).text);
  return kk_vault_push_update (work->pushing->app->vault, work->push, error);
}

/* A commit that was made before is pushed as it is: the same bytes, also on the board. */
static gboolean
make_commit (KkPushWork *work, KkOid *commit, GError **error)
{
  if (work->push->commit != NULL && kk_oid_parse (work->push->commit, commit) &&
      kk_transport_has_tip (work->pushing->transport, commit))
    return TRUE;
  return kk_push_open (work, error) && kk_push_write (work, commit, error) &&
         remember_commit (work, commit, error);
}

/* Where a server takes no forced update the same tree follows on what it has, and the old messages stay there. */
static gboolean
push_behind (KkPushWork *work, KkPush *push, GError **error)
{
  KkPushing *pushing = work->pushing;
  g_autoptr (KkTipWrite) write = kk_tip_write_new (&push->commit, &push->expected);

  if (!kk_transport_has_tip (pushing->transport, &push->expected) && !fetch_own (work, error))
    return FALSE;
  if (!kk_transport_write_tip (pushing->transport, write, &push->commit, error) ||
      !remember_commit (work, &push->commit, error))
    return FALSE;
  push->force = FALSE;
  if (!kk_transport_push (pushing->transport, push, NULL, pushing->app->cancellable, error))
    return FALSE;
  g_ptr_array_add (pushing->notices,
                   g_strdup (_ ("The server keeps old messages: it does not let this device clear "
                                "its history there. They cannot be read by anybody who was not "
                                "meant to. Ask the administrator of the server to allow it.")));
  return TRUE;
}

static gboolean
push_commit (KkPushWork *work, KkPush *push, GError **error)
{
  KkPushing *pushing = work->pushing;
  g_autoptr (GError) local = NULL;

  if (kk_transport_push (pushing->transport, push, NULL, pushing->app->cancellable, &local))
    return TRUE;
  if (push->force && is_new_root (work) &&
      g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED))
    return push_behind (work, push, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
send_push (KkPushWork *work, const KkOid *found, GError **error)
{
  KkPushing *pushing = work->pushing;
  g_autoptr (KkRefList) after = NULL;
  const KkRef *shown;
  KkOid commit;
  KkPush push = { .log = pushing->seat->log, .expected = *found };

  if (!choose_base (work, found, error))
    return FALSE;
  if (pushing->copied)
    return TRUE;
  if (!make_commit (work, &commit, error))
    return FALSE;
  push.commit = commit;
  push.force = !kk_oid_is_zero (found);
  if (!push_commit (work, &push, error))
    return FALSE;
  commit = push.commit;
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

/* What waits, or else what was confirmed last: that has to be there still (§15 step 8). */
static gboolean
find_push (KkPushWork *work, GError **error)
{
  g_autoptr (GError) local = NULL;

  work->push = kk_vault_push_pending (work->pushing->app->vault, work->log, &local);
  if (work->push == NULL && local == NULL)
    work->push = kk_vault_push_last_confirmed (work->pushing->app->vault, work->log, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

gboolean
kk_push_finish (KkPushing *pushing, const KkRefList *refs, GError **error)
{
  g_auto (KkPushWork) work = { .pushing = pushing };
  const KkRef *shown = kk_ref_list_find (refs, &pushing->seat->log);
  KkOid found = { 0 };
  KkOid commit;

  if (!kk_vault_log_find (pushing->app->vault, &pushing->seat->log, &work.log))
    return TRUE;
  if (!find_push (&work, error))
    return FALSE;
  if (work.push == NULL)
    return TRUE;
  if (shown != NULL)
    found = shown->oid;
  if (work.push->commit != NULL && kk_oid_parse (work.push->commit, &commit) &&
      kk_oid_equal (&found, &commit))
    return work.push->state == KK_PUSH_CONFIRMED || confirm_push (&work, &commit, error);
  return send_push (&work, &found, error);
}
