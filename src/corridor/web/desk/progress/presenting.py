"""The pages of entries, ready to be laid out: the half-year of an authority, the choice of a commitment, one entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.commitments.records import Catalogue, Item
from corridor.core.commitments.rules import asked_by
from corridor.core.progress.codes import WIDTH, Found, How, Level, State, Status
from corridor.core.progress.computing import FEW
from corridor.core.progress.errors import EntryIncomplete
from corridor.core.progress.periods import half_of, half_on, is_half, number_of
from corridor.core.progress.records import Due, Evidence, Said, Value
from corridor.core.progress.rules import HALVES_AHEAD, seen_at
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.design.punctuation import joined
from corridor.web.design.shown import isolated, moment
from corridor.web.desk.commitments import queries as commitments
from corridor.web.desk.commitments import wording
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.pages import progress as pages
from corridor.web.desk.progress import queries, words
from corridor.web.desk.progress.queries import Entry

BEFORE = 6
"""So many half-years before this one can be chosen."""


def periods_about(today: date, chosen: str) -> tuple[Choice, ...]:
    """Return the half-years that can be chosen, the latest first; the chosen one is always among them."""
    this = number_of(half_on(today))
    halves = {half_of(number) for number in range(this - BEFORE, this + HALVES_AHEAD + 1)}
    known = sorted(halves | ({chosen} if is_half(chosen) else set()), reverse=True)
    return tuple(Choice(one, words.period_words(one), one == chosen) for one in known)


def half_asked(text: str, today: date) -> str:
    """Return the half-year that was asked for, or this one."""
    return text if is_half(text) else half_on(today)


def item_told(item: Item, known: Catalogue, language: str) -> pages.ItemTold:
    """Return one commitment in the language of the page."""
    return pages.ItemTold(
        title=wording.title(item, language),
        asks=wording.paraphrase(item, language),
        document=wording.instrument(known.instruments[item.instrument], language),
        locator=wording.locator(item, language),
        is_from_memory=item.is_from_memory,
    )


def progress_page(officer: Officer, period: str, *, today: date, language: str) -> pages.ProgressPage:
    """Return the entries of the officer's authority for a half-year, and what is to do."""
    known = commitments.catalogue_for(officer)
    own, waiting = _own(officer)
    of_half = [one for one in own if one.row.period == period]
    dues = queries.dues_for(officer, [one.row for one in own])
    newest = {one.row.item: one for one in reversed(own)}
    overdue = [
        _due(one, newest[item], known, today, language)
        for (_, item), told in sorted(dues.items())
        for one in told
        if item in newest and one.is_overdue(today)
    ]
    return pages.ProgressPage(
        period=period,
        periods=periods_about(today, period),
        waiting=tuple(_row(one, known, language) for one in waiting),
        rows=tuple(_row(one, known, language) for one in of_half),
        overdue=tuple(sorted(overdue, key=lambda one: one.due)),
        silent=_silent(known, of_half, period, language),
        new_url=_chooser(period) if Permission.PROGRESS_WRITE in officer.permissions else "",
        import_url=reverse("desk:progress-import") if Permission.PROGRESS_WRITE in officer.permissions else "",
    )


