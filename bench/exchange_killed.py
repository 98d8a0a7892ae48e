"""What is left of an exchange when either node is killed again and again, at random moments.

Both live in processes that begin anew at once: one releases, corrects, recalls and carries without end, the other is
its web process. At the end the line settles, and what was put in the log is compared with what the other node holds,
shows, and must not show. What is told of the figures stands in `exchange.py`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.ports import free_port

from bench import exchange
from bench.figures import Figure

if TYPE_CHECKING:
    from bench.engines import Engine

STRANGER = "XC-POL"
KILLS = 1000
QUICK = 20
LONGEST_LIFE = 0.25
"""A node is killed at the latest after so many seconds."""

SEED = 1


def measure(engine: Engine) -> list[Figure]:
    """Kill one of two nodes on SQLite again and again, let the line settle, and look at what is there."""
    if engine.address:
        return []
    kills, draw = KILLS // QUICK if engine.is_quick else KILLS, random.Random(SEED)
    exchange.introduce(engine, "kill-xa", "kill-xb")
    port = free_port()
    engine.run("kill-xa", "exchange.reach", exchange.THEIRS, port)
    sides = [
        engine.start("kill-xa", "exchange_killed.live", "sending", 0),
        engine.start("kill-xb", "exchange_killed.live", "taking", port),
    ]
    try:
        for _ in range(kills):
            side = draw.choice(sides)
            _told(side, f"kill {draw.random() * LONGEST_LIFE}")
        _told(sides[0], "end")
        engine.run("kill-xa", "exchange.carry")
        put = engine.run("kill-xa", "exchange_killed.put")
    finally:
        for side in sides:
            side.communicate("end\n")
    found = engine.run("kill-xb", "exchange_killed.found", _kept(engine.folder / "put.json", put))
    sys.stderr.write(f"  {len(put)} reports were released among {kills} kills\n")
    for fault in found["faults"]:
        sys.stderr.write(f"  {fault}\n")
    counted = {"kills": kills, **{name: found[name] for name in ("lost", "doubled", "leaked")}}
    return [Figure(f"exchange.{name}", count, None) for name, count in counted.items()]


def _kept(path: Path, told: object) -> Path:
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


def _told(side: subprocess.Popen[str], order: str) -> None:
    assert side.stdin is not None
    assert side.stdout is not None
    side.stdin.write(order + "\n")
    side.stdin.flush()
    if side.stdout.readline().strip() != "done":
        raise SystemExit(f"{order} was not done")


def live(side: str, port: int) -> None:
    """Be one node, in a process that is killed when it is told and begins anew at once."""
    import django.db

    from corridor.web.desk.lines import carrying, intake  # noqa: F401  # read before the first life, so that each is short

    lives = 0

    def begin() -> int:
        nonlocal lives
        lives += 1
        django.db.connection.close()
        if (child := os.fork()) == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            (_send if side == "sending" else _serve)(lives if side == "sending" else port)
        return child

    child = begin()
    for line in sys.stdin:
        order, _, delay = line.partition(" ")
        if order == "kill":
            time.sleep(float(delay))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if order.strip() == "end":
            sys.stdout.write("done\n")
            return
        child = begin()
        sys.stdout.write("done\n")
        sys.stdout.flush()


def _send(life: int) -> None:
    """Release, correct, recall and carry until the end."""
    from bench import world
    from corridor.core.exchange.codes import ENDS, Kind
    from corridor.core.kernel.errors import CorridorError
    from corridor.web.base.ledger import turn
    from corridor.web.base.zone import zone
    from corridor.web.desk.lines import carrying
    from corridor.web.desk.lines.models import Posted

    draw = random.Random(f"{SEED} {life}")
    while True:
        about, version, kind = f"{draw.getrandbits(128):032x}", 1, Kind.RELEASE
        if draw.random() < 0.4 and (latest := _latest(draw)) is not None:
            about, version, before = latest
            kind = draw.choice((Kind.CORRECTION, Kind.RECALL))
            if before in ENDS:
                continue
            version += 1
        with suppress(CorridorError):
            with turn.write():
                exchange.post(kind, about, version, None if kind in ENDS else exchange.released(draw.getrandbits(40)))
            if draw.random() < 0.5 or Posted.objects.filter(outcome="").count() > 20:
                carrying.exchange_with(exchange.door(), taking=zone().taking, now=world.now())


def _latest(draw: random.Random) -> tuple[str, int, str] | None:
    from corridor.web.desk.lines.models import Posted

    abouts = list(Posted.objects.order_by("-number").values_list("about", flat=True)[:30])
    if not abouts:
        return None
    rows = Posted.objects.filter(about=draw.choice(abouts)).order_by("-version")
    about, version, kind = rows.values_list("about", "version", "kind")[0]
    return about, version, kind


def _serve(port: int) -> None:
    """Take letters until the end, as a web process does."""
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *said: object) -> None:
            """Say nothing."""

    make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet).serve_forever()


def put() -> dict[str, list[Any]]:
    """Return of every report that was released its last kind, and how many items there are of it in the log."""
    from corridor.web.desk.lines.models import Posted

    told: dict[str, list[Any]] = {}
    for about, kind in Posted.objects.order_by("number").values_list("about", "kind"):
        told[about] = [kind, told.get(about, ["", 0])[1] + 1]
    return told


def found(file: str) -> dict[str, Any]:
    """Compare what was released with what this node holds and shows."""
    from django.db import connection

    from corridor.core.exchange.codes import ENDS
    from corridor.web.desk.exchange.models import Received
    from corridor.web.desk.lines.models import Came
    from corridor.web.desk.statements.models import Load

    told: dict[str, list[Any]] = json.loads(Path(file).read_text("utf-8"))
    counted: dict[str, Any] = {"lost": 0, "doubled": 0, "leaked": _read_by_strangers(), "faults": []}

    def fault(what: str, about: str) -> None:
        counted[what] += 1
        counted["faults"].append(f"{what}: {about}, {told.get(about)}")

    with connection.cursor() as cursor:
        cursor.execute("SELECT l.uid, COUNT(*) FROM desk_load l JOIN standing s ON s.load = l.id GROUP BY l.uid")
        standing = dict(cursor.fetchall())
        cursor.execute("SELECT l.uid, COUNT(*) FROM desk_load l JOIN statement s ON s.home = l.id GROUP BY l.uid")
        said = dict(cursor.fetchall())
    for about, (kind, items) in told.items():
        came = Came.objects.filter(about=about).count()
        loads = list(Received.objects.filter(about=about).values_list("load", flat=True))
        stands = [load for load in loads if load in standing]
        if came != items or (kind not in ENDS and not stands):
            fault("lost", about)
        if came > items or len(stands) > 1 or any(said.get(load) != exchange.size() for load in stands):
            fault("doubled", about)
        if kind in ENDS and any(load in said for load in loads):
            fault("leaked", about)
    stray = set(Load.objects.values_list("uid", flat=True)) - set(Received.objects.values_list("load", flat=True))
    counted["doubled"] += len(stray)
    return counted


def _read_by_strangers() -> int:
    """Return how many statements somebody of an authority could read to which nothing was released."""
    from django.db import connection

    from bench import world
    from corridor.core.handling.codes import Use
    from corridor.core.handling.records import Reader
    from corridor.web.base.ledger import turn
    from corridor.web.base.marks.actions import open_class

    with turn.write():
        stranger = open_class(Reader(STRANGER, "analyst", "operational-analysis", 3, frozenset()), world.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM statement s JOIN reader_mark m ON m.mark = s.mark "
            f"WHERE m.reader_class = {stranger} AND m.uses & {int(Use.READ)} <> 0"
        )
        return int(cursor.fetchone()[0])
