/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    starting a region: its first organisation, who you are there, and the key with which the region can be changed.
 * Owns:    a window of its own, closed when the vault locks.
 * Threads: main.
 * Errors:  in a bar at the top of the step; the vault is then in no region. */

#pragma once

#include "gui/common/kk-steps-window.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

#define KK_TYPE_REGION_WINDOW (kk_region_window_get_type ())
G_DECLARE_FINAL_TYPE (KkRegionWindow, kk_region_window, KK, REGION_WINDOW, KkStepsWindow)

typedef struct {
  GtkWindow *parent;
  gboolean quick; /* least key derivation costs */
} KkRegionWindowPlan;

GtkWidget *kk_region_window_new (KkSession *session, const KkRegionWindowPlan *plan)
    G_GNUC_WARN_UNUSED_RESULT;
/* Makes the region of what is filled in; its key goes into the new file @file. */
void kk_region_window_create (KkRegionWindow *window, const char *file);
/* (transfer full): how an organisation of this name is called in addresses. */
char *kk_region_window_dup_slug (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
