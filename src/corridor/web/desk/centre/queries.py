"""Reads of the joint centre: who its members are, its alerts as one reader may see them, and what waits elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.access.rules import check_permission
from corridor.core.centre.codes import AlertKind, AlertState, Haste, Response
from corridor.core.centre.errors import AlertOfPersons, SubjectUnfit
from corridor.core.centre.records import Answer, Standing
from corridor.core.centre.rules import check_subject, is_shown
from corridor.core.handling.codes import Use
from corridor.core.handling.rules import deciding
from corridor.core.kernel.errors import NotFound
from corridor.core.kernel.identifiers import is_uid
from corridor.web.base.accounts import queries as people
from corridor.web.base.marks.queries import marking_of, visible_marks
from corridor.web.base.marks.terms import kept
from corridor.web.desk.centre.models import CentreAlert
from corridor.web.desk.entities.queries import thing_for

TOLD = "written_at"
"""From then on the days of an alert's retention rule run."""

MOST_OF_A_NODE = 50
"""So many alerts of each node are listed, the newest: a partner that sends many hides nobody else's."""

MOST = 5000
"""So many are looked through."""

HASTE = tuple(Haste)
JOINT_CENTRE = "joint-centre"
NO_MEMBERS = "carrier"
"""Authorities of this kind are told what was marked for them, and belong to no centre."""


@dataclass(frozen=True)
class Known:
    """An alert as one reader may know it.

    `standing` holds the answers of all for who sent it; for everybody else that of the own authority alone.
    """

    row: CentreAlert
    standing: Standing
    is_shown: bool
    is_sender: bool
    own: Answer | None


@dataclass(frozen=True)
class Warned:
    """An alert as it is told beside what it is about: its own name here, what it warns of, by whom, since which day."""

    uid: str
    kind: str
    authority: str
    on: date


def members() -> tuple[tuple[str, str], ...]:
    """Return code and name of the authorities whose officers work on this node, by code; carriers are none of them."""
    others = dict(people.authorities_of(NO_MEMBERS))
    return tuple((code, name) for code, name in people.authorities() if code not in others)


def centres() -> tuple[tuple[str, str], ...]:
    """Return code and name of the joint centres of this node."""
    return people.authorities_of(JOINT_CENTRE)


def alerts_for(officer: Officer, *, now: datetime, past: bool = False) -> tuple[Known, ...]:
    """Return the alerts that this reader may read, the most urgent and newest first.

    Args:
        past: Those that are over, instead of those that are shown.

    Raises:
        NotPermitted: The function reads no alerts.
    """
    check_permission(officer, Permission.ALERT_READ)
    rows = _readable(officer, CentreAlert.objects.all(), now).order_by("-written_at", "uid")
    found = (_known(officer, row, now) for row in rows.prefetch_related("answers")[:MOST])
    chosen = list(_newest_of_each(one for one in found if one.is_shown != past))
    return tuple(chosen if past else sorted(chosen, key=lambda one: HASTE.index(Haste(one.row.haste))))


def _newest_of_each(found: Iterable[Known]) -> Iterator[Known]:
    told: Counter[str] = Counter()
    for one in found:
        told[one.row.node] += 1
        if told[one.row.node] <= MOST_OF_A_NODE:
            yield one


def alert_for(officer: Officer, uid: str, *, now: datetime) -> Known:
    """Return one alert, or behave as if it did not exist.

    Raises:
        NotFound: There is none that this reader may read.
    """
    check_permission(officer, Permission.ALERT_READ)
    row = _readable(officer, CentreAlert.objects.filter(uid=uid), now).first() if is_uid(uid) else None
    if row is None:
        raise NotFound(kind="alert")
    return _known(officer, row, now)


def shown_for(officer: Officer, *, now: datetime) -> tuple[Known, ...]:
    """Return the alerts that stand on the first page of whoever reads alerts; nothing for others."""
    return alerts_for(officer, now=now) if Permission.ALERT_READ in officer.permissions else ()


def sent_for(officer: Officer, *, now: datetime) -> tuple[datetime, ...] | None:
    """Return when the alerts that the officer's own authority sent went out; None where there are more than are read.

    Raises:
        NotPermitted: The function reads no alerts.
    """
    check_permission(officer, Permission.ALERT_READ)
    rows = CentreAlert.objects.filter(authority=officer.reader.authority, node="").exclude(sent_at=None)
    found = list(_readable(officer, rows, now).order_by("uid").values_list("sent_at", flat=True)[: MOST + 1])
    return None if len(found) > MOST else tuple(at for at in found if at is not None)


