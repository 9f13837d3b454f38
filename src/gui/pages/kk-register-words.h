/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    one line of the disclosure register in words.
 * Owns:    results belong to the caller.
 * Threads: main.
 * Errors:  none. */

#pragma once

#include "app/register/kk-app-register.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *
kk_register_dup_title (const KkRegisterEntryView *entry); /* whom it is about, or what happened */
char *kk_register_dup_detail (const KkRegisterEntryView *entry); /* "verstrekt · 6 gegevens" */
const char *kk_register_icon (const KkRegisterEntryView *entry);
gboolean kk_register_says (const KkRegisterEntryView *entry, const char *words);
void kk_register_fill (GtkBox *box, const KkRegisterEntryView *entry);
char *kk_register_dup_proof (const KkRegisterProof *proof);

G_END_DECLS
