"""What a contact must say, when it is stale, and whether it answers now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.directory.records import Channel, Contact, Hours
from corridor.core.directory.rules import (
    TEST_EVERY,
    answers,
    contact_problems,
    is_stale,
    offset_from,
    offset_written,
    time_from,
)

LISTS = {
    "contact-kinds": tuple(TEST_EVERY),
    "mandates": ("mutual-assistance", "vessel-request"),
    "contact-channels": ("telephone", "e-mail"),
}
TODAY = date(2026, 3, 1)
CONTACT = Contact(
    kind="duty-contact",
    name="Duty room",
    country="XB",
    mandates=frozenset({"vessel-request"}),
    languages=("ar", "fr"),
    hours=Hours(),
    channels=(Channel("telephone", "+000 1"),),
    tested_on=TODAY,
)


def wrong(**changed: object) -> list[str]:
    found = contact_problems(replace(CONTACT, **changed), lists=LISTS, countries={"XB"})  # type: ignore[arg-type]
    return [field for field, _ in found]


def test_a_contact_with_everything_is_taken() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"country": ""}, "country"),
        ({"country": "ZZ"}, "country"),
        ({"channels": ()}, "channels"),
        ({"channels": (Channel("telephone", " "),)}, "channels"),
        ({"channels": (Channel("drum", "x"),)}, "channels"),
        ({"channels": (Channel("telephone", "+000 1"),) * 7}, "channels"),
        ({"mandates": frozenset()}, "mandates"),
        ({"mandates": frozenset({"king"})}, "mandates"),
        ({"languages": ()}, "languages"),
        ({"languages": ("Arabic",)}, "languages"),
        ({"kind": ""}, "kind"),
        ({"name": ""}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"hours": Hours(days=frozenset())}, "days"),
        ({"hours": Hours(offset=timedelta(hours=15))}, "offset"),
    ],
)
def test_a_contact_that_nobody_could_use_is_refused_at_its_field(changed: dict[str, object], field: str) -> None:
    assert wrong(**changed) == [field]


@pytest.mark.parametrize("kind", TEST_EVERY)
def test_a_contact_is_stale_from_the_day_on_which_its_test_call_no_longer_stands(kind: str) -> None:
    contact = replace(CONTACT, kind=kind)

    assert not is_stale(contact, TODAY + TEST_EVERY[kind] - timedelta(days=1))
    assert is_stale(contact, TODAY + TEST_EVERY[kind])
    assert is_stale(replace(contact, tested_on=None), TODAY)


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (Hours(), "2026-03-01T03:00", True),
        (Hours(frozenset({1, 2, 3, 4, 5}), time(8), time(16)), "2026-03-02T08:00", True),
        (Hours(frozenset({1, 2, 3, 4, 5}), time(8), time(16)), "2026-03-02T16:00", False),
        (Hours(frozenset({1, 2, 3, 4, 5}), time(8), time(16)), "2026-03-01T12:00", False),
        (Hours(frozenset({1}), time(8), time(16), timedelta(hours=3)), "2026-03-02T05:30", True),
        (Hours(frozenset({1}), time(0), time(6), timedelta(hours=3)), "2026-03-01T22:00", True),
        (Hours(frozenset({7}), time(20), time(4)), "2026-03-02T03:00", True),
        (Hours(frozenset({7}), time(20), time(4)), "2026-03-01T03:00", False),
        (Hours(frozenset({6}), time(0), time(0)), "2026-02-28T23:59", True),
    ],
)
def test_hours_are_those_of_the_place_and_may_pass_midnight(hours: Hours, moment: str, expected: bool) -> None:
    assert answers(hours, datetime.fromisoformat(moment).replace(tzinfo=UTC)) is expected


@given(st.integers(-14 * 60, 14 * 60))
def test_an_offset_is_read_as_it_is_written(minutes: int) -> None:
    assert offset_from(offset_written(timedelta(minutes=minutes))) == timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["", "1", "+1:00", "UTC", "01:00"])
def test_what_is_no_offset_is_none(written: str) -> None:
    assert offset_from(written) is None


def test_midnight_has_two_names() -> None:
    assert time_from("24:00") == time_from("00:00") == time(0)
    assert time_from("25:00") is None
