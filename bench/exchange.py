"""How fast and how surely two nodes exchange, over HTTP on one machine.

Node XA releases reports of some twenty statements to node XB, which is served as any node is. `exchange.items`: items a
second from the first letter to the last receipt, each carried out: read, checked, saved under its marking, searchable,
in the ledger. Its baseline is the least that could be done with the same bytes: each signed, sealed and posted by
itself to a server that opens it, verifies it, and does nothing with it.
`exchange.catch_up`: minutes that a node needs for 200,000 statements that waited for it.
`exchange.kills`: so many times one of two nodes that release, correct, recall and carry without end is killed at a
random moment. `exchange.lost`: what was put in the log and is not at the other node at the end, once the line has
settled; `exchange.doubled`: what is there twice, or not as it was sent; `exchange.leaked`: what somebody can read there
whom its marking forbids it, or that was recalled.
"""

from __future__ import annotations

import http.client
import json
import random
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from tests.ports import free_port

from bench.figures import Figure, median_pair

if TYPE_CHECKING:
    from bench.engines import Engine
    from corridor.core.entities.records import Draft
    from corridor.core.exchange.codes import Kind
    from corridor.core.exchange.releases import Released
    from corridor.web.base.doors.models import Door

OURS, THEIRS = "XA-POL", "XB-BRD"
ITEMS, ROUNDS = 1000, 3
WARM = 100
"""So many items go before anything is measured: a process reads what it needs, and the line shows what it bears."""

STATEMENTS = 200_000
QUICK = 20


