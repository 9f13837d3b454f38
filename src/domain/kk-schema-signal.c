/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Signal and request for advice: what was seen and asked while nobody is named yet. Form, place and date are
 * V here; as soon as they are about a person they stand in that person's record, with that record's categories. */

#include "domain/kk-schema-private.h"

/* One field a row. */
/* clang-format off */
static const KkField signal_fields[] = {
  FIELD (101, PARTIAL_DATE, "nl_SignalDate", "Datum van ontvangst", "Date received", .categories = V),
  FIELD (102, CODE, "nl_SignalSourceType", "Soort bron", "Kind of source", .categories = V, .may = H1, .codes = &kk_codes_source_type),
  FIELD (103, CODE, "nl_SignalMunicipality", "Gemeente", "Municipality", .categories = V, .codes = &kk_codes_municipality),
  FIELD (104, TEXT, "nl_SignalPlace", "Waar precies", "Where exactly", .flags = TICKS, .may = ANY),
  FIELD (105, PARTIAL_DATE, "nl_SignalSeen", "Wanneer gezien", "When seen", .categories = V),
  FIELD (106, MULTI_CODE, "nl_SignalForm", "Vorm van uitbuiting", "Form of exploitation", .categories = V, .flags = PLAIN, .codes = &kk_codes_exploitation),
  FIELD (107, MULTI_CODE, "nl_SignalForcedCriminality", "Criminele uitbuiting", "Forced criminality", .categories = V, .codes = &kk_codes_forced_criminality),
  FIELD (108, CODE, "nl_SignalIndustry", "Sector", "Industry", .categories = V, .codes = &kk_codes_industry),
  FIELD (109, MULTI_CODE, "nl_SignalSexExploitation", "Vorm van seksuele uitbuiting", "Form of sexual exploitation", .categories = V, .codes = &kk_codes_sex_exploitation),
  FIELD (110, MULTI_CODE, "nl_SignalIndicators", "Herkende signalen", "Indicators", .categories = V, .codes = &kk_codes_indicator),
  FIELD (111, LONG_TEXT, "nl_SignalText", "Wat viel op", "What was noticed", .flags = TICKS, .may = ANY),
  FIELD (112, BOOLEAN, "nl_SignalDanger", "Direct gevaar", "Immediate danger", .categories = V),
  FIELD (113, NUMBER, "nl_SignalScale", "Geschat aantal personen", "Estimated number of persons", .categories = V),
  FIELD (114, TEXT, "nl_SignalReporterName", "Naam van de melder", "Name of the reporter", .categories = H1 | ID, .subject = KK_SUBJECT_REPORTER, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (115, TEXT, "nl_SignalReporterContact", "Bereikbaarheid van de melder", "Contact of the reporter", .categories = H1 | ID, .subject = KK_SUBJECT_REPORTER, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (116, CODE, "nl_SignalReporterDepartment", "Afdeling van de melder", "Department of the reporter", .categories = V, .may = H1, .codes = &kk_codes_department),
  FIELD (117, REFERENCE, "nl_SignalCase", "Zaak", "Case", .categories = V),
  FIELD (118, MULTI_CODE, "nl_SignalAct", "Handeling", "Act", .categories = V, .codes = &kk_codes_act),
  FIELD (119, MULTI_CODE, "nl_SignalMeans", "Dwangmiddel", "Means", .categories = V, .flags = PLAIN, .codes = &kk_codes_control),
  FIELD (120, BOOLEAN, "nl_SignalMinor", "Gaat over een minderjarige", "About a minor", .categories = V),
  FIELD (121, TEXT, "nl_SignalCard", "Versie van de signalenkaart", "Version of the signal card", .categories = V),
};

static const KkField advice_request_fields[] = {
  FIELD (201, PARTIAL_DATE, "nl_AdviceDate", "Datum van de vraag", "Date asked", .categories = V),
  FIELD (202, CODE, "nl_AdviceSourceType", "Soort vrager", "Kind of asker", .categories = V, .may = H1, .codes = &kk_codes_source_type),
  FIELD (203, CODE, "nl_AdviceMunicipality", "Gemeente", "Municipality", .categories = V, .codes = &kk_codes_municipality),
  FIELD (204, MULTI_CODE, "nl_AdviceForm", "Vorm van uitbuiting", "Form of exploitation", .categories = V, .flags = PLAIN, .codes = &kk_codes_exploitation),
  FIELD (205, MULTI_CODE, "nl_AdviceForcedCriminality", "Criminele uitbuiting", "Forced criminality", .categories = V, .codes = &kk_codes_forced_criminality),
  FIELD (206, CODE, "nl_AdviceIndustry", "Sector", "Industry", .categories = V, .codes = &kk_codes_industry),
  FIELD (207, MULTI_CODE, "nl_AdviceSexExploitation", "Vorm van seksuele uitbuiting", "Form of sexual exploitation", .categories = V, .codes = &kk_codes_sex_exploitation),
  FIELD (208, LONG_TEXT, "nl_AdviceQuestion", "Vraag", "Question", .flags = TICKS, .may = ANY),
  FIELD (209, LONG_TEXT, "nl_AdviceAnswer", "Advies", "Advice", .flags = TICKS, .may = ANY),
  FIELD (210, DATE, "nl_AdviceAnswered", "Beantwoord op", "Answered on", .categories = V),
  FIELD (211, REFERENCE, "nl_AdviceCase", "Zaak", "Case", .categories = V),
};
/* clang-format on */

const KkRecordTypeInfo kk_schema_signal = {
  .type = KK_RECORD_SIGNAL,
  .name = "signal",
  .dutch = "Signaal",
  .english = "Signal",
  .subject = KK_SUBJECT_VICTIM,
  .fields = signal_fields,
  .n_fields = G_N_ELEMENTS (signal_fields),
};

const KkRecordTypeInfo kk_schema_advice_request = {
  .type = KK_RECORD_ADVICE_REQUEST,
  .name = "advice-request",
  .dutch = "Adviesvraag",
  .english = "Advice request",
  .subject = KK_SUBJECT_VICTIM,
  .fields = advice_request_fields,
  .n_fields = G_N_ELEMENTS (advice_request_fields),
};
