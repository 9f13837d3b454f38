/* SPDX-License-Identifier: EUPL-1.2
 * Copyright 2026 The Ketenkluis authors */

/* Code lists of the Human Trafficking Case Data Standard v2.0 (IOM, CC BY 4.0): its codes and English labels,
 * our Dutch labels and, where one code says more than another, categories per code. An alias is the spelling
 * of another document of the standard. */

#include "domain/kk-schema-private.h"

/* One code a line. */
/* clang-format off */
static const KkCode genders[] = {
  { "Feminine", NULL, "Vrouwelijk", "Feminine", 0 },
  { "Masculine", NULL, "Mannelijk", "Masculine", 0 },
  { "TransgenderFeminine", NULL, "Transgender, vrouwelijk", "Transgender feminine", SEKS },
  { "TransgenderMasculine", NULL, "Transgender, mannelijk", "Transgender masculine", SEKS },
  { "NonConforming", NULL, "Non-binair", "Non-conforming", SEKS },
  { "NonSpecifiedUnknown", "NotSpecifiedUnknown", "Niet opgegeven of onbekend", "Not specified or unknown", 0 },
};

static const KkCode marital_statuses[] = {
  { "Single", NULL, "Ongehuwd", "Single", 0 },
  { "Married", NULL, "Gehuwd", "Married", 0 },
  { "Widowed", NULL, "Weduwe of weduwnaar", "Widowed", 0 },
  { "Divorced", NULL, "Gescheiden", "Divorced", 0 },
  { "Separated", NULL, "Uit elkaar", "Separated", 0 },
  { "RegisteredPartnership", NULL, "Geregistreerd partnerschap", "Registered partnership", 0 },
};

static const KkCode educations[] = {
  { "EarlyChildhoodEducation", NULL, "Voorschool", "Early childhood education", 0 },
  { "PrimaryEducation", NULL, "Basisonderwijs", "Primary education", 0 },
  { "LowerSecondaryEducation", NULL, "Onderbouw voortgezet onderwijs", "Lower secondary education", 0 },
  { "UpperSecondaryEducation", NULL, "Bovenbouw voortgezet onderwijs of mbo", "Upper secondary education", 0 },
  { "PostSecondaryNonTertiaryEducation", NULL, "Mbo 4 of specialistenopleiding", "Post-secondary non-tertiary education", 0 },
  { "ShortCycleTertiaryEducation", NULL, "Associate degree", "Short-cycle tertiary education", 0 },
  { "BachelorsOrEquivalentLevel", NULL, "Bachelor", "Bachelor’s or equivalent level", 0 },
  { "MastersOrEquivalentLevel", NULL, "Master", "Master’s or equivalent level", 0 },
  { "DoctoralOrEquivalentLevel", NULL, "Gepromoveerd", "Doctoral or equivalent level", 0 },
};

static const KkCode organisation_types[] = {
  { "NGO", NULL, "Maatschappelijke organisatie", "NGO", 0 },
  { "LawEnforcement", NULL, "Politie of opsporing", "Law enforcement", 0 },
  { "HealthServiceOrganisation", NULL, "Zorgaanbieder", "Health service organisation", 0 },
  { "CentralGovernmentOrganisation", NULL, "Rijksoverheid", "Central government organisation", 0 },
  { "LocalGovernmentOrganisation", NULL, "Gemeente", "Local government organisation", 0 },
  { "ImmigrationService", NULL, "Migratieketen", "Immigration service", 0 },
  { "LegalService", NULL, "Rechtshulp", "Legal service", 0 },
  { "CorporateBusiness", NULL, "Bedrijf", "Corporate business", 0 },
  { "SchoolOrCollege", NULL, "School", "School or college", 0 },
};

static const KkCode trafficking_statuses[] = {
  { "PossibleVictimOfTrafficking", NULL, "Vermoedelijk slachtoffer", "Possible victim of trafficking", 0 },
  { "ActualVictimOfTrafficking", NULL, "Vastgesteld slachtoffer", "Actual victim of trafficking", 0 },
  { "NotAVictimOfTrafficking", NULL, "Geen slachtoffer", "Not a victim of trafficking", 0 },
};

