/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    a new version of the register of legal bases: what it changes, publishing it, and which standing shares it
 *          decides otherwise (exchange §11, "register").
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for files that do not hold together or change nothing. */

#pragma once

#include "app/region/kk-app-region.h"

G_BEGIN_DECLS

/* (transfer full): JSON array of {row, change, short, fields[{name, before, after}]}. Each of @before and @after is a folder
 * or the number of a version that the vault keeps. @app: (nullable) when both are folders. */
char *kk_app_policy_diff (KkApp *app, const char *before, const char *after, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Whether @text is the number of a version, so that a vault is needed. */
gboolean kk_policy_is_version (const char *text);

/* Signs the files of @folder as the version after the last and takes it over; the next sync puts it on this device's
 * board. @key: a file with a register key of the region. @version: (out). */
gboolean kk_app_policy_publish (KkApp *app,
                                const char *folder,
                                const KkRootPlace *key,
                                guint64 *version,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the newest register says otherwise in a row on which an open case holds something. */
typedef struct {
  char *row;
  char *name;   /* as the register file calls it */
  char *before; /* (nullable) */
  char *after;  /* (nullable); NULL for "id": the row stands in the register no more */
} KkReviewChange;

/* One field of a standing share that the newest register decides otherwise, or of an open case that holds it on a row that has
 * ended or has changed. */
typedef struct {
  char *share;         /* (nullable): hex; NULL = of a case */
  char *case_;         /* (nullable): reference */
  char *recipient;     /* slug/HAT/role; of a case the own desk, which holds it */
  const char *purpose; /* (nullable): of a share */
  char *field;
  const char *before; /* send | ask | withhold */
  const char *
      after; /* of a case: withhold = the row has ended, ask = it has changed and a person has to look */
  GPtrArray
      *rows; /* (element-type utf8): that decide now; of a case those that have ended or changed */
  GPtrArray *changes; /* (element-type KkReviewChange): of these rows; empty for a share */
} KkReviewItem;

/* (transfer full) (element-type KkReviewItem): since the version that was last reviewed; @from: (out): that version, 0 when
 * there is nothing to review; @to: (out): the newest. */
GPtrArray *kk_app_policy_review (KkApp *app, guint64 *from, guint64 *to, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* A person has looked at them. */
gboolean kk_app_policy_set_reviewed (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_review_item_free (KkReviewItem *item);
void kk_review_change_free (KkReviewChange *change);

G_END_DECLS
