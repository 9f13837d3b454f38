/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* What sharing rests on and leaves behind: consent, release, share, notification, attachment, breach note. */

#include "domain/kk-schema-private.h"

/* One field a row. */
/* clang-format off */
/* The consent object of the legal contract. It travels only as a claim, cut to one receiver (exchange §13). */
static const KkField consent_fields[] = {
  FIELD (1701, REFERENCE, "nl_ConsentPerson", "Van wie", "Whose", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1702, CODE, "nl_ConsentReceiver", "Voor wie", "For whom", .categories = HULP, .codes = &kk_codes_hat, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1703, TEXT, "nl_ConsentOrganisation", "Voor welke organisatie", "For which organisation", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1704, TEXT, "nl_ConsentReceiverRole", "Voor welke functie", "For which role", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1705, CODE, "nl_ConsentPurpose", "Doel", "Purpose", .categories = HULP, .codes = &kk_codes_purpose, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1706, MULTI_CODE, "nl_ConsentCategories", "Welke gegevens", "Which data", .categories = HULP, .codes = &kk_codes_category, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1707, BOOLEAN, "nl_ConsentExplicit", "Uitdrukkelijk", "Explicit", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1708, BOOLEAN, "nl_ConsentWritten", "Schriftelijk", "Written", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1709, BOOLEAN, "nl_ConsentFreelyGiven", "In vrijheid gegeven", "Freely given", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1710, BOOLEAN, "nl_ConsentConflict", "Vertegenwoordiger kan de uitbuiter zijn", "Representative may be the exploiter", .categories = HULP | STRAF, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1711, CODE, "nl_ConsentBy", "Gegeven door", "Given by", .categories = HULP, .codes = &kk_codes_signer, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1712, DATE, "nl_ConsentGiven", "Gegeven op", "Given on", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1713, DATE, "nl_ConsentExpires", "Geldig tot en met", "Expires on", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1714, DATE, "nl_ConsentWithdrawn", "Ingetrokken op", "Withdrawn on", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1715, CODE, "nl_ConsentLanguage", "Taal van het gesprek", "Language of the talk", .categories = ID, .codes = &kk_codes_language, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1716, LONG_TEXT, "nl_ConsentEvidence", "Waaruit blijkt het", "Evidence", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1717, TEXT, "nl_ConsentTextVersion", "Versie van de tekst", "Version of the text", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1718, TEXT, "nl_ConsentInterpreter", "Tolk", "Interpreter", .categories = ID, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1719, DATE, "nl_ConsentRefused", "Geweigerd op", "Refused on", .categories = HULP, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1720, CODE, "nl_ConsentForm", "Vorm", "Form", .categories = HULP, .codes = &kk_codes_consent_form, .writer = KK_WRITER_NO_PROPOSAL),
};

