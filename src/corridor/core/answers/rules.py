"""The decisions of answers to forums: what a template asks, which entry answers it, and what a form is told.

They carry out F-L1 and F-L2: enter once, report everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from corridor.core.answers.codes import Applied, Numbering, Style
from corridor.core.answers.records import (
    Answer,
    Asked,
    Numbered,
    Part,
    Party,
    Point,
    Practice,
    Report,
    Reported,
    Section,
    Template,
    Words,
)
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.commitments.rules import asked_by, equivalents
from corridor.core.progress.codes import WIDTH, Level, Standing, Status
from corridor.core.progress.periods import half_of, is_half, number_of
from corridor.core.progress.records import Due, Said
from corridor.core.progress.rules import standing_of

LONGEST_SPAN = 20
"""So many half-years at most in one report: ten years."""

APPLIED: Mapping[Status, Applied] = {
    Status.DONE: Applied.YES,
    Status.UNDER_WAY: Applied.IN_PART,
    Status.ENDED: Applied.IN_PART,
    Status.PLANNED: Applied.NO,
    Status.NONE: Applied.NO,
}

Index = Mapping[tuple[str, str], Sequence[Reported]]
"""Entries by whom they are of and what they speak of, also by the tick of an equivalent."""


def template_problems(template: Template, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what is wrong with a template beside a catalogue; empty where nothing is."""
    return tuple(_problems(template, catalogue))


def _problems(template: Template, catalogue: Catalogue) -> Iterator[str]:
    keys = Counter(one.key for one in template.sections)
    keys.update(question.key for one in template.sections for question in one.questions)
    yield from (f"{key} stands twice" for key, times in keys.items() if times > 1)
    for section in template.sections:
        yield from (f"{section.key}: item {name} is not asked" for name in section.items if not _asks(catalogue, name))
        known = [one for one in catalogue.items.values() if one.is_asked]
        for start in section.starts:
            if not any(one.id.startswith(start) for one in known):
                yield f"{section.key}: nothing that is asked begins with {start}"
        yield from (f"{section.key}: theme {one} is not known" for one in section.themes if one not in catalogue.themes)
        for one in section.instruments:
            if one not in catalogue.instruments:
                yield f"{section.key}: instrument {one} is not known"
    times = Counter(one.item.id for section in template.sections for one in numbered(section, catalogue))
    for instrument in template.covers:
        if instrument not in catalogue.instruments:
            yield f"covers: instrument {instrument} is not known"
        yield from (f"{one.id} is left out" for one in asked_by(catalogue, instrument) if not times[one.id])
    if template.style is not Style.QUESTIONS:
        yield from (f"{name} is asked {count} times" for name, count in times.items() if count > 1)


def _asks(catalogue: Catalogue, name: str) -> bool:
    return name in catalogue.items and catalogue.items[name].is_asked


def numbered(section: Section, catalogue: Catalogue) -> tuple[Numbered, ...]:
    """Return the items of a section in their order, each with its number: those named, then those that are found."""
    named = [catalogue.items[name] for name in section.items if _asks(catalogue, name)]
    found = [one for one in catalogue.items.values() if one.is_asked and one not in named and _is_of(section, one)]
    is_running = section.numbering is Numbering.RUNNING
    return tuple(
        Numbered(f"{section.number}.{place}" if is_running else "", one)
        for place, one in enumerate([*named, *found], 1)
    )


def _is_of(section: Section, item: Item) -> bool:
    if any(item.id.startswith(start) for start in section.starts):
        return True
    of_instrument = item.instrument in section.instruments
    if section.themes:
        return item.theme in section.themes and (of_instrument or not section.instruments)
    return of_instrument


def asked_problems(asked: Asked, *, today: date) -> tuple[str, ...]:
    """Return which fields of what is asked for do not fit: half-years out of order, too many, or to come."""
    if not (is_half(asked.since) and is_half(asked.until)):
        return tuple(name for name in ("since", "until") if not is_half(getattr(asked, name)))
    first, last = number_of(asked.since), number_of(asked.until)
    now = today.year * 2 + (today.month > 6)  # the half-year that is running
    found = []
    if last < first or last - first >= LONGEST_SPAN:
        found.append("since")
    if last > now:
        found.append("until")
    if asked.level is Level.FORUM and not asked.forum:
        found.append("forum")
    return tuple(found)


