"""Reads the reservations and declarations of a depositary's page: State by State, each text as it was made.

The page names a State on a line of its own; what follows, up to the next such line, is that State's. Which measures a
text excludes is never read out of it: a lawyer says so by hand.

Source: UNTOC, articles 35 and 36; SOM, articles 20 and 21 (F-L2)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corridor.core.bases.errors import TableUnreadable
from corridor.core.bases.exchange import MOST_ROWS, state_named
from corridor.core.bases.records import Reservation, Status
from corridor.core.kernel.countries import Countries
from corridor.core.kernel.text import has_forbidden

LONGEST_DECLARED, LONGEST_OF_STATE = 1_000_000, 20_000
HEADS = ("declarations and reservations", "reservations and declarations", "declarations", "reservations")
"""What stands over the texts; unless otherwise indicated they were made upon consent."""

ENDS = ("objections", "notifications", "end note", "endnotes", "territorial application", "footnotes")
"""A line that begins with one of these ends the texts: what follows is something else."""

ARTICLE = re.compile(
    r"\bart(?:icles?|\.)\s+(\d{1,3})(?:,?\s+para(?:graphs?|\.)?\s+\(?(\d{1,2})\)?|\s*\((\d{1,2})\))?", re.IGNORECASE
)
LONGEST_ARTICLES = 60
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Declared:
    """What one State declared, with the articles that its text names and the line on which it begins."""

    state: str
    text: str
    articles: str
    line: int


@dataclass(frozen=True, slots=True)
class DeclarationsRead:
    """What a page of declarations says, and the lines before the first State that were not read."""

    declared: tuple[Declared, ...]
    not_read: tuple[int, ...] = ()


def declarations_read(text: str, countries: Countries) -> DeclarationsRead:
    """Return what each State declared.

    Raises:
        TableUnreadable: It is too long, names no State, a State stands in it twice or without a text, or a line holds
            a way to reach a person or signs that cannot be shown.
    """
    if len(text) > LONGEST_DECLARED:
        raise TableUnreadable(why="too-long", line=0)
    found: dict[str, tuple[int, list[str]]] = {}
    current: list[str] | None = None
    unread = []
    for line, written in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        told = written.strip()
        if told.lower().startswith(ENDS) and len(told) <= LONGEST_NAME:
            break
        if state := _named(told, countries):
            if state in found:
                raise TableUnreadable(why="twice", line=line)
            found[state] = line, (current := [])
        elif current is not None:
            _check_line(told, line)
            current.append(told)
        elif told and not told.lower().startswith(HEADS) and not told.startswith("("):
            unread.append(line)
    if not found:
        raise TableUnreadable(why="no-state", line=0)
    if len(found) > MOST_ROWS:
        raise TableUnreadable(why="too-long", line=0)
    return DeclarationsRead(tuple(_declared(state, *each) for state, each in found.items()), tuple(unread))


def _named(told: str, countries: Countries) -> str | None:
    """Return the State that a line names and says nothing else; a code of two letters is no name."""
    return state_named(told, countries) if 3 < len(told) <= LONGEST_NAME else None


def _check_line(told: str, line: int) -> None:
    if "@" in told:
        raise TableUnreadable(why="reaches-somebody", line=line)
    if has_forbidden(told):
        raise TableUnreadable(why="cannot-be-shown", line=line)


def _declared(state: str, line: int, lines: Sequence[str]) -> Declared:
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not text:
        raise TableUnreadable(why="no-text", line=line)
    if len(text) > LONGEST_OF_STATE:
        raise TableUnreadable(why="too-long", line=line)
    return Declared(state, text, articles_in(text), line)


def articles_in(text: str) -> str:
    """Return the articles that a text names, each once in the order in which it names them, as far as a line goes."""
    named = dict.fromkeys(
        f"{article}({first or second})" if first or second else article
        for article, first, second in ARTICLE.findall(text)
    )
    told = ""
    for one in named:
        longer = f"{told}, {one}" if told else one
        if len(longer) > LONGEST_ARTICLES:
            break
        told = longer
    return told


def with_declared(status: Status, one: Declared) -> Status:
    """Return what is known of a State with the text of what it declared, in the place of an earlier text.

    What an officer said of a reservation by hand stays: that it excludes measures stands in no text.
    """
    by_hand = tuple(held for held in status.reservations if not held.text)
    made = Reservation(one.articles, since=status.consented_on or status.signed_on, text=one.text)
    return replace(status, reservations=(*by_hand, made))


def not_listed(declared: Collection[Declared], states: Collection[str]) -> tuple[int, ...]:
    """Return the lines of States that are not on the list of participants of the same day."""
    return tuple(one.line for one in declared if one.state not in states)
