#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Write a file of invented cases in HTCDS columns (docs/formats/htcds-import.md).

The same seed gives the same bytes. Nobody in it exists: surnames say so, the street and the postal code are
in no register, phone numbers begin with 06-000 and citizen service numbers lie in the range for testing.

    packaging/make-sample-cases.py > data/samples/cases-htcds.csv
"""
import argparse
import csv
import datetime
import random
import sys

COLUMNS = (
    "nl_CaseReference nl_ReportKind nl_ReceivedDate nl_Municipality nl_ExploitationMunicipality nl_SourceType "
    "nl_Stage nl_ForcedCriminality prs_FirstName prs_MiddleName prs_SecondName prs_Birthdate prs_Gender "
    "prs_Citizenship prs_PrimaryLanguage prs_NumberOfChildren nl_BSN prs_Email prs_MobilePhone prs_MailingStreet "
    "prs_MailingPostalCode prs_MailingCity prs_MailingCountry con_Consent vic_TraffickingStatus "
    "vic_TraffickingStatusDecisionMakingOrg vic_RelationshipToTrafficker vic_AgeWhenTrafficked "
    "vic_MethodOfRecruitment vic_MethodsOfControl vic_TypeOfExploitation vic_ForcedLabourIndustry "
    "vic_TypeOfSexExploitation vic_Vulnerabilities vic_DetailsOfVulnerabilities cas_Status "
    "cas_ReasonForCaseClosure cas_ReferringOrganisation cas_IncomingReferralDate cas_ReasonForIncomingReferral "
    "cco_CaseComment").split()

# With a weight: the two large municipalities see most.
MUNICIPALITIES = {
    "Deventer": 24, "Zwolle": 26, "Hardenberg": 10, "Kampen": 9, "Steenwijkerland": 7, "Raalte": 6,
    "Dalfsen": 5, "Zwartewaterland": 4, "Olst-Wijhe": 3, "Ommen": 3, "Staphorst": 3}
SOURCES = ["arbeidsinspectie", "burger", "gemeente", "politie", "school", "vrijwilligersorganisatie", "wijkteam",
           "zorg"]
FIRST_NAMES = ["Aïcha", "Bogdan", "Chloë", "Dénes", "Eefje", "Fenna", "Ghita", "Hilde", "Ivo", "Jagoda", "Kiran",
               "Liên", "Małgorzata", "Noé", "Oksana", "Petra", "Quirijn", "Răzvan", "Sanne", "Tünde", "Uwe", "Veselin",
               "Wojciech", "Xander", "Ysolde", "Zahra"]
PARTICLES = ["", "", "", "van", "van der", "de", "ten"]
SURNAMES = ["Bedacht", "Denkbeeldig", "Fictief", "Gefingeerd", "Nagemaakt", "Onbestaand", "Oefening", "Proef",
            "Schijnbaar", "Testpersoon", "Uitgedacht", "Verzinsel", "Verzonnen", "Voorbeeld", "Wymyślona",
            "d'Exemple", "Închipuit"]
NATIONALITIES = {"NL": "nl", "PL": "pl", "RO": "ro", "BG": "bg", "HU": "hu", "UA": "uk", "NG": "en", "VN": "vi"}
INDUSTRIES = ["A_AgricultureForestryAndFishing", "C_Manufacturing", "F_Construction", "H_TransportationAndStorage",
              "I_AccommodationAndFoodServiceActivities", "N_AdministrativeAndSupportServiceActivities"]
CONTROLS = ["DebtBondage", "TakesEarnings", "PhysicalThreats", "PsychologicalAbuse", "FalsePromises",
            "RestrictsMedicalCare", "WithholdsNecessities", "WithholdsDocuments", "ExcessiveWorkingHours"]
RECRUITMENTS = ["AtWork", "ThroughOnlineSocialNetworks", "ThroughAnOnlineAdvertisement", "ThroughFriendsOrSocialEvents",
                "ThroughFamilyOrFamilyEvents", "AtAnEducationalInstitution", "nl_LoverboyRelation"]
VULNERABILITIES = ["Addiction", "Poverty", "Migration", "Homelessness", "MentalHealth", "Education"]
DETAILS = ["", "", "Mogelijk een licht verstandelijke beperking, nog niet onderzocht.",
           "Schulden, en geen vaste plek om te slapen.", "Spreekt weinig Nederlands; een tolk is nodig."]
COMMENTS = [
    "Anoniem verteld; plaats en patroon zijn bekend, personen niet.",
    "De school meldt verzuim en opvallend dure spullen.",
    "Huisbezoek: acht matrassen in twee kamers, een busje haalt om vijf uur op.",
    "Loon wordt ingehouden voor huur; het paspoort ligt bij de werkgever.",
    "Advertentie gevonden met wisselende adressen in Deventer en Zwolle.",
    "Zegt \"het gaat goed\", maar kijkt daarbij steeds naar de begeleider;\nwil niet alleen praten.",
    "Iemand anders gebruikt de bankrekening van betrokkene."]
STATUS_OF_STAGE = {"S00": "Active", "S10": "Active", "S20": "Active", "S21": "ClosedReferred", "S30": "Active",
                   "S31": "ClosedReferred", "S40": "Active", "S50": "Active", "S60": "Active", "S70": "Active",
                   "S80": "FollowUp", "S90": "Closed"}
STAGES = {"adviesvraag": ["S00", "S10", "S21"], "signaal": ["S00", "S10", "S10", "S20", "S21", "S30", "S31"],
          "casus": ["S30", "S40", "S40", "S50", "S60", "S70", "S80", "S90"]}
FIRST_DAY = datetime.date(2024, 1, 8)
N_DAYS = 1000


class Dice:
    """Only random.random(), whose bytes are the same in every version of Python."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def number(self, below):
        return int(self.source.random() * below)

    def one(self, choices):
        return choices[self.number(len(choices))]

    def some(self, choices, at_most):
        left, taken = list(choices), []
        for _ in range(self.number(at_most + 1)):
            taken.append(left.pop(self.number(len(left))))
        return ";".join(taken)

    def weighed(self, weights):
        at = self.number(sum(weights.values()))
        for choice, weight in weights.items():
            at -= weight
            if at < 0:
                return choice
        raise AssertionError

    def chance(self, percent):
        return self.number(100) < percent


