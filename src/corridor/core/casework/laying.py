"""Lays the entries of a case file together into the case as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from corridor.core.casework.codes import (
    PARTICULARS,
    Asked,
    Basis,
    CaseState,
    GivenBy,
    Item,
    NeedState,
    ServiceState,
    StepState,
)
from corridor.core.casework.moments import moment_from
from corridor.core.casework.records import (
    Answer,
    CaseFile,
    Consent,
    Document,
    Entry,
    Need,
    Note,
    Service,
    Share,
    Step,
    Values,
)

Made = TypeVar("Made")
Held = dict[str, tuple[Entry, dict[str, object]]]


def laid_together(entries: Iterable[Entry]) -> CaseFile:
    """Return the case that its entries make, in their order; the first one opens it."""
    items: dict[Item, Held] = {item: {} for item in Item}
    first: Entry | None = None
    closed_at: datetime | None = None
    for entry in entries:
        first = first or entry
        if entry.item is Item.CASE and "state" in entry.values:
            closed_at = entry.at if entry.values["state"] == CaseState.CLOSED else None
        held = items[entry.item]
        begun, values = held.get(entry.uid, (entry, {}))
        held[entry.uid] = begun, {**values, **entry.values}
    assert first is not None
    _, case = items[Item.CASE].get("", (first, {}))
    _, person = items[Item.PERSON].get("", (first, {}))
    return CaseFile(
        state=CaseState(_text(case, "state") or CaseState.OPEN),
        basis=Basis(_text(case, "basis") or Basis.CONSENT),
        opened_at=first.at,
        person=MappingProxyType({name: _answer(person, name) for name in PARTICULARS}),
        needs=_each(items[Item.NEED], _need),
        services=_each(items[Item.SERVICE], _service),
        steps=_each(items[Item.STEP], _step),
        documents=_each(items[Item.DOCUMENT], _document),
        notes=_each(items[Item.NOTE], _note),
        consents=_each(items[Item.CONSENT], _consent),
        shares=_each(items[Item.SHARE], _share),
        closed_for=_text(case, "reason"),
        closed_at=closed_at,
    )


def _each(held: Held, make: Callable[[str, Entry, Mapping[str, object]], Made]) -> tuple[Made, ...]:
    return tuple(make(uid, begun, values) for uid, (begun, values) in held.items())


def _need(uid: str, begun: Entry, values: Mapping[str, object]) -> Need:
    return Need(
        uid=uid,
        kind=_text(values, "kind"),
        state=NeedState(_text(values, "state") or NeedState.OPEN),
        is_urgent=values.get("urgent") is True,
        words=_text(values, "words"),
        at=begun.at,
    )


def _service(uid: str, begun: Entry, values: Mapping[str, object]) -> Service:
    return Service(
        uid=uid,
        kind=_text(values, "kind"),
        state=ServiceState(_text(values, "state") or ServiceState.OFFERED),
        provider=_text(values, "provider"),
        words=_text(values, "words"),
        at=begun.at,
    )


def _step(uid: str, begun: Entry, values: Mapping[str, object]) -> Step:
    return Step(
        uid=uid,
        kind=_text(values, "kind"),
        state=StepState(_text(values, "state") or StepState.PLANNED),
        due_on=_text(values, "due_on"),
        words=_text(values, "words"),
        at=begun.at,
    )


def _document(uid: str, begun: Entry, values: Mapping[str, object]) -> Document:
    return Document(
        uid=uid,
        name=_text(values, "name"),
        kind=_text(values, "kind"),
        size=int(_text(values, "size") or 0),
        sha256=_text(values, "sha256"),
        words=_text(values, "words"),
        is_removed=values.get("removed") is True,
        by=begun.by,
        at=begun.at,
    )


def _note(uid: str, begun: Entry, values: Mapping[str, object]) -> Note:
    return Note(uid, _text(values, "words"), begun.by, begun.at)


def _consent(uid: str, begun: Entry, values: Mapping[str, object]) -> Consent:
    withdrawn = _text(values, "withdrawn_at")
    return Consent(
        uid=uid,
        purpose=_text(values, "purpose"),
        recipient=_text(values, "recipient"),
        fields=frozenset(_texts(values, "fields")),
        given_at=begun.at,
        until=_moment(values, "until"),
        given_by=GivenBy(_text(values, "given_by") or GivenBy.PERSON),
        informed=frozenset(_texts(values, "informed")),
        way=_text(values, "way"),
        language=_text(values, "language"),
        interpreter=_text(values, "interpreter"),
        words=_text(values, "words"),
        withdrawn_at=moment_from(withdrawn) if withdrawn else None,
    )


def _share(uid: str, begun: Entry, values: Mapping[str, object]) -> Share:
    return Share(
        uid=uid,
        consent=_text(values, "consent"),
        recipient=_text(values, "recipient"),
        purpose=_text(values, "purpose"),
        fields=frozenset(_texts(values, "fields")),
        at=begun.at,
        until=_moment(values, "until"),
    )


def answers(values: Values) -> dict[str, Answer]:
    """Return the answers that an entry about the person gives."""
    return {name: _answer(values, name) for name in values if name in PARTICULARS}


def _answer(values: Mapping[str, object], name: str) -> Answer:
    asked, *said = _texts(values, name) or (Asked.NOT_ASKED,)
    return Answer(Asked(asked), said[0] if said and asked == Asked.STATED else "")


def _text(values: Mapping[str, object], name: str) -> str:
    found = values.get(name, "")
    return found if isinstance(found, str) else ""


def _texts(values: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = values.get(name, ())
    return tuple(str(one) for one in found) if isinstance(found, tuple) else ()


def _moment(values: Mapping[str, object], name: str) -> datetime:
    return moment_from(_text(values, name))
