"""The decisions of casework: what a consent covers, what may be written into a file, and who is treated as a child."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from corridor.core.casework.codes import (
    CLOSED,
    FIELDS,
    KEEPING,
    LISTS,
    MUST_EXPLAIN,
    PARTICULARS,
    TAKES_PART,
    Age,
    Asked,
    Basis,
    CaseState,
    ConsentRefusal,
    GivenBy,
    Item,
    NeedState,
    ServiceState,
    StepState,
)
from corridor.core.casework.errors import CaseClosed, ConsentRefused, EntryRefused, KeepingEnded, RecipientRefused
from corridor.core.casework.records import CaseFile, Consent, Entry, Giving, Step, Value
from corridor.core.kernel.countries import STATELESS, UNKNOWN
from corridor.core.kernel.text import has_forbidden

Lists = Mapping[str, frozenset[str]]
"""The codes in force, by the name of their list."""

RECIPIENT = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
"""The code of a body, as authorities and partners have them."""

AFTER_CONSENT = timedelta(days=30)
"""How long the person can still agree again after the consent to keeping ended; nobody reads the case meanwhile."""

AFTER_CLOSING = timedelta(days=1826)
"""How long a closed case is kept."""

LONGEST = 4000
LONGEST_NAME = 200
STATES: Mapping[Item, frozenset[str]] = {
    Item.CASE: frozenset(CaseState),
    Item.NEED: frozenset(NeedState),
    Item.SERVICE: frozenset(ServiceState),
    Item.STEP: frozenset(StepState),
}


def consent_refusals(
    consent: Consent | None, giving: Giving, *, now: datetime, is_child: bool
) -> frozenset[ConsentRefusal]:
    """Return every reason why a consent does not cover giving these parts to this recipient for this purpose now.

    Args:
        consent: What the person agreed to; None where there is nothing.
        is_child: Whether the person is treated as a child, disputed age included.

    Source: GCM-9
    """
    if consent is None:
        return frozenset({ConsentRefusal.NONE})
    return frozenset(
        reason
        for reason, applies in (
            (ConsentRefusal.NOT_YET, now < consent.given_at),
            (ConsentRefusal.WITHDRAWN, consent.withdrawn_at is not None),
            (ConsentRefusal.EXPIRED, now >= consent.until),
            (ConsentRefusal.OTHER_PURPOSE, giving.purpose != consent.purpose),
            (ConsentRefusal.OTHER_RECIPIENT, giving.recipient != consent.recipient),
            (ConsentRefusal.NOTHING_CHOSEN, not giving.fields),
            (ConsentRefusal.FIELDS_NOT_COVERED, not giving.fields <= consent.fields),
            (ConsentRefusal.NOT_INFORMED, not consent.informed >= MUST_EXPLAIN),
            (ConsentRefusal.GUARDIAN_MISSING, is_child and consent.given_by == GivenBy.PERSON),
        )
        if applies
    )


def check_consent(case: CaseFile, consent: Consent | None, giving: Giving, *, ref: str, now: datetime) -> None:
    """Refuse to give parts of a case to a recipient for a purpose that the consent does not cover.

    Raises:
        ConsentRefused: It does not, for every reason named.
    """
    if found := consent_refusals(consent, giving, now=now, is_child=case.is_child):
        raise ConsentRefused(ref=ref, recipient=giving.recipient, refusals=", ".join(sorted(found)))


def is_live(consent: Consent, now: datetime) -> bool:
    """Return whether a consent stands now: it was given, not taken back, and has not run out."""
    return consent.withdrawn_at is None and consent.given_at <= now < consent.until


def consent_named(case: CaseFile, uid: str) -> Consent | None:
    """Return one consent of a case, or nothing."""
    return next((consent for consent in case.consents if consent.uid == uid), None)


def keeping_has_ended(case: CaseFile, now: datetime) -> bool:
    """Return whether the body may not keep the case any more: it rests on consent, which was taken back or ran out.

    A case on which no consent to keeping was ever written down has not ended: the officer is about to ask.
    """
    kept = [consent for consent in case.consents if consent.purpose == KEEPING]
    return case.basis is Basis.CONSENT and bool(kept) and not any(is_live(consent, now) for consent in kept)


def kept_until(case: CaseFile) -> datetime | None:
    """Return the moment from which a case is erased; None as long as nothing ends its keeping.

    Where it rests on consent: a month after the last consent to keeping was taken back or ran out, so that a person who
    comes back can agree again. In any case: five years after it was closed. Rules of this project, not of any law.
    """
    kept = [consent for consent in case.consents if consent.purpose == KEEPING] if case.basis is Basis.CONSENT else []
    ends = [consent.withdrawn_at or consent.until for consent in kept]
    found = [max(ends) + AFTER_CONSENT] if ends else []
    if case.closed_at is not None:
        found.append(case.closed_at + AFTER_CLOSING)
    return min(found, default=None)


def check_keeping(case: CaseFile, *, ref: str, now: datetime) -> None:
    """Refuse to show or use a case whose keeping has ended.

    Raises:
        KeepingEnded: It has.
    """
    if keeping_has_ended(case, now):
        raise KeepingEnded(ref=ref)


def check_recipient(code: str, kind: str) -> None:
    """Refuse to share with a body that does not protect; an unknown kind is none that does.

    Raises:
        RecipientRefused: Its kind is not one that takes part.
    """
    if kind not in TAKES_PART:
        raise RecipientRefused(recipient=code)


def check_open(case: CaseFile, *, ref: str) -> None:
    """Refuse to add to a closed case.

    Raises:
        CaseClosed: It is closed.
    """
    if case.state is CaseState.CLOSED:
        raise CaseClosed(ref=ref)


def next_step(case: CaseFile) -> Step | None:
    """Return the planned step that is due first; those without a day come last."""
    planned = [step for step in case.steps if step.state is StepState.PLANNED]
    return min(planned, key=lambda step: (step.due_on == "", step.due_on), default=None)


def is_overdue(step: Step, today: date) -> bool:
    """Return whether a planned step should have been taken before today."""
    return step.state is StepState.PLANNED and step.due_on != "" and step.due_on < today.isoformat()


def check_entry(entry: Entry, *, lists: Lists, countries: frozenset[str]) -> None:
    """Refuse an entry whose codes are in no list, whose days are none, or whose texts are too long or hide characters.

    Raises:
        EntryRefused: One of these.
    """
    for name, value in entry.values.items():
        if not _may_say(entry.item, name, value, lists, countries):
            raise EntryRefused(item=entry.item.value, field=name)
    if len(entry.why) > LONGEST_NAME or has_forbidden(entry.why):
        raise EntryRefused(item=entry.item.value, field="why")


def _may_say(item: Item, name: str, value: Value, lists: Lists, countries: frozenset[str]) -> bool:
    if isinstance(value, tuple):
        return (item is Item.PERSON and _may_answer(name, value, lists, countries)) or _may_list(
            item, name, value, lists
        )
    if isinstance(value, bool):
        return (item, name) in {(Item.NEED, "urgent"), (Item.DOCUMENT, "removed")}
    if has_forbidden(value.replace("\n", " ").replace("\r", " ")) or len(value) > LONGEST:
        return False
    return _may_be(item, name, value, lists)


def _may_be(item: Item, name: str, value: str, lists: Lists) -> bool:
    if name == "state" and item in STATES:
        return value in STATES[item]
    if name == "kind" and item in LISTS:
        return value in lists[LISTS[item]]
    if name == "due_on":
        return value == "" or _is_day(value)
    if item is Item.CASE:
        return (name == "basis" and value in list(Basis)) or (
            name == "reason" and value in {"", *lists["closing-reasons"]}
        )
    if item is Item.CONSENT and name in ("purpose", "way", "given_by"):
        ways = {"purpose": lists["consent-purposes"], "way": lists["consent-ways"], "given_by": frozenset(GivenBy)}
        return value in ways[name]
    if name == "recipient":
        return RECIPIENT.fullmatch(value) is not None
    return name == "words" or len(value) <= LONGEST_NAME


def _may_answer(name: str, value: tuple[str, ...], lists: Lists, countries: frozenset[str]) -> bool:
    if name not in PARTICULARS or not value or value[0] not in list(Asked) or len(value) > 2:
        return False
    if value[0] != Asked.STATED:
        return len(value) == 1
    said = value[1] if len(value) == 2 else ""
    if not said.strip() or len(said) > LONGEST or has_forbidden(said.replace("\n", " ").replace("\r", " ")):
        return False
    closed = {"ages": frozenset(Age), "sex": lists["sex"], "states": {STATELESS, UNKNOWN, *countries}}
    return name not in CLOSED or said in closed[CLOSED[name]]


def _may_list(item: Item, name: str, value: tuple[str, ...], lists: Lists) -> bool:
    if item not in (Item.CONSENT, Item.SHARE) or len(set(value)) != len(value):
        return False
    known = {"fields": frozenset(FIELDS), "informed": lists["consent-information"]}
    return name in known and set(value) <= known[name]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def stated(said: Iterable[str]) -> tuple[str, ...]:
    """Return an answer as an entry holds it: stated where something was said, else not asked."""
    words = " ".join(said).strip()
    return (Asked.STATED.value, words) if words else (Asked.NOT_ASKED.value,)
