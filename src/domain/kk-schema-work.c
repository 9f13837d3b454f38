/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What is done: measure, task, journal entry and consultation. */

#include "domain/kk-schema-private.h"

/* One field a row. */
/* clang-format off */
static const KkField measure_fields[] = {
  FIELD (1301, LONG_TEXT, "spl_Objectives", "Doelen", "Objectives", .categories = HULP | GEZ, .may = ANY, .flags = HTCDS),
  FIELD (1302, LONG_TEXT, "spl_ActionPlan", "Actieplan", "Action plan", .categories = HULP | GEZ, .may = ANY, .flags = HTCDS),
  FIELD (1303, DATE, "spl_PlannedEndDate", "Geplande einddatum", "Planned end date", .categories = HULP, .flags = HTCDS),
  FIELD (1304, DATE, "spl_ActualEndDate", "Einddatum", "Actual end date", .categories = HULP, .flags = HTCDS),
  FIELD (1305, CODE, "spl_Type", "Soort hulp", "Kind of support", .categories = HULP, .flags = HTCDS, .codes = &kk_codes_support_type),
  FIELD (1306, CODE, "nl_MeasureKind", "Soort maatregel", "Kind of measure", .codes = &kk_codes_measure_kind),
  FIELD (1307, TEXT, "nl_MeasureBody", "Bevoegde instantie", "Competent body", .categories = HULP),
  FIELD (1308, DATE, "nl_MeasureStart", "Begindatum", "Start date", .categories = HULP),
  FIELD (1309, DATE, "nl_MeasureEnd", "Einddatum van de maatregel", "End date of the measure", .categories = HULP),
  FIELD (1310, TEXT, "nl_MeasureLegalBasis", "Wettelijke basis van de maatregel", "Legal basis of the measure", .categories = TOEZ),
  FIELD (1311, LONG_TEXT, "nl_MeasureContent", "Inhoud", "Content", .flags = TICKS, .may = ANY),
  FIELD (1312, LONG_TEXT, "nl_MeasureResult", "Resultaat", "Result", .flags = TICKS, .may = ANY),
  FIELD (1313, TEXT, "nl_ShelterAddress", "Adres van de opvang", "Address of the shelter", .categories = H2, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1314, TEXT, "nl_SafePhone", "Veilig telefoonnummer", "Safe phone number", .categories = H2, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1315, REFERENCE, "nl_MeasurePerson", "Over wie", "About whom", .categories = V),
  FIELD (1316, REFERENCE, "nl_MeasureOrganisation", "Over welk bedrijf", "About which company", .categories = V),
  FIELD (1317, CODE, "nl_MeasureHat", "Bevoegde taak", "Competent task", .categories = V, .codes = &kk_codes_hat),
  FIELD (1318, TEXT, "nl_MeasureCode", "Maatregel in de catalogus", "Measure in the catalogue", .categories = HULP | TOEZ | STRAF),
  FIELD (1319, LONG_TEXT, "nl_MeasureEvidence", "Waarop de maatregel rust", "Evidence for the measure", .flags = TICKS, .may = ANY),
  FIELD (1320, CODE, "nl_MeasureTrack", "Spoor van de maatregel", "Track of the measure", .categories = V, .codes = &kk_codes_track),
};

static const KkField task_fields[] = {
  FIELD (1401, TEXT, "nl_TaskTitle", "Taak", "Task", .flags = TICKS, .may = ANY),
  FIELD (1402, CODE, "nl_TaskKind", "Soort taak", "Kind of task", .categories = V, .codes = &kk_codes_task_kind),
  FIELD (1403, DATE, "nl_TaskDue", "Uiterlijk", "Due", .categories = V),
  FIELD (1404, DATE, "nl_TaskDone", "Gedaan op", "Done on", .categories = V),
  FIELD (1405, TEXT, "nl_TaskAssignee", "Wie doet het", "Assignee", .categories = ID, .subject = KK_SUBJECT_PROFESSIONAL),
  FIELD (1406, REFERENCE, "nl_TaskCase", "Zaak", "Case", .categories = V),
  FIELD (1407, CODE, "nl_TaskHat", "Over wie het gaat", "About whom it is", .categories = V, .codes = &kk_codes_hat),
  FIELD (1408, BOOLEAN, "nl_TaskRestricted", "Recht van de betrokkene beperkt", "Right of the person restricted", .categories = V),
};

