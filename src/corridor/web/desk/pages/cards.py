"""What the templates of cards are given."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key of an authority: since when, and how it stands."""

    authority: str
    name: str
    since: str
    key: str
    state: State


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """An authority for which a node would speak: which key it names, why it does not, and what this reader may do."""

    authority: str
    name: str
    key: str
    why: str
    proposed: str
    propose_url: str
    settle_url: str


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A contradiction in the ledger of a node, what it means, and where its evidence is."""

    node: str
    what: str
    means: str
    at: str
    url: str


@dataclass(frozen=True, slots=True)
class CardRow:
    """One node in the list."""

    url: str
    code: str
    name: str
    state: State
    authorities: str
    head: str
    drill: State


@dataclass(frozen=True, slots=True)
class CardsPage:
    """The own card, the cards of others, and what their ledgers contradict.

    Posts `card` and `fingerprint` to `add_url`, `what` and `lost` to `rotate_url`, `authority` and `to` to `move_url`.
    """

    own_code: str
    fingerprint: tuple[str, ...]
    card_url: str
    origin: str
    keys: tuple[KeyRow, ...]
    rows: tuple[CardRow, ...]
    faults: tuple[FaultRow, ...]
    add_url: str
    rotate_url: str
    move_url: str
    renewable: tuple[Choice, ...]
    movable: tuple[Choice, ...]
    targets: tuple[Choice, ...]
    typed: str = ""
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class DrillRow:
    """One drill: who did it, when, how long it took, and which steps could be gone through."""

    on: str
    by: str
    took: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardPage:
    """One node: its card, what this reader may do with it, its keys, the head of its ledger, and the drills.

    Posts `fingerprint` to `confirm_url`, `steps` to `drill_end_url`, nothing to the others.
    """

    code: str
    name: str
    country: str
    origin: str
    state: State
    fingerprint: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    refused: str
    keys: tuple[KeyRow, ...]
    claims: tuple[ClaimRow, ...]
    head: str
    faults: tuple[FaultRow, ...]
    drill: State
    drills: tuple[DrillRow, ...]
    steps: tuple[tuple[str, str, str], ...]
    confirm_url: str
    close_url: str
    revoke_url: str
    ask_url: str
    drill_url: str
    drill_end_url: str
    problems: tuple[FormProblem, ...] = ()
