"""What a node counts for the value of an indicator, before anything is told of it: each reads what one officer may see.

What is computed anew each time rests on what the node holds today of a half-year that is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.capacity.codes import Sameness, Side, Stage
from corridor.core.capacity.codes import State as Pledging
from corridor.core.capacity.codes import Unit as Places
from corridor.core.capacity.counting import groups, pairs
from corridor.core.capacity.records import Reported
from corridor.core.commitments.codes import Kind as ItemKind
from corridor.core.commitments.rules import asked_by
from corridor.core.picture.records import Question
from corridor.core.progress.codes import WIDTH, Computation, Level, Standing, Status, Uncomputed
from corridor.core.progress.computing import Counted, Measured
from corridor.core.progress.periods import half_on, last_day, months_of
from corridor.core.progress.rules import seen_at, standing_of
from corridor.web.desk.capacity import queries as capacity
from corridor.web.desk.commitments.queries import catalogue_for
from corridor.web.desk.deaths import queries as deaths
from corridor.web.desk.directory import queries as directory
from corridor.web.desk.displacement import queries as measures
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.partners import instruments
from corridor.web.desk.progress import queries
from corridor.web.desk.progress.reaching import widest
from corridor.web.desk.publishing.queries import marks_under
from corridor.web.desk.requests import queries as requests

PROTOCOL: Final = "som"
"""The Smuggling Protocol as the catalogue names it."""

TESTED_DAYS: Final = 90
"""A contact that answered a call within so many days before the end of a half-year counts as tested."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which value is asked for: the indicator, the half-year, how far it may be shown, and the forums meant.

    `source` is by what it is computed: a computation, `own:` with an indicator that the authority defined, or `table:`
    with a published table; "" for the computation that the catalogue names.
    """

    indicator: str
    period: str
    level: Level
    forums: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What was counted, how far it may go (nowhere where it is None), and what it covers, in words."""

    counted: Counted
    level: Level | None
    covers: str = ""


Counts = Callable[[Officer, Asked, datetime], Found | Uncomputed]


def found_for(officer: Officer, computation: Computation, asked: Asked, now: datetime) -> Found | Uncomputed:
    """Return what a computation counts for an officer, or why it counts nothing."""
    if computation in OF_WHOLE_HALVES and last_day(asked.period) >= now.date():
        return Uncomputed.NOT_OVER
    return COUNTS[computation](officer, asked, now)