static const KkCode status_deciders[] = {
  { "Police", NULL, "Politie", "Police", 0 },
  { "NGO", NULL, "Maatschappelijke organisatie", "NGO", 0 },
  { "CourtOrProsecution", NULL, "Rechter of Openbaar Ministerie", "Court or prosecution", 0 },
  { "NonPoliceGovernmentalOrganization", NULL, "Andere overheid", "Non-police governmental organization", 0 },
  { "Other", NULL, "Anders", "Other", 0 },
};

static const KkCode relationships[] = {
  { "Familial", NULL, "Familie", "Familial", 0 },
  { "Acquainted", NULL, "Bekende", "Acquainted", 0 },
  { "Unaquainted", "Unacquainted", "Onbekende", "Unacquainted", 0 },
};

static const KkCode websites[] = {
  { "Facebook", NULL, "Facebook", "Facebook", 0 },
  { "Instagram", NULL, "Instagram", "Instagram", 0 },
  { "WhatsApp", NULL, "WhatsApp", "WhatsApp", 0 },
  { "Telegram", NULL, "Telegram", "Telegram", 0 },
  { "FacebookMessenger", NULL, "Facebook Messenger", "Facebook Messenger", 0 },
  { "Viber", NULL, "Viber", "Viber", 0 },
  { "SnapChat", NULL, "Snapchat", "SnapChat", 0 },
  { "Line", NULL, "Line", "Line", 0 },
  { "4Sale", NULL, "4Sale", "4Sale", 0 },
  { "WeChat", NULL, "WeChat", "WeChat", 0 },
  { "QQ", NULL, "QQ", "QQ", 0 },
  { "QZone", NULL, "QZone", "QZone", 0 },
  { "TikTok", NULL, "TikTok", "TikTok", 0 },
  { "Twitter", NULL, "X (Twitter)", "Twitter", 0 },
  { "Other", NULL, "Anders", "Other", 0 },
  { "nl_SexAdvertisementSite", NULL, "Seksadvertentiesite", "Site with sex advertisements", SEKS },
  { "nl_DatingApp", NULL, "Datingapp", "Dating app", SEKS },
  { "nl_GamePlatform", NULL, "Spelplatform", "Game platform", 0 },
};

static const KkCode recruitments[] = {
  { "AtAPlaceOfBusiness", NULL, "Bij een bedrijf", "At a place of business", 0 },
  { "AtAnEducationalInstitution", NULL, "Op school", "At an educational institution", 0 },
  { "AtWork", NULL, "Op het werk", "At work", 0 },
  { "ThroughOnlineSocialNetworks", NULL, "Via sociale media", "Through online social networks", 0 },
  { "ThroughAnOnlineAdvertisement", NULL, "Via een advertentie op internet", "Through an online advertisement", 0 },
  { "ThroughATelevisionAdvert", NULL, "Via televisie", "Through a television advert", 0 },
  { "ThroughANewspaperAdvert", NULL, "Via een krant", "Through a newspaper advert", 0 },
  { "ThroughFamilyOrFamilyEvents", NULL, "Via familie", "Through family or family events", 0 },
  { "ThroughFriendsOrSocialEvents", NULL, "Via vrienden", "Through friends or social events", 0 },
  { "Other", NULL, "Anders", "Other", 0 },
  { "nl_LoverboyRelation", NULL, "Via een afhankelijke liefdesrelatie", "Through a dependent love relation", SEKS },
  { "nl_EmploymentAgency", "nl_Uitzendbureau", "Via een uitzendbureau", "Through an employment agency", WERK },
};

