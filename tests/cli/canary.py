#!/usr/bin/env python3
"""No case data outside the vaults: the whole main job under strace, with marked cases (threat rows T1 and T20).

Every name in the cases is a marker. It may not appear, in any encoding below, in anything that is written to a file,
in any file that is left, or in any git object. The probe is proved first with a program that does leak.

Usage: canary.py PROGRAM SOURCE_CASES"""

import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

MARKER = "KANARIE7Q4X"
SKIPPED = 77
CALLS = "trace=write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,rename,renameat,openat"


def spellings():
    raw = MARKER.encode()
    return {
        "text": raw,
        "UTF-16": MARKER.encode("utf-16-le"),
        "hexadecimal": raw.hex().encode(),
        "HEXADECIMAL": raw.hex().upper().encode(),
    }


def mark_cases(source, target):
    with open(source, newline="", encoding="utf-8") as read:
        rows = list(csv.reader(read))
    columns = [rows[0].index(name) for name in ("prs_FirstName", "prs_SecondName", "prs_MailingStreet")]
    for row in rows[1:]:
        for column in columns:
            if row[column]:
                row[column] = MARKER + str(column)
    with open(target, "w", newline="", encoding="utf-8") as write:
        csv.writer(write).writerows(rows)


def trace(command, folder):
    """Runs the command and answers the lines of its trace; the terminal is a pipe and is not a file."""
    log = folder / "trace"
    # A leak checker cannot work inside a tracer.
    environment = dict(os.environ, TMPDIR=str(folder / "temp"), HOME=str(folder / "home"),
                       ASAN_OPTIONS="detect_leaks=0")
    for name in ("temp", "home"):
        (folder / name).mkdir(exist_ok=True)
    run = subprocess.run(
        ["strace", "-f", "-y", "-s", "1000000", "-e", CALLS, "-o", str(log)] + command,
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )
    return run, log


def leaks_in_trace(log):
    found = []
    marks = [MARKER, MARKER.encode().hex(), "\\0".join(MARKER)]
    with open(log, encoding="ascii", errors="replace") as lines:
        for line in lines:
            if "pipe:[" in line[:80]:
                continue
            if any(mark in line for mark in marks):
                found.append(line[:160])
    return found


def leaks_in_files(folder, allowed):
    found = []
    for path in folder.rglob("*"):
        if not path.is_file() or path in allowed:
            continue
        content = path.read_bytes()
        found += [f"{path}: {kind}" for kind, mark in spellings().items() if mark in content]
    return found


def leaks_in_git(folder):
    found = []
    for repository in list(folder.rglob("*.git")):
        objects = subprocess.run(
            ["git", "-C", str(repository), "cat-file", "--batch-all-objects", "--batch"],
            stdout=subprocess.PIPE, check=True,
        ).stdout
        if not objects:
            found.append(f"{repository}: no objects, so nothing was proved")
        found += [f"{repository}: {kind}" for kind, mark in spellings().items() if mark in objects]
    return found


def prove_the_probe(folder):
    leaky = f"open({str(folder / 'leak')!r}, 'w').write('{MARKER}')"
    _, log = trace([sys.executable, "-c", leaky], folder)
    if not leaks_in_trace(log):
        sys.exit("the probe does not see a program that leaks")
    (folder / "leak").unlink()


def main():
    program, source = sys.argv[1:3]
    if shutil.which("strace") is None:
        print("strace is not installed: skipped")
        sys.exit(SKIPPED)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        cases = folder / "cases.csv"
        prove_the_probe(folder)
        mark_cases(source, cases)
        run, log = trace([program, "demo", "--dir", str(folder / "demo"), "--cases", str(cases)], folder)
        if run.returncode != 0:
            sys.exit(f"the demo ended with {run.returncode}: {run.stderr.decode()[-400:]}")
        if MARKER not in run.stdout.decode():
            sys.exit("the marked cases were not used, so nothing was proved")
        leaks = leaks_in_trace(log)
        log.unlink()
        leaks += leaks_in_files(folder, {cases}) + leaks_in_git(folder)
    if leaks:
        sys.exit("case data outside the vault:\n" + "\n".join(leaks[:20]))
    print("no marker in any written byte, file or git object")


main()
