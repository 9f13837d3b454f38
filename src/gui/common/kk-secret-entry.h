/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a field for a passphrase or code. The fields of GTK 4.8 tell the clear text to the accessibility bus, on every
 *          keystroke; this one has a name, the focus and a way to write into it, but no way to read.
 *          Signals: "changed", "activate".
 * Owns:    its text, in memory that is not swapped and is wiped.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "base/kk-secret.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_TYPE_SECRET_ENTRY (kk_secret_entry_get_type ())
G_DECLARE_FINAL_TYPE (KkSecretEntry, kk_secret_entry, KK, SECRET_ENTRY, GtkWidget)

GtkWidget *kk_secret_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* What a screen reader says; also what the visible label above it says. */
void kk_secret_entry_set_label (KkSecretEntry *entry, const char *label);
/* The length in characters; 0 = empty. */
guint kk_secret_entry_get_length (KkSecretEntry *entry);
/* (transfer full) (nullable): a copy of what was typed; NULL when that is nothing. The field keeps it. */
KkSecret *kk_secret_entry_dup_secret (KkSecretEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
void kk_secret_entry_clear (KkSecretEntry *entry);
void kk_secret_entry_select (KkSecretEntry *entry);
/* For tests, as if it was typed. */
void kk_secret_entry_set_text (KkSecretEntry *entry, const char *text);

G_END_DECLS
