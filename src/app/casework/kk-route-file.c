/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "app/casework/kk-route-file-private.h"

#include "app/sharing/kk-objects-private.h"
#include "format/kk-basis-codec.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Moves. */

static KkStep
read_step (const KkWorkRecord *work, const char *field)
{
  KkStep step = KK_STEP_NONE;

  return kk_step_parse (kk_work_text (work, field), &step) ? step : KK_STEP_NONE;
}

static void
add_move (KkRouteFile *file, guint place)
{
  const KkWorkRecord *work = file->works->pdata[place];
  KkRouteMove move = { .id = work->record.id, .hat = file->hat };

  if (!kk_id_equal (&work->record.owner, &file->case_->record.owner))
    return;
  move.from = read_step (work, "nl_MoveFrom");
  move.to = read_step (work, "nl_MoveTo");
  move.has_after = kk_statement_id (work->ops, "nl_MoveAfter", &move.after);
  g_array_append_val (file->moves, move);
  g_array_append_val (file->places, place);
}

/* Before its first move a file stands where it was said to stand, or at the beginning. */
static KkStep
find_start (const KkRouteFile *file)
{
  KkStep step = KK_STEP_SIGNAL;

  for (guint i = 0; i < file->moves->len; i++) {
    const KkRouteMove *move = &g_array_index (file->moves, KkRouteMove, i);

    if (!move->has_after && move->from != KK_STEP_NONE)
      return move->from;
  }
  return kk_step_parse (file->case_->stage, &step) ? step : KK_STEP_SIGNAL;
}

static gboolean
read_moves (KkRouteFile *file, GError **error)
{
  file->works = kk_work_list (file->app, file->case_, KK_RECORD_MOVE, error);
  if (file->works == NULL)
    return FALSE;
  for (guint i = 0; i < file->works->len; i++)
    add_move (file, i);
  file->start = find_start (file);
  file->replays = g_new0 (KkReplay, file->moves->len + 1);
  file->step =
      kk_route_replay (file->start, (const KkRouteMove *) (gconstpointer) file->moves->data,
                       file->moves->len, file->order, file->replays);
  return TRUE;
}

/* Decisions. */

static gboolean
is_word (const KkRouteFile *file,
         const KkSignedObject *signed_,
         const KkObject *object,
         KkGate gate)
{
  KkGate power = kk_object_gate (object) == KK_GATE_REJECTED ? KK_GATE_REJECTED : gate;

  return kk_object_is_valid (file->app->directory, signed_, object) &&
         kk_object_may_issue (kk_work_hat (file->app, &object->issuer), KK_OBJECT_GATE, power);
}

/* A decision stays what it was after the day until which data may rest on it. */
static void
take_decision (KkRouteFile *file, const KkSignedObject *signed_)
{
  g_autoptr (KkObject) object = kk_object_decode (signed_->body, NULL);
  KkGate gate = KK_GATE_NONE;
  KkRouteDecision *last;

  if (object == NULL || object->kind != KK_OBJECT_GATE || object->gate == NULL ||
      !kk_gate_parse (object->gate, &gate) || !is_word (file, signed_, object, gate))
    return;
  last = &file->decisions[gate];
  if (last->object != NULL && strcmp (last->object->from, object->from) > 0)
    return;
  file->facts.decisions[gate] = kk_gate_result_parse (object->result);
  g_clear_pointer (&last->object, kk_object_free);
  last->hash = kk_object_hash (signed_);
  last->object = g_steal_pointer (&object);
}

static gboolean
read_decisions (KkRouteFile *file, GError **error)
{
  g_autoptr (GPtrArray) objects = kk_object_list (file->app, &file->case_->record.thread, error);

  for (guint i = 0; objects != NULL && i < objects->len; i++)
    take_decision (file, objects->pdata[i]);
  return objects != NULL;
}

/* Tracks and what is still to be told. */

/* Which track it is goes to few, since it says what is done with a person; who directs it says it as well. */
KkTrack
kk_route_track_of (const KkWorkRecord *work)
{
  const char *director = kk_work_text (work, "nl_TrackDirector");
  KkTrack track = KK_TRACK_NONE;

  if (kk_track_parse (kk_work_text (work, "nl_TrackKind"), &track))
    return track;
  for (guint i = 1; i < KK_N_TRACKS; i++) {
    if (g_strcmp0 (director, kk_hat_text (kk_track_director ((KkTrack) i))) == 0)
      return (KkTrack) i;
  }
  return KK_TRACK_NONE;
}

const KkWorkRecord *
kk_route_file_track (const KkRouteFile *file, KkTrack track)
{
  const KkWorkRecord *found = NULL;

  for (guint i = 0; i < file->tracks->len; i++) {
    const KkWorkRecord *work = file->tracks->pdata[i];
    gboolean directs = kk_work_hat (file->app, &work->record.owner) == kk_track_director (track);

    /* The newest speaks: a track may be started again. */
    if (kk_route_track_of (work) == track &&
        (directs || found == NULL ||
         kk_work_hat (file->app, &found->record.owner) != kk_track_director (track)))
      found = work;
  }
  return found;
}

