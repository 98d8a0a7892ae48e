"""The log tells when, where and what kind; never what people typed, read or are called."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from corridor.core.kernel.errors import NotFound
from corridor.web.base.observation.log import Lines
from tests import cast, make

pytestmark = pytest.mark.django_db

PLANTED = "Zephyrine"
EVERY = ("", "corridor.request", "django.request", "django.security", "django", "axes")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Listen to every logger at its most talkative, through the node's own formatter."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines(as_json=True))
    loggers = [logging.getLogger(name) for name in EVERY]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


def told(lines: io.StringIO) -> list[dict[str, Any]]:
    """Return every line as the object it is."""
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_nothing_that_was_typed_or_read_is_in_the_log(lines: io.StringIO) -> None:
    by = cast.officer(cast.INVESTIGATOR_XA)
    make.file(by, make.incident("wreck", place_text=PLANTED))
    browser = cast.client(cast.INVESTIGATOR_XA)
    browser.raise_request_exception = False

    browser.get(f"/find/?words={PLANTED}")
    browser.get(f"/picture/?place={PLANTED}")
    browser.get(f"/things/{PLANTED}/")
    browser.get(f"/{PLANTED}/")
    browser.post("/accounts/login/", {"login": PLANTED, "password": PLANTED})
    Client().post("/accounts/login/", {"login": PLANTED, "password": PLANTED})
    Client(headers={"user-agent": PLANTED}, REMOTE_ADDR="192.0.2.77").get("/", headers={"host": f"{PLANTED}.example"})

    assert "desk:find" in lines.getvalue()
    for word in (PLANTED, PLANTED.lower(), cast.INVESTIGATOR_XA.handle, "Oru Halden", "192.0.2.77"):
        assert word not in lines.getvalue()


def test_a_request_is_one_line_with_route_status_and_number(lines: io.StringIO) -> None:
    cast.client(cast.ANALYST_XA).get("/imports/?page=2")

    (line,) = [line for line in told(lines) if line["logger"] == "corridor.request"]
    assert {name: line[name] for name in ("method", "route", "status")} == {
        "method": "GET",
        "route": "desk:imports",
        "status": 200,
    }
    assert len(str(line["id"])) == 32
    assert set(line) == {"at", "level", "logger", "method", "route", "status", "ms", "id"}


def test_a_fault_is_told_by_class_and_place_and_its_page_shows_the_number_of_the_line(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corridor.web.desk.imports import queries

    def broken(*given: object, **named: object) -> None:
        raise RuntimeError(f"the row of {PLANTED} is broken")

    browser = cast.client(cast.ANALYST_XA)
    browser.raise_request_exception = False
    for name in [name for name in vars(queries) if name.startswith("loads")]:
        monkeypatch.setattr(queries, name, broken)

    page = browser.get("/imports/")

    (fault,) = [line for line in told(lines) if line["logger"] == "django.request" and line["level"] == "ERROR"]
    assert page.status_code == 500
    assert str(fault["id"]) in page.content.decode()
    assert fault["exception"]["type"] == "builtins.RuntimeError"
    assert PLANTED not in lines.getvalue()


def test_a_refusal_shows_the_number_of_its_line(lines: io.StringIO) -> None:
    page = cast.client(cast.OVERSEER_XA).get("/imports/")

    (line,) = [line for line in told(lines) if line["logger"] == "corridor.request"]
    assert page.status_code == line["status"] == 403
    assert str(line["id"]) in page.content.decode()


def test_an_absent_page_carries_no_number_so_that_all_of_them_are_the_same() -> None:
    page = cast.client(cast.ANALYST_XA).get("/things/" + "f" * 32 + "/")

    assert page.status_code == 404
    assert "Number of this request" not in page.content.decode()


@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.parametrize(
    ("name", "message", "given"),
    [
        ("django.db", f"INSERT {PLANTED}", ()),
        ("django.db", "INSERT %s", (PLANTED,)),
        ("somewhere", {"row": PLANTED}, ()),
        ("corridor.worker", "a job for %s", (PLANTED,)),
    ],
)
def test_what_a_message_is_filled_with_stays_out(
    as_json: bool, name: str, message: object, given: tuple[str, ...]
) -> None:
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, given, None)

    assert PLANTED not in Lines(as_json=as_json).format(record)


def test_of_an_exception_neither_its_words_nor_those_of_its_cause_are_told() -> None:
    try:
        try:
            raise ValueError(PLANTED)
        except ValueError as first:
            raise NotFound(kind=PLANTED) from first
    except NotFound as raised:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "no", (), (NotFound, raised, raised.__traceback__))

    line = Lines(as_json=True).format(record)

    assert PLANTED not in line
    exception = json.loads(line)["exception"]
    assert exception["code"] == "kernel.E01"
    assert exception["cause"]["type"] == "builtins.ValueError"


def test_the_service_itself_logs_by_this_formatter() -> None:
    from django.conf import settings

    chosen: dict[str, Any] = settings.LOGGING
    assert chosen["handlers"]["console"]["formatter"] == "lines"
    assert chosen["formatters"]["lines"]["()"] == "corridor.web.base.observation.log.Lines"
