"""A fixed table as several nodes make it: one asks, each answers with a protected aggregate, or with a reason.

What comes in is hostile until it was read here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from corridor.core.disclosure import exchange as disclosure
from corridor.core.disclosure.errors import FormRefused
from corridor.core.disclosure.records import Published, Query
from corridor.core.publishing.codes import By
from corridor.core.publishing.counting import asked_months, counted_name
from corridor.core.publishing.errors import FileUnreadable
from corridor.core.publishing.exchange import asked_document, asked_from, canonical
from corridor.core.publishing.records import Asked
from corridor.core.publishing.rules import problems

FORM: Final = "1"
NODE: Final = "node"
"""The axis on which the parts of several nodes are told apart."""


class Say(StrEnum):
    """What an item about figures says."""

    ASKED = "asked"
    ANSWERED = "answered"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a node answers a question about figures with nothing."""

    ISOLATING = "isolating"
    DECIDED_AGAINST = "decided-against"


_FIELDS: Final = {
    Say.ASKED: {"form", "say", "asked"},
    Say.ANSWERED: {"form", "say", "table"},
    Say.REFUSED: {"form", "say", "reason"},
}


def fixed_problems(asked: Asked) -> tuple[str, ...]:
    """Return the fields of a question that cannot be asked of several nodes: its codes must be the same everywhere."""
    wrong = list(problems(asked))
    wrong += ["axes"] if {By.ROUTE, By.COUNTRY} & set(asked.axes) else []
    wrong += [name for name in ("since", "until") if not getattr(asked, name)]
    wrong += ["source"] if asked.source else []
    return tuple(dict.fromkeys(wrong))


def asked_written(asked: Asked) -> dict[str, Any]:
    """Return the body of an item that asks a partner for a table."""
    return {"form": FORM, "say": Say.ASKED.value, "asked": asked_document(asked)}


def answered_written(table: Published) -> dict[str, Any]:
    """Return the body of an item that answers with a protected table: nothing unprotected ever travels."""
    return {"form": FORM, "say": Say.ANSWERED.value, "table": canonical(disclosure.document(table)).decode()}


def refused_written(reason: Reason) -> dict[str, Any]:
    """Return the body of an item that answers with a reason."""
    return {"form": FORM, "say": Say.REFUSED.value, "reason": reason.value}


def said_in(body: Mapping[str, Any]) -> Say:
    """Return what an item says; its fields are those and no others.

    Raises:
        FileUnreadable: It says something else.
    """
    say = body.get("say")
    if say not in set(Say) or body.get("form") != FORM or set(body) != _FIELDS[Say(say)]:
        raise FileUnreadable(reason="form")
    return Say(say)


def asked_in(body: Mapping[str, Any]) -> Asked:
    """Return the question that an item asks.

    Raises:
        FileUnreadable: It is none, or no table can be made of it.
    """
    try:
        asked = asked_from(body["asked"])
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise FileUnreadable(reason="form") from wrong
    if fixed_problems(asked) or asked_document(asked) != body["asked"]:
        raise FileUnreadable(reason="form")
    return asked


def table_in(body: Mapping[str, Any], *, node: str, asked: Asked) -> Published:
    """Return the protected table with which a node answers; it is of that node alone, and of what was asked.

    Raises:
        FileUnreadable: It is something else.
    """
    try:
        table = disclosure.read(json.loads(body["table"]))
    except (FormRefused, ValueError, TypeError, RecursionError) as wrong:
        raise FileUnreadable(reason="form") from wrong
    is_asked = [axis.name for axis in table.axes] == [by.value for by in asked.axes]
    if table.within.get(NODE) != (node,) or not is_asked or table.counted != counted_name(asked):
        raise FileUnreadable(reason="another table")
    return table


def query_of(asked: Asked, *, units: int) -> Query:
    """Return a question as it is held against those that were answered before."""
    within: dict[str, tuple[str, ...]] = {}
    if asked.since and asked.until:
        within[By.PERIOD.value] = asked_months(asked)
    if asked.source:
        within["source"] = (asked.source,)
    return Query(within, units, counted_name(asked))


def who_answered(tables: Sequence[Published]) -> tuple[str, ...]:
    """Return the nodes whose tables are in a sum."""
    return tuple(sorted(code for table in tables for code in table.within.get(NODE, ())))
