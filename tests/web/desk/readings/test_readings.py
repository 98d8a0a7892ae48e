"""An originator sees who read what it shared, in every way in which it is read; nothing of anybody else's items."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from corridor.core.handling.codes import ALL_USES
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.base.oversight import actions as oversight
from corridor.web.base.oversight import queries
from corridor.web.base.oversight.models import Counted, Reading
from corridor.web.base.oversight.queries import ReadingTotal
from corridor.web.base.tokens.actions import make_token
from tests import cast, make

pytestmark = [pytest.mark.django_db, pytest.mark.store]

OURS = "ours"
THING = make.uid(OURS)


@pytest.fixture
def shared() -> str:
    """An incident that XA reported to its partners, who may do anything with it."""
    return _file(cast.ANALYST_XA, "partners", OURS)


def _file(by: cast.Member, preset: str, name: str, *recipients: str) -> str:
    marked = make.marking(preset, by.authority, *recipients, uses=ALL_USES)
    return make.file(cast.officer(by), make.incident(name), ref=f"R-{name}-{by.handle}", marked=marked)


def told(member: cast.Member = cast.ANALYST_XA) -> list[tuple[str, str, str, int]]:
    """Return what an originator is told: authority, function, way, and how often."""
    oversight.catch_up()
    return [_short(one) for one in queries.own_readings_for(cast.officer(member))]


def _short(one: ReadingTotal) -> tuple[str, str, str, int]:
    return one.authority, one.function, one.way, one.readings


def _program() -> Client:
    token = make_token(by=cast.officer(cast.ANALYST_XB), name="reader", days=1, now=timezone.now())
    return Client(headers={"Authorization": f"Bearer {token.secret}"})


def _page(where: str) -> Callable[[], Any]:
    return lambda: cast.client(cast.ANALYST_XB).get(where)


WAYS: dict[str, tuple[Callable[[], Any], str]] = {
    "page": (_page(f"/things/{THING}/"), "page"),
    "history": (_page(f"/things/{THING}/history/"), "page"),
    "members": (_page(f"/things/{THING}/members/"), "page"),
    "compare": (_page(f"/things/{THING}/compare/"), "page"),
    "map": (_page(f"/things/{THING}/map.geojson"), "page"),
    "print": (_page(f"/things/{THING}/print/"), "print"),
    "export of one": (_page(f"/things/{THING}/export.json"), "export"),
    "search": (_page("/find/?words=ashmar"), "listed"),
    "api thing": (lambda: _program().get(f"/api/v1/things/{THING}"), "program"),
    "api statements": (lambda: _program().get(f"/api/v1/things/{THING}/statements"), "program"),
    "api search": (lambda: _program().get("/api/v1/things?words=ashmar"), "listed"),
    "api export": (lambda: _program().get("/api/v1/exports?format=csv&view=everything"), "export"),
    "export of many": (
        lambda: cast.client(cast.ANALYST_XB).post("/export/?view=everything", {"format": "csv"}),
        "export",
    ),
    "export of a thing as a file": (
        lambda: cast.client(cast.ANALYST_XB).post(f"/export/?view=thing&thing={THING}", {"format": "csv"}),
        "export",
    ),
}


@pytest.mark.parametrize("name", WAYS)
def test_every_way_of_reading_is_told_to_the_originator(shared: str, name: str) -> None:
    read, way = WAYS[name]

    answer = read()

    assert answer.status_code == 200, name
    _put_away(answer)
    assert told() == [("XB-BRD", "analyst", way, 1)]


def _put_away(answer: Any) -> None:
    """Read a file to its end, as a browser does, so that it is closed."""
    if answer.streaming:
        for _ in answer.streaming_content:
            pass


def test_what_one_reads_of_the_own_authority_is_told_to_nobody(shared: str) -> None:
    cast.client(cast.INVESTIGATOR_XA).get(f"/things/{THING}/")

    assert told() == []
    assert not Reading.objects.exists()


def test_the_entry_names_a_marking_and_a_thing_and_no_originator_in_words(shared: str) -> None:
    cast.client(cast.ANALYST_XB).get(f"/things/{THING}/")

    entry = LedgerEntry.objects.filter(event="page:read").latest("position")

    assert re.search(rf'"of":\["[0-9a-f]{{16}}:[0-9]+:{THING}"\]', entry.detail)


def test_the_page_tells_authorities_and_functions_and_never_an_officer_or_a_question(shared: str) -> None:
    browser = cast.client(cast.ANALYST_XB)
    browser.get(f"/things/{THING}/")
    browser.get("/find/?words=ashmar")

    for where in ("/readings/", f"/things/{THING}/readings/"):
        answer = cast.client(cast.ANALYST_XA).get(where)
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "XB-BRD" in text
        assert "analyst" in text
        for hidden in (cast.ANALYST_XB.handle, cast.ANALYST_XB.name, "words="):
            assert hidden not in text


def test_an_authority_sees_only_who_read_its_own_items(shared: str) -> None:
    """XA and XC speak of the same thing; XB reads it; each is told of its own items, and nothing of the other's."""
    _file(cast.ANALYST_XC, "partners", OURS)
    cast.client(cast.ANALYST_XB).get(f"/things/{THING}/")
    oversight.catch_up()

    counts = {
        member.authority: [one.items for one in queries.own_readings_for(cast.officer(member))]
        for member in (cast.ANALYST_XA, cast.ANALYST_XC)
    }
    marks = Reading.objects.count()

    assert marks == 2
    assert [len(items) for items in counts.values()] == [1, 1]


