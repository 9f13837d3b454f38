# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""The legal contract once more, read independently of src/policy.

Every rule below was written from the text of the contract (sections 7.1 and 7.2) alone. The
engine in C and this reading must give the same decision for every question; where they did not, the
sentence that left a choice is recorded in docs/decisions/0009-readings-of-the-legal-contract.md. It is written for comparison with the text,
not for speed, and it trusts its input: a question that is no question is the parser's business.
"""

FAILS, OPEN, HOLDS = 0, 1, 2
YES = (HOLDS, ())
NO = (FAILS, ())


def ask(*names):
    return (OPEN, names)


def every(parts):
    """As good as the worst; what is missing stands in the order of the parts, each name once."""
    state, missing = HOLDS, []
    for part in parts:
        state = min(state, part[0])
        missing += [name for name in part[1] if name not in missing]
    return (state, tuple(missing) if state == OPEN else ())


def best(parts):
    """The first that holds, else the open one with the least missing, the first of equals."""
    result = NO
    for part in parts:
        if part[0] == HOLDS:
            return part
        if part[0] == OPEN and (result[0] == FAILS or len(part[1]) < len(result[1])):
            result = part
    return result


# --- vocabularies -------------------------------------------------------------------------------

GEM = set("GEM_WMO GEM_JEUGD GEM_PW GEM_SHV GEM_LPL GEM_BRP GEM_OOV".split())
GEM_AF = {"GEM_WMO", "GEM_JEUGD", "GEM_OOV"}
HATS = sorted(GEM) + ("VT ZVH RIEC POL KMAR OM NLA CMH NRM IND COA DTV ZORG JH GI RVDK RECL SHN OPV "
                      "ONW BETR DERDE").split()
PUBLIC = GEM | set("POL KMAR OM NLA NRM IND COA DTV RVDK".split())
ZVH_PUBLIC = set("RVDK POL OM GEM_OOV GEM_WMO GEM_JEUGD GEM_PW GEM_SHV GEM_LPL".split())
ASSIGNED = {"JH", "OPV"}
ZVH_PRIVATE = {"RECL", "VT", "GI", "ZORG"} | ASSIGNED
ZVH_PART = ZVH_PUBLIC | ZVH_PRIVATE
ZVH_THIRD = set("NLA CMH ONW IND COA DTV KMAR SHN DERDE".split())
RIEC_PART = set("POL KMAR IND OM GEM_OOV GEM_PW GEM_BRP NLA".split())
TABLES = {"ZVH", "RIEC"}
PURPOSES = ("advies hulp melding weging aanmelding strafvordering toezicht openbare-orde registratie acuut "
            "monitoring verblijf").split()
SUBJECTS = "victim suspect facilitator witness child reporter circle professional organisation".split()

CATEGORIES = ("V C0 GEW-ID GEW-WOON GEW-FIN GEW-WERK GEW-NETW GEW-HULP GEW-VERBLIJF GEW-VOERT GEW-ONLINE BSN TOEZ "
              "BIJZ-GEZ BIJZ-SEKS BIJZ-ETN BIJZ-REL BIJZ-BIOM STRAF-VERM POL-8 POL-13 POL-9 POL-10 POL-12 "
              "JUS-SV JUS-DOC JUS-TUL H1 H2").split()
GEW = {c for c in CATEGORIES if c.startswith("GEW-")}
ORDINARY = GEW | {"TOEZ"}
BIJZ = {"BIJZ-GEZ", "BIJZ-SEKS", "BIJZ-ETN", "BIJZ-REL"}
SPECIAL = BIJZ | {"STRAF-VERM"}
POL = {"POL-8", "POL-13", "POL-9", "POL-10"}
JUS = {"JUS-SV", "JUS-DOC", "JUS-TUL"}
REGIME = POL | JUS
SENSITIVE = SPECIAL | REGIME
AS_NEEDED = GEW | BIJZ | {"BSN", "TOEZ", "STRAF-VERM", "POL-8", "POL-13", "H2"}
ZVH_LIST = set("GEW-ID GEW-WOON GEW-FIN GEW-NETW GEW-HULP BSN TOEZ BIJZ-GEZ STRAF-VERM".split())
RIEC_T1 = set("GEW-ID GEW-WOON GEW-FIN GEW-WERK GEW-NETW GEW-VERBLIJF GEW-VOERT BSN TOEZ".split())
RIEC_T2 = {"POL-8", "POL-13", "BIJZ-SEKS"} | JUS
RIEC_T3 = {"POL-9", "POL-10"}
RIEC_LIST = RIEC_T1 | RIEC_T2 | RIEC_T3 | {"STRAF-VERM"}
ZVH_RIEC = ZVH_LIST | RIEC_T1 | {"BIJZ-SEKS"}
RESULTS = ZVH_LIST | RIEC_LIST

KNOWN_CAVEATS = ["WPG-7-2", "OM_RELEASE", "WGS-2-29-3", "AVG-6-1-D"]
CAVEAT_ROW = {"WPG-7-2": "WPG-7-2", "OM_RELEASE": "WJSG-39F", "WGS-2-29-3": "WGS-2-29-3", "AVG-6-1-D": "AVG-6-1-D"}
DUTIES = ("SECRECY_NOTICE LABEL_FACT_OPINION PROTOCOL_39J NOTE_WITHIN_24H NOTIFY_AFTER REBASE_14D TELL_KORPS "
          "MELDCODE_STEPS CMH_REPORT RECORD_REFUSAL").split()
SECRECY = {"GEM_WMO": "WMO-5-3-3-1", "VT": "WMO-5-3-3-1", "OPV": "WMO-5-3-3-1", "ZORG": "WGBO-457",
           "JH": "JW-7-3-11-1", "GI": "JW-7-3-11-1", "GEM_PW": "PW-64-67"}
RETENTION = {"VT": "WMO-5-3-4-VT", "GEM_WMO": "WMO-5-3-4", "OPV": "WMO-5-3-4", "JH": "JW-7-3-8",
             "ZVH": "WGS-1-8-7", "RIEC": "WGS-1-8-7", "POL": "WPG-RET", "KMAR": "WPG-RET"}
CONFIDENCE_M = set("AVG-6-1-A AVG-6-1-D AVG-6-1-E AVG-6-1-C WMO-5-3-3-3 CMH-CARE NLA-CMH SV-161 BRP UAVG-23-C "
                   "UAVG-30-3-A UAVG-33-1-B UAVG-33-1-C WABB-10 JW-BSN CMH-NRM WGBO-457".split())
DUTY_UNLESS = {"WPG-20-3", "WJSG-39FA", "WGS-1-5-1", "WGS-1-7-1"}
WGS_DATE = "2025-03-01"


# --- one field, and what the question says about it -----------------------------------------------

class Field:
    """One field of one question: the question, and the field's own facts read the way 7.1 says."""

    def __init__(self, question, field):
        self.at = question["at"]
        self.giver = question["giver"]
        self.receiver = question["receiver"]
        self.g, self.r = self.giver["hat"], self.receiver["hat"]
        self.purpose = question["purpose"]
        self.facts = question.get("facts") or {}
        self.off = set((question.get("profile") or {}).get("off") or [])
        self.ticked = set(field.get("categories") or [])
        self.subject = field.get("subject")
        self.person = field.get("person") or self.subject
        self.origin = field.get("origin") or []
        self.origin_hats = {o["hat"] for o in self.origin}
        self.suppliers = self.origin_hats or {self.g}
        self.limb = field.get("limb")
        self.business = bool(field.get("business"))
        self.cell = field.get("cell")
        self.level = field.get("level") or "municipality"
        if self.ticked - {"V", "C0"}:
            self.ticked -= {"V", "C0"}
        self.cats = set(self.ticked)
        self.personal = bool(self.ticked - {"V", "C0"})
        if self.personal and not self.cats & REGIME:
            if self.g in ("POL", "KMAR"):
                self.cats.add("POL-8")
            elif self.g == "OM":
                self.cats.add("JUS-SV")

    def fact(self, name):
        return self.facts.get(name)

    def finding(self, name):
        value = self.fact(name)
        return ask(name) if value is None else YES if value else NO

    def agreement(self, name):
        return YES if self.fact(name) is True else ask(name)

    def document(self, name):
        return YES if is_text(self.fact(name)) else NO

    def reference(self, name):
        return YES if is_text(self.fact(name)) else ask(name)

    def task_article(self, side):
        return YES if is_text((self.fact("TASK_ARTICLE") or {}).get(side)) else ask("TASK_ARTICLE." + side)

    def note(self, name):
        text = ((self.fact("NOTES") or {}).get(name) or "").strip(" \t\n\v\f\r")
        return YES if len(text) >= 10 else ask("NOTES." + name)

    def refused(self):
        return self.note("ZWAARWEGENDE_REDENEN")[0] == HOLDS

    def of_person(self, name):
        if self.person == "victim":
            return self.fact(name)
        return ((self.fact("PERSONS") or {}).get(self.person) or {}).get(name)

    def incapable(self):
        value = self.of_person("INCAPABLE_CONSENT")
        return ask("INCAPABLE_CONSENT") if value is None else YES if value else NO

    def acute(self):
        until = self.fact("ACUTE_UNTIL")
        if until is not None and self.at > until:
            return NO
        return self.finding("ACUTE_DANGER")

    def hg_km(self):
        value = self.fact("HG_KM")
        if value is None:
            return ask("HG_KM")
        return YES if value is True or (value == "child" and self.subject == "child") else NO

    def gate(self, first, last):
        gate = self.fact("GATE")
        if gate is None:
            return ask("GATE")
        if gate != "REJECTED" and first <= int(gate[1]) <= last:
            return YES
        return NO if gate in ("REJECTED", "G7") else ask("GATE")

    def stage(self, stage):
        reached = self.fact("RIEC_STAGE")
        return YES if reached is not None and int(reached[1]) >= stage else ask("RIEC_STAGE")

    def admitted(self):
        return self.gate(3, 6) if self.r == "ZVH" else self.stage(1)

    def named(self, fact, hat):
        return YES if hat in (self.fact(fact) or []) else ask(fact)

    def kind(self, *values):
        kind = self.fact("KIND")
        return ask("KIND") if kind is None else YES if kind in values else NO

    def limb_in(self, *limbs):
        return ask("limb") if self.limb is None else YES if self.limb in limbs else NO

    def role(self):
        return YES if is_text(self.receiver.get("role")) else ask("receiver.role")

    def assigned(self, side):
        value = getattr(self, side).get("assigned")
        return ask(side + ".assigned") if value is None else YES if value else NO

    def participant(self, side):
        hat = getattr(self, side).get("participant")
        return ask(side + ".participant") if hat is None else YES if hat in ZVH_PUBLIC else NO

    def agrees(self, hats):
        return YES if hats <= set(self.fact("GIVER_AGREES") or []) else ask("GIVER_AGREES")

    def all_agree(self):
        return self.agrees(self.suppliers)

    def agree_if_sensitive(self):
        return self.all_agree() if self.cats & SENSITIVE else YES

    def objection(self):
        objection = self.fact("OBJECTION")
        return ask("OBJECTION") if objection is None else NO if objection else YES

    def order(self):
        if self.fact("OBLIGATION_ARTICLE") != "SV-126":
            return NO
        order = self.fact("VORDERING") or {}
        if order.get("article") is None:
            return ask("VORDERING")
        named = self.ticked <= set(order.get("categories") or [])
        article = not self.ticked & BIJZ or order.get("article") == "126nf"
        return YES if named and article and is_text(order.get("id")) else ask("VORDERING")

    def names_receiver(self, receivers):
        return any(x["hat"] == self.r and (x.get("role") is None or x["role"] == self.receiver.get("role"))
                   for x in receivers or [])

    def art20(self):
        decision = self.fact("ART20_DECISION")
        if not isinstance(decision, dict):
            return NO
        holds = (self.names_receiver(decision.get("receivers")) and self.purpose in (decision.get("purposes") or [])
                 and self.cats & REGIME <= set(decision.get("categories") or []) and is_text(decision.get("ref")))
        return YES if holds else NO

    def release(self, masked):
        needed = self.cats & JUS or {"JUS-SV"}
        state = ask("OM_RELEASE")
        for release in self.fact("OM_RELEASE") or []:
            valid = release.get("until") is not None and self.at <= release["until"]
            if not (valid and self.names_receiver(release.get("receivers"))
                    and needed <= set(release.get("scope") or [])):
                continue
            subjects = release.get("subjects")
            if not masked or self.subject in (["victim"] if subjects is None else subjects):
                return YES
            state = NO
        return state

    # --- consent ---

    def consent(self, explicit=False, written=False, lifted=None, care=False):
        name = "CONSENT_EXPL" if explicit else "CONSENT"
        if self.of_person("REFUSES"):
            return NO
        withdrawn = False
        for given in self.fact("CONSENT") or []:
            if not self.consent_for(given):
                continue
            if given.get("withdrawn") is not None:
                withdrawn = True
                continue
            if self.consent_counts(given, explicit, written, {lifted} if lifted else self.ticked, care):
                return YES
        if withdrawn or self.purpose not in ("hulp", "registratie"):
            return NO
        return ask(name)

    def consent_for(self, given):
        return ((given.get("person") or given.get("subject")) == self.person and given.get("receiver") == self.r
                and given.get("organisation") in (None, self.receiver.get("organisation"))
                and given.get("role") in (None, self.receiver.get("role"))
                and given.get("purpose") == self.purpose)

    def consent_counts(self, given, explicit, written, categories, care):
        if given.get("given") is None or given.get("expires") is None:
            return False
        return (categories <= set(given.get("categories") or []) and given.get("freely_given") is True
                and given["given"] <= self.at <= given["expires"] and self.signed(given, care)
                and (not explicit or given.get("explicit") is True) and (not written or given.get("written") is True))

    def signed(self, given, care):
        by, age = given.get("by"), self.of_person("SUBJECT_AGE")
        if by in ("representative", "both") and given.get("conflict") is not False:
            return False
        if self.of_person("INCAPABLE_CONSENT") is True or (age is not None and age < 12):
            return by in ("representative", "both")
        if age is None:
            return by == "both"
        if age >= 16:
            return by in ("self", "both")
        if care:
            return by in ("representative", "both")
        return by == "both" or (by == "self" and self.note("CONSENT_12_15")[0] == HOLDS)

    # --- parts of conditions that several rows share ---

    def victim_or_professional(self):
        return YES if self.subject in ("victim", "professional") else NO

    def help_consent(self):
        return self.consent() if self.purpose == "hulp" else YES

    def limb_of_10(self):
        return self.limb_in("1a", "1c") if "POL-10" in self.cats else YES

    def not_refused(self):
        return NO if self.refused() else YES

    def giver_may_hold(self):
        """The whitelist of the giver, but for who supplied it and at which stage."""
        return every(whitelist_riec(self) if self.g == "RIEC" else whitelist_zvh(self))

    def only_hit_data(self):
        return YES if self.cats <= {"GEW-ID", "BSN"} else NO

    def interest_or_seriousness(self):
        return best([self.finding("INTEREST_SUBJECT"), self.finding("SERIOUSNESS")])

    def takes_part(self):
        """Does the receiver take part in the giver (a partnership)?"""
        if self.g == "RIEC":
            return YES if self.r in RIEC_PART else NO
        if self.r in ASSIGNED:
            return self.assigned("receiver")
        return YES if self.r in ZVH_PART else NO