def _own(officer: Officer) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Return the entries of the own authority as this function may see them, and those that wait for this officer."""
    is_approver = Permission.PROGRESS_APPROVE in officer.permissions
    if is_approver or Permission.PROGRESS_WRITE in officer.permissions:
        return queries.own_for(officer), queries.waiting_for(officer) if is_approver else ()
    found = queries.entries_for(officer, subjects=[queries.subject_of(officer)])
    return [one for one in found if one.row.authority == officer.reader.authority], ()


def _chooser(period: str, instrument: str = "") -> str:
    return f"{reverse('desk:progress-new')}?{urlencode({'period': period, 'instrument': instrument})}"


def _row(entry: Entry, known: Catalogue, language: str) -> pages.EntryRow:
    row, item = entry.row, known.items.get(entry.row.item)
    return pages.EntryRow(
        title=wording.title(item, language) if item else row.item,
        url=reverse("desk:progress-entry", args=[row.about]),
        document=wording.instrument(known.instruments[item.instrument], language) if item else "",
        period=words.period_words(row.period),
        status=words.status_words(Status(row.status)),
        standing=words.standing_words(entry.standing),
        state=words.state_words(State(row.state)),
        level=words.level_words(Level(row.level)),
        writer=row.authority,
        why=row.why,
    )


def _due(one: Due, entry: Entry, known: Catalogue, today: date, language: str) -> pages.DueRow:
    item = known.items.get(entry.row.item)
    return pages.DueRow(
        text=one.text,
        title=wording.title(item, language) if item else entry.row.item,
        url=reverse("desk:progress-entry", args=[entry.row.about]),
        due=one.first_due.isoformat(),
        moved_to=one.due.isoformat() if one.is_moved else "",
        done_on=one.done_on.isoformat() if one.done_on else "",
        is_overdue=one.is_overdue(today),
    )


def _silent(known: Catalogue, told: Iterable[Entry], period: str, language: str) -> tuple[pages.SilentRow, ...]:
    answered = {item for one in told for item in one.said.items}
    found = []
    for key, instrument in known.instruments.items():
        asked = asked_by(known, key)
        if asked and not instrument.superseded_by:
            silent = sum(one.id not in answered for one in asked)
            name = wording.instrument(instrument, language)
            found.append(pages.SilentRow(name, _chooser(period, key), silent, len(asked)))
    return tuple(found)


def choose_page(officer: Officer, period: str, instrument: str, *, language: str) -> pages.ChoosePage:
    """Return what an instrument asks, each with the entry that answers it or where one is written."""
    known = commitments.catalogue_for(officer)
    offered = [key for key, one in known.instruments.items() if asked_by(known, key) and not one.superseded_by]
    chosen = instrument if instrument in offered else offered[0]
    answered = {
        item: one.row.about
        for one in queries.own_for(officer)
        if one.row.period == period
        for item in reversed(one.said.items)
    }
    rows = []
    for item in asked_by(known, chosen):
        new = f"{reverse('desk:progress-new')}?{urlencode({'item': item.id, 'period': period})}"
        rows.append(
            pages.ChooseRow(
                title=wording.title(item, language),
                asks=wording.paraphrase(item, language),
                locator=wording.locator(item, language),
                url=reverse("desk:progress-entry", args=[answered[item.id]]) if item.id in answered else new,
                is_answered=item.id in answered,
                is_from_memory=item.is_from_memory,
            )
        )
    return pages.ChoosePage(
        period=period,
        instrument=wording.instrument(known.instruments[chosen], language),
        instruments=tuple(
            Choice(key, wording.instrument(known.instruments[key], language), key == chosen) for key in offered
        ),
        rows=tuple(rows),
        action=reverse("desk:progress-new"),
        back_url=reverse("desk:progress"),
    )


def entry_page(
    officer: Officer,
    versions: Sequence[Entry],
    *,
    today: date,
    language: str,
    problems: tuple[FormProblem, ...] = (),
    typed_why: str = "",
) -> pages.EntryPage:
    """Return one entry with its versions; the first of them is the one that is shown."""
    known, entry = commitments.catalogue_for(officer), versions[0]
    row, said = entry.row, entry.said
    ours = row.authority == officer.reader.authority and not row.node
    is_writer = ours and Permission.PROGRESS_WRITE in officer.permissions
    decides = queries.may_decide(officer, row)
    is_other = officer.handle not in (row.written_by, row.submitted_by)
    dues = queries.dues_for(officer, [row]).get((row.authority, row.item), ()) if _counts(row.state) else ()
    names = {space.uid: space.name for space in forums.spaces_for(officer)}
    return pages.EntryPage(
        about=row.about,
        item=_told(row.item, known, language),
        authority=row.authority,
        subject=row.subject,
        period=words.period_words(row.period),
        status=words.status_words(said.status),
        standing=words.standing_words(entry.standing),
        state=words.state_words(State(row.state)),
        level=words.level_words(Level(row.level)),
        why=row.why if ours else "",
        responsible=said.responsible,
        actions=said.actions,
        answers=tuple(_told(one, known, language) for one in said.answers),
        dues=tuple(_due(one, entry, known, today, language) for one in dues) or _planned(entry, known, language),
        budgets=tuple(
            f"{one.amount:f} {one.currency} · {one.year} · {words.money_words(one.money)}" for one in said.budgets
        ),
        values=tuple(_value(one, known, language) for one in said.values),
        evidence=tuple(_evidence(one) for one in said.evidence),
        told=entry.told,
        seen=_seen_by_each(row.forums, said, Level(row.level)) if not _counts(row.state) and ours else (),
        versions=tuple(_version(one, language, is_ours=ours) for one in versions),
        forums=tuple(names[uid] for uid in row.forums if uid in names),
        act_url=reverse("desk:progress-act", args=[row.about]),
        shown=row.uid,
        edit_url=reverse("desk:progress-edit", args=[row.about]) if is_writer and row.state != State.SUBMITTED else "",
        copy_url=f"{reverse('desk:progress-new')}?{urlencode({'copy': row.about})}" if is_writer else "",
        back_url=reverse("desk:progress"),
        may_submit=is_writer and row.state == State.DRAFT,
        may_take_back=is_writer and row.state == State.SUBMITTED,
        may_decide=decides and is_other and row.state == State.SUBMITTED,
        may_withdraw=decides and any(one.row.state == State.APPROVED for one in versions),
        may_look=decides and is_other and row.state in (State.SUBMITTED, State.APPROVED),
        problems=problems,
        typed_why=typed_why,
        compute_url=f"{reverse('desk:progress-entry', args=[row.about])}?compute=1"
        if is_writer and any(one.how is How.COMPUTED for one in said.values)
        else "",
    )


def refused(one: EntryIncomplete) -> tuple[FormProblem, ...]:
    """Return what must be corrected in an entry before it can be submitted or approved, part by part."""
    found = []
    for told in str(one.params["fields"]).split(", "):
        field, _, why = told.rpartition(" ")
        place, title = words.place_words(field)
        found.append(FormProblem(title, f"{place}: {words.problem_words(why)}"))
    return tuple(found)


def _counts(state: str) -> bool:
    return state not in (State.DRAFT, State.SUBMITTED)


def _told(item: str, known: Catalogue, language: str) -> pages.ItemTold:
    found = known.items.get(item)
    return item_told(found, known, language) if found else pages.ItemTold(item, "", "", "", is_from_memory=False)


def _planned(entry: Entry, known: Catalogue, language: str) -> tuple[pages.DueRow, ...]:
    """Return the milestones as this version tells them, where nothing of it counts yet, or no day was told."""
    return tuple(
        pages.DueRow(
            text=one.text,
            title="",
            url="",
            due=one.due.isoformat() if one.due else "",
            moved_to="",
            done_on=one.done_on.isoformat() if one.done_on else "",
            is_overdue=False,
        )
        for one in entry.said.milestones
    )


def _value(value: Value, known: Catalogue, language: str) -> tuple[str, str, str]:
    """Return the measure of an indicator, its value with its unit, and how it was found."""
    indicator = next(
        (one for item in known.items.values() for one in item.indicators if one.id == value.indicator), None
    )
    measure = wording.measure(indicator, language) if indicator else value.indicator
    unit = words.unit_words(indicator.unit) if indicator else ""
    return measure, f"{span_words(value)} ({unit})", f"{words.how_words(How(value.how))}: {value.method}"


def span_words(value: Value) -> str:
    """Return a value as a figure or a span; of what a node computes, 0 to 9 as fewer than ten."""
    if value.how is How.COMPUTED and (value.low, value.high) == FEW:
        return gettext("fewer than ten")
    return isolated(f"{value.low:f}" if value.low == value.high else f"{value.low:f}–{value.high:f}")


def _evidence(one: Evidence) -> pages.EvidenceRow:
    return pages.EvidenceRow(
        key=one.key,
        title=one.title,
        proof=words.proof_words(one.proof),
        reference=one.reference,
        url=one.reference if one.reference.startswith(("https://", "http://", "/")) else "",
        level=words.level_words(one.level),
        found=words.found_words(one.found, one.reference),
        is_missing=one.found is Found.MISSING,
    )


def _seen_by_each(named: Sequence[str], said: Said, level: Level) -> tuple[pages.Seen, ...]:
    """Return what those of each level will read once an entry is approved, from the narrowest level to the widest."""
    who: Mapping[Level, str] = {
        Level.OWN: gettext("your own authority"),
        Level.FORUM: joined(sorted(one.name for one in forums.members_of(named)), get_language() or "en")
        or gettext("nobody: no forum is named"),
        Level.PUBLIC: gettext("everybody who reads commitments, at this node and elsewhere"),
    }
    found = []
    for one in Level:
        if WIDTH[one] <= WIDTH[level] and not (one is Level.FORUM and level is Level.PUBLIC and not named):
            shown, told = seen_at(said, one)
            found.append(
                pages.Seen(words.level_words(one), who[one], tuple(each.title for each in shown.evidence), told)
            )
    return tuple(found)


def _version(entry: Entry, language: str, *, is_ours: bool) -> pages.VersionTold:
    """Return one version; who wrote and approved it is told to their own authority alone."""
    row = entry.row
    approved = moment(row.approved_at, language) if row.approved_at else ""
    return pages.VersionTold(
        number=row.version,
        state=words.state_words(State(row.state)),
        status=words.status_words(Status(row.status)),
        written=f"{moment(row.written_at, language)} · {isolated(row.written_by)}" if is_ours else "",
        approved=f"{approved} · {isolated(row.approved_by)}" if is_ours and approved else approved,
        ended=moment(row.ended_at, language) if row.ended_at else "",
    )
