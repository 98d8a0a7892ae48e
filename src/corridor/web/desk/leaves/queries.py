"""Reads of requests for leave: those that the own authority has to answer, with the release that each is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.exchange.codes import ReleaseState
from corridor.core.kernel.errors import NotFound
from corridor.web.desk.exchange import queries as releases
from corridor.web.desk.exchange.leaving import GIVEN
from corridor.web.desk.requests import queries as requests
from corridor.web.desk.requests.reading import Known


@dataclass(frozen=True)
class Asked:
    """A request for leave: who asks for which use of which release, in which words, and where the leave stands.

    `leave` is empty, proposed or given. `may_be_given` tells whether leave for this use can come as another marking.
    """

    uid: str
    asker: str
    use: str
    words: str
    about: str
    load: str
    leave: str
    may_be_given: bool
    due_at: datetime | None


def asked_of(officer: Officer, *, now: datetime) -> tuple[Asked, ...]:
    """Return the open requests for leave that the officer's authority has to answer, by due moment.

    Raises:
        NotPermitted: The function does not release to partners, or does not answer requests.
    """
    check_permission(officer, Permission.RELEASE_ABROAD)
    check_permission(officer, Permission.REQUEST_ANSWER)
    found = (_asked(officer, one) for one in requests.leaves_asked(officer, now=now))
    return tuple(one for one in found if one is not None)


def _asked(officer: Officer, known: Known) -> Asked | None:
    """Return one request with its release; nothing where this officer does not know of the release."""
    request = known.request
    try:
        release = releases.own_release_for(officer, request.about)
    except NotFound:
        return None
    leave = release.leaves.filter(authority=request.asker, use=request.use).first()
    is_out = release.state == ReleaseState.OUT and request.asker in release.recipients
    return Asked(
        uid=known.row.uid,
        asker=request.asker,
        use=request.use,
        words=request.words,
        about=release.about,
        load=release.load,
        leave="" if leave is None else "given" if leave.given_by else "proposed",
        may_be_given=is_out and request.use in GIVEN,
        due_at=known.due_at,
    )


def asked_one(officer: Officer, uid: str, *, now: datetime) -> Asked:
    """Return one open request for leave.

    Raises:
        NotFound: There is none that the officer has to answer.
    """
    found = next((one for one in asked_of(officer, now=now) if one.uid == uid), None)
    if found is None:
        raise NotFound(kind="request")
    return found
