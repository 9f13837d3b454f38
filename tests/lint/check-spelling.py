#!/usr/bin/env python3
"""Fail when codespell knows a better spelling; Dutch texts and data are left out, other exceptions are in a list."""
import shutil
import subprocess
import sys

import lint

PATTERNS = ["src/*.[ch]", "src/*.md", "tests/*.[ch]", "tests/*.py", "tests/*.sh", "packaging/*",
            ".ci/run", "docs/*.md", "docs/decisions/*.md", "docs/formats/*.md", "README.md", "meson.build"]
DUTCH = ["docs/glossary.md", "docs/legal-questions.md", "docs/user", "src/domain/kk-schema", "src/domain/kk-vocabulary"]


def check(root):
    paths = [path for path in lint.files(root, *PATTERNS)
             if not any(str(path.relative_to(root)).startswith(dutch) for dutch in DUTCH)]
    words = root / "tests/lint/codespell-ignore.txt"
    result = subprocess.run(["codespell", "--ignore-words", words, *paths], capture_output=True, text=True, check=False)
    yield from (line.removeprefix(f"{root}/") for line in result.stdout.splitlines() if line.strip())
    if result.returncode and not result.stdout:
        yield result.stderr


if __name__ == "__main__":
    if shutil.which("codespell") is None:
        print("codespell is not here")
        sys.exit(lint.SKIPPED)
    sys.exit(lint.report(check(lint.root_of_argument())))
