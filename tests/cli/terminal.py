#!/usr/bin/env python3
"""What only happens on a terminal: a passphrase is asked twice and never shown, progress is shown, and the terminal is
left as it was. Prints TAP."""
import errno
import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import tempfile
import termios
import time

SENTENCE = "vier losse woorden hier"


class Terminal:
    """The program with a terminal for input and talk, and a pipe for its data."""

    def __init__(self, program, words):
        self.ours, self.theirs = pty.openpty()
        self.before = termios.tcgetattr(self.theirs)
        self.child = subprocess.Popen([program, *words], stdin=self.theirs, stdout=subprocess.PIPE, stderr=self.theirs,
                                      start_new_session=True)
        self.talk = b""

    def read(self, seconds):
        ready, _, _ = select.select([self.ours], [], [], seconds)
        if ready:
            self.talk += os.read(self.ours, 65536)

    def read_rest(self):
        """The system hands a terminal's text over in parts and a little later: only the error at the end says all."""
        try:
            while True:
                self.talk += os.read(self.ours, 65536)
        except OSError as error:
            assert error.errno == errno.EIO, error

    def wait_for(self, text):
        limit = time.monotonic() + 60
        while text.encode() not in self.talk:
            assert time.monotonic() < limit, f"never said {text!r}: {self.talk!r}"
            self.read(0.2)

    def type(self, text):
        os.write(self.ours, text.encode() + b"\n")

    def end(self):
        out, _ = self.child.communicate(timeout=120)
        after = termios.tcgetattr(self.theirs)
        assert after == self.before, "the terminal was left changed"
        os.close(self.theirs)
        self.read_rest()
        os.close(self.ours)
        return self.child.returncode, out.decode(), self.talk.decode(errors="replace")


def asked_twice(program, folder):
    terminal = Terminal(program, ["--vault", f"{folder}/vault", "vault", "create", "--quick"])
    terminal.wait_for("New passphrase")
    terminal.type(SENTENCE)
    terminal.wait_for("Again: ")
    terminal.type(SENTENCE)
    code, out, talk = terminal.end()
    assert code == 0 and "Recovery code" in out, talk
    assert "losse" not in talk + out, "the passphrase was shown"


def not_the_same(program, folder):
    terminal = Terminal(program, ["--vault", f"{folder}/other", "vault", "create", "--quick"])
    terminal.wait_for("New passphrase")
    terminal.type(SENTENCE)
    terminal.wait_for("Again: ")
    terminal.type(SENTENCE + "!")
    code, _, talk = terminal.end()
    assert code == 2 and "The two are not the same" in talk, talk
    assert not os.path.exists(f"{folder}/other/kluis.db")


def asked_once(program, folder):
    terminal = Terminal(program, ["--vault", f"{folder}/vault", "vault", "status"])
    terminal.wait_for("Passphrase or recovery code: ")
    terminal.type(SENTENCE)
    code, out, talk = terminal.end()
    assert code == 0 and "Fingerprint" in out, talk


def interrupted(program, folder):
    terminal = Terminal(program, ["--vault", f"{folder}/vault", "vault", "status"])
    terminal.wait_for("Passphrase or recovery code: ")
    time.sleep(0.3)
    assert not termios.tcgetattr(terminal.theirs)[3] & termios.ECHO, "the terminal would show it"
    os.kill(terminal.child.pid, signal.SIGINT)
    code, _, _ = terminal.end()
    assert code == -signal.SIGINT, code


def shows_progress(program, folder):
    cases = pathlib.Path(os.environ["KK_DATADIR"]) / "samples/cases-htcds.csv"
    terminal = Terminal(program, ["--vault", f"{folder}/vault", "demo", "--cases", str(cases)])
    code, _, talk = None, None, None
    while terminal.child.poll() is None:
        terminal.read(0.1)
        if terminal.child.stdout in select.select([terminal.child.stdout], [], [], 0)[0]:
            os.read(terminal.child.stdout.fileno(), 65536)
    code, _, talk = terminal.end()
    assert code == 0, talk
    assert "\r" in talk and " of " in talk, f"no progress: {talk!r}"
    assert talk.endswith("\x1b[K") or talk.endswith("\n"), f"progress was left behind: {talk[-80:]!r}"


def main():
    checks = [asked_twice, not_the_same, asked_once, interrupted, shows_progress]
    failed = 0
    print(f"1..{len(checks)}")
    with tempfile.TemporaryDirectory(prefix="ketenkluis-terminal-") as folder:
        for number, check in enumerate(checks, 1):
            try:
                check(os.path.abspath(sys.argv[1]), folder)
                print(f"ok {number} - {check.__name__}")
            except (AssertionError, OSError, subprocess.SubprocessError) as error:
                print(f"not ok {number} - {check.__name__}\n# {error}")
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
