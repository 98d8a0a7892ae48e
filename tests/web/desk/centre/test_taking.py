"""What partners send of alerts: taken under the sender's name, answered over the line, and hostile until it is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from corridor.core.centre.codes import AlertKind, EndReason, Haste, Response
from corridor.core.centre.exchange import answered_written, ended_written, sent_written
from corridor.core.centre.records import Saying
from corridor.core.exchange.codes import Kind, Outcome
from corridor.web.desk.centre import actions, queries
from corridor.web.desk.centre.models import AlertAnswer, CentreAlert
from corridor.web.desk.lines.models import Came, Posted
from tests import cast, make
from tests.core.entities import make as drafts
from tests.web.desk.lines.far import US, Far

pytestmark = pytest.mark.usefixtures("node")

WORDS = "Boats leave before dawn."


def body(kind: AlertKind = AlertKind.ROUTE_SHIFT, to: tuple[str, ...] = (US,), **changed: Any) -> dict[str, Any]:
    haste = Haste.FLASH if kind is AlertKind.DISTRESS else Haste.PROMPT
    words = str(changed.pop("words", WORDS))
    saying = Saying(kind, haste, words, "Ashmar", 24, thing=str(changed.pop("thing", "")))
    return {**sent_written(saying, until=datetime.now(UTC) + timedelta(hours=20), to=to), **changed}


def brought(far: Far, said: dict[str, Any], about: str = "alert", **named: Any) -> tuple[str, str]:
    """Let the far node bring one item more; return how it was answered, and why."""
    far.says(Kind.ALERT, said, about=make.uid(about), **named)
    far.brings(far.log.items[-1])
    row = Came.objects.filter(partner=far.code).order_by("-number").first()
    assert row is not None
    return row.outcome, row.reason


def known(member: cast.Member = cast.ANALYST_XA) -> list[queries.Known]:
    return list(queries.alerts_for(cast.officer(member), now=timezone.now()))


def test_an_alert_of_a_partner_is_read_by_whom_it_names_under_its_senders_marking() -> None:
    far = Far().introduce()

    assert brought(far, body()) == (Outcome.APPLIED, "")

    (alert,) = known()
    assert (alert.row.authority, alert.row.words, alert.is_sender) == (far.authority, WORDS, False)
    assert known(cast.ANALYST_XB) == []


def test_an_answer_goes_back_over_the_line_and_names_nobody_but_the_authority() -> None:
    far = Far().introduce()
    brought(far, body())

    by, uid = cast.officer(cast.ANALYST_XA), known()[0].row.uid
    actions.answer(by=by, uid=uid, response=Response.ACTING, now=timezone.now())

    (posted,) = Posted.objects.filter(partner=far.code, kind=Kind.ALERT)
    assert (posted.originator, posted.about) == (US, make.uid("alert"))
    assert cast.ANALYST_XA.handle.encode() not in bytes(posted.content)


def test_an_alert_that_a_partner_ended_is_over_and_cannot_be_revived() -> None:
    far = Far().introduce()
    brought(far, body())

    assert brought(far, ended_written(EndReason.MISTAKEN), version=2)[0] == Outcome.APPLIED

    assert known() == []
    brought(far, body(), version=3)
    assert CentreAlert.objects.get().state == "withdrawn"


def test_an_answer_counts_for_the_authority_that_was_told_and_from_its_own_node_alone() -> None:
    far, other = Far().introduce(), Far(code="XE-NAT", authority="XE-POL").introduce()
    saying = Saying(AlertKind.ROUTE_SHIFT, Haste.PROMPT, WORDS, "Ashmar", 24)
    by = cast.officer(cast.ANALYST_XA)
    uid = actions.send(by=by, saying=saying, to=[far.authority], now=timezone.now())
    said = answered_written(Response.ACTING)

    for node in (other, far):
        node.says(Kind.ALERT, said, about=uid)
        node.brings(node.log.items[-1])

    assert [row.outcome for row in Came.objects.order_by("pk")] == [Outcome.KEPT_ASIDE, Outcome.APPLIED]
    assert [(one.authority, one.response) for one in AlertAnswer.objects.all()] == [(far.authority, "acting")]


def test_what_a_partner_says_of_an_alert_whose_term_is_over_is_as_if_there_were_none() -> None:
    far, now = Far().introduce(), timezone.now()
    saying = Saying(AlertKind.ROUTE_SHIFT, Haste.PROMPT, WORDS, "Ashmar", 24)
    ours = actions.send(by=cast.officer(cast.ANALYST_XA), saying=saying, to=[far.authority], now=now)
    brought(far, body())
    theirs = CentreAlert.objects.exclude(node="").get().uid
    CentreAlert.objects.update(written_at=now - timedelta(days=365))

    far.says(Kind.ALERT, answered_written(Response.ACTING), about=ours)
    far.brings(far.log.items[-1])

    assert Came.objects.order_by("-number")[0].outcome == Outcome.KEPT_ASIDE
    assert brought(far, ended_written(EndReason.DONE), version=2)[0] == Outcome.KEPT_ASIDE
    assert brought(far, body(), version=3)[0] == Outcome.APPLIED
    assert [one.row.uid == theirs for one in known() if one.row.node] == [False]


def test_each_node_learns_of_its_own_authorities_alone() -> None:
    far, other = Far().introduce(), Far(code="XE-NAT", authority="XE-POL").introduce()
    saying = Saying(AlertKind.ROUTE_SHIFT, Haste.PROMPT, WORDS, "Ashmar", 24)
    to = [far.authority, other.authority, "XB-BRD"]

    actions.send(by=cast.officer(cast.ANALYST_XA), saying=saying, to=to, now=timezone.now())

    for node, stranger in ((far, other), (other, far)):
        content = bytes(Posted.objects.get(partner=node.code, kind=Kind.ALERT).content)
        assert stranger.authority not in str(_plain(content))
        assert "XB-BRD" not in str(_plain(content))


def _plain(signed: bytes) -> bytes:
    import base64

    middle = signed.split(b".")[1]
    return base64.urlsafe_b64decode(middle + b"=" * (-len(middle) % 4))


@pytest.mark.parametrize(
    "said",
    [
        body(words="Look for Ahmed Mansouri, called the captain."),
        body(words="Call +33 6 12 34 56 78."),
        {**body(), "kind": "person-sought"},
        body(to=("XB-ELSEWHERE",)),
        body(hours=10_000),
        {**body(), "name": "somebody"},
        {"form": "1", "say": "answered", "response": "acting"},
        {"form": "1", "say": "ended", "reason": "done"},
        {},
    ],
)
def test_what_is_no_alert_or_names_somebody_is_kept_aside_and_nothing_of_it_is_saved(said: dict[str, Any]) -> None:
    assert brought(Far().introduce(), said)[0] == Outcome.KEPT_ASIDE
    assert not CentreAlert.objects.exists()


def test_danger_to_life_is_taken_whatever_the_screening_finds() -> None:
    said = body(AlertKind.DISTRESS, words="Boat of Ahmed Mansouri, called the captain, is sinking.")

    assert brought(Far().introduce(), said)[0] == Outcome.APPLIED
    assert known() == []
    cast.grant(cast.ANALYST_XA, "analyst", "search-and-rescue")
    rescuer = cast.officer(cast.ANALYST_XA, purpose="search-and-rescue")
    assert len(queries.alerts_for(rescuer, now=timezone.now())) == 1


def test_nobody_changes_or_probes_another_partners_alert_by_its_name() -> None:
    far, other = Far().introduce(), Far(code="XE-NAT", authority="XE-POL").introduce()
    brought(far, body())

    assert brought(other, ended_written(EndReason.DONE)) == brought(other, ended_written(EndReason.DONE), "unknown")
    assert brought(other, body(words="Nothing moves.")) == brought(other, body(), "another") == (Outcome.APPLIED, "")
    first = CentreAlert.objects.get(authority=far.authority)
    assert (first.words, first.state) == (WORDS, "sent")


def test_a_partner_that_floods_hides_nobody_elses_alert_and_is_not_taken_beyond_a_bound() -> None:
    far, other = Far().introduce(), Far(code="XE-NAT", authority="XE-POL").introduce()
    brought(other, body(words="Nothing moves."))
    brought(far, body())
    first = CentreAlert.objects.get(authority=far.authority)
    flood = []
    for n in range(199):
        name = make.uid(f"flood {n}")
        flood.append(CentreAlert(**{**_fields(first), "uid": name, "about": name, "written_at": timezone.now()}))
    CentreAlert.objects.bulk_create(flood)

    assert "Nothing moves." in {one.row.words for one in known()}
    assert len(known()) == 1 + queries.MOST_OF_A_NODE
    assert brought(far, body(), "one too many")[0] == Outcome.KEPT_ASIDE
    assert brought(far, body(AlertKind.DISTRESS), "danger")[0] == Outcome.APPLIED


def _fields(row: CentreAlert) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in row._meta.fields if field.name != "id"}


def test_an_alert_of_a_partner_links_nobody_with_a_person() -> None:
    officer = cast.officer(cast.INVESTIGATOR_XA)
    signed = {"author": officer.handle, "reviewer": cast.ANALYST_XA.handle}
    make.file(officer, drafts.person(), drafts.role(**signed), drafts.group(), ref="R-1")

    brought(Far().introduce(), body(AlertKind.WANTED, thing=drafts.PERSON))
    uid = CentreAlert.objects.get().uid

    page = cast.client(cast.ANALYST_XA).get(f"/centre/alerts/{uid}/").content.decode()
    assert WORDS in page
    assert drafts.PERSON not in page
