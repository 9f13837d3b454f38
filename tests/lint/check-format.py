#!/usr/bin/env python3
"""Fail when a C file is not as clang-format 14 would write it; skipped where that version is absent."""
import concurrent.futures
import os
import shutil
import subprocess
import sys

import lint

FORMATTER = "clang-format-14"


def check(root):
    paths = lint.files(root, "src/*.[ch]", "tests/*.[ch]")
    workers = os.cpu_count() or 1
    shares = [paths[i::workers] for i in range(workers) if paths[i::workers]]
    with concurrent.futures.ThreadPoolExecutor(max_workers=workers) as pool:
        for result in pool.map(lambda share: subprocess.run([FORMATTER, "--dry-run", "-Werror", *share], cwd=root,
                                                            capture_output=True, text=True, check=False), shares):
            if result.returncode:
                yield result.stderr


if __name__ == "__main__":
    if shutil.which(FORMATTER) is None:
        print(f"{FORMATTER} is not here")
        sys.exit(lint.SKIPPED)
    sys.exit(lint.report(check(lint.root_of_argument())))
