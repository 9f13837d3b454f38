/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Own code lists of the process: steps, gates, tracks, measures, tasks, and the legal vocabularies with labels. */

#include "domain/kk-schema-private.h"

/* One code a line. */
/* clang-format off */
/* The flow chart, domain §4.14. A step says nothing of a person until it says which road he was sent down. */
static const KkCode stages[] = {
  { "S00", NULL, "Signaal", "Signal", 0 },
  { "S10", NULL, "Bij de aandachtsfunctionaris", "With the contact officer", 0 },
  { "S11", NULL, "Acuut", "Acute", 0 },
  { "S20", NULL, "Poort 0: is er een vermoeden?", "Gate 0: is there a suspicion?", 0 },
  { "S21", NULL, "Reguliere hulp door de gemeente", "Regular help by the municipality", HULP },
  { "S30", NULL, "Aangemeld bij de tafel", "Put before the table", 0 },
  { "S31", NULL, "Terug naar de gemeente", "Back to the municipality", 0 },
  { "S40", NULL, "Aan tafel", "At the table", 0 },
  { "S50", NULL, "Spoor zorg", "Care track", HULP },
  { "S60", NULL, "Spoor straf", "Criminal track", STRAF },
  { "S70", NULL, "Spoor ondermijning", "Organised crime track", STRAF },
  { "S80", NULL, "Nazorg", "Aftercare", HULP },
  { "S90", NULL, "Gesloten", "Closed", 0 },
  { "S99", NULL, "Vernietigd", "Destroyed", 0 },
};

static const KkCode outcomes[] = {
  { "trafficking", NULL, "Mensenhandel of vermoeden daarvan", "Trafficking or suspicion of it", STRAF },
  { "no-trafficking", NULL, "Geen mensenhandel", "No trafficking", 0 },
  { "unclear", NULL, "Onduidelijk", "Unclear", 0 },
  { "bad-employer", NULL, "Slecht werkgeverschap, naar de Arbeidsinspectie", "Bad employer, to the labour authority", TOEZ },
  { "regular-help", NULL, "Reguliere hulp", "Regular help", HULP },
  { "no-investigation", NULL, "Geen opsporing", "No investigation", STRAF },
};

/* Why it does not lead to an investigation, or what it is instead (domain R089, R003). */
static const KkCode outcome_reasons[] = {
  { "statement-unclear", NULL, "Verklaring onduidelijk", "Statement unclear", STRAF },
  { "not-proved", NULL, "Uitbuiting niet aan te tonen", "Exploitation cannot be shown", STRAF },
  { "no-statement", NULL, "Slachtoffer wil geen aangifte doen", "Victim does not want to report", STRAF },
  { "offender-unknown", NULL, "Dader onbekend", "Offender unknown", STRAF },
  { "elsewhere", NULL, "Onderzoek loopt elders", "Investigated elsewhere", STRAF },
  { "no-means", NULL, "Geen dwang gebleken", "No coercion found", 0 },
  { "other", NULL, "Anders", "Other", 0 },
};

static const KkCode gates[] = {
  { "G0", NULL, "Poort 0: vermoeden", "Gate 0: suspicion", 0 },
  { "G1", NULL, "Poort 1: aanmelden", "Gate 1: put forward", 0 },
  { "G2", NULL, "Poort 2: past het doel", "Gate 2: fits the purpose", 0 },
  { "G3", NULL, "Poort 3: verzamelen", "Gate 3: collect", 0 },
  { "G4", NULL, "Poort 4: kring", "Gate 4: circle", 0 },
  { "G5", NULL, "Poort 5: besluit", "Gate 5: decide", 0 },
  { "G6", NULL, "Poort 6: uitvoeren", "Gate 6: carry out", 0 },
  { "G7", NULL, "Poort 7: sluiten", "Gate 7: close", 0 },
};

