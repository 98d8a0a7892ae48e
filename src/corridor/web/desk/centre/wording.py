"""The words of the joint centre."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

from corridor.core.centre.codes import AlertKind, AlertState, EndReason, EntryKind, Haste, ProposalState, Response
from corridor.core.handling.codes import Refusal
from corridor.web.desk.pages.imports import State

KINDS = {
    AlertKind.DISTRESS: gettext_noop("Danger to life"),
    AlertKind.ROUTE_SHIFT: gettext_noop("A route has shifted"),
    AlertKind.WANTED: gettext_noop("Vessel or vehicle looked for"),
    AlertKind.METHOD: gettext_noop("A method was seen"),
}
KIND_NOTES = {
    AlertKind.DISTRESS: gettext_noop("For rescue alone: nobody may read or use it for another purpose."),
    AlertKind.ROUTE_SHIFT: gettext_noop("People now move elsewhere, by other means or at another time."),
    AlertKind.WANTED: gettext_noop("A means of transport, or a role that stands. Never the people who were smuggled."),
    AlertKind.METHOD: gettext_noop("How smugglers hide, forge, pay or advertise."),
}
HASTES = {
    Haste.FLASH: (gettext_noop("at once"), "stopped"),
    Haste.PROMPT: (gettext_noop("within a day"), "attention"),
    Haste.ROUTINE: (gettext_noop("when there is time"), "neutral"),
}
STATES = {
    AlertState.ASKED: (gettext_noop("the centre decides"), "attention"),
    AlertState.REFUSED: (gettext_noop("not sent"), "stopped"),
    AlertState.SENT: (gettext_noop("open"), "working"),
    AlertState.ENDED: (gettext_noop("over"), "neutral"),
    AlertState.WITHDRAWN: (gettext_noop("taken back"), "stopped"),
}
RESPONSES = {
    Response.SEEN: gettext_noop("seen"),
    Response.ACTING: gettext_noop("we are acting"),
    Response.CANNOT: gettext_noop("we cannot act"),
}
REASONS = {
    EndReason.RESCUED: gettext_noop("The people are safe"),
    EndReason.HANDED_ON: gettext_noop("Handed on to somebody else"),
    EndReason.DONE: gettext_noop("Done"),
    EndReason.NO_TRACE: gettext_noop("Searched without a trace"),
    EndReason.NOT_NEEDED: gettext_noop("Not needed any more"),
    EndReason.MISTAKEN: gettext_noop("It was mistaken: take it back"),
    EndReason.REPLACED: gettext_noop("Another alert stands in its place: take it back"),
}
ENTRIES = {
    EntryKind.SEEN: gettext_noop("Observation"),
    EntryKind.MESSAGE: gettext_noop("Message"),
    EntryKind.DECISION: gettext_noop("Decision"),
    EntryKind.MEASURE: gettext_noop("Action taken"),
    EntryKind.CORRECTION: gettext_noop("Correction"),
    EntryKind.SETTLED: gettext_noop("Settled"),
    EntryKind.HAND_OVER: gettext_noop("Hand-over of the shift"),
    EntryKind.TAKEN_OVER: gettext_noop("Shift taken over"),
}
PROPOSALS = {
    ProposalState.WAITING: (gettext_noop("the agency decides"), "attention"),
    ProposalState.RELEASED: (gettext_noop("the agency has released it"), "good"),
    ProposalState.DECLINED: (gettext_noop("the agency has declined"), "stopped"),
}
AGAINST = {
    Refusal.AUTHORITY_NOT_ADMITTED: gettext_noop("the agency did not name it"),
    Refusal.USE_NOT_ALLOWED: gettext_noop("the agency does not allow passing on"),
    Refusal.CONSENT_MISSING: gettext_noop("the agency must consent first"),
    Refusal.PURPOSE_NOT_ADMITTED: gettext_noop("not for this purpose"),
    Refusal.PURPOSE_FORBIDDEN_BY_HANDLING: gettext_noop("not for this purpose"),
}
FAULTS = {
    "words": {
        "missing": gettext_noop("Write what it is about, in at most 500 characters."),
        "too-long": gettext_noop("Shorten the text; what is long belongs into a report."),
        "names-somebody": gettext_noop("This seems to name or reach a person. Say it without name, number or address."),
        "hidden-signs": gettext_noop("Write it anew: it holds signs that nobody sees."),
    },
    "area": {
        "missing": gettext_noop("Write where it is, by the name of a place, a coast or a road."),
        "too-long": gettext_noop("Shorten the place."),
        "names-somebody": gettext_noop("This seems to name or reach a person. Say it without name, number or address."),
        "hidden-signs": gettext_noop("Write it anew: it holds signs that nobody sees."),
    },
    "hours": {"too-long": gettext_noop("An alert of danger to life stands for 72 hours at most; then send it anew.")},
    "haste": {"life-first": gettext_noop("Danger to life is always “at once”.")},
    "position": {"malformed": gettext_noop("Write latitude and longitude in degrees, as 35.85, -5.80.")},
    "aboard": {
        "malformed": gettext_noop("Write how many people are thought to be in danger, as a number."),
        "not-danger": gettext_noop("Only an alert of danger to life counts people."),
    },
    "thing": {"": gettext_noop("You do not read such a thing, or this alert cannot be about it.")},
    "alert": {"": gettext_noop("You do not read such an alert.")},
    "to": {"": gettext_noop("Tick at least one authority that can be reached.")},
    "centre": {"": gettext_noop("Choose a joint centre, or send it yourself.")},
    "kind": {"": gettext_noop("Choose the kind.")},
    "place": {"": gettext_noop("Write a place without a name, number or address of anybody.")},
    "happened": {"": gettext_noop("Write a moment of the last seven days, in UTC.")},
    "successor": {"": gettext_noop("Choose who takes over, and let the authority of that officer read the entry.")},
}
REPEAT = gettext_noop("Correct this field.")


def fault_text(field: str, why: str) -> str:
    """Return what is wrong with a field and what to do."""
    told = FAULTS.get(field, {})
    return gettext(told.get(why, told.get("", REPEAT)))


def kind_label(kind: str) -> str:
    """Return what an alert warns of."""
    return gettext(KINDS[AlertKind(kind)])


def haste_state(haste: str) -> State:
    """Return how soon somebody must look, in words."""
    label, tone = HASTES[Haste(haste)]
    return State(haste, gettext(label), tone)


def alert_state(state: str, *, is_expired: bool, silent: int) -> State:
    """Return where an alert stands, in words; one that nobody answered stays open beyond its time."""
    if state == AlertState.SENT and silent:
        return State("unanswered", gettext("without answer: %(n)s") % {"n": silent}, "attention")
    if state == AlertState.SENT and is_expired:
        return State("expired", gettext("its time has passed"), "neutral")
    label, tone = STATES[AlertState(state)]
    return State(state, gettext(label), tone)


def response_label(response: str) -> str:
    """Return what an authority answered, in words."""
    return gettext(RESPONSES[Response(response)]) if response else gettext("no answer yet")


def reason_label(reason: str) -> str:
    """Return why an alert is over."""
    return gettext(REASONS[EndReason(reason)])


def entry_label(kind: str) -> str:
    """Return what kind of entry of the log it is."""
    return gettext(ENTRIES[EntryKind(kind)])


def against_label(reasons: frozenset[Refusal]) -> str:
    """Return why something may not be passed on, in words."""
    told = {gettext(AGAINST[one]) for one in reasons if one in AGAINST}
    return ", ".join(sorted(told)) or gettext("its marking does not allow it")
