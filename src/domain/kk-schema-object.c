/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Organisation, location, vehicle and online handle. Their subject is the person that their reference names;
 * without one, what is personal in them has no subject and cannot be sent. */

#include "domain/kk-schema-private.h"

/* One field a row. */
/* clang-format off */
static const KkField organisation_fields[] = {
  FIELD (601, TEXT, "org_Name", "Organisatie", "Organisation", .categories = V, .flags = HTCDS),
  FIELD (602, TEXT, "org_ShippingCity", "Plaats", "City", .categories = V, .flags = HTCDS),
  FIELD (603, CODE, "org_ShippingCountry", "Land", "Country", .categories = V, .flags = HTCDS, .codes = &kk_codes_country),
  FIELD (604, TEXT, "org_ShippingState", "Provincie", "State or province", .categories = V, .flags = HTCDS),
  FIELD (605, TEXT, "org_ShippingStreet", "Straat en huisnummer", "Street", .categories = V, .may = H2, .flags = HTCDS),
  FIELD (606, TEXT, "org_ShippingPostalCode", "Postcode", "Postal code", .categories = V, .may = H2, .flags = HTCDS),
  FIELD (607, TEXT, "org_ShippingLongitude", "Lengtegraad", "Longitude", .categories = V, .may = H2, .flags = HTCDS),
  FIELD (608, TEXT, "org_ShippingLatitude", "Breedtegraad", "Latitude", .categories = V, .may = H2, .flags = HTCDS),
  FIELD (609, TEXT, "org_Phone", "Telefoon", "Phone", .categories = V, .may = H2, .flags = HTCDS),
  FIELD (610, CODE, "org_Type", "Soort organisatie", "Kind of organisation", .categories = V, .flags = HTCDS, .codes = &kk_codes_organisation_type),
  FIELD (611, TEXT, "nl_CompanyName", "Bedrijf in de zaak", "Company in the case", .categories = TOEZ, .may = STRAF | WERK),
  FIELD (612, TEXT, "nl_CompanyNumber", "KvK-nummer", "Company number", .categories = TOEZ),
  FIELD (613, CODE, "nl_CompanyIndustry", "Sector van het bedrijf", "Industry of the company", .categories = TOEZ, .codes = &kk_codes_industry),
  FIELD (614, TEXT, "nl_CompanyAddress", "Adres van het bedrijf", "Address of the company", .categories = TOEZ, .may = WOON | H2),
  FIELD (615, MULTI_CODE, "nl_CompanyPart", "Rol in de zaak", "Part in the case", .categories = TOEZ, .codes = &kk_codes_company_part),
  FIELD (616, LONG_TEXT, "nl_CompanyNote", "Toelichting", "Note", .flags = TICKS, .may = ANY),
};