def _requests(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    if asked.level is not Level.OWN:
        return Uncomputed.NOT_FOR_LEVEL
    if not requests.may_read(officer):
        return Uncomputed.NOT_READABLE
    answered = requests.answered_by(officer, now=now)
    if answered is None:
        return Uncomputed.TOO_MANY
    cases = [in_time for at, in_time in answered if half_on(at.date()) == asked.period]
    return Found(_share("requests", officer, asked, "in-time", cases), Level.OWN)


def _deaths(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    if Permission.PICTURE_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    months, state = months_of(asked.period), queries.subject_of(officer)
    question = Question(since=months[0], until=months[-1], country=state)
    told = deaths.recorded_for(officer, question)
    if not told.is_told:
        return Uncomputed.NOT_TOLD
    marks = marks_under(officer, question) | told.remaining
    level = widest(officer, marks, asked.forums)
    named = [f"{one.source.code} {one.edition}".strip() for one in told.sources if one.mark in marks]
    covers = [gettext("Sources: %(names)s.") % {"names": ", ".join(sorted(named))}] if named else []
    if told.has_reports:
        covers.append(gettext("Reports of authorities are among them."))
    if not told.is_complete:
        covers.append(gettext("Some incidents have no figure and add nothing."))
    counted = Counted(
        Measured("deaths", {"half": (asked.period,), "country": (state,)}),
        told.low,
        told.high,
        is_open=level is Level.PUBLIC,
    )
    return Found(counted, level, " ".join(covers))


def _begun(officer: Officer, asked: Asked) -> list[measures.Known]:
    months = months_of(asked.period)
    known = measures.measures_for(officer, invented=False)
    return [one for one in known if one.is_own and not one.is_operation and one.since[:7] in months]


def _measures(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    if Permission.PICTURE_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    begun = _begun(officer, asked)
    if not begun:
        return Uncomputed.NOT_TOLD
    level = widest(officer, {mark for one in begun for mark in one.marks}, asked.forums)
    measured = Measured("measures", _within(officer, asked))
    return Found(Counted(measured, len(begun), len(begun), is_open=level is Level.PUBLIC), level)


def _measures_checked(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    whole = _measures(officer, asked, now)
    if isinstance(whole, Uncomputed):
        return whole
    cases = [one.is_checked for one in _begun(officer, asked)]
    # What was planned and checked stays with the authority, whatever the marking of the measure that came of it.
    level = None if whole.level is None else Level.OWN
    return Found(_share("measures", officer, asked, "checked", cases), level)


def _measures_assessed(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    whole = _measures(officer, asked, now)
    if isinstance(whole, Uncomputed):
        return whole
    begun = _begun(officer, asked)
    kept = {one.uid: measures.kept_for(officer, one.uid) for one in begun}
    marks = {mark for one in begun for mark in one.marks}
    marks |= {mark for rows in kept.values() for row in rows for mark in row.marks}
    level = None if widest(officer, marks, asked.forums) is None else Level.OWN
    return Found(_share("measures", officer, asked, "assessed", [bool(kept[one.uid]) for one in begun]), level)


def _needs_answered(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    if Permission.COMMITMENT_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    wanted = capacity.Wanted(subject=queries.subject_of(officer))
    known = capacity.needs_for(officer, today=now.date(), wanted=wanted)
    posted = [one for one in known if half_on(one.need.row.posted_at.date()) == asked.period]
    if not posted:
        return Uncomputed.NOT_TOLD
    answered = [one for one in posted if one.stage is not Stage.POSTED]
    level = widest(officer, _marks_of_needs(officer, posted, now.date()), asked.forums)
    measured = Measured("needs-answered", {"half": (asked.period,), "subject": (wanted.subject,)})
    return Found(Counted(measured, len(answered), len(answered), is_open=level is Level.PUBLIC), level)


def _marks_of_needs(officer: Officer, needs: Iterable[capacity.Answered], today: date) -> set[int]:
    """Return the marks of needs, and of the offers and pledges by which they are answered."""
    posts = capacity.posts_for(officer, Side.OFFER)
    offers = {one.row.uid: one.row.mark for one in posts}
    pledged = [one.row for one in capacity.pledges_for(officer, today=today)]
    found = set()
    for one in needs:
        found.add(one.need.row.mark)
        found |= {offers[uid] for uid in capacity.offers_to(one.need.row, posts)}
        found |= {row.mark for row in pledged if row.need_id == one.need.row.pk}
    return found


def _handed_over(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    if Permission.COMMITMENT_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    own = [
        one
        for one in capacity.pledges_for(officer, today=now.date())
        if one.row.authority == officer.reader.authority and one.row.state == Pledging.CONFIRMED
    ]
    parts = [(one, part) for one in own for part in one.handed if half_on(part.row.on) == asked.period]
    if not parts:
        return Uncomputed.NOT_TOLD
    delivered = sum(part.standing.is_delivered for _, part in parts)
    # Checks of end use and of rights are for the authority that made them until it reports what they came to.
    level = None if widest(officer, {one.row.mark for one, _ in parts}, asked.forums) is None else Level.OWN
    return Found(Counted(Measured("hand-overs", _within(officer, asked)), delivered, delivered), level)


def _training_given(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    own = officer.reader.authority
    return _training(officer, asked, now, "training-given", lambda one: one.row.authority == own)


def _training_received(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    bodies = queries.authorities_of(queries.subject_of(officer))
    return _training(officer, asked, now, "training-received", lambda one: one.pledge.receiver in bodies)


def _training(
    officer: Officer, asked: Asked, now: datetime, counted: str, fits: Callable[[capacity.Pledged], bool]
) -> Found | Uncomputed:
    """Count the delivered places of training of some pledges, those that are one pledge once."""
    if Permission.COMMITMENT_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    known = [
        one
        for one in capacity.pledges_for(officer, today=now.date())
        if one.row.state == Pledging.CONFIRMED and one.pledge.quantity.unit is Places.PLACES and fits(one)
    ]
    handed = [one for one in known if any(half_on(part.row.on) == asked.period for part in one.handed)]
    if not handed:
        return Uncomputed.NOT_TOLD
    low, high = _once(capacity.confirmed(handed), {one.row.uid: _delivered(one, asked.period) for one in handed})
    # Checks of end use and of rights are for the authority that made them until it reports what they came to.
    level = None if widest(officer, {one.row.mark for one in handed}, asked.forums) is None else Level.OWN
    within = {"half": (asked.period,), "subject": (queries.subject_of(officer),)}
    measured = Measured(counted, _within(officer, asked) if counted == "training-given" else within)
    return Found(Counted(measured, low, high), level)


def _delivered(one: capacity.Pledged, period: str) -> int:
    parts = (part for part in one.handed if half_on(part.row.on) == period and part.standing.is_delivered)
    return int(sum(part.row.amount for part in parts))


def _once(reports: Sequence[Reported], amounts: Mapping[str, int]) -> tuple[int, int]:
    """Return the least and the most that some reports come to, where several of them may be one pledge.

    Of reports of one pledge the greatest amount is the most; the smallest that is told at all is the least.
    """
    links = pairs(reports, capacity.judgements())
    joined = groups(reports, (pair for pair, what in links.items() if what is Sameness.JOINED))
    told = [[amounts[one.uid] for one in group if amounts[one.uid]] for group in groups(reports, links)]
    return (
        sum(min(group) for group in told if group),
        sum(max(amounts[one.uid] for one in group) for group in joined),
    )


def _contacts(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    if Permission.DIRECTORY_READ not in officer.permissions:
        return Uncomputed.NOT_READABLE
    until = last_day(asked.period)
    since = until - timedelta(days=TESTED_DAYS)
    cases = []
    for one in directory.contacts_for(officer, now=now):
        days = {test.on for test in one.tests if test.outcome == directory.ANSWERED} | {one.row.told_on}
        cases.append(any(day is not None and since < day <= until for day in days))
    return Found(_share("contacts", officer, asked, "tested", cases), Level.OWN)


def _commitments(officer: Officer, asked: Asked, standings: frozenset[Standing]) -> Found | Uncomputed:
    """Count the commitments on which the own State or organisation says something that the level asked for reads."""
    known = catalogue_for(officer)
    stands = [key for key, one in known.instruments.items() if not one.superseded_by]
    items = {item.id for key in stands for item in asked_by(known, key)}
    told = {
        item
        for one in _entries(officer, asked)
        if one.row.period == asked.period and standing_of(seen_at(one.said, asked.level)[0]) in standings
        for item in one.said.items
    }
    return _named("commitments", officer, asked, len(items & told), len(items))


def _protocol_evidenced(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    duties = {
        item.id
        for item in catalogue_for(officer).items.values()
        if item.instrument == PROTOCOL and item.kind is ItemKind.OBLIGATION
    }
    latest: dict[str, tuple[tuple[str, datetime], bool]] = {}
    for one in _entries(officer, asked):
        if one.row.period > asked.period:
            continue
        seen, _ = seen_at(one.said, asked.level)
        is_shown = one.said.status is Status.DONE and standing_of(seen) is Standing.EVIDENCED
        at = one.row.period, queries.approval_of(one.row)[0]
        for item in one.said.items:
            if item not in latest or latest[item][0] < at:
                latest[item] = at, is_shown
    held = sum(is_shown for item, (_, is_shown) in latest.items() if item in duties)
    return _named("obligations", officer, asked, held, len(duties))


def _reported_once(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    known = catalogue_for(officer).items
    found = 0
    for one in _entries(officer, asked):
        instruments_answered = {known[item].instrument for item in one.said.items if item in known}
        found += one.row.period == asked.period and len(instruments_answered) > 1
    return _named("reported-once", officer, asked, found)


def _states_reached(mandate: str) -> Counts:
    """Return what counts the member States with a contact that has a mandate and was reached; any mandate for ""."""

    def counted(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
        if Permission.DIRECTORY_READ not in officer.permissions:
            return Uncomputed.NOT_READABLE
        reached = {
            one.row.country
            for one in directory.contacts_for(officer, now=now)
            if not one.is_stale and (not mandate or mandate in one.row.mandates)
        }
        states = {one.subject for one in forums.members_of(asked.forums) if one.subject in instruments.states()}
        return _named(f"reached-{mandate}", officer, asked, len(states & reached), len(states))

    return counted


def _entries(officer: Officer, asked: Asked) -> list[queries.Entry]:
    """Return the approved entries of the own State that everybody may read for whom a value is meant."""
    if Permission.COMMITMENT_READ not in officer.permissions:
        return []
    told = queries.entries_for(officer, subjects=[queries.subject_of(officer)])
    return [one for one in told if _reads(one, asked)]


def _named(counted: str, officer: Officer, asked: Asked, count: int, of: int | None = None) -> Found:
    measured = Measured(counted, _within(officer, asked), "" if of is None else "so")
    return Found(Counted(measured, count, count, of=of, is_named=True), asked.level)


def _reads(entry: queries.Entry, asked: Asked) -> bool:
    level = Level(entry.row.level)
    if level is Level.FORUM and asked.level is Level.FORUM:
        return bool(asked.forums) and set(asked.forums) <= set(entry.row.forums)
    return WIDTH[level] >= WIDTH[asked.level]


def _reported(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    return _commitments(officer, asked, frozenset(Standing))


def _evidenced(officer: Officer, asked: Asked, now: datetime) -> Found | Uncomputed:
    return _commitments(officer, asked, frozenset({Standing.EVIDENCED}))


def _share(counted: str, officer: Officer, asked: Asked, asks: str, cases: list[bool]) -> Counted:
    return Counted(Measured(counted, _within(officer, asked), asks), sum(cases), sum(cases), of=len(cases))


def _within(officer: Officer, asked: Asked) -> dict[str, tuple[str, ...]]:
    return {"half": (asked.period,), "authority": (officer.reader.authority,)}


COUNTS: Final[Mapping[Computation, Counts]] = {
    Computation.REQUESTS_IN_TIME: _requests,
    Computation.DEATHS_RECORDED: _deaths,
    Computation.CONTACTS_REACHED: _states_reached(""),
    Computation.MUTUAL_ASSISTANCE_REACHED: _states_reached("mutual-assistance"),
    Computation.VESSEL_REQUESTS_REACHED: _states_reached("vessel-request"),
    Computation.PROTOCOL_EVIDENCED: _protocol_evidenced,
    Computation.REPORTED_ONCE: _reported_once,
    Computation.MEASURES_BEGUN: _measures,
    Computation.MEASURES_CHECKED: _measures_checked,
    Computation.MEASURES_ASSESSED: _measures_assessed,
    Computation.NEEDS_ANSWERED: _needs_answered,
    Computation.HANDED_OVER_CHECKED: _handed_over,
    Computation.TRAINING_GIVEN: _training_given,
    Computation.TRAINING_RECEIVED: _training_received,
    Computation.CONTACTS_TESTED: _contacts,
    Computation.COMMITMENTS_REPORTED: _reported,
    Computation.COMMITMENTS_EVIDENCED: _evidenced,
}

OF_WHOLE_HALVES: Final = frozenset(
    {
        Computation.DEATHS_RECORDED,
        Computation.MEASURES_BEGUN,
        Computation.MEASURES_CHECKED,
        Computation.MEASURES_ASSESSED,
        Computation.NEEDS_ANSWERED,
        Computation.HANDED_OVER_CHECKED,
        Computation.TRAINING_GIVEN,
        Computation.TRAINING_RECEIVED,
        Computation.CONTACTS_TESTED,
    }
)
"""What is counted once a half-year is over; the others say how it is on the day on which they are computed."""