def may_be_in(level: Level, forums: Iterable[str], asked: Asked) -> bool:
    """Return whether what goes as far as a level, and to some forums, may stand in a report.

    What was reported to one forum is not told to another.
    """
    if WIDTH[level] < WIDTH[asked.level]:
        return False
    return level is Level.PUBLIC or asked.level is not Level.FORUM or asked.forum in forums


def index_of(reported: Iterable[Reported], catalogue: Catalogue) -> Index:
    """Return entries by subject and by each item that they speak of.

    A tick counts only where the catalogue says that both ask for the same, whoever ticked it.
    """
    found: dict[tuple[str, str], list[Reported]] = {}
    for one in reported:
        if one.said.item not in catalogue.items:
            continue
        alike = {item.id for item in equivalents(catalogue, one.said.item)}
        for name in (one.said.item, *(tick for tick in dict.fromkeys(one.said.answers) if tick in alike)):
            found.setdefault((one.subject, name), []).append(one)
    return found


def answer_of(index: Index, subject: str, item: str, *, since: str, until: str, today: date) -> Answer:
    """Return what one State or organisation reported on one item in a span of half-years.

    Each authority is heard with its latest entry for the item; where it wrote none, with those that answer it too.
    """
    known = [one for one in index.get((subject, item), ()) if one.period <= until]
    chosen = tuple(_chosen([one for one in known if one.period >= since], item))
    earlier = [one for one in known if one.period < since]
    overdue = {(one.authority, one.said.item, due.key): due for one in known for due in one.dues}
    standings = {standing_of(one.said) for one in chosen}
    standing = next((each for each in (Standing.EVIDENCED, Standing.CLAIMED) if each in standings), Standing.SILENT)
    return Answer(
        subject=subject,
        standing=standing,
        reported=chosen,
        last=None if chosen else max(earlier, key=lambda each: _order(each, item), default=None),
        overdue=tuple(sorted((one for one in overdue.values() if one.is_overdue(today)), key=_first_due)),
    )


def _chosen(known: Sequence[Reported], item: str) -> Iterator[Reported]:
    for authority in sorted({one.authority for one in known}):
        own = [one for one in known if one.authority == authority]
        heard = [one for one in own if one.said.item == item] or own
        latest = max(one.period for one in heard)
        yield from sorted((one for one in heard if one.period == latest), key=lambda one: one.said.item)


def _order(one: Reported, item: str) -> tuple[str, bool, date, str]:
    return one.period, one.said.item == item, one.approved_on or date.min, one.said.item


def _first_due(one: Due) -> tuple[date, str]:
    return one.first_due, one.key


def applied_of(answer: Answer) -> Applied:
    """Return what a questionnaire is told of a provision: yes where it is done, in part where it is under way or ended.

    What is planned is not applied yet. Where authorities of one State differ, in part.
    """
    found = {APPLIED[one.said.status] for one in answer.reported}
    if not found:
        return Applied.NOT_TOLD
    return found.pop() if len(found) == 1 else Applied.IN_PART


def laid_together(
    template: Template,
    catalogue: Catalogue,
    asked: Asked,
    reported: Iterable[Reported],
    *,
    words: Sequence[Words] = (),
    parties: tuple[Party, ...] = (),
    practices: tuple[Practice, ...] = (),
    as_of: date,
) -> Report:
    """Return the report that entries make under a template: every item that it asks for is there, also in silence."""
    index = index_of(reported, catalogue)
    parts = []
    for section in template.sections:
        points = tuple(
            Point(
                one,
                tuple(
                    answer_of(index, subject, one.item.id, since=asked.since, until=asked.until, today=as_of)
                    for subject in asked.subjects
                ),
            )
            for one in numbered(section, catalogue)
        )
        keys = {question.key for question in section.questions}
        given = tuple(one for one in words if one.question in keys)
        parts.append(Part(section, points, given, practices if section.has_practices else ()))
    return Report(asked, template, as_of, tuple(parts), parties)


def span_of(asked: Asked) -> str:
    """Return the half-years of a report as they are written."""
    return asked.until if asked.since == asked.until else f"{asked.since}/{asked.until}"


def halves_until(until: str, count: int) -> tuple[str, ...]:
    """Return so many half-years that end with one, the latest first."""
    last = number_of(until)
    return tuple(half_of(number) for number in range(last, last - count, -1))


def shown_answers(said: Said, item: str) -> tuple[str, ...]:
    """Return what an entry speaks of beside one item."""
    return tuple(name for name in said.items if name != item)
