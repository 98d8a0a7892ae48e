"""Lays the pages of data protection out: what each record says, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from corridor import shelf
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import CorridorError
from corridor.core.rights.codes import Delay, Ground, Heard, Outcome, RequestKind
from corridor.web.base.ledger.queries import Touched
from corridor.web.design.pieces import Choice, FormProblem
from corridor.web.desk.holds.presenting import sections
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.keeping import (
    AnswerPage,
    HeldRow,
    HoldingsPage,
    NoticeRow,
    OpenedThing,
    RequestPage,
    RequestRow,
    RequestsPage,
    ToldRow,
    TouchedRow,
)
from corridor.web.desk.rights import queries
from corridor.web.desk.rights.labels import ACTS, DELAYS, GROUNDS, HEARD, KINDS, MEANS, OUTCOMES, STATES
from corridor.web.desk.rights.models import Request, RequestArrived
from corridor.web.desk.rights.queries import Holdings, Line, NoticeNow, Opened, ToldNow
from corridor.web.desk.statements.presenting import kind_label, marking_badge


def holdings_page(asked: str, found: Holdings | None) -> HoldingsPage:
    """Return what is held under a reference; the form alone where nothing was asked."""
    if found is None:
        return HoldingsPage(sections=sections("desk:holdings"))
    return HoldingsPage(
        sections=sections("desk:holdings"),
        asked=asked,
        is_asked=True,
        rows=_held(found.lines),
        touched=_touched(found.touched),
        wide=found.wide,
        sealed=found.sealed,
        request_url=f"{reverse('desk:requests')}?{urlencode({'ref': asked})}",
    )


def requests_page(
    officer: Officer, today: date, typed: Mapping[str, str], refused: CorridorError | None = None
) -> RequestsPage:
    """Return the requests to the own authority, with the form for another, filled as it was sent."""
    found = queries.requests_for(officer)
    arrived = queries.arrived_by(found)
    rows = tuple(_row(one, today, arrived.get(one.pk)) for one in found)
    return RequestsPage(
        sections=sections("desk:requests"),
        rows=rows,
        action=reverse("desk:requests"),
        kinds=_choices(KINDS, typed.get("kind", "")),
        overdue=sum(row.state.code == "overdue" for row in rows),
        file_mark=typed.get("file_mark", ""),
        received_on=typed.get("received_on", ""),
        reference=typed.get("reference", typed.get("ref", "")),
        problems=problems_of(refused),
    )


def problems_of(refused: CorridorError | None) -> tuple[FormProblem, ...]:
    """Return a refusal as what must be corrected in a form."""
    if refused is None:
        return ()
    return (FormProblem(str(refused.params.get("field", "")), f"{gettext(refused.hint)}"),)


def request_page(
    found: Request, held: Holdings, notices: Iterable[NoticeNow], today: date, refused: CorridorError | None = None
) -> RequestPage:
    """Return one request with what can be done now."""
    waits, arrived = not found.outcome, queries.arrived_by([found]).get(found.pk)

    def act(name: str, may: bool) -> str:
        return reverse(f"desk:request-{name}", args=[found.uid]) if may else ""

    granted_access = found.kind == RequestKind.ACCESS and found.outcome in (Outcome.GRANTED, Outcome.PARTLY)
    return RequestPage(
        row=_row(found, today, arrived),
        back_url=reverse("desk:requests"),
        held=_held(held.lines),
        touched=_touched(held.touched),
        wide=held.wide,
        sealed=held.sealed,
        takes_away=waits and found.kind != RequestKind.ACCESS,
        is_correction=waits and found.kind == RequestKind.CORRECTION,
        concerns=arrived.about if arrived is not None else "",
        decided=_decided(found) if found.outcome else "",
        extend_url=act("extend", waits and not found.extended_for),
        delays=_choices(DELAYS),
        decide_url=act("decide", waits),
        outcomes=_choices(OUTCOMES),
        grounds=_choices(GROUNDS),
        answer_url=act("answer", granted_access),
        answered_url=act("answered", not waits and found.answered_on is None),
        notices=tuple(map(_notice, notices)),
        confirm_url=act("confirm", True),
        problems=problems_of(refused),
    )


def answer_page(officer: Officer, found: Request, opened: Iterable[Opened], held: Holdings) -> AnswerPage:
    """Return the printable answer to a request for access."""
    language = get_language() or "en"
    properties = shelf.registry().properties
    return AnswerPage(
        authority=officer.reader.authority,
        file_mark=found.file_mark,
        received_on=found.received_on.isoformat(),
        decided_on=found.decided_on.isoformat() if found.decided_on else "",
        outcome=gettext(OUTCOMES[Outcome(found.outcome)]),
        ground=gettext(GROUNDS[Ground(found.ground)]),
        things=tuple(
            OpenedThing(
                kind_label(one.kind, language),
                tuple((properties[prop].labels[language], value) for prop, value in one.said if prop in properties),
            )
            for one in opened
        ),
        held=_held(held.lines),
        touched=_touched(held.touched),
        back_url=reverse("desk:request", args=[found.uid]),
    )


def _row(found: Request, today: date, arrived: RequestArrived | None) -> RequestRow:
    return RequestRow(
        url=reverse("desk:request", args=[found.uid]),
        file_mark=found.file_mark,
        kind=gettext(KINDS[RequestKind(found.kind)]),
        received_on=found.received_on.isoformat(),
        due_on=found.due_on.isoformat(),
        state=_state(found, today),
        arrived_from=arrived.authority if arrived is not None else "",
    )


def _state(found: Request, today: date) -> State:
    if found.answered_on is not None:
        return State("answered", gettext("answered"), "good")
    if found.due_on < today:
        return State("overdue", gettext("overdue"), "stopped")
    if found.outcome:
        return State("decided", gettext("decided, not answered yet"), "working")
    if found.extended_for:
        return State("extended", gettext("extended"), "attention")
    return State("open", gettext("open"), "working")


def _decided(found: Request) -> str:
    return gettext("%(outcome)s: %(ground)s") % {
        "outcome": gettext(OUTCOMES[Outcome(found.outcome)]),
        "ground": gettext(GROUNDS[Ground(found.ground)]),
    }


def _held(lines: Iterable[Line]) -> tuple[HeldRow, ...]:
    language = get_language() or "en"
    properties, rules = shelf.registry().properties, shelf.schemes().retentions
    return tuple(
        HeldRow(
            token=line.token,
            thing=line.thing[:8],
            kind=kind_label(line.kind, language) if line.kind else gettext("unknown"),
            relation="" if line.is_itself else gettext("refers to it"),
            originator=line.originator,
            marking=marking_badge(line.mark, language),
            rule=rules[line.retention].labels[language] if line.retention in rules else line.retention,
            told_on=line.told_on.isoformat(),
            ends_on=line.ends_on.isoformat() if line.ends_on else "",
            says=", ".join(properties[prop].labels[language] for prop in line.props if prop in properties),
            statements=line.statements,
            state=State(line.state.value, gettext(STATES[line.state][0]), STATES[line.state][1]),
            is_own=line.is_own,
        )
        for line in lines
    )


def _touched(found: Iterable[Touched]) -> tuple[TouchedRow, ...]:
    language = get_language() or "en"
    totals: dict[tuple[str, str, str, str], int] = {}
    for one in found:
        key = (one.on, one.event, one.authority, one.function)
        totals[key] = totals.get(key, 0) + one.times
    return tuple(
        TouchedRow(on, gettext(ACTS[event]), authority, shelf.function_label(function, language), times)
        for (on, event, authority, function), times in sorted(totals.items(), reverse=True)
    )


def _notice(one: NoticeNow) -> NoticeRow:
    return NoticeRow(
        authority=one.authority,
        why=gettext("originator") if one.is_originator else gettext("took a copy"),
        state=_heard(one.heard),
        is_waiting=one.heard is not Heard.CONFIRMED,
        told=tuple(_told(told) for told in one.told),
    )


def _told(one: ToldNow) -> ToldRow:
    return ToldRow(
        how=gettext(MEANS[one.means]),
        on=one.told_on.isoformat(),
        partner=one.partner,
        state=_heard(one.heard),
        ground=gettext(GROUNDS[one.ground]) if one.ground is not None else "",
        answered_on=one.answered_on.isoformat() if one.answered_on is not None else "",
    )


def _heard(heard: Heard) -> State:
    label, tone = HEARD[heard]
    return State(heard.value, gettext(label), tone)


def _choices(
    labels: Mapping[RequestKind, str] | Mapping[Outcome, str] | Mapping[Ground, str] | Mapping[Delay, str],
    chosen: str = "",
) -> tuple[Choice, ...]:
    return tuple(Choice(code.value, gettext(label), code.value == chosen) for code, label in labels.items())


def typed_of(sent: QueryDict) -> dict[str, str]:
    """Return what a form sent, to fill it again."""
    return {
        name: str(sent.get(name, ""))
        for name in ("kind", "file_mark", "received_on", "reference", "ref")
        if name in sent
    }
