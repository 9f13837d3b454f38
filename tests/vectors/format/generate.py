#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Write the vectors of docs/formats/: one golden encoding of every document, and one file for every rule that a
reader has to enforce. The encoder here is not the one under test; well-formed values are compared with cbor2."""

import copy
import pathlib
import re
import struct

import cbor2

HERE = pathlib.Path(__file__).parent
CORPORA = HERE.parent.parent / "fuzz" / "corpora"


class Raw(bytes):
    """Bytes that stand in the encoding as they are."""


class Pairs(list):
    """A map whose pairs are written in this order, whatever its keys."""


def head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    for additional, form in ((24, ">B"), (25, ">H"), (26, ">I"), (27, ">Q")):
        if number < 1 << (8 * struct.calcsize(form)):
            return bytes([major << 5 | additional]) + struct.pack(form, number)
    raise ValueError(number)


def encode(value):
    if isinstance(value, Raw):
        return bytes(value)
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        text = value.encode("utf-8", "surrogatepass")
        return head(3, len(text)) + text
    if isinstance(value, Pairs):
        return head(5, len(value)) + b"".join(encode(k) + encode(v) for k, v in value)
    if isinstance(value, dict):
        return encode(Pairs(sorted(value.items())))
    return head(4, len(value)) + b"".join(map(encode, value))


def ident(number):
    return bytes([number]) * 16


def digest(number):
    return bytes([number]) * 32


def signature(number):
    return bytes([number]) * 64


NONE = bytes(32)
DAY = "2026-11-21"
TIME = 1795219200000
FULL = 2**48 - 1


def desk(number):
    return {0: ident(number), 1: 1, 2: "Casemanager", 3: f"Zorgcoördinatie {number}", 4: 1}


PERSON = {0: ident(0x51), 1: "F. van den Berg", 2: "zorgcoördinator"}
REVOCATION = {0: ident(0x61), 1: "laptop kwijt", 2: [[ident(0x21), 7, digest(7)], [ident(0x20), 9, digest(9)]]}

GOLDEN = {
    "region": {
        0: 1, 1: 3, 2: digest(2), 3: "Keten Voorbeeld", 4: [2, [digest(0x11), digest(0x12), digest(0x13)]],
        5: [{0: "gemeente-a", 1: "Gemeente A", 2: digest(0x21), 3: [1, 7], 4: 1},
            {0: "politie", 1: "Politie", 2: digest(0x22), 3: [11], 4: 2}],
        6: [[1, digest(0x31), 3], [2, digest(0x32), 2], [3, digest(0x33), 1]],
        7: [digest(0x41)],
        8: [["ssh://git@example.org/keten.git", digest(0x51)], ["https://example.org/keten.git", None]],
        9: {0: 1, 1: 90}, 10: [REVOCATION],
    },
    "organisation": {
        0: 1, 1: "gemeente-a", 2: 4, 3: [digest(3), digest(4)], 4: ident(0x71), 5: [desk(0x31), desk(0x32)],
        6: [{0: digest(0x41), 1: digest(0x42), 2: PERSON, 3: [ident(0x32), ident(0x31)], 4: 1},
            {0: digest(0x43), 1: digest(0x44), 2: {0: ident(0x52), 1: "S. de Vries", 2: ""}, 3: [], 4: 3}],
        7: [REVOCATION],
    },
    "register-document": {0: 1, 1: 2, 2: digest(1), 3: [["consent.csv", b""], ["rows.json", b"[]\n"]]},
    "revocation": REVOCATION,
    "signed-document": [b"\xa0", [[digest(0x12), signature(2)], [digest(0x11), signature(1)]]],
    "join-request": {0: digest(0x41), 1: digest(0x42), 2: PERSON, 3: [desk(0x31)], 4: b"signed document",
                     5: digest(5), 6: "gemeente-a", 7: "Gemeente A"},
    "join-file": [b"request", signature(3)],
    "join-answer": {0: [b"region 1", b"region 2"], 1: [b"organisation"], 2: [b"register"],
                    3: [[ident(1), 1, ident(2)], [ident(3), FULL, ident(4)]], 4: b"wrapped"},
    "network-secrets": [[1, digest(0xa1)], [2, digest(0xa2)]],
    "erased-list": {0: 1, 1: ident(0x22), 2: 7,
                    3: [[ident(0x31), ident(0x91), ident(0x31), 1, "besluit 7", DAY, ident(0x81), 12],
                        [ident(0x31), ident(0x92), ident(0x32), 2, "", DAY, ident(0x82), 2**31 - 1]]},
    "statement": {0: 1, 1: 1, 2: ident(0x81), 3: ident(0x82), 4: 17, 5: ident(0x83), 6: [ident(0x85), ident(0x84)],
                  7: [3, digest(3)], 8: [4, digest(4)], 9: [0, NONE], 10: DAY, 11: TIME, 12: b"body"},
    "basis": {
        0: ["WMO-5-1-1", "AVG-9-2-A"], 1: [ident(0x91), 1], 2: [["HG_KM", "true"], ["SUBJECT_AGE", "18"]],
        3: [["NEED", digest(0x92), 214, "zorgcoördinator"], ["PROPORTIONALITY", digest(0x93), 10, ""]],
        4: [digest(0x94)], 5: ["WPG-7-2", "alleen na overleg"],
        6: [[ident(0x31), 11, "WPG-20-1", ["WPG-7-2"]], [ident(0x32), 1, "WMO-5-1-1", []]],
        7: ["WMO-5-3-4", DAY], 8: "2027-11-21",
    },
    "object": {0: 5, 1: ident(0x31), 2: [4, digest(4)], 3: ident(0x32), 4: ident(0x33), 5: [ident(0x34)], 6: [],
               7: DAY, 8: ["G3", "HOLDS"], 9: [1, 11], 10: "Niet delen met\nderden.", 11: ident(0x35), 12: "2026-11-01"},
    "signed-object": [b"object", ident(0x71), signature(4)],
    "op-list": [
        [ident(9), ident(8), ident(7)],
        [[0, 1, 1, 401, None, "Jansen", [], 0, [], TIME],
         [0, 3, 1, 402, "NL", True, [[1, 4], [0, 2]], 1, [2, 11], TIME],
         [1, 5, 1, 403, None, -40, [], None, [], 0],
         [1, 6, 1, 404, None, b"\x00\x01", [], None, [], 0],
         [0, 4, 2, 405, None, None, [[0, 3]], None, [], TIME],
         [0, 5, 3, 406, "BG", None, [], None, [], TIME],
         [0, 6, 4, 0, None, [[2, 1], [0, 5]], [], None, [], TIME],
         [0, 7, 5, 0, None, [[0, 1]], [], None, [], TIME],
         [0, 8, 6, 0, None, None, [], None, [], TIME]],
    ],
    "control": {0: 3, 1: [b"region 2"], 2: [[2, digest(0xa2)]]},
    "manifest": {
        0: 1, 1: ident(0x21), 2: 48, 3: digest(47), 4: 2, 5: [[ident(1), digest(1)], [ident(2), digest(2)]],
        7: [[ident(0x22), 5, ident(5)], [ident(0x23), 6, ident(6)]], 8: digest(0x42), 9: digest(0x43),
        10: [3, digest(3)], 11: [4, digest(4)], 12: [2, digest(5)],
        13: [[1, 2, digest(2)], [1, 3, digest(3)], [2, 4, digest(4)], [3, 2, digest(5)]], 14: DAY,
        16: [[1, digest(1)], [33, digest(33)]],
    },
    "key-slots": {
        0: 1, 1: ident(0xb1), 2: [4096, "HMAC_SHA512", "PBKDF2_HMAC_SHA512"],
        3: [{0: 1, 1: "wachtwoord", 2: 1, 3: DAY, 4: [3, 262144], 5: ident(1), 6: bytes([2]) * 24, 7: bytes([3]) * 48},
            {0: 3, 1: "herstelcode", 2: 2, 3: DAY, 4: [3, 65536], 5: ident(4), 6: bytes([5]) * 24, 7: bytes([6]) * 48}],
    },
    "key-slots-file": [b"slots", digest(0xc1)],
    "root-keys": {0: [signature(0xd1), signature(0xd2)], 1: [signature(0xd3)]},
    "root-file": {0: 1, 1: [3, 262144], 2: ident(1), 3: bytes([2]) * 24, 4: b"ciphertext"},
    "cbor": {0: [0, 23, 24, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**64 - 1], 23: [-1, -24, -25, -256, -257, -(2**63)],
             24: [b"", b"\x00" * 24, "", "€ and 😀"], 2**64 - 1: [True, False, None, {}, []]},
}
GOLDEN["body"] = {
    0: 1, 1: ident(0xe1), 2: 2, 3: "weging", 4: [ident(9), ident(8)], 5: [ident(0x32), ident(0x31)],
    6: [GOLDEN["basis"], {0: [], 2: [], 3: [], 4: [], 5: [], 6: []}], 7: [GOLDEN["signed-object"]],
    8: [{0: ident(0x91), 1: 4, 2: 0, 3: ident(0x33), 4: [[0, 1, 1, 401, None, "Jansen", [[1, 2]], 0, [], TIME]]},
        {0: ident(0x92), 1: 3, 2: 1, 4: [[1, 1, 1, 301, None, "x", [], 1, [12], TIME], [1, 2, 2, 302, None, None, [], None, [], TIME]]}],
    9: 3, 10: ["SECRECY_NOTICE", "LABEL_FACT_OPINION"], 11: 16, 12: [1, 2],
}

cases = []


def case(document, name, outcome, message, value, text):
    cases.append((document, name, outcome, message, value, text))


def change(document, name, outcome, message, path, value, text):
    """The golden document with the item at @path replaced; DROP takes it out."""
    whole = copy.deepcopy(GOLDEN[document])
    place = whole
    for step in path[:-1]:
        place = place[step]
    if value is DROP:
        del place[path[-1]]
    else:
        place[path[-1]] = value(place[path[-1]]) if callable(value) else value
    case(document, name, outcome, f"{SECTION.get(document, document)}: {message}" if message else "", whole, text)


DROP = object()
SECTION = {"register-document": "register document", "signed-document": "signed document", "join-request": "join request",
           "join-file": "join request file", "join-answer": "join answer", "network-secrets": "network secrets",
           "signed-object": "signed object", "op-list": "operations", "key-slots": "key slots",
           "key-slots-file": "key slots file", "root-keys": "root keys", "root-file": "root key file",
           "erased-list": "list of what was erased"}

EARLY = "the bytes end too early"
KIND = "an item of a kind that is not used"
SHORT = "a number is not in its shortest form"
TYPE = "an item is of another type than it should be"
MORE = "more than the limit"
LOW = "a number is too low"
UNKNOWN = "a number that is not known"
ORDER = "a list is not ascending"
TWICE = "an element stands twice"
FEW = "a list is too short"
EMPTY = "something is empty that may not be"
FORM = "text of another form"
SIZE = "bytes of another length"
LENGTH = "an array of another length"
MISSING = "a key is missing"
KEY = "a key that is not known"
CHAIN = "the first has a previous hash, or a later one has none"
VERSION = "no version has a hash, or a version has none"


def cbor(name, data, text, reason=None, outcome="invalid"):
    case("cbor", name, outcome, f"cbor: {reason}" if reason else "", Raw(data), text)


def encoding_cases():
    cbor("empty", b"", "no item at all", EARLY)
    cbor("trailing", b"\x00\x00", "a second item", "bytes follow the document")
    cbor("trailing-array", b"\x80\x00", "a byte after an array", "bytes follow the document")
    for first, what in ((0xC0, "tag"), (0xD8, "tag-long"), (0xF7, "undefined"), (0xF8, "simple-long"), (0xF9, "half"),
                        (0xFA, "single"), (0xFB, "double"), (0xFF, "break"), (0xE0, "simple-0"), (0xF3, "simple-19")):
        cbor("kind-" + what, bytes([first]) + b"\x00" * 9, f"first byte {first:02x}", KIND)
    for major, what in enumerate(("unsigned", "negative", "bytes", "text", "array", "map")):
        for additional in (28, 29, 30):
            cbor(f"reserved-{what}-{additional}", bytes([major << 5 | additional]), "a reserved first byte", KIND)
        cbor(f"indefinite-{what}", bytes([major << 5 | 31, 0xFF]), "indefinite length", KIND)
        for width, most in ((1, 23), (2, 255), (4, 65535), (8, 2**32 - 1)):
            number = most.to_bytes(width, "big")
            cbor(f"longer-{what}-{width}", bytes([major << 5 | 23 + width.bit_length()]) + number + b"\x00" * 64,
                 f"{most} in {width} bytes", SHORT)
        cbor(f"cut-{what}", bytes([major << 5 | 25, 1]), "the number is cut", EARLY)
    cbor("negative-lowest", bytes.fromhex("3b7fffffffffffffff"), "-2^63", outcome="accepted")
    cbor("negative-too-low", bytes.fromhex("3b8000000000000000"), "-2^63 - 1", "a negative number is too low")
    for name, data in (("overlong-2", "c080"), ("overlong-3", "e08080"), ("overlong-4", "f0808080"), ("surrogate", "eda080"),
                       ("above", "f4908080"), ("cut", "c3"), ("continuation", "80"), ("ff", "ff"), ("nul", "6100")):
        text = bytes.fromhex(data)
        cbor("text-" + name, head(3, len(text)) + text, "text that is not allowed", "text is not UTF-8")
    cbor("text-last", bytes.fromhex("64f48fbfbf"), "U+10FFFF", outcome="accepted")
    for name, key in (("negative", -1), ("bytes", b"a"), ("text", "a"), ("array", []), ("map", {}), ("true", True), ("null", None)):
        case("cbor", "key-" + name, "invalid", "cbor: a map key is not an unsigned number", Pairs([(key, 0)]), "a key of another type")
    case("cbor", "key-twice", "invalid", "cbor: map keys are not ascending", Pairs([(1, 0), (1, 0)]), "two equal keys")
    case("cbor", "key-order", "invalid", "cbor: map keys are not ascending", Pairs([(2, 0), (1, 0)]), "keys not in order")
    case("cbor", "key-after-last", "invalid", "cbor: map keys are not ascending", Pairs([(2**64 - 1, 0), (0, 0)]), "a key after the highest")
    for what, major in (("bytes", 2), ("text", 3), ("array", 4), ("map", 5)):
        cbor(f"length-{what}", head(major, 2) + b"\x00", "a length beyond the end", EARLY)
        cbor(f"length-{what}-huge", head(major, 2**64 - 1) + b"\x00" * 8, "a huge length", EARLY)
    cbor("map-odd", bytes.fromhex("a20000010000")[:-1] + b"", "a map of two pairs", outcome="accepted")
    cbor("map-half", bytes.fromhex("a1"), "a map without its pair", EARLY)
    for depth in (8, 9):
        ok = depth == 8
        cbor(f"depth-{depth}", b"\x81" * (depth - 1) + b"\x80", f"{depth} levels", None if ok else "arrays and maps lie too deep",
             "accepted" if ok else "limit")
        cbor(f"depth-map-{depth}", b"\xa1\x00" * (depth - 1) + b"\xa0", f"{depth} levels of maps",
             None if ok else "arrays and maps lie too deep", "accepted" if ok else "limit")
    cbor("long-text", head(3, 65536) + b"a" * 65536, "no limit of text here", outcome="accepted")


def map_cases():
    """Exchange §20, on a document with maps inside maps."""
    change("region", "unknown-key", "newer", f"pins of a revocation: {KEY}", (11,), 0, "an unknown key below 64")
    change("region", "unknown-key-63", "newer", f"pins of a revocation: {KEY}", (63,), 0, "the last key below 64")
    change("region", "unknown-inner", "newer", f"days to live: {KEY}", (9, 2), 0, "an unknown key in a map inside")
    change("basis", "unknown-between", "newer", f"held until: {KEY}", (9,), 0, "an unknown key")
    change("manifest", "unknown-later", "newer", f"past checkpoints: {KEY}", (17,), [1], "an unknown key")
    change("region", "kept-64", "kept", "", (64,), {1: [b"later", None]}, "a key from 64 is passed over")
    change("region", "kept-highest", "kept", "", (2**64 - 1,), "later", "the highest key is passed over")
    change("region", "kept-inner", "kept", "", (9, 64), 7, "in a map inside too")
    change("region", "kept-malformed", "invalid", f"pins of a revocation: {KIND}", (64,), Raw(b"\xf7"), "what is passed over must be well-formed")
    pairs = Pairs(sorted(GOLDEN["region"].items()) + [(65, 0), (64, 0)])
    case("region", "kept-order", "invalid", "region: pins of a revocation: map keys are not ascending", pairs, "keys from 64 are ordered too")
    change("control", "unknown-before", "newer", f"secrets: {KEY}", (3,), 0, "an unknown key")
    for document, key, part in (("region", 3, "name"), ("organisation", 1, "slug"), ("statement", 10, "decided on"),
                                ("manifest", 9, "register head"), ("basis", 4, "objects of a basis"), ("body", 9, "withheld"),
                                ("register-document", 3, "files"), ("join-request", 5, "nonce"), ("key-slots", 2, "cipher"),
                                ("join-answer", 4, "secrets"), ("object", 12, "from"), ("root-file", 4, "ciphertext"),
                                ("revocation", 1, "reason of a revocation"), ("root-keys", 1, "register keys")):
        change(document, "missing", "invalid", f"{part}: {MISSING}", (key,), DROP, f"key {key} is missing")
        last = max(GOLDEN[document])
        change(document, "newer-key", "newer", None, (last + 3,), 0, f"a key {last + 3} that is not known")
    for document in ("region", "organisation", "register-document", "statement", "manifest"):
        change(document, "level-0", "invalid", f"level: {LOW}", (0,), 0, "level 0")
        change(document, "level-2", "newer", f"level: {UNKNOWN}", (0,), 2, "a level above ours")
    for document, next_version in (("key-slots", 3), ("root-file", 2)):
        change(document, "version-0", "invalid", f"version: {LOW}", (0,), 0, "version 0")
        change(document, f"version-{next_version}", "newer", f"version: {UNKNOWN}", (0,), next_version, "a version above ours")
    for document in GOLDEN:
        if document != "cbor":
            case(document, "not-even", "invalid", "", Raw(b"\xf6"), "null where the document should be")
            case(document, "trailing", "invalid", f"{SECTION.get(document, document)}: bytes follow the document",
                 Raw(encode(GOLDEN[document]) + b"\x00"), "a byte after the document")


def region_cases():
    c = lambda *a: change("region", *a)
    c("version-0", "invalid", f"version: {LOW}", (1,), 0, "version 0")
    c("version-high", "limit", f"version: {MORE}", (1,), FULL + 1, "version 2^48")
    c("first-with-previous", "invalid", f"previous hash: {CHAIN}", (1,), 1, "version 1 with a previous hash")
    c("later-without-previous", "invalid", f"previous hash: {CHAIN}", (2,), NONE, "version 3 without a previous hash")
    c("hash-31", "invalid", f"previous hash: {SIZE}", (2,), bytes(31), "a hash of 31 bytes")
    c("hash-33", "invalid", f"previous hash: {SIZE}", (2,), bytes(33), "a hash of 33 bytes")
    c("hash-text", "invalid", f"previous hash: {TYPE}", (2,), "a" * 32, "a hash as text")
    c("name-empty", "invalid", f"name: {EMPTY}", (3,), "", "an empty name")
    c("name-256", "accepted", "", (3,), "n" * 256, "the longest name")
    c("name-257", "limit", f"name: {MORE}", (3,), "n" * 257, "a name too long")
    c("name-control", "invalid", f"name: {FORM}", (3,), "a\nb", "a control character in a name")
    c("name-delete", "invalid", f"name: {FORM}", (3,), "a\x7f", "U+007F in a name")
    c("name-c1", "invalid", f"name: {FORM}", (3,), "a\u0085b", "U+0085 in a name")
    c("name-nbsp", "accepted", "", (3,), "a\u00a0b", "U+00A0 in a name")
    c("threshold-0", "invalid", f"root keys: {LOW}", (4, 0), 0, "k is 0")
    c("threshold-high", "invalid", "root keys: more signatures than keys", (4, 0), 4, "k above the number of keys")
    c("threshold-65", "limit", f"root keys: {MORE}", (4, 0), 65, "k beyond the limit")
    c("no-roots", "invalid", f"root keys: {FEW}", (4, 1), [], "no root keys")
    c("root-twice", "invalid", f"root keys: {TWICE}", (4, 1, 2), digest(0x11), "a root key twice")
    c("roots-65", "limit", f"root keys: {MORE}", (4, 1), [bytes([i, 1]) * 16 for i in range(65)], "65 root keys")
    c("roots-three", "invalid", f"root keys: {LENGTH}", (4,), lambda v: v + [0], "a third element")
    c("roots-one", "invalid", f"root keys: {LENGTH}", (4,), lambda v: v[:1], "an element missing")
    c("slug-upper", "invalid", f"slug of an organisation: {FORM}", (5, 0, 0), "Gemeente", "an upper-case slug")
    c("slug-hyphen-first", "invalid", f"slug of an organisation: {FORM}", (5, 0, 0), "-a", "a hyphen first")
    c("slug-hyphen-last", "invalid", f"slug of an organisation: {FORM}", (5, 0, 0), "a-", "a hyphen last")
    c("slug-empty", "invalid", f"slug of an organisation: {EMPTY}", (5, 0, 0), "", "an empty slug")
    c("slug-65", "limit", f"slug of an organisation: {MORE}", (5, 0, 0), "a" * 65, "a slug too long")
    c("slug-twice", "invalid", f"state of an organisation: {TWICE}", (5, 1, 0), "gemeente-a", "a slug twice")
    c("key-twice", "invalid", f"state of an organisation: {TWICE}", (5, 1, 2), digest(0x21), "an organisation's key twice")
    c("hat-0", "invalid", f"hats of an organisation: {LOW}", (5, 0, 3), [0], "hat 0")
    c("hat-30", "newer", f"hats of an organisation: {UNKNOWN}", (5, 0, 3), [30], "a hat not known")
    c("hat-huge", "newer", f"hats of an organisation: {UNKNOWN}", (5, 0, 3), [2**32 + 1], "a hat that does not fit")
    c("hat-twice", "invalid", f"hats of an organisation: {TWICE}", (5, 0, 3), [1, 1], "a hat twice")
    c("standing-0", "invalid", f"state of an organisation: {LOW}", (5, 0, 4), 0, "standing 0")
    c("standing-4", "newer", f"state of an organisation: {UNKNOWN}", (5, 0, 4), 4, "a standing not known")
    c("organisations-129", "limit", f"organisations: {MORE}", (5,), [0] * 129, "129 organisations")
    c("epoch-twice", "invalid", f"secrets: {ORDER}", (6, 1, 0), 1, "an epoch twice")
    c("epoch-order", "invalid", f"secrets: {ORDER}", (6, 0, 0), 9, "epochs not in order")
    c("epoch-high", "limit", f"secrets: {MORE}", (6, 2, 0), 2**32, "an epoch of 33 bits")
    c("two-active", "invalid", "secrets: two secrets are active", (6, 0, 2), 2, "two active secrets")
    c("secret-state-0", "invalid", f"secrets: {LOW}", (6, 0, 2), 0, "secret state 0")
    c("secret-state-5", "newer", f"secrets: {UNKNOWN}", (6, 0, 2), 5, "a secret state not known")
    c("register-key-twice", "invalid", f"register keys: {TWICE}", (7,), [digest(1), digest(1)], "a register key twice")
    c("remote-empty", "invalid", f"remotes: {EMPTY}", (8, 0, 0), "", "an empty url")
    c("remote-twice", "invalid", f"remotes: {TWICE}", (8, 1, 0), "ssh://git@example.org/keten.git", "a url twice")
    c("remote-control", "invalid", f"remotes: {FORM}", (8, 0, 0), "ssh://a\rb", "a control character in a url")
    c("remote-1024", "accepted", "", (8, 0, 0), "s" * 1024, "the longest url")
    c("remote-1025", "limit", f"remotes: {MORE}", (8, 0, 0), "s" * 1025, "a url too long")
    c("remotes-17", "limit", f"remotes: {MORE}", (8,), [0] * 17, "17 remotes")
    c("least-level-2", "newer", f"least level: {UNKNOWN}", (9, 0), 2, "a least level above ours")
    c("days-0", "invalid", f"days to live: {LOW}", (9, 1), 0, "no days to live")
    c("days-3651", "limit", f"days to live: {MORE}", (9, 1), 3651, "too many days to live")
    c("revoked-twice", "invalid", f"pins of a revocation: {TWICE}", (10,), [REVOCATION, REVOCATION], "a device revoked twice")
    r = lambda *a: change("revocation", *a)
    r("pin-twice", "invalid", f"pins of a revocation: {TWICE}", (2, 1, 0), ident(0x21), "a log pinned twice")
    r("pin-0", "invalid", f"pins of a revocation: {LOW}", (2, 0, 1), 0, "push number 0")
    r("pin-high", "limit", f"pins of a revocation: {MORE}", (2, 0, 1), FULL + 1, "push number 2^48")
    r("reason-1024", "accepted", "", (1,), "r" * 1023 + "\n", "the longest reason")
    r("reason-1025", "limit", f"reason of a revocation: {MORE}", (1,), "r" * 1025, "a reason too long")
    r("device-15", "invalid", f"revoked device: {SIZE}", (0,), bytes(15), "an id of 15 bytes")


def organisation_cases():
    c = lambda *a: change("organisation", *a)
    c("previous-none", "invalid", f"previous hashes: {FEW}", (3,), [], "no previous hash")
    c("previous-4", "accepted", "", (3,), [digest(i) for i in range(1, 5)], "four previous hashes")
    c("previous-5", "limit", f"previous hashes: {MORE}", (3,), [digest(i) for i in range(1, 6)], "five previous hashes")
    c("previous-twice", "invalid", f"previous hashes: {TWICE}", (3,), [digest(3), digest(3)], "a previous hash twice")
    c("previous-zeros", "invalid", f"previous hashes: {CHAIN}", (3, 1), NONE, "zeros in a later version")
    c("first-with-previous", "invalid", f"previous hashes: {CHAIN}", (2,), 1, "version 1 with previous hashes")
    c("desk-twice", "invalid", f"state of a desk: {TWICE}", (5, 1, 0), ident(0x31), "a desk twice")
    c("desks-33", "limit", f"desks: {MORE}", (5,), [0] * 33, "33 desks")
    c("desk-hat-30", "newer", f"hat of a desk: {UNKNOWN}", (5, 0, 1), 30, "a hat not known")
    c("desk-standing-4", "newer", f"state of a desk: {UNKNOWN}", (5, 0, 4), 4, "a standing not known")
    c("desk-role-empty", "invalid", f"role of a desk: {EMPTY}", (5, 0, 2), "", "an empty role")
    c("device-twice", "invalid", f"state of a device: {TWICE}", (6, 1, 0), digest(0x41), "a signing key twice")
    c("device-desk-twice", "invalid", f"desks of a device: {TWICE}", (6, 0, 3), [ident(0x31)] * 2, "a desk of a device twice")
    c("device-desk-unknown", "invalid", "state of a device: a device is at a desk that is not there", (6, 0, 3), [ident(0x39)], "a desk that is not there")
    c("devices-257", "limit", f"devices: {MORE}", (6,), [0] * 257, "257 devices")
    c("person-name-empty", "invalid", f"name of a person: {EMPTY}", (6, 0, 2, 1), "", "a person without a name")
    c("person-newer", "newer", f"function of a person: {KEY}", (6, 0, 2, 3), 0, "an unknown key in a person")
    c("device-key-31", "invalid", f"kx key of a device: {SIZE}", (6, 0, 1), bytes(31), "a key of 31 bytes")
    r = lambda *a: change("register-document", *a)
    r("files-none", "invalid", f"files: {FEW}", (3,), [], "no file")
    r("files-order", "invalid", f"files: {ORDER}", (3, 0, 0), "z.csv", "files not in order")
    r("files-twice", "invalid", f"files: {ORDER}", (3, 0, 0), "rows.json", "a file twice")
    r("file-slash", "invalid", "files: a file name that is a path", (3, 0, 0), "a/b", "a path")
    r("file-dot", "invalid", "files: a file name that is a path", (3, 0, 0), ".a", "a hidden file")
    r("file-space", "invalid", f"files: {FORM}", (3, 0, 0), "a b", "a space in a file name")
    r("first-with-previous", "invalid", f"previous hash: {CHAIN}", (1,), 1, "version 1 with a previous hash")
    s = lambda *a: change("signed-document", *a)
    s("body-empty", "invalid", f"body: {EMPTY}", (0,), b"", "an empty body")
    s("unsigned", "invalid", f"signatures: {FEW}", (1,), [], "no signature")
    s("signer-twice", "invalid", f"signatures: {TWICE}", (1, 1, 0), digest(0x12), "two signatures of one signer")
    s("signature-63", "invalid", f"signatures: {SIZE}", (1, 0, 1), bytes(63), "a signature of 63 bytes")
    s("signature-65", "invalid", f"signatures: {SIZE}", (1, 0, 1), bytes(65), "a signature of 65 bytes")
    s("signatures-129", "limit", f"signatures: {MORE}", (1,), [0] * 129, "129 signatures")


def join_cases():
    c = lambda *a: change("join-request", *a)
    c("desks-none", "invalid", f"desks: {FEW}", (3,), [], "no desk")
    c("desk-twice", "invalid", f"state of a desk: {TWICE}", (3,), [desk(1), desk(1)], "a desk twice")
    c("without-organisation", "accepted", "", (4,), DROP, "an organisation that exists")
    c("organisation-empty", "invalid", f"new organisation: {EMPTY}", (4,), b"", "an empty organisation document")
    c("nonce-31", "invalid", f"nonce: {SIZE}", (5,), bytes(31), "a nonce of 31 bytes")
    c("name-empty", "invalid", f"name of the organisation: {EMPTY}", (7,), "", "no name")
    c("slug-underscore", "invalid", f"slug: {FORM}", (6,), "a_b", "an underscore in a slug")
    change("join-file", "body-empty", "invalid", f"whole: {EMPTY}", (0,), b"", "an empty body")
    change("join-file", "signature-63", "invalid", f"whole: {SIZE}", (1,), bytes(63), "a signature of 63 bytes")
    case("join-file", "three", "invalid", f"join request file: whole: {LENGTH}", [b"a", signature(1), 0], "a third element")
    a = lambda *b: change("join-answer", *b)
    a("regions-none", "invalid", f"region documents: {FEW}", (0,), [], "no region document")
    a("region-empty", "invalid", f"region documents: {EMPTY}", (0, 0), b"", "an empty region document")
    a("organisation-empty", "invalid", f"organisation documents: {EMPTY}", (1, 0), b"", "an empty organisation document")
    a("register-empty", "invalid", f"register documents: {EMPTY}", (2, 0), b"", "an empty register document")
    a("marks-order", "invalid", f"marks: {ORDER}", (3, 0, 0), ident(4), "marks not in order")
    a("marks-twice", "invalid", f"marks: {ORDER}", (3, 0, 0), ident(3), "a log marked twice")
    a("mark-0", "invalid", f"marks: {LOW}", (3, 0, 1), 0, "push number 0")
    a("mark-high", "limit", f"marks: {MORE}", (3, 0, 1), FULL + 1, "push number 2^48")
    a("secrets-empty", "invalid", f"secrets: {EMPTY}", (4,), b"", "no wrapped secrets")
    n = lambda *b: change("network-secrets", *b)
    n("order", "invalid", f"secrets: {ORDER}", (0, 0), 3, "epochs not in order")
    n("twice", "invalid", f"secrets: {ORDER}", (0, 0), 2, "an epoch twice")
    n("secret-31", "invalid", f"secrets: {SIZE}", (0, 1), bytes(31), "a secret of 31 bytes")
    case("network-secrets", "none", "invalid", f"network secrets: secrets: {FEW}", [], "no secret")


def statement_cases():
    c = lambda *a: change("statement", *a)
    c("kind-0", "invalid", f"kind: {LOW}", (1,), 0, "kind 0")
    c("kind-3", "newer", f"kind: {UNKNOWN}", (1,), 3, "a kind not known")
    c("control", "accepted", "", (1,), 2, "a control statement")
    c("writer-17", "invalid", f"writer: {SIZE}", (2,), bytes(17), "an id of 17 bytes")
    c("sequence-0", "invalid", f"sequence number: {LOW}", (4,), 0, "sequence number 0")
    c("sequence-last", "accepted", "", (4,), FULL, "the last sequence number")
    c("sequence-high", "limit", f"sequence number: {MORE}", (4,), FULL + 1, "sequence number 2^48")
    c("to-itself", "invalid", "addressee: the writer is the addressee", (5,), ident(0x81), "sealed to the writer")
    c("others-twice", "invalid", f"other seats: {TWICE}", (6, 1), ident(0x85), "another seat twice")
    c("others-addressee", "invalid", "other seats: the addressee stands among the others", (6, 1), ident(0x83), "the addressee among the others")
    c("region-none", "invalid", "region: a version is missing", (7,), [0, NONE], "no region")
    c("region-half", "invalid", f"region: {VERSION}", (7, 1), NONE, "a version without a hash")
    c("organisation-none", "invalid", "organisation: a version is missing", (8,), [0, NONE], "no organisation")
    c("register-half", "invalid", f"register: {VERSION}", (9, 1), digest(1), "a hash without a version")
    c("register-high", "limit", f"register: {MORE}", (9, 0), FULL + 1, "version 2^48")
    c("day-form", "invalid", f"decided on: {FORM}", (10,), "21-11-2026", "a day in another form")
    c("day-30-february", "invalid", f"decided on: {FORM}", (10,), "2026-02-30", "a day that does not exist")
    c("day-leap", "accepted", "", (10,), "2028-02-29", "a leap day")
    c("day-not-leap", "invalid", f"decided on: {FORM}", (10,), "2026-02-29", "no leap day")
    c("day-longer", "invalid", f"decided on: {FORM}", (10,), "2026-11-21Z", "a day with a tail")
    c("time-negative", "invalid", f"created: {TYPE}", (11,), -1, "a time before 1970")
    c("time-last", "accepted", "", (11,), 253402300799999, "the last time")
    c("time-high", "limit", f"created: {MORE}", (11,), 253402300800000, "the year 10000")
    c("body-empty", "invalid", f"body: {EMPTY}", (12,), b"", "an empty body")
    c("too-large", "limit", f"whole: {MORE}", (12,), bytes(1 << 20), "a statement that no packet holds")


def op_cases():
    part = "operations"
    text = "an entry of a table that nothing uses"

    def c(name, outcome, reason, path, value, why):
        change("op-list", name, outcome, f"{part}: {reason}" if reason else "", path, value, why)

    first = (1, 0)
    c("index-range", "invalid", "an index out of order or range", first + (0,), 3, "a log index beyond the table")
    c("index-huge", "invalid", "an index out of order or range", first + (0,), 2**64 - 1, "a huge log index")
    c("index-order", "invalid", "an index out of order or range", first + (0,), 1, "an entry used before the one in front of it")
    c("table-unused", "invalid", text, (0,), lambda v: v + [ident(6)], "an entry that nothing uses")
    c("table-twice", "invalid", TWICE, (0, 1), ident(9), "an entry twice")
    c("n-0", "invalid", LOW, first + (1,), 0, "n is 0")
    c("n-last", "accepted", "", first + (1,), 2**31 - 1, "the last n")
    c("n-high", "limit", MORE, first + (1,), 2**31, "n is 2^31")
    c("kind-0", "invalid", LOW, first + (2,), 0, "kind 0")
    c("kind-7", "newer", UNKNOWN, first + (2,), 7, "a kind not known")
    c("field-0", "invalid", "a field that its operation lacks", first + (3,), 0, "a value without a field")
    c("field-last", "accepted", "", first + (3,), 2**32 - 1, "the last field")
    c("field-high", "limit", MORE, first + (3,), 2**32, "a field of 33 bits")
    for index, name in ((6, "delete"), (7, "recall"), (8, "erase")):
        c(f"{name}-field", "invalid", "a field that its operation lacks", (1, index, 3), 1, "a field of the whole record")
        c(f"{name}-element", "invalid", "an element of a whole record", (1, index, 4), "x", "an element of the whole record")
    c("element-empty", "invalid", EMPTY, (1, 1, 4), "", "an empty element")
    c("element-control", "invalid", FORM, (1, 1, 4), "\x1f", "a control character in an element")
    c("element-1024", "accepted", "", (1, 1, 4), "e" * 1024, "the longest element")
    c("element-1025", "limit", MORE, (1, 1, 4), "e" * 1025, "an element too long")
    lacks = "a value that its kind of operation lacks"
    c("value-null", "invalid", lacks, first + (5,), None, "a value operation without a value")
    c("value-dots", "invalid", lacks, first + (5,), [], "dots as a value")
    c("value-map", "invalid", "a value of a kind that is not known", first + (5,), {}, "a map as a value")
    c("absent-value", "invalid", lacks, (1, 4, 5), "x", "absent with a value")
    c("not-shared-value", "invalid", lacks, (1, 5, 5), "x", "not shared with a value")
    c("erase-value", "invalid", lacks, (1, 8, 5), "x", "erase with a value")
    c("delete-text", "invalid", lacks, (1, 6, 5), "x", "delete with text")
    c("recall-null", "invalid", lacks, (1, 7, 5), None, "recall without dots")
    c("recall-none", "invalid", lacks, (1, 7, 5), [], "recall of no dots")
    c("delete-dot-n-0", "invalid", LOW, (1, 6, 5, 0, 1), 0, "a dot with n 0")
    c("delete-dot-three", "invalid", LENGTH, (1, 6, 5, 0), [2, 1, 0], "a dot of three")
    c("text-64k", "accepted", "", first + (5,), "t" * 65536, "the longest text")
    c("text-64k-1", "limit", MORE, first + (5,), "t" * 65537, "text too long")
    c("bytes-64k", "accepted", "", first + (5,), bytes(65536), "the longest bytes")
    c("bytes-64k-1", "limit", MORE, first + (5,), bytes(65537), "bytes too long")
    c("integer-last", "accepted", "", first + (5,), 2**63 - 1, "the highest integer")
    c("integer-high", "invalid", "a number is too high", first + (5,), 2**63, "an integer too high")
    c("integer-lowest", "accepted", "", first + (5,), -(2**63), "the lowest integer")
    c("context-order", "invalid", ORDER, (1, 1, 6), [[0, 2], [1, 4]], "a context by index and not by log")
    c("context-twice", "invalid", ORDER, (1, 1, 6), [[0, 1], [0, 2]], "a log twice in a context")
    c("context-n-0", "invalid", LOW, (1, 1, 6, 0, 1), 0, "a context of nothing")
    c("context-own", "invalid", "an operation replaces a later one of its own log", (1, 1, 6, 1, 1), 3, "an operation that replaces itself")
    c("basis-none", "limit", MORE, first + (7,), 2**32, "a basis index of 33 bits")
    c("basis-last", "invalid", "an index out of range", first + (7,), 2**32 - 1, "the number that stands for no basis")
    c("category-order", "invalid", ORDER, (1, 1, 8), [11, 2], "categories not in order")
    c("category-twice", "invalid", ORDER, (1, 1, 8), [2, 2], "a category twice")
    c("category-28", "accepted", "", (1, 1, 8), [28], "the last category")
    c("category-29", "newer", UNKNOWN, (1, 1, 8), [29], "a category not known")
    c("category-huge", "newer", UNKNOWN, (1, 1, 8), [2**64 - 1], "a huge category")
    c("time-high", "limit", MORE, first + (9,), 253402300800000, "the year 10000")
    c("nine", "invalid", LENGTH, first, lambda v: v[:9], "nine elements")
    c("eleven", "invalid", LENGTH, first, lambda v: v + [0], "eleven elements")
    for count in (64, 65):
        logs = [bytes([i + 1]) * 16 for i in range(count + 1)]
        op = [0, 2, 1, 401, None, "x", [[0, 1]] + [[i, 1] for i in range(1, count)], None, [], 0]
        case("op-list", f"context-{count}", "accepted" if count == 64 else "limit",
             "" if count == 64 else f"operations: operations: {MORE}", [logs[:count], [op]], f"a context of {count}")


def basis_cases():
    c = lambda *a: change("basis", *a)
    c("row-space", "invalid", f"rows: {FORM}", (0, 0), "WMO 5", "a space in a code")
    c("row-64", "accepted", "", (0, 0), "R" * 64, "the longest code")
    c("row-65", "limit", f"rows: {MORE}", (0, 0), "R" * 65, "a code too long")
    c("row-empty", "invalid", f"rows: {EMPTY}", (0, 0), "", "an empty code")
    c("row-not-ascii", "invalid", f"rows: {FORM}", (0, 0), "é", "a code that is not ASCII")
    c("row-twice", "invalid", f"rows: {TWICE}", (0, 1), "WMO-5-1-1", "a row twice")
    c("rows-257", "limit", f"rows: {MORE}", (0,), [f"R{i}" for i in range(257)], "257 rows")
    c("subject-absent", "accepted", "", (1,), DROP, "no subject")
    c("subject-0", "invalid", f"subject: {LOW}", (1, 1), 0, "subject 0")
    c("subject-10", "newer", f"subject: {UNKNOWN}", (1, 1), 10, "a subject not known")
    c("claims-order", "invalid", f"claims: {ORDER}", (2, 0, 0), "Z", "claims not in order")
    c("claims-twice", "invalid", f"claims: {ORDER}", (2, 0, 0), "SUBJECT_AGE", "a claim twice")
    c("claims-map", "invalid", f"claims: {TYPE}", (2,), {1: 2}, "claims as a map")
    c("note-twice", "invalid", f"notes: {TWICE}", (3, 1, 0), "NEED", "a note twice")
    c("note-length", "limit", f"notes: {MORE}", (3, 0, 2), 2**32, "a length of 33 bits")
    c("note-text", "invalid", f"notes: {LENGTH}", (3, 0), lambda v: v + ["text"], "a note with its text")
    c("object-twice", "invalid", f"objects of a basis: {TWICE}", (4,), [digest(1), digest(1)], "an object twice")
    c("caveat-twice", "invalid", f"caveats: {TWICE}", (5, 1), "WPG-7-2", "a caveat twice")
    c("origin-hat-30", "newer", f"origin: {UNKNOWN}", (6, 0, 1), 30, "a hat not known")
    c("origin-caveat-twice", "invalid", f"origin: {TWICE}", (6, 0, 3), ["a", "a"], "a caveat of an origin twice")
    c("retention-absent", "accepted", "", (7,), DROP, "no retention")
    c("retention-open", "accepted", "", (7, 1), None, "a term that has not begun")
    c("retention-day", "invalid", f"retention: {FORM}", (7, 1), "", "a start that is no day")
    c("held-absent", "accepted", "", (8,), DROP, "no held until")
    c("held-day", "invalid", f"held until: {FORM}", (8,), "2027-13-01", "a month that does not exist")


def object_cases():
    c = lambda *a: change("object", *a)
    gate = "a gate that its kind of object lacks, or the other way round"
    c("kind-0", "invalid", f"kind of object: {LOW}", (0,), 0, "kind 0")
    c("kind-6", "invalid", "gate: a gate that its kind of object lacks, or the other way round", (0,), 6,
      "an assignment with a gate, a kind that version 1 did not know")
    c("organisation-none", "invalid", "organisation of the issuer: a version is missing", (2,), [0, NONE], "no organisation version")
    c("record-twice", "invalid", f"records of an object: {TWICE}", (5,), [ident(1), ident(1)], "a record twice")
    c("category-29", "newer", f"categories: {UNKNOWN}", (6,), [29], "a category not known")
    other = "that its kind of object lacks, or the other way round"
    c("categories-elsewhere", "invalid", f"categories: categories {other}", (6,), [2], "categories in a gate decision")
    c("purposes-elsewhere", "invalid", f"purposes of an object: purposes {other}", (13,), [2], "purposes in a gate decision")
    c("subjects-elsewhere", "invalid", f"subjects of an object: subjects {other}", (14,), [1], "subjects in a gate decision")
    c("from-after", "invalid", "from: an end before its beginning", (12,), "2026-11-22", "an object that ends before it begins")
    for kind, name, extra in ((1, "release", {14: [1, 4]}), (4, "article-20", {13: [2, 6]})):
        value = {key: item for key, item in GOLDEN["object"].items() if key not in (8, 9)} | {0: kind, 6: [2, 24]} | extra
        part, limit = ("subjects", 14) if kind == 1 else ("purposes", 13)
        case("object", f"{name}-golden", "accepted", "", value, f"an example of kind {kind}")
        case("object", f"{name}-categories", "invalid", f"object: categories: categories {other}", value | {6: []}, "no categories")
        case("object", f"{name}-absent", "invalid", f"object: {part} of an object: {part} {other}",
             {key: item for key, item in value.items() if key != limit}, f"no {part}")
        case("object", f"{name}-none", "invalid", f"object: {part} of an object: an empty set", value | {limit: []}, f"an empty set of {part}")
        case("object", f"{name}-zero", "invalid", f"object: {part} of an object: {ORDER}", value | {limit: [0]}, f"number 0 in the {part}")
        case("object", f"{name}-order", "invalid", f"object: {part} of an object: {ORDER}", value | {limit: [2, 1]}, f"{part} out of order")
        case("object", f"{name}-unknown", "newer", f"object: {part} of an object: {UNKNOWN}", value | {limit: [63]}, f"{part} not known")
    c("gate-absent", "invalid", f"gate: {gate}", (8,), DROP, "a gate decision without a gate")
    c("gate-elsewhere", "invalid", f"gate: {gate}", (0,), 2, "a gate in an agreement")
    c("gate-open", "accepted", "", (8, 1), None, "a gate without a result")
    c("participants-absent", "accepted", "", (9,), DROP, "no participants")
    c("participants-none", "invalid", f"participants: {FEW}", (9,), [], "an empty list of participants")
    c("participants-twice", "invalid", f"participants: {TWICE}", (9,), [1, 1], "a participant twice")
    c("nonce-15", "invalid", f"nonce: {SIZE}", (11,), bytes(15), "a nonce of 15 bytes")
    c("until-day", "invalid", f"until: {FORM}", (7,), "2026-11-31", "a day that does not exist")
    change("signed-object", "body-empty", "invalid", f"whole: {EMPTY}", (0,), b"", "an empty body")
    change("signed-object", "signature-63", "invalid", f"whole: {SIZE}", (2,), bytes(63), "a signature of 63 bytes")


def body_cases():
    c = lambda *a: change("body", *a)
    index = "an index out of order or range"
    unused = "an entry of a table that nothing uses"
    c("scope-0", "invalid", f"scope: {LOW}", (0,), 0, "scope 0")
    c("scope-4", "newer", f"scope: {UNKNOWN}", (0,), 4, "a scope not known")
    c("share-absent", "accepted", "", (1,), DROP, "no share")
    c("purpose-0", "invalid", "operations of a record: a partner is told no purpose", (2,), 0, "no purpose for a partner")
    case("body", "objects-alone", "accepted", "",
         {0: 1, 2: 0, 4: [], 5: [], 6: [], 7: [GOLDEN["signed-object"]], 8: [], 9: 0, 10: []}, "objects by themselves, without a purpose")
    c("purpose-13", "newer", f"purpose: {UNKNOWN}", (2,), 13, "a purpose not known")
    c("purpose-huge", "newer", f"purpose: {UNKNOWN}", (2,), 2**64 - 1, "a huge purpose")
    c("stage-absent", "accepted", "", (3,), DROP, "no stage")
    c("stage-space", "invalid", f"stage: {FORM}", (3,), "a b", "a space in a stage")
    c("logs-unused", "invalid", f"operations of a record: {unused}", (4,), lambda v: v + [ident(7)], "a log that nothing uses")
    c("logs-twice", "invalid", f"table of logs: {TWICE}", (4, 1), ident(9), "a log twice")
    c("desks-unused", "invalid", f"operations of a record: {unused}", (5,), lambda v: v + [ident(7)], "a desk that nothing uses")
    c("desks-twice", "invalid", f"table of desks: {TWICE}", (5, 1), ident(0x32), "a desk twice")
    c("owner-range", "invalid", f"owner of a record: {index}", (8, 0, 2), 2, "an owner beyond the table")
    c("owner-order", "invalid", f"owner of a record: {index}", (8, 0, 2), 1, "an owner before the one in front of it")
    c("basis-unused", "invalid", "operations of a record: a basis that no operation rests on", (8, 1, 4, 0, 7), 0, "a basis that nothing rests on")
    c("basis-range", "invalid", "operations of a record: an index out of range", (8, 0, 4, 0, 7), 2, "a basis beyond the list")
    c("object-empty", "invalid", f"objects: {EMPTY}", (7, 0, 0), b"", "an empty object")
    c("record-twice", "invalid", f"operations of a record: {TWICE}", (8, 1, 0), ident(0x91), "a record twice")
    c("record-type-0", "invalid", f"type of a record: {LOW}", (8, 0, 1), 0, "record type 0")
    c("record-type-unknown", "accepted", "", (8, 0, 1), 999, "a record type decided elsewhere")
    c("record-thread-absent", "accepted", "", (8, 0, 3), DROP, "no thread")
    c("record-empty", "invalid", f"operations of a record: {FEW}", (8, 1, 4), [], "a record without operations")
    c("record-newer", "newer", f"operations of a record: {KEY}", (8, 0, 5), 0, "an unknown key in a record")
    c("withheld-high", "limit", f"withheld: {MORE}", (9,), 2**32, "a count of 33 bits")
    c("duty-twice", "invalid", f"duties: {TWICE}", (10, 1), "SECRECY_NOTICE", "a duty twice")
    c("covers-absent", "accepted", "", (11,), DROP, "covers nothing")
    c("covers-0", "invalid", f"covers: {LOW}", (11,), 0, "covers 0")
    c("part-absent", "accepted", "", (12,), DROP, "not in parts")
    c("part-0", "invalid", f"part: {LOW}", (12,), [0, 2], "part 0")
    c("part-of-one", "invalid", f"part: {LOW}", (12,), [1, 1], "one part")
    c("part-beyond", "invalid", "part: a part beyond the last", (12,), [3, 2], "part 3 of 2")
    lines = [ident(9), [[4, digest(1), ident(2), b"entry"], [5, digest(2), bytes(16), None]]]
    c("lines-partner", "invalid", "register lines: register lines for a partner", (13,), lines, "register lines for a partner")
    sibling = copy.deepcopy(GOLDEN["body"])
    sibling.update({0: 2, 2: 0, 13: lines})
    case("body", "sibling", "accepted", "", sibling, "a body between siblings")
    for name, reason, line in (("lines-order", ORDER, [[5, digest(1), ident(2), b""], [4, digest(1), ident(2), b""]]),
                               ("lines-twice", ORDER, [[5, digest(1), ident(2), b""], [5, digest(1), ident(2), b""]]),
                               ("lines-none", FEW, []),
                               ("lines-salt", "an erased line that kept its salt", [[5, digest(1), ident(2), None]])):
        changed = copy.deepcopy(sibling)
        changed[13][1] = line
        case("body", name, "invalid", f"body: register lines: {reason}", changed, "register lines that are not allowed")
    empty = {0: 3, 2: 0, 4: [], 5: [], 6: [], 7: [], 8: [], 9: 0, 10: []}
    case("body", "smallest", "accepted", "", empty, "a body without anything")
    op = [0, 1, 6, 0, None, None, [], None, [], 0]
    many = dict(empty)
    many.update({4: [ident(1)], 5: [ident(2)], 8: [{0: ident(i + 1), 1: 1, 2: 0, 4: Raw(head(4, 25001) + encode(op) * 25001)} for i in range(2)]})
    case("body", "operations-50002", "limit", f"body: operations of a record: {MORE}", many, "50,002 operations")
    k = lambda *a: change("control", *a)
    k("what-0", "invalid", f"what: {LOW}", (0,), 0, "nothing")
    k("what-4", "newer", f"what: {UNKNOWN}", (0,), 4, "something not known")
    k("grant-order", "invalid", f"secrets: {ORDER}", (2,), [[2, digest(1)], [1, digest(2)]], "epochs not in order")
    k("grant-region-empty", "invalid", f"region documents: {EMPTY}", (1,), [b""], "an empty region document")
    case("control", "grant-nothing", "invalid", "control: secrets: a grant of nothing", {0: 3, 1: [], 2: []}, "a grant of nothing")
    case("control", "gap", "accepted", "", {0: 1, 1: 12}, "a gap notice")
    case("control", "gap-0", "invalid", f"control: last lost sequence number: {LOW}", {0: 1, 1: 0}, "a gap of nothing")
    case("control", "gap-returns", "newer", f"control: last lost sequence number: {KEY}", {0: 1, 1: 1, 2: True}, "a key of another kind")
    case("control", "resync", "accepted", "", {0: 2, 1: 0, 2: True}, "a resync of everything")
    case("control", "resync-number", "invalid", f"control: returns: {TYPE}", {0: 2, 1: 0, 2: 1}, "a number for a boolean")
    case("control", "resync-null", "invalid", f"control: returns: {TYPE}", {0: 2, 1: 0, 2: None}, "null for a boolean")


def manifest_cases():
    c = lambda *a: change("manifest", *a)
    delta = {key: value for key, value in GOLDEN["manifest"].items() if key not in (8, 13, 16)}
    delta.update({4: 1, 6: [ident(3), ident(4)]})
    first = copy.deepcopy(GOLDEN["manifest"])
    first.update({2: 1, 3: NONE, 15: [ident(0x20), 40, digest(40)], 16: []})

    def variant(base, name, outcome, message, changes, text, drop=()):
        value = {key: item for key, item in copy.deepcopy(base).items() if key not in drop}
        value.update(changes)
        case("manifest", name, outcome, f"manifest: {message}" if message else "", value, text)

    variant(delta, "delta", "accepted", "", {}, "a delta")
    variant(first, "first", "accepted", "", {}, "the first push of a later incarnation")
    variant(delta, "delta-board", "accepted", "", {8: digest(1), 13: []}, "a delta that says all")
    says = "a checkpoint without what it has to say"
    c("push-0", "invalid", f"push number: {LOW}", (2,), 0, "push number 0")
    c("push-high", "limit", f"push number: {MORE}", (2,), FULL + 1, "push number 2^48")
    c("previous-zeros", "invalid", f"previous hash: {CHAIN}", (3,), NONE, "a later push without a previous hash")
    c("first-previous", "invalid", f"previous hash: {CHAIN}", (2,), 1, "a first push with a previous hash")
    c("kind-0", "invalid", f"kind: {LOW}", (4,), 0, "kind 0")
    c("kind-3", "newer", f"kind: {UNKNOWN}", (4,), 3, "a kind not known")
    variant(delta, "first-delta", "invalid", "kind: the first push is not a checkpoint", {2: 1, 3: NONE}, "a first push that is a delta")
    c("add-order", "invalid", f"packets added: {ORDER}", (5, 0, 0), ident(3), "tags not in order")
    c("add-twice", "invalid", f"packets added: {ORDER}", (5, 0, 0), ident(2), "a tag twice")
    drops = "packets dropped: a checkpoint that drops, or a delta that does not say"
    variant(delta, "delta-no-drop", "invalid", drops, {}, "a delta that does not say what it drops", (6,))
    variant(GOLDEN["manifest"], "checkpoint-drop", "invalid", drops, {6: []}, "a checkpoint that drops")
    variant(delta, "drop-order", "invalid", f"packets dropped: {ORDER}", {6: [ident(4), ident(3)]}, "dropped tags not in order")
    variant(delta, "drop-added", "invalid", "packets dropped: a packet is added and dropped", {6: [ident(2)]}, "a tag added and dropped")
    c("add-20001", "limit", f"packets added: {MORE}", (5,), Raw(head(4, 20001) + b"\x00" * 20001), "20,001 live packets")
    c("marks-order", "invalid", f"marks: {ORDER}", (7, 0, 0), ident(0x24), "marks not in order")
    c("marks-twice", "invalid", f"marks: {ORDER}", (7, 0, 0), ident(0x23), "a log marked twice")
    c("marks-10001", "limit", f"marks: {MORE}", (7,), Raw(head(4, 10001) + b"\x00" * 10001), "10,001 marks")
    c("mailbox-absent", "invalid", f"mailbox key: {says}", (8,), DROP, "a checkpoint without a mailbox key")
    c("board-absent", "invalid", f"board: {says}", (13,), DROP, "a checkpoint without a board")
    c("board-kind-0", "invalid", f"board: {LOW}", (13, 0, 0), 0, "board kind 0")
    c("board-kind-4", "newer", f"board: {UNKNOWN}", (13, 0, 0), 4, "a board kind not known")
    c("board-order", "invalid", f"board: {ORDER}", (13, 0, 1), 4, "versions not in order")
    c("board-twice", "invalid", f"board: {ORDER}", (13,), [[1, 2, digest(2)]] * 2, "a document twice")
    c("board-order-hash", "invalid", f"board: {ORDER}", (13,), [[1, 2, digest(3)], [1, 2, digest(2)]], "hashes not in order")
    c("region-none", "invalid", "region: a version is missing", (10,), [0, NONE], "no region")
    c("register-none", "accepted", "", (12,), [0, NONE], "no register yet")
    c("day", "invalid", f"day: {FORM}", (14,), "vandaag", "no day")
    alone = "continues: only the first push continues another log"
    c("continues-later", "invalid", alone, (15,), [ident(0x20), 40, digest(40)], "a later push that continues")
    variant(first, "continues-itself", "invalid", alone, {15: [ident(0x21), 40, digest(40)]}, "a log that continues itself")
    past = "past checkpoints: past checkpoints stand in checkpoints, and in each"
    c("past-absent", "invalid", past, (16,), DROP, "a checkpoint without its past")
    variant(delta, "delta-past", "invalid", past, {16: []}, "a delta with past checkpoints")
    c("past-order", "invalid", f"past checkpoints: {ORDER}", (16, 0, 0), 33, "past checkpoints not in order")
    c("past-future", "invalid", "past checkpoints: a past checkpoint that is not past", (16, 1, 0), 48, "itself among the past")
    c("past-16", "accepted", "", (16,), [[i, digest(i)] for i in range(1, 17)], "sixteen past checkpoints")
    c("past-17", "limit", f"past checkpoints: {MORE}", (16,), [[i, digest(i)] for i in range(1, 18)], "seventeen past checkpoints")


def key_file_cases():
    c = lambda *a: change("key-slots", *a)
    c("page-odd", "invalid", "cipher: a page size that is not a power of two", (2, 0), 4097, "a page size of 4097")
    c("page-low", "invalid", f"cipher: {LOW}", (2, 0), 256, "a page size of 256")
    c("page-high", "limit", f"cipher: {MORE}", (2, 0), 131072, "a page size of 128 KiB")
    c("none", "invalid", f"slots: {FEW}", (3,), [], "no slot")
    c("seventeen", "limit", f"slots: {MORE}", (3,), [0] * 17, "seventeen slots")
    c("order", "invalid", f"wrapped key of a slot: {ORDER}", (3, 0, 0), 4, "slots not in order")
    c("twice", "invalid", f"wrapped key of a slot: {ORDER}", (3, 0, 0), 3, "an id twice")
    c("id-0", "invalid", f"id of a slot: {LOW}", (3, 0, 0), 0, "id 0")
    c("type-0", "invalid", f"type of a slot: {LOW}", (3, 0, 2), 0, "type 0")
    c("type-3", "newer", f"type of a slot: {UNKNOWN}", (3, 0, 2), 3, "a type not known")
    c("day", "invalid", f"day of a slot: {FORM}", (3, 0, 3), "2026", "no day")
    c("passes-0", "invalid", f"costs of a slot: {LOW}", (3, 0, 4, 0), 0, "no pass")
    c("memory-high", "limit", f"costs of a slot: {MORE}", (3, 0, 4, 1), 2**32, "memory of 33 bits")
    c("salt-15", "invalid", f"salt of a slot: {SIZE}", (3, 0, 5), bytes(15), "a salt of 15 bytes")
    c("nonce-23", "invalid", f"nonce of a slot: {SIZE}", (3, 0, 6), bytes(23), "a nonce of 23 bytes")
    c("wrapped-47", "invalid", f"wrapped key of a slot: {SIZE}", (3, 0, 7), bytes(47), "a wrapped key of 47 bytes")
    c("slot-newer", "newer", f"wrapped key of a slot: {KEY}", (3, 0, 8), 0, "an unknown key in a slot")
    slots_2 = copy.deepcopy(GOLDEN["key-slots"])
    escrow = {0: 4, 1: "herstelsleutel", 2: 3, 3: DAY, 7: bytes([7]) * 48, 8: bytes([8]) * 32, 9: bytes([9]) * 32}
    held = {0: 7, 1: "sleutel", 2: 4, 3: DAY, 4: [3, 65536], 5: ident(4), 6: bytes([5]) * 24, 7: bytes([6]) * 48,
            10: bytes([10]) * 20, 11: bytes([11]) * 32, 12: True}
    slots_2.update({0: 2, 3: [slots_2[3][0], escrow, held], 4: 9})
    with_last = lambda last: {**slots_2, 4: last}
    with_slot = lambda slot: {**slots_2, 3: [slot]}
    without = lambda slot, key: {k: v for k, v in slot.items() if k != key}
    s = lambda name, outcome, message, *a: case("key-slots", name, outcome, message and "key slots: " + message, *a)
    s("2-golden", "accepted", None, slots_2, "version 2: an escrow, a security key, an id that was removed")
    s("2-no-last", "accepted", None, without(slots_2, 4), "no id was removed")
    s("2-last-low", "invalid", "last id: a last id that a slot has", with_last(7), "a last id that says nothing")
    s("version-2", "invalid", "last id: a version that the slots do not need", {**GOLDEN["key-slots"], 0: 2}, "version 2 without need")
    s("1-last", "newer", f"wrapped key of a slot: {KEY}", {**GOLDEN["key-slots"], 4: 9}, "a last id in version 1")
    s("type-5", "newer", f"type of a slot: {UNKNOWN}", with_slot({**held, 2: 5}), "a type not known to version 2")
    s("escrow-salt", "newer", f"wrapped key of a slot: {KEY}", with_slot({**escrow, 5: ident(1)}), "an escrow with a salt")
    s("escrow-no-enc", "invalid", f"enc of a slot: {MISSING}", with_slot(without(escrow, 9)), "an escrow without enc")
    s("escrow-key-31", "invalid", f"recipient of a slot: {SIZE}", with_slot({**escrow, 8: bytes(31)}), "a key of 31 bytes")
    s("held-no-credential", "invalid", f"credential of a slot: {MISSING}", with_slot(without(held, 10)), "no credential")
    s("held-credential-1025", "limit", f"credential of a slot: {MORE}", with_slot({**held, 10: bytes(1025)}), "a credential too long")
    s("held-pin", "invalid", f"PIN of a slot: {TYPE}", with_slot({**held, 12: 1}), "a number for a boolean")
    change("key-slots-file", "body-empty", "invalid", f"whole: {EMPTY}", (0,), b"", "an empty body")
    change("key-slots-file", "mac-31", "invalid", f"whole: {SIZE}", (1,), bytes(31), "a MAC of 31 bytes")
    change("key-slots-file", "too-large", "limit", f"whole: {MORE}", (0,), bytes(65536), "a file too large")
    r = lambda *a: change("root-keys", *a)
    r("twice", "invalid", f"root keys: {TWICE}", (0, 1), signature(0xd1), "a key twice")
    r("key-63", "invalid", f"root keys: {SIZE}", (0, 0), bytes(63), "a key of 63 bytes")
    case("root-keys", "none", "invalid", "root keys: register keys: no key at all", {0: [], 1: []}, "no key")
    case("root-keys", "register-only", "accepted", "", {0: [], 1: [signature(1)]}, "register keys alone")
    f = lambda *a: change("root-file", *a)
    f("salt-17", "invalid", f"salt: {SIZE}", (2,), bytes(17), "a salt of 17 bytes")
    f("nonce-25", "invalid", f"nonce: {SIZE}", (3,), bytes(25), "a nonce of 25 bytes")
    f("ciphertext-empty", "invalid", f"ciphertext: {EMPTY}", (4,), b"", "no ciphertext")
    f("passes-0", "invalid", f"costs: {LOW}", (1, 0), 0, "no pass")
    f("costs-three", "invalid", f"costs: {LENGTH}", (1,), [3, 65536, 1], "a third cost")


def erased_cases():
    c = lambda *a: change("erased-list", *a)
    c("level-0", "invalid", f"level: {LOW}", (0,), 0, "level 0")
    c("level-2", "newer", f"level: {UNKNOWN}", (0,), 2, "a level above ours")
    c("missing", "invalid", f"records: {MISSING}", (3,), DROP, "no records")
    c("none", "accepted", "", (3,), [], "nothing was erased")
    c("no-backup", "accepted", "", (2,), 0, "before the first backup")
    c("newest-high", "limit", f"newest: {MORE}", (2,), FULL + 1, "a number of 2^48")
    c("newer-key", "newer", None, (4,), 0, "a key 4 that is not known")
    c("kept-64", "kept", "", (64,), b"later", "a key from 64 is passed over")
    c("desk-15", "invalid", None, (3, 0, 0), bytes(15), "a desk of 15 bytes")
    c("type-0", "invalid", None, (3, 0, 3), 0, "type 0")
    c("order-long", "limit", None, (3, 0, 4), "o" * 70000, "a decision too long")
    c("day", "invalid", None, (3, 0, 5), "2026-02-30", "a day that is none")
    c("n-0", "invalid", None, (3, 0, 7), 0, "an operation without a number")
    c("seven", "invalid", None, (3, 0), lambda record: record[:7], "a record without its operation")
    c("nine", "invalid", None, (3, 0), lambda record: record + [0], "a record with more")


def count_cases():
    """One more than the limit of every list. The elements do not matter: their number is looked at first."""
    long = lambda count: Raw(head(4, count) + b"\x00" * count)
    for document, path, part, most in (
            ("body", (10,), "duties", 256), ("body", (6,), "bases", 50000), ("body", (7,), "objects", 50000),
            ("body", (4,), "table of logs", 10000), ("body", (5,), "table of desks", 4096), ("body", (8,), "records", 50000),
            ("control", (1,), "region documents", 1024), ("control", (2,), "secrets", 1024),
            ("register-document", (3,), "files", 256), ("join-answer", (0,), "region documents", 10000),
            ("join-answer", (1,), "organisation documents", 10000), ("join-answer", (2,), "register documents", 10000),
            ("join-answer", (3,), "marks", 10000), ("manifest", (13,), "board", 10000),
            ("organisation", (7,), "revocations", 32768), ("revocation", (2,), "pins of a revocation", 10000),
            ("region", (5, 0, 3), "hats of an organisation", 30), ("region", (6,), "secrets", 1024),
            ("region", (7,), "register keys", 64), ("region", (10,), "revocations", 32768),
            ("object", (5,), "records of an object", 4096), ("organisation", (6, 0, 3), "desks of a device", 32),
            ("statement", (6,), "other seats", 4096), ("root-keys", (0,), "root keys", 64), ("root-keys", (1,), "register keys", 64),
            ("join-request", (3,), "desks", 32), ("basis", (2,), "claims", 256), ("basis", (3,), "notes", 256),
            ("basis", (4,), "objects of a basis", 256), ("basis", (5,), "caveats", 256), ("basis", (6,), "origin", 256),
            ("erased-list", (3,), "records", 100000), ("op-list", (0,), "operations", 10000), ("op-list", (1,), "operations", 50000), ("op-list", (1, 6, 5), "operations", 50000)):
        name = "count-" + part.replace(" ", "-") + "-" + "-".join(map(str, path))
        change(document, name, "limit", f"{part}: {MORE}", path, long(most + 1), f"{most + 1:,} of {part}")
    case("network-secrets", "count", "limit", f"network secrets: secrets: {MORE}", long(1025), "1,025 secrets")
    sibling = copy.deepcopy(GOLDEN["body"])
    sibling.update({0: 2, 13: [ident(9), long(50001)]})
    case("body", "count-lines", "limit", f"body: register lines: {MORE}", sibling, "50,001 register lines")
    change("basis", "function-257", "limit", f"notes: {MORE}", (3, 0, 3), "f" * 257, "a function too long")
    change("organisation", "function-257", "limit", f"function of a person: {MORE}", (6, 0, 2, 2), "f" * 257, "a function too long")
    change("organisation", "function-control", "invalid", f"function of a person: {FORM}", (6, 0, 2, 2), "a\tb", "a control character")
    change("key-slots", "memory-0", "invalid", f"costs of a slot: {LOW}", (3, 0, 4, 1), 0, "no memory")
    change("root-file", "memory-0", "invalid", f"costs: {LOW}", (1, 1), 0, "no memory")
    change("manifest", "organisation-none", "invalid", "organisation: a version is missing", (11,), [0, NONE], "no organisation")
    case("control", "resync-high", "limit", f"control: highest sequence number: {MORE}", {0: 2, 1: FULL + 1, 2: False}, "2^48")
    case("control", "gap-high", "limit", f"control: last lost sequence number: {MORE}", {0: 1, 1: FULL + 1}, "2^48")
    cbor("break-alone", b"\xff", "a break alone", KIND)


TARGET = {"revocation": "region", "signed-document": "region", "join-request": "join", "join-file": "join",
          "join-answer": "join", "network-secrets": "join", "basis": "body", "object": "body", "signed-object": "body",
          "op-list": "body", "control": "body", "key-slots-file": "key-slots", "root-keys": "key-slots",
          "root-file": "key-slots"}
MOST_SEED = 4096


RUN = re.compile(rb"(.{1,32}?)\1{99,}", re.DOTALL)


def describe(data):
    """Lines of hexadecimal text; long runs are counted and not written out."""
    lines = []
    done = 0
    for run in [*RUN.finditer(data), None]:
        end = run.start() if run else len(data)
        digits = data[done:end].hex()
        lines += [f"hex: {digits[i:i + 120]}" for i in range(0, len(digits), 120)]
        if run:
            lines.append(f"repeat: {len(run[0]) // len(run[1])} {run[1].hex()}")
            done = run.end()
    return lines


def write(document, name, outcome, message, value, text):
    data = encode(value)
    lines = [f"# {text}", f"document: {document}", f"outcome: {outcome}"]
    if message:
        lines.append(f"message: {message}")
    lines += describe(data) or ["hex:"]
    (HERE / f"{document}-{name}.vec").write_text("\n".join(lines) + "\n")
    if len(data) <= MOST_SEED and outcome in ("accepted", "kept", "newer"):
        folder = CORPORA / TARGET.get(document, document)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{document}-{name}").write_bytes(data)


def main():
    # What is there stays, made here or by hand: what was written once is read for ever.
    for document, value in GOLDEN.items():
        assert encode(value) == cbor2.dumps(value, canonical=True), document
        assert cbor2.loads(encode(value)) == value, document
        case(document, "golden", "accepted", "", value, f"an example of {document}")
    for make in (encoding_cases, map_cases, region_cases, organisation_cases, join_cases, statement_cases, op_cases, basis_cases,
                 object_cases, body_cases, manifest_cases, key_file_cases, erased_cases, count_cases):
        make()
    names = [(document, name) for document, name, *_ in cases]
    assert len(names) == len(set(names)), [n for n in names if names.count(n) > 1]
    for one in cases:
        write(*one)
    print(len(cases), "vectors")


main()
