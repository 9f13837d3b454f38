#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Breaks one promise of the exchange at a time in a copy of the tree, and asks how many seeds the simulation needs to see it.

    tests/simulation/mutants.py [--seeds 2000] [--jobs 2] [--work FOLDER] [name …]

Ends with 1 when one is not seen. A table line is printed for each (docs/reliability.md).
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def skip(function, answer="TRUE"):
    """The function does nothing."""
    pattern = re.compile(rf"^{function} \([^;{{]*?\)\n\{{\n", re.MULTILINE)
    return pattern, lambda found: found.group(0) + f"  if (g_get_prgname () != NULL)\n    return {answer};\n"


def change(old, new):
    return re.compile(re.escape(old)), lambda found: new


# Name, promise, file, what is broken.
MUTANTS = [
    ("pending", "a push that waits is finished first (§15 step 1)", "src/app/exchange/kk-app-sync.c",
     change("  finish_pushes (syncing, refs, &refused);\n", "  if (refs == NULL)\n    finish_pushes (syncing, refs, &refused);\n")),
    ("decided-again", "a body is decided again when it is sealed (§15)", "src/app/exchange/kk-seal-body.c",
     change('      due->reason = "not-lawful-now";\n  }', "      continue;\n  }")),
    ("consent", "a consent that is gone carries nothing (§15)", "src/app/exchange/kk-seal-consent.c",
     change("    *stands = is_all_lawful (body, before, lawful);\n", "    *stands = is_all_lawful (body, before, lawful) || TRUE;\n")),
    ("markers", "who holds an earlier value hears that it is old (§14)", "src/app/sharing/kk-share-draft.c",
     skip("draft_markers")),
    ("later", "what becomes lawful by the day goes (§14)", "src/app/exchange/kk-standing.c", skip("kk_standing_add_due")),
    ("gap", "what was dropped unread leaves a gap notice (§15)", "src/app/exchange/kk-seal-control.c", skip("kk_seal_gaps")),
    ("resync", "a resync is answered (§15)", "src/app/exchange/kk-seal-resync.c", skip("kk_seal_resync_answers")),
    ("copy", "a copy of a vault starts a new incarnation (§15 step 8)", "src/app/exchange/kk-push.c",
     skip("is_of_copy", "FALSE")),
    ("marks", "members' marks tell a restored vault (§15 step 4)", "src/app/exchange/kk-incarnation.c",
     change("  *due = contradicted && !was;\n", "  *due = FALSE && contradicted && !was;\n")),
    ("siblings", "seats of one desk get everything (§11)", "src/app/exchange/kk-seal-sibling.c", skip("kk_seal_siblings")),
    ("erasure", "who was given an erased record is asked (§14)", "src/app/register/kk-record-wipe.c", skip("ask_desks")),
    ("recall", "a recall is sent (§14)", "src/app/register/kk-recall.c",
     change("  for (guint i = 0; i < desks->len; i++) {\n    if (!kk_record_notice_queue (app, &notice, &g_array_index",
            "  for (guint i = 0; desks == NULL && i < dots->len; i++) {\n    if (!kk_record_notice_queue (app, &notice, &g_array_index")),
    ("sent", "what a colleague sent is known (§17)", "src/app/exchange/kk-inbox-lines.c", skip("note_sent")),
    ("quiet", "nothing is pushed when nothing is new (§10)", "src/app/exchange/kk-seal-manifest.c",
     change("  *may = g_strcmp0 (last, sealing->day) != 0 && (news || heartbeat);\n",
            "  *may = g_strcmp0 (last, sealing->day) != 0 || news || heartbeat || TRUE;\n")),
    ("confirm", "what the server shows is confirmed (§15 step 9)", "src/app/exchange/kk-push.c",
     change("  return work->push->state == KK_PUSH_CONFIRMED", "  return TRUE || work->push->state == KK_PUSH_CONFIRMED")),
]


def copy_tree(folder):
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], check=True, capture_output=True).stdout
    for name in listed.decode().split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def build(folder):
    subprocess.run(["ninja", "-C", folder / "build", "tests/simulation/test-simulation"], check=True,
                   stdout=subprocess.DEVNULL)


def environment(folder):
    return dict(os.environ, G_TEST_SRCDIR=str(folder / "tests"), KK_DATADIR=str(folder / "data"),
                G_TEST_BUILDDIR=str(folder / "build/tests"), KK_LOCALEDIR=str(folder / "build/po"))


def live(folder, options):
    """The seed that saw it and in what words; nothing when none did."""
    command = [folder / "build/tests/simulation/test-simulation", "-p", "/simulation/seeds", "--seeds", str(options.seeds),
               "--jobs", str(options.jobs)]
    told = subprocess.run(command, env=environment(folder), capture_output=True, text=True, check=False).stdout
    return re.search(r"^# seed (\d+): (.*)$", told, re.MULTILINE)


def try_one(folder, mutant, options):
    name, promise, file, (pattern, replacement) = mutant
    path = folder / file
    before = path.read_text(encoding="utf-8")
    broken, times = pattern.subn(replacement, before, count=1)
    if times != 1:
        print(f"| {name} | {promise} | **cannot be made any more** |", flush=True)
        return False
    path.write_text(broken, encoding="utf-8")
    build(folder)
    seen = live(folder, options)
    path.write_text(before, encoding="utf-8")
    words = re.sub(r"[0-9A-F]{32}[^:]*", "…", seen.group(2)) if seen else ""
    print(f"| `{name}` | {promise} | seed {seen.group(1)}: {words} |" if seen
          else f"| `{name}` | {promise} | **not seen** |", flush=True)
    return seen is not None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", help="a folder that stays, so that it is built once")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.work or temporary)
        copy_tree(folder)
        if not (folder / "build").exists():
            subprocess.run(["meson", "setup", folder / "build", folder], check=True, stdout=subprocess.DEVNULL)
        chosen = [mutant for mutant in MUTANTS if not options.names or mutant[0] in options.names]
        fine = [try_one(folder, mutant, options) for mutant in chosen]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
