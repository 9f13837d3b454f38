#!/usr/bin/python3
"""What a disk or a sudden end does to work in one vault: the n-th change of a file fails, or the program is killed there.

usage: faults-vault.py PROGRAM SHIM [--every]      with --every: each n, not a few

The work is saving a value, making a backup with the cleaning behind it, and putting a backup back. After each failure the vault opens
and is whole, what was accepted before is there, and the same work without the fault succeeds. At the end a new key for the vault is made
by a program that is killed before it has shown the new recovery code.
"""
import errno
import json
import pathlib
import random
import shutil
import signal
import sys
import tempfile

import faults

FEW = 3
KILLED = -signal.SIGKILL
NUMBERS = [errno.ENOSPC, KILLED, errno.EIO, errno.EROFS]


class Room(faults.Stage):
    """One vault with a case and a backup of it, in a folder that is copied before each experiment."""

    def build(self):
        self.code = self.done("deventer", "vault", "create", "--quick")["recovery_code"]
        self.done("deventer", "region", "create", "--name", "IJsselland", "--organisation", "gemeente-deventer",
                  "--organisation-name", "gemeente Deventer", "--hat", "GEM_WMO", *faults.PERSON, "--role",
                  "aandachtsfunctionaris", "--desk", "Sociaal domein", "--person", "J. Voorbeeld", "--function",
                  "aandachtsfunctionaris", "--root-file", "region.root", "--root-passphrase-fd", "0", "--quick",
                  lines="hoofdsleutel\n")
        (self.folder / "cases.csv").write_text(
            "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,prs_FirstName,prs_Birthdate\n"
            "DEV-1,signaal,2026-11-02,Deventer,Andrei,2010-04-01\n")
        self.done("deventer", "case", "import", "cases.csv")
        (self.folder / "stick").mkdir()
        self.done("deventer", "backup", "add-target", "stick")
        self.done("deventer", "backup", "run")

    def restore(self, copy):
        for name in ("deventer", "stick", "again"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            if (copy / name).exists():
                shutil.copytree(copy / name, self.folder / name, symlinks=True)

    def call(self, vault, *words, lines="", fault=None):
        if vault != "again":
            return super().call(vault, *words, lines=lines, fault=fault)
        kept, faults.PASSPHRASE = faults.PASSPHRASE, self.code + "\n"
        try:
            return super().call(vault, *words, lines=lines, fault=fault)
        finally:
            faults.PASSPHRASE = kept


WORK = {
    "save": ("deventer", "case", "set", "DEV-1", "prs_FirstName=Andreas"),
    "backup": ("deventer", "backup", "run"),
    "restore": ("again", "backup", "restore", "stick/kluis-000001.kkb.age", "--older"),
}


def is_half_done(room, name):
    """Restoring either gave a vault or nothing that stands in the way; what a kill left is an unfinished folder."""
    return name == "restore" and not (room.folder / "again" / "kluis.keys").exists()


def check_after(room, name):
    if is_half_done(room, name):
        shutil.rmtree(room.folder / "again", ignore_errors=True)
    if name != "restore" or not (room.folder / "again").exists():
        room.done(*WORK[name])
    vault = WORK[name][0]
    shown = room.done(vault, "case", "list")["cases"]
    assert [case["reference"] for case in shown] == ["DEV-1"], shown
    assert room.done(vault, "register", "verify")["ok"] is True
    if name == "backup":
        outcomes = room.done("deventer", "backup", "test")["outcomes"]
        assert [outcome["outcome"] for outcome in outcomes] == ["proved"], outcomes
        left = [path.name for path in (room.folder / "deventer").iterdir() if path.name.startswith("proef-")]
        assert left == [], left


def fault_of(room, number, at):
    return {"KK_FAIL_UNDER": str(room.folder) + "/", "KK_FAIL_AT": str(at), "KK_FAIL_ERRNO": str(number),
            "KK_FAIL_ON": "1" if at % 2 else "0"}


def count_changes(room, copy, name):
    room.restore(copy)
    with tempfile.NamedTemporaryFile() as count:
        result = room.call(*WORK[name], fault={"KK_FAIL_UNDER": str(room.folder) + "/", "KK_FAIL_COUNT": count.name})
        assert result.returncode == 0, result.stderr
        return int(pathlib.Path(count.name).read_text())


def check_ending(number, result):
    if number == KILLED and result.returncode == KILLED:
        return
    faults.check_ending(result)


def sweep(room, copy, name, every):
    total = count_changes(room, copy, name)
    points = range(1, total + 1)
    if not every:
        points = sorted(random.Random(total).sample(points, min(FEW, total)))
    ended = 0
    for place, at in enumerate(points):
        number = NUMBERS[place % len(NUMBERS)]
        room.restore(copy)
        result = room.call(*WORK[name], fault=fault_of(room, number, at))
        try:
            check_ending(number, result)
            check_after(room, name)
        except AssertionError as problem:
            raise AssertionError(f"{name}: change {at} of {total}, {number}: {problem}") from problem
        ended += result.returncode != 0
    return f"{name}: {len(points)} of {total} changes failed, {ended} ended the work"


def check_waiting_code(room, copy):
    """Killed after the new key came to hold and before its recovery code was shown: it waits in the vault."""
    words = ("deventer", "vault", "rekey", "--quick", "--new-passphrase-fd", "0")
    under = {"KK_FAIL_UNDER": str(room.folder) + "/"}
    kept = faults.PASSPHRASE
    room.restore(copy)
    with tempfile.NamedTemporaryFile() as count:
        assert room.call(*words, lines="na het lek\n", fault={**under, "KK_FAIL_COUNT": count.name}).returncode == 0
        total = int(pathlib.Path(count.name).read_text())
    # Backwards from the end, until it is too early for an answer.
    for at in range(total - 4, 0, -6):
        room.restore(copy)
        result = room.call(*words, lines="na het lek\n",
                           fault={**under, "KK_FAIL_AT": str(at), "KK_FAIL_ERRNO": str(KILLED)})
        assert result.returncode == KILLED, (at, result.returncode, result.stderr)
        if result.stdout == "":
            break
    try:
        faults.PASSPHRASE = "na het lek\n"
        told = room.call("deventer", "vault", "status")
        assert told.returncode == 0 and "slot code" in told.stderr, told.stderr
        code = room.done("deventer", "slot", "code")["recovery_code"]
        faults.PASSPHRASE = code + "\n"
        assert room.done("deventer", "slot", "code", "--written")["recovery_code"] is None
        told = room.call("deventer", "vault", "status")
        assert told.returncode == 0 and "slot code" not in told.stderr, told.stderr
        assert room.done("deventer", "slot", "code")["recovery_code"] is None
    finally:
        faults.PASSPHRASE = kept
    return "rekey: the recovery code that nobody saw waits in the vault"


def main():
    program, shim = (str(pathlib.Path(word).resolve()) for word in sys.argv[1:3])
    every = "--every" in sys.argv[3:]
    print(f"1..{len(WORK) + 1}")
    with tempfile.TemporaryDirectory(prefix="kk-faults-") as folder, \
            tempfile.TemporaryDirectory(prefix="kk-faults-") as copy:
        room = Room(program, shim, folder)
        room.build()
        shutil.copytree(folder, copy, dirs_exist_ok=True, symlinks=True)
        for number, name in enumerate(WORK, 1):
            try:
                print(f"ok {number} - {sweep(room, pathlib.Path(copy), name, every)}", flush=True)
            except (AssertionError, json.JSONDecodeError) as problem:
                print(f"not ok {number} - {name}\n# " + str(problem).replace("\n", "\n# "), flush=True)
        print(f"ok {len(WORK) + 1} - {check_waiting_code(room, pathlib.Path(copy))}", flush=True)


if __name__ == "__main__":
    main()
