/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The route of a case as a person sees it. */

#include "app/casework/kk-app-route.h"

#include "app/casework/kk-case-find-private.h"
#include "app/casework/kk-case-view-private.h"
#include "app/casework/kk-route-file-private.h"
#include "app/sharing/kk-share-ask-private.h"

#include <string.h>

static void
free_move (gpointer data)
{
  KkMoveItem *item = data;

  g_free (item->id);
  g_free (item->date);
  g_free (item->hat);
  g_free (item->organisation);
  g_free (item->gate);
  g_free (item->reason);
  g_free (item);
}

static void
free_option (gpointer data)
{
  KkMoveOption *option = data;

  g_free (option->missing);
  g_free (option);
}

static void
free_decision (gpointer data)
{
  KkDecisionItem *item = data;

  g_free (item->gate);
  g_free (item->result);
  g_free (item->date);
  g_free (item->issuer);
  g_free (item);
}

static void
free_milestone (gpointer data)
{
  KkMilestoneItem *item = data;

  g_free (item->id);
  g_free (item->kind);
  g_free (item->due);
  g_free (item->reached);
  g_free (item);
}

static void
free_track (gpointer data)
{
  KkTrackItem *item = data;

  g_free (item->id);
  g_free (item->kind);
  g_free (item->director);
  g_free (item->progress);
  g_free (item->start);
  g_free (item->end);
  g_free (item->organisation);
  g_ptr_array_unref (item->milestones);
  g_free (item);
}

void
kk_route_view_free (KkRouteView *view)
{
  g_free (view->reference);
  g_free (view->organisation);
  g_ptr_array_unref (view->moves);
  g_ptr_array_unref (view->options);
  g_ptr_array_unref (view->decisions);
  g_ptr_array_unref (view->tracks);
  g_free (view->residence);
  g_free (view->exploitation);
  g_free (view->advertisement);
  g_free (view->found);
  g_free (view->responsible);
  g_free (view);
}

/* Moves. */

static const char *
read_step (const KkWorkRecord *work, const char *field)
{
  KkStep step = KK_STEP_NONE;

  return kk_step_parse (kk_work_text (work, field), &step) ? kk_step_text (step) : NULL;
}

static KkMoveItem *
view_move (KkApp *app, const KkWorkRecord *work, const char *status)
{
  KkMoveItem *item = g_new0 (KkMoveItem, 1);

  item->id = g_strdup (kk_id_text (&work->record.id).text);
  item->from = read_step (work, "nl_MoveFrom");
  item->to = read_step (work, "nl_MoveTo");
  item->date = g_strdup (kk_work_text (work, "nl_MoveDate"));
  item->hat = g_strdup (kk_work_text (work, "nl_MoveHat"));
  item->organisation = kk_desk_dup_slug (app, &work->record.owner);
  item->gate = g_strdup (kk_work_text (work, "nl_MoveGate"));
  item->reason = g_strdup (kk_work_text (work, "nl_MoveReason"));
  item->status = status;
  return item;
}

static void
add_moves (KkRouteView *view, const KkRouteFile *file)
{
  static const char *const statuses[] = { "fits", "fork", "broken", "illegal" };

  for (guint i = 0; i < file->order->len; i++) {
    guint number = g_array_index (file->order, guint, i);
    guint place = g_array_index (file->places, guint, number);

    g_ptr_array_add (view->moves, view_move (file->app, file->works->pdata[place],
                                             statuses[file->replays[number]]));
  }
  for (guint i = 0; i < file->works->len; i++) {
    const KkWorkRecord *work = file->works->pdata[i];

    if (!kk_id_equal (&work->record.owner, &file->case_->record.owner))
      g_ptr_array_add (view->moves, view_move (file->app, work, "fits"));
  }
}

static void
add_options (KkRouteView *view, const KkRouteFile *file)
{
  for (guint i = 1; i < KK_N_STEPS; i++) {
    KkMoveVerdict verdict = kk_route_judge (file->step, (KkStep) i, &file->facts);
    g_autoptr (GError) why = NULL;
    KkMoveOption *option;

    if (verdict.answer == KK_MOVE_UNKNOWN || verdict.answer == KK_MOVE_NOT_YOURS)
      continue;
    option = g_new0 (KkMoveOption, 1);
    option->to = kk_step_text ((KkStep) i);
    option->possible = verdict.answer == KK_MOVE_ALLOWED || verdict.answer == KK_MOVE_NEEDS_REASON;
    if (verdict.answer != KK_MOVE_ALLOWED) {
      kk_route_explain (&verdict, option->to, &why);
      option->missing = g_strdup (why->message);
    }
    g_ptr_array_add (view->options, option);
  }
}

static void
add_decisions (KkRouteView *view, const KkRouteFile *file)
{
  for (guint i = KK_GATE_G0; i < KK_N_GATES; i++) {
    const KkObject *object = file->decisions[i].object;
    KkDecisionItem *item;

    if (object == NULL)
      continue;
    item = g_new0 (KkDecisionItem, 1);
    item->gate = g_strdup (object->gate);
    item->result = g_strdup (kk_gate_result_text (file->facts.decisions[i]));
    item->date = g_strdup (object->from);
    item->issuer = kk_desk_dup_address (file->app->directory, &object->issuer);
    g_ptr_array_add (view->decisions, item);
  }
}

