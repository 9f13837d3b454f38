/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The answer to a resync (exchange §15): everything that is shared now, decided anew, in place of what went before; and
 * to a desk what its own ended logs wrote. */

#include "app/exchange/kk-ended-log-private.h"
#include "app/exchange/kk-resync-private.h"
#include "app/exchange/kk-seal-private.h"
#include "app/exchange/kk-stored-body-private.h"
#include "format/kk-body-codec.h"
#include "vault/kk-vault-logs.h"

typedef struct {
  KkSealing *sealing;
  const KkSeatInfo *seat;
  KkVaultResync *resync;
  GPtrArray *bodies; /* (element-type KkBody): the parts of the snapshot */
  GPtrArray *beside; /* (element-type KkBody): what is said beside it */
} Answer;

static void
clear_answer (Answer *answer)
{
  g_clear_pointer (&answer->bodies, g_ptr_array_unref);
  g_clear_pointer (&answer->beside, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, clear_answer)

/* One body full of what @log wrote after @after; @last: up to where. */
static gboolean
collect_some (Answer *answer, gint64 log, gint64 *after, gboolean *more, GError **error)
{
  KkApp *app = answer->sealing->app;
  g_autoptr (GPtrArray) ops = kk_vault_op_list_of_log (app->vault, &answer->sealing->seat->desk,
                                                       log, *after, KK_STORED_BODY_OPS, error);
  g_auto (KkStoredBody) stored = { 0 };

  kk_stored_body_init (&stored, app, KK_SCOPE_RETURN);
  for (guint i = 0; ops != NULL && i < ops->len && stored.weight < KK_STORED_BODY_BYTES; i++) {
    const KkStoredOp *op = ops->pdata[i];

    *after = op->idx;
    if (!kk_stored_body_add (&stored, op, error))
      return FALSE;
  }
  *more = ops != NULL && ops->len > 0;
  if (stored.body->records->len > 0)
    g_ptr_array_add (answer->bodies, g_steal_pointer (&stored.body));
  return ops != NULL;
}

static gboolean
collect_log (Answer *answer, gint64 log, GError **error)
{
  gint64 after = answer->resync->returned;
  gboolean more = TRUE;

  while (more) {
    if (!collect_some (answer, log, &after, &more, error))
      return FALSE;
  }
  return TRUE;
}

/* What ended logs of that desk wrote, since the last time. */
static gboolean
collect_returns (Answer *answer, GError **error)
{
  KkApp *app = answer->sealing->app;
  g_autoptr (GArray) logs = NULL;
  gint64 newest;

  if (!kk_vault_op_newest (app->vault, &newest, error))
    return FALSE;
  if (newest == answer->resync->returned)
    return TRUE;
  logs = kk_ended_logs (app, &answer->seat->desk->id, error);
  for (guint i = 0; logs != NULL && i < logs->len; i++) {
    if (!collect_log (answer, g_array_index (logs, KkVaultLog, i).idx, error))
      return FALSE;
  }
  answer->resync->returned = newest;
  return logs != NULL;
}

/* @covers: the number up to which the parts together replace what went before; 0 = they replace nothing. */
static void
number_parts (GPtrArray *bodies, guint64 covers)
{
  if (bodies->len == 0 && covers > 0)
    g_ptr_array_add (bodies, kk_body_new (KK_SCOPE_RETURN));
  for (guint i = 0; covers > 0 && i < bodies->len; i++) {
    KkBody *body = bodies->pdata[i];

    body->covers = covers;
    body->part = bodies->len > 1 ? i + 1 : 0;
    body->parts = bodies->len > 1 ? bodies->len : 0;
  }
}

static gboolean
seal_sibling_part (Answer *answer, const KkBody *body, GError **error)
{
  g_autoptr (GBytes) bytes = kk_body_encode (body, error);
  KkSealOrder order = { .addressee = answer->seat, .kind = KK_STATEMENT_CONTENT, .body = bytes };
  gint64 packet;
  KkHash hash;

  return bytes != NULL && kk_seal_packet (answer->sealing, &order, &packet, &hash, error);
}

static gboolean
is_sibling (const Answer *answer)
{
  return kk_id_equal (&answer->seat->desk->id, &answer->sealing->seat->desk);
}

static gboolean
seal_parts (Answer *answer, const GPtrArray *bodies, GError **error)
{
  for (guint i = 0; i < bodies->len; i++) {
    const KkBody *body = bodies->pdata[i];

    if (!(body->scope == KK_SCOPE_SIBLING
              ? seal_sibling_part (answer, body, error)
              : kk_seal_again (answer->sealing, answer->seat, body, error)))
      return FALSE;
  }
  return TRUE;
}

/* What was dropped is said again, so that it counts as lost no longer. */
static gboolean
replace_before (Answer *answer, guint64 *covers, GError **error)
{
  KkSealing *sealing = answer->sealing;
  KkVault *vault = sealing->app->vault;
  KkVaultAddressee addressee;

  if (!kk_vault_packet_replace (vault, sealing->log, &answer->seat->seat, error) ||
      !kk_vault_addressee_get (vault, sealing->log, &answer->seat->seat, &addressee, error))
    return FALSE;
  *covers = addressee.next_sequence - 1;
  addressee.dropped_max = 0;
  return kk_vault_addressee_set (vault, sealing->log, &answer->seat->seat, &addressee, error);
}

static gboolean
collect_snapshot (Answer *answer, GError **error)
{
  KkSealing *sealing = answer->sealing;

  if (is_sibling (answer))
    return kk_seal_collect_sibling (sealing, answer->seat, answer->bodies, error);
  return kk_outbox_draft_again (sealing->app, sealing->seat, &answer->seat->desk->id,
                                answer->bodies, error) &&
         kk_seal_collect_beside (sealing, answer->seat, answer->beside, error);
}

static gboolean
answer_resync (Answer *answer, GError **error)
{
  guint64 covers;

  if (answer->resync->answer == KK_RESYNC_WITH_RETURNS && !is_sibling (answer))
    answer->resync->returns = TRUE;
  /* What went back before may be among what is replaced. */
  answer->resync->returned = 0;
  if (!collect_snapshot (answer, error) || !replace_before (answer, &covers, error) ||
      (answer->resync->returns && !collect_returns (answer, error)))
    return FALSE;
  number_parts (answer->bodies, covers);
  answer->resync->answer = KK_RESYNC_NONE;
  answer->resync->answered = kk_app_day_number (answer->sealing->app);
  return seal_parts (answer, answer->bodies, error) && seal_parts (answer, answer->beside, error);
}

/* §19: one answer per seat and day. What ended logs wrote goes back as it arrives. */
static gboolean
answer_one (KkSealing *sealing, KkVaultResync *resync, const KkSeatInfo *seat, GError **error)
{
  g_auto (Answer) answer = { .sealing = sealing, .seat = seat, .resync = resync };
  gboolean due =
      resync->answer != KK_RESYNC_NONE && resync->answered != kk_app_day_number (sealing->app);

  answer.bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_body_free);
  answer.beside = g_ptr_array_new_with_free_func ((GDestroyNotify) kk_body_free);
  if (due)
    return answer_resync (&answer, error) &&
           kk_vault_resync_set (sealing->app->vault, resync, error);
  if (!resync->returns)
    return TRUE;
  return collect_returns (&answer, error) && seal_parts (&answer, answer.bodies, error) &&
         kk_vault_resync_set (sealing->app->vault, resync, error);
}

gboolean
kk_seal_resync_answers (KkSealing *sealing, GError **error)
{
  g_autoptr (GArray) list = kk_vault_resync_list (sealing->app->vault, &sealing->seat->seat, error);

  for (guint i = 0; list != NULL && i < list->len; i++) {
    KkVaultResync *resync = &g_array_index (list, KkVaultResync, i);
    const KkSeatInfo *info = kk_directory_find_seat (sealing->app->directory, &resync->seat);

    if (info != NULL && info->active && !answer_one (sealing, resync, info, error))
      return FALSE;
  }
  return list != NULL;
}
