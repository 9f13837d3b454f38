/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* The journal of the route: moves of a case from step to step, and milestones of its tracks. A milestone is a code and
 * days, nothing of what is in the track: that is what the table sees (domain R039). */

#include "domain/kk-schema-private.h"

/* One code a line. */
/* clang-format off */
static const KkCode milestones[] = {
  { "accepted", NULL, "Opgepakt", "Taken up", 0 },
  { "first-contact", NULL, "Eerste contact", "First contact", 0 },
  { "picture", NULL, "Beeld compleet", "Picture complete", 0 },
  { "plan", NULL, "Plan vastgesteld", "Plan agreed", 0 },
  { "started", NULL, "Uitvoering begonnen", "Carrying out began", 0 },
  { "halfway", NULL, "Tussenstand", "State of affairs", 0 },
  { "decision", NULL, "Besluit genomen", "Decision taken", 0 },
  { "handed-over", NULL, "Overgedragen", "Handed over", 0 },
  { "result", NULL, "Resultaat gemeld", "Result reported", 0 },
  { "finished", NULL, "Afgerond", "Finished", 0 },
};

/* One field a row. */
static const KkField move_fields[] = {
  FIELD (2401, CODE, "nl_MoveFrom", "Van stap", "From step", .categories = V, .codes = &kk_codes_stage, .writer = KK_WRITER_ONCE),
  FIELD (2402, CODE, "nl_MoveTo", "Naar stap", "To step", .categories = V, .codes = &kk_codes_stage, .writer = KK_WRITER_ONCE),
  FIELD (2403, DATE, "nl_MoveDate", "Op", "On", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (2404, CODE, "nl_MoveHat", "Door", "By", .categories = V, .codes = &kk_codes_hat, .writer = KK_WRITER_ONCE),
  FIELD (2405, CODE, "nl_MoveGate", "Op grond van poort", "On the decision at gate", .categories = V, .codes = &kk_codes_gate, .writer = KK_WRITER_ONCE),
  FIELD (2406, BLOB, "nl_MoveDecision", "Getekend besluit", "Signed decision", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2407, LONG_TEXT, "nl_MoveReason", "Reden", "Reason", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2408, REFERENCE, "nl_MoveAfter", "Volgt op", "Follows on", .categories = V, .writer = KK_WRITER_ONCE),
};

static const KkField milestone_fields[] = {
  FIELD (2501, REFERENCE, "nl_MilestoneTrack", "Spoor", "Track", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (2502, CODE, "nl_MilestoneKind", "Mijlpaal", "Milestone", .categories = V, .codes = &kk_codes_milestone_kind, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2503, DATE, "nl_MilestoneDue", "Uiterlijk", "Due", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2504, DATE, "nl_MilestoneReached", "Gehaald op", "Reached on", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2505, LONG_TEXT, "nl_MilestoneNote", "Toelichting", "Explanation", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
};
/* clang-format on */

DEFINE_CODES (kk_codes_milestone_kind, "milestone-kind", milestones, FALSE);

const KkRecordTypeInfo kk_schema_move = {
  .type = KK_RECORD_MOVE,
  .name = "move",
  .dutch = "Stap in de route",
  .english = "Move along the route",
  .subject = KK_SUBJECT_VICTIM,
  .fields = move_fields,
  .n_fields = G_N_ELEMENTS (move_fields),
};

const KkRecordTypeInfo kk_schema_milestone = {
  .type = KK_RECORD_MILESTONE,
  .name = "milestone",
  .dutch = "Mijlpaal",
  .english = "Milestone",
  .subject = KK_SUBJECT_VICTIM,
  .fields = milestone_fields,
  .n_fields = G_N_ELEMENTS (milestone_fields),
};
