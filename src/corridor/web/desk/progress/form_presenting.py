"""The form of an entry, ready to be laid out as it was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor.core.access.records import Officer
from corridor.core.commitments.records import Indicator, Item
from corridor.core.commitments.rules import equivalents
from corridor.core.progress.codes import Level, Money, Proof, Status
from corridor.core.progress.periods import half_of, number_of
from corridor.core.progress.rules import MOST_PIECES
from corridor.shelf.commitments import computations
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.punctuation import joined
from corridor.web.desk.commitments import queries as commitments
from corridor.web.desk.commitments import wording
from corridor.web.desk.forums import queries as forums
from corridor.web.desk.pages import progress as pages
from corridor.web.desk.progress import queries, sources, words
from corridor.web.desk.progress.forms import ROWS, Row, Typed
from corridor.web.desk.progress.presenting import item_told, periods_about

BLANK, MORE = 1, 3
"""So many empty rows a form shows of each kind, and so many more whenever more are asked for."""


def entry_form_page(
    officer: Officer,
    item: Item,
    typed: Typed,
    problems: Iterable[tuple[str, str]],
    *,
    about: str,
    blank: int,
    today: date,
    language: str,
) -> pages.EntryFormPage:
    """Return the form for an entry about a commitment.

    Args:
        typed: What was typed so far.
        problems: What must be corrected, as field and code.
        about: The entry that is changed, or nothing for a new one.
        blank: How many empty rows are shown of each kind.
    """
    known = commitments.catalogue_for(officer)
    kept = queries.kept_about(about)
    told = {field: words.problem_words(why) for field, why in problems}
    alike = equivalents(known, item.id)
    measured = [one for each in (item, *alike) if each.id in {item.id, *typed.answers} for one in each.indicators]
    return pages.EntryFormPage(
        title=gettext("Change the entry") if about else gettext("New entry"),
        item=item_told(item, known, language),
        values=typed.fields,
        periods=tuple(
            one for one in periods_about(today, typed.fields["period"]) if kept is None or one.value == kept[1]
        ),
        statuses=_choices(Status, words.status_words, typed.fields["status"]),
        levels=_levels(officer, typed),
        answers=tuple(_answer(one, officer, typed, language) for one in alike),
        forums=tuple(Choice(one.uid, one.name, one.uid in typed.forums) for one in forums.spaces_for(officer)),
        milestones=_rows("milestones", typed, told, blank, lambda _: {}),
        budgets=_rows(
            "budgets",
            typed,
            told,
            blank,
            lambda row: {"money": _choices(Money, words.money_words, row.get("money", ""))},
        ),
        evidence=_rows(
            "evidence",
            typed,
            told,
            blank,
            lambda row: {
                "proof": _choices(Proof, words.proof_words, row.get("proof", "")),
                "level": _choices(Level, words.level_words, row.get("level", "")),
            },
        ),
        figures=_rows(
            "values",
            typed,
            told,
            blank,
            lambda row: {"indicator": _indicators(measured, row.get("indicator", ""), language)},
        ),
        computable=tuple(
            pages.Computable(
                one.id, wording.measure(one, language), sources.method_words(officer, computations()[one.id])
            )
            for one in measured
            if sources.is_known(one.id)
        ),
        choosable=_choosable(officer, measured, language),
        problems=tuple(FormProblem(field, message) for field, message in told.items()),
        blank=blank,
        action=reverse("desk:progress-edit", args=[about]) if about else reverse("desk:progress-new"),
        back_url=reverse("desk:progress-entry", args=[about]) if about else reverse("desk:progress"),
        copy=None if about else _last(officer, item.id, typed.fields["period"]),
    )


def _choosable(officer: Officer, measured: Sequence[Indicator], language: str) -> tuple[tuple[Choice, ...], ...]:
    """Return the indicators that can be computed by something one chooses, and all by which that can be."""
    by = sources.offered_for(officer)
    units = {unit for _, _, unit in by}
    asked = [one for one in measured if one.unit in units]
    if not asked:
        return ()
    wanted = {one.unit for one in asked}
    return (
        _indicators(asked, "", language),
        tuple(Choice(token, f"{name} ({words.unit_words(unit)})") for token, name, unit in by if unit in wanted),
    )


def _levels(officer: Officer, typed: Typed) -> tuple[Choice, ...]:
    """Return the levels, each with who will read it."""
    chosen = typed.forums or tuple(one.uid for one in forums.spaces_for(officer))
    members = joined(sorted({one.name for one in forums.members_of(chosen)}), get_language() or "en")
    who = {
        Level.OWN: gettext("It stays with your authority."),
        Level.FORUM: gettext("The members as they are when it is approved: %(names)s.") % {"names": members or "–"},
        Level.PUBLIC: gettext("Anybody; it can be published."),
    }
    return tuple(
        Choice(one.value, words.level_words(one), one.value == typed.fields["level"], who[one]) for one in Level
    )


def _answer(item: Item, officer: Officer, typed: Typed, language: str) -> Choice:
    told = item_told(item, commitments.catalogue_for(officer), language)
    where = joined(filter(None, (told.document, told.locator)), language)
    return Choice(item.id, told.title, item.id in typed.answers, where)


def _choices(codes: type[StrEnum], label: Callable[..., str], chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, label(one), one.value == chosen) for one in codes)


def _indicators(offered: Sequence[Indicator], chosen: str, language: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(one.id, f"{wording.measure(one, language)} ({words.unit_words(one.unit)})", one.id == chosen)
        for one in offered
    )


def _rows(
    kind: str,
    typed: Typed,
    told: Mapping[str, str],
    blank: int,
    choices: Callable[[Row], dict[str, tuple[Choice, ...]]],
) -> tuple[pages.FormRow, ...]:
    rows = typed.rows[kind]
    shown: list[Row] = [*rows, *({} for _ in range(blank))][: max(len(rows), MOST_PIECES)]
    return tuple(
        pages.FormRow(
            number=number,
            values=row,
            choices=choices(row),
            faults={part: told.get(f"{kind}-{number}-{part}", "") for part in ROWS[kind]},
        )
        for number, row in enumerate(shown, start=1)
    )


def _last(officer: Officer, item: str, period: str) -> Link | None:
    """Return where the last half-year's entry about a commitment is copied, where there is one."""
    before = half_of(number_of(period) - 1)
    for one in queries.own_for(officer):
        if one.row.item == item and one.row.period == before:
            label = gettext("Begin with the entry of the %(period)s") % {"period": words.period_words(before)}
            return Link(label, f"{reverse('desk:progress-new')}?copy={one.row.about}")
    return None
