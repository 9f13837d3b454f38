/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a person writes about a case (in its journal, for the table, as a reason), kept in the vault from the first
 *          pause until it is filed. Each case has its own; the text of one never shows with another.
 * Owns:    a reference to the buffer and the session.
 * Threads: main.
 * Errors:  those of keeping it go to whoever listens to "failed". */

#pragma once

#include "gui/kk-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KK_TYPE_CASE_NOTE (kk_case_note_get_type ())
G_DECLARE_FINAL_TYPE (KkCaseNote, kk_case_note, KK, CASE_NOTE, GObject)

/* @place: (nullable): as in kk_app_case_keep_draft(). */
KkCaseNote *kk_case_note_new (KkSession *session, GtkTextBuffer *buffer, const char *place)
    G_GNUC_WARN_UNUSED_RESULT;
/* What stood there is kept for its case; the field is empty until kk_case_note_fill(). @case_: (nullable): also before the
 * note goes. */
void kk_case_note_set_case (KkCaseNote *note, const char *case_);
/* What the vault has kept for this case, once; what was typed meanwhile stands below it. */
void kk_case_note_fill (KkCaseNote *note, const char *draft);
/* (transfer full) (nullable): the text that is being filed, without blanks around it; NULL when there is none. It is not kept
 * meanwhile, so that it does not come back as a draft. */
char *kk_case_note_take (KkCaseNote *note) G_GNUC_WARN_UNUSED_RESULT;
/* It was filed: its text goes from the field and from what is kept, but not what was typed after it. */
void kk_case_note_filed (KkCaseNote *note);
/* Whether something was typed since it was filled. */
gboolean kk_case_note_is_touched (KkCaseNote *note);

G_END_DECLS
