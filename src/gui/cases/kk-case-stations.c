/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

#include "gui/cases/kk-case-stations.h"

#include "app/kk-app-label.h"
#include "domain/kk-route.h"
#include "gui/common/kk-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* The flow chart of the region in as many stations as fit on a line; each step is at one of them. */
enum {
  AT_SIGNAL,
  AT_MUNICIPALITY,
  AT_TABLE,
  AT_TRACKS,
  AT_AFTERCARE,
  AT_CLOSED,
  N_PLACES,
};

static const guint place_of_step[KK_N_STEPS] = {
  [KK_STEP_NONE] = AT_SIGNAL,
  [KK_STEP_SIGNAL] = AT_SIGNAL,
  [KK_STEP_OFFICER] = AT_MUNICIPALITY,
  [KK_STEP_ACUTE] = AT_MUNICIPALITY,
  [KK_STEP_SUSPICION] = AT_MUNICIPALITY,
  [KK_STEP_REGULAR] = AT_MUNICIPALITY,
  [KK_STEP_FORWARD] = AT_MUNICIPALITY,
  [KK_STEP_BACK] = AT_MUNICIPALITY,
  [KK_STEP_TABLE] = AT_TABLE,
  [KK_STEP_CARE] = AT_TRACKS,
  [KK_STEP_CRIMINAL] = AT_TRACKS,
  [KK_STEP_ORGANISED] = AT_TRACKS,
  [KK_STEP_AFTERCARE] = AT_AFTERCARE,
  [KK_STEP_CLOSED] = AT_CLOSED,
  [KK_STEP_DESTROYED] = AT_CLOSED,
};

static const struct {
  const char *name;
  const char *icon;
} places[N_PLACES] = {
  [AT_SIGNAL] = { NC_ ("station of the route", "Signal"), NULL },
  [AT_MUNICIPALITY] = { NC_ ("station of the route", "Municipality"), NULL },
  [AT_TABLE] = { NC_ ("station of the route", "Table"), NULL },
  [AT_TRACKS] = { NULL, NULL },
  [AT_AFTERCARE] = { NC_ ("station of the route", "Aftercare"), "user-home-symbolic" },
  [AT_CLOSED] = { NC_ ("station of the route", "Closed"), "changes-prevent-symbolic" },
};

static const struct {
  KkTrack track;
  KkStep step; /* where a case can stand that has no record of the track */
  const char *name;
} tracks[] = {
  { KK_TRACK_CARE, KK_STEP_CARE, NC_ ("track", "Care") },
  { KK_TRACK_CRIMINAL, KK_STEP_CRIMINAL, NC_ ("track", "Criminal investigation") },
  { KK_TRACK_ORGANISED, KK_STEP_ORGANISED, NC_ ("track", "Organised crime") },
};

static KkStep
parse_step (const char *text)
{
  KkStep step = KK_STEP_NONE;

  (void) !kk_step_parse (text, &step);
  return step;
}

/* The day on which the case came to a place; the last time counts. (transfer full) (nullable) */
static char *
find_day (const KkRouteView *route, guint place)
{
  const char *day = NULL;

  for (guint i = 0; i < route->moves->len; i++) {
    const KkMoveItem *move = route->moves->pdata[i];

    if (place_of_step[parse_step (move->to)] == place)
      day = move->date;
  }
  return day != NULL ? kk_date_dup_day (day) : NULL;
}

static char *
dup_note (const KkRouteView *route, guint place, guint here)
{
  if (place == here)
    return g_strdup (kk_app_label_code ("nl_Stage", route->step));
  return place < here ? find_day (route, place) : NULL;
}

static KkStationState
judge_place (guint place, guint here)
{
  if (place == here)
    return KK_STATION_CURRENT;
  return place < here ? KK_STATION_DONE : KK_STATION_AHEAD;
}

/* What is being put together; the picture copies it. */
typedef struct {
  const KkRouteView *route;
  guint here;
  GArray *stations; /* (element-type KkStation) */
  GPtrArray *notes; /* (element-type utf8): what the stations borrow */
} Drawing;

static void
add_station (Drawing *drawing, KkStation *station, char *note)
{
  if (note != NULL)
    g_ptr_array_add (drawing->notes, note);
  station->note = note;
  g_array_append_val (drawing->stations, *station);
}

static void
add_place (Drawing *drawing, guint place)
{
  KkStation station = {
    .place = place < AT_TRACKS ? KK_STATION_BEFORE : KK_STATION_AFTER,
    .state = judge_place (place, drawing->here),
    .icon = place > drawing->here ? places[place].icon : NULL,
    .name = g_dpgettext2 (NULL, "station of the route", places[place].name),
  };

  add_station (drawing, &station, dup_note (drawing->route, place, drawing->here));
}

static const KkTrackItem *
find_track (const KkRouteView *route, KkTrack track)
{
  for (guint i = 0; i < route->tracks->len; i++) {
    const KkTrackItem *item = route->tracks->pdata[i];

    if (g_strcmp0 (item->kind, kk_track_text (track)) == 0)
      return item;
  }
  return NULL;
}

static KkStationState
judge_track (const KkTrackItem *track, gboolean here)
{
  if (track == NULL)
    return here ? KK_STATION_CURRENT : KK_STATION_NOT_STARTED;
  if (track->end != NULL)
    return KK_STATION_DONE;
  return g_strcmp0 (track->progress, "waiting") == 0 ? KK_STATION_WAITING : KK_STATION_CURRENT;
}

static char *
dup_track_note (const KkTrackItem *track, gboolean here)
{
  const char *director;
  const char *progress;

  if (track == NULL)
    return here ? NULL : g_strdup (C_ ("track", "not started"));
  director = kk_app_label_code ("nl_TrackDirector", track->director);
  progress = kk_app_label_code ("nl_TrackProgress", track->progress);
  if (director == NULL || progress == NULL)
    return g_strdup (director != NULL ? director : progress);
  /* Translators: how far a track is, and whose task it is. */
  return g_strdup_printf (C_ ("track", "%s · %s"), progress, director);
}

static void
add_tracks (Drawing *drawing)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tracks); i++) {
    const KkTrackItem *track = find_track (drawing->route, tracks[i].track);
    gboolean here = parse_step (drawing->route->step) == tracks[i].step;
    KkStation station = {
      .place = KK_STATION_TRACK,
      .state = judge_track (track, here),
      .name = g_dpgettext2 (NULL, "track", tracks[i].name),
    };

    add_station (drawing, &station, dup_track_note (track, here));
  }
}

void
kk_case_stations_show (KkRoutePicture *picture, const KkRouteView *route)
{
  g_autoptr (GArray) stations = g_array_new (FALSE, FALSE, sizeof (KkStation));
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  Drawing drawing = {
    .route = route,
    .here = place_of_step[parse_step (route->step)],
    .stations = stations,
    .notes = notes,
  };

  for (guint place = 0; place < N_PLACES; place++) {
    if (place == AT_TRACKS)
      add_tracks (&drawing);
    else
      add_place (&drawing, place);
  }
  kk_route_picture_set_stations (picture, (const KkStation *) (gconstpointer) stations->data,
                                 stations->len);
}
