/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Own code lists about signals, people, places and things. */

#include "domain/kk-schema-private.h"

/* One code a line. */
/* clang-format off */
static const KkCode report_kinds[] = {
  { "adviesvraag", NULL, "Adviesvraag", "Request for advice", 0 },
  { "signaal", "melding", "Melding van een signaal", "Report of a signal", 0 },
  { "casus", NULL, "Casus", "Case", 0 },
};

/* Suggestions: people are also found outside the region. */
static const KkCode municipalities[] = {
  { "Dalfsen", NULL, "Dalfsen", "Dalfsen", 0 },
  { "Deventer", NULL, "Deventer", "Deventer", 0 },
  { "Hardenberg", NULL, "Hardenberg", "Hardenberg", 0 },
  { "Kampen", NULL, "Kampen", "Kampen", 0 },
  { "Olst-Wijhe", NULL, "Olst-Wijhe", "Olst-Wijhe", 0 },
  { "Ommen", NULL, "Ommen", "Ommen", 0 },
  { "Raalte", NULL, "Raalte", "Raalte", 0 },
  { "Staphorst", NULL, "Staphorst", "Staphorst", 0 },
  { "Steenwijkerland", NULL, "Steenwijkerland", "Steenwijkerland", 0 },
  { "Zwartewaterland", NULL, "Zwartewaterland", "Zwartewaterland", 0 },
  { "Zwolle", NULL, "Zwolle", "Zwolle", 0 },
};

static const KkCode source_types[] = {
  { "arbeidsinspectie", NULL, "Nederlandse Arbeidsinspectie", "Labour authority", 0 },
  { "burger", NULL, "Inwoner", "Resident", 0 },
  { "gemeente", NULL, "Gemeente", "Municipality", 0 },
  { "politie", NULL, "Politie", "Police", 0 },
  { "school", NULL, "School", "School", 0 },
  { "vrijwilligersorganisatie", NULL, "Vrijwilligersorganisatie", "Volunteer organisation", 0 },
  { "wijkteam", NULL, "Wijkteam", "Neighbourhood team", 0 },
  { "zorg", NULL, "Zorg", "Care provider", 0 },
  { "anders", NULL, "Anders", "Other", 0 },
};

/* What the definition of trafficking calls its acts (plan of the region, introduction). */
static const KkCode acts[] = {
  { "recruit", NULL, "Werven", "Recruiting", 0 },
  { "transport", NULL, "Vervoeren", "Transporting", 0 },
  { "transfer", NULL, "Overbrengen", "Transferring", 0 },
  { "take-in", NULL, "Opnemen", "Taking in", 0 },
  { "house", NULL, "Huisvesten", "Housing", 0 },
};

static const KkCode departments[] = {
  { "wijkteam", NULL, "Wijk- of gebiedsteam", "Neighbourhood team", 0 },
  { "leerplicht", NULL, "Leerplicht of RMC", "School attendance", 0 },
  { "burgerzaken", NULL, "Burgerzaken", "Civil affairs", 0 },
  { "veiligheid", NULL, "Veiligheid", "Public safety", 0 },
  { "werk-en-inkomen", NULL, "Werk en inkomen", "Work and income", 0 },
  { "handhaving", NULL, "Handhaving", "Enforcement", 0 },
  { "anders", NULL, "Anders", "Other", 0 },
};

static const KkCode forced_criminalities[] = {
  { "drugs", NULL, "Drugs", "Drugs", 0 },
  { "diefstal", NULL, "Diefstal", "Theft", 0 },
  { "fraude", NULL, "Fraude of geldezel", "Fraud or money mule", 0 },
  { "katvanger", NULL, "Katvanger", "Straw man", 0 },
  { "anders", NULL, "Andere strafbare feiten", "Other offences", 0 },
};

