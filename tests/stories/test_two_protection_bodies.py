"""Two protection bodies, each on a node of its own, and one person between them who changes their mind.

Everything goes by pages and by files that are carried; neither node can read what it carries for the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corridor.core.casework.codes import MUST_EXPLAIN
from tests.stories.body import Body

NAME, WORDS = "Ketevora Zinzindel", "quorblimey"


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Body, Body]]:
    """Two bodies that have exchanged their cards and compared fingerprints."""
    folder = tmp_path_factory.mktemp("bodies")
    here = Body(folder / "here", "INT-MPA", "Migrant Protection Agency")
    there = Body(folder / "there", "INT-MPB", "Refuge Network")
    try:
        _introduce(here, there)
        _introduce(there, here)
        yield here, there
    finally:
        here.leave()
        there.leave()


def _introduce(one: Body, to: Body) -> None:
    _, card = one.ask("/bodies/card/")
    _, page = one.ask("/bodies/")
    fingerprint = re.search(rb"(?:[0-9A-F]{4} ){11}[0-9A-F]{4}", page)
    assert fingerprint is not None
    assert to.send("/bodies/", card=card)[0] == 302
    checked = to.send(f"/bodies/{one.code}/check/", {"fingerprint": fingerprint[0].decode()}, by="second")
    assert checked[0] == 302


def _case_with_consent(here: Body, *, days: int = 30) -> str:
    """Open a case, agree that two parts go to the other body, share them, and return the address of the case."""
    opened = here.send("/cases/new/", {"basis": "consent", "called": NAME, "account": "not for others"})
    case = opened[1]
    here.send(f"{case}write/need/", {"kind": "safe-shelter", "words": WORDS})
    until = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
    agreed = {
        "purpose": "onward-protection",
        "recipient": "INT-MPB",
        "fields": ["name", "needs"],
        "informed": sorted(MUST_EXPLAIN),
        "given_by": "person",
        "way": "spoken",
        "until": until,
    }
    assert here.send(f"{case}consents/new/", agreed)[0] == 302
    assert here.send(_found(here, case, "share"), {"fields": ["name", "needs"]})[0] == 302
    return case


def _found(body: Body, page: str, act: str) -> str:
    """Return the address of the first link on a page that ends with an act."""
    _, content = body.ask(page)
    found = re.search(rf'href="([^"]*/{act}/)"', content.decode())
    assert found is not None, act
    return found[1]


def _carry(giver: Body, page: str, act: str, to: Body, *, by: str = "first") -> tuple[int, bytes]:
    """Take a letter from a page of one body to the other; return the status and the letter."""
    _, letter = giver.ask(_found(giver, page, act))
    return to.send("/received/", by=by, letter=letter)[0], letter


def test_what_one_body_shares_the_other_reads_until_the_person_takes_it_back(bodies: tuple[Body, Body]) -> None:
    here, there = bodies
    case = _case_with_consent(here)

    status, letter = _carry(here, case, "letter", there)

    assert status == 302
    assert NAME.encode() not in letter and WORDS.encode() not in letter
    part = _found(there, "/received/", r"received/[0-9a-f]{32}")
    page = there.ask(part)[1].decode()
    assert NAME in page and WORDS in page and "not for others" not in page
    assert there.ask(part, by="second")[0] == 404
    assert _carry(there, "/received/", "attestation", here)[0] == 302
    assert "received" in here.ask(case)[1].decode()

    assert here.send(_found(here, case, "withdraw"), {})[0] == 302
    assert "Unconfirmed since" in here.ask(case)[1].decode()
    assert _carry(here, case, "letter", there)[0] == 302

    assert there.ask(part)[0] == 404
    assert NAME not in there.ask("/received/")[1].decode()
    assert there.send("/received/", letter=letter)[0] == 302, "the old letter brought again changes nothing"
    assert there.ask(part)[0] == 404
    assert _carry(there, "/received/", "attestation", here)[0] == 302
    assert "erased, as the recipient attests" in here.ask(case)[1].decode()


def test_what_runs_out_is_gone_there_without_anybody_asking(bodies: tuple[Body, Body]) -> None:
    here, there = bodies
    case = _case_with_consent(here, days=5)
    assert _carry(here, case, "letter", there)[0] == 302
    part = _found(there, "/received/", r"received/[0-9a-f]{32}")

    there.pass_days(7)

    assert there.ask(part)[0] == 404
    stolen = b"".join(path.read_bytes() for path in there.home.glob("protection.sqlite3*"))
    assert NAME.encode() not in stolen


def test_a_letter_for_one_body_is_nothing_to_another(bodies: tuple[Body, Body], tmp_path: Path) -> None:
    here, there = bodies
    case = _case_with_consent(here)
    _, letter = here.ask(_found(here, case, "letter"))
    third = Body(tmp_path / "third", "INT-MPB", "Somebody who calls itself so")
    try:
        assert third.send("/received/", letter=letter)[0] == 422
        assert there.send("/received/", letter=letter[:-9] + b'"}')[0] == 422
        assert here.send("/received/", letter=letter)[0] == 422
    finally:
        third.leave()