static const KkField journal_entry_fields[] = {
  FIELD (1501, LONG_TEXT, "cco_CaseComment", "Notitie", "Case comment", .flags = HTCDS | TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (1502, DATE, "nl_EntryDate", "Datum", "Date", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (1503, CODE, "nl_EntryKind", "Soort notitie", "Kind of entry", .categories = V, .codes = &kk_codes_entry_kind, .writer = KK_WRITER_ONCE),
  FIELD (1504, CODE, "nl_EntryCertainty", "Feit of oordeel", "Fact or opinion", .categories = V, .codes = &kk_codes_certainty, .writer = KK_WRITER_ONCE),
  FIELD (1505, TEXT, "nl_EntryFunction", "Functie van de schrijver", "Function of the author", .categories = ID, .subject = KK_SUBJECT_PROFESSIONAL, .writer = KK_WRITER_ONCE),
  FIELD (1506, REFERENCE, "nl_EntryRectifies", "Rectificeert", "Rectifies", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (1507, REFERENCE, "nl_EntryPerson", "Over wie", "About whom", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (1508, REFERENCE, "nl_EntryCase", "Zaak", "Case", .categories = V, .writer = KK_WRITER_ONCE),
};

static const KkField consultation_fields[] = {
  FIELD (1601, LONG_TEXT, "nl_ConsultationQuestion", "Vraag", "Question", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (1602, DATE, "nl_ConsultationDue", "Antwoord uiterlijk", "Answer due", .categories = V),
  FIELD (1603, CODE, "nl_ConsultationPartner", "Aan wie", "To whom", .categories = V, .codes = &kk_codes_hat),
  FIELD (1604, LONG_TEXT, "nl_ConsultationAnswer", "Antwoord", "Answer", .flags = TICKS, .may = ANY),
  FIELD (1605, DATE, "nl_ConsultationAnswered", "Beantwoord op", "Answered on", .categories = V),
  FIELD (1606, REFERENCE, "nl_ConsultationCase", "Zaak", "Case", .categories = V),
  FIELD (1607, CODE, "nl_ConsultationKind", "Soort vraag", "Kind of question", .categories = V, .codes = &kk_codes_consultation_kind, .writer = KK_WRITER_ONCE),
  FIELD (1608, DATE, "nl_ConsultationDate", "Gevraagd op", "Asked on", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (1609, TEXT, "nl_ConsultationMeeting", "Wanneer en hoe overleg", "When and how to meet", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1610, DATE, "nl_ConsultationClosed", "Afgesloten op", "Closed on", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
};
/* clang-format on */

const KkRecordTypeInfo kk_schema_measure = {
  .type = KK_RECORD_MEASURE,
  .name = "measure",
  .dutch = "Maatregel of hulp",
  .english = "Measure or support",
  .fields = measure_fields,
  .n_fields = G_N_ELEMENTS (measure_fields),
};

const KkRecordTypeInfo kk_schema_task = {
  .type = KK_RECORD_TASK,
  .name = "task",
  .dutch = "Taak",
  .english = "Task",
  .subject = KK_SUBJECT_VICTIM,
  .fields = task_fields,
  .n_fields = G_N_ELEMENTS (task_fields),
};

const KkRecordTypeInfo kk_schema_journal_entry = {
  .type = KK_RECORD_JOURNAL_ENTRY,
  .name = "journal-entry",
  .dutch = "Notitie",
  .english = "Journal entry",
  .subject = KK_SUBJECT_VICTIM,
  .fields = journal_entry_fields,
  .n_fields = G_N_ELEMENTS (journal_entry_fields),
};

const KkRecordTypeInfo kk_schema_consultation = {
  .type = KK_RECORD_CONSULTATION,
  .name = "consultation",
  .dutch = "Consultatie",
  .english = "Consultation",
  .subject = KK_SUBJECT_VICTIM,
  .fields = consultation_fields,
  .n_fields = G_N_ELEMENTS (consultation_fields),
};
