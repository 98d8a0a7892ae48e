"""Two tellings of one event are proposed to an officer; what cannot be one event never is; nothing merges itself."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor.core.deaths.codes import Reason
from corridor.core.deaths.records import Told
from corridor.core.deaths.rules import REACH_KM, WINDOW_DAYS, likeness_of, proposals

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "missing-migrants"
DAY = date(2021, 3, 14).toordinal()


def told(thing: str, days: int = 0, lat: float | None = 34.0, lon: float | None = 12.0, **fields: object) -> Told:
    """Return what a source tells of an event of twelve dead."""
    one = Told(thing, DAY + days, DAY + days, lat, lon, 2.0, "", 12, 12, f"source of {thing}")
    return one._replace(**fields)  # type: ignore[arg-type]  # fields of Told


def test_two_sources_that_tell_of_one_day_place_and_figure_are_proposed_with_reasons() -> None:
    (found,) = proposals([told("a"), told("b", days=1)])
    assert (found.one.thing, found.other.thing) == ("a", "b")
    assert found.likeness.reasons == (Reason.DAYS_APART, Reason.SAME_PLACE, Reason.SAME_FIGURE)
    assert found.likeness.days_apart == 1


@pytest.mark.parametrize(
    "other",
    [
        told("b", days=WINDOW_DAYS + 1),
        told("b", lat=34.0 + (REACH_KM + 10) / 111),
        told("b", low=40, high=40),
        told("b", lat=None, lon=None),
        told("b", last_day=DAY + 300),
    ],
    ids=["too late", "too far", "another figure", "nowhere", "some day of a year"],
)
def test_what_cannot_be_one_event_is_not_proposed(other: Told) -> None:
    assert proposals([told("a"), other]) == ()


def test_an_event_without_a_point_is_compared_within_its_country_whichever_comes_first() -> None:
    placed, unplaced = told("a", country="XA"), told("b", lat=None, lon=None, country="XA")
    assert len(proposals([placed, unplaced])) == len(proposals([unplaced, placed])) == 1
    assert proposals([placed, unplaced._replace(country="XB")]) == ()


def test_one_source_that_tells_alike_twice_may_mean_two_boats() -> None:
    split = [told("a", source="s"), told("b", source="s", low=11, high=11)]
    assert proposals(split) == ()
    (repeated,) = proposals([told("a", source="s"), told("b", source="s")])
    assert Reason.ONE_SOURCE in repeated.likeness.reasons
    single = [told(thing, source="s", low=1, high=1) for thing in "ab"]
    assert proposals(single) == ()


def test_what_somebody_judged_is_not_proposed_again() -> None:
    both = [told("a"), told("b")]
    assert proposals(both, settled={("a", "b")}) == ()


def test_figures_that_overlap_or_grow_as_bodies_are_found_are_told_apart_from_equal_ones() -> None:
    reasons = [
        likeness.reasons[-1]
        for high in (12, 14, None)
        if (likeness := likeness_of(told("a"), told("b", low=high, high=high))) is not None
    ]
    assert reasons == [Reason.SAME_FIGURE, Reason.FIGURES_NEAR, Reason.FIGURE_UNTOLD]
    overlap = likeness_of(told("a"), told("b", low=10, high=15))
    assert overlap is not None and overlap.reasons[-1] is Reason.FIGURES_OVERLAP


TELLINGS = st.builds(
    told,
    st.sampled_from("abcdef"),
    st.integers(0, 12),
    st.none() | st.floats(33, 36),
    st.floats(11, 14),
    low=st.none() | st.integers(0, 20),
    high=st.none() | st.integers(0, 20),
    country=st.sampled_from(["", "XA", "XB"]),
    source=st.sampled_from("st"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TELLINGS, max_size=8), st.randoms())
def test_the_order_of_tellings_decides_nothing_and_no_pair_is_missed_by_blocks(
    rows: list[Told], chance: object
) -> None:
    found = proposals(rows)
    shuffled = sorted(rows, key=lambda one: hash((one, id(chance))))
    assert {(one.one.thing, one.other.thing, one.likeness.score) for one in found} == {
        (one.one.thing, one.other.thing, one.likeness.score) for one in proposals(shuffled)
    }
    pairs = {(one.one.thing, one.other.thing) for one in found}
    for one in rows:
        for other in rows:
            likeness = likeness_of(one, other)
            if one.thing < other.thing and likeness is not None and likeness.score >= 0.4:
                assert (one.thing, other.thing) in pairs


def _number(text: str) -> int | None:
    return int(float(text.replace(",", ""))) if text.strip() else None


def _told(thing: str, day: int, point: str, figure: str, source: str) -> Told:
    found = [float(part) for part in re.findall(r"-?\d+\.?\d*", point)]
    lat, lon = (found[0], found[1]) if len(found) > 1 else (None, None)
    return Told(thing, day, day, lat, lon, 2.0, "", _number(figure), _number(figure), source)


def _rows() -> Iterator[tuple[str, Told]]:
    """Yield two editions of one list, each row with the address of the press item that it rests on."""
    with (SHARED / "export-2019-11-04.csv").open(encoding="utf-8-sig", newline="") as file:
        for place, row in enumerate(csv.DictReader(file)):
            day = datetime.strptime(row["Reported Date"], "%d-%b-%y").date().toordinal()  # noqa: DTZ007  # a date
            figure = row["Total Dead and Missing"]
            yield row["URL"].strip(), _told(f"a{place}", day, row["Location Coordinates"], figure, "export")
    place = 0
    for year in range(2014, 2020):
        for row in json.loads((SHARED / f"api-{year}.json").read_text(encoding="utf-8")):
            if row["reported_date"]:
                day = date.fromisoformat(row["reported_date"][:10]).toordinal()
                figure = row["total_dead_and_missing"]
                yield row["url"].strip(), _told(f"b{place}", day, row["location_coodinates"], figure, "api")
                place += 1


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public data is not here")
def test_two_editions_of_a_public_list_are_found_to_tell_of_the_same_events() -> None:
    """The address of a press item that each edition names once is the truth; it is not among what is compared."""
    rows = list(_rows())
    asked = {source: Counter(url for url, one in rows if one.source == source) for source in ("export", "api")}
    things = {
        source: {url: one.thing for url, one in rows if one.source == source and asked[source][url] == 1 and url}
        for source in asked
    }
    truth = {(one, things["api"][url]) for url, one in things["export"].items() if url in things["api"]}
    labelled = {one for pair in truth for one in pair}
    found = {
        (one.one.thing, one.other.thing)
        for one in proposals(telling for _, telling in rows)
        if one.one.source != one.other.source
    }
    judged = {pair for pair in found if set(pair) <= labelled}
    assert len(truth) > 1500
    assert len(found & truth) / len(truth) > 0.94
    assert len(judged & truth) / len(judged) > 0.9
