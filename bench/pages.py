"""How long the main pages take among a million statements while somebody imports.

`page.p95`: in the world of `reads.py`, a process asks for pages as a signed-in officer while another process imports
further series: the picture for two measures, its map, a thing, the list of imports, and finding by words, turn by turn,
each time for another thing and other words. The whole request is timed, from the session to the last byte, the ledger's
entry for the page included; the wire is left out. Told is the time below which 95 of 100 stay; the baseline is the
same pages while nobody imports.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from bench import reads, world
from bench.figures import Figure, quantile

if TYPE_CHECKING:
    from bench.engines import Engine

ALL = "all pages"
REQUESTS = 120
ROWS = 20_000


def measure(engine: Engine) -> list[Figure]:
    """Measure the pages on one engine."""
    from bench.engines import answer

    reads.prepare(engine)
    requests, rows = (24, 4_000) if engine.is_quick else (REQUESTS, ROWS)
    quiet = engine.run(reads.NODE, "pages.ask", requests, 1)
    series = world.write_series(engine.folder / "further.csv", rows, seed=8)
    ended = engine.folder / "pages-ended"
    importer = engine.start(reads.NODE, "pages.importing", series, ended)
    busy = engine.run(reads.NODE, "pages.ask", requests, 2)
    ended.touch()
    answer(importer)
    for kind, milliseconds in busy.items():
        sys.stderr.write(f"  95 of 100 of {kind}: {milliseconds:.0f} ms, {quiet[kind]:.0f} ms while nobody imports\n")
    return [Figure(f"page.p95{engine.suffix}", busy[ALL], quiet[ALL])]


def ask(requests: int, seed: int) -> dict[str, float]:
    """Ask for pages in turn; milliseconds below which 95 of 100 stay, of each page and of all."""
    from corridor.web.desk.statements import store

    client = _signed_in()
    draw = Random(seed)
    uids = list(store.uids_of(_visible_things()).values())
    kinds = cycle(["/picture/", "/picture/?measure=incidents", "/picture/map.geojson", "thing", "/imports/", "find"])
    took: dict[str, list[float]] = {}
    for number in range(requests + 6):
        kind = next(kinds)
        address = {"thing": f"/things/{draw.choice(uids)}/", "find": f"/find/?q={draw.choice(world.PLACES)[:4]}"}
        begun = time.perf_counter()
        response = client.get(address.get(kind, kind), HTTP_HOST="localhost")
        body = b"".join(response) if response.streaming else response.content
        if number >= 6:  # The first of each finds templates cold, as the first after a start does.
            took.setdefault(kind, []).append(1000 * (time.perf_counter() - begun))
        if response.status_code != 200 or not body:
            raise SystemExit(f"{kind} answered {response.status_code}")
    return {kind: quantile(samples, 0.95) for kind, samples in took.items()} | {
        ALL: quantile([sample for samples in took.values() for sample in samples], 0.95)
    }


def _signed_in() -> Any:
    """Return a client that holds the session of the analyst, who has just chosen a duty."""
    from django.test import Client

    from corridor.web.base.accounts import queries
    from corridor.web.base.accounts.middleware import DUTY

    world.officer()
    account, duty = queries.duty_named(world.ANALYST)
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session[DUTY] = duty.id
    session.save()
    return client


def _visible_things() -> list[int]:
    from django.db import connection

    from corridor.core.handling.codes import Use
    from corridor.web.desk.statements import store

    reader_class = world.officer().reader_class
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM entity")
        low, high = cursor.fetchone()
    draw = Random(7)
    some = draw.sample(range(low, high + 1), 400)
    return [entity for entity in some if store.entity_rows(reader_class, Use.READ, [entity])][:100]


def importing(series: str, ended: str) -> int:
    """Import the series again and again, each time as another release, until a file says that it is enough."""
    from corridor.web.desk.imports import actions

    times, by = 0, world.officer()
    while not Path(ended).exists():
        times += 1
        fresh = world.write_series(
            Path(series).with_name(f"further-{times}.csv"), 20_000, seed=times, first=10**7 * times
        )
        load = world.waiting_load(by, fresh)
        actions.run(by=by, load=load, now=world.now())
    return times
