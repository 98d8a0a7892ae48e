"""The nouns of the library: what an entry says of a practice or a study."""

from __future__ import annotations

from dataclasses import dataclass

from corridor.core.commitments.codes import Pillar
from corridor.core.practices.codes import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says: what was done or studied, where, how it is known, and what it does not show.

    `where` names a State by its two letters, or a corridor in words; `items` are the commitments that it serves.
    """

    kind: Kind
    title: str
    done: str
    context: str
    limits: str
    pillar: Pillar
    method: str = ""
    source: str = ""
    where: str = ""
    theme: str = ""
    items: tuple[str, ...] = ()