def is_text(value):
    return isinstance(value, str) and value.strip(" \t\n\v\f\r") != ""


# --- the rows (7.2) -------------------------------------------------------------------------------

class Row:
    def __init__(self, name, givers, receivers, purposes, categories, speaks, holds, bases=None):
        self.name, self.givers, self.receivers, self.purposes = name, givers, receivers, purposes
        self.categories, self.speaks, self.holds, self.bases = categories, speaks, holds, bases
        self.start = WGS_DATE if name.startswith("WGS-") or name in ("WPG-20-3", "WJSG-39FA") else ""

    def matches(self, f):
        return (f.at >= self.start and self.name not in f.off and f.g in self.givers and f.r in self.receivers
                and f.purpose in self.purposes)


def hats(text):
    sets = {"*": set(HATS), "GEM_*": GEM, "GEM_AF": GEM_AF, "public": PUBLIC, "zvh-part": ZVH_PART,
            "zvh-public": ZVH_PUBLIC, "zvh-third": ZVH_THIRD, "riec-part": RIEC_PART, "-": set(HATS)}
    text, _, but = text.partition(" but ")
    result = set()
    for word in text.split():
        result |= sets.get(word, {word})
    return result - set(but.split())


def purposes(text):
    text, _, but = text.partition(" but ")
    return (set(PURPOSES) if text in ("*", "-") else set(text.split())) - set(but.split())


