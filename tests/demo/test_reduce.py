from __future__ import annotations

import csv
import gzip
import io
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from corridor import shelf
from corridor.core.kernel.countries import Countries, country_rows
from corridor.demo import reduce

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
SERIES = files("corridor.demo") / "series"


PUBLISHED = (
    *("web_id", "region", "reported_date", "number_dead", "number_missing", "total_dead_and_missing"),
    *("number_of_survivors", "number_of_female", "number_of_male", "number_of_children", "cause_death"),
    *("country_of_incident", "location_description", "unsd_geographic_grouping", "location_coodinates"),
    *("migration_route", "information_source", "url", "source_quality"),
)


def incident(**cells: str) -> dict[str, str]:
    return {name: cells.get(name, "") for name in PUBLISHED}


def shipped() -> list[dict[str, str]]:
    text = gzip.decompress((SERIES / reduce.INCIDENTS).read_bytes()).decode()
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Drowning", "drowning"),
        ("Presumed drowning", "drowning"),
        ("Shot_or_Stabbed", "violence"),
        ("Vehicle_Accident", "vehicle-accident"),
        ("Accident ", "accidental"),
        ("Unknown (skeletal remains)", "mixed-or-unknown"),
        ("Sickness and lack of access to medicines, Starvation", "mixed-or-unknown"),
        ("Environmental Exposure-Heat", "harsh-conditions"),
        ("", ""),
    ],
)
def test_a_free_text_cause_becomes_a_code(text: str, code: str) -> None:
    assert reduce.cause_of(text) == code


def test_split_incidents_keep_apart_and_copies_are_left_out() -> None:
    countries = Countries(country_rows(shelf.text("corridor.core.kernel", "countries.csv")))
    first, second = incident(web_id="7", number_dead="1"), incident(web_id="7", number_dead="2")

    rows = list(reduce.incidents([first, second, dict(first)], countries))

    assert [row[0] for row in rows] == ["7", "7#2"]


def test_no_text_that_could_name_anyone_is_kept() -> None:
    countries = Countries(country_rows(shelf.text("corridor.core.kernel", "countries.csv")))
    told = incident(
        web_id="7",
        location_description="near the house of Tarn Veldo",
        information_source="Tarn Veldo",
        cause_death="Drowning of Tarn Veldo",
        url="https://example.org/veldo",
        location_coodinates="35.123456, 12.654321",
    )

    (row,) = reduce.incidents([told], countries)

    assert "veldo" not in ",".join(row).lower()
    assert row[12:14] == ["35.12", "12.65"]


def test_detections_are_summed_over_nationalities() -> None:
    rows = [
        {"route": "A", "type": "Sea", "nat": "XA", "t": "2020-01", "n": "2"},
        {"route": "A", "type": "Sea", "nat": "XB", "t": "2020-01", "n": "3"},
    ]

    assert list(reduce.detections(rows)) == [["A", "sea", "2020-01", "5"]]


def test_the_shipped_series_hold_only_codes_that_the_schemata_know() -> None:
    registry = shelf.registry()
    rows = shipped()

    assert len(rows) > 10_000
    assert {row["cause"] for row in rows} - {""} <= set(registry.vocabularies["causes"].terms)
    assert all(registry.fault("country", row["country"]) is None for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)
    assert not any(row["place"] for row in rows)


def test_the_shipped_series_add_up_to_what_the_publisher_counted() -> None:
    total = sum(int(row["dead_or_missing"].replace(",", "") or 0) for row in shipped())

    assert 46_000 < total < 49_000


def test_every_shipped_series_is_credited() -> None:
    credits = yaml.safe_load((SERIES / "CREDITS.yaml").read_text("utf-8"))

    credited = {entry["file"] for entry in credits}

    assert credited == {reduce.INCIDENTS, reduce.DETECTIONS, reduce.READINGS}
    assert all(entry["publisher"] and entry["licence"] and entry["as_of"] and entry["reduced"] for entry in credits)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the public data beside the project is absent")
def test_the_shipped_series_are_what_the_publishers_files_reduce_to(tmp_path: Path) -> None:
    reduce.main(SHARED, tmp_path)

    for name in (reduce.INCIDENTS, reduce.DETECTIONS, reduce.READINGS):
        unpack = gzip.decompress if name.endswith(".gz") else bytes
        assert unpack((tmp_path / name).read_bytes()) == unpack((SERIES / name).read_bytes())
