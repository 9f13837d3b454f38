/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the signal cards as boxes to tick: a few of them first, all of them when asked. They help to write and never add up.
 * Owns:    the ticks.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "domain/kk-signal-card.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_TYPE_SIGNAL_TICKS (kk_signal_ticks_get_type ())
G_DECLARE_FINAL_TYPE (KkSignalTicks, kk_signal_ticks, KK, SIGNAL_TICKS, GtkBox)

/* Says "changed" when a person ticks. */
void kk_signal_ticks_set (KkSignalTicks *ticks, const KkSignalCards *cards, GPtrArray *ticked);
/* (transfer full) (element-type utf8): ids. */
GPtrArray *kk_signal_ticks_get (KkSignalTicks *ticks) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
