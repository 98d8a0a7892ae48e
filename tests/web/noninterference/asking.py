"""Asks every entrance on behalf of one reader and keeps the answers byte for byte."""

from __future__ import annotations

import io
import json
import logging
import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock
from urllib.parse import quote

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from corridor import cli
from corridor.web.base.tokens.actions import make_token
from tests import cast
from tests.web.noninterference.building import identifiers_of
from tests.web.noninterference.entrances import COMMANDS, FILES, ROUTES, Form, Known, Route, routes

Answers = list[tuple[str, str]]
"""What was asked and what came back, in order."""

Asking = TypeVar("Asking")

SESSION = re.compile(r"(corridor_desk_session=)[^;]*")
EXPIRES = re.compile(r"expires=[^;]*;? ?")


class Picked:
    """Says what is asked in a world; as it stands, everything."""

    def enters(self, entrance: str) -> bool:
        """Say whether anything is asked of this entrance: the name of a route or of a command."""
        return True

    def __call__(self, what: str) -> bool:
        """Say whether this is asked."""
        return True

    def once(self, what: str) -> bool:
        """Say whether this is asked where nothing else is asked of its entrance."""
        return True


everything = Picked()


class OneIn(Picked):
    """Asks one of so many things, others in each world; of an entrance left out, one in some of the worlds.

    `of` names parts of the names of entrances: then of these alone, and there what would be asked without it. `seldom`
    says in how many worlds an entrance that is left out is asked one thing all the same: one in so many.
    """

    def __init__(self, share: int, seed: int, *, of: Sequence[str] = ("",), seldom: int = 2) -> None:
        self.share = share
        self.seed = seed
        self.of = of
        self.seldom = seldom
        self.entrance = ""
        self.asked: set[str] = set()

    def enters(self, entrance: str) -> bool:
        """Say whether anything is asked of this entrance."""
        self.entrance = entrance
        return any(part in entrance for part in self.of)

    def __call__(self, what: str) -> bool:
        """Say whether this is asked."""
        return self._noted((zlib.crc32(what.encode()) + self.seed) % self.share == 0)

    def once(self, what: str) -> bool:
        """Say whether this is asked where nothing else is asked of its entrance."""
        return self._noted((zlib.crc32(self.entrance.encode()) + self.seed) % self.seldom == 0)

    def _noted(self, is_asked: bool) -> bool:
        if is_asked:
            self.asked.add(self.entrance)
        return is_asked


class These(Picked):
    """Asks what was named and nothing else."""

    def __init__(self, named: Collection[str]) -> None:
        self.named = named

    def __call__(self, what: str) -> bool:
        """Say whether this is asked."""
        return what in self.named

    def once(self, what: str) -> bool:
        """Ask nothing else of an entrance."""
        return False


def ask_everything(
    member: cast.Member, known: Known, *, own_pages_only: bool = False, picked: Picked = everything
) -> Answers:
    """Ask every entrance: first what reads, then what acts, then the plain pages once more.

    `own_pages_only` leaves out the pages of the packages we use, which know nothing of a world.
    """
    with _without_chance():
        browser = _signed_in(member)
        answers = list(_pages(browser, known, picked, own_only=own_pages_only))
        answers += _commands(member, known, picked, acting=False)
        answers += list(_forms(browser, known, picked))
        answers += _commands(member, known, picked, acting=True)
        answers += [("afterwards, " + what, answer) for what, answer in _pages(browser, known, picked, plain=True)]
    return answers


def _some(asked: Iterable[Asking], picked: Picked) -> Iterator[Asking]:
    """Yield what of one entrance is asked in this world: what is picked; where nothing is, the first or nothing."""
    first, was_picked = None, False
    for one in asked:
        first = first or one
        if picked(str(one)):
            was_picked = True
            yield one
    if first is not None and not was_picked and picked.once(str(first)):
        yield first


class Browser(Client):
    """A browser with a session, and beside it a program with a token of the same member."""

    program: Client


def _by(browser: Browser, route: Route) -> Client:
    """Return who asks a route: a program where programs ask, a browser elsewhere."""
    return browser.program if route.name.startswith("api:") else browser


def _signed_in(member: cast.Member) -> Browser:
    identifiers_of("sign in")
    browser = Browser(raise_request_exception=False)
    browser.cookies = cast.client(member).cookies
    browser.cookies[settings.CSRF_COOKIE_NAME] = "c" * 32
    token = make_token(by=cast.officer(member), name="comparison", days=90, now=timezone.now())
    browser.program = Client(headers={"Authorization": f"Bearer {token.secret}"}, raise_request_exception=False)
    return browser


@contextmanager
def _without_chance() -> Iterator[None]:
    """Take the chance out of the tokens in forms."""
    logging.disable(logging.CRITICAL)  # Thousands of pages are refused on purpose.
    try:
        yield from _masked()
    finally:
        logging.disable(logging.NOTSET)


