/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the file of one desk about a case, as far as its route goes: its moves replayed, the decisions at gates that
 *          this desk holds, its tracks and what is still to be told.
 * Owns:    KkRouteFile what kk_route_file_clear() frees.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/casework/kk-work-record-private.h"
#include "domain/kk-content.h"
#include "domain/kk-route.h"

G_BEGIN_DECLS

typedef struct {
  KkObject *object; /* (nullable): the last one of its gate */
  KkHash hash;
} KkRouteDecision;

typedef struct {
  KkApp *app;
  const KkVaultCase *case_; /* borrowed */
  KkHat hat;                /* of the desk whose file it is */
  GPtrArray *works;         /* (element-type KkWorkRecord): moves of every desk */
  GArray *moves;            /* (element-type KkRouteMove): of the owner */
  GArray *places;           /* (element-type guint): of each of them, its number in works */
  GArray *order;            /* (element-type guint) */
  KkReplay *replays;
  KkStep start;
  KkStep step;
  GPtrArray *tracks; /* (element-type KkWorkRecord): of every desk */
  KkRouteDecision decisions[KK_N_GATES];
  KkRouteFacts facts;
} KkRouteFile;

gboolean
kk_route_file_read (KkRouteFile *file, KkApp *app, const KkVaultCase *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_route_file_clear (KkRouteFile *file);

/* NONE when neither its kind nor its director says it. */
KkTrack kk_route_track_of (const KkWorkRecord *work);
/* The record that speaks for a track: that of its director where there is one. (nullable), borrowed. */
const KkWorkRecord *kk_route_file_track (const KkRouteFile *file, KkTrack track);
/* Whether a desk made moves in this case: from then on its step follows them. */
gboolean kk_route_has_moves (KkApp *app, const KkVaultCase *case_, gboolean *has, GError **error);

/* Sets the error that says why @verdict does not allow it; @to: what was asked, for people. */
void kk_route_explain (const KkMoveVerdict *verdict, const char *to, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkRouteFile, kk_route_file_clear)

G_END_DECLS
