#!/usr/bin/env python3
"""No case data outside the vaults: the whole main job under strace, with marked cases, and then slots, backup, restore and a
new key on one of its vaults, with marked passphrases (threat rows T1 and T20).

Every name in the cases is a marker. It may not appear, in any encoding below, in anything that is written to a file,
in any file that is left, or in any git object. The probe is proved first with a program that does leak.

Usage: canary.py PROGRAM SOURCE_CASES"""

import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

MARKER = "KANARIE7Q4X"
DEMO_PASSPHRASE = "vier woorden voor rondkijken"
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


def trace(command, folder, lines=()):
    """Runs the command with these lines of input and answers its trace; the terminal is a pipe and is not a file."""
    log = folder / "trace"
    # A leak checker cannot work inside a tracer.
    environment = dict(os.environ, TMPDIR=str(folder / "temp"), HOME=str(folder / "home"),
                       ASAN_OPTIONS="detect_leaks=0")
    for name in ("temp", "home"):
        (folder / name).mkdir(exist_ok=True)
    run = subprocess.run(
        ["strace", "-f", "-y", "-s", "1000000", "-e", CALLS, "-o", str(log)] + command,
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        input="".join(line + "\n" for line in lines).encode(),
    )
    return run, log


def leaks_in_trace(log, secrets=()):
    found = []
    marks = [MARKER, MARKER.encode().hex(), "\\0".join(MARKER), *secrets]
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


class Keys:
    """What is done with the keys of a vault that holds marked cases. The passphrases hold the marker too."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.vault = next(path.parent for path in folder.rglob("kluis.db"))
        self.secrets, self.leaks = [], []

    def call(self, words, lines, vault=None):
        command = [self.program, "--vault", str(vault or self.vault), "--passphrase-fd", "0", "--json", *words]
        run, log = trace(command, self.folder, lines)
        if run.returncode != 0:
            sys.exit(f"{words[:2]} ended with {run.returncode}: {run.stderr.decode()[-400:]}")
        answer = json.loads(run.stdout)
        # A code that is made now is a secret from the first byte on.
        if answer.get("recovery_code"):
            self.secrets += [answer["recovery_code"], answer["recovery_code"].replace("-", "")]
        self.leaks += leaks_in_trace(log, self.secrets)
        log.unlink()
        return answer

    def run(self):
        first, second = f"eerste {MARKER} zin", f"tweede {MARKER} zin"
        stick = self.folder / "stick"
        stick.mkdir()
        code = self.call(["slot", "add", "--code", "--quick"], [DEMO_PASSPHRASE])["recovery_code"]
        self.call(["slot", "add", "--quick", "--new-passphrase-fd", "0"], [DEMO_PASSPHRASE, first])
        self.call(["backup", "create", str(stick)], [code])
        self.call(["backup", "restore", str(stick / "kluis-000001.kkb.age")], [code], self.folder / "again")
        code = self.call(["vault", "rekey", "--quick", "--new-passphrase-fd", "0"], [first, second])["recovery_code"]
        self.call(["slot", "test", "--secret-fd", "0", self.number_of_code()], [second, code])
        self.call(["backup", "create", str(stick)], [second])
        return self.leaks + self.leaks_in_rest()

    def number_of_code(self):
        slots = self.call(["slot", "list"], [f"tweede {MARKER} zin"])["slots"]
        return next(slot["id"] for slot in slots if slot["type"] == "recovery")

    def leaks_in_rest(self):
        marks = [secret.encode() for secret in self.secrets]
        return [str(path) for path in self.folder.rglob("*") if path.is_file()
                and any(mark in path.read_bytes() for mark in marks)]


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
        leaks += Keys(program, folder).run()
        leaks += leaks_in_files(folder, {cases}) + leaks_in_git(folder)
    if leaks:
        sys.exit("case data outside the vault:\n" + "\n".join(leaks[:20]))
    print("no marker in any written byte, file or git object")


main()
