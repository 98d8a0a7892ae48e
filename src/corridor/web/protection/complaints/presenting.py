"""Lays the pages of complaints out in the reader's language."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import get_language, gettext

from corridor.core.access.records import Officer
from corridor.core.complaints.codes import ComplaintKind, ComplaintState, EntryKind, Outcome
from corridor.core.complaints.rules import is_overdue
from corridor.web.design import shown
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.protection.complaints import queries
from corridor.web.protection.complaints.actions import Taken
from corridor.web.protection.complaints.forms import SentTyped
from corridor.web.protection.complaints.models import Complaint
from corridor.web.protection.complaints.wording import ENTRIES, KINDS, OUTCOMES, STATES
from corridor.web.protection.pages.claims import Fact, State
from corridor.web.protection.pages.complaints import (
    Attached,
    ComplainPage,
    ComplaintPage,
    ComplaintRow,
    FollowedPage,
    HeldPage,
    InboxPage,
    Message,
    SentPage,
    Waiting,
)

Problems = tuple[FormProblem, ...]


def _day(of: date) -> str:
    return shown.day(of.isoformat(), get_language() or "en")


def complain_page(typed: SentTyped, problems: Problems = ()) -> ComplainPage:
    """Return the form by which anybody complains."""
    return ComplainPage(
        action=reverse("protection:complain"),
        follow_url=reverse("protection:complaint-follow"),
        kinds=tuple(Choice(kind.value, gettext(name), typed.kind == kind.value) for kind, name in KINDS.items()),
        units=tuple(Choice(code, name, typed.about == code) for code, name in queries.units()),
        unit=typed.unit,
        words=typed.words,
        place=typed.place,
        when=typed.when,
        contact=typed.contact,
        problems=problems,
    )


def sent_page(taken: Taken) -> SentPage:
    """Return the page that tells the code."""
    body = queries.body_name(taken.body) if taken.body else ""
    return SentPage(code=taken.code, body=body, follow_url=reverse("protection:complaint-follow"))


def followed_page(row: Complaint | None, *, asked: bool, code: str = "") -> FollowedPage:
    """Return the thread to who has the code; nobody who handles it is named."""
    action, write_url = reverse("protection:complaint-follow"), reverse("protection:complaint-write")
    complain_url = reverse("protection:complain")
    if row is None:
        return FollowedPage(action, write_url, complain_url, asked=asked)
    facts = [Fact(gettext("Received"), _day(row.received_on))]
    if row.body:
        facts.append(Fact(gettext("It is with"), queries.body_name(row.body)))
    if row.outcome:
        facts.append(Fact(gettext("Outcome"), gettext(OUTCOMES[Outcome(row.outcome)])))
    label, tone = STATES[ComplaintState(row.state)]
    return FollowedPage(
        action,
        write_url,
        complain_url,
        asked=asked,
        found=True,
        code=code,
        state=State(gettext(label), tone),
        facts=tuple(facts),
        messages=_messages(row),
        may_write=row.state != ComplaintState.CLOSED,
    )


def _messages(row: Complaint, *, for_handler: bool = False) -> tuple[Message, ...]:
    told = []
    for entry in queries.thread(row):
        what = gettext(ENTRIES[EntryKind(entry.kind)])
        if for_handler and entry.kind == EntryKind.WRITTEN:
            what = gettext("Who complained wrote")
        who = queries.body_name(entry.body) if entry.by and entry.body else ""
        told.append(Message(_day(entry.on), who, what, queries.words_of(row, entry)))
    return tuple(told)


def inbox_page(reader: Officer, today: date) -> InboxPage:
    """Return the complaints that a handler may read, and who waits to be admitted."""
    rows = tuple(_row(row, today) for row in queries.complaints_for(reader))
    waiting = (Waiting(one.handle, one.name, one.body) for one in queries.waiting_colleagues(reader))
    return InboxPage(
        rows=rows,
        overdue=sum(row.state.tone == "stopped" for row in rows),
        waiting=tuple(waiting),
        admit_url=reverse("protection:complaint-admit"),
    )


def _row(row: Complaint, today: date) -> ComplaintRow:
    return ComplaintRow(
        ref=row.ref,
        url=reverse("protection:complaint", args=(row.ref,)),
        kind=gettext(KINDS[ComplaintKind(row.kind)]),
        received=_day(row.received_on),
        state=_state(row, today),
    )


def _state(row: Complaint, today: date) -> State:
    if is_overdue(row.received_on, taken=row.state != ComplaintState.RECEIVED, today=today):
        return State(gettext("overdue"), "stopped")
    label, tone = STATES[ComplaintState(row.state)]
    return State(gettext(label), tone)


def complaint_page(row: Complaint, today: date, problems: Problems = ()) -> ComplaintPage:
    """Return one complaint as its handler works on it."""
    said = queries.said(row)
    lines = (
        (gettext("About"), queries.body_name(row.about) if row.about else ""),
        (gettext("As the sender calls it"), said.get("unit", "")),
        (gettext("Where"), said.get("place", "")),
        (gettext("When"), said.get("when", "")),
        (gettext("How the sender can be reached"), said.get("contact", "")),
        (gettext("Outcome"), gettext(OUTCOMES[Outcome(row.outcome)]) if row.outcome else ""),
    )
    is_open = row.state in (ComplaintState.RECEIVED, ComplaintState.IN_HAND)
    return ComplaintPage(
        ref=row.ref,
        back_url=reverse("protection:complaints"),
        state=_state(row, today),
        facts=(
            Fact(gettext("What it is about"), gettext(KINDS[ComplaintKind(row.kind)])),
            Fact(gettext("Received"), _day(row.received_on)),
            *(Fact(label, value) for label, value in lines if value),
        ),
        words=said.get("words", ""),
        files=tuple(
            Attached(name, reverse("protection:complaint-file", args=(row.ref, number)))
            for number, name, _ in queries.files_of(row)
        ),
        messages=_messages(row, for_handler=True),
        act_url=reverse("protection:complaint-act", args=(row.ref,)),
        may_take=row.state == ComplaintState.RECEIVED,
        may_answer=is_open,
        may_close=row.state == ComplaintState.IN_HAND,
        bodies=tuple(Choice(code, name) for code, name in queries.bodies_open_to(row)) if is_open else (),
        outcomes=tuple(Choice(outcome.value, gettext(name)) for outcome, name in OUTCOMES.items()),
        problems=problems,
    )


def held_page(reader: Officer) -> HeldPage:
    """Return how many complaints are held."""
    return HeldPage(queries.held_for(reader))
