/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the route of a case as a picture: stations before the tracks, the tracks side by side, and what comes after. Below
 *          its own natural width it is a list from top to bottom. To a screen reader it is a list of named stations; it is
 *          one stop for Tab, the arrows move along it, Return says "station" with the number of the station.
 * Owns:    its stations.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  KK_STATION_DONE,
  KK_STATION_CURRENT,
  KK_STATION_WAITING,
  KK_STATION_AHEAD,
  KK_STATION_NOT_STARTED,
} KkStationState;

typedef enum {
  KK_STATION_BEFORE,
  KK_STATION_TRACK,
  KK_STATION_AFTER,
} KkStationPlace;

typedef struct {
  KkStationPlace place;
  KkStationState state;
  const char *icon; /* (nullable): instead of the one of the state */
  const char *name;
  const char *note; /* (nullable): a date, who has it, what it waits for */
} KkStation;

#define KK_TYPE_ROUTE_PICTURE (kk_route_picture_get_type ())
G_DECLARE_FINAL_TYPE (KkRoutePicture, kk_route_picture, KK, ROUTE_PICTURE, GtkWidget)

GtkWidget *kk_route_picture_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* In the order of the route; all of one place together. Texts are copied. */
void kk_route_picture_set_stations (KkRoutePicture *picture,
                                    const KkStation *stations,
                                    guint n_stations);
gboolean kk_route_picture_is_narrow (KkRoutePicture *picture);

G_END_DECLS
