/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the whole window when there is no vault yet: make one, with its recovery code shown and asked back, or look around
 *          in the example region. One question on the screen at a time; going back keeps what was typed.
 *          Signal: "finished" with the folder of the vault that is open now.
 * Owns:    the passphrase and the code until the vault is made and the code was written down.
 * Threads: main.
 * Errors:  in its bar. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_FIRST_RUN (kk_first_run_get_type ())
G_DECLARE_FINAL_TYPE (KkFirstRun, kk_first_run, KK, FIRST_RUN, AdwBin)

/* @folder: for the vault. @quick: the least costs of the passphrase, for tests. */
GtkWidget *kk_first_run_new (KkSession *session, const char *folder, gboolean quick)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
