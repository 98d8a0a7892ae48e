"""The forms of needs and offers, filled as they were sent."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from corridor.core.access.records import Officer
from corridor.core.capacity.codes import Check, Kind, Result, Side, Unit, Worth
from corridor.core.capacity.exchange import post_cells
from corridor.core.commitments.codes import Pillar
from corridor.core.commitments.levels import Level
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.desk.capacity import words
from corridor.web.desk.capacity.queries import Posted
from corridor.web.desk.forums.queries import bodies, spaces_for
from corridor.web.desk.pages.capacity import CapacityForm, FieldShown

Code = TypeVar("Code", bound=enum.StrEnum)


def choices(codes: Iterable[Code], say: Callable[[Code], str], chosen: str = "") -> tuple[Choice, ...]:
    """Return a closed list to choose from."""
    return tuple(Choice(one.value, say(one), one.value == chosen) for one in codes)


def back() -> Link:
    """Return the way back to the ledger."""
    return Link(gettext("Needs and offers"), reverse("desk:capacity"))


def post_form(
    officer: Officer, side: Side, typed: Mapping[str, str], problems: tuple[FormProblem, ...]
) -> CapacityForm:
    """Return the form for a need or an offer."""
    is_need = side is Side.NEED
    until = gettext("Wanted by") if is_need else gettext("Open until")
    own = [_text("words", gettext("What it is for"), typed, 2000, is_long=True), _day("until", until, typed)]
    if not is_need:
        own.append(_text("conditions", gettext("Conditions"), typed, 2000, is_long=True))
    hint = gettext("Their numbers in the catalogue, with spaces between.")
    own.append(_text("items", gettext("Commitments that it serves"), typed, 400, hint))
    return CapacityForm(
        title=gettext("Post a need") if is_need else gettext("Post an offer"),
        lead=gettext("Name bodies and places, never persons."),
        action=reverse("desk:capacity-new", args=[side.value]),
        button=gettext("Post"),
        fields=(*_common(typed), *own, *_levels(officer, typed)),
        back=back(),
        problems=problems,
    )


def pledge_form(
    officer: Officer, need: Posted | None, typed: Mapping[str, str], problems: tuple[FormProblem, ...]
) -> CapacityForm:
    """Return the form for a pledge, filled from the need that it answers."""
    own = officer.reader.authority
    filled = {**post_cells(need.post), "receiver": need.row.authority, "until": ""} if need is not None else {}
    said = {**filled, "forums": "", **typed}
    known = [one for one in bodies().values() if one.authority != own]
    named = sorted(known, key=lambda one: (one.name, one.authority))
    receivers = tuple(Choice(one.authority, one.name, one.authority == said.get("receiver")) for one in named)
    action = reverse("desk:capacity-pledge-new")
    others = gettext("Codes of authorities that give it with yours, with spaces between; so that it is counted once.")
    outside = gettext("Such as the identifier of an activity published elsewhere.")
    return CapacityForm(
        title=gettext("Report a pledge"),
        lead=gettext("It counts once a second officer of your authority confirmed it."),
        action=f"{action}?{urlencode({'need': need.row.uid})}" if need is not None else action,
        button=gettext("Keep"),
        fields=(
            *_common(said),
            FieldShown("receiver", gettext("Receiver"), choices=receivers, empty=gettext("Choose")),
            _text("donors", gettext("Given together with"), typed, 200, others),
            _day("since", gettext("From"), said, required=True),
            _day("until", gettext("Until"), said, required=True),
            _text("reference", gettext("Outside reference"), said, 64, outside),
            *_levels(officer, said),
        ),
        back=back(),
        problems=problems,
    )


def hand_over_form(url: str, left: str, typed: Mapping[str, str]) -> CapacityForm:
    """Return the form that writes down a hand-over."""
    hint = gettext("Left of the pledge: %(left)s") % {"left": left}
    fields = (
        FieldShown("amount", gettext("How much"), hint, typed.get("amount", ""), required=True, maxlength=20),
        _day("on", gettext("On which day"), typed, required=True),
    )
    title = gettext("Write down a hand-over")
    return CapacityForm(title, "", url, gettext("Keep"), fields, back(), act="hand-over")


def check_form(url: str, part: str, typed: Mapping[str, str]) -> CapacityForm:
    """Return the form for a check of one hand-over."""
    own = typed if typed.get("part") == part else {}
    result = choices(Result, words.result_words, own.get("result", ""))
    fields = (
        FieldShown("what", gettext("Which check"), choices=choices(Check, words.check_words, own.get("what", ""))),
        _day("on", gettext("Checked on"), own, required=True),
        _text("words", gettext("What was checked, and how"), own, 2000, is_long=True, required=True),
        FieldShown("result", gettext("Result"), choices=result),
        _text("conditions", gettext("Conditions"), own, 2000, is_long=True),
        _day("again_on", gettext("To be checked again on"), own, required=True),
    )
    lead = gettext("Two officers make the two checks; neither is of the receiver.")
    title = gettext("Write down a check")
    return CapacityForm(title, lead, url, gettext("Keep"), fields, back(), act="check", part=part)


def evaluation_form(url: str, typed: Mapping[str, str]) -> CapacityForm:
    """Return the form in which a receiver says what came of a pledge."""
    worth = choices(Worth, words.worth_words, typed.get("worth", ""))
    fields = (
        FieldShown("months", gettext("Months after"), "", typed.get("months", ""), "number", required=True),
        FieldShown("worth", gettext("What it came to"), choices=worth),
        _text("words", gettext("In words"), typed, 2000, is_long=True, required=True),
        _text("evidence", gettext("What shows it"), typed, 200),
    )
    return CapacityForm(gettext("Evaluate"), "", url, gettext("Keep"), fields, back(), act="evaluate")


def _common(typed: Mapping[str, str]) -> tuple[FieldShown, ...]:
    return (
        _text("title", gettext("Title"), typed, 120, required=True),
        FieldShown("kind", gettext("Kind"), choices=choices(Kind, words.kind_words, typed.get("kind", ""))),
        FieldShown("pillar", gettext("Pillar"), choices=choices(Pillar, words.pillar_words, typed.get("pillar", ""))),
        _text("corridor", gettext("Corridor or route"), typed, 120),
        _text("amount", gettext("How much"), typed, 20, required=True),
        FieldShown("unit", gettext("Unit"), choices=choices(Unit, words.unit_words, typed.get("unit", ""))),
        _text("currency", gettext("Currency"), typed, 3, gettext("Three letters, such as EUR; for money alone.")),
    )


def _levels(officer: Officer, typed: Mapping[str, str]) -> tuple[FieldShown, ...]:
    known = spaces_for(officer)
    level = choices(Level, words.level_words, typed.get("level", ""))
    fields = [FieldShown("level", gettext("Who may see it"), choices=level)]
    if known:
        forums = tuple(Choice(one.uid, one.name, one.uid == typed.get("forums", "")) for one in known)
        fields.append(FieldShown("forums", gettext("Forum"), choices=forums, empty=gettext("None")))
    return tuple(fields)


def _text(
    name: str,
    label: str,
    typed: Mapping[str, str],
    longest: int,
    hint: str = "",
    *,
    is_long: bool = False,
    required: bool = False,
) -> FieldShown:
    value = typed.get(name, "")[:longest]
    return FieldShown(name, label, hint, value, required=required, maxlength=longest, long=is_long)


def _day(name: str, label: str, typed: Mapping[str, str], *, required: bool = False) -> FieldShown:
    return FieldShown(name, label, "", typed.get(name, "")[:10], "date", required=required)
