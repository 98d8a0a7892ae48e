"""What the doors ask of the vault: who works on a case, what a consent covers, a case for a person found."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from corridor.core.access.records import Officer
from corridor.core.casework.codes import Age, Asked, Basis, Item
from corridor.core.casework.records import CaseFile, Giving, Values
from corridor.core.casework.rules import consent_named, consent_refusals, is_live
from corridor.core.doors.records import HandOver, Proposal
from corridor.core.kernel.errors import NotFound
from corridor.web.protection.doors.queries import Handed
from corridor.web.protection.vault import actions as vault
from corridor.web.protection.vault import queries as vault_known
from corridor.web.protection.vault.models import Case

PART: Final = {
    "name": "name",
    "birth": "age",
    "is-safe": "contact",
    "contact": "contact",
    "health": "health",
    "place": "account",
    "danger": "account",
    "account": "account",
    "family": "family",
    "answer": "account",
}
"""Which part of a case a consent must cover before a field of it is disclosed."""

COVERED: Final = {
    "detection-and-investigation": "investigation-of-those-who-harmed",
    "prosecution": "investigation-of-those-who-harmed",
    "search-and-rescue": "medical-treatment",
}
"""To what a person must have agreed for each purpose of a desk; for all others no consent opens the door."""

NEEDS: Final = {
    "medical": "urgent-medical-care",
    "safety": "protection-from-violence",
    "food-water": "food-and-water",
    "shelter": "shelter",
    "child-alone": "guardian",
    "pregnancy": "medical-care",
    "disability": "support-for-disability",
    "mental-health": "psychosocial-support",
    "separated": "family-tracing",
    "held-by-others": "protection-from-violence",
}
"""The need of a case for each urgent need of a hand-over."""


def check_member(officer: Officer, ref: str, now: datetime) -> None:
    """Refuse an officer who does not work on a case, as if there were none.

    Raises:
        NotFound: There is no such case for this officer.
    """
    vault_known.case_for(officer, ref, now=now)


def consents_for(officer: Officer, ref: str, now: datetime) -> tuple[tuple[str, str, str], ...]:
    """Return the consents of a case that stand and could open the door: reference, purpose and recipient."""
    kept = vault_known.case_for(officer, ref, now=now)
    return tuple(
        (one.uid, one.purpose, one.recipient)
        for one in kept.file.consents
        if is_live(one, now) and one.purpose in COVERED.values()
    )


def is_covered(ref: str, proposal: Proposal, now: datetime) -> bool:
    """Say whether the consent that a disclosure names covers its recipient, purpose and every field, now."""
    file = _file(ref)
    consent = consent_named(file, proposal.particulars.get("consent", "").strip())
    parts = frozenset(PART[chosen.field] for chosen in proposal.fields if chosen.field in PART)
    giving = Giving(purpose=COVERED.get(proposal.purpose, ""), recipient=proposal.authority, fields=parts)
    ends_before = consent is None or consent.until.date() < proposal.until
    return not ends_before and not consent_refusals(consent, giving, now=now, is_child=file.is_child)


def is_consent_gone(ref: str, consent: str, now: datetime) -> bool:
    """Say whether a consent on which a disclosure rests does not stand any more."""
    found = consent_named(_file(ref), consent.strip())
    return found is None or not is_live(found, now)


def open_for(handed: Handed, *, by: Officer, now: datetime) -> str:
    """Open a case for a person who was handed over, with what the officer wrote as a note; return its reference."""
    one = handed.one
    person: dict[str, tuple[str, ...]] = {}
    if one.age == "adult" or one.age == "child":
        person["age"] = (Asked.STATED, Age(one.age))
    for name, said in (
        ("sex", one.sex),
        ("languages", one.languages),
        ("contact", one.reach),
        ("family", one.together),
    ):
        if said:
            person[name] = (Asked.STATED, said)
    needs: tuple[Values, ...] = tuple(
        {"kind": kind, "urgent": True} for kind in dict.fromkeys(NEEDS[code] for code in one.needs)
    )
    opening = vault.Opening(basis=Basis.VITAL_INTERESTS, person=person, needs=needs)
    ref = vault.open_case(by=by, opening=opening, now=now)
    if words := _note(one, handed.sender):
        vault.write_entry(by=by, ref=ref, item=Item.NOTE, values={"words": words}, now=now)
    return ref


def _note(one: HandOver, sender: str) -> str:
    lines = [f"{sender} {one.receipt} {one.on}", one.contact, f"same-sex interviewer: {one.interviewer}"]
    return "\n".join(line for line in lines if line)


def _file(ref: str) -> CaseFile:
    row = Case.objects.filter(ref=ref).first()
    if row is None:
        raise NotFound(kind="case")
    return vault_known.opened(row).file
