"""Every public file beside the project: read whole or refused with a reason, claimed by one mapping at most."""

from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from corridor.core.imports.errors import FAULTS, FileRefused
from corridor.core.imports.language import recognise
from corridor.core.imports.records import Broken, ImportMapping, Refused, Row
from corridor.core.imports.rows import Outcome
from corridor.core.imports.tables import tables
from corridor.core.kernel.counts import Count
from tests.core.imports.make import SHARED, claims, codes, mappings, outcomes, registry

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="the public data is not here")]

FILES = sorted(path for path in SHARED.glob("*/*") if path.is_file() and path.name != "README.md")
CLAIMED = {
    "border-crossings/darien-by-nationality-to-2022.csv": ("panama-darien-nationality", 1375, 4),
    "border-crossings/darien-by-sex-age-to-2022.csv": ("panama-darien-sex-age", 48, 0),
    "border-crossings/frontex-detections-2009-2022.csv": ("frontex-detections", 28_783, 0),
    "border-crossings/guatemala-returned-to-2022.csv": ("guatemala-returned", 416, 0),
    "border-crossings/honduras-by-nationality-to-2022.csv": ("honduras-nationality", 1906, 0),
    "border-crossings/honduras-by-sex-age-to-2022.csv": ("honduras-sex-age", 240, 0),
    "border-crossings/mexico-expulsions-to-2022.csv": ("mexico-expulsions", 4277, 0),
    "border-crossings/mexico-irregular-by-nationality-to-2022.csv": ("mexico-nationality", 3385, 2),
    "border-crossings/mexico-irregular-by-sex-age-to-2022.csv": ("mexico-sex-age", 480, 0),
    "border-crossings/schengen-temporary-border-controls-2006-2019.csv": ("schengen-border-controls", 122, 0),
    "border-crossings/uk-channel-small-boats-daily-2018-2022.csv": ("uk-channel-daily", 1826, 0),
    "border-crossings/us-southwest-border-encounters-to-fy2022.csv": ("us-southwest-encounters", 19_506, 0),
    "displacement/eurostat-first-asylum-applications-2011-2021.csv": ("eurostat-first-applications", 33_461, 2602),
    "displacement/iom-dtm-displacement-afg-hti-tcd.csv": ("iom-dtm-displacement", 13_367, 0),
    "displacement/unhcr-asylum-applications-2000-2021.csv.gz": ("unhcr-asylum-applications", 96_288, 10),
    "displacement/unhcr-asylum-decisions-2000-2021.csv.gz": ("unhcr-asylum-decisions", 91_908, 9),
    "displacement/unhcr-demographics-2025-part.csv.gz": ("unhcr-demographics", 8000, 2),
    "displacement/unhcr-mediterranean-workbook-2014-2019.xlsx": ("unhcr-mediterranean-months", 639, 0),
    "displacement/unhcr-population-2000-2021.csv.gz": ("unhcr-population", 95_218, 128),
    "displacement/unhcr-solutions-1959-2021.csv": ("unhcr-solutions", 18_275, 153),
    "drivers/idmc-new-displacements-2008-2023.csv": ("idmc-new-displacements", 4071, 11),
    "drivers/corruption-perceptions-index.csv": ("corruption-perceptions-wide", 4086, 1429),
    "drivers/ucdp-ged-sample-1000-1989-2022.csv": ("ucdp-events", 1000, 0),
    "drivers/world-bank-indicators-2000-2023.csv.gz": ("world-bank-indicators", 61_326, 128),
    "missing-migrants/export-2019-11-04.csv": ("missing-migrants-export", 6090, 0),
    "missing-migrants/iom-harmonised-2014-2021.csv": ("missing-migrants-harmonised", 11_227, 5),
    "returns/frontex-return-costs-2012.xlsx": ("frontex-return-costs", 235, 0),
    "returns/frontex-return-operations-2006-2012.xlsx": ("frontex-return-operations", 177, 0),
    "serious-incident-reports/frontex-sir-2015-2020.csv": ("frontex-serious-incidents", 383, 2),
    "serious-incident-reports/frontex-sir-violations-2015-2020.csv": ("frontex-sir-violations", 246, 0),
    "trafficking/unodc-trafficking-americas-asia.csv": ("unodc-trafficking", 19_972, 131),
}
SUMS: dict[str, tuple[str, dict[str, str], int | None]] = {
    # property, what the row must say, the sum of the counts
    "border-crossings/darien-by-nationality-to-2022.csv": ("people", {"period": "2022"}, 248_284),
    "border-crossings/us-southwest-border-encounters-to-fy2022.csv": ("people", {}, None),
    "border-crossings/uk-channel-small-boats-daily-2018-2022.csv": ("people", {"period": "2022"}, 45_755),
    "border-crossings/frontex-detections-2009-2022.csv": ("detections", {}, None),
    "border-crossings/guatemala-returned-to-2022.csv": ("people", {}, None),
    "border-crossings/mexico-irregular-by-nationality-to-2022.csv": ("people", {}, None),
    "displacement/unhcr-mediterranean-workbook-2014-2019.xlsx": (
        "people",
        {"period": "2016", "country": "IT"},
        181_436,
    ),
    "displacement/unhcr-asylum-applications-2000-2021.csv.gz": ("applications", {}, None),
    "displacement/unhcr-asylum-decisions-2000-2021.csv.gz": ("decided", {}, None),
    "displacement/iom-dtm-displacement-afg-hti-tcd.csv": ("displaced", {}, None),
}
COLUMNS = {
    "people": "n",
    "detections": "n",
    "applications": "applied",
    "decided": "dec_total",
    "displaced": "numPresentIdpInd",
}


