/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a window of a few short steps, one screen at a time: each with a title, a sentence and what is to be filled in.
 *          Going back keeps what was typed. Windows of one task are derived from it.
 * Owns:    its steps.
 * Threads: main.
 * Errors:  in a bar at the top of the step. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KK_TYPE_STEPS_WINDOW (kk_steps_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (KkStepsWindow, kk_steps_window, KK, STEPS_WINDOW, AdwWindow)

struct _KkStepsWindowClass {
  AdwWindowClass parent_class;
};

/* @task: what the whole window is for. */
void kk_steps_window_set_task (KkStepsWindow *window, const char *task);
/* (transfer none): an empty vertical box under @title and @sentence; the next step of the window. */
GtkBox *kk_steps_window_add (KkStepsWindow *window, const char *title, const char *sentence);
/* Shows a step, from 0, with the first thing to do there in focus, and takes what was said of a problem away. */
void kk_steps_window_go (KkStepsWindow *window, guint step);
/* The same with a step from which there is no way back, because what was to be done is done. */
void kk_steps_window_finish (KkStepsWindow *window, guint step);
guint kk_steps_window_get_step (KkStepsWindow *window);
/* (transfer none): KkProblemBar */
GtkWidget *kk_steps_window_get_problem (KkStepsWindow *window);
/* Says what is missing, and puts the focus there. */
void kk_steps_window_ask_for (KkStepsWindow *window, const char *sentence, GtkWidget *field);

/* A field under its visible label. @hint: (nullable). */
void kk_steps_add_field (GtkBox *step, const char *label, const char *hint, GtkWidget *field);
GtkWidget *kk_steps_add_entry (GtkBox *step, const char *label, const char *hint);
/* A KkSecretEntry. */
GtkWidget *kk_steps_add_secret (GtkBox *step, const char *label, const char *hint);
/* The one button that goes on. */
GtkWidget *kk_steps_add_next (GtkBox *step, const char *label, GCallback clicked, gpointer owner);

G_END_DECLS
