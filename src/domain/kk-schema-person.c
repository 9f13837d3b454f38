/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Person: who somebody is, whatever his part in a case. */

#include "domain/kk-schema-private.h"

/* One field a row. */
/* clang-format off */
static const KkField fields[] = {
  FIELD (401, TEXT, "prs_Salutation", "Aanhef", "Salutation", .categories = ID, .flags = CORE),
  FIELD (402, TEXT, "prs_FirstName", "Voornaam", "First name", .categories = ID, .flags = CORE),
  FIELD (403, TEXT, "prs_MiddleName", "Tussenvoegsel", "Middle name", .categories = ID, .flags = HTCDS),
  FIELD (404, TEXT, "prs_SecondName", "Achternaam", "Second name", .categories = ID, .flags = CORE),
  FIELD (405, PARTIAL_DATE, "prs_Birthdate", "Geboortedatum", "Date of birth", .categories = ID, .flags = CORE),
  FIELD (406, CODE, "prs_Gender", "Geslacht", "Gender", .categories = ID, .flags = CORE, .codes = &kk_codes_gender),
  FIELD (407, BOOLEAN, "prs_Deceased", "Overleden", "Deceased", .categories = ID, .flags = HTCDS),
  FIELD (408, CODE, "prs_MaritalStatus", "Burgerlijke staat", "Marital status", .categories = NETW, .may = SEKS, .flags = HTCDS, .codes = &kk_codes_marital_status),
  FIELD (409, NUMBER, "prs_NumberOfChildren", "Aantal kinderen", "Number of children", .categories = NETW, .flags = HTCDS),
  FIELD (410, CODE, "prs_PrimaryLanguage", "Voertaal", "Primary language", .categories = ID, .may = ETN, .flags = HTCDS, .codes = &kk_codes_language),
  FIELD (411, CODE, "prs_SecondaryLanguage", "Tweede taal", "Secondary language", .categories = ID, .may = ETN, .flags = HTCDS, .codes = &kk_codes_language),
  FIELD (412, CODE, "prs_HighestLevelOfEducation", "Opleiding", "Highest level of education", .categories = WERK, .flags = HTCDS, .codes = &kk_codes_education),
  FIELD (413, MULTI_CODE, "prs_Citizenship", "Nationaliteit", "Citizenship", .categories = VERBLIJF, .may = ETN, .flags = CORE, .codes = &kk_codes_country),
  FIELD (414, TEXT, "prs_IdentityNumber", "Identiteitsnummer van onbekende soort", "Identity number of unknown kind", .categories = BSN | VERBLIJF, .flags = HTCDS),
  FIELD (415, TEXT, "prs_Title", "Titel", "Title", .categories = ID, .flags = CORE),
  FIELD (416, TEXT, "prs_Email", "E-mail", "E-mail", .categories = ID, .may = H2, .flags = CORE),
  FIELD (417, TEXT, "prs_HomePhone", "Telefoon vast", "Home phone", .categories = ID, .may = H2, .flags = CORE),
  FIELD (418, TEXT, "prs_MobilePhone", "Telefoon mobiel", "Mobile phone", .categories = ID, .may = H2, .flags = CORE),
  FIELD (419, TEXT, "prs_MailingCity", "Woonplaats", "City", .categories = WOON, .may = H2, .flags = CORE),
  FIELD (420, CODE, "prs_MailingCountry", "Land", "Country", .categories = WOON, .flags = CORE, .codes = &kk_codes_country),
  FIELD (421, TEXT, "prs_MailingState", "Provincie", "State or province", .categories = WOON, .may = H2, .flags = CORE),
  FIELD (422, TEXT, "prs_MailingStreet", "Straat en huisnummer", "Street", .categories = WOON, .may = H2, .flags = CORE),
  FIELD (423, TEXT, "prs_MailingPostalCode", "Postcode", "Postal code", .categories = WOON, .may = H2, .flags = CORE),
  FIELD (424, TEXT, "prs_MailingLongitude", "Lengtegraad van de woning", "Longitude of the home", .categories = WOON, .may = H2, .flags = HTCDS),
  FIELD (425, TEXT, "prs_MailingLatitude", "Breedtegraad van de woning", "Latitude of the home", .categories = WOON, .may = H2, .flags = HTCDS),
  FIELD (426, TEXT, "nl_BSN", "Burgerservicenummer", "Citizen service number", .categories = BSN),
  FIELD (427, TEXT, "nl_ForeignerNumber", "V-nummer", "Foreigner number", .categories = VERBLIJF),
  FIELD (428, TEXT, "nl_DocumentNumber", "Nummer van het identiteitsbewijs", "Number of the identity document", .categories = ID),
  FIELD (429, TEXT, "nl_Alias", "Ook bekend als", "Also known as", .categories = ID),
  FIELD (430, CODE, "nl_AgeBracket", "Leeftijdsgroep", "Age bracket", .categories = ID, .codes = &kk_codes_age_bracket),
  FIELD (431, TEXT, "nl_SafeContact", "Veilig te bereiken via", "Safe way to make contact", .categories = ID | H2),
  FIELD (432, CODE, "nl_ResidenceStatus", "Verblijfsstatus", "Residence status", .categories = VERBLIJF, .may = ETN, .codes = &kk_codes_residence_status),
  FIELD (433, DATE, "nl_ReflectionPeriodStart", "Bedenktijd vanaf", "Reflection period from", .categories = VERBLIJF | HULP),
  FIELD (434, DATE, "nl_ReflectionPeriodEnd", "Bedenktijd tot en met", "Reflection period until", .categories = VERBLIJF | HULP),
  FIELD (435, LONG_TEXT, "nl_Income", "Inkomen en schulden", "Income and debts", .categories = FIN, .may = ANY),
  FIELD (436, LONG_TEXT, "nl_Work", "Werk", "Work", .categories = WERK, .may = ANY),
  FIELD (437, LONG_TEXT, "nl_Health", "Gezondheid", "Health", .categories = GEZ, .may = ANY),
  FIELD (438, LONG_TEXT, "nl_Household", "Gezin en huisgenoten", "Household", .categories = NETW, .may = ANY),
  FIELD (439, BLOB, "nl_Photo", "Foto", "Photograph", .categories = ID, .may = ETN),
  FIELD (440, BOOLEAN, "nl_ReflectionPeriodDublin", "Bedenktijd van 30 dagen (Dublin)", "Reflection period of 30 days (Dublin)", .categories = VERBLIJF | HULP),
};

/* That two person records are about one person. Each is a record of its own, so that two colleagues who see it at once do
 * not contradict each other, and taking one away is all that undoing takes. */
static const KkField same_person_fields[] = {
  FIELD (2601, REFERENCE, "nl_SameFirst", "Deze persoon", "This person", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (2602, REFERENCE, "nl_SameSecond", "Is dezelfde als", "Is the same as", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (2603, LONG_TEXT, "nl_SameReason", "Waaruit dat blijkt", "What shows it", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
};
/* clang-format on */

const KkRecordTypeInfo kk_schema_person = {
  .type = KK_RECORD_PERSON,
  .name = "person",
  .dutch = "Persoon",
  .english = "Person",
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
};

const KkRecordTypeInfo kk_schema_same_person = {
  .type = KK_RECORD_SAME_PERSON,
  .name = "same-person",
  .dutch = "Dezelfde persoon",
  .english = "Same person",
  .siblings_only = TRUE,
  .fields = same_person_fields,
  .n_fields = G_N_ELEMENTS (same_person_fields),
};