static const KkCode gate_results[] = {
  { "yes", NULL, "Ja", "Yes", 0 },
  { "no", NULL, "Nee", "No", 0 },
  { "unclear", NULL, "Onduidelijk", "Unclear", 0 },
  { "REJECTED", NULL, "Niet opgenomen", "Rejected", 0 },
};

static const KkCode tracks[] = {
  { "zorg", NULL, "Zorg", "Care", HULP },
  { "straf", NULL, "Straf", "Criminal", STRAF },
  { "ondermijning", NULL, "Ondermijning", "Organised crime", STRAF },
};

static const KkCode progresses[] = {
  { "planned", NULL, "Gepland", "Planned", 0 },
  { "running", NULL, "Loopt", "Running", 0 },
  { "waiting", NULL, "Wacht op een ander", "Waiting for another", 0 },
  { "done", NULL, "Klaar", "Done", 0 },
  { "stopped", NULL, "Gestopt", "Stopped", 0 },
};

static const KkCode measure_kinds[] = {
  { "support-plan", NULL, "Hulpplan", "Support plan", HULP },
  { "shelter", NULL, "Opvang", "Shelter", HULP },
  { "location-ban", NULL, "Locatieverbod", "Location ban", STRAF },
  { "contact-ban", NULL, "Contactverbod", "Contact ban", STRAF },
  { "inspection", NULL, "Controle", "Inspection", TOEZ },
  { "closure", NULL, "Sluiting", "Closure", TOEZ },
  { "fine", NULL, "Bestuurlijke boete", "Administrative fine", TOEZ | STRAF },
  { "permit", NULL, "Vergunning geweigerd of ingetrokken", "Permit refused or withdrawn", TOEZ },
  { "bibob", NULL, "Onderzoek Wet Bibob", "Integrity screening (Bibob)", TOEZ | STRAF },
  { "barrier", NULL, "Barrière", "Barrier", TOEZ },
  { "acute", NULL, "Acuut optreden", "Acute action", HULP },
  { "other", NULL, "Anders", "Other", HULP | TOEZ },
};

/* Timers and duties of domain §1.6 that end in a task. */
static const KkCode task_kinds[] = {
  { "own", NULL, "Eigen taak", "Own task", 0 },
  { "T-02", NULL, "Oordeel Veilig Thuis, 10 weken", "Judgement of Veilig Thuis, 10 weeks", 0 },
  { "T-03", NULL, "Betrokkene informeren, 4 weken", "Tell the person, 4 weeks", 0 },
  { "T-05", NULL, "Einde bedenktijd", "End of the reflection period", 0 },
  { "T-06", NULL, "Wgs-gegevens vijf jaar oud", "Wgs data five years old", 0 },
  { "T-10", NULL, "AVG-verzoek beantwoorden, 1 maand", "Answer a privacy request, 1 month", 0 },
  { "T-11", NULL, "Datalek melden, 72 uur", "Report a breach, 72 hours", 0 },
  { "T-12", NULL, "Achteraf informeren na acuut optreden", "Notify after acute action", 0 },
  { "T-13", NULL, "Nieuwe grondslag of vernietigen, 14 dagen", "New basis or destroy, 14 days", 0 },
  { "T-15", NULL, "Toestemming verloopt", "Consent expires", 0 },
  { "T-01", NULL, "Onderzoek Veilig Thuis begint, 5 werkdagen", "Veilig Thuis begins its inquiry, 5 working days", 0 },
  { "T-04", NULL, "Vernietigen op verzoek, 3 maanden", "Destroy on request, 3 months", 0 },
  { "T-07", NULL, "Jaarlijks terugmelden wat met resultaten gebeurde", "Report each year what was done with results", 0 },
  { "T-08", NULL, "Openbaar jaarverslag Wgs", "Public yearly report (Wgs)", 0 },
  { "T-09", NULL, "Privacyaudit Wgs", "Privacy audit (Wgs)", 0 },
  { "T-14", NULL, "Overleg met partners, twee keer per jaar", "Meeting with partners, twice a year", 0 },
  { "D-01", NULL, "Elke verstrekking vastleggen", "Log every disclosure", 0 },
  { "D-02", NULL, "Elke weigering vastleggen, met de reden", "Log every refusal, with its reason", 0 },
  { "D-03", NULL, "Geheimhouding melden bij gegevens van politie en OM", "Tell of secrecy with data of police and prosecution", 0 },
  { "D-04", NULL, "Zeggen of een politiemelding feit of oordeel is", "Say whether a police report is fact or opinion", 0 },
  { "D-05", NULL, "Terugvragen of verbeteren bij wie het kreeg", "Recall or correct with everybody who got it", 0 },
  { "D-06", NULL, "Alleen personen die met naam zijn toegelaten", "Only persons who were admitted by name", 0 },
  { "D-07", NULL, "Een mens beslist, nooit het programma", "A person decides, never the program", 0 },
  { "D-08", NULL, "De stappen van de meldcode afmaken", "Finish the steps of the reporting code", 0 },
  { "D-09", NULL, "Bronnen beschermen", "Protect sources", 0 },
  { "D-10", NULL, "Cijfers voor het CBS, elk half jaar", "Figures for Statistics Netherlands, each half year", 0 },
  { "D-11", NULL, "Afweging opschrijven bij een beperkt recht (UAVG 41)", "Write down why a right was restricted (UAVG 41)", 0 },
  { "labour-authority", NULL, "Melden bij de Arbeidsinspectie", "Report to the labour authority", TOEZ },
};