/* The word of another desk, as its signed object says it. */
static const KkField release_fields[] = {
  FIELD (1801, CODE, "nl_ReleaseKind", "Soort vrijgave", "Kind of release", .categories = V, .codes = &kk_codes_release_kind, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1802, TEXT, "nl_ReleaseReceiver", "Voor wie", "For whom", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1803, MULTI_CODE, "nl_ReleaseScope", "Welke gegevens", "Which data", .categories = V, .codes = &kk_codes_category, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1804, MULTI_CODE, "nl_ReleaseSubjects", "Over wie", "About whom", .categories = V, .flags = PLAIN, .codes = &kk_codes_role, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1805, DATE, "nl_ReleaseUntil", "Geldig tot en met", "Valid until", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1806, LONG_TEXT, "nl_ReleaseConditions", "Voorwaarden", "Conditions", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1807, BLOB, "nl_ReleaseObject", "Getekend stuk", "Signed object", .flags = TICKS, .may = ANY, .writer = KK_WRITER_PROGRAM),
  FIELD (1808, DATE, "nl_ReleaseRequested", "Gevraagd op", "Requested on", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
};

/* A standing share: what a person confirmed for one desk (exchange §14). */
static const KkField share_fields[] = {
  FIELD (1901, REFERENCE, "nl_ShareDesk", "Ontvanger", "Recipient", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1902, CODE, "nl_SharePurpose", "Doel", "Purpose", .categories = V, .codes = &kk_codes_purpose, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1903, CODE, "nl_ShareStage", "Stap", "Step", .categories = V, .flags = PLAIN, .codes = &kk_codes_stage, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1904, BLOB, "nl_ShareFields", "Bevestigde velden", "Confirmed fields", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (1905, LONG_TEXT, "nl_ShareNeed", "Waarom nodig", "Why needed", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1906, LONG_TEXT, "nl_ShareProportionality", "Waarom niet met minder", "Why not with less", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1907, DATE, "nl_ShareStart", "Vanaf", "From", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1908, DATE, "nl_ShareStopped", "Gestopt op", "Stopped on", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1909, REFERENCE, "nl_ShareCase", "Zaak", "Case", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (1910, TEXT, "nl_ShareReceiverRole", "Functie van de ontvanger", "Role of the recipient", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
};

/* To the sender of something that may not be had (exchange §13). Nothing is ever sent about a notification. */
static const KkField notification_fields[] = {
  FIELD (2001, BLOB, "nl_NotifiedPacket", "Pakket", "Packet", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2002, NUMBER, "nl_NotifiedOperation", "Volgnummer in het pakket", "Number in the packet", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2003, TEXT, "nl_NotifiedReason", "Reden", "Reason", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2004, TEXT, "nl_NotifiedRow", "Regel", "Row", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2005, BLOB, "nl_NotifiedRecord", "Welk gegeven: stuk", "Which item: record", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2006, BLOB, "nl_NotifiedLog", "Welk gegeven: logboek", "Which item: log", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2007, NUMBER, "nl_NotifiedNumber", "Welk gegeven: volgnummer", "Which item: number", .categories = V, .writer = KK_WRITER_PROGRAM),
};

static const KkField attachment_fields[] = {
  FIELD (2101, TEXT, "nl_AttachmentName", "Naam van de bijlage", "Name of the attachment", .flags = TICKS, .may = ANY),
  FIELD (2102, TEXT, "nl_AttachmentMediaType", "Soort bestand", "Media type", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2103, NUMBER, "nl_AttachmentSize", "Grootte", "Size", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2104, BLOB, "nl_AttachmentHash", "Controlegetal", "Hash", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2105, BLOB, "nl_AttachmentContent", "Inhoud", "Content", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2106, DATE, "nl_AttachmentDate", "Toegevoegd op", "Added on", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (2107, REFERENCE, "nl_AttachmentPerson", "Over wie", "About whom", .categories = V),
  FIELD (2108, REFERENCE, "nl_AttachmentCase", "Zaak", "Case", .categories = V),
  FIELD (2109, BLOB, "nl_AttachmentPart2", "Inhoud, deel 2", "Content, part 2", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2110, BLOB, "nl_AttachmentPart3", "Inhoud, deel 3", "Content, part 3", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2111, BLOB, "nl_AttachmentPart4", "Inhoud, deel 4", "Content, part 4", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2112, BLOB, "nl_AttachmentPart5", "Inhoud, deel 5", "Content, part 5", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2113, BLOB, "nl_AttachmentPart6", "Inhoud, deel 6", "Content, part 6", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2114, BLOB, "nl_AttachmentPart7", "Inhoud, deel 7", "Content, part 7", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2115, BLOB, "nl_AttachmentPart8", "Inhoud, deel 8", "Content, part 8", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2116, BLOB, "nl_AttachmentPart9", "Inhoud, deel 9", "Content, part 9", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2117, BLOB, "nl_AttachmentPart10", "Inhoud, deel 10", "Content, part 10", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2118, BLOB, "nl_AttachmentPart11", "Inhoud, deel 11", "Content, part 11", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2119, BLOB, "nl_AttachmentPart12", "Inhoud, deel 12", "Content, part 12", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2120, BLOB, "nl_AttachmentPart13", "Inhoud, deel 13", "Content, part 13", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2121, BLOB, "nl_AttachmentPart14", "Inhoud, deel 14", "Content, part 14", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2122, BLOB, "nl_AttachmentPart15", "Inhoud, deel 15", "Content, part 15", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2123, BLOB, "nl_AttachmentPart16", "Inhoud, deel 16", "Content, part 16", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
};

/* A note of the legal contract: why, in the words of whoever answers for it, for one recipient and purpose. Only its
 * hash and length travel. */
static const KkField note_fields[] = {
  FIELD (2201, CODE, "nl_NoteKind", "Soort motivering", "Kind of note", .categories = V, .codes = &kk_codes_note_kind, .writer = KK_WRITER_ONCE),
  FIELD (2202, LONG_TEXT, "nl_NoteText", "Motivering", "Reason in own words", .flags = TICKS, .may = ANY, .writer = KK_WRITER_ONCE),
  FIELD (2203, REFERENCE, "nl_NoteDesk", "Voor welke ontvanger", "For which recipient", .categories = V, .writer = KK_WRITER_ONCE),
  FIELD (2204, CODE, "nl_NotePurpose", "Voor welk doel", "For which purpose", .categories = V, .codes = &kk_codes_purpose, .writer = KK_WRITER_ONCE),
  FIELD (2205, TEXT, "nl_NoteFunction", "Functie van de schrijver", "Function of the author of the note", .categories = ID, .subject = KK_SUBJECT_PROFESSIONAL, .writer = KK_WRITER_ONCE),
  FIELD (2206, DATE, "nl_NoteDate", "Geschreven op", "Written on", .categories = V, .writer = KK_WRITER_ONCE),
};

/* What came here and should not have been sent: the draft of what AVG 33.3 and 33.5 ask to be written down (domain
 * research §1.6, T-11). What was in it stays unread; nothing here repeats it. */
static const KkField breach_fields[] = {
  FIELD (2301, BLOB, "nl_BreachPacket", "Pakket", "Packet", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2302, REFERENCE, "nl_BreachSender", "Afzender", "Sender", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2303, NUMBER, "nl_BreachDiscovered", "Ontdekt op", "Discovered on", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2304, TEXT, "nl_BreachFields", "Soort gegevens", "Kind of data", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2305, NUMBER, "nl_BreachCount", "Aantal gegevens", "Number of data", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2306, TEXT, "nl_BreachRows", "Regels", "Rows", .categories = V, .writer = KK_WRITER_PROGRAM),
  FIELD (2307, TEXT, "nl_BreachContact", "Contactpersoon", "Contact", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2308, LONG_TEXT, "nl_BreachConsequences", "Waarschijnlijke gevolgen", "Likely consequences", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2309, LONG_TEXT, "nl_BreachMeasures", "Maatregelen", "Measures", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2310, DATE, "nl_BreachReported", "Gemeld op", "Reported on", .categories = V, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2311, LONG_TEXT, "nl_BreachNotReported", "Waarom niet gemeld", "Why not reported", .flags = TICKS, .may = ANY, .writer = KK_WRITER_NO_PROPOSAL),
  FIELD (2312, BLOB, "nl_BreachRefused", "Kenmerk van wat geweigerd is", "Mark of what was refused", .categories = V, .writer = KK_WRITER_PROGRAM),
};
/* clang-format on */

const KkRecordTypeInfo kk_schema_consent = {
  .type = KK_RECORD_CONSENT,
  .name = "consent",
  .dutch = "Toestemming",
  .english = "Consent",
  .siblings_only = TRUE,
  .fields = consent_fields,
  .n_fields = G_N_ELEMENTS (consent_fields),
};

const KkRecordTypeInfo kk_schema_release = {
  .type = KK_RECORD_RELEASE,
  .name = "release",
  .dutch = "Vrijgave",
  .english = "Release",
  .siblings_only = TRUE,
  .fields = release_fields,
  .n_fields = G_N_ELEMENTS (release_fields),
};

const KkRecordTypeInfo kk_schema_share = {
  .type = KK_RECORD_SHARE,
  .name = "share",
  .dutch = "Deling",
  .english = "Share",
  .siblings_only = TRUE,
  .fields = share_fields,
  .n_fields = G_N_ELEMENTS (share_fields),
};

const KkRecordTypeInfo kk_schema_notification = {
  .type = KK_RECORD_NOTIFICATION,
  .name = "notification",
  .dutch = "Bericht over quarantaine",
  .english = "Quarantine notification",
  .fields = notification_fields,
  .n_fields = G_N_ELEMENTS (notification_fields),
};

const KkRecordTypeInfo kk_schema_attachment = {
  .type = KK_RECORD_ATTACHMENT,
  .name = "attachment",
  .dutch = "Bijlage",
  .english = "Attachment",
  .subject = KK_SUBJECT_VICTIM,
  .fields = attachment_fields,
  .n_fields = G_N_ELEMENTS (attachment_fields),
};

const KkRecordTypeInfo kk_schema_note = {
  .type = KK_RECORD_NOTE,
  .name = "note",
  .dutch = "Motivering",
  .english = "Note",
  .siblings_only = TRUE,
  .fields = note_fields,
  .n_fields = G_N_ELEMENTS (note_fields),
};

const KkRecordTypeInfo kk_schema_breach = {
  .type = KK_RECORD_BREACH,
  .name = "breach",
  .dutch = "Datalek (concept)",
  .english = "Breach note",
  .siblings_only = TRUE,
  .fields = breach_fields,
  .n_fields = G_N_ELEMENTS (breach_fields),
};
