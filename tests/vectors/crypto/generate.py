#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
# Copyright 2026 The Ketenkluis authors
"""Writes the *.vector files of this folder from docs/formats/{keys,packet-envelope,sealed-blob}.md.

A second implementation of those pages. All values are fixed, so that running it again changes nothing."""
import functools
import hashlib
import pathlib
import struct

import primitives as p

HERE = pathlib.Path(__file__).parent
CORPORA = HERE.parent.parent / "fuzz" / "corpora"


def fixed(label, size=32):
    return hashlib.shake_256(b"ketenkluis vector " + label.encode()).digest(size)


def H(label, message, key=b""):
    text = b"KK1" + struct.pack("<Q", len(label)) + label + message
    return hashlib.blake2b(text, digest_size=32, key=key).digest()


def prefix(kind, network_id, message):
    return (b"KK-PAE-v1" + struct.pack("<Q", len(kind)) + kind + network_id + struct.pack("<Q", len(message)))


@functools.lru_cache
def sign(kind, network_id, message, seed):
    return p.ed25519_sign(seed, prefix(kind, network_id, message) + message)


def padme(n):
    if n < 2:
        return n
    e = n.bit_length() - 1
    z = e - e.bit_length()
    return (n + (1 << z) - 1) >> z << z


NETWORK = fixed("network id")
EPOCH = 7
SECRET = fixed("network secret")
WRITER = fixed("writer seed")
ADDRESSEE = fixed("addressee mailbox secret")
OTHER_KEY = fixed("other mailbox secret")
EPHEMERAL = fixed("ephemeral")
TAG = fixed("tag", 16)
LOG = fixed("log", 16)
NONCE = fixed("nonce", 24)


def frame(message, signature=b"", total=None, length=None, fill=b""):
    content = struct.pack("<I", len(message) if length is None else length) + message + signature
    return content + fill + bytes(total - len(content) - len(fill))


def write(name, text, /, **fields):
    lines = ["# " + text]
    for key, value in fields.items():
        if isinstance(value, bytes):
            value = value.hex()
        lines.append(f"{key}: {value}".rstrip())
    (HERE / f"{name}.vector").write_text("\n".join(lines) + "\n")


def seed_corpus(target, name, data):
    folder = CORPORA / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)


# --- packets ---------------------------------------------------------------------------------------


def seal_packet(plain, network_id=NETWORK, epoch=EPOCH, secret=SECRET, ephemeral=EPHEMERAL, enc=None):
    hpke = p.Hpke(ephemeral, p.x25519_base(ADDRESSEE), b"KK/1 packet" + network_id, secret,
                  b"KK/1 secret" + struct.pack("<I", epoch))
    header = (b"KK1\x01" + struct.pack("<I", epoch) + TAG + (enc or hpke.enc)
              + hpke.export(b"KK/1 commit", 32))
    return header + hpke.seal(header, plain)


def packet_plain(message, total=None, **kw):
    signature = kw.pop("signature", None) or sign(b"statement", NETWORK, message, WRITER)
    content = 4 + len(message) + 64
    return frame(message, signature, total or max(4096, padme(content)), **kw)


def packet(name, stage, text, data, keys=ADDRESSEE, **extra):
    write(f"packet-{stage}-{name}", text, kind="packet", stage=stage, network_id=NETWORK, epoch=EPOCH,
          secret=SECRET, keys=keys, signer=p.ed25519_public(WRITER), input=data, **extra)
    if len(data) < 6000:
        seed_corpus("packet-envelope", f"{stage}-{name}", data)


def flip(data, at, mask=1):
    out = bytearray(data)
    out[at] ^= mask
    return bytes(out)


