"""The picture as it was known on an earlier day: which loads and judgements stood then, and what of them may be shown.

When a load first stood is kept with it; when it fell and stood again, the ledger tells. What was taken back since is
shown as it stood to those alone who may let it stand again: for all others it is as if it had never come, as on every
other page. A source that was withdrawn because it endangers somebody, without consent or by order is shown to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from corridor.core.access.codes import Event, Permission
from corridor.core.access.ledger import moment_text
from corridor.core.access.records import Officer
from corridor.core.imports.codes import Withdrawal
from corridor.core.imports.placement import Load as Release
from corridor.core.imports.placement import ranks
from corridor.core.picture.past import Turn, Turned, stood_on
from corridor.core.picture.records import Question
from corridor.web.base.ledger import queries as ledger
from corridor.web.base.ledger.queries import Done
from corridor.web.base.marks.queries import marking_of
from corridor.web.desk.picture.conditions import DRAWN
from corridor.web.desk.statements.models import Dataset, Load, Same, Standing
from corridor.web.desk.statements.terms import overdue_loads
from corridor.web.desk.statements.then import Then, few_counted, marked_anew, summary_then

TURNS = {
    Event.IMPORT_PUBLISHED: Turned.STOOD,
    Event.IMPORT_REDONE: Turned.STOOD,
    Event.IMPORT_UNDONE: Turned.FELL,
    Event.SOURCE_RESTORED: Turned.STOOD,
    Event.SOURCE_WITHDRAWN: Turned.FELL_WITH_SOURCE,
    Event.JUDGEMENT_UNDONE: Turned.FELL,
    Event.JUDGEMENT_RESTORED: Turned.STOOD,
}
"""The acts by which loads and judgements fall and stand again."""

SHOWN_AGAIN = frozenset({"", Withdrawal.WRONG.value})
"""The reasons of a withdrawal after which what stood may still be looked at as it stood."""


@dataclass(frozen=True)
class Known:
    """An earlier day: what stood then, and the latest release that stood of each data set that stood otherwise.

    `summaries` keeps what was summed up of them.
    """

    then: Then
    latest: dict[int, Load]
    summaries: dict[int, tuple[str, int, int, list[str]]] = field(default_factory=dict)

    def as_then(self, datasets: Iterable[Dataset]) -> None:
        """Let rows of data sets say what was known of them, in place: what they cover, and what they are called."""
        for row in datasets:
            if row.pk not in self.then.changed:
                continue
            if row.pk not in self.summaries:
                self.summaries[row.pk] = summary_then(self.then, row.pk)
            row.scope, row.months, row.records, row.routes = self.summaries[row.pk]
            if (latest := self.latest.get(row.pk)) is not None:
                for name, words in latest.words.items():
                    setattr(row, name, words)


@dataclass
class _Turns:
    """What became of loads and judgements by their identifiers, and of whole sources by authority and code.

    Each turn has its number in the order of the ledger.
    """

    own: dict[str, list[tuple[int, Turn]]] = field(default_factory=dict)
    of_judgement: dict[str, list[Turn]] = field(default_factory=dict)
    of_source: dict[tuple[str, str], list[tuple[int, Turn, str]]] = field(default_factory=dict)

    def of_load(self, load: Load) -> list[tuple[int, Turn, str]]:
        """Return the turns of a load and of its source, each with the reason of a withdrawal."""
        own = [(number, turn, "") for number, turn in self.own.get(load.uid, ())]
        of_source = self.of_source.get((load.dataset.authority, load.dataset.source.code), [])
        return sorted([*own, *of_source], key=lambda one: one[0])


def known_for(officer: Officer, question: Question, *, is_leaving: bool = False) -> Known | None:
    """Return the earlier day that a question asks for; nothing where it asks for what is known now.

    One page asks for it several times: what was found is kept until anything else is done, which the ledger tells.

    Args:
        is_leaving: It is asked for what leaves the node: what was taken back since does not.
    """
    if not question.known:
        return None
    global _found
    turns, newest = _turns()
    key = (newest, officer, question.known, is_leaving, timezone.now().date())
    found = _found
    if found is None or found[0] != key:
        found = _found = key, _looked_up(_Asked(officer, question.known, turns, is_leaving))
    return found[1]


_found: tuple[object, Known] | None = None


def _looked_up(asked: _Asked) -> Known:
    published = Load.objects.exclude(published_at=None).select_related("dataset__source").order_by("pk")
    by_dataset: dict[int, list[Load]] = {}
    releases = published.exclude(dataset__mapping="")
    standing = _standing(releases)
    for load in releases:
        by_dataset.setdefault(load.dataset_id, []).append(load)
    changed, stood, erased, latest = [], [], [], {}
    for dataset, of_dataset in sorted(by_dataset.items()):
        then = [load for load in of_dataset if asked.shows(load, stands=load.pk in standing)]
        if {load.pk for load in then} == standing & {load.pk for load in of_dataset}:
            continue
        changed.append(dataset)
        ranked = _since_complete(of_dataset, then)
        stood += [(dataset, load.pk, rank) for rank, load in ranked]
        erased += [load.pk for _, load in ranked if load.state == Load.State.ERASED]
        if ranked:
            latest[dataset] = ranked[-1][1]
    also, without = _reports(asked, published.filter(dataset__mapping=""))
    judged, unjudged = _judgements(asked)
    found = Then(
        day=date.fromisoformat(asked.day),
        reader_class=asked.officer.reader_class,
        use=DRAWN,
        changed=tuple(changed),
        stood=tuple(stood),
        also=also,
        without=without,
        erased=tuple(erased),
        gone=marked_anew(),
        judged=judged,
        unjudged=unjudged,
    )
    return Known(replace(found, records=few_counted(found)), latest)


def then_for(officer: Officer, question: Question) -> Then | None:
    """Return what stood on the earlier day that a question asks for; nothing where it asks for what is known now."""
    known = known_for(officer, question)
    return None if known is None else known.then


def then_leaving(officer: Officer, question: Question) -> Then | None:
    """Return the same for what leaves the node: without what was taken back since."""
    known = known_for(officer, question, is_leaving=True)
    return None if known is None else known.then


@dataclass(frozen=True)
class _Asked:
    """Who asks for which day, what became of everything, and whether it is asked for what leaves the node."""

    officer: Officer
    day: str
    turns: _Turns
    is_leaving: bool

    def shows(self, load: Load, *, stands: bool) -> bool:
        """Return whether a load stood then and may be shown as it stood."""
        since = moment_text(load.published_at) if load.published_at is not None else ""
        told = [turn for _, turn, _ in self.turns.of_load(load)]
        return stood_on(self.day, since, told, stands=stands) and (stands or self._may_stand_again(load))

    def _may_stand_again(self, load: Load) -> bool:
        """Return whether the officer could let a load stand again that was taken back, and may look at it meanwhile.

        A report that was marked anew stands in another data set: nobody can let its earlier version stand again.
        """
        if self.is_leaving or load.published_at is None or load.dataset.authority != self.officer.reader.authority:
            return False
        if load.state == Load.State.UNDONE:
            return load.dataset.mapping != "" and Permission.IMPORT_UNDO in self.officer.permissions
        if load.state != Load.State.WITHDRAWN or Permission.SOURCE_WITHDRAW not in self.officer.permissions:
            return False
        since = moment_text(load.published_at)
        fallen = [one for one in self.turns.of_load(load) if one[1].what is Turned.FELL_WITH_SOURCE]
        return {reason for _, turn, reason in fallen if turn.at >= since} <= SHOWN_AGAIN

    def judgement_stood(self, one: Same) -> bool:
        """Return whether a judgement stood then."""
        told = self.turns.of_judgement.get(one.uid, ())
        return stood_on(self.day, moment_text(one.judged_at), told, stands=one.withdrawn_at is None)


def _standing(loads: QuerySet[Load]) -> set[int]:
    return set(loads.filter(pk__in=Standing.objects.values("load")).values_list("pk", flat=True))


def _reports(asked: _Asked, reports: QuerySet[Load]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the reports that stood then and do not stand now, and those that stand now and did not stand then.

    Reports fall with their source alone, so that only those of sources that were ever withdrawn are looked at.
    """
    also, without = [], []
    for authority, code in sorted(asked.turns.of_source):
        of_source = reports.filter(dataset__authority=authority, dataset__source__code=code)
        standing = _standing(of_source)
        for load in of_source:
            shows = asked.shows(load, stands=load.pk in standing)
            if shows and load.pk not in standing:
                also.append(load.pk)
            elif not shows and load.pk in standing:
                without.append(load.pk)
    return tuple(also), tuple(without)


