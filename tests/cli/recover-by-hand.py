#!/usr/bin/env python3
"""A member's vault is opened from the sheets of the organisation without a line of ours: the shares, HPKE and the derived key
are done here once more, by other means, and Debian's sqlcipher opens the database.

Usage: recover-by-hand.py PROGRAM"""

import hashlib
import hmac
import itertools
import os
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import cbor2
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
except ImportError:
    print("1..0 # SKIP python3-cbor2 or python3-cryptography is not here")
    sys.exit(0)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LINE = re.compile(r"^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$", re.MULTILINE)

# GF(256) by tables of powers of the generator 3.
POWERS, LOGARITHMS = [0] * 255, [0] * 256
VALUE = 1
for exponent in range(255):
    POWERS[exponent], LOGARITHMS[VALUE] = VALUE, exponent
    VALUE ^= VALUE << 1 ^ (0x11B if VALUE & 0x80 else 0)


def multiply(a, b):
    return POWERS[(LOGARITHMS[a] + LOGARITHMS[b]) % 255] if a and b else 0


def divide(a, b):
    return POWERS[(LOGARITHMS[a] - LOGARITHMS[b]) % 255] if a else 0


def labelled(label, data):
    """H of docs/formats/keys.md."""
    label = label.encode()
    return hashlib.blake2b(b"KK1" + len(label).to_bytes(8, "little") + label + data, digest_size=32).digest()


def read_share(text):
    """version, needed, place, key id, values of docs/formats/key-slots.md, with every check looked at."""
    lines = [line.replace("-", "") for line in LINE.findall(text)]
    assert len(lines) == 4, "a sheet without its four lines"
    characters = ""
    for number, line in enumerate(lines, 1):
        digest = labelled("share", bytes([number]) + line[:16].encode())
        assert line[16:] == "".join(ALPHABET[byte % 32] for byte in digest[:4]), f"the check of line {number}"
        characters += line[:16]
    packed = int("".join(f"{ALPHABET.index(character):05b}" for character in characters), 2).to_bytes(40, "big")
    assert packed[0] == 1, "another version"
    return packed[1], packed[2], packed[3:8], packed[8:]


def join(shares):
    secret = bytearray(32)
    for _, place, _, values in shares:
        weight = 1
        for _, other, _, _ in shares:
            if other != place:
                weight = multiply(weight, divide(other, other ^ place))
        for i, value in enumerate(values):
            secret[i] ^= multiply(value, weight)
    return bytes(secret)


def expand(key, info, size):
    out, block = b"", b""
    for counter in itertools.count(1):
        if len(out) >= size:
            return out[:size]
        block = hmac.new(key, block + info + bytes([counter]), "sha256").digest()
        out += block
    return out


def open_hpke(identity, enc, info, associated, sealed):
    """RFC 9180, mode base, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305."""
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"

    def extract_labelled(which, salt, label, material):
        return hmac.new(salt or bytes(32), b"HPKE-v1" + which + label + material, "sha256").digest()

    def expand_labelled(which, key, label, context, size):
        return expand(key, size.to_bytes(2, "big") + b"HPKE-v1" + which + label + context, size)

    private = X25519PrivateKey.from_private_bytes(identity)
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    agreed = private.exchange(X25519PublicKey.from_public_bytes(enc))
    shared = expand_labelled(kem, extract_labelled(kem, b"", b"eae_prk", agreed), b"shared_secret", enc + public, 32)
    context = b"\x00" + extract_labelled(suite, b"", b"psk_id_hash", b"") + extract_labelled(suite, b"", b"info_hash", info)
    secret = extract_labelled(suite, shared, b"secret", b"")
    key = expand_labelled(suite, secret, b"key", context, 32)
    nonce = expand_labelled(suite, secret, b"base_nonce", context, 12)
    return public, ChaCha20Poly1305(key).decrypt(nonce, sealed, associated)


def open_slots(path, identity):
    """The master key, and that the MAC over the file is right under it."""
    body, mac = cbor2.loads(path.read_bytes())
    slots = cbor2.loads(body)
    slot = next(slot for slot in slots[3] if slot[2] == 3)
    associated = cbor2.dumps([1, slots[1], slot[0], slot[1], slot[2], slot[3]])
    public, master = open_hpke(identity, slot[9], b"KK/1 escrow", associated, slot[7])
    assert public == slot[8], "the public key of the slot"
    key = derive(master, 6)
    keyed = hashlib.blake2b(b"KK1" + (5).to_bytes(8, "little") + b"slots" + body, digest_size=32, key=key)
    assert keyed.digest() == mac, "the MAC over the file"
    return master


def derive(master, use):
    """crypto_kdf of libsodium."""
    return hashlib.blake2b(b"", digest_size=32, key=master, salt=use.to_bytes(8, "little") + bytes(8),
                           person=b"KKvault1" + bytes(8)).digest()


class Vault:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = dict(os.environ, XDG_DATA_HOME=str(folder / "home"), LANGUAGE="")

    def call(self, *words):
        run = subprocess.run([self.program, "--vault", str(self.folder / "vault"), "--passphrase-fd", "0", *words],
                             input=b"een zin van losse woorden\n", capture_output=True, check=False, env=self.environment)
        assert run.returncode == 0, run.stderr.decode()
        return run.stdout.decode()


def open_database(path, key):
    script = f"PRAGMA key = \"x'{key.hex()}'\";\nSELECT count(*) FROM meta;\n"
    return subprocess.run(["sqlcipher", str(path)], input=script.encode(), capture_output=True, check=False).stdout.decode()


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        vault = Vault(sys.argv[1], folder)
        vault.call("vault", "create", "--quick")
        (folder / "sheets").mkdir()
        made = vault.call("escrow", "create", str(folder / "sheets"), "--needed", "3", "--sheets", "5")
        vault.call("slot", "add", "--organisation", re.search(r"age1[0-9a-z]{58}", made)[0])
        shares = [read_share(path.read_text(encoding="utf-8")) for path in sorted((folder / "sheets").iterdir())]
        print("1..3")
        keys = {join(some) for some in itertools.combinations(shares, 3)} | {join(shares)}
        few = {join(some) for some in itertools.combinations(shares, 2)}
        fine = len(keys) == 1 and not keys & few and all(share[0] == 3 for share in shares)
        print("ok 1" if fine else "not ok 1", "- any three sheets of five give one key, and two give another")
        identity = keys.pop()
        public = X25519PrivateKey.from_private_bytes(identity).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        fine = all(share[2] == labelled("recovery key", public)[-5:] for share in shares)
        print("ok 2" if fine else "not ok 2", "- each sheet names the key")
        master = open_slots(folder / "vault/kluis.keys", identity)
        rows = open_database(folder / "vault/kluis.db", derive(master, 1))
        print("ok 3" if re.search(r"\b[1-9]\d*\b", rows) else "not ok 3", "- it opens the slots, and they the database")


main()
