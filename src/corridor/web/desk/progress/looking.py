"""Looks whether what evidence points to is there: in this node with the sight of who writes, and nowhere else.

The node visits no web address. A reference into the node is the address of one of its pages, or the identifier of a
record behind one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError, NotFound, NotPermitted
from corridor.core.kernel.identifiers import is_uid
from corridor.core.progress.codes import Found
from corridor.web.desk.briefings import queries as briefings
from corridor.web.desk.displacement import queries as displacement
from corridor.web.desk.indicators import queries as indicators
from corridor.web.desk.partners import instruments
from corridor.web.desk.progress import queries
from corridor.web.desk.publishing import queries as publishing
from corridor.web.desk.requests import queries as requests

Look = Callable[[Officer, str, datetime], object]


def found(officer: Officer, reference: str, *, now: datetime) -> Found:
    """Return whether a reference leads somewhere that an officer may see.

    What lies outside the node is not looked at; what would lie in it and is not there, or not for this officer, is
    missing. The two are the same answer.
    """
    if not reference.startswith("/") and not is_uid(reference):
        return Found.NOT_LOOKED
    looks, named = _looks(reference)
    return Found.THERE if any(_answer(look, officer, named, now) is Found.THERE for look in looks) else Found.MISSING


def is_gone(officer: Officer, reference: str, *, now: datetime) -> bool:
    """Return whether a reference into the node leads to nothing for an officer whose function reads such records.

    Of what the officer's function does not read, nothing is said.
    """
    looks, named = _looks(reference)
    answers = [_answer(look, officer, named, now) for look in looks]
    return bool(answers) and all(one is Found.MISSING for one in answers)


def _looks(reference: str) -> tuple[tuple[Look, ...], str]:
    """Return by which reads a reference into the node is looked up, and what it names."""
    if is_uid(reference):
        return tuple(PAGES.values()), reference
    if not reference.startswith("/"):
        return (), ""
    try:
        match = resolve(urlsplit(reference).path)
    except Resolver404:
        return (), ""
    look = PAGES.get(match.view_name)
    return ((look,), str(next(iter(match.kwargs.values())))) if look is not None and match.kwargs else ((), "")


def _answer(look: Look, officer: Officer, named: str, now: datetime) -> Found:
    try:
        look(officer, named, now)
    except NotPermitted:
        return Found.NOT_LOOKED
    except CorridorError:  # not there, or not for this officer: nobody learns which
        return Found.MISSING
    return Found.THERE


def _published(_officer: Officer, uid: str, _now: datetime) -> None:
    """Find a published table, which anybody may see."""
    _check_known(uid, (row.uid for row in publishing.released()), "table")


def _instrument(officer: Officer, uid: str, _now: datetime) -> None:
    """Find an instrument or a list of parties that two officers wrote down and confirmed."""
    written, sheets = instruments.kept_for(officer)
    confirmed = [row.uid for row in written if row.confirmed_by] + [row.uid for row in sheets if row.confirmed_by]
    _check_known(uid, confirmed, "instrument")


def _check_known(uid: str, known: Iterable[str], kind: str) -> None:
    if uid not in set(known):
        raise NotFound(kind=kind)


PAGES: Final[Mapping[str, Look]] = {
    "desk:table": _published,
    "desk:thread": lambda officer, uid, now: requests.request_for(officer, uid, now=now),
    "desk:briefing": lambda officer, uid, _: briefings.briefing_for(officer, uid),
    "desk:measure": lambda officer, uid, _: displacement.measure_for(officer, uid),
    "desk:indicator": lambda officer, about, _: indicators.versions_for(officer, about),
    "desk:progress-entry": lambda officer, about, _: queries.versions_for(officer, about),
    "desk:bases-kept": _instrument,
}
"""The pages to which a reference may lead, each with the read that says whether its record is there."""
