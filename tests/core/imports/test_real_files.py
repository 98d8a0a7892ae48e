"""The public files beside the project, read whole. What they hold was counted once by hand and may not drift."""

from __future__ import annotations

from collections import Counter

import pytest

from corridor.core.entities.records import Claim
from corridor.core.imports.records import Refused, Row
from corridor.core.imports.rows import Outcome
from tests.core.imports.make import SHARED, claims, outcomes, registry

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="the public data is not here")]


def load(name: str) -> list[Outcome]:
    return outcomes((SHARED / name).read_bytes())


def total(found: list[Outcome], prop: str) -> int:
    rows = [one.result for one in found if isinstance(one.result, Row)]
    return sum(int(value) for row in rows for value, _ in claims(row, prop) if "|" not in value)


def reasons(found: list[Outcome]) -> Counter[str]:
    return Counter(one.result.problems[0].code for one in found if isinstance(one.result, Refused))


def test_the_interface_files_hold_what_was_counted() -> None:
    found = [one for year in range(2014, 2022) for one in load(f"missing-migrants/api-{year}.json")]
    accepted = [one.result for one in found if isinstance(one.result, Row)]

    assert len(found) == 10_828
    assert reasons(found) == {"count-negative": 19, "duplicate-row": 43}
    assert len(accepted) == 10_828 - 62
    assert total(found, "dead_or_missing") == 47_489
    assert sum(1 for row in accepted if not claims(row, "occurred_on")) == 15
    assert len({row.key for row in accepted}) == len(accepted)


def test_the_old_download_is_read_whole() -> None:
    found = load("missing-migrants/export-2019-11-04.csv")

    assert len(found) == 6_090
    assert not reasons(found)
    assert total(found, "dead_or_missing") == 33_748


def test_the_harmonised_copy_loses_only_its_negative_survivors() -> None:
    found = load("missing-migrants/iom-harmonised-2014-2021.csv")

    assert len(found) == 11_227
    assert reasons(found) == {"count-negative": 5}
    assert total(found, "dead_or_missing") == 48_043


def test_the_detections_are_read_whole() -> None:
    found = load("border-crossings/frontex-detections-2009-2022.csv")

    assert len(found) == 28_783
    assert not reasons(found)


@pytest.mark.parametrize("name", ["missing-migrants/api-2021.json", "missing-migrants/iom-harmonised-2014-2021.csv"])
def test_every_claim_is_canonical_for_its_property(name: str) -> None:
    for one in load(name):
        if isinstance(one.result, Row):
            for prop, value, original in one.result.claims:
                assert registry().fault(prop, value) is None, (prop, value)
                assert original != value
                assert Claim(prop, value, original)
