/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    cases: import, new, change, list, show, history, conflicts.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a reference, field or code that is not there. */

#pragma once

#include "app/kk-app.h"
#include "domain/kk-operation.h"

G_BEGIN_DECLS

typedef struct {
  guint line;
  char *column;
  char *reason; /* translated sentence, without the value */
} KkRejectedLine;

typedef struct {
  guint imported;
  GPtrArray *rejected; /* (element-type KkRejectedLine) */
} KkImportReport;

/* @municipality: (nullable): import only rows of that municipality (nl_Municipality); others are left aside, not rejected. */
KkImportReport *
kk_app_case_import (KkApp *app, GBytes *csv, const char *municipality, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_import_report_free (KkImportReport *report);

typedef struct {
  const char *type;    /* record type name; NULL = the type that has the field */
  const char *field;   /* schema name */
  const char *value;   /* NULL = no value any more; for a set: "A;B" replaces the whole set */
  KkCategories ticked; /* categories that the author ticks on top */
} KkFieldEdit;

/* @reference: (nullable): NULL = the next free one. (transfer full): reference of the new case. */
char *kk_app_case_new (KkApp *app, const char *reference, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, about the case @about that another organisation shared: the own file beside theirs, so that decisions about
 * that case count for it (exchange §13, "thread"). */
char *kk_app_case_new_beside (KkApp *app, const char *reference, const char *about, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* What others gave about a case becomes a file of this desk, with its own reference and basis, so that it can be passed on.
 * @reference: as above. (transfer full): reference of the own case. */
char *kk_app_case_take_over (KkApp *app, const char *case_, const char *reference, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* @case_: reference, or hex id of the case record or thread. @record: (nullable): hex id of one of its records. */
gboolean kk_app_case_set (KkApp *app,
                          const char *case_,
                          const char *record,
                          const KkFieldEdit *edits,
                          gsize n_edits,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A person looked at all that came back after a restore: it is as any other value from now on. @seen (nullable): how many
 * values came back. */
gboolean kk_app_case_seen (KkApp *app, const char *case_, guint64 *seen, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Says which categories the text of an own field holds, without typing it again: those of free text are chosen anew,
 * those of another field only grow. Also of what is never changed. @record: as above. */
gboolean kk_app_case_tick (KkApp *app,
                           const char *case_,
                           const char *record,
                           const char *field,
                           KkCategories ticked,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *id; /* of the case record, hex */
  char *reference;
  char *title; /* empty when it has none */
  char *stage;
  char *municipality;
  char *owner;    /* organisation slug */
  gboolean own;   /* of a desk of this vault, not one that others shared */
  gint64 updated; /* ms since 1970 */
  guint conflicts;
  gboolean deleted;
} KkCaseItem;

typedef struct {
  const char *search;       /* (nullable) */
  const char *stage;        /* (nullable) */
  const char *municipality; /* (nullable) */
  const char *after;        /* (nullable): reference of the last case of the page before */
  guint limit;              /* 0 = 100 */
  gboolean deleted;         /* deleted cases too */
  gboolean own;             /* only those of the own desk */
  gboolean conflicts;       /* only those with two values */
  gint64 since;             /* ms since 1970: only what changed after it; 0 = any time */
} KkCaseFilter;

/* (element-type KkCaseItem) */
GPtrArray *kk_app_case_list (KkApp *app, const KkCaseFilter *filter, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) (transfer full): its line in the list. @case_: as in kk_app_case_set(). */
KkCaseItem *kk_app_case_get (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* For a list on a screen, of any length. (transfer full) (element-type gint64): all cases of @filter, by handles that
 * hold while the vault is open; after and limit are not looked at. */
GArray *kk_app_case_order (KkApp *app, const KkCaseFilter *filter, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* (element-type KkCaseItem): of those handles, in the same order; what is gone since is NULL. */
GPtrArray *kk_app_case_items (KkApp *app, const GArray *handles, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *value;        /* (nullable) for people */
  char *organisation; /* slug of who wrote it */
  char *organisation_name;
  char *person; /* (nullable) */
  gint64 time;
  gboolean proposal;
} KkFieldVersion;

typedef struct {
  char *name;            /* schema name; field number as text where a newer version made it */
  char *element;         /* (nullable) */
  char *value;           /* (nullable) current; the first one in a conflict */
  GPtrArray *categories; /* (element-type utf8) static strings */
  char *origin;          /* (nullable): slug of the organisation that gave it */
  GPtrArray *rows;       /* (element-type utf8): legal rows under which it was received */
  gboolean not_shared;   /* there is a newer value that may not come here */
  gboolean conflict;
  GPtrArray *
      versions; /* (element-type KkFieldVersion): all live ones when in conflict or with proposals */
  char *
      returned; /* (nullable): slug of the organisation that gave it back after a restore; nobody has looked yet */
} KkFieldView;

typedef struct {
  char *id;
  const char *type;  /* schema name */
  char *role;        /* (nullable) subject code */
  char *owner;       /* organisation slug */
  GPtrArray *fields; /* (element-type KkFieldView) */
} KkRecordView;

typedef struct {
  KkCaseItem *item;
  char *thread;
  GPtrArray *records; /* (element-type KkRecordView) */
} KkCaseView;

KkCaseView *kk_app_case_show (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *id; /* of the change, for kk_app_case_undo() */
  gint64 time;
  char *record; /* hex */
  const char *type;
  const char *kind; /* value | empty | not-shared | delete | put-back | erase */
  char *field;      /* empty when it is about the whole record */
  char *element;    /* (nullable) */
  char *value;      /* (nullable) */
  char *organisation;
  char *organisation_name;
  char *person; /* (nullable) */
  char *origin; /* (nullable): slug of the organisation that gave the value, when that is another */
  GPtrArray *rows; /* (element-type utf8): the legal rows under which it came here */
  gboolean live;
  gboolean undo; /* it can be taken back now */
} KkHistoryLine;

/* What is being written about a case, in this vault only: it is nobody's record yet. @place: (nullable): where it is written;
 * NULL = the journal. @text: (nullable): none any more. */
gboolean kk_app_case_keep_draft (KkApp *app,
                                 const char *case_,
                                 const char *place,
                                 const char *text,
                                 GError **error);
/* (transfer full): "" when there is none. */
char *kk_app_case_dup_draft (KkApp *app, const char *case_, const char *place, GError **error);

/* (element-type KkHistoryLine), oldest first; of deleted records too. */
GPtrArray *kk_app_case_history (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* What the own desk changed in the last thirty days gets the value that it had before; what was new goes away. Nothing
 * that somebody wrote later is lost by it. @changes: (nullable) (array zero-terminated=1): ids of the history, all or
 * nothing; NULL = what this device wrote last, at once. @count: (out) (optional): changes taken back. */
gboolean kk_app_case_undo (KkApp *app,
                           const char *case_,
                           const char *const *changes,
                           guint *count,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *id;    /* record/field[/element]: names it in kk_app_conflict_resolve() */
  char *case_; /* reference */
  char *record;
  char *field;
  char *reason;        /* translated */
  GPtrArray *versions; /* (element-type KkFieldVersion) */
  gboolean own;        /* this desk decides; else it waits for the desk that owns the record */
} KkConflict;

/* (element-type KkConflict) */
GPtrArray *kk_app_conflict_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @choice: from 0, into the versions; or -1 with @value as a new one. Covers everything that was seen. */
gboolean
kk_app_conflict_resolve (KkApp *app, const char *id, int choice, const char *value, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

void kk_case_item_free (KkCaseItem *item);
void kk_case_view_free (KkCaseView *view);
void kk_history_line_free (KkHistoryLine *line);
void kk_conflict_free (KkConflict *conflict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkImportReport, kk_import_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkCaseItem, kk_case_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkCaseView, kk_case_view_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkHistoryLine, kk_history_line_free)

G_END_DECLS
