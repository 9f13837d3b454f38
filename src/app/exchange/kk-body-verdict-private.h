/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    the legal question asked again from the packet alone: by the sender before sealing, and by the
 *          receiver, who gets the same answer (exchange §13, "Same answer at both ends").
 * Owns:    see each function.
 * Threads: pure but for the register that the directory keeps.
 * Errors:  a body whose claims are outside the vocabulary lets nothing through. */

#pragma once

#include "app/region/kk-directory-private.h"
#include "domain/kk-content.h"
#include "policy/kk-policy.h"

G_BEGIN_DECLS

/* Who gives to whom, as the documents say. */
typedef struct {
  const KkDesk *giver;
  const KkOrganisation *giver_organisation;
  const KkDesk *receiver;
  const KkOrganisation *receiver_organisation;
  const char *day;
  gboolean
      cited; /* the register is the one that the packet pins: its bases have to name the rows that decided */
} KkBodyParties;

typedef struct {
  KkOutcome outcome;
  const KkRow *row; /* (nullable), borrowed from the register: the first that counts */
} KkOpVerdict;

/* Categories of an operation: those of the schema for its field and code, and what its author added. An unknown
 * field has the ones it claims (exchange §20). */
KkCategories kk_op_categories (const KkOp *op);

/* Whose data an operation in a record of @type is: as the schema says, else @told. */
KkSubject kk_op_subject (const KkOp *op, guint32 type, KkSubject told);

/* The code that an operation is about: the element of a set, or the value of a code field. (nullable), borrowed. */
const char *kk_op_code (const KkOp *op);

/* Fills in who, for what and when. */
void
kk_question_set_parties (KkQuestion *question, const KkBodyParties *parties, KkPurpose purpose);

/* Adds the steps of @basis through which its values came to every field that is added later: borrowed by them. */
const KkOrigin *kk_question_add_origins (KkQuestion *question, const GPtrArray *steps);

/* (transfer full) (element-type KkOpVerdict): one for each operation of @body, in its order. */
GArray *kk_body_decide (const KkDirectory *directory,
                        const KkRegister *reg,
                        const KkBody *body,
                        const KkBodyParties *parties) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
