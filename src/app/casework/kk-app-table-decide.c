/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What a participant brings to the table, and the joint decision with all that follows from it. */

#include "app/casework/kk-app-table.h"

#include "app/casework/kk-app-due.h"
#include "app/casework/kk-route-file-private.h"
#include "app/casework/kk-table-private.h"
#include "app/sharing/kk-app-object.h"
#include "app/sharing/kk-share-ask-private.h"
#include "app/sharing/kk-statement-case-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error, KkAppError code, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, (int) code, sentence);
  return FALSE;
}

static gboolean
check_own (const KkStatementCase *place, GError **error)
{
  return kk_id_equal (&place->case_->record.owner, &place->writer.desk) ||
         refuse (error, KK_APP_ERROR_USAGE,
                 _ ("This is the file of another organisation. Start your own file about the case "
                    "with “case new --beside”."));
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || strspn (text, " \t\r\n") == strlen (text);
}

static gboolean
write_contribution (KkStatementCase *place, const char *text, KkCategories ticked, GError **error)
{
  KkRecordWriter *writer = &place->writer;
  KkVaultRecord record;

  return kk_record_writer_make (writer, KK_RECORD_JOURNAL_ENTRY, &place->case_->record.thread,
                                &record, error) &&
         kk_work_put (writer, &record, "cco_CaseComment", text, ticked, error) &&
         kk_work_put (writer, &record, "nl_EntryDate", place->today, 0, error) &&
         kk_work_put (writer, &record, "nl_EntryKind", KK_TABLE_ENTRY, 0, error);
}

