#!/usr/bin/python3
"""What a disk does to a sync: the n-th change of a file in the vault folder fails, for many n, and then the disk is well again.

usage: faults.py PROGRAM SHIM [--every]      with --every: each n, not a few

With --every the disk is full from there on, can only be read from there on, and fails that once. After each failure: the sync
ended with 0 or with 1 and one sentence, in Dutch, the next one without the fault succeeds, the vault is whole, and what was to be
sent or received is there exactly once. The sentences are printed, with how often each came.
"""
import collections
import errno
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

FEW = 9
PASSPHRASE = "correct horse battery staple\n"
FAULTS = [(errno.ENOSPC, "1"), (errno.EROFS, "1"), (errno.EIO, "0")]
PERSON = ["--organisation-hat", "GEM_OOV"]


class Stage:
    """Two vaults and a repository in one folder, which is copied before each experiment."""

    def __init__(self, program, shim, folder):
        self.program, self.shim, self.folder = program, shim, pathlib.Path(folder)

    def call(self, vault, *words, lines="", fault=None):
        environment = dict(os.environ)
        if fault:
            environment.update(fault)
            environment["LD_PRELOAD"] = self.shim
            environment["LANGUAGE"] = "nl"
            environment["LC_ALL"] = "C.UTF-8"
            environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        command = [self.program, "--vault", str(self.folder / vault), "--passphrase-fd", "0", "--json", *words]
        return subprocess.run(command, cwd=self.folder, env=environment, input=PASSPHRASE + lines,
                              capture_output=True, text=True, timeout=300, check=False)

    def done(self, vault, *words, lines=""):
        result = self.call(vault, *words, lines=lines)
        assert result.returncode == 0, (words, result.returncode, result.stderr)
        return json.loads(result.stdout)

    def build(self):
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.folder / "server.git")], check=True)
        for vault in ("deventer", "vt"):
            self.done(vault, "vault", "create", "--quick")
        self.done("deventer", "region", "create", "--name", "IJsselland", "--organisation", "gemeente-deventer",
                  "--organisation-name", "gemeente Deventer", "--hat", "GEM_WMO", *PERSON, "--role",
                  "aandachtsfunctionaris", "--desk", "Sociaal domein", "--person", "J. Voorbeeld", "--function",
                  "aandachtsfunctionaris", "--root-file", "region.root", "--root-passphrase-fd", "0", "--quick",
                  "--remote", str(self.folder / "server.git"), lines="hoofdsleutel\n")
        request = self.done("vt", "member", "request", "vt.request", "--organisation", "veilig-thuis",
                            "--new-organisation", "--organisation-name", "Veilig Thuis", "--hat", "VT", "--role",
                            "zorgcoordinator", "--desk", "Zorg", "--person", "S. Proefman", "--function",
                            "zorgcoordinator")["request"]
        answer = self.done("deventer", "member", "admit", "vt.request", "vt.answer", "--fingerprint",
                           request["fingerprint"], "--root-file", "region.root", "--root-passphrase-fd", "0",
                           "--quick", lines="hoofdsleutel\n")["answer"]
        self.done("vt", "member", "join", "vt.answer", "--spoken-code-fd", "0", lines=answer["spoken_code"] + "\n")
        for vault in ("deventer", "vt", "deventer"):
            self.done(vault, "sync")
        (self.folder / "cases.csv").write_text(
            "nl_CaseReference,nl_ReportKind,nl_ReceivedDate,nl_Municipality,prs_FirstName,prs_SecondName,"
            "prs_Birthdate\nDEV-1,signaal,2026-11-02,Deventer,Andrei,Oefenstra,2010-04-01\n")
        self.done("deventer", "case", "import", "cases.csv")
        self.done("deventer", "share", "send", "--case", "DEV-1", "--to", "veilig-thuis", "--purpose", "melding",
                  "--fact", "HG_KM=true", "--note", "NEED=Veilig Thuis moet dit kind kunnen vinden.")

    def restore(self, copy):
        """The folder keeps its name: it is in the region document."""
        for name in ("deventer", "vt", "server.git"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            shutil.copytree(copy / name, self.folder / name, symlinks=True)


def fault_of(stage, vault, fault, at):
    return {"KK_FAIL_UNDER": str(stage.folder / vault) + "/", "KK_FAIL_AT": str(at),
            "KK_FAIL_ERRNO": str(fault[0]), "KK_FAIL_ON": fault[1]}


def count_changes(stage, copy, vault):
    stage.restore(copy)
    count = stage.folder / "count"
    count.write_text("0\n")
    result = stage.call(vault, "sync", fault={"KK_FAIL_UNDER": str(stage.folder / vault) + "/",
                                              "KK_FAIL_COUNT": str(count)})
    assert result.returncode == 0, result.stderr
    return int(count.read_text())


def check_ending(result):
    """The program ended as it promises: one sentence, no crash, no case data; the sentence, or None."""
    assert result.returncode in (0, 1), (result.returncode, result.stderr)
    for word in ("Andrei", "Oefenstra", "DEV-1", "CRITICAL", "Segmentation"):
        assert word not in result.stderr, result.stderr
    if result.returncode == 0:
        return None
    sentences = [line for line in result.stderr.splitlines() if line.startswith("ketenkluis-cli: ")]
    assert len(sentences) == 1 and "schijf" in sentences[0], result.stderr
    return sentences[0].removeprefix("ketenkluis-cli: ")


def check_after(stage, vault):
    stage.done(vault, "sync")
    if vault == "deventer":
        stage.done("vt", "sync")
    assert stage.done("vt", "quarantine", "list")["items"] == []
    shown = stage.done("vt", "case", "list")["cases"]
    assert [case["reference"] for case in shown] == ["DEV-1"], shown
    assert stage.done(vault, "register", "verify")["ok"] is True


def pick(total, every):
    """(change, fault) pairs: all of them, or a few that have each fault."""
    if every:
        return [(at, fault) for at in range(1, total + 1) for fault in FAULTS]
    points = sorted(random.Random(total).sample(range(1, total + 1), min(FEW, total)))
    return [(at, FAULTS[number % len(FAULTS)]) for number, at in enumerate(points)]


def sweep(stage, copy, vault, every):
    total = count_changes(stage, copy, vault)
    tried = pick(total, every)
    said = collections.Counter()
    for at, fault in tried:
        stage.restore(copy)
        result = stage.call(vault, "sync", fault=fault_of(stage, vault, fault, at))
        try:
            said[check_ending(result)] += 1
            check_after(stage, vault)
        except AssertionError as problem:
            raise AssertionError(f"change {at} of {total}, {errno.errorcode[fault[0]]}: {problem}") from problem
    for sentence, times in said.most_common():
        print(f"# {times} times: {sentence or 'it went on'}", flush=True)
    return f"{vault}: {len({at for at, _ in tried})} of {total} changes, {len(tried)} faults, {len(tried) - said[None]} ended the sync"


def main():
    program, shim = (str(pathlib.Path(word).resolve()) for word in sys.argv[1:3])
    every = "--every" in sys.argv[3:]
    print("1..2")
    with tempfile.TemporaryDirectory(prefix="kk-faults-") as folder, \
            tempfile.TemporaryDirectory(prefix="kk-faults-") as copy:
        stage = Stage(program, shim, folder)
        stage.build()
        for number, vault in enumerate(("deventer", "vt"), 1):
            shutil.copytree(folder, copy, dirs_exist_ok=True, symlinks=True)
            try:
                print(f"ok {number} - {sweep(stage, pathlib.Path(copy), vault, every)}", flush=True)
            except AssertionError as problem:
                print(f"not ok {number} - {vault}\n# {problem}".replace("\n", "\n# ", 0), flush=True)
            stage.restore(pathlib.Path(copy))
            stage.done("deventer", "sync")
            shutil.rmtree(copy)
            os.mkdir(copy)


if __name__ == "__main__":
    main()
