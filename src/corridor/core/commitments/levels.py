"""How far something that a State or organisation says about commitments may go: levels, and the marking of each."""

from __future__ import annotations

import enum

from corridor.core.handling.codes import ALL_USES, Audience, Use
from corridor.core.handling.records import Marking, SchemeCode

RETENTION = "published"


class Level(enum.StrEnum):
    """How far an entry or a piece of evidence may go, from the narrowest to the widest."""

    OWN = "own"
    FORUM = "forum"
    PUBLIC = "public"


WIDTH = {level: width for width, level in enumerate(Level)}
"""Width of each level: 0 stays with the authority, 2 is for anybody."""


def marking_for(level: Level, *, originator: str, recipients: frozenset[str], purposes: frozenset[str]) -> Marking:
    """Return the marking of an entry, a piece of evidence, a need or a pledge at its level.

    At the level of a forum it names the authorities that are members when it is approved; who joins later has it only
    after a new approval.
    """
    others = recipients - {originator}
    is_named = level is Level.FORUM and bool(others)
    audience = Audience.PUBLIC if level is Level.PUBLIC else Audience.NAMED if is_named else Audience.ORIGINATOR
    code = "CLEAR" if level is Level.PUBLIC else "AMBER"
    return Marking(
        originator=originator,
        audience=audience,
        recipients=others if is_named else frozenset(),
        functions=frozenset(),
        purposes=purposes,
        handling=(SchemeCode("tlp", "2.0", code),),
        uses=ALL_USES if level is Level.PUBLIC else Use.READ | Use.COUNT | Use.PRINT | Use.EXPORT,
        clearance=0,
        compartments=frozenset(),
        retention=RETENTION,
    )