/* What was done to the person is a suspicion about somebody (STRAF-VERM) and often says more of the victim. */
static const KkCode controls[] = {
  { "PhysicalThreats", "Threats", "Bedreiging met geweld", "Physical threats", STRAF },
  { "ThreatsLawEnforcement", "ThreatOfLawEnforcement", "Dreiging met politie of uitzetting", "Threats of law enforcement", STRAF | VERBLIJF },
  { "ThreatensChildrenFamily", "UsesChildren", "Bedreiging van kinderen of familie", "Threatens children or family", STRAF | NETW },
  { "DebtBondage", NULL, "Schuldbinding", "Debt bondage", STRAF | FIN },
  { "FalsePromises", NULL, "Valse beloften", "False promises", STRAF },
  { "PhysicalAbuse", NULL, "Lichamelijk geweld", "Physical abuse", STRAF | GEZ },
  { "SexualAbuse", NULL, "Seksueel geweld", "Sexual abuse", STRAF | GEZ | SEKS },
  { "TakesEarnings", NULL, "Neemt verdiensten af", "Takes earnings", STRAF | FIN },
  { "RestrictsFinancialAccess", NULL, "Geen toegang tot eigen geld", "Restricts financial access", STRAF | FIN },
  { "RestrictsMedicalCare", NULL, "Houdt medische hulp weg", "Restricts medical care", STRAF | GEZ },
  { "WithholdsNecessities", NULL, "Onthoudt eten, slaap of andere behoeften", "Withholds necessities", STRAF | GEZ },
  { "PsychologicalAbuse", NULL, "Psychisch geweld", "Psychological abuse", STRAF | GEZ },
  { "PsychoactiveSubstance", "PsychoactiveSubstances", "Alcohol, drugs of medicijnen", "Psychoactive substance", STRAF | GEZ },
  { "RestrictsMovement", NULL, "Beperkt de bewegingsvrijheid", "Restricts movement", STRAF },
  { "ExcessiveWorkingHours", NULL, "Veel te lange werkdagen", "Excessive working hours", STRAF | WERK },
  { "WithholdsDocuments", NULL, "Houdt papieren in", "Withholds documents", STRAF | VERBLIJF },
  { "Other", NULL, "Anders", "Other", STRAF | GEZ | SEKS },
};

/* Other holds criminal exploitation, which the standard has no code for (see nl_ForcedCriminality). */
static const KkCode exploitations[] = {
  { "ForcedLabour", NULL, "Arbeidsuitbuiting", "Forced labour", WERK },
  { "SexualExploitation", NULL, "Seksuele uitbuiting", "Sexual exploitation", SEKS },
  { "ChildLabour", NULL, "Kinderarbeid", "Child labour", WERK },
  { "ForcedMarriage", NULL, "Gedwongen huwelijk", "Forced marriage", NETW | SEKS },
  { "Servitude", NULL, "Dienstbaarheid", "Servitude", WERK },
  { "ForcedMilitaryByNonStateActors", NULL, "Gedwongen strijd", "Forced military (by non-state actors)", STRAF },
  { "OrganRemoval", NULL, "Orgaanverwijdering", "Organ removal", GEZ },
  { "ForcedBegging", NULL, "Gedwongen bedelarij", "Forced begging", FIN | STRAF },
  { "ForcedAdoption", NULL, "Gedwongen adoptie", "Forced adoption", NETW },
  { "Surrogacy", NULL, "Gedwongen draagmoederschap", "Surrogacy", GEZ | SEKS },
  { "Other", NULL, "Anders, ook criminele uitbuiting", "Other", STRAF },
};

