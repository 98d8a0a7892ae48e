"""Makes the demonstration of a route: a joint centre and three nodes that know each other, and what has travelled.

Each node has a home and processes of its own; here only the order of the story is kept. Letters are carried between the
nodes while none of them is served, as files would be.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corridor.core.kernel.errors import CorridorError
from corridor.demo.route import (
    ALERT_ANSWERED,
    CENTRE,
    NODES,
    POLICE_XA,
    POLICE_XC,
    REPORTED_BY,
    REPORTS,
    RouteNode,
    sign_ins_told,
)
from corridor.web.demonstration.founding import is_complete
from corridor.web.home import ROUTE, RouteStop, node_home, route_of

MOST_ROUNDS = 50


class RouteFailed(RuntimeError):
    """A node of the route could not carry out a step; what it said stands on the error output."""


class HomeHoldsAnother(CorridorError):
    """A route would be made where the demonstration of one node lives."""

    code = "node.E23"
    template = "this home holds the demonstration of one node"
    hint = "Name another folder with --home."
    status = 409


@dataclass
class Acting:
    """One node at which officers act, in a process of its own."""

    node: RouteNode
    process: subprocess.Popen[str]

    def begin(self, do: str, **step: object) -> None:
        """Tell the node to do something, without waiting."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **step}) + "\n")
        self.process.stdin.flush()

    def told(self) -> dict[str, Any]:
        """Return what came of it.

        Raises:
            RouteFailed: The node could not do it.
        """
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RouteFailed(self.node.code)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def does(self, do: str, **step: object) -> dict[str, Any]:
        """Let the node do something and return what came of it."""
        self.begin(do, **step)
        return self.told()


Route = Mapping[str, Acting]


def fill(home: Path, *, port: int) -> dict[str, Any]:
    """Make the route in homes below this one, unless it is there; follow the port at which it will be served.

    A half-made route is made anew.

    Raises:
        HomeHoldsAnother: The home holds the demonstration of one node.
        RouteFailed: A node could not carry out a step.
    """
    stops = _stops(home, port)
    before = route_of(home)
    if before == stops:
        return _told(home, stops, made=False)
    making = home / f"{ROUTE}.making"
    if not before and not making.exists() and is_complete(home):
        raise HomeHoldsAnother
    with _acting(home) as route:
        if before:
            _follow(route, stops)
        else:
            making.touch()
            _tell_story(route, stops)
    (home / ROUTE).write_text(json.dumps([list(stop) for stop in stops]), encoding="utf-8")
    making.unlink(missing_ok=True)
    return _told(home, stops, made=not before)


def _stops(home: Path, port: int) -> list[RouteStop]:
    return [
        RouteStop(node.code, node.name, str(node_home(home, node.code, CENTRE.code)), port + place)
        for place, node in enumerate(NODES)
    ]


def _told(home: Path, stops: list[RouteStop], *, made: bool) -> dict[str, Any]:
    nodes = [{"code": stop.code, "name": stop.name, "home": stop.home, "origin": stop.origin} for stop in stops]
    return {
        "ok": True,
        "made": made,
        "home": str(home),
        "nodes": nodes,
        "text": sign_ins_told({stop.code: stop.origin for stop in stops}),
    }


@contextmanager
def _acting(home: Path) -> Iterator[Route]:
    """Start a process at each node, and end all of them."""
    ours = ("CORRIDOR_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    started = {}
    try:
        for node in NODES:
            place = str(node_home(home, node.code, CENTRE.code))
            command = [sys.executable, "-m", "corridor.web.demonstration.acting", place, node.code]
            process = subprocess.Popen(  # noqa: S603  # our own module
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            started[node.code] = Acting(node, process)
        yield started
    finally:
        for one in started.values():
            one.process.communicate()


def _tell_story(route: Route, stops: list[RouteStop]) -> None:
    for one in route.values():
        one.begin("found")
    for one in route.values():
        one.told()
    _introduce(route, stops)
    _carry(route)
    released = {}
    for told in REPORTS:
        released[told.ref] = route[told.node].does("report", ref=told.ref)
    _carry(route)
    route[POLICE_XA.code].does("alert")
    _carry(route)
    for code, officer, response in ALERT_ANSWERED:
        route[code].does("answer_alert", officer=officer, response=response)
    route[POLICE_XC.code].does("ask")
    _carry(route)
    route[POLICE_XA.code].does("reply")
    for told in REPORTS:
        if told.is_recalled:
            route[told.node].does("recall", reason="wrong", **released[told.ref])
    _carry(route)
    route[CENTRE.code].does("log")
    route[CENTRE.code].does("forum")
    _carry(route)
    for code in REPORTED_BY:
        route[code].does("reported")
    _carry(route)
    for one in route.values():
        one.does("complete")


def _introduce(route: Route, stops: list[RouteStop]) -> None:
    """Let every node accept the cards of the others."""
    cards = {stop.code: route[stop.code].does("card", origin=stop.origin) for stop in stops}
    for one in route.values():
        for code, card in cards.items():
            if code != one.node.code:
                one.does("know", code=code, **card)


def _follow(route: Route, stops: list[RouteStop]) -> None:
    for one in route.values():
        for stop in stops:
            if stop.code != one.node.code:
                one.does("follow", code=stop.code, origin=stop.origin)


def _carry(route: Route) -> None:
    """Carry letters between all nodes until none has anything new."""
    brought = [True]
    while any(brought):
        brought = [_between(one, other) for one, other in itertools.combinations(route.values(), 2)]


def _between(one: Acting, other: Acting) -> bool:
    """Carry letters between two nodes until neither brings anything new; return whether anything was brought."""
    letter = one.does("write", to=other.node.code)["letter"]
    brought = False
    for _ in range(MOST_ROUNDS):
        there = other.does("take", letter=letter)
        back = one.does("take", letter=there["letter"])
        if not there["items"] and not back["items"]:
            return brought
        letter, brought = back["letter"], True
    raise RouteFailed(one.node.code)
