"""Writes of briefings: begin one, write its parts, bind its figures, accept what changed, remove and bring back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Max

from corridor.core.access.codes import Event, Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.briefings.codes import Asks, Kind, Language, Level, NoFigure, Stops
from corridor.core.briefings.errors import BindingUnfit, PartUnfit
from corridor.core.briefings.exchange import read, written
from corridor.core.briefings.records import Binding
from corridor.core.briefings.rules import (
    MOST_FIGURES,
    filled,
    is_title_clean,
    levels_of,
    loose,
    next_name,
    places,
    with_place,
)
from corridor.core.handling.codes import AUDIENCE_WIDTH
from corridor.core.kernel.text import clean, has_forbidden
from corridor.web.base import identity
from corridor.web.base.ledger.actions import act
from corridor.web.base.marks.terms import end_of_all
from corridor.web.desk.briefings import figures, queries
from corridor.web.desk.briefings.models import Briefing, BriefingPart
from corridor.web.desk.briefings.queries import Looked
from corridor.web.desk.reports.screening import findings_in

LONGEST = 1200
LONGEST_TITLE = 160
MOST_PARTS = 300


@dataclass(frozen=True)
class Begun:
    """A briefing as an officer begins it; `headings` are those of a skeleton."""

    title: str
    language: Language
    full_level: Level = Level.OWN
    open_level: Level = Level.PUBLIC
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Typed:
    """A part as an officer types it. What is no figure is said number by number, with a reason."""

    text: str
    replacement: str = ""
    is_full_only: bool = False
    opens_paragraph: bool = False
    confirmed: Mapping[str, NoFigure] = field(default_factory=dict)


def begin_briefing(*, by: Officer, begun: Begun, now: datetime) -> str:
    """Begin a briefing; return its reference.

    Raises:
        PartUnfit: The title is missing, too long, names a person or holds a figure, or the levels are the wrong way
            round.
    """
    check_permission(by, Permission.BRIEFING_WRITE)
    title = _fit("title", begun.title, LONGEST_TITLE)
    if not is_title_clean(title):
        raise PartUnfit(field="title")
    if _width(by, begun.full_level) > _width(by, begun.open_level):
        raise PartUnfit(field="open")
    uid = identity.uid()
    with act(Event.BRIEFING_BEGUN, by=by, now=now, about=uid, language=begun.language.value):
        briefing = Briefing.objects.create(
            uid=uid,
            authority=by.reader.authority,
            title=title,
            language=begun.language.value,
            full_level=begun.full_level.value,
            open_level=begun.open_level.value,
            written_by=by.handle,
            written_at=now,
            changed_at=now,
        )
        for place, heading in enumerate(begun.headings):
            _create(briefing, place, Kind.HEADING, Typed(heading), by)
    return str(uid)


def _width(by: Officer, level: Level) -> int:
    return AUDIENCE_WIDTH[figures.marking_of_level(by, level).audience]


def _fit(field: str, text: str, longest: int = LONGEST, *, may_be_empty: bool = False) -> str:
    """Return a text as it is kept.

    Raises:
        PartUnfit: It is empty, too long, or names a person.
    """
    found = clean(text)
    bare = filled(found, {}, missing=" ")
    if (not found and not may_be_empty) or len(found) > longest or has_forbidden(text) or findings_in(bare):
        raise PartUnfit(field=field)
    return found


def _checked(typed: Typed) -> Typed:
    text = _fit("text", typed.text)
    replacement = _fit("replacement", typed.replacement, may_be_empty=True)
    if places(replacement):
        raise PartUnfit(field="replacement")
    numbers = {*loose(text), *loose(replacement)}
    confirmed = {number: reason for number, reason in typed.confirmed.items() if number in numbers}
    return replace(typed, text=text, replacement=replacement, confirmed=confirmed)


def _create(briefing: Briefing, place: int, kind: Kind, typed: Typed, by: Officer) -> BriefingPart:
    return BriefingPart.objects.create(
        uid=identity.uid(),
        briefing=briefing,
        place=place,
        kind=kind.value,
        text=typed.text,
        opens_paragraph=typed.opens_paragraph,
        replacement=typed.replacement,
        is_full_only=typed.is_full_only,
        confirmed={number: reason.value for number, reason in typed.confirmed.items()},
        levels=[level.value for level in Level],
        changed_by=by.handle,
    )


def add_part(*, by: Officer, briefing: str, kind: Kind, typed: Typed, after: str = "", now: datetime) -> str:
    """Add a heading or a sentence behind another part, at the end where none is named; return its reference.

    Raises:
        NotFound: There is no such briefing, or no such part of it.
        PartUnfit: The text is missing, too long or names a person, or there are too many parts.
    """
    row, typed = queries.briefing_for(by, briefing), _checked(typed)
    if row.parts.filter(removed_at=None).count() >= MOST_PARTS:
        raise PartUnfit(field="text")
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what="added"):
        part = _create(row, _room(row, after), kind, typed, by)
        _touch(row, now)
    return str(part.uid)


def _room(briefing: Briefing, after: str) -> int:
    """Return a free place behind a part; those behind it move on."""
    if not after:
        last = briefing.parts.aggregate(last=Max("place"))["last"]
        return 0 if last is None else int(last) + 1
    place = queries.part_row(briefing, after).place + 1
    for row in briefing.parts.filter(place__gte=place):
        BriefingPart.objects.filter(pk=row.pk).update(place=row.place + 1)
    return place


def _touch(briefing: Briefing, now: datetime) -> None:
    Briefing.objects.filter(pk=briefing.pk).update(changed_at=now)


def change_part(*, by: Officer, briefing: str, part: str, typed: Typed, now: datetime) -> None:
    """Keep a part as it was typed anew; its figures are answered anew and kept as they are now.

    Raises:
        NotFound: There is no such part.
        PartUnfit: The text is missing, too long or names a person.
    """
    row, typed = queries.briefing_for(by, briefing), _checked(typed)
    kept = queries.part_row(row, part)
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what="written"):
        kept.text, kept.replacement = typed.text, typed.replacement
        kept.is_full_only, kept.opens_paragraph = typed.is_full_only, typed.opens_paragraph
        kept.confirmed = {number: reason.value for number, reason in typed.confirmed.items()}
        if kept.kind != Kind.CHART:
            kept.bindings = {name: one for name, one in kept.bindings.items() if name in places(kept.text)}
        _keep(row, kept, by, now)


def _keep(briefing: Briefing, row: BriefingPart, by: Officer, now: datetime) -> Looked:
    """Keep a part with its figures as they are now: what they come to, how far they go, what they rest on."""
    looked = queries.looked_at(row, queries.answering(by, briefing, today=now.date()))
    known = {name: one for name, one in looked.standings.items() if one is not None}
    row.kept = {name: one.text for name, one in known.items()}
    row.levels = sorted(level.value for level in levels_of(known))
    row.marks = sorted(looked.marks)
    row.kept_until = end_of_all(row.marks, now)
    row.changed_by = by.handle
    row.save()
    _touch(briefing, now)
    return looked


def bind(*, by: Officer, briefing: str, part: str, binding: Binding, now: datetime) -> str:
    """Bind a figure of a sentence to its question; return the name under which it stands in the text.

    Raises:
        NotFound: There is no such part.
        BindingUnfit: The question has no answer that the officer may see and count, or there are too many figures.
        NotForecast: The series cannot be forecast honestly.
        NotWorkedOut: Nobody had its forecast worked out from these figures.
        NoBetterThanNaive: A naive rule is as good as its forecast.
    """
    row = queries.briefing_for(by, briefing)
    kept = queries.part_row(row, part)
    if kept.kind != Kind.SENTENCE or len(kept.bindings) >= MOST_FIGURES:
        raise BindingUnfit(field="asks")
    answers = queries.answering(by, row, today=now.date())
    if binding.asks is Asks.FORECAST:
        answers.check_forecast(binding)
    if answers.found(binding) is None:
        raise BindingUnfit(field=binding.asks.value if binding.asks in (Asks.SHIFT, Asks.ASSESSMENT) else "about")
    name = next_name(kept.text, read(kept.bindings))
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what="bound"):
        kept.text = with_place(kept.text, name)
        kept.bindings = {**kept.bindings, **written({name: binding})}
        _keep(row, kept, by, now)
    return name


def unbind(*, by: Officer, briefing: str, part: str, name: str, now: datetime) -> None:
    """Take a figure out of a sentence, with its place.

    Raises:
        NotFound: There is no such part or figure.
    """
    row = queries.briefing_for(by, briefing)
    kept = queries.part_row(row, part)
    if kept.kind != Kind.SENTENCE or name not in kept.bindings:
        raise BindingUnfit(field="asks")
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what="unbound"):
        kept.bindings = {known: one for known, one in kept.bindings.items() if known != name}
        kept.text = clean(kept.text.replace(f"{{{name}}}", " "))
        _keep(row, kept, by, now)


def add_chart(*, by: Officer, briefing: str, binding: Binding, now: datetime) -> str:
    """Add the chart of a series, or a map, at the end; return the reference of the part.

    Raises:
        NotFound: There is no such briefing.
        BindingUnfit: Nothing of it is told that the officer may see and count.
    """
    row = queries.briefing_for(by, briefing)
    found = queries.answering(by, row, today=now.date()).found(binding)
    if found is None or found.chart is None:
        raise BindingUnfit(field="map" if binding.asks is Asks.MAP else "about")
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what=binding.asks.value):
        part = _create(row, _room(row, ""), Kind.CHART, Typed(found.chart.title), by)
        part.bindings = written({"1": binding})
        part.confirmed = dict.fromkeys(loose(part.text), NoFigure.NAME.value)
        _keep(row, part, by, now)
    return str(part.uid)


def accept(*, by: Officer, briefing: str, part: str, now: datetime) -> None:
    """Keep the figures of one sentence as they are now, and how far they may go now.

    Raises:
        NotFound: There is no such part.
    """
    row = queries.briefing_for(by, briefing)
    kept = queries.part_row(row, part)
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what="accepted"):
        _keep(row, kept, by, now)


def accept_all(*, by: Officer, briefing: str, now: datetime) -> int:
    """Keep every figure that merely changed as it is now, and return how many; what lost its source or reach waits.

    Raises:
        NotFound: There is no such briefing.
    """
    opened = queries.opened_for(by, briefing, today=now.date())
    changed = [one for one in opened.parts if one.stops and set(one.stops) <= {Stops.CHANGED, Stops.LOOSE}]
    changed = [one for one in changed if Stops.CHANGED in one.stops]
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what="accepted", parts=len(changed)):
        for one in changed:
            _keep(opened.briefing, one.row, by, now)
    return len(changed)


def remove_part(*, by: Officer, briefing: str, part: str, now: datetime) -> None:
    """Remove a part; it can be brought back.

    Raises:
        NotFound: There is no such part.
    """
    _set_removed(by, briefing, queries.part_row(queries.briefing_for(by, briefing), part), now, gone=True)


def restore_part(*, by: Officer, briefing: str, part: str, now: datetime) -> None:
    """Bring a part back to its place; what it rests on is looked at anew.

    Raises:
        NotFound: There is no such part among the removed ones.
    """
    row = queries.briefing_for(by, briefing)
    _set_removed(by, briefing, queries.removed_row(by, row, part), now, gone=False)


def _set_removed(by: Officer, briefing: str, row: BriefingPart, now: datetime, *, gone: bool) -> None:
    with act(Event.BRIEFING_CHANGED, by=by, now=now, about=briefing, what="removed" if gone else "restored"):
        BriefingPart.objects.filter(pk=row.pk).update(removed_at=now if gone else None, changed_by=by.handle)
        _touch(row.briefing, now)
