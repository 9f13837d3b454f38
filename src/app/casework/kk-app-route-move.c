/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* A move of a case along the route: judged, then written into the journal of the own file. */

#include "app/casework/kk-app-route.h"
#include "app/casework/kk-route-file-private.h"
#include "app/sharing/kk-statement-case-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
check_own (const KkStatementCase *place, GError **error)
{
  if (kk_id_equal (&place->case_->record.owner, &place->writer.desk))
    return TRUE;
  g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
               /* Translators: %s is the reference of a case. */
               _ ("%s is the file of another organisation, and that organisation moves it. Start "
                  "your own file about it with “case new --beside” and move that."),
               place->case_->reference);
  return FALSE;
}

static gboolean
check_plan (const KkStatementCase *place, const KkMovePlan *plan, KkStep *to, GError **error)
{
  if (!check_own (place, error) || !kk_statement_check_day (plan->date, error))
    return FALSE;
  if (plan->date != NULL && strcmp (plan->date, place->today) > 0)
    return refuse (error, _ ("A move that is still to come cannot be recorded."));
  return kk_step_parse (plan->to, to) ||
         refuse (error, _ ("There is no step with that name. The steps are S00 to S99; “case "
                           "route” shows where this case can go."));
}

static gboolean
judge (KkRouteFile *file, const KkMovePlan *plan, KkStep to, KkMoveVerdict *verdict, GError **error)
{
  file->facts.has_reason = plan->reason != NULL && *plan->reason != '\0';
  *verdict = kk_route_judge (file->step, to, &file->facts);
  if (verdict->answer == KK_MOVE_ALLOWED)
    return TRUE;
  kk_route_explain (verdict, plan->to, error);
  return FALSE;
}

static gboolean
put_links (KkRecordWriter *writer, const KkRouteFile *file, KkGate gate, GError **error)
{
  g_autoptr (KkValue) hash = NULL;
  KkOwnOp own = { .kind = KK_OP_VALUE, .basis = KK_VAULT_NO_BASIS };

  if (file->order->len > 0) {
    guint last = g_array_index (file->order, guint, file->order->len - 1);

    /* The last one that fits: what does not follow is left beside. */
    for (guint i = file->order->len; i > 0; i--) {
      last = g_array_index (file->order, guint, i - 1);
      if (file->replays[last] == KK_REPLAY_FITS || file->replays[last] == KK_REPLAY_ILLEGAL)
        break;
    }
    if (!kk_statement_put_id (writer, "nl_MoveAfter",
                              &g_array_index (file->moves, KkRouteMove, last).id, error))
      return FALSE;
  }
  if (gate == KK_GATE_NONE)
    return TRUE;
  hash = kk_value_new_bytes (file->decisions[gate].hash.bytes,
                             sizeof file->decisions[gate].hash.bytes);
  own.field = kk_schema_field_by_name (KK_RECORD_MOVE, "nl_MoveDecision")->number;
  own.value = hash;
  return kk_statement_put_text (writer, "nl_MoveGate", kk_gate_text (gate), error) &&
         kk_record_writer_add_first (writer, &own, error);
}

static gboolean
write_move (KkStatementCase *place,
            const KkRouteFile *file,
            const KkMovePlan *plan,
            const KkMoveVerdict *verdict,
            GError **error)
{
  KkRecordWriter *writer = &place->writer;
  const char *day = plan->date != NULL ? plan->date : place->today;
  const char *reason = file->facts.has_reason ? plan->reason : NULL;
  KkVaultRecord record;

  return kk_record_writer_make (writer, KK_RECORD_MOVE, &place->case_->record.thread, &record,
                                error) &&
         kk_statement_put_text (writer, "nl_MoveFrom", kk_step_text (file->step), error) &&
         kk_statement_put_text (writer, "nl_MoveTo", plan->to, error) &&
         kk_statement_put_text (writer, "nl_MoveDate", day, error) &&
         kk_statement_put_text (writer, "nl_MoveHat", kk_hat_text (file->hat), error) &&
         kk_statement_put_text (writer, "nl_MoveReason", reason, error) &&
         put_links (writer, file, verdict->gate, error) &&
         kk_work_put (writer, &place->case_->record, "nl_Stage", plan->to, 0, error);
}

gboolean
kk_app_route_move (KkApp *app, const KkMovePlan *plan, GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_auto (KkRouteFile) file = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  KkMoveVerdict verdict;
  KkStep to;

  if (!kk_statement_case_open (&place, app, plan->case_, error) ||
      !check_plan (&place, plan, &to, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && kk_route_file_read (&file, app, place.case_, error) &&
         judge (&file, plan, to, &verdict, error) &&
         write_move (&place, &file, plan, &verdict, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}
