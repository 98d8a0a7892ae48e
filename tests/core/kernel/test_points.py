from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor.core.kernel.points import PointInvalid, parse_point


@pytest.mark.parametrize(
    ("text", "order", "value"),
    [
        ("23.612954113422, -21.137810725783", "lat,lon", "23.61295,-21.13781"),
        ("-21.137810725783, 23.612954113422", "lon,lat", "23.61295,-21.13781"),
        ("POINT (-110.366453 31.650259)", "lat,lon", "31.65026,-110.36645"),
        ("35.2 N, 12.6 E", "lon,lat", "35.2,12.6"),
        ("12.6W 35.2S", "lat,lon", "-35.2,-12.6"),
        ("-23.8148, 32", "lat,lon", "-23.8148,32"),
        ("23,5; 12,4", "lat,lon", "23.5,12.4"),
        ("-0.000001,0", "lat,lon", "0,0"),
        ("90,180", "lat,lon", "90,180"),
    ],
)
def test_a_point_is_written_in_one_form(text: str, order: str, value: str) -> None:
    assert parse_point(text, order) == value


@pytest.mark.parametrize("text", ["91,0", "-90.1,0", "0,180.1", "0,-181"])
def test_a_point_outside_the_earth_is_refused_as_such(text: str) -> None:
    with pytest.raises(PointInvalid) as refused:
        parse_point(text)

    assert refused.value.params == {"reason": "outside"}


@pytest.mark.parametrize("text", ["", "12", "1,2,3", "nan,nan", "1e400,0", "٣,٤", "35 N, 12 N", "1" + " " * 9000 + "x"])
def test_what_is_no_point_is_refused(text: str) -> None:
    with pytest.raises(PointInvalid) as refused:
        parse_point(text)

    assert refused.value.params == {"reason": "form"}


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_canonical_point_stays_what_it_is(lat: float, lon: float) -> None:
    value = parse_point(f"{lat:.7f},{lon:.7f}")

    assert parse_point(value) == value
    assert abs(float(value.split(",")[0]) - lat) < 1e-5
