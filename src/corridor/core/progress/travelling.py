"""An entry as it crosses between nodes: approved, or withdrawn. What comes in is hostile until it was read here.

What stays with its authority never leaves: `told_to_forum` is the only way to the body of an item.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from corridor.core.commitments.records import Catalogue
from corridor.core.commitments.rules import equivalents
from corridor.core.kernel.identifiers import is_uid
from corridor.core.progress.codes import Level
from corridor.core.progress.errors import EntryUnreadable
from corridor.core.progress.exchange import said_document, said_from
from corridor.core.progress.periods import is_half
from corridor.core.progress.records import Said
from corridor.core.progress.rules import MOST_PIECES, said_problems, seen_at

FORM: Final = "1"
MOST_FORUMS: Final = 20
LONGEST_CODE: Final = 64


class Say(StrEnum):
    """What an item about an entry says."""

    ENTRY = "entry"
    WITHDRAWN = "withdrawn"


_FIELDS: Final = {
    Say.ENTRY.value: {"form", "say", "subject", "period", "level", "forums", "approved_on", "told", "said"},
    Say.WITHDRAWN.value: {"form", "say"},
}


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as another node told it: of whom, for which half-year, to which forums, and what it says.

    `told` is of how many pieces of evidence that stay with their authority the reader is told that they exist.
    """

    subject: str
    period: str
    level: Level
    forums: tuple[str, ...]
    approved_on: date
    told: int
    said: Said


def told_to_forum(
    said: Said, *, subject: str, period: str, level: Level, forums: Iterable[str], approved_on: date
) -> dict[str, Any]:
    """Return the body of an item that carries an approved entry, without the evidence that stays with its authority.

    What is left is named anew, so that no gap tells of what is not there.
    """
    shown, hidden = seen_at(said, Level.FORUM)
    named = tuple(replace(one, key=f"e{number}") for number, one in enumerate(shown.evidence, start=1))
    return {
        "form": FORM,
        "say": Say.ENTRY.value,
        "subject": subject,
        "period": period,
        "level": level.value,
        "forums": sorted(forums),
        "approved_on": approved_on.isoformat(),
        "told": hidden,
        "said": said_document(replace(shown, evidence=named)),
    }


def withdrawn_written() -> dict[str, Any]:
    """Return the body of an item that tells that an entry counts no more."""
    return {"form": FORM, "say": Say.WITHDRAWN.value}


def say_in(body: Mapping[str, Any]) -> Say:
    """Return what an item says; its fields are those and no others.

    Raises:
        EntryUnreadable: It says something else.
    """
    say = body.get("say")
    if not isinstance(say, str) or body.get("form") != FORM or set(body) != _FIELDS.get(say):
        raise EntryUnreadable(field="say")
    return Say(say)


def told_from(body: Mapping[str, Any], catalogue: Catalogue, *, today: date) -> Told:
    """Return the entry that an item tells.

    An item that the catalogue does not know is kept by its id; what it is said to answer besides is kept only where the
    catalogue knows both and lets one report answer them.

    Raises:
        EntryUnreadable: A field is missing, unknown, too long or contradicts another; or evidence came that stays.
    """
    if say_in(body) is not Say.ENTRY:
        raise EntryUnreadable(field="say")
    if not isinstance(body["said"], Mapping):
        raise EntryUnreadable(field="said")
    said = said_from(body["said"])
    found = Told(
        subject=_text(body, "subject"),
        period=_text(body, "period"),
        level=_level(body),
        forums=_forums(body),
        approved_on=_day(body, today),
        told=_count(body),
        said=replace(said, answers=_counted(said, catalogue)),
    )
    _check_told(found, catalogue, today)
    return found


def _check_told(found: Told, catalogue: Catalogue, today: date) -> None:
    if not found.subject or not is_half(found.period) or not _is_code(found.said.item):
        raise EntryUnreadable(field="subject, period or item")
    if any(one.level is Level.OWN for one in found.said.evidence):
        raise EntryUnreadable(field="evidence level")
    problems = said_problems(found.said, catalogue, level=found.level, period=found.period, today=today)
    if wrong := [field for field, why in problems if why != "unknown"]:
        raise EntryUnreadable(field=wrong[0])
    for value in found.said.values:
        if not _is_code(value.indicator):
            raise EntryUnreadable(field="indicator")


def _counted(said: Said, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what an entry answers besides, as far as this node's catalogue says that one report may."""
    if said.item not in catalogue.items:
        return ()
    alike = {one.id for one in equivalents(catalogue, said.item)}
    return tuple(one for one in dict.fromkeys(said.answers) if one in alike)


def _is_code(text: str) -> bool:
    return 0 < len(text) <= LONGEST_CODE and text.isascii() and text.replace("-", "").replace("_", "").isalnum()


def _text(body: Mapping[str, Any], key: str) -> str:
    found = body[key]
    if not isinstance(found, str) or len(found) > 32:  # the length of the columns
        raise EntryUnreadable(field=key)
    return found


def _level(body: Mapping[str, Any]) -> Level:
    if body["level"] not in (Level.FORUM.value, Level.PUBLIC.value):
        raise EntryUnreadable(field="level")
    return Level(body["level"])


def _forums(body: Mapping[str, Any]) -> tuple[str, ...]:
    found = body["forums"]
    if not isinstance(found, list) or not 1 <= len(found) <= MOST_FORUMS or len(set(map(str, found))) != len(found):
        raise EntryUnreadable(field="forums")
    if not all(isinstance(one, str) and is_uid(one) for one in found):
        raise EntryUnreadable(field="forums")
    return tuple(found)


def _day(body: Mapping[str, Any], today: date) -> date:
    try:
        found = date.fromisoformat(_text(body, "approved_on"))
    except ValueError:
        raise EntryUnreadable(field="approved_on") from None
    if found > today or found.year < 1990:  # before any forum that is known
        raise EntryUnreadable(field="approved_on")
    return found


def _count(body: Mapping[str, Any]) -> int:
    found = body["told"]
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found <= MOST_PIECES:
        raise EntryUnreadable(field="told")
    return found
