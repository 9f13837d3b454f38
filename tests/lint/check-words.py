#!/usr/bin/env python3
"""Fail when a file names a folder of somebody's machine or the host of an archive, or leaves a note to do something."""
import re
import sys

import lint

# Written in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a folder of one machine": re.compile("(?<![\\w.}\"'])/(?:" + "work|home|root|Users" + ")/[a-z]"),
    "a scratch folder": re.compile("/tmp" + "/k/"),
    "the host of an archive": re.compile("(?:deb" + r"\.debian\.org|registry" + r"\.npmjs|snapshot" + r"\.debian)"),
    "a note to do something": re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X|HA" + r"CK)\b"),
    "a conflict marker": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}
TEXT = ["*.c", "*.h", "*.py", "*.sh", "*.md", "*.build", "*.txt", "*.po", "*.in", "*.ini", "*.ui", "*.json", "*.row", "run",
        "*.scenario", "*.supp"]


def check(root):
    for path in lint.files(root, *TEXT):
        text = path.read_text(encoding="utf-8", errors="replace")
        for label, pattern in FORBIDDEN.items():
            for match in pattern.finditer(text):
                line = text[:match.start()].count("\n") + 1
                yield f"{path.relative_to(root)}:{line}: {label}: {match[0]}"


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
