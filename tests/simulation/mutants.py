#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Breaks one promise of the exchange at a time, and asks what of the simulation sees it: which of the lives that were found
before, and which of so many seeds first.

    tests/simulation/mutants.py [--seeds 1000] [--jobs 2] [--work FOLDER] [name …]

All of them stand in one copy of the tree that is built once; the environment says which of them is broken. Ends with 1 when one
is not seen. A table line is printed for each (docs/reliability.md).
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


def is_broken(name):
    return f'(g_strcmp0 (g_getenv ("KK_MUTANT"), "{name}") == 0)'


def skip(function, answer="TRUE"):
    """The function does nothing."""
    pattern = re.compile(rf"^{function} \([^;{{]*?\)\n\{{\n", re.MULTILINE)
    return pattern, lambda found, broken: found.group(0) + f"  if ({broken})\n    return {answer};\n"


def change(old, new):
    """In @new, %s is whether it is broken."""
    return re.compile(re.escape(old)), lambda found, broken: new.replace("%s", broken)


EXCHANGE = "src/app/exchange/"
REGISTER = "src/app/register/"
SHARING = "src/app/sharing/"

# Name, promise, file, what is broken.
MUTANTS = [
    ("pending", "a push that waits is finished first (§15 step 1)", EXCHANGE + "kk-app-sync.c",
     change("  finish_pushes (syncing, refs, &refused);\n", "  if (!%s)\n    finish_pushes (syncing, refs, &refused);\n")),
    ("decided-again", "a body is decided again when it is sealed (§15)", EXCHANGE + "kk-seal-body.c",
     change("outcome != KK_OUTCOME_SEND)\n      due->reason", "outcome != KK_OUTCOME_SEND && !%s)\n      due->reason")),
    ("consent", "a consent that is gone carries nothing (§15)", EXCHANGE + "kk-seal-consent.c",
     change("    *stands = is_all_lawful (body, before, lawful);\n", "    *stands = is_all_lawful (body, before, lawful) || %s;\n")),
    ("markers", "who holds an earlier value hears that it is old (§14)", SHARING + "kk-share-draft.c", skip("draft_markers")),
    ("later", "what becomes lawful by the day goes (§14)", EXCHANGE + "kk-standing.c", skip("kk_standing_add_due")),
    ("gap", "what was dropped unread leaves a gap notice (§15)", EXCHANGE + "kk-seal-control.c", skip("kk_seal_gaps")),
    ("resync", "a resync is answered (§15)", EXCHANGE + "kk-seal-resync.c", skip("kk_seal_resync_answers")),
    ("beside", "requests and deletions are said again with that (§15)", EXCHANGE + "kk-seal-beside.c",
     skip("kk_seal_collect_beside")),
    ("holes", "a number that is missing is asked for (§15)", EXCHANGE + "kk-receive-settle.c", skip("check_holes")),
    ("copy", "a copy of a vault starts a new incarnation (§15 step 8)", EXCHANGE + "kk-push.c", skip("is_of_copy", "FALSE")),
    ("marks", "members' marks tell a restored vault (§15 step 4)", EXCHANGE + "kk-incarnation.c",
     change("  *due = contradicted && !was;\n", "  *due = contradicted && !was && !%s;\n")),
    ("moved", "what was confirmed before goes under the new numbers (§15)", EXCHANGE + "kk-incarnation-waiting.c",
     skip("kk_incarnation_look_at_waiting")),
    ("siblings", "seats of one desk get everything (§11)", EXCHANGE + "kk-seal-sibling.c", skip("kk_seal_siblings")),
    ("told-again", "who was put back hears what it erased (§15)", EXCHANGE + "kk-seal-sibling.c",
     change("         (work->again && ", "         (work->again && !%s && ")),
    ("early", "what a colleague speaks of is waited for (§16)", EXCHANGE + "kk-inbox-early.c",
     change("    *early = !known;\n", "    *early = !known && !%s;\n")),
    ("late", "who was given something meanwhile hears that it was taken away (§14)", EXCHANGE + "kk-inbox-late.c",
     skip("kk_inbox_tell_late")),
    ("erasure", "who was given an erased record is asked (§14)", REGISTER + "kk-record-wipe.c", skip("ask_desks")),
    ("recall", "a recall is sent (§14)", REGISTER + "kk-recall.c",
     change("  for (guint i = 0; i < desks->len; i++) {\n    if (!kk_record_notice_queue (app, &notice, &g_array_index",
            "  for (guint i = 0; i < desks->len && !%s; i++) {\n    if (!kk_record_notice_queue (app, &notice, &g_array_index")),
    ("sent", "what a colleague sent is known (§17)", EXCHANGE + "kk-inbox-lines.c", skip("note_sent")),
    ("quiet", "nothing is pushed when nothing is new (§10)", EXCHANGE + "kk-seal-manifest.c",
     change("  *may = g_strcmp0 (last, sealing->day) != 0 && (news || heartbeat);\n",
            "  *may = (g_strcmp0 (last, sealing->day) != 0 && (news || heartbeat)) || %s;\n")),
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


def live(folder, name, options):
    """What saw it, in words; nothing when nothing did."""
    program = folder / "build/tests/simulation/test-simulation"
    broken = dict(environment(folder), KK_MUTANT=name)
    found = subprocess.run([program, "-k", "-p", "/simulation/found"], env=broken, capture_output=True, text=True,
                           check=False).stdout
    lives = re.findall(r"^not ok \d+ /simulation/found/(\S+)", found, re.MULTILINE)
    told = subprocess.run([program, "-p", "/simulation/seeds", "--seeds", str(options.seeds), "--jobs", str(options.jobs)],
                          env=broken, capture_output=True, text=True, check=False).stdout
    seed = re.search(r"^# seed (\d+): (.*)$", told, re.MULTILINE)
    words = re.sub(r"[0-9A-F]{32}[^:]*", "…", seed.group(2)) if seed else ""
    return ([f"seed {seed.group(1)}: {words}"] if seed else []) + [f"life `{life}`" for life in lives]


def break_all(folder, mutants):
    """Each where it stands, told apart by its name; those whose place is not there any more are given back."""
    gone = []
    for name, _, file, (pattern, replacement) in mutants:
        path = folder / file
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        broken, times = pattern.subn(lambda found: replacement(found, is_broken(name)), before, count=1)
        if times == 1:
            path.write_text(broken, encoding="utf-8")
        else:
            gone.append(name)
    return gone


def try_one(folder, mutant, gone, options):
    name, promise = mutant[:2]
    if name in gone:
        print(f"| `{name}` | {promise} | **cannot be made any more** |", flush=True)
        return False
    seen = live(folder, name, options)
    print(f"| `{name}` | {promise} | {'; '.join(seen) or '**not seen**'} |", flush=True)
    return bool(seen)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=1000)
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
        gone = break_all(folder, MUTANTS)
        build(folder)
        fine = [try_one(folder, mutant, gone, options) for mutant in chosen]
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
