#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Compare our CBOR with decoders that nobody here wrote.

Whatever our reader accepts, each of them has to accept with the same meaning, and our writer has to give the same bytes
again. Whatever cbor2 writes canonically inside the subset, our reader has to accept.

usage: differential-cbor.py RECODE LIBCBOR-OR-EMPTY VECTORS CORPORA"""

import io
import os
import pathlib
import random
import subprocess
import sys

try:
    import cbor2
except ImportError:
    cbor2 = None

N_RANDOM = 2000
N_MUTATED = 5000
MOST_SEED = 4096
CBORG = """
import { createInterface } from 'node:readline'
const cborg = await import(process.argv[1])
const strict = { strict: true, allowIndefinite: false, allowUndefined: false, allowInfinity: false, allowNaN: false,
  allowBigInt: true, useMaps: true, rejectDuplicateMapKeys: true }
const hex = (bytes) => Buffer.from(bytes).toString('hex')
function show (item) {
  if (item instanceof Uint8Array) return 'h' + hex(item) + ' '
  if (typeof item === 'string') return 't' + hex(Buffer.from(item, 'utf8')) + ' '
  if (Array.isArray(item)) return '[ ' + item.map(show).join('') + '] '
  if (item instanceof Map) return '{ ' + [...item].map(([k, v]) => show(k) + show(v)).join('') + '} '
  return String(item) + ' '
}
for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log('accept - ' + show(cborg.decode(Buffer.from(line, 'hex'), strict)))
  } catch {
    console.log('reject')
  }
}
"""


def read_vectors(folder):
    for path in sorted(pathlib.Path(folder).glob("*.vec")):
        data = b""
        for line in path.read_text().splitlines():
            key, _, value = line.partition(": ")
            if key == "hex":
                data += bytes.fromhex(value)
            elif key == "repeat":
                times, digits = value.split()
                data += bytes.fromhex(digits) * int(times)
        yield data


def read_corpora(folder):
    for path in sorted(pathlib.Path(folder).glob("*/*")):
        if path.stat().st_size <= MOST_SEED:
            yield path.read_bytes()


def mutate(rng, data):
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        place = rng.randrange(len(data) + 1)
        what = rng.randrange(5)
        if what == 0 and place < len(data):
            data[place] ^= 1 << rng.randrange(8)
        elif what == 1 and place < len(data):
            data[place] = rng.choice((0x00, 0x17, 0x18, 0x40, 0x60, 0x80, 0xA0, 0xC0, 0xF6, 0xF9, 0xFF, rng.randrange(256)))
        elif what == 2:
            data[place:place] = rng.randbytes(rng.randrange(1, 4))
        elif what == 3:
            del data[place:place + rng.randrange(1, 4)]
        else:
            data = data[:place]
    return bytes(data)


def make_number(rng):
    return rng.choice((rng.randrange(24), rng.randrange(2**8), rng.randrange(2**16), rng.randrange(2**32), rng.randrange(2**64), 2 ** rng.randrange(64)))


def make_text(rng):
    ranges = ((0x20, 0x7E), (0xA0, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF), (1, 0x1F))
    return "".join(chr(rng.randint(*rng.choice(ranges))) for _ in range(rng.choice((0, 1, 5, 23, 24, 80, 260))))


def make_item(rng, depth):
    kind = rng.randrange(8 if depth > 0 else 6)
    if kind == 0:
        return make_number(rng)
    if kind == 1:
        return -1 - make_number(rng) % 2**63
    if kind == 2:
        return rng.randbytes(rng.choice((0, 1, 23, 24, 255, 256)))
    if kind in (3, 4):
        return make_text(rng)
    if kind == 5:
        return rng.choice((True, False, None))
    size = rng.choice((0, 1, 2, 3, 24))
    if kind == 6:
        return [make_item(rng, depth - 1) for _ in range(size)]
    return {make_number(rng): make_item(rng, depth - 1) for _ in range(size)}


def show(item):
    if isinstance(item, bytes):
        return f"h{item.hex()} "
    if isinstance(item, str):
        return f"t{item.encode().hex()} "
    if isinstance(item, bool) or item is None:
        return {True: "true ", False: "false ", None: "null "}[item]
    if isinstance(item, int):
        return f"{item} "
    if isinstance(item, (list, tuple)):
        return "[ " + "".join(map(show, item)) + "] "
    if isinstance(item, dict):
        return "{ " + "".join(show(key) + show(value) for key, value in item.items()) + "} "
    return "other "


def ask_cbor2(inputs):
    for data in inputs:
        stream = io.BytesIO(data)
        try:
            item = cbor2.CBORDecoder(stream).decode()
        except Exception as error:
            yield f"reject {type(error).__name__}"
            continue
        yield f"accept - {show(item)}" if stream.read(1) == b"" else "reject"


def ask_program(command, inputs):
    text = "".join(data.hex() + "\n" for data in inputs)
    answer = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    lines = answer.stdout.split("\n")[:-1]
    assert len(lines) == len(inputs), f"{command[0]} answered {len(lines)} of {len(inputs)}"
    return lines


def find_cborg():
    folder = os.environ.get("KK_CBORG")
    path = pathlib.Path(folder or "", "cborg", "cborg.js")
    return path.resolve() if folder and path.exists() else None


def compare(name, accepted, theirs):
    """What we accept they accept, and mean the same."""
    bad = 0
    for (data, mine), other in zip(accepted, theirs):
        if mine.split(" ", 2)[2].strip() != other.partition(" - ")[2].strip():
            bad += 1
            print(f"# {name}: {data.hex()[:200]}: we say {mine[-80:]!r}, they say {other[:80]!r}")
    return bad == 0


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = False

    def report(self, good, name):
        self.count += 1
        self.failed |= not good
        print(f"{'ok' if good else 'not ok'} {self.count} {name}")

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} {name} # SKIP {why}")


def main(recode, libcbor, vectors, corpora):
    tap = Tap()
    rng = random.Random(20261121)
    seeds = [*read_vectors(vectors), *read_corpora(corpora)]
    small = [data for data in seeds if len(data) <= MOST_SEED]
    items = [make_item(rng, rng.randrange(8)) for _ in range(N_RANDOM)]
    inputs = seeds + [mutate(rng, rng.choice(small)) for _ in range(N_MUTATED)]
    if cbor2:
        canonical = [cbor2.dumps(item, canonical=True) for item in items]
        answers = ask_program([recode], canonical)
        tap.report(all(line.split(" ")[:2] == ["accept", data.hex()] for line, data in zip(answers, canonical)), "accepts what cbor2 writes")
        inputs += canonical + [mutate(rng, rng.choice(canonical)) for _ in range(N_MUTATED)]
    else:
        tap.skip("accepts what cbor2 writes", "python3-cbor2 is not installed")

    ours = ask_program([recode], inputs)
    accepted = [(data, line) for data, line in zip(inputs, ours) if line.startswith("accept")]
    wellformed = [data for data, line in accepted]
    print(f"# {len(inputs)} inputs, {len(accepted)} accepted")
    tap.report(all(line.split(" ")[1] == data.hex() for data, line in accepted), "writes what it read")
    if cbor2:
        tap.report(compare("cbor2", accepted, ask_cbor2(wellformed)), "cbor2 understands the same")
    else:
        tap.skip("cbor2 understands the same", "python3-cbor2 is not installed")
    if libcbor:
        tap.report(compare("libcbor", accepted, ask_program([libcbor], wellformed)), "libcbor understands the same")
    else:
        tap.skip("libcbor understands the same", "libcbor is not installed")
    cborg = find_cborg()
    if cborg:
        command = ["node", "--input-type=module", "--eval", CBORG, "--", cborg.as_uri()]
        tap.report(compare("cborg", accepted, ask_program(command, wellformed)), "cborg understands the same")
    else:
        tap.skip("cborg understands the same", "KK_CBORG names no node_modules folder with cborg")
    print(f"1..{tap.count}")
    return tap.failed


sys.exit(main(*sys.argv[1:]))
