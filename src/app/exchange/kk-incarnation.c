/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/exchange/kk-incarnation-private.h"

#include "app/exchange/kk-record-notice-private.h"
#include "app/exchange/kk-resync-private.h"
#include "app/register/kk-entry-chain-private.h"
#include "base/kk-limits.h"
#include "crypto/kk-derive.h"
#include "vault/kk-vault-changes.h"
#include "vault/kk-vault-logs.h"
#include "vault/kk-vault-outbox.h"
#include "vault/kk-vault-records.h"
#include "vault/kk-vault-settings.h"

static KkId
derive_log (KkApp *app, const KkOwnSeat *seat, guint32 incarnation)
{
  return kk_derive_log_id (kk_directory_get_network_id (app->directory), &seat->seat, incarnation);
}

/* §11: 1 + the highest known, but never further than readers look: others could have put names there. */
static guint32
pick_incarnation (KkApp *app, const KkOwnSeat *seat, const KkRefList *refs)
{
  guint32 next = seat->incarnation + 1;

  for (guint32 n = 1; refs != NULL && n < KK_LIMIT_INCARNATIONS_AHEAD; n++) {
    KkId log = derive_log (app, seat, seat->incarnation + n);

    if (kk_ref_list_find (refs, &log) != NULL)
      next = seat->incarnation + n + 1;
  }
  return next;
}

gboolean
kk_incarnation_find_before (KkApp *app, const KkOwnSeat *seat, KkPin *pin, GError **error)
{
  g_autoptr (GArray) logs = kk_vault_log_list (app->vault, &seat->seat, error);

  *pin = (KkPin){ .push_no = 0 };
  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    const KkVaultLog *log = &g_array_index (logs, KkVaultLog, i);
    g_autoptr (KkVaultPush) last = NULL;
    g_autoptr (GError) local = NULL;

    if (log->incarnation >= seat->incarnation || log->push_no == 0)
      continue;
    last = kk_vault_push_last_confirmed (app->vault, log->idx, &local);
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (last != NULL)
      *pin = (KkPin){ log->log, last->push_no, last->hash };
  }
  return logs != NULL;
}

/* What this vault wrote since its last push nobody has: under the old log its numbers may be used by the other copy. */
static gboolean
move_unsent (KkApp *app, gint64 before, gint64 after, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KkVaultPush) last = kk_vault_push_last_confirmed (app->vault, before, &local);

  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return kk_vault_op_move (app->vault, before, after, last != NULL ? last->made : 0, error);
}

/* §17: the register of the new log begins with the last value known of the old one. */
static gboolean
continue_register (KkApp *app, gint64 before, gint64 after, GError **error)
{
  g_autoptr (KkEntry) entry = kk_entry_new (KK_ENTRY_CONTINUED);

  return kk_entry_chain_head (app, before, &entry->body, error) &&
         kk_entry_chain_append (app, after, entry, error);
}

static gboolean
resync_with (KkApp *app, const KkOwnSeat *own, const KkId *seat, GError **error)
{
  KkVaultResync resync;

  if (!kk_vault_resync_get (app->vault, &own->seat, seat, &resync, error))
    return FALSE;
  resync.ask = KK_RESYNC_WITH_RETURNS;
  resync.answer = MAX (resync.answer, KK_RESYNC_PLAIN);
  resync.asked = resync.answered = 0;
  return kk_vault_resync_set (app->vault, &resync, error);
}

/* §15: as if every partner and sibling had asked a resync; and one is asked of all of them. */
static gboolean
resync_all (KkApp *app, const KkOwnSeat *own, GError **error)
{
  const GPtrArray *seats = kk_directory_get_seats (app->directory);
  g_autoptr (GHashTable) desks = kk_vault_partner_desks (app->vault, &own->desk, error);

  for (guint i = 0; desks != NULL && i < seats->len; i++) {
    const KkSeatInfo *info = seats->pdata[i];

    if (info->active && !kk_id_equal (&info->seat, &own->seat) &&
        (kk_id_equal (&info->desk->id, &own->desk) ||
         g_hash_table_contains (desks, &info->desk->id)) &&
        !resync_with (app, own, &info->seat, error))
      return FALSE;
  }
  return desks != NULL;
}

static gboolean
begin_log (KkApp *app, const KkOwnSeat *seat, gint64 *log, GError **error)
{
  KkVaultSeat stored = { .id = seat->seat, .desk = seat->desk, .active = TRUE };

  stored.incarnation = seat->incarnation;
  if (!kk_vault_log_ensure (app->vault, &seat->log, &seat->seat, &seat->desk, seat->incarnation,
                            log, error))
    return FALSE;
  stored.log = *log;
  return kk_vault_seat_set (app->vault, &stored, error);
}

