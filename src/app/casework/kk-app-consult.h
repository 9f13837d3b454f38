/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    asking partners: a consultation, or an urgent meeting of several at a distance (plan of the region §2.2, domain R022,
 *          R060, R061, R063). A question with its addressees, a day and answers. It is sealed to who is asked and has a thread
 *          of its own, so that it tells nobody of the case; it names nobody unless its author ticks what it holds, and then the
 *          law decides. After fourteen days it is kept in the own file or destroyed.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; REFUSED when the law does not let the question or answer go, USAGE for what is not there. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-vocabulary.h"

G_BEGIN_DECLS

typedef struct {
  char *organisation; /* slug */
  char *organisation_name;
  char *text; /* (nullable): not shared with this desk */
  char *date; /* (nullable) */
  gboolean own;
} KkConsultAnswer;

/* Who was asked and did not answer, and whom to call about it: officers and who stands in, from the meldroute. */
typedef struct {
  char *desk;       /* address */
  char *desk_name;  /* organisation and desk, for people */
  GPtrArray *calls; /* (element-type utf8): "S. Proefman 0570 00 00 01" */
} KkConsultWaiting;

typedef struct {
  char *id; /* hex: of the thread */
  gboolean own;
  char *kind;         /* consult or urgent */
  char *question;     /* (nullable) */
  char *meeting;      /* (nullable) */
  char *asker;        /* slug */
  char *case_;        /* (nullable): reference, at the desk that asked */
  char *asked;        /* (nullable) */
  char *due;          /* (nullable) */
  char *keep_until;   /* (nullable): the day on which it is kept or destroyed at the latest */
  const char *state;  /* open, overdue, answered, closed */
  GPtrArray *answers; /* (element-type KkConsultAnswer) */
  GPtrArray *waiting; /* (element-type KkConsultWaiting): of an own question */
} KkConsultItem;

/* (element-type KkConsultItem): asked by this desk and asked of it, the first day first. */
GPtrArray *kk_app_consult_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_consult_item_free (KkConsultItem *item);

typedef struct {
  const char *case_; /* (nullable): the own case that it is about, which only this desk knows */
  const char *question;
  KkCategories categories; /* that question and meeting hold; 0 = they name nobody */
  gboolean urgent;
  const char *due;     /* (nullable): tomorrow when urgent, else in a week */
  const char *meeting; /* (nullable): when, and the number or link */
  const GPtrArray *to; /* (element-type utf8): desks */
  KkPurpose purpose;   /* NONE = advice */
} KkConsultPlan;

/* (transfer full): its id. It goes at the next sync, to all or, when the law stops one, to none. */
char *kk_app_consult_ask (KkApp *app, const KkConsultPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Asks one more desk, such as that of a substitute. */
gboolean kk_app_consult_escalate (KkApp *app, const char *id, const char *to, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* To the desk that asked. */
gboolean kk_app_consult_answer (KkApp *app,
                                const char *id,
                                const char *answer,
                                KkCategories categories,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @destroy: question and answers are erased here, and those who were asked are asked to do so too; else they become a note in the
 * case that it is about. */
gboolean kk_app_consult_close (KkApp *app, const char *id, gboolean destroy, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkConsultItem, kk_consult_item_free)

G_END_DECLS
