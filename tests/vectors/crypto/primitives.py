# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""X25519, Ed25519, ChaCha20-Poly1305, XChaCha20-Poly1305 and HPKE in plain Python.

Slow and not in constant time: for making test vectors only. It shares no code with the program."""
import functools
import hashlib
import hmac
import struct

P = 2**255 - 19


# RFC 7748
def x25519(secret: bytes, public: bytes) -> bytes:
    k = bytearray(secret)
    k[0] &= 248
    k[31] = k[31] & 127 | 64
    k = int.from_bytes(k, "little")
    u = int.from_bytes(public, "little") & (2**255 - 1)
    x2, z2, x3, z3, swap = 1, 0, u, 1, 0
    for t in reversed(range(255)):
        bit = k >> t & 1
        if swap ^ bit:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = bit
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % P, b * b % P, d * a % P, c * b % P
        e = aa - bb
        x3, z3 = (da + cb) ** 2 % P, u * (da - cb) ** 2 % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    return (x2 * pow(z2, P - 2, P) % P).to_bytes(32, "little")


@functools.lru_cache
def x25519_base(secret: bytes) -> bytes:
    return x25519(secret, (9).to_bytes(32, "little"))


# RFC 8032
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
BASE_Y = 4 * pow(5, P - 2, P) % P


def recover_x(y: int) -> int:
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x & 1 else x


BASE = (recover_x(BASE_Y), BASE_Y)


def add(p, q):
    (x1, y1), (x2, y2) = p, q
    t = D * x1 * x2 * y1 * y2 % P
    return ((x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P,
            (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P)


def multiply(n: int, p):
    result = (0, 1)
    while n:
        if n & 1:
            result = add(result, p)
        p, n = add(p, p), n >> 1
    return result


def encode_point(p) -> bytes:
    return (p[1] | (p[0] & 1) << 255).to_bytes(32, "little")


def ed25519_scalar(seed: bytes):
    h = bytearray(hashlib.sha512(seed).digest())
    h[0] &= 248
    h[31] = h[31] & 63 | 64
    return int.from_bytes(h[:32], "little"), bytes(h[32:])


@functools.lru_cache
def ed25519_public(seed: bytes) -> bytes:
    return encode_point(multiply(ed25519_scalar(seed)[0], BASE))


def ed25519_sign(seed: bytes, message: bytes) -> bytes:
    a, prefix = ed25519_scalar(seed)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % L
    point = encode_point(multiply(r, BASE))
    k = hashlib.sha512(point + ed25519_public(seed) + message).digest()
    return point + ((r + int.from_bytes(k, "little") * a) % L).to_bytes(32, "little")


# RFC 8439 and draft-irtf-cfrg-xchacha-03
def rounds(state):
    x = list(state)

    def quarter(a, b, c, d):
        for i, j, k, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[i] = x[i] + x[j] & 0xFFFFFFFF
            v = x[k] ^ x[i]
            x[k] = (v << n | v >> 32 - n) & 0xFFFFFFFF

    for _ in range(10):
        for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
                           (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(a, b, c, d)
    return x


CONSTANTS = struct.unpack("<4I", b"expand 32-byte k")


def chacha20(key: bytes, counter: int, nonce: bytes, data: bytes) -> bytes:
    out = bytearray()
    for i in range(0, len(data), 64):
        state = [*CONSTANTS, *struct.unpack("<8I", key), counter + i // 64, *struct.unpack("<3I", nonce)]
        block = struct.pack("<16I", *((a + b) & 0xFFFFFFFF for a, b in zip(rounds(state), state)))
        out += bytes(a ^ b for a, b in zip(data[i:i + 64], block))
    return bytes(out)


def poly1305(key: bytes, message: bytes) -> bytes:
    r = int.from_bytes(key[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    total = 0
    for i in range(0, len(message), 16):
        total = (total + int.from_bytes(message[i:i + 16] + b"\1", "little")) * r % (2**130 - 5)
    return (total + int.from_bytes(key[16:], "little") & 2**128 - 1).to_bytes(16, "little")


def chacha20poly1305(key: bytes, nonce: bytes, data: bytes, aad: bytes) -> bytes:
    sealed = chacha20(key, 1, nonce, data)
    pad = lambda x: x + bytes(-len(x) % 16)
    mac_data = pad(aad) + pad(sealed) + struct.pack("<QQ", len(aad), len(sealed))
    return sealed + poly1305(chacha20(key, 0, nonce, bytes(32)), mac_data)


def xchacha20poly1305(key: bytes, nonce: bytes, data: bytes, aad: bytes) -> bytes:
    x = rounds([*CONSTANTS, *struct.unpack("<8I", key), *struct.unpack("<4I", nonce[:16])])
    subkey = struct.pack("<8I", *x[:4], *x[12:])
    return chacha20poly1305(subkey, bytes(4) + nonce[16:], data, aad)


# RFC 5869, RFC 9180
def extract(salt: bytes, material: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), material, "sha256")


def expand(key: bytes, info: bytes, size: int) -> bytes:
    out, block = b"", b""
    while len(out) < size:
        block = hmac.digest(key, block + info + bytes([len(out) // 32 + 1]), "sha256")
        out += block
    return out[:size]


KEM = b"KEM\x00\x20"
SUITE = b"HPKE\x00\x20\x00\x01\x00\x03"


def labelled_extract(suite, salt, label, material):
    return extract(salt, b"HPKE-v1" + suite + label + material)


def labelled_expand(suite, key, label, info, size):
    return expand(key, struct.pack(">H", size) + b"HPKE-v1" + suite + label + info, size)


class Hpke:
    """The sender's side of one message."""

    def __init__(self, ephemeral, addressee, info, psk=b"", psk_id=b""):
        self.enc = x25519_base(ephemeral)
        key = labelled_extract(KEM, b"", b"eae_prk", x25519(ephemeral, addressee))
        shared = labelled_expand(KEM, key, b"shared_secret", self.enc + addressee, 32)
        context = (bytes([1 if psk else 0]) + labelled_extract(SUITE, b"", b"psk_id_hash", psk_id)
                   + labelled_extract(SUITE, b"", b"info_hash", info))
        secret = labelled_extract(SUITE, shared, b"secret", psk)
        self.key = labelled_expand(SUITE, secret, b"key", context, 32)
        self.nonce = labelled_expand(SUITE, secret, b"base_nonce", context, 12)
        self.exporter = labelled_expand(SUITE, secret, b"exp", context, 32)

    def export(self, label, size):
        return labelled_expand(SUITE, self.exporter, b"sec", label, size)

    def seal(self, aad, data):
        return chacha20poly1305(self.key, self.nonce, data, aad)
