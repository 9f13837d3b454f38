#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Whatever a preview asks for can be made: every code that a decision can miss names a command that is there.

usage: steps.py PROGRAM EN.TXT

EN.TXT is the list of sentences and steps that tests/app/test-explain.c compares with the program. Prints TAP.
"""

import re
import subprocess
import sys

PROGRAM, SENTENCES = sys.argv[1:]


def read_steps():
    """code -> the step under it, or None."""
    steps, code, inside = {}, None, False
    for line in open(SENTENCES, encoding="utf-8").read().splitlines():
        if line.startswith("# "):
            inside = line == "# missing"
        elif inside and line.startswith("    "):
            steps[code] = line.strip()
        elif inside and ": " in line:
            code = line.split(": ")[0]
            steps.setdefault(code, None)
    return steps


def read_help(words):
    """The help of the command that the longest run of first words names, or None."""
    for length in (3, 2, 1):
        answer = subprocess.run([PROGRAM, *words[:length], "--help"], capture_output=True, text=True, check=False)
        if answer.returncode == 0 and len(words) >= length:
            return answer.stdout
    return None


def find_fault(step):
    if step is None:
        return "no command is named"
    words = re.match(r"[a-z0-9 -]+?(?= [^a-z]| --|$)", step).group().split()
    text = read_help(words)
    if text is None:
        return f"there is no command {' '.join(words)}"
    for option in re.findall(r"--[a-z-]+", step):
        if option not in text:
            return f"{' '.join(words)} has no {option}"
    return None


def main():
    steps = read_steps()
    print(f"1..{len(steps)}")
    failed = False
    for number, (code, step) in enumerate(steps.items(), 1):
        fault = find_fault(step)
        failed = failed or fault is not None
        print(f"{'ok' if fault is None else 'not ok'} {number} - {code}{'' if fault is None else ' # ' + fault}")
    if len(steps) < 50:
        print("# the list of codes was not read")
        return 1
    return 1 if failed else 0


sys.exit(main())