static const KkCode industries[] = {
  { "A_AgricultureForestryAndFishing", NULL, "Landbouw, bosbouw en visserij", "Agriculture, forestry and fishing", 0 },
  { "B_MiningAndQuarrying", NULL, "Delfstoffen", "Mining and quarrying", 0 },
  { "C_Manufacturing", NULL, "Industrie", "Manufacturing", 0 },
  { "D_ElectricityGasSteamAndAirConditioningSupply", NULL, "Energie", "Electricity, gas, steam and air conditioning supply", 0 },
  { "E_WaterSupplySewerageWasteManagement", NULL, "Water en afval", "Water supply, sewerage and waste management", 0 },
  { "F_Construction", NULL, "Bouw", "Construction", 0 },
  { "G_WholesaleAndRetailTradeRepairOfMotorVehicles", NULL, "Handel en autoreparatie", "Wholesale and retail trade; repair of motor vehicles", 0 },
  { "H_TransportationAndStorage", NULL, "Vervoer en opslag", "Transportation and storage", 0 },
  { "I_AccommodationAndFoodServiceActivities", NULL, "Horeca en logies", "Accommodation and food service activities", 0 },
  { "J_InformationAndCommunication", NULL, "Informatie en communicatie", "Information and communication", 0 },
  { "K_FinancialAndInsuranceActivities", NULL, "Financiën en verzekeringen", "Financial and insurance activities", 0 },
  { "L_RealEstateActivities", NULL, "Vastgoed", "Real estate activities", 0 },
  { "M_ProfessionalScientificAndTechnicalActivities", NULL, "Zakelijke en technische diensten", "Professional, scientific and technical activities", 0 },
  { "N_AdministrativeAndSupportServiceActivities", NULL, "Uitzendwerk, schoonmaak en ondersteuning", "Administrative and support service activities", 0 },
  { "O_PublicAdministrationAndDefence", NULL, "Openbaar bestuur en defensie", "Public administration and defence", 0 },
  { "P_Education", NULL, "Onderwijs", "Education", 0 },
  { "Q_HumanHealthAndSocialWorkActivities", NULL, "Zorg en welzijn", "Human health and social work activities", 0 },
  { "R_ArtsEntertainmentAndRecreation", NULL, "Cultuur, sport en recreatie", "Arts, entertainment and recreation", 0 },
  { "S_OtherServiceActivities", NULL, "Andere diensten", "Other service activities", 0 },
  { "T_ActivitiesOfHouseholdsAsEmployers", NULL, "Huishoudelijk werk", "Activities of households as employers", 0 },
  { "U_ActivitiesOfExtraterritorialOrganizations", NULL, "Internationale organisaties", "Activities of extraterritorial organizations", 0 },
};

static const KkCode sex_exploitations[] = {
  { "Prostitution", NULL, "Prostitutie", "Prostitution", 0 },
  { "Pornography", NULL, "Pornografie", "Pornography", 0 },
  { "RemoteInteractiveServices", NULL, "Webcam of online", "Remote interactive services", 0 },
  { "PrivateSexualServices", NULL, "Seksuele diensten in privékring", "Private sexual services", 0 },
};

static const KkCode vulnerabilities[] = {
  { "Addiction", NULL, "Verslaving", "Addiction", GEZ },
  { "SocialGroup", NULL, "Sociale groep", "Social group", ETN | REL | SEKS },
  { "Discrimination", NULL, "Discriminatie", "Discrimination", ETN | REL | SEKS },
  { "Poverty", NULL, "Armoede of schulden", "Poverty", FIN },
  { "DisabilityAndPhysicalHealth", NULL, "Beperking of lichamelijke gezondheid", "Disability and physical health", GEZ },
  { "MentalHealth", NULL, "Psychische gezondheid", "Mental health", GEZ },
  { "Migration", NULL, "Migratie", "Migration", VERBLIJF },
  { "Homelessness", NULL, "Dak- of thuisloos", "Homelessness", WOON },
  { "AbuseSocialMedia", NULL, "Misbruik via sociale media", "Abuse through social media", ONLINE | GEZ },
  { "AbusePhysical", NULL, "Eerder mishandeld", "Physical abuse", GEZ },
  { "Education", NULL, "Opleiding of verzuim", "Education", WERK },
  { "WorkEnvironment", NULL, "Werkomgeving", "Work environment", WERK },
};

static const KkCode process_roles[] = {
  { "TravellingPartner", NULL, "Reisgenoot", "Travelling partner", 0 },
  { "Transporter", NULL, "Vervoerder", "Transporter", 0 },
  { "RecruiterOrIntermediary", NULL, "Werver of tussenpersoon", "Recruiter or intermediary", 0 },
  { "BrokerTravelAgent", NULL, "Bemiddelaar of reisagent", "Broker or travel agent", 0 },
  { "TransferredIndividual", NULL, "Overgedragen persoon", "Transferred individual", 0 },
  { "HarbouredIndividual", NULL, "Gehuisveste persoon", "Harboured individual", 0 },
  { "SoldIndividual", NULL, "Verkochte persoon", "Sold individual", 0 },
  { "BoughtIndividual", NULL, "Gekochte persoon", "Bought individual", 0 },
  { "ReceivedIndividual", NULL, "Ontvangen persoon", "Received individual", 0 },
  { "ControlledIndividual", NULL, "Persoon onder dwang", "Controlled individual", 0 },
  { "Smuggler", NULL, "Smokkelaar", "Smuggler", 0 },
  { "Abuser", NULL, "Mishandelaar", "Abuser", 0 },
  { "Kidnapper", NULL, "Ontvoerder", "Kidnapper", 0 },
  { "Exploiter", NULL, "Uitbuiter", "Exploiter", 0 },
  { "Other", NULL, "Anders", "Other", 0 },
  { "nl_Facilitator", NULL, "Faciliteerder", "Facilitator", 0 },
};