/* Draft signal card, domain §2.5: help in writing, never a score. */
static const KkCode indicators[] = {
  { "SG01", NULL, "Misleid over aard van het werk", "Deceived about the nature of the job", 0 },
  { "SG02", NULL, "Misleid over loon, voorwaarden of huisvesting", "Deceived about pay, conditions or housing", 0 },
  { "SG03", NULL, "Schulden bij werver of werkgever", "Debts with recruiter or employer", FIN },
  { "SG04", NULL, "Geen eigen paspoort of ID-bewijs", "No passport or identity document of their own", 0 },
  { "SG05", NULL, "Geïsoleerd, afgeschermd of altijd begeleid", "Isolated, shielded or always accompanied", 0 },
  { "SG06", NULL, "Lichamelijk geweld of letsel", "Physical violence or injury", GEZ },
  { "SG07", NULL, "Bedreiging met geweld tegen slachtoffer of familie", "Threats against victim or family", STRAF },
  { "SG08", NULL, "Dreiging met aangifte of uitzetting", "Threats of denunciation or expulsion", 0 },
  { "SG09", NULL, "Loon ingehouden of afgedragen", "Wages withheld or handed over", 0 },
  { "SG10", NULL, "Buitensporige werktijden", "Excessive working hours", 0 },
  { "SG11", NULL, "Zeer laag of geen loon", "Very low or no pay", 0 },
  { "SG12", NULL, "Slechte huisvesting of slapen op de werkplek", "Bad housing or sleeping at work", 0 },
  { "SG13", NULL, "Onveilig of ongezond werk zonder bescherming", "Unsafe or unhealthy work without protection", 0 },
  { "SG14", NULL, "Gedwongen strafbare feiten te plegen", "Forced to commit offences", STRAF },
  { "SG15", NULL, "Gedwongen taken of klanten te accepteren", "Forced to accept tasks or clients", 0 },
  { "SG16", NULL, "Onder sterke invloed van een ander", "Under strong influence of another", 0 },
  { "SG17", NULL, "Afhankelijke liefdesrelatie", "Dependent love relation", SEKS },
  { "SG18", NULL, "Misleid met onderwijs of opleiding", "Deceived with education", 0 },
  { "SG19", NULL, "Plotseling dure spullen, nieuwe telefoon of geld", "Sudden expensive goods, new phone or money", 0 },
  { "SG20", NULL, "Verzuim, weglopen of nachten weg", "Truancy, running away or nights out", 0 },
  { "SG21", NULL, "Oudere vriend, nieuwe sociale kring, contact verbroken", "Older friend, new circle, contact broken", 0 },
  { "SG22", NULL, "Seksadvertentie of wisselende adressen", "Sex advertisement or changing addresses", SEKS },
  { "SG23", NULL, "Overbewoning, matrassen of busjes", "Overcrowding, mattresses or vans", 0 },
  { "SG24", NULL, "Werkt om huur of schuld te betalen", "Works to pay off rent or debt", 0 },
  { "SG25", NULL, "Draagt geld, buit of kleding af", "Hands over money, loot or clothes", 0 },
  { "SG26", NULL, "Bankrekening of naam gebruikt door een ander", "Bank account or name used by another", STRAF },
  { "SG27", NULL, "Minderjarige bij drugs, hennep of straathandel", "Minor near drugs, cannabis or street dealing", STRAF },
  { "SG28", NULL, "Bedelt georganiseerd, gebracht en gehaald", "Begs in an organised way, dropped and collected", STRAF },
  { "SG29", NULL, "Aandrang tot orgaanafstand of onverklaarbaar litteken", "Pressed to give an organ, or an unexplained scar", GEZ },
  { "SG30", NULL, "Spreekt ingestudeerd of mag niet zelf praten", "Rehearsed speech or may not speak", 0 },
  { "SG31", NULL, "Medische klachten onbehandeld", "Medical complaints untreated", GEZ },
  { "SG32", NULL, "Tatoeage of merkteken", "Tattoo or brand", GEZ },
  { "SG33", NULL, "Licht verstandelijke beperking, verslaving, schulden of dakloosheid", "Mild intellectual disability, addiction, debts or homelessness", GEZ },
  { "SG34", NULL, "Zelfde adres, KvK-nummer of telefoon in meer signalen", "Same address, company number or phone in several signals", 0 },
  { "SG35", NULL, "Slecht werkgeverschap", "Bad employer", 0 },
};

static const KkCode age_brackets[] = {
  { "0-11", NULL, "Jonger dan 12", "Under 12", 0 },
  { "12-15", NULL, "12 tot en met 15", "12 to 15", 0 },
  { "16-17", NULL, "16 of 17", "16 or 17", 0 },
  { "18+", NULL, "Volwassen", "Adult", 0 },
  { "unknown", NULL, "Onbekend", "Unknown", 0 },
};

