"""The recovery key of a zone: its open half stays here, its secret half goes to three people on paper.

Whoever holds a backup and one paper holds nothing; two papers of three make up the key. The words are SLIP-39's, whose
checksum finds a word that was copied wrongly. The key joins X25519 with ML-KEM-768, since a backup may be kept until
one of the two no longer holds.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from shamir_mnemonic import MnemonicError, combine_mnemonics, decode_mnemonics, generate_mnemonics

from corridor.web.running.backup.errors import PapersNotEnough, PapersOfOther, RecoveryMissing
from corridor.web.running.backup.places import write_whole

NEEDED, MADE = 2, 3
"""So many papers open a backup, of so many."""

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_SEED, _ML_KEM_SEED, _ML_KEM_OPEN = 32, 64, 1184


@dataclass(frozen=True)
class OpenHalf:
    """What seals for a recovery key and cannot open."""

    content: bytes

    @property
    def number(self) -> str:
        """By what people tell recovery keys apart: the beginning of the digest of the open half, in groups."""
        digest = hashlib.sha256(self.content).hexdigest()
        return "-".join(digest[at : at + 4] for at in range(0, 16, 4))

    def seal(self, secret: bytes, *, about: bytes) -> bytes:
        """Return a secret as only the other half can open it, and only together with what it is about."""
        joint = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.content[:_ML_KEM_OPEN]),
            X25519PublicKey.from_public_bytes(self.content[_ML_KEM_OPEN:]),
        )
        return _SUITE.encrypt(secret, joint, info=about)


@dataclass(frozen=True)
class SecretHalf:
    """What opens; it lies nowhere but on papers, and here only while a backup is opened."""

    seed: bytes

    @property
    def open_half(self) -> OpenHalf:
        """The half that belongs to it."""
        lattice, curve = self._keys()
        return OpenHalf(lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw())

    def open(self, sealed: bytes, *, about: bytes) -> bytes:
        """Return the secret that was sealed; anything else raises what the engine raises."""
        return _SUITE.decrypt(sealed, MLKEM768X25519PrivateKey(*self._keys()), info=about)

    def _keys(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        drawn = HKDF(hashes.SHA256(), _ML_KEM_SEED + 32, salt=None, info=b"corridor recovery 1").derive(self.seed)
        return (
            MLKEM768PrivateKey.from_seed_bytes(drawn[:_ML_KEM_SEED]),
            X25519PrivateKey.from_private_bytes(drawn[_ML_KEM_SEED:]),
        )


def drawn() -> tuple[OpenHalf, tuple[str, ...]]:
    """Draw a recovery key; return its open half and its three papers. The secret half is forgotten."""
    secret = SecretHalf(os.urandom(_SEED))
    # Without a passphrase there is nothing that stretching could protect.
    (papers,) = generate_mnemonics(1, [(NEEDED, MADE)], secret.seed, iteration_exponent=0)
    return secret.open_half, tuple(papers)


def joined(papers: Sequence[str], *, number: str = "") -> SecretHalf:
    """Return the secret half that papers make up.

    Args:
        number: Of the recovery key that is needed; any when left out.

    Raises:
        PapersNotEnough: Too few, the same twice, of different sets, or miscopied.
        PapersOfOther: They make up another key.
    """
    different = {" ".join(paper.lower().split()) for paper in papers}
    try:
        decode_mnemonics(different)
        secret = SecretHalf(combine_mnemonics(sorted(different)[:NEEDED] if len(different) > NEEDED else different))
    except MnemonicError as fault:
        raise PapersNotEnough(why=_why(different)) from fault
    if number and secret.open_half.number != number:
        raise PapersOfOther(theirs=secret.open_half.number, needed=number)
    return secret


def _why(papers: set[str]) -> str:
    """Say what is wrong with papers, without a word of them."""
    for place, paper in enumerate(sorted(papers), start=1):
        try:
            decode_mnemonics([paper])
        except MnemonicError:
            return f"one of them is miscopied ({len(paper.split())} words, {place} of {len(papers)})"
    return "they are of different sets" if len(papers) >= NEEDED else f"{len(papers)} of {NEEDED} were given"


# --- in the home -------------------------------------------------------------------------------------------------


def place(home: Path) -> Path:
    """Return where the open half is kept."""
    return home / "recovery.json"


def left_behind(home: Path) -> Path:
    """Return where papers lie that nobody has carried away yet."""
    return home / "recovery.txt"


def kept(home: Path) -> OpenHalf:
    """Return the open half of the zone's recovery key.

    Raises:
        RecoveryMissing: There is none.
    """
    try:
        return OpenHalf(bytes.fromhex(json.loads(place(home).read_text(encoding="ascii"))["open"]))
    except (OSError, ValueError, KeyError):
        raise RecoveryMissing from None


def keep(home: Path, half: OpenHalf) -> None:
    """Keep the open half of a new recovery key: backups from now on are sealed for it."""
    written = json.dumps({"number": half.number, "open": half.content.hex()}, indent=1) + "\n"
    write_whole(place(home), written.encode("ascii"))


def renew(home: Path, *, leave: bool = False) -> tuple[OpenHalf, tuple[str, ...]]:
    """Make a recovery key for a zone and keep its open half; return it with its papers.

    Args:
        leave: Nobody is there to take the papers: they are left in the home, where the fitness check finds them.
    """
    half, papers = drawn()
    if leave:
        write_whole(left_behind(home), (LEFT + printed(half, papers)).encode("utf-8"))
    keep(home, half)
    return half, papers


LEFT = """CARRY THESE AWAY. Two of the three papers below open every backup of this zone. Print them, give each to
another person, and erase this file: as long as it lies here, whoever copies the home can open its backups.
`corridor check` fails until it is gone.

"""


def printed(half: OpenHalf, papers: Sequence[str]) -> str:
    """Return the papers as they are handed over, each complete in itself."""
    return "\n".join(
        f"--- recovery paper {place} of {MADE}, key {half.number} ---\n{_folded(words)}\n"
        f"Any {NEEDED} of the {MADE} papers open the backups of this zone: corridor restore BACKUP --share FILE "
        "--share FILE.\nKeep it where nobody finds it with another paper or with a backup.\n"
        for place, words in enumerate(papers, start=1)
    )


def _folded(words: str) -> str:
    """Number the words, eight to a line, for people who copy them."""
    each = [f"{place:2} {word:<10}" for place, word in enumerate(words.split(), start=1)]
    return "\n".join("  ".join(each[at : at + 8]).rstrip() for at in range(0, len(each), 8))


def words_of(text: str) -> str:
    """Return the words of a paper as somebody typed or printed it: numbers and the lines around them do not count."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(("---", "Any ", "Keep "))]
    return " ".join(word for line in lines for word in line.split() if not word.isdigit())
