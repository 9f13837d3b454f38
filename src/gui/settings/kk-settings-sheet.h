/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the recovery code on a sheet to print: asks for the code, which is kept nowhere, and for a file.
 * Owns:    nothing after the answer.
 * Threads: main; what takes long runs in the session.
 * Errors:  in a window of its own. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

void kk_settings_sheet_ask (AdwPreferencesWindow *window, KkSession *session);

G_END_DECLS
