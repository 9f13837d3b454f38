/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the answers of the page Delen do to the case: the half of kk-share-form.c that runs on the worker.
 * Owns:    KkShareAct its texts.
 * Threads: kk_share_act_do() on the worker.
 * Errors:  as the use cases. */

#pragma once

#include "app/sharing/kk-app-statement.h"
#include "domain/kk-hg-km.h"
#include "gui/share/kk-share-answer.h"

G_BEGIN_DECLS

typedef struct {
  KkShareStepKind kind;
  gboolean ticks; /* which kinds a text holds, and nothing of @kind */
  char *case_;
  char *recipient;
  char *what;   /* (nullable): as in KkShareStep */
  char *record; /* (nullable) */
  char *field;  /* (nullable) */
  char *text;   /* (nullable): reason, day, end of a consent, result of a finding */
  KkPurpose purpose;
  KkCategories categories;
  KkSigner by;
  const char *form; /* (nullable): of a consent; static */
  gboolean freely_given;
  gboolean conflict;
  KkTri answers[KK_N_HG_KM_QUESTIONS];
} KkShareAct;

void kk_share_act_free (KkShareAct *act);
/* A KkSessionWork; @act is a KkShareAct. Answers with TRUE as a pointer. */
gpointer kk_share_act_do (KkApp *app, gconstpointer act, GError **error);

G_END_DECLS
