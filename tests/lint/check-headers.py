#!/usr/bin/env python3
"""Fail when a header does not compile alone, or does not begin with its licence and its four answers."""
import concurrent.futures
import os
import re
import subprocess
import sys

import lint

LIBRARIES = ["gio-2.0", "json-glib-1.0", "libsodium", "sqlcipher", "libgit2"]
OPTIONAL = ["gtk4", "libadwaita-1"]
LICENCE = "/* SPDX-License-Identifier: EUPL-1.2\n * Copyright "
ANSWERS = ["What:", "Owns:", "Threads:", "Errors:"]


def flags_of(libraries):
    found = subprocess.run(["pkg-config", "--cflags", *libraries], capture_output=True, text=True, check=False)
    return found.stdout.split() if found.returncode == 0 else []


def compile_alone(root, path, flags):
    compiler = os.environ.get("CC", "cc").split()
    command = [*compiler, "-std=gnu17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
               "-I", str(root / "src"), "-I", str(path.parent), "-I", str(root / "tests/support"),
               *flags, "-x", "c", "-"]
    source = f'#include "{path}"\n'
    result = subprocess.run(command, input=source, capture_output=True, text=True, check=False)
    return result.stderr if result.returncode else ""


def read_head(path):
    text = path.read_text(encoding="utf-8")
    if not text.startswith(LICENCE):
        yield "does not begin with the licence"
    if "#pragma once" not in text:
        yield "has no #pragma once"
    comment = re.search(r"/\* What:.*?\*/", text, re.DOTALL)
    missing = [answer for answer in ANSWERS if comment is None or answer not in comment[0]]
    if missing and not path.name.endswith("-private.h"):
        yield f"its first comment lacks {', '.join(missing)}"


def check(root):
    headers = lint.files(root, "src/*/*.h", "src/**/*.h", "tests/**/*.h")
    flags = flags_of(LIBRARIES) + flags_of(OPTIONAL)
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        outputs = pool.map(lambda path: compile_alone(root, path, flags), headers)
        for path, output in zip(headers, outputs):
            name = path.relative_to(root)
            if output:
                yield f"{name}: does not compile alone\n{output}"
            if name.parts[0] == "src":
                yield from (f"{name}: {complaint}" for complaint in read_head(path))
    for path in lint.files(root, "src/*/*.c", "src/**/*.c", "tests/**/*.c"):
        if not path.read_text(encoding="utf-8").startswith(LICENCE):
            yield f"{path.relative_to(root)}: does not begin with the licence"


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
