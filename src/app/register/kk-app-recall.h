/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    asking back what was shared, and answering who asks something back (exchange §14, kind 5).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for what is not there, REFUSED for a row that does not let this desk keep it. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  const char *case_;
  const char *record;    /* (nullable): hex id; NULL = every record of the case */
  GPtrArray *fields;     /* (nullable) (element-type utf8): field names; NULL = every field */
  const char *recipient; /* (nullable): as in KkSharePlan; NULL = everybody who was given it */
  gboolean corrected;    /* only what was changed since: the new value stays shared */
  const char *reason;    /* kept in the journal of the case */
} KkRecallPlan;

typedef struct {
  char *id;           /* names it in kk_app_recall_answer() */
  gboolean own;       /* asked by this desk; else asked of this desk */
  gboolean erase;     /* the whole record, for ever */
  char *case_;        /* (nullable): reference, while the case is here */
  char *record;       /* hex */
  const char *type;   /* of the record */
  GPtrArray *fields;  /* (element-type utf8): names */
  char *desk;         /* the other one: slug/HAT/role */
  const char *status; /* open | erased | kept */
  char *row;          /* (nullable): on which it is kept */
  gint64 time;        /* ms: when it was asked */
} KkRecallItem;

/* (element-type KkRecallItem): what is asked back now. Not --corrected: the shares with who is asked stop for these fields. */
GPtrArray *kk_app_recall (KkApp *app, const KkRecallPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (element-type KkRecallItem); @case_ (nullable): of one case. What was asked by erasing is in kk_app_erased_list(). */
GPtrArray *kk_app_recall_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @id: of one request, or of a case: everything that is open in it. @row: (nullable): the legal row on which it is kept; NULL = erase it. */
gboolean kk_app_recall_answer (KkApp *app, const char *id, const char *row, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Requests of others that wait for a person here. */
gboolean kk_app_recall_count_open (KkApp *app, guint *count, GError **error);
void kk_recall_item_free (KkRecallItem *item);

G_END_DECLS
