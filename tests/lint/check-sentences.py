#!/usr/bin/env python3
"""Fail when docs/reliability.md, "What a person reads", quotes a sentence that the Dutch translation does not have, or names a test that is not there."""
import re
import sys

import lint

PAGE = "docs/reliability.md"
HEADING = "## What a person reads\n"
STRING = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?)? ?"(.*)"$')
FORMAT = re.compile(r"%(?:\d\$)?l?[su]")


def translations(root):
    """Every Dutch text, with "…" for what is filled in."""
    texts, current = [], None
    for line in (root / "po/nl.po").read_text(encoding="utf-8").splitlines():
        found = STRING.match(line)
        if not found:
            continue
        if found[1]:
            current = found[1].startswith("msgstr")
            texts += [""] if current else []
        if current:
            texts[-1] += found[2].replace('\\"', '"').replace("\\n", " ")
    return {FORMAT.sub("…", text) for text in texts}


def check(root):
    section = (root / PAGE).read_text(encoding="utf-8").partition(HEADING)[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| ")][1:]
    known = translations(root)
    scenarios = (root / "tests/cli/meson.build").read_text(encoding="utf-8")
    tests = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in lint.files(root, "tests/*.c"))
    if not rows:
        yield f"{PAGE}: there is no table under \"{HEADING.strip()}\""
    for what, _, sentence, shown in rows:
        if sentence.strip("_") not in known:
            yield f"{what}: the translation says something else than {sentence}"
        for name in re.findall(r"`([^`]+)`", shown):
            if name.endswith(".scenario"):
                there = (root / "tests/cli" / name).is_file() and f"'{name[:-len('.scenario')]}'" in scenarios
            else:
                there = f'"{name}"' in tests
            if not there:
                yield f"{what}: there is no test {name}"


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
