"""What may be typed about claims, files and findings, read field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from django.utils.translation import gettext

from corridor.core.claims.codes import ActKind, Answer, ClaimKind, StepKind
from corridor.core.kernel.text import clean, has_forbidden
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.claims.actions import Move, Wish
from corridor.web.protection.claims.steps import Asked

LONGEST_LINE, LONGEST_WORDS, LONGEST_REF = 200, 4000, 20
CLOCK = frozenset({"recorded_at", "recorded_on", "at", "now", "day_recorded"})
"""Names of fields by which somebody would choose when a claim was written down; no form has them."""

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)

Posted = Mapping[str, str]
Code = TypeVar("Code", bound=StrEnum)


def chooses_the_clock(posted: Posted) -> bool:
    """Return whether somebody sent a field to choose when a claim was written down."""
    return any(name in posted for name in CLOCK)


@dataclass(frozen=True, slots=True)
class WishTyped:
    """A claim as it was typed, to be shown again; `said_on` as text."""

    kind: str = ""
    said_on: str = ""
    body: str = ""
    reference: str = ""
    name: str = ""
    place: str = ""
    words: str = ""
    language: str = ""


def wish_typed(posted: Posted) -> WishTyped:
    """Return what was typed, as it came, without what cannot be kept."""
    return WishTyped(
        kind=posted.get("kind", ""),
        said_on=line(posted, "said_on"),
        body=line(posted, "body"),
        reference=line(posted, "reference")[:LONGEST_REF].upper(),
        name=line(posted, "name"),
        place=line(posted, "place"),
        words=words(posted, "words"),
        language=line(posted, "language"),
    )


def wish_read(typed: WishTyped, bodies: frozenset[str], today: date) -> tuple[Wish | None, tuple[FormProblem, ...]]:
    """Return the claim that was typed, or what must be corrected."""
    kind, said_on = code(ClaimKind, typed.kind), day(typed.said_on)
    problems = tuple(_wish_problems(typed, kind, said_on, bodies, today))
    if problems or kind is None or said_on is None:
        return None, problems
    return Wish(
        kind=kind,
        said_on=said_on,
        body=typed.body,
        reference=typed.reference,
        name=typed.name,
        place=typed.place,
        words=typed.words,
        language=typed.language,
    ), ()


def _wish_problems(
    typed: WishTyped, kind: ClaimKind | None, said_on: date | None, bodies: frozenset[str], today: date
) -> Iterator[FormProblem]:
    if kind is None:
        yield FormProblem("kind", gettext("Choose what the person says."))
    if said_on is None:
        yield FormProblem("said_on", gettext("Write the day as 2030-03-14."))
    elif said_on > today:
        yield FormProblem("said_on", gettext("This day has not come yet."))
    if typed.body and typed.body not in bodies:
        yield FormProblem("body", gettext("Choose one of the asylum bodies shown."))


def move_read(posted: Posted, today: date) -> tuple[Move | None, tuple[FormProblem, ...]]:
    """Return what the asylum body does with a claim, or what must be corrected."""
    kind = code(ActKind, posted.get("act", ""))
    final_on, counselled_on = day(line(posted, "final_on")), day(line(posted, "counselled_on"))
    if kind is None:
        return None, (FormProblem("act", gettext("Choose what the asylum body does.")),)
    if kind is ActKind.REFUSED and final_on is None:
        return None, (FormProblem("final_on", gettext("Write the day as 2030-03-14.")),)
    if kind is ActKind.WITHDRAWAL_HEARD and (counselled_on is None or counselled_on > today):
        return None, (FormProblem("counselled_on", gettext("Write the day on which the person had counsel.")),)
    return Move(kind, final_on, counselled_on, line(posted, "language")[:32]), ()


def asked_read(posted: Posted, today: date) -> tuple[Asked | None, tuple[FormProblem, ...]]:
    """Return what a person was told and answered, or what must be corrected."""
    on, language = day(line(posted, "on")), line(posted, "language")[:32]
    wished, fears = code(Answer, posted.get("wished", "")), code(Answer, posted.get("fears", ""))
    problems = []
    if on is None or on > today:
        problems.append(FormProblem("on", gettext("Write the day of the conversation.")))
    if not language:
        problems.append(FormProblem("language", gettext("Write the language in which the person was asked.")))
    if on is None or problems:
        return None, tuple(problems)
    return Asked(
        on=on,
        language=language,
        right_told=posted.get("right_told") == "yes",
        notice_wished=wished or Answer.NOT_ASKED,
        fears_return=fears or Answer.NOT_ASKED,
        words=words(posted, "words"),
    ), ()


def step_read(posted: Posted) -> StepKind | None:
    """Return which step was chosen."""
    return code(StepKind, posted.get("step", ""))


def code(kind: type[Code], written: str) -> Code | None:
    """Return the member of a closed list, or nothing where it is none."""
    return kind(written) if written in list(kind) else None


def day(written: str) -> date | None:
    """Return a day written as 2030-03-14, or nothing; days before 1900 and far ones are slips."""
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if EARLIEST <= found < LATEST else None


def line(posted: Posted, name: str) -> str:
    """Return one line as typed, cleaned and cut."""
    return clean(posted.get(name, ""))[:LONGEST_LINE]


def words(posted: Posted, name: str) -> str:
    """Return a text of several lines as typed, without what could hide or reorder it, cut."""
    typed = posted.get(name, "").replace("\r\n", "\n")[:LONGEST_WORDS]
    kept = "".join(sign for sign in typed if sign in "\n\t" or not has_forbidden(sign))
    return kept.strip()
