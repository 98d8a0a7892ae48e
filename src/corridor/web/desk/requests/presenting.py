"""Lays the pages of requests out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from corridor import shelf
from corridor.core.access.codes import Permission
from corridor.core.access.records import Officer
from corridor.core.kernel.errors import NotFound
from corridor.core.requests.codes import WRITTEN, Channel, Kind, Party, Stage, What
from corridor.core.requests.records import Request
from corridor.core.requests.rules.turns import possible
from corridor.web.design.pieces import Choice, FormProblem, Link
from corridor.web.design.shown import day, isolated, moment, number
from corridor.web.desk.entities.queries import thing_for
from corridor.web.desk.pages.imports import State
from corridor.web.desk.pages.requests import (
    CameForm,
    ThreadPage,
    ThreadRow,
    ThreadsPage,
    ThreadTextPage,
    TurnaroundRow,
    TurnForm,
    TurnRow,
)
from corridor.web.desk.requests import queries
from corridor.web.desk.requests.models import RequestTurn
from corridor.web.desk.requests.queries import Listed
from corridor.web.desk.requests.reading import Known, said_of
from corridor.web.desk.requests.wording import channel_label, choices, hours, label, means, message
from corridor.web.desk.statements.presenting import marking_badge

TONES = {
    Stage.WAITING: "working",
    Stage.CLARIFYING: "attention",
    Stage.AUTHORISING: "attention",
    Stage.ANSWERED: "good",
    Stage.REFUSED: "attention",
}
WITH_WORDS = frozenset(What) - {
    What.ACKNOWLEDGED,
    What.AUTHORISATION_GIVEN,
    What.WITHDRAWN,
    What.CLOSED,
    What.ESCALATED,
}
WITH_DAY = frozenset({What.EXTENDED, What.AUTHORISATION_AWAITED})
BY_HAND = (What.ACKNOWLEDGED, What.CLARIFICATION_ASKED, What.PARTLY_ANSWERED, What.ANSWERED, What.REFUSED)
"""The turns of an authority without a line that whoever asked can write down."""


def threads_page(
    reader: Officer,
    listed: Listed,
    turnaround: dict[Kind, tuple[int, timedelta | None]],
    language: str,
    *,
    now: datetime,
) -> ThreadsPage:
    """Return the requests of an authority, and how long answers took."""

    def rows(found: Iterable[Known]) -> tuple[ThreadRow, ...]:
        return tuple(row_of(one, language, now=now) for one in found)

    return ThreadsPage(
        is_danger_elsewhere=queries.is_danger_elsewhere(reader, now=now),
        dangers=rows(listed.dangers),
        to_answer=rows(listed.to_answer),
        waiting=rows(listed.waiting),
        ended=rows(listed.ended),
        turnaround=tuple(
            TurnaroundRow(
                kind=label("request-kinds", kind, language),
                answers=number(count, language),
                median=hours(time, language) if time is not None else gettext("too few to say"),
            )
            for kind, (count, time) in turnaround.items()
        ),
        kinds=choices("request-kinds", "", language, only=_kinds_for(reader)),
        new_url=reverse("desk:thread-new") if Permission.REQUEST_ASK in reader.permissions else "",
    )


def _kinds_for(reader: Officer) -> tuple[str, ...]:
    """Return the kinds that a function can ask for its purpose, danger to life first."""
    rules = shelf.request_kinds()
    kinds = sorted(Kind, key=lambda kind: kind is not Kind.DANGER)
    own = reader.reader
    return tuple(
        kind.value for kind in kinds if own.function in rules[kind].functions and own.purpose in rules[kind].purposes
    )


def row_of(one: Known, language: str, *, now: datetime) -> ThreadRow:
    """Return one request for a list."""
    is_asker = one.party is Party.ASKER
    overdue = one.is_overdue(now)
    stage = State(
        one.state.stage.value, label("stages", one.state.stage, language), TONES.get(one.state.stage, "neutral")
    )
    return ThreadRow(
        url=reverse("desk:thread", args=[one.row.uid]),
        kind=label("request-kinds", one.request.kind, language),
        case=one.request.case,
        other=one.row.asked if is_asker else one.row.asker,
        opened=moment(one.row.opened_at, language),
        state=State("overdue", gettext("Overdue"), "stopped") if overdue else stage,
        due=_due(one, language, overdue=overdue),
        is_overdue=overdue,
    )


def _due(one: Known, language: str, *, overdue: bool) -> str:
    if (due := one.due_at) is not None:
        words = gettext("was due %(moment)s") if overdue else gettext("due %(moment)s")
        return words % {"moment": moment(due, language)}
    return gettext("the clock stands still") if one.state.ended_at is None else ""


def thread_page(
    reader: Officer,
    one: Known,
    language: str,
    *,
    now: datetime,
    sent: dict[str, str] | None = None,
    problems: tuple[FormProblem, ...] = (),
) -> ThreadPage:
    """Return one request; `sent` and `problems` are of a turn that could not be taken."""
    promised = one.state.promised
    return ThreadPage(
        row=row_of(one, language, now=now),
        marking=marking_badge(one.row.mark, language),
        lead=_lead(one),
        facts=tuple((name, value) for name, value in _facts(one.request, language) if value),
        words=one.request.words,
        look_up=_look_up(reader, one),
        clock=one.clock.labels[language],
        clock_source=one.clock.source,
        promised=day(promised, language) if promised and one.state.ended_at is None else "",
        turns=tuple(_turn(row, one, language) for row in one.rows),
        action=reverse("desk:thread-turn", args=[one.row.uid]),
        forms=_forms(reader, one, language, now, sent or {}, problems),
        came=_came(reader, one, language, now, sent or {}, problems),
        texts=_texts(one, language),
        contacts=_contacts(reader, one, now),
        warning=_warning(one.request),
        problems=tuple(FormProblem("", one.message) for one in problems),
    )


def _lead(one: Known) -> str:
    return {
        Party.ASKER: gettext("You asked %(authority)s."),
        Party.ASKED: gettext("%(authority)s asks you."),
        Party.COPY: gettext("You have an independent copy of what %(authority)s asked."),
    }[one.party] % {"authority": isolated(one.row.asked if one.party is Party.ASKER else one.row.asker)}


def _warning(request: Request) -> str:
    if request.kind is Kind.FINANCIAL:
        return gettext(
            "Nobody concerned may learn that this was asked or answered. Nothing of it is passed on without consent."
        )
    if request.kind is Kind.DANGER:
        return gettext(
            "This serves rescue alone. It records no interception, and nothing of it may be used against anybody."
        )
    return ""


def _facts(request: Request, language: str) -> Iterable[tuple[str, str]]:
    piece, rescue = request.equipment, request.rescue
    yield gettext("Case"), isolated(request.case)
    yield gettext("Purpose"), shelf.purpose_label(request.purpose, language)
    yield gettext("Legal basis"), label("legal-bases", request.legal_basis, language)
    yield gettext("Reason of urgency"), label("urgency-grounds", request.urgent_because, language)
    yield gettext("Independent copy"), isolated(request.copy) if request.copy else ""
    for one in request.identifiers:
        yield label("identifier-kinds", one.kind, language), isolated(one.value)
    if piece is not None:
        yield gettext("Make"), isolated(piece.make)
        yield gettext("Model"), isolated(piece.model) if piece.model else ""
        yield gettext("Serial number"), isolated(piece.serial)
    yield gettext("Concerns the item"), isolated(request.about) if request.about else ""
    yield gettext("Use asked for"), label("uses", request.use, language)
    if rescue is not None:
        yield gettext("Place"), rescue.place
        yield gettext("Position"), isolated(rescue.position) if rescue.position else ""
        yield gettext("Last seen or heard"), isolated(rescue.seen_at)
        yield gettext("People"), isolated(rescue.people) if rescue.people else gettext("not known")
        yield gettext("Distress"), " · ".join(label("distress", code, language) for code in rescue.distress)


def _look_up(reader: Officer, one: Known) -> tuple[Link, ...]:
    """Return where whoever was asked can look for what the request names, in what they may read themselves."""
    if one.party is not Party.ASKED or Permission.ENTITY_READ not in reader.permissions:
        return ()
    piece = one.request.equipment
    words = [found.value for found in one.request.identifiers] + ([piece.serial] if piece is not None else [])
    found = [Link(value, f"{reverse('desk:find')}?{urlencode({'words': value})}") for value in words]
    about = one.request.about
    return (*found, *([Link(about, reverse("desk:thing", args=[about]))] if about and _is_known(reader, about) else []))


def _is_known(reader: Officer, about: str) -> bool:
    try:
        thing_for(reader, about)
    except NotFound:
        return False
    return True


def _turn(row: RequestTurn, one: Known, language: str) -> TurnRow:
    said = said_of(row)
    who = {Party.ASKER: one.row.asker, Party.ASKED: one.row.asked, Party.COPY: one.row.copy}[Party(row.party)]
    endings = "rescue-endings" if one.request.kind is Kind.DANGER else "endings"
    return TurnRow(
        who=who,
        what=label("turns", said.what, language),
        at=moment(row.at, language),
        words=said.words,
        ground=label("refusal-grounds", said.ground, language),
        reason=label(endings, said.reason, language),
        until=day(said.until, language),
        granted={"yes": gettext("Leave is given."), "no": gettext("Leave is not given.")}.get(said.granted, ""),
        channel=channel_label(row.channel, language) if row.channel else "",
        reference=row.reference,
    )


def _forms(
    reader: Officer,
    one: Known,
    language: str,
    now: datetime,
    sent: dict[str, str],
    problems: tuple[FormProblem, ...],
) -> tuple[TurnForm, ...]:
    needed = Permission.REQUEST_ASK if one.party is Party.ASKER else Permission.REQUEST_ANSWER
    if needed not in reader.permissions:
        return ()
    found = possible(one.state, one.party, one.request.kind, one.clock, now)
    shown = sent if "channel" not in sent else {}
    return tuple(_form(what, one, language, shown, problems if shown else ()) for what in found)


def _form(what: What, one: Known, language: str, sent: dict[str, str], problems: tuple[FormProblem, ...]) -> TurnForm:
    kind, is_sent = one.request.kind, sent.get("what") == what
    typed = sent if is_sent else {}
    field, name, listed = _choosing(what, kind)
    options = choices(listed, typed.get(field, ""), language) if listed else ()
    if field == "granted":
        options = _yes_or_no(typed.get("granted", ""))
    return TurnForm(
        what=what.value,
        label=turn_label(what),
        note=means("turns", what, language),
        has_words=what in WITH_WORDS,
        words=typed.get("words", ""),
        field=field,
        field_label=name,
        choices=options,
        has_day=what in WITH_DAY,
        until=typed.get("until", ""),
        is_open=is_sent,
        problems=problems if is_sent else (),
    )


def _choosing(what: What, kind: Kind) -> tuple[str, str, str]:
    """Return what must be chosen with a turn: the field, what it is called, and the list."""
    if what is What.REFUSED:
        return "ground", gettext("Ground"), "refusal-grounds"
    if what is What.CLOSED:
        return "reason", gettext("Reason"), "rescue-endings" if kind is Kind.DANGER else "endings"
    if what is What.ANSWERED and kind is Kind.LEAVE:
        return "granted", gettext("Is leave given?"), ""
    return "", "", ""


def _yes_or_no(chosen: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(code, words, code == chosen) for code, words in (("yes", gettext("Yes")), ("no", gettext("No")))
    )


def turn_label(what: What) -> str:
    """Return what somebody does who takes a turn."""
    return {
        What.ACKNOWLEDGED: gettext("Confirm that you have it"),
        What.CLARIFICATION_ASKED: gettext("Ask back"),
        What.CLARIFIED: gettext("Clarify"),
        What.AUTHORISATION_AWAITED: gettext("Wait for a judicial authorisation"),
        What.AUTHORISATION_GIVEN: gettext("The authorisation was given"),
        What.EXTENDED: gettext("Announce that it takes longer"),
        What.PARTLY_ANSWERED: gettext("Answer in part"),
        What.ANSWERED: gettext("Answer"),
        What.REFUSED: gettext("Refuse with a ground"),
        What.ESCALATED: gettext("Call again: it is overdue"),
        What.WITHDRAWN: gettext("Withdraw the request"),
        What.CLOSED: gettext("Close it with a reason"),
    }[what]


def _came(
    reader: Officer,
    one: Known,
    language: str,
    now: datetime,
    sent: dict[str, str],
    problems: tuple[FormProblem, ...],
) -> CameForm | None:
    """Return the form for an answer by another channel, where the asked authority has no line."""
    if one.party is not Party.ASKER or Permission.REQUEST_ASK not in reader.permissions:
        return None
    can = [what for what in possible(one.state, Party.ASKED, one.request.kind, one.clock, now) if what in BY_HAND]
    if not can or not queries.is_outside(one):
        return None
    typed = sent if "channel" in sent else {}
    is_leave = one.request.kind is Kind.LEAVE
    return CameForm(
        action=reverse("desk:thread-came", args=[one.row.uid]),
        whats=choices("turns", typed.get("what", ""), language, only=tuple(what.value for what in can)),
        channels=tuple(
            Choice(code.value, channel_label(code, language), code == typed.get("channel")) for code in Channel
        ),
        grounds=choices("refusal-grounds", typed.get("ground", ""), language) if What.REFUSED in can else (),
        granted=_yes_or_no(typed.get("granted", "")) if is_leave else (),
        reference=typed.get("reference", ""),
        words=typed.get("words", ""),
        is_open=bool(typed),
        problems=problems if typed else (),
    )


def channels_for(one: Known) -> tuple[Channel, ...]:
    """Return the channels for which a text of a request can be made: that of money is the Egmont Secure Web alone."""
    if one.party is not Party.ASKER:
        return ()
    if one.request.kind is Kind.FINANCIAL:
        return (Channel.EGMONT,)
    return tuple(channel for channel in WRITTEN if channel is not Channel.EGMONT)


def _texts(one: Known, language: str) -> tuple[Link, ...]:
    address = reverse("desk:thread-text", args=[one.row.uid])
    return tuple(
        Link(channel_label(channel, language), f"{address}?{urlencode({'channel': channel.value})}")
        for channel in channels_for(one)
    )


def _contacts(reader: Officer, one: Known, now: datetime) -> tuple[Link, ...]:
    """Return the contacts by which whoever asked can reach those who were asked: for danger, and when it is overdue."""
    if one.party is not Party.ASKER or not (one.request.kind is Kind.DANGER or one.is_overdue(now)):
        return ()
    wanted = {one.row.asked, one.row.copy} - {""}
    mandate = shelf.request_kinds()[one.request.kind].mandate
    found = [known for known in queries.contacts_with(reader, mandate, now=now) if known.row.authority in wanted]
    return tuple(
        Link(f"{known.contact.name} · {isolated(channel.address)}", reverse("desk:contact", args=[known.row.uid]))
        for known in found
        for channel in known.contact.channels
    )


def text_page(one: Known, channel: Channel, language: str) -> ThreadTextPage:
    """Return the text of a request for a channel."""
    address = reverse("desk:thread-text", args=[one.row.uid])
    return ThreadTextPage(
        title=channel_label(channel, language),
        text=message(one, channel),
        language=one.request.language,
        direction="rtl" if one.request.language == "ar" else "ltr",
        save_url=f"{address}?{urlencode({'channel': channel.value, 'save': '1'})}",
        back_url=reverse("desk:thread", args=[one.row.uid]),
    )
