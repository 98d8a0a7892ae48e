"""What an officer for data protection may type, read field by field."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.http import QueryDict

from corridor.core.rights.codes import Delay, Ground, Outcome, RequestKind
from corridor.core.rights.errors import GroundUnfit, RequestMalformed
from corridor.web.desk.rights.actions import Asked, Decision
from corridor.web.desk.rights.queries import LONGEST_ASKED

MOST_CHOSEN = 5000
Code = TypeVar("Code", bound=enum.StrEnum)


def text(typed: Mapping[str, str], name: str) -> str:
    """Return what was typed into a field, without white space around it."""
    return typed.get(name, "").strip()[:LONGEST_ASKED]


def code_of(kind: type[Code], written: str) -> Code | None:
    """Return the code of a list, or nothing."""
    return next((one for one in kind if one.value == written), None)


def day_of(written: str) -> date | None:
    """Return a day, or nothing."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def request_asked(typed: QueryDict) -> Asked:
    """Return a request as it was typed.

    Raises:
        RequestMalformed: It has no kind or no day.
    """
    kind, received_on = code_of(RequestKind, text(typed, "kind")), day_of(text(typed, "received_on"))
    if kind is None:
        raise RequestMalformed(field="kind")
    if received_on is None:
        raise RequestMalformed(field="received_on")
    return Asked(kind, text(typed, "file_mark"), received_on, text(typed, "reference"))


def delay_asked(typed: QueryDict) -> Delay:
    """Return why a request is answered later.

    Raises:
        RequestMalformed: No reason was chosen.
    """
    delay = code_of(Delay, text(typed, "reason"))
    if delay is None:
        raise RequestMalformed(field="reason")
    return delay


def decision_asked(typed: QueryDict) -> Decision:
    """Return a decision as it was typed.

    Raises:
        RequestMalformed: No outcome was chosen.
        GroundUnfit: No ground was.
    """
    outcome, ground = code_of(Outcome, text(typed, "outcome")), code_of(Ground, text(typed, "ground"))
    if outcome is None:
        raise RequestMalformed(field="outcome")
    if ground is None:
        raise GroundUnfit(outcome=outcome.value)
    return Decision(
        outcome=outcome,
        ground=ground,
        identity_checked=typed.get("identity") == "yes",
        chosen=frozenset(typed.getlist("item")[:MOST_CHOSEN]),
        carried_by=text(typed, "carried_by"),
    )
