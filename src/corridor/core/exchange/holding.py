"""What a recipient holds of others: each released thing in its newest version, until its originator ends it.

Only the originator changes or ends what it released, whoever passed it on. Versions only grow, so the same items in any
order, any number of times and by any way lead to the same holding.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from corridor.core.exchange.codes import ENDS, REPLACES, Kind, Outcome, Reason
from corridor.core.exchange.records import Held, Item, Receipt

Holding = Mapping[str, Held]
"""Released things by the originator's identifier."""

NOTHING: Holding = MappingProxyType({})
CARRIED = frozenset({Kind.RELEASE}) | REPLACES | ENDS
"""The kinds that change a holding; the others are about it."""


def carried_out(holding: Holding, item: Item) -> tuple[Holding, Receipt]:
    """Return the holding after one item, and how the item is answered.

    A recall that overtook what it recalls is kept: what comes late is then ended before it was ever seen. What was
    ended stays so; it must be released under another identifier.
    """
    if item.kind not in CARRIED:
        return holding, _receipt(item, Outcome.APPLIED)
    known = holding.get(item.about)
    if known is not None and known.originator != item.originator:
        return holding, _receipt(item, Outcome.KEPT_ASIDE, Reason.NOT_THE_ORIGINATORS)
    known = known or Held(item.originator, 0, b"")
    if item.version == known.version and item.kind not in ENDS and item.digest != known.digest and not known.is_ended:
        return holding, _receipt(item, Outcome.KEPT_ASIDE, Reason.FORKED)
    is_newer = item.version > known.version
    is_ended = known.is_ended or item.kind in ENDS
    if not is_newer and is_ended == known.is_ended:
        return holding, _receipt(item, Outcome.HELD_ALREADY)
    digest = b"" if is_ended else item.digest
    held = Held(item.originator, max(item.version, known.version), digest, is_ended)
    return MappingProxyType({**holding, item.about: held}), _receipt(item, Outcome.APPLIED)


def _receipt(item: Item, outcome: Outcome, reason: Reason | None = None) -> Receipt:
    return Receipt(item.number, item.digest, outcome, reason)
