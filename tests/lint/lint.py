"""What the lints share: the files of the project and the code of a C file without its comments and strings."""
import fnmatch
import pathlib
import re
import subprocess
import sys

SKIPPED = 77  # meson's exit code for a test that could not be run

NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


def root_of_argument():
    return pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()


def files(root, *patterns):
    """Every file of the project that matches, sorted: what git tracks or would track, or all where git is absent. A star
    stands for folders too, so that no file escapes by lying deeper."""
    listing = subprocess.run(
        ["git", "-C", root, "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if listing.returncode == 0:
        paths = {root / name for name in listing.stdout.decode().split("\0") if name}
    else:
        paths = {path for path in root.rglob("*") if not re.match(r"(build|\.git|\.cache)", path.relative_to(root).parts[0])}
    return sorted(path for path in paths
                  if path.is_file() and any(fnmatch.fnmatchcase(path.relative_to(root).as_posix(), pattern) for pattern in patterns))


def blank(match):
    """Keeps the length and the lines of what is hidden, so that positions stay true."""
    return re.sub(r"[^\n]", " ", match[0])


def code_of(text):
    return NOT_CODE.sub(blank, text)


def report(complaints):
    """Prints the complaints and answers the exit code of the lint."""
    count = 0
    for count, complaint in enumerate(complaints, 1):
        print(complaint)
    return 1 if count else 0
