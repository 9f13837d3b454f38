#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Nothing of the research got lost on its way into the register: every row and field of draft-register.json.

A field that the engine reads has its own key; what the research said in its own words of giver, receiver, purpose,
categories and conditions stands unchanged under `research`, beside the strict terms that were made of it.
Usage: check-draft.py [ROOT]
"""

import json
import pathlib
import sys

SAME = {"effect": "effect", "law": "article", "bwb": "bwb", "short": "short", "retention_onward": "retention",
        "confidence": "confidence", "source": "source"}
WORDS = ("giver", "receiver", "purpose", "categories", "conditions")
# How people read it: the register writes the short names of the draft out, one after the other.
WRITTEN_OUT = {" <-> ": " en ", " -> ": " aan ", "categorieen": "categorieën", " 15 j": " 15 jaar", " 20 j": " 20 jaar",
               " 5 j;": " 5 jaar;", "maatsch.": "maatschappelijke",
               "bijzondere = alleen": "van bijzondere gegevens alleen", "t.b.v.": "voor", "o.g.v.": "op grond van",
               "VT-termijnen": "Termijnen van Veilig Thuis", "W&I:": "Werk en inkomen:", "VT": "Veilig Thuis",
               "ZVH": "Zorg- en Veiligheidshuis"}
# Where the register says something else than the draft on purpose: (row, field of the draft): why.
DIFFERENCES = {}


def read_register(folder):
    rows = {}
    for path in sorted(folder.glob("*.register")):
        for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
            row = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith("#"))
            rows[row["id"]] = row
    return rows


def write_out(text):
    for short, long in WRITTEN_OUT.items():
        text = text.replace(short, long)
    return text


def compare(number, draft, row):
    if row["number"] != str(number):
        yield "number %s, but place %d in the draft" % (row["number"], number)
    for field, key in SAME.items():
        wanted = write_out(draft[field]) if field == "short" else draft[field]
        if row.get(key, "-") != wanted and (draft["id"], field) not in DIFFERENCES:
            yield "%s: \"%s\", but the draft says \"%s\"" % (key, row.get(key, "-"), wanted)
    words = " // ".join(draft[field] for field in WORDS)
    if row.get("research") != words:
        yield "research: not the words of the draft: \"%s\"" % words
    if row["use"] in ("rule", "note") and "does" not in row:
        yield "nothing says what the row does"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    drafts = json.loads((root / "tests/policy/draft-register.json").read_text(encoding="utf-8"))
    rows = read_register(root / "data/register")
    complaints = ["%s: in the draft, and not in the register" % d["id"] for d in drafts if d["id"] not in rows]
    complaints += ["%s: in the register, and not in the draft" % i for i in rows if i not in {d["id"] for d in drafts}]
    for number, draft in enumerate(drafts, 1):
        if draft["id"] in rows:
            complaints += ["%s: %s" % (draft["id"], text) for text in compare(number, draft, rows[draft["id"]])]
    print("\n".join(complaints) if complaints else "%d rows, nothing lost" % len(drafts))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
