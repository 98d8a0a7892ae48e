"""What a released report says, as it crosses between nodes: things under markings, read strictly.

Markings cross whole and are content-addressed: whoever holds the item decides by the same marking as its owner. The
audience of a marking that crosses is always a list of named authorities, expanded when it was released; who joins
later needs a new release.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from corridor.core.entities.records import Claim, Draft
from corridor.core.exchange.codes import Reason
from corridor.core.exchange.errors import ContentRefused
from corridor.core.handling.codes import Audience, Use
from corridor.core.handling.errors import MarkingInvalid, MarkingUnreadable
from corridor.core.handling.exchange import digest, document_of, marking_from
from corridor.core.handling.records import Marking, Reader
from corridor.core.handling.rules import check_marking, decide
from corridor.core.handling.scheme import Schemes
from corridor.core.kernel.identifiers import Uid, is_uid

MOST_THINGS: Final = 500
MOST_CLAIMS: Final = 5000
MOST_MARKINGS: Final = 40
"""So many markings one report may bring: each is decided for every reader, and kept for good."""

LONGEST_VALUE: Final = 20_000
STAFF: Final = frozenset({"author", "reviewer", "coercion_reviewer"})
"""Properties that name officers: what crosses names the authority and a digest, never the account."""

_BODY: Final = frozenset({"grade", "filed_on", "is_invented", "ill_treatment", "recipients", "marking", "things"})
_THING: Final = frozenset({"uid", "kind", "marking", "said"})


@dataclass(frozen=True, slots=True)
class Released:
    """One report as it crosses: its grade and day, to which authorities, and each thing with its marking.

    `marking` is that of the report; `ill_treatment` says that it may have been obtained by ill-treatment: then it is
    refused by whoever sends and by whoever receives.
    """

    grade: str
    filed_on: str
    is_invented: bool
    recipients: tuple[str, ...]
    marking: Marking
    things: tuple[tuple[Draft, Marking], ...]
    ill_treatment: bool = False


def narrowed(marking: Marking, recipients: Collection[str], purpose: str) -> Marking:
    """Return a marking for the named authorities and one purpose alone, and otherwise as it is."""
    named = frozenset(recipients)
    return replace(marking, audience=Audience.NAMED, recipients=named, purposes=frozenset({purpose}))


def apart(released: Released) -> tuple[Released, ...]:
    """Return a report as each of its recipients has it alone, where each decides for itself whether it keeps it."""
    return tuple(one for one in (_for_one(released, code) for code in sorted(set(released.recipients))) if one.things)


def _for_one(released: Released, code: str) -> Released:
    def own(marking: Marking) -> Marking:
        return replace(marking, recipients=marking.recipients & {code})

    things = tuple((draft, own(marking)) for draft, marking in released.things if code in marking.recipients)
    return replace(released, recipients=(code,), marking=own(released.marking), things=things)


def may_have(marking: Marking, authority: str, purpose: str, schemes: Schemes) -> bool:
    """Return whether somebody of an authority may read under a marking for a purpose, in some function."""
    functions = [function for function, one in schemes.duties if one == purpose]
    return any(
        decide(_reader(marking, authority, function, purpose), Use.READ, marking, schemes).allowed
        for function in functions
    )


def opened(marking: Marking, use: Use) -> Marking:
    """Return a marking that admits one further use, and is otherwise as it is."""
    return replace(marking, uses=marking.uses | use)


def may_be_opened(marking: Marking, authority: str, use: Use, schemes: Schemes) -> bool:
    """Return whether leave of the owner would let an authority make a use, or a handling code still forbids it."""
    wider = opened(marking, use)
    return any(
        decide(_reader(wider, authority, function, purpose), use, wider, schemes).allowed
        for function, purpose in schemes.duties
    )


def _reader(marking: Marking, authority: str, function: str, purpose: str) -> Reader:
    return Reader(authority, function, purpose, marking.clearance, marking.compartments)


def body_of(released: Released) -> dict[str, Any]:
    """Return the body of an item that releases a report."""
    return {
        "grade": released.grade,
        "filed_on": released.filed_on,
        "is_invented": released.is_invented,
        "ill_treatment": released.ill_treatment,
        "recipients": sorted(released.recipients),
        "marking": document_of(released.marking),
        "things": [
            {
                "uid": str(draft.uid),
                "kind": draft.kind,
                "marking": document_of(marking),
                "said": [
                    [one.prop, one.value, one.original or "", one.lang or "", str(one.ref or "")]
                    for one in draft.claims
                ],
            }
            for draft, marking in released.things
        ],
    }


def released_from(body: Mapping[str, Any]) -> Released:
    """Return the report of an item.

    Raises:
        ContentRefused: A field is missing, unknown, too long, or not what it must be.
    """
    if body.keys() != _BODY or not isinstance(body["is_invented"], bool) or not isinstance(body["ill_treatment"], bool):
        raise _wrong()
    recipients, things = body["recipients"], body["things"]
    if not isinstance(recipients, list) or not isinstance(things, list) or not 0 < len(things) <= MOST_THINGS:
        raise _wrong()
    filed_on = _text(body["filed_on"])
    try:
        date.fromisoformat(filed_on)
    except ValueError as wrong:
        raise _wrong() from wrong
    marking = _marking(body["marking"])
    read = tuple(_thing(one, body["marking"], marking) for one in things)
    if sum(len(draft.claims) for draft, _ in read) > MOST_CLAIMS:
        raise _wrong()
    return Released(
        grade=_text(body["grade"]),
        filed_on=filed_on,
        is_invented=body["is_invented"],
        recipients=tuple(_text(one) for one in recipients),
        marking=marking,
        things=read,
        ill_treatment=body["ill_treatment"],
    )


def _thing(document: object, usual: object, marking: Marking) -> tuple[Draft, Marking]:
    """Return a thing with its marking, which is mostly that of the report: that one is read once."""
    if not isinstance(document, dict) or document.keys() != _THING or not isinstance(document["said"], list):
        raise _wrong()
    claims = tuple(_claim(one) for one in document["said"])
    own = marking if document["marking"] == usual else _marking(document["marking"])
    return Draft(_uid(document["uid"]), _text(document["kind"]), claims), own


def _claim(document: object) -> Claim:
    if not isinstance(document, list) or len(document) != len(Claim._fields):
        raise _wrong()
    prop, value, original, lang, ref = (_text(one) for one in document)
    return Claim(prop, value, original or None, lang or None, _uid(ref) if ref else None)


def _marking(document: object) -> Marking:
    if not isinstance(document, dict):
        raise _wrong()
    try:
        return marking_from(document)
    except MarkingUnreadable as wrong:
        raise _wrong() from wrong


def _uid(value: object) -> Uid:
    if not isinstance(value, str) or not is_uid(value):
        raise _wrong()
    return Uid(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_VALUE:
        raise _wrong()
    return value


def check_released(
    released: Released,
    *,
    originator: str,
    marking: str,
    purpose: str,
    until: str,
    ours: Collection[str],
    schemes: Schemes,
    today: date,
) -> None:
    """Refuse a report that its sender may not have us hold as it says.

    Args:
        originator, marking, purpose, until: What the signed item says beside its body.
        ours: The authorities of this node.
    Raises:
        ContentRefused: It may come from ill-treatment, speaks for another authority, names nobody here, is marked in a
            way that no rule reads, is marked for other purposes than the one that it is released for, or is over.
    """
    if released.ill_treatment:
        raise ContentRefused(reason=Reason.ILL_TREATMENT.value)
    markings = {released.marking, *(one for _, one in released.things)}
    if len(markings) > MOST_MARKINGS:
        raise ContentRefused(reason=Reason.TOO_LARGE.value)
    named = set(released.recipients)
    is_ours = bool(named) and named <= set(ours)
    is_theirs = all(one.originator == originator and one.audience is Audience.NAMED for one in markings)
    is_narrow = all(one.recipients <= named and one.purposes == {purpose} for one in markings)
    is_so = digest(released.marking) == marking
    if not (is_ours and is_theirs and is_narrow and is_so) or (until and date.fromisoformat(until) <= today):
        raise _wrong()
    for one in markings:
        try:
            check_marking(one, schemes)
        except MarkingInvalid as wrong:
            raise _wrong() from wrong


def check_moved(released: Released, *, authority: str, schemes: Schemes) -> None:
    """Refuse what another node hands over for an authority that moved here, unless all of it is the authority's own.

    Markings come whole, so that what the authority let others have stays so.

    Raises:
        ContentRefused: A marking is another's, or none that a rule reads.
    """
    for one in {released.marking, *(marking for _, marking in released.things)}:
        if one.originator != authority:
            raise ContentRefused(reason=Reason.NOT_THE_ORIGINATORS.value)
        try:
            check_marking(one, schemes)
        except MarkingInvalid as wrong:
            raise _wrong() from wrong


def staff_hidden(draft: Draft, hidden: Mapping[str, str]) -> Draft:
    """Return a thing with the handles of officers replaced as told; nobody abroad needs them."""
    return replace(
        draft,
        claims=tuple(
            one._replace(value=hidden[one.value], original=None) if one.prop in STAFF else one for one in draft.claims
        ),
    )


def _wrong() -> ContentRefused:
    return ContentRefused(reason=Reason.CONTENT_REFUSED.value)