def where(path: Path) -> str:
    return path.relative_to(SHARED).as_posix()


@lru_cache(maxsize=1)
def said(path: Path) -> list[Outcome]:
    """Return what becomes of each row of a file; whoever asks changes nothing of it."""
    return outcomes(path.read_bytes(), name=path.name)


@lru_cache(maxsize=1)
def claimants(path: Path) -> list[list[ImportMapping]]:
    """Return for each sheet of a file the mappings that know it, each asked alone."""
    return [
        [
            mapping
            for mapping in mappings()
            if recognise(found.header, [mapping], tags=found.tags, sheet=found.sheet, file_name=path.name)
        ]
        for found in tables(io.BytesIO(path.read_bytes()), path.name)
    ]


@pytest.mark.parametrize("path", FILES, ids=where, scope="module")
def test_every_file_is_read_whole_or_refused_with_its_reason(path: Path) -> None:
    try:
        read = 0
        for found in tables(io.BytesIO(path.read_bytes()), path.name):
            assert any(found.header)
            for _, cells in found.rows:
                read += 1
                assert type(cells) in (list, Broken)
    except FileRefused as refused:
        assert path.suffix not in (".csv", ".gz", ".xlsx", ".ods", ".txt")
        assert refused.params["fault"] in FAULTS
    else:
        assert read or path.name == "apis-messages-Test1.txt"


