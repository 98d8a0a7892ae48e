"""What is written down by hand must say enough, and fit together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corridor.core.bases.codes import Form, Measure
from corridor.core.bases.records import Instrument, Reservation, Sheet, Status
from corridor.core.bases.writing import instrument_problems, sheet_problems

GOOD = Instrument(
    code="xa-xc-2027",
    form=Form.AGREEMENT,
    title="Agreement of XA and XC",
    measures={Measure.POLICE_INFORMATION: "1"},
    source="Gazette 12",
    in_force_on=date(2027, 1, 1),
    parties=frozenset(("XA", "XC")),
)
STATUS = Status("XA", date(2004, 1, 1), date(2005, 1, 1))
SHEET = Sheet("untoc", date(2026, 1, 1), "Depositary", (STATUS,))
COUNTRIES = ("XA", "XB", "XC")


def wrong(one: Instrument) -> dict[str, str]:
    return dict(instrument_problems(one, countries=COUNTRIES, taken=("untoc",)))


def wrong_sheet(one: Sheet) -> dict[str, str]:
    return dict(sheet_problems(one, countries=COUNTRIES, instruments=("untoc",)))


def test_an_instrument_that_says_everything_is_taken() -> None:
    assert wrong(GOOD) == {}
    assert wrong(replace(GOOD, form=Form.NATIONAL_LAW, parties=frozenset(("XA",)))) == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "untoc"}, "code"),
        ({"code": "Agreement!"}, "code"),
        ({"title": " "}, "title"),
        ({"title": "turned \u202e round"}, "title"),
        ({"source": ""}, "source"),
        ({"measures": {}}, "measures"),
        ({"measures": {Measure.EXTRADITION: ""}}, "articles"),
        ({"in_force_on": None}, "in_force_on"),
        ({"ended_on": date(2026, 1, 1)}, "ended_on"),
        ({"parties": frozenset(("XA",))}, "parties"),
        ({"parties": frozenset(("XA", "QQ"))}, "parties"),
        ({"form": Form.NATIONAL_LAW}, "parties"),
    ],
)
def test_an_instrument_that_does_not_fit_together_is_refused_at_its_field(
    changed: dict[str, object], field: str
) -> None:
    assert list(wrong(replace(GOOD, **changed))) == [field]  # type: ignore[arg-type]  # fields of the record


def test_a_status_that_says_everything_is_taken() -> None:
    assert wrong_sheet(SHEET) == {}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"signed_on": date(2006, 1, 1)}, "consented_on"),
        ({"denounced_from": date(2004, 6, 1)}, "denounced_from"),
        ({"consented_on": None, "denounced_from": date(2006, 1, 1)}, "denounced_from"),
        ({"consented_on": date(2026, 2, 1)}, "as_of"),
        ({"state": "QQ"}, "state"),
        ({"reservations": (Reservation(""),)}, "article"),
        ({"languages": ("English",)}, "languages"),
    ],
)
def test_a_status_that_does_not_fit_together_is_refused_at_its_field(changed: dict[str, object], field: str) -> None:
    sheet = replace(SHEET, statuses=(replace(STATUS, **changed),))  # type: ignore[arg-type]  # fields of the record

    assert list(wrong_sheet(sheet)) == [field]


def test_a_sheet_of_an_unknown_instrument_is_refused() -> None:
    assert list(wrong_sheet(replace(SHEET, instrument="nothing"))) == ["instrument"]
