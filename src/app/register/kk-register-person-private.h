/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    which records are about one person, for what that person may ask of the disclosure register (AVG 15; domain
 *          research R073): their own and what refers to them, not what is about others in the same case.
 * Owns:    KkRegisterPerson what kk_register_person_free() frees.
 * Threads: as KkApp.
 * Errors:  vault errors; USAGE when nobody is meant, NEEDS_ANSWER when several different people may be. */

#pragma once

#include "app/kk-app-private.h"

G_BEGIN_DECLS

typedef struct {
  char *name;          /* (nullable) */
  char *born;          /* (nullable) */
  GHashTable *records; /* set of KkId */
} KkRegisterPerson;

/* @text: id of a person record, or a whole name as it stands in the cases; @born: (nullable): YYYY-MM-DD. */
KkRegisterPerson *
kk_register_person_find (KkApp *app, const char *text, const char *born, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_register_person_free (KkRegisterPerson *person);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkRegisterPerson, kk_register_person_free)

G_END_DECLS
