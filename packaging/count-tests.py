#!/usr/bin/env python3
"""Counts what the tests of one or more build folders did, and closes with one line.

Each meson test that speaks TAP counts as its points, any other as one. Usage:
count-tests.py [--lost N] FOLDER..., where N is a number of stages that failed without a test to blame.
"""
import argparse
import json
import pathlib
import re
import sys

POINT = re.compile(r"^(ok|not ok)\b[^#\n]*(#\s*(skip|todo)\b.*)?", re.IGNORECASE | re.MULTILINE)
GOOD, SKIPPED = {"OK", "EXPECTEDFAIL"}, {"SKIP"}


def count_points(test):
    """Answers (passed, failed, skipped, names of the skipped)."""
    passed = failed = 0
    skipped = []
    for point in POINT.finditer(test.get("stdout") or ""):
        if point[3]:
            skipped.append(point[0])
        elif point[1].lower() == "ok":
            passed += 1
        else:
            failed += 1
    if test["result"] in SKIPPED:
        return passed, failed, skipped or [test["name"]]
    if test["result"] not in GOOD:
        return passed, max(failed, 1), skipped
    return (passed, failed, skipped) if passed + len(skipped) else (1, 0, skipped)


def read_log(folder):
    log = pathlib.Path(folder) / "meson-logs" / "testlog.json"
    with log.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lost", type=int, default=0)
    parser.add_argument("folders", nargs="*")
    arguments = parser.parse_args()

    passed, failed, skipped = 0, arguments.lost, 0
    for folder in arguments.folders:
        for test in read_log(folder):
            good, bad, left_out = count_points(test)
            passed, failed, skipped = passed + good, failed + bad, skipped + len(left_out)
            if bad:
                print(f"FAILED {folder}: {test['name']} ({test['result']})")
            for name in left_out:
                print(f"skipped {folder}: {test['name']}: {name}")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
