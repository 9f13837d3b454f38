/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What:    short words for the rows of the schema table, and its parts.
 * Owns:    nothing.
 * Threads: constant data.
 * Errors:  none. */

#pragma once

#include "domain/kk-schema.h"

G_BEGIN_DECLS

/* Categories of domain research §1.1.1, short enough for a row of the table. */
#define V        KK_CATEGORY_BIT (KK_CATEGORY_V)
#define ID       KK_CATEGORY_BIT (KK_CATEGORY_GEW_ID)
#define WOON     KK_CATEGORY_BIT (KK_CATEGORY_GEW_WOON)
#define FIN      KK_CATEGORY_BIT (KK_CATEGORY_GEW_FIN)
#define WERK     KK_CATEGORY_BIT (KK_CATEGORY_GEW_WERK)
#define NETW     KK_CATEGORY_BIT (KK_CATEGORY_GEW_NETW)
#define HULP     KK_CATEGORY_BIT (KK_CATEGORY_GEW_HULP)
#define VERBLIJF KK_CATEGORY_BIT (KK_CATEGORY_GEW_VERBLIJF)
#define VOERT    KK_CATEGORY_BIT (KK_CATEGORY_GEW_VOERT)
#define ONLINE   KK_CATEGORY_BIT (KK_CATEGORY_GEW_ONLINE)
#define BSN      KK_CATEGORY_BIT (KK_CATEGORY_BSN)
#define TOEZ     KK_CATEGORY_BIT (KK_CATEGORY_TOEZ)
#define GEZ      KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_GEZ)
#define SEKS     KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_SEKS)
#define ETN      KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_ETN)
#define REL      KK_CATEGORY_BIT (KK_CATEGORY_BIJZ_REL)
#define STRAF    KK_CATEGORY_BIT (KK_CATEGORY_STRAF_VERM)
#define POL8     KK_CATEGORY_BIT (KK_CATEGORY_POL_8)
#define POL13    KK_CATEGORY_BIT (KK_CATEGORY_POL_13)
#define POL9     KK_CATEGORY_BIT (KK_CATEGORY_POL_9)
#define POL10    KK_CATEGORY_BIT (KK_CATEGORY_POL_10)
#define JUSSV    KK_CATEGORY_BIT (KK_CATEGORY_JUS_SV)
#define JUSDOC   KK_CATEGORY_BIT (KK_CATEGORY_JUS_DOC)
#define JUSTUL   KK_CATEGORY_BIT (KK_CATEGORY_JUS_TUL)
#define H1       KK_CATEGORY_BIT (KK_CATEGORY_H1)
#define H2       KK_CATEGORY_BIT (KK_CATEGORY_H2)

/* What a text may hold. Biometrics and informants (POL-12) have no place in the product at all. */
#define ANY                                                                                  \
  (V | ID | WOON | FIN | WERK | NETW | HULP | VERBLIJF | VOERT | ONLINE | BSN | TOEZ | GEZ | \
   SEKS | ETN | REL | STRAF | POL8 | POL13 | POL9 | POL10 | JUSSV | JUSDOC | JUSTUL | H1 | H2)

#define HTCDS KK_FIELD_HTCDS
#define CORE  (KK_FIELD_HTCDS | KK_FIELD_CORE)
#define TICKS KK_FIELD_TICKS
#define PLAIN KK_FIELD_PLAIN_CODES

/* One row: what every field has, then what this one has besides, as designated members. */
#define FIELD(field_number, field_kind, field_name, dutch_label, english_label, ...) \
  {                                                                                  \
    .number = (field_number), .type = (KkRecordType) ((field_number) / 100),         \
    .kind = KK_FIELD_##field_kind, .name = (field_name), .dutch = (dutch_label),     \
    .english = (english_label), __VA_ARGS__                                          \
  }

#define DEFINE_CODES(variable, list_name, array, is_open) \
  const KkCodeList variable = { (list_name), (array), G_N_ELEMENTS (array), (is_open) }

