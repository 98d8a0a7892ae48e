"""Values of indicators that this node computes from what it holds, for one reader and no further than its level.

A value is computed from what the reader may count. One that is to be shown beyond the own authority is computed from
what anybody may know, or refused: a share of files of one authority is not for everybody because somebody counted it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.bases.rules import bound_from, known_of
from corridor.core.commitments.codes import Kind as ItemKind
from corridor.core.handling.presets import marking_from_preset
from corridor.core.handling.rules import reaches
from corridor.core.picture.records import Question
from corridor.core.progress.codes import Computation, How, Level, Standing, Status, Uncomputed
from corridor.core.progress.periods import half_on, last_day
from corridor.core.progress.records import Value
from corridor.core.progress.rules import seen_at, standing_of
from corridor.shelf.commitments import computations
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.deaths.remaining import remaining_for
from corridor.web.desk.directory import queries as directory
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.partners import instruments
from corridor.web.desk.picture import facts
from corridor.web.desk.picture import queries as picture
from corridor.web.desk.progress import queries as entries
from corridor.web.desk.progress.queries import Entry
from corridor.web.desk.requests import queries as requests

FEWEST = 10
"""A share of fewer cases than these tells of single ones, and is not computed."""

PROTOCOL: Final = "smuggling-protocol"

PROTOCOL_KEY: Final = "som"
"""The Protocol as the catalogue of commitments names it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which value is asked for: the indicator, the half-year, how far it may be shown, and the forums meant."""

    indicator: str
    period: str
    level: Level
    forums: tuple[str, ...] = ()


def is_known(indicator: str) -> bool:
    """Return whether this node computes an indicator at all."""
    return indicator in computations()


def method_words(indicator: str) -> str:
    """Return how an indicator is computed, and what to beware of."""
    return _words(computations()[indicator])


def _words(computation: Computation) -> str:
    words: Mapping[Computation, str] = {
        Computation.PARTIES_TO_PROTOCOL: gettext(
            "Member States of the forums named that are bound by the Smuggling Protocol on the last day of the "
            "half-year, by the lists of parties that were read in and confirmed here. A State of which no list speaks "
            "is not counted, and widens the span."
        ),
        Computation.REQUESTS_IN_TIME: gettext(
            "Requests to the own authority that were answered or refused in the half-year, and of them those within "
            "their term; pauses of the clock count as in time. Requests of every kind are counted, and only those in "
            "this node."
        ),
        Computation.DEATHS_RECORDED: gettext(
            "Dead and missing of the half-year whom the register of this node places in the State, from the least to "
            "the most that sources say, with those of incidents that are no longer kept in detail. Incidents without a "
            "day or a country are not counted; of each source one edition is. It is what was recorded, so a least."
        ),
        Computation.CONTACTS_REACHED: _contacts_words(gettext("any mandate")),
        Computation.MUTUAL_ASSISTANCE_REACHED: _contacts_words(gettext("the mandate of mutual legal assistance")),
        Computation.VESSEL_REQUESTS_REACHED: _contacts_words(gettext("the mandate of requests about vessels")),
        Computation.PROTOCOL_EVIDENCED: gettext(
            "Obligations of the Smuggling Protocol, as the catalogue lists them, that the State tells to be done by "
            "the half-year, with evidence that everybody may see for whom this value is meant; of all such "
            "obligations. Whether the evidence suffices is not judged."
        ),
        Computation.REPORTED_ONCE: gettext(
            "Approved entries of the State about the half-year that answer commitments of two instruments or more at "
            "once, as far as everybody may read them for whom this value is meant."
        ),
    }
    return words[computation]


def _contacts_words(mandate: str) -> str:
    return gettext(
        "Member States of the forums named with a contact in this node's directory that has %(mandate)s and answered "
        "its last test call in time, as of today; of all member States. What other nodes alone know is not counted."
    ) % {"mandate": mandate}


def refusal_words(why: Uncomputed) -> str:
    """Return why there is no value."""
    words: Mapping[Uncomputed, str] = {
        Uncomputed.UNKNOWN: gettext("This node does not compute this indicator. Enter it by hand."),
        Uncomputed.NOT_READABLE: gettext("Your function does not read what this is computed from."),
        Uncomputed.NOT_FOR_LEVEL: gettext(
            "This is computed from files of your authority, which not everybody for whom the entry is meant may count. "
            "Narrow the entry, or enter a value that was released."
        ),
        Uncomputed.TOO_FEW: gettext("Fewer than ten cases: a share of so few would tell of single ones."),
        Uncomputed.TOO_MANY: gettext("There are more than are counted at once."),
        Uncomputed.NOT_TOLD: gettext("Nothing was told from which it could be computed."),
    }
    return words[why]


def computed(officer: Officer, asked: Asked, *, now: datetime) -> Value | Uncomputed:
    """Return the value of an indicator for a half-year with its method, or why there is none."""
    code = computations().get(asked.indicator)
    return Uncomputed.UNKNOWN if code is None else COMPUTES[code](officer, asked, now)


def _parties(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
    if Permission.PARTNER_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    states = sorted({one.subject for one in forums.members_of(asked.forums) if one.subject in instruments.states()})
    instrument, sheets = instruments.instruments()[PROTOCOL], instruments.sheets([PROTOCOL]).get(PROTOCOL, [])
    on = min(last_day(asked.period), now.date())
    known = [known_of(state, sheets) for state in states]
    told = [one for one in known if one is not None]
    if not told:
        return Uncomputed.NOT_TOLD
    bound = [
        bound_from(instrument, one.status)
        for one in told
        if one.status is not None and not _left(one.status.denounced_from, on)
    ]
    low = sum(day is not None and day <= on for day in bound)
    high = low + len(states) - len(told)
    return _value(asked, Decimal(low), Decimal(high), Computation.PARTIES_TO_PROTOCOL)


def _left(denounced_from: date | None, on: date) -> bool:
    return denounced_from is not None and denounced_from <= on


def _requests(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
    if asked.level is not Level.OWN:
        return Uncomputed.NOT_FOR_LEVEL
    if not requests.may_read(officer):
        return Uncomputed.NOT_READABLE
    found = requests.answered_by(officer, now=now)
    if found is None:
        return Uncomputed.TOO_MANY
    return share_of([in_time for at, in_time in found if half_on(at.date()) == asked.period], asked)


def share_of(cases: Sequence[bool], asked: Asked) -> Value | Uncomputed:
    """Return which share of some cases holds, in percent to one place; nothing of fewer than ten."""
    if len(cases) < FEWEST:
        return Uncomputed.TOO_FEW
    share = (Decimal(100) * sum(cases) / len(cases)).quantize(Decimal("0.1"), ROUND_HALF_EVEN)
    return _value(asked, share, share, computations()[asked.indicator])


def _deaths(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
    subject = entries.subject_of(officer)
    if Permission.PICTURE_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    ends = last_day(asked.period)
    since, until = f"{ends.year}-{ends.month - 5:02d}", f"{ends.year}-{ends.month:02d}"
    question = Question(since=since, until=until, country=subject)
    answer = picture.answer_for(officer, question)
    beside = remaining_for(officer, answer)
    if not answer.told and not beside:
        return Uncomputed.NOT_TOLD
    if asked.level is not Level.OWN and not _is_public(officer, question, has_remains=bool(beside)):
        return Uncomputed.NOT_FOR_LEVEL
    low = answer.low + sum(one.low for one in beside)
    high = answer.high + sum(one.high for one in beside)
    return _value(asked, Decimal(low), Decimal(high), Computation.DEATHS_RECORDED)


def _is_public(officer: Officer, question: Question, *, has_remains: bool) -> bool:
    """Return whether everybody may know all that a question adds up; what remains is never taken for public."""
    if has_remains:
        return False
    scene = picture.scene_for(officer, question)
    marks = facts.marks(officer.reader_class, question, scene.within)
    anybody = marking_from_preset("public", officer.reader.authority, shelf.presets())
    return all(reaches(marking_of(mark), anybody, shelf.schemes()) for mark in marks)


MANDATES: Final[Mapping[Computation, str]] = {
    Computation.MUTUAL_ASSISTANCE_REACHED: "mutual-assistance",
    Computation.VESSEL_REQUESTS_REACHED: "vessel-request",
}
"""Which mandate a contact must have to be counted; any, where none is named."""


def _contacts(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
    if Permission.DIRECTORY_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    mandate = MANDATES.get(computations()[asked.indicator], "")
    reached = {
        one.row.country
        for one in directory.contacts_for(officer, now=now)
        if not one.is_stale and (not mandate or mandate in one.row.mandates)
    }
    states = {one.subject for one in forums.members_of(asked.forums) if one.subject in instruments.states()}
    return share_of([state in reached for state in sorted(states)], asked)


def _evidenced(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
    duties = [
        item.id
        for item in catalogue().items.values()
        if item.instrument == PROTOCOL_KEY and item.kind is ItemKind.OBLIGATION
    ]
    latest: dict[str, tuple[tuple[str, datetime], bool]] = {}
    for one in _told(officer, asked):
        if one.row.period > asked.period:
            continue
        seen, _ = seen_at(one.said, asked.level)
        is_shown = one.said.status is Status.DONE and standing_of(seen) is Standing.EVIDENCED
        at = one.row.period, entries.approval_of(one.row)[0]
        for item in (one.said.item, *one.said.answers):
            if item not in latest or latest[item][0] < at:
                latest[item] = at, is_shown
    return share_of([latest[item][1] if item in latest else False for item in duties], asked)


def _reported_once(officer: Officer, asked: Asked, now: datetime) -> Value | Uncomputed:
    known = catalogue().items
    found = 0
    for one in _told(officer, asked):
        answered = (one.said.item, *one.said.answers)
        instruments_answered = {known[item].instrument for item in answered if item in known}
        found += one.row.period == asked.period and len(instruments_answered) > 1
    return _value(asked, Decimal(found), Decimal(found), Computation.REPORTED_ONCE)


def _told(officer: Officer, asked: Asked) -> list[Entry]:
    """Return the approved entries of the officer's State that everybody may read for whom a value is meant."""
    if Permission.COMMITMENT_READ not in officer.permissions:
        return []
    told = entries.entries_for(officer, subjects=[entries.subject_of(officer)])
    if asked.level is Level.FORUM:
        wanted = set(asked.forums)
        return [one for one in told if one.row.level == Level.PUBLIC or _is_for(one, wanted)]
    return [one for one in told if asked.level is Level.OWN or one.row.level == Level.PUBLIC]


def _is_for(one: Entry, forums: set[str]) -> bool:
    return one.row.level == Level.FORUM and forums <= set(one.row.forums)


def _value(asked: Asked, low: Decimal, high: Decimal, computation: Computation) -> Value:
    return Value(asked.indicator, low, high, asked.period, How.COMPUTED, _words(computation))


COMPUTES: Final[Mapping[Computation, Callable[[Officer, Asked, datetime], Value | Uncomputed]]] = {
    Computation.PARTIES_TO_PROTOCOL: _parties,
    Computation.REQUESTS_IN_TIME: _requests,
    Computation.DEATHS_RECORDED: _deaths,
    Computation.CONTACTS_REACHED: _contacts,
    Computation.MUTUAL_ASSISTANCE_REACHED: _contacts,
    Computation.VESSEL_REQUESTS_REACHED: _contacts,
    Computation.PROTOCOL_EVIDENCED: _evidenced,
    Computation.REPORTED_ONCE: _reported_once,
}
