#!/usr/bin/env python3
"""Fail when a threat or complaint of docs/threat-model.md has no row, or its row names a test that does not exist, or names none without saying so."""
import re
import sys

import lint

ROW = re.compile(r"^\|\s*(?P<id>[TU]\d+[a-z]?)\s*\|(?P<cells>.*)\|\s*$", re.MULTILINE)
OPEN = "not yet"
DOCUMENTED = "documented"
COMPLAINTS = (1, 4, 5, 6, 7, 8, 9, 11, 18)
EXPECTED = {f"T{number}" for number in range(1, 34)} | {"T26b"} | {f"U{number}" for number in COMPLAINTS}


def check(root):
    text = (root / "docs/threat-model.md").read_text(encoding="utf-8")
    tests = "\n".join(path.read_text(encoding="utf-8", errors="replace")
                      for path in lint.files(root, "tests/*.[ch]", "tests/*.py", "tests/*.sh", "tests/*/meson.build",
                                             "tests/*.scenario") if "lint" not in path.relative_to(root).parts)
    seen, still_open = set(), 0
    for row in ROW.finditer(text):
        cell = row["cells"].split("|")[-1]
        named = re.findall(r"`([^`]+)`", cell)
        seen.add(row["id"])
        still_open += OPEN in cell
        if not named and OPEN not in cell and DOCUMENTED not in cell:
            yield f"{row['id']}: names no test and does not say \"{OPEN}\""
        yield from (f"{row['id']}: there is no test {name}" for name in named if name not in tests)
    yield from (f"{missing}: has no row" for missing in sorted(EXPECTED - seen))
    print(f"{len(seen)} threats and complaints, {still_open} with a part that is not tested yet")


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
