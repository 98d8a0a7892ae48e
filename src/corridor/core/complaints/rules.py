"""The decisions about complaints: who may receive one, and by when it is answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from corridor.core.complaints.records import Concern, Handler, House
from corridor.core.kernel.text import fold

ACKNOWLEDGE_WITHIN: Final = timedelta(days=7)
"""Until when a body takes a complaint in hand."""

SHORTEST_NAME, SHORTEST_WITH_SLIP = 3, 5
HOUSE_PARTS = 2


def house_of(code: str) -> str:
    """Return the house of a unit: XB-POL of XB-POL-NORTH."""
    return "-".join(code.split("-")[:HOUSE_PARTS])


def houses_named(words: str, houses: Iterable[House]) -> frozenset[str]:
    """Return the codes of the authorities that a text names, by code or by name."""
    text = f" {fold(words)} "
    found = set()
    for house in houses:
        called = fold(re.sub(r"\([^)]*\)", "", house.name))
        if f" {fold(house.code)} " in text or (called and f" {called} " in text):
            found.add(house.code)
    return frozenset(found)


def is_named(handler: Handler, words: str) -> bool:
    """Return whether a text names somebody: by handle, or by a word of the name, one slip of the pen allowed."""
    text = fold(words)
    if f" {fold(handler.handle)} " in f" {text} ":
        return True
    said = set(text.split())
    names = {name for name in fold(handler.name).split() if len(name) >= SHORTEST_NAME}
    return any(name in said or any(_is_slip(name, word) for word in said) for name in names)


def _is_slip(name: str, word: str) -> bool:
    """Return whether a word is a name with one letter changed, left out, added, or two exchanged."""
    if len(name) < SHORTEST_WITH_SLIP or abs(len(name) - len(word)) > 1:
        return False
    start = 0
    while start < min(len(name), len(word)) and name[start] == word[start]:
        start += 1
    left, right = name[start:], word[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and left[2:] == right[2:])
    )


def concerned_bodies(concern: Concern, handlers: Iterable[Handler]) -> frozenset[str]:
    """Return the bodies that a complaint is about, whose hierarchy it is about, or one of whose handlers it names.

    Source: UNTOC art. 8 and 9; WG7-2024
    """
    houses = {house_of(code) for code in concern.about}
    return frozenset(
        handler.body for handler in handlers if house_of(handler.body) in houses or is_named(handler, concern.words)
    )


def handlers_for(concern: Concern, handlers: Sequence[Handler]) -> tuple[Handler, ...]:
    """Return who may receive a complaint: the handlers of one body that it does not concern; nobody where none is left.

    Source: UNTOC art. 8 and 9; WG7-2024
    """
    concerned = concerned_bodies(concern, handlers)
    left = [handler for handler in handlers if handler.body not in concerned]
    if not left:
        return ()
    body = min((handler.is_fallback, handler.body) for handler in left)[1]
    return tuple(sorted((one for one in left if one.body == body), key=lambda one: one.handle))


def may_read(concern: Concern, *, body: str, handle: str, handlers: Sequence[Handler]) -> bool:
    """Return whether a handler may read a complaint that lies with a body, as the staff is now."""
    if body in concerned_bodies(concern, handlers):
        return False
    return any(handler.body == body and handler.handle == handle for handler in handlers)


def is_overdue(received_on: date, *, taken: bool, today: date) -> bool:
    """Return whether a body has let the time for taking a complaint in hand pass."""
    return not taken and today - received_on > ACKNOWLEDGE_WITHIN
