"""The closed lists of matching: what is compared, what a hit tells, why a question is not answered, and the limits."""

from __future__ import annotations

import enum
from datetime import timedelta
from typing import Final


class KeyKind(enum.StrEnum):
    """What an identifier is of."""

    PHONE = "phone"
    DOCUMENT = "document"
    PLATE = "plate"
    CHASSIS = "chassis"
    ENGINE = "engine"
    HULL = "hull"
    IMO = "imo"
    MMSI = "mmsi"
    CALL_SIGN = "call-sign"
    ACCOUNT = "account"
    WALLET = "wallet"
    USER_NAME = "user-name"


class Telling(enum.StrEnum):
    """What the asker learns of a key that the owner holds, from the most to nothing.

    Visible: that it is held, a reference, and whom to ask. Hit only: that it is held. Silent: nothing; it is in no set.
    """

    VISIBLE = "visible"
    HIT_ONLY = "hit-only"
    SILENT = "silent"


NARROWNESS: Final = {telling: number for number, telling in enumerate(Telling)}
"""How little each tells: 0 is the most."""


class Domain(enum.StrEnum):
    """What is matched: what an authority holds, or the targets on which it works."""

    HOLDINGS = "holdings"
    TARGETS = "targets"


class Result(enum.StrEnum):
    """How the owner answers a question."""

    ANSWERED = "answered"
    SET_OUTDATED = "set-outdated"
    TOO_MANY_TODAY = "too-many-today"
    TOO_MANY_FOR_CASE = "too-many-for-case"


class Guess(enum.StrEnum):
    """Why a question looks like guessing."""

    TOO_MANY = "too-many"
    CONSECUTIVE = "consecutive"
    REPEATED = "repeated"


class Basis(enum.StrEnum):
    """What a nomination as target rests on."""

    LEADS = "leads"
    FINANCES = "finances"
    SUPPLIES = "supplies"
    VIOLENCE = "violence"
    DEATHS = "deaths"
    REPEATED = "repeated"
    CORRUPTS = "corrupts"
    WAS_SMUGGLED = "was-smuggled"
    NATIONALITY = "nationality"


NO_BASIS: Final = frozenset({Basis.WAS_SMUGGLED, Basis.NATIONALITY})
"""What makes nobody a target, alone or together."""

WEIGHTS: Final = {
    Basis.DEATHS: 3,
    Basis.VIOLENCE: 3,
    Basis.LEADS: 3,
    Basis.FINANCES: 2,
    Basis.CORRUPTS: 2,
    Basis.REPEATED: 1,
    Basis.SUPPLIES: 1,
}
"""How much each basis weighs in the score of a target: harm to people and leading most, contacts nothing."""

PURPOSES: Final = ("detection-and-investigation", "operational-analysis", "prosecution")
"""The purposes for which keys are matched."""

AUTHORITIES: Final = frozenset(
    {
        "police",
        "border-guard",
        "border",
        "coastguard",
        "customs",
        "prosecution",
        "court",
        "financial-intelligence",
        "joint-centre",
    }
)
"""The kinds of authority that match. No body of protection, carrier or statistical office keeps a set or asks."""

MOST_KEYS: Final = 1000
"""The most keys of one question."""

MOST_KEYS_A_DAY: Final = 3000
"""The most keys that one authority may ask another in a day."""

MOST_KEYS_A_CASE: Final = 3000
"""The most keys that one authority may ask another for one case, ever."""

MOST_IN: Final = {Domain.HOLDINGS: 2**18, Domain.TARGETS: 2**12}
"""The most entries of a set. Of targets both learn which meet: a set of them must be no dictionary."""

LEAST_IN_A_SET: Final = 2**10

TARGETS_ASKED_EVERY: Final = timedelta(days=1)
"""So often at most the owner of a set of targets is asked, however many sets it sends."""

MOST_ALIKE: Final = 5
ROW: Final = 20
"""So many keys of one question may lie among so many numbers that follow each other."""

MOST_AGAIN: Final = 3
"""So often the same key may be asked of the same authority within `AGAIN_DAYS`."""

AGAIN_DAYS: Final = 30

ROTATION_DAYS: Final = 30
"""After so many days a set is made anew under another secret; what was learned of the old one opens nothing in it."""
