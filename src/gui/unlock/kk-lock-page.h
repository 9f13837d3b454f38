/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the whole window while the vault is locked: one field and one button, no counts and no names.
 *          Signals: "unlocked"; "left", where it is the example region and a person goes back to the start.
 * Owns:    the passphrase until it is handed to the session.
 * Threads: main.
 * Errors:  as sentences under the field. */

#pragma once

#include "gui/kk-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_LOCK_PAGE (kk_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (KkLockPage, kk_lock_page, KK, LOCK_PAGE, AdwBin)

/* @folder: of the vault. @hint: (nullable): a line below, for the example region, whose passphrase is no secret. */
GtkWidget *kk_lock_page_new (KkSession *session, const char *folder, const char *hint)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
