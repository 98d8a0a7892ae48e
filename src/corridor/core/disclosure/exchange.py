"""Tables, policies and attacks as JSON: what is published as it leaves, and what work apart is given and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from corridor.core.disclosure.codes import Method, State
from corridor.core.disclosure.errors import FormRefused, PolicyInvalid, TableInvalid
from corridor.core.disclosure.records import (
    Attack,
    Axis,
    Dominance,
    Key,
    Policy,
    Published,
    Shown,
    Table,
    check_axes,
)
from corridor.core.disclosure.tables import keys_for

T = TypeVar("T")

FORM: Final = 1
MOST_CELLS: Final = 200_000
LONGEST: Final = 200
MOST_FOUND: Final = 200
"""So many of the counts that an attack found are told one by one."""


def document(published: Published) -> dict[str, Any]:
    """Return a published table as it leaves: what this does not hold, nobody is told."""
    return {
        "form": FORM,
        "name": published.name,
        "counted": published.counted,
        "axes": [_axis(axis) for axis in published.axes],
        "within": {name: list(codes) for name, codes in sorted(published.within.items())},
        "method": {
            "name": published.method.value,
            "threshold": published.threshold,
            "base": published.base,
            "width": published.width,
        },
        "release": published.release,
        "cells": [[list(key), *shown] for key, shown in sorted(published.cells.items())],
    }


def read(told: object) -> Published:
    """Return the published table that a document tells, read strictly.

    Raises:
        FormRefused: It is none.
    """
    whole = _mapping(told, "table")
    if whole.get("form") != FORM:
        raise FormRefused(where="form")
    method = _mapping(whole.get("method"), "method")
    axes = tuple(_read_axis(one) for one in _list(whole.get("axes"), "axes"))
    within = {
        _text(name, "within"): _texts(codes, "within")
        for name, codes in _mapping(whole.get("within"), "within").items()
    }
    cells = dict(_read_cell(one, len(axes)) for one in _list(whole.get("cells"), "cells"))
    _checked(lambda: check_axes(axes, within), "axes")
    if not set(cells) <= set(keys_for(axes, [True] * len(axes))):
        raise FormRefused(where="cells")
    return Published(
        name=_text(whole.get("name"), "name"),
        axes=axes,
        cells=cells,
        method=_checked(lambda: Method(_text(method.get("name"), "method")), "method"),
        counted=_text(whole.get("counted"), "counted"),
        within=within,
        threshold=_number(method.get("threshold"), "threshold"),
        base=_number(method.get("base"), "base"),
        width=_number(method.get("width"), "width"),
        release=_number(whole.get("release"), "release"),
    )


def table_document(table: Table) -> dict[str, Any]:
    """Return a table as work apart is given it; true counts, for the node alone."""
    return {
        "name": table.name,
        "axes": [_axis(axis) for axis in table.axes],
        "cells": [[list(key), count] for key, count in sorted(table.cells.items())],
        "totals": None if table.totals is None else list(table.totals),
        "counted": table.counted,
        "within": {name: list(codes) for name, codes in sorted(table.within.items())},
        "units": [[list(key), dict(part)] for key, part in sorted(table.units.items())],
        "tellers": [[list(key), dict(part)] for key, part in sorted(table.tellers.items())],
        "is_lasting": table.is_lasting,
    }


def read_table(told: Mapping[str, Any]) -> Table:
    """Return the table that a document tells.

    Raises:
        TableInvalid: It is no table of counts.
    """
    return Table(
        name=told["name"],
        axes=tuple(_read_axis(one) for one in told["axes"]),
        cells={tuple(key): count for key, count in told["cells"]},
        totals=None if told["totals"] is None else tuple(told["totals"]),
        counted=told["counted"],
        within={name: tuple(codes) for name, codes in told["within"].items()},
        units={tuple(key): part for key, part in told["units"]},
        tellers={tuple(key): part for key, part in told["tellers"]},
        is_lasting=told["is_lasting"],
    )


def policy_document(policy: Policy) -> dict[str, Any]:
    """Return a policy as JSON."""
    rule = policy.dominance
    return {
        "threshold": policy.threshold,
        "method": policy.method.value,
        "base": policy.base,
        "dominance": None if rule is None else [rule.largest, rule.share_percent, rule.within_percent],
        "narrowest": policy.narrowest,
        "most_overlapping": policy.most_overlapping,
    }


def read_policy(told: Mapping[str, Any]) -> Policy:
    """Return the policy that a document tells.

    Raises:
        PolicyInvalid: It does not protect.
    """
    rule = told["dominance"]
    return Policy(
        threshold=told["threshold"],
        method=Method(told["method"]),
        base=told["base"],
        dominance=None if rule is None else Dominance(*rule),
        narrowest=told["narrowest"],
        most_overlapping=told["most_overlapping"],
    )


def told(attack: Attack) -> dict[str, Any]:
    """Return what is kept of an attack: how it went, and what it found; never how a hidden cell was bounded."""
    widths = attack.widths
    return {
        "found": len(attack.found),
        "exactly": attack.exactly,
        "within_one": attack.within_one,
        "looked_at": attack.looked_at,
        "narrowest": widths[0] if widths else None,
        "widest": widths[1] if widths else None,
        "assumed": attack.assumed.value,
        "is_thorough": attack.is_thorough,
        "cells": [
            {
                "release": one.release,
                "table": one.table,
                "key": list(one.key),
                "about": {name: list(codes) for name, codes in one.place},
                "risk": one.risk.value,
                "by": one.teller,
            }
            for one in attack.found[:MOST_FOUND]
        ],
    }


def _axis(axis: Axis) -> dict[str, Any]:
    return {
        "name": axis.name,
        "codes": list(axis.codes),
        "unknown": axis.unknown_code,
        "groups": {code: list(finer) for code, finer in sorted(axis.groups.items())},
    }


def _read_axis(told: object) -> Axis:
    one = _mapping(told, "axis")
    unknown = one.get("unknown")
    groups = {_text(code, "axis"): _texts(finer, "axis") for code, finer in _mapping(one.get("groups"), "axis").items()}
    return _checked(
        lambda: Axis(
            _text(one.get("name"), "axis"),
            _texts(one.get("codes"), "axis"),
            None if unknown is None else _text(unknown, "axis"),
            groups,
        ),
        "axis",
    )


def _read_cell(told: object, axes: int) -> tuple[Key, Shown]:
    if not isinstance(told, list) or len(told) != 3:
        raise FormRefused(where="cells")
    key = _texts(told[0], "cells")
    state = _checked(lambda: State(_text(told[1], "cells")), "cells")
    value = None if told[2] is None else _number(told[2], "cells")
    if len(key) != axes or (value is None) is not (state is State.HIDDEN):
        raise FormRefused(where="cells")
    return key, Shown(state, value)


def _checked(make: Callable[[], T], where: str) -> T:
    try:
        return make()
    except (ValueError, TableInvalid, PolicyInvalid) as refused:
        raise FormRefused(where=where) from refused


def _mapping(told: object, where: str) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise FormRefused(where=where)
    return told


def _list(told: object, where: str) -> Sequence[object]:
    if not isinstance(told, list) or not 0 < len(told) <= MOST_CELLS:
        raise FormRefused(where=where)
    return told


def _text(told: object, where: str) -> str:
    if not isinstance(told, str) or not 0 < len(told) <= LONGEST or not told.isprintable():
        raise FormRefused(where=where)
    return told


def _texts(told: object, where: str) -> tuple[str, ...]:
    return tuple(_text(one, where) for one in _list(told, where))


def _number(told: object, where: str) -> int:
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told < 10**12:
        raise FormRefused(where=where)
    return told