static const KkCode residence_statuses[] = {
  { "dutch", NULL, "Nederlander", "Dutch national", 0 },
  { "eu", NULL, "Burger van de Unie", "Citizen of the Union", 0 },
  { "permit", NULL, "Verblijfsvergunning", "Residence permit", 0 },
  { "reflection-period", NULL, "Bedenktijd", "Reflection period", 0 },
  { "asylum-procedure", NULL, "Asielprocedure", "Asylum procedure", 0 },
  { "dublin", NULL, "Dublinprocedure", "Dublin procedure", 0 },
  { "none", NULL, "Geen verblijfsrecht", "No right of residence", 0 },
  { "unknown", NULL, "Onbekend", "Unknown", 0 },
};

/* One person may hold several roles in a case: each is a record of its own with its own categories. */
static const KkCode roles[] = {
  { "victim", NULL, "Slachtoffer", "Victim", HULP },
  { "suspect", NULL, "Verdachte", "Suspect", STRAF },
  { "facilitator", NULL, "Faciliteerder", "Facilitator", STRAF },
  { "witness", NULL, "Getuige", "Witness", NETW },
  { "child", NULL, "Kind", "Child", NETW },
  { "reporter", NULL, "Melder", "Reporter", H1 },
  { "circle", NULL, "Iemand uit de directe kring", "Member of the direct circle", NETW },
};

static const KkCode location_kinds[] = {
  { "home", NULL, "Woning", "Home", WOON },
  { "workplace", NULL, "Werkplek", "Workplace", WERK },
  { "food-service", NULL, "Horeca", "Food service", 0 },
  { "lodging", NULL, "Logies voor arbeidsmigranten", "Lodging for migrant workers", 0 },
  { "sex-establishment", NULL, "Seksinrichting", "Sex establishment", SEKS },
  { "street", NULL, "Straat of openbare plek", "Street or public place", 0 },
  { "shelter", NULL, "Opvang", "Shelter", H2 },
  { "other", NULL, "Anders", "Other", 0 },
};

static const KkCode company_parts[] = {
  { "employer", NULL, "Werkgever", "Employer", WERK },
  { "agency", NULL, "Uitzendbureau", "Employment agency", WERK },
  { "landlord", NULL, "Verhuurder", "Landlord", WOON },
  { "front", NULL, "Mogelijk gebruikt als dekmantel", "Possibly used as a front", STRAF },
  { "facilitator", NULL, "Mogelijk faciliteerder", "Possible facilitator", STRAF },
  { "partner", NULL, "Samenwerkingspartner", "Partner", 0 },
  { "shelter", NULL, "Opvang", "Shelter", H2 },
};

static const KkCode vehicle_kinds[] = {
  { "car", NULL, "Auto", "Car", 0 },
  { "van", NULL, "Busje", "Van", 0 },
  { "lorry", NULL, "Vrachtwagen", "Lorry", 0 },
  { "motorcycle", NULL, "Motor of scooter", "Motorcycle or scooter", 0 },
  { "boat", NULL, "Boot", "Boat", 0 },
  { "other", NULL, "Anders", "Other", 0 },
};
/* clang-format on */

DEFINE_CODES (kk_codes_report_kind, "report-kind", report_kinds, FALSE);
DEFINE_CODES (kk_codes_municipality, "municipality", municipalities, TRUE);
DEFINE_CODES (kk_codes_source_type, "source-type", source_types, FALSE);
DEFINE_CODES (kk_codes_act, "act", acts, FALSE);
DEFINE_CODES (kk_codes_department, "department", departments, FALSE);
DEFINE_CODES (kk_codes_forced_criminality, "forced-criminality", forced_criminalities, FALSE);
DEFINE_CODES (kk_codes_indicator, "indicator", indicators, FALSE);
DEFINE_CODES (kk_codes_age_bracket, "age-bracket", age_brackets, FALSE);
DEFINE_CODES (kk_codes_residence_status, "residence-status", residence_statuses, FALSE);
DEFINE_CODES (kk_codes_role, "role", roles, FALSE);
DEFINE_CODES (kk_codes_location_kind, "location-kind", location_kinds, FALSE);
DEFINE_CODES (kk_codes_company_part, "company-part", company_parts, FALSE);
DEFINE_CODES (kk_codes_vehicle_kind, "vehicle-kind", vehicle_kinds, FALSE);