static const KkCode entry_kinds[] = {
  { "note", NULL, "Notitie", "Note", 0 },
  { "contact", NULL, "Contact", "Contact", 0 },
  { "police-report", NULL, "Politiemelding", "Police report", POL8 },
  { "decision", NULL, "Besluit", "Decision", 0 },
  { "rectification", NULL, "Rectificatie", "Rectification", 0 },
  { "meldcode-1", NULL, "Meldcode stap 1: signalen in kaart", "Reporting code step 1: the signs", 0 },
  { "meldcode-2", NULL, "Meldcode stap 2: overleg met een collega en Veilig Thuis", "Reporting code step 2: colleague and Veilig Thuis", 0 },
  { "meldcode-3", NULL, "Meldcode stap 3: gesprek met de betrokkene", "Reporting code step 3: talking with the person", 0 },
  { "meldcode-4", NULL, "Meldcode stap 4: wegen", "Reporting code step 4: weighing", 0 },
  { "meldcode-5", NULL, "Meldcode stap 5: beslissen", "Reporting code step 5: deciding", 0 },
  { "restriction", NULL, "Afweging bij een beperkt recht (UAVG 41, a tot en met h)", "Why a right was restricted (UAVG 41, a to h)", 0 },
  { "table", NULL, "Bijdrage aan de tafel", "Contribution to the table", 0 },
};

static const KkCode consultation_kinds[] = {
  { "consult", NULL, "Consultatie", "Consultation", 0 },
  { "urgent", NULL, "Digitaal spoed-MDO", "Urgent meeting of several, at a distance", 0 },
};

static const KkCode certainties[] = {
  { "fact", NULL, "Feit", "Fact", 0 },
  { "opinion", NULL, "Oordeel", "Opinion", 0 },
  { "hearsay", NULL, "Van horen zeggen", "Hearsay", 0 },
};

/* The findings that the legal contract asks for. */
static const KkCode assessment_kinds[] = {
  { "HG_KM", NULL, "Huiselijk geweld of kindermishandeling", "Domestic violence or child abuse", GEZ | STRAF },
  { "INCAPABLE_CONSENT", NULL, "Wilsonbekwaam", "Incapable of consent", GEZ },
  { "REFUSES", NULL, "Weigert toestemming", "Refuses consent", 0 },
  { "ACUTE_DANGER", NULL, "Acuut gevaar", "Acute danger", 0 },
  { "INTEREST_SUBJECT", NULL, "Belang van de betrokkene", "Interest of the person", 0 },
  { "SERIOUSNESS", NULL, "Ernst van de situatie", "Seriousness", 0 },
  { "RVDK_REQUEST_DONE", NULL, "Verzoek aan de Raad gedaan", "Request to the child protection board made", 0 },
  { "DIRECTLY_INVOLVED", NULL, "Direct betrokken", "Directly involved", 0 },
  { "OTS_ACTIVE", NULL, "Ondertoezichtstelling loopt", "Supervision order active", 0 },
  { "VICTIM_INDICATION", NULL, "Geringste aanwijzing van slachtofferschap", "Slightest indication of being a victim", 0 },
  { "SOURCE_THREAT", NULL, "Bedreiging van de bron", "Threat to the source", H1 },
};

