#!/usr/bin/env python3
"""Fail when shellcheck objects to a shell script or a Python script does not compile."""
import ast
import shutil
import subprocess
import sys

import lint


def shell_scripts(root):
    for path in lint.files(root, "*.sh", ".ci/run"):
        yield path


def check(root):
    for path in lint.files(root, "*.py"):
        try:
            ast.parse(path.read_text(encoding="utf-8"))
        except SyntaxError as error:
            yield f"{path.relative_to(root)}: {error}"
    scripts = list(shell_scripts(root))
    result = subprocess.run(["shellcheck", "--external-sources", "--source-path=SCRIPTDIR", "--format=gcc", *scripts],
                            capture_output=True, text=True, check=False)
    yield from (line.removeprefix(f"{root}/") for line in (result.stdout + result.stderr).splitlines())


if __name__ == "__main__":
    if shutil.which("shellcheck") is None:
        print("shellcheck is not here")
        sys.exit(lint.SKIPPED)
    sys.exit(lint.report(check(lint.root_of_argument())))