@pytest.mark.parametrize("path", [path for path in FILES if where(path) in CLAIMED], ids=where, scope="module")
def test_a_known_layout_is_recognised_and_every_row_is_accounted_for(path: Path) -> None:
    name, rows, refused = CLAIMED[where(path)]

    found = said(path)

    chosen = next(one for one in mappings() if one.name == name)
    assert claimants(path)[0] == [chosen]
    assert len(found) == rows
    assert sum(isinstance(one.result, Refused) for one in found) == refused
    accepted = [one.result for one in found if isinstance(one.result, Row)]
    assert len({row.key for row in accepted}) == len(accepted)
    assert {row.claims[0][1] for row in accepted} == {chosen.kind}
    for row in accepted[:: max(1, len(accepted) // 500)]:
        for prop, value, original in row.claims:
            assert registry().fault(prop, value) is None, (prop, value)
            assert original != value


@pytest.mark.parametrize("path", FILES, ids=where, scope="module")
def test_no_file_is_claimed_by_two_mappings_or_by_one_that_is_not_meant_for_it(path: Path) -> None:
    try:
        found = claimants(path)
    except FileRefused:
        return

    assert all(len(known) <= 1 for known in found)
    if where(path) not in CLAIMED and path.parent.name != "missing-migrants":
        assert not any(found)


@pytest.mark.parametrize("path", [path for path in FILES if where(path) in SUMS], ids=where, scope="module")
def test_the_figures_add_up_to_what_the_publisher_says(path: Path) -> None:
    rows = [one for one in said(path) if isinstance(one.result, Row)]

    prop, says, expected = SUMS[where(path)]
    total = 0
    for one in rows:
        assert isinstance(one.result, Row)
        told = {claimed: value for claimed, value, _ in one.result.claims}
        if all(told[key].startswith(value) for key, value in says.items()):
            # The first figure of a row is the whole; those of a sex or age beside it are its parts.
            total += next((Count.parse(value).low or 0 for value, _ in claims(one.result, prop)), 0)

    if expected is None:
        header = next(iter(tables(io.BytesIO(path.read_bytes()), path.name))).header
        place = header.index(COLUMNS[prop])
        expected = sum(int(str(one.cells[place] or 0)) for one in rows)
    assert total == expected


def test_figures_that_are_hidden_stay_ranges() -> None:
    path = SHARED / "trafficking/unodc-trafficking-americas-asia.csv"

    found = outcomes(path.read_bytes())

    hidden = [one for one in found if "<5" in one.cells]
    accepted = [claims(one.result, "figure")[0] for one in hidden if isinstance(one.result, Row)]
    assert len(hidden) == 9334
    assert {(Count.parse(value).low, Count.parse(value).high) for value, _ in accepted} == {(1, 4)}
    assert {codes(one.result)[0] for one in hidden if isinstance(one.result, Refused)} == {"duplicate-row"}


def test_the_codes_of_unhcr_are_never_taken_for_those_of_the_standard() -> None:
    path = SHARED / "displacement/unhcr-solutions-1959-2021.csv"
    content = path.read_bytes()
    without = b"\n".join(
        b",".join(line.split(b",")[:3] + line.split(b",")[4:6] + line.split(b",")[7:])
        for line in content.split(b"\n")
        if line.count(b",") == 10
    )

    by_iso = {one.result.key: claims(one.result, "country") for one in outcomes(content) if isinstance(one.result, Row)}
    by_own = {one.result.key: claims(one.result, "country") for one in outcomes(without) if isinstance(one.result, Row)}

    both = by_iso.keys() & by_own.keys()
    assert len(both) > 15_000
    assert all(by_iso[key][0][0] == by_own[key][0][0] for key in both)


def test_the_second_sheet_of_the_return_operations_counts_people_by_state() -> None:
    path = SHARED / "returns/frontex-return-operations-2006-2012.xlsx"
    used = next(one for one in mappings() if one.name == "frontex-return-participation")

    found = outcomes(path.read_bytes(), used, name=path.name)

    rows = [one.result for one in found if isinstance(one.result, Row)]
    assert len(found) == 189
    assert not Counter(codes(one.result)[0] for one in found if isinstance(one.result, Refused))
    assert all(claims(row, "sent_from") and claims(row, "people") for row in rows)


def test_the_sheets_of_the_mediterranean_workbook_are_read_together() -> None:
    path = SHARED / "displacement/unhcr-mediterranean-workbook-2014-2019.xlsx"
    by_origin, by_day = (
        next(one for one in mappings() if one.name == f"unhcr-mediterranean-{name}") for name in ("origins", "days")
    )

    origins = outcomes(path.read_bytes(), by_origin, name=path.name)
    days = outcomes(path.read_bytes(), by_day, name=path.name)

    assert len(origins) == 460 + 1057 + 664 + 80
    assert len(days) == 1511 + 1339
    assert {value for one in days if isinstance(one.result, Row) for value, _ in claims(one.result, "country")} == {
        "GR",
        "IT",
    }


def test_the_costs_of_returns_add_up_to_what_the_publisher_says_and_are_all_euros() -> None:
    amounts = [
        value.split(" ")
        for one in said(SHARED / "returns" / "frontex-return-costs-2012.xlsx")
        if isinstance(one.result, Row)
        for prop, value, _ in one.result.claims
        if prop == "amount"
    ]

    assert {currency for _, currency in amounts} == {"EUR"}
    assert sum(Decimal(amount) for amount, _ in amounts) == Decimal("7123883.49")
