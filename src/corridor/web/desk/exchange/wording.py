"""The words for the codes of exchange."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext, pgettext

from corridor import shelf
from corridor.core.exchange.codes import (
    Attested,
    EndReason,
    Kind,
    Outcome,
    Reason,
    ReceivedState,
    ReleaseState,
    Urgency,
)
from corridor.web.desk.pages.imports import State


def kind(code: Kind) -> str:
    """Return what a kind of item is called."""
    return {
        Kind.RELEASE: gettext("Report released"),
        Kind.CORRECTION: gettext("Corrected report"),
        Kind.REMARKING: gettext("Report under another marking"),
        Kind.RECALL: gettext("Recall"),
        Kind.EXPIRY: gettext("End of a term"),
        Kind.ATTESTATION: gettext("Answer to a recall"),
        Kind.QUESTION: gettext("Request"),
        Kind.ANSWER: gettext("Answer to a request"),
        Kind.CARD: gettext("Card of a node"),
        Kind.HEAD: gettext("Head of the ledger"),
        Kind.ALERT: gettext("Alert"),
        Kind.FIGURES: gettext("Fixed table"),
        Kind.FORUM: gettext("Word of a forum"),
        Kind.PROGRESS: gettext("Entry of progress"),
        Kind.REVIEW: gettext("Word of a peer review"),
        Kind.RIGHTS_NOTICE: gettext("Request of a person, passed on or answered"),
        Kind.TOLD: gettext("What became of a report"),
        Kind.MATCH_SET: gettext("Keyed set for matching"),
        Kind.MATCH_QUESTION: gettext("Question for a match"),
        Kind.MATCH_ANSWER: gettext("Answer for a match"),
    }.get(code, code.value)


def outcome(code: str) -> State:
    """Return how an item was answered; nothing yet is unconfirmed."""
    return {
        Outcome.APPLIED.value: State(code, gettext("taken"), "good"),
        Outcome.HELD_ALREADY.value: State(code, gettext("known there already"), "good"),
        Outcome.KEPT_ASIDE.value: State(code, gettext("kept aside"), "attention"),
    }.get(code) or State("unconfirmed", pgettext("item", "unconfirmed"), "working")


def reason(code: str) -> str:
    """Return why an item was kept aside, or a letter not taken."""
    told: Mapping[str, str] = {
        Reason.FORM.value: gettext("It does not have the agreed form."),
        Reason.VERSION.value: gettext("It is of a version of the form that is not known there."),
        Reason.TOO_LARGE.value: gettext("It is too large."),
        Reason.SIGNATURE.value: gettext("The signature does not hold."),
        Reason.SENDER_UNKNOWN.value: gettext("The sender is not known there."),
        Reason.KEY_REVOKED.value: gettext("The key that signed it was revoked."),
        Reason.NOT_FOR_US.value: gettext("It is for another node."),
        Reason.FROM_THE_FUTURE.value: gettext("It bears a date that lies ahead: one of the clocks is wrong."),
        Reason.NOT_THE_ORIGINATORS.value: gettext("Somebody else than the owner said it."),
        Reason.NOTHING_KNOWN.value: gettext("Nothing is known there of what it is about."),
        Reason.CONTENT_REFUSED.value: gettext("What it says cannot be held there."),
        Reason.ILL_TREATMENT.value: gettext("It may have been obtained by ill-treatment."),
        Reason.KIND.value: gettext("Items of this kind are not taken there."),
        Reason.SUSPENDED.value: gettext("The partner is suspended."),
        Reason.GAP.value: gettext("Items before it are missing."),
        Reason.FORKED.value: gettext("Something else was sent under the same number before."),
        "not-reached": gettext("It could not be reached."),
    }
    return told.get(code, "")


def release_state(code: str) -> State:
    """Return where a release stands."""
    return {
        ReleaseState.ASKED.value: State(code, gettext("waits for a second officer"), "attention"),
        ReleaseState.OUT.value: State(code, pgettext("release", "released"), "good"),
        ReleaseState.DENIED.value: State(code, pgettext("release", "denied"), "neutral"),
        ReleaseState.RECALLED.value: State(code, pgettext("release", "recalled"), "stopped"),
        ReleaseState.EXPIRED.value: State(code, pgettext("release", "over"), "neutral"),
    }[code]


def received_state(code: str) -> State:
    """Return where something received stands."""
    return {
        ReceivedState.WAITING.value: State(code, gettext("waits for review"), "attention"),
        ReceivedState.SHOWN.value: State(code, pgettext("received", "shown"), "good"),
        ReceivedState.REPLACED.value: State(code, pgettext("received", "replaced"), "neutral"),
        ReceivedState.DECLINED.value: State(code, pgettext("received", "declined"), "neutral"),
        ReceivedState.ENDED.value: State(code, pgettext("received", "ended and erased"), "neutral"),
    }[code]


def attested(code: str) -> State:
    """Return what a recipient attests after the end."""
    return {
        Attested.ERASED.value: State(code, gettext("says that it erased it"), "good"),
        Attested.KEPT_FOR_HOLD.value: State(code, gettext("keeps it sealed for a hold"), "attention"),
        Attested.DECLINED.value: State(code, gettext("declined it and says that it erased it"), "good"),
    }[code]


def urgencies() -> Mapping[str, str]:
    """Return how soon somebody must look."""
    return {
        Urgency.ROUTINE.value: gettext("When there is time"),
        Urgency.PROMPT.value: gettext("Within a day"),
        Urgency.FLASH.value: gettext("At once"),
    }


def end_reasons() -> Mapping[str, str]:
    """Return why an owner recalls what it released."""
    return {
        EndReason.WRONG.value: gettext("It is wrong"),
        EndReason.PERSON_AT_RISK.value: gettext("Somebody could come to harm"),
        EndReason.SOURCE_WITHDRAWN.value: gettext("Its source was withdrawn"),
        EndReason.LEGAL_DUTY.value: gettext("The law demands it"),
        EndReason.SENT_IN_ERROR.value: gettext("It was sent by mistake"),
        EndReason.PARTNER_SUSPENDED.value: gettext("The partner is suspended"),
    }


def refused(why: str, where: str) -> str:
    """Return why a release cannot go as it was asked."""
    told = {
        "nobody-named": gettext("Tick at least one authority."),
        "not-graded": gettext(
            "Nobody said how reliable this report is. Correct the report and give its source and information a grade; "
            "then release it."
        ),
        "day-over": gettext("Choose a last day that is still to come, or none."),
        "marking-closed": gettext("The marking of the report does not reach %(where)s for this purpose."),
        "handling-closed": gettext(
            "A handling code of the report forbids this use: file it under another marking first."
        ),
        "use-not-given": gettext(
            "Leave is not given for this use: release the report yourself to whoever shall have it."
        ),
    }
    return told.get(why, why) % {"where": where}


def use(code: str, language: str) -> str:
    """Return what a use is called."""
    term = shelf.schemes().uses.get(code)
    return code if term is None else term.labels[language]
