/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the facts of one question of a share: what a person stated, the age that the file gives, and the
 *          word of other desks as signed objects (exchange §13).
 * Owns:    see each function.
 * Threads: as KkApp.
 * Errors:  policy and vault errors. */

#pragma once

#include "app/policy/kk-policy-json-answers-private.h"
#include "app/sharing/kk-share-draft-private.h"
#include "policy/kk-question.h"

G_BEGIN_DECLS

/* What a person stated, parsed once for a case. */
typedef struct _KkShareFacts KkShareFacts;

/* @objects of @draft get those that this desk may issue by itself, such as a gate that it opens. */
KkShareFacts *kk_share_facts_new (KkApp *app,
                                  KkShareDraft *draft,
                                  const KkShareAsk *ask,
                                  const KkGathered *gathered,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void kk_share_facts_free (KkShareFacts *facts);

/* Fills the facts of @question, and @answers, for the fields of @group. */
gboolean kk_share_facts_fill (KkShareFacts *facts,
                              const KkShareAsk *ask,
                              const KkGatheredGroup *group,
                              KkQuestion *question,
                              KkAnswers *answers,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The objects that proved something, for a basis: (transfer none) (element-type KkSignedObject). */
const GPtrArray *kk_share_facts_get_objects (const KkShareFacts *facts);

/* Completes the notes of @basis with the hash of their text and the function of who wrote them. */
void kk_share_facts_sign_notes (const KkShareFacts *facts,
                                const KkShareAsk *ask,
                                KkBasis *basis,
                                const char *function);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkShareFacts, kk_share_facts_free)

G_END_DECLS
