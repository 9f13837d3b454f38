#!/usr/bin/env python3
"""A backup restored with age, minisign, tar, dd and sqlcipher only, by the very commands of the LEESMIJ.txt inside it. What is
not installed is skipped by name. Prints TAP."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

PROGRAMS = ["age", "minisign", "tar", "dd", "b2sum", "truncate", "sqlcipher"]
PHRASE = "vier losse woorden hier"


def pipe_with(text):
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    return reading


def run(words, secrets=(), given=None, folder=None):
    """Each word FD becomes the number of a pipe that holds the next secret."""
    pipes = [pipe_with(secret) for secret in secrets]
    numbers = iter(pipes)
    words = [str(next(numbers)) if word == "FD" else str(word) for word in words]
    done = subprocess.run(words, input=given, capture_output=True, pass_fds=pipes, cwd=folder, timeout=120, check=False)
    for pipe in pipes:
        os.close(pipe)
    assert done.returncode == 0, f"{words} ended with {done.returncode}: {done.stderr.decode()}"
    return done.stdout.decode()


def shell(lines, folder):
    return run(["bash", "-euo", "pipefail", "-c", "\n".join(lines)], folder=folder)


class Vault:
    def __init__(self, program, folder):
        self.program = program
        self.folder = pathlib.Path(folder)
        self.backups = self.folder / "backups"
        self.backups.mkdir()
        code = json.loads(self("--json", "vault", "create", "--quick"))["recovery_code"]
        self("region", "create", "--name", "Proefregio", "--organisation", "gemeente-proef", "--organisation-name",
             "Gemeente Proef", "--hat", "GEM_WMO", "--role", "wmo", "--desk", "Wmo", "--person", "Proef Persoon",
             "--function", "proef", "--root-file", self.folder / "root", "--root-passphrase-fd", "FD", "--quick")
        (self.folder / "key").write_text(run([program, "--passphrase-fd", "FD", "backup", "key"], [code]), encoding="ascii")

    def __call__(self, *words):
        return run([self.program, "--vault", self.folder / "vault", "--passphrase-fd", "FD", *words], [PHRASE, PHRASE])


def readme_of(vault, number):
    backup = vault.backups / f"kluis-{number:06}.kkb.age"
    shell([f"rm -rf uit; mkdir uit; age -d -i key {backup} | tar -x -C uit"], vault.folder)
    return (vault.folder / "uit/LEESMIJ.txt").read_text(encoding="utf-8")


def commands(readme):
    """The lines that a person would type, by the number of their step."""
    steps, step = {}, None
    for line in readme.splitlines():
        if line[:2] in ("1.", "2.", "3.", "4.", "5."):
            step = line[0]
        elif line.startswith("     ") and step is not None:
            steps.setdefault(step, []).append(line[5:])
    return steps


def restore(vault, number):
    for path in vault.backups.iterdir():
        shutil.copy(path, vault.folder)
    shutil.copy(vault.folder / "key", vault.folder / "SLEUTEL")
    steps = commands(readme_of(vault, number))
    shell(steps["1"], vault.folder)
    return steps


def check_database(vault, steps, cases):
    words = shell(steps["4"][:1], vault.folder).split()
    assert words[0] == steps["4"][1].strip(), "the digest differs"
    said = run(["sqlcipher", vault.folder / "uit/vault.db"], given="\n".join(
        [*steps["5"][1:-1], "SELECT count(*) FROM record WHERE type = 3;"]).encode())
    assert said.split()[-1] == str(cases), said


def full_one(vault):
    steps = restore(vault, 1)
    shell(["rm -rf uit", *steps["2"]], vault.folder)
    return steps


def increments(vault):
    """The full one, then each increment as step 3 says."""
    steps = restore(vault, 3)
    shell(["rm -rf uit", *(line.replace("000003", "000001") for line in steps["2"])], vault.folder)
    for number in (2, 3):
        unpack = [line.replace("000003", f"{number:06}") for line in steps["2"]]
        shell([*unpack, *steps["3"][:-1]], vault.folder)
    shell(steps["3"][-1:], vault.folder)
    return steps


def main():
    checks = ["full", "increments"]
    print(f"1..{len(checks)}")
    absent = [program for program in PROGRAMS if shutil.which(program) is None]
    if absent:
        for number, name in enumerate(checks, 1):
            print(f"ok {number} - {name} # SKIP {absent[0]} is not here")
        return 0
    with tempfile.TemporaryDirectory(prefix="ketenkluis-by-hand-") as folder:
        vault = Vault(os.path.abspath(sys.argv[1]), folder)
        for title in ("Eerste", "Tweede", "Derde"):
            vault("case", "new", f"nl_CaseTitle={title} zaak")
            vault("backup", "create", vault.backups)
        check_database(vault, full_one(vault), 1)
        print("ok 1 - full")
        check_database(vault, increments(vault), 3)
        print("ok 2 - increments")
    return 0


if __name__ == "__main__":
    sys.exit(main())
