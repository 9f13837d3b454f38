/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a person writes for the journal of a case, kept in the vault from the first pause until it is an entry.
 *          Each case has its own; the text of one never shows with another.
 * Owns:    a reference to the buffer and the session.
 * Threads: main.
 * Errors:  those of keeping it go to whoever listens to "failed". */

#pragma once

#include "gui/kk-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_TYPE_CASE_NOTE (kk_case_note_get_type ())
G_DECLARE_FINAL_TYPE (KkCaseNote, kk_case_note, KK, CASE_NOTE, GObject)

KkCaseNote *kk_case_note_new (KkSession *session, GtkTextBuffer *buffer) G_GNUC_WARN_UNUSED_RESULT;
/* What stood there is kept for its case; the field is empty until kk_case_note_fill(). @case_: (nullable). */
void kk_case_note_set_case (KkCaseNote *note, const char *case_);
/* What the vault has kept for this case, once; what was typed meanwhile stands below it. */
void kk_case_note_fill (KkCaseNote *note, const char *draft);
/* The text becomes an entry; nothing happens when there is none. Result of @done: none. */
void kk_case_note_file (KkCaseNote *note, GObject *owner, KkSessionDone done);
/* The entry is there: its text goes from the field, but not what was typed after it. */
void kk_case_note_filed (KkCaseNote *note);

G_END_DECLS
