"""The route of four nodes: what it names exists, each node keeps its own sign-ins, and it is made whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corridor import shelf
from corridor.demo import route
from corridor.web import serving
from corridor.web.home import ROUTE, RouteStop, node_home, route_of
from corridor.web.settings import environment

AUTHORITIES = {authority.code for node in route.NODES for authority in node.authorities}
OFFICERS = {officer.handle: (node, officer) for node in route.NODES for officer in node.officers}
NAMED = (
    *(one.officer for one in route.REPORTS),
    *(officer for _, officer, _ in route.ALERT_ANSWERED),
    *(officer for officer, *_ in route.LOG),
    *(officer for pair in route.REPORTED_BY.values() for officer in pair),
    route.FORUM_BY,
    *(route.ALERT_FROM, route.ASKED_BY, route.ANSWERED_BY, route.HANDED_BY),
)


@pytest.mark.parametrize("named", NAMED)
def test_whoever_acts_in_the_story_works_at_a_node_and_holds_that_duty(named: str) -> None:
    handle, function, purpose = named.split(":")
    _, officer = OFFICERS[handle]

    assert function in officer.functions
    assert purpose in officer.purposes
    assert purpose in shelf.functions()[function].purposes


def test_each_authority_is_spoken_for_by_one_node_and_whatever_is_sent_goes_to_one_of_them() -> None:
    assert len(AUTHORITIES) == sum(len(node.authorities) for node in route.NODES)
    for report in route.REPORTS:
        assert set(report.to) <= AUTHORITIES - {report.node}
    assert set(route.ALERT_TO) <= AUTHORITIES


def test_officers_of_several_states_work_at_the_centre() -> None:
    at_work = {officer.authority for officer in route.CENTRE.officers}

    assert {authority.country for authority in route.CENTRE.authorities if authority.code in at_work} == {
        "XA",
        "XB",
        "XC",
    }


@pytest.mark.parametrize("node", route.NODES, ids=lambda node: str(node.code))
def test_nobody_accepts_and_confirms_the_same_card(node: route.RouteNode) -> None:
    assert len({one.split(":")[0] for one in (node.administrator, node.overseer, node.legal_officer)}) == 3


def test_a_browser_stays_signed_in_at_one_node_while_it_signs_in_at_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = set()
    for code in ("INT-JRC", "XA-POL", "XB-CGD"):
        home = node_home(tmp_path, code, "INT-JRC")
        home.mkdir(parents=True, exist_ok=True)
        (home / "demonstration").touch()
        monkeypatch.setenv("CORRIDOR_HOME", str(home))
        names.add(environment.cookie("desk", "session"))

    assert len(names) == 3


def stops(tmp_path: Path, port: int) -> list[RouteStop]:
    made = [RouteStop("INT-JRC", "Centre", str(tmp_path), port), RouteStop("XA-POL", "Police", str(tmp_path), port + 1)]
    (tmp_path / ROUTE).write_text(json.dumps([list(stop) for stop in made]), encoding="utf-8")
    return made


def test_a_home_says_which_route_it_holds(tmp_path: Path) -> None:
    assert route_of(tmp_path) == []
    made = stops(tmp_path, 8200)

    assert route_of(tmp_path) == made
    assert route_of(tmp_path)[1].origin == "http://127.0.0.1:8201"


def test_a_route_is_served_on_loopback_from_its_own_port_or_not_at_all(tmp_path: Path) -> None:
    made = stops(tmp_path, 8200)

    assert serving._route_refusal(made[:1], serving.Serving("127.0.0.1", 8200)) is None
    for other in (serving.Serving("127.0.0.1", 8300), serving.Serving("0.0.0.0", 8200)):
        assert (serving._route_refusal(made, other) or {})["code"] == "node.E22"
    assert serving._route_refusal([], serving.Serving("0.0.0.0", 8300)) is None


def demo(home: Path, *further: str) -> dict[str, Any]:
    ours = ("CORRIDOR_", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    command = [sys.executable, "-m", "corridor.cli", "--home", str(home), "demo", "--route", *further, "--json"]
    done = subprocess.run(command, env=clean, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.mark.deep
def test_the_route_is_made_once_and_follows_the_port_at_which_it_is_served(tmp_path: Path) -> None:
    first = demo(tmp_path / "home", "--port", "8300")
    again = demo(tmp_path / "home", "--port", "8300")
    moved = demo(tmp_path / "home", "--port", "8400")

    assert [one["made"] for one in (first, again, moved)] == [True, False, False]
    assert [one["origin"] for one in moved["nodes"]] == [f"http://127.0.0.1:{port}" for port in range(8400, 8404)]


@pytest.mark.deep
def test_a_route_is_not_made_where_another_demonstration_lives(tmp_path: Path) -> None:
    (tmp_path / "demonstration").write_text("complete\n", encoding="ascii")

    assert demo(tmp_path)["error"]["code"] == "node.E23"
