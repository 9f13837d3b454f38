/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    everything of one case that a desk could share: the live values that it wrote itself, each with
 *          whose data it is and by which way it came.
 * Owns:    what kk_gathered_free() frees.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/kk-app-private.h"
#include "domain/kk-operation.h"
#include "vault/kk-vault-records.h"

G_BEGIN_DECLS

/* Fields that are decided together: they are about one person in one role and came by one way. */
typedef struct {
  gboolean has_subject;
  KkId person; /* record */
  KkSubject subject;
  gint64
      basis; /* idx of the basis under which the values came here, or KK_VAULT_NO_BASIS for own ones */
  gint age; /* on the day asked, -1 not known */
} KkGatheredGroup;

typedef struct {
  guint record; /* index into records */
  guint group;  /* index into groups */
  KkOp *op;
} KkGatheredField;

typedef struct {
  KkId thread;
  GArray *records;   /* (element-type KkVaultRecord) */
  GArray *groups;    /* (element-type KkGatheredGroup) */
  GPtrArray *fields; /* (element-type KkGatheredField) */
  char next_day[12]; /* on which somebody gets an age that the law names; "" = none */
} KkGathered;

typedef struct {
  const KkId *desk;     /* own */
  const KkId *receiver; /* desk: proposals about its records belong to what can be shared with it */
  const KkId *thread;
} KkGatherScope;

/* What the own desk wrote in its own records and, as proposals, in those of the receiver. @day: YYYY-MM-DD, for ages. */
KkGathered *kk_case_gather (KkApp *app, const KkGatherScope *scope, const char *day, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_gathered_free (KkGathered *gathered);

/* Keeps the first day after @day: @next is "" or an earlier answer. @candidate: (nullable), a day, with "~" after it the day
 * after that one. */
void kk_day_keep_first (char next[12], const char *candidate, const char *day);

/* Full years from @birth to @day, -1 when @birth is not a whole date. */
gint kk_age_on (const char *birth, const char *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkGathered, kk_gathered_free)

G_END_DECLS
