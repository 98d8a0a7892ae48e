"""The exchanged documents of reviews: the good are read and written as they are, the bad refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corridor.core.reviews.codes import Tell
from corridor.core.reviews.errors import ReviewUnreadable
from corridor.core.reviews.exchange import (
    closing_document,
    closing_from,
    opening_document,
    opening_from,
    told_in,
    turn_document,
    turn_from,
)

FOLDER = Path(__file__).parents[2] / "vectors" / "reviews"


def read(body: Mapping[str, Any]) -> dict[str, Any]:
    """Read a body as a node would, and write it again."""
    tell = told_in(body)
    if tell is Tell.OPENED:
        return opening_document(opening_from("a" * 32, "XA-POL", body))
    if tell is Tell.SAID:
        return turn_document(turn_from("b" * 32, "XC-POL", body), review=body["review"])
    on, turns = closing_from(body)
    return closing_document(turns, on=on)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_the_good_are_read_and_the_bad_refused(name: str) -> None:
    body = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    if name.startswith("good"):
        assert read(body) == body
    else:
        with pytest.raises(ReviewUnreadable):
            read(body)
