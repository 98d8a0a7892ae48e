"""The wall, attacked: two zones as they are served, marked records in protection, and every door of the desk tried."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import two_zones
from tests.two_zones import Browser, Zones
from tests.wall import driving, planting
from tests.wall.planting import STEM, Planted

OFFICERS = "xa.field", "xa.investigator", "xa.overseer"
"""Who asks here; the bench asks as everybody, with every reference."""


@dataclass(frozen=True)
class Attacked:
    """Two zones that were served while marks were planted and the desk was driven."""

    zones: Zones
    planted: Planted
    receipt: str
    answers: list[tuple[str, bytes]]
    log: Path
    inbox: str


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """Make both zones, plant marks, drive every entrance of the desk, and stop them again."""
    folder = tmp_path_factory.mktemp("zones")
    zones, log = two_zones.make(folder), folder / "log"
    planted = planting.plant(zones)
    with two_zones.served(zones, log):
        receipt = planting.type_into_forms(zones)
        inbox = _inbox(zones)
        answers = list(driving.drive(zones, planted, officers=OFFICERS, each=1))
    yield Attacked(zones, planted, receipt, answers, log, inbox)


def _inbox(zones: Zones) -> str:
    """Return the page of the person who was handed over, once it came through the door."""
    browser = Browser(zones.origins["protection"]).sign_in("mp.officer")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = [part.split('"', 1)[0] for part in browser.get("/hand-overs/").text.split('href="/hand-overs/')[1:]]
        if links := [part for part in found if len(part) == 33]:
            return browser.get(f"/hand-overs/{links[0]}").text
        time.sleep(0.5)
    raise AssertionError("the hand-over did not come through the door")


def test_what_an_officer_wrote_is_with_protection_and_the_claim_with_it(attacked: Attacked) -> None:
    assert all(planting.mark(number) in attacked.inbox for number in (17, 18, 19, 20))
    assert attacked.receipt in attacked.inbox
    assert "Claims that were written down" in attacked.inbox


def test_no_page_call_form_command_or_metric_of_the_desk_shows_a_trace(attacked: Attacked) -> None:
    found = driving.traces(attacked.answers, attacked.planted.marks)

    answered = Counter(what.split()[1] for what, _ in attacked.answers if what.startswith(OFFICERS))
    assert found == []
    assert answered["200"] > 100
    assert answered["404"] > 20
    assert not [status for status in answered if status.startswith("5")]


def test_no_byte_of_the_desks_home_backup_or_log_holds_a_mark(attacked: Attacked) -> None:
    places = list(driving.files_of(attacked.zones, attacked.log, attacked.zones.desk.parent / "kept"))

    assert {"desk.sqlite3", "log"} <= {name for name, _ in places}
    assert any(name.startswith("desk") for name, _ in places)
    assert driving.traces(places, attacked.planted.marks) == []


def test_the_stolen_database_of_protection_holds_no_mark_either(attacked: Attacked) -> None:
    stolen = [(path.name, path.read_bytes()) for path in attacked.zones.protection.rglob("*") if path.is_file()]

    assert driving.traces(stolen, attacked.planted.marks) == []


def test_the_search_for_traces_would_find_one(attacked: Attacked, tmp_path: Path) -> None:
    (tmp_path / "leak").write_bytes(b"\0" * 999 + planting.mark(3).upper().encode() + b"\0")
    (tmp_path / "wide").write_bytes(planting.mark(4).encode("utf-16-le"))

    found = driving.traces(driving.files_of(attacked.zones, tmp_path), attacked.planted.marks)

    assert len(found) == 2
    assert STEM not in attacked.receipt