def categories(text):
    sets = {"GEW-*": GEW, "BIJZ-*": BIJZ, "JUS-*": JUS, "as-needed": AS_NEEDED, "zvh": ZVH_LIST, "riec": RIEC_LIST,
            "zvh+riec": ZVH_RIEC, "results": RESULTS}
    result = set()
    for word in text.split():
        result |= sets.get(word, {word})
    return result


def basis(name, givers, receivers, aims, cats, holds, speaks=lambda f: True):
    return Row(name, hats(givers), hats(receivers), purposes(aims), categories(cats), speaks, holds)


def need(f):
    return f.note("NEED")


GJV = {"RECL": "hulp strafvordering", "RVDK": "hulp melding strafvordering", "DTV": "verblijf", "COA": "hulp verblijf"}
POLICE = "POL-8 POL-13 POL-9 POL-10"
CARE = "GEW-ID GEW-WOON GEW-WERK GEW-HULP GEW-VERBLIJF"
HELP = "strafvordering openbare-orde hulp toezicht acuut"
RESULT_AIMS = "hulp melding strafvordering toezicht openbare-orde weging"

BASES = [
    basis("AVG-6-1-A", "*", "*", "*", "GEW-* H1", lambda f: f.consent(), lambda f: f.r != "CMH"),
    basis("AVG-6-1-D", "*", "POL VT ZORG OPV GEM_AF", "acuut", "GEW-ID GEW-WOON GEW-NETW H2", lambda f: f.acute()),
    basis("AVG-6-1-E", "public ONW", "public", "* but advies weging aanmelding acuut monitoring", "GEW-*",
          lambda f: every([f.task_article("giver"), f.task_article("receiver"), f.note("PROPORTIONALITY")]),
          lambda f: f.g not in ("GEM_WMO", "GEM_PW") and (f.g != "ONW" or f.r == "GEM_LPL")),
    basis("AVG-6-1-C", "*", "POL OM", "strafvordering", "GEW-* TOEZ BSN BIJZ-* STRAF-VERM", lambda f: f.order()),
    basis("WMO-5-2-6", "GEM_* ZORG JH ONW POL OPV", "VT", "hulp melding acuut", "as-needed",
          lambda f: every([f.hg_km(), need(f)])),
    basis("WMO-4-1-1-2-D", "VT", "ZORG OPV GEM_WMO JH", "hulp acuut", "GEW-* BIJZ-GEZ BIJZ-SEKS",
          lambda f: every([f.hg_km(), f.interest_or_seriousness(), f.note("PROPORTIONALITY")])),
    basis("WMO-4-1-1-2-E", "VT", "POL RVDK OM RECL SHN", "hulp melding strafvordering acuut",
          "GEW-* BIJZ-* STRAF-VERM",
          lambda f: every([f.hg_km(), f.interest_or_seriousness(), f.note("PROPORTIONALITY")])),
    basis("WMO-4-1-1-2-F", "VT", "GEM_JEUGD", "hulp melding", "GEW-ID",
          lambda f: every([f.finding("RVDK_REQUEST_DONE"), need(f)])),
    basis("WMO-4-1-1-2-G", "VT", "*", "hulp melding", "GEW-ID", lambda f: f.agreement("FEEDBACK_TEMPLATE"),
          lambda f: f.r == f.fact("MELDER")),
    basis("WMO-5-3-3-3", "GEM_WMO VT OPV", "VT ZORG JH OPV GI SHN GEM_WMO GEM_JEUGD", "hulp", "GEW-* BIJZ-GEZ",
          lambda f: every([f.note("COOPERATION_REQUIRED"), f.role()])),
    basis("WMO-5-2-1", "GEM_WMO", "OPV", "hulp", "GEW-* BIJZ-GEZ",
          lambda f: every([f.assigned("receiver"), need(f)])),
    basis("WMO-5-2-2", "OPV", "GEM_WMO", "hulp", "GEW-* BIJZ-*", lambda f: every([f.assigned("giver"), need(f)])),
    basis("WMO-5-2-5", "ZORG GEM_WMO", "ZORG GEM_WMO", "hulp", "GEW-* BIJZ-GEZ", lambda f: f.consent(explicit=True),
          lambda f: f.g != f.r),
    basis("JW-7-3-11-2", "JH", "JH", "hulp acuut", "as-needed",
          lambda f: every([f.finding("DIRECTLY_INVOLVED"), need(f)])),
    basis("JW-7-3-11-4", "GEM_* ZORG JH ONW OPV VT", "GI", "hulp acuut", "as-needed",
          lambda f: every([f.finding("OTS_ACTIVE"), need(f)])),
    basis("WPG-16-1-A", "POL", "OM", "strafvordering melding acuut", POLICE, need),
    basis("WPG-16-1-B", "POL", "GEM_OOV", "openbare-orde", POLICE, need),
    basis("BPG-4-2-1-I", "POL", "VT GEM_JEUGD GI", "hulp melding acuut", "POL-8 POL-13", need,
          lambda f: f.purpose != "melding" or f.r == "VT"),
    basis("BPG-4-2-1-B3", "POL KMAR", "CMH", "registratie hulp", "POL-8 POL-13 BIJZ-SEKS",
          lambda f: every([f.victim_or_professional(), need(f), f.help_consent()])),
    basis("BPG-4-2-1-B1", "POL", "SHN", "hulp", "POL-8 POL-13", need),
    basis("BPG-4-2-1-GJV", "POL", "RECL RVDK DTV COA", "hulp melding strafvordering verblijf", "POL-8 POL-13", need,
          lambda f: f.purpose in GJV[f.r].split()),
    basis("BPG-4-2-2", "POL", "NLA GEM_OOV", "toezicht", "POL-8 POL-13",
          lambda f: every([f.document("RECORDED_AGREEMENT"), f.document("WET_IN_MIN_REGELING"), need(f)])),
    basis("BPG-4-1-A", "POL", "IND", "verblijf", "POL-13", lambda f: every([f.limb_in("1a", "1d"), need(f)])),
    basis("BPG-4-3-V", "POL", "NRM", "monitoring", POLICE, lambda f: every([f.limb_of_10(), need(f)])),
    basis("WPG-19", "*", "* but ZVH RIEC", HELP, POLICE,
          lambda f: every([f.note("BIJZONDER_GEVAL"), f.note("ZWAARWEGEND_BELANG"), f.agreement("BEVOEGD_GEZAG_AGREES"),
                           f.limb_of_10(), f.note("STRICT_NEED_9_10") if f.cats & {"POL-9", "POL-10"} else YES]),
          lambda f: f.g == "POL" or "POL" in f.origin_hats),
    basis("WPG-20-1", "POL", "* but ZVH RIEC", HELP, POLICE,
          lambda f: every([f.art20(), f.agreement("BEVOEGD_GEZAG_AGREES"), f.limb_of_10()])),
    basis("WPG-20-3", "POL KMAR", "ZVH RIEC", "aanmelding weging", POLICE,
          lambda f: every([f.not_refused(), f.admitted(), need(f), f.agreement("BEVOEGD_GEZAG_AGREES")])),
    basis("WJSG-39E", "OM", "POL KMAR", "strafvordering openbare-orde", "JUS-SV", lambda f: f.release(False)),
    basis("WJSG-39F", "*", "* but ZVH RIEC", "strafvordering openbare-orde toezicht hulp", "JUS-SV",
          lambda f: every([f.release(True), f.note("ZWAARWEGEND_BELANG")]),
          lambda f: f.g == "OM" or "OM" in f.origin_hats),
    basis("WJSG-39FA", "OM", "ZVH RIEC", "aanmelding weging", "JUS-*",
          lambda f: every([f.not_refused(), f.admitted(), need(f)])),
    basis("WGS-1-5-1", "zvh-part zvh-third riec-part", "ZVH RIEC", "aanmelding weging", "zvh+riec",
          lambda f: every([f.not_refused(), f.admitted(),
                           f.named("GATE_PARTICIPANTS", f.g) if f.r == "ZVH" and f.g in ZVH_PRIVATE else YES, need(f)])),
    basis("WGS-2-31-1", "zvh-part", "ZVH", "aanmelding", "zvh", lambda f: every([f.gate(1, 6), need(f)])),
    basis("WGS-2-31-9", "zvh-public ZVH", "zvh-third JH OPV", "weging", "zvh POL-8 POL-13",
          lambda f: every([f.gate(5, 6), f.named("INCIDENTAL", f.r), f.role(), need(f)]),
          lambda f: f.g == "ZVH" or not f.cats & {"POL-8", "POL-13"}),
    basis("WGS-1-7-1", "ZVH RIEC", "zvh-part riec-part", RESULT_AIMS, "results",
          lambda f: every([f.takes_part(), f.giver_may_hold(), f.kind("result"), f.not_refused(),
                           every([f.gate(5, 7), f.named("GATE_PARTICIPANTS", f.r)]) if f.g == "ZVH" else YES, need(f)]),
          lambda f: f.takes_part()[0] != FAILS),
    basis("WGS-1-7-2", "ZVH RIEC", "* but ZVH RIEC", RESULT_AIMS, "results",
          lambda f: every([f.takes_part() if f.takes_part()[0] == OPEN else YES,
                           f.giver_may_hold(), f.kind("result"), f.objection(), f.reference("RAC_TOETS"),
                           f.reference("LEGAL_GROUND"), f.agree_if_sensitive(), need(f)]),
          lambda f: f.takes_part()[0] != HOLDS),
    basis("WGS-1-7-8", "ZVH RIEC", "ZVH RIEC", "aanmelding weging", "results",
          lambda f: every([f.giver_may_hold(),
                           best([every([f.kind("hit"), f.only_hit_data()]), every([f.kind("result"), f.all_agree()])]),
                           need(f)]),
          lambda f: f.g != f.r),
    basis("WGS-2-28", "ZVH", "ZVH", "aanmelding weging", "results",
          lambda f: every([f.participant("giver"), f.participant("receiver"),
                           f.only_hit_data() if f.fact("KIND") == "hit" else YES, f.giver_may_hold(),
                           f.kind("hit", "raw", "result"), f.agree_if_sensitive(), need(f)])),
    basis("WGS-2-20", "RIEC", "RIEC", "aanmelding weging", "riec",
          lambda f: every([f.giver_may_hold(), f.agree_if_sensitive(), need(f)])),
    basis("CMH-CARE", "VT ZORG JH OPV GEM_AF", "CMH", "registratie hulp", CARE + " BIJZ-GEZ BIJZ-SEKS",
          lambda f: f.consent(explicit=True, written=True, care=True)),
    basis("NLA-CMH", "NLA", "CMH", "registratie hulp", CARE + " BIJZ-SEKS POL-8 POL-13",
          lambda f: every([f.victim_or_professional(), need(f), f.help_consent()])),
    basis("SV-161", "*", "POL OM", "strafvordering", "GEW-* STRAF-VERM", need),
    basis("BRP", "GEM_BRP", "GEM_*", "* but advies monitoring", "GEW-ID GEW-WOON BSN",
          lambda f: f.task_article("receiver")),
]


