#!/usr/bin/env python3
"""Fail when a text for people is not in the catalogue, or the Dutch catalogue is not complete and correct."""
import pathlib
import re
import subprocess
import sys
import tempfile

import lint

MARKED = re.compile(r"\b(?:_|N_|C_|NC_|ngettext|g_dngettext|dngettext)\s*\(")
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3"]


def marked_files(root):
    for path in lint.files(root, "src/*.[ch]"):
        code = lint.code_of(path.read_text(encoding="utf-8"))
        code = re.sub(r"^\s*#\s*define.*$", "", code, flags=re.MULTILINE)
        if MARKED.search(code):
            yield str(path.relative_to(root))
    for path in lint.files(root, "src/*.ui", "data/*.in"):
        if "translatable=" in path.read_text(encoding="utf-8") or path.suffix == ".in":
            yield str(path.relative_to(root))


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def entries_of(catalogue):
    """The texts of a catalogue, one string per entry, without the header."""
    blocks = re.split(r"\n{2,}", catalogue.strip())
    for block in blocks:
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        if lines and 'msgid ""' not in lines[0] or len(lines) > 1 and lines[0] == 'msgid ""' and lines[1].startswith('"'):
            yield " ".join(lines)


def check_catalogue(root, listed, catalogue):
    name = catalogue.relative_to(root)
    checked = run("msgfmt", "--check", "--output-file=/dev/null", str(catalogue))
    if checked.returncode:
        yield f"{name}: {checked.stderr.strip()}"
    if not listed:
        return
    with tempfile.TemporaryDirectory() as folder:
        template, merged = pathlib.Path(folder) / "all.pot", pathlib.Path(folder) / "merged.po"
        made = run("xgettext", "--from-code=UTF-8", "--no-location", f"--directory={root}", f"--output={template}",
                   *(f"--keyword={keyword}" for keyword in KEYWORDS), *listed)
        if made.returncode:
            yield f"xgettext: {made.stderr.strip()}"
            return
        if not template.exists():
            return
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", f"--output-file={merged}", str(catalogue), str(template))
        for label, option in (("not translated", "--untranslated"), ("only guessed (fuzzy)", "--only-fuzzy")):
            found = run("msgattrib", option, "--no-obsolete", "--no-wrap", str(merged))
            yield from (f"{name}: {label}: {entry}" for entry in entries_of(found.stdout))
        obsolete = run("msgattrib", "--only-obsolete", "--no-wrap", str(merged))
        for line in obsolete.stdout.splitlines():
            if line.startswith("#~ msgid "):
                yield f"{name}: no longer used: {line[9:]}"


def check(root):
    listed = [line.strip() for line in (root / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()]
    listed = [line for line in listed if line and not line.startswith("#")]
    if listed != sorted(listed):
        yield "po/POTFILES.in: not in alphabetical order"
    marked = set(marked_files(root))
    yield from (f"po/POTFILES.in: lacks {name}" for name in sorted(marked - set(listed)))
    yield from (f"po/POTFILES.in: {name} has no text for people" for name in sorted(set(listed) - marked))
    present = [name for name in listed if (root / name).is_file()]
    for language in (root / "po/LINGUAS").read_text(encoding="utf-8").split():
        yield from check_catalogue(root, present, root / f"po/{language}.po")


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