def write_packets():
    short, long = fixed("statement", 300), fixed("long statement", 5000)
    good = seal_packet(packet_plain(short))
    sealing = dict(writer=WRITER, tag=TAG, ephemeral=EPHEMERAL, addressee=p.x25519_base(ADDRESSEE))
    packet("short", "done", "a statement below the floor", good, message=short, **sealing)
    packet("long", "done", "a statement above the floor", seal_packet(packet_plain(long)), message=long, **sealing)
    packet("full", "done", "a content of exactly 4,096 bytes, no padding",
           seal_packet(packet_plain(fixed("full", 4096 - 68))), message=fixed("full", 4096 - 68), **sealing)
    packet("second-key", "done", "the second key at hand is the right one", good, keys=OTHER_KEY + ADDRESSEE,
           message=short)

    packet("empty", "size", "no bytes", b"")
    packet("short", "size", "one byte below the floor", good[:-1])
    packet("odd", "size", "one byte more than a size that is written", good + b"\0")
    packet("magic", "outer", "another magic", flip(good, 2, 3))
    packet("suite", "outer", "suite 2", flip(good, 3, 3))
    packet("epoch", "secret", "of epoch 8, the secret at hand is of 7", seal_packet(packet_plain(short), epoch=8))
    packet("byte", "commit", "a byte of the commitment changed", flip(good, 56))
    packet("enc", "commit", "a byte of enc changed", flip(good, 24))
    packet("enc-zero", "commit", "an enc of low order", good[:24] + bytes(32) + good[56:])
    packet("network", "commit", "sealed in another network", seal_packet(packet_plain(short), fixed("other network")))
    packet("secret", "commit", "sealed with another secret", seal_packet(packet_plain(short), secret=fixed("other")))
    packet("addressee", "commit", "sealed to a key that is not at hand", good, keys=OTHER_KEY)
    packet("tag", "open", "the tag, which is associated data, changed", flip(good, 8))
    packet("ciphertext", "open", "a byte of the ciphertext changed", flip(good, 100))
    packet("mac", "open", "the last byte changed", flip(good, len(good) - 1))
    packet("zero", "padding", "an empty statement", seal_packet(packet_plain(b"")))
    packet("length", "padding", "a length beyond the plaintext", seal_packet(packet_plain(short, length=4096)))
    packet("length-most", "padding", "the largest length", seal_packet(packet_plain(short, length=0xFFFFFFFF)))
    packet("first", "padding", "the first byte of padding is not zero", seal_packet(packet_plain(short, fill=b"\1")))
    packet("last", "padding", "the last byte of padding is not zero", seal_packet(flip(packet_plain(short), 4095)))
    packet("longer", "padding", "padded to the size after the right one",
           seal_packet(packet_plain(short, total=padme(4097))))
    for name, plain in (("plain", packet_plain(short)), ("plain-length", packet_plain(short, length=4096)),
                        ("plain-full", packet_plain(fixed("full", 4096 - 68)))):
        seed_corpus("packet-envelope", name, plain)
    bad = lambda *a: seal_packet(packet_plain(short, signature=sign(*a)))
    packet("signer", "signature", "by another device", bad(b"statement", NETWORK, short, fixed("other seed")))
    packet("network", "signature", "signed for another network", bad(b"statement", fixed("other"), short, WRITER))
    packet("type", "signature", "signed as a manifest", bad(b"manifest", NETWORK, short, WRITER))
    packet("message", "signature", "the signature of another statement", bad(b"statement", NETWORK, short[1:], WRITER))


# --- manifests and boards --------------------------------------------------------------------------


def seal_blob(kind, plain, epoch=EPOCH, secret=SECRET, log=LOG, magic=None, label=None):
    header = (magic or {"manifest": b"KKM", "board": b"KKB"}[kind]) + b"\x01" + struct.pack("<I", epoch) + NONCE
    key = H((label or kind).encode(), log, secret)
    return header + p.xchacha20poly1305(key, NONCE, plain, header + log)


