"""What an officer may type at a joint centre."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.centre.codes import AlertKind, EndReason, EntryKind, Haste, Response
from corridor.core.centre.errors import AlertIncomplete, AlertOfPersons, EntryRefused, HandOverRefused, SubjectUnfit
from corridor.core.centre.records import Saying
from corridor.core.kernel.errors import CorridorError
from corridor.core.kernel.text import storable
from corridor.web.desk.centre.queries import members
from corridor.web.desk.centre.shifting import Noted
from corridor.web.desk.centre.wording import fault_text
from corridor.web.desk.pages import FormProblem

MOMENT = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class AlertAsked:
    """An alert as it was typed; without `centre` it is sent at once."""

    saying: Saying
    to: frozenset[str] = frozenset()
    centre: str = ""


@dataclass(frozen=True, slots=True)
class EntryAsked:
    """An entry of the shift log as it was typed."""

    noted: Noted
    happened: str = ""
    successor: str = ""


def alert_asked(typed: QueryDict) -> AlertAsked:
    """Return an alert as it was typed; an unknown kind or haste is the most careful one."""
    hours = _said(typed, "hours")
    kind = _said(typed, "kind")
    haste = _said(typed, "haste")
    return AlertAsked(
        saying=Saying(
            kind=AlertKind(kind) if kind in set(AlertKind) else AlertKind.DISTRESS,
            haste=Haste(haste) if haste in set(Haste) else Haste.FLASH,
            words=_said(typed, "words"),
            area=_said(typed, "area"),
            hours=int(hours) if hours.isascii() and hours.isdigit() and len(hours) < 5 else 0,
            position=_said(typed, "position"),
            aboard=_said(typed, "aboard"),
            thing=_said(typed, "thing"),
        ),
        to=frozenset(map(storable, typed.getlist("to"))),
        centre=_said(typed, "centre"),
    )


def alert_fresh() -> AlertAsked:
    """Return an empty alert: of danger to life, until its writer says otherwise."""
    return AlertAsked(Saying(AlertKind.DISTRESS, Haste.FLASH, "", "", 24))


def entry_asked(typed: QueryDict, *, now: datetime) -> EntryAsked:
    """Return an entry as it was typed; without a moment it happened now."""
    kind, happened = _said(typed, "kind"), _said(typed, "happened")
    noted = Noted(
        kind=EntryKind(kind) if kind in set(EntryKind) else EntryKind.SEEN,
        words=_said(typed, "words"),
        to=frozenset(map(storable, typed.getlist("to"))),
        happened_at=_moment(happened, now) if happened else now,
        place=_said(typed, "place"),
        thing=_said(typed, "thing"),
        alert=_said(typed, "alert"),
        is_open=_said(typed, "open") == "yes",
    )
    return EntryAsked(noted, happened, _said(typed, "successor"))


def entry_fresh(own: str, *, now: datetime) -> EntryAsked:
    """Return an empty entry: read by all members unless its writer takes some out."""
    everybody = frozenset(code for code, _ in members()) - {own}
    return EntryAsked(Noted(EntryKind.SEEN, "", everybody, now))


def response_asked(typed: QueryDict) -> Response | None:
    """Return what an authority answers, or nothing where it is none of the list."""
    found = _said(typed, "response")
    return Response(found) if found in set(Response) else None


def reason_asked(typed: QueryDict) -> EndReason | None:
    """Return why an alert is over, or nothing where it is none of the list."""
    found = _said(typed, "reason")
    return EndReason(found) if found in set(EndReason) else None


def problems_from(faults: Iterable[tuple[str, str]]) -> tuple[FormProblem, ...]:
    """Return what must be corrected, field by field, in the page's language."""
    return tuple(FormProblem(field, fault_text(field, why)) for field, why in faults)


def problem_of(refused: CorridorError) -> tuple[FormProblem, ...]:
    """Return a refusal at the field that it is about."""
    if isinstance(refused, AlertIncomplete | EntryRefused):
        field = str(refused.params["field"])
        return (FormProblem(field, fault_text(field, "")),)
    if isinstance(refused, HandOverRefused):
        return (FormProblem("successor", fault_text("successor", "")),)
    if isinstance(refused, AlertOfPersons | SubjectUnfit):
        return (FormProblem("thing", gettext(refused.hint)),)
    return (FormProblem("", gettext(refused.hint)),)


def _said(typed: QueryDict, name: str) -> str:
    return storable(typed.get(name, "")).strip()


def _moment(written: str, now: datetime) -> datetime:
    """Return a moment as a browser writes it, in UTC; one that cannot be read lies too far back to be taken."""
    try:
        return datetime.strptime(written, MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
