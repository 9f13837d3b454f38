/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what a desk records about its own case and the law asks about: consents and refusals, notes of a named
 *          function, findings. They stay at the desk; of what a share rests on, a claim travels (exchange §13).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for what is incomplete or about something that is not there. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-hg-km.h"

G_BEGIN_DECLS

/* A person may hold one for each receiver and purpose. Without a receiver it is a refusal of everything. */
typedef struct {
  char *id;           /* hex */
  char *person;       /* (nullable): hex id of the record of the person */
  KkHat receiver;     /* NONE: all */
  char *organisation; /* (nullable): any */
  char *role;         /* (nullable): any */
  KkPurpose purpose;
  KkCategories categories;
  KkTri is_explicit;
  KkTri is_written;
  KkTri freely_given;
  KkTri conflict; /* the representative may be the exploiter */
  KkSigner by;
  char *form;         /* (nullable): spoken, signed, digital */
  char *given;        /* (nullable) */
  char *expires;      /* (nullable) */
  char *withdrawn;    /* (nullable) */
  char *refused;      /* (nullable) */
  char *text_version; /* (nullable): of the text that was read to the person */
  char *language;     /* (nullable): code */
  char *interpreter;  /* (nullable) */
  const char *status; /* valid, later, expired, withdrawn or refused */
} KkConsentItem;

typedef struct {
  const char *case_;
  const char
      *person; /* (nullable): hex id of the person's record; NULL = the victim, when there is one */
  const char *recipient; /* (nullable) for a refusal: desk or hat */
  KkPurpose purpose;     /* NONE in a refusal of everything */
  KkCategories categories;
  gboolean is_explicit;
  gboolean freely_given;
  KkTri conflict;
  KkSigner by;
  const char *form;         /* (nullable) */
  const char *given;        /* (nullable): today */
  const char *expires;      /* (nullable): six months later */
  const char *text_version; /* (nullable) */
  const char *language;     /* (nullable) */
  const char *interpreter;  /* (nullable) */
} KkConsentPlan;

/* (transfer full), each: what was recorded. */
KkConsentItem *kk_app_consent_record (KkApp *app, const KkConsentPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkConsentItem *kk_app_consent_refuse (KkApp *app, const KkConsentPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @day: (nullable): today. From that day on nothing more rests on it. */
KkConsentItem *kk_app_consent_withdraw (KkApp *app,
                                        const char *case_,
                                        const char *id,
                                        const char *day,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type KkConsentItem) */
GPtrArray *kk_app_consent_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_consent_item_free (KkConsentItem *item);

typedef struct {
  char *id;
  KkNote kind;
  char *text;
  KkId desk;       /* for which it was written */
  char *recipient; /* slug/HAT/role */
  KkPurpose purpose;
  char *function; /* of its author */
  char *date;
} KkNoteItem;

typedef struct {
  const char *case_;
  const char *recipient; /* desk */
  KkPurpose purpose;
  KkNote kind;
  const char *text;
  const char *function; /* (nullable): that of this device's person */
} KkNotePlan;

KkNoteItem *kk_app_note_write (KkApp *app, const KkNotePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kk_app_note_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_note_item_free (KkNoteItem *item);

typedef struct {
  char *id;
  char *kind;   /* fact code, such as HG_KM */
  char *result; /* true, false, child */
  char *date;
  char *until;   /* (nullable) */
  char *person;  /* (nullable): hex id of the person's record; NULL = the whole case */
  char *answers; /* (nullable): to the questions of the tree */
} KkFindingItem;

typedef struct {
  const char *case_;
  const char *person; /* (nullable) */
  const char *kind;
  const char *result;
  const char *until; /* (nullable); danger without one ends after fourteen days */
} KkFindingPlan;

KkFindingItem *kk_app_finding_record (KkApp *app, const KkFindingPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @answers: KK_N_HG_KM_QUESTIONS of them; NEEDS_ANSWER with the next question while the tree has no result. */
KkFindingItem *
kk_app_finding_hg_km (KkApp *app, const char *case_, const KkTri *answers, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *kk_app_finding_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_finding_item_free (KkFindingItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkConsentItem, kk_consent_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkNoteItem, kk_note_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkFindingItem, kk_finding_item_free)

G_END_DECLS
