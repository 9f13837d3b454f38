/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the case that a statement is written into, and the person that it is about.
 * Owns:    what kk_statement_case_clear() frees.
 * Threads: as KkApp.
 * Errors:  vault errors; USAGE when the case or person is not there, or several could be meant. */

#pragma once

#include "app/casework/kk-record-writer-private.h"
#include "vault/kk-vault-cases.h"

G_BEGIN_DECLS

/* After two weeks what was shared in acute danger needs another basis (domain research §1.6, T-13). */
#define KK_DANGER_DAYS 14

typedef struct {
  KkVaultCase *case_;
  KkRecordWriter writer;
  char *today;
} KkStatementCase;

gboolean
kk_statement_case_open (KkStatementCase *place, KkApp *app, const char *case_, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void kk_statement_case_clear (KkStatementCase *place);

/* @text: (nullable): hex id of the record of a person; NULL = the victim of the case, of whom there must be one. */
gboolean kk_statement_find_person (const KkStatementCase *place,
                                   const char *text,
                                   KkId *person,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE and USAGE unless @day is NULL or a date. */
gboolean kk_statement_check_day (const char *day, GError **error);
/* (transfer full): @months after @day. */
char *kk_statement_months_later (const char *day, int months);
char *kk_statement_days_later (const char *day, int days);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KkStatementCase, kk_statement_case_clear)

G_END_DECLS
