#!/usr/bin/env python3
"""The backup layer against the programs that people restore with: age, minisign, and the packages age-encryption and
shamir-secret-sharing of npm, each in both directions where it has two. What is not installed is skipped by name. Prints TAP."""
import itertools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SIZES = [0, 1, 65535, 65536, 65537, 300000]
SEED = "11" * 32
PHRASE = "vier losse woorden hier"
NPM = """
import * as age from '%s/age-encryption/dist/index.js';
const [what, key] = process.argv.slice(2);
const parts = [];
for await (const part of process.stdin) parts.push(part);
const data = new Uint8Array(Buffer.concat(parts));
let out;
if (what === 'seal') { const e = new age.Encrypter(); e.addRecipient(key); out = await e.encrypt(data); }
if (what === 'open') { const d = new age.Decrypter(); d.addIdentity(key); out = await d.decrypt(data); }
if (what === 'seal-phrase') { const e = new age.Encrypter(); e.setPassphrase(key); e.setScryptWorkFactor(10); out = await e.encrypt(data); }
if (what === 'open-phrase') { const d = new age.Decrypter(); d.addPassphrase(key); out = await d.decrypt(data); }
process.stdout.write(out);
"""

NPM_SHARES = """
import { split, combine } from '%s/shamir-secret-sharing/esm/index.js';
const [what, ...words] = process.argv.slice(2);
const bytes = (text) => new Uint8Array(Buffer.from(text, 'hex'));
const hex = (data) => Buffer.from(data).toString('hex');
if (what === 'split') for (const share of await split(bytes(words[0]), 5, 3)) console.log(hex(share));
if (what === 'join') console.log(hex(await combine(words.map(bytes))));
"""


def run(words, given=b"", code=0):
    done = subprocess.run([str(word) for word in words], input=given, capture_output=True, timeout=120, check=False)
    assert (done.returncode == 0) == (code == 0), f"{words[0]} ended with {done.returncode}: {done.stderr.decode()}"
    return done.stdout


def plain(size):
    return bytes((i * 7 + i // 251) & 255 for i in range(size))


class Kit:
    """The folder of one run, with a key pair of age's own making."""

    def __init__(self, tool, folder):
        self.tool = tool
        self.folder = pathlib.Path(folder)
        self.identity_file = self.folder / "identity"
        run(["age-keygen", "-o", self.identity_file])
        lines = self.identity_file.read_text(encoding="ascii").splitlines()
        self.identity = lines[-1]
        self.recipient = lines[1].split(": ")[1]


def ours_opens_in_age(kit):
    for size in SIZES:
        sealed = run([kit.tool, "seal", kit.recipient], plain(size))
        assert run(["age", "-d", "-i", kit.identity_file], sealed) == plain(size), size


def age_opens_in_ours(kit):
    for size in SIZES:
        sealed = run(["age", "-r", kit.recipient], plain(size))
        assert run([kit.tool, "open", kit.identity], sealed) == plain(size), size
        run([kit.tool, "open", kit.identity], sealed[:-1], code=1)


def npm_both_ways(kit):
    node = [shutil.which("node"), "--input-type=module", "-e", NPM % os.environ["KK_NODE_MODULES"], "-"]
    for size in SIZES[:4]:
        for suffix, there, back in (("", kit.recipient, kit.identity), ("-phrase", PHRASE, PHRASE)):
            sealed = run([kit.tool, "seal" + suffix, there], plain(size))
            assert run([*node, "open" + suffix, back], sealed) == plain(size), size
            sealed = run([*node, "seal" + suffix, there], plain(size))
            assert run([kit.tool, "open" + suffix, back], sealed) == plain(size), size


def shares_both_ways(kit):
    node = [shutil.which("node"), "--input-type=module", "-e", NPM_SHARES % os.environ["KK_NODE_MODULES"], "-"]
    secret = plain(32).hex()
    ours = run([kit.tool, "split", secret, 3, 5]).decode().split()
    theirs = run([*node, "split", secret]).decode().split()
    for shares in itertools.combinations(ours, 3):
        assert run([kit.tool, "join", *shares]).decode().strip() == secret
    assert run([*node, "join", *ours[2:]]).decode().strip() == secret
    assert run([kit.tool, "join", *theirs[1:4]]).decode().strip() == secret
    assert run([kit.tool, "join", *theirs[:2]]).decode().strip() != secret


def minisign_checks_ours(kit):
    path, signature, key = kit.folder / "file", kit.folder / "file.minisig", kit.folder / "key.pub"
    path.write_bytes(plain(100000))
    signature.write_bytes(run([kit.tool, "sign", SEED], plain(100000)))
    key.write_bytes(run([kit.tool, "key", SEED]))
    assert b"nummer 1" in run(["minisign", "-V", "-m", path, "-p", key])
    assert run([kit.tool, "verify", SEED, signature], plain(100000)) == b"nummer 1\n"
    run([kit.tool, "verify", SEED, signature], plain(99999), code=1)
    signature.write_text(signature.read_text(encoding="ascii").replace("nummer 1", "nummer 2"), encoding="ascii")
    run([kit.tool, "verify", SEED, signature], plain(100000), code=1)
    run(["minisign", "-V", "-m", path, "-p", key], code=1)


def missing(check):
    needs = {"npm_both_ways": ["node", "age-keygen"], "shares_both_ways": ["node", "age-keygen"],
             "minisign_checks_ours": ["minisign", "age-keygen"]}
    for program in needs.get(check.__name__, ["age", "age-keygen"]):
        if shutil.which(program) is None:
            return program
    package = {"npm_both_ways": "age-encryption", "shares_both_ways": "shamir-secret-sharing"}.get(check.__name__)
    if package is not None and not (pathlib.Path(os.environ["KK_NODE_MODULES"]) / package).is_dir():
        return f"{package} of npm"
    return None


def main():
    checks = [ours_opens_in_age, age_opens_in_ours, npm_both_ways, shares_both_ways, minisign_checks_ours]
    failed = 0
    print(f"1..{len(checks)}")
    with tempfile.TemporaryDirectory(prefix="ketenkluis-interop-") as folder:
        for number, check in enumerate(checks, 1):
            absent = missing(check)
            if absent is not None:
                print(f"ok {number} - {check.__name__} # SKIP {absent} is not here")
                continue
            try:
                check(Kit(sys.argv[1], tempfile.mkdtemp(dir=folder)))
                print(f"ok {number} - {check.__name__}")
            except (AssertionError, subprocess.SubprocessError) as error:
                print(f"not ok {number} - {check.__name__}")
                print("\n".join(f"# {line}" for line in str(error).splitlines()[:20]))
                failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
