"""Finds every page of a node: from each function's first page along every link; every address without parameters."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.browser.conftest import Reception, Visitor

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
OK, NOT_ALLOWED = 200, 405
WIDE: Any = {"width": 1440, "height": 900}
RESOLVED = "all => all.map(one => new URL(one.getAttribute('href'), location.href).href)"
LEAVES = "logout"
"""An address that ends the walk of who follows it."""

ROUTES = """
import json, re, django
django.setup()
from django.urls import URLResolver, get_resolver
def walk(resolver, before, spaces):
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from walk(part, before + str(part.pattern), spaces + ((part.namespace,) if part.namespace else ()))
        else:
            yield ":".join((*spaces, part.name or str(part.pattern))), before + str(part.pattern)
print(json.dumps(list(walk(get_resolver(), "", ()))))
"""


NOTHING: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True)
class Place:
    """One page as it was found: its route, its address, and who found it."""

    route: str
    path: str
    handle: str


def routes(zone: str, home: str) -> dict[str, str]:
    """Return every route of a zone with its pattern; asked of a process of its own, as a process has one zone."""
    ours = ("CORRIDOR_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"CORRIDOR_HOME": home, "DJANGO_SETTINGS_MODULE": f"corridor.web.settings.{zone}"}
    asked = [sys.executable, "-c", ROUTES]
    told = subprocess.run(asked, env=environment, capture_output=True, text=True, check=True)
    return dict(json.loads(told.stdout.splitlines()[-1]))


def matcher(patterns: dict[str, str]) -> list[tuple[str, re.Pattern[str]]]:
    """Return how an address is recognised as one of the routes; those without parameters first."""
    ordered = sorted(patterns.items(), key=lambda one: one[1].count("<"))
    found = []
    for name, pattern in ordered:
        parts = PARAMETER.split(pattern)
        found.append((name, re.compile("".join(re.escape(p) if n % 2 == 0 else "[^/]+" for n, p in enumerate(parts)))))
    return found


def walk(
    reception: Reception,
    patterns: dict[str, str],
    handles: tuple[str, ...],
    again: Mapping[str, frozenset[str]] = NOTHING,
    *,
    ready: Callable[[Visitor], None] | None = None,
) -> Iterator[tuple[Visitor, Place]]:
    """Open one page of every route that somebody reaches, with a browser, and let the caller look at it.

    The first of the handles opens whatever leads on; who follows opens the own first page and what nobody saw before,
    and the routes named under `again`, where the own function leads on. `ready` prepares each one's browser; without it
    no map is loaded.
    """
    known = matcher(patterns)
    seen: set[str] = set()
    never: set[str] = set()
    plain = [f"/{pattern}" for pattern in patterns.values() if "<" not in pattern]
    for handle in handles:
        visitor = reception.visitor(handle, viewport=WIDE)
        (ready or without_map)(visitor)
        waiting = deque(["/", *plain])
        home_is_due = True
        due = set(again.get(handle, ()))
        while waiting:
            path = waiting.popleft()
            route = next((name for name, shape in known if shape.fullmatch(urlsplit(path).path[1:])), "")
            is_due = home_is_due or route not in seen or route in due
            if not route or route in never or LEAVES in path or not is_due:
                continue
            home_is_due = False
            due.discard(route)
            if not _shows(visitor, path, route, never):
                continue
            for link in visitor.page.eval_on_selector_all("a[href]", RESOLVED):
                there = urlsplit(link)
                if f"{there.scheme}://{there.netloc}" == visitor.address:
                    waiting.append(there.path + (f"?{there.query}" if there.query else ""))
            if route not in seen:
                seen.add(route)
                yield visitor, Place(route, path, handle)
        visitor.context.close()


def without_map(visitor: Visitor) -> None:
    """Let a visitor's browser load no map; unlike a route of Playwright's, that leaves its cache at work."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["*/map.js"]})


def _shows(visitor: Visitor, path: str, route: str, never: set[str]) -> bool:
    """Open an address; return whether it shows this visitor a page, and not a refusal, a file or the way elsewhere."""
    answer = visitor.page.request.get(visitor.address + path, max_redirects=0)
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    if answer.status == NOT_ALLOWED or (answer.status == OK and not is_page):
        never.add(route)
    if answer.status != OK or not is_page:
        return False
    visitor.page.goto(visitor.address + path)
    return True


def acts(visitor: Visitor, patterns: dict[str, str], names: set[str]) -> set[str]:
    """Return which of the routes only act: they take no GET."""
    found = set()
    for name in names:
        path = "/" + PARAMETER.sub(lambda at: "1" if at[1] in ("pk", "number") else "0" * 32, patterns[name])
        if visitor.page.request.get(visitor.address + path, max_redirects=0).status == NOT_ALLOWED:
            found.add(name)
    return found