static const KkCode findings[] = {
  { "true", NULL, "Ja", "Yes", 0 },
  { "false", NULL, "Nee", "No", 0 },
  { "child", NULL, "Ja, alleen voor het kind", "Yes, for the child only", 0 },
};

static const KkCode hats[] = {
  { "GEM_WMO", NULL, "Gemeente, college (Wmo)", "Municipality (social support)", 0 },
  { "GEM_JEUGD", NULL, "Gemeente, college (Jeugdwet)", "Municipality (youth)", 0 },
  { "GEM_PW", NULL, "Gemeente, college (Participatiewet)", "Municipality (participation)", 0 },
  { "GEM_SHV", NULL, "Gemeente, schuldhulpverlening", "Municipality (debt help)", 0 },
  { "GEM_LPL", NULL, "Gemeente, leerplicht", "Municipality (school attendance)", 0 },
  { "GEM_BRP", NULL, "Gemeente, burgerzaken", "Municipality (civil affairs)", 0 },
  { "GEM_OOV", NULL, "Burgemeester, openbare orde", "Mayor (public order)", 0 },
  { "VT", NULL, "Veilig Thuis", "Veilig Thuis", 0 },
  { "ZVH", NULL, "Zorg- en Veiligheidshuis", "Care and safety house", 0 },
  { "RIEC", NULL, "RIEC", "Regional information and expertise centre", 0 },
  { "POL", NULL, "Politie", "Police", 0 },
  { "KMAR", NULL, "Koninklijke Marechaussee", "Royal Marechaussee", 0 },
  { "OM", NULL, "Openbaar Ministerie", "Public prosecution service", 0 },
  { "NLA", NULL, "Nederlandse Arbeidsinspectie", "Labour authority", 0 },
  { "CMH", NULL, "CoMensha", "CoMensha", 0 },
  { "NRM", NULL, "Nationaal Rapporteur", "National rapporteur", 0 },
  { "IND", NULL, "IND", "Immigration service", 0 },
  { "COA", NULL, "COA", "Reception of asylum seekers", 0 },
  { "DTV", NULL, "DT&V", "Repatriation service", 0 },
  { "ZORG", NULL, "Zorgaanbieder", "Care provider", 0 },
  { "JH", NULL, "Jeugdhulp", "Youth help", 0 },
  { "GI", NULL, "Gecertificeerde instelling", "Certified youth institution", 0 },
  { "RVDK", NULL, "Raad voor de Kinderbescherming", "Child protection board", 0 },
  { "RECL", NULL, "Reclassering", "Probation service", 0 },
  { "SHN", NULL, "Slachtofferhulp Nederland", "Victim support", 0 },
  { "OPV", NULL, "Opvang", "Shelter", 0 },
  { "ONW", NULL, "Onderwijs", "Education", 0 },
  { "BETR", NULL, "De betrokkene zelf", "The person", 0 },
  { "DERDE", NULL, "Een ander", "Any other", 0 },
};