def lift(name, givers, receivers, aims, cats, holds, bases, speaks=lambda f, c, b: True):
    return Row(name, hats(givers), hats(receivers), purposes(aims), categories(cats), speaks, holds, bases)


def on(*names):
    """The basis is one of these rows; a name that ends in a hyphen stands for all rows that begin so."""
    return lambda b: any(b == n or (n.endswith("-") and b.startswith(n)) for n in names)


def any_basis(b):
    return True


def danger_and_incapable(f, c):
    return every([f.acute(), f.incapable()])


def lift_need(f, c):
    return need(f)


CARE_BASES = on("AVG-6-1-A", "AVG-6-1-D", "WMO-4-1-1-2-D", "WMO-5-3-3-3")
WGS_BASES = on("WGS-", "WPG-20-3", "WJSG-39FA")
BY_NAME = {row.name: row for row in BASES}

LIFTS = [
    lift("AVG-9-2-A", "*", "*", "*", "BIJZ-*", lambda f, c: f.consent(explicit=True, lifted=c), any_basis),
    lift("UAVG-32-A", "*", "*", "*", "STRAF-VERM", lambda f, c: f.consent(explicit=True, lifted=c), any_basis,
         lambda f, c, b: f.subject != "victim"),
    lift("AVG-9-2-C", "*", "POL VT ZORG OPV", "acuut", "BIJZ-GEZ BIJZ-SEKS", danger_and_incapable, any_basis),
    lift("UAVG-32-B", "*", "POL VT OPV", "acuut", "STRAF-VERM", danger_and_incapable, any_basis),
    lift("AVG-9-2-F", "*", "OM", "strafvordering", "BIJZ-* STRAF-VERM", lambda f, c: f.document("LEGAL_CLAIM_REF"),
         any_basis),
    lift("UAVG-23-C", "*", "* but ZVH RIEC CMH NRM", "*", "BIJZ-*", lambda f, c: f.note("STRICT_NEED"), any_basis,
         lambda f, c, b: bool(BY_NAME[b].categories & ({"STRAF-VERM"} | (f.cats & REGIME)))),
    lift("UAVG-25-A", "*", "*", "*", "BIJZ-ETN", lambda f, c: f.note("UNAVOIDABLE_FOR_ID"),
         on("AVG-6-1-", "SV-161", "WPG-", "BPG-", "WMO-4-1-1-2-D", "WMO-5-3-3-3")),
    lift("UAVG-30-3-A", "ZORG OPV VT", "ZORG OPV VT", "hulp acuut", "BIJZ-*",
         lambda f, c: every([need(f), f.note("STRICT_NEED") if c != "BIJZ-GEZ" else YES]), CARE_BASES),
    lift("UAVG-33-1-A", "*", "*", "*", "STRAF-VERM", lambda f, c: YES, on("WPG-", "BPG-", "WJSG-"),
         lambda f, c, b: bool(f.cats & REGIME)),
    lift("UAVG-33-1-B", "public", "public", "*", "STRAF-VERM",
         lambda f, c: every([f.document("COVENANT"), f.document("SAFEGUARDS_DOC")]), on("AVG-6-1-E")),
    lift("UAVG-33-1-C", "ZORG OPV VT", "ZORG OPV", "hulp acuut", "STRAF-VERM", lambda f, c: f.note("STRICT_NEED"),
         CARE_BASES),
    lift("WABB-10", "public", "public", "*", "BSN", lambda f, c: f.task_article("receiver"),
         on("AVG-6-1-C", "AVG-6-1-E", "BRP")),
    lift("WMO-5-2-9", "GEM_WMO OPV VT", "GEM_WMO OPV VT", "*", "BSN", lambda f, c: YES, on("WMO-5-2-", "WMO-4-1-1-2-D")),
    lift("JW-BSN", "GEM_JEUGD JH GI RVDK", "GEM_JEUGD JH GI RVDK", "*", "BSN", lambda f, c: f.task_article("receiver"),
         on("JW-", "AVG-6-1-E")),
    lift("WGS-2-29-1", "*", "ZVH", "aanmelding weging", "BIJZ-GEZ", lift_need, WGS_BASES),
    lift("WGS-2-29-1-BSN", "*", "ZVH", "aanmelding weging", "BSN", lift_need, WGS_BASES),
    lift("WGS-2-21-1", "*", "RIEC", "aanmelding weging", "BIJZ-SEKS", lambda f, c: every([need(f), f.stage(2)]),
         WGS_BASES),
    lift("WGS-2-21-1-BSN", "*", "RIEC", "aanmelding weging", "BSN", lift_need, WGS_BASES),
    lift("WMO-5-1-6", "-", "VT", "-", "GEW-* BIJZ-* STRAF-VERM", lambda f, c: f.hg_km(), any_basis),
]