/* Tracks. */

static KkMilestoneItem *
view_milestone (const KkWorkRecord *work, const char *today)
{
  KkMilestoneItem *item = g_new0 (KkMilestoneItem, 1);

  item->id = g_strdup (kk_id_text (&work->record.id).text);
  item->kind = g_strdup (kk_work_text (work, "nl_MilestoneKind"));
  item->due = g_strdup (kk_work_text (work, "nl_MilestoneDue"));
  item->reached = g_strdup (kk_work_text (work, "nl_MilestoneReached"));
  item->overdue = item->reached == NULL && item->due != NULL && strcmp (item->due, today) < 0;
  return item;
}

static KkTrackItem *
view_track (const KkRouteFile *file, const KkWorkRecord *work, const GPtrArray *milestones)
{
  KkTrackItem *item = g_new0 (KkTrackItem, 1);
  g_autofree char *today = kk_app_today (file->app);

  item->id = g_strdup (kk_id_text (&work->record.id).text);
  item->kind = g_strdup (kk_track_text (kk_route_track_of (work)));
  item->director = g_strdup (kk_work_text (work, "nl_TrackDirector"));
  item->progress = g_strdup (kk_work_text (work, "nl_TrackProgress"));
  item->start = g_strdup (kk_work_text (work, "nl_TrackStart"));
  item->end = g_strdup (kk_work_text (work, "nl_TrackEnd"));
  item->organisation = kk_desk_dup_slug (file->app, &work->record.owner);
  item->own = kk_id_equal (&work->record.owner, &work->record.desk);
  item->milestones = g_ptr_array_new_with_free_func (free_milestone);
  for (guint i = 0; i < milestones->len; i++) {
    const KkWorkRecord *milestone = milestones->pdata[i];
    KkId track;

    if (kk_statement_id (milestone->ops, "nl_MilestoneTrack", &track) &&
        kk_id_equal (&track, &work->record.id))
      g_ptr_array_add (item->milestones, view_milestone (milestone, today));
  }
  return item;
}

static gboolean
add_tracks (KkRouteView *view, const KkRouteFile *file, GError **error)
{
  g_autoptr (GPtrArray) milestones =
      kk_work_list (file->app, file->case_, KK_RECORD_MILESTONE, error);

  for (guint i = 0; milestones != NULL && i < file->tracks->len; i++)
    g_ptr_array_add (view->tracks, view_track (file, file->tracks->pdata[i], milestones));
  return milestones != NULL;
}

/* Municipalities. */

static gboolean
differs (const char *a, const char *b)
{
  return a != NULL && b != NULL && strcmp (a, b) != 0;
}

/* A case is counted once in the region and in each municipality that it touches (domain R029, R101). */
static gboolean
crosses (const KkRouteView *view)
{
  const char *const places[] = { view->residence, view->exploitation, view->advertisement,
                                 view->found };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    for (gsize j = 0; j < i; j++) {
      if (differs (places[i], places[j]))
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean
add_places (KkRouteView *view, const KkRouteFile *file, GError **error)
{
  g_autoptr (GPtrArray) ops =
      kk_vault_op_list (file->app->vault, file->case_->record.idx, KK_OPS_LIVE, error);
  const char *chosen;

  if (ops == NULL)
    return FALSE;
  view->residence = g_strdup (kk_statement_text (ops, "nl_Municipality"));
  view->exploitation = g_strdup (kk_statement_text (ops, "nl_ExploitationMunicipality"));
  view->advertisement = g_strdup (kk_statement_text (ops, "nl_AdvertisementMunicipality"));
  view->found = g_strdup (kk_statement_text (ops, "nl_FoundMunicipality"));
  chosen = kk_statement_text (ops, "nl_LeadMunicipality");
  if (chosen == NULL)
    chosen = view->residence != NULL      ? view->residence
             : view->found != NULL        ? view->found
             : view->exploitation != NULL ? view->exploitation
                                          : view->advertisement;
  view->responsible = g_strdup (chosen);
  view->crosses_borders = crosses (view);
  return TRUE;
}

KkRouteView *
kk_app_route_show (KkApp *app, const char *case_, GError **error)
{
  g_autoptr (KkVaultCase) found = kk_case_find (app, case_, error);
  g_auto (KkRouteFile) file = { 0 };
  g_autoptr (KkRouteView) view = NULL;

  if (found == NULL || !kk_route_file_read (&file, app, found, error))
    return NULL;
  view = g_new0 (KkRouteView, 1);
  view->reference = g_strdup (found->reference);
  view->organisation = kk_desk_dup_slug (app, &found->record.owner);
  view->own = kk_id_equal (&found->record.owner, &found->record.desk);
  view->step = kk_step_text (file.step);
  view->start = kk_step_text (file.start);
  view->moves = g_ptr_array_new_with_free_func (free_move);
  view->options = g_ptr_array_new_with_free_func (free_option);
  view->decisions = g_ptr_array_new_with_free_func (free_decision);
  view->tracks = g_ptr_array_new_with_free_func (free_track);
  add_moves (view, &file);
  add_decisions (view, &file);
  if (view->own)
    add_options (view, &file);
  if (!add_tracks (view, &file, error) || !add_places (view, &file, error))
    return NULL;
  return g_steal_pointer (&view);
}
