/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    from what a person wants to share to the bodies that will be sealed, deciding every field on the
 *          way, twice: with what the vault knows, and again from the body alone (exchange §13, design §4).
 * Owns:    what kk_share_draft_free() frees; rows are borrowed from the register in the directory.
 * Threads: as KkApp.
 * Errors:  vault, format and policy errors. That the law withholds a field is no error. */

#pragma once

#include "app/exchange/kk-body-verdict-private.h"
#include "app/sharing/kk-case-gather-private.h"
#include "domain/kk-content.h"

G_BEGIN_DECLS

/* One live value and what was decided about it. */
typedef struct {
  KkId record;
  guint32 type; /* of the record */
  KkId thread;
  KkOp *op;
  KkCategories categories;
  KkOutcome outcome;
  GArray *rows;    /* (element-type const KkRow *) borrowed */
  GArray *missing; /* (element-type KkFact) */
  GArray *ways;    /* (element-type KkWay) */
  gboolean banner;
} KkDraftField;

/* What is asked: the same for every case of one draft. */
typedef struct {
  const KkOwnSeat *seat;
  KkBodyParties parties;
  KkPurpose purpose;
  const char *stage;  /* (nullable) */
  const char *facts;  /* (nullable): JSON object */
  GHashTable *fields; /* (nullable) set of field numbers (GUINT_TO_POINTER); NULL = every field */
  gboolean only_new;  /* leave out what the desk was sent already */
  gboolean again;     /* with only_new: nothing but what the desk was sent already */
  const KkRegister *reg; /* (nullable): the newest */
} KkShareAsk;

typedef struct {
  GPtrArray *bodies; /* (element-type KkBody), with at least one operation each */
  GPtrArray *fields; /* (element-type KkDraftField) */
  GPtrArray *
      objects; /* (element-type KkSignedObject): made for this draft, to be kept when it is confirmed */
  KkDuties duties;
  gsize weight;        /* estimated bytes of the last body */
  GHashTable *records; /* KkId → KkBodyRecord, borrowed: of the last body */
  char next_day[12];   /* from which on the law may let more go, by the day alone; "" = none */
} KkShareDraft;

KkShareDraft *kk_share_draft_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kk_share_draft_free (KkShareDraft *draft);

/* Adds one case. */
gboolean kk_share_draft_add_case (KkApp *app,
                                  KkShareDraft *draft,
                                  const KkShareAsk *ask,
                                  const KkId *thread,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Decides every body again from its encoded bytes; what does not pass is taken out and marked in the fields.
 * Afterwards the bodies hold exactly what may be sealed. */
gboolean
kk_share_draft_check (KkApp *app, KkShareDraft *draft, const KkShareAsk *ask, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* FALSE, with USAGE, when @text is not an object of known facts. */
gboolean kk_share_facts_check (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KkShareDraft, kk_share_draft_free)

G_END_DECLS