# --- the parts of a path --------------------------------------------------------------------------

def covers(row, f):
    """The categories that need a lift on this basis, in the order of D 1.1.1; None: it does not cover."""
    named = row.categories
    regime = bool(named & f.cats & REGIME)
    for c in f.cats:
        if c in ORDINARY:
            if c not in named and not regime:
                return None
        elif c in REGIME or c in ("H1", "H2"):
            if c not in named:
                return None
    table = f.r in TABLES
    return [c for c in CATEGORIES if c in f.cats
            and (c == "BSN" or (c in SPECIAL and (c not in named or (c in BIJZ and table))))]


def best_lift(f, category, row):
    """(row name or None, state) of the lift that counts for one category."""
    candidates = [(l.name, l.holds(f, category)) for l in LIFTS
                  if l.matches(f) and category in l.categories and l.bases(row.name) and l.speaks(f, category, row.name)]
    chosen = best([state for _, state in candidates])
    if chosen[0] == FAILS:
        return (candidates[0][0] if candidates else None, NO)
    return next((name, state) for name, state in candidates if state is chosen or state == chosen)


def secrecy(f, row):
    """(row name, state); no row when nothing had to open it."""
    if f.g in ("ZORG", "JH", "GI") and f.r == "ZVH":
        return "WGS-2-29-2", best([f.consent(explicit=True), f.note("GOED_HULPVERLENER")])
    if f.g in SECRECY and row in ("AVG-6-1-D", "SV-161"):
        if f.g == "GEM_PW":
            return SECRECY[f.g], f.consent()
        ways = [f.consent(), f.note("GOED_HULPVERLENER")]
        if f.g in ("GEM_WMO", "VT", "OPV") and row == "AVG-6-1-D":
            ways.append(f.incapable())
        return SECRECY[f.g], best(ways)
    return None, YES


