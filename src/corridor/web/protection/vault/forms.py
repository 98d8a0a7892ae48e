"""What an officer may type into a case, read field by field; what the rules refuse afterwards is a problem as well."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.http import QueryDict
from django.utils.translation import gettext

from corridor.core.casework.codes import FIELDS, PARTICULARS, Asked, Basis, GivenBy
from corridor.core.casework.records import CaseFile, Giving, Value, Values
from corridor.web.design.pieces import FormProblem
from corridor.web.protection.vault.actions import Opening, lists
from corridor.web.protection.vault.sharing import Agreed

REF = re.compile(r"C-[0-9A-Z]{4}-[0-9A-Z]{4}")
LONGEST_CONSENT_DAYS = 366 * 2
Problems = tuple[FormProblem, ...]


def text_typed(typed: QueryDict, name: str) -> str:
    """Return what was typed into a field, without white space around it, lines kept."""
    return typed.get(name, "").replace("\r\n", "\n").strip()


def answers_typed(typed: QueryDict) -> dict[str, Value]:
    """Return the answers to the questions, as an entry holds them: nothing typed means nothing was stated."""
    found: dict[str, Value] = {}
    for name in PARTICULARS:
        said, asked = text_typed(typed, name), typed.get(f"{name}-asked", "")
        if said:
            found[name] = (Asked.STATED.value, said)
        elif asked in (Asked.DECLINED, Asked.UNKNOWN):
            found[name] = (asked,)
        else:
            found[name] = (Asked.NOT_ASKED.value,)
    return found


def opening_typed(typed: QueryDict) -> tuple[Opening, Problems]:
    """Return a case to open and what must be corrected; nothing about the person is required."""
    basis = typed.get("basis", "")
    person = {name: value for name, value in answers_typed(typed).items() if value != (Asked.NOT_ASKED.value,)}
    ticked = [code for code in typed.getlist("needs") if code in lists()["needs"]]
    needs: tuple[Values, ...] = tuple({"kind": code} for code in ticked)
    problems = () if basis in list(Basis) else (FormProblem("basis", gettext("Choose why the case may be kept.")),)
    return Opening(Basis(basis) if not problems else Basis.CONSENT, person, needs), problems


def corrections_typed(typed: QueryDict, file: CaseFile) -> dict[str, Value]:
    """Return the answers that are other than they stand in the case."""
    before = {
        name: (answer.asked.value, answer.said) if answer.asked is Asked.STATED else (answer.asked.value,)
        for name, answer in file.person.items()
    }
    return {name: value for name, value in answers_typed(typed).items() if value != before[name]}


def item_typed(typed: QueryDict) -> dict[str, Value]:
    """Return what was typed about a need, a service, a step or a note: the fields that were sent, and no others."""
    found: dict[str, Value] = {
        name: text_typed(typed, name) for name in ("kind", "state", "words", "due_on", "provider") if name in typed
    }
    if typed.get("urgent") == "yes":
        found["urgent"] = True
    return {name: value for name, value in found.items() if value != "" or name not in ("kind", "state")}


@dataclass(frozen=True)
class ConsentAsked:
    """A consent as typed, for the page to show it again where something is to be corrected."""

    agreed: Agreed | None
    purpose: str
    recipient: str
    fields: frozenset[str]
    informed: frozenset[str]
    way: str
    given_by: str
    until: str
    language: str
    interpreter: str
    words: str


def consent_typed(typed: QueryDict, recipients: frozenset[str], now: datetime) -> tuple[ConsentAsked, Problems]:
    """Return a consent and what must be corrected, in the order of the fields."""
    known = lists()
    fields = frozenset(code for code in typed.getlist("fields") if code in FIELDS)
    informed = frozenset(code for code in typed.getlist("informed") if code in known["consent-information"])
    purpose, recipient = typed.get("purpose", ""), text_typed(typed, "recipient").upper()
    way, given_by, until = typed.get("way", ""), typed.get("given_by", ""), text_typed(typed, "until")
    end = _end_of(until)
    checks = (
        ("purpose", purpose in known["consent-purposes"], gettext("Choose what the person agrees to.")),
        ("recipient", recipient in recipients, gettext("Choose who may have it.")),
        ("fields", bool(fields), gettext("Tick the parts that the person agrees to.")),
        ("informed", bool(informed), gettext("Tick what was explained. Without it the consent covers nothing.")),
        ("way", way in known["consent-ways"], gettext("Choose how the consent was given.")),
        ("given_by", given_by in list(GivenBy), gettext("Choose who gave it.")),
        ("until", _is_ahead(end, now), gettext("Write a day from tomorrow on, at most two years ahead.")),
    )
    problems = tuple(FormProblem(name, words) for name, holds, words in checks if not holds)
    language, interpreter = text_typed(typed, "language"), text_typed(typed, "interpreter")
    words = text_typed(typed, "words")
    agreed = None
    if not problems and end is not None:
        giving = Giving(purpose, recipient, fields)
        agreed = Agreed(giving, end, GivenBy(given_by), informed, way, language, interpreter, words)
    asked = ConsentAsked(
        agreed, purpose, recipient, fields, informed, way, given_by, until, language, interpreter, words
    )
    return asked, problems


def _end_of(day: str) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(day), time(23, 59, 59), UTC)
    except ValueError:
        return None


def _is_ahead(end: datetime | None, now: datetime) -> bool:
    return end is not None and now < end <= now + timedelta(days=LONGEST_CONSENT_DAYS)


def fields_typed(typed: QueryDict) -> frozenset[str]:
    """Return the parts of a case that were ticked."""
    return frozenset(code for code in typed.getlist("fields") if code in FIELDS)


def ref_typed(typed: QueryDict) -> str:
    """Return a reference as typed from hearing; nothing where it has another form, so that no name gets any further."""
    ref = text_typed(typed, "ref").upper().replace(" ", "")
    return ref if REF.fullmatch(ref) else ""
