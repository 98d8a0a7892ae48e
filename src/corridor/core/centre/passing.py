"""What a national desk may pass on abroad of what agencies of its State released to it: each agency keeps control."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from corridor.core.centre.errors import PassingRefused
from corridor.core.handling.codes import Audience, Refusal, Use
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import decide
from corridor.core.handling.scheme import Schemes


@dataclass(frozen=True, slots=True)
class Item:
    """Something that an agency released to its national desk, under the agency's own marking."""

    uid: str
    agency: str
    marking: Marking


@dataclass(frozen=True, slots=True)
class Passing:
    """Whether one item may go to each authority named: why not, by authority, and as whose it is told.

    `source` is the agency where it allows to be named, and otherwise the national desk. `marking` is the agency's,
    narrowed to whom it goes; nothing where it may not go to all of them.
    """

    item: Item
    against: Mapping[str, frozenset[Refusal]]
    source: str
    marking: Marking | None

    @property
    def may_go(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.against


def passing(
    items: Iterable[Item], *, desk: Reader, to: Collection[str], named: Collection[str], schemes: Schemes
) -> tuple[Passing, ...]:
    """Return for each item what its agency's marking says to passing it on.

    The desk itself must be allowed to forward it, and each recipient to read it for the desk's purpose in at least one
    function: nothing that an agency kept from an authority reaches that authority through the national desk.

    Args:
        desk: The national desk's officer at work, as a reader.
        to: The authorities abroad.
        named: The agencies that allow to be named abroad.
    """
    return tuple(_passing(item, desk, frozenset(to), frozenset(named), schemes) for item in items)


def _passing(item: Item, desk: Reader, to: frozenset[str], named: frozenset[str], schemes: Schemes) -> Passing:
    against: dict[str, frozenset[Refusal]] = {}
    own = decide(desk, Use.FORWARD, item.marking, schemes).reasons
    for authority in sorted(to):
        if found := own | _against_reading(authority, desk.purpose, item.marking, schemes):
            against[authority] = found
    source = item.agency if item.agency in named else desk.authority
    goes = to and not against
    return Passing(item, against, source, narrowed(item.marking, to) if goes else None)


def _against_reading(authority: str, purpose: str, marking: Marking, schemes: Schemes) -> frozenset[Refusal]:
    """Return why no function of an authority may read an item for a purpose; nothing where one may."""
    reasons: set[Refusal] = set()
    functions = sorted(function for function, of_it in schemes.duties if of_it == purpose)
    for function in functions:
        decision = decide(Reader(authority, function, purpose), Use.READ, marking, schemes)
        if decision.allowed:
            return frozenset()
        reasons |= decision.reasons
    return frozenset(reasons) or frozenset({Refusal.PURPOSE_UNKNOWN})


def narrowed(marking: Marking, to: Collection[str]) -> Marking:
    """Return a marking for some of those whom it admits, and nobody else beside its originator."""
    if marking.audience is Audience.ORIGINATOR:
        return marking
    return replace(marking, audience=Audience.NAMED, recipients=frozenset(to))


def check_passing(found: Iterable[Passing]) -> None:
    """Refuse to pass on items of which one may not go to somebody named.

    Raises:
        PassingRefused: One may not.
    """
    if refused := [one for one in found if not one.may_go]:
        raise PassingRefused(count=len(refused))