def _masked() -> Iterator[None]:
    with (
        mock.patch("django.middleware.csrf._mask_cipher_secret", lambda secret: "m" * 64),
        mock.patch("django.middleware.csrf._get_new_csrf_string", lambda: "c" * 32),
    ):
        yield


def _addresses(route: Route, known: Known) -> Iterator[str]:
    asked = ROUTES[route.name]
    pattern = "/" + route.pattern
    if not route.parameters:
        yield pattern
        return
    values = [list(dict.fromkeys(known.reference(asked.parameters[one]))) for one in route.parameters]
    for number in range(max(map(len, values))):
        address = pattern
        for some in values:
            address = re.sub(r"<[^>]*>", quote(some[number % len(some)], safe=""), address, count=1)
        yield address


def _pages(
    browser: Browser, known: Known, picked: Picked, *, plain: bool = False, own_only: bool = False
) -> Iterator[tuple[str, str]]:
    for route in routes():
        asked = ROUTES[route.name]
        if not asked.reads or (plain and (route.parameters or not route.name.startswith("desk:"))):
            continue
        if (own_only and ":" not in route.name) or not picked.enters(route.name):
            continue
        places = (
            address + (f"?{query}" if query else "")
            for address in _addresses(route, known)
            for query in asked.queries(known)
        )
        for where in _some(places, picked):
            identifiers_of(where)
            yield f"GET {where}", _told(_by(browser, route).get(where))


def _forms(browser: Browser, known: Known, picked: Picked) -> Iterator[tuple[str, str]]:
    for route in routes():
        asked = ROUTES[route.name]
        if asked.forms is None or not picked.enters(route.name):
            continue
        sent = (
            (address + (f"?{form.query}" if form.query else ""), number, form)
            for address in _addresses(route, known)
            for number, form in enumerate(asked.forms(known))
        )
        for where, number, form in _some(sent, picked):
            identifiers_of(where, number)
            if form.json is not None:
                written: Any = json.dumps(form.json)
                response = _by(browser, route).post(where, written, content_type="application/json")
            else:
                response = _by(browser, route).post(where, _fields(form))
            yield f"POST {where} ({number})", _told(response)
            if response.status_code == 302 and response["Location"].startswith("/"):
                yield f"GET after POST {where} ({number})", _told(browser.get(response["Location"]))


def _fields(form: Form) -> dict[str, Any]:
    fields = dict(form.fields)
    if "files" in fields:
        fields["files"] = [
            SimpleUploadedFile(f"brought-{n}.csv", content, "text/csv") for n, content in enumerate(fields["files"])
        ]
    if "file" in fields:
        fields["file"] = SimpleUploadedFile("sent.csv", fields["file"], "text/csv")
    return fields


def _told(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    cookies = "\n".join(
        EXPIRES.sub("", SESSION.sub(r"\1…", morsel.OutputString())) for _, morsel in sorted(response.cookies.items())
    )
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()) if name != "Expires")
    return f"{response.status_code}\n{headers}\n{cookies}\n\n{body.decode('utf-8', 'replace')}"


def _commands(member: cast.Member, known: Known, picked: Picked, *, acting: bool) -> Answers:
    answers: Answers = []
    folder = settings.HOME / "given"
    folder.mkdir(exist_ok=True)
    for name, content in zip(FILES, known.contents, strict=False):
        (folder / name).write_bytes(content)
    for name, samples in COMMANDS.items():
        if samples is None or (name in ("import", "undo", "redo", "officer", "init")) != acting:
            continue
        if not picked.enters(name):
            continue
        for arguments in _some(samples(known), picked):
            given = [
                str(folder / one)
                if (name, n) in (("import", 0), ("mapping", 1)) or one.startswith("exported.")
                else one
                for n, one in enumerate(arguments)
            ]
            identifiers_of(name, *arguments)
            home = str(settings.HOME)
            told = _run(["--home", home, "--as", f"{member.handle}:{member.function}", name, *given, "--json"])
            answers.append((f"corridor {name} {' '.join(arguments)}", told.replace(home, "HOME")))
    return answers


def _run(arguments: list[str]) -> str:
    said, wrong = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(wrong):
        try:
            code: object = cli.main(arguments)
        except SystemExit as left:
            code = left.code
        except Exception as fault:  # noqa: BLE001  # any fault is an answer to be looked at
            code = f"500 {type(fault).__name__}: {fault}"
    return f"{code}\n{said.getvalue()}\n{wrong.getvalue()}"


def faults(answers: Answers) -> list[str]:
    """Return what failed instead of answering."""
    return [what for what, answer in answers if answer.startswith("5")]


def shown(folder: Path, first: Answers, second: Answers) -> str:
    """Write two lists of answers side by side where somebody can look at them."""
    for name, answers in (("first.json", first), ("second.json", second)):
        (folder / name).write_text(json.dumps(answers, indent=1, ensure_ascii=False))
    return str(folder)
