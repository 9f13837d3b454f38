/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the page Delen is about: its recipients, each with a purpose and a choice of its own, and what the law
 *          answers for each.
 * Owns:    KkShareColumn what it holds.
 * Threads: main; the question runs on the worker of the session, on copies.
 * Errors:  as the use cases. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "app/region/kk-app-member.h"
#include "app/sharing/kk-app-share.h"
#include "gui/kk-session.h"

G_BEGIN_DECLS

/* One recipient: a column of the table. */
typedef struct {
  char *address; /* slug/HAT/role */
  char *organisation;
  char *desk;
  char *person;
  char *fingerprint;
  KkPurpose purpose;
  GHashTable *left_out;    /* set of field names that the person leaves out for this recipient */
  GHashTable *facts;       /* set of codes of facts that the person says are so */
  KkSharePreview *preview; /* (nullable): the newest answer */
  char *note;              /* (nullable): why it is needed, for this recipient and purpose */
} KkShareColumn;

/* @purpose: what a recipient with that task is asked for most. */
KkShareColumn *kk_share_column_new (const KkMember *member) G_GNUC_WARN_UNUSED_RESULT;
void kk_share_column_free (KkShareColumn *column);
gboolean kk_share_column_is_left_out (const KkShareColumn *column, const char *field);
void kk_share_column_leave_out (KkShareColumn *column, const char *field, gboolean left_out);
/* How many values that a person sees have @outcome, without those that are left out. */
guint kk_share_column_count (const KkShareColumn *column, const char *outcome);

/* A KkSharePlan with its own copies, for a job. */
typedef struct {
  KkSharePlan plan;
  GPtrArray *cases;
  GPtrArray *fields; /* (nullable) */
  char *recipient;
  char *facts; /* (nullable) */
} KkShareWish;

/* @chosen: only what is not left out; else every field is asked about. */
KkShareWish *kk_share_wish_new (const KkShareColumn *column, const char *case_, gboolean chosen)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_share_wish_free (KkShareWish *wish);

typedef struct {
  KkCaseView *view;
  char *own;           /* (nullable): as what this desk shares, in words */
  GPtrArray *previews; /* (element-type KkSharePreview): for each column that was asked about */
  GPtrArray *notes;    /* (element-type utf8) (nullable elements) */
} KkShareAnswer;

void kk_share_answer_free (KkShareAnswer *answer);
/* @columns: (element-type KkShareColumn). Result of @done: a KkShareAnswer. */
void kk_share_answer_ask (KkSession *session,
                          GObject *owner,
                          const char *case_,
                          const GPtrArray *columns,
                          KkSessionDone done);

G_END_DECLS
