"""The written form of breaks that sources document themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from corridor.core.series.codes import BreakReason, Counted
from corridor.core.series.records import Documented

_MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])", re.ASCII)


def is_month(text: str) -> bool:
    """Tell whether a text is a month, as 2021-03."""
    return _MONTH.fullmatch(text) is not None


def documented_from(document: Mapping[str, Any]) -> tuple[Documented, ...]:
    """Return the breaks that a document lists.

    Raises:
        ValueError: One has no month, or does not say where it is documented.
    """
    found = []
    for one in document["breaks"]:
        if not is_month(one["month"]) or not str(one.get("documented", "")).startswith("https://"):
            raise ValueError(one["source"])
        found.append(
            Documented(
                source=one["source"],
                edition=one["edition"],
                counted=Counted(one["counted"]),
                month=one["month"],
                reason=BreakReason(one["reason"]),
                words=one["words"],
                documented=one["documented"],
            )
        )
    return tuple(found)