def _since_complete(loads: Sequence[Load], then: Sequence[Load]) -> list[tuple[int, Load]]:
    """Return the releases that stood with their ranks, the earliest first, from the last complete one on."""
    order = ranks(Release(load.pk, load.released_on, load.is_whole) for load in loads)
    complete = max((order[load.pk] for load in then if load.is_whole), default=-1)
    return sorted(((order[load.pk], load) for load in then if order[load.pk] >= complete), key=lambda pair: pair[0])


def _judgements(asked: _Asked) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the judgements that stood then and were withdrawn since, and those that had not been restored yet.

    What was withdrawn since is shown to those who may restore it.
    """
    judged = []
    if Permission.JUDGEMENT_MAKE in asked.officer.permissions and not asked.is_leaving:
        for one in Same.objects.filter(withdrawn_at__date__gt=asked.day).order_by("pk"):
            is_own = marking_of(one.mark).originator == asked.officer.reader.authority
            if is_own and asked.judgement_stood(one):
                judged.append(one.pk)
    turned = Same.objects.filter(withdrawn_at=None, uid__in=sorted(asked.turns.of_judgement)).order_by("pk")
    return tuple(judged), tuple(one.pk for one in turned if not asked.judgement_stood(one))


def latest_releases(datasets: list[int], past: Known | None) -> dict[int, tuple[str, str]]:
    """Return the day of the latest release that stands of each data set, and the day on which it was loaded."""
    changed = {} if past is None else {pk: past.latest.get(pk) for pk in past.then.changed}
    rows = Load.objects.filter(dataset__in=datasets, state=Load.State.PUBLISHED).exclude(dataset__mapping="")
    rows = rows.exclude(pk__in=overdue_loads())
    latest = {
        dataset: (load.released_on, load.brought_at.date().isoformat())
        for dataset, load in changed.items()
        if load is not None
    }
    if changed:
        rows = rows.exclude(dataset__in=list(changed))
    for dataset, released_on, brought_at in rows.values_list("dataset_id", "released_on", "brought_at"):
        latest[dataset] = max(latest.get(dataset, ("", "")), (released_on, brought_at.date().isoformat()))
    return latest


# --- what the ledger tells -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Read:
    """How far the ledger was read, the link of that entry, and what was found up to there."""

    position: int
    link: bytes
    done: tuple[Done, ...]


_read = _Read(-1, b"", ())


def _turns() -> tuple[_Turns, tuple[int, bytes]]:
    """Return every turn that the ledger tells of, and its last entry: position and link.

    The ledger only ever grows: what was read of it once is kept, and read on from where it ended. The link of the last
    entry that was read vouches for all before it.
    """
    global _read
    before = _read
    if before.position >= 0 and list(ledger.links(before.position, before.position + 1)) != [
        (before.position, before.link)
    ]:
        before = _Read(-1, b"", ())
    position, link = ledger.newest()
    if position > before.position:
        before = _Read(position, link, (*before.done, *ledger.done_between(before.position, position, TURNS)))
        _read = before
    found = _Turns()
    for number, done in enumerate(before.done):
        turn = Turn(done.at, TURNS[Event(done.event)])
        if turn.what is Turned.FELL_WITH_SOURCE:
            reason = str(done.detail.get("reason", ""))
            found.of_source.setdefault((done.authority, done.about), []).append((number, turn, reason))
        elif done.event in (Event.JUDGEMENT_UNDONE, Event.JUDGEMENT_RESTORED):
            found.of_judgement.setdefault(done.about, []).append(turn)
        else:
            about = done.detail["release"] if done.event == Event.SOURCE_RESTORED else done.about
            found.own.setdefault(str(about), []).append((number, turn))
    return found, (before.position, before.link)
