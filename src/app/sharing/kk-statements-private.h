/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    everything that a desk recorded about one case for the law to ask about, and its use as facts.
 * Owns:    what kk_statements_free() frees.
 * Threads: as KkApp.
 * Errors:  vault errors. */

#pragma once

#include "app/sharing/kk-app-statement.h"
#include "app/sharing/kk-case-gather-private.h"
#include "app/sharing/kk-share-draft-private.h"
#include "app/sharing/kk-statement-case-private.h"
#include "policy/kk-question.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *consents; /* (element-type KkConsentItem) */
  GPtrArray *notes;    /* (element-type KkNoteItem) */
  GPtrArray *findings; /* (element-type KkFindingItem): by date */
} KkStatements;

/* Of own desk @desk about @thread, as they stand on @day. */
KkStatements *kk_statements_read (KkApp *app,
                                  const KkId *desk,
                                  const KkId *thread,
                                  const char *day,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_statements_free (KkStatements *statements);

/* Adds to the facts of @question what is recorded about the person of @group, for the receiver and purpose of @ask.
 * What the person who shares stated stays. */
void kk_statements_use (const KkStatements *statements,
                        const KkShareAsk *ask,
                        const KkGatheredGroup *group,
                        KkQuestion *question);
/* (nullable), borrowed: the longest note of the kind for the receiver and purpose of @ask. */
const KkNoteItem *
kk_statements_find_note (const KkStatements *statements, const KkShareAsk *ask, KkNote kind);

/* Inside a transaction: the note of @plan, for @desk, as a record of the case. */
gboolean kk_note_put (KkStatementCase *place,
                      const KkNotePlan *plan,
                      const KkId *desk,
                      KkVaultRecord *record,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The facts about one person in @question, added when they are not there; NULL without a subject. */
KkPersonFacts *kk_question_person_facts (KkQuestion *question, const KkGatheredGroup *group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkStatements, kk_statements_free)

G_END_DECLS
