"""Whether others bear a report out, and which uses of it are told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor import shelf
from corridor.core.returned.codes import Agreement
from corridor.core.returned.rules import agreement, months_told, readers_told

REGISTRY = shelf.registry()


@pytest.mark.parametrize(
    ("prop", "own", "other", "found"),
    [
        ("occurred_on", "2021-03-14", "2021-03", Agreement.SAME),
        ("occurred_on", "2021-03-14", "2021-03-15", Agreement.OTHER),
        ("dead", "9", "8..12", Agreement.SAME),
        ("dead", "9", "10..12", Agreement.OTHER),
        ("dead", "9", "10..", Agreement.OTHER),
        ("dead", "9|female", "3|male", None),
        ("incident_kind", "shipwreck", "shipwreck", Agreement.SAME),
        ("transport", "lorry", "van", None),
        ("transport", "lorry", "lorry", Agreement.SAME),
        ("transport", "parked", "parked", None),
        ("place_text", "Old Harbor", "Old Harbour", None),
        ("summary", "A", "B", None),
    ],
)
def test_what_can_be_the_same_bears_out_and_only_one_valued_facts_are_said_otherwise(
    prop: str, own: str, other: str, found: Agreement | None
) -> None:
    assert agreement([(prop, own)], [(prop, other)], REGISTRY).get(prop) == found


def test_a_code_that_was_superseded_says_the_same_as_the_one_that_followed() -> None:
    methods = REGISTRY.vocabularies["methods"]
    code, after = next(
        (code, term.superseded.by[0])
        for code, term in methods.terms.items()
        if term.superseded is not None and len(term.superseded.by) == 1
    )

    assert agreement([("method", code)], [("method", after)], REGISTRY) == {"method": Agreement.SAME}


def test_without_others_nothing_is_said_of_a_report() -> None:
    assert agreement([("dead", "9")], [], REGISTRY) == {}
    assert agreement([], [("dead", "9")], REGISTRY) == {}


MONTHS = st.dates(date(2029, 1, 1), date(2030, 12, 31)).map(lambda day: day.isoformat()[:7])
USES = st.lists(st.tuples(MONTHS, st.sampled_from(["page", "print", "export"])), max_size=60)


@given(USES, st.dates(date(2029, 1, 1), date(2030, 12, 31)))
def test_no_use_is_told_before_its_month_is_over_and_none_twice(uses: list[tuple[str, str]], today: date) -> None:
    told = months_told(uses, today=today)

    assert len(set(told)) == len(told)
    assert all(month < today.isoformat()[:7] for month, _ in told)
    assert [month for month, _ in told] == sorted((month for month, _ in told), reverse=True)
    assert months_told([*uses, *uses], today=today) == told


@given(USES, st.dates(date(2029, 1, 1), date(2030, 12, 31)))
def test_no_reader_is_told_before_the_month_is_over_and_none_twice(uses: list[tuple[str, str]], today: date) -> None:
    readers = [(month, authority, "analyst") for month, authority in uses]

    told = readers_told([*readers, *readers], today=today)

    assert set(told) == {reader for reader in readers if reader[0] < today.isoformat()[:7]}
    assert len(set(told)) == len(told)
    assert [month for month, *_ in told] == sorted((month for month, *_ in told), reverse=True)
