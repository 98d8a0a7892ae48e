"""The people counted on single legs, by month; which legs stand beside one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridor.core.displacement.rules.legs import courses_of, way_along, way_of
from corridor.core.picture.legs import End, Leg, People

LAST = "2024-12"
PLACES = ("Ashmar", "Bellin", "Corve")


def leg(start: str, end: str, *people: People, route: str = "") -> Leg:
    return Leg("0" * 32, End(start, country="XA"), End(end, country="XB"), route=route, people=people)


def figures(*legs: Leg, last: str = LAST) -> dict[str, dict[str, float | None]]:
    found = courses_of(legs, last=last)
    return {way.name: dict(zip(one.months, one.figures, strict=True)) for way, one in found.items()}


def test_records_of_one_thing_compete_and_different_things_are_added() -> None:
    first = leg("Ashmar", "Bellin", People("2021-03", 10, 20), People("2021-03-14", 20, 40))
    other = leg("ASHMAR", "bellin", People("2021-03", 5, 5))

    assert figures(first, other) == {"Ashmar → Bellin": {"2021-03": 30.0}}


def test_a_month_told_of_another_leg_is_none_here_and_one_told_of_no_leg_is_missing() -> None:
    told = figures(
        leg("Ashmar", "Bellin", People("2021-01", 4, 4)),
        leg("Ashmar", "Corve", People("2021-03", 7, 7)),
    )

    assert told == {
        "Ashmar → Bellin": {"2021-01": 4.0, "2021-02": None, "2021-03": 0.0},
        "Ashmar → Corve": {"2021-01": 0.0, "2021-02": None, "2021-03": 7.0},
    }


def test_a_year_says_nothing_of_its_months_and_what_is_too_fresh_is_not_told() -> None:
    assert figures(leg("Ashmar", "Bellin", People("2021", 9, 9), People("", 3, 3))) == {}
    assert figures(leg("Ashmar", "Bellin", People("2025-01", 9, 9))) == {}


def test_the_way_back_is_another_leg_and_both_are_beside_each_other() -> None:
    there, back = way_along(leg("Ashmar", "Bellin")), way_of(("Bellin", "XB"), ("Ashmar", "XA"))

    assert there.key != back.key
    assert there.is_beside(back)
    assert not there.is_beside(there)
    assert not there.is_beside(way_of(("Corve", "XC"), ("Dorrin", "XC")))


def test_places_of_one_name_in_two_countries_are_two_places() -> None:
    assert way_of(("Ashmar", "XA"), ("Corve", "XC")).key != way_of(("Ashmar", "XB"), ("Corve", "XC")).key


def test_the_route_of_a_leg_is_the_one_that_any_of_its_records_names() -> None:
    found = courses_of(
        [
            leg("Ashmar", "Bellin", People("2021-01", 4, 4)),
            leg("Ashmar", "Bellin", People("2021-02", 4, 4), route="North"),
        ],
        last=LAST,
    )

    assert [way.route for way in found] == ["North"]


PEOPLE = st.builds(
    lambda month, low, more: People(month, low, low + more),
    st.sampled_from(["2021", "2021-01", "2021-02", "2021-05-03", "2025-02", ""]),
    st.integers(0, 50),
    st.integers(0, 50),
)


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES), st.lists(PEOPLE, max_size=4)), max_size=6))
def test_every_leg_has_the_same_months_none_too_fresh_and_each_with_a_figure_somewhere(
    told: list[tuple[str, str, list[People]]],
) -> None:
    found = courses_of([leg(start, end, *people) for start, end, people in told], last=LAST)

    assert len({course.months for course in found.values()}) <= 1
    for course in found.values():
        assert course.months[-1] <= LAST
        assert all(one is None or one >= 0 for one in course.figures)
    for row in zip(*(course.figures for course in found.values()), strict=True):
        assert len({one is None for one in row}) == 1
