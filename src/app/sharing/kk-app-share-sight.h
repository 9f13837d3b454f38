/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a recipient will see of a share: read back from the very bytes that will be sealed for it, so that nothing
 *          is in them that is not shown, and nothing is shown that is not in them.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as kk_app_share_preview(). That nothing goes is no error: it is a sight without records. */

#pragma once

#include "app/sharing/kk-app-share.h"

G_BEGIN_DECLS

typedef struct {
  char *name;          /* schema name; the number of a field that this version does not know */
  char *element;       /* (nullable) */
  char *value;         /* (nullable) for people; NULL = only that what it had is old */
  GPtrArray *articles; /* (element-type utf8): on which it rests */
  GPtrArray *caveats;  /* (element-type utf8): translated sentences that travel with it */
} KkSightField;

typedef struct {
  char *id;          /* hex */
  const char *type;  /* schema name */
  const char *role;  /* (nullable) subject code: whose data these are */
  GPtrArray *fields; /* (element-type KkSightField) */
} KkSightRecord;

typedef struct {
  char *recipient_name; /* organisation and desk, for people */
  GPtrArray *records;   /* (element-type KkSightRecord) */
  guint values;
  guint withheld; /* the number that they see, and nothing but the number */
  gsize size;     /* of the bytes, before they are padded and sealed */
} KkShareSight;

KkShareSight *kk_app_share_sight (KkApp *app, const KkSharePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_share_sight_free (KkShareSight *sight);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkShareSight, kk_share_sight_free)

G_END_DECLS
