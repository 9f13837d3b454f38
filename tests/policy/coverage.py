#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""How many of the branches of src/policy the tests of the policy layer take.

Usage: coverage.py [--least PERCENT] [--show] [BUILD]
Makes BUILD (build-coverage) with -Db_coverage=true, runs the policy tests in it and asks gcov. Branches inside the
macros of GLib that abort (assertions, allocation) are GLib's and not counted; --show names the lines that are left.
"""

import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_OURS = ("g_assert", "g_return_", "g_auto", "G_DEFINE_", "g_clear_pointer")
TESTS = ["policy-cases", "policy-chain", "policy-properties", "policy-sweep", "register", "register-bad",
         "register-diff", "register-edges"]


def run_tests(build):
    if not (build / "build.ninja").exists():
        subprocess.run(["meson", "setup", build, ROOT, "-Db_coverage=true", "-Dbuildtype=debug"], check=True,
                       stdout=subprocess.DEVNULL)
    for path in build.glob("src/policy/**/*.gcda"):
        path.unlink()
    programs = ["tests/policy/test-" + test for test in TESTS]
    subprocess.run(["ninja", "-C", build, *programs], check=True, stdout=subprocess.DEVNULL)
    for program in programs:
        subprocess.run([build / program], check=True, stdout=subprocess.DEVNULL,
                       env={"G_TEST_SRCDIR": str(ROOT / "tests"), "LC_ALL": "C.UTF-8"})


def read_file(notes, sources):
    """[(line number, text, taken)] of every branch of one file that is ours."""
    answer = subprocess.run(["gcov", "--branch-probabilities", "--json-format", "--stdout", notes],
                            capture_output=True, check=True, cwd=notes.parent)
    for file in json.loads(answer.stdout)["files"]:
        path = (notes.parents[3] / file["file"]).resolve()
        if path.suffix != ".c" or path.parent.name != "policy":
            continue
        lines = sources.setdefault(path, path.read_text(encoding="utf-8").split("\n"))
        for line in file["lines"]:
            text = lines[line["line_number"] - 1].strip()
            if not any(macro in text for macro in NOT_OURS):
                for branch in line["branches"]:
                    if not branch["throw"]:
                        yield path, line["line_number"], text, branch["count"] > 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--least", type=float, default=95.0)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("build", nargs="?", type=pathlib.Path, default=ROOT / "build-coverage")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    run_tests(build)
    sources, taken, all_branches, left = {}, 0, 0, []
    for notes in sorted(build.glob("src/policy/libkk-policy.a.p/*.gcno")):
        for path, number, text, hit in read_file(notes, sources):
            all_branches += 1
            taken += hit
            if not hit:
                left.append("%s:%d: %s" % (path.relative_to(ROOT), number, text))
    if arguments.show:
        print("\n".join(left))
    percent = 100.0 * taken / all_branches
    print("src/policy: %d of %d branches taken, %.1f %%" % (taken, all_branches, percent))
    return 0 if percent >= arguments.least else 1


if __name__ == "__main__":
    sys.exit(main())
