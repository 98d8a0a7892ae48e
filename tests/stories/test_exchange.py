"""Two nodes over a bad line: everything arrives once and in order, what is recalled is gone, and both know it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.exchange.codes import EndReason
from corridor.web.base.doors.models import Door
from corridor.web.base.ledger import turn
from corridor.web.base.ledger.actions import act
from corridor.web.base.zone import zone
from corridor.web.desk.exchange import actions, queries
from corridor.web.desk.exchange.actions import Wanted
from corridor.web.desk.exchange.models import Received
from corridor.web.desk.lines import carrying
from corridor.web.desk.lines import queries as lines
from corridor.web.desk.lines.models import Came, Line, Posted
from corridor.web.desk.reports.actions import file_version
from tests import cast, make
from tests.exchanging import XA, XB, Pair, at, two_nodes
from tests.nodes import Node
from tests.ports import free_port
from tests.stories.bad_line import BadLine

LATENCY, BYTES_A_SECOND, LOSS = 0.05, 320_000, 0.05
"""Two seconds, 64 kbit/s and a twentieth of all connections lost, with time going forty times as fast."""


@dataclass(frozen=True)
class Away:
    """The pair: one stands at XA, XB is served by processes of its own behind a bad line."""

    pair: Pair
    line: BadLine

    def carries(self, rounds: int = 1) -> int:
        """Exchange letters so many times; return how often the partner was reached."""
        door = lines.partner(XB)
        return sum(carrying.exchange_with(door, taking=zone().taking, now=timezone.now()) for _ in range(rounds))

    def settles(self) -> None:
        """Try until everything is confirmed."""
        for _ in range(60):
            self.carries()
            if not Posted.objects.filter(outcome="").exists():
                return
        raise AssertionError("not everything was confirmed")


@pytest.fixture(scope="module")
def away(django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Away]:
    folder = tmp_path_factory.mktemp("exchange")
    with django_db_blocker.unblock(), two_nodes(folder) as pair, served(pair.xb) as port:  # type: ignore[attr-defined]
        line = BadLine(port, latency=LATENCY, bytes_a_second=BYTES_A_SECOND, loss=LOSS)
        with turn.write():
            Door.objects.filter(code=XB).update(origin=f"http://127.0.0.1:{line.port}")
        yield Away(pair, line)
        line.end()


@contextmanager
def served(node: Node) -> Iterator[int]:
    """Serve a node by a process of its own."""
    port = free_port(together=2)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CORRIDOR_", "DJANGO_"))}
    environment |= {"CORRIDOR_HOME": str(node.home), "DJANGO_SETTINGS_MODULE": "corridor.web.settings.desk"}
    command = [sys.executable, "-m", "tests.stories.serving", str(port)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        until = time.monotonic() + 60
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield port
        process.kill()


def released(name: str) -> str:
    """File a report and release it to XB; return how it is named everywhere."""
    by, now = cast.officer(cast.ANALYST_XA), timezone.now()
    filing = make.filing(make.incident(name), marked=make.marking("law-enforcement", XA, XB), grade="europol-4x4:B2")
    with act(Event.REPORT_FILED, by=by, now=now, about=filing.ref):
        load = file_version(by=by, filing=filing, now=now)
    return actions.ask_release(by=by, wanted=Wanted(load, (XB,), "operational-analysis"), now=now).about


def recall(about: str) -> None:
    actions.recall(by=cast.officer(cast.ANALYST_XA), about=about, reason=EndReason.WRONG, now=timezone.now())


def test_over_a_bad_line_everything_arrives_once_in_order_and_answered_and_a_recall_is_confirmed(away: Away) -> None:
    abouts = [released(f"wreck {number}") for number in range(10)]
    away.line.cuts.extend([("ask", 3000), ("answer", 0), ("ask", 0), ("answer", 1500)])
    away.settles()
    recall(abouts[3])
    away.line.cuts.append(("answer", 200))
    away.settles()

    with at(away.pair.xb):
        came = list(Came.objects.order_by("number").values_list("number", "kind", "outcome"))
        states = dict(Received.objects.values_list("about", "state"))
    assert came == [(n, "release", "applied") for n in range(1, 11)] + [(11, "recall", "applied")]
    assert states == {about: "ended" if about == abouts[3] else "shown" for about in abouts}
    assert attested(abouts[3]) == ["erased"]
    assert away.line.cut >= 5


def test_over_a_line_that_is_there_for_two_hours_a_day_nothing_is_claimed_until_it_is_confirmed(away: Away) -> None:
    away.settles()
    away.line.is_open = False
    about = released("night wreck")
    reached = away.carries(3)
    waiting = Line.objects.get(partner=XB)
    number = Posted.objects.get(outcome="").number
    away.line.is_open = True
    away.settles()

    assert (reached, waiting.trouble, waiting.tries >= 3) == (0, "not-reached", True)
    assert waiting.next_at is not None
    assert number == waiting.confirmed + 1
    with at(away.pair.xb):
        assert Received.objects.get(about=about).state == "shown"
    line = Line.objects.get(partner=XB)
    assert (line.trouble, line.tries, line.confirmed) == ("", 0, number)


def attested(about: str) -> list[str]:
    found = [one for one in queries.releases_for(cast.officer(cast.ANALYST_XA)) if one.about == about]
    return [one.attested for one in found[0].deliveries.all()]


def test_a_partner_that_never_answers_holds_up_nobody_else(away: Away) -> None:
    """The deaf one takes the connection and says nothing; the other's letters go on meanwhile."""
    deaf = socket.create_server(("127.0.0.1", 0))
    with turn.write():
        door = Door.objects.get(code=XB)
        door.pk, door.code, door.origin = None, "XD-NAT", f"http://127.0.0.1:{deaf.getsockname()[1]}"
        door.signing_key = bytes(32)
        door.save()
        Line.objects.filter(partner=XB).update(next_at=timezone.now())
    about = released("day wreck")
    begun = time.monotonic()
    carrying.carry_due(taking=zone().taking, now=timezone.now())
    took = time.monotonic() - begun
    away.settles()
    deaf.close()
    carrying.wait()

    assert took < carrying.WAIT_SECONDS + 3
    with at(away.pair.xb):
        assert Received.objects.get(about=about).state == "shown"
