"""What is not forecast, and why."""

from __future__ import annotations

from datetime import date

import pytest

from corridor.core.forecasting.rules.refusing import NEEDS, refusal, settled, usable
from corridor.core.kernel.months import after
from corridor.core.series.codes import Unassessed
from corridor.core.series.records import Break, Scope, Series
from tests.core.forecasting.figures import FIRST, around_a_level, series

TODAY = date(2026, 3, 20)
TOLD = around_a_level()


def without(*months: int) -> list[float | None]:
    return [None if at in months else figure for at, figure in enumerate(TOLD)]


@pytest.mark.parametrize(
    ("refused", "known"),
    [
        (None, series([*TOLD])),
        (Unassessed.TOO_SHORT, series([*TOLD[: NEEDS - 1]])),
        (Unassessed.MOSTLY_ZERO, series([figure if at % 3 == 0 else 0 for at, figure in enumerate(TOLD)])),
        (Unassessed.MOSTLY_ZERO, series([*TOLD[:48], *[1.0 if at % 3 == 0 else 0 for at in range(48)]])),
        (Unassessed.MONTHS_MISSING, series(without(*range(10, 24)))),
        (Unassessed.MONTHS_MISSING, series(without(86, 88, 90, 92))),
        (Unassessed.BROKEN, series([*TOLD], breaks=(Break(after(FIRST, 60), "definition-changed"),))),
        (None, series([*TOLD], breaks=(Break(after(FIRST, 30), "definition-changed"),))),
        (Unassessed.ENDED, series([*TOLD[:84], *[0.0] * 12])),
        (Unassessed.YEARS_ONLY, series([], undated=12)),
        (Unassessed.NOTHING_TOLD, series([])),
    ],
)
def test_a_series_is_refused_with_its_reason(refused: Unassessed | None, known: Series) -> None:
    assert refusal(known, today=TODAY) is refused


def test_a_month_is_not_known_before_it_has_been_over_for_two_weeks() -> None:
    known = series([*TOLD])

    early = settled(known, today=date(2022, 1, 10))
    late = settled(known, today=date(2022, 1, 15))

    assert known.last == "2021-12"
    assert (early.last, late.last) == ("2021-11", "2021-12")


def test_a_forecast_rests_on_the_months_since_the_last_break_alone() -> None:
    known = series([*TOLD], breaks=(Break(after(FIRST, 30), "definition-changed"),))

    assert usable(known, today=TODAY).first == after(FIRST, 30)


def test_a_break_that_is_announced_for_later_changes_nothing_yet() -> None:
    known = series([*TOLD], breaks=(Break("2021-12", "definition-changed"),))

    assert usable(known, today=date(2022, 1, 10)).first == FIRST


def test_nothing_is_forecast_by_nationality() -> None:
    """What is forecast is a scope, and a scope knows no nationality, sex, age or person (R-24)."""
    assert set(Scope.__dataclass_fields__) == {
        *("counted", "kind", "route", "country", "source", "edition", "is_invented")
    }
    assert Scope.parse("nationality~XA") is None
