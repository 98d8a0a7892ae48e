"""Invented cases of the demonstration: who came, what they need and agreed to, what another body was given."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from corridor.core.access.records import Officer
from corridor.core.casework.codes import MUST_EXPLAIN, Basis, GivenBy, Item
from corridor.core.casework.records import Giving, Value, Values
from corridor.web.base.accounts import actions as accounts
from corridor.web.base.accounts import queries as people
from corridor.web.base.sealing import new_pair
from corridor.web.protection.vault import actions, bodies, sharing

FIRST, SECOND = "mp.alune", "mp.corin"
NEIGHBOUR = "XC-HVN"


def fill(now: datetime) -> None:
    """Write the invented cases, and introduce an invented body in XC whose keys nobody holds."""
    first, second = (_officer(handle, now) for handle in (FIRST, SECOND))
    _introduce(first, second, now)
    _mother(first, second, now)
    _boy(first, second, now)
    _stateless(first, now)
    _taken_back(first, now)
    _closed(first, now)
    _others(second, now)


def _officer(handle: str, now: datetime) -> Officer:
    account, duty = people.duty_named(f"{handle}:protection-officer:protection")
    return accounts.take_duty(account, duty, now=now)


def _introduce(first: Officer, second: Officer, now: datetime) -> None:
    signing = Ed25519PrivateKey.generate().public_key()
    raw = signing.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    card = bodies.Card(NEIGHBOUR, "Haven Network of XC (invented)", "shelter", new_pair()[1], raw)
    bodies.add_body(by=first, written=bodies.card_bytes(card), now=now)
    bodies.check_body(by=second, code=NEIGHBOUR, fingerprint=card.fingerprint, now=now)


def _open(by: Officer, now: datetime, *, basis: Basis = Basis.CONSENT, **said: str) -> str:
    person: dict[str, Value] = {name: ("stated", words) for name, words in said.items()}
    return actions.open_case(by=by, opening=actions.Opening(basis, person), now=now)


def _write(by: Officer, ref: str, now: datetime, item: Item, **values: Value) -> str:
    told: Values = values
    return actions.write_entry(by=by, ref=ref, item=item, values=told, now=now)


def _agree(
    by: Officer,
    ref: str,
    now: datetime,
    *,
    purpose: str = "keeping-the-case",
    recipient: str = "INT-MPA",
    fields: tuple[str, ...] = ("name", "contact", "needs", "services", "steps"),
    given_by: GivenBy = GivenBy.PERSON,
    language: str = "",
) -> str:
    giving = Giving(purpose, recipient, frozenset(fields))
    agreed = sharing.Agreed(
        giving, now + timedelta(days=180), given_by, MUST_EXPLAIN, "spoken-through-interpreter", language
    )
    return sharing.record_consent(by=by, ref=ref, agreed=agreed, now=now)


def _day(now: datetime, days: int) -> str:
    return (now + timedelta(days=days)).date().isoformat()


def _mother(first: Officer, second: Officer, now: datetime) -> None:
    ref = _open(
        first,
        now,
        called="Marune (invented)",
        age="adult",
        sex="female",
        nationality="XA",
        languages="Aran; reads little",
        contact="By way of the reception desk, mornings. Do not say who calls.",
        family="Two small children with her; a sister in XC.",
    )
    _agree(first, ref, now, language="Aran")
    _write(first, ref, now, Item.NEED, kind="safe-shelter", urgent=True, words="Somebody waits for her outside.")
    _write(first, ref, now, Item.NEED, kind="medical-care", words="The younger child has a fever.")
    _write(first, ref, now, Item.NEED, kind="debt-and-extortion", words="Is called every evening about money.")
    _write(
        first,
        ref,
        now,
        Item.SERVICE,
        kind="protected-shelter",
        provider="House by the canal (invented)",
        state="accepted",
    )
    _write(first, ref, now, Item.SERVICE, kind="health-service", provider="Clinic of XB (invented)", state="given")
    _write(first, ref, now, Item.STEP, kind="safety-check", due_on=_day(now, 1))
    _write(first, ref, now, Item.STEP, kind="follow-up", due_on=_day(now, 10), words="Ask how the child is.")
    _write(first, ref, now, Item.NOTE, words="Speaks more freely when the interpreter is a woman.")
    parts = ("name", "contact", "needs", "family")
    uid = _agree(first, ref, now, purpose="onward-protection", recipient=NEIGHBOUR, fields=parts, language="Aran")
    sharing.share_parts(by=first, ref=ref, consent=uid, fields=frozenset({"name", "needs"}), now=now)
    actions.add_to_team(by=first, ref=ref, handle=second.handle, now=now)


def _boy(first: Officer, second: Officer, now: datetime) -> None:
    ref = _open(
        first,
        now,
        basis=Basis.BEST_INTERESTS,
        called="Tevo (invented)",
        age="disputed",
        sex="male",
        languages="Aran, some English",
        family="Says his uncle is in XC.",
    )
    _write(first, ref, now, Item.NEED, kind="guardian", urgent=True)
    _write(first, ref, now, Item.NEED, kind="family-tracing")
    _write(first, ref, now, Item.SERVICE, kind="guardianship", provider="Guardians of XB (invented)")
    _write(first, ref, now, Item.STEP, kind="appoint-guardian", due_on=_day(now, -2))
    _write(first, ref, now, Item.STEP, kind="best-interests-assessment", due_on=_day(now, 4))
    actions.add_to_team(by=first, ref=ref, handle=second.handle, now=now)


def _stateless(first: Officer, now: datetime) -> None:
    ref = _open(first, now, called="Oshel (invented)", age="adult", nationality="stateless", sex="male")
    _agree(first, ref, now)
    _write(first, ref, now, Item.NEED, kind="statelessness-procedure")
    _write(first, ref, now, Item.NEED, kind="shelter")
    _write(
        first, ref, now, Item.SERVICE, kind="legal-counsel", provider="Legal clinic of XB (invented)", state="accepted"
    )
    _write(first, ref, now, Item.STEP, kind="clarify-nationality", due_on=_day(now, 21))


def _taken_back(first: Officer, now: datetime) -> None:
    ref = _open(first, now, called="Ilvane (invented)", age="adult")
    _agree(first, ref, now)
    _write(first, ref, now, Item.NEED, kind="psychosocial-support")
    uid = _agree(first, ref, now, purpose="assistance", recipient=NEIGHBOUR, fields=("name", "health"))
    sharing.share_parts(by=first, ref=ref, consent=uid, fields=frozenset({"name", "health"}), now=now)
    sharing.withdraw_consent(by=first, ref=ref, uid=uid, why="Would rather decide later.", now=now)
    _write(first, ref, now, Item.SERVICE, kind="counselling", state="declined")


def _closed(first: Officer, now: datetime) -> None:
    ref = _open(first, now, called="Dorrel (invented)", age="adult")
    _agree(first, ref, now)
    need = _write(first, ref, now, Item.NEED, kind="documents-of-identity")
    actions.write_entry(by=first, ref=ref, item=Item.NEED, uid=need, values={"state": "met"}, now=now)
    actions.close_case(by=first, ref=ref, reason="needs-met", now=now)


def _others(second: Officer, now: datetime) -> None:
    ref = _open(second, now, called="Kethra (invented)", age="child", sex="female", guardian="An aunt, here with her.")
    _agree(second, ref, now, given_by=GivenBy.BOTH)
    _write(second, ref, now, Item.NEED, kind="schooling")
    _write(second, ref, now, Item.STEP, kind="review", due_on=_day(now, 30))
    other = _open(second, now, basis=Basis.VITAL_INTERESTS)
    _write(second, other, now, Item.NEED, kind="urgent-medical-care", urgent=True, words="Cannot speak; in hospital.")
