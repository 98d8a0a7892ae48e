"""What leaves is a document that says no more than what is shown."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from corridor.core.disclosure import apart, exchange
from corridor.core.disclosure.attacking import attack
from corridor.core.disclosure.errors import FormRefused
from corridor.core.disclosure.records import Key, Policy
from corridor.core.disclosure.rules import protect
from tests.core.disclosure import make

COUNTS = [40, 3, 60, 4, 80, 90, 55, 65, 75]


def document() -> dict[str, Any]:
    (published,) = protect([make.table((make.SEX, make.MONTH), COUNTS)], Policy(), secret=make.SECRET).published
    told: dict[str, Any] = json.loads(json.dumps(exchange.document(published)))
    return told


def test_a_published_table_is_read_back_as_it_was() -> None:
    told = document()

    assert exchange.document(exchange.read(told)) == told


def test_a_document_holds_no_hidden_number_and_nobody_behind_it() -> None:
    units: dict[Key, dict[str, int]] = {("female", "2021-01"): {"incident-of-the-coast": 40}}
    table = replace(make.table((make.SEX, make.MONTH), COUNTS), units=units, tellers=units)

    (published,) = protect([table], Policy(dominance=None), secret=make.SECRET).published
    told = exchange.document(published)

    assert "incident-of-the-coast" not in json.dumps(told)
    assert [value for _, state, value in told["cells"] if state == "hidden"] == [None] * published.hidden
    assert published.hidden


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": 2},
        {"axes": []},
        {"cells": [[["female"], "shown", 3]]},
        {"cells": [[["female", "2021-01"], "hidden", 3]]},
        {"cells": [[["female", "2021-01"], "shown", -3]]},
        {"cells": [[["nobody", "2021-01"], "shown", 3]]},
        {"within": {"sex": ["female"]}},
        {"release": True},
        {"name": ""},
    ],
)
def test_what_is_no_published_table_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FormRefused):
        exchange.read({**document(), **wrong})


def test_work_apart_protects_what_it_is_given_as_json() -> None:
    table = make.table((make.SEX, make.MONTH), COUNTS)
    inputs = {
        "tables": [exchange.table_document(table)],
        "policy": exchange.policy_document(Policy()),
        "secret": make.SECRET.hex(),
        "ledger": [],
        "release": 1,
    }

    answer = apart.work(json.loads(json.dumps(inputs)))

    assert answer == json.loads(json.dumps(answer))
    assert answer["published"] == [document()]
    assert answer["is_safe"]
    assert answer["attack"]["found"] == 0


def test_what_is_kept_of_an_attack_says_what_was_found_and_not_how_much() -> None:
    found = attack([make.naive(make.table((make.SEX, make.MONTH), [40, 7, *COUNTS[2:]]))])

    told = exchange.told(found)

    assert told["found"] == len(found.found) > 0
    assert all(set(cell) == {"release", "table", "key", "about", "risk", "by"} for cell in told["cells"])


def test_a_policy_is_read_back_as_it_was() -> None:
    for policy in (Policy(), make.ROUNDED, Policy(dominance=None, narrowest=12)):
        assert exchange.read_policy(json.loads(json.dumps(exchange.policy_document(policy)))) == policy
