/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the persons of a case with all that hangs on them, and persons in several cases who are one person.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a case, person or field that is not there. */

#pragma once

#include "app/casework/kk-app-case.h"

G_BEGIN_DECLS

typedef struct {
  const char *type;   /* record type name, such as "vehicle" */
  const char *person; /* (nullable): hex id of the person that it is about */
  const char *const
      *roles; /* (nullable) (array zero-terminated=1): codes of nl_Role, for a person */
  const KkFieldEdit *edits; /* its fields */
  gsize n_edits;
} KkRecordAddition;

/* One more record in a case, beside what is there of its type already: a second person, another car. (transfer full): its
 * id, hex. */
char *
kk_app_case_add (KkApp *app, const char *case_, const KkRecordAddition *addition, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  char *id; /* hex */
  const char *type;
  const char *field; /* (nullable): of @value */
  char *value;       /* (nullable): what it is best told by: a plate, an account, an address */
} KkPersonThing;

typedef struct {
  const char *field; /* schema name */
  char *value;
} KkPersonFact;

typedef struct {
  char *id; /* hex */
  char *case_;
  char *owner;      /* organisation slug */
  char *name;       /* empty when it is not known */
  char *born;       /* (nullable) */
  GPtrArray *roles; /* (element-type utf8): codes */
  char *
      safe_contact; /* (nullable): how it is safe to reach this person; to be read before the ways below */
  GPtrArray *contact; /* (element-type KkPersonFact): phone, mail and address */
  GPtrArray *things;  /* (element-type KkPersonThing): records that are about this person */
  GPtrArray *same; /* (element-type utf8): hex ids of the records that are about the same person */
} KkPersonItem;

/* (element-type KkPersonItem): of the case, in the order in which this vault got them. */
GPtrArray *kk_app_person_list (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_person_item_free (KkPersonItem *item);

typedef struct {
  KkPersonItem *first; /* without contact and things */
  KkPersonItem *second;
  GPtrArray
      *reasons; /* (element-type utf8): codes: name | name-alike | born | born-alike | number */
} KkPersonPair;

/* Persons who may be one: hints, nothing is decided. @case_: (nullable): only about the persons of this case.
 * (element-type KkPersonPair), the most alike first. */
GPtrArray *kk_app_person_duplicates (KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Notes that the two are one person: both records stay as they are, also for who was given them. @reason: what shows it. */
gboolean kk_app_person_merge (KkApp *app,
                              const char *first,
                              const char *second,
                              const char *reason,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes back every note that @person is somebody else too. @count: (out) (optional): notes. */
gboolean kk_app_person_unmerge (KkApp *app, const char *person, guint *count, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* The record of @person and those noted as the same person. (element-type KkPersonItem) */
GPtrArray *kk_app_person_same (KkApp *app, const char *person, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkPersonItem, kk_person_item_free)

G_END_DECLS
