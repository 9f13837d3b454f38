#!/usr/bin/env python3
"""Fail when a file, a function or a parameter list is beyond its wall; print what is beyond its norm."""
import re
import statistics
import sys

import lint

FILE_NORM, FILE_WALL = 400, 700
FUNCTION_NORM, FUNCTION_WALL = 40, 80
PARAMETER_WALL = 7

# A definition in the house style: its name begins a line, its braces stand alone in the first column.
FUNCTION = re.compile(r"^(?P<name>\w+) \((?P<parameters>[^{};]*)\)[^{};()]*\n\{\n(?P<body>.*?)^\}", re.MULTILINE | re.DOTALL)


def functions_of(text):
    """Yields (name, line, length, number of parameters); the length runs from the name to the closing brace."""
    code = lint.code_of(text)
    for match in FUNCTION.finditer(code):
        if match["name"].isupper():
            continue  # a macro that makes definitions
        parameters = 0 if match["parameters"].strip() in ("", "void") else match["parameters"].count(",") + 1
        yield match["name"], code[:match.start()].count("\n") + 1, match[0].count("\n") + 1, parameters


def check(root):
    lengths = []
    for path in lint.files(root, "src/*.[ch]", "tests/*.[ch]"):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(root)
        lines = text.count("\n")
        if lines > FILE_WALL:
            yield f"{name}: {lines} lines, more than {FILE_WALL}"
        elif lines > FILE_NORM:
            print(f"note: {name}: {lines} lines, norm {FILE_NORM}")
        for function, line, length, parameters in functions_of(text):
            if name.parts[0] == "src":
                lengths.append(length)
            if length > FUNCTION_WALL:
                yield f"{name}:{line}: {function} has {length} lines, more than {FUNCTION_WALL}"
            elif length > FUNCTION_NORM:
                print(f"note: {name}:{line}: {function} has {length} lines, norm {FUNCTION_NORM}")
            if parameters > PARAMETER_WALL:
                yield f"{name}:{line}: {function} has {parameters} parameters, more than {PARAMETER_WALL}"
    if lengths:
        lengths.sort()
        print(f"src/: {len(lengths)} functions, median {statistics.median(lengths):g} lines, "
              f"90 % up to {lengths[int(len(lengths) * 0.9)]}, longest {lengths[-1]}")


if __name__ == "__main__":
    sys.exit(lint.report(check(lint.root_of_argument())))
