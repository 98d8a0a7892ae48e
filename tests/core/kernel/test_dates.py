from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.dates import (
    _MONTHS,
    _NAMES,
    STYLES,
    DateInvalid,
    DateStyleUnknown,
    bounds,
    month_of,
    of_calendar,
    parse_date,
)


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("2021", "iso", "2021"),
        ("2021-03", "iso", "2021-03"),
        ("2021-03-14", "iso", "2021-03-14"),
        ("2021-03-14T00:00:00Z", "iso", "2021-03-14"),
        ("29-Oct-19", "29-Oct-19", "2019-10-29"),
        ("1-Jan-69", "29-Oct-19", "1969-01-01"),
        ("Mon, 01/06/2014", "10/29/2019", "2014-01-06"),
        ("06.01.2014", "29.10.2019", "2014-01-06"),
        ("1 août 2020", "29 October 2019", "2020-08-01"),
        ("29 de octubre de 2019", "29 October 2019", "2019-10-29"),
        ("٢٩ أكتوبر ٢٠١٩", "29 October 2019", "2019-10-29"),
        ("29 تشرين الأول 2019", "29 October 2019", "2019-10-29"),
        ("2021-كانون الثاني", "2019-Oct", "2021-01"),
        ("2021-آب", "2019-Oct", "2021-08"),
        ("جويلية 2021", "Oct 2019", "2021-07"),
        ("luglio 2021", "Oct 2019", "2021-07"),
        ("October 29, 2019", "October 29, 2019", "2019-10-29"),
        ("Oct 2019", "Oct 2019", "2019-10"),
        ("2014-January", "2019-Oct", "2014-01"),
        ("20191029", "20191029", "2019-10-29"),
        ("10/2019", "10/2019", "2019-10"),
    ],
)
def test_a_date_is_read_in_the_style_that_is_named(text: str, style: str, value: str) -> None:
    assert parse_date(text, [style]) == value


@pytest.mark.parametrize("text", ["", "2021-13", "2021-02-30", "0221-01-01", "21", "2021-3-4", "٢٠٢١", "x" * 9999])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(DateInvalid):
        parse_date(text, ["iso", "29-Oct-19"])


def test_the_first_style_that_fits_decides() -> None:
    assert parse_date("03/04/2020", ["29/10/2019", "10/29/2019"]) == "2020-04-03"
    assert parse_date("03/04/2020", ["10/29/2019", "29/10/2019"]) == "2020-03-04"


def test_an_unknown_style_is_refused_by_name() -> None:
    with pytest.raises(DateStyleUnknown, match="whenever"):
        parse_date("2020", ["whenever"])


def test_the_month_of_a_year_is_not_known() -> None:
    assert (month_of("2021"), month_of("2021-03"), month_of("2021-03-14")) == (None, "2021-03", "2021-03")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021", ("2021-01-01", "2022-01-01")),
        ("2021-12", ("2021-12-01", "2022-01-01")),
        ("2020-02-29", ("2020-02-29", "2020-03-01")),
    ],
)
def test_the_bounds_of_a_date_are_half_open(value: str, expected: tuple[str, str]) -> None:
    assert bounds(value) == expected


@given(st.dates(date(1800, 1, 1), date(2199, 12, 30)))
def test_every_day_survives_and_bounds_itself(day: date) -> None:
    assert parse_date(day.isoformat()) == day.isoformat()
    assert bounds(day.isoformat()) == (day.isoformat(), (day + timedelta(days=1)).isoformat())


@given(st.text(max_size=80), st.sampled_from(sorted(STYLES)))
def test_any_text_is_a_canonical_date_or_refused(text: str, style: str) -> None:
    try:
        value = parse_date(text, [style])
    except DateInvalid:
        return

    assert parse_date(value) == value


@pytest.mark.parametrize(
    ("value", "begins", "expected"),
    [
        ("2024-10", 10, "2023-10"),
        ("2024-09", 10, "2024-09"),
        ("2024-04-30", 4, "2023-04-30"),
        ("2024-10", 1, "2024-10"),
        ("2024", 1, "2024"),
    ],
)
def test_a_fiscal_year_is_named_after_the_year_in_which_it_ends(value: str, begins: int, expected: str) -> None:
    assert of_calendar(value, begins) == expected


def test_a_fiscal_year_without_a_month_is_no_period_of_the_calendar() -> None:
    with pytest.raises(DateInvalid):
        of_calendar("2024", 10)


def test_every_month_has_names_of_its_own_in_each_language() -> None:
    names = [name for listed in _NAMES for name in listed.split()]

    assert len(set(names)) == len(names) == len(_MONTHS)
    assert all(any("\u0600" <= sign <= "\u06ff" for sign in listed) for listed in _NAMES)