static const KkField location_fields[] = {
  FIELD (701, TEXT, "hte_Longitude", "Lengtegraad", "Longitude", .categories = WOON, .may = H2, .flags = HTCDS),
  FIELD (702, TEXT, "hte_Latitude", "Breedtegraad", "Latitude", .categories = WOON, .may = H2, .flags = HTCDS),
  FIELD (703, TEXT, "hte_City", "Plaats", "City", .categories = V, .may = WOON | H2, .flags = HTCDS),
  FIELD (704, CODE, "hte_Country", "Land", "Country", .categories = V, .flags = HTCDS, .codes = &kk_codes_country),
  FIELD (705, TEXT, "hte_State", "Provincie", "State or province", .categories = V, .flags = HTCDS),
  FIELD (706, TEXT, "hte_Street", "Straat en huisnummer", "Street", .categories = WOON, .may = H2, .flags = HTCDS),
  FIELD (707, TEXT, "hte_PostalCode", "Postcode", "Postal code", .categories = WOON, .may = H2, .flags = HTCDS),
  FIELD (708, PARTIAL_DATE, "hte_Date", "Datum", "Date", .categories = V, .flags = HTCDS),
  FIELD (709, CODE, "hte_Type", "Wat gebeurde er", "What happened", .categories = STRAF, .flags = HTCDS, .codes = &kk_codes_event_type),
  FIELD (710, LONG_TEXT, "hte_Description", "Omschrijving", "Description", .flags = HTCDS | TICKS, .may = ANY),
  FIELD (711, CODE, "nl_LocationKind", "Soort plek", "Kind of place", .categories = V, .codes = &kk_codes_location_kind),
  FIELD (712, CODE, "nl_LocationMunicipality", "Gemeente", "Municipality", .categories = V, .codes = &kk_codes_municipality),
  FIELD (713, NUMBER, "nl_LocationBeds", "Aantal slaapplaatsen", "Number of beds", .categories = WOON),
  FIELD (714, TEXT, "nl_LocationSecretAddress", "Geheim adres", "Secret address", .categories = H2 | WOON, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (715, LONG_TEXT, "nl_LocationInspection", "Toezicht op deze plek", "Supervision of this place", .categories = TOEZ, .may = ANY),
  FIELD (716, REFERENCE, "nl_LocationPerson", "Persoon", "Person", .categories = V),
  FIELD (717, REFERENCE, "nl_LocationOrganisation", "Organisatie", "Organisation", .categories = V),
};

static const KkField vehicle_fields[] = {
  FIELD (801, TEXT, "nl_LicencePlate", "Kenteken", "Licence plate", .categories = VOERT),
  FIELD (802, CODE, "nl_VehicleCountry", "Land van het kenteken", "Country of the plate", .categories = VOERT, .codes = &kk_codes_country),
  FIELD (803, CODE, "nl_VehicleKind", "Soort voertuig", "Kind of vehicle", .categories = VOERT, .codes = &kk_codes_vehicle_kind),
  FIELD (804, TEXT, "nl_VehicleMake", "Merk en type", "Make and model", .categories = VOERT),
  FIELD (805, TEXT, "nl_VehicleColour", "Kleur", "Colour", .categories = VOERT),
  FIELD (806, PARTIAL_DATE, "nl_VehicleSeen", "Gezien op", "Seen on", .categories = VOERT),
  FIELD (807, LONG_TEXT, "nl_Journey", "Reisbeweging", "Journey", .categories = VOERT, .may = ANY),
  FIELD (808, REFERENCE, "nl_VehiclePerson", "Persoon", "Person", .categories = V),
};

static const KkField online_handle_fields[] = {
  FIELD (901, CODE, "nl_Platform", "Platform", "Platform", .categories = ONLINE, .codes = &kk_codes_website),
  FIELD (902, TEXT, "nl_Handle", "Accountnaam", "Account name", .categories = ONLINE | ID),
  FIELD (903, TEXT, "nl_Url", "Webadres", "Web address", .categories = ONLINE, .may = SEKS),
  FIELD (904, TEXT, "nl_AdvertisementNumber", "Nummer van de advertentie", "Number of the advertisement", .categories = ONLINE, .may = SEKS),
  FIELD (905, LONG_TEXT, "nl_AdvertisementText", "Tekst van de advertentie", "Text of the advertisement", .categories = ONLINE | SEKS, .may = ANY),
  FIELD (906, TEXT, "nl_OnlinePhone", "Telefoonnummer in de advertentie", "Phone number in the advertisement", .categories = ONLINE | ID),
  FIELD (907, DATE, "nl_Captured", "Vastgelegd op", "Captured on", .categories = ONLINE),
  FIELD (908, TEXT, "nl_CaptureHash", "Controlegetal van de vastlegging", "Hash of the capture", .categories = ONLINE),
  FIELD (909, REFERENCE, "nl_OnlinePerson", "Persoon", "Person", .categories = V),
};
/* clang-format on */

const KkRecordTypeInfo kk_schema_organisation = {
  .type = KK_RECORD_ORGANISATION,
  .name = "organisation",
  .dutch = "Organisatie",
  .english = "Organisation",
  .subject = KK_SUBJECT_ORGANISATION,
  .fields = organisation_fields,
  .n_fields = G_N_ELEMENTS (organisation_fields),
};

const KkRecordTypeInfo kk_schema_location = {
  .type = KK_RECORD_LOCATION,
  .name = "location",
  .dutch = "Plek of gebeurtenis",
  .english = "Place or event",
  .fields = location_fields,
  .n_fields = G_N_ELEMENTS (location_fields),
};

const KkRecordTypeInfo kk_schema_vehicle = {
  .type = KK_RECORD_VEHICLE,
  .name = "vehicle",
  .dutch = "Voertuig",
  .english = "Vehicle",
  .fields = vehicle_fields,
  .n_fields = G_N_ELEMENTS (vehicle_fields),
};

const KkRecordTypeInfo kk_schema_online_handle = {
  .type = KK_RECORD_ONLINE_HANDLE,
  .name = "online-handle",
  .dutch = "Account of advertentie",
  .english = "Online handle",
  .fields = online_handle_fields,
  .n_fields = G_N_ELEMENTS (online_handle_fields),
};
