# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Random legal questions that aim at one row of the register each.

A question of chance alone is nearly always withheld at once. These take a row, a giver, receiver and purpose that
it speaks of and facts with which it holds, and then spoil some of it: so that most answers hang on one detail.
"""

import oracle
from oracle import BASES, CATEGORIES, HATS, LIFTS, PURPOSES, SUBJECTS

DAYS = ["2024-06-01", "2025-02-28", "2025-03-01", "2026-11-20", "2026-11-21", "2026-11-22", "2027-05-01"]
NOW = "2026-11-21"
ROLES = ["zorgcoordinator", "ketenregisseur"]
PEOPLE = [None, None, None, None, "victim", "suspect", "anna", "bram"]
ORGANISATIONS = ["deventer", "zwolle"]
LONG = "een reden van genoeg tekens"
SHORT = ["", "nee", "  te kort  ", "\t\n \n\t      \n", "negen ééé", "\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0"]
NOTES = ("NEED PROPORTIONALITY GOED_HULPVERLENER ZWAARWEGENDE_REDENEN ZWAARWEGEND_BELANG BIJZONDER_GEVAL STRICT_NEED "
         "STRICT_NEED_9_10 COOPERATION_REQUIRED TASK_NECESSITATES UNAVOIDABLE_FOR_ID CONSENT_12_15").split()
FINDINGS = ("ACUTE_DANGER INTEREST_SUBJECT SERIOUSNESS RVDK_REQUEST_DONE DIRECTLY_INVOLVED OTS_ACTIVE "
            "FEEDBACK_TEMPLATE BEVOEGD_GEZAG_AGREES INCAPABLE_CONSENT").split()
TEXTS = "RAC_TOETS LEGAL_GROUND LEGAL_CLAIM_REF COVENANT SAFEGUARDS_DOC RECORDED_AGREEMENT WET_IN_MIN_REGELING".split()
OFF = [r.name for r in BASES + LIFTS if r.name != "WMO-5-2-1"]


class Maker:
    """Makes questions from one source of chance; the same seed gives the same questions."""

    def __init__(self, random):
        self.random = random
        self.noise = 0.0

    def spoiled(self, factor=1.0):
        return self.random.random() < self.noise * factor

    def pick(self, values):
        return values[int(self.random.random() * len(values))]

    def some(self, values, most):
        values = sorted(values)
        return self.random.sample(values, min(len(values), self.random.randint(1, most)))

    def make(self):
        self.noise = self.pick([0.0, 0.03, 0.1, 0.25, 0.6])
        row = self.pick(BASES)
        giver = self.pick(sorted(row.givers)) if not self.spoiled(0.3) else self.pick(HATS)
        receiver = self.pick(sorted(row.receivers)) if not self.spoiled(0.3) else self.pick(HATS)
        purpose = self.pick(sorted(row.purposes)) if not self.spoiled(0.3) else self.pick(PURPOSES)
        question = {
            "at": NOW if self.random.random() < 0.9 else self.pick(DAYS),
            "giver": self.party(giver, False),
            "receiver": self.party(receiver, True),
            "purpose": purpose,
            "fields": [],
        }
        for number in range(self.pick([1, 1, 1, 2, 3])):
            question["fields"].append(self.field(row, number, giver))
        facts = self.facts(question)
        if facts or self.spoiled():
            question["facts"] = facts
        if self.spoiled(0.4):
            question["profile"] = {"off": self.some(OFF, 4) if self.random.random() < 0.5 else [row.name]
                                   if row.name in OFF else []}
        return question

    def make_several(self):
        """A question, and it again with one or two facts forgotten: those that decide are found soonest so."""
        question = self.make()
        yield question
        for _ in range(2):
            facts = dict(question.get("facts") or {})
            for _ in range(self.pick([1, 1, 2])):
                if facts:
                    del facts[self.pick(list(facts))]
            question = dict(question, facts=facts)
            yield question

    def party(self, hat, is_receiver):
        party = {"hat": hat}
        if self.random.random() < 0.3:
            party["organisation"] = self.pick(ORGANISATIONS)
        if is_receiver and self.random.random() < 0.8 - self.noise / 2:
            party["role"] = self.pick(ROLES + ROLES + [" "])
        if hat in oracle.ASSIGNED or self.spoiled(0.1):
            party["assigned"] = self.pick([True, True, True, False, None])
        if hat in oracle.TABLES and self.random.random() < 0.8:
            party["participant"] = self.pick(sorted(oracle.ZVH_PUBLIC) * 3 + sorted(HATS))
        return party

    def field(self, row, number, giver):
        field = {"id": "f%d" % number}
        field["categories"] = self.categories(row, giver)
        if not self.spoiled(0.1):
            field["subject"] = self.pick(["victim"] * 6 + SUBJECTS)
        if "H1" in (field["categories"] or []) and self.random.random() < 0.9:
            field["subject"] = "reporter"
        person = self.pick(PEOPLE)
        if person:
            field["person"] = person
        if self.random.random() < 0.25:
            field["origin"] = [self.link() for _ in range(self.pick([0, 1, 1, 1, 2, 3]))]
        if self.random.random() < 0.7:
            field["limb"] = self.pick("1a 1a 1a 1b 1c 1d 1e".split())
        if self.random.random() < 0.7:
            field["business"] = self.pick([True, True, False, None])
        if self.random.random() < 0.7:
            field["cell"] = self.pick([0, 2, 3, 4, 5, 6, 100])
        if self.random.random() < 0.4:
            field["level"] = self.pick(["region", "municipality"])
        return field

    def categories(self, row, giver):
        named = row.categories
        pool = named if not self.spoiled(0.5) else set(CATEGORIES)
        chosen = set(self.some(pool, self.pick([1, 1, 2, 3])))
        if self.random.random() < 0.3:
            chosen |= set(self.some(oracle.SPECIAL | {"BSN"}, 2))
        if named & oracle.REGIME and not chosen & oracle.REGIME and self.random.random() < 0.5:
            chosen.add(self.pick(sorted(named & oracle.REGIME)))
        if named & oracle.REGIME and self.random.random() < 0.4:
            chosen |= set(self.some(oracle.ORDINARY, 2))
        if self.random.random() < 0.04:
            chosen = set(self.some(["V", "C0"], 2))
        if self.spoiled(0.1):
            chosen |= set(self.some(["V", "C0", "POL-12", "BIJZ-BIOM", "H1", "H2"], 1))
        if self.spoiled(0.02):
            return self.pick([[], None])
        result = sorted(chosen)
        self.random.shuffle(result)
        return result

    def link(self):
        link = {"hat": self.pick(["POL", "KMAR", "OM", "VT", "ZVH", "RIEC"] + HATS)}
        if self.random.random() < 0.3:
            link["row"] = self.pick(OFF)
        if self.random.random() < 0.5:
            link["caveats"] = self.some(oracle.KNOWN_CAVEATS, 2) + (["ZELF-BEDACHT"] if self.spoiled(0.2) else [])
        return link

    # --- facts ---

    def facts(self, question):
        facts = {}
        for name in FINDINGS:
            self.put(facts, name, True, [False, None])
        self.put(facts, "SUBJECT_AGE", self.pick([20, 20, 16, 15, 12, 11, 0, 130]), [None])
        self.put(facts, "HG_KM", self.pick([True, True, True, "child"]), [False, None])
        self.put(facts, "SOURCE_THREAT", False, [True, None])
        if self.random.random() < 0.3:
            facts["INCAPABLE_CONSENT"] = False
        if self.random.random() < 0.1:
            facts["REFUSES"] = self.pick([True, False, None])
        if self.random.random() < 0.3:
            facts["ACUTE_UNTIL"] = self.pick(DAYS)
        if self.random.random() < 0.2:
            facts[self.pick(["VICTIM_INDICATION", "GIVER_CONDITIONS"])] = self.pick([True, True, False, None])
        if self.random.random() < 0.6:
            facts["PERSONS"] = self.persons(question)
        if question["receiver"]["hat"] and self.random.random() < 0.4:
            facts["MELDER"] = question["receiver"]["hat"] if not self.spoiled() else self.pick(HATS)
        self.texts(facts)
        self.process(facts, question)
        self.objects(facts, question)
        self.notes(facts)
        return {key: facts[key] for key in self.random.sample(sorted(facts), len(facts))}

    def put(self, facts, name, good, bad):
        if self.spoiled(1.3):
            value = self.pick(bad + ["absent"])
            if value != "absent":
                facts[name] = value
        else:
            facts[name] = good

    def persons(self, question):
        persons = {}
        for name in ["anna", "bram", "child", "circle", "reporter", "suspect"]:
            if self.random.random() < 0.6:
                persons[name] = {key: value for key, value in (
                    ("SUBJECT_AGE", self.pick([30, 16, 15, 12, 11, None])),
                    ("INCAPABLE_CONSENT", self.pick([True, False, None])),
                    ("REFUSES", self.pick([None, None, None, None, False, True]))) if self.random.random() < 0.7}
        return persons

    def texts(self, facts):
        for name in TEXTS:
            self.put(facts, name, "stuk 12", ["", " \t", None])
        article = {}
        for side in ("giver", "receiver"):
            self.put(article, side, "artikel 7", ["", "  ", None])
        if article or self.spoiled():
            facts["TASK_ARTICLE"] = article

    def process(self, facts, question):
        giver, receiver = question["giver"]["hat"], question["receiver"]["hat"]
        if not self.spoiled():
            facts["GATE"] = self.pick("G3 G5 G6 G5 G6 G1 G2 G4 G7 G0 REJECTED".split())
        if not self.spoiled():
            facts["RIEC_STAGE"] = self.pick(["T3", "T3", "T2", "T1"])
        if not self.spoiled():
            facts["KIND"] = self.pick(["result", "result", "hit", "raw"])
        for name in ("GATE_PARTICIPANTS", "INCIDENTAL"):
            self.put(facts, name, [giver, receiver], [[], [self.pick(HATS)], None])
        self.put(facts, "OBJECTION", [], [[self.pick(HATS)], None])
        suppliers = {link["hat"] for field in question["fields"] for link in field.get("origin") or []} | {giver}
        self.put(facts, "GIVER_AGREES", sorted(suppliers), [self.some(suppliers, 1), [], None])
        if self.random.random() < 0.6:
            self.put(facts, "OBLIGATION_ARTICLE", "SV-126", ["WMO-5-2-6", None])
        if self.random.random() < 0.6:
            order = {}
            ticked = {c for field in question["fields"] for c in field["categories"] or []}
            self.put(order, "id", "V-2026-1", ["", " ", None])
            self.put(order, "article", "126nf", ["126n", "126nd", None])
            self.put(order, "categories", sorted(ticked), [self.some(CATEGORIES, 3), [], None])
            facts["VORDERING"] = order

    def receivers(self, question):
        receiver = {"hat": question["receiver"]["hat"] if not self.spoiled() else self.pick(HATS)}
        if self.random.random() < 0.4:
            receiver["role"] = question["receiver"].get("role") if not self.spoiled() else self.pick(ROLES)
        others = [{"hat": self.pick(HATS)}] if self.random.random() < 0.3 else []
        return self.random.sample(others + [receiver], len(others) + 1)

    def objects(self, facts, question):
        held = {c for field in question["fields"] for c in field["categories"] or []}
        if self.random.random() < 0.7:
            decision = {}
            self.put(decision, "ref", "B 2026-4", ["", None])
            self.put(decision, "receivers", self.receivers(question), [[], None])
            self.put(decision, "categories", sorted(held | {"POL-8"}), [self.some(CATEGORIES, 3), [], None])
            self.put(decision, "purposes", [question["purpose"]], [[self.pick(PURPOSES)], [], None])
            facts["ART20_DECISION"] = decision if not self.spoiled() else self.pick([True, False, None])
        if self.random.random() < 0.8:
            facts["OM_RELEASE"] = [self.release(question, held) for _ in range(self.pick([1, 1, 1, 2, 0]))]
        consents = []
        for field in question["fields"]:
            if self.random.random() < 0.75:
                consents += [self.consent(question, field) for _ in range(self.pick([1, 1, 1, 1, 2]))]
        if consents or self.spoiled():
            facts["CONSENT"] = consents

    def release(self, question, held):
        release = {}
        self.put(release, "receivers", self.receivers(question), [[], None])
        self.put(release, "scope", sorted(held & oracle.JUS | {"JUS-SV"}), [["JUS-SV"], ["JUS-DOC"], [], None])
        self.put(release, "until", self.pick(["2026-11-21", "2027-01-01"]), ["2026-11-20", None])
        if self.random.random() < 0.4:
            release["subjects"] = self.some(SUBJECTS, 9) if self.random.random() < 0.8 else self.pick([[], None])
        return release

    def consent(self, question, field):
        consent, receiver = {}, question["receiver"]
        ticked = sorted(set(field["categories"] or []) - {"V", "C0"})
        self.put(consent, "receiver", receiver["hat"], [self.pick(HATS), None])
        self.put(consent, "purpose", question["purpose"], [self.pick(PURPOSES), None])
        if field.get("subject") and not self.spoiled(0.3):
            consent["subject"] = field["subject"]
        if field.get("person") and not self.spoiled(0.3):
            consent["person"] = field["person"]
        if self.spoiled(0.2):
            consent["person"] = self.pick(["anna", "bram", "victim", "suspect"])
        if self.random.random() < 0.2:
            consent["organisation"] = receiver.get("organisation") if not self.spoiled() else self.pick(ORGANISATIONS)
        if self.random.random() < 0.2:
            consent["role"] = receiver.get("role") if not self.spoiled() else self.pick(ROLES)
        self.put(consent, "categories", ticked, [self.some(ticked or ["V"], 3), self.some(CATEGORIES, 4), [], None])
        for name in ("explicit", "written", "freely_given"):
            self.put(consent, name, True, [False, None])
        self.put(consent, "conflict", False, [True, None])
        self.put(consent, "given", self.pick(["2026-11-01", "2026-11-21"]), ["2026-11-22", None])
        self.put(consent, "expires", self.pick(["2027-05-01", "2026-11-21"]), ["2026-11-20", None])
        if self.spoiled(0.5):
            consent["withdrawn"] = self.pick(DAYS)
        consent["by"] = self.pick(["both", "both", "self", "representative", None])
        return consent

    def notes(self, facts):
        notes = {}
        for name in NOTES:
            if name == "ZWAARWEGENDE_REDENEN":
                if self.random.random() < 0.08:
                    notes[name] = self.pick([LONG, LONG] + SHORT)
            elif name in ("GOED_HULPVERLENER", "TASK_NECESSITATES", "STRICT_NEED") and self.random.random() < 0.4:
                continue
            elif self.spoiled(1.3):
                if self.random.random() < 0.5:
                    notes[name] = self.pick(SHORT + [None])
            else:
                notes[name] = self.pick([LONG, LONG, "1234567890", "  0123456789\t", "éééééééééé"])
        if notes or self.spoiled():
            facts["NOTES"] = notes


class Chance(Maker):
    """Anything that is well formed, with no aim at all."""

    def make(self):
        question = super().make()
        question["giver"] = self.party(self.pick(HATS), False)
        question["receiver"] = self.party(self.pick(HATS), True)
        question["purpose"] = self.pick(PURPOSES)
        for field in question["fields"]:
            field["categories"] = self.some(CATEGORIES, 4)
        return question
