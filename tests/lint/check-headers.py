#!/usr/bin/env python3
"""Fail when a header does not compile alone, or does not begin with its licence and its four answers.

A header that compiled is not compiled again while neither it nor anything of ours that it includes has changed: the
digests of those that passed lie in the folder in which this runs.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

import lint

LIBRARIES = ["gio-2.0", "json-glib-1.0", "libsodium", "sqlcipher", "libgit2"]
OPTIONAL = ["gtk4", "libadwaita-1"]
LICENCE = "/* SPDX-License-Identifier: EUPL-1.2\n * Copyright "
ANSWERS = ["What:", "Owns:", "Threads:", "Errors:"]


PASSED = pathlib.Path("headers-that-compile.json")
INCLUDE = re.compile(r'^#include "(.+)"', re.MULTILINE)


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


@functools.cache
def included(root, path):
    """The headers of ours that @path includes itself."""
    folders = [root / "src", path.parent, root / "tests/support"]
    found = ((folder / name for folder in folders if (folder / name).exists()) for name in INCLUDE.findall(path.read_text(encoding="utf-8")))
    return [header for headers in found for header in headers]


def digest(root, path, flags):
    reached, waiting = set(), [path]
    while waiting:
        header = waiting.pop()
        if header not in reached:
            reached.add(header)
            waiting += included(root, header)
    text = "".join(sorted(header.read_text(encoding="utf-8") for header in reached))
    return hashlib.sha256(f"{os.environ.get('CC')}{flags}{text}".encode()).hexdigest()


def compile_new(root, headers, flags):
    """What the compiler says of each header, in their order; nothing of one that passed as it is."""
    passed = set(json.loads(PASSED.read_text(encoding="utf-8"))) if PASSED.exists() else set()
    digests = [digest(root, path, flags) for path in headers]
    new = [path for path, mark in zip(headers, digests) if mark not in passed]
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        said = dict(zip(new, pool.map(lambda path: compile_alone(root, path, flags), new)))
    outputs = [said.get(path, "") for path in headers]
    PASSED.write_text(json.dumps([mark for mark, output in zip(digests, outputs) if not output]), encoding="utf-8")
    return outputs


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
    headers = lint.files(root, "src/*.h", "tests/*.h")
    flags = flags_of(LIBRARIES) + flags_of(OPTIONAL)
    for path, output in zip(headers, compile_new(root, headers, flags)):
        name = path.relative_to(root)
        if output:
            yield f"{name}: does not compile alone\n{output}"
        if name.parts[0] == "src":
            yield from (f"{name}: {complaint}" for complaint in read_head(path))
    for path in lint.files(root, "src/*.c", "tests/*.c"):
        if not path.read_text(encoding="utf-8").startswith(LICENCE):
            yield f"{path.relative_to(root)}: does not begin with the licence"


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