def who_and_what(f, extra):
    """The subject limit that the ZVH and the RIEC share."""
    if f.subject == "professional":
        return YES if f.cats - REGIME == {"GEW-ID"} else NO
    return YES if f.subject in {"victim", "suspect", "facilitator", "child", "circle"} | extra else NO


def whitelist_zvh(f):
    """What a ZVH may hold at all."""
    parts = [YES if f.cats <= ZVH_LIST | {"POL-8", "POL-13", "BIJZ-SEKS"} | JUS else NO]
    if "STRAF-VERM" in f.cats:
        parts.append(YES if f.cats & REGIME else NO)
    if "BIJZ-SEKS" in f.cats:
        parts.append(f.consent(explicit=True))
    return parts


def whitelist_riec(f):
    """What a RIEC may hold at all, once it is in the right stage."""
    parts = [YES if f.cats <= RIEC_LIST else NO]
    if "GEW-NETW" in f.cats:
        parts.append(YES if f.business else NO)
    if "POL-10" in f.cats:
        parts.append(f.limb_in("1a", "1c"))
    if "STRAF-VERM" in f.cats:
        parts.append(YES if f.cats & (REGIME | {"TOEZ"}) else NO)
    return parts


def limit_zvh(f):
    table = f.g in TABLES
    parts = []
    if f.g in ASSIGNED:
        parts.append(f.assigned("giver"))
    elif f.g in ZVH_THIRD:
        parts += [f.named("INCIDENTAL", f.g), f.gate(5, 6)]
    elif f.g not in ZVH_PART and not table:
        parts.append(NO)
    if not table:
        parts.append(f.gate(1, 6))
    parts.append(who_and_what(f, set()))
    if f.cats & {"POL-8", "POL-13"}:
        parts.append(YES if f.g == "POL" or table else NO)
    if f.cats & JUS:
        parts.append(YES if f.g == "OM" or table else NO)
    return every(parts + whitelist_zvh(f))


