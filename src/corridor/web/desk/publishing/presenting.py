"""Puts published tables into the words of their pages."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, pgettext

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.disclosure.codes import TOTAL, Method
from corridor.core.disclosure.codes import State as CellState
from corridor.core.disclosure.records import Axis, Published, Shown
from corridor.core.publishing.codes import By, Kind, Step
from corridor.core.publishing.exchange import asked_from
from corridor.core.publishing.records import Asked, Coverage, SourceTold
from corridor.web.base.published.grid import grid_of
from corridor.web.base.published.wording import (
    attack_words,
    axis_word,
    counted_words,
    coverage_words,
    grouped,
    method_words,
    title,
    why_words,
)
from corridor.web.design.pieces import Choice, Link
from corridor.web.design.shown import day
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.publishing import Acts, TableFormPage, TablePage, TableRow, TablesPage
from corridor.web.desk.publishing import protecting, queries
from corridor.web.desk.publishing.forms import Typed
from corridor.web.desk.publishing.models import PublicTable
from corridor.web.desk.series.models import Worked

S = PublicTable.State


def tables_page(officer: Officer, rows: tuple[PublicTable, ...], language: str) -> TablesPage:
    """Return the versions that an officer may see, those that wait for a second officer first."""
    told = {state: tuple(_row(row, language) for row in rows if row.state == state) for state in S}
    return TablesPage(
        waiting=told[S.PROPOSED],
        drafts=told[S.DRAFT],
        published=told[S.PUBLISHED],
        new_url=reverse("desk:table-new"),
        public_url=public_url(),
        take_url=reverse("desk:table-take") if Permission.TABLE_PUBLISH in officer.permissions else "",
    )


def public_url(uid: str = "") -> str:
    """Return where anybody reads the published tables."""
    try:
        return reverse("public:table", args=["en", uid]) if uid else reverse("public:tables", args=["en"])
    except NoReverseMatch:
        return ""


def form_page(officer: Officer, typed: Typed, language: str) -> TableFormPage:
    """Return the form for a table, filled as it was sent."""
    asked = typed.asked
    steps = {
        Step.MONTH: gettext("Months"),
        Step.QUARTER: gettext("Quarters"),
        Step.YEAR: gettext("Years"),
    }
    methods = {
        Method.SUPPRESSION: gettext("Small figures are not told"),
        Method.ROUNDING: gettext("Every figure is moved by keyed noise"),
    }
    return TableFormPage(
        action=reverse("desk:table-new"),
        counted=tuple(Choice(code, words, code == asked.counted) for code, words in counted_words().items()),
        steps=tuple(Choice(step.value, words, step == asked.step) for step, words in steps.items()),
        axes=axes_of(asked),
        sources=tuple(
            Choice(code, name, code == asked.source)
            for code, name in queries.sources_for(officer, invented=asked.is_invented)
        ),
        methods=tuple(Choice(one.value, words, one == asked.method) for one, words in methods.items()),
        since=asked.since,
        until=asked.until,
        threshold=typed.threshold,
        has_invented=settings.DEMONSTRATION,
        is_invented=asked.is_invented,
        problems=typed.problems,
    )


def axes_of(asked: Asked) -> tuple[Choice, ...]:
    """Return by what a table can be broken down, as it was chosen."""
    return tuple(Choice(by.value, axis_word(by.value), by in asked.axes) for by in By)


def table_page(officer: Officer, row: PublicTable, language: str) -> TablePage:
    """Return one version: the count while nothing is protected, afterwards only what may leave."""
    asked = asked_from(row.asked)
    publication = queries.publication_of(row)
    work = protecting.work_of(row) if publication is None else None
    answer: dict[str, Any] = (work.answer if work is not None and work.answer else None) or {}
    tables = publication.tables if publication is not None else protecting.read(answer.get("published", ()))
    attack = row.attack if publication is not None else answer.get("attack", {})
    hidden = sum(one.hidden for one in tables)
    sources, coverage = _basis(row)
    return TablePage(
        title=title(asked, tables),
        number=row.number,
        state=_state(row),
        made=day(row.made_at.date().isoformat(), language),
        published=day(row.published_at.date().isoformat(), language) if row.published_at else "",
        why=why_words().get(row.why, ""),
        grids=tuple(grid_of(one, language) for one in tables or _counted(row, asked)),
        is_protected=bool(tables),
        is_working=work is not None and work.state == Worked.State.WAITING,
        is_failed=work is not None and work.state == Worked.State.FAILED,
        refused=_refused(answer),
        attack=attack_words(attack, hidden) if tables else "",
        method=method_words(tables[0]) if tables else "",
        coverage=coverage_words(coverage, asked.threshold if publication is not None else 0)
        if row.kind == Kind.TABLE
        else (),
        sources=tuple(
            ", ".join(filter(None, (one.title or _all_reports(one), one.edition, one.credit))) for one in sources
        ),
        digest=grouped(row.digest),
        acts=_acts(officer, row, work, answer),
        whys=tuple(Choice(code, words) for code, words in why_words().items()),
        versions=_versions(officer, row),
        public_url=public_url(row.uid) if row.state == S.PUBLISHED and row.kind != Kind.FIGURES else "",
        is_invented=asked.is_invented,
        waits_for_another=row.state == S.PROPOSED and row.made_by == officer.handle,
    )


def _all_reports(source: SourceTold) -> str:
    return gettext("Reports of authorities") if source.code == "reports" else source.code


def _basis(row: PublicTable) -> tuple[tuple[SourceTold, ...], Coverage]:
    publication = queries.publication_of(row)
    if publication is not None:
        return publication.sources, publication.coverage
    counts = row.counts or {}
    return tuple(SourceTold(**one) for one in counts.get("sources", ())), Coverage(**counts.get("coverage", {}))


def _counted(row: PublicTable, asked: Asked) -> tuple[Published, ...]:
    """Return the count as it is, with its sums, for who may read all that it rests on."""
    if not row.counts or "codes" not in row.counts:
        return ()
    axes = tuple(Axis(name, tuple(codes), None) for name, codes in row.counts["codes"])
    sums: Counter[tuple[str, ...]] = Counter()
    for key, count in row.counts["cells"]:
        for one in product(*((code, TOTAL) for code in key)):
            sums[one] += count
    cells = {key: Shown(CellState.SHOWN, count) for key, count in sums.items()}
    return (Published(row.uid, axes, cells),)


def _refused(answer: dict[str, Any]) -> str:
    if not answer:
        return ""
    if answer["refused"] or not answer["published"]:
        return gettext("This table cannot be protected: too little of it is left, or earlier tables give it away.")
    return "" if answer["is_safe"] else gettext("The attack worked out figures that must not be known.")


def _acts(officer: Officer, row: PublicTable, work: Worked | None, answer: dict[str, Any]) -> Acts:
    def address(name: str, is_open: bool) -> str:
        return reverse(f"desk:table-{name}", args=[row.uid, row.number]) if is_open else ""

    is_draft, is_proposed = row.state == S.DRAFT, row.state == S.PROPOSED
    decides = is_proposed and Permission.TABLE_PUBLISH in officer.permissions and officer.handle != row.made_by
    latest = queries.latest_of(row.uid)
    is_own = row.authority == officer.reader.authority
    is_standing = is_own and latest is not None and latest.pk == row.pk and row.kind == Kind.TABLE
    return Acts(
        attack=address("attack", is_draft and (work is None or work.state == Worked.State.FAILED)),
        propose=address("propose", is_draft and bool(answer) and not _refused(answer)),
        publish=address("publish", decides),
        give_back=address("return", decides),
        give_up=address("give-up", is_draft),
        correct=reverse("desk:table-correct", args=[row.uid]) if is_standing else "",
        withdraw=reverse("desk:table-withdraw", args=[row.uid]) if is_standing else "",
    )


def _versions(officer: Officer, row: PublicTable) -> tuple[Link, ...]:
    others = PublicTable.objects.filter(uid=row.uid, state=S.PUBLISHED).exclude(pk=row.pk).order_by("number")
    return tuple(
        Link(gettext("Version %(number)s") % {"number": one.number}, reverse("desk:table", args=[one.uid, one.number]))
        for one in others
        if queries.may_read(officer, one)
    )


def _row(row: PublicTable, language: str) -> TableRow:
    asked = asked_from(row.asked)
    return TableRow(
        url=reverse("desk:table", args=[row.uid, row.number]),
        title=title(asked, ()),
        number=row.number,
        state=_state(row),
        made=day(row.made_at.date().isoformat(), language),
        is_invented=asked.is_invented,
    )


def _state(row: PublicTable) -> State:
    if row.state == S.PUBLISHED and row.kind == Kind.WITHDRAWN:
        return State(Kind.WITHDRAWN.value, pgettext("table", "withdrawn"), "attention")
    words = {
        S.DRAFT: (pgettext("table", "draft"), "neutral"),
        S.PROPOSED: (pgettext("table", "waits for a second officer"), "attention"),
        S.PUBLISHED: (pgettext("table", "published"), "good"),
    }
    told, tone = words.get(S(row.state), (pgettext("table", "given up"), "neutral"))
    return State(row.state, told, tone)