static const KkCode case_statuses[] = {
  { "Active", NULL, "Loopt", "Active", 0 },
  { "FollowUp", NULL, "Nazorg", "Follow-up", HULP },
  { "Closed", NULL, "Gesloten", "Closed", 0 },
  { "ClosedReferred", NULL, "Gesloten en overgedragen", "Closed and referred", HULP },
};

static const KkCode referral_reasons[] = {
  { "AdditionalServicesRequired", NULL, "Meer hulp nodig", "Additional services required", 0 },
  { "MigrationOrChangeOfLocation", NULL, "Verhuizing of andere plaats", "Migration or change of location", 0 },
  { "Other", NULL, "Anders", "Other", 0 },
};

static const KkCode event_types[] = {
  { "Recruitment", NULL, "Werving", "Recruitment", 0 },
  { "Transit", NULL, "Vervoer", "Transit", 0 },
  { "Exploitation", NULL, "Uitbuiting", "Exploitation", 0 },
};

static const KkCode support_types[] = {
  { "Education", NULL, "Onderwijs", "Education", 0 },
  { "Financial", NULL, "Geld en schulden", "Financial", FIN },
  { "Health", NULL, "Gezondheid", "Health", GEZ },
  { "LabourExploitationRehabilitation", NULL, "Herstel na arbeidsuitbuiting", "Labour exploitation rehabilitation", WERK },
  { "Legal", NULL, "Rechtshulp", "Legal", 0 },
  { "Livelihood", NULL, "Bestaanszekerheid", "Livelihood", FIN },
  { "RightsBasedTraining", NULL, "Training over eigen rechten", "Rights-based training", 0 },
  { "SexualExploitationRehabilitation", NULL, "Herstel na seksuele uitbuiting", "Sexual exploitation rehabilitation", SEKS | GEZ },
  { "SocialCare", NULL, "Maatschappelijke ondersteuning", "Social care", 0 },
};
/* clang-format on */

DEFINE_CODES (kk_codes_gender, "gender", genders, FALSE);
DEFINE_CODES (kk_codes_marital_status, "marital-status", marital_statuses, FALSE);
DEFINE_CODES (kk_codes_education, "education", educations, FALSE);
DEFINE_CODES (kk_codes_organisation_type, "organisation-type", organisation_types, FALSE);
DEFINE_CODES (kk_codes_trafficking_status, "trafficking-status", trafficking_statuses, FALSE);
DEFINE_CODES (kk_codes_status_decider, "status-decider", status_deciders, FALSE);
DEFINE_CODES (kk_codes_relationship, "relationship", relationships, FALSE);
DEFINE_CODES (kk_codes_website, "website", websites, FALSE);
DEFINE_CODES (kk_codes_recruitment, "recruitment", recruitments, FALSE);
DEFINE_CODES (kk_codes_control, "control", controls, FALSE);
DEFINE_CODES (kk_codes_exploitation, "exploitation", exploitations, FALSE);
DEFINE_CODES (kk_codes_industry, "industry", industries, FALSE);
DEFINE_CODES (kk_codes_sex_exploitation, "sex-exploitation", sex_exploitations, FALSE);
DEFINE_CODES (kk_codes_vulnerability, "vulnerability", vulnerabilities, FALSE);
DEFINE_CODES (kk_codes_process_role, "process-role", process_roles, FALSE);
DEFINE_CODES (kk_codes_case_status, "case-status", case_statuses, FALSE);
DEFINE_CODES (kk_codes_referral_reason, "referral-reason", referral_reasons, FALSE);
DEFINE_CODES (kk_codes_event_type, "event-type", event_types, FALSE);
DEFINE_CODES (kk_codes_support_type, "support-type", support_types, FALSE);
