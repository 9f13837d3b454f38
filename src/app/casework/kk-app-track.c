/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Tracks of a case: started by the table or their director, carried out and closed by their director. */

#include "app/casework/kk-app-route.h"
#include "app/casework/kk-route-file-private.h"
#include "app/sharing/kk-statement-case-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  KkStatementCase place;
  KkRouteFile file;
  KkTrack track;
} TrackWork;

static void
clear_track_work (TrackWork *work)
{
  kk_route_file_clear (&work->file);
  kk_statement_case_clear (&work->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrackWork, clear_track_work)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
open_track (TrackWork *work, KkApp *app, const char *case_, const char *kind, GError **error)
{
  if (!kk_track_parse (kind, &work->track))
    return refuse (error, _ ("A track is zorg, straf or ondermijning."));
  if (!kk_statement_case_open (&work->place, app, case_, error) ||
      !kk_route_file_read (&work->file, app, work->place.case_, error))
    return FALSE;
  return kk_id_equal (&work->place.case_->record.owner, &work->place.writer.desk) ||
         refuse (error, _ ("This is the file of another organisation. Start your own file about "
                           "the case with “case new --beside”."));
}

/* (nullable), borrowed: the track of that kind that this desk keeps and that has not ended. */
static const KkWorkRecord *
find_own (const TrackWork *work)
{
  const KkWorkRecord *found = NULL;

  for (guint i = 0; i < work->file.tracks->len; i++) {
    const KkWorkRecord *track = work->file.tracks->pdata[i];

    if (kk_id_equal (&track->record.owner, &work->place.writer.desk) &&
        g_strcmp0 (kk_work_text (track, "nl_TrackKind"), kk_track_text (work->track)) == 0 &&
        kk_work_text (track, "nl_TrackEnd") == NULL)
      found = track;
  }
  return found;
}

static const KkWorkRecord *
need_own (const TrackWork *work, GError **error)
{
  const KkWorkRecord *own = find_own (work);

  if (own == NULL)
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_USAGE,
                 /* Translators: %s is the code of a track, such as zorg. */
                 _ ("Your desk has no running track %s in this case. Start it with “track start”."),
                 kk_track_text (work->track));
  return own;
}

static gboolean
judge_start (const TrackWork *work, GError **error)
{
  KkMoveVerdict verdict = kk_track_judge (work->track, work->file.step, &work->file.facts);

  if (find_own (work) != NULL)
    return refuse (error, _ ("This track runs already."));
  if (verdict.answer == KK_MOVE_ALLOWED)
    return TRUE;
  kk_route_explain (&verdict, kk_track_text (work->track), error);
  return FALSE;
}

static gboolean
write_track (TrackWork *work, const KkTrackPlan *plan, GError **error)
{
  KkRecordWriter *writer = &work->place.writer;
  KkHat director = kk_track_director (work->track);
  gboolean directs = work->file.hat == director;
  const char *start = plan->date != NULL ? plan->date : work->place.today;
  KkVaultRecord record;

  return kk_record_writer_make (writer, KK_RECORD_TRACK, &work->place.case_->record.thread, &record,
                                error) &&
         kk_work_put (writer, &record, "nl_TrackKind", plan->kind, 0, error) &&
         kk_work_put (writer, &record, "nl_TrackDirector", kk_hat_text (director), 0, error) &&
         kk_work_put (writer, &record, "nl_TrackProgress", directs ? "running" : "planned", 0,
                      error) &&
         kk_work_put (writer, &record, "nl_TrackStart", directs ? start : NULL, 0, error);
}