static const KkCode purposes[] = {
  { "advies", NULL, "Advies", "Advice", 0 },
  { "hulp", NULL, "Hulp", "Help", 0 },
  { "melding", NULL, "Melding", "Report", 0 },
  { "weging", NULL, "Weging", "Weighing", 0 },
  { "aanmelding", NULL, "Aanmelding", "Putting forward", 0 },
  { "strafvordering", NULL, "Strafvordering", "Criminal procedure", 0 },
  { "toezicht", NULL, "Toezicht", "Supervision", 0 },
  { "openbare-orde", NULL, "Openbare orde", "Public order", 0 },
  { "registratie", NULL, "Registratie", "Registration", 0 },
  { "acuut", NULL, "Acuut", "Acute", 0 },
  { "monitoring", NULL, "Monitoring", "Monitoring", 0 },
  { "verblijf", NULL, "Verblijf", "Residence", 0 },
};

static const KkCode categories[] = {
  { "V", NULL, "Signaal zonder persoon", "Signal without a person", 0 },
  { "C0", NULL, "Telling", "Count", 0 },
  { "GEW-ID", NULL, "Identiteit en contact", "Identity and contact", 0 },
  { "GEW-WOON", NULL, "Wonen", "Housing", 0 },
  { "GEW-FIN", NULL, "Geld", "Money", 0 },
  { "GEW-WERK", NULL, "Werk", "Work", 0 },
  { "GEW-NETW", NULL, "Familie en kring", "Family and circle", 0 },
  { "GEW-HULP", NULL, "Hulp", "Help", 0 },
  { "GEW-VERBLIJF", NULL, "Verblijf en nationaliteit", "Residence and nationality", 0 },
  { "GEW-VOERT", NULL, "Voertuig en reis", "Vehicle and journey", 0 },
  { "GEW-ONLINE", NULL, "Online", "Online", 0 },
  { "BSN", NULL, "Burgerservicenummer", "Citizen service number", 0 },
  { "TOEZ", NULL, "Toezicht en maatregelen", "Supervision and measures", 0 },
  { "BIJZ-GEZ", NULL, "Gezondheid", "Health", 0 },
  { "BIJZ-SEKS", NULL, "Seksualiteit", "Sexuality", 0 },
  { "BIJZ-ETN", NULL, "Afkomst", "Ethnic origin", 0 },
  { "BIJZ-REL", NULL, "Geloof of overtuiging", "Religion or conviction", 0 },
  { "STRAF-VERM", NULL, "Strafbare feiten", "Offences", 0 },
  { "POL-8", NULL, "Politiegegevens, dagelijks", "Police data, daily", 0 },
  { "POL-13", NULL, "Politiegegevens, ondersteunend", "Police data, supporting", 0 },
  { "POL-9", NULL, "Politiegegevens, onderzoek", "Police data, investigation", 0 },
  { "POL-10", NULL, "Politiegegevens, thema", "Police data, theme", 0 },
  { "JUS-SV", NULL, "Strafvorderlijke gegevens", "Prosecution data", 0 },
  { "JUS-DOC", NULL, "Justitiële documentatie", "Judicial documentation", 0 },
  { "JUS-TUL", NULL, "Tenuitvoerlegging", "Enforcement of sentences", 0 },
  { "H1", NULL, "Bron of melder", "Source or reporter", 0 },
  { "H2", NULL, "Geheime plek of veilig nummer", "Secret place or safe number", 0 },
};

static const KkCode signers[] = {
  { "self", NULL, "De persoon zelf", "The person", 0 },
  { "representative", NULL, "De vertegenwoordiger", "The representative", 0 },
  { "both", NULL, "Beiden", "Both", 0 },
};

static const KkCode consent_forms[] = {
  { "spoken", NULL, "Mondeling", "Spoken", 0 },
  { "signed", NULL, "Ondertekend op papier", "Signed on paper", 0 },
  { "digital", NULL, "Digitaal ondertekend", "Signed digitally", 0 },
};

