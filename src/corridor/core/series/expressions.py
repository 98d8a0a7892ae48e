"""The sums of series, tables and forecasts, written once over columns: the same on DuckDB here and on Spark.

A frame of facts has a row for each thing that counts, with the columns of `FACTS`: texts are "" where nothing is said,
`low` and `high` null where no figure is told; what is laid together has the source "". A frame of cells has the same
sums that `Cell` has. Nothing here runs before its frame is collected.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import narwhals as nw

from corridor.core.series.codes import State

Frame = nw.LazyFrame[Any]
"""A frame of any engine."""

FACTS: Final = ("source", "edition", "kind", "route", "country", "month", "low", "high", "contributor")
PARTS: Final = FACTS[:5]
FIGURES: Final = ("things", "told", "low", "high")
NARROWING: Final = ("route", "country")
"""What narrows a series; whether a source covered a month is asked of what they narrow, not of them."""

MONTH: Final = 7
YEAR_MONTHS: Final = 12


def cells(facts: Frame, by: Sequence[str] = PARTS) -> Frame:
    """Return the sums of facts by month and some columns: source, edition, kind, route and country if not said."""
    return facts.group_by(*by, "month").agg(
        nw.len().cast(nw.Int64).alias("things"),
        nw.col("low").count().cast(nw.Int64).alias("told"),
        _sum("low"),
        _sum("high"),
    )


def values(of: Frame, by: Sequence[str]) -> Frame:
    """Return one row for each series along some columns and each month that its source covers: `state, low, high, of`.

    A month that the source covers without a figure for the series is zero. Months that it does not cover have no row.
    """
    mine = _narrowed(of, by)
    sums = _dated(mine).group_by(*by, "month").agg(*map(_sum, FIGURES))
    grid = _met(mine.select(*by).unique(), coverage(of, by), by) if by else coverage(of, by)
    found = grid.join(sums, on=[*by, "month"], how="left")
    told = nw.col("told")
    state = (
        nw.when(told.is_null())
        .then(nw.lit(State.ZERO.value))
        .otherwise(nw.when(told == 0).then(nw.lit(State.MISSING.value)).otherwise(nw.lit(State.TOLD.value)))
    )
    return found.select(
        *by,
        "month",
        state.alias("state"),
        *(nw.when(told > 0).then(nw.col(name)).otherwise(nw.lit(0)).alias(name) for name in ("low", "high")),
        nw.when(told > 0).then(told).otherwise(nw.lit(0)).alias("of"),
    )


def coverage(of: Frame, by: Sequence[str]) -> Frame:
    """Return the months of which anything is told, by what is not narrowed of some columns."""
    return _dated(of).select(*_wide(by), "month").unique()


def undated(of: Frame, by: Sequence[str]) -> Frame:
    """Return how many things of each series have no month."""
    blank = nw.col("month").str.len_chars() < MONTH
    found = _narrowed(of, by).filter(blank)
    return found.group_by(*by).agg(_sum("things")) if by else found.select(_sum("things"))


def pivot(of: Frame, by: Sequence[str], months: Sequence[str]) -> Frame:
    """Return values side by side: one row for each series, one column with the higher figure for each month.

    A month that is missing stays null.
    """
    told = nw.col("state") != State.MISSING.value
    columns = (
        nw.when(told & (nw.col("month") == month)).then(nw.col("high")).otherwise(nw.lit(None)).max().alias(month)
        for month in months
    )
    return of.group_by(*by).agg(*columns)


def table(facts: Frame, axes: Sequence[str]) -> Frame:
    """Return what a table by some axes starts from, before anything of it is protected.

    Of each cell: things, those with a figure, the figures, how many contribute, and the largest single figure.
    """
    return facts.group_by(*axes).agg(
        nw.len().cast(nw.Int64).alias("things"),
        nw.col("low").count().cast(nw.Int64).alias("told"),
        _sum("low"),
        _sum("high"),
        nw.col("contributor").n_unique().cast(nw.Int64).alias("contributors"),
        nw.col("high").max().fill_null(0).cast(nw.Int64).alias("largest"),
    )


def forecast_inputs(of: Frame, by: Sequence[str], *, last: str = "") -> Frame:
    """Return what a forecast of each series starts from: the middle of each month and of the same month a year before.

    Both are null where the month is missing; `at` is the number of the month, counted from the year 0.

    Args:
        of: Values, as `values` returns them.
        last: The last month that may be used; "" for all.
    """
    used = of.filter(nw.col("month") <= last) if last else of
    middle = (nw.col("low") + nw.col("high")) / 2
    told = used.select(
        *by,
        "month",
        _number().alias("at"),
        nw.when(nw.col("state") != State.MISSING.value).then(middle).otherwise(nw.lit(None)).alias("middle"),
    )
    before = told.select(*by, (nw.col("at") + YEAR_MONTHS).alias("at"), nw.col("middle").alias("year_before"))
    return told.join(before, on=[*by, "at"], how="left")


def _sum(name: str) -> nw.Expr:
    return nw.col(name).sum().fill_null(0).cast(nw.Int64).alias(name)


def _number() -> nw.Expr:
    year, month = (nw.col("month").str.slice(*part).cast(nw.Int64) for part in ((0, 4), (5, 2)))
    return year * YEAR_MONTHS + month - 1


def _dated(of: Frame) -> Frame:
    return of.filter(nw.col("month").str.len_chars() == MONTH)


def _narrowed(of: Frame, by: Sequence[str]) -> Frame:
    for name in by:
        if name in NARROWING:
            of = of.filter(nw.col(name) != "")
    return of


def _wide(by: Sequence[str]) -> list[str]:
    return [name for name in by if name not in NARROWING]


def _met(series: Frame, covered: Frame, by: Sequence[str]) -> Frame:
    wide = _wide(by)
    return series.join(covered, on=wide, how="inner") if wide else series.join(covered, how="cross")
