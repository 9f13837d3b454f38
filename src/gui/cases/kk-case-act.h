/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a person does to a case on its page, as jobs of the session: change a value, choose between two, write in
 *          the journal, take back.
 * Owns:    copies of what it is told.
 * Threads: main; the work is done on the worker.
 * Errors:  as the use cases. */

#pragma once

#include "gui/kk-session.h"

G_BEGIN_DECLS

/* A pause of typing this long, in ms, keeps what stands there. */
#define KK_CASE_PAUSE_MS 400

typedef enum {
  KK_CASE_ACT_SET,     /* field of record gets value; NULL = no value any more */
  KK_CASE_ACT_RESOLVE, /* record/field[/element] gets its choice-th version; -1 = value */
  KK_CASE_ACT_DRAFT,   /* value is what is being written; field the place, NULL = the journal */
  KK_CASE_ACT_JOURNAL, /* one more entry with value as its text; the draft is done */
  KK_CASE_ACT_UNDO,    /* what this device wrote last in the case */
} KkCaseActKind;

typedef struct {
  KkCaseActKind kind;
  const char *case_;
  const char *record;  /* (nullable) */
  const char *field;   /* (nullable) */
  const char *element; /* (nullable) */
  const char *value;   /* (nullable) */
  int choice;
} KkCaseAct;

/* Result of @done: nothing. */
void
kk_case_act_start (KkSession *session, GObject *owner, const KkCaseAct *act, KkSessionDone done);

G_END_DECLS
