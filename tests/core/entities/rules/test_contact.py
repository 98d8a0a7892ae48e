from __future__ import annotations

import pytest

from corridor.core.entities.registry import Registry
from corridor.core.entities.rules import check_draft
from corridor.core.entities.rules.contact import looks_like
from tests.core.entities.make import incident


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("reach him at tarn.veldo@example.org", "address"),
        ("write to tarn (at) example.org", "address"),
        ("call +49 170 1234567 at night", "telephone"),
        ("call 0032-470-12-34-56", "telephone"),
        ("اتصل على ٠٠٩٦٣٩٣٣١٢٣٤٥٦", "telephone"),
        ("number ０１７０１２３４５６７", "telephone"),
        ("passport AB1234567 was found", "document"),
        ("P<XATVELDO<<TARN<<<<<<<", "document-line"),
        ("see t.me/northern_boats", "profile"),
        ("posted by @northern_boats", "profile"),
    ],
)
def test_what_looks_like_a_way_to_reach_or_identify_somebody_is_found(text: str, look: str) -> None:
    assert look in looks_like(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 dead and 30 missing off the coast on 2025-03-14",
        "between 2024-2025 about 12 000 000 people",
        "fee of 1500.00 EUR, boat of 12.5 m, at -35.52001,-25.10002",
        "29/10/2019 to 30/10/2019",
        "route XA1 in sector B12",
    ],
)
def test_figures_dates_and_coordinates_are_left_in_peace(text: str) -> None:
    assert looks_like(text) == ()


def test_a_telephone_number_in_an_incident_is_a_warning_and_no_refusal(registry: Registry) -> None:
    (warning,) = check_draft(incident(summary="call +49 170 1234567"), registry)

    assert (warning.code, warning.warning, warning.params) == ("text.contact", True, {"look": "telephone"})


def test_the_text_as_recorded_is_read_too(registry: Registry) -> None:
    made = incident(place_text="a beach")
    spoiled = made.claims[-1]._replace(original="a beach, call +49 170 1234567")

    assert check_draft(type(made)(made.uid, made.kind, (*made.claims[:-1], spoiled)), registry)


def test_a_word_without_end_is_looked_through_once() -> None:
    assert not looks_like("a" * 200_000)
