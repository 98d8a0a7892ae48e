"""What a person may ask to be exported, and in which form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from corridor.core.exports.codes import Format, View
from corridor.core.exports.errors import FormatUnknown
from corridor.core.kernel.text import clean
from corridor.core.picture.past import known_day
from corridor.web.desk.exports.queries import Asked
from corridor.web.desk.picture import forms as picture

LONGEST = 200


def format_of(name: str) -> Format:
    """Return the form of this name.

    Raises:
        FormatUnknown: Nothing is exported in it.
    """
    if name not in list(Format):
        raise FormatUnknown(known=", ".join(Format))
    return Format(name)


def view_of(name: str, *, thing: str = "", words: str = "", source: str = "", has_question: bool = False) -> View:
    """Return what is asked for: the view that is named, or the one that the other parts of the request mean."""
    if name in list(View):
        return View(name)
    if thing:
        return View.THING
    if words:
        return View.FIND
    if has_question:
        return View.PICTURE
    return View.SOURCE if source else View.EVERYTHING


def asked_from(values: Mapping[str, str], editions: list[str], *, today: date | None = None) -> Asked:
    """Return what an address or a form asks for; parts of a question that cannot be read are left out of it.

    Args:
        today: The day on which it is asked, where an earlier day as known can be asked for.
    Raises:
        KnownDayInvalid: It is asked for a day that is none, or has not begun.
    """
    if today is not None:
        known_day(values.get("known", "").strip(), today)
    question = picture.asked(values, editions, today=today).question
    view = view_of(values.get("view", ""), thing=values.get("thing", ""), words=values.get("words", ""))
    return Asked(
        view=view,
        question=question,
        words=clean(values.get("words", ""))[:LONGEST],
        thing=values.get("thing", "")[:LONGEST],
        source=clean(values.get("source", ""))[:LONGEST],
        edition=clean(values.get("only", ""))[:LONGEST],
    )