gboolean
kk_app_track_start (KkApp *app, const KkTrackPlan *plan, GError **error)
{
  g_auto (TrackWork) work = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;

  if (!kk_statement_check_day (plan->date, error) ||
      !open_track (&work, app, plan->case_, plan->kind, error) || !judge_start (&work, error))
    return FALSE;
  transaction = kk_vault_begin (app->vault, error);
  return transaction != NULL && write_track (&work, plan, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* Milestones. */

static gboolean
is_open_milestone (const KkWorkRecord *milestone, const KkId *track, const char *kind)
{
  KkId of;

  return kk_statement_id (milestone->ops, "nl_MilestoneTrack", &of) && kk_id_equal (&of, track) &&
         g_strcmp0 (kk_work_text (milestone, "nl_MilestoneKind"), kind) == 0 &&
         kk_work_text (milestone, "nl_MilestoneReached") == NULL;
}

static gboolean
find_milestone (TrackWork *work,
                const KkWorkRecord *track,
                const char *kind,
                KkVaultRecord *record,
                GError **error)
{
  g_autoptr (GPtrArray) milestones =
      kk_work_list (work->file.app, work->place.case_, KK_RECORD_MILESTONE, error);
  KkRecordWriter *writer = &work->place.writer;

  if (milestones == NULL)
    return FALSE;
  for (guint i = 0; i < milestones->len; i++) {
    const KkWorkRecord *milestone = milestones->pdata[i];

    if (is_open_milestone (milestone, &track->record.id, kind)) {
      *record = milestone->record;
      return TRUE;
    }
  }
  return kk_record_writer_make (writer, KK_RECORD_MILESTONE, &work->place.case_->record.thread,
                                record, error) &&
         kk_statement_put_id (writer, "nl_MilestoneTrack", &track->record.id, error) &&
         kk_work_put (writer, record, "nl_MilestoneKind", kind, 0, error);
}

gboolean
kk_app_track_milestone (KkApp *app, const KkMilestonePlan *plan, GError **error)
{
  g_auto (TrackWork) work = { 0 };
  g_autoptr (KkVaultTransaction) transaction = NULL;
  const KkWorkRecord *track;
  KkVaultRecord record;

  if (!kk_statement_check_day (plan->due, error) ||
      !kk_statement_check_day (plan->reached, error) ||
      !open_track (&work, app, plan->case_, plan->track, error))
    return FALSE;
  track = need_own (&work, error);
  transaction = track != NULL ? kk_vault_begin (app->vault, error) : NULL;
  return transaction != NULL && find_milestone (&work, track, plan->kind, &record, error) &&
         kk_work_put (&work.place.writer, &record, "nl_MilestoneDue", plan->due, 0, error) &&
         kk_work_put (&work.place.writer, &record, "nl_MilestoneReached", plan->reached, 0,
                      error) &&
         kk_work_put (&work.place.writer, &record, "nl_MilestoneNote", plan->note, 0, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

/* Progress and end. */

static gboolean
is_end (const char *progress)
{
  return g_strcmp0 (progress, "done") == 0 || g_strcmp0 (progress, "stopped") == 0;
}

static gboolean
write_progress (TrackWork *work,
                const KkWorkRecord *track,
                const KkTrackChange *change,
                GError **error)
{
  KkRecordWriter *writer = &work->place.writer;
  const char *day = change->date != NULL ? change->date : work->place.today;

  return kk_work_put (writer, &track->record, "nl_TrackProgress", change->progress, 0, error) &&
         kk_work_put (writer, &track->record, "nl_TrackReason", change->reason, 0, error) &&
         (!is_end (change->progress) ||
          kk_work_put (writer, &track->record, "nl_TrackEnd", day, 0, error));
}

static gboolean
change_track (TrackWork *work, const KkTrackChange *change, GError **error)
{
  g_autoptr (KkVaultTransaction) transaction = NULL;
  const KkWorkRecord *track = need_own (work, error);

  transaction = track != NULL ? kk_vault_begin (work->file.app->vault, error) : NULL;
  return transaction != NULL && write_progress (work, track, change, error) &&
         kk_vault_commit (g_steal_pointer (&transaction), error);
}

gboolean
kk_app_track_progress (KkApp *app, const KkTrackChange *change, GError **error)
{
  g_auto (TrackWork) work = { 0 };

  if (is_end (change->progress))
    return refuse (error, _ ("A track that ends is closed with “track close”."));
  return open_track (&work, app, change->case_, change->track, error) &&
         change_track (&work, change, error);
}

/* Only who directs a track knows that it is over (domain R040); the table stops what it planned and nobody took up. */
static gboolean
check_director (const TrackWork *work, const KkTrackChange *change, GError **error)
{
  KkHat director = kk_track_director (work->track);
  const KkWorkRecord *own = find_own (work);
  gboolean planned =
      own != NULL && g_strcmp0 (kk_work_text (own, "nl_TrackProgress"), "planned") == 0;

  if (work->file.hat == director || (planned && strcmp (change->progress, "stopped") == 0))
    return TRUE;
  g_set_error (
      error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
      /* Translators: the first %s is a track such as zorg, the second a task by law such as VT. */
      _ ("Track %s is closed by its director, a desk with the task %s by law. Ask that "
         "desk to close it, and synchronise."),
      kk_track_text (work->track), kk_hat_text (director));
  return FALSE;
}

gboolean
kk_app_track_close (KkApp *app, const KkTrackChange *change, GError **error)
{
  g_auto (TrackWork) work = { 0 };

  if (!is_end (change->progress))
    return refuse (error, _ ("A track ends as done or as stopped."));
  if (change->reason == NULL || *change->reason == '\0') {
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
                         _ ("Say with --reason why the track ends."));
    return FALSE;
  }
  return kk_statement_check_day (change->date, error) &&
         open_track (&work, app, change->case_, change->track, error) &&
         check_director (&work, change, error) && change_track (&work, change, error);
}
