#!/usr/bin/env python3
"""Runs one scenario of the command line and prints TAP; README.md beside it explains the notation."""
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("1..0 # SKIP python3-jsonschema is not here")
    sys.exit(0)

HERE = pathlib.Path(__file__).parent
SCHEMA = json.loads((HERE.parent.parent / "docs/cli-schema.json").read_text(encoding="utf-8"))
STEP = re.compile(r"^(?P<vault>[a-z][a-z0-9/-]*)?\$(?: (?P<words>.+))?$")


def is_locked(path):
    """Asked of the kernel: to try the lock would be to hold it for a moment, in which the other cannot have it."""
    inode = f":{path.stat().st_ino}" if path.exists() else None
    held = pathlib.Path("/proc/locks").read_text(encoding="ascii")
    return inode is not None and any(line.split()[5].endswith(inode) for line in held.splitlines() if "->" not in line)


class Failure(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Failure(message)


def at_path(document, path):
    """items.0.id; -1 is the last one; nothing after the last point is the document itself."""
    for part in filter(None, path.split(".")):
        there = re.fullmatch("-1|[0-9]+", part) and int(part) < len(document) > 0 if isinstance(document, list) else part in document
        require(there, f"no {part!r} of {path!r}")
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


class Scenario:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.variables = {"dir": str(folder)}
        self.environment = dict(os.environ, XDG_DATA_HOME=str(folder / "home"), KK_PROGRAM=program)
        self.held, self.count = None, 0

    # Running.

    def passphrase(self, vault):
        return f"wachtwoordzin van {vault}"

    def call(self, vault, words, lines, passphrase=None):
        command, text = [self.program], ""
        if vault:
            command += ["--vault", str(self.folder / vault), "--passphrase-fd", "0"]
            text = (passphrase if passphrase is not None else self.passphrase(vault)) + "\n"
        text += "".join(line + "\n" for line in lines)
        return subprocess.run(command + words, input=text.encode(), capture_output=True, check=False, timeout=300,
                              cwd=self.folder, env=self.environment, start_new_session=True)

    def substitute(self, text):
        return re.sub(r"\$\{(\w+)\}", lambda match: self.variables[match[1]], text)

    def step(self, vault, words, details):
        expected, lines, passphrase, wants_json = 0, [], None, False
        for verb, rest in details:
            expected = int(rest) if verb == "exit" else expected
            passphrase = rest if verb == "passphrase" else passphrase
            lines += [rest] if verb == "input" else []
            wants_json = wants_json or verb in ("json", "save")
        result = self.call(vault, words + (["--json"] if wants_json else []), lines, passphrase)
        out, err = result.stdout.decode(), result.stderr.decode()
        require(result.returncode == expected, f"exit {result.returncode}, not {expected}\n{out}{err}")
        self.check_talk(expected, err)
        document = self.check_json(words, out) if wants_json else None
        for verb, rest in details:
            self.check_detail(verb, rest, out, err, document)

    # Checking.

    def check_talk(self, code, err):
        complaints = [line for line in err.splitlines() if line.startswith("ketenkluis-cli: ")]
        require(len(complaints) == (1 if code else 0), f"not one clear sentence:\n{err}")
        require("CRITICAL" not in err and "WARNING" not in err and "runtime error" not in err, err)

    def check_json(self, words, out):
        document = json.loads(out)
        name = next((name for name in (" ".join(words[:2]), words[0]) if name in SCHEMA["$defs"]), None)
        require(name, f"docs/cli-schema.json does not describe {words[:2]}")
        schema = dict(SCHEMA, **{"$ref": f"#/$defs/{name}"})
        try:
            jsonschema.validate(document, schema)
        except jsonschema.ValidationError as error:
            raise Failure(f"JSON of {name}: {error.message} at {list(error.absolute_path)}") from error
        return document

    def check_detail(self, verb, rest, out, err, document):
        if verb == "out":
            require(rest in out, f"stdout lacks {rest!r}:\n{out}")
        elif verb == "out!":
            require(rest not in out, f"stdout has {rest!r}:\n{out}")
        elif verb == "err":
            require(rest in err, f"stderr lacks {rest!r}:\n{err}")
        elif verb == "save":
            name, path = rest.split(" ", 1)
            self.variables[name] = str(at_path(document, path))
        elif verb == "json":
            self.check_member(document, rest)
        elif verb == "fits":
            wide = [line for line in out.splitlines() if len(line) > int(rest)]
            require(not wide, f"wider than {rest}: {wide}")
        else:
            require(verb in ("exit", "input", "passphrase"), f"no such detail: {verb}")

    def check_member(self, document, text):
        path, sign, value = (text.split(" ", 2) + ["", ""])[:3]
        found = at_path(document, path)
        if sign == "=":
            require(found == json.loads(value), f"{path} is {found!r}")
        elif sign == "#":
            require(len(found) == int(value), f"{path} has {len(found)} members: {found!r}")
        elif sign == ">":
            require(found > json.loads(value), f"{path} is {found!r}")
        elif sign == "~":
            require(value in json.dumps(found, ensure_ascii=False), f"{path} lacks {value!r}: {found!r}")
        elif sign == "!~":
            require(value not in json.dumps(found, ensure_ascii=False), f"{path} has {value!r}")
        else:
            require(not sign, f"no such comparison: {sign}")

    # Other lines.

    def unharmed(self, vault):
        self.step(vault, ["vault", "status"], [("json", "slots # 2"), ("save", "organisation organisation")])
        if self.variables["organisation"] != "None":
            self.step(vault, ["register", "verify"], [("json", "ok = true")])

    def hold(self, vault, words):
        """A second process that has the vault open until "release": it waits for the rest of its input."""
        command = [self.program, "--vault", str(self.folder / vault), "--passphrase-fd", "0", *words]
        self.held = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                     cwd=self.folder, env=self.environment, start_new_session=True)
        self.held.stdin.write((self.passphrase(vault) + "\n").encode())
        self.held.stdin.flush()
        lock = self.folder / vault / "kluis.lock"
        for _ in range(600):
            if is_locked(lock):
                return
            require(self.held.poll() is None, "the second process ended by itself")
            subprocess.run(["sleep", "0.1"], check=True)
        raise Failure("the second process did not open the vault")

    def release(self):
        if self.held:
            self.held.stdin.close()
            self.held.wait(timeout=60)
            self.held = None

    def every_command_helps(self):
        table = json.loads(self.call(None, ["--help", "--json"], []).stdout)
        jsonschema.validate(table, dict(SCHEMA, **{"$ref": "#/$defs/help"}))
        require(len(table["commands"]) > 20, "the table is short")
        for command in table["commands"]:
            result = self.call(None, command["name"].split() + ["--help"], [])
            out = result.stdout.decode()
            require(result.returncode == 0 and command["summary"][:20] in out, f"help of {command['name']}:\n{out}")
            for option in command["options"]:
                require(f"--{option['name']}" in out, f"help of {command['name']} lacks --{option['name']}")
            wide = [line for line in out.splitlines() if len(line) > 80]
            require(not wide, f"help of {command['name']} is wider than 80: {wide}")

    def other(self, line, details):
        verb, _, rest = line.partition(" ")
        if verb == "set":
            name, _, value = rest.partition("=")
            self.environment[name] = value
        elif verb == "file":
            text = "\n".join(self.substitute(raw[4:]) for raw in details)
            (self.folder / rest).write_text(text + "\n", encoding="utf-8")
        elif verb == "sh":
            subprocess.run(["sh", "-ec", rest], cwd=self.folder, env=self.environment, check=True, capture_output=True)
        elif verb == "unharmed":
            self.unharmed(rest)
        elif verb == "hold":
            vault, _, words = rest.partition(" ")
            self.hold(vault, shlex.split(words))
        elif verb == "release":
            self.release()
        elif verb == "every-command-helps":
            self.every_command_helps()
        else:
            raise Failure(f"no such line: {line}")

    # Reading.

    def blocks(self, path):
        """Yields (line number, first line, lines under it)."""
        block = None
        for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if raw.startswith("  ") and block:
                block[2].append(raw)
                continue
            if block:
                yield block
            block = None
            if raw.startswith("include "):
                yield from self.blocks(path.parent / raw.removeprefix("include "))
            elif raw.strip() and not raw.startswith("#"):
                block = (f"{path.name}:{number}", raw, [])
        if block:
            yield block

    def run_block(self, line, under):
        match = STEP.match(line)
        if not match:
            self.other(self.substitute(line), under)
            return
        details = [tuple((self.substitute(raw).strip().split(" ", 1) + [""])[:2]) for raw in under]
        self.step(match["vault"], shlex.split(self.substitute(match["words"] or "")), details)

    def run(self, path):
        failed = 0
        for number, (place, line, under) in enumerate(self.blocks(path), 1):
            try:
                self.run_block(line, under)
                print(f"ok {number} - {place} {line[:100]}")
            except (Failure, subprocess.SubprocessError, KeyError, ValueError) as error:
                print(f"not ok {number} - {place} {line[:100]}")
                print("\n".join(f"# {text}" for text in str(error).splitlines()))
                failed += 1
            sys.stdout.flush()
            self.count = number
        print(f"1..{self.count}")
        return failed


def main():
    with tempfile.TemporaryDirectory(prefix="ketenkluis-cli-") as folder:
        scenario = Scenario(os.path.abspath(sys.argv[1]), pathlib.Path(folder))
        try:
            return 1 if scenario.run(pathlib.Path(sys.argv[2])) else 0
        finally:
            scenario.release()


if __name__ == "__main__":
    sys.exit(main())