/* Code lists of HTCDS v2.0, kk-schema-codes.c. */
extern const KkCodeList kk_codes_gender;
extern const KkCodeList kk_codes_marital_status;
extern const KkCodeList kk_codes_education;
extern const KkCodeList kk_codes_organisation_type;
extern const KkCodeList kk_codes_trafficking_status;
extern const KkCodeList kk_codes_status_decider;
extern const KkCodeList kk_codes_relationship;
extern const KkCodeList kk_codes_website;
extern const KkCodeList kk_codes_recruitment;
extern const KkCodeList kk_codes_control;
extern const KkCodeList kk_codes_exploitation;
extern const KkCodeList kk_codes_industry;
extern const KkCodeList kk_codes_sex_exploitation;
extern const KkCodeList kk_codes_vulnerability;
extern const KkCodeList kk_codes_process_role;
extern const KkCodeList kk_codes_case_status;
extern const KkCodeList kk_codes_referral_reason;
extern const KkCodeList kk_codes_event_type;
extern const KkCodeList kk_codes_support_type;
extern const KkCodeList kk_codes_country;
extern const KkCodeList kk_codes_language;

/* Own code lists, kk-schema-codes-nl.c and kk-schema-codes-process.c. */
extern const KkCodeList kk_codes_report_kind;
extern const KkCodeList kk_codes_municipality;
extern const KkCodeList kk_codes_source_type;
extern const KkCodeList kk_codes_department;
extern const KkCodeList kk_codes_act;
extern const KkCodeList kk_codes_forced_criminality;
extern const KkCodeList kk_codes_indicator;
extern const KkCodeList kk_codes_age_bracket;
extern const KkCodeList kk_codes_residence_status;
extern const KkCodeList kk_codes_role;
extern const KkCodeList kk_codes_location_kind;
extern const KkCodeList kk_codes_company_part;
extern const KkCodeList kk_codes_vehicle_kind;
extern const KkCodeList kk_codes_stage;
extern const KkCodeList kk_codes_outcome;
extern const KkCodeList kk_codes_outcome_reason;
extern const KkCodeList kk_codes_gate;
extern const KkCodeList kk_codes_gate_result;
extern const KkCodeList kk_codes_track;
extern const KkCodeList kk_codes_progress;
extern const KkCodeList kk_codes_measure_kind;
extern const KkCodeList kk_codes_task_kind;
extern const KkCodeList kk_codes_entry_kind;
extern const KkCodeList kk_codes_consultation_kind;
extern const KkCodeList kk_codes_certainty;
extern const KkCodeList kk_codes_assessment_kind;
extern const KkCodeList kk_codes_finding;
extern const KkCodeList kk_codes_hat;
extern const KkCodeList kk_codes_purpose;
extern const KkCodeList kk_codes_category;
extern const KkCodeList kk_codes_signer;
extern const KkCodeList kk_codes_consent_form;
extern const KkCodeList kk_codes_note_kind;
extern const KkCodeList kk_codes_release_kind;
extern const KkCodeList kk_codes_milestone_kind;

/* The record types, by the file that holds their fields. */
extern const KkRecordTypeInfo kk_schema_signal;
extern const KkRecordTypeInfo kk_schema_advice_request;
extern const KkRecordTypeInfo kk_schema_case;
extern const KkRecordTypeInfo kk_schema_person;
extern const KkRecordTypeInfo kk_schema_person_in_case;
extern const KkRecordTypeInfo kk_schema_organisation;
extern const KkRecordTypeInfo kk_schema_location;
extern const KkRecordTypeInfo kk_schema_vehicle;
extern const KkRecordTypeInfo kk_schema_online_handle;
extern const KkRecordTypeInfo kk_schema_assessment;
extern const KkRecordTypeInfo kk_schema_gate_decision;
extern const KkRecordTypeInfo kk_schema_track;
extern const KkRecordTypeInfo kk_schema_measure;
extern const KkRecordTypeInfo kk_schema_task;
extern const KkRecordTypeInfo kk_schema_journal_entry;
extern const KkRecordTypeInfo kk_schema_consultation;
extern const KkRecordTypeInfo kk_schema_consent;
extern const KkRecordTypeInfo kk_schema_release;
extern const KkRecordTypeInfo kk_schema_share;
extern const KkRecordTypeInfo kk_schema_notification;
extern const KkRecordTypeInfo kk_schema_attachment;
extern const KkRecordTypeInfo kk_schema_note;
extern const KkRecordTypeInfo kk_schema_breach;
extern const KkRecordTypeInfo kk_schema_move;
extern const KkRecordTypeInfo kk_schema_milestone;
extern const KkRecordTypeInfo kk_schema_same_person;

G_END_DECLS