def limit_riec(f):
    table = f.g in TABLES
    parts = [YES if f.g in RIEC_PART or table else NO, who_and_what(f, {"organisation"})]
    hit = f.g == "ZVH" and f.fact("KIND") == "hit" and f.cats <= {"GEW-ID", "BSN"}
    if f.cats & RIEC_T1 and not hit:
        parts.append(f.stage(1))
    if f.cats & RIEC_T2:
        parts.append(f.stage(2))
    if f.cats & RIEC_T3:
        parts.append(f.stage(3))
    if f.cats & POL:
        parts.append(YES if f.g in ("POL", "KMAR") or table else NO)
    if f.cats & JUS:
        parts.append(YES if f.g == "OM" or table else NO)
    return every(parts + whitelist_riec(f))


def limit_cmh(f):
    if f.subject == "victim":
        return YES if f.cats <= set((CARE + " BIJZ-GEZ BIJZ-SEKS POL-8 POL-13").split()) else NO
    held = f.cats & REGIME <= {"POL-8", "POL-13"}
    return YES if f.subject == "professional" and f.cats - REGIME == {"GEW-ID"} and held else NO


def limits(f, row):
    """[(rows, state)] of the limits that speak of this field, in the order of the table."""
    result = []
    gem = f.g in GEM
    if f.r == "ZVH":
        result.append((["WGS-2-30"] + (["WGS-2-27-F"] if gem else []), limit_zvh(f)))
    if f.r == "RIEC":
        result.append((["WGS-2-22"] + (["WGS-2-19-I"] if gem else []), limit_riec(f)))
    if f.r == "CMH":
        result.append((["BPG-4-2-1-B3" if f.g in ("POL", "KMAR") else "CMH-CARE"], limit_cmh(f)))
    if f.r == "NRM":
        result.append((["CMH-NRM"], YES if f.g == "POL" and f.cats <= ORDINARY | POL else NO))
    if "H1" in f.cats:
        threat = f.fact("SOURCE_THREAT")
        state = ask("SOURCE_THREAT") if threat is None else NO if threat else YES
        result.append((["UBW-4-1-8-3"], every([YES if f.subject == "reporter" else NO, state])))
    if "H2" in f.cats:
        ok = f.r not in ("RIEC", "OM", "NLA") and (f.r != "POL" or f.purpose == "acuut")
        result.append(([], YES if ok else NO))
    if f.g in ("GEM_JEUGD", "GEM_PW", "GEM_SHV") and f.r == "GEM_WMO" and row != "AVG-6-1-D":
        result.append((["WMO-5-1-1-4"], f.consent(explicit=True)))
    if f.g == "ZVH":
        gate = f.fact("GATE")
        state = YES
        if gate is None:
            state = ask("GATE")
        elif gate == "REJECTED":
            state = NO
        elif gate == "G7":
            state = every([f.note("BIJZONDER_GEVAL"), f.all_agree()])
        result.append((["WGS-1-8-7"], state))
    if f.r == "BETR":
        result.append(([], NO))
    return result


def caveats(f):
    """The caveats that bind the field: those the chain lists, in its order, then those that follow from it."""
    bound = [c for o in f.origin for c in o.get("caveats") or []]
    if f.personal:
        if f.origin_hats & {"POL", "KMAR"} or (f.cats & POL and f.g not in ("POL", "KMAR")):
            bound.append("WPG-7-2")
        if "OM" in f.origin_hats or (f.cats & JUS and f.g != "OM"):
            bound.append("OM_RELEASE")
    return once(bound)


def wpg_7_2_rests(f, row):
    """(state, rests on necessity alone)"""
    police = f.origin_hats & {"POL", "KMAR"}
    ways = [f.agreement("BEVOEGD_GEZAG_AGREES")]
    if police:
        ways.append(f.agrees(police))
    state = best(ways)
    if state[0] == HOLDS:
        return state, False
    if row in ("AVG-6-1-C", "WGS-1-7-1"):
        return YES, True
    state = best(ways + [f.note("TASK_NECESSITATES")])
    return state, state[0] == HOLDS


def caveat_state(f, caveat, row):
    if caveat == "WPG-7-2":
        return wpg_7_2_rests(f, row)[0]
    if caveat == "OM_RELEASE":
        return f.release(False)
    if caveat == "WGS-2-29-3":
        return f.agrees({o["hat"] for o in f.origin if "WGS-2-29-3" in (o.get("caveats") or [])})
    if caveat == "AVG-6-1-D":
        return YES if f.purpose == "acuut" and f.acute()[0] == HOLDS else ask("REBASE")
    return NO


# --- deciding -------------------------------------------------------------------------------------

def belongs(f, row):
    """JH and OPV are zvh-part when assigned; where a row speaks of zvh-part, that may be open, or not so."""
    if row.name in ("WGS-1-5-1", "WGS-2-31-1") and f.g in ASSIGNED:
        return f.assigned("giver")
    return YES


