"""Puts stocktaking into the words of its pages."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.core.progress.periods import half_of, last_day
from corridor.core.stocktaking.codes import Form
from corridor.core.stocktaking.errors import NothingToTake
from corridor.core.stocktaking.records import Count, Scope
from corridor.core.stocktaking.rules import changes, newly_told
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.punctuation import joined
from corridor.web.design.shown import day, isolated
from corridor.web.desk.forums.queries import spaces_for
from corridor.web.desk.pages.stocktaking import ChangeRow, KeptRow, ReportPage, StocktakingPage
from corridor.web.desk.progress.words import period_words
from corridor.web.desk.stocktaking import actions, queries, tables, words
from corridor.web.desk.stocktaking.laying import forum_names
from corridor.web.desk.stocktaking.queries import Kept

HALVES = 8
"""So many half-years are offered, the last first."""


def half_ended(today: date) -> str:
    """Return the last half-year that has ended."""
    now = queries.number_of_today(today)
    return half_of(now) if last_day(half_of(now)) <= today else half_of(now - 1)


def stocktaking_page(officer: Officer, scope: Scope, *, today: date, language: str) -> StocktakingPage:
    """Return the stock of a forum or State as an officer sees it now.

    Raises:
        NotFound: The officer's authority does not belong to such a forum.
    """
    forums = {space.uid: space.name for space in spaces_for(officer)}
    subjects = queries.subjects_for(officer, scope.forum)
    stock, problems = None, tuple[FormProblem, ...]()
    try:
        stock = tables.tables_of(queries.stock_for(officer, scope, today=today).stock, language)
    except NothingToTake as refused:
        problems = (FormProblem(str(refused.params["field"]), gettext("Choose from the list.")),)
    now = queries.number_of_today(today)
    return StocktakingPage(
        of=words.scope_words(scope, forums, language) if stock is not None else "",
        forums=tuple(Choice(uid, name, uid == scope.forum) for uid, name in forums.items()),
        subjects=tuple(Choice(one, words.subject_words(one, language), one == scope.subject) for one in subjects)
        if scope.forum
        else (),
        periods=tuple(
            Choice(half, period_words(half), half == scope.period)
            for half in map(half_of, range(now, now - HALVES, -1))
        ),
        states=_states(scope, subjects, language),
        stock=stock,
        kept=tuple(_kept(one, language) for one in queries.kept_for(officer)),
        may_take=queries.may_take(officer) and stock is not None,
        scope=(("forum", scope.forum), ("subject", scope.subject), ("half", scope.period)),
        problems=problems,
    )


def _states(scope: Scope, subjects: tuple[str, ...], language: str) -> tuple[Link, ...]:
    """Return the page of each State of a forum, by name; no figure stands beside them."""
    if not scope.forum or scope.subject:
        return ()
    links = []
    for one in subjects:
        query = urlencode({"forum": scope.forum, "subject": one, "half": scope.period})
        links.append(Link(words.subject_words(one, language), f"{reverse('desk:stocktaking')}?{query}"))
    return tuple(sorted(links, key=lambda link: link.label))


def _kept(one: Kept, language: str) -> KeptRow:
    scope = one.stock.scope
    return KeptRow(
        url=reverse("desk:stock", args=[one.row.uid]),
        of=words.scope_words(scope, forum_names(scope.forum), language),
        period=scope.period,
        on=day(one.stock.on.isoformat(), language),
    )


def report_page(officer: Officer, kept: Kept, language: str) -> ReportPage:
    """Return a report as it was frozen, with what changed since the one before."""
    scope, earlier = kept.stock.scope, queries.before(officer, kept)
    state = actions.files_state(officer, kept, language)
    ready = [Form.JSON, *([Form.PDF, Form.DOCX] if state == "done" else [])] if queries.may_leave(officer, kept) else []
    return ReportPage(
        of=words.scope_words(scope, forum_names(scope.forum), language),
        period=scope.period,
        on=day(kept.stock.on.isoformat(), language),
        by=kept.stock.authority,
        digest=kept.row.digest,
        stock=tables.tables_of(kept.stock, language),
        earlier=Link(
            joined((isolated(earlier.stock.scope.period), day(earlier.stock.on.isoformat(), language)), language),
            reverse("desk:stock", args=[earlier.row.uid]),
        )
        if earlier is not None
        else None,
        changes=tuple(
            _change(words.pillar_words(pillar), then, now) for pillar, then, now in changes(earlier.stock, kept.stock)
        )
        if earlier is not None
        else (),
        newly=tables.told_rows(newly_told(earlier.stock, kept.stock), language) if earlier is not None else (),
        files=tuple(
            Link(one.value.upper(), reverse("desk:stock-file", args=[kept.row.uid, one.value])) for one in ready
        ),
        files_state=state,
        make_url=reverse("desk:stock-make", args=[kept.row.uid])
        if queries.may_leave(officer, kept) and state in ("", "failed")
        else "",
    )


def _change(name: str, then: Count, now: Count) -> ChangeRow:
    return ChangeRow(
        name=name,
        evidenced=f"{then.evidenced} → {now.evidenced}",
        claimed=f"{then.claimed} → {now.claimed}",
        silent=f"{then.silent} → {now.silent}",
        overdue=f"{then.overdue} → {now.overdue}",
    )
