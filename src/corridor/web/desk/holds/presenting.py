"""Lays the pages of holds out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.core.retention.codes import HoldReason
from corridor.core.retention.rules import is_live
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.keeping import HoldFormPage, HoldPage, HoldRow, HoldsPage, KeptThing, Section
from corridor.web.desk.retention import queries
from corridor.web.desk.retention.models import Hold
from corridor.web.desk.retention.queries import Kept

REASONS = {
    HoldReason.INVESTIGATION: gettext_noop("open investigation"),
    HoldReason.TRIAL: gettext_noop("pending trial"),
    HoldReason.COURT_ORDER: gettext_noop("order of a court"),
    HoldReason.REQUEST_PENDING: gettext_noop("request of a person that is not decided yet"),
    HoldReason.COMPLAINT: gettext_noop("complaint that is not decided yet"),
}
FIELDS = {"retention.E01": "until", "retention.E02": "reference"}


SECTIONS = (
    ("desk:holdings", gettext_noop("What is held")),
    ("desk:requests", gettext_noop("Requests")),
    ("desk:holds", gettext_noop("Holds")),
)


def sections(here: str) -> tuple[Section, ...]:
    """Return the links above the pages of data protection."""
    return tuple(Section(gettext(label), reverse(name), name == here) for name, label in SECTIONS)


def holds_page(officer: Officer, today: date) -> HoldsPage:
    """Return the holds of the own authority; the officer for data protection sees that they are there."""
    may_open = Permission.HOLD_PLACE in officer.permissions
    rows = tuple(_row(hold, today, linked=may_open) for hold in queries.holds_for(officer))
    answers = Permission.RIGHTS_MANAGE in officer.permissions
    return HoldsPage(rows=rows, sections=sections("desk:holds") if answers else ())


def form_page(
    about: str, title: str, reason: str = "", reference: str = "", until: str = "", refused: CorridorError | None = None
) -> HoldFormPage:
    """Return the form that holds a thing, filled as it was sent."""
    return HoldFormPage(
        title=title,
        back_url=reverse("desk:thing", args=[about]),
        action=reverse("desk:thing-hold", args=[about]),
        reasons=tuple(Choice(code.value, gettext(label), code.value == reason) for code, label in REASONS.items()),
        reference=reference,
        until=until,
        problems=_problems(refused),
    )


def hold_page(
    hold: Hold,
    today: date,
    *,
    opened: Sequence[Kept] | None = None,
    until: str = "",
    refused: CorridorError | None = None,
) -> HoldPage:
    """Return one hold, with what can be done now."""
    live = is_live(until=hold.review_on, is_ended=hold.ended_at is not None, today=today)

    def act(name: str) -> str:
        return reverse(f"desk:hold-{name}", args=[hold.uid]) if live else ""

    return HoldPage(
        row=_row(hold, today, linked=True),
        placed=hold.placed_at.date().isoformat(),
        renew_url=act("renew"),
        end_url=act("end"),
        open_url=act("open") if queries.count_kept(hold) else "",
        until=until,
        opened=None if opened is None else tuple(_kept(one) for one in opened),
        problems=_problems(refused),
    )


def _kept(one: Kept) -> KeptThing:
    language = get_language() or "en"
    properties = shelf.registry().properties
    said = [
        (properties[prop].labels[language] if prop in properties else prop, original or value)
        for prop, value, original, _ in one.said
    ]
    return KeptThing(one.thing[:8], tuple(said))


def _row(hold: Hold, today: date, *, linked: bool) -> HoldRow:
    return HoldRow(
        ref=hold.uid,
        thing=hold.about[:8],
        url=reverse("desk:hold", args=[hold.uid]) if linked else "",
        reason=gettext(REASONS[HoldReason(hold.reason)]),
        file_mark=hold.legal_reference,
        until=hold.review_on.isoformat(),
        sealed=queries.count_kept(hold),
        state=_state(hold, today),
    )


def _state(hold: Hold, today: date) -> State:
    if hold.ended_at is not None:
        return State("ended", gettext("ended"), "neutral")
    if hold.review_on <= today:
        return State("lapsed", gettext("lapsed"), "attention")
    return State("live", gettext("holds"), "working")


def _problems(refused: CorridorError | None) -> tuple[FormProblem, ...]:
    if refused is None:
        return ()
    return (FormProblem(FIELDS.get(refused.code, ""), gettext(refused.hint)),)