static gboolean
count_open (KkRouteFile *file, GError **error)
{
  g_autoptr (GPtrArray) tasks = kk_work_list (file->app, file->case_, KK_RECORD_TASK, error);

  for (guint i = 1; i < KK_N_TRACKS; i++) {
    const KkWorkRecord *track = kk_route_file_track (file, (KkTrack) i);

    if (track != NULL && kk_work_text (track, "nl_TrackEnd") == NULL)
      file->facts.open_tracks++;
  }
  for (guint i = 0; tasks != NULL && i < tasks->len; i++) {
    const KkWorkRecord *task = tasks->pdata[i];

    if (kk_id_equal (&task->record.owner, &file->case_->record.owner) &&
        g_strcmp0 (kk_work_text (task, "nl_TaskKind"), "T-12") == 0 &&
        kk_work_text (task, "nl_TaskDone") == NULL)
      file->facts.open_notices++;
  }
  return tasks != NULL;
}

gboolean
kk_route_file_read (KkRouteFile *file, KkApp *app, const KkVaultCase *case_, GError **error)
{
  file->app = app;
  file->case_ = case_;
  file->hat = kk_work_hat (app, &case_->record.owner);
  file->facts.hat = file->hat;
  file->moves = g_array_new (FALSE, FALSE, sizeof (KkRouteMove));
  file->places = g_array_new (FALSE, FALSE, sizeof (guint));
  file->order = g_array_new (FALSE, FALSE, sizeof (guint));
  if (!read_moves (file, error) || !read_decisions (file, error))
    return FALSE;
  file->tracks = kk_work_list (app, case_, KK_RECORD_TRACK, error);
  return file->tracks != NULL && count_open (file, error);
}

void
kk_route_file_clear (KkRouteFile *file)
{
  g_clear_pointer (&file->works, g_ptr_array_unref);
  g_clear_pointer (&file->moves, g_array_unref);
  g_clear_pointer (&file->places, g_array_unref);
  g_clear_pointer (&file->order, g_array_unref);
  g_clear_pointer (&file->replays, g_free);
  g_clear_pointer (&file->tracks, g_ptr_array_unref);
  for (guint i = 0; i < KK_N_GATES; i++)
    g_clear_pointer (&file->decisions[i].object, kk_object_free);
}

gboolean
kk_route_has_moves (KkApp *app, const KkVaultCase *case_, gboolean *has, GError **error)
{
  g_autoptr (GPtrArray) works = kk_work_list (app, case_, KK_RECORD_MOVE, error);

  *has = FALSE;
  for (guint i = 0; works != NULL && i < works->len; i++) {
    const KkWorkRecord *work = works->pdata[i];

    *has |= kk_id_equal (&work->record.owner, &case_->record.owner);
  }
  return works != NULL;
}

/* Why not. */

/* (transfer full): the codes of a set of tasks by law. */
static char *
list_hats (KkHats hats)
{
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < KK_N_HATS; i++) {
    if (hats & KK_HAT_BIT (i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", kk_hat_text ((KkHat) i));
  }
  return g_string_free (text, FALSE);
}

static void
explain_mover (const KkMoveVerdict *verdict, const char *to, GError **error)
{
  g_autofree char *hats = list_hats (verdict->movers);

  g_set_error (
      error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
      /* Translators: the first %s is a step such as S40 or a track such as zorg, the second a list of tasks by
                * law such as VT. */
      _ ("Your desk does not decide about %s. A desk with one of these tasks by law does: "
         "%s."),
      to, hats);
}

static void
explain_gate (const KkMoveVerdict *verdict, const char *to, GError **error)
{
  g_set_error (
      error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
      /* Translators: %1$s is a step such as S40, %2$s a gate such as G2, %3$s a result such as yes. */
      _ ("For %1$s gate %2$s has to be decided with %3$s, and there is no such decision "
         "in this vault. Sign it with “gate decide”, or ask the desk that decides there "
         "and synchronise."),
      to, kk_gate_text (verdict->gate), kk_gate_result_text (verdict->result));
}

void
kk_route_explain (const KkMoveVerdict *verdict, const char *to, GError **error)
{
  switch (verdict->answer) {
  case KK_MOVE_NOT_YOURS:
    explain_mover (verdict, to, error);
    return;
  case KK_MOVE_NEEDS_GATE:
    explain_gate (verdict, to, error);
    return;
  case KK_MOVE_NEEDS_NOTICE:
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
                         _ ("After acute action, the municipality and the table are told first. "
                            "That is a task of this case that is still open; “today” shows it."));
    return;
  case KK_MOVE_TRACKS_OPEN:
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
                         _ ("A track of this case still runs. Its director closes it first with "
                            "“track close”."));
    return;
  case KK_MOVE_NEEDS_REASON:
    g_set_error_literal (error, KK_APP_ERROR, KK_APP_ERROR_NEEDS_ANSWER,
                         _ ("Say with --reason why the case takes this way."));
    return;
  case KK_MOVE_ALLOWED:
  case KK_MOVE_UNKNOWN:
  default:
    g_set_error (error, KK_APP_ERROR, KK_APP_ERROR_REFUSED,
                 /* Translators: %s is a step such as S40, or a track such as zorg. */
                 _ ("The route does not lead from where this case stands to %s. “case route” shows "
                    "where it can go."),
                 to);
  }
}