class Path:
    """One basis row with everything that must hold with it: a list of (row names, state, counts in a send)."""

    def __init__(self, row, f, lifted):
        self.row = row.name
        self.parts = [([row.name], every([belongs(f, row), row.holds(f)]))]
        for c in [c for c in CATEGORIES if c in f.cats]:
            if c in lifted:
                name, state = best_lift(f, c, row)
                self.parts.append(([name] if name else [], state))
            elif c in SPECIAL and f.r == "VT" and f.hg_km()[0] == HOLDS and "WMO-5-1-6" not in f.off:
                self.parts.append((["WMO-5-1-6"], YES))
        name, state = secrecy(f, row.name)
        self.parts.append(([name] if name else [], state))
        self.parts += limits(f, row.name)
        self.parts += [([CAVEAT_ROW[c]] if c in CAVEAT_ROW else [], caveat_state(f, c, row.name)) for c in caveats(f)]
        self.state, self.missing = every([state for _, state in self.parts])
        self.failures = sum(state[0] == FAILS for _, state in self.parts)

    def rows(self, wanted):
        return once(name for names, state in self.parts if state[0] == wanted for name in names)


def once(names):
    result = []
    for name in names:
        if name not in result:
            result.append(name)
    return result


def answer(outcome, rows=(), missing=(), caveats=(), retention=None):
    rows = once(rows)
    return {"outcome": outcome, "rows": rows, "missing": list(missing), "caveats": list(caveats),
            "retention": retention, "banner": outcome == "send" and bool(set(rows) & CONFIDENCE_M)}


def travelling(f, row):
    """The caveats that a sent value carries on."""
    result = caveats(f)
    result += ["WPG-7-2"] if f.cats & POL else []
    result += ["OM_RELEASE"] if f.cats & JUS else []
    result += ["AVG-6-1-D"] if row == "AVG-6-1-D" else []
    result += ["WGS-2-29-3"] if f.r == "ZVH" and f.fact("GIVER_CONDITIONS") else []
    return once(result)


def duties_of(f, row):
    """The duties on a field that is sent or asked on this basis."""
    bound = caveats(f)
    due = set()
    if f.cats & REGIME or {"WPG-7-2", "OM_RELEASE"} & set(bound):
        due.add("SECRECY_NOTICE")
    if f.g == "POL" and f.cats & POL:
        due.add("LABEL_FACT_OPINION")
    if f.g == "OM":
        due.add("PROTOCOL_39J")
    if row == "AVG-6-1-D":
        due |= {"NOTE_WITHIN_24H", "NOTIFY_AFTER", "REBASE_14D"}
    if "WPG-7-2" in bound and wpg_7_2_rests(f, row)[1]:
        due.add("TELL_KORPS")
    if row == "WMO-5-2-6" and f.purpose == "melding":
        due.add("MELDCODE_STEPS")
    return due


def decide_impersonal(f):
    parts = []
    rows = []
    if "V" in f.cats and f.r == "VT" and f.purpose == "advies":
        parts.append((["WMO-4-1-1-3"], YES))
    if "C0" in f.cats and f.g == "CMH" and f.r == "NRM" and f.purpose == "monitoring":
        rows.append("CMH-NRM")
    cell = YES
    if "C0" in f.cats:
        smallest = 3 if f.level == "region" else 5
        cell = ask("cell") if f.cell is None else YES if f.cell >= smallest else NO
    parts.append((rows, cell))
    parts += [([CAVEAT_ROW[c]] if c in CAVEAT_ROW else [], caveat_state(f, c, None)) for c in caveats(f)]
    state, missing = every([s for _, s in parts])
    wanted = [n for names, s in parts for n in names if s[0] == state]
    if state == HOLDS:
        return answer("send", wanted, (), travelling(f, None)), duties_of(f, None)
    if state == OPEN:
        return answer("ask", wanted, missing), duties_of(f, None)
    return answer("withhold", [n for names, s in parts for n in names if s[0] != HOLDS]), set()


def withhold_rows(f, paths):
    rows = [n for names, state in limits(f, None) if state[0] == FAILS for n in names]
    rows += ["UAVG-46"] if "BSN" in f.cats else []
    rows += [SECRECY[f.g]] if f.g in SECRECY else []
    rows += ["WGS-2-29-2"] if f.g in ("ZORG", "JH", "GI") and f.r == "ZVH" else []
    rows += [CAVEAT_ROW[c] for c in caveats(f) if c in CAVEAT_ROW and caveat_state(f, c, None)[0] != HOLDS]
    if not rows and paths:
        rows = min(paths, key=lambda p: p.failures).rows(FAILS)
    return rows


def decide_field(question, field):
    """(answer, duties, a refusal met a duty-unless row)"""
    f = Field(question, field)
    if "POL-12" in f.ticked:
        return answer("withhold", ["WPG-12"]), set(), False
    if not f.ticked or "BIJZ-BIOM" in f.ticked:
        return answer("withhold"), set(), False
    if not f.personal:
        return decide_impersonal(f) + (False,)
    if f.subject is None:
        return answer("withhold"), set(), False
    paths = []
    for row in BASES:
        if row.matches(f) and row.speaks(f) and belongs(f, row)[0] != FAILS:
            lifted = covers(row, f)
            if lifted is not None:
                paths.append(Path(row, f, lifted))
    refusal = f.refused() and any(p.row in DUTY_UNLESS for p in paths)
    for path in paths:
        if path.state == HOLDS:
            result = answer("send", path.rows(HOLDS), (), travelling(f, path.row), RETENTION.get(f.r))
            return result, duties_of(f, path.row), refusal
    opened = [p for p in paths if p.state == OPEN]
    if opened:
        path = min(opened, key=lambda p: len(p.missing))
        return answer("ask", path.rows(OPEN), path.missing), duties_of(f, path.row), refusal
    return answer("withhold", withhold_rows(f, paths)), set(), refusal


def decide(question):
    """The whole decision, without the sentences for people."""
    answers, due = [], set()
    for field in question["fields"]:
        result, duties, refusal = decide_field(question, field)
        answers.append(dict(result, id=field["id"]))
        due |= duties
        if refusal:
            due.add("RECORD_REFUSAL")
    if question["giver"]["hat"] in ("POL", "KMAR") and (question.get("facts") or {}).get("VICTIM_INDICATION"):
        due.add("CMH_REPORT")
    return {"fields": answers, "duties": [d for d in DUTIES if d in due]}
