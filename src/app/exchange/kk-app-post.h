/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    Postvak: everything that came in and waits for a person at this desk, as one queue; and what came in by itself
 *          lately, to know about.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "app/casework/kk-app-consult.h"
#include "app/exchange/kk-app-notice.h"
#include "app/exchange/kk-app-sync.h"
#include "app/register/kk-app-breach.h"
#include "app/register/kk-app-recall.h"

G_BEGIN_DECLS

typedef enum {
  KK_POST_CONFLICT,   /* two values, to choose from; or a proposal beside the own value */
  KK_POST_RECALL,     /* another desk asks something back */
  KK_POST_QUESTION,   /* a consultation: another desk asks this one, or the own question */
  KK_POST_BREACH,     /* a breach note that is not reported yet */
  KK_POST_QUARANTINE, /* what the law, or the checks, did not let in */
  KK_POST_NOTICE,     /* what a partner could not take */
  KK_POST_CHANGE,     /* a case of another desk that changed: taken over by itself */
} KkPostKind;

/* One of the pointers is there, by its kind. */
typedef struct {
  KkPostKind kind;
  char *id;
  char *case_;     /* (nullable): reference */
  char *from;      /* (nullable): slug of the organisation */
  char *from_name; /* (nullable): what people call it */
  gint64 time;     /* ms; 0 = not known */
  gint64 due;      /* ms; 0 = no term */
  gboolean waits;
  KkConflict *conflict;
  KkRecallItem *recall;
  KkConsultItem *consult;
  KkBreachNote *breach;
  KkQuarantineItem *quarantine;
  KkNotice *notice;
  KkCaseItem *change;
} KkPostItem;

/* (element-type KkPostItem): what waits first, by term and then the oldest first; then the rest, the newest first. */
GPtrArray *kk_app_post_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of those, what waits. */
gboolean kk_app_post_count (KkApp *app, guint *count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_post_item_free (KkPostItem *item);

G_END_DECLS
