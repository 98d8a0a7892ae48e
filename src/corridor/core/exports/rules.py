"""The decisions of an export: how finely a place may be told, and which marking is the strictest."""

from __future__ import annotations

from collections.abc import Iterable

from corridor.core.exports.records import Said
from corridor.core.handling.codes import AUDIENCE_WIDTH
from corridor.core.handling.records import Marking
from corridor.core.handling.scheme import Schemes

FINE = ("exact", "locality")
"""The precisions under which a point is a point; under any other it stands for an area and does not leave."""


def told_places(said: Iterable[Said], known: Iterable[Said]) -> tuple[Said, ...]:
    """Return statements without the points of records that share an area only.

    A point says where the area is on our own map. In a file it would be read as the place itself.

    Args:
        known: Everything that the reader may read of the same things: how precise a place is may stand under a marking
            that lets it not leave.
    """
    coarse = {(one.about, one.record) for one in known if one.prop == "place_precision" and one.value not in FINE}
    return tuple(one for one in said if one.prop != "point" or (one.about, one.record) not in coarse)


def strictest(markings: Iterable[Marking], schemes: Schemes) -> Marking | None:
    """Return the marking that lets an item go least far; the first of several that are equally strict."""
    return min(markings, key=lambda marking: reach(marking, schemes), default=None)


def reach(marking: Marking, schemes: Schemes) -> tuple[int, int, int, int]:
    """Return how far a marking lets an item go, so that the strictest of several is the smallest."""
    effect = schemes.effect(marking.handling)
    width = min(AUDIENCE_WIDTH[marking.audience], AUDIENCE_WIDTH[effect.audience])
    uses = int(marking.uses) & int(effect.uses)
    return width, -marking.clearance, -len(marking.compartments), uses.bit_count()
