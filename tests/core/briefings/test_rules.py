"""Which numbers are typed, what figures come to, what stops a version and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.briefings.codes import Asks, Kind, Level, NoFigure, Placed, Stops, Version
from corridor.core.briefings.exchange import read, written
from corridor.core.briefings.records import Binding, Part, Standing
from corridor.core.briefings.rules import (
    answer_of,
    filled,
    is_title_clean,
    loose,
    next_name,
    placed,
    places,
    stops,
    unconfirmed,
    with_place,
)
from corridor.core.series.codes import Counted, State
from corridor.core.series.records import Break, Scope, Series, Value

ALL = frozenset(Level)
SCOPE = Scope(Counted.DETECTIONS, source="somewhere", edition="one")


def series(*told: int | tuple[int, int] | None, breaks: tuple[Break, ...] = ()) -> Series:
    """Return months from January 2024 on; None is a missing month."""
    values = []
    for number, one in enumerate(told, 1):
        low, high = (one, one) if isinstance(one, int) else one or (0, 0)
        state = State.MISSING if one is None else State.TOLD if high else State.ZERO
        values.append(Value(f"2024-{number:02d}", state, low, high))
    return Series(SCOPE, tuple(values), breaks=breaks)


def figure(text: str, levels: frozenset[Level] = ALL) -> Standing:
    return Standing(text, levels)


def sentence(text: str = "There were {1}.", **fields: object) -> Part:
    bound = Part(Kind.SENTENCE, text, bindings={"1": Binding(Asks.VALUE, SCOPE.key, "2024-01")}, kept={"1": "12"})
    return replace(bound, **fields)  # type: ignore[arg-type]  # fields of Part


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Between {1} and {2}.", ()),
        ("About 1,200 people", ("1,200",)),
        ("En 2024, 1\u202f200 personnes.", ("2024", "1\u202f200")),
        ("١٢٣ شخصًا", ("١٢٣",)),
        ("１２ by fullwidth, ½ by a sign, Ⅻ by a letter", ("１２", "½", "Ⅻ")),
        ("{0}, {100} and {x1} are no places", ("0", "100", "1")),
        ("1.5.", ("1.5",)),
    ],
)
def test_a_typed_number_is_found_in_whatever_script(text: str, numbers: tuple[str, ...]) -> None:
    assert loose(text) == numbers


@settings(max_examples=50)
@given(st.text(max_size=40), st.integers(0, 10**9), st.text(max_size=40))
def test_no_number_hides_in_a_text(before: str, number: int, after: str) -> None:
    assert loose(f"{before} {number} {after}")


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_whoever_fills_a_text_without_typed_numbers_adds_nothing_but_its_figures(text: str) -> None:
    if not loose(text):
        assert not loose(filled(text, {}))


def test_a_title_may_hold_years_and_nothing_else() -> None:
    assert is_title_clean("Threat assessment 2025 and 2026")
    assert not is_title_clean("12 300 detections")
    assert not is_title_clean("More than {1}")


def test_a_figure_comes_where_its_place_waits_or_before_the_full_stop() -> None:
    bound = {"1": Binding(Asks.LATEST, SCOPE.key)}

    assert next_name("First {1}, then {3}", bound) == "3"
    assert next_name("First {1}", bound) == "2"
    assert with_place("There were.", "1") == "There were {1}."
    assert with_place("There were {1}.", "1") == "There were {1}."
    assert places("{2} {1} {2}") == ("2", "1")


def test_a_sum_over_a_missing_month_is_a_least_figure() -> None:
    asked = Binding(Asks.SUM, SCOPE.key, "2024-01", "2024-03")

    whole, partly = answer_of(series(5, 6, (1, 3)), asked), answer_of(series(5, None, 6), asked)

    assert whole is not None
    assert (whole.low, whole.high, whole.is_minimum) == (Decimal(12), Decimal(14), False)
    assert partly is not None
    assert (partly.low, partly.is_minimum) == (Decimal(11), True)
    assert answer_of(series(None, None, None), asked) is None


def test_a_missing_month_is_no_figure_and_never_zero() -> None:
    assert answer_of(series(5, None), Binding(Asks.VALUE, SCOPE.key, "2024-02")) is None
    nothing = answer_of(series(5, 0), Binding(Asks.VALUE, SCOPE.key, "2024-02"))
    assert nothing is not None
    assert nothing.low == 0


def test_the_latest_figure_is_that_of_the_last_month_told() -> None:
    found = answer_of(series(5, 7, None), Binding(Asks.LATEST, SCOPE.key))

    assert found is not None
    assert (found.low, found.since) == (Decimal(7), "2024-02")
    assert answer_of(series(None), Binding(Asks.LATEST, SCOPE.key)) is None


def test_a_change_between_ranges_is_a_range_that_holds_every_pair() -> None:
    asked = Binding(Asks.CHANGE, SCOPE.key, "2024-02", "", "2024-01")

    found = answer_of(series((80, 100), (90, 120)), asked)

    assert found is not None
    assert (found.low, found.high) == (Decimal(-10), Decimal(50))


@pytest.mark.parametrize("told", [(0, 5), (None, 5), (5, None)])
def test_a_change_from_nothing_or_of_what_is_missing_is_no_figure(told: tuple[int | None, ...]) -> None:
    assert answer_of(series(*told), Binding(Asks.CHANGE, SCOPE.key, "2024-02", "", "2024-01")) is None


def test_a_change_over_a_break_is_no_figure() -> None:
    asked = Binding(Asks.CHANGE, SCOPE.key, "2024-03", "", "2024-01")
    broken = Break("2024-02", "definition-changed")

    assert answer_of(series(10, 11, 12, breaks=(broken,)), asked) is None
    assert answer_of(series(10, 11, 12, breaks=(replace(broken, month="2024-01"),)), asked) is not None


def test_months_outside_of_a_series_have_no_figure() -> None:
    for since, until in (("2023-12", ""), ("2024-02", "2024-03"), ("2024-02", "2024-01"), ("", "")):
        assert answer_of(series(1, 2), Binding(Asks.SUM, SCOPE.key, since, until)) is None


def test_a_settled_sentence_stops_nothing() -> None:
    assert stops(sentence(), {"1": figure("12")}) == ()


@pytest.mark.parametrize(
    ("part", "now", "reason"),
    [
        (sentence("There were {1}, or 12."), {"1": figure("12")}, Stops.LOOSE),
        (sentence(replacement="About 12."), {"1": figure("12")}, Stops.LOOSE),
        (sentence("There were {1} of {2}."), {"1": figure("12")}, Stops.UNBOUND),
        (sentence(), {"1": None}, Stops.GONE),
        (sentence(), {}, Stops.GONE),
        (sentence(), {"1": figure("12", frozenset({Level.OWN}))}, Stops.STRICTER),
        (sentence(), {"1": figure("13")}, Stops.CHANGED),
    ],
)
def test_each_reason_stops_a_version(part: Part, now: dict[str, Standing | None], reason: Stops) -> None:
    assert stops(part, now) == (reason,)


def test_a_confirmed_number_holds_for_that_number_alone() -> None:
    part = sentence("Under article 6 there were {1}.", confirmed={"6": NoFigure.CLAUSE})

    assert unconfirmed(part) == ()
    assert unconfirmed(replace(part, text="Under article 6 there were 60.")) == ("60",)


def test_what_may_not_reach_a_level_gives_way_or_is_left_out() -> None:
    near = {"1": figure("12", frozenset({Level.OWN}))}
    part = sentence()

    assert placed(part, Version.FULL, Level.OWN, near) is Placed.SHOWN
    assert placed(part, Version.OPEN, Level.PUBLIC, near) is Placed.LEFT_OUT
    assert placed(replace(part, replacement="Some."), Version.OPEN, Level.PUBLIC, near) is Placed.REPLACED
    assert placed(replace(part, is_full_only=True), Version.OPEN, Level.OWN, near) is Placed.LEFT_OUT
    assert placed(replace(part, is_full_only=True), Version.FULL, Level.OWN, near) is Placed.SHOWN


@settings(max_examples=50)
@given(st.sets(st.sampled_from(list(Level))), st.sets(st.sampled_from(list(Level))), st.sampled_from(list(Version)))
def test_a_sentence_is_never_shown_where_one_of_its_figures_may_not_go(
    one: set[Level], other: set[Level], version: Version
) -> None:
    bindings = {name: Binding(Asks.VALUE, SCOPE.key, "2024-01") for name in ("1", "2")}
    now = {"1": figure("1", frozenset(one)), "2": figure("2", frozenset(other))}
    part = Part(Kind.SENTENCE, "{1} {2}", bindings=bindings)

    for level in Level:
        is_shown = placed(part, version, level, now) is Placed.SHOWN
        assert is_shown == (level in one & other)
        assert placed(part, version, level, {"1": now["1"], "2": None}) is not Placed.SHOWN


def test_bindings_are_read_as_they_were_written() -> None:
    bindings = {"1": Binding(Asks.CHANGE, SCOPE.key, "2024-02", "2024-03", "2023-02", "2023-03")}

    assert read(written(bindings)) == bindings


def test_a_binding_that_was_written_before_shifts_could_be_bound_is_still_read() -> None:
    binding = Binding(Asks.VALUE, SCOPE.key, "2024-02")
    document = written({"1": binding})
    del document["1"]["beside"]

    assert read(document) == {"1": binding}


def test_a_shift_keeps_both_of_its_series() -> None:
    bindings = {"1": Binding(Asks.SHIFT, SCOPE.key, "2024-02", "2024-05", beside=replace(SCOPE, route="Other").key)}

    assert read(written(bindings)) == bindings