def about_for(officer: Officer, things: Collection[str], *, now: datetime) -> dict[str, tuple[Warned, ...]]:
    """Return the alerts about things that this reader may read and that still say what they said, the latest first.

    Nothing for who reads no alerts; none that the reader wrote, and none that was taken back.
    """
    if Permission.ALERT_READ not in officer.permissions:
        return {}
    stood = (AlertState.SENT, AlertState.ENDED)
    rows = _readable(officer, CentreAlert.objects.filter(thing__in=sorted(things), state__in=stood), now)
    own = {"node": "", "authority": officer.reader.authority, "written_by": officer.handle}
    found: dict[str, list[Warned]] = {}
    for row in rows.exclude(**own).order_by("-sent_at", "uid")[:MOST]:
        on = (row.sent_at or row.written_at).date()
        found.setdefault(row.thing, []).append(Warned(row.uid, row.kind, row.authority, on))
    return {thing: tuple(alerts) for thing, alerts in found.items()}


def waiting_elsewhere(officer: Officer, *, now: datetime) -> tuple[str, ...]:
    """Return the purposes of the officer for which an alert of danger to life waits that this purpose does not show.

    What was said to save lives is read for rescue alone. Whoever is on duty must still know that it is there; so the
    officer is told of it as far as another duty of the same person could open it, and of nothing else.
    """
    if officer.reader.is_printing or Permission.ALERT_READ not in officer.permissions:
        return ()
    sent = CentreAlert.objects.filter(kind=AlertKind.DISTRESS, state=AlertState.SENT)
    rows = kept_now(sent, now).prefetch_related("answers")
    marks = {row.mark for row in rows if is_shown(standing_of(row), now)}
    marks -= visible_marks(officer.reader_class, marks)
    account = people.account_numbered(officer.id) if marks else None
    if account is None:
        return ()
    found = set()
    for duty in people.duties_of(account):
        uses_of = deciding(people.reader_for(account, duty), shelf.schemes())
        may_read = Permission.ALERT_READ in shelf.functions()[duty.function].permissions
        if may_read and any(Use.READ in uses_of(marking_of(mark)) for mark in marks):
            found.add(duty.purpose)
    return tuple(sorted(found))


def may_decide(officer: Officer, row: CentreAlert) -> bool:
    """Tell whether an officer decides about an alert that its centre was asked to send."""
    is_centre = bool(row.centre) and row.centre == officer.reader.authority
    return is_centre and row.state == AlertState.ASKED and Permission.ALERT_SEND in officer.permissions


def may_end(officer: Officer, row: CentreAlert) -> bool:
    """Tell whether an officer may end an alert: of the authority that wrote it, or of the centre that sent it."""
    mine = not row.node and officer.reader.authority in (row.authority, row.centre)
    return mine and row.state == AlertState.SENT and Permission.ALERT_SEND in officer.permissions


def shows_thing(officer: Officer, row: CentreAlert) -> bool:
    """Tell whether this reader may open what an alert is about.

    It must be what such an alert may be about here as well: an alert of another node links nobody with a person.
    """
    if not row.thing:
        return False
    try:
        thing = thing_for(officer, row.thing)
        check_subject(AlertKind(row.kind), thing.laid.kinds[0])
    except (NotFound, AlertOfPersons, SubjectUnfit):
        return False
    return True


def standing_of(row: CentreAlert) -> Standing:
    """Return how an alert stands, with all its answers; for rules and writers."""
    answers = (
        Answer(one.authority, Response(one.response) if one.response else None, one.at) for one in row.answers.all()
    )
    return Standing(AlertState(row.state), row.until, tuple(sorted(answers, key=lambda one: one.authority)))


def kept_now(rows: QuerySet[CentreAlert], now: datetime) -> QuerySet[CentreAlert]:
    """Return those of some alerts whose term is not over, for writers; readers have `alerts_for`."""
    return rows.filter(kept(_marks_of(rows), TOLD, now=now))


def _readable(officer: Officer, rows: QuerySet[CentreAlert], now: datetime) -> QuerySet[CentreAlert]:
    return rows.filter(kept(visible_marks(officer.reader_class, _marks_of(rows)), TOLD, now=now))


def _marks_of(rows: QuerySet[CentreAlert]) -> QuerySet[CentreAlert, int]:
    return rows.order_by().values_list("mark", flat=True).distinct()


def _known(officer: Officer, row: CentreAlert, now: datetime) -> Known:
    whole, own = standing_of(row), officer.reader.authority
    is_sender = not row.node and own in (row.authority, row.centre)
    mine = next((one for one in whole.answers if one.authority == own), None)
    seen = whole if is_sender else Standing(whole.state, whole.until, (mine,) if mine else ())
    return Known(row, seen, is_shown(seen, now), is_sender, mine)


def own_answer(known: Known) -> str:
    """Return what the reader's authority answered, as a code; nothing where it has not."""
    return known.own.response.value if known.own and known.own.response else ""
