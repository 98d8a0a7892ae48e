"""The pages of forums: who may open, change and read one, and what stands on them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from corridor.core.access.codes import Event
from corridor.core.forums.codes import ORGANISATIONS
from corridor.core.progress import rules as progress_rules
from corridor.core.progress.codes import Level, Status
from corridor.core.progress.periods import half_on
from corridor.core.progress.records import Said
from corridor.web.base.ledger.models import LedgerEntry
from corridor.web.desk.commitments.queries import catalogue
from corridor.web.desk.forums.models import ForumSpace
from corridor.web.desk.progress import actions as progress
from corridor.web.desk.progress.actions import Writing
from tests import cast

pytestmark = pytest.mark.django_db

SPACE = {"name": "Route forum (invented)", "template": "roma-lyon", "instruments": ["ga-2023"]}


def opened(*members: str) -> str:
    """Open a forum by its pages, and return its address."""
    client = cast.client(cast.RAPPORTEUR_XA)
    where: str = client.post("/commitments/forums/new/", SPACE)["Location"]
    for member in members:
        client.post(f"{where}members/", {"authority": member})
    return where


def text(member: cast.Member, where: str) -> str:
    return cast.client(member).get(where).content.decode()


def decided(where: str, **changed: str) -> int:
    """Write a decision down by its page; return the status of the answer."""
    today = timezone.now().date()
    said = {
        "title": "Share warnings within a day",
        "paraphrase": "Members warn each other of shifts within one day.",
        "addressee": "governments",
        "pillar": "cooperation",
        "theme": sorted(catalogue().themes)[0],
        "measure": "The decision is carried out",
        "on": (today - timedelta(days=40)).isoformat(),
        "due": (today - timedelta(days=10)).isoformat(),
        "alike": "ga-2023-prevention-01",
    }
    status: int = cast.client(cast.RAPPORTEUR_XA).post(f"{where}decisions/new/", {**said, **changed}).status_code
    return status


def test_a_rapporteur_opens_a_forum_takes_members_in_and_calls_a_meeting() -> None:
    where = opened("XA-POL", "XB-BRD")
    meeting = {"on": "2031-03-02", "place": "Harbour house", "agenda-1": "Warnings", "papers-1": "Note 4"}
    meeting |= {"agenda-1-items": "ga-2023-prevention-01", "papers-1-reference": "XA/4"}
    cast.client(cast.RAPPORTEUR_XA).post(f"{where}meetings/new/", meeting)

    page = text(cast.RAPPORTEUR_XB, where)
    for shown in ("Route forum (invented)", "Harbour house", "Warnings", "Note 4", "ga-2023-prevention-01"):
        assert shown in page
    assert "members/end/" not in page
    assert "Route forum (invented)" in text(cast.RAPPORTEUR_XB, "/commitments/forums/")
    assert LedgerEntry.objects.filter(event=Event.FORUM_OPENED).count() == 1


def test_who_does_not_belong_to_a_forum_cannot_tell_that_there_is_one() -> None:
    where = opened("XB-BRD")

    assert cast.client(cast.RAPPORTEUR_XC).get(where).status_code == 404
    assert cast.client(cast.RAPPORTEUR_XC).get(f"{where}reported/").status_code == 404
    assert "Route forum" not in text(cast.RAPPORTEUR_XC, "/commitments/forums/")
    assert "Your authority belongs to no forum here." in text(cast.RAPPORTEUR_XC, "/commitments/forums/")


def test_a_member_changes_nothing_and_a_focal_point_opens_nothing() -> None:
    where = opened("XA-POL", "XB-BRD")
    member, focal = cast.client(cast.RAPPORTEUR_XB), cast.client(cast.FOCAL_XA)

    assert member.post(f"{where}members/", {"authority": "XC-POL"}).status_code == 409
    assert member.post(f"{where}close/").status_code == 409
    assert member.get(f"{where}meetings/new/").status_code == 409
    assert focal.post("/commitments/forums/new/", SPACE).status_code == 403
    assert cast.client(cast.RAPPORTEUR_XA).get(f"{where}close/").status_code == 405
    assert ForumSpace.objects.get().closed_at is None


def test_what_is_wrong_is_told_field_by_field_and_what_was_typed_stays() -> None:
    where = opened()
    meeting = {"on": "soon", "agenda-1": "Mr Yusuf Karimi speaks", "place": "Harbour house"}
    answer = cast.client(cast.RAPPORTEUR_XA).post(f"{where}meetings/new/", meeting)
    named = cast.client(cast.RAPPORTEUR_XA).post(f"{where}meetings/new/", {**meeting, "on": "2031-03-02"})
    empty = cast.client(cast.RAPPORTEUR_XA).post("/commitments/forums/new/", {})

    assert (answer.status_code, named.status_code, empty.status_code) == (422, 422, 422)
    assert "Harbour house" in answer.content.decode()
    assert 'id="agenda-1-problem"' in named.content.decode()
    assert decided(where, title="one two three four five six seven eight nine ten eleven twelve thirteen") == 422
    assert decided(where, theme="none-such") == 422
    assert decided(where, alike="no-such-item") == 422


def test_the_page_of_a_forum_names_who_reported_and_who_did_not_and_what_became_of_decisions() -> None:
    where = opened("XA-POL", "XB-BRD")
    assert decided(where) == 302
    forum = ForumSpace.objects.get().uid
    item = f"forum-{forum[:8]}-1"
    now = timezone.now()
    said = Said(item, Status.UNDER_WAY, ("ga-2023-prevention-01",), "Ministry (invented)", "A bill.")
    writing = Writing(said, half_on(now.date()), Level.FORUM, (forum,))
    about = progress.write(by=cast.officer(cast.RAPPORTEUR_XB), writing=writing, now=now).about
    progress.submit(by=cast.officer(cast.RAPPORTEUR_XB), about=about, now=now)
    progress.approve(by=cast.officer(cast.FOCAL_XB), about=about, now=now)

    page = text(cast.RAPPORTEUR_XA, f"{where}reported/")
    silent = page.split("Have not reported for this half-year")[1].split("</ul>")[0]
    followed = page.split("What became of the decisions")[1]
    assert ("XA" in silent, "XB" in silent) == (True, False)
    assert "Share warnings within a day" in page
    assert ("Under way" in followed, "told nothing of it" in followed, "day passed" in followed) == (True, True, True)
    assert "day passed" in text(cast.RAPPORTEUR_XA, where)


def test_a_closed_forum_stays_to_be_read_and_takes_nothing_more() -> None:
    where = opened("XA-POL", "XB-BRD")
    cast.client(cast.RAPPORTEUR_XA).post(f"{where}close/")

    assert "nothing is reported to it any more" in text(cast.RAPPORTEUR_XB, where)
    assert cast.client(cast.RAPPORTEUR_XA).post(f"{where}members/", {"authority": "XC-POL"}).status_code == 409
    assert "Over" in text(cast.RAPPORTEUR_XB, "/commitments/forums/")


def test_who_left_reads_no_more_and_who_hosts_speaks_for_nobody_twice() -> None:
    where = opened("XA-POL", "XB-BRD", "XB-BRD")
    cast.client(cast.RAPPORTEUR_XA).post(f"{where}members/end/", {"authority": "XB-BRD"})

    assert cast.client(cast.RAPPORTEUR_XB).get(where).status_code == 404
    assert "Over" in text(cast.RAPPORTEUR_XB, "/commitments/forums/")
    assert cast.client(cast.RAPPORTEUR_XA).post(f"{where}members/end/", {"authority": "XB-BRD"}).status_code == 404


def test_forums_and_progress_agree_on_who_reports_for_itself() -> None:
    assert ORGANISATIONS == progress_rules.ORGANISATIONS
