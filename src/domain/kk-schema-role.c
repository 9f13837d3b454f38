/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Person in a case: one record for each role that a person has in a case, because the categories belong to
 * (person, role): a victim who is also a suspect has two (domain §1.7 rule 10). */

#include "domain/kk-schema-private.h"

/* One field a row. */
/* clang-format off */
static const KkField fields[] = {
  FIELD (501, CODE, "nl_Role", "Rol in de zaak", "Role in the case", .codes = &kk_codes_role),
  FIELD (502, REFERENCE, "nl_Person", "Persoon", "Person", .categories = V),
  FIELD (503, REFERENCE, "nl_Case", "Zaak", "Case", .categories = V),
  FIELD (504, BOOLEAN, "vic_AgreementToManagePersonalData", "Akkoord genoteerd (geen toestemming in de zin van de wet)", "Agreement noted (not a legal consent)", .categories = HULP, .flags = HTCDS),
  FIELD (505, CODE, "vic_TraffickingStatus", "Slachtofferstatus", "Trafficking status", .categories = HULP, .may = STRAF, .flags = CORE, .codes = &kk_codes_trafficking_status),
  FIELD (506, CODE, "vic_TraffickingStatusDecisionMakingOrg", "Vastgesteld door", "Status decided by", .categories = HULP, .flags = CORE, .codes = &kk_codes_status_decider),
  FIELD (507, CODE, "vic_RelationshipToTrafficker", "Relatie tot de uitbuiter", "Relationship to trafficker", .categories = NETW | STRAF, .flags = HTCDS, .codes = &kk_codes_relationship),
  FIELD (508, NUMBER, "vic_AgeWhenTrafficked", "Leeftijd bij de uitbuiting", "Age when trafficked", .categories = ID, .flags = HTCDS),
  FIELD (509, MULTI_CODE, "vic_RecruitmentWebsitesAndApps", "Sites en apps bij de werving", "Recruitment websites and apps", .categories = ONLINE, .flags = HTCDS, .codes = &kk_codes_website),
  FIELD (510, MULTI_CODE, "vic_MethodOfRecruitment", "Wijze van werving", "Method of recruitment", .categories = NETW, .flags = CORE, .codes = &kk_codes_recruitment),
  FIELD (511, TEXT, "vic_LocationOfRecruitment", "Plaats van werving", "Location of recruitment", .categories = WOON, .flags = CORE),
  FIELD (512, MULTI_CODE, "vic_MethodsOfControl", "Dwangmiddelen", "Methods of control", .flags = CORE, .codes = &kk_codes_control),
  FIELD (513, MULTI_CODE, "vic_TypeOfExploitation", "Vorm van uitbuiting", "Type of exploitation", .flags = CORE, .codes = &kk_codes_exploitation),
  FIELD (514, CODE, "vic_ForcedLabourIndustry", "Sector", "Forced labour industry", .categories = WERK, .flags = CORE, .codes = &kk_codes_industry),
  FIELD (515, MULTI_CODE, "vic_TypeOfSexExploitation", "Vorm van seksuele uitbuiting", "Type of sex exploitation", .categories = SEKS, .flags = CORE, .codes = &kk_codes_sex_exploitation),
  FIELD (516, TEXT, "vic_LocationOfExploitation", "Plaats van uitbuiting", "Location of exploitation", .categories = WERK | STRAF, .flags = CORE),
  FIELD (517, MULTI_CODE, "vic_ExploitationWebsitesAndApps", "Advertentiesites en apps", "Exploitation websites and apps", .categories = ONLINE | SEKS, .flags = HTCDS, .codes = &kk_codes_website),
  FIELD (518, MULTI_CODE, "vic_Vulnerabilities", "Kwetsbaarheden", "Vulnerabilities", .flags = CORE, .codes = &kk_codes_vulnerability),
  FIELD (519, LONG_TEXT, "vic_DetailsOfVulnerabilities", "Toelichting op de kwetsbaarheden", "Details of vulnerabilities", .flags = CORE | TICKS, .may = ANY),
  FIELD (520, MULTI_CODE, "per_RoleInProcess", "Rol in het proces", "Role in process", .categories = STRAF, .flags = HTCDS, .codes = &kk_codes_process_role),
  FIELD (521, LONG_TEXT, "per_RoleDetails", "Toelichting op de rol", "Role details", .categories = STRAF, .may = ANY, .flags = HTCDS),
  FIELD (522, BOOLEAN, "con_Consent", "Toestemming genoteerd (geen toestemming in de zin van de wet)", "Consent noted (not a legal consent)", .categories = HULP, .flags = CORE),
  FIELD (523, MULTI_CODE, "nl_ForcedCriminality", "Criminele uitbuiting", "Forced criminality", .categories = STRAF, .codes = &kk_codes_forced_criminality),
  FIELD (524, LONG_TEXT, "nl_Injury", "Letsel", "Injury", .categories = GEZ, .may = ANY),
  FIELD (525, LONG_TEXT, "nl_Suspicion", "Vermoeden tegen deze persoon", "Suspicion about this person", .categories = STRAF, .may = ANY),
  FIELD (526, LONG_TEXT, "nl_PoliceReport", "Politiemelding", "Police report", .categories = POL8, .may = ANY),
  FIELD (527, LONG_TEXT, "nl_Statement", "Verhaal van de persoon", "Account of the person", .flags = TICKS, .may = ANY),
  FIELD (528, LONG_TEXT, "nl_RitualControl", "Rituele dwang", "Ritual control", .categories = REL | GEZ | STRAF, .may = ANY),
  FIELD (529, LONG_TEXT, "nl_RelationToOthers", "Relatie tot anderen in de zaak", "Relation to others in the case", .categories = NETW, .may = ANY),
  FIELD (530, MULTI_CODE, "nl_PersonIndicators", "Herkende signalen", "Indicators", .categories = HULP, .codes = &kk_codes_indicator),
};
/* clang-format on */

const KkRecordTypeInfo kk_schema_person_in_case = {
  .type = KK_RECORD_PERSON_IN_CASE,
  .name = "person-in-case",
  .dutch = "Persoon in de zaak",
  .english = "Person in the case",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};