static char *
name_day (const KkOwnSeat *seat)
{
  return g_strdup_printf ("incarnation-day/%s", kk_id_text (&seat->seat).text);
}

static gboolean
note_day (KkApp *app, const KkOwnSeat *seat, GError **error)
{
  g_autofree char *name = name_day (seat);

  return kk_vault_setting_set_number (app->vault, name, kk_app_day_number (app), error);
}

gboolean
kk_incarnation_start (KkApp *app, KkOwnSeat *seat, const KkRefList *refs, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = kk_vault_begin (app->vault, error);
  KkOwnSeat next = *seat;
  gint64 before;
  gint64 after;

  next.incarnation = pick_incarnation (app, seat, refs);
  next.log = derive_log (app, seat, next.incarnation);
  if (transaction == NULL ||
      !kk_vault_log_ensure (app->vault, &seat->log, &seat->seat, &seat->desk, seat->incarnation,
                            &before, error) ||
      !begin_log (app, &next, &after, error) || !move_unsent (app, before, after, error) ||
      !kk_record_notice_move (app, &seat->log, &next.log, error) ||
      !kk_incarnation_look_at_waiting (app, seat, error) ||
      !continue_register (app, before, after, error) || !resync_all (app, &next, error) ||
      !note_day (app, &next, error) || !kk_vault_commit (g_steal_pointer (&transaction), error))
    return FALSE;
  *seat = next;
  return TRUE;
}

gboolean
kk_incarnation_was_today (KkApp *app, const KkOwnSeat *seat, gboolean *was, GError **error)
{
  g_autofree char *name = name_day (seat);
  gint64 day;

  if (!kk_vault_setting_get_number (app->vault, name, 0, &day, error))
    return FALSE;
  *was = day == kk_app_day_number (app);
  return TRUE;
}

gboolean
kk_incarnation_is_due (KkApp *app, const KkOwnSeat *seat, gboolean *due, GError **error)
{
  gboolean contradicted;
  gboolean was;
  gint64 idx;

  *due = FALSE;
  if (!kk_vault_log_find (app->vault, &seat->log, &idx))
    return TRUE;
  if (!kk_vault_mark_contradicts (app->vault, idx, &contradicted, error) ||
      !kk_incarnation_was_today (app, seat, &was, error))
    return FALSE;
  *due = contradicted && !was;
  return TRUE;
}

gboolean
kk_incarnation_has_later (KkApp *app, const KkOwnSeat *seat, const KkRefList *refs)
{
  for (guint32 n = 1; n <= KK_LIMIT_INCARNATIONS_AHEAD; n++) {
    KkId log = derive_log (app, seat, seat->incarnation + n);

    if (kk_ref_list_find (refs, &log) != NULL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
remove_branch (KkApp *app, KkTransport *transport, const KkRef *ref, GError **error)
{
  const KkPush push = { .log = ref->log, .expected = ref->oid, .force = TRUE };
  g_autoptr (GError) local = NULL;

  if (kk_transport_push (transport, &push, NULL, app->cancellable, &local) ||
      g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_REFUSED) ||
      g_error_matches (local, KK_SYNC_ERROR, KK_SYNC_ERROR_LEASE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_over (KkApp *app, const KkOwnSeat *seat, const char *name, gboolean *over, GError **error)
{
  const KkRegion *region = kk_directory_get_region (app->directory);
  gint64 day;

  if (!kk_vault_setting_get_number (app->vault, name, 0, &day, error))
    return FALSE;
  *over = seat->incarnation > 0 && day != 0 && region != NULL &&
          kk_app_day_number (app) - day > (gint64) region->days_to_live;
  return TRUE;
}

gboolean
kk_incarnation_remove_old (KkApp *app,
                           const KkOwnSeat *seat,
                           const KkRefList *refs,
                           KkTransport *transport,
                           GError **error)
{
  g_autofree char *name = name_day (seat);
  gboolean over;

  if (!is_over (app, seat, name, &over, error))
    return FALSE;
  for (guint32 n = 0; over && n < seat->incarnation; n++) {
    KkId log = derive_log (app, seat, n);
    const KkRef *ref = kk_ref_list_find (refs, &log);

    if (ref != NULL && (!remove_branch (app, transport, ref, error) ||
                        !kk_vault_setting_set_number (app->vault, name, 0, error)))
      return FALSE;
  }
  return TRUE;
}