gboolean
kk_app_table_contribute (KkApp *app,
                         const char *case_,
                         const char *text,
                         KkCategories categories,
                         GError **error)
{
  g_auto (KkStatementCase) place = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (is_blank (text))
    return refuse (error, KK_APP_ERROR_USAGE, _ ("Say what the table needs to know."));
  if (!kk_statement_case_open (&place, app, case_, error) || !check_own (&place, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && write_contribution (&place, text, categories, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* The decision. */

typedef struct {
  KkStatementCase place;
  KkRouteFile file;
  const KkTableDecision *decision;
  KkGate gate;
} Deciding;

static void
clear_deciding (Deciding *deciding)
{
  kk_route_file_clear (&deciding->file);
  kk_statement_case_clear (&deciding->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deciding, clear_deciding)

static gboolean
check_tracks (const Deciding *deciding, GError **error)
{
  const GPtrArray *tracks = deciding->decision->tracks;
  guint n_tracks = tracks != NULL ? tracks->len : 0;
  KkTrack track;

  if (deciding->gate == KK_GATE_G2)
    return n_tracks == 0 ||
           refuse (error, KK_APP_ERROR_REFUSED,
                   _ ("This case is still being weighed. Decide first whether it fits the table; "
                      "the tracks are chosen after that."));
  if (deciding->decision->rejected)
    return refuse (error, KK_APP_ERROR_REFUSED,
                   _ ("This case is at the table already and cannot be turned down any more. Close "
                      "it at gate G7 when nothing has to be done."));
  if (n_tracks == 0)
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER,
                   _ ("Say which tracks the table chooses: zorg, straf or ondermijning, with "
                      "--track."));
  for (guint i = 0; i < n_tracks; i++) {
    if (!kk_track_parse (tracks->pdata[i], &track))
      return refuse (error, KK_APP_ERROR_USAGE, _ ("A track is zorg, straf or ondermijning."));
  }
  return TRUE;
}

/* Where the case stands says what there is to decide. */
static gboolean
check_decision (Deciding *deciding, GError **error)
{
  if (!check_own (&deciding->place, error))
    return FALSE;
  if (deciding->file.hat != KK_HAT_ZVH)
    return refuse (error, KK_APP_ERROR_REFUSED,
                   _ ("The table decides at the desk of the Zorg- en Veiligheidshuis. Bring what "
                      "you know with “table contribute”."));
  if (deciding->file.step != KK_STEP_FORWARD && deciding->file.step != KK_STEP_TABLE)
    return refuse (error, KK_APP_ERROR_REFUSED,
                   _ ("This case is not before the table. “table agenda” shows those that are."));
  if (is_blank (deciding->decision->motivation))
    return refuse (error, KK_APP_ERROR_NEEDS_ANSWER,
                   _ ("A decision of the table says why. Give the reasons with --reason."));
  deciding->gate = deciding->file.step == KK_STEP_FORWARD ? KK_GATE_G2 : KK_GATE_G5;
  return check_tracks (deciding, error);
}

/* (transfer full) (element-type utf8): who took part before, and who is named now. */
static GPtrArray *
list_recipients (const Deciding *deciding, GError **error)
{
  KkApp *app = deciding->place.writer.app;
  const GPtrArray *named = deciding->decision->participants;
  g_autoptr (GArray) seated = kk_table_participants (app, deciding->place.case_, error);
  g_autoptr (GPtrArray) recipients = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; seated != NULL && i < seated->len; i++)
    g_ptr_array_add (recipients, g_strdup (kk_id_text (&g_array_index (seated, KkId, i)).text));
  for (guint i = 0; seated != NULL && named != NULL && i < named->len; i++) {
    const KkDesk *desk = kk_directory_resolve_desk (app->directory, named->pdata[i], NULL, error);

    if (desk == NULL)
      return NULL;
    if (!g_ptr_array_find_with_equal_func (recipients, kk_id_text (&desk->id).text, g_str_equal,
                                           NULL))
      g_ptr_array_add (recipients, g_strdup (kk_id_text (&desk->id).text));
  }
  return seated != NULL ? g_steal_pointer (&recipients) : NULL;
}

/* (transfer full) (nullable) */
static char *
join (const GPtrArray *texts, const char *separator)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? separator : "", (char *) texts->pdata[i]);
  return g_string_free (joined, joined->len == 0);
}

static gboolean
sign_decision (const Deciding *deciding, GError **error)
{
  const KkTableDecision *decision = deciding->decision;
  g_autoptr (GPtrArray) recipients = list_recipients (deciding, error);
  g_autoptr (GPtrArray) signed_ = NULL;
  g_autofree char *tracks = join (decision->tracks, ";");
  g_autofree char *positions = join (decision->positions, "\n");
  const KkGateWords words = { tracks, positions, decision->motivation, decision->dissent };
  KkObjectPlan plan = { .kind = KK_OBJECT_GATE, .case_ = decision->case_, .words = &words };

  if (recipients == NULL)
    return FALSE;
  plan.recipients = recipients;
  plan.gate = deciding->gate;
  plan.result = decision->rejected ? kk_gate_result_text (KK_GATE_RESULT_REJECTED) : NULL;
  signed_ = kk_app_object_issue (deciding->place.writer.app, &plan, error);
  return signed_ != NULL;
}

static gboolean
follow_route (const Deciding *deciding, GError **error)
{
  const KkTableDecision *decision = deciding->decision;
  KkMovePlan move = { .case_ = decision->case_, .reason = decision->motivation };

  if (deciding->gate != KK_GATE_G2)
    return TRUE;
  move.to = kk_step_text (decision->rejected ? KK_STEP_BACK : KK_STEP_TABLE);
  return kk_app_route_move (deciding->place.writer.app, &move, error);
}

static gboolean
has_track (const Deciding *deciding, const char *kind)
{
  for (guint i = 0; i < deciding->file.tracks->len; i++) {
    const KkWorkRecord *track = deciding->file.tracks->pdata[i];

    if (kk_id_equal (&track->record.owner, &deciding->place.writer.desk) &&
        g_strcmp0 (kk_work_text (track, "nl_TrackKind"), kind) == 0 &&
        kk_work_text (track, "nl_TrackEnd") == NULL)
      return TRUE;
  }
  return FALSE;
}

/* A track that the table chose before goes on. */
static gboolean
start_tracks (const Deciding *deciding, GError **error)
{
  const GPtrArray *tracks = deciding->decision->tracks;

  for (guint i = 0; tracks != NULL && i < tracks->len; i++) {
    KkTrackPlan plan = { .case_ = deciding->decision->case_, .kind = tracks->pdata[i] };

    if (!has_track (deciding, plan.kind) &&
        !kk_app_track_start (deciding->place.writer.app, &plan, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_tasks (const Deciding *deciding, GError **error)
{
  const GPtrArray *tasks = deciding->decision->tasks;

  for (guint i = 0; tasks != NULL && i < tasks->len; i++) {
    const KkTableTask *task = tasks->pdata[i];
    KkTaskPlan plan = { .case_ = deciding->decision->case_, .title = task->title };

    plan.due = task->due;
    if (!kk_app_task_add (deciding->place.writer.app, &plan, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
kk_app_table_decide (KkApp *app, const KkTableDecision *decision, GError **error)
{
  g_auto (Deciding) deciding = { .decision = decision };
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (!kk_statement_case_open (&deciding.place, app, decision->case_, error) ||
      !kk_route_file_read (&deciding.file, app, deciding.place.case_, error) ||
      !check_decision (&deciding, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && sign_decision (&deciding, error) &&
         follow_route (&deciding, error) && start_tracks (&deciding, error) &&
         add_tasks (&deciding, error) && kk_vault_commit (g_steal_pointer (&transaction), error);
}