def blob_plain(kind, message, total=None, **kw):
    signature = kw.pop("signature", None) or sign(b"manifest", NETWORK, message, WRITER)
    signature = signature if kind == "manifest" else b""
    return frame(message, signature, total or -(-(4 + len(message) + len(signature)) // 256) * 256, **kw)


def blob(kind, name, stage, text, data, **extra):
    signer = {"signer": p.ed25519_public(WRITER)} if kind == "manifest" else {}
    write(f"{kind}-{stage}-{name}", text, kind=kind, stage=stage, network_id=NETWORK, epoch=EPOCH, secret=SECRET,
          log=LOG, input=data, **signer, **extra)
    seed_corpus("sealed-blob", f"{kind}-{stage}-{name}", bytes([kind == "board"]) + data)


def write_blobs(kind):
    message = fixed(kind, 300)
    plain = lambda **kw: blob_plain(kind, kw.pop("m", message), **kw)
    good = seal_blob(kind, plain())
    sealing = dict(nonce=NONCE, message=message, **({"writer": WRITER} if kind == "manifest" else {}))
    other = "board" if kind == "manifest" else "manifest"
    put = lambda name, stage, text, data, **kw: blob(kind, name, stage, text, data, **kw)

    put("plain", "done", "an ordinary one", good, **sealing)
    put("empty", "size", "no bytes", b"")
    put("short", "size", "one byte too few", good[:-1])
    put("odd", "size", "one byte too many", good + b"\0")
    put("no-block", "size", "a header and a MAC only", good[:48])
    put("magic", "outer", f"the magic of a {other}", seal_blob(kind, plain(), magic={"manifest": b"KKB", "board": b"KKM"}[kind]))
    put("suite", "outer", "suite 2", flip(good, 3, 3))
    put("epoch", "secret", "of epoch 8, the secret at hand is of 7", seal_blob(kind, plain(), epoch=8))
    put("secret", "open", "another secret", seal_blob(kind, plain(), secret=fixed("other")))
    put("log", "open", "of another log", seal_blob(kind, plain(), log=fixed("other log", 16)))
    put("label", "open", f"the key of a {other}", seal_blob(kind, plain(), label=other))
    put("nonce", "open", "a byte of the nonce changed", flip(good, 8))
    put("ciphertext", "open", "a byte of the ciphertext changed", flip(good, 40))
    put("mac", "open", "the last byte changed", flip(good, len(good) - 1))
    put("zero", "padding", "an empty message", seal_blob(kind, plain(m=b"")))
    put("length", "padding", "a length beyond the plaintext", seal_blob(kind, plain(length=512)))
    put("last", "padding", "the last byte of padding is not zero", seal_blob(kind, flip(plain(), 511)))
    for name, data in (("plain", plain()), ("plain-length", plain(length=512)), ("plain-zero", plain(m=b""))):
        seed_corpus("sealed-blob", f"{kind}-{name}", bytes([kind == "board"]) + data)
    put("longer", "padding", "one block more than is needed", seal_blob(kind, plain(total=768)))
    if kind == "manifest":
        bad = lambda *a: seal_blob(kind, plain(signature=sign(*a)))
        put("signer", "signature", "by another device", bad(b"manifest", NETWORK, message, fixed("other seed")))
        put("network", "signature", "signed for another network", bad(b"manifest", fixed("other"), message, WRITER))
        put("type", "signature", "signed as a statement", bad(b"statement", NETWORK, message, WRITER))


# --- hashes, signatures, ids, tags, sizes ----------------------------------------------------------


def write_small():
    for i, (label, message) in enumerate([("a", b""), ("packet", b"abc"), ("region", fixed("body", 200))]):
        write(f"hash-{i}", f"H of {len(message)} bytes", kind="hash", label=label, message=message,
              hash=H(label.encode(), message))
        write(f"keyed-{i}", f"K of {len(message)} bytes", kind="keyed", label=label, key=SECRET, message=message,
              hash=H(label.encode(), message, SECRET))
    for name in "region organisation register request statement manifest object".split():
        network_id = bytes(32) if name == "request" else NETWORK
        message = fixed(name, 50)
        write(f"sign-{name}", f"SIGN of a {name}", kind="sign", type=name, network_id=network_id, message=message,
              writer=WRITER, signer=p.ed25519_public(WRITER), signature=sign(name.encode(), network_id, message, WRITER))

    sign_pk, kx_pk = p.ed25519_public(WRITER), p.x25519_base(ADDRESSEE)
    desk = fixed("desk", 16)
    device = H(b"device", sign_pk + kx_pk)[:16]
    seat = H(b"seat", device + desk)[:16]
    numbers = struct.unpack("<6I", H(b"fingerprint", sign_pk + kx_pk)[:24])
    write("ids", "device, seat, log, fingerprint and commitment", kind="ids", sign=sign_pk, kx=kx_pk, desk=desk,
          network_id=NETWORK, incarnation=3, secret=SECRET, device=device, seat=seat,
          log=H(b"log", NETWORK + seat + struct.pack("<I", 3))[:16],
          fingerprint=" ".join(f"{n % 10000:04}" for n in numbers), commitment=H(b"secret", SECRET))

    mine, theirs, r = fixed("writer kx"), fixed("addressee kx"), fixed("r", 8)
    shared = p.x25519(mine, p.x25519_base(theirs))
    write("tag", "a tag, from both sides", kind="tag", mine=mine, theirs=theirs, log=LOG, seat=seat, random=r,
          tag=r + H(b"tag", LOG + seat + r, shared)[:8])

    sizes = sorted({1, 2, 3, 4096, 4097, 65536, 1 << 20} | {1000 * i * i for i in range(1, 32)})
    write("padme", "size and padded size", kind="padme", pairs=" ".join(f"{n}={padme(n)}" for n in sizes))

    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    for kind, count in (("recovery", 28), ("spoken", 20)):
        random = "".join(alphabet[b % 32] for b in fixed(kind, count))
        code = random + "".join(alphabet[b % 32] for b in H(kind.encode(), random.encode())[:4])
        write(f"code-{kind}", f"a {kind} code", kind="code", type=kind,
              text="-".join(code[i:i + 4] for i in range(0, len(code), 4)))


write_packets()
write_blobs("manifest")
write_blobs("board")
write_small()
