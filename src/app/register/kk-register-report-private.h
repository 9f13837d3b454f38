/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the disclosure register as a document: which period, which entries, and how they stand on paper and in a
 *          spreadsheet (docs/formats/register-export.md).
 * Owns:    results belong to the caller.
 * Threads: as KkApp.
 * Errors:  as kk-app-register.h. */

#pragma once

#include "app/register/kk-app-register.h"
#include "app/register/kk-register-person-private.h"

G_BEGIN_DECLS

typedef struct {
  gint64 from; /* ms, inclusive */
  gint64 to;   /* ms, exclusive */
} KkRegisterPeriod;

/* @text: (nullable): NULL = all time; days in UTC. */
gboolean kk_register_period_parse (const char *text, KkRegisterPeriod *period, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): first and last day, as people here write them. */
char *kk_register_period_dup_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type KkRegisterEntryView), oldest first; @person: (nullable): what is not about that one is masked. */
GPtrArray *kk_register_collect (KkApp *app,
                                const KkRegisterQuery *query,
                                const KkRegisterPerson *person,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
