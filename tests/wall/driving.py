"""Drives every entrance of a desk with every reference of protection, and looks through all that it holds."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.two_zones import Browser, Page, Zones, clean_environment
from tests.wall.planting import STEM, Planted

OFFICERS = ("xa.field", "xa.investigator", "xa.analyst", "xa.overseer", "xa.administrator", "xc.prosecutor")
"""One of each function of the desk that could have a reason to look."""

COMMANDS_LEFT_OUT = frozenset({"serve", "demo", "certificate", "restore", "init", "recovery"})
"""Commands that make or serve a node; none answers about rows."""


COMMANDS = """
import json, os, sys, tempfile, traceback
from corridor import cli
told, out, wrong = [], os.dup(1), os.dup(2)
for arguments in json.loads(sys.argv[1]):
    with tempfile.TemporaryFile() as said:
        os.dup2(said.fileno(), 1), os.dup2(said.fileno(), 2)
        try:
            cli.main(arguments)
        except SystemExit:
            pass
        except Exception:
            traceback.print_exc()
        sys.stdout.flush(), sys.stderr.flush()
        os.dup2(out, 1), os.dup2(wrong, 2)
        said.seek(0)
        told.append(said.read().decode("utf-8", "surrogateescape"))
print(json.dumps(told))
"""
"""Runs many commands in one process and keeps all that each of them said, whoever of its parts said it."""

LEFT_OUT = frozenset({"account_logout"})


def forms_of(word: str) -> Iterator[bytes]:
    """Yield how a word may stand in bytes: as text, in wide characters, as base64 wherever it begins."""
    for text in (word, word.upper(), word.capitalize()):
        yield text.encode()
        yield text.encode("utf-16-le")
        for shift in range(3):
            whole = base64.b64encode(b"\0" * shift + text.encode())
            yield whole[4 if shift else 0 : -4]
    yield word.encode().hex().encode()


def marks_in(content: bytes, marks: Iterable[str]) -> list[str]:
    """Return the marks that stand somewhere in bytes."""
    return [mark for mark in marks if any(form in content for form in forms_of(mark))]


def known_of(planted: Planted) -> Any:
    """Return what somebody would ask for who knew every reference of protection."""
    from tests.web.noninterference.entrances import Known

    refs = (*planted.references, *(["e" * 32] * 8))[:8]
    contents = (b"ref,day\n1,2021-01-01\n",) * 3
    return Known(refs, refs, refs, refs, refs, contents, mappings=refs, judgements=refs)


def drive(
    zones: Zones, planted: Planted, *, officers: Sequence[str] = OFFICERS, each: int = 8
) -> Iterator[tuple[str, bytes]]:
    """Yield what every page, call of the API, form and command of the desk answers.

    Args:
        officers: Who asks.
        each: How many references of protection, and how many queries, every address is asked for.
    """
    for handle in officers:
        browser = Browser(zones.origins["desk"]).sign_in(handle)
        secret = zones.run("desk", "token", "wall", "--as", handle).get("secret", "")
        for what, page in _pages(browser, planted, each, secret):
            yield f"{handle} {page.status} {what}", page.whole
    metrics = urllib.request.Request(f"{zones.origins['desk']}/metrics", headers={"Authorization": "Bearer collector"})
    with urllib.request.urlopen(metrics, timeout=30) as answer:
        yield "metrics", answer.read()
    yield from _commands(zones, planted)


def _pages(browser: Browser, planted: Planted, each: int, secret: str) -> Iterator[tuple[str, Page]]:
    from tests.web.noninterference.entrances import ROUTES, routes

    known = known_of(planted)
    for route in routes():
        asked = ROUTES.get(route.name)
        if asked is None or route.name in LEFT_OUT:
            continue
        queries = dict.fromkeys([*asked.queries(known)[:each], f"words={STEM}", f"q={STEM}&place={STEM}"])
        token = secret if route.name.startswith("api:") else ""
        for address in _addresses(route, known, each):
            for query in queries if not route.parameters else ("",):
                where = f"{address}?{query}" if query else address
                if asked.reads:
                    yield f"GET {where}", browser.get(where, token=token)
            for form in asked.forms(known)[:2] if asked.forms is not None and not route.parameters else ():
                fields = {name: value for name, value in form.fields.items() if _is_text(value)}
                yield f"POST {address}", browser.post(address, fields)


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _addresses(route: Any, known: Any, each: int) -> Iterator[str]:
    pattern = "/" + route.pattern.lstrip("^").rstrip("$").removesuffix("\\Z")
    if not route.parameters:
        yield pattern
        return
    for value in list(dict.fromkeys(known.things))[:each]:
        yield re.sub(r"<[^>]*>", urllib.parse.quote(value, safe=""), pattern)


def _commands(zones: Zones, planted: Planted) -> Iterator[tuple[str, bytes]]:
    from tests.web.noninterference.entrances import commands

    reference = planted.references[0]
    given = {"find": [STEM], "undo": [reference], "redo": [reference], "import": [reference], "door": ["list"]}
    given |= {
        "mapping": ["propose", reference],
        "token": [],
        "export": ["--format", "csv", "--out", str(zones.desk / "out")],
    }
    given |= {
        "backup": ["--to", str(zones.desk.parent / "kept")],
        "officer": [reference, "--name", "x", "--duty", "x:y"],
    }
    (zones.desk.parent / "kept").mkdir(exist_ok=True)
    names = [name for name in commands() if name not in COMMANDS_LEFT_OUT]
    wanted = [["--home", str(zones.desk), name, *given.get(name, []), "--json"] for name in names]
    asked = [sys.executable, "-c", COMMANDS, json.dumps(wanted)]
    done = subprocess.run(asked, env=clean_environment(), capture_output=True, check=True, timeout=180)
    told = json.loads(done.stdout)
    assert len(told) == len(names)
    for name, said in zip(names, told, strict=True):
        assert said, f"corridor {name} said nothing"
        yield f"corridor {name}", said.encode("utf-8", "surrogateescape")


def files_of(zones: Zones, *others: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every byte of the desk's home, without that of protection, and of what was written beside it."""
    for path in sorted(zones.desk.rglob("*")):
        if path.is_file() and zones.protection not in path.parents:
            yield str(path.relative_to(zones.desk)), path.read_bytes()
    for place in others:
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file():
                yield path.name, path.read_bytes()


def traces(found: Iterable[tuple[str, bytes]], marks: Iterable[str]) -> list[str]:
    """Return where a mark or a reference of protection stands."""
    wanted = tuple(marks)
    return [f"{where}: {', '.join(seen)}" for where, content in found if (seen := marks_in(content, wanted))]
