"""The first page: by function, since the last visit, and nothing of what the reader may not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from corridor.web.desk.home import actions, queries
from tests import cast, make
from tests.web.desk.watch.test_watches import begin, year

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _layouts() -> Iterator[None]:
    """Take away the layouts that a test made: in other tests, two of one shape would fit the same file."""
    folder = settings.HOME / "mappings"
    before = set(folder.glob("*.yaml"))
    yield
    for made in set(folder.glob("*.yaml")) - before:
        made.unlink()


@pytest.mark.parametrize(
    ("member", "shown", "absent"),
    [
        (cast.ANALYST_XA, ("Look at the picture", "What changed", "What came back"), ("Verify the ledger",)),
        (cast.FIELD_OFFICER_XA, ("Write a report", "Hand somebody over"), ("Import files",)),
        (cast.STATISTICIAN_XA, ("Look at the picture",), ("Find something",)),
        (cast.OVERSEER_XA, ("Verify the ledger",), ("What changed", "Look at the picture", "What came back")),
        (cast.ADMINISTRATOR_XA, ("Look after officers",), ("What changed", "What came back")),
    ],
    ids=lambda value: getattr(value, "function", ""),
)
def test_everybody_finds_what_the_own_function_begins_with(
    member: cast.Member, shown: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    answer = cast.client(member).get("/")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert [words for words in shown if words not in page] == []
    assert [words for words in absent if words in page] == []
    assert len(answer.content) < 60_000


def test_an_old_address_of_the_picture_leads_there() -> None:
    answer = cast.client(cast.ANALYST_XA).get("/?measure=incidents&place=Ashmar%20Point")

    assert (answer.status_code, answer["Location"]) == (302, "/picture/?measure=incidents&place=Ashmar+Point")


def test_only_releases_that_the_reader_may_see_are_told_as_published() -> None:
    by, other = cast.officer(cast.ANALYST_XA), cast.officer(cast.ANALYST_XB)
    for name, preset in (("open", "public"), ("closed", "own-authority")):
        make.mapping(name)
        make.load(by, make.table([make.row("R-1")]), mapping=name, preset=preset)

    mine = cast.client(cast.ANALYST_XA).get("/").content.decode()
    theirs = cast.client(cast.ANALYST_XB).get("/").content.decode()

    assert len(queries.releases_for(by, NOW - timedelta(days=9999))) == 2
    assert len(queries.releases_for(other, NOW - timedelta(days=9999))) == 1
    assert ("Open" in mine, "Closed" in mine) == (True, True)
    assert ("Open" in theirs, "Closed" in theirs) == (True, False)


def test_it_tells_what_changed_since_the_visit_before() -> None:
    by = cast.officer(cast.ANALYST_XA)

    first = actions.come(by=by, now=NOW)
    again = actions.come(by=by, now=NOW + timedelta(minutes=20))
    later = actions.come(by=by, now=NOW + timedelta(days=3))
    still = actions.come(by=by, now=NOW + timedelta(days=3, minutes=5))

    assert (first, again) == (NOW - actions.FIRST_LOOK, NOW - actions.FIRST_LOOK + timedelta(minutes=20))
    assert (later, still) == (NOW, NOW)


def test_what_stands_for_a_watch_and_what_waits_are_told() -> None:
    by = cast.officer(cast.ANALYST_XA)
    year(by, 150)
    begin(by)
    make.begin(by, make.table([make.row("R-1")]), mapping=make.mapping("waiting"))

    page = cast.client(cast.ANALYST_XA).get("/").content.decode()

    assert "More than normal" in page
    assert "Imports wait or have failed" in page
    assert "More than normal" not in cast.client(cast.ANALYST_XB).get("/").content.decode()
