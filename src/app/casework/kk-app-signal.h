/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    taking in a signal or a request for advice: drafts that are kept from the first keystroke, the signal cards, and
 *          the case that comes of it; the steps of the reporting code; the outcome of a case.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a field, value, card or draft that is not there. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "domain/kk-signal-card.h"

G_BEGIN_DECLS

/* Cards: those that the region imported into this vault, else those that came with the program. */
KkSignalCards *kk_app_signal_cards (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Without a vault: whether a file can be imported. The message says where it cannot. */
KkSignalCards *kk_app_signal_cards_lint (GBytes *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_app_signal_cards_import (KkApp *app, GBytes *file, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* What the region means with a form, in the words of its plan; translated. */
const char *kk_app_form_definition (KkForm form);

typedef struct {
  char *name; /* of a field of the schema */
  char *value;
} KkDraftField;

/* A draft is in this vault only. It is nobody's record yet: nothing of it is checked, sent, counted or kept for ever. */
typedef struct {
  char *id;
  gboolean advice; /* a request for advice, else a signal */
  gint64 changed;
  GPtrArray *fields;       /* (element-type KkDraftField) */
  GPtrArray *cards;        /* (element-type utf8): ids that are ticked */
  char *text;              /* what the ticks and the own words make together */
  KkCategories categories; /* that the text holds because of the ticks */
} KkSignalDraft;

typedef struct {
  const char *draft; /* (nullable): id; NULL = a new one */
  gboolean advice;
  const KkFieldEdit *edits; /* no value takes the field out */
  gsize n_edits;
  const GPtrArray *cards; /* (nullable) (element-type utf8): NULL leaves the ticks as they are */
} KkDraftPlan;

KkSignalDraft *kk_app_signal_draft (KkApp *app, const KkDraftPlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (element-type KkSignalDraft), the last changed first. */
GPtrArray *kk_app_signal_draft_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean kk_app_signal_draft_discard (KkApp *app, const char *draft, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_signal_draft_free (KkSignalDraft *draft);

/* The draft becomes a case with its signal or question; the draft is gone. @reference: (nullable): the next free one.
 * @ticked: what the author says the own words hold, besides what the cards say. (transfer full): its reference. */
char *kk_app_signal_file (KkApp *app,
                          const char *draft,
                          const char *reference,
                          KkCategories ticked,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Act, means and purpose of a signal, and what is not said yet. What they amount to is for people. */
typedef struct {
  GPtrArray *acts;    /* (element-type utf8) */
  GPtrArray *means;   /* (element-type utf8) */
  GPtrArray *purpose; /* (element-type utf8): forms of exploitation */
  KkTri minor;
  GPtrArray *missing; /* (element-type utf8): act, means, purpose; means not of a minor */
} KkSignalElements;

KkSignalElements *kk_app_signal_elements (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_signal_elements_free (KkSignalElements *elements);

#define KK_MELDCODE_STEPS 5

typedef struct {
  guint number; /* from 1 */
  char *date;   /* (nullable): when it was last written about */
  char *text;   /* (nullable) */
  guint count;  /* entries in the log about this step */
} KkMeldcodeStep;

typedef struct {
  KkMeldcodeStep steps[KK_MELDCODE_STEPS];
  guint next;        /* 0 = every step was taken */
  char *hg_km;       /* (nullable): last finding: true, false or child */
  const char *limit; /* translated: how far the reporting code reaches for this case */
} KkMeldcode;

/* The log only grows: each entry is a journal entry that is never changed. */
gboolean
kk_app_meldcode_record (KkApp *app, const char *case_, guint step, const char *text, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
KkMeldcode *kk_app_meldcode_show (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_meldcode_free (KkMeldcode *meldcode);

typedef struct {
  const char *case_;
  const char *outcome; /* code */
  const char *because; /* (nullable): code of the reason */
  const char *note;    /* (nullable) */
} KkOutcomePlan;

/* "no-investigation" needs a reason; "bad-employer" makes the task to report it to the labour authority. */
gboolean kk_app_case_outcome (KkApp *app, const KkOutcomePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSignalDraft, kk_signal_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSignalElements, kk_signal_elements_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkMeldcode, kk_meldcode_free)

G_END_DECLS
