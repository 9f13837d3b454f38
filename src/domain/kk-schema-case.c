/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Case, and what is decided about it: assessment, gate decision and track. */

#include "domain/kk-schema-private.h"

/* One field a row. */
/* clang-format off */
static const KkField case_fields[] = {
  FIELD (301, TEXT, "nl_CaseReference", "Kenmerk", "Reference", .categories = V),
  FIELD (302, TEXT, "nl_CaseTitle", "Werktitel zonder namen", "Working title without names", .flags = TICKS, .may = ANY),
  FIELD (303, CODE, "nl_ReportKind", "Soort melding", "Kind of report", .categories = V, .codes = &kk_codes_report_kind),
  FIELD (304, DATE, "nl_ReceivedDate", "Ontvangen op", "Received on", .categories = V),
  FIELD (305, CODE, "nl_Municipality", "Gemeente", "Municipality", .categories = V, .codes = &kk_codes_municipality),
  FIELD (306, CODE, "nl_ExploitationMunicipality", "Gemeente van uitbuiting", "Municipality of exploitation", .categories = V, .codes = &kk_codes_municipality),
  FIELD (307, CODE, "nl_AdvertisementMunicipality", "Gemeente van de advertentie", "Municipality of the advertisement", .categories = V, .codes = &kk_codes_municipality),
  FIELD (308, CODE, "nl_FoundMunicipality", "Gemeente van aantreffen", "Municipality where found", .categories = V, .codes = &kk_codes_municipality),
  FIELD (309, CODE, "nl_LeadMunicipality", "Verantwoordelijke gemeente", "Responsible municipality", .categories = V, .codes = &kk_codes_municipality),
  FIELD (310, CODE, "nl_SourceType", "Soort bron", "Kind of source", .categories = V, .may = H1, .codes = &kk_codes_source_type),
  FIELD (311, CODE, "nl_Stage", "Stap", "Step", .categories = V, .codes = &kk_codes_stage),
  FIELD (312, CODE, "cas_Status", "Status", "Status", .categories = V, .flags = CORE, .codes = &kk_codes_case_status),
  FIELD (313, LONG_TEXT, "cas_ReasonForCaseClosure", "Reden van sluiten", "Reason for case closure", .flags = CORE | TICKS, .may = ANY),
  FIELD (314, TEXT, "cas_CaseOwner", "Regiehouder", "Case owner", .categories = HULP, .flags = CORE),
  FIELD (315, TEXT, "cas_ReferringOrganisation", "Verwijzende organisatie", "Referring organisation", .categories = HULP, .may = H1, .flags = CORE),
  FIELD (316, DATE, "cas_IncomingReferralDate", "Verwezen op", "Incoming referral date", .categories = V, .flags = CORE),
  FIELD (317, TEXT, "cas_ReferringPrimaryCaseWorker", "Verwijzende medewerker", "Referring case worker", .categories = ID, .may = H1, .flags = CORE, .subject = KK_SUBJECT_PROFESSIONAL),
  FIELD (318, CODE, "cas_ReasonForIncomingReferral", "Reden van verwijzing", "Reason for incoming referral", .categories = HULP, .flags = CORE, .codes = &kk_codes_referral_reason),
  FIELD (319, LONG_TEXT, "cas_IncomingReferralDetails", "Toelichting op de verwijzing", "Incoming referral details", .flags = CORE | TICKS, .may = ANY),
  FIELD (320, TEXT, "cas_ReferredOrganisation", "Ontvangende organisatie", "Referred organisation", .categories = HULP, .flags = CORE),
  FIELD (321, TEXT, "cas_ReferredPrimaryCaseWorker", "Ontvangende medewerker", "Referred case worker", .categories = ID, .flags = CORE, .subject = KK_SUBJECT_PROFESSIONAL),
  FIELD (322, CODE, "cas_ReasonForOutgoingReferral", "Reden van doorverwijzing", "Reason for outgoing referral", .categories = HULP, .flags = CORE, .codes = &kk_codes_referral_reason),
  FIELD (323, DATE, "cas_OutgoingReferralDate", "Doorverwezen op", "Outgoing referral date", .categories = HULP, .flags = CORE),
  FIELD (324, LONG_TEXT, "cas_OutgoingReferralDetails", "Toelichting op de doorverwijzing", "Outgoing referral details", .flags = CORE | TICKS, .may = ANY),
  FIELD (325, CODE, "nl_Outcome", "Uitkomst", "Outcome", .categories = V, .codes = &kk_codes_outcome),
  FIELD (326, DATE, "nl_AcuteUntil", "Acuut tot en met", "Acute until", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (327, DATE, "nl_FirstProcessed", "Eerste verwerking", "First processed", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (328, BOOLEAN, "nl_RelatedProgramme", "Raakt ander programma", "Touches another programme", .categories = V),
  FIELD (329, CODE, "nl_OutcomeReason", "Reden van de uitkomst", "Reason of the outcome", .categories = V, .codes = &kk_codes_outcome_reason),
};

static const KkField assessment_fields[] = {
  FIELD (1001, CODE, "nl_AssessmentKind", "Wat is beoordeeld", "What was assessed", .categories = HULP, .codes = &kk_codes_assessment_kind, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1002, CODE, "nl_AssessmentResult", "Uitkomst", "Result", .categories = HULP, .codes = &kk_codes_finding, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1003, DATE, "nl_AssessmentDate", "Beoordeeld op", "Assessed on", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1004, LONG_TEXT, "nl_AssessmentReason", "Motivering", "Reasons", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1005, TEXT, "nl_AssessmentBy", "Beoordeeld door", "Assessed by", .categories = ID, .subject = KK_SUBJECT_PROFESSIONAL, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1006, REFERENCE, "nl_AssessmentPerson", "Over wie", "About whom", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1007, DATE, "nl_AssessmentUntil", "Geldig tot en met", "Valid until", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
};

static const KkField gate_decision_fields[] = {
  FIELD (1101, CODE, "nl_Gate", "Poort", "Gate", .categories = V, .codes = &kk_codes_gate, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1102, CODE, "nl_GateResult", "Besluit", "Decision", .categories = V, .codes = &kk_codes_gate_result, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1103, DATE, "nl_GateDate", "Besloten op", "Decided on", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1104, MULTI_CODE, "nl_GateParticipants", "Deelnemers", "Participants", .categories = HULP, .codes = &kk_codes_hat, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1105, MULTI_CODE, "nl_GateTracks", "Gekozen sporen", "Tracks chosen", .categories = V, .codes = &kk_codes_track, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1106, LONG_TEXT, "nl_GateMotivation", "Motivering", "Reasons", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1107, LONG_TEXT, "nl_GateDissent", "Anders denkend", "Dissent", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1108, TEXT, "nl_GateSignedBy", "Getekend door", "Signed by", .categories = ID, .subject = KK_SUBJECT_PROFESSIONAL, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1109, LONG_TEXT, "nl_GateConditions", "Voorwaarden", "Conditions", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1110, LONG_TEXT, "nl_GatePositions", "Standpunten", "Positions", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
};

static const KkField track_fields[] = {
  FIELD (1201, CODE, "nl_TrackKind", "Spoor", "Track", .categories = V, .codes = &kk_codes_track),
  FIELD (1202, CODE, "nl_TrackDirector", "Regie", "Director", .categories = V, .codes = &kk_codes_hat),
  FIELD (1203, CODE, "nl_TrackProgress", "Voortgang", "Progress", .categories = V, .codes = &kk_codes_progress),
  FIELD (1204, DATE, "nl_TrackStart", "Begonnen op", "Started on", .categories = V),
  FIELD (1205, DATE, "nl_TrackEnd", "Beëindigd op", "Ended on", .categories = V),
  FIELD (1206, TEXT, "nl_TrackMilestone", "Mijlpaal", "Milestone", .flags = TICKS, .may = ANY),
  FIELD (1207, DATE, "nl_TrackDue", "Mijlpaal uiterlijk", "Milestone due", .categories = V),
  FIELD (1208, LONG_TEXT, "nl_TrackReason", "Waarom beëindigd", "Why it ended", .flags = TICKS, .may = ANY),
};
/* clang-format on */

const KkRecordTypeInfo kk_schema_case = {
  .type = KK_RECORD_CASE,
  .name = "case",
  .dutch = "Zaak",
  .english = "Case",
  .subject = KK_SUBJECT_VICTIM,
  .fields = case_fields,
  .n_fields = G_N_ELEMENTS (case_fields),
};

const KkRecordTypeInfo kk_schema_assessment = {
  .type = KK_RECORD_ASSESSMENT,
  .name = "assessment",
  .dutch = "Beoordeling",
  .english = "Assessment",
  .fields = assessment_fields,
  .n_fields = G_N_ELEMENTS (assessment_fields),
};

const KkRecordTypeInfo kk_schema_gate_decision = {
  .type = KK_RECORD_GATE_DECISION,
  .name = "gate-decision",
  .dutch = "Poortbesluit",
  .english = "Gate decision",
  .subject = KK_SUBJECT_VICTIM,
  .fields = gate_decision_fields,
  .n_fields = G_N_ELEMENTS (gate_decision_fields),
};

const KkRecordTypeInfo kk_schema_track = {
  .type = KK_RECORD_TRACK,
  .name = "track",
  .dutch = "Spoor",
  .english = "Track",
  .subject = KK_SUBJECT_VICTIM,
  .fields = track_fields,
  .n_fields = G_N_ELEMENTS (track_fields),
};
