"""The nouns of rights that cross between nodes: a request that is passed on, and how it was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corridor.core.rights.codes import Ground, Outcome, RequestKind


@dataclass(frozen=True, slots=True)
class Notice:
    """A request for correction or erasure, passed on to the authority that released what it concerns.

    `released` names what `originator` released, as the originator named it; `on` is the day on which it was passed on.
    There is no place for who asked, for a file mark or for words: the node that passes it on keeps them.
    """

    kind: RequestKind
    originator: str
    released: str
    on: date


@dataclass(frozen=True, slots=True)
class Answer:
    """How the originator decided a request that was passed on to it, on which ground and on which day."""

    outcome: Outcome
    ground: Ground
    on: date
