#!/usr/bin/env python3
"""Write the hash of every row into the register files of this folder (docs/formats/register-file.md)."""
import hashlib, pathlib, sys

def stamp(text):
    lines, block = [], []
    for line in text.split("\n"):
        if line == "" or line.startswith("#") and not block:
            block = []
        elif line.startswith("hash:") and block:
            line = "hash: " + hashlib.sha256("".join(l + "\n" for l in block).encode()).hexdigest()
        else:
            block.append(line)
        lines.append(line)
    return "\n".join(lines)

folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent)
for path in sorted(folder.glob("*.register")):
    old = path.read_text(encoding="utf-8")
    if (new := stamp(old)) != old:
        path.write_text(new, encoding="utf-8")
        print(path.name)
