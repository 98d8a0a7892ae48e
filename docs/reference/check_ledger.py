"""Checks a proof about a Corridor ledger with Python alone; for whoever does not want to trust our program.

    python check_ledger.py PROOF.json FINGERPRINT

It does not use Corridor. For the signature it needs the package `cryptography`. Written after RFC 9162, section 2.1.3.2
and 2.1.4.2.
"""

import hashlib
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def included(leaf, position, size, path, root):
    fn, sn, r = position, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root and 0 <= position < size


def consistent(first, first_root, second, second_root, path):
    if first == second:
        return not path and first_root == second_root
    if first == 0:
        return not path and first_root == hashlib.sha256(b"").digest()
    if not path or first > second:
        return False
    path = [first_root, *path] if first & (first - 1) == 0 else list(path)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


def opened(signed, key):
    """Return what a signed head says; raises where the signature does not hold."""
    Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(signed["signature"]), signed["head"].encode())
    head = json.loads(signed["head"])
    return head["size"], bytes.fromhex(head["root"])


def check(proof, fingerprint):
    """Return whether the proof holds under the key of this fingerprint."""
    key = bytes.fromhex(proof["public_key"])
    if hashlib.sha256(key).hexdigest() != fingerprint.lower():
        return False
    size, root = opened(proof["head"], key)
    path = [bytes.fromhex(step) for step in proof["path"]]
    if proof["kind"] == "inclusion":
        leaf = hashlib.sha256(b"\x00" + bytes.fromhex(proof["link"])).digest()
        return included(leaf, proof["position"], size, path, root)
    earlier, earlier_root = opened(proof["earlier"], key)
    return consistent(earlier, earlier_root, size, root, path)


if __name__ == "__main__":
    holds = check(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
    sys.stdout.write("the proof holds\n" if holds else "the proof does NOT hold\n")
    sys.exit(0 if holds else 1)
