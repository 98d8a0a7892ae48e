"""What an officer may type in a request or a turn, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.kernel.text import clean
from corridor.core.partners.errors import NotToPartner
from corridor.core.requests.codes import Channel, Kind, What
from corridor.core.requests.errors import (
    NobodyToAsk,
    RequestIncomplete,
    SaidIncomplete,
    TooManyOpen,
    TurnRefused,
    WordsPersonal,
)
from corridor.core.requests.records import Identifier, Request, Rescue, Said
from corridor.core.requests.rules.values import equipment_from, identifier_from
from corridor.web.desk.pages import FormProblem

IDENTIFIERS = 3
"""How many identifiers the form offers."""

CORRECTABLE = (RequestIncomplete, SaidIncomplete, WordsPersonal, NobodyToAsk, TooManyOpen, TurnRefused, NotToPartner)


@dataclass(frozen=True, slots=True)
class Typed:
    """A request as it was typed: its plain fields, its identifiers, and what was ticked."""

    kind: Kind
    fields: Mapping[str, str]
    identifiers: tuple[tuple[str, str], ...] = ()
    distress: tuple[str, ...] = ()

    def said(self, name: str) -> str:
        """Return one field."""
        return self.fields.get(name, "")


NAMES = (
    *("asked", "copy", "legal_basis", "case", "clock", "urgent_because", "words", "language"),
    *("about", "use", "make", "model", "serial", "place", "position", "seen_at", "people"),
)


def kind_of(written: str) -> Kind | None:
    """Return the kind that was chosen, or nothing."""
    return Kind(written) if written in set(Kind) else None


def typed_request(kind: Kind, sent: QueryDict) -> Typed:
    """Return a request as it was typed."""
    pairs = ((sent.get(f"identifier-kind-{n}", ""), sent.get(f"identifier-{n}", "")) for n in range(IDENTIFIERS))
    return Typed(
        kind=kind,
        fields={name: sent.get(name, "").strip() for name in NAMES},
        identifiers=tuple((one, value.strip()) for one, value in pairs),
        distress=tuple(dict.fromkeys(sent.getlist("distress"))),
    )


def request_from(typed: Typed) -> tuple[Request, tuple[FormProblem, ...]]:
    """Return the request, and what must be corrected before its rules can be asked."""
    said = typed.said
    problems = []
    identifiers: list[Identifier] = []
    for kind, value in typed.identifiers:
        if value and (found := identifier_from(kind, value)) is not None:
            identifiers.append(found)
        elif value:
            problems.append("identifiers")
    equipment = None
    if typed.kind is Kind.EQUIPMENT:
        equipment = equipment_from(said("make"), said("serial"), said("model"))
        problems += [] if equipment is not None else ["serial"]
    rescue = None
    if typed.kind is Kind.DANGER:
        position = said("position").replace(" ", "")
        rescue = Rescue(clean(said("place")), position, said("seen_at"), said("people"), typed.distress)
    request = Request(
        kind=typed.kind,
        asker="",
        asked=said("asked"),
        purpose="",
        legal_basis=said("legal_basis"),
        case=said("case"),
        clock=said("clock"),
        words=said("words"),
        language=said("language") or "en",
        urgent_because=said("urgent_because"),
        copy=said("copy"),
        identifiers=tuple(identifiers),
        equipment=equipment,
        rescue=rescue,
        about=said("about"),
        use=said("use"),
    )
    return request, tuple(FormProblem(field, _told(field)) for field in dict.fromkeys(problems))


def said_from(sent: QueryDict) -> Said:
    """Return a turn as it was typed.

    Raises:
        TurnRefused: There is no such turn.
    """
    what = sent.get("what", "")
    if what not in set(What):
        raise TurnRefused(why="not-for-this-kind")
    chosen = {name: sent.get(name, "").strip() for name in ("words", "ground", "reason", "until", "granted")}
    return Said(What(what), **chosen)


def channel_from(sent: QueryDict) -> Channel:
    """Return by which channel an answer came.

    Raises:
        SaidIncomplete: There is no such channel.
    """
    channel = sent.get("channel", "")
    if channel not in set(Channel):
        raise SaidIncomplete(field="channel", why="unknown")
    return Channel(channel)


def problem_of(refused: Exception) -> FormProblem:
    """Return what must be corrected, in the words of the page."""
    params = getattr(refused, "params", {})
    if isinstance(refused, WordsPersonal):
        return FormProblem(str(params["field"]), gettext(refused.hint))
    if isinstance(refused, NobodyToAsk | NotToPartner):
        return FormProblem("asked", gettext(refused.hint))
    if isinstance(refused, TurnRefused | TooManyOpen):
        return FormProblem("words", gettext(refused.hint))
    field = str(params.get("field", ""))
    return FormProblem(field, _told(field))


def _told(field: str) -> str:
    told = {
        "asked": gettext("Choose whom you ask."),
        "purpose": gettext("Choose another purpose: this is not asked for the one in which you act."),
        "copy": gettext("Choose somebody else for the independent copy."),
        "legal_basis": gettext("Choose a legal basis."),
        "case": gettext("Write the reference of your case: letters, figures and . / _ - only, at most 48."),
        "clock": gettext("Choose by when the answer is wanted."),
        "urgent_because": gettext("Say why it is urgent, and nothing where it is not."),
        "words": gettext("Say it in words: at least ten signs, and not more than the field holds."),
        "identifiers": gettext("Correct this: each value must be one of the kind chosen beside it."),
        "about": gettext("Give the identifier of the item: 32 signs, as in its address."),
        "use": gettext("Choose for what you ask leave."),
        "serial": gettext("Give make and serial number: four to 24 letters and figures, as stamped on it."),
        "place": gettext("Say where it is, in words or by position."),
        "position": gettext("Write latitude and longitude in degrees, such as 35.85,-5.80."),
        "seen_at": gettext("Write the moment in UTC, such as 2030-01-31T22:15Z."),
        "people": gettext("Write a number, or leave it empty."),
        "distress": gettext("Tick at least one."),
        "ground": gettext("Choose a ground of the list."),
        "reason": gettext("Choose a reason of the list."),
        "until": gettext("Write a day from today on."),
        "granted": gettext("Say yes or no."),
        "reference": gettext("Write the reference of the message that came."),
        "channel": gettext("Choose by which channel it came."),
        "language": gettext("Choose a language."),
    }
    return told.get(field, gettext("Correct this field."))
