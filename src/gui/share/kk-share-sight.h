/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    "this is what Veilig Thuis will see": read only, from the bytes that will be sealed.
 * Owns:    what it shows.
 * Threads: main.
 * Errors:  in its bar. */

#pragma once

#include "gui/share/kk-share-answer.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_SHARE_SIGHT_VIEW (kk_share_sight_view_get_type ())
G_DECLARE_FINAL_TYPE (KkShareSightView, kk_share_sight_view, KK, SHARE_SIGHT_VIEW, AdwBin)

void kk_share_sight_view_ask (KkShareSightView *view,
                              KkSession *session,
                              const KkShareColumn *column,
                              const char *case_);
void kk_share_sight_view_clear (KkShareSightView *view);

G_END_DECLS
