#!/usr/bin/env python3
"""Fail when a requirement, term or duty has no row in its table, names a test or file that does not exist, or names none without saying why it waits."""
import re
import sys

import lint

ROW = re.compile(r"^\|\s*(?P<id>R\d{3}|[TD]-\d{2})\s*\|(?P<cells>.*)\|\s*$", re.MULTILINE)
PATH = re.compile(r"`((?:tests|app|cli|data|docs|domain|gui|policy|report|vault|crypto|format|sync|backup)/[^`\s]*)`")
# Of R001 to R089, those that must be there.
MUST = "1-11 16-18 20-27 29-30 32-43 45 47-50 52-55 57-63 65-73 77-78 84 88"
DUTIES = {f"T-{number:02}" for number in range(1, 16)} | {f"D-{number:02}" for number in range(1, 12)}


def numbers(text):
    for part in text.split():
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def exists(root, path):
    base = root if path.split("/")[0] in ("tests", "data", "docs") else root / "src"
    return (base / path).exists() or any(base.glob(path + "*"))


def check_table(root, name, expected, waits):
    seen = set()
    for row in ROW.finditer((root / name).read_text(encoding="utf-8")):
        cells = [cell.strip() for cell in row["cells"].split("|")]
        seen.add(row["id"])
        yield from (f"{name}: {row['id']}: there is no {path}" for path in PATH.findall(row[0]) if not exists(root, path))
        if not any(path.startswith("tests/") for path in PATH.findall(row[0])) and not (waits and cells[-1]):
            yield f"{name}: {row['id']}: names no test and does not say why it waits"
    yield from (f"{name}: {missing}: has no row" for missing in sorted(expected - seen))


def check(root):
    must = {f"R{number:03}" for number in numbers(MUST)}
    yield from check_table(root, "docs/requirements.md", must, True)
    yield from check_table(root, "docs/duties.md", DUTIES, False)


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