def measure(engine: Engine) -> list[Figure]:
    """Measure two nodes on one engine."""
    items = 200 if engine.is_quick else ITEMS
    introduce(engine, "line-xa", "line-xb")
    with served(engine, "line-xb") as port, raw_server(engine) as bare:
        engine.run("line-xa", "exchange.reach", THEIRS, port)
        engine.run("line-xa", "exchange.fill", WARM, 1000)
        engine.run("line-xa", "exchange.carry")
        pairs = []
        for number in range(1 if engine.is_quick else ROUNDS):
            engine.run("line-xa", "exchange.fill", items, number)
            raw = engine.run("line-xa", "exchange.post_raw", items, bare)
            pairs.append((items / engine.run("line-xa", "exchange.carry"), items / raw))
        waiting = STATEMENTS // QUICK if engine.is_quick else STATEMENTS
        reports = engine.run("line-xa", "exchange.fill", waiting // engine.run("line-xa", "exchange.size"), 99)
        minutes = engine.run("line-xa", "exchange.carry") / 60 * STATEMENTS / waiting
    sys.stderr.write(f"  {reports} reports waited for the node that was away\n")
    return [
        Figure(f"exchange.items{engine.suffix}", *median_pair(pairs)),
        Figure(f"exchange.catch_up{engine.suffix}", minutes, None),
    ]


# --- two nodes -------------------------------------------------------------------------------------------------------


def introduce(engine: Engine, ours: str, theirs: str) -> None:
    """Make two nodes that know each other's cards."""
    engine.run(ours, "exchange.become", OURS)
    engine.run(theirs, "exchange.become", THEIRS)
    for here, there in ((ours, theirs), (theirs, ours)):
        engine.run(here, "exchange.know", json.dumps(engine.run(there, "exchange.card")))


def become(code: str) -> str:
    """Let a node be that of one authority, for which alone it speaks, with an analyst."""
    from bench import world
    from corridor.web.base.accounts import models as people
    from corridor.web.base.accounts.actions import add_officer
    from corridor.web.base.ledger import turn

    with turn.write():
        own = people.Authority.objects.filter(code=code).first() or people.Authority.objects.create(
            code=code, name=code, country=code[:2], kind="police"
        )
        people.Officer.objects.filter(is_service=True).update(authority=own)
        people.Authority.objects.exclude(code=code).update(closed_at=world.now())
        duties = [("analyst", "operational-analysis")]
        add_officer(handle="reader", display_name="Reader", authority=own, duties=duties, password=None)
    return code


def card() -> dict[str, str]:
    """Return what others must know of this node."""
    from corridor.web.base.doors import keyring, queries
    from corridor.web.desk.lines.keyring import public_of

    code, pair = queries.own_code(), keyring.pair(0)
    keys = {"sealing": pair.sealing_public, "signing": pair.signing_public}
    keys["authority"] = public_of(keyring.authority_key(code))
    return {"code": code, **{name: key.hex() for name, key in keys.items()}}


def know(written: str) -> str:
    """Accept another node's card."""
    from bench import world
    from corridor.web.base.doors.models import Door
    from corridor.web.base.exchange.wire import key_id
    from corridor.web.base.ledger import turn
    from corridor.web.desk.lines.keyring import ZONE
    from corridor.web.desk.lines.models import AuthorityKey

    told = json.loads(written)
    code, now = told["code"], world.now()
    door = Door(code=code, name=code, kind="police", country=code[:2], zone=ZONE, confirmed_by="two", added_at=now)
    door.sealing_key, door.signing_key = bytes.fromhex(told["sealing"]), bytes.fromhex(told["signing"])
    public = bytes.fromhex(told["authority"])
    said = {"node": code, "authority": code, "name": code, "country": code[:2], "kind": "police", "since": now}
    with turn.write():
        door.save()
        AuthorityKey.objects.create(**said, kid=key_id(public), public=public)
    return str(code)


def reach(code: str, port: int) -> int:
    """Note where another node is reached."""
    from corridor.web.base.doors.models import Door
    from corridor.web.base.ledger import turn

    with turn.write():
        Door.objects.filter(code=code).update(origin=f"http://127.0.0.1:{port}")
    return port


@contextmanager
def served(engine: Engine, node: str) -> Iterator[int]:
    """Serve a node as anybody would."""
    port = free_port()
    home = ["--home", str(engine.folder / node)]
    command = [sys.executable, "-m", "corridor.cli", *home, "serve", "--port", str(port), "--json"]
    process = subprocess.Popen(command, env=engine.environment(node), stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health/ready", process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait_for(address: str, process: subprocess.Popen[Any]) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.1)
    raise SystemExit(f"{address} did not answer")


# --- what is released ------------------------------------------------------------------------------------------------


def drafts(number: int) -> list[Draft]:
    """Return the things of one report: two incidents, some twenty statements."""
    from corridor.core.entities.records import Claim, Draft
    from corridor.core.kernel.identifiers import new_uid

    draw = random.Random(number)
    made = []
    for _ in range(2):
        said = {
            "incident_kind": "shipwreck",
            "occurred_on": f"20{draw.randint(14, 25)}-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}",
            "point": f"{draw.randint(-4000, 4000) / 100:g},{draw.randint(-3000, 3000) / 100:g}",
            "place_text": f"{draw.randint(2, 400)} km north of the harbour of Aldrane",
            "dead": str(draw.randint(0, 30)),
            "missing": str(draw.randint(0, 30)),
            "survivors": str(draw.randint(0, 90)),
            "cause": "drowning",
            "country": draw.choice(("XA", "XB", "XC")),
            "route": "Northern Passage",
            "summary": f"A boat capsized in rough water, report {number}.",
        }
        claims = tuple(Claim(prop, value) for prop, value in said.items())
        made.append(Draft(new_uid(draw.randbytes(16)), "Incident", claims))
    return made


def size() -> int:
    """Return how many statements a report has."""
    return sum(len(list(draft.all_claims())) for draft in drafts(1))


def released(number: int) -> Released:
    """Return one report as it is released to the other node."""
    from corridor import shelf
    from corridor.core.exchange.releases import Released, narrowed
    from corridor.core.handling.presets import marking_from_preset

    preset = marking_from_preset("law-enforcement", OURS, shelf.presets(), frozenset({THEIRS}))
    marking = narrowed(preset, [THEIRS], "operational-analysis")
    return Released("", "2026-03-01", False, (THEIRS,), marking, tuple((one, marking) for one in drafts(number)))


def post(kind: Kind, about: str, version: int, report: Released | None) -> None:
    """Put one item in the log; runs inside a write."""
    from bench import world
    from corridor.core.exchange.releases import body_of
    from corridor.core.handling.exchange import digest
    from corridor.web.desk.lines import actions
    from corridor.web.desk.lines.records import NO_MARKING, Saying

    saying = Saying(
        kind=kind,
        originator=OURS,
        about=about,
        version=version,
        body=body_of(report) if report else {"reason": "wrong"},
        marking=digest(report.marking) if report else NO_MARKING,
        purpose="operational-analysis",
    )
    actions.post(to=THEIRS, saying=saying, now=world.now())


def fill(count: int, seed: int) -> int:
    """Put so many releases in the log."""
    from corridor.core.exchange.codes import Kind
    from corridor.web.base.ledger import turn

    draw = random.Random(seed)
    for start in range(0, count, 100):
        with turn.write():
            for _ in range(start, min(start + 100, count)):
                post(Kind.RELEASE, f"{draw.getrandbits(128):032x}", 1, released(draw.getrandbits(40)))
    return count


def carry() -> float:
    """Exchange letters until everything is confirmed; return how many seconds that took."""
    from bench import world
    from corridor.web.base.zone import zone
    from corridor.web.desk.lines import carrying

    begun = time.perf_counter()
    while _waits():
        carrying.exchange_with(door(), taking=zone().taking, now=world.now())
    took = time.perf_counter() - begun
    _check_answers()
    return took


def door() -> Door:
    """Return the other node."""
    from corridor.web.desk.lines import queries

    return queries.partner(THEIRS)


def _waits() -> bool:
    from corridor.web.desk.lines.models import Posted

    return Posted.objects.filter(outcome="").exists()


def _check_answers() -> None:
    from corridor.web.desk.lines.models import Posted

    if found := Posted.objects.exclude(outcome="applied").values_list("outcome", "reason").first():
        raise SystemExit(f"an item was answered {found}")


# --- the least that could be done ------------------------------------------------------------------------------------


def post_raw(count: int, port: int) -> float:
    """Sign, seal and post the latest items one by one; return how many seconds that took."""
    from corridor.web.base.doors import keyring
    from corridor.web.base.exchange import wire
    from corridor.web.desk.lines.models import Posted

    signing, theirs = keyring.pair(0).signing, bytes(door().sealing_key)
    contents = [bytes(one) for one in Posted.objects.order_by("-number").values_list("content", flat=True)[:count]]
    begun = time.perf_counter()
    for content in contents:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/", body=wire.sealed(wire.signed(content, signing, wire.LETTER), theirs))
        if connection.getresponse().read() != b"taken":
            raise SystemExit("a bare letter was not taken")
        connection.close()
    return time.perf_counter() - begun


@contextmanager
def raw_server(engine: Engine) -> Iterator[int]:
    """Serve letters that are opened and verified, and nothing else."""
    port = free_port()
    signing = engine.run("line-xa", "exchange.card")["signing"]
    process = engine.start("line-xb", "exchange.serve_raw", port, signing)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.kill()
        process.communicate()


def serve_raw(port: int, signing: str) -> None:
    """Answer letters that were opened and verified."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    from corridor.web.base.doors import keyring
    from corridor.web.base.exchange import wire

    private, public = keyring.pair(0).sealing, bytes.fromhex(signing)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            brought = self.rfile.read(int(self.headers["Content-Length"]))
            wire.verified(wire.opened(brought, private), public, wire.LETTER)
            self.send_response(200)
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"taken")

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    HTTPServer(("127.0.0.1", port), Handler).serve_forever()