def make_service_number(dice, used):
    """Nine digits from 9999 on that pass the eleven test and were not given yet."""
    while True:
        digits = "9999" + "".join(str(dice.number(10)) for _ in range(4))
        last = sum(int(d) * w for d, w in zip(digits, range(9, 1, -1))) % 11
        if last < 10 and digits + str(last) not in used:
            used.add(digits + str(last))
            return digits + str(last)


def add_form(dice, case):
    form = dice.weighed({"SexualExploitation": 36, "ForcedLabour": 34, "Other": 24, "ForcedBegging": 4, "OrganRemoval": 2})
    case["vic_TypeOfExploitation"] = form
    if form == "SexualExploitation":
        case["vic_TypeOfSexExploitation"] = dice.one(["Prostitution", "RemoteInteractiveServices", "PrivateSexualServices"])
    elif form == "ForcedLabour":
        case["vic_ForcedLabourIndustry"] = dice.one(INDUSTRIES)
    elif form == "Other":
        case["nl_ForcedCriminality"] = dice.one(["drugs", "diefstal", "fraude", "katvanger"])


def add_person(dice, case, received, used):
    age = 12 + dice.number(6) if dice.chance(24) else 18 + dice.number(45)
    birth = received - datetime.timedelta(days=age * 365 + age // 4 + 1 + dice.number(360))
    nationality = "NL" if dice.chance(35) else dice.one([n for n in NATIONALITIES if n != "NL"])
    case.update({
        "prs_FirstName": dice.one(FIRST_NAMES), "prs_MiddleName": dice.one(PARTICLES), "prs_SecondName": dice.one(SURNAMES),
        "prs_Birthdate": birth.isoformat() if dice.chance(90) else str(birth.year),
        "prs_Gender": dice.weighed({"Feminine": 52, "Masculine": 38, "NonSpecifiedUnknown": 8, "TransgenderFeminine": 2}),
        "prs_Citizenship": nationality, "prs_PrimaryLanguage": NATIONALITIES[nationality],
        "prs_NumberOfChildren": str(dice.number(4)) if age > 19 and dice.chance(40) else "",
        "nl_BSN": make_service_number(dice, used) if nationality == "NL" and dice.chance(80) else "",
        "prs_MobilePhone": "06-000%05d" % dice.number(100000),
        "prs_MailingStreet": "Fictiefstraat %d" % (1 + dice.number(200)), "prs_MailingPostalCode": "0000 AA",
        "prs_MailingCity": case["nl_Municipality"], "prs_MailingCountry": "NL",
        "con_Consent": dice.one(["", "", "true", "false"]),
        "vic_TraffickingStatus": dice.weighed({"PossibleVictimOfTrafficking": 70, "ActualVictimOfTrafficking": 22,
                                               "NotAVictimOfTrafficking": 8}),
        "vic_RelationshipToTrafficker": dice.one(["", "Familial", "Acquainted", "Unaquainted"]),
        "vic_AgeWhenTrafficked": str(max(10, age - dice.number(3))),
        "vic_MethodOfRecruitment": dice.one(RECRUITMENTS) if dice.chance(50) else "",
        "vic_MethodsOfControl": dice.some(CONTROLS, 3),
        "vic_Vulnerabilities": dice.some(VULNERABILITIES, 2),
        "vic_DetailsOfVulnerabilities": dice.one(DETAILS)})
    if case["vic_TraffickingStatus"] == "ActualVictimOfTrafficking":
        case["vic_TraffickingStatusDecisionMakingOrg"] = dice.one(["Police", "CourtOrProsecution"])


def make_case(dice, number, used):
    case = dict.fromkeys(COLUMNS, "")
    received = FIRST_DAY + datetime.timedelta(days=dice.number(N_DAYS))
    home = dice.weighed(MUNICIPALITIES)
    kind = dice.weighed({"adviesvraag": 34, "signaal": 42, "casus": 24})
    stage = dice.one(STAGES[kind])
    case.update({
        "nl_CaseReference": "DEMO-%04d" % number, "nl_ReportKind": kind, "nl_ReceivedDate": received.isoformat(),
        "nl_Municipality": home,
        "nl_ExploitationMunicipality": dice.weighed(MUNICIPALITIES) if dice.chance(30) else home,
        "nl_SourceType": dice.one(SOURCES), "nl_Stage": stage, "cas_Status": STATUS_OF_STAGE[stage],
        "cas_ReferringOrganisation": "gemeente " + home, "cas_IncomingReferralDate": received.isoformat(),
        "cas_ReasonForIncomingReferral": dice.one(["AdditionalServicesRequired", "Other"]),
        "cco_CaseComment": dice.one(COMMENTS)})
    add_form(dice, case)
    if kind == "casus" or (kind == "signaal" and dice.chance(75)):
        add_person(dice, case, received, used)
    if case["cas_Status"] == "Closed":
        case["cas_ReasonForCaseClosure"] = "De hulp loopt door bij het wijkteam; er is geen regie meer nodig."
    return case


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice, used = Dice(options.seed), set()
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for number in range(1, options.cases + 1):
        writer.writerow(make_case(dice, number, used))


if __name__ == "__main__":
    main()
