/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    breach notes: what a partner sent that the law does not let this desk have, drafted by the program and
 *          completed by a person (AVG 33; domain research §1.6, T-11). What was in it is in none of them.
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as KkApp; USAGE for a note that is not there or a day that is none. */

#pragma once

#include "app/kk-app.h"

G_BEGIN_DECLS

typedef struct {
  char *id;           /* hex */
  const char *state;  /* draft | reported | not-reported */
  char *sender;       /* slug/HAT/role */
  gint64 discovered;  /* ms */
  gint64 due;         /* ms: 72 hours later */
  guint count;        /* data that were refused */
  GPtrArray *fields;  /* (element-type utf8): names in the schema */
  GPtrArray *rows;    /* (element-type utf8) */
  GPtrArray *reasons; /* (element-type utf8): those rows in words */
  char
      *refused; /* (nullable): mark of what was refused, the same for every seat that was sent it */
  char *packet; /* hex: the sealed packet stays in quarantine under this hash */
  char *contact;      /* (nullable) */
  char *consequences; /* (nullable) */
  char *measures;     /* (nullable) */
  char *reported;     /* (nullable): YYYY-MM-DD */
  char *not_reported; /* (nullable): why not */
} KkBreachNote;

/* (element-type KkBreachNote), newest first. */
GPtrArray *kk_app_breach_list (KkApp *app, GError **error) G_GNUC_WARN_UNUSED_RESULT;
KkBreachNote *kk_app_breach_get (KkApp *app, const char *id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_breach_note_free (KkBreachNote *note);

/* What a person adds; NULL leaves it as it is. */
typedef struct {
  const char *contact;
  const char *consequences;
  const char *measures;
  const char *reported; /* YYYY-MM-DD */
  const char *not_reported;
} KkBreachEdit;

gboolean kk_app_breach_set (KkApp *app, const char *id, const KkBreachEdit *edit, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* The note as a form for the data protection officer, in a file that only its owner may read and that was not there; the
 * disclosure register says that it was made. */
gboolean kk_app_breach_write (KkApp *app,
                              const char *id,
                              KkExportFormat format,
                              const char *path,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkBreachNote, kk_breach_note_free)

G_END_DECLS
