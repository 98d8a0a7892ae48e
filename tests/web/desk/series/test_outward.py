"""Facts as a file, and what is worked out of it: only what may leave, each thing once, and the ledger knows."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from corridor import cli
from corridor.core.access.records import Officer
from corridor.core.handling.codes import Use
from corridor.core.kernel.errors import NotPermitted
from corridor.core.series.codes import Counted
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.series import outward, running
from corridor.web.desk.series.engine import engine
from tests import cast, make
from tests.web.desk.series.test_series import NORTH, ROWS, border

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 20, 9, tzinfo=UTC)
KEPT = make.marking("own-authority", "XA-POL", uses=Use.READ | Use.COUNT)


def written(by: Officer, path: Path, counted: Counted = Counted.DEATHS) -> outward.Written:
    return outward.write_facts(by=by, counted=counted, path=path, invented=False, now=NOW)


def rows(path: Path) -> list[tuple[Any, ...]]:
    with engine(file=path) as database:
        return sorted(database.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall())


def wreck(by: Officer, day: str, dead: int, **filed: Any) -> None:
    make.file(by, make.incident(None, occurred_on=day, route=NORTH, dead=str(dead)), **filed)


@pytest.mark.store
def test_a_file_holds_each_thing_once_by_month_and_as_late_as_departures_are_shown(tmp_path: Path) -> None:
    by = cast.officer(cast.ANALYST_XA)
    for day, dead in (("2025-01-05", 3), ("2025-01-20", 4), ("2026-06-05", 9)):
        wreck(by, day, dead)

    found = written(by, tmp_path / "facts.parquet")

    assert (found.facts, found.has_together) == (2, True)
    assert [(row[3], row[5], row[6], row[8]) for row in rows(tmp_path / "facts.parquet")] == [
        (NORTH, "2025-01", 3, "XA-POL"),
        (NORTH, "2025-01", 4, "XA-POL"),
    ]
    about = json.loads((tmp_path / "facts.parquet.json").read_text())
    assert (about["authority"], about["facts"], about["counted"]) == ("XA-POL", 2, "deaths")
    assert (tmp_path / "facts.parquet").stat().st_mode & 0o077 == 0


def test_a_file_does_not_tell_the_month_that_was_not_over_when_its_source_was_released(tmp_path: Path) -> None:
    by = cast.officer(cast.ANALYST_XA)
    border(by, ROWS, released="2025-07-12")

    found = written(by, tmp_path / "facts", Counted.DETECTIONS)

    assert max(row[5] for row in rows(tmp_path / "facts")) == "2025-06"
    assert (found.facts, found.left_out) == (len(ROWS) - 1, 0)


def test_what_may_be_read_and_not_exported_is_in_no_file(tmp_path: Path) -> None:
    by = cast.officer(cast.ANALYST_XA)
    wreck(by, "2025-01-05", 3)
    wreck(by, "2025-01-20", 4, marked=KEPT)

    with pytest.raises(outward.FactsKeptBack):
        written(by, tmp_path / "facts.parquet")

    assert list(tmp_path.iterdir()) == []
    assert LedgerEntry.objects.filter(event="series:exported").count() == 0


def test_what_only_others_may_read_is_in_no_file(tmp_path: Path) -> None:
    owner, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    wreck(owner, "2025-01-05", 3)
    wreck(owner, "2025-01-20", 4, marked=make.marking("own-authority"))

    assert written(other, tmp_path / "theirs").facts == 1
    assert written(owner, tmp_path / "ours").facts == 2


def test_who_may_not_export_writes_no_facts_and_nothing_is_written_over(tmp_path: Path) -> None:
    by = cast.officer(cast.ANALYST_XA)
    wreck(by, "2025-01-05", 3)
    there = tmp_path / "there"
    there.write_text("mine")

    with pytest.raises(NotPermitted):
        written(cast.officer(cast.STATISTICIAN_XA), tmp_path / "facts")
    with pytest.raises(outward.PlaceUnfit):
        written(by, there)
    with pytest.raises(outward.PlaceUnfit):
        written(by, tmp_path / "nowhere" / "facts")

    assert there.read_text() == "mine"


def test_a_path_with_a_quote_is_a_path_and_nothing_more(tmp_path: Path) -> None:
    by = cast.officer(cast.ANALYST_XA)
    wreck(by, "2025-01-05", 3)
    path = tmp_path / "it's; DROP TABLE fact"

    assert written(by, path).facts == 1
    assert len(rows(path)) == 1


def told(*arguments: str) -> int:
    member = cast.ANALYST_XA
    acting = f"{member.handle}:{member.function}"
    return cli.main(["--home", str(settings.HOME), "--as", acting, "analysis", *arguments, "--json"])


def table(path: Path) -> Sequence[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_command_writes_facts_and_works_series_out_of_them(tmp_path: Path) -> None:
    border(cast.officer(cast.ANALYST_XA), ROWS)
    facts, out = str(tmp_path / "facts"), tmp_path / "worked"

    assert told("--write-facts", facts) == 0
    assert told("--facts", facts, "--out", str(out), "--axis", "route") == 0

    states = {(one["route"], one["month"]): one["state"] for one in table(out / "series.csv")}
    assert states[NORTH, "2025-01"] == "told"
    assert states[NORTH, "2025-02"] == "zero"
    assert (NORTH, "2025-03") not in states
    assert {one["route"]: one["high"] for one in table(out / "table.csv")} == {NORTH: "90", "Southern crossing": "7"}
    assert told("--facts", facts, "--out", str(out)) != 0


def test_a_file_that_holds_no_facts_and_a_cluster_that_is_not_installed_are_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"PAR1 nonsense PAR1")

    with pytest.raises(running.FactsUnfit), running.opened(wrong):
        pass
    assert told("--facts", str(wrong), "--out", str(tmp_path / "out")) != 0
