"""The real files: years of the route with plausible totals, each death counted once."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests import cast, make, nodes

SHARED = Path(__file__).resolve().parents[5] / "shared" / "data"
FILES = sorted((SHARED / "missing-migrants").glob("*.[cj]s*"))
FRONTEX = SHARED / "border-crossings" / "frontex-detections-2009-2022.csv"

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FILES, reason="the public data is not beside the project")]


def content_of(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_loading_the_whole_folder_does_not_triple_the_dead(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    loads = [make.load(by, content_of(path), name=path.name) for path in FILES]

    assert all(load.accepted + load.revised + load.unchanged + load.rejected == load.rows_read for load in loads)
    drawn = make.picture(by)
    assert 46_000 < drawn.low <= drawn.high < 50_000
    years = {month.on[:4] for month in drawn.months if month.low}
    assert {"2014", "2015", "2016", "2017", "2018", "2019", "2020", "2021"} <= years

    again = make.load(by, content_of(FILES[-1]), name=FILES[-1].name)

    assert (again.accepted, again.revised) == (0, 0)
    assert make.picture(by).low == drawn.low


def test_frontex_detections_are_drawn_apart_from_deaths(node: nodes.Node) -> None:
    by = cast.officer(cast.ANALYST_XA)

    loaded = make.load(by, content_of(FRONTEX), name=FRONTEX.name)
    detections, deaths = make.picture(by, measure="detections"), make.picture(by)

    assert loaded.rejected < loaded.rows_read * 0.01
    assert detections.low > 3_000_000
    assert {month.on[:4] for month in detections.months} >= {str(year) for year in range(2009, 2022)}
    assert deaths.things == 0