/* The notes of the legal contract, in the order of KkNote. */
static const KkCode note_kinds[] = {
  { "NEED", NULL, "Waarom nodig", "Why needed", 0 },
  { "PROPORTIONALITY", NULL, "Waarom niet met minder", "Why not with less", 0 },
  { "GOED_HULPVERLENER", NULL, "Zorg van een goed hulpverlener", "Duty of a good care provider", 0 },
  { "ZWAARWEGENDE_REDENEN", NULL, "Zwaarwegende redenen om te weigeren", "Serious reasons to refuse", 0 },
  { "ZWAARWEGEND_BELANG", NULL, "Zwaarwegend algemeen belang", "Substantial public interest", 0 },
  { "BIJZONDER_GEVAL", NULL, "Bijzonder geval", "Special case", 0 },
  { "STRICT_NEED", NULL, "Strikt noodzakelijk", "Strictly necessary", 0 },
  { "STRICT_NEED_9_10", NULL, "Strikt noodzakelijk (Wpg 9 en 10)", "Strictly necessary (Wpg 9 and 10)", 0 },
  { "COOPERATION_REQUIRED", NULL, "Samenwerking vereist", "Cooperation required", 0 },
  { "TASK_NECESSITATES", NULL, "Eigen taak noodzaakt", "Own task necessitates", 0 },
  { "UNAVOIDABLE_FOR_ID", NULL, "Onvermijdelijk voor identificatie", "Unavoidable for identification", 0 },
  { "CONSENT_12_15", NULL, "Jongere van 12 tot 15 tekent alleen", "Minor of 12 to 15 signs alone", 0 },
};

/* Numbers of the signed objects of exchange §13, in that order. */
static const KkCode release_kinds[] = {
  { "om-release", NULL, "Vrijgave door het OM", "Release by the prosecution service", 0 },
  { "giver-agrees", NULL, "Instemming van de gever", "Agreement of the giver", 0 },
  { "authority-agrees", NULL, "Instemming van het bevoegd gezag", "Agreement of the competent authority", 0 },
  { "article-20", NULL, "Besluit op artikel 20 Wpg", "Decision under article 20 Wpg", 0 },
  { "gate", NULL, "Poortbesluit", "Gate decision", 0 },
  { "assignment", NULL, "Opdracht van het college", "Assignment by the municipality", 0 },
};
/* clang-format on */

DEFINE_CODES (kk_codes_stage, "stage", stages, FALSE);
DEFINE_CODES (kk_codes_outcome, "outcome", outcomes, FALSE);
DEFINE_CODES (kk_codes_outcome_reason, "outcome-reason", outcome_reasons, FALSE);
DEFINE_CODES (kk_codes_gate, "gate", gates, FALSE);
DEFINE_CODES (kk_codes_gate_result, "gate-result", gate_results, FALSE);
DEFINE_CODES (kk_codes_track, "track", tracks, FALSE);
DEFINE_CODES (kk_codes_progress, "progress", progresses, FALSE);
DEFINE_CODES (kk_codes_measure_kind, "measure-kind", measure_kinds, FALSE);
DEFINE_CODES (kk_codes_task_kind, "task-kind", task_kinds, FALSE);
DEFINE_CODES (kk_codes_consultation_kind, "consultation-kind", consultation_kinds, FALSE);
DEFINE_CODES (kk_codes_entry_kind, "entry-kind", entry_kinds, FALSE);
DEFINE_CODES (kk_codes_certainty, "certainty", certainties, FALSE);
DEFINE_CODES (kk_codes_assessment_kind, "assessment-kind", assessment_kinds, FALSE);
DEFINE_CODES (kk_codes_finding, "finding", findings, FALSE);
DEFINE_CODES (kk_codes_hat, "hat", hats, FALSE);
DEFINE_CODES (kk_codes_purpose, "purpose", purposes, FALSE);
DEFINE_CODES (kk_codes_category, "category", categories, FALSE);
DEFINE_CODES (kk_codes_signer, "signer", signers, FALSE);
DEFINE_CODES (kk_codes_consent_form, "consent-form", consent_forms, FALSE);
DEFINE_CODES (kk_codes_note_kind, "note-kind", note_kinds, FALSE);
DEFINE_CODES (kk_codes_release_kind, "release-kind", release_kinds, FALSE);
