/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    what the tests of cases share: editing in one line, looking into a case, and carrying records from one vault
 *          to another without a remote, as a sync would bring them.
 * Owns:    results belong to the caller.
 * Threads: one.
 * Errors:  none: g_assert. */

#pragma once

#include "app/casework/kk-app-case.h"
#include "kk-test-region.h"

G_BEGIN_DECLS

/* A region of one municipality, or of that and others. */
KkApp *stage_app (KkTestRegion *region);

/* Succeeds. */
void stage_set (KkApp *app, const char *case_, const char *field, const char *value);
/* Is refused with USAGE, with a sentence that has @words and not @value. */
void stage_refuse (KkApp *app,
                   const char *case_,
                   const char *field,
                   const char *value,
                   const char *words);
void stage_assert_error (GError **error, int code, const char *words);

/* (nullable), borrowed from @view. */
const KkRecordView *stage_record (const KkCaseView *view, const char *type);
const KkFieldView *
stage_field (const KkCaseView *view, const char *type, const char *field, const char *element);
/* The value that a case has now; (transfer full) (nullable). */
char *stage_value (KkApp *app, const char *case_, const char *type, const char *field);
#define stage_assert_value(app, case_, type, field, expected)             \
  G_STMT_START                                                            \
  {                                                                       \
    g_autofree char *stage_found = stage_value (app, case_, type, field); \
    g_assert_cmpstr (stage_found, ==, expected);                          \
  }                                                                       \
  G_STMT_END
/* (transfer full) (element-type KkHistoryLine): kk_app_case_history(), which succeeds. */
GPtrArray *stage_history (KkApp *app, const char *case_);
guint stage_count (KkApp *app, const char *search);

/* Everything that @from has of the case comes into the vault of @to under one basis, as if it had been shared. */
void stage_carry (KkApp *from, KkApp *to, const char *case_);

G_END_DECLS
