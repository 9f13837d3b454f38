/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    sharing: who may see what of a case, decided field by field before anything is sealed.
 *          The preview is decoded from the bytes that will be sealed.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; REFUSED when the law lets no field at all through. A field that is withheld is no error. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *cases; /* (element-type utf8): references */
  const char
      *recipient; /* desk id (hex), "slug", "slug/HAT" or "slug/HAT/role"; must name one desk */
  KkPurpose purpose;
  const char *stage; /* (nullable) */
  const char *facts; /* (nullable): JSON object of facts, as in `policy check` */
  GPtrArray
      *fields;    /* (nullable) (element-type utf8): field names; NULL = every field of the cases */
  gint64 undo_ms; /* how long it can be taken back before a sync may seal it */
} KkSharePlan;

/* How what is missing is made, for a window that asks for it in its place. */
typedef enum {
  KK_SHARE_STEP_OTHER,
  KK_SHARE_STEP_NOTE,     /* kk_app_note_write(); what: its kind */
  KK_SHARE_STEP_FINDING,  /* kk_app_finding_record(); what: its kind */
  KK_SHARE_STEP_HG_KM,    /* kk_app_finding_hg_km() */
  KK_SHARE_STEP_CONSENT,  /* kk_app_consent_record(); what: "explicit" or NULL */
  KK_SHARE_STEP_FIELD,    /* kk_app_case_set(); what: the field */
  KK_SHARE_STEP_FACT,     /* in the plan; what: CODE=value, … where the person fills in */
  KK_SHARE_STEP_DECISION, /* another desk as a rule, kk_app_object_issue(); what: its kind */
} KkShareStepKind;

/* Something that is missing, and how to make it. */
typedef struct {
  KkShareStepKind kind;
  const char *what; /* (nullable) */
  char *code;       /* as in missing */
  char *sentence;   /* translated */
  char *command; /* (nullable): the command of this program, with … where the person fills in */
} KkShareStep;

/* What would do as well, in the place of something that is missing. */
typedef struct {
  GPtrArray *of;    /* (element-type utf8): codes among missing */
  GPtrArray *steps; /* (element-type KkShareStep) */
} KkShareWay;

typedef struct {
  char *case_;  /* reference */
  char *record; /* hex */
  const char *type;
  char *name;
  char *element;         /* (nullable) */
  char *value;           /* (nullable) */
  GPtrArray *categories; /* (element-type utf8) */
  const char *outcome;   /* send | ask | withhold */
  GPtrArray *rows;       /* (element-type utf8) */
  GPtrArray *articles;   /* (element-type utf8): for each of rows, "Wmo 5.2.6" */
  GPtrArray *titles;     /* (element-type utf8): for each of rows, its Dutch short name */
  GPtrArray *reasons;    /* (element-type utf8): translated sentences */
  GPtrArray *missing;    /* (element-type utf8) */
  GPtrArray *steps;      /* (element-type KkShareStep): for each of missing */
  GPtrArray *ways;       /* (element-type KkShareWay): other ways, the shortest first */
  char *line;            /* outcome, rows and what is missing, for a log */
  gboolean banner;
  gboolean unticked; /* free text of which nobody said yet what it holds */
} KkSharedField;

typedef struct {
  char *id;             /* of the share, hex; NULL in a preview */
  char *recipient;      /* slug/HAT/role */
  char *recipient_name; /* organisation and desk, for people */
  char *fingerprint;    /* of the recipient's devices, joined by ", " */
  const char *purpose;
  GPtrArray *fields;         /* (element-type KkSharedField) */
  GPtrArray *duties;         /* (element-type utf8) */
  GPtrArray *duty_sentences; /* (element-type utf8): translated, for each of duties */
  guint sent;
  guint withheld;
  guint asked;
} KkSharePreview;

KkSharePreview *kk_app_share_preview (KkApp *app, const KkSharePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Confirms: queues the previewed bytes for the next sync and keeps the choice as a standing share. */
KkSharePreview *kk_app_share_send (KkApp *app, const KkSharePlan *plan, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Declines what a law asks to give unless serious reasons stand against it. The @reason is kept as a note in each case, and the
 * disclosure register tells of the refusal. (transfer full): what is decided now; USAGE when no such law asks. */
KkSharePreview *
kk_app_share_refuse (KkApp *app, const KkSharePlan *plan, const char *reason, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_share_preview_free (KkSharePreview *preview);

typedef struct {
  char *id;
  char *recipient;
  const char *purpose;
  const char *status; /* active | stopped */
  guint cases;
  guint waiting; /* bodies that wait for a sync */
  guint held;    /* bodies that wait for a person */
  guint
      review; /* fields that a new register of legal bases decides otherwise, until a person has looked */
} KkShareItem;

/* (element-type KkShareItem) */
GPtrArray *kk_app_share_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nothing more flows under this share; what waits is cancelled, what was sealed cannot be undone this way. */
gboolean kk_app_share_stop (KkApp *app, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_share_item_free (KkShareItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkSharePreview, kk_share_preview_free)

G_END_DECLS
