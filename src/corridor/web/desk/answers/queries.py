"""Reads of answers to forums: what may be asked for, the report that entries make, and the words of an authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.answers.codes import Numbering, Style, WordsState
from corridor.core.answers.errors import AskedUnfit
from corridor.core.answers.records import Asked, Party, Practice, Report, Reported, Section, Template, Words
from corridor.core.answers.rules import asked_problems, laid_together, may_be_in
from corridor.core.commitments.records import Catalogue
from corridor.core.handling.codes import Use
from corridor.core.kernel.documents import LANGUAGES
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.core.practices.codes import Grade
from corridor.core.progress.codes import Level, State
from corridor.core.progress.records import Due
from corridor.core.progress.rules import deadlines, seen_at
from corridor.core.treaties.codes import Stand
from corridor.core.treaties.records import Cell
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import visible_marks
from corridor.web.desk.answers.models import AnswerWords
from corridor.web.desk.commitments import wording
from corridor.web.desk.commitments.queries import catalogue_for, confirmed_for
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.forums.queries import members_of, spaces_for
from corridor.web.desk.practices import queries as library
from corridor.web.desk.progress import queries as progress
from corridor.web.desk.progress.models import ProgressEntry
from corridor.web.desk.progress.queries import Entry, subject_of
from corridor.web.desk.statements.presenting import country_label
from corridor.web.desk.treaties import queries as treaties

REGIONAL = "regional"
"""The template that follows any instrument, in its own order and numbering."""

LEAVES = Use.READ | Use.COUNT | Use.EXPORT
"""A report is made of what may leave; what may only be read on the screen is not in it."""

Dues = dict[tuple[str, str, str], tuple[Due, ...]]
"""Steps by the node, authority and item of the entries that told them."""


def templates() -> dict[str, Template]:
    """Return the templates that ship, by code."""
    return shelf.answer_templates()


def template_of(asked: Asked, catalogue: Catalogue) -> Template:
    """Return the template of a report: one that ships, or one made of an instrument.

    Raises:
        AskedUnfit: There is none of this code or of this instrument.
    """
    if asked.template != REGIONAL:
        found = templates().get(asked.template)
        if found is None:
            raise AskedUnfit(fields="template")
        return found
    one = catalogue.instruments.get(asked.instrument)
    if one is None:
        raise AskedUnfit(fields="instrument")
    words = shelf.answer_labels()
    named = {
        language: words["regional"][language].format(name=wording.instrument(one, language)) for language in LANGUAGES
    }
    section = Section("all", "1", words["regional-section"], Numbering.LOCATOR, instruments=(one.key,))
    return Template(REGIONAL, one.version, Style.PROGRESS, named, words["regional-about"], (section,), (one.key,))


STATE = 2
"""Two letters are a State; an organisation is named by the code of its authority."""

STANDS = {
    Stand.BOUND: "party",
    Stand.WAITING: "signatory",
    Stand.SIGNED: "signatory",
    Stand.DENOUNCED: "none",
    Stand.NOTHING: "none",
    Stand.UNKNOWN: "unknown",
}
"""What a report calls the ways in which a State stands to a treaty."""

TREATIES = {"smuggling-protocol": "som"}
"""What the catalogue calls an instrument that legal bases name otherwise."""


@dataclass(frozen=True, slots=True)
class Offered:
    """Of whom and for whom an officer may ask for a report: States and organisations with their names, and forums."""

    own: str
    names: dict[str, str]
    spaces: tuple[ForumSpace, ...]
    members: dict[str, tuple[str, ...]]


def offered_to(officer: Officer, language: str) -> Offered:
    """Return of whom an officer may ask for a report: the own State or organisation, and members of its forums.

    Raises:
        NotPermitted: The function does not read commitments.
    """
    spaces = spaces_for(officer)
    own = subject_of(officer)
    names: dict[str, str] = {}
    members: dict[str, tuple[str, ...]] = {}
    for space in spaces:
        rows = members_of([space.uid])
        found = {row.subject: _name_of(row.subject, row.name, language) for row in rows}
        members[space.uid] = tuple(sorted(found, key=lambda code: (found[code], code)))
        names |= found
    authority = people.authority_of(officer.reader.authority)
    names.setdefault(own, _name_of(own, authority.name, language))
    return Offered(own, names, spaces, members)


def _name_of(subject: str, name: str, language: str) -> str:
    return country_label(subject, language) if len(subject) == STATE else name


def check_asked(officer: Officer, asked: Asked, *, today: date) -> Offered:
    """Refuse a report that this officer cannot have, naming the fields.

    Raises:
        NotPermitted: The function does not read commitments.
        AskedUnfit: A field does not fit.
    """
    check_permission(officer, Permission.COMMITMENT_READ)
    offered = offered_to(officer, asked.language if asked.language in LANGUAGES else "en")
    found = list(asked_problems(asked, today=today))
    if asked.language not in LANGUAGES:
        found.append("language")
    if not asked.subjects or not set(asked.subjects) <= set(offered.names):
        found.append("subject")
    if asked.forum and asked.forum not in offered.members:
        found.append("forum")
    if found:
        raise AskedUnfit(fields=", ".join(dict.fromkeys(found)))
    return offered


@dataclass(frozen=True, slots=True)
class Made:
    """A report with what is needed to lay it out: the catalogue, what everything is called, and what it rests on.

    `marks` count the entries by their marking; `forum` is the name of the forum for whose members it is meant;
    `confirmed` are the items from memory that a lawyer confirmed.
    """

    report: Report
    catalogue: Catalogue
    names: dict[str, str]
    marks: Counter[int]
    forum: str = ""
    confirmed: frozenset[str] = frozenset()


def made_for(officer: Officer, asked: Asked, *, today: date) -> Made:
    """Return a report of what an officer may take along, as far as those may see it for whom it is meant.

    Raises:
        NotPermitted: The function does not read commitments.
        AskedUnfit: A field does not fit.
    """
    offered = check_asked(officer, asked, today=today)
    catalogue = catalogue_for(officer)
    template = template_of(asked, catalogue)
    entries = progress.entries_for(officer, subjects=asked.subjects, use=LEAVES)
    taken = [one for one in entries if _is_in(one, asked)]
    report = laid_together(
        template,
        catalogue,
        asked,
        _reported(taken, _dues(officer, taken, asked), asked),
        words=words_in(officer, asked),
        parties=parties_in(officer, template, asked, today=today),
        practices=practices_in(officer, asked),
        as_of=today,
    )
    bases = {code: catalogue.instruments[TREATIES.get(code, code)] for code in template.treaties}
    names = offered.names | {code: wording.instrument(one, asked.language) for code, one in bases.items()}
    forum = next((space.name for space in offered.spaces if space.uid == asked.forum), "")
    marks = Counter(one.row.mark for one in taken)
    return Made(report, catalogue, names, marks, forum, confirmed_for(officer))


def _is_in(one: Entry, asked: Asked) -> bool:
    return one.row.period <= asked.until and may_be_in(Level(one.row.level), one.row.forums, asked)


def _reported(taken: Iterable[Entry], dues: Dues, asked: Asked) -> Iterator[Reported]:
    for one in taken:
        said, hidden = seen_at(one.said, asked.level)
        yield Reported(
            subject=one.row.subject,
            authority=one.row.authority,
            period=one.row.period,
            approved_on=one.row.approved_at.date() if one.row.approved_at else None,
            said=said,
            told=one.told + hidden,
            dues=dues[_key(one.row)],
        )


def _key(row: ProgressEntry) -> tuple[str, str, str]:
    return row.node, row.authority, row.item


def _dues(officer: Officer, taken: Iterable[Entry], asked: Asked) -> Dues:
    """Return the steps of each commitment, each with the first day that was ever told for it, through all half-years.

    A version that went less far than this report, or may not leave, is left out: what only it told is not told here.
    """
    told: dict[tuple[str, str, str], list[Entry]] = {}
    for one in taken:
        earlier = progress.versions_for(officer, one.row.about) if one.row.version > 1 else ()
        told.setdefault(_key(one.row), []).extend((one, *(each for each in earlier if _is_before(each.row, one.row))))
    marks = {each.row.mark for found in told.values() for each in found}
    may = visible_marks(officer.reader_class, marks, LEAVES)
    kept = {
        key: [each for each in found if each.row.mark in may and _is_in(each, asked)] for key, found in told.items()
    }
    return {
        key: deadlines([each.said for each in sorted(found, key=lambda one: _order(one.row))])
        for key, found in kept.items()
    }


def _is_before(row: ProgressEntry, current: ProgressEntry) -> bool:
    return row.state == State.SUPERSEDED and row.node == current.node and row.version < current.version


def _order(row: ProgressEntry) -> tuple[str, str, int]:
    return row.period, row.about, row.version


def parties_in(officer: Officer, template: Template, asked: Asked, *, today: date) -> tuple[Party, ...]:
    """Return how each State stands to the treaties of a template, as the sheets of this node tell it."""
    states = [subject for subject in asked.subjects if len(subject) == STATE]
    return tuple(
        _party(treaties.status_for(officer, state, code, on=today)) for state in states for code in template.treaties
    )


def _party(cell: Cell) -> Party:
    declared = dict.fromkeys(one.article or "\N{EN DASH}" for one in cell.reservations)
    articles = tuple(declared) if cell.stand is Stand.BOUND else ()
    return Party(cell.state, cell.instrument, STANDS[cell.stand], cell.bound_on, cell.as_of, articles)


def practices_in(officer: Officer, asked: Asked) -> tuple[Practice, ...]:
    """Return what the authorities of a report filed in the library, as far as it may go.

    An entry of the library stays with its authority, or anybody may read it.
    """
    authorities = frozenset().union(*(progress.authorities_of(subject) for subject in asked.subjects))
    found = [one for one in library.library_for(officer, language=asked.language) if one.row is not None]
    marks = visible_marks(officer.reader_class, {one.row.mark for one in found if one.row is not None}, LEAVES)
    return tuple(
        Practice(
            one.row.authority, one.told.title, one.told.done, one.told.limits, one.told.source, Grade(one.grade).value
        )
        for one in found
        if one.row is not None and one.row.authority in authorities and one.row.mark in marks
        if asked.level is Level.OWN or one.row.level == Level.PUBLIC
    )


def left_out(officer: Officer, asked: Asked) -> int:
    """Return how many approved entries of the period an officer may read that stay out of a report at its level."""
    entries = progress.entries_for(officer, subjects=asked.subjects)
    taken = {
        one.row.pk for one in progress.entries_for(officer, subjects=asked.subjects, use=LEAVES) if _is_in(one, asked)
    }
    return sum(one.row.pk not in taken and asked.since <= one.row.period <= asked.until for one in entries)


# --- words ------------------------------------------------------------------------------------------------------------


def words_in(officer: Officer, asked: Asked) -> tuple[Words, ...]:
    """Return the approved words of a report: the latest of each authority to each question."""
    rows = AnswerWords.objects.filter(
        state=WordsState.APPROVED,
        template=asked.template,
        subject__in=asked.subjects,
        period__gte=asked.since,
        period__lte=asked.until,
    )
    latest: dict[tuple[str, str], AnswerWords] = {}
    for row in _seen(officer, rows.order_by("period", "approved_at", "pk"), LEAVES):
        if may_be_in(Level(row.level), row.forums, asked):
            latest[row.authority, row.question] = row
    order = {code: place for place, code in enumerate(asked.subjects)}
    kept = sorted(latest.values(), key=lambda row: (order[row.subject], row.authority, row.question))
    return tuple(Words(row.question, row.subject, row.text, row.language, row.authority, row.period) for row in kept)


def _seen(officer: Officer, rows: Iterable[AnswerWords], use: Use) -> tuple[AnswerWords, ...]:
    found = list(rows)
    seen = visible_marks(officer.reader_class, {row.mark for row in found}, use)
    return tuple(row for row in found if row.mark in seen)


def own_words_for(officer: Officer, template: str, period: str) -> tuple[AnswerWords, ...]:
    """Return the words of the officer's own authority that stand, drafts too, for one template and half-year.

    Raises:
        NotPermitted: The function neither writes nor approves reports.
    """
    if Permission.PROGRESS_APPROVE not in officer.permissions:
        check_permission(officer, Permission.PROGRESS_WRITE)
    rows = AnswerWords.objects.filter(authority=officer.reader.authority, template=template, period=period)
    standing = rows.filter(state__in=(WordsState.DRAFT, WordsState.SUBMITTED, WordsState.APPROVED))
    return _seen(officer, standing.order_by("question", "-written_at", "-pk"), Use.READ)


def own_words(officer: Officer, uid: str) -> AnswerWords:
    """Return one version of the words of the officer's own authority.

    Raises:
        NotFound: There is none.
    """
    rows = AnswerWords.objects.filter(authority=officer.reader.authority, uid=uid) if is_uid(uid) else ()
    found = next(iter(_seen(officer, rows, Use.READ)), None)
    if found is None:
        raise NotFound(kind="words")
    return found


def moment_of(row: AnswerWords) -> datetime:
    """Return when words last moved on."""
    return row.approved_at or row.submitted_at or row.written_at