def test_whether_others_hold_something_on_the_same_thing_makes_no_difference(shared: str) -> None:
    cast.client(cast.ANALYST_XB).get(f"/things/{THING}/")
    before = cast.client(cast.ANALYST_XA).get(f"/things/{THING}/readings/").content
    oversight.count_anew()
    LedgerEntry.objects.all()  # The same ledger is counted, with hidden reports beside it now.

    _file(cast.ANALYST_XB, "own-authority", OURS)
    _file(cast.ANALYST_XC, "own-authority", OURS)
    after = cast.client(cast.ANALYST_XA).get(f"/things/{THING}/readings/").content

    assert _without_tokens(after) == _without_tokens(before)


def _without_tokens(page: bytes) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page.decode())


def test_what_a_reader_may_not_see_of_the_own_authority_is_not_told_to_it_either() -> None:
    partners = make.marking("law-enforcement", "XA-POL", "XB-BRD", "XC-PRO", uses=ALL_USES)
    sealed = replace(partners, functions=frozenset({"prosecutor", "investigator"}))
    make.file(cast.officer(cast.INVESTIGATOR_XA), make.incident(OURS), ref="R-sealed", marked=sealed)
    assert cast.client(cast.ANALYST_XA).get(f"/things/{THING}/").status_code == 404
    assert cast.client(cast.PROSECUTOR_XC).get(f"/things/{THING}/").status_code == 200

    assert told(cast.ANALYST_XA) == []
    assert Reading.objects.count() == 1
    assert queries.things_read_for(cast.officer(cast.ANALYST_XA), most=9) == []


def test_a_thing_that_does_not_exist_for_the_reader_has_no_readings_page(shared: str) -> None:
    _file(cast.ANALYST_XB, "own-authority", "theirs")

    for uid in (make.uid("theirs"), "f" * 32):
        assert cast.client(cast.ANALYST_XA).get(f"/things/{uid}/readings/").status_code == 404


@pytest.mark.parametrize("where", ["/readings/", f"/things/{THING}/readings/"])
@pytest.mark.parametrize(
    "member",
    [cast.FIELD_OFFICER_XA, cast.STATISTICIAN_XA, cast.OVERSEER_XA, cast.ADMINISTRATOR_XA, cast.INVESTIGATOR_XA],
    ids=lambda one: one.function,
)
def test_only_analysts_and_liaison_officers_review_readings(shared: str, member: cast.Member, where: str) -> None:
    assert cast.client(member).get(where).status_code == 403


def test_an_overseer_sees_who_read_whose_information_and_not_which(shared: str) -> None:
    cast.client(cast.ANALYST_XB).get(f"/things/{THING}/")

    text = cast.client(cast.OVERSEER_XA).get("/ledger/readings/").content.decode()

    assert "XB-BRD" in text
    assert "XA-POL" in text
    assert THING not in text


def test_the_overseer_of_a_guest_sees_readings_by_or_of_the_own_authority_alone(shared: str) -> None:
    cast.client(cast.ANALYST_XB).get(f"/things/{THING}/")
    cast.grant(cast.ANALYST_XC, "overseer", "oversight")
    cast.grant(cast.ANALYST_XB, "overseer", "oversight")

    stranger = cast.officer(cast.ANALYST_XC, function="overseer")
    reader = cast.officer(cast.ANALYST_XB, function="overseer")
    oversight.catch_up()

    assert queries.readings_for(stranger) == []
    assert [one.originator for one in queries.readings_for(reader)] == ["XA-POL"]


def test_counting_in_batches_anew_or_twice_comes_to_the_same(shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = cast.client(cast.ANALYST_XB)
    for _ in range(7):
        browser.get(f"/things/{THING}/")
    once = told()

    oversight.catch_up()
    twice = told()
    monkeypatch.setattr(oversight, "BATCH", 3)
    oversight.count_anew()

    assert once == twice == told() == [("XB-BRD", "analyst", "page", 7)]


def test_a_ledger_brought_back_is_counted_from_the_beginning(shared: str) -> None:
    cast.client(cast.ANALYST_XB).get(f"/things/{THING}/")
    assert told()

    Counted.objects.filter(pk=1).update(position=Counted.objects.get(pk=1).position + 40)

    assert told() == [("XB-BRD", "analyst", "page", 1)]
