"""The published numbers of matching hold, and what must be refused is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corridor.core.matching.codes import KeyKind, Telling
from corridor.core.matching.errors import FormRefused
from corridor.core.matching.exchange import answer_from, part_from, question_from
from corridor.core.matching.keys import keys_of
from corridor.core.matching.packing import Label, entry, found
from corridor.web.desk.matching.blinding import covered, point_of, raised, uncovered

VECTORS: dict[str, Any] = json.loads((Path(__file__).parents[3] / "vectors/matching/matching.json").read_text("utf-8"))
READ: dict[str, Callable[[Any], object]] = {
    "set": part_from,
    "question": question_from,
    "told": question_from,
    "answer": answer_from,
    "refusal": answer_from,
}


@pytest.mark.parametrize("row", VECTORS["keys"], ids=lambda row: row["key"])
def test_each_number_of_a_key_is_as_published(row: dict[str, str]) -> None:
    secret, cover = bytes.fromhex(VECTORS["secret"]), bytes.fromhex(VECTORS["cover"])
    key, made = row["key"], VECTORS["set"]
    points = covered([key], cover)
    answered = raised(points, secret)
    (uncovered_point,) = uncovered(answered, cover)

    assert key in [one.written for one in keys_of(KeyKind(row["kind"]), row["typed"], within=row["within"])]
    assert point_of(key).hex() == row["point"]
    assert (points[0].hex(), answered[0].hex(), uncovered_point.hex()) == (
        row["covered"],
        row["answered"],
        row["raised"],
    )
    assert covered([key], secret)[0] == uncovered_point
    label = Label(Telling(row["telling"]), bytes.fromhex(row["reference"]))
    assert entry(made, key, uncovered_point, label).hex() == row["entry"]
    assert found(made, key, uncovered_point, part_from(VECTORS["good"]["set"]).entries) == label


@pytest.mark.parametrize("name", VECTORS["good"])
def test_a_good_body_is_read(name: str) -> None:
    assert READ[name](VECTORS["good"][name])


@pytest.mark.parametrize("wrong", VECTORS["bad"], ids=lambda wrong: wrong["why"])
def test_a_bad_body_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FormRefused):
        READ[wrong["body"]]({**VECTORS["good"][wrong["body"]], **wrong["change"]})
