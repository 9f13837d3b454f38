/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    decisions that this desk signs and another may need: release by the prosecution service, agreement of a giver
 *          or of the competent authority, decision under article 20 Wpg, gate decision (exchange §13), and the
 *          assignment of the college.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; REFUSED when the task of this desk does not allow the decision, USAGE for what is incomplete. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

/* What was said about a decision at a gate: it stays in the file of the desk that took it. All (nullable). */
typedef struct {
  const char *tracks;    /* codes, with a semicolon between */
  const char *positions; /* of each participant, a line each */
  const char *motivation;
  const char *dissent;
} KkGateWords;

typedef struct {
  KkObjectKind kind;
  const char *case_; /* reference, or hex id */
  GPtrArray *
      recipients; /* (element-type utf8): desks to which the data may go; one unless it is about a gate */
  GPtrArray
      *through; /* (nullable) (element-type utf8): desks that will share it, and get the decision */
  KkCategories categories; /* release and article 20 */
  KkPurposes purposes;     /* article 20 */
  KkSubjects subjects;     /* release: 0 = the victim only */
  const char *until;       /* (nullable): YYYY-MM-DD, inclusive; NULL = for a year */
  KkGate gate;
  const char *result;       /* (nullable): yes, no, unclear, REJECTED */
  KkHats participants;      /* gate: besides the recipients */
  const KkGateWords *words; /* (nullable): gate */
} KkObjectPlan;

typedef struct {
  char *id;         /* hex */
  const char *kind; /* om-release, giver-agrees, authority-agrees, article-20, gate, assignment */
  char *case_;      /* (nullable): reference */
  char *issuer;     /* slug/HAT/role */
  char *recipient;  /* slug/HAT/role */
  char *from;
  char *until;
  GPtrArray *categories;   /* (element-type utf8) */
  GPtrArray *purposes;     /* (element-type utf8) */
  GPtrArray *subjects;     /* (element-type utf8) */
  char *gate;              /* (nullable) */
  char *result;            /* (nullable) */
  GPtrArray *participants; /* (element-type utf8) */
  const char *status;      /* valid, later, expired, withdrawn or void */
} KkObjectItem;

/* Signs and keeps one decision for each recipient, and queues them for the desks that will share. At the table of the
 * partnership a gate decision is also made for its own desk, and every participant gets all of them.
 * (element-type KkObjectItem): what was made. */
GPtrArray *kk_app_object_issue (KkApp *app, const KkObjectPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Takes back what this desk decided: from now on nothing rests on it, here and at the desks that were given it; what waits does
 * not go, and what went is asked back. @id: of the object, or its first 8 digits or more. @kinds: one bit, 1 << KkObjectKind, for
 * each that is meant. (element-type KkObjectItem): what was taken back; a gate decision for all its recipients. */
GPtrArray *
kk_app_object_withdraw (KkApp *app, const char *case_, const char *id, guint kinds, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (element-type KkObjectItem): what this vault holds about the case, its own and what others gave. */
GPtrArray *kk_app_object_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_object_item_free (KkObjectItem *item);

const char *kk_object_kind_text (KkObjectKind kind);

G_END_DECLS
