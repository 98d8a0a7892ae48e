"""The written form of a request that is passed on between nodes, and of its answer. What comes in is hostile."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, TypeVar

from corridor.core.kernel.identifiers import is_uid
from corridor.core.rights.codes import PASSED_ON, Ground, Outcome, RequestKind, Say
from corridor.core.rights.errors import GroundUnfit, NoticeUnreadable
from corridor.core.rights.records import Answer, Notice
from corridor.core.rights.rules import EARLIEST, check_decision

FORM: Final = "1"
CODE: Final = re.compile(r"[A-Z0-9]{2,10}(?:-[A-Z0-9]{1,10}){0,2}")
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

_NOTICE: Final = frozenset({"form", "say", "kind", "originator", "released", "on"})
_ANSWER: Final = frozenset({"form", "say", "outcome", "ground", "on"})

Code = TypeVar("Code", bound=StrEnum)


def notice_document(notice: Notice) -> dict[str, Any]:
    """Return the body of an item that passes a request on."""
    return {
        "form": FORM,
        "say": Say.ASKED.value,
        "kind": notice.kind.value,
        "originator": notice.originator,
        "released": notice.released,
        "on": notice.on.isoformat(),
    }


def answer_document(answer: Answer) -> dict[str, Any]:
    """Return the body of an item that tells how a request was decided."""
    return {
        "form": FORM,
        "say": Say.DECIDED.value,
        "outcome": answer.outcome.value,
        "ground": answer.ground.value,
        "on": answer.on.isoformat(),
    }


def said_in(body: Mapping[str, Any]) -> Say:
    """Return what a body tells.

    Raises:
        NoticeUnreadable: It is of another form, or tells nothing that is known.
    """
    if body.get("form") != FORM:
        raise NoticeUnreadable(field="form")
    return _code(Say, body, "say")


def notice_from(body: Mapping[str, Any], *, today: date) -> Notice:
    """Return the request of a body that passes one on.

    Raises:
        NoticeUnreadable: A field is missing, unknown or not what it must be, or its day lies ahead.
    """
    if body.keys() != _NOTICE or said_in(body) is not Say.ASKED:
        raise NoticeUnreadable(field="fields")
    kind = _code(RequestKind, body, "kind")
    if kind not in PASSED_ON:
        raise NoticeUnreadable(field="kind")
    return Notice(
        kind=kind,
        originator=_text(body, "originator", lambda text: CODE.fullmatch(text) is not None),
        released=_text(body, "released", is_uid),
        on=_day(body, today),
    )


def answer_from(body: Mapping[str, Any], *, today: date) -> Answer:
    """Return the answer of a body that tells how a request was decided.

    Raises:
        NoticeUnreadable: A field is missing, unknown or not what it must be, its ground carries no such outcome, or
            its day lies ahead.
    """
    if body.keys() != _ANSWER or said_in(body) is not Say.DECIDED:
        raise NoticeUnreadable(field="fields")
    answer = Answer(_code(Outcome, body, "outcome"), _code(Ground, body, "ground"), _day(body, today))
    try:
        check_decision(answer.outcome, answer.ground)
    except GroundUnfit as wrong:
        raise NoticeUnreadable(field="ground") from wrong
    return answer


def _code(kind: type[Code], body: Mapping[str, Any], name: str) -> Code:
    try:
        return kind(_text(body, name, bool))
    except ValueError as wrong:
        raise NoticeUnreadable(field=name) from wrong


def _text(body: Mapping[str, Any], name: str, fits: Callable[[str], bool]) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not fits(value):
        raise NoticeUnreadable(field=name)
    return value


def _day(body: Mapping[str, Any], today: date) -> date:
    """Return the day of a body; the sender's clock may be a zone ahead."""
    written = _text(body, "on", lambda text: DAY.fullmatch(text) is not None)
    try:
        day = date.fromisoformat(written)
    except ValueError as wrong:
        raise NoticeUnreadable(field="on") from wrong
    if not EARLIEST <= day <= today + timedelta(days=1):
        raise NoticeUnreadable(field="on")
    return day
